"""Numbers of a text against those of its translation, in digits and in words, and all that belongs to numbers.

The rules compare values that are read by the conventions of each language. They stay silent where a faithful
translation has a choice: a number that the other side has in words, a repeated one, "one" of any kind.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from crucible.sentences.asked import asked
from crucible.sentences.bounds import comparators_agree, edges_agree
from crucible.sentences.counted import counts, excused
from crucible.sentences.dates import Clock, Date, clocks, dates
from crucible.sentences.fault import NUMBERING, Fault
from crucible.sentences.figures import Figure, canonical, figures
from crucible.sentences.measures import currencies_agree, ranges_agree, units_agree
from crucible.sentences.moments import Loose, clocks_agree, dates_agree, outside
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage
from crucible.sentences.periods import names_a_time, quarters_agree, rates_agree

Reading = tuple[str, ...]
_QUICK = r"\d ?(?:秒|分钟|步)|\bза \d+ (?:секунд|минут)"
"""What others call quick: a start in 30 seconds."""
_CAPTION = re.compile(
    r"(?i)\W*(?:fig(?:ure)?|tab(?:le)?|chapter|appendix|section|part|example|рис(?:унок)?|табл(?:ица)?|глава|раздел|часть"
    r"|приложение|пример|图|表|第|例|章|附录)[\W_]{0,5}"
)
_LEAD = re.compile(r"[ \t]{0,12}(?:[#>*+-]{1,6}[ \t]{1,8})?(\d{1,3})[.)、]")
_LITERAL = re.compile(r"(?<![\w.])\d{1,9}(?:[./:-]\d{1,9}){2,9}(?!\w)")
_VERSIONS = r"[1-9]\d?/[1-9]\d?/\d{2}"
_BOTH_OF = r"both\b[^.,;:]{1,60}? and\b"
"""What names the two: both lamps and boats."""
_FREE = frozenset({"1"})  # "one" comes and goes with articles


def quantities(pair: Pair) -> Iterator[Fault]:
    """All faults of numbers, dates and what belongs to them, one pass over both texts."""
    ours, theirs = pair.english, pair.target
    if _counts_nothing(ours) and not theirs.has_digits:
        return
    our_dates, their_dates = dates(ours), dates(theirs)
    if our_dates and their_dates and not pair.terms:
        versions = {ours.text[day.start : day.end] for day in our_dates if _of_name(day, ours)}
        versions &= {theirs.text[day.start : day.end] for day in their_dates if _of_name(day, theirs)}
        our_dates = [day for day in our_dates if ours.text[day.start : day.end] not in versions]
        their_dates = [day for day in their_dates if theirs.text[day.start : day.end] not in versions]
    faults, spare = dates_agree(pair, our_dates, their_dates) if our_dates or their_dates else ([], ([], []))
    yield from faults
    if their_dates and not our_dates and theirs.language == "zh":
        # 5 月 is May, but five months badly put where the English has a five and no date.
        values = {*re.findall(r"\d+", ours.veil), *(value for value, _, _ in counts(ours))}
        their_dates = [date for date in their_dates if date.day or date.year or str(date.month) not in values]
    mine: list[Figure] = []
    yours: list[Figure] = []
    wrong: list[Fault] = []
    if our_dates or their_dates or ours.has_digits or theirs.has_digits:
        our_clocks, their_clocks = outside(clocks(ours), our_dates), outside(clocks(theirs), their_dates)
        late, early = clocks_agree(our_clocks, their_clocks)
        mine = figures(ours, _spans(our_dates, our_clocks))
        yours = figures(theirs, _spans(their_dates, their_clocks))
        wrong = list(_numbers_agree(pair, mine, yours, spare[0] + late, spare[1] + early))
    wrong = wrong or list(_words_agree(pair, mine + yours, our_dates)) or list(quarters_agree(pair))
    yield from wrong
    if wrong or faults:
        return
    yield from rates_agree(pair)
    yield from edges_agree(pair, our_dates, their_dates)
    mine += _counted(ours)
    yours += _counted(theirs) if mine else []
    if our_dates:  # 六月 is June
        yours = [figure for figure in yours if theirs.veil[figure.end : figure.end + 1] != "月"]
    if mine and yours:
        yield from units_agree(pair, mine, yours)
        yield from currencies_agree(pair, mine, yours)
        yield from ranges_agree(pair)
        yield from comparators_agree(pair, mine, yours)


@lru_cache(maxsize=4096)
def _counts_nothing(english: Passage) -> bool:
    """Whether a text has no number, in figures or words, and no date or time, so that a translation cannot lose it."""
    counted = english.has_digits or "first" in english.lower or counts(english)
    return not (counted or dates(english) or names_a_time(english))


def _of_name(day: Date, passage: Passage) -> bool:
    """Whether what looks like a day stands behind a name as its versions do: Lamp 7/8/10."""
    shown = re.fullmatch(_VERSIONS, passage.text[day.start : day.end])
    return bool(shown) and bool(re.search(r"[A-Za-z]{2} \Z", passage.veil[max(0, day.start - 3) : day.start]))


def _spans(days: list[Date], times: list[Clock]) -> list[tuple[int, int]]:
    return [(day.start, day.end) for day in days] + [(time.start, time.end) for time in times]


def _counted(passage: Passage) -> list[Figure]:
    return [Figure(start, end, ((value,),), passage.text[start:end]) for value, start, end in counts(passage)]


def _numbers_agree(
    pair: Pair, ours: list[Figure], theirs: list[Figure], our_loose: Loose, their_loose: Loose
) -> Iterator[Fault]:
    """number. Good: `15 incidents` – `15 次支持事件`, `1,500` – `1 500`, `20,000` – `2 万`. Bad: `15` – `16`."""
    left, right = _unmatched(ours, theirs, pair.target)
    lost, new = _cancel(left + our_loose, right + their_loose)
    if not lost and not new:
        return
    if not pair.terms:
        lost, new = _but_of_same(lost, pair.english, pair.target), _but_of_same(new, pair.target, pair.english)
        short = {item[0]: item[0][2:] for item in new if _is_short_year(item[0], pair.english)}
        lost = [item for item in lost if item[0] not in (_leading(pair.target), *short.values())]
        new = [item for item in new if item[0] not in (_leading(pair.english), *short)]
    our_values = {value for figure in ours for reading in figure.readings for value in reading}
    their_values = {value for figure in theirs for reading in figure.readings for value in reading}
    lost = _serious(lost, pair.english, excused(pair.target), their_values)
    new = _serious(new, pair.target, excused(pair.english), our_values)
    # A repetition more or less says nothing; one number too many and another too few does.
    if not (lost and new):
        if pair.loose:
            return
        lost = [item for item in lost if item[0] not in their_values]
        new = [item for item in new if item[0] not in our_values]
        if not pair.terms:
            lost, new = _of_others(lost, pair.english, pair.target), _of_others(new, pair.target, pair.english)
            new = [item for item in new if not re.search(r"[A-Za-z]{2}-\Z", pair.target.veil[: item[1]][-3:])]
    if new:
        _, start, end, _ = new[0]
        wanted = f"the English says {_listed(lost, pair.english)}" if lost else "the English does not have it"
        label = bool(lost) and not pair.terms and _labels(pair, lost[0][1], start)
        yield Fault(
            start, end, "number", f"{_listed(new, pair.target)} stands here, {wanted}", NUMBERING if label else ""
        )
    elif lost:
        yield Fault(*pair.across(lost[0][1]), "number", f"{_listed(lost, pair.english)} of the English is missing")


def _labels(pair: Pair, ours: int, theirs: int) -> bool:
    """Whether both numbers begin a heading or a caption: others count their chapters and pictures by themselves."""
    heads = (pair.english.veil[:ours], pair.target.veil[:theirs])
    return all(_CAPTION.fullmatch(head) or (pair.kind == "title" and not re.search(r"\w", head)) for head in heads)


def _but_of_same(items: Loose, passage: Passage, other: Passage) -> Loose:
    """The items without those of what both sides have sign for sign: `08.11.2021`, which each may read in its way."""
    here = [*_LITERAL.finditer(passage.veil)] if items else []
    there = set(_LITERAL.findall(other.veil)) if here else set()
    spans = [found.span() for found in here if found[0] in there]
    return [item for item in items if not any(start <= item[1] < end for start, end in spans)]


def _leading(passage: Passage) -> str:
    """Return the number that a heading or an item begins with, `# 2. Lamps`: the veil covers it as a mark."""
    found = _LEAD.match(passage.text)
    return found[1] if found else ""


def _is_short_year(value: str, passage: Passage) -> bool:
    """Whether a year stands in a text by its last two figures: `Jan '14`."""
    return len(value) == 4 and value[:2] in ("19", "20") and any(f"{mark}{value[2:]}" in passage.text for mark in "'’")


def _serious(items: Loose, passage: Passage, words: set[str], values: set[str]) -> Loose:
    """The items that the other side must have: not excused by its words, nor a name that is only repeated."""
    return [
        item
        for item in items
        if item[3]
        and item[0] not in _FREE
        and item[0] not in words
        and not (item[0] in values and re.search(r"[A-Za-z][ \u00a0]\Z", passage.veil[max(0, item[1] - 2) : item[1]]))
    ]


def _of_others(items: Loose, passage: Passage, other: Passage) -> Loose:
    """The items without those that are part of a name (`OAuth2`) or stand on the other side as code or address."""
    hidden = " ".join(piece.text for piece in other.of("code", "link", "url", "tag", "macro", "placeholder"))
    veil = f"   {passage.veil} "
    if "quick" in other.lower and re.search(_QUICK, passage.lower):
        return []
    return [
        item
        for item in items
        if not re.search(rf"(?<!\d){re.escape(item[0])}(?!\d)", hidden)
        and not re.search(r"[A-Za-z]{2}\Z|(?<![A-Za-z])[A-PR-Za-pr-z]\Z", veil[item[1] : item[1] + 3])
        and not (veil[item[1] + 2] in "Qq" and item[0] not in {"1", "2", "3", "4"})
        and not (item[1] == 0 and re.match(r"[.)、]", veil[item[2] + 3]))
        and not re.match(r"[A-Za-z]|-[A-ZА-ЯЁ]{2}", veil[item[2] + 3 : item[2] + 6])
    ]


def _listed(items: Loose, passage: Passage) -> str:
    """Return numbers as the page writes them: `3.10` is not 3.1."""
    found = ((value, passage.veil[start:end]) for value, start, end, _ in items)
    shown = (text if re.fullmatch(r"\d+\.\d+", text) and canonical(text) == value else value for value, text in found)
    return ", ".join(f"'{value}'" for value in dict.fromkeys(shown))


def _unmatched(ours: list[Figure], theirs: list[Figure], target: Passage) -> tuple[Loose, Loose]:
    """Figures of either side without a partner, each with the values that it stands for."""
    read: dict[Reading, deque[int]] = defaultdict(deque)
    meant: dict[Reading, deque[int]] = defaultdict(deque)
    for number, other in enumerate(theirs):
        meant[other.readings[0]].append(number)
        for reading in set(other.readings):
            read[reading].append(number)
    taken: set[int] = set()
    left: list[Figure] = []
    for figure in ours:
        found = _free(meant, figure.readings[:1], taken) or _free(read, figure.readings, taken)
        if found:
            taken.add(found[0])
        else:
            left.append(figure)
    rest = [other for number, other in enumerate(theirs) if number not in taken]
    if target.language == "ru" and any(len(item.readings) > 1 for item in left):
        words = excused(target)  # 10,000 is ten thousand, not a ten and a nought
        left = [item for item in left if len(item.readings) == 1 or not words.issuperset(item.readings[0])]
    lost = [(value, item.start, item.end, True) for item in left for value in item.readings[-1]]
    values = {value for value, *_ in lost}
    new = [(value, item.start, item.end, True) for item in rest for value in _fitting(item, values)]
    return lost, new


def _free(numbers: Mapping[Reading, deque[int]], readings: Iterable[Reading], taken: set[int]) -> list[int]:
    """Return the first of the numbers under these readings that is not taken, none where all are."""
    found: list[int] = []
    for reading in readings:
        queue = numbers.get(reading)
        while queue and queue[0] in taken:
            queue.popleft()
        found += [queue[0]] if queue else []
    return [min(found)] if found else []


def _fitting(figure: Figure, values: set[str]) -> Reading:
    return next((reading for reading in figure.readings if set(reading) <= values), figure.readings[0])


def _cancel(lost: Loose, new: Loose) -> tuple[Loose, Loose]:
    """Take away what both sides have."""
    have = Counter(item[0] for item in new)
    kept: Loose = []
    for item in lost:
        if have[item[0]] > 0:
            have[item[0]] -= 1
        else:
            kept.append(item)
    rest: Loose = []
    for item in reversed(new):
        if have[item[0]] > 0:
            have[item[0]] -= 1
            rest.append(item)
    return kept, rest[::-1]


_FIRST = {
    "zh": "第一|首|先|初|最早|开[头始]|一|前|才|再",
    "ru": r"\bперв|\bвперв|\bсначала|\bраньше|\bпрежде|\bснов|\bизначальн|\bодн|\bодин|\bначал",
}


def _words_agree(pair: Pair, numbers: list[Figure], our_dates: list[Date]) -> Iterator[Fault]:
    """number, in words. Good: `three days` – `三天`. Bad: `three days` – `五天`.

    A word counts what the English does not have at all, and the English counts something once more.
    """
    ours, first = counts(pair.english), "first" in pair.english.lower
    if ours and not pair.terms and "both" in pair.english.lower:
        ours = tuple(item for item in ours if not re.match(_BOTH_OF, pair.english.lower[item[1] :]))
    theirs = counts(pair.target) if ours or first else ()
    if not theirs:
        return
    digits = {value for figure in numbers for reading in figure.readings for value in reading}
    want = excused(pair.english) | digits | _FREE | {str(day.month) for day in our_dates}
    new = [item for item in theirs if item[0] not in want]
    lost = Counter(item[0] for item in ours) - Counter(item[0] for item in theirs)
    short = [value for value in lost if value not in digits | _FREE]
    if new and not short and first and not asked(_FIRST[pair.language]).search(pair.target.lower):
        new = [item for item in new if pair.target.lower[item[1] - 1 : item[1]] == "第" or item[2] - item[1] > 5]
        short = ["first"]
    if new and short:
        word = pair.target.text[new[0][1] : new[0][2]]
        yield Fault(new[0][1], new[0][2], "number", f"'{word}' stands here, the English says '{short[0]}'")
