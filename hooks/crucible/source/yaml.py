"""YAML as contributors mean it: 1.2 core scalars, every key and value with its position, nothing clever.

Refused, each with a finding: repeated keys, anchors, aliases, merge keys, tags, tabs, several documents,
keys that are not text, deep nesting, empty files. Plain scalars follow the core schema of YAML 1.2.2,
section 10.3.2, without octal, hexadecimal, infinities and exponents, so `no`, `on`, `1.10`, `2026-11-20`,
`12:30` and `017` stay what they look like.

Files that belong to others are read with `lenient`: they may have all of this, and only what is no YAML at all is a
finding. The first of two equal keys and the first document count; an alias of a list or mapping has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from crucible.finding import Finding, Place, Problem
from crucible.source.text import place_at, read_text

MAX_DEPTH = 24
MOST_FAULTS = 200
"""Mistakes after which a file is not read on."""
Step = str | int
Loc = tuple[Step, ...]

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Node:
    """A value and where it stands: offsets count characters of the file's text."""

    value: Any
    start: int
    end: int
    line: int
    column: int
    key: Node | None = None
    children: dict[Step, Node] = field(default_factory=dict)


class Source(NamedTuple):
    """A YAML file: its plain data, and the position of each key and value.

    Lines count from `first_line`, so that the front matter of a page has the lines of the page.
    """

    path: str
    text: str
    data: Any
    root: Node
    first_line: int = 1

    def node(self, loc: Iterable[Step]) -> Node:
        """Return the node at `loc`, or its nearest parent that exists."""
        node = self.root
        for step in loc:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return node

    def data_at(self, loc: Iterable[Step]) -> Any:
        """Return the plain value at `loc`, None where there is none."""
        value = self.data
        for step in loc:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def place(self, loc: Sequence[Step] = ()) -> Place:
        """Return the place of the value at `loc`, or of its nearest parent."""
        return self._place(self.node(loc))

    def key_place(self, loc: Sequence[Step]) -> Place:
        """Return the place of the key that holds the value at `loc`; for an item of a list, of the item."""
        node = self.node(loc)
        return self._place(node.key or node)

    def inside(self, loc: Sequence[Step], offset: int) -> Place:
        """Return the place of character `offset` of the text value at `loc`, also in folded and quoted scalars."""
        node = self.node(loc)
        if not isinstance(node.value, str):
            return self._place(node)
        if offset < _FAR:
            at = _raw_offset(self.text[node.start : node.end], node.value, offset)
        else:
            offsets = _all_offsets(self.text, node.start, node.end, node.value)
            at = offsets[min(offset, len(offsets) - 1)]
        found = place_at(self.path, self.text, node.start + at)
        return Place(self.path, found.line + self.first_line - 1, found.column)

    def _place(self, node: Node) -> Place:
        # Not by the marks of the parser: YAML 1.1 breaks lines where editors do not, such as at U+2028.
        found = place_at(self.path, self.text, node.start)
        return found if self.first_line == 1 else found._replace(line=found.line + self.first_line - 1)


def read_yaml(root: Path, path: str, *, lenient: bool = False) -> tuple[Source | None, list[Finding]]:
    """Read a file below `root`. Returns None where nothing usable stands in it, and every finding."""
    try:
        text = read_text(root, path, lenient=lenient)
    except Problem as problem:
        return None, list(problem.findings)
    return parse_yaml(path, text, lenient=lenient)


