"""What once took the square of its length looks at each part once, which is counted, not timed; and says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from crucible.alignment import ALIGNABLE
from crucible.catalogs import texts
from crucible.checks import leaves
from crucible.checks.leaves import Unlike
from crucible.sentences import naming
from crucible.source.yaml import Node, parse_yaml

COUNT = 200


class Counted(str):
    """A text that counts how often it is held against another."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __str__(self) -> str:
        return self


@pytest.fixture(autouse=True)
def _from_nothing() -> None:
    Counted.compared = 0


def counted(count: int = COUNT) -> list[Counted]:
    return [Counted(f"a{n}") for n in range(count)]


# Lists of YAML beside the English


def entries(names: list[Counted]) -> list[Node]:
    return [
        Node({"name": name}, 0, 0, 1, 1, children={"name": Node(name, 0, 0, 1, 1), "text": Node("a b", 0, 0, 1, 1)})
        for name in names
    ]


def test_entries_of_two_lists_are_paired_by_their_names_at_once() -> None:
    found = leaves._by_key(entries(counted()), entries(counted()[::-1]))
    assert found == ([(n, COUNT - 1 - n) for n in range(COUNT)], None)
    assert COUNT <= Counted.compared <= 8 * COUNT
    found = leaves._by_key(entries(counted(5)), entries([*counted(5)[3:], *counted(2)]))
    assert found == (
        [(0, 2), (1, 3), (3, 0), (4, 1)],
        (0, "the item 'a2' of the English is missing before here", "translate it here"),
    )


def unlike(english: str, russian: str) -> list[str]:
    ours, theirs = parse_yaml("en/a.yml", english)[0], parse_yaml("ru/a.yml", russian)[0]
    assert ours is not None
    assert theirs is not None
    found = leaves.compared(ours, theirs, "ru")
    return [one.message if isinstance(one, Unlike) else f"{one.english} = {one.text}" for one in found]


@pytest.mark.parametrize(
    ("english", "russian", "said"),
    [
        (
            ["This is one of the words"] * 500,
            ["Это одно из этих слов"] * 501,
            ["501 items stand here, 500 in the English"],
        ),
        (
            ["It takes 15 days to do", "Ask the help desk of Azure", "Wait for it"],
            ["Это займет 15 дней", "Спросите 7 раз в OneDrive, и это все"],
            [
                "the item 'Wait for it' of the English is missing from this list",
                "It takes 15 days to do = Это займет 15 дней",
            ],
        ),
        (
            ["It takes 15 days to do", "Ask the help desk of Azure", "Wait for it"],
            ["Это займет 15 дней", "Спросите в службе поддержки Azure"],
            [
                "the item 'Wait for it' of the English is missing from this list",
                "It takes 15 days to do = Это займет 15 дней",
                "Ask the help desk of Azure = Спросите в службе поддержки Azure",
            ],
        ),
    ],
    ids=["too many to be paired", "two that do not render each other", "control"],
)
def test_items_are_compared_that_render_each_other(english: list[str], russian: list[str], said: list[str]) -> None:
    assert len(english) * len(russian) > ALIGNABLE or len(english) == 3
    assert unlike(*("".join(f"- {item}\n" for item in items) for items in (english, russian))) == said


# Names that other texts keep

KEPT = [("It runs in Power Automate.", "Выполняется в Power Automate.")] * 4


def test_a_name_is_looked_for_once_in_a_text_however_often_the_english_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    is_missing = naming._is_missing

    def counting(name: str, *others: str) -> bool:
        asked.append(name)
        return is_missing(name, *others)

    monkeypatch.setattr(naming, "_is_missing", counting)
    pair = (f"It runs in Power Automate{' and in Power Automate' * 9}.", f"Выполняется в потоках{' и в потоках' * 9}.")
    found = naming.translated_names([*KEPT * 4, pair], "ru")
    assert [(number, fault.message) for number, _, fault in found] == [
        (16, "'Power Automate' is translated here, 16 other texts keep the name")
    ]
    assert asked == ["Power Automate"]


@pytest.mark.parametrize(
    ("russian", "missing", "tried"),
    [
        ("Выполняется в потоках.", True, 0),
        ("Выполняется в power-потоках.", False, 1),
        ("Выполняется в Hyperpower.", True, 1),
        ("Выполняется в PA.", False, 1),
    ],
)
def test_only_words_that_a_text_has_are_looked_for_as_words(
    russian: str, missing: bool, tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[str] = []
    escape = re.escape

    def counting(part: str) -> str:
        parts.append(part)
        return escape(part)

    monkeypatch.setattr(re, "escape", counting)
    assert naming._is_missing("Power Automate", "It runs in Power Automate.", russian, "ru") is missing
    assert len(parts) == tried


def test_a_name_has_seven_words_of_41_letters_at_most() -> None:
    words = naming._NAME.findall("Ab " * 20 + "x A" + "b" * 41 + " Cd, A" + "b" * 40 + " Cd")
    assert words == [("Ab " * 7)[:-1], ("Ab " * 7)[:-1], ("Ab " * 6)[:-1], "A" + "b" * 40 + " Cd"]


# Texts to translate


def test_a_text_of_very_many_places_and_notes_is_collected_at_once() -> None:
    def found() -> Iterator[tuple[str, str | None, str, int, str]]:
        for note in counted():
            yield "Yes", None, Counted("data/faq.yml"), 1, note
            yield "Yes", "Yeses", Counted("data/faq.yml"), int(note[1:]), Counted(note)

    entry = texts._collect(found())["Yes"]
    assert COUNT <= Counted.compared <= 8 * COUNT
    assert entry.plural == "Yeses"
    assert entry.notes == counted()
    assert entry.locations == [("data/faq.yml", line) for line in (1, 0, *range(2, COUNT))]


def test_a_component_that_cannot_be_read_hides_no_label_of_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "overrides/components"
    folder.mkdir(parents=True)
    (folder / "a.html").write_bytes(b"{{ _('Lost') }}\xff")
    (folder / "b.html").mkdir()
    (folder / "c.html").write_text("\ufeff<p>\n{{ _('Kept') }}", encoding="utf-8")
    assert [*texts._component_labels(tmp_path)] == [("Kept", None, "overrides/components/c.html", 2, "")]
