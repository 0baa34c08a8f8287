"""Asking for documents: HEAD then GET, each redirect judged before it is followed, patience with limits."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urldefrag, urljoin

from crucible.links import body as bodies
from crucible.links.address import Address, Refused, address
from crucible.links.answer import Answer, Hop
from crucible.links.client import session
from crucible.links.failure import named
from crucible.links.kind import Kind
from crucible.links.options import Options
from crucible.links.pace import Pace, retry_after
from crucible.links.page import Page, read_page, shallow

if TYPE_CHECKING:
    import aiohttp

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = frozenset({Kind.TIMEOUT, Kind.RESET, Kind.UNREACHABLE, Kind.CUT_SHORT, Kind.DNS_UNSURE})
_WEB_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class _Reply:
    status: int = 0
    failure: Kind | None = None
    detail: str = ""
    location: str = ""
    content_type: str = ""
    page: Page | None = None
    partial: bool = False
    sets_cookie: bool = False
    wait: float | None = None

    @property
    def redirects(self) -> bool:
        return self.status in _REDIRECTS

    @property
    def passing(self) -> bool:
        """Worth asking once more."""
        return self.failure in _PASSING or self.status in (408, 425, 429, 500, 502, 503, 504)


class Fetcher:
    """An open client: `async with Fetcher(options) as fetcher: await fetcher.document(url)`."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._pace = Pace(options.clock, options.per_host, options.delay, options.at_once)
        self._closed: dict[str, _Reply] = {}
        self._stack = AsyncExitStack()
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._session = session(self._options)
        await self._stack.enter_async_context(self._session)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def document(self, url: str) -> Answer:
        """Follow `url` (its fragment does not count) to where it leads. Raises nothing of the network's."""
        hops: list[Hop] = []
        cookies = False
        while True:
            try:
                here = address(url, self._options.allow)
            except Refused as why:
                prefix = f"leads to '{url}', which " if hops else ""
                return Answer((*hops, Hop(url, 0)), Kind.REFUSED, f"{prefix}{why}")
            reply = await self._patiently(here)
            hops.append(Hop(url, reply.status))
            cookies = cookies or reply.sets_cookie
            if reply.failure or not reply.redirects:
                failure, detail = reply.failure, reply.detail
                return Answer(tuple(hops), failure, detail, reply.content_type, reply.page, reply.partial)
            url, failure, detail = self._onward(here, reply, hops)
            if failure:
                if failure is Kind.REDIRECT_LOOP and cookies:
                    failure, detail = Kind.NEEDS_COOKIES, "redirects in a circle unless it may set cookies"
                return Answer(tuple(hops), failure, detail)

    def _onward(self, here: Address, reply: _Reply, hops: list[Hop]) -> tuple[str, Kind | None, str]:
        """The next address, or why there is none."""
        if not reply.location:
            return "", Kind.BAD_REDIRECT, f"redirects ({reply.status}) without saying where"
        try:
            url = urljoin(here.url, reply.location)
            loop = urldefrag(url).url in {urldefrag(hop.url).url for hop in hops}
        except ValueError:
            return "", Kind.BAD_REDIRECT, f"redirects to '{reply.location}', which is not an address"
        if loop:
            return "", Kind.REDIRECT_LOOP, f"redirects in a circle, back to '{url}'"
        if len(hops) > self._options.hops:
            return "", Kind.TOO_MANY_REDIRECTS, f"redirects more than {self._options.hops} times"
        return url, None, ""

    async def _patiently(self, here: Address) -> _Reply:
        """HEAD, and GET where HEAD does not settle it; GET again while the fault may pass."""
        head = await self._ask("HEAD", here)
        if head.redirects or (200 <= head.status < 300 and head.content_type not in ("", *_WEB_PAGES)):
            return head
        reply = head
        for attempt in range(self._options.tries):
            if attempt and reply.wait is None:
                await self._options.clock.sleep(self._options.backoff * 2 ** (attempt - 1))
            reply = await self._ask("GET", here)
            if not reply.passing:
                break
        return reply

    async def _ask(self, method: str, here: Address) -> _Reply:
        if here.origin in self._closed:
            return self._closed[here.origin]
        async with self._pace.turn(here.origin):
            if here.origin in self._closed:
                return self._closed[here.origin]
            reply = await self._request(method, here)
            if reply.wait is not None and reply.status in (429, 503):
                if reply.wait <= self._options.patience:
                    self._pace.hold(here.origin, reply.wait)
                else:
                    # The host asked for more quiet than a run lasts: nothing more is asked of it today.
                    detail = f"asks to be left alone for {reply.wait:.0f} s ({reply.status})"
                    reply = _Reply(reply.status, Kind.BOT_WALL, detail)
                    self._closed[here.origin] = reply
            return reply

    async def _request(self, method: str, here: Address) -> _Reply:
        import aiohttp  # noqa: PLC0415 - paid for only where it is used
        from yarl import URL  # noqa: PLC0415 - paid for only where it is used

        status = 0
        try:
            async with self._session.request(method, URL(here.url, encoded=True), allow_redirects=False) as response:
                status = response.status
                try:
                    return await self._read(method, response)
                finally:
                    if method == "GET":
                        response.close()  # the rest of the body is not wanted, and may have no end
        except TimeoutError:
            what = "does not end" if status else "does not answer"
            return _Reply(status, Kind.TIMEOUT, f"{what} in time")
        except (aiohttp.ClientError, OSError, bodies.Unreadable, bodies.Bomb) as error:
            return _Reply(status, *named(error))

    async def _read(self, method: str, response: aiohttp.ClientResponse) -> _Reply:
        headers = response.headers
        content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        reply = _Reply(
            response.status,
            location=_header(headers.get("Location", "")),
            content_type=content_type,
            sets_cookie="Set-Cookie" in headers,
            wait=retry_after(headers.get("Retry-After", ""), self._options.clock.now()),
        )
        if method == "HEAD" or not 200 <= response.status < 300 or content_type not in ("", *_WEB_PAGES):
            return reply
        body = await bodies.read(response.content.iter_any(), headers.get("Content-Encoding", ""), self._options.size)
        if not content_type and not body.data.lstrip().startswith(b"<"):
            return reply
        text = bodies.decode(body.data, response.charset or "")
        html = shallow(text)
        return _Reply(
            response.status,
            content_type=content_type or _WEB_PAGES[0],
            page=await asyncio.to_thread(read_page, html),
            partial=body.partial or len(html) < len(text),
            sets_cookie=reply.sets_cookie,
        )


def _header(value: str) -> str:
    """A Location, percent-encoded: servers send raw UTF-8 or Latin-1, which aiohttp keeps as surrogates."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return quote(text.strip(), safe="/:?#[]@!$&'()*+,;=~-._%\\")
