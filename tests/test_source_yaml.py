"""YAML as contributors mean it: values stay what they look like, and everything has its place."""

from __future__ import annotations

import pytest
from crucible.finding import Place
from crucible.source.yaml import parse_yaml


def found(text: str) -> list[str]:
    return [f"{finding.place.line}:{finding.place.column} {finding.message}" for finding in parse_yaml("a", text)[1]]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1.10", "1.10"),
        ("2026-11-20", "2026-11-20"),
        ("12:30", "12:30"),
        ("017", "017"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("15", 15),
        ("-3", -3),
        ("'15'", "15"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("12345678901234567890123", "12345678901234567890123"),
    ],
)
def test_a_scalar_is_what_it_looks_like(written: str, value: object) -> None:
    source, findings = parse_yaml("a", f"key: {written}\n")
    assert findings == []
    assert source is not None
    assert source.data == {"key": value}
    assert type(source.data["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: 2\n", [], id="control"),
        pytest.param("a: 1\nb: 2\na: 3\n", ["3:1 key 'a' stands twice, first on line 1"], id="repeated key"),
        pytest.param("a: &x 1\nb: *x\n", ["1:4 '&x' is an anchor", "2:4 '*x' repeats another value"], id="anchor"),
        pytest.param("<<: 1\n", ["1:1 '<<' merges another mapping"], id="merge key"),
        pytest.param("a: !x 1\n", ["1:4 '!x' is a tag"], id="tag"),
        pytest.param("a:\n\tb: 1\n", ["2:1 a tab stands here, YAML is indented with spaces"], id="tab"),
        pytest.param("1: a\n", ["1:1 key '1' is not a word"], id="key that is a number"),
        pytest.param(
            "? {b: c}\n: d\n", ["1:3 a mapping stands here, expected a key that is a word"], id="key that is a mapping"
        ),
        pytest.param(
            "? [b, c]\n: d\n", ["1:3 a list stands here, expected a key that is a word"], id="key that is a list"
        ),
        pytest.param("a: 1\n---\nb: 2\n", ["2:1 a second document begins here, expected one"], id="documents"),
        pytest.param("", ["1:1 is empty"], id="empty"),
        pytest.param("# nothing\n", ["1:1 is empty"], id="only a comment"),
        pytest.param("[" * 40, ["1:25 is nested deeper than 24 levels"], id="deep"),
        pytest.param(
            "a: b: c\n", ["1:5 is not YAML: mapping values are not allowed in this context"], id="colon in a text"
        ),
    ],
)
def test_what_is_refused_has_one_finding(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_places_count_characters_right_after_chinese_and_cyrillic() -> None:
    source, _ = parse_yaml("a.yml", "- 名称: 支持\n- {ключ: 值, другой: 1}\n")
    assert source is not None
    assert source.place((0, "名称")) == Place("a.yml", 1, 7)
    assert source.key_place((1, "другой")) == Place("a.yml", 2, 13)
    assert source.place((1, "другой")) == Place("a.yml", 2, 21)


def test_a_place_inside_a_folded_text_is_that_of_the_character() -> None:
    source, _ = parse_yaml("a.yml", "key: >-\n  first line\n  second line\n")
    assert source is not None
    text = source.data["key"]
    assert source.inside(("key",), text.index("second")) == Place("a.yml", 3, 3)
    assert source.inside(("key",), text.index("line")) == Place("a.yml", 2, 9)


def test_lines_count_from_where_the_text_stands() -> None:
    source, findings = parse_yaml("a.md", "title: A\ntitle: B\n", first_line=2)
    assert [finding.place for finding in findings] == [Place("a.md", 3, 1)]
    assert source is not None
    assert source.place(("title",)) == Place("a.md", 2, 8)
