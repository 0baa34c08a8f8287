"""The blocks of a rendered page, and which block of a translation stands for which of the English page.

A block is a run of text in a paragraph, list item, cell, heading, title or the like. Two sections align where
their blocks form the same sequence of kinds: list by list, row by row. Reading is textual, so that what is
inserted at an offset leaves every other byte as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import zip_longest

_TOKEN = re.compile(r"""<!--.*?-->|<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|<""", re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
FOOTNOTES = "fn:"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Content that runs within a line; everything else ends a run of text.
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
))
# fmt: on
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "source", "col", "track"))
_OPAQUE = frozenset(("pre", "script", "style", "svg", "math", "template", "iframe", "object", "audio", "video"))
_PLAIN = frozenset(("div", "p", "thead", "tbody", "tfoot", "section", "article", "figure", "colgroup"))
"""Containers that say nothing about where a block stands: a loose list item has a paragraph, a tight one none."""


@dataclass(frozen=True)
class Block:
    """A run of text. `kind` is where it stands within its section, such as 'ul1/li2'.

    `html[start:end]` is the run; `after` is where something can be put beside it: behind the text, and behind the
    element where it is a heading or the summary of a fold.
    """

    section: str
    kind: str
    start: int
    end: int
    after: int
    html: str
    text: str

    @property
    def tag(self) -> str:
        return self.kind.rsplit("/", 1)[-1].rstrip("0123456789") or "p"


@dataclass(frozen=True)
class Mismatch:
    """The first place at which a section of a translation is built otherwise; one of the two may be missing."""

    section: str
    translated: Block | None
    english: Block | None


@dataclass(frozen=True)
class Alignment:
    """Pairs of (translated, English) blocks, and a mismatch for each section that has no pairs."""

    pairs: tuple[tuple[Block, Block], ...]
    mismatches: tuple[Mismatch, ...]


@dataclass
class _Element:
    tag: str
    step: str
    counts: dict[str, int] = field(default_factory=dict)


def align(translated: str, english: str) -> Alignment:
    """Return which block of the translated page content stands for which of the English; sections go by id.

    A section that only one of the two has is left out: that is another mistake.
    """
    ours, theirs = _by_section(blocks(translated)), _by_section(blocks(english))
    pairs: list[tuple[Block, Block]] = []
    mismatches: list[Mismatch] = []
    for section, own in ours.items():
        source = theirs.get(section)
        if source is None:
            continue
        if [block.kind for block in own] == [block.kind for block in source]:
            pairs += zip(own, source, strict=True)
        else:
            both = zip_longest(own, source)
            first = next((a, b) for a, b in both if a is None or b is None or a.kind != b.kind)
            mismatches.append(Mismatch(section, *first))
    return Alignment(tuple(pairs), tuple(mismatches))


def blocks(html: str) -> list[Block]:
    """Return the blocks of a page's content in order; code blocks and pictures are none."""
    return list(_Reader(html).read())


def plain(html: str) -> str:
    """Return the text that readers see, without marks of links to the heading itself and without glosses."""
    out: list[str] = []
    depth = 0
    for token in _TOKEN.findall(html):
        tag = _TAG.match(token)
        if tag and depth:
            depth += -1 if tag[1] else tag[2].lower() not in _VOID
        elif tag and not tag[1] and _classes(token) & {"headerlink", "gloss", "footnote-backref"}:
            depth = 1
        elif not tag and not depth and not token.startswith("<!--"):
            out.append(unescape(token))
    return " ".join("".join(out).split())


def _by_section(found: Iterable[Block]) -> dict[str, list[Block]]:
    sections: dict[str, list[Block]] = {}
    for block in found:
        sections.setdefault(block.section, []).append(block)
    return sections


def _classes(token: str) -> set[str]:
    return set(_attribute(token, "class").split())


def _attribute(token: str, name: str) -> str:
    found = (m for m in _ATTRIBUTE.finditer(token) if m[1].lower() == name)
    return next((m[2] or m[3] or m[4] or "" for m in found), "")


class _Reader:
    """One pass over the tags. What is not closed ends where its parent ends, as in a browser."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.section = ""
        self.open: list[_Element] = [_Element("", "")]
        self.start: int | None = None
        self.end = 0

    def read(self) -> Iterator[Block]:
        opaque = ""
        for match in _TOKEN.finditer(self.html):
            token, tag = match[0], _TAG.match(match[0])
            name = tag[2].lower() if tag else ""
            if opaque:
                opaque = "" if tag and tag[1] and name == opaque else opaque
            elif tag and (name in _OPAQUE or "visually-hidden" in _classes(token)):
                yield from self._run(match.start())
                opaque = "" if tag[1] or token.endswith("/>") else name
            elif tag and name not in _INLINE:
                yield from self._run(match.end() if tag[1] else match.start())
                self._close(name) if tag[1] else self._open(name, token)
            elif token.strip() and not token.startswith("<!--"):
                self.start = match.start() if self.start is None else self.start
                self.end = match.start() + len(token.rstrip())
        yield from self._run(len(self.html))

    def _run(self, after: int) -> Iterator[Block]:
        """Yield the run of text that ends here; `after` is behind the tag that ended it, where that closes."""
        start, self.start = self.start, None
        if start is None:
            return
        html = self.html[start : self.end]
        text = plain(html)
        if text:
            outside = self.open[-1].tag in (*_HEADINGS, "summary")
            kind = "/".join(element.step for element in self.open if element.step) or "p"
            yield Block(self.section, kind, start, self.end, after if outside else self.end, html, text)

    def _open(self, name: str, token: str) -> None:
        if name in _VOID or token.endswith("/>"):
            return
        if name in _HEADINGS and (id := _attribute(token, "id")):
            self.section = id
            for element in self.open:
                element.counts.clear()
        if "footnote" in _classes(token):
            self.section = FOOTNOTES  # they stand below the last heading, and belong to all
        step = ""
        if "admonition-title" in _classes(token):
            step = "title"
        elif name in _HEADINGS:
            step = f"heading{name[1]}"
        elif name not in _PLAIN or "admonition" in _classes(token):
            counts = self.open[-1].counts
            counts[name] = counts.get(name, 0) + 1
            step = f"{name}{counts[name]}"
        self.open.append(_Element(name, step, self.open[-1].counts if not step else {}))

    def _close(self, name: str) -> None:
        if any(element.tag == name for element in self.open):
            while self.open.pop().tag != name:
                pass
