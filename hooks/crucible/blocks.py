"""A Markdown page as blocks with positions: headings, paragraphs, list items, tables, code, macro calls, HTML.

One pass over the lines, for pages as people write them: GitHub's and Microsoft's Markdown (`> [!NOTE]`, `:::`,
`<a name>`), and Python-Markdown's (`!!! note`, `{ #id }`, `[^1]:`). A block's text is as long as its stretch of the
body, with quote marks, indentation and soft line ends as spaces: a position in the one is a position in the other,
in any script. No line is looked at more than a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

_FENCE = re.compile(r"(`{3,}|~{3,})[^`\n]*$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)|(#{2,6})(?=[^\W\d_])")
"""With a space behind the marks; old pages have none, and Python-Markdown asks for none."""
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:?[ \t]*(?=[#.])[^{}\n]*\}[ \t]*$")
_ID = re.compile(r"#([^\s}#.]+)")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?=\S)|$)")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,60}\|?[ \t]*$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<kind>[^\"\n]*)(?:\"(?P<title>[^\n]*)\"[ \t]*)?$")
_ALERT = re.compile(r"\[![A-Za-z-]{2,20}\][ \t]*$")
_DEFINITION = re.compile(r"\[(?P<note>\^)?[^\[\]\n]{1,100}\]:[ \t]*|\*\[[^\[\]\n]{1,60}\]:[ \t]*")
_MACRO = re.compile(r"(?:\{\{[^{}]*\}\}[ \t]*)+$")
_SHORTCODE = re.compile(r"(?:(?:\{\{[<%][^{}]{0,500}\}\}|\{%[^{}]{0,500}%\})[ \t]*)+$")
_SAID = re.compile(r":{3,}[ \t]*[\w-]{1,20}[ \t]+([^\n]{12,2000}[.!?。！？])[ \t]*$")
"""A sentence behind the mark of a container: `:::demo The lamp is lit.`"""
_INCLUDE = re.compile(r"\[!INCLUDE[ \t]?\[[^\[\]]{0,200}\][ \t]?\([^()]{0,300}\)\][ \t]*$", re.I)
_ANCHOR = re.compile(r"<a\s+(?:name|id)\s*=\s*[\"']?([^\"'\s>]+)[\"']?\s*/?>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_OPAQUE = re.compile(r"<(script|style|pre|svg|iframe)\b", re.I)
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")


class Block(NamedTuple):
    """A piece of a page.

    `kind` is heading, paragraph, item, title (of an admonition), table, html-table, code or macro. `start` and `end`
    are offsets in the body, `text` has the same length. `id` belongs to headings, `depth` is their level, else how
    deep the block is nested in lists and admonitions.
    """

    kind: str
    start: int
    end: int
    text: str
    depth: int = 0
    id: str | None = None
    generated: bool = False
    """Whether the id of a heading is no explicit one: an anchor of HTML before it."""


class Section(NamedTuple):
    """A heading and what stands below it, up to the next heading; the first one may have no heading."""

    heading: Block | None
    blocks: tuple[Block, ...]
    end: int

    @property
    def id(self) -> str | None:
        return self.heading.id if self.heading else None

    @property
    def start(self) -> int:
        return self.heading.start if self.heading else (self.blocks[0].start if self.blocks else 0)


@lru_cache(maxsize=2048)
def blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of the body of a page, in order."""
    return tuple(_Reader(body).read())


def sections(body: str) -> list[Section]:
    """Return the sections of a body, in order; text before the first heading is a section without one."""
    found: list[Section] = []
    heading: Block | None = None
    inside: list[Block] = []
    for block in blocks(body):
        if block.kind == "heading":
            if heading or inside:
                found.append(Section(heading, tuple(inside), body.rfind("\n", 0, block.start) + 1))
            heading, inside = block, []
        else:
            inside.append(block)
    if heading or inside:
        found.append(Section(heading, tuple(inside), len(body)))
    return found


