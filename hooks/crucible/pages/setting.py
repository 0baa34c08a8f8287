"""What macros work with: the library, one language, the page that is being rendered, the components."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import jinja2
from markupsafe import Markup, escape

from crucible import model
from crucible.finding import Problem
from crucible.freshness.overview import Overview
from crucible.grid import N_, Grid, GridCell, GridRow, plan_name
from crucible.language import GENERATOR, SOURCE, Language
from crucible.library import Library
from crucible.links import ledger, ledgerfile
from crucible.links.locale import for_language
from crucible.pages.calls import Call, Macro, check_call, segments
from crucible.pages.inline import inline
from crucible.spelling import did_you_mean

E = TypeVar("E", bound=model.Entry)
_DEPTH = 6
_ORDER: dict[type[model.Entry], Callable[[Any], object]] = {
    model.Source: lambda source: source.title.casefold(),
    model.Reference: lambda reference: reference.title.casefold(),
    model.Product: lambda product: product.name.casefold(),
    model.Competency: lambda competency: competency.name.casefold(),
    model.Role: lambda role: role.name.casefold(),
    model.Programme: lambda programme: -programme.since.toordinal(),
}
"""By what entries are listed whose order in `data/` says nothing: their English, or the newest first."""
LOOP = "leads back to itself"
MAZE = "is reached in more ways than anybody can read"
MOST_INNER = 5000
"""Calls within the texts that one call shows, and in their texts; on all pages of a language, 20 times as many.

