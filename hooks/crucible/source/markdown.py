"""What stands where in Markdown: code, headings, links, attributes, and the prose between them.

One pass over the lines and regular expressions that look at each character a bounded number of times, so that
no text, however hostile, takes longer than its length. The grammar is that of Python-Markdown with `attr_list`
and `pymdownx.superfences`, as far as a judge of sources needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

HOLE = "\ufffc"
"""Stands in `Markdown.prose` for each character that is no prose: it is no letter, digit or space."""

_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_HASHES = re.compile(r"#{1,6}")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?=[#.\w])[^{}\n]*\}[ \t]*$")
_ID = re.compile(r"#([^\s}#.]+)")
_UNDERLINE = re.compile(r"(=+|-+) *")
_MACRO = re.compile(r"\{\{[^{}\n]*(?:\n[^{}\n]*){0,3}\}\}")
_CODE = re.compile(r"``[^`\n]+``|`[^`\n]+`")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<label>[^\[\]]{0,400})\]\([ ]?<?(?P<target>(?:[^()\s<>]|\([^()\s<>]{0,200}\)){0,1000})"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*<?(?P<target>[^\s<>]{1,1000})", re.M)
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,1000})>")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_TAG = re.compile(r"<[/a-zA-Z!?][^<>]*>")
_HREF = re.compile(r"\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}|\]\[[^\[\]\n]{0,200}\]")


class Heading(NamedTuple):
    """A heading: its text without marks, its id where one is written, and where both stand."""

    level: int
    text: str
    id: str | None
    offset: int
    id_offset: int
    attributes: int | None = None
    """Where the attributes begin that stand behind the text."""


class Link(NamedTuple):
    """A link or picture: its target as written, and where the target stands."""

    target: str
    offset: int
    label: str
    image: bool = False


class Markdown(NamedTuple):
    """A text taken apart. `code_free`, `bare` and `prose` are as long as the text, with holes for what was taken out.

    `bare` has neither code nor macro calls, `prose` neither these nor targets, tags and attributes.
    """

    text: str
    code_free: str
    bare: str
    prose: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    open_fence: int | None
    """Where a block of code begins that does not end."""


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markdown:
    """Return what stands where in `text`."""
    fences, open_fence = _fences(text)
    code_free = _without(text, fences)
    code_free = _holes(_CODE, code_free) if "`" in code_free else code_free
    code_free = _without(code_free, list(comments(code_free)))
    bare = _holes(_MACRO, code_free) if "{{" in code_free else code_free
    prose = bare
    for pattern, sign in ((_TAG, "<"), (_DEFINITION, "]:"), (_HREF, "]"), (_BRACES, "{")):
        if sign in prose:
            prose = _holes(pattern, prose)
    return Markdown(text, code_free, bare, prose, tuple(_headings(bare)), tuple(_links(bare)), open_fence)


def _fences(text: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return the spans of fenced code, and the offset of a fence that is not closed."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    if "```" not in text and "~~~" not in text:
        return spans, None
    offset = 0
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and opened is None:
            opened = (offset, found["mark"])
        elif found and opened and found["mark"].startswith(opened[1]) and not found["info"].strip():
            spans.append((opened[0], offset + len(line)))
            opened = None
        offset += len(line) + 1
    return spans, opened[0] if opened else None


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of HTML comments; one that does not end is none."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def without_comments(text: str) -> str:
    """Return the text with a space in place of each comment."""
    parts: list[str] = []
    end = 0
    for start, stop in comments(text):
        parts += [text[end:start], " "]
        end = stop
    return "".join([*parts, text[end:]])


def _headings(text: str) -> Iterator[Heading]:
    offset = 0
    before = ""
    block_start = True
    for line in text.split("\n"):
        if line.startswith("#") and (marks := _HASHES.match(line)):
            yield _heading(len(marks[0]), line[marks.end() :].rstrip(" \t#"), line, offset)
        elif before.strip() and block_start and line[:1] in "=-" and _UNDERLINE.fullmatch(line):
            yield _heading(1 if line[0] == "=" else 2, before, before, offset - len(before) - 1)
        block_start = not before.strip()
        before = line
        offset += len(line) + 1


def _heading(level: int, text: str, line: str, offset: int) -> Heading:
    brace = line.rfind("{")
    attributes = _ATTRIBUTES.match(line.rstrip(" \t#") if line.rstrip().endswith("#") else line, brace)
    if brace < 0 or attributes is None:
        return Heading(level, text.strip(), None, offset, offset)
    text = text[: text.rfind("{")]
    id = _ID.search(attributes[0])
    start = offset + attributes.start()
    if id is None:
        return Heading(level, text.strip(), None, offset, start, start)
    return Heading(level, text.strip(), id[1], offset, start + id.start(1), start)


def _links(text: str) -> Iterator[Link]:
    if "](" in text:
        for match in _LINK.finditer(text):
            yield Link(match["target"], match.start("target"), match["label"], bool(match["image"]))
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            if not match["label"].startswith("^"):
                yield Link(match["target"], match.start("target"), match["label"])
    if "<" in text:
        for match in _AUTOLINK.finditer(text):
            yield Link(match["target"], match.start("target"), match["target"])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        parts += [text[end:start], _hole(text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def _holes(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _hole(match[0]), text)


def _hole(text: str) -> str:
    return "\n".join(HOLE * len(line) for line in text.split("\n"))
