"""What can be told from another value is not written a second time, or agrees with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.language import CODES
from crucible.source.yaml import Loc

_DEPTH = 4
"""Parts of an address before its page: scheme, nothing, host, folder."""
_VERDICT = re.compile(r"(yes|no|it depends)\b[,.;:!]? ", re.I)


@rule("stored-twice")
def stored_twice(sources: Sources) -> Iterator[Finding]:
    """A value that another one already gives is left out.

    Good: a plan with `name` alone; a reference whose `was` is empty because the sources give its `url`.
    Bad: `short` or `was` equal to `url`, an `abbreviation` equal to `name`, an answer
    that begins with the word of its `verdict`, `sign_in: false`, which holds without the line too. (The `label` of a
    plan may repeat its `name`: it is translated.)
    """
    for entered in sources.library.entered:
        entry = entered.entry
        for loc, value in _defaults(entry, ()):
            shown = str(value).lower() if isinstance(value, bool) else "empty"
            message = f"{loc[-1]} is {shown}, which it is without the line"
            yield Finding(entered.key_place(*loc), message, "stored-twice", "delete the line")
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


def _defaults(value: Any, loc: Loc) -> Iterator[tuple[Loc, Any]]:
    """Yield every key that is written with the value that it has where it is not written."""
    if isinstance(value, model.Shape):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if name in value.model_fields_set and inner == field.default and inner is not None:
                yield (*loc, name), inner
            yield from _defaults(inner, (*loc, name))
    elif isinstance(value, list) and value and isinstance(value[0], model.Shape):
        for index, item in enumerate(value):
            yield from _defaults(item, (*loc, index))


def _same(place: Place, key: str, value: str | None, other: str, given: str) -> Iterator[Finding]:
    if value is not None and str(value) == str(given):
        message = f"{key} is '{value if len(value) < 60 else value[:57] + '…'}', which {other} already says"
        yield Finding(place, message, "stored-twice", "delete the line")


@rule("same-languages")
def same_languages(sources: Sources) -> Iterator[Finding]:
    """Pages of one collection, which have host and first folder in common, exist in the same languages.

    Good: `languages: [en, zh, ru]` for each page below `https://learn.microsoft.com/partner-center/` of which the
    languages are known.
    Bad: `languages: [en, zh]` for one of them. Where that is so, say it in data/exceptions.yml.
    """
    found: dict[str, list[model.Reference]] = defaultdict(list)
    for reference in sources.library.all(model.Reference):
        parts = reference.url.split("/", 4)
        if len(parts) > _DEPTH and reference.languages:
            found["/".join(parts[:_DEPTH])].append(reference)
    for folder, references in found.items():
        written = Counter(frozenset(reference.languages) for reference in references)
        usual, _ = max(written.items(), key=lambda item: (item[1], len(item[0])))
        example = next(reference.id for reference in references if set(reference.languages) == usual)
        for reference in references:
            if set(reference.languages) != usual:
                own, others = (", ".join(code for code in CODES if code in has) for has in (reference.languages, usual))
                message = f"'{reference.id}' exists in {own}, '{example}' below the same {folder} in {others}"
                place = sources.library.where(reference).key_place("languages")
                yield Finding(place, message, "same-languages", f"write [{others}], or mend the other one")


RULES = (stored_twice, same_languages)
