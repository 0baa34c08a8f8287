"""Dates and times of day of a text against those of its translation."""

from __future__ import annotations

from crucible.months import month_name
from crucible.sentences.dates import Clock, Date
from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair

Loose = list[tuple[str, int, int, bool]]  # value, span, whether the other side must have it


def dates_agree(pair: Pair, ours: list[Date], theirs: list[Date]) -> tuple[list[Fault], tuple[Loose, Loose]]:
    """Match dates by value; a date without partner falls back to its numbers.

    date: Good: `June 8, 2021` – `8 июня 2021 г.`. Bad: `June 8, 2021` – `8 июля 2021 г.`, `2021 年 8 月 6 日`.
    date-order: Bad in Russian: `08/09/2019`, copied from the English, reads as 8 September; bad in Chinese, too.
    """
    faults: list[Fault] = []
    left, right = list(ours), list(theirs)
    for date in ours:
        partner = next((other for other in right if other.agrees(date)), None)
        if partner:
            left.remove(date)
            right.remove(partner)
            text = pair.target.text[partner.start : partner.end]
            if pair.language == "zh" and partner.numeric and partner.swappable and _of_a_day(text, pair):
                note = f"'{text}' can be read as two days here, the English means {_said(date)}"
                faults.append(Fault(partner.start, partner.end, "date-order", note, "write year, month and day"))
    for date in list(right):
        text = pair.target.text[date.start : date.end]
        same = next((other for other in left if pair.english.text[other.start : other.end] == text), None)
        if same is not None and date.numeric and same.numeric:
            left.remove(same)
            right.remove(date)
            if date.swappable and _of_a_day(text, pair):
                faults.append(
                    Fault(date.start, date.end, "date-order",
                          f"'{text}' reads as {_said(date)} here, the English means {_said(same)}",
                          "write the month as a word")
                )  # fmt: skip
    years = {date.year for date in ours if date.year}
    for date in theirs:
        if years and date.year and date.year not in years and date not in right:
            text = pair.target.text[date.start : date.end]
            said = " or ".join(map(str, sorted(years)))
            faults.append(Fault(date.start, date.end, "date", (f"'{text}' is in {date.year}, the English says {said}")))
    both = [date for date in right if date.day or date.year]
    full = [date for date in left if date.day or date.year]
    if both and full:
        for date, other in zip(both, full, strict=False):
            left.remove(other)
            right.remove(date)
            text = pair.target.text[date.start : date.end]
            faults.append(
                Fault(
                    date.start,
                    date.end,
                    "date",
                    (f"'{text}' is {_said(date)}, the English says {_said(other)}"),
                )
            )
    elif left and right and not (both or full) and len(left) == len(right):
        date, other = right[0], left[0]
        text = pair.target.text[date.start : date.end]
        faults.append(
            Fault(date.start, date.end, "date", (f"'{text}' is {_said(date)}, the English says {_said(other)}"))
        )
        left, right = [], []
    return faults, (_loosened(left), _loosened(right))


def _of_a_day(text: str, pair: Pair) -> bool:
    """Whether it is sure that digits are of a day: other people write many a list as `5/10/20`."""
    return bool(pair.terms) or any(len(part) == 4 for part in text.split("/"))


def _said(date: Date) -> str:
    parts = [str(date.day) if date.day else "", month_name(date.month, "en"), str(date.year) if date.year else ""]
    return " ".join(part for part in parts if part)


def _loosened(rest: list[Date]) -> Loose:
    out: Loose = []
    for date in rest:
        out += [(str(value), date.start, date.end, True) for value in (date.day, date.year) if value]
        out.append((str(date.month), date.start, date.end, False))
    return out


def clocks_agree(ours: list[Clock], theirs: list[Clock]) -> tuple[Loose, Loose]:
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


def outside(times: list[Clock], taken: list[Date]) -> list[Clock]:
    return [item for item in times if all(item.end <= date.start or item.start >= date.end for date in taken)]
