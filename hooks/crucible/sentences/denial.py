"""How often a translation says "not": in so many words, or in a word that holds one, such as 除外, кроме and 缺失.

A word of the second kind says nothing where the English has the same word: 取消 denies only where the English does not
say "cancel" itself. In our own texts it must also be able to render the "not" that the English has.
"""

from __future__ import annotations

import re
from functools import cache

from crucible.sentences.asked import Asked, asked
from crucible.sentences.polarity import EN_NOT, NEUTRAL

_ANY = ""
_ROWS: tuple[tuple[str, str | None, str, str], ...] = (
    (r"cancel|undo|revers|revok|withdr", None, "取消|撤消|撤销", r"отмен|отозв"),
    (r"delet|remov|eras|\bclear", r"check|select|mark|tick|keep", "删除|移除|清除", r"удал|снят|снима"),
    (
        r"error|fail|wrong|mistake|incorrect|problem|issue|fault|crash|outage|break|bug",
        r"wrong|correct|right|valid|accurate|succe|work|able|can|could|fail",
        "错|失败|有误",
        r"ошиб|сбо[йея]|неудач",
    ),
    (
        r"clos|exit|leav|off\b|shut|sign out|log out",
        r"open|activ|enabl|\bon\b",
        "关闭|退出|离开",
        r"закры|выход|выйти|выйд",
    ),
    (r"empty|blank|clear", r"blank|fill|\bno\b|nothing|without|any", "空(?![间格])", r"пуст"),
    (
        r"\bend|expir|finish|complet|over\b|termin|run out|used up|due|out of date|\bold",
        r"longer|anymore|remain|left|valid",
        "结束|过期|到期|终止|用完|执行完",
        r"конч|истек|заверш|просроч",
    ),
    (
        r"stop|paus|suspend|ceas|discontin|terminat",
        r"longer|anymore|continu|run|work",
        "停止|停用|终止|中止|暂停",
        r"прекра[тщ]|перест|приостан",
    ),
    (
        r"\bonly\b|just|sole|exclusive|limit|restrict",
        r"until|unless|except|\bbut\b|\bnon|multiple|other|nobody|no one|nothing|none|more|over|exceed|before|beyond",
        "[仅只]|(?<![权期时年])限|唯一|单独",
        r"\bтолько|\bлишь|исключительн|единственн|ограничен",
    ),
    (
        r"except|exclud|other than|besides|apart",
        _ANY,
        "(?<![删移清解])除|以外|之外|例外",
        r"\bкроме|\bпомимо|исключ",
    ),
    (
        r"disabl|turn off|deactivat",
        r"enabl|activ|turn|allow|let|permit|can|may",
        "禁用|关闭",
        r"отключ|выключ",
    ),
    (r"block|restrict|lock", r"allow|let|permit|can|may", "屏蔽|阻止", r"блокир"),
    (r"miss|lack|skip|omit|ignor", _ANY, "缺|遗漏|跳过|忽略|错过|省略", r"пропу|недост|отсутств|игнорир|нехват"),
    (r"den[yi]|refus|reject|declin", _ANY, "拒绝?|驳回", r"отказ|отклон"),
    (r"prevent|avoid|protect|stop|block", _ANY, "防止|避免|阻止|预防", r"предотвра|избе[гж]|препятств|мешает"),
    (r"instead|rather|replac", _ANY, "代替|而非|改为|改用|胜过", r"\bвместо|замен"),
    (
        r"before|until|unless|prior|first|once|after|yet",
        r"until|unless|without|before|yet|later|\bbut\b",
        "之前|以前|直到|(?<!人)才|除非|方可|在[^，。；]{1,12}[^之以]前(?![端面台后景置])",
        r"\bдо\b|\bпрежде|\bпока\b|\bраньше|\bранее",
    ),
    (
        r"los[es]|lost|disappear|vanish",
        r"longer|anymore|have|access|missing|lack",
        "丢失|遗失|失去|丧失|消失",
        r"потер|утра[тч]|лиш[аеи]|исчез|пропад",
    ),
    (r"hid|conceal", r"show|shown|see|seen|visible|display|appear", "隐藏", r"скры"),
    (
        r"different|differ|other|another|separate|else",
        r"same|equal|alike|match|identical|wrong|no longer|\bof\b",
        "其他|另|独立|别的|不同",
        r"\bин(?:ой|ого|ая|ое)|\bдруг|отлича|различ|отдельн",
    ),
    (r"\bfree\b", r"charge|cost|fee|pay|price|bill", "免费", r"бесплатн"),
    (r"prohibit|forbid|\bban", _ANY, "禁|勿|莫", r"запре[тщ]"),
    (r"without|lack", _ANY, "脱离|缺乏|缺少", r"\bвне\b|\bминуя"),
    (
        r"hard|difficult|rare|seldom|few|little|less",
        r"\bcan|able|easy|easily|often|many|much|unlikely|enough|more",
        "难以|很少|少于|少",
        r"трудно|сложно|редко|\bмало\b|едва|вряд ли",
    ),
    (r"otherwise|else|or\b", r"\bif\b|unless", "否则", r"\bиначе"),
    (r"old|legacy|deprecat|retire|outdat|out of date", r"longer|current|recent|new", "过时|旧", r"устар"),
    (r"zero|\b0\b", r"\bno\b|none|nothing|any", "零(?![售件])", r"\bноль|\bнул"),
    (r"keep|remain|stay|leave|left", r"delet|remov|chang|clear|discard|los", "保留", r"\bоста[вет]"),
    (r"against|opposite|contrary", r"comply|follow|line|accord", "相反|违反|反对", r"\bпротив"),
    (r"refrain", _ANY, "克制", r"воздерж"),
    (
        r"(?:no|not) (?:more|longer|greater|later)|at most|up to|maximum|exceed|less|fewer",
        r"more|longer|greater|later|exceed|over|above|less|fewer|lower|under",
        "最多|至多|不[得能可应]?(?:超过|多于|高于|大于|晚于|少于|低于|小于)|上限|之前",
        r"не более|не больше|максимум|не позднее|не превыша",
    ),
    (
        r"\bsome\b|part",
        r"\ball\b|every|each|any|always|entire|complete",
        "部分|有些|个别|某些",
        r"некотор|отдельны|частичн",
    ),
)
"""The English words that explain it; those whose "not" it can render; the words in Chinese and in Russian."""
_EXPLICIT = {
    "zh": re.compile(r"不|没(?!收)|沒|無|未|并非|非(?!常)|无|勿|毋|莫|否(?!认)|禁止|严禁|尚无|免(?!费)|谢绝|从不|绝不"),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без)\b|\bне[а-я]{3,}|\bбез[а-я]{3,}|\bбес(?!плат|ед)[а-я]{3,}|\bнельзя|\bникак|"
        r"\bзапрещ|\bотсутств|\bотпада[ею]т"
    ),
}


