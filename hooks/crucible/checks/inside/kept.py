"""Nothing that has been published goes without saying where to, and what moved leads to something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from crucible.checks.inside.breach import language_of, localized
from crucible.finding import Finding, Place, Severity
from crucible.language import SOURCE
from crucible.moved import (
    PUBLISHED,
    REDIRECTS,
    UPDATE,
    Address,
    Kept,
    Move,
    followed,
    published_text,
    read_moves,
    read_published,
)
from crucible.site import Base, Site, read_site
from crucible.site.folder import NOT_FOUND
from crucible.spelling import closest, did_you_mean

_PASSING = re.compile(r"__|fn:|fnref|table-|translations-|.*-note-\d+$|.*\s")
"""Ids that a link from elsewhere has no use for: Material's own, footnotes, captions, the state of translations."""


def moves_are_right(site: Site, moves: Sequence[Move]) -> Iterator[Finding]:
    """Yield a finding, rule `redirect`, for each redirect whose new section is missing or whose old one is there."""
    for move in moves:
        document = site.documents.get(localized(move.now.file, SOURCE))
        if document is None or document.redirects:
            continue  # the page itself is judged in the sources
        if move.now.section and move.now.section not in document.ids:
            ids = [id for id in document.ids if not _PASSING.match(id)]
            message = f"'{move.now}' is no section: '{move.now.page}' has no id '{move.now.section}'"
            meant = closest(move.now.section, ids)
            hint = f"did you mean '{move.now.page}#{meant}'?" if meant else did_you_mean(move.now.section, ids)
            yield Finding(move.now_place, message, "redirect", hint)
        if move.was.section and _has_still(site, move.was):
            message = f"'{move.was}' has not moved: the page still has the id '{move.was.section}'"
            yield Finding(move.was_place, message, "redirect", "delete this redirect, or give the section its new id")


def _has_still(site: Site, was: Address) -> bool:
    """Whether a page has an old id on something else than what the redirect left there."""
    if was.section not in getattr(site.documents.get(was.file), "ids", ()):
        return False
    nodes = (node.attributes for node in site.tree(was.file).css("[id]"))
    return any(a.get("id") == was.section and a.get("class") not in ("moved", "moved-here") for a in nodes)


def published_are_kept(root: Path, site: Site, moves: Sequence[Move]) -> Iterator[Finding]:
    """Yield a finding, rule `published`, for each published address that is gone; and a note where some are new."""
    kept, _ = read_published(root)
    if not kept:
        return
    listed = {item.address for item in kept}
    ends = followed(moves)
    there = set(addresses(site, moves))
    pages = {address.page for address in there}
    lost = {item.address.page for item in kept} - pages - {was.page for was in ends if not was.section}
    new = [address for address in there if address not in listed]
    for item in kept:
        page, section = item.address
        if item.address in there or item.address in ends:
            continue
        if not section and page in lost:
            yield _gone(item, f"the page '{page}' was published and is gone", new)
        elif section and page in pages:
            yield _gone(item, f"the section '{item.address}' was published and is gone", new)
    if new:
        count, them = (f"{len(new)} addresses are", "them") if len(new) > 1 else (f"'{new[0]}' is", "it")
        message = f"{count} not in this list yet, so nobody would notice a link to {them} break"
        place = Place(PUBLISHED, max(item.place.line for item in kept))
        yield Finding(place, message, "published", f"run `{UPDATE}` once published", Severity.NOTE)


def _gone(item: Kept, message: str, new: Sequence[Address]) -> Finding:
    """Return the finding that says what to add; the new address is the nearest of those that are new."""
    kind = [str(a) for a in new if bool(a.section) == bool(item.address.section)]
    own = [a for a in kind if item.address.section and a.startswith(f"{item.address.page}#")]
    meant = closest(str(item.address), own or kind) or (own[0] if len(own) == 1 else "")
    now = meant or (item.address.page if item.address.section else "index.md")
    hint = f"add to {REDIRECTS}: '- was: {item.address}' and below it '  now: {now}'"
    return Finding(item.place, message, "published", hint if meant else f"{hint}, or where it is now")


def judged(root: Path, folder: Path) -> list[Finding]:
    """Return what is wrong with the list and the redirects, as seen from the site built into `folder`."""
    moves, faults = read_moves(root)
    _, more = read_published(root)
    site = read_site(folder, Base())
    return sorted([*faults, *more, *moves_are_right(site, moves), *published_are_kept(root, site, moves)])


def updated(root: Path, folder: Path) -> tuple[str | None, list[Finding]]:
    """Return the list with what the built site has and it has not; None, and why, where it cannot be read."""
    kept, findings = read_published(root)
    if findings:
        return None, findings
    moves, findings = read_moves(root)
    if findings:
        return None, findings
    site = read_site(folder, Base())
    return published_text({*(item.address for item in kept), *addresses(site, moves)}), []


def addresses(site: Site, moves: Iterable[Move]) -> Iterator[Address]:
    """Yield the address of each page of the site and of each part of a page that has an id of its own.

    What redirects leave at an old address is none: `moves` are those of the site.
    """
    old = {move.was for move in moves if move.was.section}
    for page in site.pages:
        if page.path == NOT_FOUND or page.redirects or page.unlisted or language_of(page.path) != SOURCE:
            continue
        name = f"{page.path.removesuffix('.html')}.md"
        yield Address(name)
        for id in page.ids:
            if not _PASSING.match(id) and Address(name, id) not in old:
                yield Address(name, id)
