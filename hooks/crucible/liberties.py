"""What other people may do with the layout of a page, as long as it says the same; what is left to be told of it.

A paragraph as a list, two as one, a passage in another section, a line that leads to the other languages wherever they
like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crucible.alignment import Part, balanced, off, sure
from crucible.matching import OTHERS, Difference, Gap

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

Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]


def settled(gaps: list[Gap], bodies: tuple[str, str], ratio: float) -> list[Difference]:
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
        if parts and all(not_told(one, english=bool(gap.lost)) for one in parts):
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


def switched(ours: Sequence[Part], theirs: Sequence[Part]) -> list[int] | None:
    """Return for each of ours which of theirs renders it, where only the line with the other languages was moved."""
    lines = [
        [n for n, one in enumerate(side) if one.size <= _SWITCH and "](" in one.text and other.search(one.text)]
        for side, other in ((ours, OTHERS), (theirs, _ENGLISH))
    ]
    if lines[0] == lines[1] or not len(lines[0]) == len(lines[1]) == 1:
        return None
    places = [n for n in range(len(theirs)) if n not in lines[1]]
    return [*places[: lines[0][0]], *lines[1], *places[lines[0][0] :]]


def not_told(one: Part, *, english: bool) -> bool:
    """Whether what one side alone has is no text, leads readers to the other language, or speaks of the translation."""
    if not re.search(r"\w", re.sub(_SPACE, "", one.text)) or re.fullmatch(_BADGES, one.text.strip()):
        return True
    if english:
        return bool(OTHERS.search(one.text) or re.search(_NOT_HERE, one.text))
    return bool(_ENGLISH.search(one.text) or re.search(_NOTE, one.text))


def laid_out(groups: Groups, ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> set[int]:
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
