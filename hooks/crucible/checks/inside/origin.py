"""Who wrote an address that is wrong in the built site: the place in the sources where it can be mended.

Looked for where people write first: the page's Markdown, the texts of `data/` and their translations, templates,
other values of `data/`, `mkdocs.yml`; then the macro call that made it. What the theme itself writes is named at
the line of `mkdocs.yml` that chooses the theme.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

from crucible.checks.inside import written
from crucible.checks.inside.breach import Breach, Fault, language_of, localized, neutral
from crucible.checks.inside.written import Written
from crucible.checks.sources import Sources
from crucible.finding import Place, Problem
from crucible.language import SOURCE
from crucible.library import Entered
from crucible.model import texts
from crucible.pages.calls import Call, segments
from crucible.pages.setting import MacroError
from crucible.site import Base, Form, Site, Target, Use, resolve
from crucible.site.folder import NOT_FOUND
from crucible.source.page import Page
from crucible.source.po import Message, PoFile, Text
from crucible.source.text import place_at, read_text
from crucible.source.yaml import Loc, Source, read_yaml

SETTINGS = "mkdocs.yml"


class Kind(Enum):
    """In what an address is written: how another one would be written there."""

    PAGE = "page"
    TEXT = "text"
    CALL = "call"
    TEMPLATE = "template"
    VALUE = "value"
    FILE = "file"
    MADE = "made"


@dataclass(frozen=True)
class Origin:
    """A place, the address as it is written there, and the folder of `content/` from which it starts."""

    kind: Kind
    place: Place
    address: str
    folder: str = ""
    also: tuple[Place, ...] = ()
    markdown: bool = False


class Origins:
    """The sources of a site, searched for addresses. Asked only when something is wrong."""

    def __init__(self, sources: Sources, site: Site) -> None:
        self.sources, self.site = sources, site
        self._calls: dict[tuple[str, str], list[tuple[Place, str]]] = {}
        self._elsewhere: dict[tuple[object, ...], list[Origin]] = {}

    def original(self, breach: Breach) -> Breach:
        """Return the same breach as it is on the page that another page repeats.

        A page that gathers others, to be printed, has `plans-premier-support--fit` for `fit` of that page.
        """
        if self._page(breach.file) or not breach.file.endswith(".html"):
            return breach
        stem, joint, id = (breach.link.url if breach.id else breach.fragment).partition("--")
        pages = self._gathered(breach.file) if joint else []
        page = next((p for p in pages if p.name.removesuffix(".md").replace("/", "-") == stem), None)
        if page is None:
            return breach
        file = localized(f"{page.name.removesuffix('.md')}.html", language_of(breach.file))
        if breach.id:
            return replace(breach, file=file, link=breach.link._replace(url=id))
        return replace(breach, target=file, fragment=id, link=breach.link._replace(url=f"#{id}"))

    def of(self, breach: Breach) -> list[Origin]:
        """Return every place where the address is written; never none."""
        if not breach.file.endswith(".html"):
            return self._in_file(breach)
        if breach.link.use in (Use.CANONICAL, Use.ALTERNATE):
            return list(self._by_rel(breach)) or [self._setting(breach, "site_url")]
        page = self._page(breach.file)
        pages = [page] if page else self._gathered(breach.file)
        found = [origin for page in pages for origin in self._in_page(breach, page)] or self._in_shared(breach)
        found = found or [origin for page in pages for origin in self._in_calls(breach, page)]
        return found or [self._setting(breach, "site_url" if breach.link.use is Use.STATE else "theme")]

    def _in_shared(self, breach: Breach) -> list[Origin]:
        """Search what many pages show; asked once for all pages that have the same wrong address."""
        key = (language_of(breach.file), breach.fault, breach.link, breach.target, breach.fragment)
        if key not in self._elsewhere:
            ways = (self._in_texts, self._in_templates, self._in_values)
            self._elsewhere[key] = next((origins for way in ways if (origins := list(way(breach)))), [])
        return self._elsewhere[key]

    def _page(self, file: str) -> Page | None:
        name = f"{neutral(file).removesuffix('.html')}.md"
        by_name = self.sources.by_name
        return by_name.get((language_of(file), name)) or by_name.get((SOURCE, name))

    def _gathered(self, file: str) -> list[Page]:
        """Return the pages that a page without a source of its own may repeat, such as the one to be printed."""
        repeats = file != NOT_FOUND and not self.site.documents[file].redirects
        return [page for page in self.sources.pages if repeats and page.language == language_of(file)]

    def _in_page(self, breach: Breach, page: Page) -> Iterator[Origin]:
        folder = posixpath.join(language_of(breach.file), posixpath.dirname(page.name))
        found = written.ids(page.body) if breach.id else written.in_markdown(page.body)
        places = [
            Origin(Kind.PAGE, page.place(w.offset), w.address, folder, markdown=w.markdown)
            for w in found
            if self._meant(w, folder, breach, page)
        ]
        calls = list(self._in_calls(breach, page)) if breach.id else []
        yield from _last([*places, *calls]) if breach.id else places

    def _in_texts(self, breach: Breach) -> Iterator[Origin]:
        """Search the texts of data; a translation that repeats the mistake of its English text is part of it."""
        language = language_of(breach.file)
        translated: dict[str, list[Origin]] = {}
        for catalog, message, form, w in self._translations:
            if catalog.path.split("/")[1] == language and self._meant(w, language, breach):
                origin = Origin(Kind.TEXT, catalog.place(form, w.offset), w.address)
                translated.setdefault(message.id.value, []).append(origin)
        for entered, loc, text, w in self._texts:
            if self._meant(w, language, breach):
                also = tuple(origin.place for origin in translated.pop(text, []))
                yield Origin(Kind.TEXT, entered.inside(loc, w.offset), w.address, also=also)
        for origins in translated.values():
            yield from origins

    @cached_property
    def _texts(self) -> list[tuple[Entered, Loc, str, Written]]:
        return [
            (entered, loc, str(text), w)
            for entered in self.sources.library.entered
            for loc, text in texts(entered.entry)
            for w in (written.in_markdown(text) if "](" in text else ())
        ]

    @cached_property
    def _translations(self) -> list[tuple[PoFile, Message, Text, Written]]:
        return [
            (catalog, message, form, w)
            for catalog in self.sources.catalogs.values()
            for message in catalog.messages
            for form in message.forms.values()
            for w in (written.in_markdown(form.value) if "](" in form.value and not message.obsolete else ())
        ]

    def _in_values(self, breach: Breach) -> Iterator[Origin]:
        language = language_of(breach.file)
        for place in self._values.get(breach.link.url, ()) if not breach.id else ():
            yield Origin(Kind.VALUE, place, breach.link.url)
        for value, place in self._set if not breach.id else ():
            at_root = self._meant(Written(value, 0), language, breach) or self._meant(Written(value, 0), SOURCE, breach)
            if at_root and ("." in value or "/" in value):
                yield Origin(Kind.VALUE, place, value)

    @cached_property
    def _values(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for source in self.sources.library.sources.values():
            for value, place in _scalars(source):
                found.setdefault(value, []).append(place)
        return found

    @cached_property
    def _set(self) -> list[tuple[str, Place]]:
        return list(_scalars(self._settings)) if self._settings else []

    def _in_templates(self, breach: Breach) -> Iterator[Origin]:
        for path, text in self._templates:
            for w in written.ids(text) if breach.id else written.in_template(text):
                if self._meant(w, SOURCE if w.rooted else "", breach):
                    yield Origin(Kind.TEMPLATE, place_at(path, text, w.offset), w.address)

    def _in_calls(self, breach: Breach, page: Page) -> Iterator[Origin]:
        """Find the macro calls of the page in whose HTML the address (or id) stands."""
        for place, shown in self._shown(page, language_of(breach.file)):
            found = written.ids(shown) if breach.id else written.in_markdown(shown)
            if any(w.address == breach.link.url for w in found):
                yield Origin(Kind.CALL, place, breach.link.url)

    def _shown(self, page: Page, language: str) -> list[tuple[Place, str]]:
        key = (page.path, language)
        if key not in self._calls:
            macros = self.sources.macros(page.language)
            macros.page = page.name
            self._calls[key] = []
            for piece in segments(page.body)[0]:
                if isinstance(piece, Call):
                    try:
                        self._calls[key].append((page.place(piece.offset), macros.call(piece)))
                    except MacroError:
                        continue  # the rule `macro` says so
        return self._calls[key]

    def _by_rel(self, breach: Breach) -> Iterator[Origin]:
        """Find the line of the head that gives every page its addresses."""
        line = '<link rel="canonical"' if breach.link.use is Use.CANONICAL else '<link rel="alternate" hreflang'
        for path, text in self._templates:
            if line in text and not path.startswith("overrides/components/"):
                yield Origin(Kind.TEMPLATE, place_at(path, text, text.index(line)), breach.link.url)
                return

    def _in_file(self, breach: Breach) -> list[Origin]:
        """Find the address in the file's own source; what is made for the whole site is named where it is set."""
        for folder in ("overrides", *(f"content/{code}" for code in self.sources.languages), "content"):
            path = f"{folder}/{neutral(breach.file) if folder[8:] not in ('', SOURCE) else breach.file}"
            try:
                text = read_text(self.sources.root, path)
            except Problem:
                continue
            url = breach.link.url
            at = next((at for at in (text.find(f"{q}{url}") for q in ('"', "'", "(", "=", "")) if at >= 0), -1)
            if at >= 0:
                at = text.index(url, at)
                return [Origin(Kind.FILE, place_at(path, text, at), url, posixpath.dirname(breach.file))]
        match breach.link.use:
            case Use.RESULT:
                return [self._setting(breach, "plugins")]
            case Use.SITEMAP | Use.RECORD | Use.STATE:
                return [self._setting(breach, "site_url")]
        return [self._setting(breach, "theme")]

    def _setting(self, breach: Breach, key: str) -> Origin:
        loc: Loc = ("theme", "name") if key == "theme" else (key,)
        place = self._settings.place(loc) if self._settings else Place(SETTINGS)
        return Origin(Kind.MADE, place, breach.link.url, posixpath.dirname(breach.file))

    def _meant(self, w: Written, folder: str, breach: Breach, page: Page | None = None) -> bool:
        """Whether what is written is what the built page has: letter by letter, or leading to the same place.

        Folders of sources have the language first, also English, which lies at the root of the site.
        """
        if w.address == breach.link.url:
            own = not w.address.startswith("#") or page is None or self._page(breach.target) == page
            return breach.id or own
        if breach.id or breach.fault in (Fault.EMPTY, Fault.MACHINE, Fault.GARBLED) or not breach.target:
            return False
        target = _resolved(w.address, folder)
        if target.form is not Form.RELATIVE or not target.path:
            return False
        return (_built(target.path), target.fragment) == (_built(breach.target), breach.fragment)

    @cached_property
    def _settings(self) -> Source | None:
        return read_yaml(self.sources.root, SETTINGS)[0] if (self.sources.root / SETTINGS).is_file() else None

    @cached_property
    def _templates(self) -> list[tuple[str, str]]:
        found = []
        for file in sorted((self.sources.root / "overrides").rglob("*.html")):
            path = file.relative_to(self.sources.root).as_posix()
            try:
                found.append((path, read_text(self.sources.root, path)))
            except Problem:
                continue
        return found


@lru_cache(maxsize=4096)
def _resolved(address: str, folder: str) -> Target:
    return resolve(address, folder, Base())


def _built(path: str) -> str:
    path = path.removeprefix(f"{SOURCE}/")
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def _last(origins: list[Origin]) -> Iterator[Origin]:
    """Yield the last of several places that give one id; the others belong to it."""
    if origins:
        origins.sort(key=lambda origin: origin.place)
        last = origins[-1]
        yield Origin(last.kind, last.place, last.address, last.folder, tuple(o.place for o in origins[:-1]))


def _scalars(source: Source) -> Iterator[tuple[str, Place]]:
    def walk(value: Any, loc: Loc) -> Iterator[tuple[str, Place]]:
        if isinstance(value, str):
            yield value, source.place(loc)
        items: Iterable[tuple[str | int, Any]] = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in items:
            yield from walk(item, (*loc, key))

    yield from walk(source.data, ())
