"""Negation: a translation neither drops a "not" nor adds one, and "no longer" is not "not yet"."""

from __future__ import annotations

import re

from crucible.sentences.asked import Asked
from crucible.sentences.balance import lost_denial, unasked_denial
from crucible.sentences.denial import denials, denies, denies_somehow
from crucible.sentences.pair import Pair
from crucible.sentences.polarity import EN_FAINT, EN_HINT, EN_IDIOM, EN_NOT, JUST

_POSITIVE = {
    name: re.compile(words)
    for name, words in {
        "may": r"\b(?:can|could|may|able|allow\w*|let|lets|enables?|possible)\b",
        "must": r"\b(?:must|need|needs|should|required?|requires|have to|has to)\b",
        "will": r"\b(?:will|would)\b",
        "support": r"\bsupport(?:s|ed)?\b",
        "available": r"\bavailable\b|\bopen to\b",
        "include": r"\b(?:includ\w+|contain\w*|covers?)\b",
    }.items()
}
_NEGATIVE = {
    "zh": {
        "may": r"不能|无法|不可以|不得|禁止|不允许|不可(?![用见避分取替逆缺少思靠控])",
        "must": r"不需要|无需|不必(?!须)|不应|不要求|不得",
        "will": r"不会|将不(?!断)",
        "support": "不(?:受)?支持|不再支持",
        "available": "不可用|不提供",
        "include": "不(?:包括|包含|涵盖)",
    },
    "ru": {
        "may": r"\bне (?:мо(?:жет|гут|жете|жем)|смо(?:жет|гут|жете|жем)|разреш|позвол|допуска|вправе)"
        r"|\bнельзя\b|\bневозможно\b|\bзапрещ|\bнедоступ|\bне доступ",
        "must": r"\bне (?:требу|потребу|нужн|обяза|долж|следует|надо\b|необходим)",
        "will": r"\bне (?:буд[еу]т|будете)\b",
        "support": r"\bне поддержива",
        "available": r"\bнедоступ|\bне доступ",
        "include": r"\bне (?:включ|вход|содерж|охват)",
    },
}
_OPPOSITES = {
    language: tuple((_POSITIVE[name], re.compile(words)) for name, words in rows.items())
    for language, rows in _NEGATIVE.items()
}
_NO_DENIAL = Asked(
    r"\bwhether or not\b|\bnot only\b|\bwith or without\b|\b(?:\w+-)?not-\w[\w-]*|\breturn(?:s|ed|ing)? none\b(?! of\b)"
)
_SIGNS = ("not", "with or", "none")
IDIOM = ("longer", "anymore", "any more", "yet", "forget", "not limited", "until", "neither")
"""What every idiom has in English, to be done quickly with the sentences that have none."""
_TILL = Asked(
    r"\A(?!.*(?:\b(?:not|no|never|cannot|wait\w*|while|as long as|now|yet|still)|n['’]t)\b).*\buntil\b", re.DOTALL
)
_UNTIL = {
    "zh": re.compile(r"(?!)"),
    "ru": re.compile(
        r"\bпока\b(?![^.,;:—]*\bне(?:т|льзя|возможно)?\b)[^.,;:—]*"
        r"|\bпока (?!не\b)(?:(?!\bне\b)[^.,;:—])*?\b(?:или|и|либо) не\b"
        r"|(?<!ничего )(?<!нигде )(?<!никто )(?<!никогда )\b(?:больше|более|уже) не\b"
    ),
}
"""An affirmative "until": `пока` without `не` means "while", `больше не` means "no longer"."""
_ONLY_NOT = {
    "zh": Asked("只有[^，。；]{1,30}，?[^，。；]{0,6}才(?:不|无法|没法|得不到|没有)"),
    "ru": Asked(
        r"\b(?:недоступн[а-я]*|невозможн[а-я]*|нельзя|не [а-я]+(?:ет|ит|ут|ют|ат|ят|ете|ите)(?:с[яь])?)"
        r"(?: [а-я]+){0,2},? только (?:если|когда|при|после)\b"
    ),
}
"""What turns "only when" round: not to be had, only when."""
_WAIT = re.compile(r"\b(?:подо)?жд|\bожида|\bдожд|\bдо\b|\bпрежде")
_BOUND = {
    "zh": re.compile("不[得能应可会要]?(?:超过|[高大多少低小晚早]于)"),
    "ru": re.compile(
        r"\bне (?:(?:долж[а-я]+|мо[гж][а-я]+|буд[а-я]+) )?"
        r"(?:превы(?:ша|си)[а-я]*|быть (?:больше|более|выше|длиннее|меньше|менее|ниже|короче))"
    ),
}
"""不得低于 is "or more", не должно превышать is "≤"."""
_MENDED = re.compile("修[复正]|解决|问题|исправ|устран")
"""Lists of changes tell what was wrong: "can be copied" is "mended that it could not be copied"."""
_EVEN = 1.75
"""How much longer or shorter than the whole text a sentence may become, for the two to be the same one."""
_ASIDE = Asked(r"\([^()]*\)?|\{[^{}]*\}")
"""What stands in brackets is often left out, or said in a clause of another kind; in braces it is code."""
_VERBAL = Asked(r"\b(?:not|cannot|never)\b|n['’]t\b", signs=("not", "never", "n't", "n’t"))
"""What denies a verb: there are many other ways to say "with no menu", "nobody" or "nothing happens"."""
_CLAUSES = (
    (
        "if",
        r"\b(?:if|when|whenever|while|where|unless)\b",
        "如果|若|假如|当|时|除非|的话|一旦",
        r"\b(?:если|когда|пока|где|раз)\b",
    ),
    (
        "that",
        r"\b(?:an?|the|any|all|each|every|some|those|these|other|of) (?:[\w'-]+ ){1,3}that\b|\b(?:which|whom|whose)\b",
        "的",
        r"\b(?:котор|кто|чей|чья|чье|что)",
    ),
    (
        "as",
        r"\b(?:because|since|although|though)\b",
        "因|由于|虽|尽管",
        r"\b(?:потому|так как|поскольку|ибо|хотя|несмотря)\b",
    ),
)
"""What begins a clause, in English and in the translations."""
_PARTLY = Asked(
    r"\bwithout (?:having|needing|the need|worr\w+|(?:any )?(?:doubt|problem|trouble|difficult|delay|hesitat)\w*)\b"
    r"|\b(?:no|without) (?:any )?(?:particular|special|specific)\b"
    r"|\bnot (?:always|all|every\w*|much|far|long|often|quite|exactly|entirely|fully|completely|particularly)\b"
    r"|\bif [^.,;]{0,40}\bnot [a-z ]{0,20}enough\b|\bnot\b.*\?\s*\Z"
)
_ALL = {
    "zh": Asked("所有|全部|都|每|总是|始终|完全"),
    "ru": Asked(r"\b(?:вс[еяю]|всех|всем|всеми|всегда|кажд|полностью)"),
}
"""What other people say in words of their own: not always is sometimes, but never always."""
_KEEPS = Asked(r"\b(?:keep|keeps|stay|stays|remain|remains|unchanged|the same|as is|as they are)\b")
_CHANGES = {
    "zh": re.compile(
        "(?:不[要会应能得可]?|请?勿|无法)(?:被|再)?(?=[更修]?改|[变替更]?换|[变移]动|发?生?变|离开|删|关闭|断开|熄|松)"
    ),
    "ru": re.compile(
        r"\b(?:не|нельзя)\b(?= (?:(?:нужно|надо|будет|будут|следует|должн[аоы]?|может|могут) )?"
        r"(?:меня|измен|замен|трога|покида|отпус|по?гас|удал|перемещ|перенос|выход|выключ|отключ|закры|теря|уб[ие]р))"
    ),
}
"""Who is to keep something is told not to change it."""


