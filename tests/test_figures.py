"""Amounts of the data that are typed in words are found in every form."""

from __future__ import annotations

import pytest
from crucible.checks.figures import Held, _spelled


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 20, "twenty incidents"),
        ("en", 25, "twenty-five incidents"),
        ("ru", 2, "двух инцидентов"),
        ("ru", 8, "восьми инцидентов"),
        ("ru", 40, "сорок инцидентов"),
        ("ru", 40, "сорока инцидентов"),
        ("ru", 42, "сорок два инцидента"),
        ("ru", 60, "шестидесяти инцидентов"),
        ("ru", 90, "девяносто инцидентов"),
        ("ru", 90, "девяноста инцидентов"),
        ("zh", 2, "二个支持事件"),
        ("zh", 2, "两次"),
        ("zh", 25, "二十五个事件"),
    ],
)
def test_an_amount_in_words(language: str, number: int, text: str) -> None:
    pattern, calls = _spelled(Held(amounts={(number, "incident"): "call"}), language)
    assert [match[0] for match in pattern.finditer(f" {text}.")] == [text]
    assert [*pattern.finditer(text[1:])] == []
    assert calls == ["call"]
