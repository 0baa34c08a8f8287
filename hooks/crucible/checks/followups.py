"""What is no mistake of its own: a translation need not be told that it differs from English that is itself at fault.

Two cases. Where the English of a section or text has an error, that is the mistake; mended, it may agree again. And
where the English of a section has changed since it was translated, the section is stale, which is said once: each
number, link and word that now differs would say it again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from crucible.checks import freshness, sentences, written_tables
from crucible.checks.amount_words import OF_CELL
from crucible.checks.sentence_laws import LAWS
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.freshness.compare import State
from crucible.freshness.sections import sections
from crucible.language import SOURCE

_ALONE = {"half-translated", "wrong-language", "plural", "case", "dative", "rejected", "bracket", "quote"}
_COMPARING = (LAWS.keys() - _ALONE) | {"cut-off", "capital"}
"""Rules that find a translation at fault only beside its English."""
_BUILD = {"structure", "untranslated-section", "removed-section"}
_STALE = {"stale-section", "unstamped-page", "untranslated-section", "removed-section"}
_OF_LANGUAGES = {rule.id for rule in (*sentences.RULES, *freshness.RULES, *written_tables.RULES)}
_SLIP = "spelling"
_ECHOES = ("id-name", "catalog-order", "published")
"""Rules that speak of an entry or section as a whole: what is wrong with it may be said already, or by one before."""
_SAME = {"placeholder": {"po-field", "po-macro", "typed-figure"}}
"""A rule that says the same of a line as others do in words of their own, which need no repeating."""


def without_follow_ups(findings: Iterable[Finding], sources: Sources) -> list[Finding]:
    """Return the findings but those that another finding explains."""
    found = _without_echoes(list(findings))
    if not any(finding.rule in _COMPARING or finding.rule in _STALE or finding.rule == _SLIP for finding in found):
        return found
    wrong = [f for f in found if f.rule not in _OF_LANGUAGES and (f.severity is Severity.ERROR or f.rule == _SLIP)]
    pages = _Pages(sources)
    faulty = {section for f in wrong if (section := pages.section(f.place)) and section[0] == SOURCE}
    stale = _stale(sources)
    texts = _faulty_texts(sources, {(f.place.path, f.place.line) for f in wrong})
    slipped = _slipped(sources, [f.place for f in found if f.rule == _SLIP and f.place.path.startswith("data/")])
    cells = {_cell(finding) for finding in found if finding.rule == "table-cell"}
    said = defaultdict(set)
    for finding in found:
        said[finding.place.path, finding.place.line].add(finding.rule)
    kept: list[Finding] = []
    broken_pages = {name for _, name, _ in faulty}
    once: set[tuple[Place, str]] = set()
    for finding in found:
        place, rule = finding.place, finding.rule
        if rule in _OF_LANGUAGES and ((place, rule) in once or (rule in OF_CELL and _cell(finding) in cells)):
            continue
        once.add((place, rule))
        if rule in _COMPARING or rule in _STALE:
            section = pages.section(place)
            if section is not None and section[0] != SOURCE:
                code, name, id = section
                if (SOURCE, name, id) in faulty or (rule in _BUILD and name in broken_pages):
                    continue
                if rule in _COMPARING and (code, name, id) in stale:
                    continue
            elif section is None and rule in _COMPARING and pages.entry(place) in texts:
                continue
        if rule == "missing-translation" and (place.path, place.line) in slipped:
            continue
        if not _SAME.get(rule, set()) & said[place.path, place.line]:
            kept.append(finding)
    return kept


def _cell(finding: Finding) -> tuple[str, int, str]:
    """Return in which cell of a table a finding lies; its message ends with the row and the column."""
    return finding.place.path, finding.place.line, finding.message.partition(", in row ")[2]


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Drop what says of an entry that it has another id, name or place, where another finding says what is wrong."""
    for number, echo in enumerate(_ECHOES):
        if any(finding.rule == echo for finding in found):
            others = (f for f in found if f.rule not in _ECHOES[number:])
            said = {(at.path, at.line) for f in others for at in (f.place, *f.also)}
            found = [f for f in found if f.rule != echo or not said & {(at.path, at.line) for at in (f.place, *f.also)}]
    return found


class _Pages:
    """In which section of which page, or in which entry of a catalog, a place lies."""

    def __init__(self, sources: Sources) -> None:
        self._pages = {page.path: page for page in sources.pages}
        self._starts: dict[str, tuple[list[int], list[str]]] = {}
        self._catalogs = sources.catalogs
        self._lines: dict[str, list[int]] = {}

    def section(self, place: Place) -> tuple[str, str, str] | None:
        """Return language, name of the page and id of the section; what stands above belongs to the first one."""
        page = self._pages.get(place.path)
        if page is None:
            return None
        if page.path not in self._starts:
            found = sections(page)
            lines = [page.place(section.offset).line for section in found.values()]
            self._starts[page.path] = (lines, list(found))
        lines, ids = self._starts[page.path]
        id = ids[max(bisect_right(lines, place.line) - 1, 0)] if ids else ""
        return page.language, page.name, id

    def entry(self, place: Place) -> str | None:
        """Return the English text of the entry of a catalog in which the place lies."""
        catalog = self._catalogs.get(place.path)
        if catalog is None or not catalog.messages:
            return None
        if place.path not in self._lines:
            self._lines[place.path] = [message.line for message in catalog.messages]
        lines = self._lines[place.path]
        return catalog.messages[max(bisect_right(lines, place.line) - 1, 0)].id.value


def _stale(sources: Sources) -> set[tuple[str, str, str]]:
    return {
        (one.code, status.name, section.id)
        for one in sources.overview.languages
        for status in one.pages
        for section in status.sections
        if section.state is State.STALE
    }


def _slipped(sources: Sources, slips: list[Place]) -> set[tuple[str, int]]:
    """Return where the texts of data begin in which a word is misspelt: mended, they have their translation again."""
    if not slips:
        return set()
    begin: dict[str, set[int]] = defaultdict(set)
    for template in sources.templates.values():
        for entry in template.entries.values():
            for path, line in entry.locations:
                begin[path].add(line)
    lines = {path: sorted(found) for path, found in begin.items()}
    at = [(slip.path, bisect_right(lines.get(slip.path, []), slip.line)) for slip in slips]
    return {(path, lines[path][number - 1]) for path, number in at if number}


def _faulty_texts(sources: Sources, lines: set[tuple[str, int]]) -> set[str | None]:
    found: set[str | None] = set()
    for template in sources.templates.values() if lines else ():
        found |= {entry.id for entry in template.entries.values() if lines.intersection(entry.locations)}
    return found
