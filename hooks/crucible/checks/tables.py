"""A table of amounts is whole: every row has every column, and every note and qualifier is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding
from crucible.library import Entered
from crucible.spelling import Speller


@rule("cells")
def cells(sources: Sources) -> Iterator[Finding]:
    """Each row of a table has one cell for each column, and a qualified cell one amount for each qualifier.

    Good: `cells: {action-pack: none, silver: 15, gold: 20}`.
    Bad: a row without `gold`. What a membership does not include is written as `none`, so that nobody has to
    guess whether a value was forgotten.
    """
    speller = Speller()
    for table in sources.library.all(model.Amounts):
        entered = sources.library.where(table)
        lacking: Counter[str] = Counter(c for row in table.rows for c in table.columns if c not in row.cells)
        wrong_columns = {
            column  # where every row lacks it, the column is at fault, not each of its rows
            for column, number in lacking.items()
            if number == len(table.rows) and (number > 1 or column not in sources.ids["Offer"])
        }
        strange = {key for row in table.rows for key in row.cells} - set(table.columns)
        for column in table.columns:
            if column in wrong_columns:
                place = entered.place("columns", table.columns.index(column))
                if column in sources.ids["Offer"]:
                    message = f"no row has a cell for column '{column}'"
                    yield Finding(place, message, "cells", speller.did_you_mean(column, strange) if strange else "")
        for index, row in enumerate(table.rows):
            yield from _row(sources, entered, index, row, wrong_columns, speller)


def _row(
    sources: Sources, entered: Entered, index: int, row: model.Row, wrong_columns: set[str], speller: Speller
) -> Iterator[Finding]:
    table = entered.entry
    assert isinstance(table, model.Amounts)  # the caller's  # noqa: S101
    qualifiers = dict.fromkeys(qualifier.id for qualifier in table.qualifiers)
    columns = set(table.columns)
    missing = [column for column in table.columns if column not in row.cells and column not in wrong_columns]
    for column, cell in row.cells.items():
        here = ("rows", index, "cells", column)
        known = column in sources.ids["Offer"]
        if column not in columns:
            if known and not wrong_columns:
                message = f"row '{row.plan}' has a cell '{column}', which is no column of this table"
                place, home = entered.key_place(*here), entered.key_place("columns")
                yield Finding(place, message, "cells", speller.did_you_mean(column, missing), also=(home,))
            meant = speller.closest(column, missing)
            missing = [name for name in missing if name != meant]
        if isinstance(cell, dict):
            unknown = [key for key in cell if key not in qualifiers]
            lacking = [key for key in qualifiers if key not in cell]
            for key in unknown:
                message = f"'{key}' is no qualifier of this table"
                yield Finding(entered.key_place(*here, key), message, "cells", speller.did_you_mean(key, qualifiers))
            for key in lacking[len(unknown) :]:
                message = f"cell '{column}' of row '{row.plan}' has no amount for '{key}'"
                yield Finding(entered.key_place(*here), message, "cells", f"add a line '{key}: none'")
    for column in missing:
        message = f"row '{row.plan}' has no cell for '{column}'"
        place = entered.key_place("rows", index, "cells")
        yield Finding(place, message, "cells", f"add a line '{column}: none' if it is not included")


@rule("footnote")
def footnote(sources: Sources) -> Iterator[Finding]:
    """A row or qualifier refers to footnotes of its table, and each footnote and qualifier is used.

    Good: `footnote: recent-products` in a row, and `- id: recent-products` under `footnotes`.
    Bad: a footnote that no row refers to: readers would see it without knowing to what it belongs.
    """
    speller = Speller()
    for table in sources.library.all(model.Amounts):
        entered = sources.library.where(table)
        notes = {note.id for note in table.footnotes}
        asking = [(("rows", i, "footnote"), row.footnote) for i, row in enumerate(table.rows)]
        asking += [(("qualifiers", i, "footnote"), q.footnote) for i, q in enumerate(table.qualifiers)]
        unused = notes - {id for _, id in asking}
        for loc, id in asking:
            if id is not None and id not in notes:
                unused.discard(speller.closest(id, unused) or "")
                message = f"no footnote of this table has the id '{id}'"
                yield Finding(entered.place(*loc), message, "footnote", speller.did_you_mean(id, notes))
        for index, note in enumerate(table.footnotes):
            if note.id in unused:
                message = f"no row or qualifier refers to footnote '{note.id}'"
                hint = f"add 'footnote: {note.id}' where it belongs, or delete it"
                also = tuple(entered.place(*loc[:2]) for loc, id in asking if id is None)  # where it may belong
                yield Finding(entered.place("footnotes", index, "id"), message, "footnote", hint, also=also)
        split = any(isinstance(cell, dict) for row in table.rows for cell in row.cells.values())
        for index, qualifier in enumerate(table.qualifiers):
            if not split:  # a cell that is split has every qualifier, or the rule `cells` says so
                message = f"no cell is split by qualifier '{qualifier.id}'"
                yield Finding(entered.place("qualifiers", index, "id"), message, "footnote", "delete it, or use it")


RULES = (cells, footnote)
