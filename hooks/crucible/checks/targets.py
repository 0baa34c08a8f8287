"""What a link or the menu leads to exists: page, section, picture."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources, Written
from crucible.finding import Finding, Place, Severity
from crucible.language import CODES, SOURCE, TRANSLATIONS
from crucible.layout import SETTINGS
from crucible.pages.calls import Call, segments
from crucible.source.markdown import HOLE, Link, markdown
from crucible.source.page import Page
from crucible.source.text import stands
from crucible.source.yaml import Source
from crucible.spelling import Speller

PLANS = "plans/*.md"
"""Stands in the menu for the pages of all plans."""


@rule("link")
def link(sources: Sources) -> Iterator[Finding]:
    """A link leads to a page and a section that exist, by a path that begins at the page itself.

    Good: `[Activate it](benefits.md#activate)`; from a plan's page, `[Activate it](../benefits.md#activate)`.
    Bad: `[Activate it](benefit.md#activate)`, `[Activate it](benefits.html)`. In data, paths begin at the
    folder of the language. A page of another language is linked as `../en/faq.md`.
    """
    anchors = anchors_of(sources)
    for written in sources.written:
        home = written.at(0).path.split("/", 2)[2] if written.kind == "page" else ""
        for target in written.parts.links:
            if not _outside(target.target):
                yield from _followed(sources, anchors, written, home, target)


def _outside(target: str) -> bool:
    return not target or HOLE in target or ":" in target.split("/", 1)[0] or target.startswith("//")


def _followed(sources: Sources, anchors: Anchors, written: Written, home: str, link: Link) -> Iterator[Finding]:
    path, _, fragment = link.target.partition("#")
    path = unquote(path.partition("?")[0])
    at = written.at(link.offset)
    base = posixpath.dirname(home)
    name = posixpath.normpath(posixpath.join(base, path)) if path else home
    if written.kind == "page" and _across(sources, written.language, name, fragment, anchors):
        return
    if name.endswith(".md"):
        if name not in anchors.names:
            near = anchors.speller.did_you_mean(name, anchors.names)
            shown = near.replace(name, path)
            if near.startswith("did you mean"):
                meant = near.removeprefix("did you mean '").removesuffix("'?")
                shown = f"did you mean '{posixpath.relpath(meant, base or '.')}'?"
            if f"content/{written.language}/{name}" not in sources.broken:
                yield Finding(at, f"links to '{link.target}', but no page is called '{name}'", "link", shown)
        elif fragment and name not in anchors.unsure:
            known = anchors.of(name, written.language)
            if fragment not in known and not anchors.elsewhere(name, fragment):
                message = f"links to '{link.target}', but page '{name}' has no section '{fragment}'"
                yield Finding(at, message, "link", anchors.speller.did_you_mean(fragment, known))
    elif not path and fragment and written.kind != "page":
        yield Finding(at, f"links to '{link.target}', which names no page", "link", "write page.md#section")
    elif name.startswith("..") or not anchors.has_file(name, written.language):
        hint = f"write '{posixpath.splitext(path)[0]}.md'" if path.endswith((".html", ".htm")) else ""
        yield Finding(at, f"links to '{link.target}', which does not exist", "link", hint)


def _across(sources: Sources, language: str, name: str, fragment: str, anchors: Anchors) -> bool:
    """Whether `../en/faq.md#id`, from the folder of any language, leads to a page (and section) of that one."""
    other, _, page = posixpath.normpath(posixpath.join(language, name)).partition("/")
    there = name.startswith("../") and (other, page) in sources.by_name
    return there and (not fragment or page in anchors.unsure or fragment in anchors.of(page, other))


def anchors_of(sources: Sources) -> Anchors:
    """Return the sections of each page; found once."""
    kept: dict[str, Anchors] = vars(sources).setdefault("_anchors", {})
    if "all" not in kept:
        kept["all"] = Anchors(sources)
    return kept["all"]


class Anchors:
    """The sections of each page: headings, and what macros make."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.names = {page.name for page in sources.pages if page.language == SOURCE}
        self.names |= {path.split("/", 2)[2] for path in sources.broken if path.startswith(f"content/{SOURCE}/")}
        self.names |= {f"plans/{id}.md" for id in sources.misspelt}
        broken = {path.split("/", 2)[2] for path in sources.broken if path.startswith("content/")}
        self.unsure = broken | (self.names if sources.unread or sources.faulty_ids else set())
        self.speller = Speller()
        self._ids: dict[str, dict[str, partial[Place]]] = {}
        self._written: dict[str, set[str | None]] = {}
        self._calls: dict[str, list[str]] = {}
        self._files: dict[tuple[str, str], bool] = {}

    def of(self, name: str, language: str) -> dict[str, partial[Place]]:
        """Return the ids on a page and how to tell where; of its English page while the translation does not exist."""
        page = self.sources.by_name.get((language, name)) or self.sources.by_name.get((SOURCE, name))
        if page is None:
            return {}
        if page.path not in self._ids:
            headings = markdown(page.body).headings
            found = {heading.id: partial(page.place, heading.id_offset) for heading in headings if heading.id}
            for piece in segments(page.body)[0]:
                if isinstance(piece, Call):
                    found.update(self._made(piece, partial(page.place, piece.offset)))
            self._ids[page.path] = found
        return self._ids[page.path]

    def home(self, name: str, id: str) -> tuple[Place, ...]:
        """Return where the entry belongs that would have an id on a page, and the entry where it is there, unshown."""
        library = self.sources.library
        if name not in self._calls:
            pieces = segments(self.sources.by_name[SOURCE, name].body)[0]
            self._calls[name] = list(dict.fromkeys(piece.name for piece in pieces if isinstance(piece, Call)))
        for called in self._calls[name]:
            kind, prefix = _ENTRIES.get(called, (None, ""))
            if kind and id.startswith(prefix):
                entry = library.find(kind, id.removeprefix(prefix))
                return (library.where(entry).place("id"),) if entry else self.sources.home(kind.__name__)
        return ()

    def has_file(self, name: str, language: str) -> bool:
        """Whether a picture or other file is there, in the folder of the language, of English or of all."""
        if (name, language) not in self._files:
            homes = (f"content/{language}", f"content/{SOURCE}", "content")
            self._files[name, language] = any(stands(self.sources.root, f"{home}/{name}") for home in homes)
        return self._files[name, language]

    def elsewhere(self, name: str, fragment: str) -> bool:
        """Whether the page has the section in another language: then its heading is at fault, not the link."""
        others = (self.sources.by_name.get((code, name)) for code in CODES)
        return any(fragment in self._headings(page) for page in others if page)

    def _headings(self, page: Page) -> set[str | None]:
        if page.path not in self._written:
            self._written[page.path] = {heading.id for heading in markdown(page.body).headings}
        return self._written[page.path]

    def _made(self, call: Call, at: partial[Place]) -> Iterator[tuple[str, partial[Place]]]:
        """Yield the ids that a macro call makes, with the place of the entry or of the call."""
        library = self.sources.library
        if call.name in _ENTRIES:
            kind, prefix = _ENTRIES[call.name]
            for entry in library.all(kind):
                if not isinstance(entry, model.Term) or entry.meaning:
                    yield f"{prefix}{entry.id}", partial(library.where(entry).place, "id")
        elif call.name in ("comparison", "allowance"):
            for table in library.all(model.Amounts):
                for row in table.rows:
                    yield f"{table.id}-{row.plan}", at
                    yield from ((f"{table.id}-{row.plan}-{qualifier.id}", at) for qualifier in table.qualifiers)
            plans = [plan.id for plan in library.all(model.Plan)]
            yield from ((f"{every.id}-{plan}", at) for every in library.all(model.PlanTable) for plan in plans)
        elif call.name == "translation_status":
            yield from ((f"coverage-{code}", at) for code in TRANSLATIONS)


