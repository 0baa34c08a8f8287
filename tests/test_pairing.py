"""Blocks of two languages find each other where one side has lost, joined or moved some."""

from __future__ import annotations

import time

import pytest
from crucible.pairing import pairing

EN = [
    "Read the contract first.",
    "It has 5 incidents.",
    "Call 112 at night, and only then.",
    "Ask Contoso for more help.",
]
RU = [
    "Сначала прочитайте контракт.",
    "В нем 5 инцидентов.",
    "Ночью звоните 112, и только тогда.",
    "Обратитесь в Contoso.",
]


def told(english: list[str], russian: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    found = pairing("\n\n".join(english), "\n\n".join(russian))
    pairs = [(" ".join(b.text for b in ours), " ".join(b.text for b in theirs)) for ours, theirs in found.pairs]
    return pairs, [difference.message for difference in found.differences]


def test_equal_numbers_are_paired_in_order() -> None:
    assert told(EN, RU) == (list(zip(EN, RU, strict=True)), [])


@pytest.mark.parametrize("lost", range(4))
def test_a_lost_paragraph_is_named_and_the_others_stay_paired(lost: int) -> None:
    pairs, differences = told(EN, RU[:lost] + RU[lost + 1 :])
    assert pairs == [pair for n, pair in enumerate(zip(EN, RU, strict=True)) if n != lost]
    where = "behind" if lost == 3 else "before"
    assert differences == [f"the paragraph '{EN[lost]}' of the English is missing {where} here"]


def test_two_paragraphs_in_one_are_no_difference() -> None:
    pairs, differences = told(EN, [RU[0], f"{RU[1]} {RU[2]}", RU[3]])
    assert pairs == [(EN[0], RU[0]), (f"{EN[1]} {EN[2]}", f"{RU[1]} {RU[2]}"), (EN[3], RU[3])]
    assert differences == []


def test_a_paragraph_without_a_word_is_not_missed() -> None:
    english, russian = "- one lamp\n- two lamps", "- одна лампа\n- две лампы"
    assert told([*EN[:3], english, "."], [*RU[:3], russian])[1] == []
    lost = "the paragraph 'Dial 7.' of the English is missing behind here"
    assert told([*EN[:3], english, "Dial 7."], [*RU[:3], russian])[1] == [lost]


def test_items_that_changed_places_are_one_difference() -> None:
    english, russian = (["\n".join(f"- {text}" for text in side)] for side in (EN, [RU[0], RU[2], RU[1], RU[3]]))
    pairs, differences = told(english, russian)
    assert pairs == list(zip(EN, RU, strict=True))
    assert differences == [f"the list item '{RU[2]}' stands here, the English has '{EN[1]}' in this place"]


def test_sections_are_paired_by_their_ids() -> None:
    english = ["## Pay { #pay }", "Pay 7 dollars.", "## Ask { #ask }", "Ask."]
    russian = ["## Вопрос { #ask }", "Спросите.", "## Оплата { #pay }", "Заплатите 7 долларов."]
    pairs, differences = told(english, russian)
    assert ("Pay 7 dollars.", "Заплатите 7 долларов.") in pairs
    assert differences == ["section 'ask' stands before 'pay', in the English behind it"]


def test_long_pages_are_paired_in_little_time() -> None:
    english = [f"Paragraph {number} has {number * 7} words." for number in range(400)]
    russian = [f"В абзаце {number} есть {number * 7} слов." for number in range(400) if number != 200]
    start = time.process_time()
    pairs, differences = told(english, russian)
    assert time.process_time() - start < 2
    assert len(pairs) == 399
    assert differences == ["the paragraph 'Paragraph 200 has 1400 words.' of the English is missing before here"]


def test_a_paragraph_with_code_of_its_own_is_missing_and_not_part_of_the_next() -> None:
    english = ["Create a file named `lamp-two.js`.", "Write a server that lights the lamp of each visitor."]
    pairs, differences = told(english, ["Напишите сервер, который зажигает лампу каждого посетителя."])
    assert pairs == [(english[1], "Напишите сервер, который зажигает лампу каждого посетителя.")]
    assert differences == [f"the paragraph '{english[0]}' of the English is missing before here"]


def test_beside_a_gap_only_blocks_beyond_doubt_are_paired() -> None:
    english = [
        "Pay 7 dollars to Contoso.",
        "See the chapter on lamps, which explains all of this at length.",
        "Ask 112.",
    ]
    pairs, differences = told(english, ["Заплатите 7 долларов Contoso.", "См. `lamp`."])
    assert pairs == [(english[0], "Заплатите 7 долларов Contoso.")]
    assert len(differences) == 1


def test_a_page_of_another_version_is_compared_only_where_it_is_beyond_doubt() -> None:
    english = [f"## Part {n} {{ #p{n} }}\n\nLight {n} lamps.\n\n- One more thing to do." for n in range(1, 6)]
    russian = [f"## Часть {n} {{ #p{n} }}\n\nЗажгите {n} ламп." for n in range(1, 6)]
    same = ["## End { #end }\n\nLight lamp 6.\n\nRest.", "## Конец { #end }\n\nСпросите Contoso.\n\nОтдохните."]
    found = pairing("\n\n".join([*english, same[0]]), "\n\n".join([*russian, same[1]]))
    assert len(found.differences) == 5
    paired = [ours[0].text for ours, _ in found.pairs if ours[0].kind == "paragraph"]
    assert paired == [*(f"Light {n} lamps." for n in range(1, 6)), "Rest."]


def test_a_heading_whose_made_id_is_an_older_one_is_the_same_heading() -> None:
    english = "# Lamps\n\nAll lamps.\n\n## Related information\n\n[Boats](boats.md)\n\n## Help\n\nAsk 112.\n"
    russian = (
        '# <a name="lamps"></a>Лампы\n\nВсе лампы.\n\n## <a name="see-also"></a>См. также\n\n[Лодки](boats.md)\n'
        '\n## <a name="help"></a>Помощь\n\nСпросите 112.\n'
    )
    found = pairing(english, russian)
    assert found.differences == ()
    assert ("[Boats](boats.md)", "[Лодки](boats.md)") in [(a[0].text, b[0].text) for a, b in found.pairs]


def test_an_id_that_is_written_is_meant() -> None:
    english = "## Lamps { #lamps }\n\nAll lamps.\n\n## Boats { #boats }\n\nAll boats.\n"
    russian = "## Лампы { #lamps }\n\nВсе лампы.\n\n## Лодки { #ships }\n\nВсе лодки.\n"
    assert [difference.message for difference in pairing(english, russian).differences] == [
        "the section 'Boats' of the English is missing behind here",
        "the English has no section 'Лодки'",
    ]


def test_links_to_the_other_language_have_no_counterpart() -> None:
    english = ["[Русский](lamp.ru.md)", *EN, "[中文](lamp.zh.md)"]
    assert told(english, ["[English](lamp.md)", *RU])[1] == []
    assert told(["[Boats](boats.md)", *EN], RU)[1] != []


def test_what_speaks_of_the_translation_has_no_counterpart() -> None:
    badge = "[![Lamp](https://lamp.example/badge.svg)](https://lamp.example)"
    english = [badge, "This page is also available in Russian.", *EN, "# Translations", "Spanish, German."]
    russian = ["[English version of this page](lamp.en.md)", *RU]
    assert told(english, russian)[1] == []
    assert told([*EN, "# Boats", "Red, green."], RU)[1] == ["the section 'Boats' of the English is missing behind here"]
    assert told(["This page is also available in print.", *EN], RU)[1] != []
    assert told([*EN, "# По-русски", "See above."], RU)[1] == []
    written = ["# Translations { #translations }", "Spanish, German."]
    assert told([*EN, *written], RU)[1] != []


def test_a_heading_alone_that_is_lost_is_named_and_its_text_stays_paired() -> None:
    english = ["# Lamps", "## Boats", "Red boats lie here by day and by night.", "## Oil", "Whale oil is dear."]
    russian = ["# Лампы", "Красные лодки стоят здесь днем и ночью.", "## Масло", "Китовый жир стоит дорого."]
    pairs, differences = told(english, russian)
    assert differences == ["the heading 'Boats' of the English is missing before here"]
    assert (english[2], russian[1]) in pairs


CODE = "```\n" + "brightness = keeper.lamp(harbour).glow\n" * 20 + "```"


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        (
            ["The lamp is lit at dusk.", "Its keeper sleeps until dawn.", "Nobody wakes him up.", "See `lamp.cfg`."],
            ["Лампу зажигают в сумерках, смотритель спит до рассвета, и никто его не будит.", "См. `lamp.cfg`."],
        ),
        (
            [
                "- Red lamps",
                "- Bright lamps of brass",
                "  They burn until dawn, smell of oil and cost `5`.",
                "The end.",
            ],
            ["- Красные лампы", "- Яркие лампы из латуни: горят до рассвета, пахнут маслом и стоят `5`.", "Конец."],
        ),
        (
            ["After the keeper has lit the lamp or its mirror,", "how does he tell how bright the night is?", CODE],
            ["守塔人点亮灯或镜子以后，如何判断夜晚的亮度是否足够？", CODE],
        ),
    ],
    ids=["three as one", "an item goes on in a paragraph", "code does not count"],
)
def test_paragraphs_may_be_put_together(english: list[str], translated: list[str]) -> None:
    assert told(english, translated)[1] == []
    assert told(english, translated[:-2] + translated[-1:])[1] != []