@cache
def _implicit(language: str) -> tuple[tuple[Asked, Asked | None, Asked], ...]:
    """The rows above for a language."""
    return tuple(
        (asked(same), None if renders is None else asked(renders), asked(zh if language == "zh" else ru))
        for same, renders, zh, ru in _ROWS
    )


def denials(text: str, language: str, english: str, *, denied: str | None = None, own: str = "") -> int:
    """How often a sentence of a translation (small letters) says "not" in a way that its English does not explain.

    With `denied`, a word that holds a "not" counts only where it can render one of those in `denied`. The words of the
    English in `own` explain nothing: they are what is to be rendered.
    """
    # A word that the English has too says nothing, in whatever row it stands.
    found, bare = explicit(text, language), text
    for same, _, words in _implicit(language):
        if same.search(english) and not (own and same.search(own)):
            bare = words.sub(" ", bare)
    for _, renders, words in _implicit(language):
        if denied is None or (renders is not None and renders.search(denied)):
            found += len(words.findall(bare))
    return found


def explicit(text: str, language: str) -> int:
    """How often a sentence of a translation (small letters) says "not" in so many words."""
    return len(_EXPLICIT[language].findall(NEUTRAL[language].sub(" ", text)))


def denies(text: str, language: str, english: str) -> bool:
    """Whether a sentence of a translation says "not" at all, as `denials` counts it."""
    return explicit(text, language) > 0 or denials(text, language, english) > 0


_SOMEHOW = {
    "zh": re.compile(
        "[仅只才缺难]|各[自不有]|保[持留]|手[动工]|不[同限]|无限|除非|脱离|避免|防止|杜绝|[失无]效|否则|怀疑|[降减][低少轻]|消失|错|失败|false|别(?![的处人样名])"
    ),
    "ru": re.compile(
        r"\b(?:только|лишь|вручную|хотя|чтобы не|вне|минуя|иначе|вряд ли|едва|ни(?:когда|где|кто|что|чего)|false)\b"
        r"|«ни[а-я]{2,8}»"
        r"|\bразн(?:ый|ая|ое|ые|ого|ой|ому|ым|ых|ыми|ую)\b"
        r"|избе[гж]|предотвра|\bплохо\b|трудно|сложно|сомнева|исчез|пропада|сни[зж]|уменьш|сохран|ошиб|сбо[йея]"
    ),
}


def denies_somehow(text: str, language: str) -> bool:
    """Whether a translation may say "not" in words that say other things too: 不同, чтобы не, or left in English."""
    return bool(_SOMEHOW[language].search(text) or EN_NOT.search(text))
