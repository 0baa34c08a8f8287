"""What a sentence is asked for, and asked only once: both translations want to know the same of their English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache

_MOST = 2048
_SPECIAL = re.compile(r"[^\w\s|]")


class Asked:
    """A pattern of words, with the methods of `re.Pattern` that rules use; it remembers its last answers.

    It is compiled when a sentence first asks for it: few of them are. A list that `findall` returns is not to be
    changed: the next one to ask gets the same. All that it matches has one of the `signs`, which are looked for first:
    a text without any costs next to nothing, and a site without any no pattern.
    """

    def __init__(self, words: str, flags: int = 0, *, signs: tuple[str, ...] = ()) -> None:
        self._words, self._flags, self._signs = words, flags, signs

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._words, self._flags)

    def may_stand(self, text: str) -> bool:
        """Whether a text has a sign, without which the pattern finds nothing in it."""
        return not self._signs or any(map(text.__contains__, self._signs))

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        return lru_cache(_MOST)(self._search if self._signs else self._pattern.search)

    def _search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self.may_stand(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text) if self.may_stand(text) else iter(())

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        return lru_cache(_MOST)(self._findall if self._signs else self._pattern.findall)

    def _findall(self, text: str) -> list[str]:
        return self._pattern.findall(text) if self.may_stand(text) else []

    @cached_property
    def sub(self) -> Callable[[str, str], str]:
        return lru_cache(_MOST)(self._sub if self._signs else self._pattern.sub)

    def _sub(self, other: str, text: str) -> str:
        return self._pattern.sub(other, text) if self.may_stand(text) else text


@cache
def asked(words: str) -> Asked:
    """The pattern of these words, one for all who ask; words that stand side by side for themselves are its signs."""
    plain = not _SPECIAL.search(words)
    return Asked(words, signs=tuple(words.split("|")) if plain else ())
