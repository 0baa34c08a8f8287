"""The names of what can be said of an address, and how much each weighs."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What one look at one address found."""

    OK = "ok"
    MOVED = "moved-permanently"
    LOCALE_PINNED = "locale-pinned"
    FRAGMENT_MISSING = "fragment-missing"
    TEXT_MISSING = "text-missing"
    TOO_LARGE = "too-large"
    BOT_WALL = "bot-wall"
    SIGN_IN = "sign-in"
    NEEDS_COOKIES = "needs-cookies"
    SOFT_NOT_FOUND = "soft-404"
    SERVER_ERROR = "server-error"
    CLIENT_ERROR = "client-error"
    TIMEOUT = "timeout"
    RESET = "reset"
    UNREACHABLE = "unreachable"
    CUT_SHORT = "cut-short"
    GARBLED = "garbled"
    BOMB = "bomb"
    DNS_UNSURE = "dns-unsure"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    NOT_FOUND = "not-found"
    GONE = "gone"
    DNS = "dns"
    TLS = "tls"
    REDIRECT_LOOP = "redirect-loop"
    BAD_REDIRECT = "bad-redirect"
    REFUSED = "refused-address"


HARD = frozenset(
    {
        Kind.NOT_FOUND,
        Kind.GONE,
        Kind.DNS,
        Kind.TLS,
        Kind.REDIRECT_LOOP,
        Kind.BAD_REDIRECT,
        Kind.REFUSED,
    }
)
"""Kinds after which a browser would not show the page either. Only these hold up a new link, and only these,
seen often enough, make a known one broken."""

REACHED = frozenset(
    {
        Kind.OK,
        Kind.MOVED,
        Kind.LOCALE_PINNED,
        Kind.FRAGMENT_MISSING,
        Kind.TEXT_MISSING,
        Kind.TOO_LARGE,
    }
)
"""Kinds that prove the page is there, whatever else is to be said of the link. A dead fragment belongs here:
the reader still arrives at the page, so 'not reachable' would be untrue."""

UNDECIDED = frozenset({Kind.BOT_WALL, Kind.SIGN_IN, Kind.NEEDS_COOKIES})
"""Kinds that say something of the visitor and nothing of the page: they neither blame nor clear a link."""

NO_NETWORK = frozenset({Kind.DNS, Kind.DNS_UNSURE, Kind.UNREACHABLE, Kind.TIMEOUT})
"""Kinds that a machine without a network sees everywhere."""
