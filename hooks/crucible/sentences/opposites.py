"""Facts that two opposite words carry without a figure: paid or free, limited or not, by contract or by year.

A sentence is at fault where the translation has the word of the other side and not that of its own, while the English
is as plain the other way round. Each word is told with its boundaries: "бесплатно" holds "платно", 不限制 holds 限制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crucible.sentences.asked import Asked, asked
from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair

_DENIED = re.compile(
    r"\b(?:not|no longer|never|neither|nor|without|cannot|no (?:\w+ ){1,4}(?:is|are)|no (?:other|more|such)"
    r"|instead of|rather than)\b|n['’]t\b"
)


_NOT = {
    "zh": re.compile(r"[不非无没未][^，。；、]{0,6}\Z"),
    "ru": re.compile(r"(?<![а-я])(?:не|нет|без)\b[^.,;:]{0,24}\Z"),
}


class Side(NamedTuple):
    """One of two opposites: how it is called, and the pattern of its words in each language."""

    name: str
    en: str
    zh: str
    ru: str

    def of(self, language: str) -> Asked:
        return asked({"en": rf"\b(?:{self.en})\b", "zh": self.zh, "ru": rf"(?<![а-я])(?:{self.ru})"}[language])


_YEAR = Side(
    "by the year",
    r"(?:per|a|each|every) year|annually|yearly",
    r"每年|按年|一年|年度|每个?财年",
    r"в год(?![а-я])|за год(?![а-я])|ежегодн|кажд[а-я]{2,3} год|годов",
)
_SOLD = r"(?= (?:\w+ )?(?:plans?|support|services?|offers?|options?|versions?|subscriptions?|licen[cs]es?|accounts?))"
OPPOSITES: tuple[tuple[Side, Side], ...] = (
    (
        Side(
            "paid",
            rf"paid{_SOLD}|(?:is|are) (?:a )?paid|fee-based|for a(?:n additional| separate)? fee"
            r"|at an? (?:additional |extra )?charge|you charge",
            r"付费|收费|有偿",
            r"платн[а-я]{1,3}(?![а-я])|за (?:отдельную |дополнительную )?плату",
        ),
        Side(
            "free",
            r"free of charge|for free|(?:is|are) free(?! (?:to|from|of))|at no (?:extra |additional )?(?:cost|charge)"
            rf"|without charge|complimentary|free{_SOLD}",
            r"免费|无偿",
            r"бесплатн|безвозмездн",
        ),
    ),
    (
        Side(
            "unlimited",
            r"unlimited|without (?:a |any )?limits?|(?:has|have|is|are) no limits?",
            r"无限(?:制|量|次|期)?|不(?:受)?限(?:制|量|次|于)?|没有限制|不设(?:上)?限",
            r"неограниченн|без (?:каких-либо |всяких )?ограничений|не ограничен|безлимит|нелимитирован",
        ),
        Side(
            "limited",
            r"(?:is|are) limited(?! to)|a limited (?:number|amount|set)|limited (?:number|amount|set|time)s?",
            r"(?<!不)受限(?!于)|(?<!没)有限(?!公司|责任|制)|限量",
            r"ограниченн(?:ое|ый|ая|ые|ого|ых|ой)(?![а-я])|ограничен[аоы]?(?![а-я])|лимитирован",
        ),
    ),
    (
        Side(
            "by the contract",
            r"(?:per|for each|for every) (?:contract|agreement)",
            r"(?:每|各)(?:个|份)?(?:合同|合约|协议)",
            r"(?:по|за|на) (?:кажд[а-я]{2,3} )?(?:контракт[ауе]?|договор[ауе]?)(?![а-я])"
            r"|в рамках (?:контракт|договор)",
        ),
        _YEAR,
    ),
    (
        Side(
            "by the month",
            r"(?:per|each|every|of the) month|monthly",
            r"每(?:个)?月|按月|月度|一个月",
            r"в месяц(?![а-я])|ежемесячн|кажд[а-я]{2,3} месяц|помесячн|месячн",
        ),
        _YEAR,
    ),
    (
        Side(
            "around the clock",
            r"around the clock|24 ?[x×/] ?7|24 hours a day|day and night",
            r"全天|全年无休|24 ?[×x/] ?7|[昼日]夜",
            r"круглосуточн|круглые сутки|24[ \u00a0]?[×xх/]|днем и ночью",
        ),
        Side(
            "in working hours",
            r"(?:business|working|office|opening) hours|weekdays?|workdays?|8 ?[x×/] ?5",
            r"工作日|工作时间|营业时间|办公时间|8 ?[×x/] ?5",
            r"(?:по |в )?(?:рабоч[а-я]{2,3}|будн[а-я]{1,3}) (?:дн|час|врем)|по будням|в рабочее",
        ),
    ),
    (
        Side("optional", r"optional(?:ly)?", r"可选|选填|非必[需须要填]|可不", r"необязательн|по желанию|факультативн"),
        Side(
            "mandatory",
            r"mandatory|obligatory|compulsory",
            r"(?<![非不])必[需须填]|强制性",
            r"обязательн(?:ый|ая|ое|ые|ого|ой|ых|ом|ым|ую)(?![а-я])",
        ),
    ),
    (
        Side("available", r"(?:is|are|be|becomes?) (?:\w+ly )?available", r"可用|可获得|提供|推出", r"доступ[ен]"),
        # A sentence can deny 可用 from afar, so that only this side of the two is asked for.
        Side("unavailable", r"unavailable", r"不可用|无法(?:使用|获得)|不可获得", r"недоступ[ен]"),
    ),
    (
        Side("up to date", r"up[ -]to[ -]date", r"最新", r"актуальн[а-я]{1,3}(?![а-я])|актуален(?![а-я])"),
        Side("out of date", r"out[ -]of[ -]date|outdated", r"过[期时]|陈旧", r"устаре[а-я]+|неактуал"),
    ),
)
_TELLING = Asked(
    r"\b(?:" + "|".join(side.en for sides in OPPOSITES for side in sides) + r")\b",
    signs=(
        "paid", "fee", "charge", "cost", "free", "complim", "limit", "contract", "agreement", "year", "annual", "month",
        "clock", "24", "day", "hours", "8", "option", "mandat", "obligat", "compuls", "availab", "up to", "up-to",
        "date",
    ),
)  # fmt: skip
_ONE_WAY = {"unavailable"}
_DEMANDS = Asked(r"\b(?:must|required?|requires|ha(?:s|ve) to|need(?:s|ed)?)\b")
"""What must be there, optionally in a folder, 必须 be there."""


def opposites(pair: Pair) -> Iterator[Fault]:
    """opposite. What is paid, unlimited, by the contract, optional or available is so in each language.

    Good: `a paid plan` – `付费计划`, `платный план`. Bad: `免费计划`, `бесплатный план`.
    """
    if pair.language not in _NOT or not _TELLING.search(pair.english.lower):
        return
    for english, text, start, _ in pair.sentences:
        base = 0 if text == pair.target.lower else start
        for pair_of_sides in OPPOSITES:
            for side, other in (pair_of_sides, pair_of_sides[::-1]):
                ours = side.of("en").search(english)
                if ours is None or side.name in _ONE_WAY or other.of("en").search(english) or _DENIED.search(english):
                    continue
                if side.name == "optional" and _DEMANDS.search(english):
                    continue
                found = other.of(pair.language).search(text)
                if found is None or _NOT[pair.language].search(text[: found.start()]):
                    continue
                if not side.of(pair.language).search(other.of(pair.language).sub(" ", text)):
                    begin, end = (base + at for at in found.span())
                    said = pair.target.text[begin:end]
                    message = f"'{said}' says that it is {other.name}, the English says '{ours[0]}'"
                    yield Fault(begin, end, "opposite", message)
