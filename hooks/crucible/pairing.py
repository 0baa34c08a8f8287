"""Which block of a translated page renders which block of the English one, and where the two differ in build.

Sections are paired by their heading ids, else by order; blocks by order where a section has the same kinds in the
same order. Elsewhere the cheapest alignment decides (after Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora", 1993: lengths, with merges), helped by what no translation changes: digits and Latin words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from crucible.blocks import Block, Section, sections

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]+|\d+")
_TARGET = re.compile(r"\]\([^()\s]*")
_WORDS = re.compile(r"[\w]")
_SKIP, _MERGE, _OTHER_KIND = 1.9, 1.0, 0.9
_MOST, _APART = 250_000, 80
_FEW = 500
_FAR, _NEAR = 0.9, 1.0
Pair = tuple[tuple[Block, ...], tuple[Block, ...]]
_NAMES = {
    "heading": "heading", "paragraph": "paragraph", "item": "list item", "title": "title of a note",
    "table": "table", "html-table": "table", "code": "code block", "macro": "macro call", "row": "row",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Something to align: a block, a row of a table or a whole section, with what tells it from others."""

    kind: str
    start: int
    text: str
    level: int = 0

    @cached_property
    def tokens(self) -> frozenset[str]:
        targets = (target.casefold() for target in _TARGET.findall(self.text))
        return frozenset([*(token.casefold() for token in _TOKEN.findall(self.text)), *targets])

    @cached_property
    def signs(self) -> tuple[int, ...]:
        """What survives translation besides: sentences, links, code, bold text, questions, colons."""
        text = self.text
        stops = len(re.findall(r"[.!?](?=\s|$)|[。！？]", text))
        return (stops, text.count("]("), text.count("`") // 2, text.count("**") // 2, len(re.findall("[?？]", text)))

    @cached_property
    def size(self) -> int:
        return len(_WORDS.findall(_TARGET.sub("", self.text)))

    @property
    def name(self) -> str:
        return _NAMES.get(self.kind, self.kind)

    @property
    def short(self) -> str:
        text = re.sub(r"\s+", " ", self.text).strip()
        return text if len(text) <= 50 else f"{text[:47]}…"


@dataclass(frozen=True)
class Difference:
    """Where the build of the translation differs from the English: an offset in its body, and what is so."""

    offset: int
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Pairing:
    """Blocks that belong together, either side one or more of them, and the differences."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]


@lru_cache(maxsize=256)
def pairing(english: str, translated: str) -> Pairing:
    """Pair the blocks of two bodies."""
    ours, theirs = sections(english), sections(translated)
    ratio = _ratio(english, translated)
    matched, differences = _sections(ours, theirs, ratio)
    pairs: list[Pair] = []
    for left, right in matched:
        if left.heading and right.heading:
            pairs.append(((left.heading,), (right.heading,)))
        elif left.heading:
            message = f"the heading '{left.heading.text}' of the English is missing here"
            differences.append(Difference(right.start, message, f"write '{'#' * left.heading.depth} …'"))
        inside, found = _blocks(left, right, ratio)
        pairs += inside
        differences += found
    return Pairing(tuple(pairs), tuple(differences))


def aligned(
    ours: Sequence[Part], theirs: Sequence[Part], ratio: float
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the cheapest alignment: groups of indices, either side empty (missing), one, or two (merged)."""
    rows, columns = len(ours), len(theirs)
    band = abs(rows - columns) + 10
    best = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(max(0, i - band), min(columns, i + band) + 1):
            if best[i][j] == math.inf:
                continue
            for a, b in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)):
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
            here = _unlike(ours[n], theirs[n], ratio) + _unlike(ours[n + 1], theirs[n + 1], ratio)
            there = _unlike(ours[n], theirs[n + 1], ratio) + _unlike(ours[n + 1], theirs[n], ratio)
            if here - there > _FAR and there < _NEAR:
                return n
    return None


