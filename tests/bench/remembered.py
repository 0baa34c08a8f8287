"""What the rules found in a text, kept for the next time: mutants of a site leave nearly all of it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crucible.checks import asking, names
from crucible.checks import sources as stored
from crucible.checks.sources import Written
from crucible.finding import Finding, Place
from crucible.freshness import sections as fresh
from crucible.language import CODES, Language
from crucible.pages.blocks import Macros
from crucible.pages.calls import Call
from crucible.sentences import company


def remember() -> None:
    """Let the dearest rules keep what they found in a text: a mutant leaves all texts but one as they were."""
    named, evaluated = names._in, asking._evaluated
    found: dict[tuple[str, Place], list[Finding]] = {}
    answers: dict[int, tuple[Language, dict[tuple[object, ...], asking.Evaluated]]] = {}

    def kept(written: Written, known: names.Names) -> Iterator[Finding]:
        key = written.text, written.at(0)
        if key not in found:
            found[key] = list(named(written, known))
        return iter(found[key])

    def answered(call: Call, macros: Macros, place: Place, page: str) -> asking.Evaluated:
        language = macros.language
        if len(answers) > len(CODES) and id(language) not in answers:
            answers.pop(list(answers)[-1])  # that of a catalog that was spoilt
        _, here = answers.setdefault(id(language), (language, {}))  # kept, its id stays its own
        key = call.name, call.args, call.keywords, page
        if key not in here:
            here[key] = evaluated(call, macros, place, page)
        return here[key]._replace(place=place, call=call)

    names._in, asking._evaluated = kept, answered
    for module, name in ((stored, "read_store"), (fresh, "plain"), (company, "_words"), (company, "_parts")):
        vars(module)[name] = lru_cache(None)(vars(module)[name])
