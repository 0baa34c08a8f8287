"""Tables as rows of cells, wherever they stand: in pipes or HTML in a page that people write, or in a built page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from crucible.blocks import Block

if TYPE_CHECKING:  # only built pages need it, and it is slow to import
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CODE = re.compile(r"(`+)[^`\n]*\1")
_MACRO = re.compile(r"\{\{[^{}\n]*\}\}")
_ESCAPE = re.compile(r"\\.")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_SPAN = re.compile(r"[1-9][0-9]{0,2}")
_MARKS = 200
"""References to footnotes in one cell of a built page behind which they are taken for its text."""
_HEADINGS = "h1, h2, h3, h4, h5, h6"


class Cell(NamedTuple):
    """A cell: its text (Markdown in a source, visible text in a built page) and its offset in the body of a page."""

    text: str
    start: int = 0
    head: bool = False
    columns: int = 1
    rows: int = 1
    links: tuple[str, ...] = ()
    scope: str = ""
    marks: tuple[str, ...] = ()
    """The footnotes that a cell of a built page refers to, as shown."""


class Table(NamedTuple):
    """Rows of cells. `heads` rows at the top are headers. Of a built page also where the table stands and its notes."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1
    start: int = 0
    caption: str = ""
    section: str = ""
    notes: tuple[str, ...] = ()
    head: Cell | None = None
    """The caption of a table in the HTML of a page: its text, and where it stands."""

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[self.heads :]

    @property
    def columns(self) -> tuple[str, ...]:
        """The texts of the last header row."""
        return tuple(cell.text for cell in self.rows[self.heads - 1]) if self.heads and self.rows else ()


_IDENTIFIER = re.compile(r"`([\w$~.:@/#<>=*-]*[A-Za-z][\w$~.:@/#<>=*-]*)`", re.ASCII)
_KEY = re.compile(r"[`*]{0,3}([a-z@#:.$-][\w.:@/#$-]*)[`*]{0,3}[ ]?(?:<.*)?")


def key_of(row: tuple[Cell, ...]) -> str:
    """Return the identifier with which a row begins, `max-width`; '' where it begins with words of a language."""
    found = _KEY.fullmatch(row[0].text) if row and row[0].text.isascii() else None
    return found[1] if found else ""


def name_of(row: tuple[Cell, ...]) -> str:
    """Return the identifiers in the first cell of a row: its key, or the code within, `LAMP_OIL` also among words."""
    return key_of(row) or (" ".join(_IDENTIFIER.findall(row[0].text)) if row else "")


def same_row(ours: tuple[Cell, ...], theirs: tuple[Cell, ...]) -> bool:
    """Whether nothing says that two rows are about different things."""
    keys = key_of(ours), key_of(theirs)
    return not all(keys) or keys[0] == keys[1]


@lru_cache(maxsize=32768)
def table_of(block: Block) -> Table:
    """Return the table of a block of kind table or html-table."""
    return _pipes(block) if block.kind == "table" else _Html(block).table()


def _pipes(block: Block) -> Table:
    rows = []
    offset = block.start
    for number, line in enumerate(block.text.split("\n")):
        if number != 1:
            rows.append(tuple(_cells(line, offset, number == 0)))
        offset += len(line) + 1
    return Table(tuple(rows), 1, block.start)


def _cells(line: str, offset: int, head: bool) -> Iterator[Cell]:
    quote = _QUOTE.match(line)
    begin = quote.end() if quote else 0
    veil = line
    for pattern, sign in ((_CODE, "`"), (_MACRO, "{{"), (_ESCAPE, "\\")):
        if sign in veil:
            veil = pattern.sub(lambda found: "x" * len(found[0]), veil)
    veil = veil.rstrip()
    while begin < len(veil) and veil[begin] in " \t":
        begin += 1
    if veil[begin : begin + 1] == "|":
        begin += 1
    end = len(veil) - 1 if veil.endswith("|") and len(veil) > begin else len(veil)
    while begin <= end:
        stop = veil.find("|", begin, end)
        stop = end if stop < 0 else stop
        text = line[begin:stop]
        lead = len(text) - len(text.lstrip())
        yield Cell(text.strip(), offset + begin + (lead if text.strip() else 0), head)
        begin = stop + 1


