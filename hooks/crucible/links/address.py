"""Which addresses may be asked: public hosts over http and https, nothing on this machine or its networks.

An address is taken apart once, here, and the request is built from the parts, so that what was judged is what
is asked: the tricks that live on two parsers disagreeing (user names, backslashes, percent-encoded or
full-width hosts, `0x7f.1`) find only one parser. Hosts are read as the WHATWG URL Standard does
(https://url.spec.whatwg.org/#host-parsing); networks are those of the IANA special-purpose registries.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
_LOCAL_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan"),
    *("home.arpa", "in-addr.arpa", "ip6.arpa", "onion"),
)
_NETWORKS_4 = {
    IPv4Network(network): name
    for network, name in {
        "0.0.0.0/8": "this network",
        "10.0.0.0/8": "a private network",
        "100.64.0.0/10": "a carrier's shared network",
        "127.0.0.0/8": "loopback",
        "168.63.129.16/32": "a cloud's metadata service",
        "169.254.169.254/32": "a cloud's metadata service",
        "169.254.0.0/16": "link-local",
        "172.16.0.0/12": "a private network",
        "192.0.0.0/24": "a protocol assignment",
        "192.0.2.0/24": "documentation",
        "192.88.99.0/24": "a 6to4 relay",
        "192.168.0.0/16": "a private network",
        "198.18.0.0/15": "benchmarking",
        "198.51.100.0/24": "documentation",
        "203.0.113.0/24": "documentation",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved",
    }.items()
}
_NETWORKS_6 = {
    IPv6Network(network): name
    for network, name in {
        "::/128": "this machine",
        "::1/128": "loopback",
        "64:ff9b:1::/48": "a private network",
        "fd00:ec2::254/128": "a cloud's metadata service",
        "fc00::/7": "a private network",
        "fe80::/10": "link-local",
        "fec0::/10": "a private network",
        "ff00::/8": "multicast",
        "2001::/23": "a protocol assignment",
        "2001:db8::/32": "documentation",
        "2002::/16": "a 6to4 tunnel",
        "3fff::/20": "documentation",
    }.items()
}
_GLOBAL_6 = IPv6Network("2000::/3")
_CARRIES_4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
_PATH = "/:@!$&'()*+,;=~-._%"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


class Refused(Exception):
    """This address is not asked; the text says why, as the end of a sentence that begins with the address."""


class RefusedConnection(OSError):
    """The same, found only when a name was looked up or a connection opened."""


@dataclass(frozen=True)
class Address:
    """An address that may be asked. `host` is lower-case ASCII, IPv6 without brackets, no trailing dot;
    `target` is path and query, percent-encoded; `fragment` stands as written, without `#`."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str = ""

    @property
    def origin(self) -> str:
        """`host:port`, the unit that limits and permissions count by."""
        return origin(self.host, self.port)

    @property
    def url(self) -> str:
        """What is sent: everything but the fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def origin(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def address(url: str, allow: Collection[str] = ()) -> Address:
    """Return the parts of `url`, or raise Refused.

    `allow` names origins (`127.0.0.1:8080`) that are asked although they are not public: for tests.
    """
    if any(ord(c) <= 0x20 or ord(c) == 0x7F for c in url):
        raise Refused("holds a space or a control character: write it percent-encoded")
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused(f"cannot be read as an address ({error})") from error
    if parts.scheme not in PORTS:
        raise Refused(f"has the scheme '{parts.scheme}', not http or https")
    if "\\" in parts.netloc + parts.path:
        raise Refused("holds a backslash, which browsers read as '/'")
    if "@" in parts.netloc:
        raise Refused("carries a user name")
    host = _host(name, bracketed="[" in parts.netloc)
    if port == 0:
        raise Refused("has the port 0")
    query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
    target = quote(parts.path or "/", safe=_PATH) + query
    found = Address(parts.scheme, host, port or PORTS[parts.scheme], target, parts.fragment)
    if found.origin not in allow:
        _refuse_local_name(host)
        why = not_public(host)
        if why:
            raise Refused(why)
    return found


def not_public(host: str) -> str:
    """Why this literal IP address is not asked, or an empty text; a name has nothing against it here."""
    try:
        ip = ip_address(host)
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address):
        for network in _CARRIES_4:
            if ip in network and ip not in (IPv6Address("::"), IPv6Address("::1")):
                inner = IPv4Address(int(ip) & 0xFFFFFFFF)
                why = not_public(str(inner))
                return f"leads to {inner}, which {why}" if why else _outside_64(ip)
    for known, name in (_NETWORKS_4 if isinstance(ip, IPv4Address) else _NETWORKS_6).items():
        if ip in known:
            return f"is an address of {name}" if " " in name else f"is a {name} address"
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_6:
        return "is not a global address"
    return ""


def socket_for(info: tuple[int, int, int, str, tuple[Any, ...]], allow: Collection[str] = ()) -> socket.socket:
    """Open a socket for one answer of getaddrinfo, or raise RefusedConnection: the last look of all.

    Whatever a name server said earlier, this is the address that the packets would go to, so that a name
    which changes its answer between two look-ups (DNS rebinding) gains nothing.
    """
    family, kind, protocol, _, where = info
    guard(str(where[0]), int(where[1]), allow)
    return socket.socket(family, kind, protocol)


def guard(host: str, port: int, allow: Collection[str] = ()) -> None:
    """Raise RefusedConnection if this IP address is not public and not allowed."""
    why = "" if origin(host, port) in allow else not_public(host.partition("%")[0])
    if why:
        raise RefusedConnection(f"{host}, which {why}")


def _outside_64(ip: IPv6Address) -> str:
    """A public IPv4 address inside IPv6 is asked through NAT64 only; the other two are no host's own."""
    return "" if ip in _CARRIES_4[1] else "is an IPv4 address written as IPv6"


