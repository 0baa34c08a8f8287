"""The words with which English, Chinese and Russian deny, demand, allow and restrict.

Tuned for precision: what stands here decides whether a reader is told that "must" became "need not".
Russian words
are matched with boundaries ("причине требуется" holds no "не требуется"), Chinese ones after
look-alikes such as
不同 and 无限制 are taken out.
"""

from __future__ import annotations

import re

# --- English
# ---------------------------------------------------------------------------------------------------------

EN_NOT = re.compile(
    r"\b(?:not|cannot|never|nobody|nothing|neither|nor|none|unless|without|"
    r"unavailable|unable|unsupported|unauthori[sz]ed|ineligible)\b|n['’]t\b|\bno (?=[a-z])"
)
EN_FAINT = re.compile(
    r"\bnot (?:only|just|simply|merely|limited|until|later|earlier|before|after|more|less|fewer|"
    r"exceed|greater|longer than"
    r"|to mention|to exceed|necessarily|applicable|very|too|unlike|already|sure|be more|be less|"
    r"be greater|be later)"
    r"|\b(?:whether|if|why|or|and) not\b|\bno (?:later|sooner|more|less|fewer|longer than|matter|"
    r"problem|doubt|one but|earlier|and|or"
    r"|greater)\b|n['’]t (?:forget|hesitate|worry|wait|until|necessarily|miss|fear|mind|already|just|"
    r"only|you|it|we|they|exceed)"
    r"|\b(?:has|have|had)n['’]t already|\bif (?:you|it|they|your \w+) (?:have|has)(?:n['’]t|"
    r" not) .{0,20}(?:already|yet)\b"
    r"|\b(?:nothing|nobody|no one) (?:but|else)|\bnever mind|\bno\.|\b(?:not|nothing|nobody|never|no) .{0,60}\b(?:but|"
    r"until|unless|without)\b|n['’]t .{1,60}\b(?:but|until|unless|without)\b"
    r"|\bcannot .{1,60}\b(?:until|unless|without|before)\b|\byes or no\b|\bif not\b|\bnot too\b|"
    r"\bn/a\b|\bknow\b|\byou don['’]t want\b|\bmore often than not\b"
)
EN_HINT = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|without|only|solely|unless|until|except\w*|"
    r"fail\w*|lack\w*|prevent\w*|avoid\w*|den(?:y|ied|ies)"
    r"|reject\w*|refus\w*|restrict\w*|prohibit\w*|exclu\w*|exempt\w*|free|block\w*|stop\w*|"
    r"los[est]\w*|miss\w*|errors?|issues?|problems?"
    r"|limit\w*|instead|rather|otherwise|hard|difficult\w*|expir\w*|cancel\w*|remov\w*|delet\w*|"
    r"suspend\w*|terminat\w*|before|wrong"
    r"|old\w*|retir\w*|deprecat\w*|optional\w*|waiv\w*|regardless|whether|few\w*|little|hardly|"
    r"barely|rarely|seldom|beyond|out|away"
    r"|off|skip\w*|ignor\w*|hid\w*|leav\w*|less|zero|empty|blank|against|still|yet|alone|opposite"
    r"|independent\w*|disabl\w*|disconnect\w*|disappear\w*|discontinu\w*|unable|un[a-z]{4,}|"
    r"in(?:valid|active|correct|complete|eligible|accurate|sufficient|accessible)\w*"
    r"|im(?:possible|proper)\w*|ir\w+less|non[a-z-]*|[a-z]{3,}less|stale|outage\w*|down|ended|"
    r"ends|too|than|cannot|abandon\w*|withdr\w*|revok\w*|declin\w*"
    r"|minimi[sz]\w*|reduc\w*|troubl\w*|impact\w*|interrupt\w*|worr\w*|forget|vary|varies|but|"
    r"although|however)\b|n['’]t\b"
)
EN_MUST = re.compile(
    r"\bmust\b|\b(?:is|are|be|been|was|were) (?:also |always |still |now |legally |"
    r"contractually )?(?:required|obliged|obligated|mandatory)\b"
    r"|\b(?:have|has|need|needs) to\b|\bshall\b|\brequired\b|\brequires?\b|\bmandatory\b"
)
EN_STRONG = re.compile(r"\bmust\b|\bmandatory\b|\bobliged\b|\b(?:is|are) required to\b|\bshall\b")
EN_NEED_NOT = re.compile(
    r"\b(?:do|does|did|will|would)(?:n['’]t| not) (?:need|have|require)\b|\bneed(?:n['’]t| not)\b|"
    r"\b(?:not|never|n['’]t) (?:be )?(?:required|necessary|mandatory|obliged|obligatory)\b"
    r"|n['’]t (?:required|necessary|mandatory|obliged)\b|\bno (?:need|requirement|obligation)\b|"
    r"\b(?:is|are) optional\b"
)
EN_MUST_NOT = re.compile(
    r"\bmust(?:n['’]t| not)\b|\b(?:not|n['’]t) (?:allowed|permitted)\b|\b(?:is|are) (?:prohibited|"
    r"forbidden)\b|\bcan(?:not|['’]t| not)\b"
)
EN_MAY = re.compile(
    r"\b(?:can|may|could|might|able|possible|allow\w*|let|lets|enabl\w*|permit\w*|option\w*|choose|"
    r"free to|want)\b"
)
EN_NEED = re.compile(
    r"\b(?:must|shall|should|need\w*|requir\w*|mandatory|oblig\w*|have to|has to|had to|necessary|"
    r"ought|only|make sure|ensure|be sure|supposed|expected|essential"
    r"|responsib\w*|sure|agree\w*|commit\w*|will|until|unless|before|once|after|if|when|cannot|not|"
    r"no|prerequisite\w*|condition\w*|eligib\w*|has|have)\b|n['’]t\b"
)

