"""Russian agreement that closed lists can judge: counted nouns, a few prepositions, and who does the failing.

Only nouns that these texts count and only forms that are wrong in every reading; a grammar checker this is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.passage import Passage

# noun stem: forms after 1, after 2–4, after 5 and more
_COUNTED = {
    "инцидент": ("инцидент", "инцидента", "инцидентов"),
    "час": ("час", "часа", "часов"),
    "минут": ("минута", "минуты", "минут"),
    "секунд": ("секунда", "секунды", "секунд"),
    "запрос": ("запрос", "запроса", "запросов"),
    "клиент": ("клиент", "клиента", "клиентов"),
    "партнер": ("партнер", "партнера", "партнеров"),
    "контракт": ("контракт", "контракта", "контрактов"),
    "лицензи": ("лицензия", "лицензии", "лицензий"),
    "месяц": ("месяц", "месяца", "месяцев"),
    "недел": ("неделя", "недели", "недель"),
    "пользовател": ("пользователь", "пользователя", "пользователей"),
    "обращени": ("обращение", "обращения", "обращений"),
    "д": ("день", "дня", "дней"),
    "год": ("год", "года", "лет"),
    "лет": ("год", "года", "лет"),
    "символ": ("символ", "символа", "символов"),
    "доллар": ("доллар", "доллара", "долларов"),
    "рубл": ("рубль", "рубля", "рублей"),
    "процент": ("процент", "процента", "процентов"),
    "файл": ("файл", "файла", "файлов"),
    "сотрудник": ("сотрудник", "сотрудника", "сотрудников"),
}  # fmt: skip
_CODES = re.compile(r"\b\d{3}(?:,| и| или) \Z")
"""What stands before the last of several codes: 403, 404 и 405 запрос повторяется."""
_STATUS = re.compile(
    r"\b(?:https?|smtp|ftp|sip|error|status|code|код[а-я]{0,2}|статус[а-я]{0,2}|ошибк[а-я]{1,2}|ответ[а-я]{0,2})"
    r"[ \u00a0]\Z"
)
"""What stands before a number that names a status: при HTTP 429 клиент ждет."""
_ERA = re.compile(r"[ \u00a0](?:до[ \u00a0])?н(?:\.|ашей)[ \u00a0]?э(?:\.|ры)")
"""What makes a year of a count of years: от 5 года н. э."""
_NUMBER = re.compile(r"(?<![\d.,:/–-])(?:\d{1,4}–)?(\d{1,4})[ \u00a0]([а-я]{3,16})\b(?!-)")


_OF = re.compile(r"\b(?:до|от|около|свыше|более|менее|больше|меньше|в течение|старше|младше)[ \u00a0](?:\d{1,4}–)?\Z")
"""What asks for the genitive of all numbers but one."""


def _wanted(number: int) -> int:
    if number % 100 in range(11, 15) or number % 10 == 0 or number % 10 >= 5:
        return 2
    return 0 if number % 10 == 1 else 1


def plurals(passage: Passage) -> Iterator[Fault]:
    """plural. A noun after a number has the form that the number asks for.

    Good: `5 инцидентов`, `21 инцидент`, `до 2 инцидентов`. Bad: `5 инцидента`, `1 инцидентов`, `21
    инцидентов`.
    """
    for match in _NUMBER.finditer(passage.lower) if passage.has_digits else ():
        number, word = int(match[1]), match[2]
        row = next((forms for stem, forms in _COUNTED.items() if word.startswith(stem) and word in forms), None)
        # "2014 года" and "на 5 день" are ordinals.
        named = passage.text[match.start(2)].isupper()  # 0 Символ null: what is listed under a number
        named = named or bool(_CODES.search(passage.lower, max(0, match.start() - 12), match.start()))
        named = named or (number in range(100, 600) and bool(_STATUS.search(passage.lower[: match.start()][-12:])))
        named = named or bool(_ERA.match(passage.lower, match.end()))
        if row is None or named or (word in ("год", "года", "день") and (number > 99 or word != "года")):
            continue
        wanted, said = _wanted(number), row.index(word)
        # After a preposition the noun may stand in another case that looks like a wrong form: only sure
        # ones are named.
        lone = not re.search(r"[а-яa-z\d][ \u00a0-]\Z", passage.lower[: match.start()])
        of = _OF.search(passage.lower, max(0, match.start() - 14), match.start())
        if of and wanted == 1 and said == 1 and word != "дня":
            wanted, said = 2, 1  # до 3 часов
        sure = (wanted == 2 and said < 2) or (wanted == 1 and said == 0 and lone) or (wanted == 0 and said == 2)
        if sure and not (wanted == 0 and number != 1 and not lone and number % 10 == 1 and said == 1):
            start, end = match.span(2)
            note = f"'{match[1]} {word}' stands here, the number asks for '{row[wanted]}'"
            fix = row[wanted] if passage.text[start:end] == word else None
            yield Fault(start, end, "plural", note, f"write '{row[wanted]}'", fix)


_NOUNS = (
    "поддерж|подпис|настрой|провер|ошиб|карточ|ссыл|скид|вклад|кноп|оцен|обработ|загруз|отправ|прав|пап|стро|снос|размет"
    "|заклад|рассыл|попыт|установ|отмет"
)
_CASES = (
    (re.compile(rf"\b(через)[ \u00a0]((?:{_NOUNS})(?:ке|кой|ка|кам|ками))\b"), "the accusative"),
    (
        re.compile(
            rf"\b(для|без|от|из|после|кроме|вместо|около)[ \u00a0]((?:{_NOUNS})(?:ке|ку|кой|ка|кам|ками|"
            rf"ках))\b"
        ),
        "the genitive",
    ),
    (re.compile(rf"\b(по|к|благодаря|согласно)[ \u00a0]((?:{_NOUNS})(?:ки|кой|ка))\b"), "the dative"),
    (re.compile(rf"\b(при|о)[ \u00a0]((?:{_NOUNS})(?:ки|кой|ка|ку))\b"), "the prepositional case"),
)

_GOVERNED = re.compile(
    rf"\b(?:через|для|без|от|из|после|кроме|вместо|около|по|к|благодаря|согласно|при|о)[ \u00a0](?:{_NOUNS})"
)


def governance(passage: Passage) -> Iterator[Fault]:
    """case. A preposition with the case that it governs, for a closed list of nouns.

    Good: `через поддержку`, `руководство по поддержке`. Bad: `через поддержке`, `руководство по поддержки`.
    """
    for pattern, case in _CASES if _GOVERNED.search(passage.lower) else ():
        for match in pattern.finditer(passage.lower):
            said = f"'{match[2]}' follows '{match[1]}', which takes {case}"
            yield Fault(*match.span(2), "case", said)


_FAILS = re.compile(
    r"\b(партнер|партнеры|клиент|клиенты|пользователь|пользователи|администратор|администраторы|он|"
    r"они|вы)[ \u00a0]"
    r"(не[ \u00a0]требуется|не[ \u00a0]уда[её]тся|не[ \u00a0]удалось|уда[её]тся|удалось|приходится|"
    r"прид[её]тся)\b(?![ \u00a0](?:партнер|ли\b))"
)


def impersonal(passage: Passage) -> Iterator[Fault]:
    """dative. An impersonal verb takes the person in the dative.

    Good: `если партнеру не удается`. Bad: `если партнер не удается`, `партнеры не требуется`.
    """
    for match in _FAILS.finditer(passage.lower):
        yield Fault(
            *match.span(1),
            "dative",
            (f"'{match[1]}' is the subject of '{match[2]}', which takes the dative"),
        )


_NOBODY = re.compile(  # first the letters that all of them have, which `re` finds fast, then what stands before
    r"ни(?<!\w..)(?<!бы ..)(?<!как ..)(?<!больше ..)(?<!\bв ..)"
    r"(?:кто|кого|кому|кем|что|когда|где|куда| од(?:ин|на|но|ного|ной|ному|ним|ну)"
    r"|как(?:ой|ая|ое|ие|их|им|ими|ого|ому|ую)|[ \u00a0](?!с того)[а-я]+[^.;:!?]{1,40}?\bни[ \u00a0]\w+)\b"
    r"(?! было| стало)"
)
_DENIED = re.compile(
    r"\b(?:не|нет|без)\b|\bне(?:льзя|возмож|доступ|извест|види|допуст|примен|достат|понят|ясн)|\b(?:отсутств|запрещ|вряд)"
)
_VERB = re.compile(
    r"\b[а-я]{2,}(?:[аиеуя]л[аои]?|[её]т|[ия]т|[ую]т|ешь|ишь|ете|ите|ем|им|ан[аоы]?|ен[аоы]?|[аеиу]ть|т[ьи])(?:с[яь])?\b"
)
_END = re.compile(r"[.;:!?\n|]|(?<= )[—–](?= |\n)")
_NONE_AT_ALL = re.compile(r"\bнет\b|\bне (?:было|будет|остал[а-я]+)\b|\bотсутств|\bничего\b")
"""What is denied before a dash: there is no lamp at all, neither wick nor oil."""
_NEAR = 300
_DOES = re.compile(
    r"(?:[ \u00a0\x1f]+[а-яё-]+){0,2}[ \u00a0\x1f]+"
    r"(?!(?:если|или|сила|правила|модели|цели|детали|начал[ао]|мало|минут|валют)\b"
    r"|[а-я]*(?:ответ|совет|пакет|бюджет|предмет|приоритет|интернет|билет|секрет|сч[её]т|запрет|объект"
    r"|лимит|кредит|бит|формат|результат|сертификат|дубликат|аппарат|маршрут|атрибут|институт"
    r"|канал|портал|терминал|сигнал|материал|журнал|интервал)\b)"
    r"(?:[а-яё]{2,}(?:[аеиуя]л[аои]?|[её]т|[иая]т|[ую]т|[еи]шь|[еи]те)(?:с[яь])?"
    r"|[а-я]{0,5}(?<!биз)(?:н[её]с|в[её]з|в[её]л|ш[её]л)(?:с[яь])?|[сп]?о?мог)\b"
)
"""A verb within three words; nouns that end as verbs do are none."""
_NO = r"\W*никак(?:их|ого|ой)\b"


def concord(passage: Passage, *, house: bool) -> Iterator[Fault]:
    """negative-pronoun. A Russian negative pronoun stands with a verb that is denied itself.

    Good: `Никто не указал`, `не указаны ни цена, ни срок`. Bad: `Никто указал`, `указаны ни цена, ни срок`.
    Other people often say both without a verb; what they deny has its verb right behind it.
    """
    if passage.language != "ru":
        return
    text = passage.lower
    for match in _NOBODY.finditer(text):
        if not house and ("," in match.group() or not _DOES.match(text, match.end())):
            continue
        before, behind = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
        clause = _END.split(before)[-1] + match.group() + _END.split(behind)[0]
        if re.search(r"(?:\b(?:[иа]|но|или|либо)|,) \Z", before) and not _VERB.search(_END.split(behind)[0]):
            continue  # "when it is ripe and never before"
        if re.search(r" [—–][ \x1f]{1,3}\Z", before) and _NONE_AT_ALL.search(_END.split(before)[-2]):
            continue
        if re.match(_NO, clause):
            continue  # "No lamps in the hall": there are none
        if re.search(r"[*«“\"]\Z", passage.text[: match.start()]) and re.match(r"[*»”\"]", passage.text[match.end() :]):
            continue  # **Никогда** is a label
        shouted = passage.veil[match.start() + 1].isupper()  # НИКОГДА is a value
        if not shouted and not _DENIED.search(clause) and _VERB.search(clause.replace(match.group(), " ")):
            word = match.group().split(" ")[0] if "," in match.group() else match.group()
            note = f"'{word}' asks for a verb that is denied"
            yield Fault(*match.span(), "negative-pronoun", note, "write 'не' before the verb")
