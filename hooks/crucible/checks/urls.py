"""Addresses in data/references.yml lead to the page itself, in the form that serves every reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import SplitResult, urlsplit, urlunsplit

from crucible import model
from crucible.checks.names import slip
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place

MOVED_HOSTS = {
    "docs.microsoft.com": "learn.microsoft.com",
    "msdn.microsoft.com": "learn.microsoft.com",
    "technet.microsoft.com": "learn.microsoft.com",
    "microsoft.com": "www.microsoft.com",
}
"""Hosts that answer from another one: the one to link to."""

NEUTRAL_HOSTS = frozenset(
    {
        "learn.microsoft.com",
        "partner.microsoft.com",
        "www.microsoft.com",
        "support.microsoft.com",
        "azure.microsoft.com",
    }
)
"""Hosts that answer in the reader's language where the path names none."""

TRACKING = re.compile(
    r"utm_\w+|rtc|wt\.mc_id|wt\.[a-z_]+|ocid|icid|cid|fbclid|gclid|msclkid|mkt_tok|mc_[ce]id|ref_src|_ga", re.I
)
"""Names of query parameters that tell Microsoft where a reader came from and change nothing else."""

_LOCALE = re.compile(r"/([a-z]{2}(?:-[a-z]{4})?-[a-z]{2})(?=/|$)", re.I)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


def canonical(url: str) -> str:
    """Return the address as data/references.yml should have it; one that cannot be read stays as it is."""
    parts = _split(url)
    if parts is None:
        return url
    host = (parts.hostname or "").lower()
    host = MOVED_HOSTS.get(host, host)
    path = parts.path
    if host in NEUTRAL_HOSTS:
        path = _LOCALE.sub("", path, count=1) if _LOCALE.match(path) else path
    query = "&".join(p for p in parts.query.split("&") if p and not TRACKING.fullmatch(p.partition("=")[0]))
    fragment = parts.fragment.partition(":~:")[0]
    netloc = host + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")
    return urlunsplit(("https", netloc, path, query, fragment))


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts if parts.hostname else None


def _host(url: str) -> str:
    parts = _split(url)
    return parts.hostname or "" if parts else ""


def _path(url: str) -> str:
    parts = _split(url)
    return parts.path.strip("/") if parts else ""


def _addresses(sources: Sources) -> Iterator[tuple[str, Place, SplitResult]]:
    """Yield each address that readers follow, with its place and parts."""
    for reference in sources.library.all(model.Reference):
        entered = sources.library.where(reference)
        for key in ("url", "short"):
            url = getattr(reference, key)
            if url is not None and (parts := _split(url)) is not None:
                yield url, entered.place(key), parts


def _write(url: str) -> str:
    return f"write {canonical(url)}"


@rule("address")
def address(sources: Sources) -> Iterator[Finding]:
    """An address names a public host, and nothing but it and the page.

    Good: `https://partner.microsoft.com/support`.
    Bad: `https://partner..microsoft.com/support`, `https://name@partner.microsoft.com/`, `https://intranet/page`.
    """
    for reference in sources.library.all(model.Reference):
        entered = sources.library.where(reference)
        for key in ("url", "short"):
            url = getattr(reference, key)
            if url is None:
                continue
            parts = _split(url)
            host = parts.hostname or "" if parts else ""
            if parts is None or not _HOST.fullmatch(host) or "\\" in url or not url.isascii():
                message = f"'{url}' is no address of a public page"
                yield Finding(entered.place(key), message, "address", "copy it from the browser's address bar")
            elif "@" in parts.netloc or parts.port is not None:
                message = f"'{parts.netloc}' is more than the name of a host"
                yield Finding(entered.place(key), message, "address", f"write 'https://{host}{parts.path}'")


@rule("https")
def https(sources: Sources) -> Iterator[Finding]:
    """An address begins with https.

    Good: `url: https://partner.microsoft.com/support`.
    Bad: `url: http://partner.microsoft.com/support`; anybody between could change the page.
    """
    for url, place, parts in _addresses(sources):
        if parts.scheme != "https":
            yield Finding(place, f"'{url}' is not encrypted", "https", _write(url))


@rule("canonical-host")
def canonical_host(sources: Sources) -> Iterator[Finding]:
    """An address names the host to which its pages have moved.

    Good: `https://learn.microsoft.com/partner-center/technical-benefits`.
    Bad: `https://docs.microsoft.com/partner-center/technical-benefits`.
    """
    for url, place, parts in _addresses(sources):
        host = (parts.hostname or "").lower()
        if host in MOVED_HOSTS:
            message = f"host is '{host}', its pages have moved to '{MOVED_HOSTS[host]}'"
            yield Finding(place, message, "canonical-host", _write(url))


