"""What people are told about addresses that are wrong: one finding for each place where one is written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import NamedTuple

from crucible.checks.inside.breach import Breach, Fault, Near, language_of, localized, neutral
from crucible.checks.inside.origin import Kind, Origin
from crucible.finding import Finding, Place
from crucible.language import CODES, SOURCE
from crucible.site import Site, Use


class Found(NamedTuple):
    breach: Breach
    origin: Origin


def findings(found: Iterable[Found], site: Site) -> list[Finding]:
    """Return one finding for each mistake, however many pages show it.

    A mistake is what is written in one place. What a macro makes is one mistake wherever it is called: the first
    call is named, the others belong to it.
    """
    groups: dict[tuple[object, ...], list[Found]] = {}
    for item in found:
        breach, origin = item
        made = (breach.fault, neutral(breach.target), breach.fragment, breach.link.url if breach.id else "")
        key: tuple[object, ...] = (origin.place, breach.fault.rule)
        if breach.fault is Fault.CIRCLE:
            key = (breach.fault, breach.circle)
        elif origin.kind is Kind.CALL and not breach.id:
            key = made
        elif origin.kind is Kind.MADE:
            key = (*made, breach.link.url.rpartition("../")[2])
        groups.setdefault(key, []).append(item)
    return [_finding(group, site) for group in groups.values()]


def _finding(group: list[Found], site: Site) -> Finding:
    breach, origin = min(group, key=lambda item: _rank(item, site))
    place = origin.place
    words = breach.fault.words.format(
        near=_written(breach.near, breach, origin) if breach.near else "",
        page=_named(breach.target, origin),
        fragment=breach.fragment,
        language=breach.language,
        circle=breach.circle,
    )
    what = f"id '{breach.link.url}'" if breach.id else f"'{_short(origin.address)}'"
    message = f"{_kind(breach)}{what} {words}{_where(group, site)}"
    others = (also for item in group for also in (item.origin.place, *item.origin.also) if also != place)
    return Finding(place, message, breach.fault.rule, _hint(breach, origin, site), also=tuple(sorted(set(others))))


def _rank(item: Found, site: Site) -> tuple[bool, bool, int, Place]:
    """English first; a page that repeats others last, and what no source has."""
    file = item.breach.file
    return (
        item.origin.kind is Kind.MADE,
        site.documents[file].unlisted,
        CODES.index(language_of(file)),
        item.origin.place,
    )


def _kind(breach: Breach) -> str:
    """Say what sort of address it is where that is not plain from the place."""
    return "" if breach.link.use in (Use.FOLLOW, Use.LOAD) else f"{breach.link.use} "


def _where(group: list[Found], site: Site) -> str:
    """Say in which languages, where a place that serves them all fails in some only; or on which page, if made."""
    origin = group[0].origin
    files = sorted({item.breach.file for item in group})
    if origin.kind is Kind.MADE:
        return f" (in {files[0]}{f' and {len(files) - 1} more' if len(files) > 1 else ''})"
    shared = origin.place.path.startswith(("data/", "overrides/", "mkdocs.yml"))
    wrong = {language_of(file) for file in files}
    there = {code for code in CODES for file in files if localized(neutral(file), code) in site.files}
    return f" (in {' and '.join(c for c in CODES if c in wrong)})" if shared and wrong < there else ""


_HINTS = {
    Fault.MACHINE: "link to an address that readers can open, or write it as `code`",
    Fault.EMPTY: "write an address, or delete the link",
    Fault.GARBLED: "write '%25' for a percent sign",
    Fault.TEXT: "link to a section by its id",
    Fault.CIRCLE: "write the address of a page that can be read",
    Fault.MOVED: "write the address that data/redirects.yml gives for it",
}


def _hint(breach: Breach, origin: Origin, site: Site) -> str:
    near = f"'{_written(breach.near, breach, origin)}'" if breach.near else ""
    match breach.fault:
        case Fault.PAGE | Fault.FILE | Fault.BEYOND | Fault.CASE:
            return f"did you mean {near}?" if near else "write the address of a page or file that exists"
        case Fault.SECTION if near:
            return f"did you mean {near}?"
        case Fault.SECTION:
            ids = sorted(id for id in site.documents[breach.target].ids if not id.startswith("__"))
            return f"known: {', '.join(ids[:12])}{f' and {len(ids) - 12} more' if len(ids) > 12 else ''}"
        case Fault.RELATIVE if breach.near:
            return f"write '{{{{ \"{breach.near.path}\" | url }}}}'"
        case Fault.LANGUAGE:
            return f"write {near}, or add {{ hreflang={breach.language} }} behind the link if it is meant"
        case Fault.REPEATED:
            return "give one of the two another id" if origin.kind is Kind.PAGE else "show it once on this page"
    return _HINTS.get(breach.fault) or (f"write {near}" if near else "")


def _written(near: Near | None, breach: Breach, origin: Origin) -> str:
    """Return an address as it would be written in the place of the wrong one."""
    if near is None:
        return ""
    end = f"#{near.fragment}" if near.fragment else ""
    path = near.path
    if breach.link.use in (Use.CANONICAL, Use.ALTERNATE, Use.SITEMAP):
        return f"{path}{end}"
    if origin.address.startswith("#") and (path == breach.file or neutral(path) == neutral(breach.file)):
        return end
    as_page = path.endswith(".html") and origin.markdown
    if origin.kind is Kind.TEXT:
        return f"{_markdown(neutral(path))}{end}"
    if origin.kind is Kind.PAGE:
        start = origin.folder if as_page else posixpath.dirname(breach.file)
        goal = f"{language_of(path)}/{_markdown(neutral(path))}" if as_page else path
        return f"{posixpath.relpath(goal, start or '.')}{end}"
    if origin.kind is Kind.VALUE:
        return f"{_markdown(neutral(path)) if origin.address.endswith('.md') else path}{end}"
    if origin.kind is Kind.TEMPLATE and breach.link.url != origin.address:
        return f"{path}{end}"
    folder = posixpath.dirname(breach.file)
    return f"{posixpath.relpath(path, folder or '.')}{end}"


def _markdown(path: str) -> str:
    return f"{path.removesuffix('.html')}.md"


def _named(path: str, origin: Origin) -> str:
    """Return what a page is called in the sources."""
    if not path.endswith(".html"):
        return path
    return _markdown(neutral(path) if origin.kind is not Kind.PAGE else path.removeprefix(f"{SOURCE}/"))


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}…"
