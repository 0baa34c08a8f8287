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
    rb"<(?:!--(?:.*?-->|.*)|(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*)|(?P<end>/?)(?P<name>[a-z][^\s/>]*)[^<>]*(?P<last>>?))",
    re.I | re.S,
)
_QUOTED = re.compile(rb"\"[^\"]*\"?|'[^']*'?")
_OPENS = re.compile(rb"<[a-zA-Z]")


def beyond(html: bytes) -> str:
    """Return in words what of a page is more than can be read; '' for a page as people make them."""
    if html.count(b"<") > _FEW and _depth(html) > DEEPEST:
        return f"has more than {DEEPEST} elements within one another"
    if len(html) > _LONG and any(_attributes(part) > ATTRIBUTES for part in html.split(b">") if len(part) > _LONG):
        return f"has an element with more than {ATTRIBUTES} attributes"
    return ""


def _depth(html: bytes) -> int:
    """Return how deep elements stand within one another, without those that the next of their kind closes."""
    within: Counter[bytes] = Counter()
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        name = (tag["name"] or b"").lower()
        if not name or name in _LET_BE:
            continue
        if not tag["end"]:
            if not tag[0].endswith(b"/>"):
                within[name] += 1
                depth += 1
                deepest = max(deepest, depth)
        elif within[name]:
            within[name] -= 1
            depth -= 1
    return deepest


def _attributes(part: bytes) -> int:
    start = _OPENS.search(part)
    return len(set(_QUOTED.sub(b"", part[start.start() :]).split())) if start else 0
