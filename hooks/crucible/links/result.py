"""One run: what it found, and the ledger before and after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crucible.links.answer import Link
from crucible.links.ledger import Ledger

if TYPE_CHECKING:
    from crucible.links.verdict import Verdict


class Result(NamedTuple):
    link: Link
    verdict: Verdict


class Run(NamedTuple):
    """One run: what it found of how many addresses, and the ledger before and after."""

    results: tuple[Result, ...]
    asked: int
    before: Ledger
    after: Ledger
    today: date
    unused: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return len(self.results) == self.asked
