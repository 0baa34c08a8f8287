"""Which block of a translated page renders which block of the English one, and where the two differ in build.

Sections are paired by their heading ids, else by order; blocks by order where a section has the same kinds in the
same order. Elsewhere the cheapest alignment decides, and only pairs beyond doubt are kept to be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crucible.alignment import ALIGNABLE, ROOM, Part, aligned, as_long, part, ratio_of, reach, reordered, sure
from crucible.blocks import Block, Section, sections

_APART = 80
_OTHERS = re.compile(r"[^\W\d_A-Za-z\u0080-\u03ff]")
"""A letter of another script than Latin and Greek."""
_ENGLISH = re.compile(r"(?:\[English\]|>English<|\bIn English\b|\bEnglish version\b)", re.I)
_NOT_HERE = (
    r"(?i)\bin (?:russian|chinese)\b|\b(?:russian|chinese) (?:only|version|translation|title|original)"
    r"|/readme[._-](?:ru|zh)\b"
)
"""What stands in one language alone because it leads readers to the other."""
_SPACE = r"&(?:nbsp|[ent]msp|emsp|ensp|thinsp|#160|#x0*a0);"
"""What only holds two blocks apart."""
_TRANSLATION = r"(?i)\W*(?:translations?|languages?|other languages|переводчики?|о переводе|译者|翻译|关于翻译)\W*"
"""The heading of what only one language has to say: into which others it is translated, and by whom."""
_BADGE = r"\[?!\[[^\[\]]*\]\([^()]*(?:badge|shields|\.svg)[^()]*\)(?:\]\([^()]*\))?"
_BADGES = rf"(?:{_BADGE}\s*)+"

_TRANSLATED = ("heading", "paragraph", "item", "title", "table")

SEVERAL = 3
"""Differences that a page can have and still be a rendering of this English, not of another version of it."""

FEW = 2
"""Words that a translation may have misspelt, all that it has in Latin letters."""

Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]
Pair = tuple[tuple[Block, ...], tuple[Block, ...]]


class Difference(NamedTuple):
    """Where the build of the translation differs from the English: an offset in its body, and what is so."""

    offset: int
    message: str
    hint: str = ""


class Pairing(NamedTuple):
    """Blocks that belong together beyond doubt, either side one or more of them, and the differences."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    loose: frozenset[int] = frozenset()
    """Where a block begins that may render another English one: on a page that differs in two places or more any
    block, where it differs once those that are unlike their own."""


@lru_cache(maxsize=256)
def pairing(english: str, translated: str) -> Pairing:
    """Pair the blocks of two bodies."""
    ours, theirs = sections(english), sections(translated)
    ratio = ratio_of(_prose(ours), _prose(theirs))
    matched, differences = _sections(ours, theirs, ratio)
    pairs: list[Pair] = []
    room = ROOM
    for left, right in matched:
        if left.heading and right.heading:
            pairs.append(((left.heading,), (right.heading,)))
        elif left.heading:
            message = f"the heading '{left.heading.text}' of the English is missing here"
            differences.append(Difference(right.start, message, f"write '{'#' * left.heading.depth} …'"))
        alike = [block.kind for block in left.blocks] == [block.kind for block in right.blocks]
        room -= 0 if alike else reach(left.blocks, right.blocks) * len(left.blocks)
        inside, found = _blocks(left, right, ratio, fits=room >= 0)
        pairs += inside
        differences += found
    unsure = [p for p in pairs if p[0][0].kind != "heading" and not _sure(p, ratio)] if differences else []
    loose = frozenset(pair[1][0].start for pair in (pairs if len(differences) > 1 else unsure))
    several = len(differences) > SEVERAL
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


# Sections


