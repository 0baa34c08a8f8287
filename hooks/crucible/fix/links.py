"""Addresses in data/references.yml as readers should follow them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from crucible.checks.urls import canonical
from crucible.source.yaml import Source, parse_yaml

PATH = "data/references.yml"
_TRIES = 64
"""How often the file is read again to find the addresses that cannot be mended."""


def mend_links(path: str, text: str, keep: Set[str] = frozenset()) -> str:
    """Return the file with canonical addresses; one that has moved to another host is kept under `was`.

    An address on one of the lines `keep` stays as it is.
    """
    source, findings = parse_yaml(path, text) if path == PATH else (None, [])
    if source is None or findings or not isinstance(source.data, list):
        return text
    lines = source.text.split("\n")
    found: list[tuple[int, str]] = []
    for index, entry in enumerate(source.data):
        for key in ("url", "short"):
            url = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(url, str) or canonical(url) == url:
                continue
            if lines[source.node((index, key)).line].strip() not in keep:
                found.append((index, key))
    return _mended(source, found, iter(range(_TRIES))).text


def _mended(source: Source, found: list[tuple[int, str]], tries: Iterator[int]) -> Source:
    """Return the source with these addresses mended, but for those on lines that are not written in the usual way.

    All at once; where the file would then say something else, one half after the other.
    """
    if not found or next(tries, None) is None:
        return source
    expected = deepcopy(source.data)
    edits = sorted(edit for index, key in found for edit in _edits(source, expected, index, key))
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += [source.text[done:start], new]
        done = end
    after, findings = parse_yaml(source.path, "".join([*parts, source.text[done:]]))
    if after is not None and not findings and after.data == expected:
        return after
    half = len(found) // 2
    return _mended(_mended(source, found[:half], tries), found[half:], tries) if half else source


def _edits(source: Source, expected: list[Any], index: int, key: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is to stand at which offsets; `expected` gets what the file then says."""
    old = source.data[index][key]
    new = canonical(old)
    node = source.node((index, key))
    yield node.start, node.end, source.text[node.start : node.end].replace(old, new)
    expected[index][key] = new
    if key == "url" and urlsplit(old).hostname != urlsplit(new).hostname:
        was = expected[index].setdefault("was", [])
        if isinstance(was, list) and old not in was:
            was.insert(0, old)
            yield from _former(source, index, old)


def _former(source: Source, index: int, old: str) -> Iterator[tuple[int, int, str]]:
    """Yield the former address as first item of `was`."""
    node = source.node((index, "url"))
    was = source.node((index,)).children.get("was")
    if was is None:
        end = source.text.find("\n", node.end) + 1
        pad = " " * (node.key.column if node.key else 0)
        if end:
            yield end, end, f"{pad}was:\n{pad}  - {old}\n"
    elif (first := was.start - was.column) >= node.end:  # the line of the first item begins here
        yield first, first, f"{' ' * was.column}- {old}\n"
