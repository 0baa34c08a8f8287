"""Numbers, dates, times, units, currencies, ranges and comparators: the same on both sides.

The rules compare sets that are read by the conventions of each language. They stay silent where a faithful
translation has a choice: a number that the other side has in words, a repeated one, "one" of any kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crucible.sentences.counted import counts, excused
from crucible.sentences.dates import Clock, Date, clocks, dates
from crucible.sentences.fault import Fault
from crucible.sentences.figures import Figure, figures
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage

_MONTHS = "January February March April May June July August September October November December".split()
_FREE = frozenset({"1"})  # "one" comes and goes with articles


def quantities(pair: Pair) -> Iterator[Fault]:
    """All faults of the rules in this module, one pass over both texts."""
    ours, theirs = pair.english, pair.target
    if not any(char.isdigit() for char in ours.veil) and not any(char.isdigit() for char in theirs.veil):
        yield from _words_agree(pair)
        return
    our_dates, their_dates = dates(ours), dates(theirs)
    faults, spare = _dates_agree(pair, our_dates, their_dates)
    our_clocks, their_clocks = _free(clocks(ours), our_dates), _free(clocks(theirs), their_dates)
    late, early = _clocks_agree(our_clocks, their_clocks)
    taken = [(item.start, item.end) for item in (*our_dates, *our_clocks)]
    their_taken = [(item.start, item.end) for item in (*their_dates, *their_clocks)]
    mine, yours = figures(ours, taken), figures(theirs, their_taken)
    yield from faults
    wrong = list(_numbers_agree(pair, mine, yours, spare[0] + late, spare[1] + early))
    yield from wrong
    if not wrong and not faults:
        yield from _units_agree(pair, mine, yours)
        yield from _currencies_agree(pair, mine, yours)
        yield from _ranges_agree(pair)
        yield from _comparators_agree(pair, mine, yours)


def _free(times: list[Clock], taken: list[Date]) -> list[Clock]:
    return [item for item in times if all(item.end <= date.start or item.start >= date.end for date in taken)]


# --- dates ---------------------------------------------------------------------------------------------------------

Loose = list[tuple[str, int, int, bool]]  # value, span, whether the other side must have it


def _dates_agree(pair: Pair, ours: list[Date], theirs: list[Date]) -> tuple[list[Fault], tuple[Loose, Loose]]:
    """Match dates by value; a date without partner falls back to its numbers.

    date: Good: `June 8, 2021` – `8 июня 2021 г.`. Bad: `June 8, 2021` – `8 июля 2021 г.`, `2021 年 8 月 6 日`.
    date-order: Bad in Russian: `08/09/2019`, copied from the English, reads as 8 September.
    """
    faults: list[Fault] = []
    left, right = list(ours), list(theirs)
    for date in ours:
        partner = next((other for other in right if other.agrees(date)), None)
        if partner:
            left.remove(date)
            right.remove(partner)
    for date in list(right):
        text = pair.target.text[date.start : date.end]
        same = next((other for other in left if pair.english.text[other.start : other.end] == text), None)
        if same is not None and date.numeric and same.numeric:
            left.remove(same)
            right.remove(date)
            if date.swappable:
                faults.append(
                    Fault(date.start, date.end, "date-order",
                          f"'{text}' reads as {_said(date)} here, the English means {_said(same)}",
                          "write the month as a word")
                )  # fmt: skip
    both = [date for date in right if date.day or date.year]
    full = [date for date in left if date.day or date.year]
    if both and full:
        for date, other in zip(both, full, strict=False):
            left.remove(other)
            right.remove(date)
            text = pair.target.text[date.start : date.end]
            faults.append(
                Fault(date.start, date.end, "date", f"'{text}' is {_said(date)}, the English says {_said(other)}")
            )
    elif left and right and not (both or full) and len(left) == len(right):
        date, other = right[0], left[0]
        text = pair.target.text[date.start : date.end]
        faults.append(
            Fault(date.start, date.end, "date", f"'{text}' is {_said(date)}, the English says {_said(other)}")
        )
        left, right = [], []
    return faults, (_loosened(left), _loosened(right))


def _said(date: Date) -> str:
    parts = [str(date.day) if date.day else "", _MONTHS[date.month - 1], str(date.year) if date.year else ""]
    return " ".join(part for part in parts if part)


def _loosened(rest: list[Date]) -> Loose:
    out: Loose = []
    for date in rest:
        out += [(str(value), date.start, date.end, True) for value in (date.day, date.year) if value]
        out.append((str(date.month), date.start, date.end, False))
    return out


def _clocks_agree(ours: list[Clock], theirs: list[Clock]) -> tuple[Loose, Loose]:
    left, right = list(ours), list(theirs)
    for item in ours:
        partner = next((other for other in right if other.minutes == item.minutes), None)
        if partner:
            left.remove(item)
            right.remove(partner)
    return _times_loosened(left), _times_loosened(right)


def _times_loosened(rest: list[Clock]) -> Loose:
    out: Loose = []
    for item in rest:
        hour = int(item.parts[0])
        out.append((str(hour), item.start, item.end, True))
        out.append((str((hour + 12) % 24), item.start, item.end, False))
        out += [(part, item.start, item.end, True) for part in item.parts[1:]]
    return out


# --- numbers -------------------------------------------------------------------------------------------------------


def _numbers_agree(
    pair: Pair, ours: list[Figure], theirs: list[Figure], our_loose: Loose, their_loose: Loose
) -> Iterator[Fault]:
    """number. Good: `15 incidents` – `15 次支持事件`, `1,500` – `1 500`, `20,000` – `2 万`. Bad: `15` – `16`."""
    left, right = _unmatched(ours, theirs)
    lost = [(value, figure.start, figure.end, True) for figure, values in left for value in values] + our_loose
    new = [(value, figure.start, figure.end, True) for figure, values in right for value in values] + their_loose
    lost, new = _cancel(lost, new)
    our_values = {value for figure in ours for reading in figure.readings for value in reading}
    their_values = {value for figure in theirs for reading in figure.readings for value in reading}
    swapped = bool(lost) and bool(new)
    our_words, their_words = (excused(pair.english), excused(pair.target)) if lost or new else (set(), set())
    lost = [
        item for item in lost
        if item[3] and item[0] not in _FREE and item[0] not in their_words and (swapped or item[0] not in their_values)
    ]  # fmt: skip
    new = [
        item for item in new
        if item[3] and item[0] not in _FREE and item[0] not in our_words and (swapped or item[0] not in our_values)
    ]  # fmt: skip
    # A repeated or dropped repetition alone says nothing; one number too many and another too few does.
    if not (lost and new):
        lost = [item for item in lost if item[0] not in their_values]
        new = [item for item in new if item[0] not in our_values]
    if not lost and not new:
        return
    if new:
        value, start, end, _ = new[0]
        wanted = f"the English says {_listed(lost)}" if lost else "the English does not have it"
        yield Fault(start, end, "number", f"{_listed(new)} stands here, {wanted}")
    else:
        yield Fault(*pair.across(lost[0][1]), "number", f"{_listed(lost)} of the English is missing")


def _listed(items: Loose) -> str:
    return ", ".join(f"'{value}'" for value in dict.fromkeys(item[0] for item in items))


def _unmatched(ours: list[Figure], theirs: list[Figure]) -> tuple[list[tuple[Figure, tuple[str, ...]]], ...]:
    """Figures of either side without a partner, each with the values that it stands for."""
    rest = list(theirs)
    left: list[Figure] = []
    for figure in ours:
        partner = next((other for other in rest if other.readings[0] == figure.readings[0]), None)
        partner = partner or next((other for other in rest if set(other.readings) & set(figure.readings)), None)
        if partner:
            rest.remove(partner)
        else:
            left.append(figure)
    return [(figure, figure.readings[-1]) for figure in left], [(figure, _fitting(figure, left)) for figure in rest]


def _fitting(figure: Figure, others: list[Figure]) -> tuple[str, ...]:
    values = {value for other in others for value in other.readings[-1]}
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


def _words_agree(pair: Pair) -> Iterator[Fault]:
    """number, in words. Good: `three days` – `三天`. Bad: `three days` – `五天`."""
    ours, theirs = counts(pair.english), counts(pair.target)
    if not ours or not theirs:
        return
    have, want = excused(pair.target), excused(pair.english)
    lost = [item for item in ours if item[0] not in have]
    new = [item for item in theirs if item[0] not in want]
    if lost and new:
        word = pair.target.text[new[0][1] : new[0][2]]
        yield Fault(new[0][1], new[0][2], "number", f"'{word}' stands here, the English says '{lost[0][0]}'")


# --- units, currencies, ranges, comparators ------------------------------------------------------------------------

_U = r"[\s\u00a0\u202f\x1f-]{0,3}"
_UNITS_EN = re.compile(
    _U + r"(?:(?:business|working|calendar|full|consecutive|advisory|more|additional)\s)?"
    r"(?:(?P<second>seconds?\b)|(?P<minute>minutes?\b|mins?\b)|(?P<hour>hours?\b|hrs?\b)|(?P<day>days?\b)|(?P<week>weeks?\b)"
    r"|(?P<month>months?\b)|(?P<year>years?\b)|(?P<kb>KB\b)|(?P<mb>MB\b)|(?P<gb>GB\b)|(?P<tb>TB\b))",
    re.IGNORECASE,
)
_UNITS_ZH = re.compile(
    r"[\s\x1f]{0,2}(?:个)?[\s\x1f]?(?:工作|自然|日历|完整|咨询|连续)?(?:(?P<second>秒)|(?P<minute>分钟)|(?P<hour>小时)|(?P<day>天|日)|(?P<week>周|星期)"
    r"|(?P<month>(?<=个)月)|(?P<year>年)|(?P<kb>KB)|(?P<mb>MB)|(?P<gb>GB)|(?P<tb>TB))"
)
_UNITS_RU = re.compile(
    _U + r"(?:(?:рабоч|календарн|полн|дополнительн|консультационн)[а-я]{1,4}\s)?"
    r"(?:(?P<second>сек(?:унд[а-я]{0,3}|\.))|(?P<minute>мин(?:ут[а-я]{0,3}|\.))|(?P<hour>час(?:а|ов|у|ам|ами|ах|овой|ового)?\b)"
    r"|(?P<day>д(?:ень|ня|ней|ню|ням|нями|нях)\b|дневн[а-я]{2,3}|суток\b)|(?P<week>недел[а-я]{1,4})|(?P<month>месяц[а-я]{0,3})"
    r"|(?P<year>(?:год[а-я]{0,3}|лет)\b)|(?P<kb>КБ\b|KB\b)|(?P<mb>МБ\b|MB\b)|(?P<gb>ГБ\b|GB\b)|(?P<tb>ТБ\b|TB\b))",
    re.IGNORECASE,
)


def _units(passage: Passage, numbers: list[Figure]) -> dict[str, list[tuple[str, Figure]]]:
    pattern = {"zh": _UNITS_ZH, "ru": _UNITS_RU}.get(passage.language, _UNITS_EN)
    found: dict[str, list[tuple[str, Figure]]] = {}
    for figure in numbers:
        match = pattern.match(passage.veil, figure.end)
        if not match and passage.language != "en":
            match = _UNITS_EN.match(passage.veil, figure.end)
        found.setdefault(figure.value, []).append(((match.lastgroup or "") if match else "", figure))
    return found


def _units_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """unit. Good: `24 hours` – `24 часа`. Bad: `24 hours` – `24 дня`."""
    mine, yours = _units(pair.english, ours), _units(pair.target, theirs)
    for value, rows in mine.items():
        ask = {unit for unit, _ in rows}
        have = {unit for unit, _ in yours.get(value, [])}
        if "" in ask or "" in have or not have or ask & have:
            continue
        unit, figure = yours[value][0]
        wanted = " or ".join(sorted(ask))
        yield Fault(
            figure.start, figure.end, "unit", f"'{value}' counts the unit '{unit}' here, '{wanted}' in the English"
        )


_MONEY = {
    "dollar": r"\$|USD|US dollars?|dollars?|美元|美金|долл", "euro": r"€|EUR|euros?\b|欧元|евро",
    "pound": r"£|GBP|英镑|фунт", "yuan": r"CNY|RMB|人民币|юан", "rouble": r"₽|RUB|卢布|руб", "yen": r"JPY|日元|йен|иен",
}  # fmt: skip
_MONEY_NEAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MONEY.items()))


def _money(passage: Passage, figure: Figure) -> str:
    before = passage.veil[max(0, figure.start - 5) : figure.start]
    after = passage.veil[figure.end : figure.end + 12]
    match = re.search(r"(?:" + _MONEY_NEAR.pattern + r")[\s\u00a0]{0,2}\Z", before)
    match = match or re.match(r"[\s\u00a0\x1f]{0,2}(?:" + _MONEY_NEAR.pattern + ")", after)
    return (match.lastgroup or "") if match else ""


def _currencies_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """currency, percent. Good: `$499` – `499 美元`. Bad: `$499` – `499 евро`; `50%` – `50`."""
    veil = pair.target.veil
    if _MONEY_NEAR.search(pair.english.veil):
        for figure in ours:
            money = _money(pair.english, figure)
            if not money:
                continue
            same = [other for other in theirs if other.value == figure.value]
            kinds = {_money(pair.target, other) for other in same}
            if kinds and not kinds & {money, ""}:
                yield Fault(same[0].start, same[0].end, "currency",
                            f"'{figure.value}' is in the currency '{min(kinds)}' here, '{money}' in the English")  # fmt: skip
            elif kinds and not _MONEY_NEAR.search(veil) and "元" not in veil:
                yield Fault(
                    same[0].start,
                    same[0].end,
                    "currency",
                    f"'{figure.text}' has no currency, the English says '{money}'",
                )
    if (
        any(figure.percent for figure in ours)
        and not re.search("[%‰]|процент|百分|成", veil)
        and "per cent" not in veil
    ):
        for figure in ours:
            same = [other for other in theirs if other.value == figure.value]
            if figure.percent and same:
                yield Fault(
                    same[0].start,
                    same[0].end,
                    "number",
                    f"'{same[0].text}' is no percentage, the English says '{figure.text}%'",
                )
                break


_SPAN = re.compile(r"(?<![\d.,])(\d{1,6})\s?%?\s?(?:-|–|—|~|～|to|through|至|到|до|по)\s?(\d{1,6})(?![\d.,]*\d)")


def _ranges_agree(pair: Pair) -> Iterator[Fault]:
    """range. Good: `5–10` – `от 5 до 10`. Bad: `5–10` – `10–5`."""
    ours = {match.groups() for match in _SPAN.finditer(pair.english.veil)}
    spans = {match.groups(): match for match in _SPAN.finditer(pair.target.veil)}
    for low, high in sorted(ours):
        match = spans.get((high, low))
        if match and low != high and (low, high) not in spans and (high, low) not in ours:
            yield Fault(
                match.start(),
                match.end(),
                "range",
                f"the range runs from '{high}' to '{low}', in the English from '{low}' to '{high}'",
            )


_NEAR = r"[\s\u00a0\x1f]{0,3}"
_UP_EN = r"(?:(?:more|greater|higher|larger|longer) than|at least|(?:a )?minimum of|exceed(?:s|ing)?|(?:no|not) (?:less|fewer) than|above|≥|>)"
_DOWN_EN = r"(?:(?:less|fewer|lower|smaller|shorter) than|at most|(?:a )?maximum of|up to|(?:no|not) (?:more|greater|longer) than|below|≤|<)"
_UP_ZH, _DOWN_ZH = (
    r"(?:超过|多于|大于|高于|至少|最少|不少于|不低于|不小于|≥|>)",
    r"(?:少于|小于|低于|最多|至多|不超过|不多于|不高于|不大于|≤|<)",
)
_AFTER_UP_ZH, _AFTER_DOWN_ZH = r"[^，。；、\d]{0,4}(?:以上|或更多|及以上)", r"[^，。；、\d]{0,4}(?:以下|或更少|及以下)"
_UP_RU = r"(?:более|больше|свыше|не менее|не меньше|не ниже|минимум|как минимум|по крайней мере|по меньшей мере|выше|превыша[а-я]{2,3}|≥|>)"
_DOWN_RU = r"(?:менее|меньше|не более|не больше|не выше|не свыше|максимум|ниже|до|не превыша[а-я]{2,3}|≤|<)"
_NOT = re.compile(r"(?:\bnot|n't|n’t|cannot|never|\bno|不|未|没有|勿|(?<![а-я])не|(?<![а-я])без)[^.。,，;；]{0,14}\Z")
_SAYS = {
    "en": (
        _UP_EN,
        _DOWN_EN,
        r"[^.,;\d]{0,12}\bor (?:more|higher|greater|longer)\b",
        r"[^.,;\d]{0,12}\bor (?:less|fewer|lower|shorter)\b",
    ),
    "zh": (_UP_ZH, _DOWN_ZH, _AFTER_UP_ZH, _AFTER_DOWN_ZH),
    "ru": (
        _UP_RU,
        _DOWN_RU,
        r"[^.,;\d]{0,14}\b(?:или|и) (?:более|больше|выше)\b",
        r"[^.,;\d]{0,14}\b(?:или|и) (?:менее|меньше|ниже)\b",
    ),
}
_DIRECTIONS = {
    language: (
        re.compile(
            rf"(?P<up>{up})[ \u00a0\x1f]{{0,3}}(?:[$€£]|the |a |чем )?\Z|(?P<down>{down})[ \u00a0\x1f]{{0,3}}(?:[$€£]|the |a |чем )?\Z",
            re.IGNORECASE,
        ),
        re.compile(rf"(?P<up>{after_up})|(?P<down>{after_down})", re.IGNORECASE),
    )
    for language, (up, down, after_up, after_down) in _SAYS.items()
}


def _direction(passage: Passage, figure: Figure) -> str:
    before, after = _DIRECTIONS[passage.language if passage.language in _DIRECTIONS else "en"]
    head = passage.veil[max(0, figure.start - 30) : figure.start]
    # The leftmost match wins in `search`, so "not more than" is one word of the list and not a negated one.
    match = before.search(head)
    if match:
        said = match.lastgroup or ""
        whole = match.group()
        if re.match(r"(?:not?|не|不) ?", whole) or not _NOT.search(head[: match.start()]):
            return said
        return "" if passage.language == "en" and not re.match("exceed", whole) else {"up": "down", "down": "up"}[said]
    match = after.match(passage.veil, figure.end)
    return (match.lastgroup or "") if match else ""


def _comparators_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """comparator. Good: `at least 5` – `不少于 5`. Bad: `at least 5` – `最多 5`, `до 5`."""
    for figure in ours:
        wanted = _direction(pair.english, figure)
        if not wanted:
            continue
        same = [other for other in theirs if other.value == figure.value]
        said = {_direction(pair.target, other) for other in same}
        if said == {{"up": "down", "down": "up"}[wanted]}:
            names = {"up": "a lower bound", "down": "an upper bound"}
            yield Fault(same[0].start, same[0].end, "comparator",
                        f"'{figure.value}' is {names[said.pop()]} here, {names[wanted]} in the English")  # fmt: skip
