"""What a sentence is asked for, and asked only once: both translations want to know the same of their English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache

_MOST = 2048


class Asked:
    """A pattern of words, with the methods of `re.Pattern` that rules use; it remembers its last answers.

    It is compiled when a sentence first asks for it: few of them are. A list that `findall` returns is not to be
    changed: the next one to ask gets the same.
    """

    def __init__(self, words: str, flags: int = 0) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._words, self._flags)

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        return lru_cache(_MOST)(self._pattern.search)

    @property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        return self._pattern.finditer

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        return lru_cache(_MOST)(self._pattern.findall)

    @cached_property
    def sub(self) -> Callable[[str, str], str]:
        return lru_cache(_MOST)(self._pattern.sub)


@cache
def asked(words: str) -> Asked:
    """The pattern of these words, one for all who ask."""
    return Asked(words)
