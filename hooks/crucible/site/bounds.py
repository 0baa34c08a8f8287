"""Which finished pages are not parsed: a parser takes the square of their length, and a browser does not show them."""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 512
"""Elements within elements that a browser shows as such; Chromium and Safari lay the rest side by side."""
ATTRIBUTES = 1000
"""Of one element."""

_FEW, _LONG = 2000, 20_000
_VOID = b"area base br col embed hr img input link meta param source track wbr"
_CLOSED_BY_NEXT = b"p li dt dd tr td th tbody thead tfoot caption option optgroup rt rp html head body"
_LET_BE = frozenset((_VOID + b" " + _CLOSED_BY_NEXT).split())
_TAG = re.compile(
    rb"<(?:!--(?:.*?-->|.*)|(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*)|(?P<end>/?)(?P<name>[a-z][^\s/>]*+)"
    rb"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))*+)>?)",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(rb"([^\s/=][^\s/=]*+)(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|\S*+))?+")
_HELD = re.compile(rb"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")
"""A sign in a value that looks like the end of its tag."""


def beyond(html: bytes) -> str:
    """Return in words what of a page is more than can be read; '' for a page as people make them."""
    deep = html.count(b"<") > _FEW
    wide = len(html) > _LONG and (_HELD.search(html) or any(len(part) > _LONG for part in html.split(b">")))
    return _told(html) if deep or wide else ""


def _told(html: bytes) -> str:
    """Judge how deep elements stand within one another, without those that the next of their kind closes."""
    within: Counter[bytes] = Counter()
    depth = 0
    for tag in _TAG.finditer(html):
        name, rest = (tag["name"] or b"").lower(), tag["rest"] or b""
        if len(rest) > _LONG and len({found[1].lower() for found in _ATTRIBUTE.finditer(rest)}) > ATTRIBUTES:
            return f"has an element with more than {ATTRIBUTES} attributes"
        if not name or name in _LET_BE:
            continue
        if tag["end"]:
            if within[name]:
                within[name] -= 1
                depth -= 1
        elif not tag[0].endswith(b"/>"):
            within[name] += 1
            depth += 1
            if depth > DEEPEST:
                return f"has more than {DEEPEST} elements within one another"
    return ""
