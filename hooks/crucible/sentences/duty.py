"""Duty: who must, may, need not and must not stays so in a translation, sentence by sentence.

Sentences are compared one by one when both sides have equally many, so that a "not" elsewhere in the paragraph excuses
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from crucible.sentences.asked import Asked
from crucible.sentences.balance import DENIES, unasked_demand
from crucible.sentences.denial import denies, explicit
from crucible.sentences.fault import Fault
from crucible.sentences.negation import IDIOM, negation
from crucible.sentences.pair import Pair
from crucible.sentences.polarity import (
    EN_HINT,
    EN_MAY,
    EN_MUST,
    EN_MUST_NOT,
    EN_NEED,
    EN_NEED_NOT,
    EN_NOT,
    EN_STRONG,
    JUST,
    MAY,
    MUST,
    MUST_NOT,
    NEED_NOT,
    STRONG,
)  # fmt: skip

_ALLOWS = Asked(r"\b(?:can|may)\b(?!['’]t| not)")

_VAGUE = Asked(
    r"\b(?:if|when|whether|unless)\b[^.,;]{0,30}\b(?:need|have to|must|can|may)\b|\bmandatory (?!to\b|for\b)[a-z]"
)
"""What the translations of others say without a duty: if you need no lamp, one mandatory lamp."""


_EMBEDDED = Asked(
    r"\b(?:где|куда|когда|что|сколько|как|как(?:ой|ая|ое|ие|им|их)|котор[а-я]+)\b[^.,;:]{0,40}\bдолж(?:ен|н[аоы])\b"
)
"""Russian says "must" within a question that English asks without: which events are shown."""


_SIGNS = {
    "zh": ("不", "没", "未", "勿", "非", "无", "禁", "必须", "务必", "有义务", "一定要", "强制要求"),
    "ru": ("не", "запрещ", "долж", "обяза"),
}
"""What every translation has that denies or demands where the English does neither: most have none of it."""


@lru_cache(maxsize=2048)
def _says_nothing(english: str) -> bool:
    """Whether a sentence neither demands nor denies anything, so that a translation cannot lose it."""
    asked = (EN_MUST, EN_NOT, DENIES, EN_NEED_NOT, EN_MUST_NOT)
    return not any(map(english.__contains__, IDIOM)) and not any(words.search(english) for words in asked)


def duties(pair: Pair) -> Iterator[Fault]:
    """duty, negation. A sentence keeps who must, may, need not and must not, and keeps its "not".

    Good: `Partners must accept requests` – `合作伙伴必须受理请求`, `Партнеры обязаны принимать запросы`.
    Bad: `合作伙伴无需受理请求`, `Партнерам не требуется принимать запросы`; `You can't sign in` –
    `Вы можете войти`.
    """
    if pair.language not in MUST:
        return
    for number, (english, text, start, end) in enumerate(pair.sentences):
        if _says_nothing(english) and not any(map(text.__contains__, _SIGNS[pair.language])):
            continue
        need_not = bool(EN_NEED_NOT.search(english))
        if need_not:
            duty = _of_need_not(english, text, pair.language)
        else:
            duty = _duty(english, text, pair.language) or (
                _at_home(english, text, pair.language) if pair.terms else None
            )
        if duty and not pair.terms and not need_not and _EMBEDDED.search(text):
            continue
        if duty and not pair.terms and (_VAGUE.search(english) or _cut_otherwise(pair)):
            continue
        said = duty or negation(english, text, pair)
        if said and not duty and not pair.terms and _beside(pair, number):
            continue
        if said:
            raw = pair.target.text[start:end]
            lead = len(raw) - len(raw.lstrip())
            yield Fault(start + lead, start + max(lead, len(raw.rstrip())), "duty" if duty else "negation", said)


def _beside(pair: Pair, number: int) -> bool:
    """Whether a neighbouring sentence has the "not" that this one has lost, or has lost the one that this one has."""

    def surplus(row: tuple[str, str, int, int]) -> int:
        return bool(explicit(row[1], pair.language)) - bool(EN_NOT.search(row[0]))

    rows = pair.sentences
    near = rows[max(0, number - 1) : number] + rows[number + 1 : number + 2]
    return any(surplus(row) * surplus(rows[number]) < 0 for row in near)


def _cut_otherwise(pair: Pair) -> bool:
    """Whether the two texts have unequal numbers of sentences: then one is not sure which says what."""
    return len(pair.english.sentences) != len(pair.target.sentences)


def _duty(english: str, text: str, language: str) -> str | None:
    need_not = NEED_NOT[language].search(text)
    if EN_MUST.search(english) and not EN_HINT.search(english):
        if need_not:
            return f"'{need_not.group()}' frees from what the English demands"
        allowed = MAY[language].search(text) if EN_STRONG.search(english) and not EN_MAY.search(english) else None
        other = allowed and (
            MUST[language].search(text) or JUST[language].search(text) or denies(text, language, english)
        )
        if allowed and not other and not ("resolv" in english and allowed.group() == "разреш"):
            return f"'{allowed.group()}' allows what the English demands"
    if need_not and EN_MUST_NOT.search(english) and not MUST_NOT[language].search(text):
        if not EN_NEED.search(EN_MUST_NOT.sub("", english)):
            return f"'{need_not.group()}' frees from what the English forbids"
    elif _ALLOWS.search(english) and not EN_NEED.search(english):
        demanded = STRONG[language].search(text)
        if demanded and not MUST_NOT[language].search(text):
            return f"'{demanded.group()}' demands what the English allows"
    return None


def _of_need_not(english: str, text: str, language: str) -> str | None:
    if NEED_NOT[language].search(text):
        return None
    if MUST[language].search(text) and not MAY[language].search(text) and not denies(text, language, english):
        return "the sentence demands what the English says is not needed"
    must_not = MUST_NOT[language].search(text)
    excused = EN_MUST_NOT.search(english) or re.search(r"\bcan|\bable|\bmust\b|\bmay\b|\bif\b", english)
    return f"'{must_not.group()}' forbids what the English says is not needed" if must_not and not excused else None


def _at_home(english: str, text: str, language: str) -> str | None:
    """In our own texts the same is asked for beside other demands and refusals of the sentence."""
    need_not = NEED_NOT[language].search(text)
    if need_not and EN_STRONG.search(english):
        return f"'{need_not.group()}' frees from what the English demands"
    demanded = unasked_demand(english, text, language)
    return f"'{demanded}' demands once more than the English does" if demanded else None
