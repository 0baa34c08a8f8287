"""What is remembered of each address between runs (`data/links.yml`), and how one more look changes it.

An address is `ok` until a look fails; then `suspect`; `broken` after three failures of a hard kind on at
least two days; `archived` when it has been broken for 90 days. One look that arrives makes it `ok` again,
from any state. Walls against robots and sign-in pages count neither way. Nothing here removes an entry: what
the data no longer uses stays as it is until a person asks for `--prune`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from crucible.links.kind import HARD, REACHED, UNDECIDED, Kind

if TYPE_CHECKING:  # to read a ledger takes nothing of what judges answers
    from crucible.links.verdict import Verdict

PATH = "data/links.yml"
FAILURES_TO_BREAK = 3
DAYS_TO_BREAK = 2
DAYS_TO_ARCHIVE = 90
_KEPT = 6


class State(StrEnum):
    OK = "ok"
    SUSPECT = "suspect"
    BROKEN = "broken"
    ARCHIVED = "archived"


class Failure(NamedTuple):
    """`times` failures of one kind on one day."""

    day: date
    kind: Kind
    times: int = 1


@dataclass(frozen=True)
class Entry:
    """`since`: the day on which `state` began. `kind`: what the last look found. `failures`: since the last
    look that arrived, oldest first, the first always kept. `unproven`: no look has arrived yet, so it still
    counts as new."""

    url: str
    state: State
    since: date
    kind: Kind = Kind.OK
    moved_to: str = ""
    failures: tuple[Failure, ...] = ()
    unproven: bool = False

    @property
    def failing_since(self) -> date | None:
        return self.failures[0].day if self.failures else None


@dataclass(frozen=True)
class Ledger:
    """`entries` by address; `checked`: the day of the last run."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    checked: date | None = None

    def is_new(self, url: str) -> bool:
        """Whether a hard error of this address may hold up a change: it was never seen to work."""
        entry = self.entries.get(url)
        return entry is None or (entry.unproven and entry.state is State.SUSPECT)


class Standing(NamedTuple):
    """What a reader is told beside a link: it has moved (`moved_to`), or is not reachable `since` a day."""

    moved_to: str = ""
    since: date | None = None


def standing(ledger: Ledger, url: str) -> Standing | None:
    """What to tell readers of `url`, or None. A suspect link is not accused in public."""
    entry = ledger.entries.get(url)
    if entry is None:
        return None
    if entry.state in (State.BROKEN, State.ARCHIVED):
        return Standing(since=entry.failing_since or entry.since)
    return Standing(moved_to=entry.moved_to) if entry.kind is Kind.MOVED else None


def advance(ledger: Ledger, verdicts: Iterable[Verdict], today: date) -> Ledger:
    """The ledger after one more look at some of its addresses. Others, used or not, stay as they are."""
    entries = dict(ledger.entries)
    for verdict in verdicts:
        entries[verdict.url] = _after(entries.get(verdict.url), verdict, today)
    return Ledger(MappingProxyType(dict(sorted(entries.items()))), today)


def pruned(ledger: Ledger, used: Collection[str]) -> Ledger:
    """The ledger without what the data no longer uses."""
    kept = {url: entry for url, entry in ledger.entries.items() if url in used}
    return Ledger(MappingProxyType(kept), ledger.checked)


def later(one: Ledger, other: Ledger) -> Ledger:
    """The entries of both; where both have one, that of the ledger checked later (`one` on the same day)."""
    first, second = (other, one) if (one.checked or date.min) >= (other.checked or date.min) else (one, other)
    return Ledger(MappingProxyType(dict(sorted({**first.entries, **second.entries}.items()))), second.checked)


def _after(entry: Entry | None, verdict: Verdict, today: date) -> Entry:
    known = entry or Entry(verdict.url, State.OK, today, unproven=True)
    if verdict.kind in REACHED:
        since = known.since if known.state is State.OK else today
        return Entry(verdict.url, State.OK, since, verdict.kind, verdict.moved_to)
    if verdict.kind in UNDECIDED:
        return replace(known, kind=verdict.kind, moved_to="")
    known = replace(known, kind=verdict.kind, moved_to="", failures=_more(known, verdict.kind, today))
    state = _state(known, today)
    return replace(known, state=state, since=known.since if state is known.state else today)


def _more(entry: Entry, kind: Kind, today: date) -> tuple[Failure, ...]:
    """One failure more. A broken link's list grows only by a new kind, so as not to change every week."""
    failures = entry.failures
    last = failures[-1] if failures else None
    if entry.state in (State.BROKEN, State.ARCHIVED) and last and last.kind is kind:
        return failures
    if last and last.day == today and last.kind is kind:
        return (*failures[:-1], last._replace(times=last.times + 1))
    failures = (*failures, Failure(today, kind))
    return failures if len(failures) <= _KEPT else (failures[0], *failures[2:])


def _state(entry: Entry, today: date) -> State:
    if entry.state in (State.BROKEN, State.ARCHIVED):
        over = (today - entry.since).days >= DAYS_TO_ARCHIVE
        return State.ARCHIVED if over else entry.state
    hard = [failure for failure in entry.failures if failure.kind in HARD]
    days = {failure.day for failure in hard}
    enough = sum(failure.times for failure in hard) >= FAILURES_TO_BREAK and len(days) >= DAYS_TO_BREAK
    return State.BROKEN if enough else State.SUSPECT
