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
