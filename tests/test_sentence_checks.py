"""Every text of a translation is judged beside its English, at its own place: pages, front matter, catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources

FOLDERS = {"en": "content/en/a.md", "zh": "content/zh-cn/a.md", "ru": "content/ru-ru/a.md"}


def found(root: Path, **texts: str) -> list[str]:
    """What is said about a folder of pages that knows no data: `path:line:column rule`, then the message."""
    for code, text in texts.items():
        path = root / FOLDERS[code]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [f"{f.place} {f.rule}: {f.message}" for f in check_sources(Sources.read(root))]


EN = """---
title: Hours
description: You must ask first.
ms.date: 04/27/2020
---
# Hours

You have 15 hours. Ask before June 8, 2021.

> [!NOTE]
> You can't move hours
> to 2 other companies.

1. Open the [page](hours.md).
2. Wait 3 days.

| Plan | Hours |
| --- | --- |
| Silver | 15 |
| Gold | Unlimited |
"""
RU = """---
title: Часы
description: Сначала вы должны спросить.
ms.date: 04/27/2020
---
# Часы

У вас есть 15 часов. Спросите до 8 июня 2021 г.

> [!NOTE]
> Часы нельзя передать
> 2 другим компаниям.

1. Откройте [страницу](hours.md).
2. Подождите 3 дня.

| План | Часы |
| --- | --- |
| Silver | 15 |
| Gold | Неограниченно |
"""
ZH = """---
title: 小时数
description: 你必须先提出请求。
ms.date: 04/27/2020
---
# 小时数

你有 15 小时。请在 2021 年 6 月 8 日之前提出。

> [!NOTE]
> 你无法将小时数转移给
> 另外 2 家公司。

1. 打开[页面](hours.md)。
2. 等待 3 天。

