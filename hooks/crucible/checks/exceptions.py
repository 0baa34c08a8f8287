"""What `data/exceptions.yml` allows: one finding of one rule at one place, with a reason, until a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Problem
from crucible.model import Waiver
from crucible.schema import validated
from crucible.source.markdown import markdown
from crucible.source.page import Page
from crucible.source.po import PoFile
from crucible.source.text import read_text, stands
from crucible.source.yaml import Source, read_yaml
from crucible.spelling import Speller

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
    covered = _covered(waivers, sources) if waivers else {}
    kept: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        here = covered.get((finding.rule, finding.place.path))
        matching = here.at(finding.place.line) if here else []
        used.update(matching)
        if not matching:
            kept.append(finding)
    speller = Speller()
    for written in waivers:
        faults += _judged(written, used, sources, rules, [*rules, *known], speller)
    return [*kept, *faults]


def excepted(sources: Sources, rules: Set[str]) -> dict[str, frozenset[str]]:
    """Return the lines, without the spaces around them, that exceptions of these rules cover: path → lines."""
    waivers = [written for written in _read(sources)[0] if written.waiver.rule in rules]
    found: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, list[str]] = {}
    for (_, path), spans in _covered(waivers, sources).items():
        if path not in lines:
            lines[path] = [line.strip() for line in _text(sources.root, path).split("\n")]
        for _, first, last in spans.all:
            found[path].update(lines[path][first - 1 : last])
    return {path: frozenset(kept - {""}) for path, kept in found.items()}


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
    written: _Written, used: set[int], sources: Sources, rules: Sequence[str], known: Sequence[str], speller: Speller
) -> list[Finding]:
    waiver = written.waiver
    if waiver.rule not in known:
        message = f"no rule has the id '{waiver.rule}'"
        return [Finding(written.at("rule"), message, "exception", speller.did_you_mean(waiver.rule, known))]
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


Span = tuple[int, int, int]
"""An exception, by its index, with the first and the last line that it covers."""
_LAST = 10**9
_SHORT = 100


class _Spans:
    """What is covered of one file for one rule; short spans are found by their lines."""

    def __init__(self) -> None:
        self.all: list[Span] = []
        self._long: list[Span] = []
        self._by_line: dict[int, list[int]] = defaultdict(list)

    def add(self, index: int, first: int, last: int) -> None:
        self.all.append((index, first, last))
        if last - first < _SHORT:
            for line in range(first, last + 1):
                self._by_line[line].append(index)
        else:
            self._long.append((index, first, last))

    def at(self, line: int) -> list[int]:
        """Return the exceptions that cover a line."""
        return [*self._by_line.get(line, ()), *(index for index, first, last in self._long if first <= line <= last)]


def _covered(waivers: Iterable[_Written], sources: Sources) -> dict[tuple[str, str], _Spans]:
    """Return what is covered of each file for each rule."""
    parts = _Parts(sources)
    found: dict[tuple[str, str], _Spans] = defaultdict(_Spans)
    for written in waivers:
        path, _, part = written.waiver.place.partition("#")
        lines = parts.lines(path, part) if part else (1, _LAST)
        if lines is not None:
            found[written.waiver.rule, path].add(written.index, *lines)
    return found


class _Parts:
    """The parts of files, by what people call them: keys of YAML, sections of a page, entries of a catalog."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._pages = {page.path: page for page in sources.pages}
        self._named: dict[str, dict[str, tuple[int, int]]] = {}
        self._items: dict[int, dict[str, int]] = {}

    def lines(self, path: str, part: str) -> tuple[int, int] | None:
        """Return the first and last line of a part of a file."""
        if path in self._sources.library.sources:
            return self._of_yaml(self._sources.library.sources[path], part.split("/"))
        if path not in self._named:
            if path in self._pages:
                self._named[path] = dict(_sections(self._pages[path]))
            elif path in self._sources.catalogs:
                self._named[path] = dict(_messages(self._sources.catalogs[path]))
            else:
                self._named[path] = {}
        return self._named[path].get(part)

    def _of_yaml(self, source: Source, keys: list[str]) -> tuple[int, int] | None:
        loc: list[str | int] = []
        for key in keys:
            here = source.data_at(loc)
            if isinstance(here, list):
                index = self._index(here).get(key, int(key) if _INDEX.fullmatch(key) and int(key) < len(here) else None)
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

    def _index(self, items: list[Any]) -> dict[str, int]:
        """Return at which index of a list the item with an id stands."""
        if id(items) not in self._items:
            known: dict[str, int] = {}
            for index, item in enumerate(items):
                name = item.get("id", item.get("plan")) if isinstance(item, dict) else None
                if isinstance(name, str):
                    known.setdefault(name, index)
            self._items[id(items)] = known
        return self._items[id(items)]


def _sections(page: Page) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the sections of a page with their lines, the first one of an id last."""
    headings = markdown(page.body).headings
    for index in reversed(range(len(headings))):
        heading = headings[index]
        behind = (headings[n] for n in range(index + 1, len(headings)))
        later = next((other for other in behind if other.level <= heading.level), None)
        end = page.place(later.offset).line - 1 if later else page.text.count("\n") + 1
        if heading.id:
            yield heading.id, (page.place(heading.offset).line, end)


def _messages(catalog: PoFile) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the entries of a catalog with their lines, by each of their notes and by their text."""
    messages = catalog.messages
    for index in reversed(range(len(messages))):
        message = messages[index]
        end = messages[index + 1].line - 1 if index + 1 < len(messages) else message.line + 1000
        for name in (*(comment.removeprefix(".").strip() for comment in message.comments), message.id.value):
            yield name, (message.line, end)
