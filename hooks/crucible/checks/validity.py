"""Dates and states: what came first, what is current, what replaced what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from crucible import model
from crucible.checks.names import slip
from crucible.checks.rule import rule
from crucible.checks.sources import FEW, Sources
from crucible.finding import Finding, Place
from crucible.language import CODES
from crucible.library import Entered

_REPOSITORY = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")
_FILE = re.compile(r"(?!.*\.\.)(?:[\w-][\w. -]*/)*[\w-][\w. -]*\.[a-zA-Z0-9]{1,8}")
_LOCALE = re.compile(r"[.-]([a-z]{2})-[a-z]{2}$")


@rule("date-order")
def date_order(sources: Sources) -> Iterator[Finding]:
    """Dates stand in order, and none lies ahead of us.

    Good: `since: 2022-12-11`, `until: 2023-11-25`; `published: 2020-04-27`, `revised: 2020-04-30`.
    Bad: an `until` before its `since`; a document that was revised before it was published, or will be next year.
    """
    for entered in sources.library.entered:
        entry = entered.entry
        if isinstance(entry, model.Source):
            yield from _in_order(entered, "published", entry.published, "revised", entry.revised)
            yield from _past(sources, entered, "revised", entry.revised)
        elif isinstance(entry, model.Programme):
            yield from _in_order(entered, "since", entry.since, "until", entry.until, strictly=True)
            yield from _past(sources, entered, "since", entry.since)


def _in_order(
    entered: Entered, first: str, start: date | None, second: str, end: date | None, *, strictly: bool = False
) -> Iterator[Finding]:
    if start and end and (end < start or (strictly and end == start)):
        message = f"{second} is {end}, which does not come after {first}, {start}"
        yield Finding(entered.place(second), message, "date-order", "correct one of the two")


def _past(sources: Sources, entered: Entered, key: str, day: date) -> Iterator[Finding]:
    if day > sources.today:
        message = f"{key} is {day}, which lies after today, {sources.today}"
        yield Finding(entered.place(key), message, "date-order", "correct the date")


@rule("programme-chain")
def programme_chain(sources: Sources) -> Iterator[Finding]:
    """One programme is current; every former one names its successor and ends on the day on which that begins.

    Good: `status: former`, `until: 2023-11-25`, `successor: maicpp`, where maicpp has `since: 2023-11-25`.
    Bad: two current programmes; a former one without `successor` or `until`; a current one that has them.
    """
    programmes = sources.library.all(model.Programme)
    if not programmes or any(path == "data/programmes.yml" for path in sources.broken):
        return
    current = [programme for programme in programmes if programme.status == "current"]
    if not current:
        latest = max(programmes, key=lambda programme: programme.since)
        place = sources.library.where(latest).place("status")
        message = "no programme is current, expected exactly one"
        yield Finding(place, message, "programme-chain", f"write 'status: current' for '{latest.id}'")
        return
    keep = max(current, key=lambda programme: programme.since)
    for extra in (programme for programme in current if programme is not keep):
        first = sources.library.where(keep).place("status")
        message = f"'{extra.id}' is current, but so is '{keep.id}' at {first}"
        hint = "write 'status: former', with successor and until"
        place = sources.library.where(extra).place("status")
        yield Finding(place, message, "programme-chain", hint, also=(first,))
    for programme in programmes:
        yield from _linked(sources, programme, extra=programme in current and programme is not keep)


def _linked(sources: Sources, programme: model.Programme, *, extra: bool) -> Iterator[Finding]:
    entered = sources.library.where(programme)
    if programme.status == "current":
        for key in ("until", "successor"):
            if getattr(programme, key) is not None and not extra:
                message = f"'{programme.id}' is current, but has '{key}'"
                hint = "delete the line, or write 'status: former'"
                yield Finding(entered.key_place(key), message, "programme-chain", hint)
        return
    for key in ("until", "successor"):
        if getattr(programme, key) is None:
            message = f"'{programme.id}' is former, but has no '{key}'"
            yield Finding(entered.place("status"), message, "programme-chain", f"add a line '{key}: …'")
    successor = sources.library.find(model.Programme, programme.successor or "")
    if successor is None or programme.until is None:
        return
    if successor is programme or successor.since <= programme.since:
        message = f"successor of '{programme.id}' is '{successor.id}', which began {successor.since}, not later"
        yield Finding(entered.place("successor"), message, "programme-chain", "name the programme that came next")
    elif successor.since != programme.until:
        there = sources.library.where(successor).place("since")
        message = f"until is {programme.until}, but '{successor.id}' begins on {successor.since}, at {there}"
        yield Finding(entered.place("until"), message, "programme-chain", "write the same date in both", also=(there,))


@rule("document")
def document(sources: Sources) -> Iterator[Finding]:
    """A source says where the document is kept: owner and repository, and the path of a file in it.

    Good: `repository: MicrosoftDocs/partner-center-pr.zh-cn`, `path: partner-center/customer-support.md`.
    Bad: `repository: partner center`, `path: /customer-support`; a repository for Chinese with `language: ru`;
    `MicrosoftDocs/partner` beside another source's `MicrosoftDocs/partner-center-pr.zh-cn`.
    """
    for entry in sources.library.all(model.Source):
        entered = sources.library.where(entry)
        if not _REPOSITORY.fullmatch(entry.repository):
            message = f"repository is '{entry.repository}', expected owner/name"
            yield Finding(entered.place("repository"), message, "document", "copy it from the repository's address")
        if not _FILE.fullmatch(entry.path):
            message = f"path is '{entry.path}', expected the path of a file in the repository"
            yield Finding(entered.place("path"), message, "document", "write it as folder/file.md")
        locale = _LOCALE.search(entry.repository)
        if locale and locale[1] in CODES and locale[1] != entry.language:
            message = f"language is {entry.language}, but the repository is for '{locale[1]}'"
            yield Finding(entered.place("language"), message, "document", f"write 'language: {locale[1]}'")
    yield from _nearly(sources)


def _nearly(sources: Sources) -> Iterator[Finding]:
    """Yield a repository that differs from the one of another source by a slip, or by the end that it lacks."""
    places: dict[str, list[Place]] = defaultdict(list)
    for entry in sources.library.all(model.Source):
        places[entry.repository].append(sources.library.where(entry).place("repository"))
    for name, (first, *_) in places.items() if len(places) <= FEW else ():
        for other, there in places.items():
            cut_off = name != other and len(name) > 3 and other.startswith(name)
            if cut_off or (slip(name, other) and (len(places[name]), name) < (len(there), other)):
                message = f"repository is '{name}', nearly the one of another source, '{other}'"
                yield Finding(first, message, "document", f"write '{other}' if it is the same", also=(there[0],))
                break


RULES = (date_order, programme_chain, document)