| 计划 | 小时数 |
| --- | --- |
| Silver | 15 |
| Gold | 无限制 |
"""


STEPS = "1. Откройте [страницу](hours.md).\n2. Подождите 3 дня."
SWAPPED = "1. Подождите 3 дня.\n2. Откройте [страницу](hours.md)."
HOURS = "У вас есть 15 часов. Спросите до 8 июня 2021 г.\n\n"


@pytest.mark.parametrize(
    ("code", "old", "new", "expected"),
    [
        pytest.param("ru", "", "", [], id="control"),
        pytest.param("ru", "есть 15", "есть 16", ["content/ru-ru/a.md:8:12 number"], id="number"),
        pytest.param("zh", "6 月 8 日", "8 月 6 日", ["content/zh-cn/a.md:8:13 date"], id="date"),
        pytest.param("ru", "2 другим", "3 другим", ["content/ru-ru/a.md:12:3 number"], id="second line of a quote"),
        pytest.param("zh", "无法将", "可以将", ["content/zh-cn/a.md:11:3 negation"], id="negation"),
        pytest.param("ru", "должны", "не обязаны", ["content/ru-ru/a.md:3:14 duty"], id="front matter"),
        pytest.param("zh", "等待 3 天", "等待 3 周", ["content/zh-cn/a.md:15:7 unit"], id="item"),
        pytest.param("ru", "(hours.md)", "(hour.md)", ["content/ru-ru/a.md:14:22 same-link"], id="link"),
        pytest.param("zh", "| Silver | 15 |", "| Silver | 5 |", ["content/zh-cn/a.md:19:12 number"], id="cell"),
        pytest.param("ru", "| Неограниченно |", "| Не входит |", ["content/ru-ru/a.md:20:10 table-cell"], id="amount"),
        pytest.param("zh", "2. 等待 3 天。\n", "", ["content/zh-cn/a.md:14:4 structure"], id="item dropped"),
        pytest.param("ru", STEPS, SWAPPED, ["content/ru-ru/a.md:14:4 structure"], id="items swapped"),
        pytest.param("ru", HOURS, "", ["content/ru-ru/a.md:9:3 structure"], id="paragraph dropped"),
        pytest.param("zh", "# 小时数\n", "小时数\n", ["content/zh-cn/a.md:6:1 structure"], id="heading dropped"),
    ],
)  # fmt: skip
def test_a_fault_is_found_once_at_its_place(tmp_path: Path, code: str, old: str, new: str, expected: list[str]) -> None:
    texts = {"en": EN, "ru": RU, "zh": ZH}
    assert old in texts[code]
    texts[code] = texts[code].replace(old, new, 1)
    said = found(tmp_path, **texts)
    assert [line.split(": ")[0] for line in said] == expected, said


def test_a_heading_is_asked_for_no_id_where_the_house_is_another(tmp_path: Path) -> None:
    page = "# Title\n\n{% include x %} {{ liquid }}\n"
    assert found(tmp_path, en=page) == []
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nhooks: [hooks/mkdocs_events.py]\n", encoding="utf-8")
    assert any("heading-id" in line for line in found(tmp_path, en=page))


def test_two_paragraphs_may_become_one(tmp_path: Path) -> None:
    en = "# A\n\nThe plan has 5 incidents.\n\nIt costs $20 for each partner and year.\n\n- one more thing to say\n"
    ru = "# А\n\nВ плане 5 инцидентов. Он стоит 20 долл. США для каждого партнера в год.\n\n- еще одно замечание\n"
    assert found(tmp_path, en=en, ru=ru) == []
    said = found(tmp_path, en=en, ru=ru.replace(" Он стоит 20 долл. США для каждого партнера в год.", ""))
    assert [line.split(": ")[0] for line in said] == ["content/ru-ru/a.md:5:3 structure"]


def test_anchors_of_translators_pair_sections(tmp_path: Path) -> None:
    en = "# A\n\nText here.\n\n## Get help\n\nCall 112.\n\n## Pay\n\nPay 7 dollars.\n"
    zh = '# <a name="a"></a>甲\n\n正文。\n\n## <a name="pay"></a>付款\n\n支付 7 美元。\n'
    said = found(tmp_path, en=en, zh=zh)
    assert said == [
        "content/zh-cn/a.md:5:4 structure: the section 'Get help' of the English is missing before here",
    ]


def test_rows_that_changed_places_are_one_mistake(tmp_path: Path) -> None:
    rows = "| Silver | 15 |\n| Gold | Неограниченно |"
    swapped = "| Gold | Неограниченно |\n| Silver | 15 |"
    said = found(tmp_path, en=EN, ru=RU.replace(rows, swapped))
    assert said == [
        "content/ru-ru/a.md:19:3 table-rows: row 'Gold' is row 1 here, in the English it is row 2",
    ]


@pytest.mark.parametrize(
    ("msgstr", "expected"),
    [
        pytest.param('msgstr "{n} 小时，最多 25 天"', [], id="control"),
        pytest.param('msgstr "{n} 小时，最多 26 天"', [("number", 6, 19)], id="number"),
        pytest.param('msgstr ""\n"{n} 小时，"\n"最多 26 天"', [("number", 8, 5)], id="second line of an entry"),
    ],
)
def test_an_entry_of_a_catalog_is_judged(tmp_path: Path, msgstr: str, expected: list[tuple[str, int, int]]) -> None:
    path = tmp_path / "locales/zh/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Language: zh\\n"\n\n'
    path.write_text(f'{header}#: a\nmsgid "{{n}} hours, at most 25 days"\n{msgstr}\n', encoding="utf-8")
    said = [f for f in check_sources(Sources.read(tmp_path)) if f.rule in ("number", "comparator", "unit")]
    assert [(f.rule, f.place.line, f.place.column) for f in said] == expected


def test_a_link_text_within_a_macro_call_is_translated(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    en, zh = ('See {{ ref("asfp", "the plan") }}.', '请参阅{{ ref("asfp", "该计划") }}。')
    for code, text in (("en", en), ("zh", zh)):
        path = tmp_path / f"content/{code}/a.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"# A {{ #a }}\n\n{text}\n", encoding="utf-8")
    rules = {f.rule for f in check_sources(Sources.read(tmp_path))}
    assert "placeholder" not in rules
    path.write_text('# A { #a }\n\n请参阅{{ ref("psfp", "该计划") }}。\n', encoding="utf-8")
    (tmp_path / "data").rmdir()  # where calls are no calls, the macro rule is silent
    assert "placeholder" in {f.rule for f in check_sources(Sources.read(tmp_path))}


def test_texts_of_yaml_beside_the_pages_are_judged(tmp_path: Path) -> None:
    en = "### YamlMime:FAQ\nquestions:\n  - question: How long?\n    answer: |\n      Wait 3 days.\n\n      Ask.\n"
    zh = "### YamlMime:FAQ\nquestions:\n  - question: 多长时间？\n    answer: |\n      等待 3 天。\n\n      提问。\n"
    for code, text in (("en-us", en), ("zh-cn", zh)):
        path = tmp_path / f"content/{code}/faq.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")

    def said() -> list[str]:
        return [f"{f.place} {f.rule}" for f in check_sources(Sources.read(tmp_path))]

    assert said() == []
    path.write_text(zh.replace("3 天", "4 天"), encoding="utf-8")
    assert said() == ["content/zh-cn/faq.yml:5:10 number"]


def test_a_page_of_another_version_is_one_finding_with_its_lines(tmp_path: Path) -> None:
    english = "\n".join(f"## Part {n} {{ #p{n} }}\n\nLight a lamp.\n\n- Then rest.\n" for n in range(1, 6))
    russian = "\n".join(f"## Часть {n} {{ #p{n} }}\n\nЗажгите лампу.\n" for n in range(1, 6))
    first = "content/ru-ru/a.md:3:1 structure: the list item 'Then rest.' of the English is missing behind here"
    more = "the page differs from the English in 4 more places, at lines 7, 11, 15, 19"
    assert found(tmp_path, en=english, ru=russian) == [f"{first}; {more}"]


def test_texts_in_a_row_that_are_left_in_english_are_one_finding(tmp_path: Path) -> None:
    english = "Light all of the lamps.\n\n- `lamp`\n- Then put out the lamps that are not on.\n\nRest.\n"
    english += "\nThis is the end of the page.\n"
    russian = english.replace("Rest.", "Отдохните.")
    assert found(tmp_path, en=english, ru=russian) == [
        "content/ru-ru/a.md:1:1 untranslated: the text is still in English, and so is line 4",
        "content/ru-ru/a.md:8:1 untranslated: the text is still in English",
    ]


def test_the_same_fact_in_several_places_is_one_finding(tmp_path: Path) -> None:
    english = "Use lamp 3.8.\n\nLight it.\n\nTake lamp 3.8 with you.\n"
    russian = "Используйте лампу 3.6.\n\nЗажгите ее.\n\nВозьмите лампу 3.6 с собой.\n"
    message = "number: '3.6' stands here, the English says '3.8', also at line 5"
    assert found(tmp_path, en=english, ru=russian) == [f"content/ru-ru/a.md:1:19 {message}"]


COMMANDS = "`/light lamp|room` `time`\n\nLights `lamp`.\n\nWaits for `time`, then calls `keeper`.\n"
THEIRS = "`/light лампа|зал` `время`\n\nЗажигает `лампу`.\n\nЖдет `времени`, затем зовет `keeper`.\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="values"),
        pytest.param("лампа|зал", "lamp|room", ["3:1 'lamp'"], id="the page does not show them"),
        pytest.param("`keeper`", "`хранителя`", ["5:1 'keeper'"], id="no value of the page"),
        pytest.param("`keeper`", "`boat`", ["5:1 'keeper'"], id="beside a value"),
    ],
)
def test_a_value_is_one_on_the_whole_page(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    russian = THEIRS.replace(old, new)
    said = [
        f"content/ru-ru/a.md:{line.split()[0]} code: the code {line.split()[1]} of the English is missing"
        for line in expected
    ]
    assert found(tmp_path, en=COMMANDS, ru=russian) == said


def test_signs_around_code_show_a_value_and_a_sign_of_the_english_stands_alone(tmp_path: Path) -> None:
    english = "Write `$$lamp$$` in the text.\n\nThe `lamp` is any lamp.\n\nThe ! denies it.\n"
    russian = "Напишите в тексте `$$лампа$$`.\n\nЗдесь `лампа` — любая лампа.\n\nЗнак ! отрицает это.\n"
    assert found(tmp_path, en=english, ru=russian) == []
    said = found(tmp_path, en=english.replace("The ! denies it", "It denies it!"), ru=russian)
    assert [line.split(":")[2].split()[1] for line in said] == ["space-before"]


def test_code_that_a_page_translates_is_one_finding(tmp_path: Path) -> None:
    english = "Press `start` then.\n\nWait for `stop`.\n\nUse `lamp.exe`.\n"
    russian = "Потом нажмите `пуск`.\n\nДождитесь `стоп`.\n\nПримените `lamp.com`.\n"
    message = "content/ru-ru/a.md:1:1 code: the code 'start' of the English is missing, and so is other code at line 3"
    other = "content/ru-ru/a.md:5:1 code: the code 'lamp.exe' of the English is missing"
    assert found(tmp_path, en=english, ru=russian) == [message, other]


def test_what_a_page_puts_otherwise_all_over_is_one_finding(tmp_path: Path) -> None:
    english = "Lamps cannot be lit.\n\nRest.\n\nBoats cannot be lit.\n"
    russian = "Лампы можно зажечь.\n\nОтдыхайте.\n\nЛодки можно зажечь.\n"
    message = "negation: the sentence affirms what the English denies, also at line 5"
    assert found(tmp_path, en=english, ru=russian) == [f"content/ru-ru/a.md:1:1 {message}"]


def test_a_section_that_all_translations_add_is_one_finding(tmp_path: Path) -> None:
    for name in ("b.md", "c.md"):
        for folder, text in (("en-us", "Light it.\n"), ("ru-ru", "Зажгите.\n\n# Перевод\n\nКонец.\n")):
            path = tmp_path / "content" / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    russian = "Зажгите.\n\n# Перевод\n\nКонец.\n"
    message = "structure: the English has no section 'Перевод', and so in 2 more places"
    assert found(tmp_path, en="Light it.\n", ru=russian) == [f"content/ru-ru/a.md:3:3 {message}"]


def test_a_link_text_within_a_macro_call_is_judged_in_its_place(tmp_path: Path) -> None:
    text = '# {title}\n\n{read} {{{{ ref("lamps", "{link}") }}}}.\n'
    english = text.format(title="Lamps", read="Read first", link="the 12 pages that you need")
    wrong = text.format(title="Лампы", read="Сначала прочитайте", link="13 страниц, которые вам нужны")
    said = found(tmp_path, en=english, ru=wrong)
    assert said == ["content/ru-ru/a.md:3:37 number: '13' stands here, the English says '12'"]
    assert found(tmp_path, en=english, ru=wrong.replace("13", "12")) == []
