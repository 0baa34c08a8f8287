"""What is used nowhere: nobody would notice that it is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from crucible import model
from crucible.checks.names import Names
from crucible.checks.rule import rule
from crucible.checks.sources import FEW, Sources
from crucible.finding import Finding, Place, Problem, Severity
from crucible.language import GENERATOR, SOURCE
from crucible.layout import SETTINGS
from crucible.library import kind_name
from crucible.model import refs
from crucible.source.text import first_bytes, read_text
from crucible.spelling import closest

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"}
_PACKAGE = GENERATOR / "hooks"
_MOST = 10_000_000
"""Bytes of a template, style or script that are read."""
_TEXTS = {".html", ".css", ".js", ".py", ".xml", ".yml", ".md"}


@rule("orphan", Severity.WARNING)
def orphan(sources: Sources) -> Iterator[Finding]:
    """Every entry is shown on a page, or an entry that is shown refers to it; every source backs an entry.

    Good: a reference that a plan names, or a page with `{{ ref("asfp") }}`.
    Bad: a procedure that no plan and no page names.
    """
    if not sources.pages or sources.broken or not any(asked.call for asked in sources.asked):
        return  # what uses an entry may stand where nothing could be read
    shown = {(_kind(kind), id) for kind, id in sources.used}
    by_key = {(kind_name(entered.entry), entered.entry.id): entered for entered in sources.library.entered}
    queue = [key for key in shown if key in by_key]
    cited: set[str] = set()
    while queue:
        for _, ref in refs(by_key[queue.pop()].entry):
            key = (ref.kind, str(ref))
            if ref.kind == "Source":
                cited.add(str(ref))
            elif key not in shown and key in by_key:
                shown.add(key)
                queue.append(key)
    misspelt = {entered.entry.id for entered in sources.misspelt.values()}
    misspelt |= {near for id in islice(sources.unknown, FEW) if (near := closest(id, sources.all_ids))}
    for key, entered in by_key.items():
        kind, id = key
        if kind == "Source" and id not in cited:
            message = f"no entry rests on source '{id}'"
            yield Finding(entered.place("id"), message, "orphan", f"add '- {id}' where it backs a fact, or delete it")
        elif kind not in ("Source", "Term") and key not in shown and id not in misspelt:
            message = f"{kind.lower()} '{id}' is shown on no page"
            yield Finding(entered.place("id"), message, "orphan", "name it on a page, or delete it")


def _kind(name: str) -> str:
    return "Comparison" if name in ("Amounts", "PlanTable") else name


@rule("orphan-term", Severity.WARNING)
def orphan_term(sources: Sources) -> Iterator[Finding]:
    """A term of the glossary is a word of this site, or guards its translations from a wrong one.

    Good: `en: incident`, which stands on many pages; a term that has `reject` or `never`.
    Bad: a term that no page, text or label has in any of its English forms, and that rejects nothing.
    """
    terms = [t for t in sources.library.all(model.Term) if not any((t.zh.reject, t.zh.never, t.ru.reject, t.ru.never))]
    if not terms or not sources.pages or sources.broken or any(asked.error for asked in sources.asked):
        return  # the term may be a word of what could not be shown
    forms = {term.id: {f for f in (term.en, *term.also_en, term.acronym) if f} for term in terms}
    index = Names()
    for form in {form for known in forms.values() for form in known}:
        index.add(form)
    found: set[str] = set()
    for text in _english(sources):
        found |= index.within(text)
    for term in terms:
        if not any(index.key(form) in found for form in forms[term.id]):
            place = sources.library.where(term).place("en")
            yield Finding(place, f"no page and no text has the term '{term.en}'", "orphan-term", "delete the entry")


def _english(sources: Sources) -> Iterator[str]:
    for written in sources.written:
        if written.language == SOURCE:
            yield written.text if written.kind != "page" else written.parts.code_free
    for template in sources.templates.values():
        yield from template.entries
    for entered in sources.library.entered:
        if not isinstance(entered.entry, model.Term):
            for key in ("name", "abbreviation", "literal"):
                value = getattr(entered.entry, key, None)
                if isinstance(value, str):
                    yield value


@rule("orphan-file", Severity.WARNING)
def orphan_file(sources: Sources) -> Iterator[Finding]:
    """Every picture stands on a page, every component and asset is used by a template, a style or the settings.

    Good: `![The Activate button](activate.png)` beside `activate.png`.
    Bad: a picture that was replaced and left behind: it would be copied into the site for ever.
    """
    yield from _pictures(sources)
    home = sources.root / "overrides"
    if not home.is_dir():
        return
    near = [path for path in home.rglob("*") if path.suffix in _TEXTS and "vendor" not in path.parts]
    near = [path for path in (*near, sources.root / SETTINGS) if path.is_file()]
    texts: dict[str, bytes] = {}
    for path in near:
        shown = path.relative_to(sources.root).as_posix()
        if shown in sources.broken:
            continue
        try:
            if path.suffix == ".html":  # its labels are read as text
                texts[str(path)] = read_text(sources.root, shown, lenient=True).encode()
            else:
                texts[str(path)] = first_bytes(sources.root, shown, _MOST)
        except Problem as problem:
            yield from problem.findings if shown != SETTINGS else ()
    package = _Package()
    all_texts = b"\0".join(texts.values())  # of very many files each would else be looked for in each
    for folder in ("components", "assets"):
        for file in sorted((home / folder).rglob("*")):
            place = Place(file.relative_to(sources.root).as_posix())
            if place.path in sources.broken or file.name.startswith(("LICENSE", "README")) or not file.is_file():
                continue
            name = os.fsencode(file.name)
            if all_texts.count(name) > texts.get(str(file), b"").count(name):
                continue
            if not package.names(name):
                what = "a component" if folder == "components" else "an asset"
                hint = "delete it, or name it where it belongs"
                yield Finding(place, f"is {what} that nothing uses", "orphan-file", hint)


class _Package:
    """The modules that name components and assets, read as far as one must: those that make pages name the most."""

    def __init__(self) -> None:
        self._read: list[bytes] = []
        modules = (path for path in _PACKAGE.rglob("*.py") if "checks" not in path.parts)
        self._unread = iter(sorted(modules, key=lambda path: (path.parent.name != "pages", str(path))))

    def names(self, file: bytes) -> bool:
        """Whether a module has the name of a file."""
        return any(file in text for text in self._read) or any(file in text for text in self._more())

    def _more(self) -> Iterator[bytes]:
        for path in self._unread:
            self._read.append(path.read_bytes())
            yield self._read[-1]


def _pictures(sources: Sources) -> Iterator[Finding]:
    home = sources.root / "content"
    pictures = [path for path in sorted(home.rglob("*")) if path.suffix.lower() in _PICTURES] if home.is_dir() else []
    if not pictures:
        return
    targets = {link.target.rsplit("/", 1)[-1] for w in sources.written for link in w.parts.links}
    bodies = [page.body for page in sources.pages]
    for picture in pictures:
        place = Place(picture.relative_to(sources.root).as_posix())
        if place.path in sources.broken:
            continue
        if picture.name not in targets and not any(picture.name in body for body in bodies):
            yield Finding(place, "is a picture that no page shows", "orphan-file", "show it on a page, or delete it")


RULES = (orphan, orphan_term, orphan_file)
