"""Faithful translations of a sentence, spoilt in every way that fits, for the two measurements of translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crucible.sentences.terms import Terms

from tests.bench.figure_mutants import figure_mutants
from tests.bench.word_mutants import word_mutants

_DATE = {
    "zh": re.compile(r"(\d{1,2})( 月)(?= )|(\d{1,2})( 日)"),
    "ru": re.compile(
        r"(\d{1,2})([ \u00a0])(?=(?:январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|"
        r"декабр))"
    ),
}
_SWAPS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "duty": {
        "zh": (
            ("必须", "无需"),
            ("不得", "可以"),
            ("无需", "必须"),
            ("不必", "必须"),
            ("可以", "必须"),
            ("不需要", "必须"),
        ),
        "ru": (
            ("обязан", "не обязан"),
            ("должны", "не обязаны"),
            ("не нужно", "нужно"),
            ("не требуется", "требуется"),
            ("требуется", "не требуется"),
            ("могут", "не могут"),
            ("можете", "не можете"),
            ("не должны", "могут"),
        ),
    },
    "negate": {
        "zh": (
            ("不能", "能"),
            ("无法", "可以"),
            ("不再", ""),
            ("不会", "会"),
            ("未", "已"),
            ("不受", "受"),
            ("不含", "含"),
            ("请勿", "请"),
            ("没有", "有"),
            ("可以", "不能"),
            ("会", "不会"),
            ("需要", "不需要"),
            ("支持时间", "不支持时间"),
        ),
        "ru": (
            (" не ", " "),
            ("Не ", ""),
            ("нельзя", "можно"),
            ("больше не ", ""),
            ("недоступн", "доступн"),
            ("можно", "нельзя"),
            ("может ", "не может "),
            ("будет ", "не будет "),
            ("нужно", "не нужно"),
        ),
    },
    "only": {"zh": (("只有", ""), ("只能", "能"), ("仅限", "用于")), "ru": (("только ", ""),)},
    "verdict": {
        "zh": (("否。", "是。"), ("可以。", "不可以。"), ("视你", "可以，视你"), ("否。", "不知道。")),
        "ru": (
            ("Нет. ", "Да. "),
            ("Да. ", "Нет. "),
            ("Это зависит", "Да, это зависит"),
            ("Нет. ", "Не знаю. "),
        ),
    },
    "half": {
        "zh": (),
        "ru": (
            ("Azure", "Azureной"),
            ("Microsoft 365", "Microsoft 365ный"),
            ("Action Pack", "Action Packа"),
            ("Silver", "Silverная"),
        ),
    },
    "bracket": {"zh": (("）", ""), ("“", "")), "ru": ((")", ""), ("»", ""))},
    "markup": {"zh": (("**", ""), ("](", "] ("), ("`", "")), "ru": (("**", ""), ("](", "] ("), ("`", ""))},
    "link": {
        "zh": ((".md)", "s.md)"), ("https://partner", "https://partners")),
        "ru": ((".md)", "s.md)"), ("https://partner", "https://partners")),
    },
    "typography": {
        "zh": (("，", ","), ("你", "您"), ("（", " ("), ("。", ".")),
        "ru": (("\u00a0", " "), (" — ", " - "), ("»", '"'), ("еще", "ещё"), (", ", " , ")),
    },
}


_AIMS = {
    "digit": "number", "date": "date", "duty": "duty", "negate": "negation", "only": "only",
    "bound": "comparator", "unit": "unit", "verdict": "verdict", "half": "half-translated",
    "bracket": "bracket", "link": "link", "rejected term": "rejected", "other language": "wrong-language",
    "left in English": "untranslated", "cut off": "shortened", "placeholder": "placeholder",
    "“": "quote", "»": "quote", "**": "bold", "](": "link", "`": "code",
    "，": "zh-punctuation", "。": "zh-punctuation", "你": "zh-you", "（": "zh-bracket", "\u00a0": "ru-nbsp",
    " — ": "dash", "еще": "ru-yo", ", ": "space-before", "range": "range", "currency": "currency", "scale": "number",
    "percent": "number", "fiscal year": "number", "quarter": "number", "round the clock": "number", "ordinal": "number",
    "number in words": "number", "day and month": "date", "date in digits": "date-order",
}  # fmt: skip
"""The rule that an operator, or one of its words, is made for; another one may speak first."""


@dataclass(frozen=True)
class Mutant:
    """A spoilt translation: the operator, the rule it is made for, the English, the text and its language."""

    operator: str
    aim: str
    english: str
    text: str
    language: str


# Where a replacement makes another meaning and not just nonsense: what stands before and after the old word.
_FITS = {
    "negate": (r"(?:(?<![а-я不])(?<!\bне )|(?= ))", r"(?![员议])"),
    "duty": (r"(?<![а-я])(?<!\bне )", ""),
    "only": (r"(?<!最多)", ""),  # 最多只能: the bound is told without 只
}
_CALL = re.compile(r"\{\{[^}]*\}\}")
"""What no reader sees: a comma between the values of a macro call is no comma of the text."""


def _once(text: str, old: str, new: str, operator: str = "") -> Iterator[str]:
    before, after = _FITS.get(operator, ("", ""))
    seen = _CALL.sub(lambda found: "\x1e" * len(found.group()), text) if operator == "typography" else text
    match = re.search(f"{before}{re.escape(old)}{after}", seen)
    if match:
        changed = text[: match.start()] + new + text[match.end() :]
        # 只有 … 才 says "only" twice: without 只有 alone, the sentence still means what it did.
        yield re.sub("才", "", changed, count=1) if operator == "only" and old == "只有" else changed


def _digits(text: str) -> Iterator[str]:
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+|\[\^\d+\]|^\d+\.", lambda found: "x" * len(found.group()), text)
    for match in re.finditer(r"\d", bare):
        at = match.start()
        yield text[:at] + str((int(text[at]) + 3) % 10) + text[at + 1 :]


def _dates(text: str, language: str) -> Iterator[str]:
    for match in _DATE[language].finditer(text):
        number = match[1] or (match[3] if language == "zh" else None)
        if number:
            at = match.start(1) if match[1] else match.start(3)
            yield text[:at] + str(int(number) % 12 + 1) + text[at + len(number) :]
    if language == "ru":
        for old, new in (
            ("июня", "июля"),
            ("июля", "июня"),
            ("января", "февраля"),
            ("марта", "мая"),
            (" мая ", " марта "),
        ):
            yield from _once(text, old, new)


def _rejected(english: str, text: str, language: str, terms: Terms) -> Iterator[str]:
    for term in terms.terms:
        if term.en.lower() not in english.lower():
            continue
        for span in (approved.first(text) for _, approved in terms.forms(term, language, "approved")):
            for form in (*term.reject.get(language, ())[:2], *term.never.get(language, ())[:2]):
                if span and (" " not in form or language == "ru"):
                    yield text[: span[0]] + form.replace("N ", "5 ") + text[span[1] :]


def mutants(row: dict[str, str], language: str, terms: Terms) -> Iterator[Mutant]:
    """Every mutant of one row of the corpus in one language."""
    english, text = row["en"], row[language]
    other = row["ru" if language == "zh" else "zh"]

    def make(operator: str, changed: str, old: str = "") -> Iterator[Mutant]:
        if changed != text and changed.strip():
            aim = "ru-quote" if (operator, old) == ("typography", "»") else _AIMS.get(old) or _AIMS[operator]
            yield Mutant(operator, aim, english, changed, language)

    for changed in _digits(text):
        yield from make("digit", changed)
    for changed in _dates(text, language):
        yield from make("date", changed)
    for operator, languages in _SWAPS.items():
        for old, new in languages[language]:
            for changed in _once(text, old, new, operator):
                yield from make(operator, changed, old)
    for changed in _rejected(english, text, language, terms):
        yield from make("rejected term", changed)
    if re.search(r"[а-яА-Я\u4e00-\u9fff]", other) and re.search(r"[а-яА-Я\u4e00-\u9fff]", text):
        yield from make("other language", other)
        if len(english.split()) >= 6:
            yield from make("left in English", english)
    if len(english) > 80:
        yield from make("cut off", text[: len(text) // 4])
    if "{{" in text:
        yield from make("placeholder", re.sub(r"\{\{[^}]*\}\}", "", text, count=1))
        yield from make("placeholder", text.replace("{{ plan", "{{ план", 1))
    for operator, changed in figure_mutants(english, text, language):
        yield from make(operator, changed)
    words = word_mutants(english, text, language, terms)
    yield from (Mutant(operator, aim, english, new, language) for operator, aim, new in words if new != text)
