"""The finished site says the same in each language: tables, fact sheets and figures, as a reader sees them.

What a template, a catalog or the formatting of a language gets wrong shows here at last. The visible text is read,
never an attribute that our own templates wrote; and every finding names a source that can be edited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from crucible.checks import RULES, exceptions
from crucible.checks.amount_words import FILLER
from crucible.checks.built import Built, built_pages
from crucible.checks.origin import Origins
from crucible.checks.pages import and_at
from crucible.checks.parity_manual import SHOWN
from crucible.checks.sentences import LONGEST
from crucible.checks.shown_calls import COMPONENT, Calls
from crucible.checks.shown_data import amounts_are_shown, facts_agree
from crucible.checks.shown_tables import tables_are_shown
from crucible.checks.sources import Sources
from crucible.checks.written_tables import contrary
from crucible.finding import Finding, Place
from crucible.language import SOURCE, TRANSLATIONS
from crucible.sentences.judging import faults
from crucible.sentences.terms import Terms
from crucible.tables import Cell, Table

_FACTS = {"number", "date", "date-order", "unit", "currency", "range", "comparator"}
_NAMED = re.compile(r"'[^']*'|\d+|English|Chinese|Russian")
MANY = 8
"""Findings that differ in names alone are shown one by one up to here: more of them are one mistake of a component."""
_DIGITS = re.compile(r"\d+")
MOST = 1000
"""Findings on the tables of a page behind which no more are looked for."""
_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2,4}(?=/|\Z)", re.I)


def check_site(sources: Sources, site: Path) -> list[Finding]:
    """Return what the finished site in the folder `site` gets wrong, sorted by place; each severity is error."""
    pages = {(b.name, b.language): b for b in built_pages(sources, site)}
    origins = Origins(sources)
    calls = Calls(sources)
    unlike = {code: dict(facts_agree(sources, pages, code)) for code in (SOURCE, *TRANSLATIONS)}
    findings: dict[Finding, None] = {}
    faulty: set[str] = set()
    for (name, code), page in sorted(pages.items(), key=lambda item: item[0][1] != SOURCE):
        found = list(amounts_are_shown(sources, page)) or list(islice(_well_formed(page, origins), MOST))
        english = pages.get((name, SOURCE))
        if code == SOURCE:
            found = found or _as_told(calls, page, unlike[code])
        if code == SOURCE and found:
            faulty.add(name)
        if code != SOURCE and english is not None and not found and name not in faulty:  # one mistake, one finding
            # A section that is known to translate an older English is not compared with the one of today.
            old = sources.stale(code, name)
            pair = (english.without(old), page.without(old))
            found = list(islice(_same_tables(*pair, origins), MOST)) or list(_same_figures(*pair, origins))
            found = found or _as_told(calls, page, unlike[code])
        findings |= dict.fromkeys(found)
    for said in unlike.values():
        findings |= dict.fromkeys(said.values())
    known = [rule.id for rule in RULES]
    return exceptions.apply(_grouped(sorted(findings)), sources, list(SHOWN), known=known)


def _grouped(findings: list[Finding]) -> list[Finding]:
    """Return the findings, those of one broken component as one: of one hint, or many that differ in names alone."""
    alike = Counter(_form(finding) for finding in findings)
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        component = COMPONENT in finding.hint
        many = alike[_form(finding)] > MANY
        key = (finding.hint,) if component else _form(finding) if many else (str(finding),)
        groups.setdefault(key, []).append(finding)
    return [
        replace(first, message=f"{first.message}{and_at(places)}", also=(*first.also, *places)) if rest else first
        for first, *rest in groups.values()
        for places in [[finding.place for finding in rest]]
    ]


def _form(finding: Finding) -> tuple[str, ...]:
    return finding.rule, _NAMED.sub("", finding.message)


def _as_told(calls: Calls, page: Built, unlike: Container[str]) -> list[Finding]:
    return [] if page.name in unlike else [*calls.findings(page), *tables_are_shown(calls, page)]


# One table alone


def _well_formed(page: Built, origins: Origins) -> Iterator[Finding]:
    for table in page.tables:
        place = origins.table(page.name, page.language, table)
        name = f"the table '{table.caption}'" if table.caption else "a table"
        if not table.caption:
            hint = "begin the section with a heading, it becomes the caption"
            yield Finding(place, f"{name} has no caption", "site-table", hint)
        width = sum(cell.columns for cell in table.rows[0]) if table.rows else 0
        written = origins.written(page.name, page.language, table)
        spans = any(cell.rows > 1 for row in table.rows for cell in row)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                said = hint = ""
                if cell.head and not cell.text:
                    what = f"the head of column {column + 1}" if number < table.heads else f"the head of row {number}"
                    said, hint = f"{what} of {name} is empty", "name it"
                elif cell.head and not cell.scope:
                    said = f"the head '{cell.text}' of {name} has no scope"
                elif not cell.head and (not cell.text or FILLER.fullmatch(cell.text)):
                    what = f"'{cell.text}' fills" if cell.text else "nothing is in"
                    said = f"{what} a cell of {name}, {_where(table, number, column)}"
                if said:
                    yield Finding(origins.cell(page.name, page.language, table, cell), said, "site-table", hint)
            if number >= table.heads and not written and not any(cell.head for cell in row):
                yield Finding(place, f"row '{row[0].text}' of {name} has no head", "site-table")
            if sum(cell.columns for cell in row) != width and not spans:
                message = f"row '{row[0].text}' of {name} has {len(row)} cells for {width} columns"
                yield Finding(place, message, "site-table")
        yield from _notes(table, name, place)


def _notes(table: Table, name: str, place: Place) -> Iterator[Finding]:
    used = {mark for row in table.rows for cell in row for mark in cell.marks}
    given = {str(number) for number in range(1, len(table.notes) + 1)}
    for mark in sorted(used - given):
        yield Finding(place, f"a cell of {name} refers to footnote {mark}, which does not exist", "site-table")
    for mark in sorted(given - used):
        message = f"no cell of {name} refers to footnote {mark}, '{table.notes[int(mark) - 1]}'"
        yield Finding(place, message, "site-table")


def _where(table: Table, row: int, column: int) -> str:
    head = table.columns[column] if column < len(table.columns) else str(column + 1)
    return f"in row '{table.rows[row][0].text}', column '{head}'"


# The same table in two languages


def _same_tables(english: Built, page: Built, origins: Origins) -> Iterator[Finding]:
    ours, theirs = english.tables, page.tables
    sequence, other = ([(t.section) for t in side] for side in (ours, theirs))
    if sequence != other:
        n = next(
            (n for n, (a, b) in enumerate(zip(sequence, other, strict=False)) if a != b), min(map(len, (ours, theirs)))
        )
        if n < len(ours):
            message = f"the table '{ours[n].caption}' of the English page is missing here"
            yield Finding(origins.section(page.name, page.language, ours[n].section), message, "site-parity")
        else:
            message = f"the English page has no table '{theirs[n].caption}'"
            yield Finding(origins.table(page.name, page.language, theirs[n]), message, "site-parity")
        return
    for left, right in zip(ours, theirs, strict=True):
        place = origins.table(page.name, page.language, right)
        shapes = [[[(c.columns, c.rows, c.head) for c in row] for row in t.rows] for t in (left, right)]
        if shapes[0] != shapes[1]:
            sizes = [f"{len(t.rows)} rows and {max(map(len, t.rows), default=0)} columns" for t in (right, left)]
            message = f"the table '{right.caption}' has {sizes[0]}, the English one {sizes[1]}"
            yield Finding(place, message, "site-parity")
            continue
        for n, (row, other_row) in enumerate(zip(left.rows, right.rows, strict=True)):
            for column, (mine, yours) in enumerate(zip(row, other_row, strict=True)):
                said = _cells_differ(mine, yours, page.language)
                if said:
                    here = origins.cell(page.name, page.language, right, yours)
                    yield Finding(here, f"{said}, {_where(right, n, column)}", "site-parity")
        if len(left.notes) != len(right.notes):
            message = f"the table '{right.caption}' has {len(right.notes)} footnotes, the English one {len(left.notes)}"
            yield Finding(place, message, "site-parity")


def _cells_differ(ours: Cell, theirs: Cell, language: str) -> str:
    if ours.text == theirs.text and ours.links == theirs.links and ours.marks == theirs.marks:
        return ""
    if said := contrary(ours.text, theirs.text, language):
        return said
    compared = max(len(ours.text), len(theirs.text)) <= LONGEST
    for fault in faults(ours.text, theirs.text, language, Terms(), kind="cell") if compared else ():
        if fault.rule in _FACTS:
            return fault.message
    if _links(ours) != _links(theirs):
        only = sorted(set(_links(theirs)) ^ set(_links(ours)))
        return f"the links are not those of the English: '{only[0]}'" if only else "a link stands here another time"
    if ours.marks != theirs.marks:
        return f"the footnotes referred to are {theirs.marks or 'none'}, in the English {ours.marks or 'none'}"
    return ""


def _links(cell: Cell) -> list[str]:
    return sorted(_LOCALE.sub("", link).removeprefix("../") for link in cell.links)


def _same_figures(english: Built, page: Built, origins: Origins) -> Iterator[Finding]:
    """Yield where a section shows a figure that the English one does not, in digits alone."""
    for id, text in english.sections.items():
        other = page.sections.get(id)
        if other is None or id == "" or sorted(_DIGITS.findall(text)) == sorted(_DIGITS.findall(other)):
            continue
        # What is longer is compared in the sources alone: in a built page nothing says which part is which.
        for fault in faults(text, other, page.language, Terms()) if max(len(text), len(other)) <= LONGEST else ():
            if fault.rule == "number":
                place = origins.section(page.name, page.language, id)
                yield Finding(place, f"in the section as it is shown, {fault.message}", "site-parity")
                break
