"""What a table cell says without digits: unlimited, none, yes, no, a mark. The same thing in each language."""

from __future__ import annotations

import re

FILLER = re.compile(r"\.{2,}|…+|\?{2,}|(?:tbd|tba|todo|xxx+)\.?|待定|待补充|уточняется", re.I)
"""What stands in a cell when somebody meant to come back."""
OF_CELL = {"verdict", "negation", "duty", "number", "comparator", "opposite"}
"""Rules that find in the words of a cell what `table-cell` says of the whole cell."""
_WORDS = {
    "unlimited": {
        "en": r"unlimited|no limit|without limit",
        "zh": r"无限(?:制|量|次)?|不限(?:量|次数|制)?|不受限制|没有限制",
        "ru": r"неограничен\w*|без ограничений|не ограничен\w*|безлимит\w*",
    },
    "none": {
        "en": r"not included|none|n/a|not applicable|not available|not covered",
        "zh": r"不(?:包含|包括|含|提供|适用|可用|涵盖)|未(?:包含|包括|提供)|无|没有|暂无",
        "ru": r"не (?:входит|включен\w*|предоставля\w*|предусмотрен\w*|применимо|применяется|доступн\w*)|нет"
        r"|отсутству\w*|недоступн\w*|неприменимо|н/д",
    },
    "included": {
        "en": r"included",
        "zh": r"包含|包括|已包含|已包括|附带|含",
        "ru": r"входит|включен\w*|включено|предоставляется",
    },
    "paid": {"en": r"paid|fee-based|for a fee", "zh": r"付费|收费", "ru": r"платн\w*|за плату"},
    "yes": {"en": r"yes", "zh": r"是|有|可以|支持|能", "ru": r"да|есть|можно|поддерживается"},
    "no": {"en": r"no", "zh": r"否|不是|无|没有|不可以|不支持|不能", "ru": r"нет|нельзя|не поддерживается"},
    "required": {
        "en": r"required|mandatory",
        "zh": r"必需|必须|必填|需要",
        "ru": r"обязательн\w*|требуется|необходимо",
    },
    "optional": {
        "en": r"optional|not required",
        "zh": r"可选|选填|非必需|不需要",
        "ru": r"необязательн\w*|по желанию|не требуется|дополнительн\w*",
    },
    "depends": {
        "en": r"(?:it )?depends",
        "zh": r"视[^，。]{0,8}而定|要?看情况|取决于[^，。]{0,8}",
        "ru": r"(?:это )?зависит\b[^.,]{0,20}",
    },
    "by contract": {
        "en": r"(?:per|by|under|as in|set by|as set (?:in|by)|depends on) (?:the |your )?contracts?"
        r"|as the contract says",
        "zh": r"(?:按|按照|依据|根据|视|取决于|由)?合同(?:而定|规定|约定|确定|决定)?|以合同为准|每(?:份|个)?合同",
        "ru": r"(?:по|согласно|за|на|в) (?:кажд\w+ )?(?:контракт\w*|договор\w*)"
        r"|(?:как )?(?:указано|определяется|определено|зада\w+) (?:в )?(?:контракт\w*|договор\w*)",
    },
    "yearly": {
        "en": r"yearly|annual(?:ly)?|(?:per|a|each|every) year",
        "zh": r"(?:每年|按年|年度)",
        "ru": r"ежегодно|(?:каждый|раз в|в|за) год",
    },
    "monthly": {
        "en": r"monthly|(?:per|a|each|every) month",
        "zh": r"(?:每月|每个月|按月|月度)",
        "ru": r"ежемесячно|(?:каждый|раз в|в|за) месяц",
    },
    "free": {"en": r"free|free of charge|no charge", "zh": r"免费", "ru": r"бесплатн\w*"},
}  # fmt: skip
_CLASSES = {
    code: re.compile("|".join(rf"(?P<{name.replace(' ', '_')}>(?:{row[code]})[.。]?)" for name, row in _WORDS.items()))
    for code in ("en", "zh", "ru")
}
_SAME = ({"no", "none"}, {"yes", "included"}, {"none", "no", "optional"})
_MARKS = {"yes": "✓✔✅☑●√", "no": "✗✘❌✕☒×"}
_SUP = re.compile(
    r"<sup[^>]*>\s*(?:<a[^>]*>)?\s*(?!(?:nd|st|th|rd)\s*<)([^<\s]{1,6})\s*(?:</a>)?\s*</sup>|\[\^([^\]\n]{1,40})\]",
    re.I,
)
_STARS = re.compile(r"(?<![*\\])(?:\\\*|[†‡§¹²³⁴⁵⁶⁷⁸⁹])+")
_OPAQUE = re.compile(r"`[^`]*`|\]\([^()\s]*\)|https?://\S+|\{\{[^{}]*\}\}|&\w+;")
_PICTURE = re.compile(r"!\[[^\[\]]{0,200}\]")
"""What stands for a picture that is not shown: each language may call it something else."""
_LATIN = re.compile(r"[a-z\u00e0-\u024f]+")
_PLAIN = re.compile(r"[*_`~]|<[^<>]*>|\[\^[^\]\n]*\]")


