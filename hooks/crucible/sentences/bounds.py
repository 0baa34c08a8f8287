"""Comparators: at least, at most, over, up to keep their direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crucible.sentences.dates import Date
from crucible.sentences.fault import Fault
from crucible.sentences.figures import Figure
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage

_UP_EN = (
    r"(?<![a-z])(?:(?:more|greater|higher|larger|longer|older) than|at least|"
    r"(?:a )?minimum of|exceed(?:s|ing)?|"
    r"(?:no|not) (?:less|fewer|earlier|sooner) than|(?:the )?minimum(?: [a-z]+){0,2} is|above|over|≥|>)"
)
_DOWN_EN = (
    r"(?<![a-z])(?:(?:less|fewer|lower|smaller|shorter) than|at most|(?:a )?maximum of|"
    r"(?:the )?maximum(?: [a-z]+){0,2} is|up to|(?:no|not) (?:more|greater|longer|later) than|below|under|≤|<)"
)
_UP_ZH, _DOWN_ZH = (
    r"(?:超过|多于|大于|高于|至少|最少|不少于|不低于|不小于|≥|>)[^，。；、\d\s]{0,8}",
    (r"(?:少于|小于|低于|不到|不足|最多|至多|不超过|不多于|不高于|不大于|≤|<)[^，。；、\d\s]{0,8}"),
)
_AFTER_UP_ZH, _AFTER_DOWN_ZH = (
    (r"[^，。；、\d]{0,4}(?:以上|及以上|或更[多大高长])"),
    r"[^，。；、\d]{0,4}(?:以下|及以下|或更[少小低短])",
)
_UP_RU = (
    r"(?<![а-я])(?:более|больше|свыше|старше|позднее|позже|не менее|не меньше|не ниже|не ранее|не раньше|"
    r"(?:как )?минимум(?: до)?|"
    r"по крайней мере|по меньшей мере|выше|от|превыша[а-я]{2,3}|≥|>)"
)
_DOWN_RU = (
    r"(?<![а-я])(?:менее|меньше|младше|не старше|не более|не больше|не выше|не свыше|не позднее|не позже|"
    r"максимум|"
    r"ниже|до|не превыша[а-я]{2,3}|≤|<)"
)
_NOT = re.compile(
    r"(?:\bnot\b|n't|n’t|cannot|never|\bno\b|不|未|没有|勿|(?<![а-я])(?:не|нет|нельзя|без|"
    r"невозмож[а-я]*|недопуст[а-я]*)\b)[^.。,，;；]{0,14}\Z"
)
_FAR = re.compile(r"\b(?:not|cannot|never)\b|n['’]t\b|不[能可会得]|无法|(?<![а-я])(?:не|нельзя)(?![а-я])")
_FORBIDDEN = re.compile("(?:禁止|严禁|切勿|请勿|不要|避免)[^，。；]{1,20}以上")
"""禁止使用两个以上 is "at most two", and "no more than two" as well."""
_SAYS = {
    "en": (
        _UP_EN,
        _DOWN_EN,
        (r"[^.,;\d]{0,12}\bor (?:more|higher|greater|longer|larger|older|above)\b"),
        r"[^.,;\d]{0,12}\bor (?:less|fewer|lower|shorter|smaller|younger|below)\b",
    ),
    "zh": (_UP_ZH, _DOWN_ZH, _AFTER_UP_ZH, _AFTER_DOWN_ZH),
    "ru": (
        _UP_RU,
        _DOWN_RU,
        (r"[^.,;\d]{0,14}\b(?:или|и) (?:более|больше|выше|старше|дольше)\b(?! [а-я]+[ео]й\b)"),
        r"[^.,;\d]{0,14}\b(?:или|и) (?:менее|меньше|ниже|младше|моложе|короче)\b(?! [а-я]+[ео]й\b)",
    ),
}
_JOIN = r"[ \u00a0\x1f]{0,3}(?:[$€£]|the |a |чем )?(?:за |на )?\Z"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    up, down, after_up, after_down = _SAYS.get(language, _SAYS["en"])
    before = f"(?P<up>{up}){_JOIN}|(?P<down>{down}){_JOIN}"
    return re.compile(before), re.compile(f"(?P<up>{after_up})|(?P<down>{after_down})")


def _direction(passage: Passage, figure: Figure) -> str:
    before, after = _patterns(passage.language)
    head = passage.lower[max(0, figure.start - 30) : figure.start]
    # The leftmost match wins in `search`, so "not more than" is one word of the list and not a negated one.
    match = before.search(head)
    if match:
        said = match.lastgroup or ""
        whole = match.group()
        if re.match(r"(?:not?|не|不) ?", whole) or not _NOT.search(head[: match.start()]):
            return said
        return {"up": "down", "down": "up"}[said]
    match = after.match(passage.lower, figure.end)
    return (match.lastgroup or "") if match else ""


def comparators_agree(pair: Pair, ours: list[Figure], theirs: list[Figure]) -> Iterator[Fault]:
    """comparator. Good: `at least 5` – `不少于 5`. Bad: `at least 5` – `最多 5`, `до 5`."""
    mine, yours = _directions(pair.english, ours), _directions(pair.target, theirs)
    names = {"up": "a lower bound", "down": "an upper bound"}
    if _FORBIDDEN.search(pair.target.veil):
        return
    opposite = {"up": "down", "down": "up"}
    for value, wanted in mine.items():
        alone = len(ours) == len(theirs) == 1
        figure, said = yours.get(value) or (next(iter(yours.values())) if alone else (None, set()))
        if figure and len(wanted[1]) == 1 and said == {opposite.get(way, "?") for way in wanted[1]}:
            (way,) = said
            ours_denied, theirs_denied = _denied(pair.english, wanted[0]), _denied(pair.target, figure)
            if ours_denied and theirs_denied and ours_denied != theirs_denied:
                continue  # not to reach one that is more, and to reach none that is more
            text = pair.target.text[figure.start : figure.end]
            yield Fault(
                figure.start,
                figure.end,
                "comparator",
                (f"'{text}' is {names[way]} here, {names[opposite[way]]} in the English"),
            )


def _denied(passage: Passage, figure: Figure) -> str:
    """How the clause says "not" before its comparator: right before it, somewhere, or not at all."""
    head = re.split(r"[.。;；]", passage.veil[max(0, figure.start - 120) : figure.start])[-1]
    match = _patterns(passage.language)[0].search(head)
    head = head[: match.start()] if match else head
    return "near" if _NOT.search(head) else "far" if _FAR.search(head) else ""


def _directions(passage: Passage, numbers: list[Figure]) -> dict[str, tuple[Figure, set[str]]]:
    found: dict[str, tuple[Figure, set[str]]] = {}
    for figure in numbers:
        found.setdefault(figure.value, (figure, set()))[1].add(_direction(passage, figure))
    return found


_EDGES = {
    "en": (
        r"\b(?:after|since|from|no earlier than|not earlier than) \Z",
        r"\b(?:before|until|till|(?:no|not) later than) \Z",
    ),
    "zh": (
        r"(?:不早于|不得早于|自从?|(?<![不得])晚于) ?\Z",
        r"(?:不晚于|不得晚于|不迟于|截至|截止到?|(?<![不得])早于) ?\Z",
    ),
    "ru": (
        r"(?<![а-я])(?:после|от|со?|не ран(?:ее|ьше)(?: чем)?|(?<!не )поз(?:днее|же))[ \u00a0]\Z",
        r"(?<![а-я])(?:до|не поз(?:днее|же)(?: чем)?|(?<!не )ран(?:ее|ьше))[ \u00a0]\Z",
    ),
}
_BEHIND = (r" ?(?:之后|以后|起)", r" ?(?:之前|以前|止)")
"""What stands before and after the first and the last day of something."""
_DENIED = re.compile(
    r"\b(?:not?(?! (?:later|earlier|sooner))|never|cannot|without|unless|expire\w*|end\w*|stop\w*)\b|n['’]t\b"
)


def edges_agree(pair: Pair, ours: list[Date], theirs: list[Date]) -> Iterator[Fault]:
    """comparator, of dates. Good: `before August 9` – `до 9 августа`. Bad: `после 9 августа`."""
    if not ours or not theirs or pair.language not in _EDGES or _DENIED.search(pair.english.lower):
        return
    sides = {"start": "the first day", "end": "the last day"}
    for date in ours:
        wanted = _edge(pair.english, date)
        for other in theirs if wanted else ():
            said = _edge(pair.target, other) if other.agrees(date) else ""
            if said and said != wanted:
                text = pair.target.text[other.start : other.end]
                note = f"'{text}' is {sides[said]} here, {sides[wanted]} in the English"
                yield Fault(other.start, other.end, "comparator", note)


def _edge(passage: Passage, date: Date) -> str:
    first, last = _EDGES[passage.language]
    head, tail = passage.lower[max(0, date.start - 24) : date.start], passage.veil[date.end : date.end + 4]
    zh = passage.language == "zh"
    if re.search(first, head) or (zh and re.match(_BEHIND[0], tail)):
        return "start"
    return "end" if re.search(last, head) or (zh and re.match(_BEHIND[1], tail)) else ""
