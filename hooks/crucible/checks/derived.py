"""What can be told from another value is not written a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place

_VERDICT = re.compile(r"(yes|no|it depends)\b[,.;:!]? ", re.I)


@rule("stored-twice")
def stored_twice(sources: Sources) -> Iterator[Finding]:
    """A value that another one already gives is left out.

    Good: a plan with `name` alone; a reference whose `was` is empty because the sources give its `url`.
    Bad: `short` or `was` equal to `url`, an `abbreviation` equal to `name`, an answer
    that begins with the word of its `verdict`. (The `label` of a plan may repeat its `name`: it is translated.)
    """
    for entered in sources.library.entered:
        entry = entered.entry
        if isinstance(entry, (model.Plan, model.Programme, model.Team)):
            place = entered.key_place("abbreviation")
            yield from _same(place, "abbreviation", entry.abbreviation, "name", entry.name)
        if isinstance(entry, model.Reference):
            yield from _same(entered.key_place("short"), "short", entry.short, "url", entry.url)
            for index, was in enumerate(entry.was):
                yield from _same(entered.place("was", index), "was", was, "url", entry.url)
        if isinstance(entry, model.Question) and (found := _VERDICT.match(entry.answer[0])):
            message = f"the answer begins with '{found[1]}', which the verdict says"
            place = entered.inside(("answer", 0), 0)
            yield Finding(place, message, "stored-twice", f"delete '{found[0].strip()}'")


def _same(place: Place, key: str, value: str | None, other: str, given: str) -> Iterator[Finding]:
    if value is not None and str(value) == str(given):
        message = f"{key} is '{value if len(value) < 60 else value[:57] + '…'}', which {other} already says"
        yield Finding(place, message, "stored-twice", "delete the line")


RULES = (stored_twice,)