def negation(english: str, text: str, pair: Pair) -> str | None:
    """What is wrong with the "not" of a sentence, in small letters; None when nothing is."""
    english = _NO_DENIAL.sub(" ", english) if any(word in english for word in _SIGNS) else english
    said = _moved(english, text, pair.language)
    if said:
        return said
    if EN_NOT.search(english):
        if not (denies(text, pair.language, english) or EN_IDIOM.search(english) or EN_FAINT.search(english)):
            free = not pair.terms and (_uneven(english, text, pair) or _liberty(english, text, pair.language))
            return None if free else "the sentence affirms what the English denies"
    else:
        match = _ONLY_NOT[pair.language].search(text) if "only" in english else None
        match = match or _added(english, _without_keeping(english, text, pair.language), pair)
        if match:
            return f"'{match.group()}' denies what the English affirms"
    return _at_home(english, text, pair.language) if pair.terms else None


def _uneven(english: str, text: str, pair: Pair) -> bool:
    """Whether it is not sure that this translates that: sentences that others cut, join or leave out."""
    if len(pair.sentences) == 1:
        return len(pair.english.sentences) > 2
    whole = len(pair.target.text) / len(pair.english.text)
    return not 1 / _EVEN < len(text) / len(english) / whole < _EVEN


def _liberty(english: str, text: str, language: str) -> bool:
    """Whether the translations of others may say in another way what the English denies."""
    if denies_somehow(text, language) or _MENDED.search(text):
        return True
    if not _VERBAL.search(_ASIDE.sub(" ", english)):
        return True
    if _PARTLY.search(english) and not _ALL[language].search(text):
        return True
    nots = list(EN_NOT.finditer(english))
    return all(_rephrased(english[: found.end()], text, language) for found in nots)


