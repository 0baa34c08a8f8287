"""Which words a language has, and what of the words of this site is kept in locales/words/."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.lexicon import is_word, letters, nearest, pairs, read_vouched, slips, text_of_pairs, text_of_words, words

from tests.sites import ROOT

KNOWN = pairs("将问题上报给合作伙伴高级支持计划的费用还没有列出")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Buy support, don't wait.", ["Buy", "support", "don't", "wait"], id="English"),
        pytest.param(
            "the partner's on-premises plan", ["the", "partner's", "on", "premises", "plan"], id="genitive, hyphen"
        ),
        pytest.param("Онлайн-запрос в AAD", ["Онлайн", "запрос"], id="Russian"),
        pytest.param("ASfP, CSP, GitHub, a1b", [], id="abbreviations and names with capitals inside"),
        pytest.param("see data/plans.yml, mail@example.com, https://x.example", ["see"], id="paths and addresses"),
    ],
)
def test_words_are_what_a_dictionary_can_be_asked_about(text: str, expected: list[str]) -> None:
    assert [word.written for word in words(text)] == expected
    assert {word.key for word in words(text)} - letters(text) <= {"don't"}


@pytest.mark.parametrize("word", ["programme", "organization", "workloads", "don't"])
def test_english_is_british_and_american(word: str) -> None:
    assert is_word(word, "en")
    assert not is_word(f"{word[:2]}q{word[2:]}", "en")


def test_the_nearest_words_are_those_one_slip_away() -> None:
    assert nearest("memebrship", "en", {"membership", "members"}) == ["membership"]
    assert nearest("возможнсть", "ru", frozenset()) == ["возможность"]
    assert nearest("bat", "en", frozenset()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("将题问上报给", [("exchanged", "题问", "问题", 1)], id="two characters exchanged"),
        pytest.param("计划的费费用", [("twice", "费费", "费", 3)], id="a character twice"),
        pytest.param("支持计划的费还没有列出", [("lost", "费还", "费用还", 5)], id="a character lost"),
        pytest.param("将问题上报给", [], id="no slip"),
        pytest.param("人人都可以谈谈应用用户存在在线", [], id="good Chinese with characters twice"),
        pytest.param("这份文档写的完全是别的事情", [], id="pairs that nobody knows"),
    ],
)
def test_slips_in_chinese(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert list(slips(text, KNOWN)) == expected


def test_what_is_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "words"
    folder.mkdir(parents=True)
    (folder / "en.txt").write_text(text_of_words(["word", "a"]), encoding="utf-8")
    (folder / "zh.txt").write_text(text_of_pairs(["支持", "支付"]), encoding="utf-8")
    (folder / "own.txt").write_text("# ours\nХакатон\n", encoding="utf-8")
    vouched = read_vouched(tmp_path)
    assert vouched is not None
    assert [sorted(vouched.words[code]) for code in ("en", "ru")] == [["a", "word"], []]
    assert vouched.pairs == {"支持", "支付"}
    assert (vouched.own, vouched.has("хакатоны", "ru"), vouched.has("хата", "ru")) == (((2, "Хакатон"),), True, False)
    assert read_vouched(tmp_path / "locales") is None


def test_the_kept_words_are_words() -> None:
    """A word that was added by hand to a list that is made would never be looked up."""
    vouched = read_vouched(ROOT)
    assert vouched is not None
    for code, kept in vouched.words.items():
        assert {word for word in kept if not is_word(word, code)} == set()
        assert vouched.own_words & kept == set()