def _unlike(ours: Part, theirs: Part, ratio: float) -> float:
    signs = sum(abs(a - b) for a, b in zip(ours.signs, theirs.signs, strict=True))
    return abs(math.log((theirs.size + 4) / (ours.size * ratio + 4))) + 0.5 * min(signs, 3)


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


def _ratio(english: str, translated: str) -> float:
    ours, theirs = len(_WORDS.findall(english)), len(_WORDS.findall(translated))
    han = any("\u4e00" <= char <= "\u9fff" for char in translated)
    low, usual, high = (0.28, 0.4, 0.6) if han else (0.85, 1.08, 1.35)
    return min(high, max(low, (theirs + usual * _FEW) / (ours + _FEW)))  # a short page says little of its language


def _cost(ours: Sequence[Part], theirs: Sequence[Part], ratio: float) -> float:
    if not ours or not theirs:
        return _SKIP
    kinds = {one.kind for one in (*ours, *theirs)}
    cost = 0.0
    if len(kinds) > 1:
        if kinds & {"heading", "table", "html-table", "code", "macro", "section"} and kinds != {"table", "html-table"}:
            return math.inf
        cost += _OTHER_KIND
    merged = len(ours) + len(theirs) > 2
    if merged:
        if kinds - {"paragraph", "item"} or sum(one.kind == "item" for one in max(ours, theirs, key=len)) > 1:
            return math.inf
        cost += _MERGE
    if ours[0].level != theirs[0].level:
        cost += 0.3
    size, other = sum(one.size for one in ours), sum(one.size for one in theirs)
    cost += min(2.5, abs(math.log((other + 6) / (size * ratio + 6))) * (3 if merged else 1))
    tokens = frozenset().union(*(one.tokens for one in theirs))
    known = frozenset().union(*(one.tokens for one in ours))
    if tokens and known:
        cost += 1.6 * (1 - len(tokens & known) / len(tokens))
    elif tokens:
        cost += 0.8
    digits = {token for token in known if token.isdigit()}
    if digits:
        cost += (3 if merged else 0.8) * (1 - len(digits & tokens) / len(digits))
    return cost


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
    if len(ours) * len(theirs) > _MOST or abs(len(ours) - len(theirs)) > _APART:
        return [], [Difference(0, f"{len(theirs)} sections stand here, {len(ours)} in the English")]
    groups = aligned([_whole(s) for s in ours], [_whole(s) for s in theirs], ratio)
    matched = [(ours[a[0]], theirs[b[0]]) for a, b in groups if a and b]
    lost = [ours[a[0]] for a, b in groups if not b]
    new = [theirs[b[0]] for a, b in groups if not a]
    differences = [_lost(section, _follows(section, ours, matched, theirs)) for section in lost[:1]]
    if not lost:
        differences += [_extra(section) for section in new[:1]]
    return matched, differences


def _with_slug(section: Section) -> Section:
    """Return the section with the id that its English heading gets by itself; translators keep it in `<a name>`."""
    if section.heading is None:
        return section
    words = re.sub(r"[^\w\s-]", "", section.heading.text.lower()).strip()
    return replace(section, heading=replace(section.heading, id=re.sub(r"\s", "-", words), generated=True))


def _by_id(ours: list[Section], theirs: list[Section]) -> tuple[list[tuple[Section, Section]], list[Difference]]:
    known = {section.id: section for section in theirs}
    matched = [(section, known[section.id]) for section in ours if section.id in known]
    if ours and theirs and not ours[0].heading and not theirs[0].heading and (ours[0], theirs[0]) not in matched:
        matched.insert(0, (ours[0], theirs[0]))
    mine = {section.id for section in ours}
    differences = []
    for section in ours:
        if section.heading and section.id not in known:
            differences.append(_lost(section, _follows(section, ours, matched, theirs)))
    for section in theirs:
        if section.heading and section.id not in mine:
            differences.append(_extra(section))
    if not differences:
        order = [theirs.index(right) for _, right in matched]
        late = next((n for n, (a, b) in enumerate(pairwise(order)) if a > b), None)
        if late is not None:
            section = matched[late + 1][1]
            message = f"section '{section.id}' stands before '{matched[late][1].id}', in the English behind it"
            differences.append(Difference(section.start, message, "bring the sections into the order of the English"))
    return matched, differences


