"""Dates and times of day as the three languages write them.

English is read month first where digits alone leave it open (the sources are American), Russian day first: the same
`08/09/2019` is August in one and September in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from crucible.sentences.passage import Passage

_EN = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_EN_NAME = (
    r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_RU = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
_RU_STEMS = [*(stem for stem in _RU if stem != "ма"), "мая", "май", "мае", "маю"]
_RU_NAME = (
    r"(?P<m>январ[яьеюи]\w{0,2}|феврал[яьеюи]\w{0,2}|марта?[еу]?|апрел[яьеюи]\w{0,2}|ма[яйею]|мае|"
    r"июн[яьеюи]\w{0,2}"
    r"|июл[яьеюи]\w{0,2}|август[аеу]?|сентябр[яьеюи]\w{0,2}|октябр[яьеюи]\w{0,2}|ноябр[яьеюи]\w{0,2}"
    r"|декабр[яьеюи]\w{0,2}|янв\.|февр?\.|апр\.|авг\.|сент?\.|окт\.|нояб?\.|дек\.)(?![а-яё])"
)
_S = r"[\s\u00a0\u202f\x1f]{0,3}"
_YEAR = r"(?P<y>(?:19|20|21)\d\d)(?!\d)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_GAP = r"[\s\u00a0\u202f\x1f]{1,3}"

_EN_DATES = (
    rf"\b{_EN_NAME}{_GAP}{_DAY}(?:st|nd|rd|th)?(?![\d:])(?:,?{_GAP}{_YEAR})?",
    rf"(?<![\d.,]){_DAY}(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{_EN_NAME}(?:,?{_GAP}{_YEAR})?",
    rf"\b{_EN_NAME},?{_GAP}(?:of{_GAP})?{_YEAR}",
    r"\b(?P<m>January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=\bby )|(?<=from )|(?<=until )|(?<=since )|(?<=early )|(?<=late ))May)\b",
)
_ZH_DATES = (
    rf"{_YEAR}{_S}年{_S}(?P<m>0?[1-9]|1[0-2]){_S}月(?:{_S}{_DAY}{_S}[日号])?",
    rf"(?<!\d)(?P<m>0?[1-9]|1[0-2]){_S}月{_S}{_DAY}{_S}[日号]",
    rf"(?<![\d个]){_YEAR}{_S}年{_S}(?P<hm>十[一二]?|[一二三四五六七八九])月(?!份?额)",
    r"(?<!\d)(?<!\d[ ~至到-])(?P<m>[1-9]|1[0-2])" + _S + r"月(?![内租付])",
)
_RU_DATES = (
    rf"(?<![\d.,]){_DAY}(?:-?(?:го|е))?{_GAP}{_RU_NAME}(?:,?{_GAP}{_YEAR}(?:{_S}(?:г\.|год[ау]?))?)?",
    rf"\b{_RU_NAME}{_GAP}{_DAY}(?![\d:])(?:,{_GAP}{_YEAR})?",
    rf"\b{_RU_NAME},?{_GAP}{_YEAR}(?:{_S}(?:г\.|год[ау]?))?",
    rf"\b{_RU_NAME}",
)
_made = lru_cache(maxsize=32)(re.compile)
"""Few texts have a date, and these patterns are slow to make."""
_ISO = re.compile(rf"(?<![\d.-]){_YEAR}[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>0?[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|"
    r"\d\d)(?![\d./-]\d|\d)"
)
_CLOCK = re.compile(
    rf"(?<![\d:.,])(?P<h>[01]?\d|"
    rf"2[0-4]):(?P<i>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:{_S}(?P<x>[AaPp]\.?[Mm]\b\.?))?"
    rf"|(?<![\d:.,])(?P<h2>1[0-2]|0?[1-9]){_S}(?P<x2>[AaPp]\.?[Mm]\b\.?|[AP]M(?![A-Za-z]))"
)
_HAN = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


class Date(NamedTuple):
    """A calendar date or a part of one; `numeric` when it is written in digits and separators only.

    `other` is the second reading of a numeric date whose day and month can be mistaken for each other.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    numeric: bool = False
    swappable: bool = False

    def agrees(self, other: Date) -> bool:
        """Month equal, and day and year equal where both say them."""
        return (
            self.month == other.month
            and (self.day == other.day)
            and (self.year is None or other.year is None or self.year == other.year)
        )


