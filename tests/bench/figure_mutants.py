"""What can go wrong with a figure of a translation: its order, scale, bound, unit or currency, or the word for it.

Each function yields (operator, spoilt text); `sentence_mutants` joins them to the other operators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
_DAY = {
    "zh": re.compile(r"(?P<m>\d{1,2})(?P<gap> 月 )(?P<d>\d{1,2})(?= 日)"),
    "ru": re.compile(rf"(?P<d>\d{{1,2}})(?P<gap>[ \u00a0])(?P<m>{'|'.join(_MONTHS)})"),
}
_WRITTEN = {
    "zh": re.compile(r"\d{4} 年 \d{1,2} 月 \d{1,2} 日"),
    "ru": re.compile(rf"\d{{1,2}}[ \u00a0](?:{'|'.join(_MONTHS)}) \d{{4}}(?:[ \u00a0]г\.)?"),
}
_DIGITS = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_RANGE = re.compile(
    r"(?<![\d.,-])(?P<low>\d{1,6})(?P<gap>%?(?: ?[–—-] ?| 至 | 到 |[ \u00a0](?:до|по)[ \u00a0]))"
    r"(?P<high>\d{1,6})(?![\d-])"
)
_WORDS = {
    "zh": {
        "ordinal": re.compile(r"(?<=第)[一二三四五六七八九十](?=[^一二三四五六七八九十方])"),
        "number in words": re.compile(
            r"(?<![第十一二三四五六七八九百千万])[两三四五六七八九十](?=[个天周年种次步项名家类级位条份件笔座艘盏扇只把节])"
        ),
    },
    "ru": {
        "ordinal": re.compile(
            r"\b(?P<stem>втор|четверт|пят|шест|седьм|восьм|девят|десят)(?=(?:ый|ой|ая|ое|ого|ом|ую|ым|ому|ые|ых)\b)",
            re.I,
        ),
        "number in words": re.compile(
            r"\b(?:два|две|двух|три|трех|четыре|четырех|пять|пяти|шесть|шести|семь|семи|восемь|девять|десять"
            r"|одиннадцать|двенадцать)(?= [а-я])",
            re.I,
        ),
    },
}
_NEXT = {
    "zh": dict(zip("一二两三四五六七八九十", "三四五五六七八九十六三", strict=True)),
    "ru": {
        "втор": "пят", "четверт": "шест", "пят": "седьм", "шест": "втор", "седьм": "девят", "восьм": "четверт",
        "девят": "пят", "десят": "втор", "два": "три", "две": "три", "двух": "трех", "три": "четыре", "трех": "двух",
        "четыре": "три", "четырех": "трех", "пять": "шесть", "пяти": "семи", "шесть": "семь", "шести": "пяти",
        "семь": "восемь", "семи": "пяти", "восемь": "девять", "девять": "семь", "десять": "девять",
        "одиннадцать": "двенадцать", "двенадцать": "десять",
    },
}  # fmt: skip
_NUMBER = r"[\d一两二三四五六七八九十]"
_SWAPS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "bound": {
        "zh": (
            ("至少", "最多"), ("最多", "至少"), ("不超过", "不少于"), ("不得超过", "不得少于"), ("超过", "不到"),
            ("少于", "多于"), ("不少于", "不超过"), ("多于", "少于"), ("高于", "低于"), ("低于", "高于"),
            ("不晚于", "不早于"), ("以上", "以下"), ("以下", "以上"), ("或更多", "或更少"), ("及以上", "及以下"),
            ("或更小", "或更大"),
        ),
        "ru": (
            ("не менее", "не более"), ("не более", "не менее"), ("не больше", "не меньше"),
            ("не меньше", "не больше"),
            ("(?<!не )более(?! поздн)", "менее"), ("(?<!не )менее", "более"), ("(?<!не )больше(?! не)", "меньше"),
            ("(?<!не )меньше", "больше"), ("выше", "ниже"), ("ниже", "выше"), ("не позднее", "не ранее"),
            (r"(?<![\d%] )до(?=[ \u00a0]\d)", "от"), ("и старше", "и младше"),
        ),
    },
    "unit": {
        "zh": (
            ("小时", "天"), ("分钟", "小时"), ("天", "小时"), ("周", "个月"), ("个月", "周"),
            (r"(?<!\d{4} )(?<!\d{4})年", "个月"),
            ("秒", "分钟"), ("KB", "MB"), ("MB", "GB"), ("GB", "MB"), ("TB", "GB"), ("公里", "米"),
            ("厘米", "毫米"), ("公斤", "克"),
        ),
        "ru": (
            ("час(?:а|ов)?", "дней"), ("минут[аы]?", "секунд"), ("д(?:ень|ня|ней)", "часов"),
            ("недел[ьиюя]", "месяцев"),
            ("месяц(?:а|ев)?", "недель"), ("лет", "месяцев"), (r"(?<!\d{4}[ \u00a0])год(?:а)?", "месяцев"),
            ("секунд[аы]?", "минут"),
            ("КБ", "МБ"), ("МБ", "ГБ"), ("ГБ", "МБ"), ("ТБ", "ГБ"), ("км", "м"), ("см", "мм"),
            ("килограмм(?:а|ов)?", "граммов"),
        ),
    },
    "currency": {
        "zh": (("美元", "欧元"), ("欧元", "美元"), ("英镑", "美元"), ("美元", ""), ("欧元", ""), ("英镑", "")),
        "ru": (
            ("долларов США", "евро"), ("евро", "долларов США"), ("фунтов стерлингов", "долларов США"),
            ("долларов США", "единиц"), ("евро", "единиц"), ("фунтов стерлингов", "рублей"),
        ),
    },
    "scale": {
        "zh": ((" 万", " 千"), (" 万", " 亿"), ("万", ""), (" 千", " 万")),
        "ru": (
            ("тыс[.]", "млн"), ("тысяч", "миллионов"), ("млн", "млрд"), ("млн", "тыс."), ("тыс[.]", ""),
        ),
    },
    "percent": {
        "zh": (("%", ""), ("%", " 倍")),
        "ru": (("[ \u00a0]%", ""), ("[ \u00a0]%", "\u00a0раз"), ("процент[а-я]*", "пунктов")),
    },
    "fiscal year": {
        "zh": (("2021 财年", "2020 财年"), ("2022 财年", "2021 财年"), ("2023 财年", "2024 财年")),
        "ru": (
            ("2021(?=[ \u00a0]финанс)", "2020"), ("2022(?=[ \u00a0]финанс)", "2021"),
            ("2023(?=[ \u00a0]финанс)", "2024"),
        ),
    },
    "quarter": {
        "zh": (("第一季度", "第二季度"), ("第二季度", "第三季度"), ("第三季度", "第四季度"),
               ("第四季度", "第一季度")),
        "ru": (
            ("перв(?=[а-я]{2} квартал)", "четверт"), ("втор(?=[а-я]{2} квартал)", "четверт"),
            ("третьем(?= квартал)", "втором"), ("четверт(?=[а-я]{2} квартал)", "втор"),
        ),
    },
    "round the clock": {
        "zh": (("全天候", "工作日"), ("24/7", "每天"), ("全天候", "8×5")),
        "ru": (("круглосуточно(?: и без выходных)?", "по рабочим дням"), ("24/7", "днем"),
               ("круглосуточно(?: и без выходных)?", "с 8 до 17 часов")),
    },
}  # fmt: skip
_HERE = {
    "unit": {
        "zh": rf"(?<![哪后]一)(?<={_NUMBER})(?P<gap> ?(?:个)?)(?P<old>OLD)(?![^\s，。；]?份)",
        "ru": r"(?<=[\d])(?P<gap>[ \u00a0])(?P<old>OLD)(?![а-я])",
    },
    "bound": {
        "zh": "(?P<gap>)(?P<old>OLD)(?=[^，。]{0,10}\\d)|(?<=\\d)(?P<gap2>[^，。\\d]{0,4})(?P<old2>OLD)",
        "ru": r"(?<![а-я])(?P<gap>)(?P<old>OLD)(?=[^.,]{0,24}\d)|(?<=\d)(?P<gap2>[^.,\d]{0,14})(?P<old2>OLD)(?![а-я])",
    },
}
"""Where the word must stand to mean the figure."""


def figure_mutants(english: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """Every change of a figure, or of a word that goes with one."""
    for operator, languages in _SWAPS.items():
        for old, new in languages[language]:
            if operator == "percent" and text.count("%") > 1:
                continue  # 5–10 % is as good as 5–10
            for changed in _swapped(text, operator, language, old, new):
                yield operator, changed
    for operator, pattern in _WORDS[language].items():
        for found in pattern.finditer(text):
            new = _NEXT[language][found[0].lower()]
            new = new.capitalize() if found[0][0].isupper() else new
            yield operator, text[: found.start()] + new + text[found.end() :]
    for found in _RANGE.finditer(text):
        if int(found["low"]) < int(found["high"]):
            turned = found["high"] + found["gap"] + found["low"]
            yield "range", text[: found.start()] + turned + text[found.end() :]
    yield from _dates(english, text, language)


def _swapped(text: str, operator: str, language: str, old: str, new: str) -> Iterator[str]:
    where = _HERE.get(operator, {}).get(language, "(?P<old>OLD)").replace("OLD", old)
    for found in re.finditer(where, text):
        groups = found.groupdict()
        name = "old" if groups["old"] is not None else "old2"
        if found.start(name) and operator == "bound" and text[found.start(name) - 1] in "不得":
            continue  # half of another word
        yield text[: found.start(name)] + new + text[found.end(name) :]


def _dates(english: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    for found in _DAY[language].finditer(text):
        day = int(found["d"])
        month = int(found["m"]) if language == "zh" else _MONTHS.index(found["m"]) + 1
        if day <= 12 and day != month:
            turned = f"{day}{found['gap']}{month}" if language == "zh" else f"{month}{found['gap']}{_MONTHS[day - 1]}"
            yield "day and month", text[: found.start()] + turned + text[found.end() :]
    written, digits = _WRITTEN[language].search(text), _DIGITS.search(english)
    if written and digits and digits[1] != digits[2] and max(int(digits[1]), int(digits[2])) <= 12:
        yield "date in digits", text[: written.start()] + digits[0] + text[written.end() :]
