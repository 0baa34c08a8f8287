"""The combined index is cut into one per language: whole, without repetition, the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from crucible import search

LANGUAGES = ["en", "zh", "ru"]
COMBINED = [
    {"location": "index.html", "title": "Support", "text": "<p>Begin here</p>"},
    {"location": "index.html#plans", "title": "Plans", "text": ""},
    {"location": "zh-guide/index.html", "title": "A folder that begins like a language", "text": ""},
    {"location": "zh/index.html", "title": "支\u200b持", "text": "<p>从\u200b这里开始</p>"},
    {"location": "zh/glossary.html", "title": "Glossary", "text": "<p>in English until it is translated</p>"},
    {"location": "ru/index.html", "title": "Поддержка", "text": "<p>Начните здесь</p>"},
]


def locations(index: search.Index) -> list[str]:
    return [entry["location"] for entry in index["docs"]]


def test_each_language_gets_its_own_pages_addressed_from_its_root() -> None:
    found = search.indexes(COMBINED, LANGUAGES, "en")
    assert {language: locations(index) for language, index in found.items()} == {
        "en": ["index.html", "index.html#plans", "zh-guide/index.html"],
        "zh": ["index.html", "glossary.html"],
        "ru": ["index.html"],
    }


def test_an_index_names_its_language_and_what_materials_scripts_read() -> None:
    assert search.indexes(COMBINED, LANGUAGES, "en")["ru"] == {
        "config": {"lang": ["ru"], "separator": r"[\s\u200b]+", "pipeline": [], "fields": {}},
        "docs": [{"location": "index.html", "title": "Поддержка", "text": "<p>Начните здесь</p>"}],
    }


def test_a_default_language_other_than_the_first_keeps_the_root() -> None:
    found = search.indexes(COMBINED, LANGUAGES, "ru")
    assert locations(found["ru"]) == [
        "index.html",
        "index.html#plans",
        "zh-guide/index.html",
        "ru/index.html",
    ]
    assert locations(found["en"]) == []


def test_marks_between_chinese_words_are_dropped() -> None:
    zh = search.indexes(COMBINED, LANGUAGES, "en")["zh"]["docs"][0]
    assert (zh["title"], zh["text"]) == ("支持", "<p>从这里开始</p>")


def test_an_entry_listed_twice_is_kept_once_and_another_text_under_its_address_is_added() -> None:
    twice = [
        {"location": "a.html", "title": "A", "text": "<p>one</p>"},
        {"location": "a.html", "title": "A", "text": "<p>one</p>"},
        {"location": "a.html", "title": "no id", "text": "<p>two</p>"},
    ]
    assert search.indexes(twice, ["en"], "en")["en"]["docs"] == [
        {"location": "a.html", "title": "A", "text": "<p>one</p><p>two</p>"}
    ]


def test_keywords_are_added_to_pages_that_exist() -> None:
    words = {"zh": {"index.html": ["MPN"], "gone.html": ["MPN"], "glossary.html": []}}
    found = search.indexes(COMBINED, LANGUAGES, "en", words)
    assert [entry.get("keywords") for entry in found["zh"]["docs"]] == [["MPN"], None]
    assert [entry.get("keywords") for entry in found["en"]["docs"]] == [None, None, None]


@pytest.mark.parametrize("script", [False, True])
def test_every_language_finds_its_files(tmp_path: Path, script: bool) -> None:
    built(tmp_path, COMBINED)
    search.split(tmp_path, LANGUAGES, "en", script=script)
    names = ["search_index.js", "search_index.json"] if script else ["search_index.json"]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js*")) == sorted(
        f"{folder}search/{name}" for folder in ("", "ru/", "zh/") for name in names
    )
    for folder in ("", "ru/", "zh/"):
        text = (tmp_path / folder / "search/search_index.json").read_text("utf-8")
        assert "\\u" not in text.replace(r"\\u200b", "")
        if script:
            twin = (tmp_path / folder / "search/search_index.js").read_text("utf-8")
            assert twin == f"var __index = {text}"


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        built(tmp_path / name, COMBINED)
        search.split(tmp_path / name, LANGUAGES, "en", script=True, keywords={"en": {"index.html": ["MPN"]}})
        files = sorted((tmp_path / name).rglob("*.js*"))
        written.append([(path.relative_to(tmp_path / name), path.read_bytes()) for path in files])
    assert written[0] == written[1]


def test_a_site_built_without_search_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        search.split(tmp_path, LANGUAGES, "en")


def built(site: Path, entries: list[dict[str, str]]) -> None:
    (site / "search").mkdir(parents=True)
    text = json.dumps({"config": {}, "docs": entries})
    (site / "search" / "search_index.json").write_text(text, "utf-8")
