"""How a file is laid out: line ends, spaces at the end of lines, and in data the order and indentation of keys.

Lines are moved and shifted, never written anew, so that comments, quotes and folds stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crucible.editor import schema_of
from crucible.source.page import parse_page
from crucible.source.yaml import Node, Source, parse_yaml

_FENCE = re.compile(r"[ >]*(```+|~~~+)")
_FIRST = re.compile(r" *- +")


def tidy_text(text: str) -> str:
    """Return the text with `\\n` as line end, and one at the end of the last line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\n") + "\n" if text.strip() else text


def tidy_markdown(path: str, text: str, *, lenient: bool = False) -> str:
    """Return the page without spaces at the end of lines, but for those that Markdown reads as a break, and code."""
    page, findings = parse_page(path, tidy_text(text), name=path, lenient=lenient)
    if page is None or findings:
        return text
    lines, fence = [], ""
    for line in tidy_text(text).split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        bare = line.rstrip(" \t")
        keep = fence or line.startswith(("    ", "\t")) or (bare and line.endswith("  "))
        lines.append(line if keep else bare)
    return tidy_text("\n".join(lines))


def tidy_yaml(path: str, text: str) -> str:
    """Return the data file with its keys in the order of the model, indented by two, without spaces at line ends."""
    source, findings = parse_yaml(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if source is None or findings:
        return text
    for step in (_without_trailing_spaces, _with_one_line_end, _indented, _ordered):
        mended = step(source)
        if mended == source.text:
            continue
        after, findings = parse_yaml(path, mended)
        if after is not None and not findings and after.data == source.data:
            source = after
    return source.text


def _with_one_line_end(source: Source) -> str:
    return tidy_text(source.text)


def _without_trailing_spaces(source: Source) -> str:
    lines = source.text.split("\n")
    literal: set[int] = set()
    for node in _nodes(source.root):
        if source.text[node.start : node.start + 1] in ("|", ">"):
            literal.update(range(node.line + 1, _last_line(source, node) + 1))
    return "\n".join(line if number in literal else line.rstrip(" ") for number, line in enumerate(lines))


def _indented(source: Source) -> str:
    """Shift each block so that it stands two columns to the right of its key."""
    lines = source.text.split("\n")
    shift = [0] * len(lines)

    def visit(node: Node, by: int) -> None:
        for child in node.children.values():
            own, key = by, child.key
            if key is not None and _block(source, child) and child.line > key.line:
                own = key.column + by + 2 - child.column
                last = _last_line(source, child)
                shift[key.line + 1 : last + 1] = [own] * (last - key.line)
            visit(child, own)

    if _block(source, source.root):
        shift = [-source.root.column] * len(lines)
        visit(source.root, -source.root.column)
    return "\n".join(_shifted(line, by) for line, by in zip(lines, shift, strict=True))


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    room = len(line) - len(line.lstrip(" "))
    return " " * max(room + by, 0) + line.lstrip(" ")


def _ordered(source: Source) -> str:
    """Put the keys of each entry into the order of its schema, each with its value and the comments above it."""
    lines = source.text.split("\n")
    schema = schema_of(source.path)
    if schema is not None:
        # From the innermost outwards: what moves inside stays within the lines of what moves around it.
        for node, order in reversed(list(_entries(source.root, schema))):
            _reorder(source, lines, node, order)
    return "\n".join(lines)


def _entries(node: Node, schema: Any) -> Iterator[tuple[Node, list[str]]]:
    """Yield each mapping that is an entry or a part of one, with the keys of its schema in order."""
    if "anyOf" in schema:
        keys = set(node.children)
        nearest = max(schema["anyOf"], key=lambda one: len(keys & set(one.get("properties", ()))))
        fits = [one for one in schema["anyOf"] if _type(node) == one.get("type")]
        schema = nearest if nearest in fits else (fits or [{}])[0]
    properties = schema.get("properties", {})
    if properties and isinstance(node.value, dict):
        yield node, list(properties)
    for key, child in node.children.items():
        inside: Any
        if isinstance(node.value, dict):
            inside = properties.get(key) or next(iter(schema.get("patternProperties", {}).values()), {})
        else:
            inside = schema.get("items", {})
        yield from _entries(child, inside)


def _type(node: Node) -> str:
    return "object" if isinstance(node.value, dict) else "array" if isinstance(node.value, list) else ""


def _reorder(source: Source, lines: list[str], node: Node, order: list[str]) -> None:
    names = [str(name) for name in node.children]
    wanted = sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    keys = [child.key for child in node.children.values()]
    if wanted == names or not _block(source, node):
        return
    first, column = node.line, node.column
    starts = [first]
    for key, before in zip(keys[1:], list(node.children.values())[:-1], strict=True):
        if key is None or key.column != column or lines[key.line][:column].strip():
            return
        start, floor = key.line, _last_line(source, before) + 1
        while start > floor and _belongs_below(lines[start - 1], column):
            start -= 1
        starts.append(start)
    head = lines[first][:column]
    if head.strip() and not _FIRST.fullmatch(head):
        return
    end = _last_line(source, node) + 1
    chunks = dict(zip(names, (lines[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)), strict=True))
    chunks[names[0]] = [" " * column + chunks[names[0]][0][column:], *chunks[names[0]][1:]]
    moved = chunks[wanted[0]]
    at = next((n for n, line in enumerate(moved) if line.strip() and not line.lstrip().startswith("#")), None)
    if at is None:
        return
    dash = " " * (len(head) - len(head.lstrip(" ")))
    above = [line and dash + line.lstrip(" ") for line in moved[:at]]  # a comment above the dash, as wide as it
    chunks[wanted[0]] = [*above, head + moved[at][column:], *moved[at + 1 :]]
    lines[first:end] = [line for name in wanted for line in chunks[name]]


def _belongs_below(line: str, column: int) -> bool:
    """Whether a line between two keys goes with the second one: a comment that stands at the column of the keys."""
    bare = line.lstrip(" ")
    return not bare or (bare.startswith("#") and len(line) - len(bare) == column)


def _block(source: Source, node: Node) -> bool:
    return bool(node.children) and source.text[node.start : node.start + 1] not in ("{", "[")


def _last_line(source: Source, node: Node) -> int:
    """Return the line, from 0, on which the last character of the value stands."""
    while node.children and _block(source, node):
        node = list(node.children.values())[-1]
    key = node.key
    raw = source.text[node.start : node.end].rstrip()
    if not raw:
        return key.line if key is not None else node.line
    return node.line + raw.count("\n")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children.values():
        yield from _nodes(child)
