"""Everything that a site's sources say, read once: what every rule judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from crucible.finding import Finding
from crucible.language import SOURCE, TRANSLATIONS, Language, folder_language, languages
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
            code = folder_language(path.split("/")[1])
            if code is not None:
                page, faults = read_page(root, path, lenient=not is_house(root))
                findings += faults
                if page is not None:
                    pages.append(replace(page, language=code))
        return cls(root, library, found, catalogs, pages, findings)

    @cached_property
    def house(self) -> bool:
        """Whether this is a site of this layout rather than a folder of pages that somebody else wrote."""
        return is_house(self.root)

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

    def macros(self, code: str) -> Macros:
        """Return macros of a language that leave no trace in the others."""
        return Macros(self.library, self.languages[code], self.root)


def is_house(root: Path) -> bool:
    """Return whether the folder holds a site made with this generator: its facts as data, or its settings."""
    return (root / "data").is_dir() or (root / "mkdocs.yml").is_file()
