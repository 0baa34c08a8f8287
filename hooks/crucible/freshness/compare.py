"""How each section of a translated page stands to the English of today."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from crucible.freshness.diff import Run, changed, changes, same_pairs
from crucible.freshness.sections import Section, sections
from crucible.freshness.stamps import Origin, Stamps, stamps
from crucible.source.page import Page

_HEADING = re.compile(r"^#{1,6} .*$", re.M)
_ALIKE = 0.6
_FEW = 12
"""Sections that are told to have, or have had, the text of another."""
_LONG = 20_000
"""Characters of two texts that are compared, and the pairs of equal words in them."""
_MOST = 10_000_000
"""Characters of all texts that are compared to tell where those of a language have gone. Our site has 84 sections."""


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

    @property
    def changed(self) -> int:
        """How many paragraphs of the English changed."""
        return changed(self.was, self.now or "") if self.was is not None and self.state is State.STALE else 0


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


@dataclass
class _Context:
    source: Mapping[str, Mapping[str, Section]]
    own: Mapping[str, Mapping[str, Section]]
    stamped: Mapping[str, Stamps]
    store: Mapping[str, str]
    room: int = _MOST
    """Characters that may still be compared."""

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
    def _stamped_as(self) -> dict[str, list[str]]:
        """Where the translated sections stand that have a stamp, by stamp."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, page in self.stamped.items():
            for id, stamp in page.sections.items():
                found[stamp].append(f"{name}#{id}")
        return found

    @cached_property
    def _standing(self) -> dict[str, list[str]]:
        """Where the English sections of today stand, by stamp."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, page in self.source.items():
            for section in page.values():
                found[section.stamp].append(f"{name}#{section.id}")
        return found

    @cached_property
    def _changed(self) -> list[tuple[str, str]]:
        """The stamped sections whose English is not what it was, with what it was."""
        places = ((f"{name}#{id}", s) for name, page in self.stamped.items() for id, s in page.sections.items())
        return [(p, was) for p, stamp in places if (was := self.store.get(stamp)) and self._fresh(p) is False]

    @cached_property
    def _gone(self) -> list[tuple[str, str]]:
        return [(place, was) for place, was in self._changed if self._now(place) is None]

    @cached_property
    def _unsure(self) -> list[tuple[str, str]]:
        """The English sections that no stamp of theirs says to be translated as they are."""
        sections = ((f"{name}#{s.id}", s.text) for name, page in self.source.items() for s in page.values())
        return [(place, text) for place, text in sections if not self._fresh(place)]

    @cached_property
    def _new(self) -> list[tuple[str, str]]:
        return [(place, text) for place, text in self._unsure if self._fresh(place) is None]

    def _came_from(self, section: Section, here: str) -> tuple[str, ...]:
        """Return the translated sections that are stamped with this English text, or with one like it or around it."""
        text = section.text
        return (
            self._other(self._stamped_as.get(section.stamp, ()), here)
            or self._like(text, self._changed, here, _part)
            or self._like(text, self._gone, here, _alike)
        )

    def _went_to(self, stamp: str, was: str | None, here: str) -> tuple[str, ...]:
        """Return the English sections that have a text now: the same, parts of it that are new there, or around it."""
        same = self._other(self._standing.get(stamp, ()), here)
        if same or was is None:
            return same
        if parts := self._like(was, self._new, here, lambda was, text: _part(text, was)):
            return parts
        if self._now(here):
            return ()
        return self._like(was, self._unsure, here, _part) or self._like(
            was, self._new, here, lambda was, text: _alike(text, was)
        )

    def _other(self, places: Iterable[str], here: str) -> tuple[str, ...]:
        return tuple(islice((place for place in places if place != here), _FEW))

    def _like(
        self, text: str, others: Iterable[tuple[str, str]], here: str, like: Callable[[str, str], bool]
    ) -> tuple[str, ...]:
        """Return the places of the others that are like a text, as long as there is room for comparing."""
        found: list[str] = []
        for place, other in others:
            size = len(text) + len(other)
            if self.room < size or len(found) == _FEW:
                break
            if place != here and size <= _LONG:
                self.room -= size
                if like(text, other):
                    found.append(place)
        return tuple(found)

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
    whole = " ".join(was.split())
    return bool(paragraphs) and all(part in whole for part in paragraphs)


def _alike(text: str, was: str) -> bool:
    """Return whether one text was made from the other: most words stand in both, in the same order."""
    ours, theirs = text.split(), was.split()
    if same_pairs(ours, theirs) > _LONG:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() > _ALIKE
