"""Answers that open with yes or no, the word "only", and what is included with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.asked import Asked
from crucible.sentences.balance import DENIES, lost_restriction, unasked_restriction
from crucible.sentences.denial import denies
from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.polarity import EN_NOT, MUST, STRONG

EN_VERDICT = re.compile(
    r"[\s\x1e\x1f]*(?:(?P<word>yes|no)(?=\s*(?:[.,;:!—–]|\Z))|(?P<depends>(?:it |that )?depends\b))"
)
_SAYS = {
    "zh": (
        ("unknown", re.compile(r"不知道|不清楚|不确定")),
        ("depends", re.compile(r"视|取决|看|依|这要看|不一定|要看|根据")),
        ("no", re.compile(r"否(?!则)|不(?![仅同断过论管但])|没有?(?!问题)|无(?!论|限)|非(?!常)|禁止|未")),
        ("yes", re.compile(r"是(?!否)|可以|能(?!否)|会|有|对(?!于)|当然|确实|允许|需要|好")),
    ),
    "ru": (
        ("unknown", re.compile(r"не знаю|неизвестно|не знаем")),
        ("depends", re.compile(r"завис|смотря|это завис|по-разному|в зависимости")),
        ("no", re.compile(r"нет\b|нельзя|не (?!только|позднее|менее|более)|невозможн|ни\b")),
        ("yes", re.compile(r"да\b(?! не)|можно\b|конечно|верно|разумеется")),
    ),
}


def verdict(pair: Pair) -> Iterator[Fault]:
    """verdict. An answer that opens with yes, no or it depends opens so in every language.

    Good: `No. The contract …` – `否。合同……`, `Нет. Контракт…`. Bad: `No.` – `不知道。`, `Да.`
    """
    match = EN_VERDICT.match(pair.english.lower)
    text = pair.target.lower.lstrip(" \t\n\x1e\x1f“«\"'")
    if not match or pair.language not in _SAYS:
        return
    wanted = match["word"] or "depends"
    said = next((name for name, pattern in _SAYS[pair.language] if pattern.match(text)), "")
    if wanted == "depends" and not re.match(r"(?:да|нет|可以|不可以|是的?|否|不是?|能|不能)\s?[,.，。;；!！]", text):
        return
    if said and said != wanted:
        start = len(pair.target.lower) - len(text)
        end = start + (re.match(r"[\w ]{1,12}", text) or re.match("", text)).end()  # type: ignore[union-attr]  # "" matches
        yield Fault(start, end, "verdict", f"the answer is '{said}' here, '{wanted}' in the English")


_ONLY = re.compile(
    r"(?<!not )(?<!if )(?<!read )(?<!read-)(?<!view )(?<!the )(?<!-)\bonly(?! if\b| the first\b| once\b|"
    r" when\b| after\b| a \w| recently)\b"
)
_FREE = re.compile(
    r"\bonly (?:(?:[a-z]+ )?\d|\w+ing\b|one (?:particular|specific|certain)\b|[a-z ]{1,30}\bspecific to\b)"
    r"|\busing only\b|\bdocumentation only\b|\b(?:internal|official|personal|private) use only\b"
    r"|\b(?:russian|chinese|english)\b.{0,9}\bonly\b"
    r"|\bonly (?:just )?(?:start|beg[aiu]n)"
    r"|\bonly (?:have|has|need|needs) to\b|\b(?:have|has|had|need|needs) only to\b"
    r"|\bonly (?:works?|appl(?:y|ies)|takes? effect) with\b"
    r"|\bonly [a-z ]{0,20}\bwith (?:great )?(?:care|caution)\b"
    r"|\b(?:an?|the) [\w-]+ only \w|\bonly [a-z ]{1,40}\bif\b"
    r"|\bonly (?:[a-z]+ ){1,3}(?:that|which|whose)\b"
    r"|\bonly (?:[a-z]+ ){0,3}(?:active|current|selected|specified|given|matching)\b"
    r"|\b(?:those|these|active|current|selected) [a-z]+ only\b"
)
"""What the translations of others say without an "only": only 2 servers, two servers. Nor "in Russian"."""
_DENIED_BUT = {
    "zh": Asked(r"(?:只有|仅当|仅在|只在)[^，。；]{1,30}?(?:时|后|，)[^，。；]{0,8}?(?:不可|不能|无法|不得|不会)"),
    "ru": Asked(
        r"\b(?:недоступ[а-я]+|нельзя|невозможно|не [а-я]{4,})(?: [а-я]+){0,2},? (?:только|лишь|исключительно) "
        r"(?:если|когда|тогда|при|после)\b"
    ),
}
"""Closed in one case only, where the English opens in one case only."""
_LONG = 24
"""Words of a sentence in which others may have restricted something in another way."""
_ASIDE = Asked(r"\([^()]*\)?")
_MUST_ONLY = re.compile(r"\b(?:can|may|could) only\b")
_WORKS_WHEN = Asked(
    r"\bonly (?:works?|appl(?:y|ies)|takes? effect|available|possible|valid|useful) (?:when|if|with|once|after)\b"
)
"""What works only when something is set asks to set it."""
_HAS_ONLY = {
    "zh": re.compile(r"[仅僅只唯才单單独獨光专專限]|面向|除.{1,30}外|不.{1,20}(?:除非|以外)|就行|即可|方可|只有"),
    "ru": re.compile(
        r"только|лишь|исключительн|единственн|\bвсего\b|ограничен|\bодн[аоиу]|\bодин\b|\bпока\b|"
        r"не .{1,40}(?:кроме|помимо)|единожды|однажды|кроме|достаточно|чтени|просмотр|просто|отдельн|\bсам|\bне раньше|"
        r"\bне ранее|\bразве|\bпредназнач|\bв случае,? если\b|\bпри условии"
    ),
}


def only(pair: Pair) -> Iterator[Fault]:
    """only. Good: `Only Global admins can` – `只有全局管理员可以`. Bad: `全局管理员可以`, `只有全局管理员无法`."""
    if pair.language not in _HAS_ONLY:
        return
    for english, text, start, end in pair.sentences:
        added = unasked_restriction(english, text, pair.language) if pair.terms else None
        if added:
            yield Fault(start, end, "only", f"'{added}' restricts what the English does not")
        elif "only" in english and _lost(english, text, pair):
            yield Fault(start, end, "only", "the restriction 'only' of the English is missing")
        elif "only" in english and not DENIES.search(english) and (turned := _DENIED_BUT[pair.language].search(text)):
            base = 0 if text == pair.target.lower else start
            message = f"'{turned[0]}' denies it in the one case in which the English allows it"
            yield Fault(base + turned.start(), base + turned.end(), "only", message)


def _lost(english: str, text: str, pair: Pair) -> bool:
    if pair.terms and lost_restriction(english, text, pair.language):
        return True
    if not pair.terms:
        english = _ASIDE.sub(" ", english)
        if english.count(" ") > _LONG or pair.kind == "title":
            return False
    if not _ONLY.search(english) or EN_NOT.search(english) or _HAS_ONLY[pair.language].search(text):
        return False
    said = re.sub(r"^\W*(?:нет|否|不)[.,。，]", "", text)
    codes = [piece.text.strip("` ") for piece in pair.english.of("code")]
    if codes and not pair.terms and not any(code in pair.target.text for code in codes):
        return False  # another text altogether
    if not pair.terms and _MUST_ONLY.search(english) and STRONG[pair.language].search(text):
        return False
    if not pair.terms and _WORKS_WHEN.search(english) and MUST[pair.language].search(text):
        return False
    return bool(pair.terms) or not (_FREE.search(english) or denies(said, pair.language, english))


_INCLUDED = Asked(r"\bincluded (?:with|in)\b|\bcomes? with\b")
_INCLUDING = Asked(r"\bincluding\b|\bincludes?\b|\bcontains?\b|\bsuch as\b|(?:\bnot|n['’]t)\W{1,6}come with\b")
_WITH = r"\bincluded with\b|\bcomes? with\b|\b(?:is|are|be) included in\b"
_HOLDING = r"\b(?:carr(?:y|ies)|consists?|holds?)\b"
"""What other people call to include, beside what is included."""
_INCLUDES = {
    "zh": (
        re.compile(r"(?<![已被])(?:包括|包含)(?![在于到进入])"),
        re.compile(r"附(?!有)|随|中(?![文国心])|内|一起|一同|提供|享|带|自带|已包|赠|具备|拥有|持有"),
    ),
    "ru": (
        re.compile(r"\bвключа(?:я|ет|ют)\b"),
        re.compile(r"вход|включен|вместе|состав|комплект|прилага|предостав|поставля|дополн|бесплатн"),
    ),
}


def _turned(english: str, text: str) -> bool:
    """Whether the translation says in the active voice what is included: the same figures or names stand behind it."""
    part, said, _ = english.partition("included")
    known = re.findall(r"[a-z]{3,}|\d+", text.partition("包")[2] or text.partition("включа")[2])
    return bool(said) and any(re.search(rf"\b{word}\b", part) for word in known)


def included(pair: Pair) -> Iterator[Fault]:
    """included. What comes with a membership is part of it, not the other way round.

    Good: `support included with the competency` – `能力认证附带的支持`. Bad: `支持（包括能力认证）`,
    `поддержка, включая компетенцию`.
    """
    if pair.language not in _INCLUDES:
        return
    holds, part = _INCLUDES[pair.language]
    for english, _, start, end in pair.sentences:
        if not pair.terms and (
            re.search(_HOLDING, english)
            or not re.search(_WITH, english)
            or _turned(english, pair.target.lower[start:end])
        ):
            continue
        if _INCLUDED.search(english) and not _INCLUDING.search(english):
            text = pair.target.lower[start:end]
            match = holds.search(text)
            if match and not part.search(text):
                yield Fault(start + match.start(), start + match.end(), "included",
                            f"'{match.group()}' makes the part the whole, the English says 'included "
                            f"with'")  # fmt: skip
