"""The state of all translations of a site: pages section by section, catalogs text by text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from crucible.catalogs.texts import Template, templates
from crucible.freshness.compare import PageStatus, State, page_statuses
from crucible.freshness.store import read_store
from crucible.language import SOURCE, TRANSLATIONS, po_path
from crucible.library import Library
from crucible.source.page import Page
from crucible.source.po import PoFile
from crucible.source.yaml import read_yaml

NEEDS_CARE = tuple(state for state in State if state is not State.FRESH)


class Coverage(NamedTuple):
    """How much of a catalog is translated: texts in all, translated, fuzzy, and of those translated by machine."""

    total: int
    translated: int
    fuzzy: int
    machine: int

    @property
    def reviewed(self) -> int:
        """How many a person has translated or reviewed."""
        return self.translated - self.machine


class LanguageStatus(NamedTuple):
    """One language: its pages, and its catalogs by domain."""

    code: str
    pages: tuple[PageStatus, ...]
    catalogs: dict[str, Coverage]

    def count(self, state: State) -> int:
        return sum(page.state is state for page in self.pages)

    @property
    def sections(self) -> tuple[int, int]:
        """How many sections are fresh, of how many that the English pages have."""
        return sum(page.count(State.FRESH) for page in self.pages), sum(page.wanted for page in self.pages)

    @property
    def reviewed(self) -> tuple[int, int]:
        """How many pages, and how many sections, a person has translated or reviewed."""
        whole = sum(bool(page.by_person) and len(page.by_person) >= page.wanted for page in self.pages)
        return whole, sum(len(page.by_person) for page in self.pages)


@dataclass(frozen=True)
class Overview:
    """Every language that is translated, in order."""

    languages: tuple[LanguageStatus, ...] = ()
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The title of each page by language and name."""
    repository: str = ""
    """The address below which `edit/<branch>/…` and `new/<branch>/…` lead; empty where there is none."""
    branch: str = "main"

    def title(self, language: str, name: str, *, fallback: bool = True) -> str:
        """Return the title of a page in a language, or the English one, or the name of its file."""
        own = self.titles.get((language, name), "")
        return own or (self.titles.get((SOURCE, name)) or name if fallback else "")

    def edit_url(self, page: PageStatus) -> str:
        """Return where a page can be edited, or begun where it is missing; empty where there is no repository."""
        folder, _, file = f"content/{page.language}/{page.name}".rpartition("/")
        missing = page.state is State.MISSING
        way = f"new/{self.branch}/{folder}?filename={file}" if missing else f"edit/{self.branch}/{folder}/{file}"
        return f"{self.repository}/{way}" if self.repository else ""

    @property
    def clean(self) -> bool:
        """Whether nothing waits for a translator."""
        texts = all(c.total == c.translated for one in self.languages for c in one.catalogs.values())
        return texts and all(page.state is State.FRESH for one in self.languages for page in one.pages)

    def page(self, language: str, name: str) -> PageStatus | None:
        found = (page for one in self.languages if one.code == language for page in one.pages)
        return next((page for page in found if page.name == name), None)


def overview(
    root: Path,
    library: Library,
    catalogs: Mapping[str, PoFile],
    pages: Sequence[Page],
    domains: Mapping[str, Template] | None = None,
    store: Mapping[str, str] | None = None,
) -> Overview:
    """Return the state of the translations of the site at `root`. Findings of the store are `read_store`'s."""
    store = read_store(root)[0] if store is None else store
    by_language: dict[str, dict[str, Page]] = {}
    for page in pages:
        by_language.setdefault(page.language, {})[page.name] = page
    english = by_language.get(SOURCE, {})
    titles = {(p.language, p.name): str(p.meta["title"]) for p in pages if p.meta.get("title")}
    domains = templates(root, library) if domains is None else domains
    found = []
    for code in TRANSLATIONS:
        statuses = page_statuses(code, english, by_language.get(code, {}), store)
        coverage = {
            domain: _coverage(template.entries, catalogs.get(po_path(code, domain)))
            for domain, template in domains.items()
        }
        found.append(LanguageStatus(code, tuple(statuses), coverage))
    settings, _ = read_yaml(root, "mkdocs.yml") if (root / "mkdocs.yml").is_file() else (None, [])
    extra = settings.data_at(("extra",)) if settings else None
    known = extra if isinstance(extra, dict) else {}
    where = (str(known.get("repository") or ""), str(known.get("branch") or "main"))
    return Overview(tuple(found), titles, *where)


def _coverage(wanted: Iterable[str], catalog: PoFile | None) -> Coverage:
    known = {m.id.value: m for m in catalog.messages if not m.obsolete} if catalog else {}
    messages = [known[id] for id in wanted if id in known]
    translated = [message for message in messages if message.translated]
    fuzzy = sum(message.fuzzy for message in messages)
    return Coverage(len(list(wanted)), len(translated), fuzzy, sum(message.machine for message in translated))


def as_data(overview: Overview) -> dict[str, Any]:
    """Return the overview as plain data: what `translations.json` and `status --format json` hold."""
    return {one.code: _language(overview, one) for one in overview.languages}


def _language(overview: Overview, one: LanguageStatus) -> dict[str, Any]:
    fresh, wanted = one.sections
    pages, sections = one.reviewed
    states = {state.value: one.count(state) for state in State if one.count(state)}
    return {
        "pages": {"total": len(one.pages), "reviewed": pages, **states},
        "sections": {"total": wanted, "reviewed": sections, "fresh": fresh},
        "texts": {domain: coverage._asdict() for domain, coverage in one.catalogs.items()},
        "of": {page.name: _page(overview, page) for page in one.pages},
    }


def _page(overview: Overview, page: PageStatus) -> dict[str, Any]:
    origin = {key: value for key, value in page.origin._asdict().items() if value} if page.origin else {}
    sections: dict[str, Any] = {}
    for section in page.sections:
        row: dict[str, Any] = {"state": section.state.value}
        if section.related:
            row["related"] = list(section.related)
        if section.changes:
            row["changes"] = section.changes
        sections[section.id] = row
    edit = {"edit": url} if (url := overview.edit_url(page)) else {}
    return {"state": page.state.value, **edit, **origin, "sections": sections}
