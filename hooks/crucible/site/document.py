"""One HTML page (or SVG picture) read back: the addresses in it, and the ids that can be linked to."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crucible.site import styles
from crucible.site.bounds import beyond


class Use(StrEnum):
    """What an address is for."""

    FOLLOW = "link"  # a reader may follow it
    LOAD = "file"  # the page needs it
    CANONICAL = "canonical address"
    ALTERNATE = "address in another language"
    REFRESH = "redirect"
    STATE = "statement of an address"  # for machines: previews, JSON-LD; a whole address
    RESULT = "search result"
    SITEMAP = "sitemap"
    RECORD = "exported address"


class Link(NamedTuple):
    """An address as it is written, entities decoded; `language` is its hreflang."""

    use: Use
    url: str
    language: str = ""


@dataclass(slots=True)
class Document:
    """What a file links to (each address once), and its ids. `repeated` are ids that stand more than once."""

    path: str
    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    base: str = ""
    language: str = ""
    redirects: str = ""
    """Where the page sends its readers at once, as it is written; '' for a page that is read."""
    beyond: str = ""
    """Why the page was not read, in words; '' for a page that was."""
    unlisted: bool = False
    """Whether the page asks search engines to leave it out."""


_DATA = re.compile(r"data-[\w-]*(?:href|src|srcset|url|link|target|poster)")
_SCRIPTED = re.compile(_DATA.pattern.encode() + rb"\s*=")
_SIMPLE = {
    "data": Use.LOAD,
    "poster": Use.LOAD,
    "background": Use.LOAD,
    "manifest": Use.LOAD,
    "xlink:href": Use.LOAD,
    "cite": Use.FOLLOW,
    "longdesc": Use.FOLLOW,
    "action": Use.FOLLOW,
    "formaction": Use.FOLLOW,
}
_NONE = "\0"
_SPECIAL = {"meta", "script", "html", "style"}
# Selecting is cheap, going over every element of a page in Python is not. One `:is` gives each element once.
_COMMON = ":is([href],[src],[id],a[name],meta,script,html,style)"
_RARE_NAMES = [name.replace(":", r"\:") for name in (*_SIMPLE, "srcset", "imagesrcset", "style")]
_RARE = f":is({','.join(f'[{name}]' for name in _RARE_NAMES)})"
_STATED = re.compile(
    r"(?:og:(?:url|image|video|audio)(?::url|:secure_url)?|twitter:(?:image|player)(?::src)?"
    r"|msapplication-(?:config|\w*logo|TileImage))$",
    re.I,
)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(['\"]?)(.*)\1\s*$", re.I | re.S)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_CANDIDATE = re.compile(r"[^\s,]\S*")
_DESCRIPTORS = re.compile(r"(?:[^,(]|\([^)]*\)?)*")


def read_document(path: str, html: bytes) -> Document:
    """Read one page, from its bytes (UTF-8), as the parser wants them.

    Comments, scripts and `<template>` link to nothing, as in a browser; `<noscript>` does.
    """
    document = Document(path, beyond=beyond(html))
    if document.beyond:
        return document
    found: dict[Link, None] = {}
    ids = document.ids
    tree = LexborHTMLParser(html)
    for node in tree.css(_COMMON):
        attributes = node.attributes
        tag = node.tag
        if id := attributes.get("id"):
            if id in ids:
                document.repeated.append(id)
            ids.add(id)
        href = attributes.get("href", _NONE)
        if href is not _NONE:
            if tag == "a":
                found[Link(Use.FOLLOW, href or "", attributes.get("hreflang") or "")] = None
            else:
                found.update(dict.fromkeys(_href(tag or "", href or "", attributes, document)))
        if tag == "a" and (name := attributes.get("name")):
            ids.add(name)
        if "src" in attributes:
            found[Link(Use.LOAD, attributes["src"] or "")] = None
        if tag in _SPECIAL:
            found.update(dict.fromkeys(_special(node, attributes, document)))
    scripted = _SCRIPTED.search(html)  # no selector knows the beginning of a name
    for node in tree.css("*" if scripted else _RARE):
        found.update(dict.fromkeys(_rare(node.attributes)))
    document.links = list(found)
    document.redirects = next((link.url for link in found if link.use is Use.REFRESH), "")
    if document.repeated:
        # A parser repeats the ids of elements that were never closed: those stand once in the text.
        written = Counter(match[1] or match[2] or match[3] for match in _ID.finditer(html.decode(errors="replace")))
        document.repeated = [id for id in dict.fromkeys(document.repeated) if _times(id, written) > 1]
    return document


def _href(tag: str, href: str, attributes: dict[str, str | None], document: Document) -> Iterator[Link]:
    if tag == "area":
        yield Link(Use.FOLLOW, href, attributes.get("hreflang") or "")
    elif tag == "base":
        document.base = document.base or href
    elif tag == "link":
        rel = (attributes.get("rel") or "").lower().split()
        if "canonical" in rel:
            yield Link(Use.CANONICAL, href)
        elif "alternate" in rel and attributes.get("hreflang"):
            yield Link(Use.ALTERNATE, href, attributes["hreflang"] or "")
        elif not {"preconnect", "dns-prefetch"}.intersection(rel):
            yield Link(Use.LOAD, href)
    else:
        yield Link(Use.LOAD, href)


def _special(node: LexborNode, attributes: dict[str, str | None], document: Document) -> Iterator[Link]:
    match node.tag:
        case "meta" if attributes.get("name") == "robots":
            document.unlisted = "noindex" in (attributes.get("content") or "")
        case "meta":
            yield from _meta(attributes)
        case "script" if (attributes.get("type") or "").endswith("json"):
            yield from _data(node)
        case "html":
            document.language = attributes.get("lang") or ""
        case "style":
            yield from (Link(Use.LOAD, url) for url, _ in styles.addresses(node.text()))


def _meta(attributes: dict[str, str | None]) -> Iterator[Link]:
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        match = _REFRESH.match(content)
        if match and match[2]:
            yield Link(Use.REFRESH, match[2].strip())
    elif content and _STATED.match(attributes.get("property") or attributes.get("name") or ""):
        yield Link(Use.STATE, content)


def _data(node: LexborNode) -> Iterator[Link]:
    """Yield the addresses of a JSON script: what Material's own scripts load, and what JSON-LD states."""
    try:
        value = json.loads(node.text())
    except (ValueError, RecursionError):
        return
    if node.attributes.get("id") == "__config" and isinstance(value, dict):
        if isinstance(value.get("search"), str):
            yield Link(Use.LOAD, value["search"])
        if isinstance(value.get("base"), str):
            yield Link(Use.LOAD, f"{value['base'].rstrip('/') or '.'}/search/search_index.json")
        return
    for url in whole_addresses(value):
        yield Link(Use.STATE, url)


