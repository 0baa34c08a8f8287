"""What a failed request is called, as narrowly as the library and the platform tell."""

from __future__ import annotations

import socket

from crucible.links import body as bodies
from crucible.links.address import RefusedConnection
from crucible.links.kind import Kind

_TLS = {
    9: "is not valid yet",
    10: "has expired",
    18: "is self-signed",
    19: "comes from an unknown authority",
    20: "comes from an unknown authority",
    21: "comes from an unknown authority",
    23: "is revoked",
    62: "is made for another host",
    64: "is made for another address",
}
"""OpenSSL's verify codes (`man openssl-verification-options`), in words."""


def named(error: Exception) -> tuple[Kind, str]:
    """The kind of an exception of aiohttp, of the platform or of our own reading, and its words."""
    import aiohttp  # noqa: PLC0415 - paid for only where it is used

    cause = getattr(error, "os_error", error)
    if isinstance(cause, RefusedConnection):
        return Kind.REFUSED, f"leads to {cause}"
    for types, kind, words in (
        (bodies.Bomb, Kind.BOMB, str(error)),
        (bodies.Unreadable, Kind.GARBLED, str(error)),
        (aiohttp.ClientPayloadError, Kind.CUT_SHORT, "ends before the length that it promised"),
        ((aiohttp.ClientResponseError, aiohttp.InvalidURL), Kind.GARBLED, "does not answer in HTTP"),
    ):
        if isinstance(error, types):
            return kind, words
    return _connection(error, cause)


def _connection(error: Exception, cause: BaseException) -> tuple[Kind, str]:
    import aiohttp  # noqa: PLC0415 - paid for only where it is used

    match error:
        case aiohttp.ClientConnectorDNSError():
            lasting = isinstance(cause, socket.gaierror) and cause.errno in (socket.EAI_NONAME, _no_data())
            host = f"names the host '{error.host}'"
            return (
                (Kind.DNS, f"{host}, which does not exist")
                if lasting
                else (Kind.DNS_UNSURE, f"{host}, which could not be looked up")
            )
        case aiohttp.ClientConnectorCertificateError():
            code = getattr(error.certificate_error, "verify_code", 0)
            return Kind.TLS, f"has a certificate that {_TLS.get(code, f'is not accepted ({code})')}"
        case aiohttp.ClientSSLError():
            return Kind.TLS, f"does not speak TLS ({getattr(cause, 'reason', None) or cause})"
        case aiohttp.ClientConnectorError():
            return Kind.UNREACHABLE, "takes no connection"
        case _:
            return Kind.RESET, "breaks the connection off"


def _no_data() -> int:
    """A name without addresses; not every platform tells it apart."""
    return getattr(socket, "EAI_NODATA", socket.EAI_NONAME)
