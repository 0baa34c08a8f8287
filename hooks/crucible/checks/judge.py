"""The rules of sentences with one glossary. What was judged once is not judged again: `crucible serve` builds often."""

from __future__ import annotations

import json
from functools import lru_cache

from crucible.checks.sources import Sources
from crucible.model import Term
from crucible.sentences import Fault, Terms, Values, faults, faults_alone

_MOST = 20_000


class Judge:
    """Judges texts by `terms`; an empty glossary switches the rules of a house off."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._known: dict[tuple[str, str, str, str, Values, bool], tuple[tuple[Fault, ...], tuple[Fault, ...]]] = {}

    def faults(
        self, english: str, text: str, language: str, kind: str, values: Values = frozenset(), *, loose: bool = False
    ) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
        """Return the faults of a translation beside its English, and those that it has by itself."""
        if english == text and not any(map(str.isspace, text.strip())):
            return (), ()  # an identifier, an address, a figure
        key = (english, text, language, kind, values, loose)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            beside = faults(english, text, language, self.terms, kind=kind, values=values, loose=loose)
            found = self._known[key] = (tuple(beside), tuple(faults_alone(text, language, self.terms)))
        return found


def judge_of(sources: Sources) -> Judge:
    """Return the judge with the glossary of a site."""
    entries = [term.model_dump(exclude_none=True) for term in sources.library.all(Term)]
    return _judge(json.dumps(entries, ensure_ascii=False))


@lru_cache(maxsize=4)
def _judge(glossary: str) -> Judge:
    return Judge(Terms.from_entries(json.loads(glossary)))
