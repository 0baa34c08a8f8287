"""What `data/exceptions.yml` allows: one finding of one rule at one place, with a reason, until a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Problem
from crucible.model import Waiver
from crucible.schema import validated
from crucible.source.markdown import markdown
from crucible.source.text import read_text, stands
from crucible.source.yaml import Source, read_yaml
from crucible.spelling import did_you_mean

FILE = "data/exceptions.yml"
_INDEX = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class _Written:
    waiver: Waiver
    source: Source
    index: int

    def at(self, key: str) -> Place:
        return self.source.place((self.index, key))


def apply(
    findings: Iterable[Finding], sources: Sources, rules: Sequence[str], *, known: Sequence[str] = ()
) -> list[Finding]:
    """Return the findings without those that are excepted, and with what is wrong with the exceptions.

    `rules` are the ids of the rules that were applied: only their exceptions can be found to be unneeded.
    `known` are further rules that exist, such as those on the finished site. Findings of reading cannot be excepted.
    """
    waivers, faults = _read(sources)
    kept: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        matching = [
            written
            for written in waivers
            if written.waiver.rule == finding.rule and _covers(written.waiver.place, finding.place, sources)
        ]
        used.update(written.index for written in matching)
        if not matching:
            kept.append(finding)
    for written in waivers:
        faults += _judged(written, used, sources, rules, [*rules, *known])
    return [*kept, *faults]


def excepted(sources: Sources, rules: Set[str]) -> dict[str, frozenset[str]]:
    """Return the lines, without the spaces around them, that exceptions of these rules cover: path → lines."""
    found: dict[str, frozenset[str]] = {}
    for written in _read(sources)[0]:
        path, _, part = written.waiver.place.partition("#")
        if written.waiver.rule in rules and (text := _text(sources.root, path)):
            lines = text.split("\n")
            first, last = (_lines(path, part, sources) or (1, 0)) if part else (1, len(lines))
            found[path] = found.get(path, frozenset()).union(line.strip() for line in lines[first - 1 : last])
    return {path: lines - {""} for path, lines in found.items()}


def _text(root: Path, path: str) -> str:
    try:
        return read_text(root, path, lenient=True) if stands(root, path) else ""
    except Problem:
        return ""


def _read(sources: Sources) -> tuple[list[_Written], list[Finding]]:
    if not (sources.root / FILE).is_file():
        return [], []
    source, findings = read_yaml(sources.root, FILE)
    if source is None:
        return [], findings
    if not isinstance(source.data, list):
        message = "is not a list, expected entries that begin with '- rule:'"
        return [], [*findings, Finding(source.place(), message, "schema", "begin each entry with '- rule: …'")]
    waivers, faults = validated(source, TypeAdapter(Waiver))
    return [_Written(waiver, source, index) for index, waiver in waivers], [*findings, *faults]


def _judged(
    written: _Written, used: set[int], sources: Sources, rules: Sequence[str], known: Sequence[str]
) -> list[Finding]:
    waiver = written.waiver
    if waiver.rule not in known:
        message = f"no rule has the id '{waiver.rule}'"
        return [Finding(written.at("rule"), message, "exception", did_you_mean(waiver.rule, known))]
    path = waiver.place.partition("#")[0]
    if not stands(sources.root, path):
        return [Finding(written.at("place"), f"no file '{path}'", "exception", "correct the path, or delete the entry")]
    if written.index in used and sources.today > waiver.until:
        message = f"the exception was made until {waiver.until}, and rule '{waiver.rule}' still finds what it excepts"
        hint = "mend that and delete the entry, or look again and write a later day"
        return [Finding(written.at("until"), message, "exception", hint)]
    if waiver.rule in rules and written.index not in used and path not in sources.broken:
        message = f"rule '{waiver.rule}' finds nothing at '{waiver.place}'"
        return [Finding(written.at("rule"), message, "exception", "delete the entry")]
    return []


def _covers(place: str, found: Place, sources: Sources) -> bool:
    path, _, part = place.partition("#")
    if path != found.path:
        return False
    if not part:
        return True
    lines = _lines(path, part, sources)
    return lines is not None and lines[0] <= found.line <= lines[1]


def _lines(path: str, part: str, sources: Sources) -> tuple[int, int] | None:
    """Return the first and last line of a part of a file: keys of YAML, a section of a page, an entry of a catalog."""
    if path in sources.library.sources:
        return _yaml_lines(sources.library.sources[path], part.split("/"))
    for page in sources.pages:
        if page.path == path:
            headings = markdown(page.body).headings
            for index, heading in enumerate(headings):
                if heading.id == part:
                    later = [h for h in headings[index + 1 :] if h.level <= heading.level]
                    end = page.place(later[0].offset).line - 1 if later else page.text.count("\n") + 1
                    return page.place(heading.offset).line, end
    if path in sources.catalogs:
        messages = sources.catalogs[path].messages
        for index, message in enumerate(messages):
            notes = {comment.removeprefix(".").strip() for comment in message.comments}
            if part in notes or part == message.id.value:
                end = messages[index + 1].line - 1 if index + 1 < len(messages) else message.line + 1000
                return message.line, end
    return None


def _yaml_lines(source: Source, keys: list[str]) -> tuple[int, int] | None:
    loc: list[str | int] = []
    for key in keys:
        here = source.data_at(loc)
        if isinstance(here, list):
            by_id = (
                i for i, item in enumerate(here) if isinstance(item, dict) and item.get("id", item.get("plan")) == key
            )
            index = next(by_id, int(key) if _INDEX.fullmatch(key) and int(key) < len(here) else None)
            if index is None:
                return None
            loc.append(index)
        elif isinstance(here, dict) and key in here:
            loc.append(key)
        else:
            return None
    node = source.node(loc)
    first = (node.key or node).line + source.first_line
    last = source.text.count("\n", 0, max(node.end - 1, node.start)) + source.first_line
    return first, max(first, last)
