"""Of whom a text speaks: the names of entries, and what is said of the cost of the plan that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crucible import model
from crucible.checks.alternatives import atoms, one_of
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place

PAID = r"paid|fee-based|chargeable|(?:for|at) an? (?:additional |extra |separate )?(?:fee|charge|cost)"
INCLUDED = (
    r"free(?: of charge)?|(?:included|comes?) (?:with|in) (?:your |the |a )?membership"
    r"|(?:at|for) no (?:extra |additional )?(?:cost|charge)|without charge"
)
SAYS = rf"(?P<not>not |no longer )?(?:an? |offered |available |provided )*(?P<word>{PAID}|{INCLUDED})\b"


class Named(NamedTuple):
    """The names under which texts speak of entries, longest first, each with its entry."""

    entries: dict[str, model.Entry]
    pattern: str

    @classmethod
    def of(cls, *entries: model.Entry) -> Named:
        found: dict[str, model.Entry] = {}
        for entry in entries:
            for key in ("name", "label", "abbreviation"):
                if (name := getattr(entry, key, None)) and len(name) > 2:
                    found.setdefault(str(name).casefold(), entry)
            found[f'{{{{ name("{entry.id}") }}}}'] = found[f'{{{{ abbr("{entry.id}") }}}}'] = entry
        names = one_of(atoms(name, r"\s+") for name in found)
        return cls(found, f"(?:{names})" if names else "(?!)")

    def find(self, text: str) -> model.Entry | None:
        return self.entries.get(" ".join(text.casefold().split()))


def cost(sources: Sources, plan: model.Entry, word: str, denied: bool, at: Place, shown: str = "") -> Iterator[Finding]:
    assert isinstance(plan, model.Plan)  # the caller's  # noqa: S101
    pays = bool(re.fullmatch(PAID, " ".join(word.split()), re.I)) is not denied
    if plan.cost != "not-stated" and pays != (plan.cost == "paid"):
        there = sources.library.where(plan).place("cost")
        shown = " ".join((shown or f"{'not ' if denied else ''}{word}").split())
        message = f"'{shown}' is said here of '{plan.id}', whose cost is {plan.cost} at {there}"
        hint = f'write {{{{ cost("{plan.id}") }}}}, or mend one of the two'
        yield Finding(at, message, "worded-fact", hint, also=(there,))