class Clock(NamedTuple):
    """A time of day in minutes after midnight or noon: `5 PM` and `17:00` are the same, `5:00` is both."""

    start: int
    end: int
    minutes: int
    parts: tuple[str, ...]


def dates(passage: Passage) -> list[Date]:
    """The dates of a passage; each character belongs to one date at most, the fuller patterns first."""
    veil, digits = passage.veil, passage.has_digits
    if not digits and passage.language == "zh":
        return []
    found: list[Date] = []
    for match in _ISO.finditer(veil) if digits else ():
        _add(found, Date(*match.span(), int(match["y"]), int(match["m"]), int(match["d"]), numeric=True))
    for match in _NUMERIC.finditer(veil) if digits else ():
        _numeric(found, match, passage.language)
    for pattern, text in _asked(passage):
        for match in _made(pattern).finditer(text):
            month = _month(match)
            groups = match.groupdict()
            year, day = groups.get("y"), groups.get("d")
            if month:
                _add(found, Date(*match.span(), int(year) if year else None, month, int(day) if day else None))
    return sorted(found, key=lambda date: date.start)


def _asked(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield the patterns that can match, and the text that each is for: few texts have the name of a month."""
    first = 0 if passage.has_digits else 3  # without a digit only the last one, the name of a month alone
    small = passage.lower
    if passage.language == "zh":
        yield from ((pattern, passage.veil) for pattern in _ZH_DATES[first:] if "月" in small)
    elif passage.language == "ru":
        yield from ((pattern, small) for pattern in _RU_DATES[first:] if any(stem in small for stem in _RU_STEMS))
    last = 4 if passage.language not in ("zh", "ru") else 3
    yield from ((pattern, passage.veil) for pattern in _EN_DATES[first:last] if any(name in small for name in _EN))


def _month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("hm"):
        return _HAN[groups["hm"]]
    name = groups["m"]
    if name.isdigit():
        return int(name)
    head = name.lower()[:3]
    if head in _EN:
        return _EN.index(head) + 1
    for number, stem in enumerate(_RU, 1):
        if head.startswith(stem) and not (stem == "ма" and head == "мар"):
            return number
    return None


def _numeric(found: list[Date], match: re.Match[str], language: str) -> None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "-" and len(match["y"]) == 2:
        return
    if match["sep"] == "." and (len(match["y"]) == 2 or (language != "ru" and first <= 12 and second <= 12)):
        return
    day_first = language == "ru" or match["sep"] == "."
    day, month = (first, second) if day_first else (second, first)
    if month > 12:
        day, month = month, day
    if 1 <= month <= 12 and 1 <= day <= 31:
        swappable = first <= 12 and second <= 12 and first != second and match["sep"] == "/"
        full = year + 2000 if year < 100 else year
        _add(found, Date(*match.span(), full, month, day, numeric=True, swappable=swappable))


def _add(found: list[Date], date: Date) -> None:
    if all(date.end <= other.start or date.start >= other.end for other in found):
        found.append(date)


def clocks(passage: Passage) -> list[Clock]:
    """The times of day of a passage."""
    found: list[Clock] = []
    if not passage.has_digits:
        return found
    for match in _CLOCK.finditer(passage.veil):
        hour = int(match["h"] or match["h2"])
        minute = int(match["i"] or 0)
        parts = (str(hour), str(minute)) if minute else (str(hour),)
        found.append(Clock(match.start(), match.end(), (hour * 60 + minute) % 720, parts))
    return found