def parse_yaml(
    path: str, text: str, *, first_line: int = 1, lenient: bool = False
) -> tuple[Source | None, list[Finding]]:
    """Parse `text`. Returns the source (None where it cannot be parsed) and the findings, rule `yaml`."""
    reader = _Reader(path, text, first_line, lenient=lenient)
    try:
        node = reader.read()
    except Problem as problem:
        return None, reader.findings + list(problem.findings)
    except yaml.MarkedYAMLError as error:
        return None, [*reader.findings, reader.syntax(error)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [*reader.findings, Finding(Place(path, first_line), f"is not YAML: {error}", "yaml")]
    if reader.refused:
        return None, reader.findings
    return Source(path, text, node.value, node, first_line), reader.findings


class _Reader:
    """One pass over the parser's events, without recursion, so that depth is bounded before it hurts."""

    def __init__(self, path: str, text: str, first_line: int, *, lenient: bool) -> None:
        self.path, self.text, self.first_line, self.lenient = path, text, first_line, lenient
        self.anchors: dict[str, Node] = {}
        self.findings: list[Finding] = []
        self.refused = False
        self.long: yaml.ScalarEvent | None = None
        """The last text in quotes that goes on over several lines."""

    def read(self) -> Node:
        for match in () if self.lenient else re.finditer(r"\t", self.text):
            place = place_at(self.path, self.text, match.start())
            message = "a tab stands here, YAML is indented with spaces"
            raise Problem(Finding(self._moved(place), message, "yaml", "replace the tab by two spaces"))
        stack: list[tuple[Node, Node | None]] = []  # (collection, key that waits for its value)
        root: Node | None = None
        for event in yaml.parse(self.text.replace("\t", " "), Loader=_PARSER):
            if isinstance(event, yaml.ScalarEvent):  # nearly all are
                root = self._attach(stack, self._scalar(event)) or root
            elif isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    if self.lenient:
                        break
                    raise Problem(
                        self._at(event, "a second document begins here, expected one", "delete the line `---`")
                    )
            elif isinstance(event, yaml.AliasEvent):
                root = self._attach(stack, self._alias(event)) or root
            elif isinstance(event, yaml.NodeEvent):
                self._plain_only(event)
                node = self._node(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                root = self._attach(stack, node) or root
                if len(stack) >= MAX_DEPTH:
                    deep = self._at(event, f"is nested deeper than {MAX_DEPTH} levels", "")
                    raise Problem(*([] if self.lenient else [deep]))
                stack.append((node, None))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()[0].end = _mark(event.end_mark).index
        if root is None or (root.value is None and not root.children):
            empty = Finding(Place(self.path, self.first_line), "is empty", "yaml", "delete the file or fill it")
            raise Problem(*([] if self.lenient else [empty]))
        return root

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        if event.anchor or event.tag:
            self._plain_only(event)
        node = self._node(event, self._value(event))
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        self._refuse(event, f"'*{event.anchor}' repeats another value", "write the value out")
        same = self.anchors.get(event.anchor or "")
        return replace(same, key=None) if same else self._node(event, None)

    def _attach(self, stack: list[tuple[Node, Node | None]], node: Node) -> Node | None:
        """Put `node` into the open collection; return it where it is the root of the document."""
        if not stack:
            return node
        parent, key = stack[-1]
        if isinstance(parent.value, list):
            parent.children[len(parent.value)] = node
            parent.value.append(node.value)
        elif key is None:
            stack[-1] = (parent, self._key(node))
        else:
            stack[-1] = (parent, None)
            node.key = key
            if key.value in parent.children and not self.lenient:
                first = parent.children[key.value].key or node
                place = Place(self.path, first.line + self.first_line, first.column + 1)
                message = f"key '{key.value}' stands twice, first on line {place.line}"
                found = Finding(self._node_place(key), message, "yaml", "delete one of the two", also=(place,))
                self._say(found)
            elif key.value not in parent.children:
                parent.children[key.value] = node
                parent.value[key.value] = node.value
        return None

    def _key(self, node: Node) -> Node:
        if node.value == "<<":
            self._found(node, "'<<' merges another mapping", "write the keys out")
        elif not isinstance(node.value, str):
            shown = self.text[node.start : node.end].splitlines()[0][:40] if node.end > node.start else ""
            if isinstance(node.value, (dict, list)):
                what = "list" if isinstance(node.value, list) else "mapping"
                self._found(node, f"a {what} stands here, expected a key that is a word", "")
            else:
                self._found(node, f"key '{shown}' is not a word", f"write it in quotes: '{shown}'" if shown else "")
            # Unique, so that one mistake stays one finding; the node itself may be a collection that is still open.
            return replace(node, value=shown if self.lenient else f"{shown}\n{node.start}", children={})
        return node

    def _plain_only(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(event, f"'&{event.anchor}' is an anchor", "write the value out where it is needed")
        tag = getattr(event, "tag", None)
        if tag:
            self._refuse(event, f"'{tag.replace('tag:yaml.org,2002:', '!!')}' is a tag", "delete the tag")

    def _value(self, event: yaml.ScalarEvent) -> Any:
        if event.style in ("'", '"') and _mark(event.start_mark).line != _mark(event.end_mark).line:
            self.long = event
        return event.value if event.style else _core(event.value)

    def _node(self, event: yaml.NodeEvent, value: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # the parser sets both  # noqa: S101
        return Node(value, start.index, end.index, start.line, start.column)

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> None:
        if not self.lenient:
            self.refused = True
            self._say(self._at(event, message, hint))

    def _found(self, node: Node, message: str, hint: str) -> None:
        if self.lenient:
            return
        self.refused = True
        self._say(Finding(self._node_place(node), message, "yaml", hint))

    def _say(self, finding: Finding) -> None:
        self.findings.append(finding)
        if len(self.findings) >= MOST_FAULTS:
            raise Problem

    def _node_place(self, node: Node) -> Place:
        return Place(self.path, node.line + self.first_line, node.column + 1)

    def _at(self, event: yaml.Event, message: str, hint: str) -> Finding:
        mark = _mark(event.start_mark)
        place = Place(self.path, mark.line + self.first_line, mark.column + 1)
        return Finding(place, message, "yaml", hint)

    def _moved(self, place: Place) -> Place:
        return Place(place.path, place.line + self.first_line - 1, place.column)

    def syntax(self, error: yaml.MarkedYAMLError) -> Finding:
        """Say what the parser stumbled over; its position is the best there is, its words are for programmers."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        unclosed = "quoted scalar" in (error.context or "") and "unexpected" in (error.problem or "")
        start: Any = error.context_mark if unclosed else None
        if self.long and _mark(self.long.end_mark).line == line:  # it ended at the next quotation mark of another text
            start = self.long.start_mark
        if start:
            place = Place(self.path, start.line + self.first_line, start.column + 1)
            message = "the quotation mark that opens here is not closed where its text ends"
            return Finding(place, message, "yaml", "close it at the end of the text, or delete it")
        last = self.text.rstrip().count("\n")
        line, column = (line, column) if line <= last else (last, 0)
        problem = (error.problem or "cannot be read").replace("did not find", "lacks an")
        hint = next(
            (hint for words, hint in _HINTS if words in str(error)),
            "compare its indentation and quotes with the lines above",
        )
        return Finding(Place(self.path, line + self.first_line, column + 1), f"is not YAML: {problem}", "yaml", hint)


_HINTS = (
    ("mapping values are not allowed", "put a text that contains ': ' in quotes"),
    ("could not find expected ':'", "end the key with ':' and a space"),
    ("block end", "indent this line like the lines above it"),
    ("flow", "close the bracket"),
    ("cannot start any token", "put the text in quotes"),
    ("alias", "put a text that begins with '*' in quotes"),
)


def _mark(mark: Any) -> yaml.Mark:
    return cast(yaml.Mark, mark)  # the stubs say that it may be missing; the parser always sets it


def _core(value: str) -> Any:
    if value in ("", "~", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if value[-1].isdecimal() and len(value) < 20 and _INT.fullmatch(value):
        return int(value)
    return value


_FAR = 100
"""Characters of a text behind which it pays to find the places of all of them at once."""
_ESCAPED = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^\n])")


def _raw_offset(raw: str, value: str, offset: int) -> int:
    """Return where character `offset` of a scalar's value stands in its raw text (quotes, folding, indentation)."""
    at = 0
    for at in islice(_offsets(raw, value), offset + 1):  # noqa: B007 - the last one is meant
        pass
    return at


@lru_cache(maxsize=8)
def _all_offsets(text: str, start: int, end: int, value: str) -> tuple[int, ...]:
    """Return where each character stands; kept, as a long text may have many mistakes."""
    return tuple(_offsets(text[start:end], value))


def _offsets(raw: str, value: str) -> Iterator[int]:
    """Yield where each character stands, and at last where the text ends."""
    at = raw.find("\n") + 1 if raw[:1] in ("|", ">") else int(raw[:1] in ("'", '"'))
    quoted = raw.startswith('"')
    for character in value:
        length = 1
        while at < len(raw) and raw[at] != character and not (character == " " and raw[at] == "\n"):
            escaped = _ESCAPED.match(raw, at) if quoted else None
            if escaped:
                length = escaped.end() - at
                break
            at += 1
        yield at
        at += length
    yield min(at, len(raw))