def whole_addresses(value: Any) -> Iterator[str]:
    """Yield every text in JSON data that is a whole address; an `@id` names a thing and need lead nowhere."""
    if isinstance(value, str):
        if value.startswith(("https://", "http://")) and " " not in value:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from whole_addresses(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("@id", "@context"):
                yield from whole_addresses(item)


def _rare(attributes: dict[str, str | None]) -> Iterator[Link]:
    for name, value in attributes.items():
        if not value:
            continue
        if name in _SIMPLE:
            yield Link(_SIMPLE[name], value)
        elif name == "style":
            yield from (Link(Use.LOAD, url) for url, _ in styles.addresses(value))
        elif name.endswith("srcset"):
            yield from (Link(Use.LOAD, url) for _, url in candidates(value))
        elif _DATA.fullmatch(name):
            if not name.endswith("target"):
                yield Link(Use.LOAD, value)
            elif value.startswith("#"):  # else it is a selector, or a word
                yield Link(Use.FOLLOW, value)


def candidates(srcset: str) -> Iterator[tuple[int, str]]:
    """Yield offset and address of each of several pictures to choose from (https://html.spec.whatwg.org/#parse-a-srcset-attribute)."""
    at = 0
    while found := _CANDIDATE.search(srcset, at):
        yield found.start(), found[0].rstrip(",")
        at = found.end()
        if not found[0].endswith(",") and (rest := _DESCRIPTORS.match(srcset, at)):
            at = rest.end()


def _times(id: str, written: Counter[str]) -> int:
    return sum(written[form] for form in {id, id.replace("&", "&amp;")})