def _sections(
    ours: list[Section], theirs: list[Section], ratio: float
) -> tuple[list[tuple[Section, Section]], list[Difference]]:
    named = [[s for s in side if s.heading] for side in (ours, theirs)]
    if not any(s.id for s in named[0]) and any(s.id for s in named[1]):
        ours = [_with_slug(section) for section in ours]
        named[0] = [s for s in ours if s.heading]
    ids = [[s.id for s in side if s.id] for side in named]
    unique = all(len(set(found)) == len(found) == len(side) for found, side in zip(ids, named, strict=True))
    if unique and named[0] and 2 * len(set(ids[0]) & set(ids[1])) >= len(ids[0]):
        return _by_id(ours, theirs)
    if [s.heading and s.heading.depth for s in ours] == [s.heading and s.heading.depth for s in theirs]:
        return list(zip(ours, theirs, strict=True)), []
    if len(ours) * len(theirs) > ALIGNABLE or abs(len(ours) - len(theirs)) > _APART:
        return [], [Difference(0, f"{len(theirs)} sections stand here, {len(ours)} in the English")]
    groups = aligned([_whole(s) for s in ours], [_whole(s) for s in theirs], ratio)
    matched = [(_joined([ours[n] for n in a]), _joined([theirs[m] for m in b])) for a, b in groups if a and b]
    lost = [ours[a[0]] for a, b in groups if not b and not _leads_away(ours[a[0]])]
    new = [theirs[b[0]] for a, b in groups if not a and not _of_translation(theirs[b[0]])]
    if lost and (moved := _elsewhere(lost[0], new)):
        message = f"section '{moved.heading.text if moved.heading else ''}' stands elsewhere in the English"
        found = [Difference(moved.start, message, "bring the sections into the order of the English")]
        return [pair for pair in matched if _alike(*pair, ratio)], found
    differences = [
        _lost(section, _follows(section, ours, matched, theirs), ours[1] if ours[1:] else None) for section in lost[:1]
    ]
    if not lost:
        differences += [_extra(section) for section in new[:1]]
    return [pair for pair in matched if _alike(*pair, ratio)], differences


def _joined(parts: list[Section]) -> Section:
    """Return sections as one, in which the headings of all but the first are blocks as others."""
    first, *rest = parts
    inside = [block for section in rest for block in (section.heading, *section.blocks) if block]
    return first._replace(blocks=(*first.blocks, *inside), end=parts[-1].end) if rest else first


def _elsewhere(lost: Section, new: list[Section]) -> Section | None:
    """Return the section that has the heading of a lost one, word for word."""
    text = lost.heading.text.casefold() if lost.heading else ""
    return next((section for section in new if section.heading and section.heading.text.casefold() == text), None)


def _of_translation(section: Section) -> bool:
    """Whether a section without an id in writing speaks of the translation, as one language does."""
    heading = section.heading
    if heading is None or not (heading.generated or not heading.id):
        return False
    return bool(re.fullmatch(_TRANSLATION, heading.text))


def _leads_away(english: Section) -> bool:
    """Whether an English section leads readers to the other language, or to all of them."""
    return _of_translation(english) or bool(english.heading and _OTHERS.search(english.heading.text))


def _with_slug(section: Section) -> Section:
    """Return the section with the id that its English heading gets by itself; translators keep it in `<a name>`."""
    if section.heading is None:
        return section
    words = re.sub(r"[^\w\s-]", "", section.heading.text.lower()).strip()
    return section._replace(heading=section.heading._replace(id=re.sub(r"\s", "-", words), generated=True))


def _by_id(ours: list[Section], theirs: list[Section]) -> tuple[list[tuple[Section, Section]], list[Difference]]:
    renamed = _renamed(ours, theirs)
    theirs = [s._replace(heading=s.heading._replace(id=renamed[s.id])) if s.heading and s.id in renamed else s
              for s in theirs]  # fmt: skip
    known = {section.id: section for section in theirs}
    matched = [(section, known[section.id]) for section in ours if section.id in known]
    if ours and theirs and not ours[0].heading and not theirs[0].heading and (ours[0], theirs[0]) not in matched:
        matched.insert(0, (ours[0], theirs[0]))
    mine = {section.id: section for section in ours}
    differences = []
    for section in ours:
        if section.heading and section.id not in known and not _leads_away(section):
            differences.append(_lost(section, _follows(section, ours, matched, theirs)))
    for section in theirs:
        if section.heading and section.id not in mine and not _of_translation(section):
            differences.append(_extra(section))
    if not differences:
        number = {section.start: number for number, section in enumerate(theirs)}
        order = [number[right.start] for _, right in matched]
        late = next((n for n, (a, b) in enumerate(pairwise(order)) if a > b), None)
        if late is not None:
            section = matched[late + 1][1]
            message = f"section '{section.id}' stands before '{matched[late][1].id}', in the English behind it"
            differences.append(Difference(section.start, message, "bring the sections into the order of the English"))
    return matched, differences


def _renamed(ours: list[Section], theirs: list[Section]) -> dict[str | None, str | None]:
    """Return the ids of headings that were worded anew in one language alone: theirs, and what ours is called now.

    An id that is made from the words of the heading changes with them. A heading of the same depth between the same
    neighbours is the same heading; where the English has ids in writing, they are meant.
    """
    gaps = [_between(side, {section.id for section in other}) for side, other in ((ours, theirs), (theirs, ours))]
    gaps[0] = {key: left for key, left in gaps[0].items() if all(s.heading and s.heading.generated for s in left)}
    found: dict[str | None, str | None] = {}
    for before, left in gaps[0].items():
        right = gaps[1].get(before, [])
        if [s.heading and s.heading.depth for s in left] == [s.heading and s.heading.depth for s in right]:
            found |= {new.id: old.id for old, new in zip(left, right, strict=True)}
    return found


