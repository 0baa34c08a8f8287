"""Which block of a translated page renders which block of the English one, and where the two differ in build.

Blocks of a section are paired by order where it has the same kinds in the same order. Elsewhere the cheapest alignment
decides, and only pairs beyond doubt are kept to be compared.
"""

from __future__ import annotations

import re
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
    balanced,
    off,
    part,
    ratio_of,
    reach,
    reordered,
    sure,
)
from crucible.blocks import Block, Section, sections
from crucible.matching import APART, OTHERS, Difference, Gap, matched

_ENGLISH = re.compile(r"(?:\[English\]|>English<|\bIn English\b|\bEnglish version\b)", re.I)
_NOT_HERE = (
    r"(?i)\bin (?:russian|chinese)\b"
    r"|\b(?:russian|chinese|ru|cn|zh) (?:only|version|translation|title|original|readme|docs?|documentation)\b"
    r"|/readme[._-](?:ru|zh|cn)(?:[-_](?:ru|cn))?\b"
)
"""What stands in one language alone because it leads readers to the other."""
_SPACE = r"&(?:nbsp|[ent]msp|emsp|ensp|thinsp|#160|#x0*a0);"
"""What only holds two blocks apart."""
_BADGE = r"\[?!\[[^\[\]]*\]\([^()]*(?:badge|shields|\.svg)[^()]*\)(?:\]\([^()]*\))?"
_BADGES = rf"(?:{_BADGE}\s*)+"

_PROSE = {"paragraph", "item"}
_TRANSLATED = ("heading", "paragraph", "item", "title", "table")

_AROUND = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2))
"""How many neighbours before and behind a gap may have its text, nearest first."""
_FAR, _EVEN = 0.25, 0.15
"""How far from the length that one expects a text is that has another one's, and how near both together are."""
_FEW_LETTERS, _TELLING = 12, 40
"""Letters of a text without digits and names whose length alone tells one from another, or more of them."""
_SWITCH = 60
"""Letters of a line that leads to the page in another language."""
_MANY = 200
"""Blocks of a translation without a counterpart behind which none is looked for."""
_LEAD_IN = 45
"""Letters of a short paragraph that ends with a colon, in English."""
_NOTE = (
    r"(?i)переве(?:дено|л[аи]?\b)|перевод\w* (?:английск|оригинал|с англ)"
    r"|译自|译者注|译注|本译文|原文(?:版本|链接|地址)|translated from"
)
"""What a translator says of the translation."""
_OTHER = "this page has other sections than the English: the first without a counterpart seems to be '{}'"

SEVERAL = 3
"""Differences that a page can have and still be a rendering of this English, not of another version of it."""

FEW = 2
"""Words that a translation may have misspelt, all that it has in Latin letters."""

Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]
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
    differences = _settled(gaps, (english, translated), ratio) if free else [gap.difference for gap in gaps]
    unsure = [p for p in pairs if p[0][0].kind != "heading" and not _sure(p, ratio)] if gaps else []
    loose = frozenset(pair[1][0].start for pair in (pairs if len(gaps) > 1 else unsure))
    several = len(gaps) > SEVERAL
    apart = {pair[1][0].start for pair in unsure if several or _apart(pair, ratio)}
    pairs = [pair for pair in pairs if pair[1][0].start not in apart] if apart else pairs
    return Pairing(tuple(pairs), tuple(differences), loose)


def _settled(gaps: list[Gap], bodies: tuple[str, str], ratio: float) -> list[Difference]:
    """Return what is to be told of gaps where nothing counts that only stands in another place.

    Where several sections have no counterpart, which of them go together is a guess.
    """
    spare = [one for gap in gaps for one in gap.new]
    found = {id(one) for gap in gaps for one in gap.lost if _shown(one, bodies[1])}
    found |= {id(one) for one in spare if _shown(one, bodies[0])}
    several = len(spare) > _MANY  # another version, of which each would be held against each
    for gap in () if several else gaps:
        found |= _together(gap.lost, [one for one in spare if id(one) not in found], ratio)
    for one in () if several else (one for gap in gaps for one in gap.lost if id(one) not in found):
        fits = [other for other in spare if id(other) not in found and _elsewhere(one, other, ratio)]
        if fits:
            found |= {id(one), id(min(fits, key=lambda other: abs(off([one], [other], ratio))))}
    told: list[tuple[Gap, Difference]] = []
    for gap in gaps:
        parts = (*gap.lost, *gap.new)
        size = sum(one.size for one in parts)
        if parts and all(_not_told(one, english=bool(gap.lost)) for one in parts):
            continue
        if not size or 2 * sum(one.size for one in parts if id(one) in found) < size:
            told.append((gap, gap.difference))
        elif gap.heading:
            told.append((gap, gap.heading))
    told = [(gap, said) for gap, said in told if not _light(gap, ratio)] or told
    if sum(bool(gap.section) for gap, _ in told) < 2:
        return [said for _, said in told]
    return [said._replace(message=_OTHER.format(gap.section)) if gap.section else said for gap, said in told]