def free(english: list[str], translated: list[str]) -> list[str]:
    found = pairing("\n\n".join(english), "\n\n".join(translated), free=True)
    return [difference.message for difference in found.differences]


LONG = "Ask the keeper before you light the lamp, to learn where the boats lie and how much oil is left in the tower."
LISTED = [
    "Спросите смотрителя, прежде чем зажечь лампу:",
    "- чтобы узнать, где стоят лодки;",
    "- и сколько масла осталось.",
]
RED = "Red boats lie in the harbour by day and by night, whatever the weather."
REDS = "Красные лодки стоят в гавани днем и ночью, какой бы ни была погода."
BOATS, LODKI = ["# Oil", *EN, "# Boats", "See `boats`.", RED], ["# Масло", *RU, "# Лодки", "См. `boats`.", REDS]


@pytest.mark.parametrize(
    ("english", "translated", "expected"),
    [
        ([*EN, LONG], [*RU, *LISTED], []),
        (BOATS, ["# Масло", REDS, *LODKI[1:-1]], []),
        (BOATS, LODKI[:-1], ["paragraph 'Red boats"]),
        (EN, [RU[0], RU[2], RU[1], RU[3]], []),
        (BOATS, [*LODKI[:5], *LODKI[6:]], ["heading 'Boats'"]),
        (BOATS, LODKI[:5], ["section 'Boats'"]),
        ([*BOATS, "# Moreover", "The CN version is [here](https://lamp.example/readme_cn.md)."], LODKI, []),
        ([*BOATS, "# Moreover", "The oil is [here](https://lamp.example/oil_cn.md)."], LODKI, ["'Moreover'"]),
    ],
    ids=[
        "a list",
        "in another section",
        "lost",
        "in another order",
        "a heading",
        "a section",
        "another language",
        "no language",
    ],
)
def test_other_people_lay_out_the_same_text_in_another_way(
    english: list[str], translated: list[str], expected: list[str]
) -> None:
    found = free(english, translated)
    assert len(found) == len(expected)
    assert all(text in message for text, message in zip(expected, found, strict=True))
    assert told(english, translated)[1] != []  # in a house of its own


