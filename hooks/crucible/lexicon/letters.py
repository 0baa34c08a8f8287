"""Words of languages that are written in letters, as a dictionary would look them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(
    r"(?<![\w.@/\\&#'’])(?:(?P<en>[A-Za-z]+(?:['’][A-Za-z]+)?)|(?P<ru>[А-Яа-яЁё]+))(?![\w@/\\]|\.\w|['’]\w|://)"
)
_LETTERS = re.compile(r"[A-Za-z]{2,}(?!['’]t)|[А-Яа-яЁё]{2,}")
_JOINED = re.compile("'(?:s|d|ll|m|re|ve)$")
_SHORTEST = 2
_LONGEST = 40
ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё"}


class Word(NamedTuple):
    """A word as it is written, the language that its letters are of, and where it stands."""

    written: str
    language: str
    offset: int

    @property
    def key(self) -> str:
        """The word as dictionaries and lists have it: in small letters, without what an apostrophe joins to it."""
        return _JOINED.sub("", self.written.casefold().replace("’", "'"))

    @property
    def name(self) -> bool:
        """Whether it begins with a capital letter, as names do that no dictionary has."""
        return self.written[:1].isupper()


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text that a dictionary can be asked about.

    Neither abbreviations nor names with capitals inside are words, nor what belongs to a path or an address. The
    parts of a word with hyphens are words.
    """
    for match in _WORD.finditer(text):
        written = match[0]
        if _SHORTEST <= len(written) <= _LONGEST and not any(letter.isupper() for letter in written[1:]):
            yield Word(written, match.lastgroup or "en", match.start())


def letters(text: str) -> set[str]:
    """Return the stretches of letters of a text, in small letters: all that `words` finds and more, but sooner."""
    return {found.casefold() for found in set(_LETTERS.findall(text)) if found.islower() or found.istitle()}
