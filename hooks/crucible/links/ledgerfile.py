"""How the ledger is written down: one small block per address, sorted, so that a diff shows what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from crucible.finding import Finding, Place, Problem
from crucible.links.kind import Kind
from crucible.links.ledger import PATH, Entry, Failure, Ledger, State
from crucible.source.text import read_text

HEADER = """\
# yaml-language-server: $schema=schemas/links.json
# What is known of the addresses outside. Written by `crucible links`; read it as a diff and mend the data.
"""
T = TypeVar("T")
RULE = "links-ledger"
_DAY = {"type": "string", "format": "date"}
_KIND = {"enum": [str(kind) for kind in Kind]}


def schema() -> dict[str, Any]:
    """The JSON Schema of the file, for `data/schemas/links.json`."""
    failure = {
        "type": "object",
        "properties": {"day": _DAY, "kind": _KIND, "times": {"type": "integer", "minimum": 1}},
        "required": ["day", "kind", "times"],
        "additionalProperties": False,
    }
    entry = {
        "type": "object",
        "properties": {
            "url": {"type": "string"},
            "state": {"enum": [str(state) for state in State]},
            "since": _DAY,
            "kind": _KIND,
            "moved_to": {"type": "string"},
            "unproven": {"const": True},
            "failures": {"type": "array", "items": failure, "minItems": 1},
        },
        "required": ["url", "state", "since"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What is known of the addresses outside",
        "type": "object",
        "properties": {"checked": _DAY, "links": {"type": "array", "items": entry}},
        "required": ["checked", "links"],
        "additionalProperties": False,
    }


def dumps(ledger: Ledger) -> str:
    """The file: the same ledger gives the same bytes."""
    lines = [HEADER.rstrip("\n")]
    if ledger.checked:
        lines.append(f"checked: {ledger.checked}")
    lines.append("links:" if ledger.entries else "links: []")
    for entry in sorted(ledger.entries.values(), key=lambda entry: entry.url):
        lines += _lines(entry)
    return "\n".join(lines) + "\n"


def loads(text: str, path: str = PATH) -> Ledger:
    """Read the file; raises Problem with the place of what cannot be read."""
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        raise Problem(Finding(place, f"cannot be read as YAML: {error.problem}", RULE)) from error
    if root is None:
        return Ledger()
    top = _fields(root, path, {"checked", "links"})
    entries: dict[str, Entry] = {}
    links = top.get("links")
    for node in _items(links, path) if links else ():
        entry = _entry(node, path)
        if entry.url in entries:
            raise _problem(node, path, f"'{entry.url}' stands here a second time, expected once")
        entries[entry.url] = entry
    checked = _read(top["checked"], path, date.fromisoformat) if "checked" in top else None
    return Ledger(MappingProxyType(dict(sorted(entries.items()))), checked)


def load(root: Path, path: str = PATH) -> Ledger:
    """The ledger of a project; an empty one where there is none yet. Raises Problem."""
    return loads(read_text(root, path), path) if (root / path).exists() else Ledger()


def _lines(entry: Entry) -> Iterator[str]:
    yield f"  - url: {_scalar(entry.url)}"
    yield f"    state: {entry.state}"
    yield f"    since: {entry.since}"
    if entry.kind is not Kind.OK:
        yield f"    kind: {entry.kind}"
    if entry.moved_to:
        yield f"    moved_to: {_scalar(entry.moved_to)}"
    if entry.unproven:
        yield "    unproven: true"
    if entry.failures:
        yield "    failures:"
        for failure in entry.failures:
            yield f"      - {{day: {failure.day}, kind: {failure.kind}, times: {failure.times}}}"


def _scalar(text: str) -> str:
    """Plain where that reads back as the same text, else in double quotes with escapes of YAML (not of JSON,
    whose surrogate pairs YAML does not read)."""
    plain = text.startswith(("https://", "http://")) and text.isprintable() and not text.endswith(":")
    if plain and not any(c.isspace() for c in text):
        return text
    inner = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}" for c in text)
    return f'"{"".join(inner)}"'


def _entry(node: yaml.Node, path: str) -> Entry:
    names = {"url", "state", "since", "kind", "moved_to", "unproven", "failures"}
    found = _fields(node, path, names, required=("url", "state", "since"))
    failures = found.get("failures")
    return Entry(
        url=str(found["url"].value),
        state=_read(found["state"], path, State),
        since=_read(found["since"], path, date.fromisoformat),
        kind=_read(found["kind"], path, Kind) if "kind" in found else Kind.OK,
        moved_to=str(found["moved_to"].value) if "moved_to" in found else "",
        failures=tuple(_failure(item, path) for item in _items(failures, path)) if failures else (),
        unproven="unproven" in found and found["unproven"].value == "true",
    )


def _failure(node: yaml.Node, path: str) -> Failure:
    found = _fields(node, path, {"day", "kind", "times"}, required=("day", "kind", "times"))
    day = _read(found["day"], path, date.fromisoformat)
    return Failure(day, _read(found["kind"], path, Kind), _read(found["times"], path, int))


def _fields(node: yaml.Node, path: str, names: set[str], required: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _problem(node, path, f"'{node.value}' is not a list of {', '.join(sorted(names))}")
    for key, _ in node.value:
        if key.value not in names:
            raise _problem(key, path, f"'{key.value}' is not one of {', '.join(sorted(names))}")
    found = {key.value: value for key, value in node.value}
    for name in required:
        if name not in found:
            raise _problem(node, path, f"'{name}' is missing")
    return found


def _items(node: yaml.Node, path: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise _problem(node, path, f"'{node.value}' is not a list")
    return list(node.value)


def _read(node: yaml.Node, path: str, shape: Callable[[str], T]) -> T:
    try:
        return shape(node.value)
    except (ValueError, TypeError) as error:
        raise _problem(node, path, f"'{node.value}' cannot stand here ({error})") from error


def _problem(node: yaml.Node, path: str, message: str) -> Problem:
    place = Place(path, node.start_mark.line + 1, node.start_mark.column + 1)
    return Problem(Finding(place, message, RULE, "restore the file from git and run: crucible links"))
