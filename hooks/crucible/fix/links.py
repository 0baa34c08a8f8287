"""Addresses in data/references.yml as readers should follow them."""

from __future__ import annotations

from collections.abc import Set
from copy import deepcopy
from urllib.parse import urlsplit

from crucible.checks.urls import canonical
from crucible.source.yaml import Source, parse_yaml

PATH = "data/references.yml"


def mend_links(path: str, text: str, keep: Set[str] = frozenset()) -> str:
    """Return the file with canonical addresses; one that has moved to another host is kept under `was`.

    An address on one of the lines `keep` stays as it is.
    """
    source, findings = parse_yaml(path, text) if path == PATH else (None, [])
    if source is None or findings or not isinstance(source.data, list):
        return text
    for index, entry in enumerate(source.data):
        for key in ("url", "short"):
            if isinstance(entry, dict) and isinstance(entry.get(key), str):
                if source.text.split("\n")[source.node((index, key)).line].strip() in keep:
                    continue
                source = _mended(source, index, key)
    return source.text


def _mended(source: Source, index: int, key: str) -> Source:
    """Return the source with one address mended, or as it was where the line is not written in the usual way."""
    old = source.data[index][key]
    new = canonical(old)
    if new == old:
        return source
    node = source.node((index, key))
    raw = source.text[node.start : node.end]
    expected = deepcopy(source.data)
    expected[index][key] = new
    tail = source.text[node.end :]
    if key == "url" and urlsplit(old).hostname != urlsplit(new).hostname:
        was = expected[index].setdefault("was", [])
        if isinstance(was, list) and old not in was:
            was.insert(0, old)
            tail = _with_former(source, index, old)
    text = source.text[: node.start] + raw.replace(old, new) + tail
    after, findings = parse_yaml(source.path, text)
    return after if after is not None and not findings and after.data == expected else source


def _with_former(source: Source, index: int, old: str) -> str:
    """Return what follows the address, with the former one as first item of `was`."""
    node = source.node((index, "url"))
    was = source.node((index,)).children.get("was")
    column = node.key.column if node.key else 0
    if was is None:
        rest = source.text[node.end :]
        line, end, after = rest.partition("\n")
        pad = " " * column
        return f"{line}{end}{pad}was:\n{pad}  - {old}\n{after}" if end else rest
    first = was.start - was.column  # the line of the first item begins here
    item = f"{' ' * was.column}- {old}\n"
    return source.text[node.end : first] + item + source.text[first:] if first >= node.end else source.text[node.end :]
