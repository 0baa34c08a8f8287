"""Which section of a translated page renders which section of the English one.

Sections are paired by their heading ids; without ids by order where the levels of their headings are the same, else by
the cheapest alignment of their texts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from crucible.alignment import ALIGNABLE, Part, aligned, part, sure, swapped
from crucible.blocks import Section

APART = 80
"""How many blocks or sections more one side may have, to be aligned at all."""
OTHERS = re.compile(r"[^\W\d_A-Za-z\u0080-\u03ff]")
"""A letter of another script than Latin and Greek."""
_TRANSLATION = r"(?i)\W*(?:translations?|languages?|other languages|переводчики?|о переводе|译者|翻译|关于翻译)\W*"
"""The heading of what only one language has to say: into which others it is translated, and by whom."""
_DELETE = "delete it, or write it in English too"


class Difference(NamedTuple):
    """Where the build of the translation differs from the English: an offset in its body, and what is so."""

    offset: int
    message: str
    hint: str = ""


class Gap(NamedTuple):
    """A difference, and what only one side has there: parts of the English in `lost`, of the translation in `new`."""

    difference: Difference
    lost: tuple[Part, ...] = ()
    new: tuple[Part, ...] = ()
    heading: Difference | None = None
    """What is left to be said where the text below a heading stands elsewhere."""
    section: str = ""
    """The name of the section that one side alone has, where it is one."""


Matched = tuple[list[tuple[Section, Section]], list[Gap]]


def matched(ours: list[Section], theirs: list[Section], ratio: float, *, free: bool) -> Matched:
    """Return which sections go together, and where one side has others, or another order.

    Where sections have no ids, all gaps are told of a page that others are `free` to lay out, else the first one.
    """
    named = [[s for s in side if s.heading] for side in (ours, theirs)]
    if not any(s.id for s in named[0]) and any(s.id for s in named[1]):
        ours = [_with_slug(section) for section in ours]
        named[0] = [s for s in ours if s.heading]
    ids = [[s.id for s in side if s.id] for side in named]
    unique = all(len(set(found)) == len(found) == len(side) for found, side in zip(ids, named, strict=True))
    if unique and named[0] and 2 * len(set(ids[0]) & set(ids[1])) >= len(ids[0]):
        return _by_id(ours, theirs)
    if [s.heading and s.heading.depth for s in ours] == [s.heading and s.heading.depth for s in theirs]:
        places = swapped([_whole(s) for s in ours], [_whole(s) for s in theirs])
        moved = next((theirs[m] for n, m in enumerate(places) if n != m), None)
        return [(ours[n], theirs[m]) for n, m in enumerate(places)], [_moved(moved)] if moved else []
    if len(ours) * len(theirs) > ALIGNABLE or abs(len(ours) - len(theirs)) > APART:
        return [], [Gap(Difference(0, f"{len(theirs)} sections stand here, {len(ours)} in the English"))]
    groups = aligned([_whole(s) for s in ours], [_whole(s) for s in theirs], ratio)
    both = [(_joined([ours[n] for n in a]), _joined([theirs[m] for m in b])) for a, b in groups if a and b]
    lost = [ours[a[0]] for a, b in groups if not b and not _leads_away(ours[a[0]])]
    new = [theirs[b[0]] for a, b in groups if not a and not _of_translation(theirs[b[0]])]
    alike = [pair for pair in both if _alike(*pair, ratio)]
    if lost and (moved := _elsewhere(lost[0], new)):
        return alike, [_moved(moved)]
    behind = ours[1] if ours[1:] else None
    gaps = [_lost(section, _follows(section, ours, both, theirs), behind) for section in lost]
    gaps += map(_extra, new)
    return alike, gaps if free else gaps[:1]


def _moved(section: Section) -> Gap:
    message = f"section '{section.heading.text if section.heading else ''}' stands elsewhere in the English"
    return Gap(Difference(section.start, message, "bring the sections into the order of the English"))


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
    return _of_translation(english) or bool(english.heading and OTHERS.search(english.heading.text))


def _with_slug(section: Section) -> Section:
    """Return the section with the id that its English heading gets by itself; translators keep it in `<a name>`."""
    if section.heading is None:
        return section
    words = re.sub(r"[^\w\s-]", "", section.heading.text.lower()).strip()
    return section._replace(heading=section.heading._replace(id=re.sub(r"\s", "-", words), generated=True))


def _by_id(ours: list[Section], theirs: list[Section]) -> Matched:
    renamed = _renamed(ours, theirs)
    theirs = [s._replace(heading=s.heading._replace(id=renamed[s.id])) if s.heading and s.id in renamed else s
              for s in theirs]  # fmt: skip
    known = {section.id: section for section in theirs}
    both = [(section, known[section.id]) for section in ours if section.id in known]
    if ours and theirs and not ours[0].heading and not theirs[0].heading and (ours[0], theirs[0]) not in both:
        both.insert(0, (ours[0], theirs[0]))
    mine = {section.id: section for section in ours}
    gaps = []
    for section in ours:
        if section.heading and section.id not in known and not _leads_away(section):
            gaps.append(_run_on(section, both) or _lost(section, _follows(section, ours, both, theirs)))
    for section in theirs:
        if section.heading and section.id not in mine and not _of_translation(section):
            gaps.append(_extra(section))
    if not gaps:
        number = {section.start: number for number, section in enumerate(theirs)}
        order = [number[right.start] for _, right in both]
        late = next((n for n, (a, b) in enumerate(pairwise(order)) if a > b), None)
        if late is not None:
            section = both[late + 1][1]
            message = f"section '{section.id}' stands before '{both[late][1].id}', in the English behind it"
            gaps.append(Gap(Difference(section.start, message, "bring the sections into the order of the English")))
    return both, gaps


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
    lost: Section, ours: list[Section], both: list[tuple[Section, Section]], theirs: list[Section]
) -> tuple[int, str]:
    """Return the offset at which a section that is missing should begin, or of the block that it should follow."""
    behind = bisect_right(both, lost.start, key=lambda pair: pair[0].start)
    if behind < len(both):
        return both[behind][1].start, "before"
    last = theirs[-1] if theirs else None
    return (last.blocks[-1].start if last.blocks else last.start) if last else 0, "behind"


def _run_on(lost: Section, both: list[tuple[Section, Section]]) -> Gap | None:
    """Return the gap of a heading without which the section before runs on; pair what stands below it in `both`."""
    number = bisect_right(both, lost.start, key=lambda pair: pair[0].start) - 1
    if number < 0 or lost.heading is None or not lost.blocks:
        return None
    left, right = both[number]
    kinds = [block.kind for block in (*left.blocks, *lost.blocks)]
    if [block.kind for block in right.blocks] != kinds:
        return None
    first, rest = right.blocks[: len(left.blocks)], right.blocks[len(left.blocks) :]
    both[number : number + 1] = [
        (left, right._replace(blocks=first)),
        (lost._replace(heading=None), Section(None, rest, right.end)),
    ]
    message = f"the heading '{lost.heading.text}' of the English is missing before here"
    return Gap(Difference(rest[0].start, message, f"write '{'#' * lost.heading.depth} …'"))


def _lost(section: Section, follows: tuple[int, str], behind: Section | None = None) -> Gap:
    offset, where = follows
    parts = tuple(map(part, section.blocks))
    if section.heading is None and behind and behind.heading:
        message = f"the heading '{behind.heading.text}' of the English is missing behind here"
        return Gap(Difference(offset, message, f"write '{'#' * behind.heading.depth} …'"), parts)
    name = section.heading.text if section.heading else "at the top"
    message = f"the section '{name}' of the English is missing {where} here"
    mark = f"write '{'#' * section.heading.depth} …'" if section.heading else ""
    heading = Difference(offset, f"the heading '{name}' of the English is missing {where} here", mark) if mark else None
    return Gap(Difference(offset, message, "translate it, with its heading"), parts, heading=heading, section=name)


def _extra(section: Section) -> Gap:
    name = section.heading.text if section.heading else "at the top"
    difference = Difference(section.start, f"the English has no section '{name}'", _DELETE)
    return Gap(difference, new=tuple(map(part, section.blocks)), section=name)
