"""A body read with limits: on the wire, unpacked, and in how it is written."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_RATIO = 200
_GRACE = 256 * 1024


class Unreadable(Exception):
    """The body is packed in a way that we did not ask for, or not as it says."""


class Bomb(Exception):
    """The body unpacks to far more than it weighs."""


@dataclass(frozen=True)
class Body:
    data: bytes
    partial: bool = False


async def read(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> Body:
    """Read up to `limit` unpacked bytes and stop there. Raises Unreadable and Bomb.

    A bomb is what grows beyond 200 times its size once it is larger than 256 KB: HTML packs 5 to 20 times.
    """
    unpack = _unpacker(encoding)
    data, weight = bytearray(), 0
    async for chunk in chunks:
        data += chunk if unpack is None else _unpacked(unpack, chunk, limit + 1 - len(data))
        weight += len(chunk) - (len(unpack.unconsumed_tail) if unpack else 0)
        if unpack is not None and len(data) > max(_GRACE, weight * _RATIO):
            raise Bomb(f"unpacks from {weight} to more than {len(data)} bytes")
        if len(data) > limit:
            return Body(bytes(data[:limit]), partial=True)
    return Body(bytes(data))


def decode(data: bytes, charset: str) -> str:
    """The text, by byte order mark, then the header's charset, then the page's own, then UTF-8."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    told = _CHARSET.search(data[:4096])
    for name in (charset, told[1].decode("ascii", "replace") if told else "", "utf-8"):
        try:
            if name:
                return data.decode(codecs.lookup(name).name, "replace")
        except (LookupError, UnicodeError):
            continue
    return data.decode("utf-8", "replace")


def _unpacker(encoding: str) -> zlib._Decompress | None:
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        case "deflate":
            return zlib.decompressobj()
        case other:
            raise Unreadable(f"is packed as '{other}', which was not asked for")


def _unpacked(unpack: zlib._Decompress, chunk: bytes, room: int) -> bytes:
    try:
        return unpack.decompress(chunk, max(1, room))
    except zlib.error as error:
        raise Unreadable(f"is not packed as it says ({error})") from error
