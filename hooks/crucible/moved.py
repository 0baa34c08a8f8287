"""Addresses that readers may have kept: the published ones, and where those that are gone have moved to.

`data/redirects.yml` says where a page or section went, for every language at once; `data/published.yml` lists what
has been published, so that nothing goes without saying where to. Addresses are written as in links between
pages, from the folder of a language: `plans/advanced-support.md#ask`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from crucible.finding import Finding, Place
from crucible.model import PublishedPage, Redirect
from crucible.schema import validated
from crucible.source.yaml import Source, read_yaml

REDIRECTS = "data/redirects.yml"
PUBLISHED = "data/published.yml"
UPDATE = "crucible published --update"
_SHOWN = 5
"""Addresses of a circle that are named."""
_HEAD = f"# Pages and sections that readers may have kept. Written by `{UPDATE}`, which only adds.\n"


class Address(NamedTuple):
    """A page, as its file is called in the folder of a language, and the id of a section of it, or ''."""

    page: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.section}" if self.section else self.page

    @classmethod
    def read(cls, text: str) -> Address:
        page, _, section = text.partition("#")
        return cls(page, section)

    @property
    def file(self) -> str:
        """The built file, from the root of a language."""
        return f"{self.page.removesuffix('.md')}.html"

    @property
    def url(self) -> str:
        return f"{self.file}#{self.section}" if self.section else self.file


class Move(NamedTuple):
    """One line of the redirects, and where both of its addresses stand."""

    was: Address
    now: Address
    was_place: Place
    now_place: Place


class Kept(NamedTuple):
    """A published address, and where it is listed."""

    address: Address
    place: Place


def read_moves(root: Path) -> tuple[list[Move], list[Finding]]:
    """Read `data/redirects.yml` below `root`, if there is one. Returns what can be read, and every finding."""
    moves = []
    entries, findings = _entries(root, REDIRECTS, TypeAdapter(Redirect))
    for source, index, entry in entries:
        was, now = Address.read(entry.was), Address.read(entry.now)
        moves.append(Move(was, now, source.place((index, "was")), source.place((index, "now"))))
    return moves, findings


def read_published(root: Path) -> tuple[list[Kept], list[Finding]]:
    """Read `data/published.yml` below `root`, if there is one: each page, then its sections; and every finding."""
    kept = []
    entries, findings = _entries(root, PUBLISHED, TypeAdapter(PublishedPage))
    for source, index, entry in entries:
        kept.append(Kept(Address(entry.page), source.place((index, "page"))))
        for number, section in enumerate(entry.sections):
            kept.append(Kept(Address(entry.page, section), source.place((index, "sections", number))))
    return kept, findings


def _entries(root: Path, path: str, adapter: TypeAdapter[Any]) -> tuple[list[tuple[Source, int, Any]], list[Finding]]:
    if not (root / path).is_file():
        return [], []
    source, findings = read_yaml(root, path)
    if source is None:
        return [], findings
    if not isinstance(source.data, list):
        message = "is not a list, expected entries that begin with '- '"
        return [], [*findings, Finding(source.place(), message, "schema", "begin each entry with '- '")]
    entries, faults = validated(source, adapter)
    return [(source, index, entry) for index, entry in entries], [*findings, *faults]


def followed(moves: Iterable[Move]) -> dict[Address, Address]:
    """Return where each old address leads in the end; one that leads into a circle is left out."""
    direct: dict[Address, Address] = {}
    for move in moves:
        direct.setdefault(move.was, move.now)
    ends: dict[Address, Address | None] = {}
    for was in direct:
        now, path = was, set()
        while now in direct and now not in ends and now not in path:
            path.add(now)
            now = direct[now]
        ends.update(dict.fromkeys(path, ends.get(now, None if now in path else now)))
    return {was: end for was in direct if (end := ends[was]) is not None}


def circles(direct: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the circle into which each address leads, from its least on; of one that leads out, nothing."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for was in direct:
        now, path = was, dict[str, int]()
        while now in direct and now not in seen:
            seen.add(now)
            path[now] = len(path)
            now = direct[now]
        circle = found.get(now, ())
        if now in path:
            met = tuple(path)[path[now] :]
            least = met.index(min(met))
            circle = met[least:] + met[:least]
        if circle:
            found.update(dict.fromkeys(path, circle))
    return found


def in_words(circle: Sequence[str]) -> str:
    """Return a circle as people read it: its first addresses, and the one that it comes back to."""
    more = [f"{len(circle) - _SHOWN} more"] if len(circle) > _SHOWN else []
    return " → ".join((*circle[:_SHOWN], *more, circle[0]))


def published_text(kept: Iterable[Address]) -> str:
    """Return `data/published.yml` with these addresses, sorted, so that a new one is one new line."""
    pages: dict[str, set[str]] = {}
    for address in kept:
        sections = pages.setdefault(address.page, set())
        if address.section:
            sections.add(address.section)
    return _HEAD + "".join(line for page, ids in sorted(pages.items()) for line in _page_lines(page, sorted(ids)))


def _page_lines(page: str, sections: list[str]) -> Iterator[str]:
    yield f"- page: {_scalar(page)}\n"
    if sections:
        yield "  sections:\n"
        yield from (f"    - {_scalar(section)}\n" for section in sections)


def _scalar(text: str) -> str:
    plain = text.replace("-", "").replace("/", "").replace(".", "").replace("_", "")
    reads_as_text = plain.isalnum() and not text.isdigit() and text not in ("null", "true", "false")
    return text if reads_as_text and text[0].isalnum() else f'"{text}"'