def _rephrased(upto: str, text: str, language: str) -> bool:
    """Whether a "not" stands in a clause that the translation has not as a clause: "if it is not on" is "when off"."""
    clause = re.split(r"[.;:]", upto)[-1]
    if clause.endswith("without"):
        return False
    kinds = [(found.end(), kind) for kind, words, _, _ in _CLAUSES for found in re.finditer(words, clause)]
    if not kinds:
        return False
    _, nearest = max(kinds)
    return all(kind != nearest or not re.search(zh if language == "zh" else ru, text) for kind, _, zh, ru in _CLAUSES)


def _without_keeping(english: str, text: str, language: str) -> str:
    """Return the text without the bounds, and without what only tells to keep something."""
    text = _BOUND[language].sub(" ", text)
    return _CHANGES[language].sub(" ", text) if _KEEPS.search(english) else text


def _at_home(english: str, text: str, language: str) -> str | None:
    """In our own texts: one denial too many or too few, wherever it stands in the sentence."""
    more = unasked_denial(english, text, language)
    if more:
        return f"'{more}' denies once more than the English does"
    return "the sentence denies less often than the English does" if lost_denial(english, text, language) else None


def _moved(english: str, text: str, language: str) -> str | None:
    """Idioms: no longer and not yet, do not forget, not limited to."""
    if not any(word in english for word in IDIOM):
        return None
    if re.search(r"\bno longer\b|\banymore\b|\bany longer\b", english) and "not yet" not in english:
        soon = re.search(r"尚未|还未|还没|\bеще не\b|\bпока нет?\b", text)
        if soon and not re.search(r"不再|больше не|более не|уже не", text):
            return f"'{soon.group()}' means 'not yet', the English says 'no longer'"
    elif re.search(r"(?:\b(?:not|no|nobody|nothing|none|never)|n['’]t)\b[^.;:]{0,60}\byet\b", english):
        over = re.search(r"不再|больше не|более не\b|уже не\b", text)
        if over and not re.search(r"尚|还未|еще не|пока", text):
            return f"'{over.group()}' means 'no longer', the English says 'not yet'"
    match = _UNTIL[language].search(text) if "until" in english and _TILL.search(english) else None
    if match and not _WAIT.search(text):
        return f"'{match.group()}' says something else than 'until'"
    match = None
    if "neither" in english and language == "zh":
        match = re.search(r"既(?![不没未无非])[^，。；]{1,30}，?[也又](?=[不没未无非])", text)
    elif re.search(r"\b(?:don['’]t|do not) forget\b", english):
        match = re.search(r"(?<!не )(?<!не\u00a0)\bзабуд|(?<!请)(?<![勿不别])(?<![不别]要)忘(?!了)", text)
    elif re.search(r"\bnot limited to\b", english) and not denies(text, language, english + " limit"):
        match = re.search(r"\bограничива|限于|仅限", text)
    return f"'{match.group()}' affirms what the English denies" if match else None


def _added(english: str, text: str, pair: Pair) -> re.Match[str] | None:
    """The word of a translation that denies what an English sentence without any "not" affirms."""
    language = pair.language
    if not pair.terms and _MENDED.search(text):
        return None
    restricted = re.search(r"\bonly\b", english) and JUST[language].search(text)
    if not EN_HINT.search(re.sub(r"\bonly\b", "", english) if restricted else english):
        for positive, negative in _OPPOSITES[language]:
            match = negative.search(text)
            # Twice denied is affirmed: "must stay on" may become "must not be switched off".
            if match and positive.search(english):
                rest = text[: match.start()] + text[match.end() :]
                if not denials(rest, language, english):
                    return match
    return None
