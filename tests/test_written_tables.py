"""Tables that people write are well-formed, and the same in each language: each law with a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources

EN = """# Support

| Support | Silver | Gold[^1] |
| --- | --- | --- |
| Cloud | Unlimited | 20 |
| On-premises | \\* 15 | ✓ |

[^1]: Cloud products only.

<table>
<tr><th>Level</th><th>Hours</th></tr>
<tr><td rowspan="2">Basic</td><td>8</td></tr>
<tr><td>9</td></tr>
</table>
"""
RU = """# Поддержка

| Поддержка | Silver | Gold[^1] |
| --- | --- | --- |
| Облачные продукты | Неограниченно | 20 |
| Локальные продукты | \\* 15 | ✔ |

[^1]: Только облачные продукты.

<table>
<tr><th>Уровень</th><th>Часы</th></tr>
<tr><td rowspan="2">Базовый</td><td>8</td></tr>
<tr><td>9</td></tr>
</table>
"""


def said(root: Path, english: str, russian: str) -> list[str]:
    for folder, text in (("en", english), ("ru", russian)):
        path = root / "content" / folder / "a.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [f"{f.place}: {f.message} [{f.rule}]" for f in check_sources(Sources.read(root))]


HERE = "content/ru/a.md"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="control"),
        pytest.param(
            "| Поддержка | Silver |",
            "| Поддержка | |",
            [f"{HERE}:3:14: the head of column 2 is empty, it follows 'Поддержка' [table-head]"],
            id="an empty head",
        ),
        pytest.param(
            "| Облачные продукты | Неограниченно | 20 |",
            "| Облачные продукты | 20 |",
            [f"{HERE}:5:3: row 'Облачные продукты' has 2 cells, the table has 3 columns [table-ragged]"],
            id="a cell dropped",
        ),
        pytest.param(
            "| 20 |",
            "| ... |",
            [f"{HERE}:5:39: '...' fills a cell, in row 'Облачные продукты', column 'Gold[^1]' [table-filler]"],
            id="filler",
        ),
        pytest.param(
            "| Облачные продукты | Неограниченно | 20 |\n",
            "",
            [f"{HERE}:5:3: row 'Cloud' of the English table is missing before here [table-shape]"],
            id="a row dropped",
        ),
        pytest.param(
            "Неограниченно",
            "Не входит",
            [
                f"{HERE}:5:23: 'Не входит' stands here, the English says 'Unlimited', "
                "in row 'Облачные продукты', column 'Silver' [table-cell]"
            ],
            id="an amount in words",
        ),
        pytest.param(
            "✔",
            "✗",
            [
                f"{HERE}:6:32: '✗' stands here, the English says '✓', "
                "in row 'Локальные продукты', column 'Gold[^1]' [table-cell]"
            ],
            id="a mark",
        ),
        pytest.param(
            "| \\* 15",
            "| 15",
            [
                f"{HERE}:6:24: the footnotes referred to are none, in the English *, "
                "in row 'Локальные продукты', column 'Silver' [table-cell]"
            ],
            id="the star of a footnote",
        ),
        pytest.param(
            "[^1]: Только облачные продукты.\n",
            "",
            [
                f"{HERE}:3:28: '[^1]' refers to a footnote that does not exist [table-note]",
                f"{HERE}:9:1: the list item 'Cloud products only.' of the English is missing before here [structure]",
            ],
            id="a footnote",
        ),
        pytest.param(
            ' rowspan="2"',
            "",
            [f"{HERE}:13:9: row '9' has 1 cell, the table has 2 columns [table-ragged]"],
            id="a span",
        ),
    ],
)
def test_a_mistake_in_a_table_is_named(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in RU
    found = said(tmp_path, EN, RU.replace(old, new, 1))
    assert found == expected


CELLS = [
    ("June 8, 2021", "8 июня 2021 г.", "6 августа 2021 г.", "date"),
    ("24 hours", "24 часа", "24 дня", "unit"),
    ("$499", "499 долл. США", "499 евро", "currency"),
    ("over 5 days", "более 5 дней", "менее 5 дней", "comparator"),
    ("up to 3", "до 3", "от 3", "comparator"),
    ("5–10", "5–10", "10–5", "range"),
    ("[page](a.md)", "[страница](a.md)", "[страница](b.md)", "same-link"),
    ("`code x`", "`code x`", "`code y`", "code"),
    ("Signature Cloud Support", "Signature Cloud Support", "Premier Support", "table-cell"),
    ("Azure", "Azure", "Office 365", "table-cell"),
    ("Not included", "Не входит", "Входит", "table-cell"),
    ("Free", "Бесплатно", "Платно", "table-cell"),
    ("per contract", "по контракту", "в год", "table-cell"),
    ("Yes", "Да", "Нет", "table-cell"),
    ("Yes, once a year", "Да, раз в год", "Нет, раз в год", "verdict"),
    ("Required", "Обязательно", "Необязательно", "table-cell"),
    ("15", "15", "—", "number"),
    ("Gold<sup>2</sup>", "Gold<sup>2</sup>", "Gold", "table-cell"),
]


@pytest.mark.parametrize(("english", "russian", "wrong", "rule"), CELLS)
def test_a_cell_that_says_something_else_is_one_finding(
    tmp_path: Path, english: str, russian: str, wrong: str, rule: str
) -> None:
    en, ru = (f"| A | {head} |\n| --- | --- |\n| B | {{}} |\n" for head in ("C", "Ц"))
    assert said(tmp_path, en.format(english), ru.format(russian)) == []
    found = said(tmp_path, en.format(english), ru.format(wrong))
    assert [line.rpartition(" ")[2] for line in found] == [f"[{rule}]"], found
    assert all(line.startswith(f"{HERE}:3:") and ", in row 'B', column 'Ц' [" in line for line in found)


@pytest.mark.parametrize(
    ("english", "russian"),
    [("Edge", "Microsoft Edge"), ("megabytes", "MB"), ("e-mail", "email"), ("None", "N/A"), ("Yes", "Yes")],
)
def test_a_name_may_be_written_longer_or_shorter(tmp_path: Path, english: str, russian: str) -> None:
    en, ru = (f"| A | C |\n| --- | --- |\n| B | {text} |\n" for text in (english, russian))
    assert said(tmp_path, en, ru) == []


def test_a_caption_is_translated_with_its_table(tmp_path: Path) -> None:
    en = EN.replace("<table>\n", "<table>\n<caption>Hours of 15 plans</caption>\n")
    ru = RU.replace("<table>\n", "<table>\n<caption>Часы 15 планов</caption>\n")
    assert said(tmp_path, en, ru) == []
    assert said(tmp_path, en, RU) == [
        f"{HERE}:10:1: the table has no caption, the English has 'Hours of 15 plans' [table-shape]"
    ]
    wrong = ru.replace("15 планов", "16 планов")
    place = f"{HERE}:11:15: '16' stands here, the English says '15', in the caption of the table [number]"
    assert said(tmp_path, en, wrong) == [place]


def test_a_broken_source_does_not_pass_because_both_are_broken(tmp_path: Path) -> None:
    english, russian = (text.replace("| Gold[^1] |\n", "| Gold[^1] | |\n") for text in (EN, RU))
    found = said(tmp_path, english, russian)
    assert [line.split(": ")[0] for line in found if "[table-head]" in line] == ["content/en/a.md:3:32", f"{HERE}:3:34"]


def test_the_corner_above_the_heads_of_rows_may_be_empty(tmp_path: Path) -> None:
    assert said(tmp_path, EN.replace("| Support |", "| |"), RU.replace("| Поддержка |", "| |")) == []


def test_the_last_row_of_a_grid_of_pictures_may_be_shorter(tmp_path: Path) -> None:
    grid = "| ![a](a.png) | ![b](b.png) |\n| --- | --- |\n| ![c](c.png) | ![d](d.png) |\n| ![e](e.png) |\n"
    assert said(tmp_path, grid, grid) == []
    shorter = grid.replace("| ![c](c.png) | ![d](d.png) |", "| ![c](c.png) |")
    assert [line.split(": ")[0] for line in said(tmp_path, shorter, shorter)] == ["content/en/a.md:3:3", f"{HERE}:3:3"]


KEYS = "| Name | Does |\n| --- | --- |\n| `left` | moves 2 steps |\n| `top` | moves 3 |\n| opacity | 0.6 |\n"


def test_rows_are_told_by_their_keys(tmp_path: Path) -> None:
    told = "| Имя | Что |\n| --- | --- |\n| `top` | идет на 3 |\n| opacity | 0,6 |\n| `left` | идет на 2 шага |\n"
    message = "row '`top`' is row 1 here, in the English it is row 2 [table-rows]"
    assert said(tmp_path, KEYS, told) == [f"{HERE}:3:3: {message}"]


CODES = [
    "| `LAMP_KEEPER` / `LAMP_NAME` | 2 names |",
    "| the tower | 3 steps |",
    "| `LAMP_OIL` | 4 litres |",
    "| `~/.lamp/wick` | 5 threads |",
    "| the boat | 6 oars |",
    "| `$LAMP_HOUR` (a number) | 7 at night |",
]
HIS_CODES = [
    "| `LAMP_KEEPER` / `LAMP_NAME` | 2 имени |",
    "| башня | 3 ступени |",
    "| `LAMP_OIL` | 4 литра |",
    "| `~/.lamp/wick` | 5 нитей |",
    "| лодка | 6 вёсел |",
    "| `$LAMP_HOUR` (число) | 7 ночи |",
]


def tables(*orders: list[int]) -> list[str]:
    heads = ("| Name | Is |\n| --- | --- |", "| Имя | Что |\n| --- | --- |")
    rows = [[side[n] for n in order] for side, order in zip((CODES, HIS_CODES), orders, strict=True)]
    return ["\n".join([head, *here, ""]) for head, here in zip(heads, rows, strict=True)]


def test_rows_of_others_in_an_order_of_their_own_are_compared_with_their_own_row(tmp_path: Path) -> None:
    english, told = tables([0, 1, 2, 3, 4, 5], [5, 1, 3, 0, 4, 2])
    assert said(tmp_path, english, told) == []
    message = "'9' stands here, the English says '7', in row '`$LAMP_HOUR` (число)', column 'Что' [number]"
    assert said(tmp_path, english, told.replace("7 ночи", "9 ночи")) == [f"{HERE}:3:26: {message}"]


def test_two_rows_of_others_that_changed_places_are_told(tmp_path: Path) -> None:
    message = "row '`~/.lamp/wick`' is row 3 here, in the English it is row 4 [table-rows]"
    found = said(tmp_path, *tables([0, 1, 2, 3, 4, 5], [0, 1, 3, 2, 4, 5]))
    assert found == [f"{HERE}:5:3: {message}"]
    assert "[table-rows]" in "".join(said(tmp_path, *tables([0, 1, 2, 3, 4, 5], [0, 4, 2, 3, 1, 5])))


@pytest.mark.parametrize("filler", ["<br>", "<br />", "&nbsp;"])
def test_a_cell_of_the_english_that_only_keeps_a_place_is_empty(tmp_path: Path, filler: str) -> None:
    english = f"| Lamp | Lit |\n| --- | --- |\n| One | {filler} |\n| Two | 3 times |\n"
    russian = "| Лампа | Горит |\n| --- | --- |\n| Одна | |\n| Две | 3 раза |\n"
    assert said(tmp_path, english, russian) == []
    found = said(tmp_path, english, russian.replace("3 раза", ""))
    assert [line.rsplit(" ", 1)[1] for line in found] == ["[table-cell]"]


def test_rows_whose_keys_stand_in_their_places_are_not_out_of_order(tmp_path: Path) -> None:
    english = "| Kind | |\n| --- | --- |\n| Letter | Means |\n| d | directory |\n| f | fifo |\n| l | link |\n"
    heads = ["| Вид | |", "| --- | --- |", "| Буква | Значение |"]
    rows = ["| d | каталог |", "| f | именованный канал (или буфер FIFO) |", "| l | ссылка |"]
    found = said(tmp_path, english, "\n".join([*heads, *rows, ""]))
    assert [line for line in found if "[table-head]" not in line] == []
    found = said(tmp_path, english, "\n".join([*heads, rows[1], rows[0], rows[2], ""]))
    assert [line for line in found if "[table-head]" not in line] != []


def test_rows_of_different_things_are_not_compared_cell_by_cell(tmp_path: Path) -> None:
    told = "| Имя | Что |\n| --- | --- |\n| `left` | идет на 2 шага |\n| bottom | на 9 вниз |\n| opacity | 0,6 |\n"
    message = "'bottom' stands here, the English says '`top`', in row 'bottom', column 'Имя' [table-cell]"
    assert said(tmp_path, KEYS, told) == [f"{HERE}:4:3: {message}"]


def test_tables_of_different_width_are_not_compared_cell_by_cell(tmp_path: Path) -> None:
    told = "| Имя | Что делает | С |\n| --- | --- | --- |\n| `left` | на 9 |\n| `top` | на 8 |\n| opacity | 7 |\n"
    found = said(tmp_path, KEYS, told)
    assert found[0] == f"{HERE}:1:1: the table has 3 columns, the English one 2 [table-shape]"
    assert {line.rsplit(" ", 1)[1] for line in found} == {"[table-shape]", "[table-ragged]"}


@pytest.mark.parametrize(
    ("cell", "note", "expected"),
    [
        ("15 \\*", "\\* In Canada.", []),
        ("15<sup>1</sup>", "<sup>1</sup> In Canada.", []),
        ("15 m<sup>2</sup>", "", []),
        ("15 \\*", "In Canada.", ["content/en/a.md:7:7: '*' refers to a note that does not exist [table-note]"]),
        ("15†", "", ["content/en/a.md:7:7: '†' refers to a note that does not exist [table-note]"]),
        ("15", "\\* In Canada.", ["content/en/a.md:9:1: no cell refers to note '*' [table-note]"]),
        ("15", "<sup>2</sup> In Canada.", ["content/en/a.md:9:1: no cell refers to note '2' [table-note]"]),
    ],
)
def test_a_raised_mark_has_its_note(tmp_path: Path, cell: str, note: str, expected: list[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/roles.yml").write_text("- id: agent\n", encoding="utf-8")
    text = f"# A {{ #a }}\n\nText.\n\n| B | C |\n| --- | --- |\n| D | {cell} |\n\n{note}\n"
    found = said(tmp_path, text, text)
    assert [line for line in found if "[table-note]" in line and "/en/" in line] == expected


def test_a_table_without_rows_is_compared_like_any_other(tmp_path: Path) -> None:
    empty = "# A\n\n<table></table>\n"
    assert said(tmp_path, empty, empty) == []
    full = "# A\n\n<table><tr><th>Level</th></tr><tr><td>5</td></tr></table>\n"
    message = "the table has 0 columns, the English one 1"
    assert said(tmp_path, full, empty) == [f"{HERE}:3:1: {message} [table-shape]"]
