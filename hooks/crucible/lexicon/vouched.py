"""What `locales/words/` keeps: the words of this site that a dictionary knows, and those that are its own.

`en.txt` and `ru.txt` have a word on each line, `zh.txt` a character and all that follow it somewhere (`。`: the end of
a phrase), `own.txt` what no dictionary has. People edit the last one only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crucible.finding import Problem
from crucible.lexicon.han import pairs
from crucible.source.text import read_text

FOLDER = "locales/words"
OWN = f"{FOLDER}/own.txt"
COMMAND = "crucible words"
_HEAD = f"# Made by `{COMMAND}`: "
_WORDS = f"{_HEAD}words of this site that a dictionary has. Do not edit; words of your own go into own.txt.\n"
_PAIRS = f"{_HEAD}which characters follow the first one of each line on this site, 。 for an end. Do not edit.\n"

_CYRILLIC = re.compile("[а-яё]{4}")


@dataclass(frozen=True)
class Vouched:
    """`words` by language, `pairs` of Chinese characters, and `own`: the lines of own.txt with their numbers."""

    words: dict[str, frozenset[str]]
    pairs: frozenset[str]
    own: tuple[tuple[int, str], ...]

    @cached_property
    def own_words(self) -> frozenset[str]:
        return frozenset(line.casefold() for _, line in self.own)

    def has(self, word: str, language: str) -> bool:
        """Whether the word is vouched for, or is another form of a word of our own."""
        if word in self.words[language] or word in self.own_words:
            return True
        return language == "ru" and any(word[:end] in self._stems for end in range(len(word) - 4, len(word) + 1))

    @cached_property
    def _stems(self) -> frozenset[str]:
        """What our own Russian words begin with, whatever their ending."""
        stems = (one[: -min(3, len(one) // 3)] for one in self.own_words)
        return frozenset(stem for stem in stems if _CYRILLIC.match(stem))

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """All words by language, with our own."""
        return {code: own | self.own_words for code, own in self.words.items()}


def read_vouched(root: Path) -> Vouched | None:
    """Return what is kept below `root`; None where there is no such folder, and nobody wants words to be looked up."""
    if not (root / FOLDER).is_dir():
        return None
    words = {code: frozenset(line for _, line in _lines(root / FOLDER / f"{code}.txt")) for code in ("en", "ru")}
    rows = [line for _, line in _lines(root / FOLDER / "zh.txt")]
    own = tuple(_lines(root / OWN))
    known = {row[0] + second for row in rows for second in row[1:]}
    return Vouched(words, frozenset(known.union(*(pairs(word) for _, word in own))), own)


def _lines(file: Path) -> list[tuple[int, str]]:
    """Return number and text of each line that holds something; what is no text is not vouched for."""
    try:
        text = read_text(file.parent, file.name, lenient=True)
    except Problem:
        return []
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def text_of_words(words: Iterable[str]) -> str:
    return _WORDS + "".join(f"{word}\n" for word in sorted(set(words)))


def text_of_pairs(found: Iterable[str]) -> str:
    rows = defaultdict(set)
    for pair in found:
        rows[pair[0]].add(pair[1])
    return _PAIRS + "".join(f"{first}{''.join(sorted(rows[first]))}\n" for first in sorted(rows))
