"""Which page, file or section a dead address was meant to lead to."""

from __future__ import annotations

import posixpath
import unicodedata
from functools import cached_property

from crucible.checks.inside.breach import Near, language_of, localized, neutral
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
        files = [known for known in self.site.files if known.endswith(suffix)]
        named = [known for known in files if posixpath.basename(known) == posixpath.basename(path)]
        meant = named[0] if len(named) == 1 else closest(path, files)
        return Near(meant) if meant else None

    def _page(self, path: str, language: str, fragment: str) -> Near | None:
        pages = [page.path for page in self.site.pages if language_of(page.path) == language and not page.redirects]
        wanted = neutral(path)
        for other in ("en", "zh", "ru"):
            wanted = wanted.removeprefix(f"{other}/")
        wanted = wanted.lstrip("./")
        names = [neutral(page) for page in pages]
        named = [name for name in names if posixpath.basename(name) == posixpath.basename(wanted)]
        meant = wanted if wanted in names else named[0] if len(named) == 1 else closest(wanted, names)
        if meant is None:
            return None
        near = localized(meant, language)
        return Near(near, fragment if fragment in self.site.documents[near].ids else "")

    def section(self, fragment: str, path: str) -> Near | None:
        """Return the nearest id of the page, else the one page of the language that has this very id."""
        ids = [id for id in self.site.documents[path].ids if not id.startswith("__")]
        normal = unicodedata.normalize("NFC", fragment)
        same = [id for id in ids if unicodedata.normalize("NFC", id) == normal]
        if meant := (same[0] if same else closest(fragment, ids)):
            return Near(path, meant)
        language = language_of(path)
        pages = [p.path for p in self.site.pages if fragment in p.ids and language_of(p.path) == language]
        return Near(pages[0], fragment) if len(pages) == 1 else None


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
