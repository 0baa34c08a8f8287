"""Looking at many addresses at once: each document once, whatever the fragments; what is done stays done."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from urllib.parse import urldefrag, urlsplit

from crucible.links.answer import Link
from crucible.links.fetch import Fetcher
from crucible.links.kind import NO_NETWORK
from crucible.links.options import Options
from crucible.links.result import Result
from crucible.links.verdict import judge


async def check(links: Sequence[Link], options: Options, done: Callable[[Result], None]) -> None:
    """Call `done` with one result per link, in the order in which they arrive.

    When cancelled, no further request begins and those under way are dropped; what `done` received stands.
    """
    documents: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        documents[urldefrag(link.url).url].append(link)

    async def look(url: str, wanting: list[Link]) -> None:
        answer = await fetcher.document(url)
        for link in wanting:
            done(Result(link, judge(link, answer)))

    async with Fetcher(options) as fetcher, asyncio.TaskGroup() as group:
        for url, wanting in documents.items():
            group.create_task(look(url, wanting))


def no_network(results: Collection[Result]) -> bool:
    """Whether it is this machine that reaches nothing: every address of two or more hosts failed alike."""
    hosts = {urlsplit(result.link.url).hostname for result in results}
    return len(hosts) > 1 and all(result.verdict.kind in NO_NETWORK for result in results)
