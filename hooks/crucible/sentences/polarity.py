"""The words with which English, Chinese and Russian deny, demand, allow and restrict.

Tuned for precision: what stands here decides whether a reader is told that "must" became "need not". Russian words are
matched with boundaries ("причине требуется" holds no "не требуется"), Chinese ones after look-alikes such as 不同 and
无限制 are taken out.
"""

from __future__ import annotations

import re

from crucible.sentences.asked import Asked

# --- English
# ---------------------------------------------------------------------------------------------------------

EN_NOT = Asked(
    r"\b(?:not|cannot|never|nobody|nothing|neither|nor|(?<![\"'‘“])none|unless|without|"
    r"unavailable|unable|unsupported|unauthori[sz]ed|ineligible)\b|n['’]t\b|\bno (?=[a-z])",
    signs=(
        "not", "no ", "n't", "n’t", "never", "nobody", "neither", "nor", "none", "unless", "without", "unava", "unable",
        "unsupp", "unauth", "inelig",
    ),
)  # fmt: skip
EN_IDIOM = Asked(
    r"\bnot (?:only|just|simply|merely|limited|later|earlier|before|after|more|less|fewer|exceed|greater|longer than"
    r"|to mention|to exceed|necessarily|too|unlike|be more|be less|be greater|be later)|\b(?:whether|if|why|or) not\b"
    r"|\bno (?:different|later|sooner|more|less|fewer|longer than|matter|problem|doubt|one but|earlier|and|or)\b"
    r"|\bno greater\b|\bnothing (?:more|less|other) than\b"
    r"|n['’]t (?:forget|hesitate|worry|miss|fear|mind|just|only|exceed)|\b(?:nothing|nobody|no one) but|\bnever mind"
    r"|\bnot least\b|\bnot (?:mind|hesitate)\b|\b(?:not|n['’]t) (?:[a-z]+ly |too |so )?"
    r"(?:un(?=[a-z]{3,20}(?:ed|ing|al|le|ly|on|nt|ous|ful|ar|ry)\b)(?!der|til|iq|it|iv|ifo|ani)|infrequent|impossib|insignif|inappropr)"
    r"|\bno\.|\byes or no\b|\bn/a\b|\byou don['’]t want\b"
    r"|\bmore often than not\b|\bcannot (?:exceed|be (?:more|less|fewer|longer|greater|larger|later|earlier))\b"
    r"|\bno .{1,30}, (?:only|just) "
)
"""A "not" that denies nothing, or of which each language has another."""
EN_FAINT = Asked(
    r"\bnot (?:until|applicable|very|already|sure)|\band not\b"
    r"|n['’]t (?:wait|until|necessarily|already|you|it|we|they)"
    r"|\b(?:has|have|had)n['’]t already|\bif (?:you|it|they|your \w+) (?:have|has)(?:n['’]t|"
    r" not) .{0,20}(?:already|yet)\b"
    r"|\b(?:nothing|nobody|no one) else|\b(?:not|nothing|nobody|never|no) .{0,60}\b(?:but|"
    r"until|unless|without)\b|n['’]t .{1,60}\b(?:but|until|unless|without)\b"
    r"|\bcannot .{1,60}\b(?:until|unless|without|before)\b|\bknow\b"
)
EN_HINT = Asked(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|without|only|solely|unless|until|except\w*|"
    r"fail\w*|lack\w*|prevent\w*|avoid\w*|den(?:y|ied|ies)"
    r"|reject\w*|refus\w*|restrict\w*|prohibit\w*|forbid\w*|discourag\w*|disallow\w*|exclu\w*|exempt\w*|free|block\w*|stop\w*|"
    r"los[est]\w*|miss\w*|errors?|issues?|problems?"
    r"|limit\w*|instead|rather|otherwise|hard|difficult\w*|expir\w*|cancel\w*|remov\w*|delet\w*|"
    r"suspend\w*|terminat\w*|before|wrong"
    r"|old\w*|retir\w*|deprecat\w*|optional\w*|waiv\w*|regardless|whether|few\w*|little|hardly|"
    r"barely|rarely|seldom|beyond|out|away|self-(?:explanatory|evident)"
    r"|off|skip\w*|ignor\w*|hid\w*|leav\w*|less|zero|empty|blank|against|still|yet|alone|opposite"
    r"|independent\w*|disabl\w*|disconnect\w*|disappear\w*|discontinu\w*|unable|un[a-z]{4,}|"
    r"in(?:valid|active|correct|complete|eligible|accurate|sufficient|accessible)\w*"
    r"|im(?:possible|proper)\w*|ir(?:r[a-z]{4,}|\w+less)|non[a-z-]*|[a-z]{3,}less|stale|outage\w*|down|ended|"
    r"ends|too|than|cannot|eliminat\w*|ruin\w*|abandon\w*|withdr\w*|revok\w*|declin\w*"
    r"|minimi[sz]\w*|reduc\w*|troubl\w*|impact\w*|interrupt\w*|worr\w*|forget|vary|varies|but|"
    r"although|however)\b|n['’]t\b"
)
EN_MUST = Asked(
    r"\bmust\b|\b(?:is|are|be|been|was|were) (?:also |always |still |now |legally |"
    r"contractually )?(?:required|obliged|obligated|mandatory)\b"
    r"|\b(?:have|has|need|needs) to\b|\bshall\b|\brequired\b|\brequires?\b|\bmandatory\b",
    signs=("must", "requir", "oblig", "mandatory", "have to", "has to", "need to", "needs to", "shall"),
)
EN_STRONG = Asked(
    r"\bmust\b|\bmandatory\b|\bobliged\b|\b(?:is|are) required to\b|\bshall\b",
    signs=("must", "mandatory", "obliged", "required to", "shall"),
)
EN_NEED_NOT = Asked(
    r"\b(?:do|does|did|will|would)(?:n['’]t| not) (?:need|have to|require)\b|\bneed(?:n['’]t| not)\b|"
    r"\b(?:not|never|n['’]t) (?:be )?(?:required|necessary|mandatory|obliged|obligatory)\b"
    r"|n['’]t (?:required|necessary|mandatory|obliged)\b|\bno (?:need|requirement|obligation)\b|"
    r"\b(?:is|are) optional\b",
    signs=("n't", "n’t", "not", "never", "no ", "optional"),
)
EN_MUST_NOT = Asked(
    r"\bmust(?:n['’]t| not)\b|\b(?:not|n['’]t) (?:allowed|permitted)\b|\b(?:is|are) (?:prohibited|"
    r"forbidden)\b|\bcan(?:not|['’]t| not)\b|\bmay not\b(?! be\b)",
    signs=("not", "n't", "n’t", "prohibited", "forbidden"),
)
EN_MAY = Asked(
    r"\b(?:can|may|could|might|able|possible|allow\w*|let|lets|enabl\w*|permit\w*|option\w*|choose|"
    r"free to|want)\b"
)
EN_NEED = Asked(
    r"\b(?:must|shall|should|need\w*|requir\w*|mandatory|oblig\w*|have to|has to|had to|necessary|"
    r"ought|only|make sure|ensure|be sure|supposed|expected|essential"
    r"|responsib\w*|sure|agree\w*|commit\w*|will|until|unless|before|once|after|if|when|cannot|not|"
    r"no|provided that|providing|as long as|prerequisite\w*|condition\w*|eligib\w*|has|have)\b|n['’]t\b"
)

