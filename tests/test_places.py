"""A fact is the same wherever it stands: each place that shows one is asked, and held against the data itself."""

from __future__ import annotations

from functools import cache

import pytest
from crucible import model
from crucible.checks import Sources
from crucible.checks.shown_calls import letters
from crucible.pages.calls import Call
from crucible.pages.told import Told

from tests.sites import ROOT

COST = {"included": "Included", "paid": "Paid", "not-stated": "Not stated"}
VERDICT = {"yes": "Yes", "no": "No", "depends": "It depends"}
AMOUNT = {"unlimited": "Unlimited", "none": "Not included", "by-membership": "By membership",
          "by-contract": "As the contract says", "not-stated": "Not stated"}  # fmt: skip
WITHIN = {"unlimited": "unlimited", "none": "not included", "by-membership": "set by your membership",
          "by-contract": "set by the contract", "not-stated": "not stated"}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("code", ["en", "zh", "ru"])


@cache
def sources() -> Sources:
    return Sources.read(ROOT)


class Places:
    """What the macros of one language tell, on a page of their own."""

    def __init__(self, code: str) -> None:
        self.language = sources().languages[code]
        self.macros = Told(sources().library, self.language, ROOT, lambda: sources().overview)

    def at(self, name: str, *values: str) -> dict[str, str]:
        """Return what a call shows: the words for a place, and the text there."""
        return {piece.where: piece.text for piece in self.macros.told(Call(0, name, values))}

    def cells(self, name: str, *values: str) -> list[str]:
        """Return the cells of a table that a call shows, row by row."""
        return [piece.text for piece in self.macros.told(Call(0, name, values)) if piece.where.startswith("row '")]

    def word(self, english: str) -> str:
        return self.language.text(english)

    def text(self, name: str, *values: str) -> str:
        return " ".join(self.at(name, *values).values())


@LANGUAGES
def test_the_cost_of_a_plan(code: str) -> None:
    here = Places(code)
    table, cards, routes = here.at("comparison", "plans"), here.at("plan_list"), here.at("routes")
    column = here.word("Cost")
    for plan in sources().library.all(model.Plan):
        wanted = here.word(COST[plan.cost])
        name = here.text("name", plan.id)
        assert table[f"row '{name}', column '{column}'"] == wanted
        assert cards[f"the cost of '{name}'"] == f"{column}: {wanted}"
        assert here.at("plan", plan.id)[f"the fact '{column}'"] == wanted
        assert here.text("cost", plan.id) == wanted
    for route in sources().library.all(model.Route):
        heads = [where for where in routes if where.endswith(f"column '{column}'")]
        assert len(heads) == len(sources().library.all(model.Route))
        wanted = here.word(COST[route.cost])
        assert any(routes[where] == wanted for where in heads)
    assert [routes[where] for where in routes if where.endswith(f"column '{column}'")] == [
        here.word(COST[route.cost]) for route in sources().library.all(model.Route)
    ]


@LANGUAGES
def test_the_incidents_of_a_plan(code: str) -> None:
    here = Places(code)
    table = here.at("comparison", "plans")
    for plan in sources().library.all(model.Plan):
        number = isinstance(plan.incidents, int)
        wanted = str(plan.incidents) if number else here.word(AMOUNT[str(plan.incidents)])
        name, column = here.text("name", plan.id), here.word("Technical incidents")
        assert table[f"row '{name}', column '{column}'"] == wanted
        assert here.at("plan", plan.id)[f"the fact '{column}'"] == wanted
        within = wanted if number else here.word(WITHIN[str(plan.incidents)])
        assert here.text("amount", "plans", plan.id, "incidents") == within


@LANGUAGES
def test_an_amount_of_a_membership(code: str) -> None:
    here = Places(code)
    for table in sources().library.all(model.Amounts):
        wanted: list[str] = []
        for row in table.rows:
            mine: list[str] = []
            qualifiers = {key for cell in row.cells.values() if isinstance(cell, dict) for key in cell} or {""}
            for key in [q.id for q in table.qualifiers if q.id in qualifiers] or [""]:
                for column in table.columns:
                    cell = row.cells[column]
                    amount = cell[key] if isinstance(cell, dict) else cell
                    values = (table.id, row.plan, column, *([key] if isinstance(cell, dict) else []))
                    within = str(amount) if isinstance(amount, int) else here.word(WITHIN[amount])
                    assert here.text("amount", *values) == within
                    counted = "".join(filter(str.isdigit, here.text("incidents", *values)))
                    assert counted == (str(amount) if isinstance(amount, int) else "")
                    mine.append(str(amount) if isinstance(amount, int) else here.word(AMOUNT[amount]))
            assert here.cells("allowance", row.plan) == mine
            wanted += mine
        assert here.cells("comparison", table.id) == wanted


@LANGUAGES
def test_a_verdict_and_a_duty(code: str) -> None:
    here = Places(code)
    for question in sources().library.all(model.Question):
        wanted = here.word(VERDICT[question.verdict])
        assert here.text("verdict", question.id) == wanted
        assert here.at("question", question.id)["the verdict of an answer"] == wanted
    questions = [piece for piece in here.macros.told(Call(0, "questions")) if piece.where == "the verdict of an answer"]
    assert [piece.text for piece in questions] == [
        here.word(VERDICT[question.verdict]) for question in sources().library.all(model.Question)
    ]
    for duty, label in (("required", "Required"), ("optional", "Optional")):
        titles = [entry.title for entry in sources().library.all(model.Duty) if entry.duty == duty]
        assert (
            here.at("duties", duty).items()
            >= {f"the mark of '{here.word(t)}'": here.word(label) for t in titles}.items()
        )
    roles = here.at("roles")
    for role in sources().library.all(model.Role):
        where = f"row '{here.word(role.name)}', column '{here.word('May activate benefits')}'"
        assert roles[where] == here.word(VERDICT["yes" if role.activates else "no"])


@LANGUAGES
def test_a_limit_a_date_an_address_and_a_number_of_things(code: str) -> None:
    here = Places(code)
    library = sources().library
    limited = [("exclusions", plan.id, plan.excludes) for plan in library.all(model.Plan)]
    limited += [("collection", collection.id, collection.items) for collection in library.all(model.Collection)]
    for macro, id, items in limited:
        for item in items:
            if item.limit:
                limit = here.text("limit", id, item.id)
                assert limit.replace("\u00a0", " ").split(" ")[0] == str(item.limit.number)
                assert letters(limit) in letters(here.text(macro, id))
    table = here.text("sources")
    for source in library.all(model.Source):
        assert letters(here.language.date(source.revised)) == letters(here.text("date", source.id))
        assert letters(here.language.date(source.revised)) in letters(table)
    for group in {reference.group for reference in library.all(model.Reference)}:
        titles = [p for p in here.macros.told(Call(0, "references", (group,))) if p.where == "the title of a reference"]
        lists = [to for piece in titles for to, _ in piece.links]
        wanted = [reference.id for reference in library.all(model.Reference) if reference.group == group]
        inline = [piece.links[0][0] for id in wanted for piece in here.macros.told(Call(0, "ref", (id,)))]
        assert sorted(lists) == sorted(inline) == sorted(here.text("url", id) for id in wanted)
    for kind, what in ((model.Plan, "plans"), (model.Competency, "competencies"), (model.Question, "questions")):
        assert here.text("count", what) == str(len(library.all(kind)))