# --- translations
# ----------------------------------------------------------------------------------------------------

ZH_NEUTRAL = re.compile(
    r"不(?:同|仅|断|过|论|管|久|妨|少|止|光|但|只)|无(?:论|限)|非常|未来|是否|是不是|能否|可否|特别|"
    r"别的|区别|类别|级别|识别|分别|性别|个别|鉴别|别名|选择|部分|未满|不足|"
    r"(?<![看找得达收做想用])不到|不(?:超过|少于|多于|低于|高于|晚于|早于|大于|小于)"
    r"|不(?=限制)|除非?常|无法律|非洲|防患未然"
)
RU_NEUTRAL = re.compile(
    r"\bне(?:дел|сколь|обходим|котор|медлен|давн|отъемл|редк|фт|гатив|обычн|посредств|пременн|прерывн|"
    r"ограничен)[а-я]*|\bне только|\bне менее|\bне более|\bне позднее|\bне раньше|\bчтобы не [а-я]+"
)
ZH_NEED_NOT = re.compile(
    r"不(?:再)?需要?(?!求|的)|无(?:需|须)|毋[需须]|不必(?!须)|不用(?!户|于|途)|不要求|不强制|(?:不是|"
    r"并非|非)必[需须]|没有?必要|没有义务|没有要求|可选|不做要求|不作要求"
)
ZH_MUST = re.compile(r"必须|必需|务必|需要|须|应|需|得先|一定要|要求|有义务|有责任|强制|[才方]|要(?!是|闻|点|么)")
ZH_STRONG = re.compile(r"必须|务必|有义务|一定要|强制要求")
ZH_MUST_NOT = re.compile(r"不[得可能许准]|不允许|不应|禁止|无法|不可以|请勿|切勿|严禁|无权|不能")
ZH_MAY = re.compile(r"可以|可选(?!择)|有权|允许|不妨|可自行|可自由")
RU_NEED_NOT = re.compile(
    r"\bне (?:требу|потребу|нужн|обяза|надо|понадоб|нуждае|необходим|"
    r"долж[еня][а-я]{0,2} (?:обязательно)|придется|приходится|следует обязательно)[а-я]*|"
    r"\bнеобязательн|\bнет (?:необходимости|нужды|обязательств|требовани)"
    r"|\bбез необходимости|\bпо желанию"
)
RU_MUST = re.compile(
    r"\bдолж(?:ен|на|но|ны)\b|\bобяз(?:а|ы)|\bнеобходим|\bнуж(?:н|е)|\bнадо\b|\bтреб(?:у|о)|\bпотреб(?:у|"
    r"о)|\bследует\b|\bприд[её]тся|\bпонадоб|\bприходится|\bнадлеж|\bобязательн|\bполагается"
)
RU_STRONG = re.compile(r"\bдолж(?:ен|на|ны)\b(?! быть (?:доступ|вид))|\bобязан[аоы]?\b|\bобязательно\b")
RU_MUST_NOT = re.compile(
    r"\bнельзя\b|\bзапрещ|\bне (?:долж(?:ен|на|но|ны)|мо(?:жет|гут|жете|жем|гу)|смо(?:жет|гут|жете|жем)|"
    r"разреш|допуска|позвол|следует|вправе)[а-я]*|\bневозможн|\bнедопустим|\bне имее[а-я]* прав"
)
RU_MAY = re.compile(
    r"\bмо(?:жет|гут|жете|жно)\b|\bвправе\b|\bразреш|\bдопуска|\bвозможн|\bпо желанию|\bпозвол|"
    r"\bспособ[ен]"
)

