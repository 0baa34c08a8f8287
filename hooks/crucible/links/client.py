"""A client that connects to public addresses only, keeps no cookies and follows nothing by itself."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

from crucible.links.address import guard, socket_for
from crucible.links.options import Options

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from aiohttp.abc import AbstractResolver

USER_AGENT = "Mozilla/5.0 (compatible; crucible-links/1.0; a weekly link check)"


def session(options: Options) -> ClientSession:
    """An open session; call inside a running loop."""
    import aiohttp  # noqa: PLC0415 - paid for only where it is used

    # No DNS cache: each connection judges the very answer that it uses.
    connector = aiohttp.TCPConnector(
        resolver=_resolver(options),
        use_dns_cache=False,
        limit=0,
        ssl=options.tls or True,
        socket_factory=lambda infos: socket_for(infos, options.allow),
    )
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=options.total, sock_connect=options.connect),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        headers={
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "en",
            "Accept-Encoding": "gzip, deflate",
        },
    )


def _resolver(options: Options) -> AbstractResolver:
    from aiohttp.abc import AbstractResolver, ResolveResult  # noqa: PLC0415 - paid for only where it is used

    class Guarded(AbstractResolver):
        """Looks a name up and refuses it whole if any of its addresses is not public."""

        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            found = await (options.lookup or _look_up)(host, port)
            for ip in found:
                guard(ip, port, options.allow)
            return [
                ResolveResult(
                    hostname=host,
                    host=ip,
                    port=port,
                    family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
                    proto=0,
                    flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
                )
                for ip in found
            ]

        async def close(self) -> None:
            """Nothing is kept open."""

    return Guarded()


async def _look_up(host: str, port: int) -> list[str]:
    infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))
