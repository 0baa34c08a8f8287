"""The addresses in files that are no pages: style sheets, scripts, JSON, XML, robots.txt."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from crucible.site import styles
from crucible.site.document import Link, Use

READ = (".css", ".js", ".json", ".webmanifest", ".xml", ".txt")

_XML = re.compile(
    r"<(?P<tag>(?:[\w-]+:)?(?:loc|link|url|uri|id|guid|comments|icon|logo))\b[^<>]*>(?:<!\[CDATA\[)?(?P<text>[^<\]]+)"
    r"|\s(?:href|src|url|xml:base)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.I | re.M)
# Scripts written by hand name the files that they load in literals; the packed ones of a theme have their own ways.
_SCRIPT = re.compile(
    r"""(?<!require\()(["'`])(?P<url>(?:\.{1,2}/)*[\w-][\w./-]*\.(?:js|mjs|css|json|svg|png|webp|html|wasm))\1(?!\s*:)"""
)
_SCRIPT_MAP = re.compile(r"^//[#@]\s*sourceMappingURL=(\S+)\s*$", re.M)
_SCRIPT_COMMENT = re.compile(r"^\s*(?://|\*|/\*).*$", re.M)
_RECORD_KEYS = {"url", "href", "link", "location", "src", "start_url", "scope", "page", "canonical"}
_PAGE = re.compile(r"[^\s:]+\.html(?:#\S*)?")


def addresses(path: str, text: str) -> Iterator[Link]:
    """Yield the addresses in a file; those of a search index are relative to the folder above its own.

    Raises ValueError, which says why, for a search index that cannot be read.
    """
    if path.endswith(".css"):
        yield from (Link(Use.LOAD, url) for url, _ in styles.addresses(text))
    elif path.endswith(".js"):
        yield from _script(path, text)
    elif path.endswith((".json", ".webmanifest")):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:  # lists within lists without end
            if _is_index(path):
                raise ValueError("is no JSON that can be read") from error
            return
        yield from _index(value) if _is_index(path) else _records(value)
    elif path.endswith(".xml"):
        use = Use.SITEMAP if posixpath.basename(path).startswith("sitemap") else Use.RECORD
        for match in _XML.finditer(text):
            url = html.unescape(match["text"] or match["double"] or match["single"] or "").strip()
            is_address = match["text"] is None or url.startswith(("https://", "http://"))
            if is_address and not url.startswith("http://www.w3.org/"):
                yield Link(use, url)
    elif posixpath.basename(path) == "robots.txt":
        yield from (Link(Use.SITEMAP, match[1]) for match in _SITEMAP_LINE.finditer(text))


def _script(path: str, text: str) -> Iterator[Link]:
    if posixpath.basename(path) == "search_index.js" and "=" in text:
        try:
            yield from _index(json.loads(text.partition("=")[2].strip().rstrip(";")))
        except (ValueError, RecursionError):  # lists within lists without end
            return
        return
    yield from (Link(Use.LOAD, match[1]) for match in _SCRIPT_MAP.finditer(text[-400:]))
    if not path.endswith(".min.js") and "\n" in text[:1000]:
        bare = _SCRIPT_COMMENT.sub("", text)
        yield from (Link(Use.LOAD, match["url"]) for match in _SCRIPT.finditer(bare))


def _is_index(path: str) -> bool:
    return posixpath.basename(path) == "search_index.json"


def _index(value: Any) -> Iterator[Link]:
    docs = value.get("docs") if isinstance(value, dict) else None
    for entry in docs if isinstance(docs, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("location"), str):
            yield Link(Use.RESULT, entry["location"])


def _records(value: Any, key: str = "") -> Iterator[Link]:
    if isinstance(value, str):
        whole = value.startswith(("https://", "http://")) and " " not in value
        if key not in ("@id", "@context") and (whole or (key in _RECORD_KEYS and _PAGE.fullmatch(value))):
            yield Link(Use.RECORD, value)
    elif isinstance(value, list):
        for item in value:
            yield from _records(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _records(item, name)
