"""Quarters, rates and vague times: how often, in which quarter, the first of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crucible.sentences.asked import Asked
from crucible.sentences.fault import Fault
from crucible.sentences.measures import UNITS_EN, UNITS_RU, UNITS_ZH
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage

_QUARTERS = {
    "en": r"\bq([1-4])\b|\b(first|second|third|fourth) (?:\w+ )?quarter\b|\b([1-4])(?:st|nd|rd|th) quarter\b",
    "zh": r"第\s?([一二三四五六七八九\d])\s?季度|(?<![a-z])q([1-4])(?!\d)|(?<![第个\d])([一二三四])季度",
    "ru": r"\b(перв|втор|трет|четверт)[а-я]{1,4} квартал|\b([1-4]|i{1,3}|iv)(?:-?[а-я]{1,2})? квартал|\bq([1-4])\b",
}
_ANY = Asked(r"\bquarter|\bq[1-4]", signs=("quarter", "q1", "q2", "q3", "q4"))
_NTH = dict(zip("一二三四", "1234", strict=True)) | {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "перв": "1", "втор": "2", "трет": "3",
    "четверт": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip


_compiled = cache(re.compile)


def quarters_agree(pair: Pair) -> Iterator[Fault]:
    """number, of a quarter of a year. Good: `Q2` – `第二季度`, `второй квартал`. Bad: `第三季度`."""
    if pair.language not in _QUARTERS or not _ANY.search(pair.english.lower):
        return
    ours, theirs = (
        {
            _NTH.get(name, name): found
            for found in _compiled(_QUARTERS[side.language]).finditer(side.lower)
            for name in found.groups()
            if name
        }
        for side in (pair.english, pair.target)
    )
    if ours and theirs and ours.keys() != theirs.keys():
        found = next((theirs[name] for name in theirs if name not in ours), next(iter(theirs.values())))
        said = ", ".join(f"Q{name}" for name in sorted(ours))
        text = pair.target.text[found.start() : found.end()]
        yield Fault(*found.span(), "number", f"'{text}' stands here, the English says '{said}'")


_RATES = {
    "en": Asked(
        r"\b(?:per|an?|each|every) (?:(?P<hour>hour)|(?P<day>day)|(?P<week>week)|(?P<month>month)|"
        r"(?P<year>year))\b"
        r"|\b(?:(?P<day2>daily)|(?P<week2>weekly)|(?P<month2>monthly)|(?P<year2>yearly|annually|"
        r"annual))\b",
        signs=("hour", "day", "week", "month", "year", "daily", "annual")),
    "zh": Asked(
        r"每[一个]{0,2}\s?(?:(?P<hour>小时)|(?P<day>[天日])|(?P<week>周|星期)|(?P<month>月)|(?P<year>年))",
        signs=("每",)),
    "ru": Asked(
        r"\b(?:в|за|кажд[а-я]{2,3}) (?:(?P<hour>час)|(?P<day>день|сутки)|(?P<week>неделю)|"
        r"(?P<month>месяц)|(?P<year>год))\b"
        r"|(?P<day2>ежедневн)|(?P<week2>еженедельн)"
        r"|(?P<month2>ежемесячн)|(?P<year2>ежегодн)",
        signs=("час", "день", "сутки", "ежедн", "недел", "месяц", "год", "ежемес")),
}  # fmt: skip
_UNITS = {"en": UNITS_EN, "zh": UNITS_ZH, "ru": UNITS_RU}
_VAGUE = (
    (
        Asked(r"\b(?:few|several|some) ", signs=("few ", "several ", "some ")),
        {
            "en": r"\b(?:few|several|some) (?:\w+ )?",
            "zh": r"(?:几|数|若干)\s?",
            "ru": r"\bнескольк(?:о|их|ими)[ \u00a0](?:[а-я]+ых )?",
        },
    ),
    (
        Asked(r"\b(?:first|last) ", signs=("first ", "last ")),
        {"en": r"\b(?:first|last)", "zh": r"(?:第一|首|最后一)", "ru": r"\b(?:перв|последн)[а-я]{2,3}"},
    ),
)
"""What an English text has that counts a unit without a number, and how each language begins to say so."""


def rates_agree(pair: Pair) -> Iterator[Fault]:
    """unit, of a rate or a vague time. Good: `a year` – `每年`, `a few days` – `几天`. Bad: `每月`, `几小时`."""
    if pair.language not in _RATES:
        return
    asked = [_RATES]
    for sign, words in _VAGUE:
        if sign.search(pair.english.lower):
            asked.append({language: _counting(words[language], language) for language in ("en", pair.language)})
    for patterns in asked:
        ours = {unit for unit, _ in _said(patterns["en"], pair.english.lower)}
        theirs = _said(patterns[pair.language], pair.target.lower) if len(ours) == 1 else []
        said = {unit for unit, _ in theirs}
        if len(said) == 1 and ours != said:
            begin, end = theirs[0][1]
            text = pair.target.veil[begin:end].strip()
            yield Fault(begin, end, "unit", f"'{text}' stands here, the English says '{ours.pop()}'")
            return


def names_a_time(english: Passage) -> bool:
    """Whether an English text has a quarter, a rate or a vague time."""
    signs = (_RATES["en"], *(sign for sign, _ in _VAGUE))
    return bool(_ANY.search(english.lower)) or any(sign.search(english.lower) for sign in signs)


@cache
def _counting(words: str, language: str) -> Asked:
    return Asked(words + _UNITS[language].pattern, re.IGNORECASE)


def _said(pattern: Asked, small: str) -> list[tuple[str, tuple[int, int]]]:
    return [((match.lastgroup or "").rstrip("2"), match.span()) for match in pattern.finditer(small)]
