"""One run: what it found, and the ledger before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crucible.links.answer import Link
from crucible.links.ledger import Ledger
from crucible.links.verdict import Verdict


@dataclass(frozen=True)
class Result:
    link: Link
    verdict: Verdict


@dataclass(frozen=True)
class Run:
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