class _Reader:
    def __init__(self, body: str) -> None:
        self.body = body
        self.found: list[Block] = []
        self.open: tuple[str, int, int, list[str]] | None = None
        """The text block that is being read: kind, start, depth, its lines."""
        self.stack: list[tuple[int, int]] = []
        """Lists and admonitions around: (indentation of the mark, indentation of the content)."""
        self.anchor: str | None = None
        self.blank = True

    def read(self) -> list[Block]:
        self.lines = self.body.split("\n")
        self.lower = self.body.translate(_SMALL)
        self.unclosed: set[str] = set()
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        number = 0
        while number < len(self.lines):
            number = self._line(number)
        self._flush()
        return self.found

    def _line(self, number: int) -> int:
        """Read the line, or the whole block that begins on it; return the number of the line after it."""
        raw = self.lines[number]
        quote = _QUOTE.match(raw)
        mark = quote.end() if quote else 0
        bare = raw[mark:].lstrip(" \t")
        at = len(raw) - len(bare)
        if not bare.strip():
            self._flush()
            self.blank = True
            return number + 1
        column = len(raw[mark:at].expandtabs(4))
        if self.blank:
            while self.stack and column < self.stack[-1][1] and column <= self.stack[-1][0] + (0 if bare else 1):
                self.stack.pop()
        after = self._special(number, raw, bare, at, column)
        self.blank = False
        if after is not None:
            return after
        if self.open is None:
            self.open = ("paragraph", self.starts[number] + at, len(self.stack), [])
            self.open[3].append(raw[at:])
        else:
            self.open[3].append(" " * at + raw[at:])
        return number + 1

    def _special(self, number: int, raw: str, bare: str, at: int, column: int) -> int | None:
        """Read what is no running text; None where the line is running text."""
        start = self.starts[number] + at
        base = self.stack[-1][1] if self.stack else 0
        shown = self.blank and column - base >= 4 and self.open is None and not _ITEM.match(bare)
        layout = bare[0] in "[{" and not shown and (_SHORTCODE.match(bare) or _INCLUDE.match(bare))
        if layout or bare.startswith(":::"):
            self._flush()  # of other generators, not text
            if said := _SAID.match(bare):
                begin = start + said.start(1)
                self.found.append(Block("paragraph", begin, begin + len(said[1]), said[1], len(self.stack)))
            return number + 1
        if _FENCE.match(bare):
            return self._fenced(number, bare, start)
        if shown:
            return self._indented(number, start, base)
        after = self._html(number, bare, start) if bare.startswith("<") else None
        if after is None:
            after = self._marked(number, raw, at, column - base)
        if after is None and (found := _ITEM.match(bare)):
            after = self._item(number, bare, start, column, found)
        return after

    def _marked(self, number: int, raw: str, at: int, inset: int) -> int | None:
        """Read a heading, rule, table, admonition, definition or macro call, told by its first marks."""
        bare, start = raw[at:], self.starts[number] + at
        if (heading := _HEADING.match(bare)) and inset < 4:
            self._flush()
            if _SHORTCODE.match(bare, heading.end()):
                return number + 1
            self._heading(len(heading[1] or heading[2]), start + heading.end(), raw[at + heading.end() :])
            return number + 1
        if self.open and self.open[0] == "paragraph" and not self.stack and _UNDERLINE.match(bare) and inset < 4:
            kind, begin, _, lines = self.open
            self.open = None
            if kind == "paragraph" and len(lines) == 1:
                self._heading(1 if bare[0] == "=" else 2, begin, lines[0])
                return number + 1
            self._close(kind, begin, 0, lines)
            return number + 1
        if _RULE.match(bare) or _ALERT.match(bare):
            self._flush()
            return number + 1
        if "|" in bare and number + 1 < len(self.lines):
            below = _QUOTE.sub("", self.lines[number + 1], count=1).strip()
            if "-" in below and ("|" in below or bare.startswith("|")) and _DELIMITER.match(below):
                return self._table(number, start)
        if found := _ADMONITION.match(bare):
            self._flush()
            group = "kind" if found["title"] is None else "title"  # a note without a title shows its kind
            if title := found[group].rstrip():
                begin = start + found.start(group)
                self.found.append(Block("title", begin, begin + len(title), title, len(self.stack)))
            column = len(raw[:at].expandtabs(4))
            self.stack.append((column, column + 4))
            return number + 1
        if found := _DEFINITION.match(bare):
            self._flush()
            if found["note"] or bare.startswith("*"):
                self.open = ("item", start + found.end(), len(self.stack), [bare[found.end() :]])
            return number + 1
        if self.open is None and "{{" in bare and _MACRO.match(bare):
            self.found.append(Block("macro", start, start + len(bare.rstrip()), bare.rstrip(), len(self.stack)))
            return number + 1
        return None

    def _item(self, number: int, bare: str, start: int, column: int, found: re.Match[str]) -> int | None:
        numbered = bare[0].isdigit()
        if self.open is not None and not self.stack and numbered and not bare.startswith("1"):
            return None  # a paragraph whose next line happens to begin with a number
        self._flush()
        while self.stack and column <= self.stack[-1][0] + (1 if column else 0):
            self.stack.pop()
        self.stack.append((column, column + found.end()))
        self.open = ("item", start + found.end(), len(self.stack), [bare[found.end() :]])
        if not bare[found.end() :].strip():
            self.open = None
        return number + 1

    def _heading(self, level: int, start: int, text: str) -> None:
        attributes = _ATTRIBUTES.search(text)
        text = text[: attributes.start()] if attributes else text
        text = re.sub(r"(?:[ \t]+#+|#{2,})[ \t]*$", "", text).rstrip()
        id = _ID.search(attributes[0]) if attributes else None
        inner = _ANCHOR.search(text)
        name = id[1] if id else (inner[1] if inner else self.anchor)
        self.anchor = None
        self.stack.clear()
        self.found.append(Block("heading", start, start + len(text), text, level, name, generated=id is None))

    def _fenced(self, number: int, bare: str, start: int) -> int:
        self._flush()
        mark = bare[: len(bare) - len(bare.lstrip(bare[0]))]
        last = number + 1
        while last < len(self.lines):
            line = _QUOTE.sub("", self.lines[last], count=1).strip()
            if line.startswith(mark) and not line.strip(mark[0]):
                break
            last += 1
        self._code(start, min(last + 1, len(self.lines)))
        return last + 1

    def _indented(self, number: int, start: int, base: int) -> int:
        last = number + 1
        while last < len(self.lines):
            line = self.lines[last].expandtabs(4)
            if line.strip() and len(line) - len(line.lstrip()) - base < 4:
                break
            last += 1
        self._code(start, last)
        return last

    def _code(self, start: int, after: int) -> None:
        end = max(start, self.starts[after] - 1)
        self.found.append(Block("code", start, end, self.body[start:end], len(self.stack)))

    def _table(self, number: int, start: int) -> int:
        self._flush()
        last = number + 2
        while last < len(self.lines) and _QUOTE.sub("", self.lines[last], count=1).strip():
            line = self.lines[last].strip()
            if "|" not in line and (_HEADING.match(line) or _FENCE.match(line) or line.startswith(("<", ">", ":::"))):
                break
            last += 1
        end = self.starts[last] - 1
        self.found.append(Block("table", start, end, self.body[start:end], len(self.stack)))
        return last

    def _html(self, number: int, bare: str, start: int) -> int | None:
        """Read a comment, an anchor, a table or bare tags; None where text stands on the line."""
        for opening, closing, kind in (("<!--", "-->", ""), ("<table", "</table>", "html-table")):
            if bare[: len(opening)].lower() == opening:
                self._flush()
                stop = self._closing(closing, start)
                end = len(self.body) if stop < 0 else stop + len(closing)
                if kind:
                    self.found.append(Block(kind, start, end, self.body[start:end], len(self.stack)))
                return self._after(end) if stop >= 0 or kind else number + 1
        if found := _OPAQUE.match(bare):
            self._flush()
            stop = self._closing(f"</{found[1].lower()}>", start)
            return number + 1 if stop < 0 else self._after(stop)
        if not _TAG.sub("", bare).strip() and not bare.startswith("<http"):
            anchor = _ANCHOR.search(bare)
            self.anchor = anchor[1] if anchor else self.anchor
            if "<br" in bare.lower() and self.open:
                return None
            self._flush()
            return number + 1
        return None

    def _closing(self, tag: str, start: int) -> int:
        """Return where a tag closes, -1 where it never does; asked once for each tag that does not."""
        stop = -1 if tag in self.unclosed else self.lower.find(tag, start)
        if stop < 0:
            self.unclosed.add(tag)
        return stop

    def _after(self, offset: int) -> int:
        """Return the number of the line after the one that holds `offset`."""
        return bisect_right(self.starts, offset)

    def _flush(self) -> None:
        if self.open is not None:
            self._close(*self.open)
            self.open = None

    def _close(self, kind: str, start: int, depth: int, lines: list[str]) -> None:
        parts = []
        for line in lines[:-1]:
            hard = line.endswith("  ") or line.endswith("\\")
            parts.append(line + ("\n" if hard else " "))
        text = "".join([*parts, lines[-1]]).rstrip()
        lead = len(text) - len(text.lstrip())
        if text.strip():
            self.anchor = None
            self.found.append(Block(kind, start + lead, start + len(text), text[lead:], depth))