def test_a_section_that_runs_on_without_its_heading_stays_paired() -> None:
    english = ["# Oil { #oil }", EN[0], "## Boats { #boats }", RED, "- Red", "- Green", "## Lamps { #lamps }", EN[1]]
    russian = ["# Масло { #oil }", RU[0], REDS, "- Красные", "- Зеленые", "## Лампы { #lamps }", RU[1]]
    found = pairing("\n\n".join(english), "\n\n".join(russian))
    (difference,) = found.differences
    assert difference.message == "the heading 'Boats' of the English is missing before here"
    assert difference.offset == "\n\n".join(russian).index(REDS)
    assert [theirs[0].text for _, theirs in found.pairs if theirs[0].kind == "item"] == ["Красные", "Зеленые"]


def test_the_line_with_the_other_languages_may_stand_anywhere() -> None:
    english, russian = [*EN, "Русская версия: [lamp.ru.md](lamp.ru.md)"], ["English version: [lamp.md](lamp.md)", *RU]
    found = pairing("\n\n".join(english), "\n\n".join(russian), free=True)
    assert [(ours[0].text, theirs[0].text) for ours, theirs in found.pairs][:4] == list(zip(EN, RU, strict=True))
    assert found.differences == ()


def test_what_weighs_more_than_a_line_that_leads_in_is_named_first() -> None:
    english = [*BOATS, "# Jars", "Take all of this oil:", CODE, "# Wicks", RED, LONG]
    russian = [*LODKI, "# Банки", CODE]
    (found,) = free(english, russian)
    assert "'Wicks'" in found
    assert "Take all of this oil" in free(english[:-3], russian)[0]
