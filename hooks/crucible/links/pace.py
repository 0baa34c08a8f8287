"""How often one host may be asked: so many at a time, so long between, and not before it said."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
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
    """Turns at each host: `per_host` at once, starts `delay` seconds apart; `total` at once in all.

    Where the total is short, the host with the longest queue goes first: it decides when the run ends.
    """

    def __init__(self, clock: Time, per_host: int, delay: float, total: int) -> None:
        self._clock = clock
        self._delay = delay
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._queued: Counter[str] = Counter()
        self._next: dict[str, float] = {}
        self._free = total
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it."""
        self._queued[host] += 1
        try:
            async with self._places[host]:
                await self._start(host)
                try:
                    yield
                finally:
                    self._leave()
        finally:
            self._queued[host] -= 1

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for so long."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock.monotonic() + seconds)

    async def _start(self, host: str) -> None:
        """Come back when it is time for `host` and there is room.

        Another start at the same host may have come while this one waited for room. It then waits with the room in
        hand: who gives it back waits for the whole row again, and a host with many links loses a lane for good.
        """
        while True:
            while (wait := self._wait(host)) > 0:
                await self._clock.sleep(wait)
            await self._room(host)
            if self._wait(host) <= self._delay:
                break
            self._leave()  # the host has asked for quiet meanwhile
        try:
            while (wait := self._wait(host)) > 0:
                await self._clock.sleep(wait)
        except BaseException:
            self._leave()
            raise
        self._next[host] = self._clock.monotonic() + self._delay

    def _wait(self, host: str) -> float:
        return self._next.get(host, 0.0) - self._clock.monotonic()

    async def _room(self, host: str) -> None:
        if self._free > 0:
            self._free -= 1
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((host, mine))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._leave()  # the room was given in the moment of the cancellation
            raise

    def _leave(self) -> None:
        self._waiting = [(host, turn) for host, turn in self._waiting if not turn.done()]
        if not self._waiting:
            self._free += 1
            return
        following = max(self._waiting, key=lambda waiting: self._queued[waiting[0]])
        self._waiting.remove(following)
        following[1].set_result(None)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header, a number or a date (RFC 9110, 10.2.3); None for neither."""
    value = value.strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
