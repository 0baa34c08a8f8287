"""A comparison as rows and cells of display text in one language; decides every word and number that a table shows."""

from __future__ import annotations

from typing import NamedTuple

from crucible.language import NBSP, Language
from crucible.library import Library
from crucible.model import Amount, Amounts, Cell, Offer, Plan, PlanTable, Qualifier, Row


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for 'translated later'
    """Mark a label for the catalogs."""
    return text


AMOUNTS = {
    "unlimited": N_("Unlimited"),
    "none": N_("Not included"),
    "by-membership": N_("By membership"),
    "by-contract": N_("As the contract says"),
    "not-stated": N_("Not stated"),
}
AMOUNTS_WITHIN = {
    "unlimited": N_("unlimited"),
    "none": N_("not included"),
    "by-membership": N_("set by your membership"),
    "by-contract": N_("set by the contract"),
    "not-stated": N_("not stated"),
}
COSTS = {"included": N_("Included"), "paid": N_("Paid"), "not-stated": N_("Not stated")}
UNITS = {
    "incident": (N_("{n} incident"), N_("{n} incidents")),
    "hour": (N_("{n} hour"), N_("{n} hours")),
    "deal": (N_("{n} deal"), N_("{n} deals")),
    "day": (N_("{n} day"), N_("{n} days")),
}


class GridCell(NamedTuple):
    """What one cell shows. `kind` is `number`, `text` or the word of data, for style; the text says it all."""

    text: str
    kind: str
    label: str
    """The head of the column, repeated beside the cell where a narrow screen shows rows as cards."""


class GridRow(NamedTuple):
    id: str
    head: str
    notes: tuple[str, ...]
    """What narrows the head: 'Cloud products only', 'Other competencies'."""
    footnotes: tuple[int, ...]
    """Numbers of the footnotes that the row head refers to."""
    plan: str
    cells: tuple[GridCell, ...]


class Grid(NamedTuple):
    """A table: caption, heads (the first one heads the column of row heads), rows, footnotes (id, text)."""

    id: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    footnotes: tuple[tuple[str, str], ...] = ()


def show(amount: Amount | str, language: Language, *, within: bool = False) -> str:
    """Return the text of an amount: '15', 'Unlimited', 'Not included'; `within` a sentence in lower case."""
    if isinstance(amount, int):
        return language.number(amount)
    return language.text((AMOUNTS_WITHIN if within else AMOUNTS)[amount])


def plan_name(plan: Plan, language: Language) -> str:
    """Return what a plan is called: its product name, or its label where the name is no product name."""
    return language.text(plan.label) if plan.label else plan.name


def counted(number: int, unit: str, language: Language) -> str:
    """Return number and unit with the right plural form and a space that does not break: '15 incidents'."""
    return language.plural(*UNITS[unit], number).replace(" ", NBSP)


def amounts_grid(table: Amounts, library: Library, language: Language, plan: str | None = None) -> Grid:
    """Return the grid of a table of amounts; with `plan`, only the rows of that plan.

    A row whose cells are qualified becomes one row for each qualifier.
    """
    heads = [language.text(library.find(Offer, column).label) for column in table.columns]  # type: ignore[union-attr]  # checked before
    rows: list[GridRow] = []
    known = {note.id: note for note in reversed(table.footnotes)}
    used: dict[str, int] = {}

    def numbers(*footnotes: str | None) -> tuple[int, ...]:
        return tuple(used.setdefault(id, len(used) + 1) for id in footnotes if id in known)

    for row in table.rows:
        if plan not in (None, row.plan):
            continue
        found = library.find(Plan, row.plan)
        name = plan_name(found, language) if found else row.plan
        for qualifier in _qualifiers(row, table):
            notes = [row.note, qualifier.label if qualifier else None]
            rows.append(
                GridRow(
                    id=f"{row.plan}-{qualifier.id}" if qualifier else row.plan,
                    head=name,
                    notes=tuple(language.text(note) for note in notes if note),
                    footnotes=numbers(row.footnote, qualifier.footnote if qualifier else None),
                    plan=row.plan,
                    cells=tuple(
                        _cell(amount_of(row.cells[column], qualifier.id if qualifier else None), head, language)
                        for column, head in zip(table.columns, heads, strict=True)
                    ),
                )
            )
    footnotes = tuple((id, language.text(known[id].text)) for id in used)
    first = language.text(N_("Support"))
    return Grid(table.id, language.text(table.title), (first, *heads), tuple(rows), footnotes)


def plans_grid(table: PlanTable, library: Library, language: Language) -> Grid:
    """Return the grid of all plans: a row for each plan, a column for each criterion."""
    heads = [language.text(criterion.label) for criterion in table.criteria]
    rows = []
    for plan in library.all(Plan):
        cells = []
        for criterion, head in zip(table.criteria, heads, strict=True):
            value = getattr(plan, criterion.field)
            if criterion.field == "cost":
                cells.append(GridCell(language.text(COSTS[value]), value, head))
            elif criterion.field == "incidents":
                cells.append(_cell(value, head, language))
            else:
                cells.append(GridCell(language.text(value), "text", head))
        rows.append(GridRow(plan.id, plan_name(plan, language), (), (), plan.id, tuple(cells)))
    first = language.text(N_("Plan"))
    return Grid(table.id, language.text(table.title), (first, *heads), tuple(rows))


def amount_of(cell: Cell, qualifier: str | None) -> Amount:
    """Return the amount of a cell; a cell that is not qualified gives the same for each qualifier."""
    if isinstance(cell, dict):
        return cell[qualifier or next(iter(cell))]
    return cell


def _qualifiers(row: Row, table: Amounts) -> list[Qualifier | None]:
    used = {key for cell in row.cells.values() if isinstance(cell, dict) for key in cell}
    return [q for q in table.qualifiers if q.id in used] or [None]


def _cell(amount: Amount | str, head: str, language: Language) -> GridCell:
    kind = "number" if isinstance(amount, int) else str(amount)
    return GridCell(show(amount, language), kind, head)
