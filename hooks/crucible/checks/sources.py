"""Everything that a site's sources say, read once: what every rule judges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from crucible import model
from crucible.catalogs.texts import Template, templates
from crucible.checks.asking import Evaluated, asked_in
from crucible.finding import Finding, Place
from crucible.freshness.compare import State
from crucible.freshness.overview import Overview, overview
from crucible.freshness.source import as_translated
from crucible.freshness.store import read_store
from crucible.language import CODES, SOURCE, TRANSLATIONS, Language, languages
from crucible.layout import SETTINGS, PageFiles, is_house, page_files
from crucible.library import SHAPES, Entered, Library, kind_name, load, pattern_of
from crucible.pages.blocks import Macros
from crucible.pages.calls import Call
from crucible.source import folder
from crucible.source.bilingual import apart
from crucible.source.markdown import Markdown, markdown
from crucible.source.page import Page, read_page
from crucible.source.po import PoFile
from crucible.source.yaml import Source, read_yaml
from crucible.spelling import closest

WRONG = 500
"""Wrong macro calls in texts of data and catalogs behind which no more of these texts are looked at."""
FEW = 200
"""Unknown ids of which what was meant is looked for."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Written(NamedTuple):
    """A text that somebody wrote: the body of a page, a field of its front matter, a text of data, a translation.

    `at` gives the place of a character of the text. A `label` is a heading or cell rather than a sentence.
    """

    kind: Literal["page", "front", "data", "translation"]
    language: str
    text: str
    parts: Markdown
    """The text taken apart: every rule on texts looks at it."""
    at: Callable[[int], Place]
    label: bool = False


@dataclass
class Unknown:
    """An id that no entry has: the kinds of entry that it should be, who asks for it, and where."""

    kinds: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)