def _shown(one: Part, body: str) -> bool:
    """Whether all commands of a code block, or of a paragraph that is one command, stand on the other page."""
    if one.kind != "code" and not re.fullmatch(r"`[^`]+`\W?", one.text):
        return False
    lines = [line.strip() for line in re.sub(r"(?m)^\s*(?:```|~~~).*$", "", one.text).strip("` .\n").splitlines()]
    said = [line for line in lines if re.search(r"\w", line) and not line.startswith(("#", "//"))]
    return bool(said) and all(line in body for line in said)


def _light(gap: Gap, ratio: float) -> bool:
    """Whether only a short text is lost or new that leads in to the next block."""
    if gap.section or len(gap.lost) + len(gap.new) != 1:
        return False
    (one,) = gap.lost or gap.new
    size = one.size if gap.lost else one.size / ratio
    return one.kind in _PROSE and one.text.rstrip().endswith((":", "：")) and size <= _LEAD_IN


def _together(lost: tuple[Part, ...], spare: list[Part], ratio: float) -> set[int]:
    """Return the ids of all parts of a section that is lost, and of a run of new ones that renders it."""
    if len(lost) < 2 or sum(one.size for one in lost) < _TELLING:
        return set()
    for number in range(len(spare)):
        for length in (len(lost), len(lost) - 1, len(lost) + 1):
            run = spare[number : number + length]
            if len(run) == length and balanced(lost, run, ratio, 0.25):
                return {id(one) for one in (*lost, *run)}
    return set()


def _elsewhere(lost: Part, new: Part, ratio: float) -> bool:
    """Whether a part of the translation that has no counterpart renders one of the English that has none."""
    if lost.kind == "code" or new.kind == "code":
        return lost.kind == new.kind and (lost.text == new.text or sure([lost], [new], ratio))
    named = lost.kept or lost.tokens & new.tokens
    return (
        balanced([lost], [new], ratio) if named else lost.size > _FEW_LETTERS and balanced([lost], [new], ratio, 0.25)
    )


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
        places = (_switched(ours, theirs) if free else None) or reordered(ours, theirs, ratio)
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
    laid_out = _laid_out(groups, ours, theirs, ratio) if free else set()
    for number, (a, b) in enumerate(groups):
        if number in laid_out or (not (a and b) and _not_told(ours[a[0]] if a else theirs[b[0]], english=bool(a))):
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


def _switched(ours: Sequence[Part], theirs: Sequence[Part]) -> list[int] | None:
    """Return for each of ours which of theirs renders it, where only the line with the other languages was moved."""
    lines = [
        [n for n, one in enumerate(side) if one.size <= _SWITCH and "](" in one.text and other.search(one.text)]
        for side, other in ((ours, OTHERS), (theirs, _ENGLISH))
    ]
    if lines[0] == lines[1] or not len(lines[0]) == len(lines[1]) == 1:
        return None
    places = [n for n in range(len(theirs)) if n not in lines[1]]
    return [*places[: lines[0][0]], *lines[1], *places[lines[0][0] :]]


def _not_told(one: Part, *, english: bool) -> bool:
    """Whether what one side alone has is no text, leads readers to the other language, or speaks of the translation."""
    if not re.search(r"\w", re.sub(_SPACE, "", one.text)) or re.fullmatch(_BADGES, one.text.strip()):
        return True
    if english:
        return bool(OTHERS.search(one.text) or re.search(_NOT_HERE, one.text))
    return bool(_ENGLISH.search(one.text) or re.search(_NOTE, one.text))


def _laid_out(groups: Groups, ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> set[int]:
    """Return the groups of a section in which the same text is only laid out in another way.

    What one side alone has is in a neighbour of the other, if that one is by far too long or short by itself, and all
    of it together is as long as one expects and has the digits and code.
    """
    found: set[int] = set()
    number = 0
    while number < len(groups):
        a, b = groups[number]
        if a and b:
            if len(a) == len(b) == 1 and {ours[a[0]].kind, theirs[b[0]].kind} == {"paragraph", "item"}:
                found.add(number)
            number += 1
            continue
        stop = number + 1
        while stop < len(groups) and not all(groups[stop]):
            stop += 1
        alone = _both(groups[number:stop], ours, theirs)
        large = sum(one.size for one in alone[0]) + sum(one.size for one in alone[1]) / ratio >= _TELLING
        for before, behind in _AROUND if large else ():
            around = [*groups[max(0, number - before) : number], *groups[stop : stop + behind]]
            mine, yours = _both(around, ours, theirs)
            if not mine or not yours or abs(off(mine, yours, ratio)) < _FAR:
                continue
            mine, yours = mine + alone[0], yours + alone[1]
            if _flowing(mine, yours) and balanced(mine, yours, ratio, _EVEN):
                found |= {*range(number, stop)}
                break
        number = stop
    return found


def _both(groups: Groups, ours: Sequence[Part], theirs: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    mine, yours = ([side[n] for group in groups for n in group[k]] for k, side in enumerate((ours, theirs)))
    return mine, yours


def _flowing(ours: Sequence[Part], theirs: Sequence[Part]) -> bool:
    """Whether there is only text, but for code of the translation that the English has within its text."""
    known = frozenset().union(*(one.tokens for one in ours))
    return {one.kind for one in ours} <= _PROSE and all(
        one.kind in _PROSE or (one.kind == "code" and len(one.tokens & known) >= 0.8 * len(one.tokens))
        for one in theirs
    )


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
