"""Where a catalog has each text is where the text stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crucible.catalogs.texts import Entry
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.checks.translations import catalogs, notes_of, short, stood_at
from crucible.finding import Finding, Place, Severity
from crucible.library import Entered, kind_name
from crucible.source.po import Message, PoFile

_UPDATE = "run `crucible translations update`, or bring it back to where it stood"

Notes = dict[str, set[str]]
"""Where each text stands, as a catalog notes it: `plan: advanced-support / scope / 1`."""


@rule("catalog-order", Severity.WARNING)
def catalog_order(sources: Sources) -> Iterator[Finding]:
    """Catalogs have the texts in the order of the sources: rows that changed places do so in both, or in neither.

    By its note a changed text finds its old translation, and by the order translators see what belongs together. That
    a text stands in one more place is no reason to touch a catalog; that it was deleted in one of several is.

    Good: what `crucible translations update` writes.
    Bad: two rows of a list, or two groups of the menu, that were exchanged by mistake. On purpose, the catalogs follow.
    """
    for domain, template in sources.templates.items():
        entries = list(template.entries.values())
        moved: dict[str, set[Place]] = defaultdict(set)
        behind = [path for path, catalog in _complete(sources, domain) if _moved(sources, entries, catalog, moved)]
        if behind:
            first, *others = sorted({place for places in moved.values() for place in places})
            text = next(id for id, places in moved.items() if first in places)
            them = f"{' and '.join(behind)} {'have' if behind[1:] else 'has'} it"
            message = f"'{short(text)}' does not stand where {them}"
            yield Finding(first, message, "catalog-order", _UPDATE, also=tuple(others))


def _complete(sources: Sources, domain: str) -> Iterator[tuple[str, PoFile]]:
    """Yield the catalogs of a domain that have all its texts and no others: of the rest it is said what they lack."""
    for template, path, catalog in catalogs(sources):
        if template.domain == domain and catalog and path not in sources.broken:
            texts = {message.id.value for message in catalog.messages}
            if template.entries.keys() == texts and len(texts) == len(catalog.messages):
                yield path, catalog


def _moved(sources: Sources, entries: list[Entry], catalog: PoFile, moved: dict[str, set[Place]]) -> bool:
    """Whether texts do not stand where a catalog has them; adds to `moved` where they do."""
    pairs = zip(entries, catalog.messages, strict=True)
    if all(one.id == other.id.value and [f". {note}" for note in one.notes] == _noted(other) for one, other in pairs):
        return False
    then: Notes = {message.id.value: notes_of(message) for message in catalog.messages}
    now: Notes = {entry.id: {*entry.notes} for entry in entries}
    by_note = {
        f"{kind_name(entered.entry).lower()}: {entered.entry.id}": entered for entered in sources.library.entered
    }
    found = {id: {_stands(by_note, note) for note in notes} for id, notes in _elsewhere(then, now)}
    for id, notes in _fewer(then, now):
        found[id] = {place for note in notes for place in stood_at(sources, {note})}
    kept = [entry for entry in entries if then[entry.id] == now[entry.id]]
    before = (id for id in then if then[id] == now[id])
    for entry, id in zip(kept, before, strict=True):
        if entry.id != id:
            found[entry.id] = {Place(*location) for location in entry.locations}
            break
    for id, places in found.items():
        moved[id] |= places
    return bool(found)


def _noted(message: Message) -> list[str]:
    return [comment for comment in message.comments if comment.startswith(".")]


def _elsewhere(then: Notes, now: Notes) -> Iterator[tuple[str, set[str]]]:
    """Yield the texts that left a place for another one, while no place came or went: they were exchanged."""
    were, are = ({note for notes in side.values() for note in notes} for side in (then, now))
    for id, notes in now.items() if were == are else ():
        if then[id] - notes and (come := notes - then[id]):
            yield id, come


def _fewer(then: Notes, now: Notes) -> Iterator[tuple[str, set[str]]]:
    """Yield the texts that were deleted in one of several places, where that is all that has changed."""
    were, are = ({note for notes in side.values() for note in notes} for side in (then, now))
    for id, notes in now.items() if are < were else ():
        if notes < then[id]:
            yield id, then[id] - notes


def _stands(entries: dict[str, Entered], note: str) -> Place:
    """Return where a text of data stands, by its note, or the settings."""
    entry, *steps = note.split(" / ")
    if entry not in entries:
        return Place(note.partition(":")[0])
    return entries[entry].place(*(int(step) if step.isdigit() else step for step in steps))


RULES = (catalog_order,)
