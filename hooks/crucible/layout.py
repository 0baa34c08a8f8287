"""Which files of a folder are pages, each with its language and the name that it has in every language.

A site of ours keeps its pages in `content/<language>/`. The folders of others are read as they are. A language is told
by a folder (`docs/zh-cn/a.md`, `NAME.ru-ru/a.md`), by the name of a file (`a.zh.md`, `README_zh-CN.md`) or by the name
of the root; a file that tells none belongs to those of its name that do. Where no file tells one, their letters do.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from crucible.finding import Finding, Problem, Severity
from crucible.language import CODES, DOMAINS, SOURCE, folder_language, po_path
from crucible.library import data_paths, pattern_of
from crucible.source.folder import walk
from crucible.source.text import MAX_BYTES, first_bytes

SETTINGS = "mkdocs.yml"
STORE = "locales/source"
"""Where the English texts lie that pages were translated from."""
UNDERSTOOD = (
    "content/<language>/page.md",
    "docs/<language>/page.md",
    "<language>/page.md",
    "page.<language>.md beside page.md",
    "NAME.<language>/page.md beside NAME/page.md",
)
"""The layouts that are told to people; a language is written as zh, zh-cn, zh_CN, zh-Hans, ru, ru-ru, en, en-us."""

_MARKDOWN, _YAML = (".md", ".markdown"), (".yml", ".yaml")
_TAGGED = re.compile(r"(?P<stem>.+?)(?P<mark>[._-])(?P<tag>(?:en|zh|ru)(?:[-_][a-z]{2,4}){0,2})$", re.I)
_OTHER = re.compile(r"(.+)[._-][a-z]{2}(?:[-_][a-z]{2,4})?(\.\w+)$", re.I)
_ENTRY = re.compile(rb"^(?:- |  )?id:", re.M)
_MOST_READ = 40_000
_CODE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1|`[^`\n]*`|\]\([^()\s]*|<[^<>]*>", re.M | re.S)


class PageFile(NamedTuple):
    """A file of pages: `path` below the root, its language, and its name, the same in every language."""

    path: str
    language: str
    name: str

    @property
    def is_yaml(self) -> bool:
        return self.path.lower().endswith(_YAML)


class PageFiles(NamedTuple):
    """The pages of a folder, in order, and how many files of Markdown are none: their language is not known."""

    found: tuple[PageFile, ...]
    left_out: int = 0
    shut: tuple[Finding, ...] = ()
    """Folders of others that cannot be looked into: what they hold is not judged."""


def is_house(root: Path) -> bool:
    """Return whether the folder holds a site of this layout: its facts as data, catalogs, or our hooks at work."""
    catalogs = (root / po_path(code, domain) for code in CODES for domain in DOMAINS)
    if any(os.path.exists(path) for path in (root / STORE, *catalogs)):  # noqa: PTH110 - never raises
        return True
    if b"mkdocs_events" in _bytes(root, SETTINGS):
        return True
    return any(pattern_of(path) and _ENTRY.search(_bytes(root, path)) for path in data_paths(root))


def _bytes(root: Path, path: str, most: int = MAX_BYTES) -> bytes:
    """Return how a file begins; nothing where it cannot be read, which is said elsewhere."""
    try:
        return first_bytes(root, path, most)
    except Problem:
        return b""


def page_files(root: Path, *, house: bool) -> PageFiles:
    """Return the files of pages below `root`; of a site of ours, those in `content/` that are Markdown."""
    if not house:
        shut: list[Finding] = []
        told = _told(root.name, sorted(_files(root, shut)), root)
        return told._replace(shut=tuple(replace(finding, severity=Severity.NOTE) for finding in shut))
    paths = sorted(path.relative_to(root).as_posix() for path in (root / "content").glob("*/**/*.md") if path.is_file())
    split = [(path, folder_language(path.split("/")[1]), path.split("/", 2)[2]) for path in paths]
    return PageFiles(tuple(PageFile(path, code, name) for path, code, name in split if code is not None))


def _files(root: Path, shut: list[Finding]) -> Iterator[str]:
    for path, entry, is_folder in walk(root, shut):
        is_page = entry.name.lower().endswith((*_MARKDOWN, *_YAML)) and not entry.name.startswith(".")
        if is_page and not is_folder and not (entry.is_symlink() and (root / path).is_dir()):
            yield path


def _told(called: str, paths: list[str], root: Path) -> PageFiles:
    """Tell the languages. Names are compared in small letters, as TOC.yml is toc.yml elsewhere."""
    marked = {path: mark for path in paths if (mark := _mark(path))}
    shared = Counter(name for name, _ in {(mark.key, mark.code) for mark in marked.values()})
    known = {path.casefold() for path in paths}
    marked = {p: m for p, m in marked.items() if m.sure or m.key in known or shared[m.key] > 1}
    plain = {path.casefold(): path for path in paths if path not in marked}
    names = {m.key: m.name for m in marked.values() if m.code == SOURCE} | plain
    found: list[PageFile] = []
    codes: dict[str, set[str]] = {}
    for path, mark in marked.items():
        key = next((key for name in (mark.name, *mark.above) if (key := name.casefold()) in names), mark.key)
        codes.setdefault(key, set()).add(mark.code)
        found.append(PageFile(path, mark.code, names.setdefault(key, mark.name).removeprefix("content/")))
    home = folder_language(called) or ((tag := _tag(called)) and tag[1])
    for key, path in plain.items():
        if key in codes:
            code = _of_others(root, path, codes[key])
        elif marked and home:  # a folder `ru` may hold the pages of both languages
            code = home if _letters(root, path) == home else None
        else:
            code = home or (None if marked else _by_itself(root, path, known))
        if code is not None:
            found.append(PageFile(path, code, path.removeprefix("content/")))
    kept = {file.path for file in found}
    left_out = sum(path.lower().endswith(_MARKDOWN) and path not in kept for path in paths)
    return PageFiles(tuple(sorted(found)), left_out)


def _of_others(root: Path, path: str, codes: set[str]) -> str | None:
    """Return the language of a file that tells none, by those of the files of its name that do."""
    code = _letters(root, path) if SOURCE in codes else SOURCE
    return None if code in codes else code  # one more of what is there: a page that only leads on


def _by_itself(root: Path, path: str, known: set[str]) -> str | None:
    """Return the language of a file by its letters; None for `a.ja.md` beside `a.md`, and for settings in English."""
    other = _OTHER.match(path)
    if other and f"{other[1]}{other[2]}".casefold() in known:
        return None
    code = _letters(root, path)
    return None if code == SOURCE and path.lower().endswith(_YAML) else code


class _Mark(NamedTuple):
    code: str
    name: str
    above: tuple[str, ...]
    """Names that its English may have: where the folder of the translations stands within that of the pages."""
    sure: bool
    """Whether it can mean nothing else: `a-en.md` may, `a.en.md` may not."""

    @property
    def key(self) -> str:
        return self.name.casefold()


def _mark(path: str) -> _Mark | None:
    *folders, file = path.split("/")
    for n, folder in enumerate(folders):
        rest = [*folders[n + 1 :], file]
        if code := folder_language(folder):
            above = ["/".join([*folders[:k], *rest]) for k in range(n - 1, -1, -1)]
            return _Mark(code, "/".join([*folders[:n], *rest]), tuple(above), True)
        if found := _tag(folder):
            return _Mark(found[1], "/".join([*folders[:n], found[0], *rest]), (), found[2])
    stem, dot, ending = file.rpartition(".")
    if code := folder_language(stem):
        return _Mark(code, "/".join([*folders, f"{dot}{ending}"]), (), False)
    if found := _tag(stem):
        name = f"{found[0]}{dot}{ending}"
        above = ["/".join([*folders[:k], name]) for k in range(len(folders) - 1, -1, -1)]
        return _Mark(found[1], "/".join([*folders, name]), tuple(above), found[2])
    return None


def _tag(name: str) -> tuple[str, str, bool] | None:
    """Return what stands before the tag of a language, the language, and whether a dot stands between them."""
    found = _TAGGED.match(name)
    code = folder_language(found["tag"]) if found else None
    return (found["stem"], code, found["mark"] == ".") if found and code else None


def _letters(root: Path, path: str) -> str | None:
    """Return the language of a text by its letters; None where they are those of no language of the site."""
    text = _CODE.sub("", _bytes(root, path, _MOST_READ).decode("utf-8", errors="replace"))
    latin, cyrillic, han, kana = (
        len(re.findall(letters, text))
        for letters in (r"[A-Za-z]", r"[\u0400-\u04ff]", r"[\u4e00-\u9fff]", r"[\u3040-\u30ff\uac00-\ud7af]")
    )
    if kana > 20 or len(re.findall("[іїєґўђћџ]", text)) > 10:
        return None
    if 3 * han > latin:
        return "zh"
    return "ru" if cyrillic > latin / 2 else SOURCE
