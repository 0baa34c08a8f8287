"""Each text and each page exists in every language; where it does not, readers see the English one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crucible.catalogs.texts import SITE_TEXTS, Template
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.language import SOURCE, TRANSLATIONS, po_path
from crucible.library import kind_name
from crucible.source.po import Message, PoFile, Text
from crucible.spelling import Speller

_UPDATE = "run `crucible translations update`, then translate it"


@rule("missing-translation", Severity.WARNING)
def missing_translation(sources: Sources) -> Iterator[Finding]:
    """Every text of `data/` and every label is translated into each language.

    Good: an entry of `locales/ru/LC_MESSAGES/messages.po` with a `msgstr`.
    Bad: a new plan whose summary no catalog has. The site is built and shows the English text until then.
    """
    lacking: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    gaps: dict[str, list[Place]] = defaultdict(list)
    for template, path, catalog in catalogs(sources):
        if path in sources.broken:
            continue  # an entry may be missing only because it cannot be read
        known = {m.id.value: m for m in catalog.messages if not m.obsolete} if catalog else {}
        before: Text | None = None
        noted = {
            note: message
            for message in known.values()
            if message.id.value not in template.entries
            for note in notes_of(message)
        }
        for entry in template.entries.values():
            message = known.get(entry.id)
            if message is not None:
                before = list(message.forms.values())[-1] if message.forms else message.id
            if message is None:
                lacking[(*entry.locations[0], entry.id)].append(path)
                there = next((noted[note] for note in entry.notes if note in noted), None)
                behind = Place(path, catalog.place(before).line + 1) if catalog and before else Place(path)
                gaps[entry.id].append(catalog.place(there.id) if there and catalog else behind)
            elif catalog and not message.translated:
                yield _untranslated(catalog, message, entry.id)
    domains = {path for _, path, _ in catalogs(sources)}
    for path, catalog in sources.catalogs.items():
        for message in catalog.messages if path not in domains else ():
            if not message.translated and not message.obsolete:
                yield _untranslated(catalog, message, message.id.value)
    for (path, line, id), paths in lacking.items():
        text = f"'{short(id)}' is not in {' and '.join(paths)}"
        yield Finding(Place(path, line), text, "missing-translation", _UPDATE, also=tuple(gaps[id]))


def _untranslated(catalog: PoFile, message: Message, english: str) -> Finding:
    if message.fuzzy:
        was = f", was '{short(message.previous)}'" if message.previous else ""
        text = f"the English is now '{short(english)}'{was}"
        hint = "translate it anew and delete the line '#, fuzzy'"
        return Finding(catalog.place(message.id), text, "missing-translation", hint)
    form = next((form for form in message.forms.values() if not form.value), message.id)
    text = f"'{short(english)}' has no translation"
    return Finding(catalog.place(form), text, "missing-translation", "write it between the quotes")


def catalogs(sources: Sources) -> Iterator[tuple[Template, str, PoFile | None]]:
    """Yield each list of texts with the path of the catalog that should have them, and the catalog.

    A folder without any catalog is not meant to be translated this way.
    """
    if not sources.catalogs:
        return
    for domain, template in sources.templates.items():
        for code in TRANSLATIONS:
            path = po_path(code, domain)
            yield template, path, sources.catalogs.get(path)


@rule("orphan-translation", Severity.WARNING)
def orphan_translation(sources: Sources) -> Iterator[Finding]:
    """A catalog translates texts that the site has.

    Good: an entry whose `msgid` is a text of `data/`, letter for letter.
    Bad: an entry of a text that was deleted; an obsolete entry, marked with `#~`.
    """
    if any(path.startswith("data/") for path in sources.broken):
        return  # a text may be missing only because its file cannot be read
    unset = _unset(sources)
    gone = {asked.error.kind.lower() for asked in sources.asked if asked.error and not sources.ids[asked.error.kind]}
    strays: dict[str, list[Place]] = defaultdict(list)
    stood: dict[str, tuple[Place, ...]] = {}
    for template, _, catalog in catalogs(sources):
        if catalog is None:
            continue
        known = {message.id.value for message in catalog.messages if not message.obsolete}
        waiting = {note for entry in template.entries.values() if entry.id not in known for note in entry.notes}
        for message in catalog.messages:
            notes = notes_of(message)
            if message.obsolete:
                text = f"'{short(message.id.value)}' is obsolete"
                yield Finding(Place(catalog.path, message.line), text, "orphan-translation", "delete the entry")
            elif message.id.value in template.entries or (waiting | unset) & notes:
                continue
            elif not gone.intersection(
                note.partition(": ")[0] for note in notes
            ):  # else the page that asks for it says so
                strays[message.id.value].append(catalog.place(message.id))
                files = (location for location in message.locations if location.startswith("data/"))
                stood[message.id.value] = stood_at(sources, notes) or tuple(Place(file) for file in files)
    for id, (first, *others) in strays.items():
        also = f", also at {others[0]}" if others else ""
        text = f"'{short(id)}' is no text of this site{also}"
        places = (*others, *stood[id])
        yield Finding(first, text, "orphan-translation", "run `crucible translations update`", also=places)


def notes_of(message: Message) -> set[str]:
    """Return where a text stands, as a catalog notes it."""
    return {comment.removeprefix(".").strip() for comment in message.comments if comment.startswith(".")}


def stood_at(sources: Sources, notes: set[str]) -> tuple[Place, ...]:
    """Return where a text stood by what a catalog notes, such as 'plan: advanced-support / scope / 1'."""
    for note in sorted(notes):
        kind, _, rest = note.partition(": ")
        id, *steps = rest.split(" / ")
        for entered in sources.library.entered:
            if (kind_name(entered.entry).lower(), entered.entry.id) == (kind, id):
                return (entered.key_place(*steps[:1]),)
        if found := sources.home(kind.capitalize()):
            return found
    return ()


def _unset(sources: Sources) -> set[str]:
    """Return the notes of texts that stand nowhere because a setting is missing, which is a finding of its own."""
    found = {f"mkdocs.yml: {key}" for key in SITE_TEXTS if not _is(sources, str, key)}
    menus = {"mkdocs.yml: navigation": ("nav",), "mkdocs.yml: colours": ("theme", "palette")}
    return found | {note for note, loc in menus.items() if not _is(sources, list, *loc)}


def _is(sources: Sources, kind: type, *loc: str) -> bool:
    return sources.settings is not None and isinstance(sources.settings.data_at(loc), kind)


@rule("missing-page", Severity.WARNING)
def missing_page(sources: Sources) -> Iterator[Finding]:
    """Every English page exists in each language, and every translated page in English.

    Good: `content/en/faq.md`, `content/zh/faq.md`, `content/ru/faq.md`.
    Bad: `content/ru/fag.md`, which translates nothing.
    """
    names = {page.name for page in sources.pages if page.language == SOURCE}
    lacking = {code: [name for name in names if (code, name) not in sources.by_name] for code in TRANSLATIONS}
    codes = {page.language for page in sources.pages}
    speller = Speller()
    strays: dict[str, str] = {}
    for page in sources.pages:
        stray = page.language != SOURCE and page.name not in names
        if stray and (meant := speller.closest(page.name, lacking[page.language])):
            strays[f"content/{page.language}/{meant}"] = page.path
    for page in sources.pages:
        if page.language == SOURCE:
            wanted = [code for code in TRANSLATIONS if code in codes and (code, page.name) not in sources.by_name]
            paths = [f"content/{code}/{page.name}" for code in wanted]
            paths = [path for path in paths if path not in strays and path not in sources.broken]
            if paths:
                shown = " and ".join(paths)
                also = tuple(Place(path) for path in paths)
                yield Finding(
                    Place(page.path), f"has no translation {shown}", "missing-page", f"write {shown}", also=also
                )
        elif page.name not in names and f"content/{SOURCE}/{page.name}" not in sources.broken:
            message = f"translates no page, content/{SOURCE}/{page.name} does not exist"
            meant = next((path for path, stray in strays.items() if stray == page.path), None)
            hint = f"rename it to {meant}" if meant else "give it the name of its English page, or delete it"
            english = Place(f"content/{SOURCE}/{page.name}")
            yield Finding(Place(page.path), message, "missing-page", hint, also=(english,))


def short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


RULES = (missing_translation, orphan_translation, missing_page)
