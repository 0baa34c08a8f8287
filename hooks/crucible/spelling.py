"""Which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to `word`, or None where none is near: a wrong hint is worse than none."""
    by_folded = {candidate.casefold().replace("_", "-"): candidate for candidate in sorted(known, reverse=True)}
    folded = word.casefold().replace("_", "-")[:80]
    if folded in by_folded:
        return by_folded[folded]
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, else one that lists what is known."""
    words = sorted(set(known))
    if guess := closest(word, words):
        return f"did you mean '{guess}'?"
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"known: {shown}" + (f" and {len(words) - 12} more" if len(words) > 12 else "")
