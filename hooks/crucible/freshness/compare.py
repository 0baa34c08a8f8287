"""How each section of a translated page stands to the English of today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from crucible.freshness.diff import Run, changes
from crucible.freshness.sections import Section, sections
from crucible.freshness.stamps import Origin, Stamps, stamps
from crucible.source.page import Page

_HEADING = re.compile(r"^#{1,6} .*$", re.M)
_ALIKE = 0.6
_MANY = 3000
"""Sections of a language of which nobody asks where the text of each has gone. Our site has 84."""
_LONG = 50_000
"""Characters of two texts that are compared word by word."""


class State(StrEnum):
    """Of a section, and of a page: that of its worst section."""

    FRESH = "fresh"
    STALE = "stale"
    """The English has changed since."""
    REMOVED = "removed"
    """The English page has no such section any more."""
    MISSING = "missing"
    """The translation has no such section, or there is no page."""
    UNKNOWN = "unknown"
    """The stamp is that of a text that nobody has ever stored."""
    UNSTAMPED = "unstamped"
    """Nothing says which English was translated."""
    EXTRA = "extra"
    """The page translates nothing: there is no English page of this name."""


class SectionStatus(NamedTuple):
    """One section. `was` and `now` are its English when it was translated and today, None where there is none.

    `related` are sections (`page.md#id`) that have, or had, its text: where it went, or where it came from.
    """

    id: str
    state: State
    was: str | None = None
    now: str | None = None
    related: tuple[str, ...] = ()

    @property
    def changes(self) -> list[list[Run]]:
        """What changed in the English, where something did."""
        return changes(self.was, self.now or "") if self.was is not None and self.state is State.STALE else []


class PageStatus(NamedTuple):
    """One page in one language; `name` is the same in every language."""

    language: str
    name: str
    state: State
    sections: tuple[SectionStatus, ...] = ()
    origin: Origin | None = None
    reordered: str = ""
    """The first section that stands elsewhere in the English than when it was translated."""

    def count(self, *states: State) -> int:
        return sum(section.state in states for section in self.sections)

    @property
    def unreviewed(self) -> list[str]:
        """The sections that a machine has translated and nobody has reviewed."""
        return self.origin.unreviewed(self._own) if self.origin else []

    @property
    def by_person(self) -> list[str]:
        """The sections that a person has translated or reviewed."""
        return self.origin.by_person(self._own) if self.origin else []

    @property
    def _own(self) -> list[str]:
        return [section.id for section in self.sections if section.state is not State.MISSING]

    @property
    def wanted(self) -> int:
        """How many sections the English page has."""
        return len(self.sections) - self.count(State.REMOVED)


def page_statuses(
    language: str,
    english: Mapping[str, Page],
    translated: Mapping[str, Page],
    store: Mapping[str, str],
) -> list[PageStatus]:
    """Return the status of every page in one language, in the order of the English pages, those left over last."""
    source = {name: sections(page) for name, page in english.items()}
    stamped = {name: stamps(page) for name, page in translated.items()}
    own = {name: sections(page) for name, page in translated.items()}
    context = _Context(source, own, stamped, store)
    found = []
    for name, wanted in source.items():
        if name not in translated:
            found.append(PageStatus(language, name, State.MISSING, tuple(context.missing(name))))
        else:
            compared = tuple(context.compare(name))
            moved = reordered(list(stamped[name].sections), list(wanted))
            state = State.STALE if moved and _worst(compared) is State.FRESH else _worst(compared)
            found.append(PageStatus(language, name, state, compared, stamped[name].origin, moved))
    extra = [name for name in translated if name not in source]
    return found + [context.left_over(language, name) for name in extra]


@dataclass(frozen=True)
class _Context:
    source: Mapping[str, Mapping[str, Section]]
    own: Mapping[str, Mapping[str, Section]]
    stamped: Mapping[str, Stamps]
    store: Mapping[str, str]

    def compare(self, name: str) -> Iterable[SectionStatus]:
        """Yield the status of each section that the English page has or that the translation is stamped with."""
        given, own = self.stamped[name].sections, self.own[name]
        for id, section in self.source[name].items():
            stamp = given.get(id)
            here = f"{name}#{id}"
            if id not in own:
                yield SectionStatus(id, State.MISSING, None, section.text, self._came_from(section, here))
            elif stamp is None and section.stamp in self._left:
                yield SectionStatus(id, State.FRESH, section.text, section.text)
            elif stamp is None:
                yield SectionStatus(id, State.UNSTAMPED, None, section.text, self._came_from(section, here))
            elif stamp == section.stamp:
                yield SectionStatus(id, State.FRESH, section.text, section.text)
            elif (was := self._text(stamp)) is not None:
                yield SectionStatus(id, State.STALE, was, section.text, self._went_to(stamp, was, here))
            else:
                yield SectionStatus(id, State.UNKNOWN, None, section.text)
        for id, stamp in given.items():
            was = self._text(stamp)
            if id not in self.source[name] and (id in own or was is None):
                yield SectionStatus(id, State.REMOVED, was, None, self._went_to(stamp, was, f"{name}#{id}"))

    def missing(self, name: str) -> Iterable[SectionStatus]:
        """Yield the status of each section of an English page that is not translated: it may have come from another."""
        for id, section in self.source[name].items():
            yield SectionStatus(id, State.MISSING, None, section.text, self._came_from(section, f"{name}#{id}"))

    def left_over(self, language: str, name: str) -> PageStatus:
        """Return the status of a page that the English has not: its texts may stand on another page now."""
        stamps = self.stamped[name]
        found = []
        for id, stamp in stamps.sections.items():
            was = self._text(stamp)
            found.append(SectionStatus(id, State.REMOVED, was, None, self._went_to(stamp, was, f"{name}#{id}")))
        return PageStatus(language, name, State.EXTRA, tuple(found), stamps.origin)

    @cached_property
    def _left(self) -> set[str]:
        """The stamps whose section the translation has no more: it was renamed or moved along with the English."""
        pages = self.stamped.items()
        return {stamp for name, page in pages for id, stamp in page.sections.items() if id not in self.own[name]}

    def _text(self, stamp: str) -> str | None:
        return self.store.get(stamp, self._texts.get(stamp))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The English of today by stamp."""
        return {section.stamp: section.text for page in self.source.values() for section in page.values()}

    @cached_property
    def _stamped(self) -> list[tuple[str, str]]:
        return [(f"{name}#{id}", stamp) for name, page in self.stamped.items() for id, stamp in page.sections.items()]

    @cached_property
    def _sections(self) -> list[tuple[str, Section]]:
        return [(f"{name}#{section.id}", section) for name, page in self.source.items() for section in page.values()]

    def _came_from(self, section: Section, here: str) -> tuple[str, ...]:
        """Return the translated sections that are stamped with this English text, or with one like it or around it."""
        stamped = self._stamped
        same = tuple(place for place, stamp in stamped if stamp == section.stamp and place != here)
        if same or len(stamped) > _MANY:
            return same
        known = ((place, self.store.get(stamp)) for place, stamp in stamped if place != here)
        changed = [(place, was) for place, was in known if was and self._fresh(place) is False]
        parts = tuple(place for place, was in changed if _part(section.text, was))
        gone = ((place, was) for place, was in changed if self._now(place) is None)
        return parts or tuple(place for place, was in gone if _alike(section.text, was))

    def _went_to(self, stamp: str, was: str | None, here: str) -> tuple[str, ...]:
        """Return the English sections that have a text now: the same, parts of it that are new there, or around it."""
        same = tuple(place for place, section in self._sections if section.stamp == stamp and place != here)
        if same or was is None or len(self._sections) > _MANY:
            return same
        others = [(p, s) for p, s in self._sections if p != here]
        new = [(p, s) for p, s in others if self._fresh(p) is None]
        if parts := tuple(place for place, section in new if _part(section.text, was)):
            return parts
        if self._now(here):
            return ()
        joined = tuple(place for place, section in others if not self._fresh(place) and _part(was, section.text))
        return joined or tuple(place for place, section in new if _alike(section.text, was))

    def _now(self, place: str) -> Section | None:
        """Return the section of the English that stands at this place today."""
        name, _, id = place.partition("#")
        return self.source.get(name, {}).get(id)

    def _fresh(self, place: str) -> bool | None:
        """Return whether a section's stamp is that of today's English; None where it has no stamp."""
        name, _, id = place.partition("#")
        stamp = self.stamped[name].sections.get(id) if name in self.stamped else None
        section = self._now(place)
        return None if stamp is None else section is not None and section.stamp == stamp


def _worst(found: Iterable[SectionStatus]) -> State:
    states = {section.state for section in found}
    if states == {State.UNSTAMPED}:
        return State.UNSTAMPED
    return State.STALE if states - {State.FRESH} else State.FRESH


def reordered(then: list[str], now: list[str]) -> str:
    """Return the first section that the English has in another place than when it was stamped, '' where there is none.

    The stamps stand in the order that the English sections had.
    """
    here, there = set(now), set(then)
    both = [id for id in then if id in here]
    return next((id for id, other in zip([id for id in now if id in there], both, strict=True) if id != other), "")


def _part(text: str, was: str) -> bool:
    """Return whether a section was split off another: all its paragraphs but the heading stood in the other's text."""
    rest = _HEADING.sub("", text)
    paragraphs = [" ".join(part.split()) for part in rest.split("\n\n") if part.strip()]
    return bool(paragraphs) and all(part in " ".join(was.split()) for part in paragraphs)


def _alike(text: str, was: str) -> bool:
    """Return whether one text was made from the other: most words stand in both, in the same order."""
    if len(text) + len(was) > _LONG:
        return text == was
    return SequenceMatcher(None, text.split(), was.split(), autojunk=False).ratio() > _ALIKE
