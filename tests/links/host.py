"""A host on loopback that behaves as hosts do, well and badly: raw sockets, so that it can also break the rules."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    host: str
    writer: asyncio.StreamWriter

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()


Handler = Callable[[Request], Awaitable[None]]


def response(
    status: int = 200, body: bytes | str = b"", content_type: str = "text/html; charset=utf-8", **headers: str
) -> Handler:
    """A handler that answers properly: HEAD without a body, keep-alive."""
    data = body.encode() if isinstance(body, str) else body

    async def handle(request: Request) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}"]
        lines += [f"Content-Type: {content_type}"] if content_type else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"
        request.send(head if request.method == "HEAD" else head + data)

    return handle


def page(title: str, body: str, **headers: str) -> Handler:
    return response(200, f"<!doctype html><title>{title}</title><body>{body}", **headers)


def redirect(status: int, location: str, **headers: str) -> Handler:
    return response(status, b"", Location=location, **headers)


def in_turn(*handlers: Handler) -> Handler:
    """The first request gets the first answer, and so on; the last one stays. HEAD and GET count alike."""
    left = list(handlers)

    async def handle(request: Request) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(request)

    return handle


@dataclass
class Host:
    """`async with Host(routes) as host`: `host.port` is free, `host.seen` lists `METHOD path` in order.

    A route is looked up by path, then by `name/path` of the Host header, then 404.
    """

    routes: dict[str, Handler] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    seen: list[str] = field(default_factory=list)
    busiest: int = 0
    port: int = 0

    @property
    def origin(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"{'https' if self.tls else 'http'}://{self.origin}{path}"

    async def __aenter__(self) -> Self:
        self._open = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls, limit=1 << 20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while first := await reader.readexactly(1):
                if first == b"\x16":  # a TLS client at a door without TLS
                    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    break
                head = first + await reader.readuntil(b"\r\n\r\n")
                await self._answer(head.decode("latin-1"), writer)
                if writer.is_closing():
                    break
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        first, *fields = head.split("\r\n")
        method, path, _ = first.split(" ")
        name = next(line[6:] for line in fields if line.lower().startswith("host: ")).partition(":")[0]
        self.seen.append(f"{method} {path}")
        self._open += 1
        self.busiest = max(self.busiest, self._open)
        try:
            handler = self.routes.get(path) or self.routes.get(f"{name}{path}") or response(404, "no")
            await handler(Request(method, path, name, writer))
        finally:
            self._open -= 1
