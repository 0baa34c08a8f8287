"""What two texts have in common before anyone reads them: lengths, digits, Latin words, code, links, marks.

The cheapest alignment of two sequences (after Gale and Church, "A Program for Aligning Sentences in Bilingual
Corpora", 1993: lengths, with merges), helped by what no translation changes; and how sure one can be of a pair.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from crucible.blocks import Block
from crucible.source.text import HAN

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]+|\d+")
_ADDRESS = re.compile(r"\]\([^()\s]{0,500}|</?[a-zA-Z][^<>]{0,1000}>")
_TARGET = re.compile(r"\]\(([^()\s]{0,500})|\b(?:href|src)=[\"']?([^\"'<>\s]{1,500})")
_LAST = re.compile(r"([\w-]{2,80})(?:\.\w{1,8})?/?(?:[?#][^/]*)?$")
_NO_LETTER = re.compile(r"\W+")
_NOT_LATIN = re.compile(r"[^A-Za-z0-9_]+")
_STOP = re.compile(r"[.!?](?=\s|$)|[。！？]")
_HAN = re.compile(HAN)
_SKIP, _MERGE, _OTHER_KIND = 1.9, 1.0, 0.9
_MERGED = {"paragraph", "item", "section"}
_FEW = 500
ALIGNABLE = 250_000
"""Parts of one side times those of the other that are aligned: a table of this size is made, and walked through."""
ROOM = 50_000
"""Steps of all alignments of one page: a page of 500 blocks, each section built otherwise, needs a fifth of that."""
_LONG = 8
FAR, _NEAR = 0.9, 1.0
"""How unlike two neighbours are at least, taken together, that belong to each other's English; and at most then."""
_NAMES = {
    "heading": "heading", "paragraph": "paragraph", "item": "list item", "title": "note or tab",
    "table": "table", "html-table": "table", "code": "code block", "macro": "macro call", "row": "row",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Something to align: a block, a row of a table or a whole section, with what tells it from others."""

    kind: str
    start: int
    text: str
    level: int = 0
    empty: bool = False
    """Whether it is a section of a heading alone."""

    @cached_property
    def bare(self) -> str:
        """The text without addresses and tags."""
        return _ADDRESS.sub("", self.text) if "](" in self.text or "<" in self.text else self.text

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Where its links lead, in Markdown and HTML."""
        return tuple(a or b for a, b in _TARGET.findall(self.text.casefold())) if self.bare != self.text else ()

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset([*(token.casefold() for token in _TOKEN.findall(self.bare)), *self.targets])

    @cached_property
    def kept(self) -> frozenset[str]:
        """What a translation has to keep: digits, code, the last step of an address."""
        code = (code.strip().casefold() for code in re.findall(r"`([^`]{1,80})`", self.bare))
        steps = (match[1] for target in self.targets if (match := _LAST.search(target)))
        return frozenset([*re.findall(r"\d+", self.bare), *code, *steps])

    @cached_property
    def signs(self) -> tuple[int, ...]:
        """What survives translation besides: sentences, links, code, bold text, questions, colons."""
        return _signs(self.text)

    @cached_property
    def size(self) -> int:
        return letters(self.bare)

    @cached_property
    def latin(self) -> int:
        """How many of its letters are Latin ones or digits: in a translation they are as many as in the English."""
        return len(_NOT_LATIN.sub("", self.bare))

    @property
    def name(self) -> str:
        return _NAMES.get(self.kind, self.kind)

    @property
    def short(self) -> str:
        text = re.sub(r"\s+", " ", self.text).strip()
        return text if len(text) <= 50 else f"{text[:47]}…"


@lru_cache(maxsize=2048)
def letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    return len(_NO_LETTER.sub("", text))


@lru_cache(maxsize=2048)
def _signs(text: str) -> tuple[int, ...]:
    asked = text.count("?") + text.count("？")
    return (len(_STOP.findall(text)), text.count("]("), text.count("`") // 2, text.count("**") // 2, asked)


def aligned(
    ours: Sequence[Part], theirs: Sequence[Part], ratio: float
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the cheapest alignment: groups of indices, either side empty (missing), one, or several (merged)."""
    rows, columns = len(ours), len(theirs)
    band = reach(ours, theirs)
    best = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(max(0, i - band), min(columns, i + band) + 1):
            if best[i][j] == math.inf:
                continue
            for a, b in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3)):
                if i + a <= rows and j + b <= columns:
                    cost = best[i][j] + _cost(ours[i : i + a], theirs[j : j + b], ratio)
                    if cost < best[i + a][j + b]:
                        best[i + a][j + b], step[i + a][j + b] = cost, (a, b)
    found = []
    i, j = rows, columns
    while i or j:
        a, b = step[i][j]
        found.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return found[::-1]


def reach(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """Return how far from its own place a part is looked for."""
    return abs(len(ours) - len(theirs)) + 10


def swapped(ours: Sequence[Part], theirs: Sequence[Part]) -> list[int]:
    """Return for each of ours which of theirs renders it, where equal numbers stand in another order.

    Only parts that shared digits and Latin words tell apart beyond doubt are moved.
    """
    places = list(range(len(ours)))
    odd = [n for n in places if len(theirs[n].tokens) and _shared(ours[n], theirs[n]) < 0.5 and _telling(theirs[n])]
    if not 2 <= len(odd) <= 200:
        return places
    free = set(odd)
    for n in odd:
        fits = [m for m in free if m != n and ours[n].kind == theirs[m].kind and _shared(ours[n], theirs[m]) >= 0.8]
        back = [m for m in fits if _telling(theirs[m]) and _covered(ours[n], theirs[m])]
        if len(back) == 1:
            places[n] = back[0]
            free.discard(back[0])
    if sorted(places) != list(range(len(ours))):
        return list(range(len(ours)))
    return places


def reordered(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> list[int]:
    """Return for each of ours which of theirs renders it: its own number, unless their order is another one."""
    places = swapped(ours, theirs)
    if all(n == m for n, m in enumerate(places)):
        n = exchanged(ours, theirs, ratio)
        if n is not None:
            places[n], places[n + 1] = places[n + 1], places[n]
    return places


def exchanged(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> int | None:
    """Return the first of two neighbours of ours that theirs renders in the other order, None where nothing says so.

    For prose without digits and names: lengths, sentences and marks must fit far better the other way round.
    """
    for n in range(len(ours) - 1):
        if ours[n].kind == ours[n + 1].kind == theirs[n].kind == theirs[n + 1].kind in ("item", "row"):
            here = unlike(ours[n], theirs[n], ratio) + unlike(ours[n + 1], theirs[n + 1], ratio)
            if here <= FAR:
                continue
            there = unlike(ours[n], theirs[n + 1], ratio) + unlike(ours[n + 1], theirs[n], ratio)
            if here - there > FAR and there < _NEAR:
                return n
    return None


def unlike(ours: Part, theirs: Part, ratio: float) -> float:
    """Return how far two are from rendering each other, by lengths and signs; 0 for what one expects."""
    signs = sum(abs(a - b) for a, b in zip(ours.signs, theirs.signs, strict=True))
    return abs(off([ours], [theirs], ratio, 4)) + 0.5 * min(signs, 3)


def part(block: Block) -> Part:
    return Part(block.kind, block.start, block.text, block.depth if block.kind == "heading" else 0)


def _telling(one: Part) -> bool:
    return any(token.isdigit() or len(token) > 2 for token in one.tokens)


def _shared(ours: Part, theirs: Part) -> float:
    """Return how much of what the translation has in digits and Latin words the English has too."""
    return len(ours.tokens & theirs.tokens) / len(theirs.tokens) if theirs.tokens else 1.0


def _covered(ours: Part, theirs: Part) -> bool:
    digits = {token for token in ours.tokens if token.isdigit()}
    return not digits or len(digits & theirs.tokens) >= len(digits) / 2


def ratio_of(ours: Sequence[Part], theirs: Sequence[Part]) -> float:
    """Return how many letters of the translation stand for one of the English, but for the Latin ones in both."""
    latin = sum(one.latin for one in theirs)
    size, other = (sum(one.size for one in side) for side in (ours, theirs))
    low, usual, high = (0.25, 0.36, 0.6) if any(_HAN.search(one.text) for one in theirs) else (0.85, 1.08, 1.35)
    # a short page says little of its language
    return min(high, max(low, (other - latin + usual * _FEW) / (max(0, size - latin) + _FEW)))


def off(ours: Sequence[Part], theirs: Sequence[Part], ratio: float, least: int = 6) -> float:
    """Return the logarithm of how much longer theirs is than one expects by ours; below 0 where it is shorter."""
    size, other, latin = sum(one.size for one in ours), sum(one.size for one in theirs), sum(o.latin for o in theirs)
    return math.log((other + least) / (max(0, size - latin) * ratio + min(latin, size) + least))


def _cost(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> float:
    if not ours or not theirs:
        return _SKIP
    if len(ours) == len(theirs) == 1 and ours[0].size > _LONG and ours[0].text == theirs[0].text:
        return -_MERGE  # what is the same in both is an anchor for the rest
    kinds = {one.kind for one in (*ours, *theirs)}
    merged = len(ours) + len(theirs) > 2
    cost = 0.0
    if len(kinds) > 1:
        if kinds & {"heading", "table", "html-table", "code", "macro", "section"} and kinds != {"table", "html-table"}:
            return math.inf
        cost += _OTHER_KIND
    if merged:
        several = max(ours, theirs, key=len)
        if kinds - _MERGED or sum(one.kind == "item" for one in several) > 1:
            return math.inf
        if "section" in kinds and not (several[0].empty and ours[0].level == theirs[0].level != several[1].level):
            return math.inf  # a heading alone goes with the section behind it where the other side has its level
        cost += _MERGE * (1 if len(ours) + len(theirs) == 3 else 1.6)
    if ours[0].level != theirs[0].level:
        cost += 0.3
    cost += min(2.5, abs(off(ours, theirs, ratio)) * (3 if merged else 1))
    if not merged:
        cost += 0.1 * min(4, sum(abs(a - b) for a, b in zip(ours[0].signs[1:4], theirs[0].signs[1:4], strict=True)))
    tokens = frozenset().union(*(one.tokens for one in theirs))
    known = frozenset().union(*(one.tokens for one in ours))
    if tokens and known:
        cost += 1.6 * (1 - len(tokens & known) / len(tokens))
    elif tokens:
        cost += 0.8
    if merged or any(token.isdigit() for token in known):
        cost += (3 if merged else 0.8) * _lost(ours, theirs)
    return cost


def _lost(ours: Sequence[Part], theirs: Sequence[Part]) -> float:
    """Return how much of what every translation keeps, digits and code, is not in theirs."""
    kept = frozenset().union(*(one.kept for one in ours))
    text = " ".join(one.text for one in theirs).casefold()
    return sum(one not in text for one in kept) / len(kept) if kept else 0.0


def as_long(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> bool:
    """Whether one side is about as long as one expects by the other."""
    return abs(off(ours, theirs, ratio, 12)) <= 0.5


def balanced(ours: Sequence[Part], theirs: Sequence[Part], ratio: float, most: float = 0.35) -> bool:
    """Whether two passages can say the same, however they are laid out: as long, with the digits and the code."""
    return abs(off(ours, theirs, ratio, 12)) <= most and max(_lost(ours, theirs), _lost(theirs, ours)) < 0.5


def sure(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> bool:
    """Whether the two render each other beyond doubt: as long as expected, with the digits, code and Latin words."""
    if {one.kind for one in ours} != {one.kind for one in theirs}:
        return False
    if not as_long(ours, theirs, ratio) or max(_lost(ours, theirs), _lost(theirs, ours)) >= 0.5:
        return False
    tokens = frozenset().union(*(one.tokens for one in theirs))
    known = frozenset().union(*(one.tokens for one in ours))
    return len(tokens & known) >= 0.6 * len(tokens)