NEUTRAL = {"zh": ZH_NEUTRAL, "ru": RU_NEUTRAL}
NEED_NOT = {"zh": ZH_NEED_NOT, "ru": RU_NEED_NOT}
MUST = {"zh": ZH_MUST, "ru": RU_MUST}
STRONG = {"zh": ZH_STRONG, "ru": RU_STRONG}
MUST_NOT = {"zh": ZH_MUST_NOT, "ru": RU_MUST_NOT}
MAY = {"zh": ZH_MAY, "ru": RU_MAY}
JUST = {
    "zh": re.compile("[仅只才单]|唯一"),
    "ru": re.compile(r"\b(?:только|лишь|исключительно|единственн[а-я]+|пока)\b"),
}


# What says "not" without a "not", with the English words that may stand behind it: 取消 denies only
# where the English
# does not say "cancel" itself.
_IMPLICIT: tuple[tuple[re.Pattern[str], dict[str, re.Pattern[str]]], ...] = tuple(
    (re.compile(english), {"zh": re.compile(chinese), "ru": re.compile(russian)})
    for english, chinese, russian in (
        (r"cancel|undo|revers|revok|withdr", "取消|撤消|撤销", r"отмен|отозв"),
        (r"delet|remov|eras|\bclear", "删除|移除|清除", r"удал|снят|снима"),
        (r"error|fail|wrong|mistake|incorrect|problem|issue", "错|失败|有误", r"ошиб|сбо[йея]|неудач"),
        (r"clos|exit|leav|off\b|shut|sign out|log out", "关闭|退出|离开", r"закры|выход|выйти|выйд"),
        (r"empty|blank|clear", "空(?![间格])", r"пуст"),
        (
            r"\bend|expir|finish|complet|over\b|termin|run out|used up|due",
            "结束|过期|到期|终止|用完",
            r"конч|истек|заверш|просроч",
        ),
        (
            r"stop|paus|suspend|ceas|discontin|terminat",
            "停止|停用|终止|中止|暂停",
            r"прекра[тщ]|перест|приостан",
        ),
        (
            r"\bonly\b|just|sole|exclusive|limit|restrict",
            "[仅只]|(?<![权期时年])限|唯一|单独",
            (r"\bтолько|\bлишь|исключительн|единственн|ограничен"),
        ),
        (
            r"except|exclud|other than|besides|apart",
            "(?<![删移清解])除|以外|之外|例外",
            r"\bкроме|\bпомимо|исключ",
        ),
        (r"disabl|turn off|deactivat|block|restrict", "禁用|关闭|屏蔽|阻止", r"отключ|блокир"),
        (r"miss|lack|skip|omit|ignor", "缺|遗漏|跳过|忽略|错过", r"пропу|недост|отсутств|игнорир"),
        (r"den[yi]|refus|reject|declin", "拒绝?|驳回", r"отказ|отклон"),
        (r"prevent|avoid|protect|stop|block", "防止|避免|阻止|预防", r"предотвра|избе[гж]|препятств|мешает"),
        (r"instead|rather|replac", "代替|而非|改为|改用", r"\bвместо|замен"),
        (
            r"before|until|unless|prior|first|once|after|yet",
            "之前|以前|直到|(?<!人)才|除非|方可",
            r"\bдо\b|\bпрежде|\bпока\b|\bраньше|\bранее",
        ),
        (r"los[es]|lost", "丢失|失去|丧失", r"потер|утра[тч]|лиш[аеи]"),
        (r"hid|conceal", "隐藏", r"скры"),
        (
            r"different|differ|other|another|separate|else",
            "其他|另|独立|别的",
            r"\bин(?:ой|ого|ая|ое)|\bдруг|отлича|отдельн",
        ),
        (r"\bfree\b", "免费", r"бесплатн"),
        (r"prohibit|forbid|\bban", "禁|勿|莫", r"запре[тщ]"),
        (r"without|lack", "脱离|缺乏|缺少", r"\bвне\b|\bминуя"),
        (
            r"hard|difficult|rare|seldom|few|little|less",
            "难以|很少|少于|少",
            r"трудно|сложно|редко|\bмало\b|едва|вряд ли",
        ),
        (r"otherwise|else|or\b", "否则", r"\bиначе"),
        (r"old|legacy|deprecat|retire|outdat", "过时|旧", r"устар"),
        (r"zero|\b0\b", "零(?![售件])", r"\bноль|\bнул"),
        (r"keep|remain|stay|leave|left", "保留", r"\bоста[вет]"),
        (r"against|opposite|contrary", "相反|违反|反对", r"\bпротив"),
        (r"refrain", "克制", r"воздерж"),
        (
            r"(?:no|not) (?:more|longer|greater|later)|at most|up to|maximum|exceed|less|fewer",
            "最多|至多|不(?:得)?超过|上限|之前",
            r"не более|не больше|максимум|не позднее|не превыша",
        ),
        (r"\bsome\b|partial", "部分|有些|个别|某些", r"некотор|отдельны|частичн"),
    )
)
_EXPLICIT = {
    "zh": re.compile(r"不|没(?!收)|沒|無|未|并非|非(?!常)|无|勿|毋|莫|否(?!认)|禁止|严禁|尚无|免(?!费)|谢绝|从不|绝不"),
    "ru": re.compile(
        r"\b(?:не|ни|нет|без)\b|\bне[а-я]{3,}|\bбез[а-я]{3,}|\bбес(?!плат|ед)[а-я]{3,}|\bнельзя|\bникак|"
        r"\bзапрещ|\bотсутств"
    ),
}


def denials(text: str, language: str, english: str) -> int:
    """How often a sentence of a translation (small letters) says "not" in a way that its English does not explain."""
    found = len(_EXPLICIT[language].findall(NEUTRAL[language].sub(" ", text)))
    # A word that the English has too says nothing, in whatever row it stands.
    for source, words in _IMPLICIT:
        if source.search(english):
            text = words[language].sub(" ", text)
    return found + sum(len(words[language].findall(text)) for _, words in _IMPLICIT)


def denies(text: str, language: str, english: str) -> bool:
    """Whether a sentence of a translation says "not" at all, as `denials` counts it."""
    return denials(text, language, english) > 0


_SOMEHOW = {
    "zh": re.compile("[仅只才缺难]|手[动工]|不[同限]|无限|除非|脱离|避免|防止"),
    "ru": re.compile(r"\b(?:только|лишь|вручную|хотя|чтобы не|вне|минуя)\b|избе[гж]|предотвра|трудно|сложно"),
}


def denies_somehow(text: str, language: str) -> bool:
    """Whether a translation may say "not" in words that say other things too: 不同, чтобы не, or left in English."""
    return bool(_SOMEHOW[language].search(text) or EN_NOT.search(text))
