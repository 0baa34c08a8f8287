"""How often one host may be asked: so many at a time, so long between, and not before it said."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol


class Time(Protocol):
    """The clock that pacing lives by; tests bring one that does not wait."""

    def monotonic(self) -> float:
        """Seconds, only ever growing."""

    def now(self) -> datetime:
        """The time of day, with its zone: for `Retry-After` dates."""

    async def sleep(self, seconds: float) -> None:
        """Come back after so long."""


class RealTime:
    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Pace:
    """Turns at each host: `per_host` at once, starts `delay` seconds apart; `total` at once in all."""

    def __init__(self, clock: Time, per_host: int, delay: float, total: int) -> None:
        self._clock = clock
        self._delay = delay
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._everywhere = asyncio.Semaphore(total)
        self._next: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it. The total comes last: one slow host stops no other."""
        async with self._places[host]:
            while (wait := self._next.get(host, 0.0) - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)
            self._next[host] = self._clock.monotonic() + self._delay
            async with self._everywhere:
                yield

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for so long."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock.monotonic() + seconds)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header, a number or a date (RFC 9110, 10.2.3); None for neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
