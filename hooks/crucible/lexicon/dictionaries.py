"""The dictionaries, loaded when the first word is asked about: simplemma for English, pymorphy3 for Russian.

simplemma knows the British and the American forms of English, and the words of the trade; pymorphy3 every form of a
Russian word. Neither has a list of mistakes: what they know is a word, and some slips are words too.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from crucible.lexicon.letters import ALPHABETS


def is_word(word: str, language: str) -> bool:
    """Return whether the dictionary of a language knows a word, given in small letters."""
    return bool(_russian().word_is_known(word)) if language == "ru" else _is_english(word)


def nearest(word: str, language: str, known: Container[str], *, ask: bool = True) -> list[str]:
    """Return the words from which this one differs by one slip of the finger: of `known`, else of the dictionary.

    None where there are more than two: that would be no hint.
    """
    near = _one_slip(word, ALPHABETS[language])
    found = [one for one in near if one in known]
    if not found and ask:
        found = [one for one in near if is_word(one, language)]
    return found if len(found) <= 2 else []


def _one_slip(word: str, alphabet: str) -> list[str]:
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {a + letter + b for a, b in halves for letter in alphabet}
    added = {a + b[1:] for a, b in halves if b and len(word) > 3}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    other = {a + letter + b[1:] for a, b in halves if b for letter in alphabet}
    return sorted((lost | added | swapped | other) - {word})


def _is_english(word: str) -> bool:
    import simplemma  # noqa: PLC0415 - takes long to load, and most checks need no dictionary

    return bool(simplemma.is_known(word, lang="en"))


@cache
def _russian() -> Any:
    import pymorphy3  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    return pymorphy3.MorphAnalyzer(lang="ru")
