"""Units, rates, currencies, percentages and ranges: what stands beside a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.figures import Figure
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage

# ------------------------------------------------------------------------

_U = r"[\s\u00a0\u202f\x1f-]{0,3}"
UNITS_EN = re.compile(
    _U + r"(?:(?:business|working|calendar|full|consecutive|advisory|more|additional)\s)?"
    r"(?:(?P<second>seconds?\b)|(?P<minute>minutes?\b|mins?\b)|(?P<hour>hours?\b|hrs?\b)|"
    r"(?P<day>days?\b)|(?P<week>weeks?\b)"
    r"|(?P<month>months?\b)|(?P<year>years?\b)|(?P<kb>KB\b)|(?P<mb>MB\b)|(?P<gb>GB\b)|(?P<tb>TB\b)"
    r"|(?P<km>km\b|kilomet(?:er|re)s?\b)|(?P<cm>cm\b|centimet(?:er|re)s?\b)|(?P<mm>mm\b|millimet(?:er|re)s?\b)"
    r"|(?P<metre>met(?:er|re)s?\b)|(?P<kg>kg\b|kilograms?\b)|(?P<gram>grams?\b))",
    re.IGNORECASE,
)
_RANGE_EN = re.compile(r"\s?(?:to|and|or|through|-|–)\s?\d+(?:[.,]\d+)?", re.IGNORECASE)
"""In "from 50 to 75 GB" both count gigabytes."""
_BEFORE_EN = re.compile(
    r"\b(?:(?P<hour>hour)|(?P<day>day)|(?P<week>week)|(?P<month>month)|(?P<year>year|aged?))[ \u00a0]\Z", re.IGNORECASE
)
UNITS_ZH = re.compile(
    r"[\s\x1f]{0,2}(?:个)?[\s\x1f]?(?:工作|自然|日历|完整|咨询|连续)?(?:(?P<second>秒)|"
    r"(?P<minute>分钟)|(?P<hour>小时)|(?P<day>天|日)|(?P<week>周|星期)"
    r"|(?P<month>月)|(?P<year>年)|(?P<kb>KB)|(?P<mb>MB)|(?P<gb>GB)|(?P<tb>TB)"
    r"|(?P<km>km|公里|千米)|(?P<cm>cm|厘米)|(?P<mm>mm|毫米)|(?P<metre>米)|(?P<kg>kg|公斤|千克)|(?P<gram>克))"
)
UNITS_RU = re.compile(
    _U + r"(?:(?:рабоч|календарн|полн|дополнительн|консультационн)[а-я]{1,4}\s)?"
    r"(?:(?P<second>сек(?:унд[а-я]{0,3}|\.))|(?P<minute>мин(?:ут[а-я]{0,3}|\.))|(?P<hour>час(?:а|ов|"
    r"у|ам|ами|ах|овой|ового)?\b)"
    r"|(?P<day>д(?:ень|ня|ней|ню|ням|нями|нях)\b|дневн[а-я]{2,3}|суток\b)|(?P<week>недел[а-я]{1,4})|"
    r"(?P<month>месяц[а-я]{0,3})"
    r"|(?P<year>(?:год[а-я]{0,3}|лет)\b)|(?P<kb>КБ\b|KB\b)|(?P<mb>МБ\b|MB\b)|(?P<gb>ГБ\b|GB\b)|"
    r"(?P<tb>ТБ\b|TB\b)|(?P<km>км\b|километр)|(?P<cm>см\b|сантиметр)|(?P<mm>мм\b|миллиметр)|(?P<metre>м\b|метр)"
    r"|(?P<kg>кг\b|килограмм)|(?P<gram>грамм))",
    re.IGNORECASE,
)


def _units(passage: Passage, numbers: list[Figure]) -> dict[str, list[tuple[str, Figure]]]:
    pattern = {"zh": UNITS_ZH, "ru": UNITS_RU}.get(passage.language, UNITS_EN)
    found: dict[str, list[tuple[str, Figure]]] = {}
    for figure in numbers:
        match = pattern.match(passage.veil, figure.end)
        if not match and passage.language != "en":
            match = UNITS_EN.match(passage.veil, figure.end)
        elif not match:
            other = _RANGE_EN.match(passage.veil, figure.end)
            match = pattern.match(passage.veil, other.end()) if other else None
            match = match or _BEFORE_EN.search(passage.veil, max(0, figure.start - 8), figure.start)
        found.setdefault(figure.value, []).append(((match.lastgroup or "") if match else "", figure))
    return found


_WHOLE = {"24": "hour", "7": "day", "365": "day"}
_OF = {"24": "day", "7": "week", "365": "year"}
"""A translation may count a day in hours; then it counts hours."""


def units_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """unit. Good: `24 hours` – `24 часа`. Bad: `24 hours` – `24 дня`."""
    mine, yours = _units(pair.english, ours), _units(pair.target, theirs)
    for value, whole in _WHOLE.items():
        units = {unit for unit, _ in yours.get(value, []) if value not in mine}
        if (
            units
            and not units & {whole, ""}
            and re.search(rf"\b(?:an?|one|each|per) (?:\w+ )?{_OF[value]}\b", pair.english.lower)
        ):
            figure = yours[value][0][1]
            unit = min(units)
            note = f"'{value}' counts the unit '{unit}' here, the English says '{_OF[value]}'"
            yield Fault(figure.start, figure.end, "unit", note)
    for value, rows in mine.items():
        ask = {unit for unit, _ in rows}
        have = {unit for unit, _ in yours.get(value, [])}
        if "" in ask or "" in have or not have or ask & have:
            continue
        unit, figure = yours[value][0]
        wanted = " or ".join(sorted(ask))
        yield Fault(
            figure.start,
            figure.end,
            "unit",
            (f"'{value}' counts the unit '{unit}' here, '{wanted}' in the English"),
        )


_MONEY = {
    "dollar": r"\$|USD|US dollars?|dollars?|美元|美金|долл", "euro": r"€|EUR|euros?\b|欧元|евро",
    "pound": r"£|GBP|英镑|фунт",
    "yuan": r"[¥￥]|CNY|RMB|人民币|юан", "rouble": r"₽|RUB|卢布|руб",
    "yen": r"JPY|日元|йен|иен",
}  # fmt: skip

_YUAN_OR_YEN = frozenset({"yuan", "yen"})
"""Both are written `¥`."""

_MONEY_NEAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MONEY.items()))


def _money(passage: Passage, figure: Figure) -> str:
    before = passage.veil[max(0, figure.start - 5) : figure.start]
    after = passage.veil[figure.end : figure.end + 12]
    match = re.search(r"(?:" + _MONEY_NEAR.pattern + r")[\s\u00a0]{0,2}\Z", before)
    match = match or re.match(r"[\s\u00a0\x1f]{0,2}(?:" + _MONEY_NEAR.pattern + ")", after)
    return (match.lastgroup or "") if match else ""


def currencies_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """currency, percent. Good: `$499` – `499 美元`. Bad: `$499` – `499 евро`; `50%` – `50`."""
    veil = pair.target.veil
    if _MONEY_NEAR.search(pair.english.veil):
        for figure in ours:
            money = _money(pair.english, figure)
            if not money:
                continue
            same = [other for other in theirs if other.value == figure.value]
            kinds = {_money(pair.target, other) for other in same}
            if kinds and not kinds & {money, "", *(_YUAN_OR_YEN if money in _YUAN_OR_YEN else ())}:
                yield Fault(same[0].start, same[0].end, "currency",
                            f"'{figure.value}' is in the currency '{min(kinds)}' here, '{money}' in "
                            f"the English")  # fmt: skip
            elif kinds and not _MONEY_NEAR.search(veil) and "元" not in veil:
                yield Fault(
                    same[0].start,
                    same[0].end,
                    "currency",
                    (f"'{figure.text}' has no currency, the English says '{money}'"),
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
                    (f"'{same[0].text}' is no percentage, the English says '{figure.text}%'"),
                )
                break


_SPAN = re.compile(r"(?<![\d.,])(\d{1,6})\s?%?\s?(?:-|–|—|~|～|to|through|至|到|до|по)\s?(\d{1,6})(?![\d.,]*\d)")


_BETWEEN = re.compile(r"(?:between|介于|在|между)\s?(\d{1,6})\s?%?\s?(?:and|和|与|至|到|и)\s?(\d{1,6})(?![\d.,]*\d)")


def _spans(passage: Passage) -> dict[tuple[str, ...], re.Match[str]]:
    veil = passage.lower
    return {found.groups(): found for pattern in (_SPAN, _BETWEEN) for found in pattern.finditer(veil)}


def ranges_agree(pair: Pair) -> Iterator[Fault]:
    """range. Good: `5–10` – `от 5 до 10`. Bad: `5–10` – `10–5`."""
    ours, spans = _spans(pair.english), _spans(pair.target)
    for low, high in sorted(ours):
        match = spans.get((high, low))
        if match and low != high and (low, high) not in spans and (high, low) not in ours:
            yield Fault(
                match.start(),
                match.end(),
                "range",
                (f"the range runs from '{high}' to '{low}', in the English from '{low}' to '{high}'"),
            )