# --- translations
# ----------------------------------------------------------------------------------------------------

ZH_NEUTRAL = re.compile(
    r"不(?:同|仅|断|过|论|管|久|妨|少|止|光|但|只)|无(?:论|限)|非常|未来|是否|是不是|能否|可否|特别|"
    r"别的|区别|类别|级别|识别|分别|性别|个别|鉴别|别名|选择|部分|未满|不足(?!以)|"
    r"(?<![看找得达收做想用索查搜])不到(?=[ \u00a0\x1f]{0,3}[\d一二两三四五六七八九十百千万半几])"
    r"|不[得能可应]?(?:超过|少于|多于|低于|高于|晚于|早于|大于|小于)"
    r"|不(?=限制)|除非?常|无法律|非洲|防患未然"
)
RU_NEUTRAL = re.compile(
    r"\bне(?:дел|сколь|обходим|котор|медлен|давн|отъемл|редк|фт|гатив|обычн|посредств|пременн|прерывн|"
    r"ограничен|полад|исправн)[а-я]*|\bне только|\bне менее|\bне более|\bне позднее|\bне раньше|\bчтобы не [а-я]+"
)
ZH_NEED_NOT = re.compile(
    r"不(?:再)?需要?(?!求|的)|无(?:需|须)|毋[需须]|不必(?!须)|不必须|不用(?!户|于|途)|不要求|不强制|(?:不是|"
    r"并非|非)必[需须]|没有?必要|没有义务|没有要求|可选|不做要求|不作要求"
)
ZH_MUST = re.compile(r"必须|必需|务必|需要|须|应|需|得先|一定要|要求|有义务|有责任|强制|[才方]|要(?!是|闻|点|么)")
ZH_STRONG = re.compile(r"必须|务必|有义务|一定要|强制要求")
ZH_MUST_NOT = re.compile(r"不[得可能许准]|不允许|不应|禁止|无法|不可以|请勿|切勿|严禁|无权|不能")
ZH_MAY = re.compile(r"可以|可选(?!择)|有权|允许|不妨|可自行|可自由")
RU_NEED_NOT = re.compile(
    r"\bне (?:требу|потребу|нужн|обяза|надо|понадоб|нуждае|необходим|"
    r"долж[еня][а-я]{0,2} (?:обязательно|требова|понадоб)|придется|приходится|следует обязательно)[а-я]*|"
    r"\bнеобязательн|\bнет (?:необходимости|нужды|обязательств|требовани)|\bотпадает (?:необходимость|нужда)"
    r"|\bбез необходимости|\bпо желанию"
)
RU_MUST = re.compile(
    r"\bдолж(?:ен|на|но|ны)\b|\bобяз(?:а|ы)|\bнеобходим|\bнуж(?:н|е)|\bнадо\b|\bтреб(?:у|о)|\bпотреб(?:у|"
    r"о)|\bследует\b|\bприд[её]тся|\bпонадоб|\bприходится|\bнадлеж|\bобязательн|\bполагается"
)
RU_STRONG = re.compile(r"\bдолж(?:ен|на|ны)\b(?! быть (?:доступ|вид))|\bобязан[аоы]?\b|(?<!\bне )\bобязательно\b")
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
