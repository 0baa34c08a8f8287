"""What a fetched web page says of itself: title, headings, anchors, visible text, forms; and what in it comes
nearest to a fragment that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crucible.links.textfragment import TextDirective, normal, written
from crucible.source.text import HAN

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|picture|q|rb|rp|rt"
    "|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|-.+"
)
_UNSEEN = re.compile("audio|head|iframe|math|noscript|object|script|select|style|svg|template|textarea|video|-.+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(rf"{HAN}|[^\W_]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?![\w:-])[^<>]*?(/?)>")
_CLOSED_ALONE = re.compile(
    "area|base|body|br|col|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th"
    "|thead|tr|track|wbr",
    re.IGNORECASE,
)
_DEPTH = 1000
_FEW_LETTERS = 300
_ALIKE = 0.5
_MANY = 20_000


class Heading(NamedTuple):
    id: str
    text: str


class Page(NamedTuple):
    """`anchors`: every id, and the names of `<a name>`; `blocks`: visible text, one per block of lines."""

    title: str = ""
    headings: tuple[Heading, ...] = ()
    first_heading: str = ""
    anchors: frozenset[str] = frozenset()
    blocks: tuple[str, ...] = ()
    asks_for_password: bool = False
    drawn_by_script: bool = False


def shallow(html: str) -> str:
    """The HTML up to where it nests deeper than any real page does.

    The parser's time grows with the square of the depth: 600 000 open `<div>`, which are 3 MB, take it half an
    hour. Depth is estimated from the tags, without those that close by themselves.
    """
    depth, drawing = 0, False
    for tag in _TAG.finditer(html):
        closing, name, alone = tag.groups()
        if name.lower() in ("svg", "math"):
            drawing = not closing
        if _CLOSED_ALONE.fullmatch(name) or (alone and drawing):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _DEPTH:
            return html[: tag.start()]
    return html


def read_page(html: str) -> Page:
    """Read HTML of any quality."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - paid for only where it is used

    tree = LexborHTMLParser(html)
    anchors: set[str] = set()
    headings = []
    for node in tree.css("[id], a[name]"):
        anchors.update(filter(None, (node.attributes.get("id"), node.attributes.get("name"))))
    for node in tree.css("h1, h2, h3, h4, h5, h6"):
        inner = node.css_first("[id], a[name]")
        names = [n.attributes.get(key) for n in (node, inner) if n for key in ("id", "name")]
        headings.append(Heading(next(filter(None, names), ""), _text(node)))
    title, first = tree.css_first("title"), tree.css_first("h1")
    blocks = tuple(_blocks(tree.body)) if tree.body else ()
    return Page(
        title=_text(title) if title else "",
        headings=tuple(headings),
        first_heading=_text(first) if first else "",
        anchors=frozenset(anchors),
        blocks=blocks,
        asks_for_password=tree.css_first('input[type="password" i]') is not None,
        drawn_by_script=sum(map(len, blocks)) < _FEW_LETTERS and tree.css_first("script") is not None,
    )


def nearest_anchor(wanted: str, page: Page) -> str:
    """The anchor spelt most like `wanted`, or an empty text."""
    pool = {anchor.casefold(): anchor for anchor in sorted(page.anchors)[:5000]}
    close = get_close_matches(wanted.casefold()[:200], pool, n=1, cutoff=0.6)
    return pool[close[0]] if close else ""


def nearest_text(directive: TextDirective, page: Page) -> str:
    """The fragment to use in place of a dead text fragment: the id of the heading that shares most words,
    else the phrase that does, else an empty text."""
    wanted = _words(f"{directive.start} {directive.end}")
    named = [heading for heading in page.headings if heading.id]
    heading = max(named, key=lambda heading: _likeness(wanted, heading.text), default=Heading("", ""))
    if _likeness(wanted, heading.text) >= _ALIKE:
        return heading.id
    phrases = islice((phrase for block in page.blocks for phrase in _phrases(block)), _MANY)
    phrase = max(phrases, key=lambda phrase: _likeness(wanted, phrase), default="")
    return written(phrase) if _likeness(wanted, phrase) >= _ALIKE else ""


def _phrases(block: str) -> Iterator[str]:
    for phrase in re.split(r"(?<=[.!?;])\s+|(?<=[。！？；])", block):
        if phrase.strip():
            yield " ".join(phrase.split()[:12])[:80].rstrip()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(normal(text)))


def _likeness(wanted: frozenset[str], text: str) -> float:
    """Shared words as a part of the words of both, from 0 to 1 (Dice)."""
    there = _words(text)
    return 2 * len(wanted & there) / (len(wanted) + len(there)) if wanted and there else 0.0


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True, separator=" ").split())


def _blocks(body: LexborNode) -> Iterator[str]:
    """Visible text between the edges of blocks. A stack, not recursion: a page may nest without end."""
    line: list[str] = []
    stack: list[LexborNode | None] = [body]
    while stack:
        node = stack.pop()
        tag = node.tag or "" if node else "/"
        if tag == "br":
            line.append(" ")
            continue
        inline = _INLINE.fullmatch(tag)
        if not inline:
            if text := " ".join("".join(line).split()):
                yield text
            line = []
        if node is None:
            continue
        if tag == "-text":
            line.append(node.text_content or "")
        elif not _unseen(node):
            if not inline:
                stack.append(None)
            children = []
            child = node.first_child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend(reversed(children))
    if text := " ".join("".join(line).split()):
        yield text


def _unseen(node: LexborNode) -> bool:
    tag, attributes = node.tag or "-?", node.attributes
    if _UNSEEN.fullmatch(tag):
        return True
    hidden = attributes.get("hidden", "until-found") != "until-found"
    return hidden or bool(_HIDDEN.search(attributes.get("style") or ""))
