"""Addresses and ids as people write them, in Markdown, HTML and templates, with where they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from crucible.site import styles
from crucible.site.document import candidates

_INLINE = re.compile(r"\]\([ ]?(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)", re.M)
_ATTRIBUTE = re.compile(
    r"[\s\"'](?P<name>href|src|srcset|imagesrcset|poster|data|action|formaction|cite|background|longdesc|manifest|style"
    r"|content|xlink:href|data-[\w-]*(?:href|src|srcset|url|link|target|poster))\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<unquoted>[^\s\"'<>=`]+))",
    re.I,
)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?(?P<url>[^'\"]+)", re.I)
_FILTERED = re.compile(r"\{\{-?\s*(?P<quote>['\"])(?P<path>[^'\"]+)(?P=quote)\s*\|\s*url\s*-?\}\}")
_ID = re.compile(
    r"\{:?[^{}\n]*?#(?P<braced>[^\s{}.]+)[^{}\n]*\}"
    r"|[\s\"'](?:id|name)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<unquoted>[^\s\"'<>=`]+))",
    re.I,
)


class Written(NamedTuple):
    """An address (or id), entities decoded, and the offset at which it begins."""

    address: str
    offset: int
    markdown: bool = False
    """Whether it is written in Markdown, where pages are called `.md`."""
    rooted: bool = False
    """Whether it starts at the root of the site."""


def in_markdown(text: str) -> Iterator[Written]:
    """Yield every address in Markdown and the HTML within it, in order of kind, then of place."""
    for match in _INLINE.finditer(text):
        name = match.lastgroup or "bare"
        yield Written(html.unescape(match[name] or ""), match.start(name), markdown=True)
    for match in _DEFINITION.finditer(text):
        yield Written(html.unescape(match["target"]), match.start("target"), markdown=True)
    yield from in_html(text)


def in_html(text: str) -> Iterator[Written]:
    """Yield every address in the attributes of HTML, and in the styles within it."""
    for match in _ATTRIBUTE.finditer(text):
        group = next(g for g in ("double", "single", "unquoted") if match[g] is not None)
        name, value, start = match["name"].lower(), match[group], match.start(group)
        if name.endswith("srcset"):
            yield from (Written(html.unescape(url), start + at) for at, url in candidates(value))
        elif name == "style":
            yield from (Written(html.unescape(url), start + at) for url, at in styles.addresses(value))
        elif name == "content" and (refresh := _REFRESH.match(value)):
            yield Written(html.unescape(refresh["url"]), start + refresh.start("url"))
        else:
            yield Written(html.unescape(value), start)
    for style in re.finditer(r"<style\b[^>]*>(.*?)</style", text, re.S | re.I):
        yield from (Written(url, style.start(1) + at) for url, at in styles.addresses(style[1]))


def in_template(text: str) -> Iterator[Written]:
    """Yield the addresses that a template names itself: literal ones, and those made by `{{ 'path' | url }}`."""
    for match in _FILTERED.finditer(text):
        yield Written(match["path"], match.start("path"), rooted=True)
    yield from (written for written in in_html(text) if "{{" not in written.address)


def ids(text: str) -> Iterator[Written]:
    """Yield every id that is written out, in Markdown's braces or as an attribute."""
    for match in _ID.finditer(text):
        group = next(g for g in ("braced", "double", "single", "unquoted") if match[g] is not None)
        yield Written(html.unescape(match[group]), match.start(group))