_ENTRIES: dict[str, tuple[type[model.Entry], str]] = {
    "questions": (model.Question, ""),
    "sources": (model.Source, "sources-"),
    "programmes": (model.Programme, "programmes-"),
    "roles": (model.Role, "roles-"),
    "routes": (model.Route, "routes-"),
    "messages": (model.Message, "messages-"),
    "glossary": (model.Term, "glossary-"),
    "references": (model.Reference, "reference-"),
}
"""Macros that show entries, each with an id of its own: the kind, and what the ids begin with."""


@rule("nav")
def nav(sources: Sources) -> Iterator[Finding]:
    """The menu in mkdocs.yml names pages that exist.

    Good: `- compare.md`, and `- plans/*.md` for the pages of all plans.
    Bad: `- comparison.md`, which no folder of a language has.
    """
    names = {page.name for page in sources.pages if page.language == SOURCE}
    names |= {path.split("/", 2)[2] for path in sources.broken if path.startswith(f"content/{SOURCE}/")}
    seen: dict[str, Place] = {}
    speller = Speller()
    for place, name in nav_entries(sources.settings):
        if not isinstance(name, str):
            yield Finding(place, f"'{name}' is no page, expected the name of a file", "nav", "write name.md")
        elif name in seen:
            message = f"'{name}' stands in the menu twice, first on line {seen[name].line}"
            yield Finding(place, message, "nav", "delete one of the two", also=(seen[name],))
        elif name not in names and name != PLANS and "://" not in name:
            yield Finding(place, f"'{name}' is no page of content/{SOURCE}", "nav", speller.did_you_mean(name, names))
        if isinstance(name, str):
            seen.setdefault(name, place)