Our site has 81 in all. Five texts that each call the next one thirty times would make 24 million.
"""
_MARK = "\ue000{}\ue001"


class MacroError(Exception):
    """A page asked a macro for something that does not exist; `hint` is a way out, `kind` that of a missing entry."""

    def __init__(self, message: str, hint: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.hint, self.kind = hint, kind


class NestedError(MacroError):
    """A macro call within a data text is at fault: the check of that text says so, the page need not."""


class EmptyError(MacroError):
    """A page shows all entries of a kind, and there is none."""


class Outside(NamedTuple):
    """A link to another site: its address, and what to say beside it ('in English', 'not reachable since …')."""

    url: str
    notes: list[str]


class Setting:
    """One language on one page at a time.

    `used` collects (kind, id) of every entry that a page shows, so that a page can be cached by what it used
    and an entry that no page shows can be found.
    """

    def __init__(
        self, library: Library, language: Language, root: Path, overview: Callable[[], Overview] = Overview
    ) -> None:
        self.library, self.language, self.root = library, language, root
        self.overview = overview
        self.page = "index.md"
        self.folder = language.code
        """The language in whose folder the page is shown: that of the reader, also where the page is English."""
        self.used: set[tuple[str, str]] = set()
        self._depth = self._inner = self._all_inner = 0
        homes = dict.fromkeys(home / "overrides" / "components" for home in (root, GENERATOR))
        self._components = _components(tuple(home for home in homes if home.is_dir()))
        self._ledger = _ledger(root)
        names = sorted(name.removeprefix("macro_") for name in dir(self) if name.startswith("macro_"))
        self.known: dict[str, Macro] = {name: getattr(self, f"macro_{name}") for name in names}

    def label(self, english: str) -> str:
        return self.language.text(english)

    def text(self, english: str) -> Markup:
        """Return a data text in the language, its macro calls evaluated, as HTML."""
        return self.spell(self.language.text(english))

    def spell(self, text: str) -> Markup:
        """Return a text with inline Markdown and macro calls as HTML."""
        pieces, _ = segments(text)
        values: list[Markup] = []
        marked = ""
        for piece in pieces:
            if isinstance(piece, Call):
                marked += _MARK.format(len(values))
                values.append(self._nested(piece))
            else:
                marked += piece
        html = inline(marked, self.link)
        for number, value in enumerate(values):
            html = Markup(html.replace(_MARK.format(number), value))  # noqa: S704 - both are Markup
        return html

    def call(self, call: Call) -> str:
        """Evaluate one call. Raises MacroError."""
        if fault := check_call(call, self.known):
            raise MacroError(fault.message, fault.hint)
        if self._depth >= _DEPTH:
            raise MacroError(f"macro '{call.name}' {LOOP}")
        self._inner = self._inner + 1 if self._depth else 0
        self._all_inner += self._depth > 0
        if self._inner > MOST_INNER or self._all_inner > 20 * MOST_INNER:
            raise MacroError(f"macro '{call.name}' {MAZE}", "let texts call fewer texts that call others")
        if any(not isinstance(value, str) for value in (*call.args, *dict(call.keywords).values())):
            raise MacroError(f"macro '{call.name}' takes texts", 'write each value in quotes: name("value")')
        self._depth += 1
        try:
            return self.known[call.name](*call.args, **dict(call.keywords))
        finally:
            self._depth -= 1

    def link(self, target: str) -> str:
        """Return the address of `page.md#id` (from the content folder of a language) as seen from this page."""
        path, hash_, fragment = target.partition("#")
        if "://" in target or not path.endswith(".md"):
            return target
        relative = posixpath.relpath(path, posixpath.dirname(self.page) or ".")
        return f"{relative.removesuffix('.md')}.html{hash_}{fragment}"

    @property
    def to_root(self) -> str:
        """Return the way from this page up to the root of the site: '', '../', '../../'."""
        return "../" * (self.page.count("/") + (self.folder != SOURCE))

    def component(self, name: str, **values: object) -> Markup:
        language = self.language
        words = {"_": self.label, "lang": language.code, "colon": language.colon, "comma": language.comma}
        try:
            html = self._components.get_template(name).render(words, **values)
        except jinja2.TemplateError as error:
            raise MacroError(f"component '{name}' stopped: {error}", f"mend overrides/components/{name}") from error
        return Markup(html.strip())  # noqa: S704 - it escapes

    def badge(self, label: str, kind: str) -> Markup:
        return Markup('<span class="badge badge--{}">{}</span>').format(kind, label)

    def outside(self, reference: model.Reference) -> Outside:
        """Return where this language links to for a reference, and what a reader must know before going there."""
        target = for_language(reference.url, reference.languages, self.language.code)
        standing = ledger.standing(self._ledger, reference.url)
        notes = [self.label(N_("in English"))] if target.in_english else []
        if standing and standing.since:
            notes.append(self.label(N_("not reachable since {date}")).format(date=self.language.date(standing.since)))
        elif standing and standing.moved_to:
            notes.append(self.label(N_("moved to a new address")))
        return Outside(target.url, notes)

    def use(self, entry: model.Entry) -> None:
        self.used.add((type(entry).__name__, entry.id))

    def entry(self, kind: type[E], id: str) -> E:
        """Return an entry and note that the page uses it. Raises MacroError with the nearest id."""
        found = self.library.find(kind, id)
        if found is None:
            word = {"Amounts": "comparison", "PlanTable": "comparison"}.get(kind.__name__, kind.__name__.lower())
            ids = [entry.id for entry in self.library.all(kind)]
            raise MacroError(f"no {word} has the id '{id}'", did_you_mean(id, ids), kind.__name__)
        self.use(found)
        return found

    def all(self, kind: type[E]) -> list[E]:
        """Return the entries of a kind in the order in which readers see them, and note that the page uses them all."""
        return self.these(kind, [entry.id for entry in self.library.all(kind)])

    def listed(self, kind: type[E]) -> list[E]:
        """Return the same. Raises EmptyError where there are none: a list of nothing is a mistake of page or data."""
        if found := self.all(kind):
            return found
        message = f"there is no {kind.__name__.lower()} to show"
        raise EmptyError(message, "write one, or delete the call", kind.__name__)

    def these(self, kind: type[E], ids: Iterable[str]) -> list[E]:
        """Return entries of a kind in the order in which readers see them. Raises MacroError as `entry` does."""
        found = [self.entry(kind, id) for id in ids]
        return sorted(found, key=_ORDER[kind]) if kind in _ORDER else found  # type: ignore[arg-type]  # texts or numbers

    def names(self, entries: Iterable[model.Entry]) -> str:
        return self.language.join(self.proper(str(getattr(entry, "name"))) for entry in entries)  # noqa: B009 - of several kinds

    @cached_property
    def _terms(self) -> dict[str, model.Term]:
        return {term.en: term for term in reversed(self.library.all(model.Term))}

    def proper(self, name: str) -> str:
        """Return a product's name in the language: English, unless the glossary translates it."""
        if self.language.code == SOURCE:
            return name
        term = self._terms.get(name)
        if term is None or term.keep_english:
            return name
        rendering: model.Rendering = getattr(term, self.language.code)
        return rendering.use[0] if rendering.use else name

    def table(self, grid: Grid, langs: tuple[str, ...] = ()) -> Markup:
        """Return the HTML of a grid; `langs` are the languages of its columns where they differ from the page's."""
        rows = [
            {
                "id": row.id,
                "head": row.head if isinstance(row.head, Markup) else self._plan_link(row),
                "notes": [self.spell(note) for note in row.notes],
                "footnotes": row.footnotes,
                "cells": row.cells,
            }
            for row in grid.rows
        ]
        notes = [(id, self.spell(text)) for id, text in grid.footnotes]
        return self.component("table.html", grid=grid, rows=rows, footnotes=notes, langs=langs)

    def plain_table(
        self,
        id: str,
        caption: str,
        heads: tuple[str, ...],
        rows: Sequence[tuple[str, Markup, Sequence[Markup]]],
        langs: tuple[str, ...] = (),
    ) -> Markup:
        """Return the HTML of a table whose rows are (id, head, cells); labels are given in English."""
        shown = tuple(self.label(head) for head in heads)
        made = tuple(
            GridRow(id, head, (), (), "", tuple(GridCell(c, "text", h) for c, h in zip(cells, shown[1:], strict=True)))
            for id, head, cells in rows
        )
        return self.table(Grid(id, self.label(caption), shown, made), langs)

    def has_page(self, plan: str) -> bool:
        """Whether a plan has its page already; a plan that was just added may not."""
        return (self.root / "content" / SOURCE / "plans" / f"{plan}.md").is_file()

    def plan_link(self, plan: str) -> Markup:
        """Return the name of a plan as a link to its page; on that page itself and without a page, the bare name."""
        name = plan_name(self.entry(model.Plan, plan), self.language)
        if self.page == f"plans/{plan}.md" or not self.has_page(plan):
            return escape(name)
        return Markup('<a href="{}">{}</a>').format(self.link(f"plans/{plan}.md"), name)

    def _plan_link(self, row: GridRow) -> Markup:
        return self.plan_link(row.plan) if row.plan else escape(row.head)

    def _nested(self, call: Call) -> Markup:
        try:
            return Markup(self.call(call))  # noqa: S704 - macros return HTML
        except MacroError as error:
            raise NestedError(str(error), error.hint) from error


def _ledger(root: Path) -> ledger.Ledger:
    """Return what is known of outside links; a ledger that cannot be read is a finding elsewhere, not here."""
    try:
        return ledgerfile.load(root)
    except Problem:
        return ledger.Ledger()


@lru_cache(maxsize=8)
def _components(homes: tuple[Path, ...]) -> jinja2.Environment:
    """Return the components in these folders, compiled once for all languages; a changed file is read again."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(homes),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
