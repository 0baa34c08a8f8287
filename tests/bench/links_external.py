"""How near the visit of 500 outside links comes to the least time that its own limits allow.

    python -m tests.bench.links_external

The hosts are names on a loopback server that answers after a fixed time. The bound is computed from what each
host was asked: starts are `delay` apart, `per_host` and `at_once` limit how many run, a mute host costs its
timeout. Ends with 1 when the visit takes more than 1.2 times the bound.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.connection import Connection

from crucible.links.answer import Link
from crucible.links.options import Options
from crucible.links.result import Result
from crucible.links.run import check

from tests.links.host import Handler, Host, Request, page, redirect, response

LATENCY = 0.1
TIMEOUT = 1.0
PER_HOST, DELAY, AT_ONCE = 2, 0.05, 24
ALLOWED = 1.2
BUSY, OTHERS, MUTE = 60, 24, 2


def latent(handler: Handler) -> Handler:
    async def handle(request: Request) -> None:
        await asyncio.sleep(LATENCY)
        await handler(request)

    return handle


async def mute(request: Request) -> None:
    await asyncio.sleep(TIMEOUT * 3)


def site() -> tuple[dict[str, Handler], list[str]]:
    """Routes and 500 addresses (`name/path`): one host with 60 of them, 24 others, two of them partly mute."""
    body = '<h2 id="plans">Plans</h2>' + "<p>Support plans for partners, compared. " * 200
    kinds: tuple[Handler, ...] = (page("Plans", body), page("Plans", body), redirect(302, "/end"), response(404))
    routes: dict[str, Handler] = {"/end": latent(page("Plans", body))}
    urls = []
    for n in range(500):
        name = "busy.example" if n < BUSY else f"host{n % OTHERS}.example"
        url = f"{name}/{n}"
        routes[url] = mute if n % OTHERS < MUTE and n > 500 - OTHERS else latent(kinds[n % len(kinds)])
        urls.append(url)
    return routes, urls


def bound(asked: Counter[tuple[str, bool]]) -> float:
    """Seconds that no visit can beat, for requests counted by host and by whether the host stayed mute."""
    cost = {False: LATENCY, True: TIMEOUT}
    times = [sum(count * cost[dumb] for (_, dumb), count in asked.items()) / AT_ONCE]
    for host in {name for name, _ in asked}:
        counts = {dumb: asked[host, dumb] for dumb in cost}
        work = sum(count * cost[dumb] for dumb, count in counts.items())
        # HEAD and GET of a mute address follow each other.
        chain = TIMEOUT * 2 if counts[True] else LATENCY
        times += [work / PER_HOST, DELAY * (sum(counts.values()) - 1) + LATENCY, chain]
    return max(times)


def serve(pipe: Connection) -> None:
    """The hosts, in a process of their own: sends the port, and at the end what was asked."""
    asked: Counter[tuple[str, bool]] = Counter()

    def counted(handler: Handler) -> Handler:
        async def handle(request: Request) -> None:
            asked[request.host, handler is mute] += 1
            await handler(request)

        return handle

    async def until_told() -> None:
        async with Host({path: counted(handler) for path, handler in site()[0].items()}) as host:
            pipe.send(host.port)
            await asyncio.to_thread(pipe.recv)
            pipe.send(asked)

    asyncio.run(until_told())


async def visit(port: int) -> tuple[float, Counter[str]]:
    """Seconds taken, and how many links were judged how."""

    async def loopback(name: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    results: list[Result] = []
    options = Options(
        connect=TIMEOUT,
        total=TIMEOUT,
        per_host=PER_HOST,
        delay=DELAY,
        at_once=AT_ONCE,
        tries=1,
        allow=frozenset({f"127.0.0.1:{port}"}),
        lookup=loopback,
    )
    links = [Link("http://" + path.replace("/", f":{port}/", 1)) for path in site()[1]]
    begun = time.perf_counter()
    await check(links, options, results.append)
    return time.perf_counter() - begun, Counter(result.verdict.kind.value for result in results)


def main() -> int:
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    taken, kinds = asyncio.run(visit(ours.recv()))
    ours.send("enough")
    least = bound(ours.recv())
    process.join()
    print(f"500 outside links: {taken:.2f} s, bound {least:.2f} s, {taken / least:.2f} times (at most {ALLOWED})")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    return int(taken > ALLOWED * least)


if __name__ == "__main__":
    sys.exit(main())
