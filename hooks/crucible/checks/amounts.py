"""Amounts, costs and roles make sense together, and agree wherever the same benefit is told of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.grid import amount_of
from crucible.library import Entered

MOST = {"incident": 200, "hour": 1000, "deal": 100, "day": 366}
"""What nobody is given more of than this; a figure above has a digit too many."""


@rule("amount-range")
def amount_range(sources: Sources) -> Iterator[Finding]:
    """An amount or limit is of a size that a membership can give.

    Good: `silver: 15`, `more_than: 25` with `unit: hour`.
    Bad: `silver: 1500`, where two keys were hit at once.
    """
    for entered in sources.library.entered:
        entry = entered.entry
        if isinstance(entry, model.Amounts):
            for place, amount in _amounts(entered):
                if isinstance(amount, int) and amount > MOST[entry.unit]:
                    yield _too_many(place, amount, entry.unit)
        elif isinstance(entry, model.Plan):
            if isinstance(entry.incidents, int) and entry.incidents > MOST["incident"]:
                yield _too_many(entered.place("incidents"), entry.incidents, "incident")
            yield from _limits(entered, "excludes", entry.excludes)
        elif isinstance(entry, model.Collection):
            yield from _limits(entered, "items", entry.items)


def _limits(entered: Entered, key: str, items: list[model.Item]) -> Iterator[Finding]:
    for index, item in enumerate(items):
        if item.limit and item.limit.number > MOST[item.limit.unit]:
            bound = "at_most" if item.limit.at_most else "more_than"
            yield _too_many(entered.place(key, index, "limit", bound), item.limit.number, item.limit.unit)


def _too_many(place: Place, amount: int, unit: str) -> Finding:
    message = f"is {amount} {unit}s, expected at most {MOST[unit]}"
    return Finding(place, message, "amount-range", "delete the digits that are too many, or write unlimited")


def _amounts(entered: Entered) -> Iterator[tuple[Place, model.Amount]]:
    table = entered.entry
    assert isinstance(table, model.Amounts)  # the caller's  # noqa: S101
    for index, row in enumerate(table.rows):
        for column, cell in row.cells.items():
            if isinstance(cell, dict):
                for qualifier, amount in cell.items():
                    yield entered.place("rows", index, "cells", column, qualifier), amount
            else:
                yield entered.place("rows", index, "cells", column), cell


@rule("offer-order")
def offer_order(sources: Sources) -> Iterator[Finding]:
    """The columns of a table stand in the order of data/offers.yml: the offer that gives least comes first.

    Good: `columns: [action-pack, silver, gold]`.
    Bad: `columns: [action-pack, gold, silver]`.
    """
    order = [offer.id for offer in sources.library.all(model.Offer)]
    for table in sources.library.all(model.Amounts):
        known = [column for column in table.columns if column in order]
        expected = sorted(known, key=order.index)
        for column, wanted in zip(known, expected, strict=True):
            if column != wanted:
                place = sources.library.where(table).place("columns", table.columns.index(column))
                message = f"column '{column}' stands where the order of data/offers.yml has '{wanted}'"
                hint = f"write the columns as: {', '.join(expected)}"
                yield Finding(place, message, "offer-order", hint, also=_listed(sources, model.Offer, wanted))
                break


def _listed(sources: Sources, kind: type[model.Entry], id: str) -> tuple[Place, ...]:
    """Return where the entry stands whose order is not the one of a table: there or here it is wrong."""
    return tuple(sources.library.where(entry).place("id") for entry in sources.library.all(kind) if entry.id == id)


@rule("row-order")
def row_order(sources: Sources) -> Iterator[Finding]:
    """The rows of a table stand in the order of data/plans.yml, as the plans do everywhere.

    Good: `plan: microsoft-product-support` above `plan: signature-cloud-support`, as in data/plans.yml.
    Bad: the other way round.
    """
    order = [plan.id for plan in sources.library.all(model.Plan)]
    for table in sources.library.all(model.Amounts):
        known = [row.plan for row in table.rows if row.plan in order]
        for index, (row, wanted) in enumerate(zip(known, sorted(known, key=order.index), strict=True)):
            if row != wanted and len(known) == len(table.rows):
                place = sources.library.where(table).place("rows", index, "plan")
                message = f"row '{row}' stands where the order of data/plans.yml has '{wanted}'"
                hint = f"move the row '{wanted}' up to here"
                yield Finding(place, message, "row-order", hint, also=_listed(sources, model.Plan, wanted))
                break


@rule("tiers")
def tiers(sources: Sources) -> Iterator[Finding]:
    """A higher offer never gives less than a lower one; data/offers.yml has the order, the lowest first.

    Good: `action-pack: 10`, `silver: 15`, `gold: 20`.
    Bad: `silver: 15`, `gold: 5`. Where Microsoft really gives less, say so in data/exceptions.yml.
    """
    order = [offer.id for offer in sources.library.all(model.Offer)]
    for table in sources.library.all(model.Amounts):
        entered = sources.library.where(table)
        for index, row in enumerate(table.rows):
            columns = [column for column in order if column in row.cells]
            qualifiers: list[str | None] = [q.id for q in table.qualifiers] or [None]
            told: set[str] = set()
            for lower, higher in pairwise(columns):
                for qualifier in qualifiers:
                    below, above = _at(row.cells[lower], qualifier), _at(row.cells[higher], qualifier)
                    if below is None or above is None or _size(above) >= _size(below) or higher in told:
                        continue
                    if isinstance(below, int) and below > MOST[table.unit]:
                        continue  # has a finding of its own
                    split = isinstance(row.cells[higher], dict) and qualifier is not None
                    told.add(higher)
                    loc = ("rows", index, "cells", higher, *((qualifier,) if split and qualifier else ()))
                    what = f"'{higher}'" + (f" ({qualifier})" if split else "")
                    message = f"{what} is {above}, less than '{lower}', which is {below}"
                    hint = f"write {below} or more, or swap the two"
                    yield Finding(entered.place(*loc), message, "tiers", hint)


def _at(cell: model.Cell, qualifier: str | None) -> model.Amount | None:
    if isinstance(cell, dict):
        return cell.get(qualifier or "")
    return amount_of(cell, qualifier)


def _size(amount: model.Amount) -> float:
    return amount if isinstance(amount, int) else {"none": 0.0, "unlimited": float("inf")}[amount]


@rule("same-amount")
def same_amount(sources: Sources) -> Iterator[Finding]:
    """The same benefit is told of once, or agrees wherever it stands.

    Good: a plan with `incidents: by-membership` that has a row in the table of entitlements; a route whose
    `cost` is that of its plan; a plan whose `roles` are those of the procedure by which it is asked for, and whose
    `references` have the pages to which its ways to ask lead.
    Bad: `incidents: 10` in a plan that has such a row; a plan with `incidents: by-membership` and no row.
    """
    tables = [sources.library.where(table) for table in sources.library.all(model.Amounts)]
    yield from _same_cells(tables)
    rows = {row.plan for entered in tables for row in _rows(entered)}
    if "Comparison" not in sources.unread:
        for plan in sources.library.all(model.Plan):
            place = sources.library.where(plan).place("incidents")
            if plan.id in rows and plan.incidents != "by-membership":
                message = f"incidents of '{plan.id}' is {plan.incidents}, but a table of amounts has a row for it"
                yield Finding(place, message, "same-amount", "write 'incidents: by-membership'")
            elif plan.id not in rows and plan.incidents == "by-membership" and not sources.faulty_ids:
                message = f"incidents of '{plan.id}' is by-membership, but no table of amounts has a row for it"
                yield Finding(place, message, "same-amount", f"add a row 'plan: {plan.id}' to the table")
    yield from _same_costs(sources)
    yield from _same_roles(sources)
    yield from _same_references(sources)
    yield from _same_activation(sources)


def _rows(entered: Entered) -> list[model.Row]:
    return entered.entry.rows if isinstance(entered.entry, model.Amounts) else []


def _same_cells(tables: list[Entered]) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[model.Cell, Place]] = {}
    for entered in tables:
        for index, row in enumerate(_rows(entered)):
            for column, cell in row.cells.items():
                place = entered.place("rows", index, "cells", column)
                before = first.setdefault((row.plan, column), (cell, place))
                if before[0] != cell:
                    message = f"'{column}' of '{row.plan}' is {_shown(cell)}, but {_shown(before[0])} at {before[1]}"
                    hint = "write the same in both, or delete one of the rows"
                    yield Finding(place, message, "same-amount", hint, also=(before[1],))


def _shown(cell: model.Cell) -> str:
    return ", ".join(f"{key}: {value}" for key, value in cell.items()) if isinstance(cell, dict) else str(cell)


def _same_costs(sources: Sources) -> Iterator[Finding]:
    for route in sources.library.all(model.Route):
        plan = sources.library.find(model.Plan, route.plan or "")
        if plan is not None and plan.cost != route.cost:
            here, there = sources.library.where(route).place("cost"), sources.library.where(plan).place("cost")
            message = f"cost is {route.cost}, but {plan.cost} for plan '{plan.id}' at {there}"
            yield Finding(here, message, "same-amount", "write the same in both", also=(there,))


def _same_roles(sources: Sources) -> Iterator[Finding]:
    for plan in sources.library.all(model.Plan):
        for ask in plan.ask:
            procedure = sources.library.find(model.Procedure, ask.procedure or "")
            known = {*plan.roles, *(procedure.roles if procedure else ())} <= sources.ids["Role"]
            if procedure is not None and known and set(procedure.roles) != set(plan.roles):
                here = sources.library.where(plan)
                there = sources.library.where(procedure).key_place("roles")
                message = f"roles are {_list(plan.roles)}, but {_list(procedure.roles)} for '{procedure.id}' at {there}"
                place = here.key_place("roles") if plan.roles else here.place("id")
                yield Finding(place, message, "same-amount", "write the same in both", also=(there,))


def _same_references(sources: Sources) -> Iterator[Finding]:
    for plan in sources.library.all(model.Plan):
        here = sources.library.where(plan)
        for index, ask in enumerate(plan.ask):
            procedure = sources.library.find(model.Procedure, ask.procedure or "")
            steps = [step.reference for step in procedure.steps] if procedure else []
            for id in dict.fromkeys(id for id in (ask.reference, *steps) if id):
                if id not in plan.references and id in sources.ids["Reference"]:
                    there = here.key_place("ask", index)
                    message = f"plan '{plan.id}' is asked for at '{id}', by line {there.line}, but does not refer to it"
                    place = here.key_place("references") if plan.references else here.place("id")
                    yield Finding(place, message, "same-amount", f"add '- {id}' below 'references:'", also=(there,))


def _same_activation(sources: Sources) -> Iterator[Finding]:
    """A step `activate` names the roles of which data/roles.yml says that they may activate."""
    allowed = {role.id for role in sources.library.all(model.Role) if role.activates}
    for procedure in sources.library.all(model.Procedure):
        for index, step in enumerate(procedure.steps):
            if step.id == "activate" and set(step.roles) != allowed and set(step.roles) <= sources.ids["Role"]:
                odd = sorted(set(step.roles) ^ allowed)[0]
                here = sources.library.where(procedure).key_place("steps", index, "roles")
                role = sources.library.find(model.Role, odd)
                there = (sources.library.where(role).place("activates"),) if role else ()
                says = "may" if odd in allowed else "may not"
                message = f"role '{odd}' {says} activate, says data/roles.yml, but this step says otherwise"
                yield Finding(here, message, "same-amount", "say the same in both", also=there)


def _list(ids: list[str]) -> str:
    return " and ".join(f"'{id}'" for id in ids) or "none"


RULES = (amount_range, offer_order, row_order, tiers, same_amount)
