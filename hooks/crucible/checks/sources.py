"""Everything that a site's sources say, read once: what every rule judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crucible.finding import Finding
from crucible.freshness.overview import Overview, overview
from crucible.language import CODES, SOURCE, TRANSLATIONS, Language, languages
from crucible.library import Library, load
from crucible.pages.blocks import Macros
from crucible.source.page import Page, page_paths, read_page
from crucible.source.po import PoFile


@dataclass
class Sources:
    """The sources of the site at `root`; `reading` are the findings of reading them."""

    root: Path
    library: Library
    languages: dict[str, Language]
    catalogs: dict[str, PoFile]
    pages: list[Page]
    reading: list[Finding]

    @classmethod
    def read(cls, root: Path) -> Sources:
        """Read `data/`, `locales/` and `content/` below `root`. Never raises for what stands in them."""
        library, findings = load(root)
        found, catalogs, faults = languages(root)
        findings += faults
        pages = []
        for path in page_paths(root):
            if path.split("/")[1] in CODES:
                page, faults = read_page(root, path)
                findings += faults
                if page is not None:
                    pages.append(page)
        return cls(root, library, found, catalogs, pages, findings)

    @cached_property
    def broken(self) -> set[str]:
        """Paths of files that have findings of reading: what refers to them is not judged."""
        return {finding.place.path for finding in self.reading}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], Page]:
        """Pages by language and name."""
        return {(page.language, page.name): page for page in self.pages}

    def translations(self) -> Iterator[tuple[Page, Page]]:
        """Yield each translated page with its English page."""
        for page in self.pages:
            english = self.by_name.get((SOURCE, page.name))
            if page.language in TRANSLATIONS and english is not None:
                yield english, page

    @cached_property
    def overview(self) -> Overview:
        """The state of the translations."""
        return overview(self.root, self.library, self.catalogs, self.pages)

    def macros(self, code: str) -> Macros:
        """Return macros of a language that leave no trace in the others."""
        return Macros(self.library, self.languages[code], self.root, lambda: self.overview)
