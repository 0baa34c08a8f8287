"""How Microsoft writes a language into an address, and which form each language of the site links to."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

LOCALES = {"en": "en-us", "zh": "zh-cn", "ru": "ru-ru"}
"""Language of the site → locale in an address."""

HOSTS = frozenset(
    {
        "learn.microsoft.com",
        "docs.microsoft.com",
        "partner.microsoft.com",
        "support.microsoft.com",
        "azure.microsoft.com",
        "www.microsoft.com",
    }
)
"""Hosts whose first path segment may be a locale, and which answer without one in the reader's language."""

_SEGMENT = re.compile(r"/([a-z]{2}(?:-[a-z]{4})?-[a-z]{2})(?=/|$)", re.IGNORECASE)


class Target(NamedTuple):
    """Where a page of one language links to, and whether to say that the target is in English."""

    url: str
    in_english: bool


def locale_of(url: str) -> str:
    """The locale in the address, lower-case; empty where there is none or the host has no such rule."""
    parts = _parts(url)
    found = _SEGMENT.match(parts.path) if parts.hostname in HOSTS else None
    return found[1].lower() if found else ""


def _parts(url: str) -> SplitResult:
    """Return the parts of an address, without a host where it is none: a finding says so."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def neutral(url: str) -> str:
    """The same address without a locale: the form that belongs into the data."""
    if not locale_of(url):
        return url
    parts = _parts(url)
    return urlunsplit(parts._replace(path=_SEGMENT.sub("", parts.path, count=1) or "/"))


def locale_variants(url: str) -> dict[str, str]:
    """Language of the site → the address in that language; empty where the host has no such rule."""
    plain = _parts(neutral(url))
    if plain.hostname not in HOSTS:
        return {}
    return {
        language: urlunsplit(plain._replace(path=f"/{locale}{plain.path or '/'}"))
        for language, locale in LOCALES.items()
    }


def for_language(url: str, languages: Collection[str], language: str) -> Target:
    """Where a page in `language` links to, when the target exists in `languages` (codes of the site).

    Its own form where the target has it; otherwise the neutral one, with a label where the reader will find
    English. With nothing declared, nothing is promised: the neutral form and no label.
    """
    if language in languages:
        return Target(locale_variants(url).get(language, url), in_english=False)
    return Target(neutral(url), in_english=bool(languages) and language != "en")