@dataclass
class Sources:
    """The sources of the site at `root`; `reading` are the findings of reading them.

    `today` is the day that dates are judged by.
    """

    root: Path
    library: Library
    languages: dict[str, Language]
    catalogs: dict[str, PoFile]
    pages: list[Page]
    reading: list[Finding]
    today: date = field(default_factory=date.today)
    settings: Source | None = None
    house: bool = True
    """Whether this is a site of this layout rather than a folder of pages that somebody else wrote."""
    files: PageFiles = field(default_factory=lambda: PageFiles(()))
    yaml_pages: dict[str, Source] = field(default_factory=dict)
    """Files of texts in YAML by path, which others have beside their pages."""

    @classmethod
    def read(cls, root: Path, today: date | None = None) -> Sources:
        """Read `data/`, `locales/`, `content/` and `mkdocs.yml` below `root`. Never raises for what stands in them.

        Raises Problem, rule `folder`, where one of their folders cannot be looked into.
        """
        house = is_house(root)
        findings = folder.faults(root) if house else []
        wrong = {finding.place.path for finding in findings}
        library, faults = load(root, wrong) if house else (Library(root), [])
        findings += faults
        found, catalogs, faults = languages(root)
        findings += faults
        files = page_files(root, house=house)
        findings += files.shut
        pages = []
        for file in files.found:
            if not file.is_yaml and file.path not in wrong:
                told = {"language": file.language, "name": file.name}
                page, faults = read_page(root, file.path, **told, lenient=not house)
                findings += faults
                if page is not None:
                    pages.append(page if house else apart(page))
        yaml_pages, faults = _yaml_pages(root, files)
        findings += faults
        settings, faults = read_yaml(root, SETTINGS) if house and (root / SETTINGS).is_file() else (None, [])
        findings += faults
        return cls(
            root, library, found, catalogs, pages, findings, today or date.today(), settings, house, files, yaml_pages
        )

    @property
    def counted(self) -> str:
        """What was read, in words: pages in each language, how many stand beside their English, what was left out."""
        found = Counter(file.language for file in self.files.found)
        english = {file.name for file in self.files.found if file.language == SOURCE}
        both = {page.path for page in self.pages if page.english}
        beside = sum(f.language != SOURCE and (f.name in english or f.path in both) for f in self.files.found)
        out = self.files.left_out
        shown = ", ".join(f"{found[code]} {code}" for code in CODES if found[code])
        total = f"{found.total()} page{'s' if found.total() != 1 else ''} read ({shown})"
        rest = f"; {out} without a language left out" if out else ""
        return f"{total}, {beside} beside their English{rest}"

    @cached_property
    def broken(self) -> set[str]:
        """Paths of files that have findings of reading: what refers to them is not judged."""
        return {finding.place.path for finding in self.reading}

    @cached_property
    def unread(self) -> set[str]:
        """Kinds of entries of which a file could not be read at all, so that nobody knows its ids."""
        paths = {path for path in self.broken if path.startswith("data/") and path not in self.library.sources}
        return {kind for path in paths if (pattern := pattern_of(path)) for kind in kinds_of(pattern)}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of each kind, also those of entries that have a mistake of their own."""
        found: dict[str, set[str]] = defaultdict(set)
        for path, source in self.library.sources.items():
            items = source.data if isinstance(source.data, list) else [source.data]
            for item in items:
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    for kind in kinds_of(pattern_of(path) or ""):
                        found[kind].add(item["id"])
        return found

    def home(self, kind: str) -> tuple[Place, ...]:
        """Return where the list of the entries of a kind begins, or its file if there is none: where one belongs."""
        paths = (f"data/{pattern}" for pattern in SHAPES if kind in kinds_of(pattern) and "*" not in pattern)
        read = self.library.sources
        return tuple(read[path].place() if path in read else Place(path) for path in paths)

    @cached_property
    def all_ids(self) -> set[str]:
        return {id for ids in self.ids.values() for id in ids}

    @cached_property
    def faulty_ids(self) -> set[str]:
        """The ids of entries that cannot be used because of a mistake of their own."""
        return self.all_ids - {entered.entry.id for entered in self.library.entered}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], Page]:
        """Pages by language and name."""
        return {(page.language, page.name): page for page in self.pages}

    @property
    def has_data(self) -> bool:
        """Whether this site holds its facts as data; a folder of pages alone is not asked to call macros."""
        return bool(self.library.sources)

    @cached_property
    def store(self) -> tuple[dict[str, str], list[Finding]]:
        """The English texts that translations were made from, and what is wrong with their files."""
        return read_store(self.root)

    def translations(self) -> Iterator[tuple[Page, Page]]:
        """Yield the English of each translated page, as it was when that was translated, and the page.

        What has changed in the English since is one finding of freshness, and no fault of the translation.
        """
        store, _ = self.store
        for page in self.pages:
            english = self.by_name.get((SOURCE, page.name))
            if page.english:
                front = english.front if english else None
                yield replace(page, language=SOURCE, text=page.english, front=front, left_out=()), page
            elif page.language in TRANSLATIONS and english is not None:
                yield as_translated(english, page, store), page

    def stale(self, language: str, name: str) -> set[str]:
        """Return the ids of the sections of a page that are not known to translate the English of today."""
        status = self.overview.page(language, name)
        return {section.id for section in status.sections if section.state is not State.FRESH} if status else set()

    @cached_property
    def templates(self) -> dict[str, Template]:
        """Every text to translate, by domain."""
        return templates(self.root, self.library)

    @cached_property
    def overview(self) -> Overview:
        """The state of the translations."""
        return overview(self.root, self.library, self.catalogs, self.pages, self.templates, self.store[0])

    def macros(self, code: str) -> Macros:
        """Return macros of a language that leave no trace in the others."""
        return Macros(self.library, self.languages[code], self.root, lambda: self.overview)

    @property
    def asked(self) -> list[Evaluated]:
        """Every macro call of every page, data text and translation, evaluated; and what is no call."""
        return self._evaluated[0]

    @property
    def used(self) -> set[tuple[str, str]]:
        """(kind, id) of every entry that an English page shows."""
        return self._evaluated[1]

    @cached_property
    def _evaluated(self) -> tuple[list[Evaluated], set[tuple[str, str]]]:
        found: list[Evaluated] = []
        macros = {code: self.macros(code) for code in self.languages}
        sound: set[Call] = set()
        for page in sorted(self.pages, key=lambda page: page.language != SOURCE):
            here = macros[page.language]
            here.page = page.name
            # What the English may ask for, a translation may; its own texts are evaluated below.
            asked = asked_in(page.body, here, page.place, page=page.name, sound=sound)
            found += asked
            if page.language == SOURCE:
                sound |= {one.call._replace(offset=0) for one in asked if one.call and not one.wrong}
        used = set(macros[SOURCE].used)
        wrong = 0
        for written in self.written:
            if written.kind in ("data", "translation") and ("{{" in written.text or "{%" in written.text):
                asked = asked_in(written.text, macros[written.language], written.at)
                wrong += sum(one.wrong for one in asked)
                found += asked
                if wrong >= WRONG:
                    break
        return found, used

    @cached_property
    def unknown(self) -> dict[str, Unknown]:
        """The ids that entries and macro calls ask for and no entry has."""
        found: dict[str, Unknown] = {}
        for entered in self.library.entered:
            for loc, ref in model.refs(entered.entry):
                if ref not in self.ids[ref.kind] and ref.kind not in self.unread:
                    place = entered.place(*loc) if loc[-1] != ref else entered.key_place(*loc)
                    wanted = found.setdefault(str(ref), Unknown())
                    wanted.kinds.add(ref.kind)
                    wanted.entries.add(entered.entry.id)
                    wanted.places.append(place)
        for asked in self.asked:
            for id in asked.texts if asked.error and not self.unread else ():
                if id not in self.all_ids and _ID.fullmatch(id):
                    found.setdefault(id, Unknown()).places.append(asked.place)
        return found

    @cached_property
    def misspelt(self) -> dict[str, Entered]:
        """The entries whose own id is misspelt, by the id that the others write.

        That is so where nothing asks for an entry, and an unknown id that is asked for is near to its id, begins with
        its words, or is that of an entry whose id stands twice. Asked for in one place only, the place is at fault,
        unless the id is that of the entry's name.
        """
        if not 0 < len(self.unknown) <= FEW:
            return {}  # of very many, each is at fault where it is asked for
        wanted = {str(ref) for entered in self.library.entered for _, ref in model.refs(entered.entry)}
        wanted.update(text for asked in self.asked for text in asked.texts)
        seen: set[tuple[str, str]] = set()
        found: dict[str, Entered] = {}
        for entered in self.library.entered:
            key = (kind_name(entered.entry), entered.entry.id)
            asked_for = [id for id, unknown in self.unknown.items() if not unknown.kinds or key[0] in unknown.kinds]
            meant = None
            if key in seen and len(asked_for) == 1:
                meant = asked_for[0]
            elif entered.entry.id not in wanted:
                cut = (id for id in asked_for if id.startswith(f"{entered.entry.id}-"))
                meant = closest(entered.entry.id, asked_for) or next(cut, None)
                if meant and len(set(self.unknown[meant].places)) == 1 and meant != _slug(entered.entry):
                    meant = None
            seen.add(key)
            if meant is not None:
                found.setdefault(meant, entered)
        return found

    @cached_property
    def written(self) -> list[Written]:
        """Every text, in the order of the files."""
        found: list[Written] = []
        labels: set[str] = set()
        for entered in self.library.entered:
            for loc, text in model.texts(entered.entry):
                label = isinstance(text, model.Label)
                if label:
                    labels.add(str(text))
                found.append(
                    Written("data", SOURCE, str(text), markdown(str(text)), _inside(entered.inside, loc), label)
                )
        for page in self.pages:
            for key, value in page.meta.items():
                if isinstance(value, str) and page.front:
                    at = _inside(page.front.inside, (key,))
                    found.append(Written("front", page.language, value, markdown(value), at, key == "title"))
            found.append(Written("page", page.language, page.body, markdown(page.body), page.place))
        for path, catalog in self.catalogs.items():
            for message in catalog.messages:
                for form in () if message.obsolete else message.forms.values():
                    if form.value:
                        place = _in_catalog(catalog, form)
                        code = path.split("/")[1]
                        label = message.id.value in labels
                        found.append(Written("translation", code, form.value, markdown(form.value), place, label))
        return found


def _slug(entry: model.Entry) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", str(getattr(entry, "name", "")).lower()))


def kinds_of(pattern: str) -> tuple[str, ...]:
    """Return the kinds of entries that files of a pattern of SHAPES hold."""
    if pattern == "comparisons/*.yml":
        return ("Comparison",)
    shape = SHAPES.get(pattern)
    return tuple(kind.__name__ for kind in getattr(shape, "__args__", ()))


def _inside(
    inside: Callable[[tuple[str | int, ...], int], Place], loc: tuple[str | int, ...]
) -> Callable[[int], Place]:
    return lambda offset: inside(loc, offset)


def _in_catalog(catalog: PoFile, form: object) -> Callable[[int], Place]:
    return lambda offset: catalog.place(form, offset)  # type: ignore[arg-type]  # a Text of that catalog


def _yaml_pages(root: Path, files: PageFiles) -> tuple[dict[str, Source], list[Finding]]:
    """Read the YAML beside the pages of others: what cannot be read is a finding where it is read in another language.

    A file that no language can read is none of YAML by itself: a template, from which programs make some.
    """
    found: dict[str, Source] = {}
    faults: dict[str, list[Finding]] = {}
    for file in files.found:
        if file.is_yaml:
            source, faults[file.path] = read_yaml(root, file.path, lenient=True)
            if source is not None:
                found[file.path] = source
    sound = {file.name for file in files.found if file.path in found}
    return found, [fault for file in files.found if file.name in sound for fault in faults.get(file.path, [])]
