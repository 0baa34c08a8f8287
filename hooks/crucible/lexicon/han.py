"""Slips in Chinese text: a character typed twice, two exchanged, one lost.

Chinese has no spaces, so there are no words to look up. A slip shows in two ways. It makes a pair of characters that
the site does not have, where the mended text has only pairs that it has; and a text cut into words, by jieba's
dictionary, falls apart into more of them, with characters that stand alone. Only where both say so, or the first with
some certainty, it is one: on 160 pages of other sites there was one false alarm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from crucible.source.markdown import HOLE
from crucible.source.text import HAN

_RUN = re.compile(HAN + "{2,}")
_PAIR = re.compile(f"(?=({HAN}{{2}}))")
_ALONE = frozenset(
    "的了是在和与及或并而但也都就还又再才只不没无未可能会要想应该须需让使令把将被给对向从自由到至于以为因按据经过用当若如则即且所之其此"
    "本这那哪各每某几两一二三四五六七八九十百千万多少上下中内外前后里间时年月日次个种条项件位名份页家者性化式度率量型类号版级端区点面方法"
    "等吗呢吧啊呀你您我他她它们谁有做作请去来看说问答写读改加减删新旧大小高低长短好坏快慢早晚最更很太较极非常已值表字头子源主包流选副"
)
"""Characters that stand alone in good text so often that it says nothing."""
_LEADING = frozenset(
    "在此为是会用到可以要和与对从由把将被给让向再又才就都不没无未请其该本每各上下中当若但并且或及而则即只所于自按据经过如因"
)
"""Characters that begin a word or phrase so often that they follow a word which ends with the same one."""
_PHRASE = f"({HAN})(?=[，。；：、）！？”》|]| [|]| ?{HOLE}*$)"
END = "。"
"""Stands for the end of a text or phrase in a pair."""
_AROUND = 12
_MOST = 20_000


class Slip(NamedTuple):
    """What stands there, what was meant, and where it begins; `kind`: 'twice', 'exchanged' or 'lost'."""

    kind: str
    written: str
    meant: str
    offset: int


def pairs(text: str) -> set[str]:
    """Return every two Chinese characters that stand side by side in a text."""
    return set(_PAIR.findall(text))


def ends(text: str) -> set[str]:
    """Return the last character of every phrase of a text, with `END`."""
    return {last + END for last in re.findall(_PHRASE, text, re.M)}


def broken_off(text: str, known: Set[str]) -> str | None:
    """Return a word that a text begins with its last character and does not end, such as 销售 in 规划销.

    A dictionary must leave that character alone, no phrase of the site may end with it, and the word must be one of
    the site. `known` are the pairs and ends that it has.
    """
    last = text[-1:]
    if last in _ALONE or (len(text) > 1 and last + END in known):
        return None
    run = re.search(f"{HAN}+$", text[-_AROUND:])
    if run is None or len(_cut(run[0])[-1]) > 1:
        return None
    return next((pair for pair in sorted(known) if pair[0] == last and pair[1] != END and _is_word(pair)), None)


def slips(text: str, known: Set[str]) -> Iterator[Slip]:
    """Yield the slips of a text; `known` are the pairs of characters that the dictionary has vouched for.

    Looks at the first 20,000 unknown pairs of a text only.
    """
    left = _MOST
    following: dict[str, set[str]] | None = None
    for match in _RUN.finditer(text):
        start, run = match.start(), match[0]
        new = [at for at in range(len(run) - 1) if run[at : at + 2] not in known]
        if new and following is None:
            following = _following(known)
        end = -1
        for at in new[:left]:
            if at <= end:
                continue  # the same slip makes up to three unknown pairs
            low = max(0, at - _AROUND)
            found = _Spot(run[low : at + 2 + _AROUND], at - low, known, following or {}).slip(alone=len(new) == 1)
            if found is not None:
                yield found._replace(offset=start + low + found.offset)
                end = at + 2
        left -= len(new)
        if left <= 0:
            return


class _Spot:
    """An unknown pair of characters at `at`, and the text around it."""

    def __init__(self, text: str, at: int, known: Set[str], following: dict[str, set[str]]) -> None:
        self.text, self.at, self.known, self.following = text, at, known, following
        self.cut = _cut(text)
        self.single: set[int] = set()
        self.joined = False
        offset = 0
        for word in self.cut:
            if len(word) == 1:
                self.single.add(offset)
            self.joined = self.joined or (offset <= at and offset + len(word) >= at + 2)
            offset += len(word)

    def slip(self, *, alone: bool) -> Slip | None:
        """Return the slip that made the pair; `alone`: it is the only unknown one of its run."""
        first, second = self.text[self.at], self.text[self.at + 1]
        if first == second:
            return self._twice(first)
        if first in _ALONE and second in _ALONE:
            return None
        return self._exchanged(first, second) or (self._lost(first, second) if alone else None)

    def _twice(self, one: str) -> Slip | None:
        at, text = self.at, self.text
        threefold = text[at + 2 : at + 3] == one or text[at - 1 : at] == one
        if threefold or self.joined or not {at, at + 1} & self.single:
            return None
        once = text[:at] + text[at + 1 :]
        shorter = one not in _LEADING and len(_cut(once)) < len(self.cut)
        return Slip("twice", one + one, one, at) if shorter or self._known(once, at - 3, at + 4, 4) else None

    def _exchanged(self, first: str, second: str) -> Slip | None:
        at = self.at
        back = self.text[:at] + second + first + self.text[at + 2 :]
        word = {at, at + 1} <= self.single and second + first in self.known and _is_word(second + first)
        fewer = len(_cut(back)) < len(self.cut)
        fits = fewer and (word or self._known(back, at - 1, at + 3, 2))
        if fits or self._known(back, at - 2, at + 4, 4):
            return Slip("exchanged", first + second, second + first, at)
        return None

    def _lost(self, first: str, second: str) -> Slip | None:
        found = []
        for lost in self.following.get(first, ()):
            whole = self.text[: self.at + 1] + lost + self.text[self.at + 1 :]
            if lost + second not in self.known or not self._known(whole, self.at - 2, self.at + 5, 5):
                continue
            for at, word in ((self.at, first + lost), (self.at + 1, lost + second)):
                lonely = at in self.single and self.text[at] not in _ALONE
                if lonely and _is_word(word) and len(_cut(whole)) <= len(self.cut):
                    found.append(lost)
                    break
        return Slip("lost", first + second, f"{first}{found[0]}{second}", self.at) if len(found) == 1 else None

    def _known(self, text: str, start: int, end: int, least: int) -> bool:
        """Whether all pairs from `start` to `end` are known, and they are enough to say so."""
        start, end = max(start, 0), min(end, len(text))
        return end - start > least and all(text[at : at + 2] in self.known for at in range(start, end - 1))


def _following(known: Set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in known:
        found[pair[0]].add(pair[1])
    return found


@lru_cache(maxsize=4096)
def _cut(text: str) -> list[str]:
    import rjieba  # noqa: PLC0415 - takes long to load, and most checks need no dictionary

    return list(rjieba.cut(text, hmm=False))


def _is_word(text: str) -> bool:
    import rjieba  # noqa: PLC0415 - as above

    return bool(rjieba.has_word(text))
