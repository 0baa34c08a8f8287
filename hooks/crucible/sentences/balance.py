"""In our own texts: a sentence denies, demands and restricts as often as its English, neither more nor less.

Words are counted, not found: a "not" that stands elsewhere in the sentence excuses nothing. That is too strict for the
free renderings of other people's pages, so these laws ask for a glossary.
"""

from __future__ import annotations

import re
from functools import cache

from crucible.sentences.asked import Asked, asked
from crucible.sentences.denial import denials, denies, explicit
from crucible.sentences.polarity import EN_IDIOM, NEUTRAL, STRONG

DENIES = Asked(
    r"\b(?:not|cannot|never|nobody|no one|none|nothing|neither|without|missing|lack(?:s|ing|ed)?|wrong"
    r"|un(?:able|available|supported|authori[sz]ed)|in(?:eligible|correct|valid|active|complete)|out of scope"
    r"|le(?:ft|aves?|aving) out|fail(?:s|ed)? to|unknown"
    r"|un(?!it|ifi|install|lock|pack|subscrib|limit|mount|expect|compress|focus)[a-z]{3,}ed)\b"
    r"|n['’]t\b|\bno (?=[a-z])"
)
_BARRED = Asked(
    r"(?:\b(?:not|no|never|nobody|nothing|cannot)|n['’]t)\b"
    r"(?:(?! (?:where|when|if|that|which|so|and|or) )[^,;:]){1,60}?\b(?:without|except)\b"
)
"""Denied twice, which a translation may well affirm: nothing without a key, only with a key."""
_CLAUSE = {
    "zh": re.compile(r"除非|直到|之前|以前"),
    "ru": re.compile(r"\b(?:пока|если|прежде чем)\b[^.,;:—]{0,60}?\bне\b|\bдо\b|\bпрежде|\bран(?:ьш|е)е"),
}
_BOUNDED = Asked(r"\b(?:until|unless|before)\b")

