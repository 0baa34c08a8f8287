"""The finished site shows what the data says: each amount of a table, and the same fact wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.checks.built import Built
from crucible.checks.shown_calls import READERS
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.grid import AMOUNTS, GridRow, amount_of, amounts_grid, plan_name
from crucible.language import Language
from crucible.library import Entered, Library
from crucible.model import Amounts, Plan, PlanTable, Row
from crucible.tables import Cell, Table

_DIGITS = re.compile(r"\d+")
_LABELS = {"cost": "Cost", "incidents": "Technical incidents", "covers": "Covers", "audience": "For whom"}


def amounts_are_shown(sources: Sources, page: Built) -> Iterator[Finding]:
    """Yield where a table of amounts on a built page shows another amount than the data has.

    The table is found by its caption, a row by its head, a column by its place.
    """
    language, library = sources.languages[page.language], sources.library
    for data in library.all(Amounts):
        caption = language.text(data.title)
        for table in page.tables:
            if table.caption == caption:
                source = sources.by_name.get((page.language, page.name))
                whole = source is not None and f'comparison("{data.id}")' in source.body
                yield from _amounts(library.where(data), data, table, language, library, whole=whole)


def _amounts(
    entered: Entered, data: Amounts, table: Table, language: Language, library: Library, *, whole: bool
) -> Iterator[Finding]:
    seen = {_plain(row[0].text): row for row in table.body if row}
    grid = iter(amounts_grid(data, library, language).rows)
    for index, row in enumerate(data.rows):
        for qualifier in _qualifiers(data, row):
            expected = next(grid)
            head = _head(expected)
            if head in seen:
                for column, cell in zip(data.columns, seen[head][1:], strict=False):
                    said = _amount(cell, row, column, qualifier, language)
                    if said:
                        split = isinstance(row.cells[column], dict)
                        loc: tuple[str | int, ...] = ("rows", index, "cells", column)
                        place = entered.place(*loc, qualifier) if split and qualifier else entered.place(*loc)
                        where = f"the table '{table.caption}', row '{head}', column '{column}'"
                        yield Finding(place, f"{said} in {where}", "site-data")
            elif whole:
                message = f"row '{head}' is not in the table '{table.caption}' in {READERS[language.code]}"
                yield Finding(entered.place("rows", index), message, "site-data")


def _head(row: GridRow) -> str:
    return _plain(" ".join([row.head, *row.notes]))


def _qualifiers(data: Amounts, row: Row) -> list[str | None]:
    used = {key for cell in row.cells.values() if isinstance(cell, dict) for key in cell}
    return [q.id for q in data.qualifiers if q.id in used] or [None]


def _amount(cell: Cell, row: Row, column: str, qualifier: str | None, language: Language) -> str:
    amount = amount_of(row.cells[column], qualifier)
    digits = "".join(_DIGITS.findall(cell.text))
    expected = str(amount) if isinstance(amount, int) else language.text(AMOUNTS[amount])
    if (digits == expected) if isinstance(amount, int) else (cell.text == expected):
        return ""
    return f"is {amount}, but {READERS[language.code]} readers see '{cell.text}'"


def facts_agree(sources: Sources, pages: dict[tuple[str, str], Built], code: str) -> Iterator[tuple[str, Finding]]:
    """Yield where the fact sheet of a plan and the table of plans say different things, with the page of the plan."""
    language, library = sources.languages[code], sources.library
    tables = [table for (_, other), page in pages.items() if other == code for table in page.tables]
    for data in library.all(PlanTable):
        table = next((table for table in tables if table.caption == language.text(data.title)), None)
        for plan in library.all(Plan) if table is not None else ():
            name = f"plans/{plan.id}.md"
            sheet = pages.get((name, code))
            row = _row(table, plan_name(plan, language)) if table is not None else None
            for number, criterion in enumerate(data.criteria, 1):
                label = language.text(_LABELS[criterion.field])
                said = sheet.facts.get(label) if sheet is not None else None
                if said and row and number < len(row) and _plain(said) != _plain(row[number].text):
                    message = (
                        f"the fact sheet shows '{said}' as '{label}' in {READERS[code]}, "
                        f"the table '{language.text(data.title)}' shows '{row[number].text}'"
                    )
                    place: Place = library.where(plan).place(criterion.field)
                    hint = "both come from this value: mend the component"
                    yield name, Finding(place, message, "site-facts", hint)


def _row(table: Table, name: str) -> tuple[Cell, ...] | None:
    return next((row for row in table.body if row and row[0].text.startswith(name)), None)


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", re.sub(r"\*\*|`|\[|\]\([^)]*\)", "", text)).strip()
