"""Which block of a translated page renders which block of the English one, and where the two differ in build.

Blocks of a section are paired by order where it has the same kinds in the same order. Elsewhere the cheapest alignment
decides, and only pairs beyond doubt are kept to be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crucible.alignment import (
    ALIGNABLE,
    ROOM,
    Part,
    aligned,
    as_long,
    part,
    ratio_of,
    reach,
    reordered,
    sure,
)
from crucible.blocks import Block, Section, sections
from crucible.liberties import Groups, laid_out, not_told, settled, switched
from crucible.matching import APART, Difference, Gap, matched

_TRANSLATED = ("heading", "paragraph", "item", "title", "table")

SEVERAL = 3
"""Differences that a page can have and still be a rendering of this English, not of another version of it."""

FEW = 2
"""Words that a translation may have misspelt, all that it has in Latin letters."""

Pair = tuple[tuple[Block, ...], tuple[Block, ...]]


class Pairing(NamedTuple):
    """Blocks that belong together beyond doubt, either side one or more of them, and the differences."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    loose: frozenset[int] = frozenset()
    """Where a block begins that may render another English one: on a page that differs in two places or more any
    block, where it differs once those that are unlike their own."""


@lru_cache(maxsize=256)
def pairing(english: str, translated: str, *, free: bool = False) -> Pairing:
    """Pair the blocks of two bodies.

    Other people are `free` to lay out the same text in another way: a paragraph as a list, two as one, a passage in
    another place. That is no difference, as long as nothing is lost or new.
    """
    ours, theirs = sections(english), sections(translated)
    ratio = ratio_of(_prose(ours), _prose(theirs))
    both, gaps = matched(ours, theirs, ratio, free=free)
    pairs: list[Pair] = []
    room = ROOM
    for left, right in both:
        if left.heading and right.heading:
            pairs.append(((left.heading,), (right.heading,)))
        elif left.heading:
            message = f"the heading '{left.heading.text}' of the English is missing here"
            gaps.append(Gap(Difference(right.start, message, f"write '{'#' * left.heading.depth} …'")))
        alike = [block.kind for block in left.blocks] == [block.kind for block in right.blocks]
        room -= 0 if alike else reach(left.blocks, right.blocks) * len(left.blocks)
        inside, found = _blocks(left, right, ratio, fits=room >= 0, free=free)
        pairs += inside
        gaps += found if free else found[:1]
    differences = settled(gaps, (english, translated), ratio) if free else [gap.difference for gap in gaps]
    unsure = [p for p in pairs if p[0][0].kind != "heading" and not _sure(p, ratio)] if gaps else []
    loose = frozenset(pair[1][0].start for pair in (pairs if len(gaps) > 1 else unsure))
    several = len(gaps) > SEVERAL
    apart = {pair[1][0].start for pair in unsure if several or _apart(pair, ratio)}
    pairs = [pair for pair in pairs if pair[1][0].start not in apart] if apart else pairs
    return Pairing(tuple(pairs), tuple(differences), loose)


def _prose(side: list[Section]) -> list[Part]:
    """Return what is translated of a page: its headings, paragraphs and lists."""
    return [part(b) for s in side for b in (s.heading, *s.blocks) if b and b.kind in _TRANSLATED]


def _sure(pair: Pair, ratio: float) -> bool:
    ours, theirs = ([part(block) for block in side] for side in pair)
    return sure(ours, theirs, ratio)


def _apart(pair: Pair, ratio: float) -> bool:
    """Whether two texts have nothing in common: digits, links or Latin words of which the English has none."""
    ours, theirs = ([part(block) for block in side] for side in pair)
    known, tokens = (frozenset().union(*(one.tokens for one in side)) for side in (ours, theirs))
    return bool(tokens) and known.isdisjoint(tokens) and (len(tokens) > FEW or not as_long(ours, theirs, ratio))


def _blocks(left: Section, right: Section, ratio: float, *, fits: bool, free: bool) -> tuple[list[Pair], list[Gap]]:
    pairs: list[Pair]
    ours, theirs = [part(b) for b in left.blocks], [part(b) for b in right.blocks]
    if [one.kind for one in ours] == [one.kind for one in theirs]:
        places = (switched(ours, theirs) if free else None) or reordered(ours, theirs, ratio)
        pairs = [((left.blocks[n],), (right.blocks[m],)) for n, m in enumerate(places)]
        moved = next((n for n, m in enumerate(places) if n != m), None)
        if moved is None or (free and ours[moved].kind == "paragraph"):  # they put it where they like
            return pairs, []
        return pairs, [Gap(_moved(ours, theirs, moved))]
    if not fits or len(ours) * len(theirs) > ALIGNABLE or abs(len(ours) - len(theirs)) > APART:
        return [], [Gap(Difference(right.start, f"{len(theirs)} blocks stand here, {len(ours)} in the English"))]
    groups = _but_shown(aligned(ours, theirs, ratio), ours, theirs)
    pairs = [(tuple(left.blocks[n] for n in a), tuple(right.blocks[m] for m in b)) for a, b in groups if a and b]
    if any(not a or not b for a, b in groups):
        pairs = [pair for pair in pairs if _sure(pair, ratio)]
    gaps: list[Gap] = []
    free_to = laid_out(groups, ours, theirs, ratio) if free else set()
    for number, (a, b) in enumerate(groups):
        if number in free_to or (not (a and b) and not_told(ours[a[0]] if a else theirs[b[0]], english=bool(a))):
            continue
        if a and not b:
            gaps.append(Gap(_gap(ours[a[0]], groups[number:], theirs, right), lost=(ours[a[0]],)))
        elif b and not a:
            one = theirs[b[0]]
            message = f"the English has no {one.name} '{one.short}'"
            gaps.append(Gap(Difference(one.start, message, "delete it, or write it in English too"), new=(one,)))
        elif len(a) == len(b) == 1 and ours[a[0]].kind != theirs[b[0]].kind:
            one, other = theirs[b[0]], ours[a[0]]
            if {one.kind, other.kind} != {"table", "html-table"}:
                message = f"'{one.short}' is a {one.name} here, a {other.name} in the English"
                gaps.append(Gap(Difference(one.start, message)))
    return pairs, gaps


def _but_shown(groups: Groups, ours: Sequence[Part], theirs: Sequence[Part]) -> Groups:
    """Return the groups without what a translation shows in English, and what it says below to translate that."""
    shown = {
        number
        for number, ((a, b), (after, _)) in enumerate(pairwise(groups))
        if len(a) == len(b) == 1 and not after and ours[a[0]].kind != "code" and ours[a[0]].text == theirs[b[0]].text
    }
    return [group for number, group in enumerate(groups) if shown.isdisjoint((number, number - 1))] if shown else groups


def _moved(ours: Sequence[Part], theirs: Sequence[Part], n: int) -> Difference:
    message = f"the {theirs[n].name} '{theirs[n].short}' stands here, the English has '{ours[n].short}' in this place"
    return Difference(theirs[n].start, message, "bring them into the order of the English")


def _gap(lost: Part, rest: Groups, theirs: Sequence[Part], right: Section) -> Difference:
    first = next((b[0] for _, b in rest if b), len(theirs))
    behind = theirs[first] if first < len(theirs) else None
    last = theirs[first - 1] if first else None
    if behind is None or (last and last.kind == lost.kind == "item" != behind.kind):
        offset = last.start if last else right.start
        message = f"the {lost.name} '{lost.short}' of the English is missing behind here"
    else:
        offset = behind.start
        message = f"the {lost.name} '{lost.short}' of the English is missing before here"
    return Difference(offset, message, "translate it here")