def _whole(section: Section) -> Part:
    texts = [section.heading.text] if section.heading else []
    level = section.heading.depth if section.heading else 0
    return Part("section", section.start, " ".join([*texts, *(block.text for block in section.blocks)]), level)


def _follows(
    lost: Section, ours: list[Section], matched: list[tuple[Section, Section]], theirs: list[Section]
) -> tuple[int, str]:
    """Return the offset at which a section that is missing should begin, or of the block that it should follow."""
    behind = [right for left, right in matched if left.start > lost.start]
    if behind:
        return behind[0].start, "before"
    last = theirs[-1] if theirs else None
    return (last.blocks[-1].start if last.blocks else last.start) if last else 0, "behind"


def _lost(section: Section, follows: tuple[int, str]) -> Difference:
    offset, where = follows
    name = section.heading.text if section.heading else "at the top"
    message = f"the section '{name}' of the English is missing {where} here"
    return Difference(offset, message, "translate it, with its heading")


def _extra(section: Section) -> Difference:
    name = section.heading.text if section.heading else "at the top"
    return Difference(section.start, f"the English has no section '{name}'", "delete it, or write it in English too")


# Blocks of a section


def _blocks(left: Section, right: Section, ratio: float) -> tuple[list[Pair], list[Difference]]:
    pairs: list[Pair]
    ours, theirs = [part(b) for b in left.blocks], [part(b) for b in right.blocks]
    if [one.kind for one in ours] == [one.kind for one in theirs]:
        places = reordered(ours, theirs, ratio)
        pairs = [((left.blocks[n],), (right.blocks[m],)) for n, m in enumerate(places)]
        moved = next((n for n, m in enumerate(places) if n != m), None)
        return pairs, [_moved(ours, theirs, moved)] if moved is not None else []
    if len(ours) * len(theirs) > _MOST or abs(len(ours) - len(theirs)) > _APART:
        return [], [Difference(right.start, f"{len(theirs)} blocks stand here, {len(ours)} in the English")]
    groups = aligned(ours, theirs, ratio)
    pairs = [(tuple(left.blocks[n] for n in a), tuple(right.blocks[m] for m in b)) for a, b in groups if a and b]
    for number, (a, b) in enumerate(groups):
        if a and not b:
            return pairs, [_gap(ours[a[0]], groups[number:], theirs, right)]
        if b and not a:
            one = theirs[b[0]]
            if one.kind == "title":
                continue  # it says in words what the English leaves to the kind of the note
            message = f"the English has no {one.name} '{one.short}'"
            return pairs, [Difference(one.start, message, "delete it, or write it in English too")]
        if len(a) == len(b) == 1 and ours[a[0]].kind != theirs[b[0]].kind:
            one, other = theirs[b[0]], ours[a[0]]
            if {one.kind, other.kind} != {"table", "html-table"}:
                message = f"'{one.short}' is a {one.name} here, a {other.name} in the English"
                return pairs, [Difference(one.start, message)]
    return pairs, []


def _moved(ours: Sequence[Part], theirs: Sequence[Part], n: int) -> Difference:
    message = f"the {theirs[n].name} '{theirs[n].short}' stands here, the English has '{ours[n].short}' in this place"
    return Difference(theirs[n].start, message, "bring them into the order of the English")


def _gap(
    lost: Part, rest: list[tuple[tuple[int, ...], tuple[int, ...]]], theirs: Sequence[Part], right: Section
) -> Difference:
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
