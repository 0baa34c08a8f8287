"""Which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nsmallest

MOST = 100
"""Words of which a `Speller` says what was meant."""
_MANY = 500
"""Known words that are compared letter by letter; our longest list has a third of that."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to `word`, or None where none is near: a wrong hint is worse than none."""
    folded: str = word.casefold().replace("_", "-")[:80]
    words = list(known)
    if len(words) > _MANY:  # of very many only those that begin alike
        words = [one for one in words if one[:1] == word[:1] and abs(len(one) - len(word)) < 4][:_MANY]
    by_folded: dict[str, str] = {
        candidate.casefold().replace("_", "-"): candidate for candidate in sorted(words, reverse=True)
    }
    if folded in by_folded:
        return by_folded[folded]
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, else one that lists what is known."""
    words = set(known)
    if guess := closest(word, words):
        return f"did you mean '{guess}'?"
    if not words:
        return ""
    shown = ", ".join(nsmallest(12, words))
    return f"known: {shown}" + (f" and {len(words) - 12} more" if len(words) > 12 else "")


class Speller:
    """Says what was meant as often as anybody would read it: very many wrong words are not a slip each."""

    def __init__(self, most: int = MOST) -> None:
        self._left = most

    def closest(self, word: str, known: Iterable[str]) -> str | None:
        """As the function, for the first words; None for those behind them."""
        self._left -= 1
        return closest(word, known) if self._left >= 0 else None

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """As the function, for the first words; '' for those behind them."""
        self._left -= 1
        return did_you_mean(word, known) if self._left >= 0 else ""
