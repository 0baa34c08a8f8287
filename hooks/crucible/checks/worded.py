"""Facts that a text says in words, of plans, offers and roles: they are those that the data has.

Figures never stand in prose, but 'is a paid plan' and 'Does Silver include …?' do. The English is judged; translations
are compared with it. Sentences that name their subject are understood, and those that stand on the page, in the entry
or in the answer that has one; others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible import model
from crucible.checks import unnamed
from crucible.checks.rule import rule
from crucible.checks.sources import Sources, Written
from crucible.checks.subjects import INCLUDED, PAID, SAYS, Named, cost
from crucible.finding import Finding, Place
from crucible.language import SOURCE

_BE = r"(?:,? (?:which|that|both|all))?(?:,? (?:is|are))? (?:also |always |only |both )?"
_COST = ("paid", "free", "fee", "charge", "cost", "membership")
"""A word of each pattern above: most texts have none."""
_DUTY = {
    "required": re.compile(r"\b(?:may|need not|optional(?:ly)?|can choose|do not have to|don't have to)\b", re.I),
    "optional": re.compile(r"\b(?:must|have to|has to|required to|are obliged|mandatory)\b(?! not)", re.I),
}


@rule("worded-fact")
def worded_fact(sources: Sources) -> Iterator[Finding]:
    """What a text says in words of a plan, an offer or a role is what the data says of it.

    Good: `Premium Help is a paid plan.` where plans.yml has `cost: paid`; `verdict: no` of a question whether an offer
    includes a plan, where the table has `none`.
    Bad: `Premium Help is free.`, or `It comes with your membership.` on its page; `verdict: yes` there; a duty with
    `duty: optional` and the text `You must …`; `over {{ limit(…) }} per incident` where it is one per engagement.
    """
    plans = Named.of(*sources.library.all(model.Plan))
    name = rf"{plans.pattern}(?:\s*\([A-Za-z]+\))?"
    says = f"{_BE}{SAYS}".replace(" ", r"\s+")
    said = re.compile(rf"(?P<names>(?:{name}(?:(?:,|,? and|,? or)\s+(?=\S))?)+){says}", re.I)
    one = re.compile(plans.pattern, re.I)
    for written in sources.written:
        if written.language == SOURCE and written.kind != "translation":
            yield from _costs(sources, written, plans, said, one)
    yield from unnamed.said(sources, plans, one)
    yield from _verdicts(sources, plans)
    yield from _duties(sources)


def _costs(
    sources: Sources, written: Written, plans: Named, said: re.Pattern[str], one: re.Pattern[str]
) -> Iterator[Finding]:
    text = written.parts.code_free if written.kind == "page" else written.text
    small = text.lower()
    if not any(map(small.__contains__, _COST)):
        return
    for match in said.finditer(text):
        for name in one.findall(match["names"]):
            if plan := plans.find(name):
                yield from cost(sources, plan, match["word"], bool(match["not"]), written.at(match.start("word")))


def _verdicts(sources: Sources, plans: Named) -> Iterator[Finding]:
    offers = Named.of(*sources.library.all(model.Offer))
    roles = Named.of(*sources.library.all(model.Role))
    includes = re.compile(
        rf"Does (?:the )?(?P<offer>{offers.pattern})(?: \w+)? include (?P<plan>{plans.pattern})", re.I
    )
    limits = re.compile(rf"Does (?P<plan>{plans.pattern}) limit the number of incidents", re.I)
    free = re.compile(rf"Is (?P<plan>{plans.pattern}) (?:an? )?(?P<word>{PAID}|{INCLUDED})(?: plan)?\?", re.I)
    activates = re.compile(rf"May an? (?P<role>{roles.pattern}) activate", re.I)
    for question in sources.library.all(model.Question):
        text = str(question.question)
        facts: list[tuple[bool, Place]] = []
        if match := includes.match(text):
            facts = _gives(sources, offers.find(match["offer"]), plans.find(match["plan"]))
        elif match := limits.match(text):
            plan = plans.find(match["plan"])
            if isinstance(plan, model.Plan) and (plan.incidents == "unlimited" or isinstance(plan.incidents, int)):
                facts = [(plan.incidents != "unlimited", sources.library.where(plan).place("incidents"))]
        elif match := free.match(text):
            plan = plans.find(match["plan"])
            if isinstance(plan, model.Plan) and plan.cost != "not-stated":
                pays = bool(re.fullmatch(PAID, match["word"], re.I))
                facts = [((plan.cost == "paid") == pays, sources.library.where(plan).place("cost"))]
        elif match := activates.match(text):
            role = roles.find(match["role"])
            if isinstance(role, model.Role):
                facts = [(role.activates, sources.library.where(role).place("id"))]
        for holds, there in facts[:1]:
            if question.verdict != ("yes" if holds else "no"):
                place = sources.library.where(question).place("verdict")
                message = f"the answer to '{text}' is {question.verdict}, the data says otherwise at {there}"
                yield Finding(place, message, "worded-fact", "mend one of the two", also=(there,))


def _gives(sources: Sources, offer: model.Entry | None, plan: model.Entry | None) -> list[tuple[bool, Place]]:
    """Return whether an offer gives anything of a plan, and where the table says so."""
    found = []
    for table in sources.library.all(model.Amounts) if offer and plan else ():
        for index, row in enumerate(table.rows):
            if plan and offer and row.plan == plan.id and offer.id in row.cells:
                cell = row.cells[offer.id]
                amounts = list(cell.values()) if isinstance(cell, dict) else [cell]
                place = sources.library.where(table).place("rows", index, "cells", offer.id)
                if len({amount == "none" for amount in amounts}) == 1:
                    found.append((amounts[0] != "none", place))
    return found


def _duties(sources: Sources) -> Iterator[Finding]:
    for duty in sources.library.all(model.Duty):
        entered = sources.library.where(duty)
        if match := _DUTY[duty.duty].search(duty.text):
            there = entered.place("duty")
            message = f"'{match[0]}' stands here, the duty is {duty.duty}"
            place = entered.inside(("text",), match.start())
            yield Finding(place, message, "worded-fact", "mend one of the two", also=(there,))


RULES = (worded_fact,)