def _between(side: list[Section], known: set[str | None]) -> dict[str | None, list[Section]]:
    """Return the sections that the other language does not know by their ids, by the one before that it does."""
    gaps: dict[str | None, list[Section]] = {}
    before = None
    for section in side:
        if section.id in known:
            before = section.id
        elif section.heading:
            gaps.setdefault(before, []).append(section)
    return gaps


def _whole(section: Section) -> Part:
    texts = [section.heading.text] if section.heading else []
    level = section.heading.depth if section.heading else 0
    text = " ".join([*texts, *(block.text for block in section.blocks)])
    return Part("section", section.start, text, level, empty=not section.blocks)


def _alike(left: Section, right: Section, ratio: float) -> bool:
    return sure([_whole(left)], [_whole(right)], ratio)


def _follows(
    lost: Section, ours: list[Section], matched: list[tuple[Section, Section]], theirs: list[Section]
) -> tuple[int, str]:
    """Return the offset at which a section that is missing should begin, or of the block that it should follow."""
    behind = bisect_right(matched, lost.start, key=lambda pair: pair[0].start)
    if behind < len(matched):
        return matched[behind][1].start, "before"
    last = theirs[-1] if theirs else None
    return (last.blocks[-1].start if last.blocks else last.start) if last else 0, "behind"


def _lost(section: Section, follows: tuple[int, str], behind: Section | None = None) -> Difference:
    offset, where = follows
    if section.heading is None and behind and behind.heading:
        message = f"the heading '{behind.heading.text}' of the English is missing behind here"
        return Difference(offset, message, f"write '{'#' * behind.heading.depth} …'")
    name = section.heading.text if section.heading else "at the top"
    message = f"the section '{name}' of the English is missing {where} here"
    return Difference(offset, message, "translate it, with its heading")


def _extra(section: Section) -> Difference:
    name = section.heading.text if section.heading else "at the top"
    return Difference(section.start, f"the English has no section '{name}'", "delete it, or write it in English too")


# Blocks of a section


def _blocks(left: Section, right: Section, ratio: float, *, fits: bool) -> tuple[list[Pair], list[Difference]]:
    pairs: list[Pair]
    ours, theirs = [part(b) for b in left.blocks], [part(b) for b in right.blocks]
    if [one.kind for one in ours] == [one.kind for one in theirs]:
        places = reordered(ours, theirs, ratio)
        pairs = [((left.blocks[n],), (right.blocks[m],)) for n, m in enumerate(places)]
        moved = next((n for n, m in enumerate(places) if n != m), None)
        return pairs, [_moved(ours, theirs, moved)] if moved is not None else []
    if not fits or len(ours) * len(theirs) > ALIGNABLE or abs(len(ours) - len(theirs)) > _APART:
        return [], [Difference(right.start, f"{len(theirs)} blocks stand here, {len(ours)} in the English")]
    groups = _but_shown(aligned(ours, theirs, ratio), ours, theirs)
    pairs = [(tuple(left.blocks[n] for n in a), tuple(right.blocks[m] for m in b)) for a, b in groups if a and b]
    if any(not a or not b for a, b in groups):
        pairs = [pair for pair in pairs if _sure(pair, ratio)]
    for number, (a, b) in enumerate(groups):
        if not (a and b) and not re.search(r"\w", re.sub(_SPACE, "", ours[a[0]].text if a else theirs[b[0]].text)):
            continue
        text = ours[a[0]].text if a else theirs[b[0]].text
        if not (a and b) and (re.fullmatch(_BADGES, text.strip()) or (_OTHERS if a else _ENGLISH).search(text)):
            continue
        if a and not b and re.search(_NOT_HERE, text):
            continue
        if a and not b:
            return pairs, [_gap(ours[a[0]], groups[number:], theirs, right)]
        if b and not a:
            one = theirs[b[0]]
            message = f"the English has no {one.name} '{one.short}'"
            return pairs, [Difference(one.start, message, "delete it, or write it in English too")]
        if len(a) == len(b) == 1 and ours[a[0]].kind != theirs[b[0]].kind:
            one, other = theirs[b[0]], ours[a[0]]
            if {one.kind, other.kind} != {"table", "html-table"}:
                message = f"'{one.short}' is a {one.name} here, a {other.name} in the English"
                return pairs, [Difference(one.start, message)]
    return pairs, []


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