def _host(name: str, *, bracketed: bool) -> str:
    if not name:
        raise Refused("names no host")
    if bracketed:
        try:
            return str(IPv6Address(name))
        except AddressValueError as error:
            raise Refused(f"has '[{name}]' for a host, which is not an IPv6 address") from error
    if "%" in name:
        raise Refused("has a percent-encoded host")
    if not name.isascii():
        name = _ascii(name)
    name = name.lower().removesuffix(".")
    number = _number(name)
    if number is not None:
        return str(number)
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise Refused(f"has '{name}' for a host, which is not a host name")
    return name


def _ascii(name: str) -> str:
    """The name in Punycode; full-width digits and dots become plain ones on the way (UTS 46)."""
    import idna  # noqa: PLC0415 - paid for only where it is used

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise Refused(f"has '{name}' for a host, which is not a host name ({error})") from error


def _number(name: str) -> IPv4Address | None:
    """The IPv4 address that browsers read in `name`: 1 to 4 parts, each decimal, octal (0…) or hex (0x…)."""
    parts = name.split(".")
    if not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", parts[-1]):
        return None
    try:
        numbers = [_part(part) for part in parts]
    except ValueError as error:
        raise Refused(f"has '{name}' for a host, which is neither a name nor an IPv4 address") from error
    *first, last = numbers
    if len(numbers) > 4 or any(n > 255 for n in first) or last >= 256 ** (5 - len(numbers)):
        raise Refused(f"has '{name}' for a host, which is neither a name nor an IPv4 address")
    return IPv4Address(sum(n << 8 * (3 - i) for i, n in enumerate(first)) + last)


def _part(text: str) -> int:
    if not text.isascii() or not text.isalnum():
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") and len(text) > 1 else 10)


def _refuse_local_name(host: str) -> None:
    if ":" in host:
        return
    if "." not in host:
        raise Refused(f"names the host '{host}', which only a local network knows")
    for name in _LOCAL_NAMES:
        if host.endswith(f".{name}"):
            raise Refused(f"names the host '{host}', and '.{name}' is not public")
