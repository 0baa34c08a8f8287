"""Numbers written as words: what a translation may write in digits, and what it may leave to a word.

The lists are generous on purpose. A word only *excuses* a number of the other side that has no partner; it never asks
for one, because faithful translations add and drop "one", "both" and "first" freely.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from crucible.sentences.asked import Asked
from crucible.sentences.passage import Passage

_EN_VALUES: dict[str, tuple[str, ...]] = {
    "zero": ("0",), "nonzero": ("0",), "no": ("0",), "none": ("0",), "a": ("1",),
    "an": ("1",), "another": ("1",), "each": ("1",),
    "every": ("1",), "per": ("1",), "the": ("1",), "one": ("1",),
    "once": ("1",), "single": ("1",), "first": ("1",),
    "two": ("2",), "second": ("2",), "twice": ("2",), "both": ("2",), "either": ("2", "1"),
    "double": ("2",), "dual": ("2",),
    "pair": ("2",), "couple": ("2",), "bi": ("2",), "biweekly": ("2",),
    "bimonthly": ("2",), "fortnight": ("2", "14"),
    "latter": ("2",), "three": ("3",), "third": ("3",), "triple": ("3",),
    "twofold": ("2",), "threefold": ("3",), "tenfold": ("10",),
    "thrice": ("3",), "four": ("4",),
    "fourth": ("4",), "quarter": ("3", "4", "0.25", "25", "15"),
    "quarterly": ("3",), "five": ("5",), "fifth": ("5",),
    "six": ("6",), "sixth": ("6",), "semiannual": ("6", "2"),
    "seven": ("7",), "seventh": ("7",), "eight": ("8",),
    "eighth": ("8",), "nine": ("9",), "ninth": ("9",), "ten": ("10",),
    "tenth": ("10",), "eleven": ("11",),
    "eleventh": ("11",), "twelve": ("12",), "twelfth": ("12",),
    "dozen": ("12",), "thirteen": ("13",),
    "fourteen": ("14",), "fifteen": ("15",), "sixteen": ("16",),
    "seventeen": ("17",), "eighteen": ("18",),
    "nineteen": ("19",), "twenty": ("20",), "thirty": ("30",),
    "forty": ("40",), "fifty": ("50",), "sixty": ("60",),
    "seventy": ("70",), "eighty": ("80",), "ninety": ("90",),
    "hundred": ("100",), "thousand": ("1000",),
    "thousands": ("1000",), "million": ("1000000",),
    "half": ("0.5", "2", "30", "50", "6"), "day": ("24",),
    "daily": ("24", "1"), "days": ("24",), "week": ("7",),
    "weekly": ("7", "1"), "month": ("30",),
    "monthly": ("30", "1"), "year": ("12", "365"), "annual": ("12", "1"),
    "yearly": ("12", "1"), "hour": ("60",),
    "clock": ("24", "7"), "fully": ("100",), "whole": ("100",),
    "always": ("24", "7"), "noon": ("12",),
    "midnight": ("0", "12", "24"), "am": ("12",), "pm": ("12",), "binary": ("2",), "octal": ("8",),
    "decimal": ("10",), "hexadecimal": ("16",), "hex": ("16",),
}  # fmt: skip
_EN = Asked(r"(?<![a-z])(?:" + "|".join(sorted(_EN_VALUES, key=len, reverse=True)) + r")(?![a-z])")

_EN_SCALED = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|half)[ -](?:an? )?"
    r"(hundred|thousand|million)\b"
)
_RU_SCALED = r"\b([а-я]+)[ \u00a0](тысяч|миллион)"
_EN_TENS = (
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](one|two|three|four|five|six|seven|eight|nine)\b"
)
_ZH_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "双": 2,
}
_ZH_RUN = re.compile(r"[〇零一二两俩双三四五六七八九十百千万亿]{1,12}")
_ZH_EXTRA: dict[str, tuple[str, ...]] = {
    "全天候": ("24", "7"), "全年无休": ("7", "365"), "昼夜": ("24",),
    "半": ("0.5", "2", "30", "6"), "无": ("0",),
    "没有": ("0",), "不": ("0",), "完全": ("100",), "全部": ("100",),
    "全额": ("100",), "周": ("7",), "星期": ("7",),
    "每天": ("24", "7"), "年": ("12", "365"), "个": ("1",), "首": ("1",),
    "单": ("1",), "另": ("1",), "初": ("1",),
    "季度": ("3",), "某": ("1",), "该": ("1",), "秒": ("1",), "次": ("1",),
    "唯": ("1",), "当": ("24",), "日": ("24",),
    "天": ("24",), "月": ("30",), "中午": ("12",), "午夜": ("0", "12"), "对": ("2",),
}  # fmt: skip
_ZH_WORD = re.compile("|".join(sorted(_ZH_EXTRA, key=len, reverse=True)))

_RU_STEMS: dict[str, tuple[str, ...]] = {
    r"ноль|нул[яеюьё]\w*|(?:не)?нулев\w*|нет|без|ни|не": ("0",),
    r"од(?:ин|н[аоиуе]\w*|ним|них)\w*|перв\w+|един\w+|кажд\w+|одно\w+|раз|еще|следующ\w+|эт\w+": ("1",),
    r"дв(?:а|е|ух\w*|ум\w*|умя|ое|ой\w*|ажды|у\w+)|втор\w+|оба|обе|об[ое]и[хм]\w*|пар[аеуыо]\w*": ("2",),
    r"тр(?:и|ех\w*|ем\w*|ое|ижды|етий|еть\w*|ой\w*)": ("3",),
    r"четыр\w+|четвер\w+|четверт\w+": ("4", "0.25"),
    r"пят(?:ь|и\w*|ью|ый|ая|ое|ого|ом\w*|ой|ую|еро|ерых)": ("5",),
    r"шест(?:ь|и\w*|ью|ой|ая|ое|ого|ом\w*|ую|еро)": ("6",),
    r"сем(?:ь|и\w*|ью)|седьм\w+": ("7",), r"вос[ье]м\w+": ("8",),
    r"девят\w+": ("9",), r"десят\w+": ("10",),
    r"одиннадцат\w+": ("11",), r"двенадцат\w+|дюжин\w*": ("12",),
    r"тринадцат\w+": ("13",),
    r"четырнадцат\w+": ("14",), r"пятнадцат\w+": ("15",),
    r"двоичн\w+": ("2",), r"шестнадцат\w+": ("16",),
    r"двадцат\w+": ("20",), r"тридцат\w+": ("30",),
    r"сорок\w*": ("40",), r"пятьдесят|пятидесят\w+": ("50",),
    r"шестьдесят|шестидесят\w+": ("60",),
    r"девяност\w+": ("90",), r"сто|ста|сот[а-я]*": ("100",),
    r"тысяч\w*": ("1000",), r"миллион\w*": ("1000000",),
    r"полн\w+|абсолютн\w+|весь|вс[еея]\w{0,2}": ("100",),
    r"круглосуточн\w*": ("24", "7"),
    r"сутк\w+|суток|ден[ье]\w*|дн\w{1,3}": ("24",),
    r"двое": ("48", "2"),
    r"ежедневн\w*|недел\w+|выходных|еженедельн\w+": ("7",),
    r"год\w*|ежегодн\w+": ("12", "365"),
    r"месяц\w*|ежемесячн\w*": ("30", "1"), r"полтор\w+": ("1.5",),
    r"пол\w*": ("0.5", "2", "30", "6"), r"час\w*": ("60",),
    r"квартал\w*": ("3",), r"полдень|полдня": ("12",), r"полноч\w+": ("0", "12", "24"),
    r"i": ("1",), r"ii": ("2",), r"iii": ("3",), r"iv": ("4",),
}  # fmt: skip
_RU_ALL = Asked("|".join(rf"\b(?:{stem})\b" for stem in _RU_STEMS))


@cache
def _russian(word: str) -> tuple[str, ...]:
    """The values that a Russian word in small letters can stand for."""
    return tuple(value for stem, values in _RU_STEMS.items() if re.fullmatch(stem, word) for value in values)


def chinese(run: str) -> int | None:
    """十二 → 12, 二十四 → 24, 两 → 2; None when the run is not one number."""
    total = section = digit = 0
    units = {"十": 10, "百": 100, "千": 1000}
    for char in run:
        if char in _ZH_DIGITS:
            digit = _ZH_DIGITS[char]
        elif char in units:
            section += (digit or 1) * units[char]
            digit = 0
        elif char == "亿":
            total = (total + section + digit or 1) * 100_000_000
            section = digit = 0
        else:
            total += (section + digit or 1) * 10000
            section = digit = 0
    return total + section + digit


def excused(passage: Passage) -> set[str]:
    """The values that words of this passage can stand for."""
    text = passage.lower
    values: set[str] = set()
    if passage.language == "zh":
        for run in _ZH_RUN.findall(text):
            values.add(str(chinese(run)))
            values.update(str(_ZH_DIGITS[char]) for char in run if char in _ZH_DIGITS)
            values.update({"十": "10", "百": "100", "千": "1000", "万": "10000"}.get(char, "1") for char in run)
        for word in _ZH_WORD.findall(text):
            values.update(_ZH_EXTRA[word])
        if "百分之百" in text:
            values.add("100")
    elif passage.language == "ru":
        for word in set(_RU_ALL.findall(text)):
            values.update(_russian(word))
        if "тысяч" in text or "миллион" in text:
            for count, scale in re.findall(_RU_SCALED, text):
                times = 1000 if scale[0] == "т" else 1_000_000
                values.update(str(int(value) * times) for value in _russian(count) if value.isdigit())
    if passage.language != "ru" or re.search("[a-z]{3}", text):
        for word in set(_EN.findall(text)):
            values.update(_EN_VALUES[word])
        for count, scale in _EN_SCALED.findall(text):
            values.add(str(int(float(_EN_VALUES[count][0]) * int(_EN_VALUES[scale][0]))))
        for tens, ones in re.findall(_EN_TENS, text):
            values.add(str(int(_EN_VALUES[tens][0]) + int(_EN_VALUES[ones][0])))
    return values


_UNITS = (
    r"(?:day|week|month|year|hour|minute|second|time|step|incident|ticket|request|way|type|option|level|tier|user|stage"
    r"|kind|role|method|part|case|cop(?:y|ies)|categor|compan|countr|partner|customer|question|reason|condition|email"
    r"|location|account|seat|license|deal)"
)
_EN_UNIT = Asked(
    rf"\b(one(?=[ -](?:\w{{3,12}} )?(?:(?:business|working|calendar) )?{_UNITS})"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    rf"(?=[ -](?:[a-z-]{{3,16}} ){{0,2}}?(?:{_UNITS}|people|person|men\b|women|[a-z]{{2,14}}s\b)))",
    signs=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "eleven"),
)
_EN_SINGLE = Asked(
    r"(?<!per )(?<!times )(?<!\d )\b(an?(?= (?:hour|minute|day|week|month|year)\b)|both\b|"
    r"twice\b|either(?= kind| type| one| of))",
    signs=("hour", "minute", "day", "week", "month", "year", "both", "twice", "either"),
)
_EN_ORDINAL = Asked(
    r"(?<!['\"‘“])\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?! part)",
    signs=("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
)
_ZH_UNIT = re.compile(
    r"(?<![第一二三四五六七八九十百千万几数])(十[一二]|"
    r"[一二两三四五六七八九十])\s?(?=[天周年月个次种步项名家类级位条份件笔座艘盏扇只把节层栋张块台套封页遍轮组段门课]|小时|分钟|工作日)"
)
_RU_ORDINAL = re.compile(
    r"(?<!во-)\b(втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)"
    r"(?:[ыо]й|[ао]я|ое|ого|ом|ую|ым|ому|ы[ех]|ий|ь(?:его|ему|ем|я|ю|ей|е))\b(?! (?:лиц|сторон))"
)
_RU_TH = {"втор": "2", "трет": "3", "четверт": "4", "пят": "5", "шест": "6", "седьм": "7", "восьм": "8", "девят": "9"}
_RU_UNIT = re.compile(
    r"\b(один|одна|одно|одной|одного|одну|два|две|двух|двум|двумя|три|трех|трем|тремя|четыре|четырех|"
    r"четырем|пять|пяти|шесть|шести|семь|семи|восемь"
    r"|восьми|девять|девяти|десять|десяти|одиннадцать|одиннадцати|двенадцать|двенадцати) (?=[а-я])"
)


@lru_cache(maxsize=4096)
def counts(passage: Passage) -> tuple[tuple[str, int, int], ...]:
    """The number words 2–12 that count something, with their spans; narrow, unlike `excused`."""
    text = passage.lower
    found = []
    if passage.language == "zh":
        for match in _ZH_UNIT.finditer(text):
            found.append((str(chinese(match[1])), match.start(1), match.end(1)))
        for match in re.finditer(r"第([二三四五六七八九十])(?![方一二三四五六七八九十])", text):
            found.append((str(chinese(match[1])), match.start(1), match.end(1)))
    elif passage.language == "ru":
        for match in _RU_UNIT.finditer(text):
            word = match[1]
            found.append((_russian(word)[0], match.start(1), match.end(1)))
        for match in _RU_ORDINAL.finditer(text):
            found.append((_RU_TH.get(match[1], "10"), match.start(1), match.end()))
    else:
        for pattern in (_EN_UNIT, _EN_SINGLE, _EN_ORDINAL):
            for match in pattern.finditer(text):
                found.append((_EN_VALUES[match[1]][0], match.start(1), match.end(1)))
    return tuple(found)
