"""All pages of a language as one document, for paper and PDF: cover, contents, one chapter for each page.

Every id gets the name of its page before it, and links between pages become links within the document.
"""

from __future__ import annotations

import html as html_
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

NAME = "print.html"
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(
    r'(?<=\s)(id|for|name|headers|href|src|aria-labelledby|aria-describedby|aria-controls|aria-owns)="([^"]*)"'
)
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.S)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)


@dataclass(frozen=True)
class Chapter:
    """A page: its id in the document, its title, its content."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Part:
    """A section of the navigation with its chapters; a page that stands alone is a part without a title."""

    title: str
    chapters: tuple[Chapter, ...]


def parts(nav: Sequence[tuple[str, Sequence[str]]], contents: Mapping[str, str]) -> list[Part]:
    """Return the parts in the order of the navigation: (title, names of pages). `contents` is HTML by name.

    A name is that of the source, `plans/premier-support.md`, as in the navigation.
    """
    listed = [(title, [name for name in names if name in contents]) for title, names in nav]
    known = {_address(name) for _, names in listed for name in names}
    return [
        Part(title, tuple(_chapter(_address(name), contents[name], known) for name in names))
        for title, names in listed
        if names
    ]


def _chapter(address: str, html: str, known: set[str]) -> Chapter:
    html = _PERMALINK.sub("", html)
    title = _TITLE.search(html)
    plain = html_.unescape(re.sub(r"<[^>]+>", "", title[1])).strip() if title else address
    html = html.replace("<details", "<details open")
    # A landmark has a name of its own in a document; the same table can stand in two chapters.
    html = html.replace('role="region"', 'role="group"')
    html = _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", html)
    html = _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda found: _adapted(found, address, known), tag[0]), html)
    return Chapter(_id(address), plain, Markup(html))  # noqa: S704 - the content of the page


def _adapted(found: re.Match[str], address: str, known: set[str]) -> str:
    name, value = found[1], html_.unescape(found[2])
    if name in ("href", "src"):
        value = _link(value, address, known)
    elif name != "name":
        value = " ".join(f"{_id(address)}--{id}" for id in value.split())
    return f'{name}="{html_.escape(value)}"'


def _link(target: str, address: str, known: set[str]) -> str:
    """Return where a link of the page at `address` leads from within the document."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return target
    path = posixpath.join(posixpath.dirname(address), parts.path) if parts.path else address
    path = posixpath.normpath(path)
    if unquote(path) not in known:
        return f"{path}#{parts.fragment}" if parts.fragment else path
    return f"#{_id(path)}--{parts.fragment}" if parts.fragment else f"#{_id(path)}"


def _address(name: str) -> str:
    return f"{name.removesuffix('.md')}.html"


def _id(address: str) -> str:
    return address.removesuffix(".html").replace("/", "-")
