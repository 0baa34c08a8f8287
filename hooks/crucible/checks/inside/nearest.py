"""Which page, file or section a dead address was meant to lead to."""

from __future__ import annotations

import posixpath
import unicodedata
from functools import cached_property

from crucible.checks.inside.breach import Near, language_of, localized, neutral
from crucible.language import CODES
from crucible.site import Site
from crucible.spelling import closest


class Nearest:
    """Asked only when something is wrong."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_folded(path): path for path in sorted(self.site.files, reverse=True)}

    def same_letters(self, path: str) -> str:
        """Return the file that differs in upper and lower case (or in Unicode's forms of one letter) only."""
        return self._folded.get(_folded(path), "")

    def file(self, path: str, file: str, fragment: str = "") -> Near | None:
        """Return the nearest file of the same kind; for a page, one in the language of `file`."""
        stem, suffix = posixpath.splitext(path.rstrip("/"))
        if suffix in (".html", ".md", ".htm", ""):
            return self._page(f"{stem}.html", language_of(file), fragment)
        meant = _named(path, [known for known in self.site.files if known.endswith(suffix)])
        return Near(meant) if meant else None

    def _page(self, path: str, language: str, fragment: str) -> Near | None:
        pages = [page.path for page in self.site.pages if language_of(page.path) == language and not page.redirects]
        wanted = neutral(path)
        for code in CODES:
            wanted = wanted.removeprefix(f"{code}/")
        wanted = wanted.lstrip("./")
        names = [neutral(page) for page in pages]
        meant = wanted if wanted in names else _named(wanted, names)
        if meant is None:
            return None
        near = localized(meant, language)
        return Near(near, fragment if fragment in self.site.documents[near].ids else "")

    def section(self, fragment: str, path: str) -> Near | None:
        """Return the one page of the language that has this very id, else the nearest id of the page."""
        ids = [id for id in self.site.documents[path].ids if not id.startswith("__")]
        normal = unicodedata.normalize("NFC", fragment)
        same = [id for id in ids if normal == unicodedata.normalize("NFC", id)]
        if same:
            return Near(path, same[0])
        language = language_of(path)
        pages = [p.path for p in self.site.pages if fragment in p.ids and language_of(p.path) == language]
        if len(pages) == 1:
            return Near(pages[0], fragment)
        meant = closest(fragment, ids)
        return Near(path, meant) if meant else None


def _named(path: str, known: list[str]) -> str | None:
    """Return the path whose last name is nearest: folders and endings in common make no names alike."""
    name = _stem(path)
    names = {_stem(candidate) for candidate in known}
    meant = name if name in names else closest(name, names)
    found = [candidate for candidate in known if _stem(candidate) == meant]
    return found[0] if len(found) == 1 else closest(path, found)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