class _Html(HTMLParser):
    """A table written in HTML, with the position of each cell."""

    def __init__(self, block: Block) -> None:
        super().__init__(convert_charrefs=False)
        self.block = block
        self.starts = [0]
        for line in block.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.rows: list[list[Cell]] = []
        self.cell: tuple[int, bool, int, int] | None = None
        self.caption: tuple[int, int] | None = None

    def table(self) -> Table:
        self.feed(self.block.text)
        self.close()
        rows = tuple(tuple(row) for row in self.rows if row)
        heads = next((n for n, row in enumerate(rows) if not all(cell.head for cell in row)), len(rows))
        begin, end = self.caption or (0, 0)
        text = self.block.text[begin:end]
        head = Cell(text.strip(), self.block.start + begin + len(text) - len(text.lstrip())) if self.caption else None
        return Table(rows, heads, self.block.start, head.text if head else "", head=head)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            start = self._offset() + len(self.get_starttag_text() or "")
            self.caption = (start, start)
        elif tag == "tr":
            self._end()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end()
            if not self.rows:
                self.rows.append([])
            given = dict(attrs)
            spans = [_span(given.get(name)) for name in ("colspan", "rowspan")]
            text = self.get_starttag_text() or ""
            self.cell = (self._offset() + len(text), tag == "th", spans[0], spans[1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption" and self.caption:
            self.caption = (self.caption[0], self._offset())
        elif tag in ("td", "th", "tr", "table"):
            self._end()

    def _end(self) -> None:
        if self.cell is not None:
            start, head, columns, rows = self.cell
            text = self.block.text[start : self._offset()]
            lead = len(text) - len(text.lstrip())
            self.rows[-1].append(Cell(text.strip(), self.block.start + start + lead, head, columns, rows))
            self.cell = None

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column


def _span(written: str | None) -> int:
    """Return how many columns or rows a cell spans; HTML has at most 1000 columns, and a larger number is a slip."""
    return int(written) if written and _SPAN.fullmatch(written) else 1


# Built pages


def built_tables(tree: LexborHTMLParser) -> list[Table]:
    """Return the tables of the article of a built page, in order, as a reader sees them.

    `section` is the id of the heading above, `notes` are the texts of the list right behind the table.
    """
    article = tree.css_first("article")
    if article is None:
        return []
    found: list[Table] = []
    section = ""
    for node in article.css(f"{_HEADINGS}, table"):
        if node.tag != "table":
            section = node.attributes.get("id") or section
            continue
        caption = next(_children(node, "caption"), None)
        rows = tuple(tuple(_built_cell(cell) for cell in _children(row, "th", "td")) for row in _rows(node))
        rows = tuple(row for row in rows if row)
        heads = next((n for n, row in enumerate(rows) if not all(cell.head for cell in row)), len(rows))
        notes = tuple(shown(item) for item in behind.css("li")) if (behind := _next(node)) is not None else ()
        found.append(Table(rows, heads, 0, shown(caption) if caption else "", section, notes))
    return found


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the rows of a table itself, not of the tables in its cells."""
    for part in _children(table, "thead", "tbody", "tfoot", "tr"):
        yield from [part] if part.tag == "tr" else _children(part, "tr")


def _children(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    return (child for child in node.iter() if child.tag in tags)


def _next(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and after.tag == "-text":
        after = after.next
    return after if after is not None and after.tag == "ol" else None


def _built_cell(cell: LexborNode) -> Cell:
    given = cell.attributes
    spans = [_span(given.get(name)) for name in ("colspan", "rowspan")]
    links = [(a, a.attributes.get("href") or "") for a in cell.css("a[href]")]
    marks = tuple(shown(a) for a, _ in links if a.parent is not None and a.parent.tag == "sup")
    targets = tuple(href for a, href in links if not (a.parent is not None and a.parent.tag == "sup"))
    text = shown(cell)
    for mark in cell.css("sup")[:_MARKS] if marks else ():
        text = text.replace(shown(mark), "", 1) if shown(mark) in marks[:_MARKS] else text
    return Cell(
        re.sub(r"\s+", " ", text).strip(),
        0,
        cell.tag == "th",
        spans[0],
        spans[1],
        targets,
        given.get("scope") or "",
        marks,
    )


def shown(node: LexborNode) -> str:
    """Return the text of an element as a reader sees it, white space as one space (no-break spaces stay)."""
    return re.sub(r"[ \t\r\n]+", " ", node.text(deep=True, separator="")).strip()
