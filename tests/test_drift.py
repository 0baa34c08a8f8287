"""Translations of another version of the English, and free ones: no single word of theirs is held against them."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources
from crucible.pairing import pairing

EN = [
    "Only the keeper may light the lamp.",
    "Do not touch the lens with your hands.",
    "The tower has 12 steps.",
    "Read the log every morning.",
]
RU = [
    "Смотритель может зажигать лампу.",
    "Трогайте линзу руками.",
    "В башне 12 ступеней.",
    "Читайте журнал каждое утро.",
]
MORE = ["The boat comes on Mondays and brings the oil.", "The cat lives in the harbor and eats fish."]


def said(root: Path, english: list[str], russian: list[str]) -> list[str]:
    (root / "a.md").write_text("# A\n\n" + "\n\n".join(english) + "\n", encoding="utf-8")
    (root / "a.ru.md").write_text("# А\n\n" + "\n\n".join(russian) + "\n", encoding="utf-8")
    return [f"{f.rule}: {f.message}" for f in check_sources(Sources.read(root)) if ".ru." in f.place.path]


def rules(found: list[str]) -> list[str]:
    return [line.partition(":")[0] for line in found]


def test_a_page_of_this_english_is_held_to_its_words(tmp_path: Path) -> None:
    assert rules(said(tmp_path, EN, RU)) == ["only", "negation"]


def test_a_page_that_differs_in_two_places_is_told_once_and_held_to_no_word(tmp_path: Path) -> None:
    english = [MORE[0], *EN, "## B", "Sweep the stairs.", "## C", MORE[1], "Paint the door."]
    russian = [*RU, "## Б", "Подметите лестницу.", "## В", "Покрасьте дверь."]
    (found,) = said(tmp_path, english, russian)
    assert found.startswith("structure: the paragraph 'The boat comes")
    assert found.endswith("the page differs from the English in 1 more place, at line 17")


def test_where_a_page_differs_once_only_what_is_unlike_its_english_is_let_be(tmp_path: Path) -> None:
    long = ["Ships that pass the harbor at night look for the lamp for hours, and only then for the keeper's house."]
    gap = ["## B", MORE[0], "Sweep the stairs.", "## C"], ["## Б", "Подметите лестницу.", "## В"]
    found = said(tmp_path, [*EN, *gap[0], *long], [*RU, *gap[1], "Лампа видна."])
    assert sorted(rules(found)) == ["negation", "only", "structure"]
    assert "shortened" in rules(said(tmp_path, [*EN, "## B", *long], [*RU, "## Б", "Лампа видна."]))


def test_texts_that_share_nothing_are_no_pair() -> None:
    english = ["# A", EN[2], MORE[0], "## B", "Ask Contoso for the oil of 2024 and for a new `wick`."]
    russian = ["# А", RU[2], "## Б", "Запустите `lamp open --tower` через Fabrikam."]
    pairs = pairing("\n\n".join(english), "\n\n".join(russian)).pairs
    assert [ours[0].text for ours, _ in pairs] == ["A", EN[2], "B"]


def test_a_free_translation_is_held_to_no_word(tmp_path: Path) -> None:
    english = [f"{one} It is so in each harbor." for one in EN]
    russian = [f"{one} Так в каждой гавани." for one in RU]
    assert rules(said(tmp_path, english, russian)) == ["only", "negation"]
    assert said(tmp_path, english, [f"{one} Мы это знаем. И вы тоже." if "ж" in one else one for one in russian]) == []


def test_what_holds_two_blocks_apart_is_no_paragraph(tmp_path: Path) -> None:
    assert said(tmp_path, EN[2:], [RU[2], "&nbsp;&nbsp;&nbsp;", RU[3]]) == []


def test_a_heading_that_is_missing_is_named_where_two_sections_are_one() -> None:
    english = f"{EN[2]} It leads up to the lamp of 1903.\n\n# Overview\n\n{EN[3]} And sign it as Contoso."
    russian = f"{RU[2]} Они ведут к лампе 1903 года. {RU[3]} И подпишите его как Contoso."
    (found,) = pairing(english, russian).differences
    assert "'Overview' of the English is missing" in found.message


def test_a_page_that_counts_its_pictures_otherwise_has_one_mistake(tmp_path: Path) -> None:
    english = ["## 3.1. Lamps", "**Figure 46.** A lamp", "**Figure 47.** A boat", "The oil costs 5 euros."]
    russian = ["## 4.1. Лампы", "**Рис. 44.** Лампа", "**Рис. 45.** Лодка", "Масло стоит 6 евро."]
    found = said(tmp_path, english, russian)
    assert found == [
        "number: '4.1' stands here, the English says '3.1', and so are other numbers at lines 5, 7",
        "number: '6' stands here, the English says '5'",
    ]


@pytest.mark.parametrize(
    ("english", "russian", "expected"),
    [
        ("`Lens` turns with the `tower`.", "Вращается вместе с `tower`.", []),
        ("`Lens` turns with the `tower`.", "`Lamp` вращается вместе с `tower`.", ["code"]),
        ("`lens.cfg` turns with the `tower`.", "Конфигурация вращается вместе с `tower`.", []),
        ("Clean the `Lens` now.", "Протрите `Lenz` сейчас.", ["code"]),
        ("Set `SHOW LAMPS` now.", "Выполните `SHOW LAMPZ` сейчас.", ["code"]),
        ("Set the `option` now.", "Задайте `options` сейчас.", []),
    ],
)
def test_strangers_may_say_code_in_words_but_show_no_other(
    tmp_path: Path, english: str, russian: str, expected: list[str]
) -> None:
    assert rules(said(tmp_path, [english], [russian])) == expected


@pytest.mark.parametrize(
    ("english", "russian", "expected"),
    [
        ("Run lamp *oilCanName* now.", "Запустите lamp *имяCanМасла* сейчас.", []),
        ("Look for «безX…» now.", "Ищите «безX…» сейчас.", []),
        ("Look for «lampX…» now.", "Ищите «безX…» сейчас.", ["half-translated"]),
        ("Run lamp *oil* now.", "Запустите lamp *имяCanМасла* сейчас.", ["half-translated"]),
        ("![off](lamp.png)", "![cannot light](lamp.png)", []),
        ("![not lit](lamp.png)", "![off](lamp.png)", []),
    ],
)
def test_names_and_pictures_of_other_people(tmp_path: Path, english: str, russian: str, expected: list[str]) -> None:
    assert rules(said(tmp_path, [EN[2], english], [RU[2], russian])) == expected


def test_tables_of_other_people_show_what_the_english_shows(tmp_path: Path) -> None:
    english = "| Sign | Name |\n| --- | --- |\n| ![M](m.png) | 2<sup>nd</sup> lamp |\n| [^abc] | no letter | x |"
    russian = "| Знак | Имя |\n| --- | --- |\n| ![знак lamp](m.png) | вторая лампа |\n| [^abc] | не буква |"
    assert said(tmp_path, [english], [russian]) == []
    lost = said(tmp_path, ["The lamp[^1].", "[^1]: Lit."], ["Лампа[^1].", "Горит."])
    assert "table-note: '[^1]' refers to a footnote that does not exist" in lost


def test_english_that_is_shown_above_its_translation_is_no_mistake(tmp_path: Path) -> None:
    quoted = "The keeper of the lamp SHALL write down each ship that he has seen in 1903."
    below = [f"> {quoted}", "> Перевод: смотритель обязан записывать каждый корабль."]
    assert said(tmp_path, [EN[2], f"> {quoted}", EN[3]], [RU[2], *below, RU[3]]) == []
    assert rules(said(tmp_path, [EN[2], f"> {quoted}", EN[3]], [RU[2], below[0], RU[3]])) == ["untranslated"]


def test_a_section_that_stands_elsewhere_is_not_called_missing(tmp_path: Path) -> None:
    english = ["## `lens`", EN[2], "### `wick`", EN[3], "## `oil`", MORE[0]]
    russian = ["## `oil`", "Лодка приходит по понедельникам и привозит масло.", "## `lens`", RU[2], "### `wick`", RU[3]]
    (found,) = said(tmp_path, english, russian)
    assert found == "structure: section '`oil`' stands elsewhere in the English"


def test_what_is_said_of_several_rows_of_a_page_is_one_finding(tmp_path: Path) -> None:
    rows = ["Only the keeper may {} it.", "Смотритель может её {}."]
    verbs = [("light", "зажечь"), ("clean", "чистить"), ("move", "двигать")]
    heads = ["| Row | Says |\n| --- | --- |", "| Ряд | Говорит |\n| --- | --- |"]
    sides = [
        "\n".join([head, *(f"| {n} | {row.format(verb[side])} |" for n, verb in enumerate(verbs))])
        for side, (head, row) in enumerate(zip(heads, rows, strict=True))
    ]
    (found,) = said(tmp_path, [sides[0]], [sides[1]])
    assert found.startswith("only: the restriction 'only' of the English is missing, in row '0'")
    assert found.endswith(", also at lines 6, 7")


def test_a_word_of_two_alphabets_is_told_once_for_a_page(tmp_path: Path) -> None:
    russian = ["Лампа даёт 3 Вpp ночью.", "Башня берёт 4 Вpp ночью.", "Лодка берёт 5 Вpp ночью."]
    english = ["The lamp gives 3 Vpp at night.", "The tower takes 4 Vpp at night.", "The boat takes 5 Vpp at night."]
    assert said(tmp_path, english, russian) == [
        "half-translated: 'Вpp' mixes Latin and Cyrillic letters in one word, also at lines 5, 7"
    ]
    other = [*russian[:2], russian[2].replace("Вpp", "Вhh")]
    assert rules(said(tmp_path, english, other)) == ["half-translated", "half-translated"]


def test_a_page_that_keeps_its_headings_in_english_does_so_on_purpose(tmp_path: Path) -> None:
    heads = ["## Towers", "## Boats", "## Using the lamp with the tower and the boat", "## Lamps"]
    english = [text for pair in zip(heads, EN[2:] + MORE, strict=True) for text in pair]
    texts = [*RU[2:], "Лодка приходит по понедельникам и привозит масло.", "Кошка живёт в гавани и ест рыбу."]
    kept = [text for pair in zip(heads, texts, strict=True) for text in pair]
    assert said(tmp_path, english, kept) == []
    told = dict(zip(heads, ["## Башни", "## Лодки", heads[2], "## Лампы"], strict=True))
    assert rules(said(tmp_path, english, [told.get(text, text) for text in kept])) == ["untranslated"]
