"""Negation: a translation neither drops a "not" nor adds one, and "no longer" is not "not yet"."""

from __future__ import annotations

import re

from crucible.sentences.pair import Pair
from crucible.sentences.polarity import EN_FAINT, EN_HINT, EN_NOT, JUST, NEUTRAL, denies

_OPPOSITES: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    "zh": (
        (re.compile(r"\b(?:can|could|may|able|allow\w*|let|lets|enables?|possible)\b"), re.compile(r"不能|无法|不可以|不得|禁止|不允许|不可(?![用见避分])")),
        (re.compile(r"\b(?:must|need|needs|should|required?|requires|have to|has to)\b"), re.compile(r"不需要|无需|不必(?!须)|不应|不要求|不得")),
        (re.compile(r"\b(?:will|would)\b"), re.compile(r"不会|将不(?!断)")),
        (re.compile(r"\bsupport(?:s|ed)?\b"), re.compile("不(?:受)?支持|不再支持")),
        (re.compile(r"\bavailable\b"), re.compile("不可用|不提供")),
        (re.compile(r"\b(?:includ\w+|contain\w*|covers?)\b"), re.compile("不(?:包括|包含|涵盖)")),
    ),
    "ru": (
        (re.compile(r"\b(?:can|could|may|able|allow\w*|let|lets|enables?|possible)\b"),
         re.compile(r"\bне (?:мо(?:жет|гут|жете|жем)|смо(?:жет|гут|жете|жем)|разреш|позвол|допуска|вправе)|\bнельзя\b|\bневозможно\b|\bзапрещ")),
        (re.compile(r"\b(?:must|need|needs|should|required?|requires|have to|has to)\b"),
         re.compile(r"\bне (?:требу|потребу|нужн|обяза|долж|следует|надо\b|необходим)")),
        (re.compile(r"\b(?:will|would)\b"), re.compile(r"\bне (?:буд[еу]т|будете)\b")),
        (re.compile(r"\bsupport(?:s|ed)?\b"), re.compile(r"\bне поддержива")),
        (re.compile(r"\bavailable\b"), re.compile(r"\bнедоступ|\bне доступ")),
        (re.compile(r"\b(?:includ\w+|contain\w*|covers?)\b"), re.compile(r"\bне (?:включ|вход|содерж|охват)")),
    ),
}  # fmt: skip
_HOUSE_NOT = {
    "zh": re.compile(r"不(?!同|仅|断|过|论|管|久|妨|少|止|光|但|只|限)|没(?!收)|未(?!来|经)|请勿|切勿|并非|无(?:法|需|须|权)|不是"),
    "ru": re.compile(r"\bне (?!только|менее|более|позднее|раньше|меньше|больше|выше|ниже|свыше)[а-я]|\bнельзя\b|\bнет\b(?!,)"),
}
EN_ANY_NOT = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|without|only|unless|until|except|fail\w*|lack\w*|unable|outside|instead|rather|cannot|un[a-z]{4,}|in(?:valid|active|correct|complete)"
    r"|out of|free|alone|beyond|absent|missing|wrong|refus\w*|exclu\w*|turned away|keep out|less|leave\w*|stop\w*|avoid\w*|different|before|either|far from|expired?|ends?|hard|long\w*|idle|other than|more than|rarely|out|dead|down|stuck|already|known|yourself|nobody|does nothing|end\w*|skip\w*|regardless|any)\b|n['’]t\b"
)


def negation(english: str, text: str, pair: Pair) -> tuple[str, str] | None:
    language = pair.language
    english = re.sub(r"\bwhether or not\b|\bnot only\b", " ", english)
    if re.search(r"\bno longer\b|\banymore\b|\bany longer\b", english) and "not yet" not in english:
        soon = re.search(r"尚未|还未|还没|[ещ]ще не\b|\bпока не\b", text)
        if soon and not re.search(r"不再|больше не|более не|уже не", text):
            return "negation", f"'{soon.group()}' means 'not yet', the English says 'no longer'"
    elif re.search(r"\bnot yet\b|n['’]t yet\b|\bnot \w+ yet\b", english):
        over = re.search(r"不再|больше не\b|более не\b|уже не\b", text)
        if over and not re.search(r"尚|还未|еще не|пока", text):
            return "negation", f"'{over.group()}' means 'no longer', the English says 'not yet'"
    if re.search(r"\b(?:don['’]t|do not) forget\b", english):
        match = re.search(r"(?<!не )(?<!не\u00a0)\bзабуд|(?<![勿不别])忘", text)
        if match:
            return "negation", f"'{match.group()}' affirms what the English denies"
    if re.search(r"\bnot limited to\b", english):
        match = re.search(r"(?<!не )\bограничива|(?<!不)(?<!不仅)限于|仅限", text)
        if match and not denies(text, language, english + " limit"):
            return "negation", f"'{match.group()}' affirms what the English denies"
    if EN_NOT.search(EN_FAINT.sub(" ", english)) and not EN_FAINT.search(english):
        # Many sentences that are cut otherwise in the translation say too much in other words to be sure.
        free = len(pair.sentences) == 1 and len(pair.english.sentences) > 2
        if not free and not denies(text, language, english):
            return "negation", "the sentence affirms what the English denies"
        return None
    if EN_NOT.search(english):
        return None
    restricted = re.search(r"\bonly\b", english) and JUST[language].search(text)
    if not EN_HINT.search(re.sub(r"\bonly\b", "", english) if restricted else english):
        for positive, negative in _OPPOSITES[language]:
            match = negative.search(text)
            if match and positive.search(english):
                return "negation", f"'{match.group()}' denies what the English affirms"
    if pair.terms and not EN_ANY_NOT.search(english):
        match = _HOUSE_NOT[language].search(NEUTRAL[language].sub(lambda found: "\x1e" * len(found.group()), text))
        if match:
            return "negation", f"'{match.group()}' denies what the English affirms"
    return None
