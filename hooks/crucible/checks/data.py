"""The entries of `data/` agree with one another."""

from __future__ import annotations

from collections.abc import Iterator

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.library import kind_name
from crucible.spelling import closest, did_you_mean


@rule("unique-id")
def unique_id(sources: Sources) -> Iterator[Finding]:
    """Two entries of a kind have different ids.

    Good: `- id: ea` and `- id: whose-plan`.
    Bad: two questions with `- id: ea`; the second one would never be shown.
    """
    seen: dict[tuple[str, str], Place] = {}
    for entered in sources.library.entered:
        key = (kind_name(entered.entry), entered.entry.id)
        place = entered.place("id")
        if key in seen:
            message = f"id '{entered.entry.id}' stands twice, first at {seen[key]}"
            yield Finding(place, message, "unique-id", "give this entry an id of its own", also=(seen[key],))
        else:
            seen[key] = place


@rule("known-id")
def known_id(sources: Sources) -> Iterator[Finding]:
    """An id of another entry exists.

    Good: `references: [asfp]` where references.yml has `- id: asfp`.
    Bad: `references: [asfb]`.
    """
    broken = {path.rsplit("/", 1)[-1] for path in sources.broken}
    for entered in sources.library.entered:
        for loc, ref in model.refs(entered.entry):
            file = _FILES.get(ref.kind, "")
            ids = sources.library.ids(ref.kind)
            if ref not in ids and file not in broken:
                place = entered.place(*loc) if loc[-1] != ref else entered.key_place(*loc)
                yield Finding(place, f"no {ref.kind.lower()} has the id '{ref}'", "known-id", did_you_mean(ref, ids))


_FILES = {
    "Source": "sources.yml",
    "Product": "products.yml",
    "Programme": "programmes.yml",
    "Offer": "offers.yml",
    "Role": "roles.yml",
    "Plan": "plans.yml",
    "Reference": "references.yml",
    "Procedure": "procedures.yml",
    "Collection": "collections.yml",
}


@rule("cells")
def cells(sources: Sources) -> Iterator[Finding]:
    """Each row of a table has one cell for each column, and a qualified cell one amount for each qualifier.

    Good: `cells: {action-pack: none, silver: 15, gold: 20}`.
    Bad: a row without `gold`. What a membership does not include is written as `none`, so that nobody has to
    guess whether a value was forgotten.
    """
    for table in sources.library.all(model.Amounts):
        entered = sources.library.where(table)
        qualifiers = [qualifier.id for qualifier in table.qualifiers]
        for index, row in enumerate(table.rows):
            missing = [column for column in table.columns if column not in row.cells]
            for column, cell in row.cells.items():
                here = ("rows", index, "cells", column)
                if column not in table.columns and column in sources.library.ids("Offer"):
                    message = f"row '{row.plan}' has a cell '{column}', which is no column of this table"
                    yield Finding(entered.key_place(*here), message, "cells", did_you_mean(column, missing))
                if column not in table.columns:
                    missing = [name for name in missing if name != closest(column, missing)]
                if isinstance(cell, dict):
                    unknown = [key for key in cell if key not in qualifiers]
                    lacking = [key for key in qualifiers if key not in cell]
                    for key in unknown:
                        message = f"'{key}' is no qualifier of this table"
                        yield Finding(entered.key_place(*here, key), message, "cells", did_you_mean(key, qualifiers))
                    for key in lacking[len(unknown) :]:
                        message = f"cell '{column}' of row '{row.plan}' has no amount for '{key}'"
                        yield Finding(entered.key_place(*here), message, "cells", f"add a line '{key}: none'")
            for column in missing:
                message = f"row '{row.plan}' has no cell for '{column}'"
                place = entered.key_place("rows", index, "cells")
                yield Finding(place, message, "cells", f"add a line '{column}: none' if it is not included")


RULES = (unique_id, known_id, cells)