_REASONS = Asked(
    r"\b(?:no|not|never|none|neither|nor|nothing|nobody|without|unless|except|fail\w*|lack\w*|cannot|missing|absent"
    r"|un(?!der|i[fqtv]|ion|til\b|less\b)[a-z]{4,}|unset|in(?:valid|active|correct|complete|eligible|sufficient"
    r"|accurate|accessible|compatible|consistent|definite|visible|appropriate|adequate|effective|frequent)\w*"
    r"|i(?:m(?:possible|proper|mutable)|l(?:legal|legible)|rr[a-z]+)\w*|non[a-z-]*|mis[a-z]{4,}|[a-z]{3,}less|wrong|bad"
    r"|dis(?:able|allow|agree|appear|connect|regard|card|continu)\w*|refus\w*|reject\w*|den(?:y|ies|ied)|exclu\w*"
    r"|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|stop\w*|skip\w*|ignor\w*|suppress\w*|omit\w*|hid(?:e|es|den|ing)"
    r"|rather|instead of|other than|outside|out of(?! date)|free of|far from|leav\w+(?: \w+){0,2} out|away|leav\w+"
    r"|(?:left|rul\w+|keep\w*|lock\w*|opt\w*) out|rarely|seldom|hardly|barely|blank|empty|zero|refrain\w*|against"
    r"|yet to)\b|n['’]t\b"
)
"""Each accounts for one word that denies."""
_COMPARES = Asked(
    r"\bnot? (?:more|less|fewer|later|earlier|greater|sooner|longer) than\b|\bnot (?:only|just|merely|simply)\b"
)
"""不超过, не более and 不仅 count as no denial in a translation either."""
_HELD = Asked(
    r"\b(?:without|except|refus\w*|reject\w*|den(?:y|ies|ied)|exclu\w*|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|stop\w*"
    r"|skip\w*|ignor\w*|hid(?:e|es|den|ing)|instead of|rather)\b"
)
_HOLDS = {
    "zh": re.compile(r"拒绝?|驳回|(?<![删移清解])除|避免|防止|阻止|停止|跳过|忽略|隐藏|禁止|代替|而非"),
    "ru": re.compile(
        r"\bбез |\bкроме|\bотказ|\bотклон|исключ|избе[гж]|предотвра|запре[тщ]|прекра[тщ]|останов|пропу|игнорир|скры"
        r"|\bвместо"
    ),
}
_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    (
        r"\buntil\b|\bas long as\b|\bwhile\b",
        r"(?:在|直到)[^，。；]{0,20}[未没不][^，。；]{0,12}前",
        r"\bпока\b[^.,;:—]{0,60}?\bне\b",
    ),
    (r"\bbefore\b", r"[未没][^，。；]{0,16}前", r"\b(?:прежде чем|пока)\b[^.,;:—]{0,60}?\bне\b"),
    (r"\bbeyond\b", r"不(?:在|属|包)", r"\bне (?:вход|относ|включ|ограничив)"),
    (
        r"\bonly\b",
        r"除.{1,30}外.{0,10}?[不没无]|[不没无].{1,30}?(?:以外|之外|除非)",
        r"\bне\b.{1,60}?\b(?:кроме|помимо|пока|если|раньше|ранее)\b",
    ),
    (
        r"\bout of date\b|\bold|\bexpir|\bend(?:s|ed)\b",
        r"不[再是]|失效",
        r"\bне (?:актуал|действ)|\b(?:больше|уже) не\b",
    ),
    (r"\b(?:run|ran) out\b|\bused up\b", r"没有?了|不[足够]", r"\bне (?:ост|хват)"),
    (r"\bfree\b|\bincluded\b", r"无需|不[收必用]", r"\bне (?:взима|плат|нужно плат|надо плат|требует)"),
    (r"\bdiffer|\bchang", r"不一样|不一致", r"\bне (?:совпа|одинаков|тот|та|то|те)\b"),
    (r"\b(?:hard|difficult|complex)\b", r"不[易容简]", r"\bне (?:легк|прост|так)"),
    (r"\b(?:idle|down|dead|stuck)\b", r"未使用|不可?用|没有?[使反]", r"\bне (?:работ|отвеча|использ|занят)"),
    (r"\bregardless|\bwhatever|\bindependent|\bmatter", r"不[管论限]", r"\bне (?:важно|зависи|имеет значения)"),
    (r"\berrors?\b|\bcould\b", r"无法|未能|不能", r"\bне уда"),
    (
        r"\b(?:same|keep|remain|stay|stays|retain\w*|intact|fixed|as is)\b",
        r"不[变改]|没有?变|未变",
        r"\bне (?:мен|измен|отлич|трог|удал)|\bбез изменений",
    ),
    (r"\boptional|\bneed only\b", r"不必|不是必", r"\bне (?:обязательн|требу)"),
    (r"\btoo\b|\bless\b|\bfew", r"不[足够到如太多]", r"\bне (?:так|столь|много|слишком|умеща|помеща)"),
    (r"\binsecure\b", r"不安全", r"\bне (?:без|за)"),
    (r"\belse\b|\botherwise\b", r"不然", r"\bесли не"),
)
_SAID = {
    "zh": re.compile(
        r"(?<!而)(?<![看打找得收做])不(?!同|停|便|适|自在|可或缺|可避免|幸|良|一致|仅|断|过|论|管|久|妨|少|止|光|但|只|限|得不|错|时|客气|好意思)|没(?!收)"
        r"|未(?!来|经)|请勿|切勿|并非|无(?:法|需|须|权)|(?<!而)不是"
    ),
    "ru": re.compile(
        r"(?<!или )\bне (?!только|менее|более|позднее|раньше|меньше|больше|выше|ниже|свыше)[а-я]+|\bнельзя\b|"
        r"\bнет\b(?!,)"
    ),
}
_AGAIN = {
    "zh": re.compile(r"[也又亦](?:不|没|未|无法|无需)"),
    "ru": re.compile(r"\b(?:и|или|а также|также|тоже) (?:не \w+|без)\b"),
}
"""One "not" of the English before two words: 不包括培训，也不包括维修."""


@cache
def _by_reason(language: str) -> tuple[tuple[Asked, Asked], ...]:
    return tuple((asked(english), asked(zh if language == "zh" else ru)) for english, zh, ru in _EXPLAINED)


def unasked_denial(english: str, text: str, language: str) -> str | None:
    """The last word that denies (small letters), where the English has fewer reasons for such words."""
    said = _SAID[language]
    if not said.search(text):
        return None
    text = NEUTRAL[language].sub(lambda found: "\x1e" * len(found.group()), text)
    reasons = len(_REASONS.findall(_COMPARES.sub(" ", english)))
    # Where the translation has a word like the English one, that accounts for no "not" besides.
    reasons -= min(len(_HELD.findall(english)), len(_HOLDS[language].findall(text)))
    if len(said.findall(text)) <= reasons:
        return None
    if reasons:
        text = _AGAIN[language].sub("\x1e", text)
    for reason, words in _by_reason(language):
        if reason.search(english):
            text = words.sub("\x1e", text)
    left = said.findall(text)
    return left[-1] if len(left) > reasons else None


