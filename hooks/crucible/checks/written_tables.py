"""Tables that people write in pages: well-formed in each language, and the same table in all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crucible.alignment import ALIGNABLE, ROOM, Part, aligned, ratio_of, reach
from crucible.blocks import blocks
from crucible.checks.amount_words import (
    FILLER,
    amount_class,
    classes_agree,
    footnote_marks,
    is_class,
    marks,
    other_name,
)
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.checks.table_notes import table_note
from crucible.checks.twins import Body, label_of, twins
from crucible.finding import Finding
from crucible.source.page import Page
from crucible.tables import Cell, Table, same_row, table_of

_NOTHING = r"(?:<br ?/?>|&nbsp;|\s){0,9}"
"""What an editor puts into a cell that says nothing."""
_ITEM = re.compile(r"[ \t>]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]")
_PICTURE = re.compile(r"!\[|<img\b")
"""What cells hold that only stand side by side: the last row of such a grid ends where there are no more of them."""


def written(sources: Sources) -> Iterator[tuple[Page, Table]]:
    """Yield every table of every page, in any language."""
    for page in sources.pages:
        for block in blocks(page.body):
            if block.kind in ("table", "html-table"):
                yield page, table_of(block)


@rule("table-head", anywhere=True)
def table_head(sources: Sources) -> Iterator[Finding]:
    """Every column of a table has a heading; only the corner above the heads of the rows may be empty.

    Other people may leave a column without a name in both languages.

    Good: `| Support | Silver | Gold |`.
    Bad: `| Support | Silver | Gold |  |`, with a column that says nothing or does not exist.
    """
    house = sources.house
    free = set() if house else _empty_in_both(sources)
    for page, table in written(sources):
        for row in table.rows[: table.heads]:
            if not house and not any(cell.text for cell in row):
                continue  # a table of pictures
            for number, cell in enumerate(row):
                if not cell.text and (number > 0 or len(row) == 1) and (_head(table), number) not in free:
                    message = f"the head of column {number + 1} is empty{_behind(row, number)}"
                    yield Finding(page.place(cell.start), message, "table-head", "name the column, or delete its '|'")
                    break


def _head(table: Table) -> tuple[int, tuple[tuple[Cell, ...], ...]]:
    return table.start, table.rows[: table.heads]


def _empty_in_both(sources: Sources) -> set[tuple[object, int]]:
    """Return the columns without a name in both languages, which the rows have: other people mean it so."""
    found: set[tuple[object, int]] = set()
    for _, ours, theirs in twins(sources).tables:
        width = min((len(row) for table in (ours, theirs) for row in table.rows), default=0)
        for number in range(width):
            if not any(row[number].text for table in (ours, theirs) for row in table.rows[: table.heads]):
                found |= {(_head(ours), number), (_head(theirs), number)}
    return found


def _behind(row: tuple[Cell, ...], number: int) -> str:
    return f", it follows '{row[number - 1].text}'" if number else ""


@rule("table-ragged", anywhere=True)
def table_ragged(sources: Sources) -> Iterator[Finding]:
    """Every row of a table has a cell for each column.

    In other people's pages an item of a list right below a table ends it.

    Good: three cells below three headings; a cell with `colspan="2"` counts twice.
    Bad: `| Cloud | 5 |` below `| Support | Silver | Gold |`.
    """
    for page, table in written(sources):
        end = len(table.rows) if sources.house else _end(page, table)
        for number, count, width in _ragged(table):
            if number >= end:
                break
            message = f"row '{label_of(table, number)}' has {_cells(count)}, the table has {width} columns"
            hint = "add the cells that are missing" if count < width else "delete what is too much, or write '\\|'"
            yield Finding(page.place(table.rows[number][0].start), message, "table-ragged", hint)


def _end(page: Page, table: Table) -> int:
    """Return how many rows GitHub shows: what begins as an item of a list ends the table."""
    starts = (page.body.rfind("\n", 0, row[0].start) + 1 if row else 0 for row in table.rows)
    return next((n for n, start in enumerate(starts) if n and _ITEM.match(page.body, start)), len(table.rows))


def _ragged(table: Table) -> Iterator[tuple[int, int, int]]:
    """Yield each row that is not as wide as the first one: its number, its cells, the width of the table."""
    width = sum(cell.columns for cell in table.rows[0]) if table.rows else 0
    owed = 0
    ends: Counter[int] = Counter()  # columns of cells that reach down to the row before this one
    for number, row in enumerate(table.rows):
        owed -= ends.pop(number, 0)
        count = sum(cell.columns for cell in row) + owed
        for cell in row:
            if cell.rows > 1:
                owed += cell.columns
                ends[number + cell.rows] += cell.columns
        grid = number == len(table.rows) - 1 and count < width and all(_PICTURE.search(cell.text) for cell in row)
        if number and count != width and row and not grid:
            yield number, count, width


def _cells(count: int) -> str:
    return f"{count} cell{'s' if count != 1 else ''}"


@rule("table-filler", anywhere=True)
def table_filler(sources: Sources) -> Iterator[Finding]:
    """A cell says something; where there is nothing to say, a word says that.

    Good: `Not included`.
    Bad: `...`, `TBD`; where the facts are data, also a blank cell and a lone `-` among numbers.
    """
    strict = bool(sources.library.sources)
    for page, table in written(sources):
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                lone = strict and number >= table.heads and (not cell.text or _lone_dash(table, column, cell))
                if lone or (FILLER.fullmatch(cell.text) and (strict or not _goes_on(table, number, column))):
                    where = f"row '{label_of(table, number)}', column '{column_of(table, column)}'"
                    message = f"'{cell.text}' fills a cell, in {where}" if cell.text else f"a cell is blank, in {where}"
                    yield Finding(
                        page.place(cell.start), message, "table-filler", "write what it is, or 'Not included'"
                    )


def _goes_on(table: Table, number: int, column: int) -> bool:
    """Whether dots stand for more rows or columns: in the first cell, or in several of a row or a column."""
    dots, row = table.rows[number][column].text, table.rows[number]
    along = [other[column].text for other in table.rows if column < len(other)]
    return row[0].text == dots or [cell.text for cell in row].count(dots) > 1 or along.count(dots) > 1


def _lone_dash(table: Table, column: int, cell: Cell) -> bool:
    if cell.text not in ("-", "–", "—"):
        return False
    others = (row[column].text for row in table.body if len(row) > column)
    return any(re.fullmatch(r"\d[\d\s,.]*", text) for text in others)


def column_of(table: Table, column: int) -> str:
    """Return the head of a column, or its number."""
    heads = table.columns
    return heads[column] if column < len(heads) and heads[column] else str(column + 1)


@rule("table-shape", anywhere=True)
def table_shape(sources: Sources) -> Iterator[Finding]:
    """A translated table has the rows and columns of the English one, and its spans.

    Good: five rows for five.
    Bad: a row that nobody translated.
    """
    done: Counter[str] = Counter()
    for page, ours, theirs in twins(sources).tables:
        yield from _caption(ours, theirs, page)
        columns, other = (len(table.rows[0]) if table.rows else 0 for table in (ours, theirs))
        if columns != other:
            message = f"the table has {other} columns, the English one {columns}"
            yield Finding(
                page.place(theirs.start), message, "table-shape", "bring the columns in line with the English"
            )
        elif len(ours.rows) != len(theirs.rows):
            done[page.body] += reach(ours.rows, theirs.rows) * len(ours.rows)
            yield from _rows(ours, theirs, page, fits=done[page.body] <= ROOM)
        elif not any(_ragged(theirs)) and not any(_ragged(ours)):
            for number, (left, right) in enumerate(zip(ours.rows, theirs.rows, strict=True)):
                spans = [[(cell.columns, cell.rows) for cell in row] for row in (left, right)]
                if spans[0] != spans[1]:
                    message = f"row '{label_of(theirs, number)}' joins other cells than the English one"
                    yield Finding(page.place(right[0].start), message, "table-shape", "copy colspan and rowspan")


def _caption(ours: Table, theirs: Table, page: Body) -> Iterator[Finding]:
    if bool(ours.caption) != bool(theirs.caption):
        said = f"the English has '{ours.caption}'" if ours.caption else "the English has none"
        message = f"the caption of the table is '{theirs.caption}', {said}"
        if not theirs.caption:
            message = f"the table has no caption, {said}"
        place = page.place(theirs.head.start if theirs.head else theirs.start)
        yield Finding(place, message, "table-shape", "translate it" if ours.caption else "delete it")


def _rows(ours: Table, theirs: Table, page: Body, *, fits: bool) -> Iterator[Finding]:
    parts = [
        [Part("row", row[0].start, " ".join(c.text for c in row)) for row in t.rows if row] for t in (ours, theirs)
    ]
    ratio = ratio_of(*parts)
    groups = aligned(parts[0], parts[1], ratio) if fits and len(parts[0]) * len(parts[1]) <= ALIGNABLE else []
    for number, (left, right) in enumerate(groups):
        if left and not right:
            behind = next((r for _, r in groups[number:] if r), None)
            place = page.place(theirs.rows[behind[0] if behind else -1][0].start)
            where = "before" if behind else "behind"
            message = f"row '{label_of(ours, left[0])}' of the English table is missing {where} here"
            yield Finding(place, message, "table-shape", "translate it here")
            return
        if right and not left:
            message = f"the English table has no row '{label_of(theirs, right[0])}'"
            yield Finding(page.place(theirs.rows[right[0]][0].start), message, "table-shape", "delete it")
            return
    message = f"the table has {len(theirs.rows)} rows, the English one {len(ours.rows)}"
    yield Finding(page.place(theirs.start), message, "table-shape")


@rule("table-cell", anywhere=True)
def table_cell(sources: Sources) -> Iterator[Finding]:
    """A cell of a translated table says what the English cell says, also where it has no words.

    Good: `Unlimited` – `无限制`; `✓` – `✔`; `Gold<sup>1</sup>` – `Gold<sup>1</sup>`.
    Bad: `Unlimited` – `不包含`; `✓` – nothing; a mark of a footnote that is gone.
    """
    for twin in twins(sources).texts:
        ours = amount_class(twin.english, "en") if twin.catalog else ""
        theirs = amount_class(twin.text, twin.language) if ours else ""
        if theirs not in ("", ours) and not is_class(ours, twin.text, twin.language):
            message = f"'{twin.text}' stands here, the English says '{twin.english}'"
            yield Finding(twin.at(0), message, "table-cell", "translate what the English says")
    for page, left_table, right_table in twins(sources).tables:
        if [len(row) for row in left_table.rows] != [len(row) for row in right_table.rows]:
            continue
        for number, (left, right) in enumerate(zip(left_table.rows, right_table.rows, strict=True)):
            same = same_row(left, right)
            for column, (mine, yours) in enumerate(zip(left, right, strict=True) if same else [(left[0], right[0])]):
                said = contrary(mine.text, yours.text, page.language)
                if said and not sources.house and _asked(mine, yours, column_of(right_table, column)):
                    said = ""
                empty = number < right_table.heads and not yours.text
                if not same:  # two rows of different things
                    said = f"'{yours.text}' stands here, the English says '{mine.text}'"
                headless = empty and (column or not any(cell.text for cell in right[1:]))  # `table-head` says it
                if said and not headless and not FILLER.fullmatch(yours.text):
                    where = f"in row '{label_of(right_table, number)}', column '{column_of(right_table, column)}'"
                    yield Finding(page.place(yours.start), f"{said}, {where}", "table-cell")


def _asked(ours: Cell, theirs: Cell, head: str) -> bool:
    """Whether a "yes" is said with the word of the question: `Need a lamp?` – `需要`."""
    return amount_class(ours.text, "en") == "yes" and theirs.text.strip("*_ ").casefold() in head.casefold()


def contrary(english: str, translated: str, language: str) -> str:
    """Return what a cell says against the English one, '' where the two agree."""
    ours, theirs = amount_class(english, "en"), amount_class(translated, language)
    theirs = theirs or amount_class(translated, "en")
    if not classes_agree(ours, theirs) and ours:
        return f"'{translated}' stands here, the English says '{english}'"
    if ours == "unlimited" and re.search(r"\d", translated):
        return f"'{translated}' stands here, the English says '{english}'"
    if re.fullmatch(_NOTHING, english) and not translated:
        return ""
    if bool(english) != bool(translated):
        return (
            "the cell is empty, the English says '" + english + "'"
            if english
            else f"'{translated}' stands here, the English cell is empty"
        )
    if marks(english) != marks(translated) and not amount_class(translated, language):
        return f"'{translated}' stands here, the English says '{english}'"
    if other_name(english, translated) and not ours:
        return f"'{translated}' stands here, the English says '{english}'"
    if footnote_marks(english) != footnote_marks(translated):
        theirs_marks, our_marks = (", ".join(footnote_marks(t)) or "none" for t in (translated, english))
        return f"the footnotes referred to are {theirs_marks}, in the English {our_marks}"
    return ""


@rule("table-rows", anywhere=True)
def table_rows(sources: Sources) -> Iterator[Finding]:
    """The rows of a translated table stand in the order of the English one.

    Other people's tables whose rows have codes may have an order of their own: more than two rows stand elsewhere.

    Good: Silver, then Gold.
    Bad: two rows that changed places.
    """
    for odd in twins(sources).odd:
        if odd.rule == "table-rows" and (sources.house or not odd.sorted):
            yield Finding(odd.place, odd.message, odd.rule, odd.hint)


RULES = (table_head, table_ragged, table_filler, table_shape, table_rows, table_cell, table_note)
