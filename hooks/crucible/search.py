"""One search index per language, cut from the one that Material's search plugin builds for all of them.

The plugin lists every page of every language in one `search/search_index.json`, so that a Chinese question
is answered with Russian pages. A page that falls back to English lies under `zh/` like any other and stays in
the Chinese index. How words are found in an index is the business of `overrides/assets/javascripts/search/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

# Material's page script splits the words of `?h=` here to mark them on the page; the worker does not use it.
SEPARATOR = r"[\s\u200b]+"


class Entry(TypedDict):
    """A page (`plans/premier.html`) or a section (`plans/premier.html#scope`); title and text are HTML."""

    location: str
    title: str
    text: str
    keywords: NotRequired[list[str]]


class Settings(TypedDict):
    """What Material's scripts expect to find beside the entries."""

    lang: list[str]
    separator: str
    pipeline: list[str]
    fields: dict[str, dict[str, float]]


class Index(TypedDict):
    """The content of one `search_index.json`."""

    config: Settings
    docs: list[Entry]


def indexes(
    entries: Sequence[Mapping[str, object]],
    languages: Sequence[str],
    default: str,
    keywords: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> dict[str, Index]:
    """Return the index of each language, with locations relative to the root of that language.

    `entries` are the `docs` of the combined index. `keywords` (language → page location → words) are words
    under which a page is found although it does not show them: former names, abbreviations.
    """
    found: dict[str, dict[str, Entry]] = {language: {} for language in languages}
    for entry in entries:
        location = str(entry["location"])
        language = _language(location, languages, default)
        location = location.removeprefix(_prefix(language, default))
        known = found[language].get(location)
        title, text = _clean(entry["title"]), _clean(entry["text"])
        if known is None:
            found[language][location] = Entry(location=location, title=title, text=text)
        elif text not in known["text"]:
            # Two sections under one address (a heading without an id): Material would drop the first.
            known["text"] += text
    for language, pages in (keywords or {}).items():
        for location, words in pages.items():
            if words and location in found[language]:
                found[language][location]["keywords"] = list(words)
    return {
        language: Index(
            config=Settings(lang=[language], separator=SEPARATOR, pipeline=[], fields={}),
            docs=list(docs.values()),
        )
        for language, docs in found.items()
    }


def split(
    site: Path,
    languages: Sequence[str],
    default: str,
    *,
    script: bool = False,
    keywords: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> None:
    """Replace the combined index of a built site by one in `search/` of each language.

    `script` adds `search_index.js`, which Material reads where a page opened from `file://` may not fetch.
    Raises FileNotFoundError if the site was built without the search plugin.
    """
    combined = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for language, index in indexes(combined["docs"], languages, default, keywords).items():
        folder = site / _prefix(language, default) / "search"
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        (folder / "search_index.json").write_bytes(text.encode())
        if script:
            (folder / "search_index.js").write_bytes(f"var __index = {text}".encode())


def _language(location: str, languages: Sequence[str], default: str) -> str:
    first = location.split("/", 1)[0]
    return first if "/" in location and first in languages else default


def _prefix(language: str, default: str) -> str:
    return "" if language == default else f"{language}/"


def _clean(text: object) -> str:
    # Material's plugin puts zero-width spaces between Chinese words where jieba happens to be installed.
    return str(text).replace("\u200b", "")
