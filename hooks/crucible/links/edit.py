"""Writing a moved address into the data: one YAML scalar changes, every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from crucible.finding import Finding, Place
from crucible.links.kind import Kind
from crucible.links.result import Result

RULE = "moved-link"
_EDGE = r"[\s\"',\[\]{}]"


@dataclass(frozen=True, order=True)
class Replacement:
    """At `place`, the address `old` becomes `new`."""

    place: Place
    old: str
    new: str


def fixes(results: Iterable[Result]) -> list[Replacement]:
    """What to write where, for addresses that have moved for good."""
    return sorted(
        Replacement(place, result.link.url, result.verdict.moved_to)
        for result in results
        if result.verdict.kind is Kind.MOVED
        for place in result.link.places
    )


def apply(root: Path, replacements: Iterable[Replacement]) -> list[Finding]:
    """Make the replacements in the files under `root`; returns a finding for each left to a person."""
    left = []
    for replacement in sorted(replacements, reverse=True):
        file = root / replacement.place.path
        text = file.read_bytes().decode("utf-8")
        changed = replaced(text, replacement)
        if changed is None:
            message = f"'{replacement.old}' has moved and could not be edited here"
            left.append(Finding(replacement.place, message, RULE, f"write: {replacement.new}"))
        else:
            file.write_bytes(changed.encode("utf-8"))
    return sorted(left)


def replaced(text: str, replacement: Replacement) -> str | None:
    """The text after the replacement, or None where `old` is not plainly readable at the place.

    The place may be that of the value or of its key. What was written is read back: nothing but this one
    scalar may have changed.
    """
    lines = text.splitlines(keepends=True)
    number = replacement.place.line - 1
    if not replacement.place.path.endswith((".yml", ".yaml")) or not 0 <= number < len(lines):
        return None
    line = lines[number]
    found = re.search(
        rf"(?:(?<={_EDGE})|^){re.escape(replacement.old)}(?={_EDGE}|$)", line[replacement.place.column - 1 :]
    )
    if found is None:
        return None
    start = replacement.place.column - 1 + found.start()
    end = start + len(replacement.old)
    quoted = line[start - 1 : start] in ("'", '"') and line[end : end + 1] == line[start - 1]
    new = replacement.new if quoted else _plain(replacement.new)
    if quoted and line[start - 1] == "'":
        new = new.replace("'", "''")
    lines[number] = f"{line[:start]}{new}{line[end:]}"
    changed = "".join(lines)
    return changed if _differs_only_by(text, changed, replacement) else None


def _plain(url: str) -> str:
    """Unquoted if it may stand in a flow collection too."""
    return url if not re.search(r"[,\[\]{}'\"\s]|:$", url) else '"' + url.replace('"', "%22") + '"'


def _differs_only_by(before: str, after: str, replacement: Replacement) -> bool:
    try:
        old, new = (list(yaml.parse(text, Loader=yaml.CBaseLoader)) for text in (before, after))
    except yaml.YAMLError:
        return False
    pairs = [(_shape(a), _shape(b)) for a, b in zip(old, new, strict=False)]
    different = [pair for pair in pairs if pair[0] != pair[1]]
    wanted = (("ScalarEvent", replacement.old), ("ScalarEvent", replacement.new))
    return len(old) == len(new) and different == [wanted]


def _shape(event: yaml.Event) -> tuple[str, str]:
    return type(event).__name__, getattr(event, "value", "")
