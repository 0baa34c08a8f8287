"""What can go wrong with a word of a translation: its opposite, another term or name, a label, a mark, an ending.

Each function yields (operator, rule that it is made for, spoilt text); `sentence_mutants` joins them to the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.terms import Term, Terms

_SWAPS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "opposite": {
        "zh": (
            ("付费计划", "免费计划"), ("(?<!付)费?免费", "收费"), ("是收费的", "是免费的"),
            ("不受限制|无限制?", "有限"),
            ("有限的", "无限的"), ("可选", "必填"), ("每月", "每年"), ("每年", "每月"), ("按月", "按年"),
            ("每份合同", "每年"), ("(?<!不)可用", "不可用"),
        ),
        "ru": (
            (r"\bплатн(?=ый|ая|ое|ом|ого|ую)", "бесплатн"), ("бесплатн", "платн"), ("не ограничено", "ограничено"),
            ("(?<!не)ограниченное", "неограниченное"), ("необязательно", "обязательно"), ("в месяц", "в год"),
            ("в год(?!у)", "в месяц"), ("ежемесячно", "ежегодно"), ("по каждому договору", "в год"),
            (r"\bдоступ(?=н[аоы]|ен)", "недоступ"),
        ),
    },
    "included": {
        "zh": (("随([^，。]{1,14}?)附[带赠]", r"包括\1"),),
        "ru": ((r"(?<!уже )\bвходит в(?: стоимость| комплект| состав)?\b", "включает"), ("входят в", "включают")),
    },
    "not-yet": {"zh": (("不再", "尚未"), ("尚未", "不再")), "ru": (("больше не", "пока не"), ("пока не", "больше не"))},
    "english word": {
        "zh": (("产品", "product"), ("客户", "customer"), ("合作伙伴(?!网络|中心)", "partner"), ("云", "cloud"),
               ("费用", "fee"),
               ("价格", "price"), ("页面", "page"), ("房间", "room"), ("大厅", "hall")),
        "ru": (("клиент[а-я]{0,2}", "customer"), ("партнер[а-я]{0,2}", "partner"), ("продукт[а-я]{0,2}", "product"),
               ("страниц[а-я]{1,2}", "page"), ("цен[аыуе]", "price"), ("счет[а-я]?", "invoice")),
    },
    "case": {
        "zh": (),
        "ru": (
            (r"\b(через) ([а-я]+к)у\b", r"\1 \2е"), (r"\b(для|без|из|после|кроме) ([а-я]+к)и\b", r"\1 \2е"),
            (r"\b(по|к) ([а-я]+к)е\b", r"\1 \2и"), (r"\b(при|о) ([а-я]+к)е\b", r"\1 \2и"),
        ),
    },
    "dative": {"zh": (), "ru": ((r"\b([Кк]лиент|[Пп]артнер|[Аа]дминистратор)у (?=не уда|уда|не треб|прид)", r"\1 "),)},
    "negative pronoun": {"zh": (), "ru": (("(?<=никто )не ", ""), ("(?<=ничего )не ", ""), ("(?<=ни один )не ", ""))},
}  # fmt: skip
_AIM = {"not-yet": "negation", "english word": "english-left", "negative pronoun": "negative-pronoun"}
_MARKS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "zh": (
        ("zh-space", r"(?<=[\u4e00-\u9fff]) (?=[A-Za-z\d])", ""), ("zh-quote", "“([^”]+)”", r'"\1"'),
        ("zh-bracket", "（([^）]+)）", r" (\1) "), ("space-double", r"(?<=[\u4e00-\u9fff]) (?=[A-Za-z\d])", "  "),
        ("space-before", "(?<=[\u4e00-\u9fff])(?=[，。])", " "),
    ),
    "ru": (
        ("ru-quote", "«([^»]+)»", r'"\1"'), ("space-double", r"(?<=[а-я]) (?=[а-я])", "  "),
        ("word-double", r"\b([а-я]{4,}) (?=[а-я])", r"\1 \1 "), ("space-after", r"(?<=\)) (?=[а-я])", ""),
        ("dash", "(?<=[а-яA-Za-z]) — ", " - "), ("ru-yo", r"\b([Ее])ще\b", r"\1щё"),
        ("space-before", "(?<=[а-я]),", " ,"),
    ),
}  # fmt: skip
_BOTH = (
    ("heading-id", r"(?<=\{)( ?)#", r"\1#my-"), ("escape", r"\\\*", "*"), ("list", r"\A(?:[-*]|\d+\.) ", ""),
    ("code", r"(?<=`)([^`]*)([A-Za-z])(?=[^`]*`)", r"\1x\2"), ("code", r"`([^`]+)`", r"\1"),
)  # fmt: skip
_PLURALS = (
    ("инцидентов", "инцидента"), ("часов", "часа"), ("дней", "дня"), ("пользователей", "пользователя"),
    ("месяцев", "месяца"), ("минут", "минуты"), ("недель", "недели"), ("лет", "года"), ("часа", "часов"),
    ("символов", "символа"), ("долларов", "доллара"),
)  # fmt: skip
_LABEL = re.compile(r"\*\*(?P<name>[A-Z][A-Za-z ]+)\*\*[ \u00a0]?[（(](?P<gloss>[^（()）]+)[)）]")


def word_mutants(english: str, text: str, language: str, terms: Terms) -> Iterator[tuple[str, str, str]]:
    """Every change of a word, a mark or an ending."""
    for operator, languages in _SWAPS.items():
        for old, new in languages[language]:
            for found in re.finditer(old, text):
                if operator != "included" or re.search(r"\bincluded (?:with|in)\b|\bcomes? with\b", english):
                    changed = text[: found.start()] + found.expand(new) + text[found.end() :]
                    yield operator, _AIM.get(operator, operator), changed
    for rule, old, new in (*_MARKS[language], *_BOTH):
        match = re.search(old, text)
        if match and (rule == "code" or not _within(text, match.start())):
            yield rule, rule, text[: match.start()] + match.expand(new) + text[match.end() :]
    for old, new in _PLURALS if language == "ru" else ():
        for found in re.finditer(rf"(?<=\d[ \u00a0]){old}\b", text):
            yield "plural", "plural", text[: found.start()] + new + text[found.end() :]
    label = _LABEL.search(text)
    if label and label["name"] in english:
        for rule in (_kept(term) for term in terms.terms if term.en == label["name"]):
            if rule:
                changed = f"**{label['gloss']}**"
                yield "label", rule, text[: label.start()] + changed + text[label.end() :]
    yield from _names(english, text, language, terms)
    known = "|".join(term.acronym for term, _, _ in terms.mentioned(english) if term.acronym) or "$^"
    match = re.search(
        rf"(?P<acronym> ?\((?:{known})\))(?P<next>[ \u00a0]?(?:[а-яA-Za-z]+|[\u4e00-\u9fff]{{1,6}}))", text
    )
    if match:
        moved = f"{match['next']}{match['acronym']}"
        yield "acronym", "acronym", text[: match.start()] + moved + text[match.end() :]


def _kept(term: Term) -> str:
    return "name" if term.keep_english else "literal" if term.literal else ""


def _within(text: str, at: int) -> bool:
    """Whether a place is code or an address, where no rule of words and marks looks."""
    return any(a <= at < b for a, b in (m.span() for m in re.finditer(r"`[^`]*`|\]\([^)]*\)|\{\{.*?\}\}", text)))


def _names(english: str, text: str, language: str, terms: Terms) -> Iterator[tuple[str, str, str]]:
    """A name that stays English as another one, or translated; a term as another one."""
    mentioned = [term for term, _, _ in terms.mentioned(english)]
    kept = [term for term in terms.terms if term.keep_english and term not in mentioned and len(term.en) > 3]
    for term in mentioned:
        if term.keep_english and term.en in text and english.count(term.en) == text.count(term.en) == 1:
            other = next((one for one in kept if one.en not in text and one.en not in english), None)
            if other:
                yield "another name", "name", text.replace(term.en, other.en)
            yield "name translated", "name", text.replace(term.en, {"zh": "这项服务", "ru": "эта служба"}[language])
        elif not term.keep_english and not term.loose:
            for _, form in terms.forms(term, language, "approved"):
                spans = list(form.spans(text))
                if len(spans) == 1:
                    new = {"zh": "物品", "ru": "предмет"}[language]
                    yield "another word", "term", text[: spans[0][0]] + new + text[spans[0][1] :]
                    break
    if mentioned and any(term.keep_english for term in mentioned):
        other = next((one for one in kept if one.en not in text and one.en not in english), None)
        name = next(term for term in mentioned if term.keep_english)
        if other and name.en in text:
            joint = {"zh": f"{name.en} 和 {other.en}", "ru": f"{name.en} и {other.en}"}[language]
            yield "name added", "name-added", text.replace(name.en, joint, 1)
