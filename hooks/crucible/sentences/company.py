"""Which words of a translation keep company with which of the English: learnt from the texts at hand, no dictionary.

Where "deployment" elsewhere comes with 部署, a translation without 部署 beside one that has it may be the neighbour's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from crucible.source.text import HAN

_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_LATIN = re.compile(r"[a-z][a-z0-9-]+")
_PART = {"zh": re.compile(rf"[a-z][a-z0-9-]+|{HAN}{{2,}}"), "ru": re.compile(r"[a-z][a-z0-9-]+|[а-я]{3,}")}
_SMALL = frozenset({
    "the", "and", "for", "with", "are", "its", "this", "that", "you", "your", "not", "from", "can", "does", "what",
    "how", "when", "who", "which", "than", "then", "all", "any", "each", "one", "has", "have", "had", "was", "were",
    "will", "may", "must", "only", "also", "but", "about", "into", "over", "out", "they", "them", "their", "our",
    "there", "here", "more", "most", "other", "same", "own", "per", "via",
})  # fmt: skip
_MOST = 300
"""Longer texts have lengths, marks and links to tell them apart."""
_SURE = 0.5
_SHORT = {"zh": 0.2, "ru": 0.55}
"""Letters of a translation for each of the English: one word of two is missing, or the words are short ones."""
_LABEL = 40
"""Letters of English for which a faithful translation may be as short as that."""
_TAUGHT = 5
_NEARLY_ALL = 0.85


class Company:
    """The texts of one language, (English, translation) each, and which words stand together in them."""

    def __init__(self, texts: Iterable[tuple[str, str]], language: str) -> None:
        self._language = language
        self._english: list[str] = []
        self._length: list[int] = []
        self.parts: list[frozenset[str]] = []
        found: list[frozenset[str]] = []
        self._in: dict[str, list[int]] = defaultdict(list)
        for number, (english, text) in enumerate(texts):
            short = len(english) <= _MOST
            self._english.append(english)
            self._length.append(len(text))
            self.parts.append(_parts(text, language) if short else frozenset())
            found.append(_words(english) if short else frozenset())
            for word in found[-1]:
                self._in[word].append(number)
        several = {word for word, numbers in self._in.items() if len(numbers) > 2}
        self.words = [words & several for words in found]
        self._latin = [frozenset(part for part in parts if part < "\u0400") for parts in self.parts]
        self._often = Counter(chain.from_iterable(self.parts))
        self._together: dict[str, dict[str, int]] = {}

    def exchanged(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return pairs of texts whose translations belong to one another's English, by all other texts.

        The surest one is first, and each text is in one pair at most.
        """
        found = [(self._gain(first, second), (first, second)) for first, second in pairs]
        told: set[int] = set()
        kept = []
        for gain, pair in sorted(found, reverse=True):
            if gain > _SURE and told.isdisjoint(pair):
                told |= {*pair}
                kept.append(pair)
        return kept

    def lacking(self) -> Iterator[tuple[int, str, str]]:
        """Yield short texts with a word of the English and its company in nearly all others, of which they have none.

        Such a text must be so short that something may be missing; a word in at least five others teaches.
        """
        most = _SHORT[self._language]
        for number, (english, length) in enumerate(zip(self._english, self._length, strict=True)):
            if 0 < length <= most * len(english) and len(english) <= _LABEL and (parts := self.parts[number]):
                found = (lost for word in sorted(self.words[number]) if (lost := self._lost(word, parts)))
                yield from ((number, *lost) for lost in islice(found, 1))

    def _lost(self, word: str, parts: frozenset[str]) -> tuple[str, str] | None:
        """Return a word and the company that nearly all other texts have, where `parts` have none of it."""
        company = self._company(word)
        if not company or not parts.isdisjoint(company):
            return None
        told = {self._english[number]: self.parts[number] for number in self._in[word]}
        counted = Counter(chain.from_iterable(told.values()))
        part = max(counted, key=lambda part: (counted[part], part))
        others = len(told) - 1
        return (word, part) if others >= _TAUGHT and counted[part] >= _NEARLY_ALL * others else None

    def _gain(self, first: int, second: int) -> float:
        """How much better two translations fit the other way round."""
        ours, theirs = self.words[first] - self.words[second], self.words[second] - self.words[first]
        mine, yours = self.parts[first] - self.parts[second], self.parts[second] - self.parts[first]
        there = self._fit(ours, yours, first, second) + self._fit(theirs, mine, second, first)
        # What stands in the English letter for letter needs no other texts.
        kept, moved = self._letters(first, second, self._latin[first] ^ self._latin[second])
        if there + moved <= _SURE:
            return 0
        here = self._fit(ours, mine, first, first) + self._fit(theirs, yours, second, second)
        return there + moved - here - kept

    def _letters(self, first: int, second: int, latin: frozenset[str]) -> tuple[int, int]:
        """How many Latin words of the translations only their own English has, and how many only the other one."""
        if not latin:
            return 0, 0
        left, right = (_parts(self._english[number], "") for number in (first, second))
        mine, yours = self._latin[first] & latin, self._latin[second] & latin
        left, right = left - right, right - left
        return len(left & mine) + len(right & yours), len(left & yours) + len(right & mine)

    def _fit(self, words: frozenset[str], parts: frozenset[str], mine: int, yours: int) -> float:
        """How sure words of the English of text `mine` are of company that text `yours` has, and the other has not.

        For each word: how much more often than elsewhere its best company is with it, in all other texts.
        """
        own, fit = int(mine == yours), 0.0
        for word in words:
            company = self._together.get(word) or self._company(word)
            if not parts.isdisjoint(company):
                fit += self._best(word, parts.intersection(company), own)
        return fit

    def _best(self, word: str, common: frozenset[str], own: int) -> float:
        company, texts, best = self._together[word], len(self._in[word]) - 1, 0.0
        for part in common:
            times = company[part] - own
            if times > 1:
                best = max(best, times / texts - self._often[part] / len(self.parts))
        return best

    def _company(self, word: str) -> dict[str, int]:
        """Parts of translations that stand beside a word at least twice and a third of the time, and how often."""
        found = self._together.get(word)
        if found is None:
            counted = Counter(chain.from_iterable(self.parts[number] for number in self._in[word]))
            usual = max(2, len(self._in[word]) / 3)
            found = self._together[word] = {part: times for part, times in counted.items() if times >= usual}
        return found


@lru_cache(maxsize=4096)
def _words(english: str) -> frozenset[str]:
    return frozenset(word[:7].rstrip("s") for word in _WORD.findall(english.lower()) if word not in _SMALL)


def _parts(text: str, language: str) -> frozenset[str]:
    """Latin words, the beginnings of Russian words, pairs of Chinese characters."""
    found = _PART.get(language, _LATIN).findall(text.lower())
    if language == "ru":
        return frozenset(part[:5] if part > "\u0400" else part for part in found)
    if language == "zh":
        parts = ([part] if part < "\u0400" else [part[n : n + 2] for n in range(len(part) - 1)] for part in found)
        return frozenset(chain.from_iterable(parts))
    return frozenset(found)