def amount_class(text: str, language: str) -> str:
    """Return what a whole cell says: 'unlimited', 'none', 'yes' …; '' where it says something else."""
    bare = _PLAIN.sub("", text).strip(" \u00a0").casefold()
    said = _CLASSES[language].fullmatch(bare) if language in _CLASSES else None
    return str(said.lastgroup).replace("_", " ") if said else ""


def is_class(name: str, text: str, language: str) -> bool:
    """Return whether a whole cell can say this: 'Нет' is 'no', and 'none' too."""
    bare = _PLAIN.sub("", text).strip(" \u00a0").casefold()
    return name in _WORDS and re.fullmatch(rf"(?:{_WORDS[name].get(language, '(?!)')})[.。]?", bare) is not None


def classes_agree(english: str, translated: str) -> bool:
    """Return whether two classes can stand for the same thing; '' agrees with everything but a contrary."""
    return english == translated or "" in (english, translated) or any({english, translated} <= s for s in _SAME)


def says_the_same(english: str, translated: str, language: str) -> bool:
    """Return whether two whole cells say the same amount or answer: 'None' and 'N/A'."""
    ours = amount_class(english, "en")
    theirs = amount_class(translated, language) or amount_class(translated, "en")
    return bool(ours and theirs and classes_agree(ours, theirs))


def marks(text: str) -> tuple[str, ...]:
    """Return the yes and no marks of a cell, in order: '✓' and '✔' are the same; '30×' and '2 × 3' have none."""
    text = (
        re.sub(r"(?<=\d)[ \u00a0]?×|×(?=[ \u00a0]?\d)|(?<=\w)[ \u00a0]?×[ \u00a0]?(?=\w)", "", text)
        if "×" in text
        else text
    )
    return tuple(name for char in text for name, signs in _MARKS.items() if char in signs)


def footnote_marks(text: str) -> tuple[str, ...]:
    """Return what a cell of a source refers to below its table: superscripts, `[^1]`, `\\*`, daggers."""
    found = [match[1] or match[2] for match in _SUP.finditer(text)]
    return tuple(sorted([*found, *(match[0].replace("\\", "") for match in _STARS.finditer(_SUP.sub("", text)))]))


def other_name(english: str, translated: str) -> bool:
    """Return whether a cell that stays in Latin letters names something else than the English one.

    Either has a word that the other has not: 'Microsoft Edge' may stand for 'Edge', 'MB' for 'megabytes'.
    """
    bare = [_PLAIN.sub("", _OPAQUE.sub("", _PICTURE.sub("", text))) for text in (english, translated)]
    if re.search(r"[^\x00-\u024f\u2000-\u22ff]", bare[1]):
        return False
    ours, theirs = (_LATIN.findall(text.casefold()) for text in bare)
    if "".join(ours) == "".join(theirs):
        return False
    lost = [word for word in ours if not any(_alike(word, other) for other in theirs)]
    new = [word for word in theirs if len(word) > 3 and not any(_alike(word, other) for other in ours)]
    return bool(lost and new)


def _alike(word: str, other: str) -> bool:
    return word.startswith(other[:4]) or other.startswith(word[:4])
