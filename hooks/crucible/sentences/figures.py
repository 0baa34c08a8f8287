"""Numbers as English, Chinese and Russian write them in digits, read as canonical values.

A value is a string: `1234`, `0.5`, or the parts of a version, `10.0.19041`. One notation can have several readings
(`1,234` is a thousand in English; in Russian it is a decimal, or a thousand copied from English): all are kept, the
likely one first, and the comparison is content if one of them agrees.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from crucible.sentences.passage import CLEAR, Passage

_GAP = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(
    rf"(?<![\d])(?:\d{{1,3}}(?:[{_GAP}]\d{{3}}){{1,5}}(?![\d])(?:[.,]\d{{1,10}}(?![\d.,]))?"
    rf"|\d{{1,3}}(?:，\d{{3}}){{1,5}}(?!\d)"
    rf"|\d{{1,30}}(?:\x1f?[.,]\d{{1,20}}){{0,12}}"
    rf"|(?<![\w.,])[.,]\d{{1,6}}(?![\w.]))"
)
_SCALE = re.compile(
    rf"[{_GAP}\x1f]{{0,2}}[-多余]?(?:(?P<e3>thousand\b|тыс\b|тысяч|千(?![字位兆克米瓦万]))"
    r"|(?P<e4>万(?![亿维一]))|(?P<e2>百(?![分万科度]))|(?P<e7>千万)"
    r"|(?P<e6>million\b|mln\b|MM\b|млн\b|миллион|百万)|(?P<e8>亿)"
    r"|(?P<e9>billion\b|bn\b|млрд\b|миллиард|十亿)|(?P<e12>trillion\b|трлн\b|триллион|万亿)"
    r"|(?P<k>[Kk](?!\w))|(?P<m>M(?![\w-]))|(?P<g>B(?![\w-]))|(?P<w>[wW](?![A-Za-z\d_-])))"
)
_SHORT = {"k": 3, "m": 6, "g": 9, "w": 4}
"""Letters that may stand for a scale, and what power of ten: 7B, 1.1w (万)."""
_PERCENT = re.compile(rf"[{_GAP}\x1f-]{{0,2}}(?:%|per ?cent\b|процент|п\. п\.|个百分点)")
_BEFORE_PERCENT = re.compile(r"百分之\s?\Z")


class Figure(NamedTuple):
    """A number in digits: where it stands, its readings (each one value, or the values of a list), percent or not."""

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]
    text: str
    percent: bool = False

    @property
    def value(self) -> str:
        """The likely reading, for comparisons that need one; a list gives its first value."""
        return self.readings[0][0]


def canonical(digits: str) -> str:
    """`28.40` → `28.4`, `007` → `7`; expects digits with at most one point."""
    whole, _, part = digits.partition(".")
    whole = whole.lstrip("0") or "0"
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _plain(token: str, language: str) -> tuple[tuple[str, ...], ...]:
    """All readings of one notation."""
    if token[0] in ".,":
        return ((canonical("0." + token[1:]),),)
    if token.isdigit() or re.fullmatch(r"\d+\.\d+", token):
        return ((canonical(token),),)
    parts = tuple(canonical(part) for part in re.split(rf"[.,，{_GAP}]", token))
    if any(gap in token for gap in _GAP):
        return ((canonical(re.sub(rf"[{_GAP}]", "", token).replace(",", ".")),), parts)
    if "," in token or "，" in token:
        return _with_commas(token, parts, language)
    bare = re.sub(r"(?:\.0)+\Z", "", ".".join(parts))
    return ((".".join(parts),), (bare,)) if bare.count(".") < len(parts) - 1 else ((".".join(parts),),)


def _with_commas(token: str, parts: tuple[str, ...], language: str) -> tuple[tuple[str, ...], ...]:
    decimal = (canonical(token.replace(",", ".")),) if re.fullmatch(r"\d+,\d+", token) else ()
    whole: tuple[str, ...] = ()
    if re.fullmatch(r"\d{1,3}(?:[,，]\d{3}){1,9}(\.\d+)?", token):
        whole = (canonical(re.sub("[,，]", "", token)),)
    order = (decimal, whole, parts) if language == "ru" else (whole, parts, () if whole else decimal)
    return tuple(reading for reading in order if reading)


def _scaled(readings: tuple[tuple[str, ...], ...], factor: Decimal, strict: bool) -> tuple[tuple[str, ...], ...]:
    out = tuple(
        (canonical(format(Decimal(reading[0]) * factor, "f")),)
        for reading in readings
        if len(reading) == 1 and reading[0].count(".") < 2
    )
    return out if strict and out else out + readings


def figures(passage: Passage, skip: list[tuple[int, int]]) -> list[Figure]:
    """The numbers of a passage in order, outside the spans to skip (dates and times that were read already)."""
    veil = passage.veil
    found: list[Figure] = []
    if not passage.has_digits:
        return found
    for match in _NUMBER.finditer(veil):
        start, end = match.span()
        if any(start < stop and end > begin for begin, stop in skip):
            continue
        readings = _plain(match.group().replace(CLEAR, ""), passage.language)
        scale = _SCALE.match(veil, end)
        name = (scale.lastgroup or "") if scale else ""
        short = _SHORT.get(name)
        if scale and not (short and start and veil[start - 1].isalpha()) and (name != "w" or passage.language == "zh"):
            readings = _scaled(readings, Decimal(10) ** (short or int(name[1:])), strict=not short)
            end = scale.end()
        if re.search(r"\bFY\s?'?\Z|ФГ\s?\Z", veil[max(0, start - 5) : start]) and len(match.group()) == 2:
            readings = ((f"20{match.group()}",), *readings)
        percent = bool(_PERCENT.match(veil, end) or _BEFORE_PERCENT.search(veil[max(0, start - 5) : start]))
        found.append(Figure(start, end, readings, match.group(), percent))
    return found
