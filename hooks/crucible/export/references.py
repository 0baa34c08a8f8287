"""What a file of a site asks the browser for, and where its links lead: HTML, CSS, JavaScript, SVG and JSON.

Read without running anything. HTML and CSS name what they load in known places. A script can build an address
from parts, so any path or address in it counts, wherever it stands; what a script does in the end is held by the
policy that every page of a copy carries (`copied.POLICY`) and seen by the browser tests.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

LOADS, MAY_LOAD, LEADS = "loads", "may load", "leads"


@dataclass(frozen=True)
class Reference:
    """An address as it is written. `how` is `loads` (fetched to show the page), `may load` (a script or data holds
    it) or `leads` (the reader follows it); `where` names the place: 'img src', 'url()', 'script'."""

    target: str
    how: str
    where: str
    marked: bool = True
    """Whether a link to the outside world says so."""


# HTML Living Standard, 'Index of attributes': those that hold an address which is fetched.
_FETCHED = ("src", "poster", "data", "background", "manifest", "icon", "xlink:href", "archive", "longdesc", "profile")
_SETS = ("srcset", "imagesrcset")
_PASSIVE_RELS = {"canonical", "alternate", "author", "license", "next", "prev", "help", "me", "nofollow", "tag"}
_SENDS = ("action", "formaction", "ping")
_PATH = re.compile(
    r"[\w./@%+~-]*[\w@%+~-]\.(?:js|mjs|json|css|svg|png|jpe?g|gif|webp|ico|html|xml|txt|woff2?|wasm|webmanifest)\b"
)
_ADDRESS = re.compile(
    r"""(?:https?|wss?|ftp):\\?/\\?/[^\s"'`<>\\)]*|(?<=["'`(=])\\?/\\?/[\w-]+\.[\w.-]+[^\s"'`<>)]*""", re.I
)
# Names, not places: SVG and its kin are called so, and nothing is ever fetched from there.
_NAMES = re.compile(r"https?://(?:www\.)?(?:w3\.org|schema\.org|sitemaps\.org|json-schema\.org|purl\.org)(?:/|$)", re.I)
_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I)
_IMAGE_SET = re.compile(r"image-set\(([^;}]*)\)", re.I)
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_DATA = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w.]+\s*=\s*([\[{].*[\]}])\s*;?\s*", re.S)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_LINE_COMMENT = re.compile(r"^\s*//.*$", re.M)


def references(name: str, data: bytes) -> Iterator[Reference]:
    """Yield every reference of the file `name`. Raises UnicodeDecodeError where a text is not UTF-8."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix in (".html", ".htm", ".svg", ".xhtml"):
        yield from in_html(data.decode("utf-8"))
    elif suffix == ".css":
        yield from in_css(data.decode("utf-8"))
    elif suffix in (".js", ".mjs"):
        yield from in_script(data.decode("utf-8"))
    elif suffix in (".json", ".webmanifest"):
        yield from _in_data(json.loads(data), is_manifest=suffix == ".webmanifest")


def in_html(text: str) -> Iterator[Reference]:
    """Yield the references of an HTML or SVG document or a piece of one."""
    if re.search(r"<\?xml-stylesheet", text):
        yield Reference(text.partition("<?xml-stylesheet")[2].partition("?>")[0], LOADS, "xml-stylesheet")
    for node in LexborHTMLParser(text).css("*"):
        yield from _in_element(node)


def _in_element(node: LexborNode) -> Iterator[Reference]:
    tag = node.tag or ""
    attributes = {name: (value or "").strip() for name, value in node.attributes.items()}
    for name, value in attributes.items():
        if value:
            yield from _in_attribute(tag, name, value, attributes)
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        target = re.search(r"url\s*=\s*['\"]?([^'\"]+)", attributes.get("content", ""), re.I)
        if target:
            yield Reference(target[1].strip(), LOADS, "meta refresh")
    elif tag == "style":
        yield from in_css(node.text())
    elif tag == "script":
        yield from in_script(node.text())


def _in_attribute(tag: str, name: str, value: str, attributes: dict[str, str]) -> Iterator[Reference]:
    if name in _FETCHED or name in _SENDS:
        yield Reference(value, LOADS, f"{tag} {name}")
    elif name in _SETS:
        for candidate in filter(None, map(str.split, value.split(","))):
            yield Reference(candidate[0], LOADS, f"{tag} {name}")
    elif name == "href":
        yield _href(tag, value, attributes)
    elif name == "style":
        yield from in_css(value)
    elif name == "srcdoc":
        yield from in_html(value)
    elif name.startswith("on"):
        yield from in_script(value)


def _href(tag: str, value: str, attributes: dict[str, str]) -> Reference:
    if tag in ("a", "area"):
        return Reference(value, LEADS, f"{tag} href", "outside" in attributes.get("class", "").split())
    if tag == "link" and set(attributes.get("rel", "").lower().split()) & _PASSIVE_RELS:
        # Material fetches a sitemap beside each page that a `link` with hreflang names.
        return Reference(value, LOADS if "hreflang" in attributes else LEADS, "link href")
    return Reference(value, LOADS, f"{tag} href")


def in_css(text: str) -> Iterator[Reference]:
    text = _COMMENT.sub("", text)
    for found in _CSS.finditer(text):
        yield Reference(next((group for group in found.groups() if group), ""), LOADS, "url()")
    for images in _IMAGE_SET.finditer(text):
        for image in _QUOTED.finditer(images[1]):
            if not image[1].startswith("image/"):
                yield Reference(image[1], LOADS, "image-set()")


@lru_cache(maxsize=128)
def in_script(text: str) -> tuple[Reference, ...]:
    """Return every path of a file and every outside address in a script, wherever it stands but in comments.

    A script that only gives a name to JSON holds data and runs nothing. Kept: every copy has the same scripts.
    """
    return tuple(_in_script(text))


def _in_script(text: str) -> Iterator[Reference]:
    if data := _DATA.fullmatch(text):
        try:
            yield from _in_data(json.loads(data[1]), is_manifest=False)
        except ValueError:
            pass
        else:
            return
    text = _LINE_COMMENT.sub("", _COMMENT.sub("", text))
    for found in _ADDRESS.finditer(text):
        if not _NAMES.match(found[0]):
            yield Reference(found[0].replace("\\", ""), MAY_LOAD, "script")
    for found in _PATH.finditer(_ADDRESS.sub("", text)):
        yield Reference(found[0], MAY_LOAD, "script")


def _in_data(data: object, key: str = "", *, is_manifest: bool) -> Iterator[Reference]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _in_data(value, str(name), is_manifest=is_manifest)
    elif isinstance(data, list):
        for value in data:
            yield from _in_data(value, key, is_manifest=is_manifest)
    elif isinstance(data, str):
        if is_manifest and key in ("src", "start_url", "scope"):
            yield Reference(data, LOADS, f"'{key}'")
        elif "<" in data:  # HTML that a script may put into a page; its links are not part of any page yet
            yield from (found for found in in_html(data) if found.how != LEADS)


def is_outside(target: str) -> bool:
    """Whether an address leaves the folder: another scheme, another host, or the root of the file system."""
    parts = urlsplit(target.strip())
    return bool(parts.netloc) or parts.scheme not in ("", "data", "blob", "about") or parts.path.startswith("/")


def is_web(target: str) -> bool:
    """Whether an address is one of another host, which a link may lead to."""
    parts = urlsplit(target.strip())
    return parts.scheme in ("http", "https") or bool(parts.netloc)


def inside(name: str, target: str) -> tuple[str, str] | None:
    """Return (file, fragment) that `target` means in the file `name`; None for what is not a file of the site."""
    parts = urlsplit(target.strip())
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if parts.path.endswith("/") or path == ".":
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path, unquote(parts.fragment)
