"""Turns at hosts, by a clock that passes only when somebody waits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from crucible.links.pace import Pace, retry_after

from tests.links.conftest import QuickTime

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def starts(asked: list[str], work: float, *, per_host: int, delay: float, total: int) -> list[tuple[float, str]]:
    """When each request began, where each takes `work` seconds of real time in thousandths."""
    begun: list[tuple[float, str]] = []

    async def ask(host: str) -> None:
        async with pace.turn(host):
            begun.append((loop.time(), host))
            await asyncio.sleep(work)

    class LoopTime(QuickTime):
        def monotonic(self) -> float:
            return loop.time()

        async def sleep(self, seconds: float) -> None:
            await asyncio.sleep(seconds)

    async def all_of_them() -> None:
        await asyncio.gather(*map(ask, asked))

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        pace = Pace(LoopTime(), per_host, delay, total)
        runner.run(all_of_them())
    return begun


@pytest.mark.parametrize("total", [1, 2, 10])
def test_starts_at_one_host_are_apart_even_when_room_is_short(total: int) -> None:
    begun = starts([*"aabbccaabb"], 0.005, per_host=2, delay=0.02, total=total)
    assert len(begun) == 10
    for host in "abc":
        times = [when for when, name in begun if name == host]
        assert min(after - before for before, after in pairwise(times)) >= 0.0199


def test_the_longest_queue_goes_first_when_room_is_short() -> None:
    begun = starts([*"abcdzzzz"], 0.002, per_host=4, delay=0.0, total=1)
    assert [name for _, name in begun][:5] == ["a", "z", "z", "z", "z"]


def test_a_cancelled_turn_gives_its_room_back() -> None:
    async def scene() -> str:
        pace = Pace(QuickTime(), 1, 0.0, 1)
        async with pace.turn("a"):
            waiting = asyncio.create_task(hold(pace, "b"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.sleep(0)
        async with asyncio.timeout(1):
            return await hold(pace, "c")

    async def hold(pace: Pace, host: str) -> str:
        async with pace.turn(host):
            return host

    assert asyncio.run(scene()) == "c"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Fri, 20 Nov 2026 08:00:30 GMT", 30.0),
        ("Fri, 20 Nov 2026 10:01:00 +0200", 60.0),
        ("Fri, 20 Nov 2026 07:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("Fri, 20 Nov 99999999999 08:00:30 GMT", None),
        ("9" * 40, 999_999_999.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, expected: float | None) -> None:
    assert retry_after(value, NOW) == expected