@rule("tracking")
def tracking(sources: Sources) -> Iterator[Finding]:
    """An address carries no parameter that only tells where its reader came from.

    Good: `https://www.microsoft.com/msrc`.
    Bad: `https://www.microsoft.com/msrc?rtc=1`, `…?utm_source=mail`, `…?WT.mc_id=x`, `…?ocid=y`.
    """
    for url, place, parts in _addresses(sources):
        names = [pair.partition("=")[0] for pair in parts.query.split("&")]
        found = [name for name in names if TRACKING.fullmatch(name)]
        if found:
            yield Finding(place, f"'{found[0]}' is a tracking parameter", "tracking", _write(url))


@rule("text-fragment")
def text_fragment(sources: Sources) -> Iterator[Finding]:
    """An address marks no phrase of the page: the phrase changes, and the mark leads nowhere.

    Good: `https://msrc.microsoft.com/`.
    Bad: `https://msrc.microsoft.com/#:~:text=Microsoft%20follows`.
    """
    for url, place, parts in _addresses(sources):
        if ":~:" in parts.fragment:
            yield Finding(place, "the address marks a phrase with ':~:'", "text-fragment", _write(url))


@rule("url-locale")
def url_locale(sources: Sources) -> Iterator[Finding]:
    """An address names no language where the host finds out the reader's own.

    Good: `https://learn.microsoft.com/partner-center/customer-support`.
    Bad: `https://learn.microsoft.com/en-us/partner-center/customer-support`.
    """
    for url, place, parts in _addresses(sources):
        host = (parts.hostname or "").lower()
        locale = _LOCALE.match(parts.path)
        if locale and MOVED_HOSTS.get(host, host) in NEUTRAL_HOSTS:
            message = f"the path names a language, '{locale[1]}', and the host does without"
            yield Finding(place, message, "url-locale", _write(url))


@rule("duplicate-address")
def duplicate_address(sources: Sources) -> Iterator[Finding]:
    """Two references lead to two pages.

    Good: one reference `asfp`, named wherever it is needed.
    Bad: a second reference with the address of `asfp`, also where only case or a last slash differs.
    """
    first: dict[str, tuple[str, Place]] = {}
    for reference in sources.library.all(model.Reference):
        for key in ("url", "short"):
            url = getattr(reference, key)
            if url is None:
                continue
            place = sources.library.where(reference).place(key)
            form = canonical(url).rstrip("/")
            form = form.casefold() if "#" not in form else form
            id, before = first.setdefault(form, (reference.id, place))
            if before != place and id != reference.id:
                message = f"the address is that of reference '{id}', at {before}"
                yield Finding(place, message, "duplicate-address", f"use '{id}' and delete this one", also=(before,))


@rule("was-address")
def was_address(sources: Sources) -> Iterator[Finding]:
    """The address that a source gives is that of the same page, unless the page has moved.

    Good: `was: [https://docs.microsoft.com/en-us/partner-center/technical-benefits]` beside its `url`.
    Bad: a `was` that differs from `url` by a letter or two: one of them is misspelt; a `url` that was cut off.
    """
    for reference in sources.library.all(model.Reference):
        for index, was in enumerate(reference.was):
            ours, theirs = canonical(reference.url), canonical(was)
            if ours != theirs and _near(ours, theirs):
                place = sources.library.where(reference).place("was", index)
                message = f"'{theirs}' and the url '{ours}' differ by a few letters"
                url = sources.library.where(reference).place("url")
                yield Finding(place, message, "was-address", "correct the one that is misspelt", also=(url,))
            elif ours.startswith(theirs) and not _path(theirs) and _path(ours):
                place = sources.library.where(reference).place("was", index)
                message = f"'{was}' is the beginning of the url '{ours}'"
                yield Finding(place, message, "was-address", "write the whole address that the source gives")
            elif _host(was) != _host(reference.url) and was.startswith(reference.url):
                place = sources.library.where(reference).place("url")
                message = f"the url '{reference.url}' is the beginning of '{was}', another host"
                yield Finding(place, message, "was-address", "write the whole address")
    yield from _hosts(sources)


def _hosts(sources: Sources) -> Iterator[Finding]:
    """Yield addresses on a host that differs by a slip from one that others are on."""
    places: dict[str, list[Place]] = defaultdict(list)
    for reference in sources.library.all(model.Reference):
        for key in ("url", "short"):
            if (value := getattr(reference, key)) and (host := _host(value)):
                places[host].append(sources.library.where(reference).place(key))
    common = [(host, there) for host, there in places.items() if len(there) > 1]
    for host, (first, *others) in places.items():
        for other, there in common if not others else ():
            if slip(host, other):
                message = f"the host is '{host}', nearly '{other}', where others are"
                yield Finding(first, message, "was-address", f"write '{other}'", also=(there[0],))


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 12:
        return False
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return max(len(one), len(other)) - sum(block.size for block in blocks) <= 3


RULES = (
    address,
    https,
    canonical_host,
    tracking,
    text_fragment,
    url_locale,
    duplicate_address,
    was_address,
)
