"""A language writes numbers, plurals, dates and lists as CLDR says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal
from crucible.grid import counted
from crucible.language import languages, plural_rule

from tests.sites import ROOT

FOUND, _, FINDINGS = languages(ROOT)


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        (0, "0 инцидентов"),
        (1, "1 инцидент"),
        (2, "2 инцидента"),
        (4, "4 инцидента"),
        (5, "5 инцидентов"),
        (11, "11 инцидентов"),
        (14, "14 инцидентов"),
        (21, "21 инцидент"),
        (22, "22 инцидента"),
        (25, "25 инцидентов"),
        (101, "101 инцидент"),
        (111, "111 инцидентов"),
        (1234, "1 234 инцидента"),
    ],
)
def test_russian_has_three_forms_and_chinese_one(number: int, russian: str) -> None:
    shown = {code: counted(number, "incident", FOUND[code]).replace("\u00a0", " ") for code in FOUND}
    english = f"{number:,} incident" + ("" if number == 1 else "s")
    assert shown == {"en": english, "zh": f"{number:,} 次支持事件", "ru": russian}


def test_a_number_and_its_noun_stay_on_one_line() -> None:
    assert counted(5, "hour", FOUND["ru"]) == "5\u00a0часов"


def test_dates_are_words_so_that_day_and_month_cannot_be_confused() -> None:
    day = date(2021, 3, 4)
    shown = {code: FOUND[code].date(day).replace("\u00a0", " ") for code in FOUND}
    assert shown == {"en": "4 March 2021", "zh": "2021 年 3 月 4 日", "ru": "4 марта 2021 г."}


@pytest.mark.parametrize("code", FOUND)
def test_numbers_and_dates_are_those_of_cldr(code: str) -> None:
    numbers = [0, 7, 999, 1000, 9999, 10_000, 123_456, 1_234_567]
    assert [FOUND[code].number(number) for number in numbers] == [format_decimal(n, locale=code) for n in numbers]
    form, locale = {"zh": ("y 年 M 月 d 日", "zh"), "en": ("long", "en_GB")}.get(code, ("long", code))
    for day in (date(2024, 1, 1) + timedelta(days=number) for number in range(366)):
        expected = format_date(day, form, locale=locale)
        assert FOUND[code].date(day) == expected.replace(" ", "\u00a0").replace("\u202f", "\u00a0")


def test_names_are_joined_as_the_language_joins_them() -> None:
    assert [FOUND[code].join(["Azure", "Microsoft 365"]) for code in FOUND] == [
        "Azure, Microsoft 365",
        "Azure、Microsoft 365",
        "Azure, Microsoft 365",
    ]


@pytest.mark.parametrize("code", FOUND)
def test_each_language_has_the_plural_rule_of_gettext(code: str) -> None:
    expected = get_plural(code)
    assert plural_rule(code) == (expected.num_plurals, expected.plural_expr)
    assert plural_rule("zh") == (1, "0")
    assert plural_rule("ru")[0] == 3


def test_a_text_without_translation_stays_english() -> None:
    assert FOUND["ru"].text("No catalog has this") == "No catalog has this"
    assert "No catalog has this" in FOUND["ru"].missing
    assert FOUND["ru"].text("Unlimited") == "Без ограничений"


def test_the_catalogs_can_be_read() -> None:
    assert FINDINGS == []
