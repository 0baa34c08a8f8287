"""The rules of sentences with one glossary. What was judged once is not judged again: `crucible serve` builds often."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from crucible.checks.memory import Memory, Said
from crucible.checks.sources import Sources
from crucible.model import Term
from crucible.sentences.pair import Values
from crucible.sentences.terms import Terms

_MOST = 20_000


class Judge:
    """Judges texts by `terms`; an empty glossary switches the rules of a house off."""

    def __init__(self, terms: Terms, glossary: str) -> None:
        self.terms = terms
        self.glossary = glossary
        self.memory: Memory | None = None
        """What was said at the last check, where it is asked for."""
        self._known: dict[tuple[str, str, str, str, Values, bool], Said] = {}

    def faults(
        self, english: str, text: str, language: str, kind: str, values: Values = frozenset(), *, loose: bool = False
    ) -> Said:
        """Return the faults of a translation beside its English, and those that it has by itself."""
        if english == text and not any(map(str.isspace, text.strip())):
            return (), ()  # an identifier, an address, a figure
        key = (english, text, language, kind, values, loose)
        if self.memory is not None:
            return self.memory.said(repr((*key[:4], sorted(values), loose)), lambda: self._judged(*key))
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = self._judged(*key)
        return self._known[key]

    def _judged(self, english: str, text: str, language: str, kind: str, values: Values, loose: bool) -> Said:
        from crucible.sentences.judging import faults, faults_alone  # noqa: PLC0415 - a tenth of a check that knows all

        beside = faults(english, text, language, self.terms, kind=kind, values=values, loose=loose)
        return tuple(beside), tuple(faults_alone(text, language, self.terms))


@contextmanager
def remembering(sources: Sources) -> Iterator[None]:
    """Let the judge of a site know what it said at the last check, and write down what it says now."""
    if not sources.house:
        yield
        return
    judge = judge_of(sources)
    judge.memory = Memory(sources.root, judge.glossary)
    try:
        yield
        judge.memory.save()
    finally:
        judge.memory = None


def judge_of(sources: Sources) -> Judge:
    """Return the judge with the glossary of a site."""
    entries = [term.model_dump(exclude_none=True) for term in sources.library.all(Term)]
    return _judge(json.dumps(entries, ensure_ascii=False))


@lru_cache(maxsize=4)
def _judge(glossary: str) -> Judge:
    return Judge(Terms.from_entries(json.loads(glossary)), glossary)
