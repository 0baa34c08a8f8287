"""Verdict, duty and negation: a translation may not turn yes into no, must into need not, or drop a "not".

Word lists per language, matched with boundaries: "причине требуется" holds no "не требуется". Sentences are compared
one by one when both sides have equally many, so that a "not" elsewhere in the paragraph excuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair

# --- English ---------------------------------------------------------------------------------------------------------

_EN_NOT = re.compile(r"\b(?:not|cannot|never|nobody|nothing|neither|nor|none)\b|n['’]t\b|\bno (?=[a-z])")
_EN_FAINT = re.compile(
    r"\bnot (?:only|just|simply|merely|limited|until|later|earlier|before|after|more|less|fewer|exceed|greater|longer than"
    r"|to mention|to exceed|all|necessarily|yet|applicable|very|too|unlike|already|sure|be more|be less|be greater|be later|every\w*)"
    r"|\b(?:whether|if|why|or|and) not\b|\bno (?:later|sooner|more|less|fewer|longer than|matter|problem|doubt|one but|earlier|and|or"
    r"|greater)\b|n['’]t (?:forget|hesitate|worry|wait|until|necessarily|miss|fear|mind|already|just|only|you|it|we|they|exceed)"
    r"|\b(?:do|does|did|has|have|had|is|are)n['’]t (?:yet|already)|\bif (?:you|it|they|your \w+) (?:have|has|do|does|did|are|is)(?:n['’]t| not)\b"
    r"|\bnothing (?:but|else)|\bnever mind|\bno\.|\bnot .{1,60}\b(?:but|until|unless|without)\b|n['’]t .{1,60}\b(?:but|until|unless|without)\b"
    r"|\bcannot .{1,60}\b(?:until|unless|without|before)\b|\byes or no\b|\bif not\b|\bnot too\b|\bn/a\b|\bknow\b|\byou don['’]t want\b"
)
_EN_HINT = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|without|only|solely|unless|until|except\w*|fail\w*|lack\w*|prevent\w*|avoid\w*|den(?:y|ied|ies)"
    r"|reject\w*|refus\w*|restrict\w*|prohibit\w*|exclu\w*|exempt\w*|free|block\w*|stop\w*|los[est]\w*|miss\w*|errors?|issues?|problems?"
    r"|limit\w*|instead|rather|otherwise|hard|difficult\w*|expir\w*|cancel\w*|remov\w*|delet\w*|suspend\w*|terminat\w*|before|wrong"
    r"|old\w*|retir\w*|deprecat\w*|optional\w*|waiv\w*|regardless|whether|few\w*|little|hardly|barely|rarely|seldom|beyond|out|away"
    r"|off|skip\w*|ignor\w*|hid\w*|leav\w*|less|zero|empty|blank|against|any\w*|still|yet|alone|just|already|different\w*|opposite|separate\w*"
    r"|independent\w*|disabl\w*|disconnect\w*|disappear\w*|discontinu\w*|unable|un[a-z]{4,}|in(?:valid|active|correct|complete|eligible|accurate|sufficient|accessible)\w*"
    r"|im(?:possible|proper)\w*|ir\w+less|non[a-z-]*|[a-z]{3,}less|stale|outage\w*|down|once|end\w*|clos\w*|too|over|under|than|cannot|abandon\w*|withdr\w*|revok\w*|declin\w*"
    r"|minimi[sz]\w*|reduc\w*|troubl\w*|impact\w*|interrupt\w*|worr\w*|forget|vary|varies|change\w*|other\w*|but|although|however|while|if)\b|n['’]t\b"
)
_EN_MUST = re.compile(
    r"\bmust\b|\b(?:is|are|be|been|was|were) (?:also |always |still |now |legally |contractually )?(?:required|obliged|obligated|mandatory)\b"
    r"|\b(?:have|has|need|needs) to\b|\bshall\b|\brequired\b|\brequires?\b|\bmandatory\b"
)
_EN_STRONG = re.compile(r"\bmust\b|\bmandatory\b|\bobliged\b|\b(?:is|are) required to\b|\bshall\b")
_EN_NEED_NOT = re.compile(
    r"\b(?:do|does|did|will|would)(?:n['’]t| not) (?:need|have|require)\b|\bneed(?:n['’]t| not)\b|\b(?:not|never|n['’]t) (?:be )?(?:required|necessary|mandatory|obliged|obligatory)\b"
    r"|n['’]t (?:required|necessary|mandatory|obliged)\b|\bno (?:need|requirement|obligation)\b|\b(?:is|are) optional\b"
)
_EN_MUST_NOT = re.compile(
    r"\bmust(?:n['’]t| not)\b|\b(?:not|n['’]t) (?:allowed|permitted)\b|\b(?:is|are) (?:prohibited|forbidden)\b|\bcan(?:not|['’]t| not)\b"
)
_EN_MAY = re.compile(
    r"\b(?:can|may|could|might|able|possible|allow\w*|let|lets|enabl\w*|permit\w*|option\w*|choose|free to|want)\b"
)
_EN_NEED = re.compile(
    r"\b(?:must|shall|should|need\w*|requir\w*|mandatory|oblig\w*|have to|has to|had to|necessary|ought|only|make sure|ensure|be sure|supposed|expected|essential"
    r"|responsib\w*|sure|agree\w*|commit\w*|will|until|unless|before|once|after|if|when|cannot|not|no|prerequisite\w*|condition\w*|eligib\w*|has|have)\b|n['’]t\b"
)

# --- translations ----------------------------------------------------------------------------------------------------

_ZH_NEUTRAL = re.compile(
    r"不(?:同|仅|断|过|论|管|久|妨|少|止|光|但|只)|无(?:论|限)|非常|未来|是否|是不是|能否|可否|特别|别的|区别|类别|级别|识别|分别|性别|个别|鉴别|别名|选择|部分"
    r"|不(?=限制)|除非?常|无法律|非洲|防患未然"
)
_ZH_NOT = re.compile(
    r"[不无無未没沒勿毋莫禁免拒缺失零仅只除才非否别尚空限错]|以前|之前|难以|避免|防止|阻止|停止|取消|忽略|跳过|例外|少于|代替|关闭|退出|解除|终止|另外|另行|其他|以外|之外|直到|结束|过期|隐藏|排除|脱离|独立"
)
_RU_NEUTRAL = re.compile(
    r"\bне(?:дел|сколь|обходим|котор|медлен|давн|отъемл|редк|фт|гатив|обычн|посредств|пременн|прерывн|ограничен)[а-я]*|\bне только|\bне менее|\bне более|\bне позднее|\bне раньше|\bчтобы не [а-я]+"
)
_RU_NOT = re.compile(
    r"\b(?:не|ни|нет|без|кроме|вне|лишь|только|пока|мало|едва|против|помимо|вместо|до|иначе|чужд|прежде|минуя|исключая)\b|\bне[а-я]{3,}|\bбез[а-я]{3,}|\bбес[а-я]{3,}|нельзя|никогда|никак|ничего|ничем|ничто"
    r"|никто|никем|никому|ничей|никак[а-я]+|отсутств|запре[тщ]|исключ|отказ|отклон|избе[гж]|предотвра|прекра[тщ]|перест|отключ|игнорир|пропус|ошиб|лиш[еа]н|пуст|потер|утра[тч]|устар|удал|сверх"
    r"|отмен|самостоятельн|единственн|блокир|мешает|препятств|конч|истек|скры[тв]|трудно|сложно|снят|выход|ограничен|недост|оставь|остав[а-я]+|против|воздерж|отлича|чуж|иной|ино[ей]"
)
_ZH_NEED_NOT = re.compile(
    r"不(?:再)?需要?(?!求|的)|无(?:需|须)|毋[需须]|不必(?!须)|不用(?!户|于|途)|不要求|不强制|(?:不是|并非|非)必[需须]|没有?必要|没有义务|没有要求|可选|不做要求|不作要求"
)
_ZH_MUST = re.compile(r"必须|必需|务必|需要|须|应|需|得先|一定要|要求|有义务|有责任|强制|[才方]|要(?!是|闻|点|么)")
_ZH_STRONG = re.compile(r"必须|务必|有义务|一定要|强制要求")
_ZH_MUST_NOT = re.compile(r"不[得可能许准]|不允许|不应|禁止|无法|不可以|请勿|切勿|严禁|无权|不能")
_ZH_MAY = re.compile(r"可以|可选(?!择)|有权|允许|不妨|可自行|可自由")
_RU_NEED_NOT = re.compile(
    r"\bне (?:требу|потребу|нужн|обяза|надо|понадоб|нуждае|необходим|долж[еня][а-я]{0,2} (?:обязательно)|придется|приходится|следует обязательно)[а-я]*|\bнеобязательн|\bнет (?:необходимости|нужды|обязательств|требовани)"
    r"|\bбез необходимости|\bпо желанию"
)
_RU_MUST = re.compile(
    r"\bдолж(?:ен|на|но|ны)\b|\bобяз(?:а|ы)|\bнеобходим|\bнуж(?:н|е)|\bнадо\b|\bтреб(?:у|о)|\bпотреб(?:у|о)|\bследует\b|\bприд[её]тся|\bпонадоб|\bприходится|\bнадлеж|\bобязательн|\bполагается"
)
_RU_STRONG = re.compile(r"\bдолж(?:ен|на|ны)\b(?! быть (?:доступ|вид))|\bобязан[аоы]?\b|\bобязательно\b")
_RU_MUST_NOT = re.compile(
    r"\bнельзя\b|\bзапрещ|\bне (?:долж(?:ен|на|но|ны)|мо(?:жет|гут|жете|жем|гу)|смо(?:жет|гут|жете|жем)|разреш|допуска|позвол|следует|вправе)[а-я]*|\bневозможн|\bнедопустим|\bне имее[а-я]* прав"
)
_RU_MAY = re.compile(
    r"\bмо(?:жет|гут|жете|жно)\b|\bвправе\b|\bразреш|\bдопуска|\bвозможн|\bпо желанию|\bпозвол|\bспособ[ен]"
)

_NOT = {"zh": _ZH_NOT, "ru": _RU_NOT}
_NEUTRAL = {"zh": _ZH_NEUTRAL, "ru": _RU_NEUTRAL}
_NEED_NOT = {"zh": _ZH_NEED_NOT, "ru": _RU_NEED_NOT}
_MUST = {"zh": _ZH_MUST, "ru": _RU_MUST}
_STRONG = {"zh": _ZH_STRONG, "ru": _RU_STRONG}
_MUST_NOT = {"zh": _ZH_MUST_NOT, "ru": _RU_MUST_NOT}
_MAY = {"zh": _ZH_MAY, "ru": _RU_MAY}
_JUST = {
    "zh": re.compile("[仅只才单]|唯一"),
    "ru": re.compile(r"\b(?:только|лишь|исключительно|единственн[а-я]+|пока)\b"),
}


def _denies(text: str, language: str) -> bool:
    return bool(_NOT[language].search(_NEUTRAL[language].sub("", text)))


def duties(pair: Pair) -> Iterator[Fault]:
    """duty, negation. A sentence keeps who must, may, need not and must not, and keeps its "not".

    Good: `Partners must accept requests` – `合作伙伴必须受理请求`, `Партнеры обязаны принимать запросы`.
    Bad: `合作伙伴无需受理请求`, `Партнерам не требуется принимать запросы`; `You can't sign in` – `Вы можете войти`.
    """
    if pair.language not in _NOT:
        return
    for english, text, start, end in pair.sentences:
        said = _duty(english, text, pair.language) or _negation(english, text, pair)
        if said:
            rule, message = said
            raw = pair.target.text[start:end]
            lead = len(raw) - len(raw.lstrip())
            yield Fault(start + lead, start + max(lead, len(raw.rstrip())), rule, message)


def _duty(english: str, text: str, language: str) -> tuple[str, str] | None:
    need_not, must_not = _NEED_NOT[language].search(text), _MUST_NOT[language].search(text)
    if _EN_NEED_NOT.search(english):
        if (
            not _denies(text, language)
            and _MUST[language].search(text)
            and not need_not
            and not _MAY[language].search(text)
        ):
            return "duty", "the sentence demands what the English says is not needed"
        strict = must_not and not need_not and not _EN_MUST_NOT.search(english)
        if strict and not re.search(r"\bcan|\bable|\bmust\b|\bmay\b|\bif\b", english):
            return "duty", f"'{must_not.group() if must_not else ''}' forbids what the English says is not needed"
        return None
    if _EN_MUST.search(english):
        if need_not and not _EN_HINT.search(english):
            return "duty", f"'{need_not.group()}' frees from what the English demands"
        allowed = _MAY[language].search(text)
        if (
            _EN_STRONG.search(english)
            and allowed
            and not _EN_MAY.search(english)
            and not _EN_HINT.search(english)
            and not _MUST[language].search(text)
            and not _JUST[language].search(text)
            and not _denies(text, language)
        ):
            return "duty", f"'{allowed.group()}' allows what the English demands"
    if (
        _EN_MUST_NOT.search(english)
        and need_not
        and not must_not
        and not _EN_NEED.search(_EN_MUST_NOT.sub("", english))
    ):
        return "duty", f"'{need_not.group()}' frees from what the English forbids"
    demanded = _STRONG[language].search(text)
    if demanded and re.search(r"\b(?:can|may)\b", english) and not _EN_NEED.search(english) and not must_not:
        return "duty", f"'{demanded.group()}' demands what the English allows"
    return None


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
    "zh": re.compile(
        r"不(?!同|仅|断|过|论|管|久|妨|少|止|光|但|只|限)|没(?!收)|未(?!来|经)|请勿|切勿|并非|无(?:法|需|须|权)|不是"
    ),
    "ru": re.compile(
        r"\bне (?!только|менее|более|позднее|раньше|меньше|больше|выше|ниже|свыше)[а-я]|\bнельзя\b|\bнет\b(?!,)"
    ),
}
_EN_ANY_NOT = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|without|only|unless|until|except|fail\w*|lack\w*|unable|outside|instead|rather|cannot|un[a-z]{4,}|in(?:valid|active|correct|complete)"
    r"|out of|free|alone|beyond|absent|missing|wrong|refus\w*|exclu\w*|turned away|keep out|less|leave\w*|stop\w*|avoid\w*|different|before|either|far from|expired?|ends?|stay\w*|hard|long\w*|idle|other than|more than|rarely|out|dead|down|stuck|already|known|yourself|nobody|does nothing|end\w*|skip\w*|regardless|any)\b|n['’]t\b"
)


def _negation(english: str, text: str, pair: Pair) -> tuple[str, str] | None:
    language = pair.language
    if re.search(r"\bno longer\b|\banymore\b|\bany longer\b", english) and "not yet" not in english:
        soon = re.search(r"尚未|还未|还没|[ещ]ще не\b|\bпока не\b", text)
        if soon and not re.search(r"不再|больше не|более не|уже не", text):
            return "negation", f"'{soon.group()}' means 'not yet', the English says 'no longer'"
    elif re.search(r"\bnot yet\b|n['’]t yet\b|\bnot \w+ yet\b", english):
        over = re.search(r"不再|больше не\b|более не\b|уже не\b", text)
        if over and not re.search(r"尚|还未|еще не|пока", text):
            return "negation", f"'{over.group()}' means 'no longer', the English says 'not yet'"
    if _EN_NOT.search(_EN_FAINT.sub(" ", english)) and not _EN_FAINT.search(english):
        # Many sentences that are cut otherwise in the translation say too much in other words to be sure.
        free = len(pair.sentences) == 1 and len(pair.english.sentences) > 2
        if not free and not _denies(text, language):
            return "negation", "the sentence affirms what the English denies"
        return None
    if _EN_NOT.search(english):
        return None
    if not _EN_HINT.search(english):
        for positive, negative in _OPPOSITES[language]:
            match = negative.search(text)
            if match and positive.search(english):
                return "negation", f"'{match.group()}' denies what the English affirms"
    if pair.terms and not _EN_ANY_NOT.search(english):
        match = _HOUSE_NOT[language].search(_NEUTRAL[language].sub(lambda found: "\x1e" * len(found.group()), text))
        if match:
            return "negation", f"'{match.group()}' denies what the English affirms"
    return None


# --- verdict, only, included -----------------------------------------------------------------------------------------

_EN_VERDICT = re.compile(r"[\s\x1e\x1f]*(?P<word>yes|no|it depends|that depends|depends)(?=\s*(?:[.,;:!—–]|\Z))")
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
_VERDICTS = {"yes": "yes", "no": "no"}


def verdict(pair: Pair) -> Iterator[Fault]:
    """verdict. An answer that opens with yes, no or it depends opens so in every language.

    Good: `No. The contract …` – `否。合同……`, `Нет. Контракт…`. Bad: `No.` – `不知道。`, `Да.`
    """
    match = _EN_VERDICT.match(pair.english.lower)
    text = pair.target.lower.lstrip(" \t\n\x1e\x1f“«\"'")
    if not match or pair.language not in _SAYS:
        return
    wanted = _VERDICTS.get(match["word"], "depends")
    said = next((name for name, pattern in _SAYS[pair.language] if pattern.match(text)), "")
    if said and said != wanted and not (wanted == "depends" and said == "no"):
        start = len(pair.target.lower) - len(text)
        end = start + (re.match(r"[\w ]{1,12}", text) or re.match("", text)).end()  # type: ignore[union-attr]  # "" matches
        yield Fault(start, end, "verdict", f"the answer is '{said}' here, '{wanted}' in the English")


_ONLY = re.compile(
    r"(?<!not )(?<!if )(?<!read )(?<!read-)(?<!view )(?<!the )(?<!-)\bonly(?! if\b| the first\b| once\b| when\b| after\b| a \w| recently)\b"
)
_HAS_ONLY = {
    "zh": re.compile(r"[仅只唯才单独光专限]|除.{1,30}外|不.{1,20}(?:除非|以外)|就行|即可|方可|只有"),
    "ru": re.compile(
        r"только|лишь|исключительн|единственн|\bвсего\b|ограничен|\bодн[аоиу]|\bодин\b|\bпока\b|не .{1,40}(?:кроме|помимо)|кроме|достаточно|чтени|просмотр|просто|отдельн|\bсам|\bне раньше|\bне ранее|\bразве"
    ),
}


def only(pair: Pair) -> Iterator[Fault]:
    """only. Good: `Only Global admins can` – `只有全局管理员可以`. Bad: `全局管理员可以`."""
    if pair.language not in _HAS_ONLY:
        return
    for english, text, start, end in pair.sentences:
        if _ONLY.search(english) and not _EN_NOT.search(english) and not _HAS_ONLY[pair.language].search(text):
            yield Fault(start, end, "only", "the restriction 'only' of the English is missing")


_INCLUDED = re.compile(r"\b(?:is|are|comes?|included|bundled|provided) (?:included )?with\b")
_INCLUDES = {
    "zh": (
        re.compile(r"(?<![已被])(?:包括|包含)(?![在于])"),
        re.compile(r"附|随|中|内|一起|一同|提供|享|带|自带|已包|赠|具备|拥有|持有"),
    ),
    "ru": (
        re.compile(r"\bвключа(?:я|ет|ют)\b"),
        re.compile(r"вход|включен|вместе|состав|комплект|прилага|предостав|поставля|дополн|бесплатн"),
    ),
}


def included(pair: Pair) -> Iterator[Fault]:
    """included. What comes with a membership is part of it, not the other way round.

    Good: `support included with the competency` – `能力认证附带的支持`. Bad: `支持（包括能力认证）`, `поддержка, включая компетенцию`.
    """
    if pair.language not in _INCLUDES:
        return
    holds, part = _INCLUDES[pair.language]
    for english, text, start, _ in pair.sentences:
        if re.search(r"\bincluded (?:with|in)\b|\bcomes? with\b", english) and not re.search(
            r"\bincluding\b|\bincludes?\b|\bcontains?\b|\bsuch as\b", english
        ):
            match = holds.search(text)
            if match and not part.search(text):
                yield Fault(start + match.start(), start + match.end(), "included",
                            f"'{match.group()}' makes the part the whole, the English says 'included with'")  # fmt: skip
