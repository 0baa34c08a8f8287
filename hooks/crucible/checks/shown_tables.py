"""A table that is written in a page stands on the finished page as it was written, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from crucible.blocks import sections
from crucible.checks.built import Built
from crucible.checks.shown_calls import READERS, Calls
from crucible.finding import Finding
from crucible.pages.calls import Call, segments
from crucible.pages.setting import MacroError
from crucible.source.page import Page
from crucible.tables import Cell, Table, table_of

_MARKUP = re.compile(r"!?\[(?=[^\[\]]*\]\()|\]\([^()\s]*\)|\{[^{}\n]*\}|<[^<>]*>|\[\^[^\]\n]*\]|\\(?=[!-/:-@\[-`{-~])")
_UNLIKE = re.compile(r"!\[|<img|:[a-z][\w+-]*:|\]\[")


def tables_are_shown(calls: Calls, built: Built) -> Iterator[Finding]:
    """Yield each cell of a written table that a built page shows otherwise, with its place in the page."""
    page = calls.sources.by_name[(built.language, built.name)]
    for section in sections(page.body):
        written = [table_of(block) for block in section.blocks if block.kind in ("table", "html-table")]
        shown = [table for table in built.tables if table.section == (section.id or "")]
        if section.id in built.left_out:
            continue
        for table in written:
            texts = [[_text(calls, page, cell) for cell in row] for row in table.rows]
            best = max(shown, key=lambda one: _alike(texts, one, calls, page.language), default=None)
            if best is None or not _alike(texts, best, calls, page.language):
                message = f"{READERS[page.language]} readers do not see this table"
                yield Finding(page.place(table.start), message, "site-data", "build the site")
            else:
                shown.remove(best)
                yield from _cells(table, texts, best, calls, page)


def _cells(table: Table, texts: list[list[str | None]], best: Table, calls: Calls, page: Page) -> Iterator[Finding]:
    if [len(row) for row in table.rows] != [len(row) for row in best.rows]:
        sizes = f"{len(best.rows)} rows of this table, {len(table.rows)} are written"
        message = f"{READERS[page.language]} readers see {sizes}"
        yield Finding(page.place(table.start), message, "site-data", "build the site")
        return
    for number, row in enumerate(table.rows):
        for column, (cell, text, seen) in enumerate(zip(row, texts[number], best.rows[number], strict=True)):
            if text is not None and not _same(text, seen, calls, page.language):
                head = table.columns[column] if column < len(table.columns) else str(column + 1)
                where = f"in row '{row[0].text}', column '{head}'"
                message = f"{READERS[page.language]} readers see '{seen.text}' where '{text}' is written, {where}"
                yield Finding(page.place(cell.start), message, "site-data", "build the site")


def _alike(texts: list[list[str | None]], table: Table, calls: Calls, language: str) -> int:
    pairs = zip(texts, table.rows, strict=False)
    cells = (pair for row, seen in pairs for pair in zip(row, seen, strict=False))
    return sum(text is None or _same(text, cell, calls, language) for text, cell in cells)


def _same(text: str, cell: Cell, calls: Calls, language: str) -> bool:
    return calls.letters(text, language) == calls.letters(cell.text, language)


def _text(calls: Calls, page: Page, cell: Cell) -> str | None:
    """Return what a reader should see of a cell; None where it is not shown as letters: pictures, icons."""
    if _UNLIKE.search(cell.text):
        return None
    told = calls.told[page.language]
    told.page, told.folder = page.name, page.language
    parts = []
    for piece in segments(cell.text)[0]:
        if isinstance(piece, Call):
            try:
                parts += [one.text for one in told.told(piece)]
            except MacroError:
                return None
        else:
            parts.append(unescape(_MARKUP.sub("", piece)))
    return " ".join("".join(parts).split())