def lost_denial(english: str, text: str, language: str) -> bool:
    """Whether a sentence denies less often than its English."""
    if not DENIES.search(english):
        return False
    bare = EN_IDIOM.sub(" ", english)
    wanted = len(DENIES.findall(bare)) - len(_BARRED.findall(bare))
    if wanted <= 0:
        return False
    if _BOUNDED.search(english):
        text = _CLAUSE[language].sub(" ", text)
    if explicit(text, language) >= wanted:
        return False
    plain, own = _BOUNDED.sub(" ", DENIES.sub(" ", english)), " ".join(DENIES.findall(bare))
    return denials(text, language, plain, denied=english, own=own) < wanted


_MUST = Asked(
    r"\b(?:must|shall|ought|ha(?:ve|s|d) to|mandatory|compulsory|oblig\w*|necess\w*|sure|ensure\w*|supposed"
    r"|(?:en)?forc\w*)\b|\bcan(?:not|['’]t| not)\b.{1,60}\b(?:until|unless|without|before)\b"
)
_NEED = Asked(
    r"\b(?:should|need(?:s|ed|ing)?\b(?! (?:are|is|of))|requir\w*|essential|responsib\w*|expected|prerequisite\w*|vital"
    r"|demand\w*|only|(?:is|are|was|were)(?: \w+)? (?:to|due)\b)"
)
_NEEDS = {
    "zh": re.compile(r"需|应|要求|要(?![是闻点么素])|[才方]|[只仅]"),
    "ru": re.compile(r"\bтреб|\bпотреб|\bнуж|\bнеобходим|\bнадо\b|\bследует|\bтольк|\bлишь|\bпонадоб"),
}
_FREED = {"zh": re.compile(r"[不非](?:是|一定|再)?必须"), "ru": re.compile(r"\bне (?:долж|обяз)[а-я]+")}


def unasked_demand(english: str, text: str, language: str) -> str | None:
    """The last word that demands, where the English demands less often.

    "Need", "should" and "only" account for such a word unless the translation has a word for them besides.
    """
    said = STRONG[language].findall(text)
    if not said:
        return None
    said = STRONG[language].findall(_FREED[language].sub(" ", text))
    needs = max(0, len(_NEED.findall(EN_IDIOM.sub(" ", english))) - len(_NEEDS[language].findall(text)))
    turned = bool(DENIES.search(EN_IDIOM.sub(" ", english))) and not denies(text, language, english)
    return said[-1] if len(said) > len(_MUST.findall(english)) + needs + turned else None


_ONLY = Asked(r"(?<!if )(?<!not )(?<!read[ -])(?<!view[ -])(?<!the )(?<!-)\bonly\b")
_JUST = {
    "zh": re.compile(r"[仅唯]|只(?![要需读])|才(?!能?人)|单[独一]|专[门用供]|限于|除.{1,30}外|方可|即可"),
    "ru": re.compile(r"\bтолько\b|\bлишь\b|\bисключительн|\bединственн|\bвсего\b|\bкроме\b|\bне ран|\bпросто\b"),
}
_RESTRICTS = {
    "zh": Asked(r"(?<![不非])(?:仅|只(?![要需]))", signs=("仅", "只")),
    "ru": Asked(
        r"(?<!как )(?<!не )\bтолько\b(?! что)|\bлишь\b|\bисключительно\b", signs=("только", "лишь", "исключительно")
    ),
}
_LIMITS = Asked(
    r"\b(?:only|just|sole\w*|exclusiv\w*|alone|merely|simply|until|unless|but(?! also)|except|limit\w*|restrict\w*"
    r"|single|once|no more|no longer than|at most|up to|beyond an?|nothing|nobody|no one|few|less"
    r"|reserved|purely|unique\w*|without|before|apart|other than|even|specific\w*|must|cannot|not|exact\w*|one"
    r"|readonly)\b|n['’]t\b|\bnon"
)


def lost_restriction(english: str, text: str, language: str) -> bool:
    """Whether a sentence says "only" less often than its English."""
    wanted = len(_ONLY.findall(english)) if "only" in english else 0
    return wanted > len(_JUST[language].findall(text)) if wanted else False


def unasked_restriction(english: str, text: str, language: str) -> str | None:
    """The word for "only" of a sentence whose English restricts nothing.

    Chinese adds 只 and 才 freely: there it is a fault where the English says "not only".
    """
    if language == "zh" and "not only" not in english and "not just" not in english:
        return None
    match = _RESTRICTS[language].search(text)
    return match.group() if match and not _LIMITS.search(EN_IDIOM.sub(" ", english)) else None