def nav_entries(settings: Source | None) -> list[tuple[Place, Any]]:
    """Return every page that the menu names, with its place in mkdocs.yml."""
    found: list[tuple[Place, Any]] = []
    if settings is None or not isinstance(settings.data, dict) or not isinstance(settings.data.get("nav"), list):
        return found

    def collect(value: Any, loc: tuple[str | int, ...]) -> None:
        if isinstance(value, list):
            for index, item in enumerate(value):
                collect(item, (*loc, index))
        elif isinstance(value, dict):
            for key, item in value.items():
                collect(item, (*loc, key))
        else:
            found.append((settings.place(loc), value))

    collect(settings.data["nav"], ("nav",))
    return found


@rule("settings")
def settings(sources: Sources) -> Iterator[Finding]:
    """mkdocs.yml says what the site is called, what is in its menu, and what its colours are called.

    Good: `site_name: Crucible`, a `nav` that is a list, a `toggle` with a `name` for each colour scheme.
    Bad: no `site_name`; `nav: index.md`.
    """
    if sources.settings is None:
        messages = (message for catalog in sources.catalogs.values() for message in catalog.messages)
        translated = any(f"{SETTINGS}: " in comment for message in messages for comment in message.comments)
        if translated and not os.path.lexists(sources.root / SETTINGS):
            message = "is missing: it says what the site is called and what is in its menu"
            yield Finding(Place(SETTINGS), message, "settings", "bring it back, under this name")
        return
    here = sources.settings
    if not isinstance(here.data, dict):
        yield Finding(here.place(), "is not a list of settings", "settings", "begin it with 'site_name: …'")
        return
    for key in ("site_name", "site_description", "copyright"):
        value = here.data.get(key)
        if not isinstance(value, str) or not value.strip():
            place = here.place((key,)) if key in here.data else _meant(here, key)
            what = f"{key} is missing" if key not in here.data else f"{key} is '{value or ''}', expected a text"
            yield Finding(place, what, "settings", f"write '{key}: …'")
    if not isinstance(here.data.get("nav"), list):
        place = here.place(("nav",)) if "nav" in here.data else _meant(here, "nav")
        yield Finding(place, "nav is no list of pages", "settings", "write each page on a line of its own, after '- '")
    palette = here.data_at(("theme", "palette"))
    for index in range(len(palette) if isinstance(palette, list) else 0):
        if not isinstance(here.data_at(("theme", "palette", index, "toggle", "name")), str):
            place = here.place(("theme", "palette", index))
            yield Finding(place, "a colour scheme has no name", "settings", "write 'toggle:' with 'name: …' below it")


def _meant(settings: Source, key: str) -> Place:
    """Return where a setting stands under a name that is nearly its own, else where the settings begin."""
    names = [name for name in settings.data if isinstance(name, str) and name.startswith(key[0])]
    speller = Speller()
    near = [name for name in names if speller.closest(name, [key]) or sorted(name) == sorted(key)]
    return settings.key_place((near[0],)) if near else settings.place()


@rule("unlisted-page", Severity.WARNING)
def unlisted_page(sources: Sources) -> Iterator[Finding]:
    """Every page stands in the menu.

    Good: `- faq.md` under `nav` in mkdocs.yml.
    Bad: a page that only those find who know its address.
    """
    listed = {name for _, name in nav_entries(sources.settings)}
    if not listed or sources.settings is None:
        return
    stray = {name for name in listed if isinstance(name, str) and ("en", name) not in sources.by_name}
    menus, speller = _menus(sources.settings), Speller()
    for page in sources.pages:
        covered = page.name in listed or (PLANS in listed and page.name.startswith("plans/"))
        if page.language == SOURCE and not covered and not _near(page, stray, speller):
            message = "the page stands nowhere in the menu"
            hint = f"add '- {page.name}' under nav in mkdocs.yml"
            yield Finding(Place(page.path), message, "unlisted-page", hint, also=menus)


def _menus(settings: Source) -> tuple[Place, ...]:
    """Return where the menu begins, and each group of it: where a page may be missing."""
    items = enumerate(settings.data["nav"])
    groups = [("nav", n, name) for n, item in items if isinstance(item, dict) for name in item]
    return (settings.key_place(("nav",)), *(settings.key_place(group) for group in groups))


def _near(page: Page, stray: set[str], speller: Speller) -> bool:
    return speller.closest(page.name, stray) is not None


RULES = (link, nav, settings, unlisted_page)
