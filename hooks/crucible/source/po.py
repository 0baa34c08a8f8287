"""A gettext catalog as translators edit it, each entry with its positions.

The format is that of the GNU gettext manual, "The Format of PO Files". Babel reads catalogs too, but it
knows no columns and repairs in silence what a translator should hear about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from crucible.finding import Finding, Place, Problem
from crucible.source.text import read_text

MACHINE = "machine"
"""The translator's comment on an entry that a machine has translated and nobody has reviewed."""
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"\s*')
_ESCAPE = re.compile(r"\\(.?)", re.S)
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r"}
_WIDE = re.compile(r'[\n\t"\\\r]')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)[ \t]*(?=\")")


@dataclass
class Text:
    """A string of the catalog and where each of its quoted pieces begins: (offset in the value, line, column)."""

    value: str = ""
    pieces: list[tuple[int, int, int]] = field(default_factory=list)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of character `offset` of the value; escapes before it in its piece widen it."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece[0])
        start, line, column = self.pieces[at - 1] if at else (0, 1, 1)
        if offset == start:
            return line, column + 1
        escapes = _escaped(self.value)
        wider = bisect_left(escapes, offset) - bisect_left(escapes, start)
        return line, column + 1 + min(offset, len(self.value)) - start + wider


@lru_cache(maxsize=32)
def _escaped(value: str) -> list[int]:
    """Return where the characters stand that are escaped in the file; kept, as a long text may have many mistakes."""
    return [found.start() for found in _WIDE.finditer(value)]


@dataclass
class Message:
    """One entry. `forms` are the translations: one, or one for each plural form."""

    line: int
    id: Text = field(default_factory=Text)
    plural: Text | None = None
    context: Text | None = None
    forms: dict[int, Text] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    locations: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    previous: str = ""
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        return self.id.value, self.context.value if self.context else None

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text and none is marked as fuzzy."""
        return bool(self.forms) and all(form.value for form in self.forms.values()) and not self.fuzzy

    @property
    def machine(self) -> bool:
        """Whether a machine translated it and nobody has reviewed it since."""
        return MACHINE in self.comments


@dataclass(frozen=True)
class PoFile:
    """A catalog: its entries in the order of the file, without the header, and the header's fields."""

    path: str
    messages: tuple[Message, ...]
    header: dict[str, str]
    header_line: int = 1
    header_places: dict[str, Place] = field(default_factory=dict)
    """Where each field of the header stands."""

    def place(self, text: Text, offset: int = 0) -> Place:
        line, column = text.position(offset)
        return Place(self.path, line, column)


def read_po(root: Path, path: str) -> tuple[PoFile | None, list[Finding]]:
    """Read a catalog below `root`. Returns None where it is no text, and every finding, rule `po`."""
    try:
        text = read_text(root, path)
    except Problem as problem:
        return None, list(problem.findings)
    return parse_po(path, text)


def parse_po(path: str, text: str) -> tuple[PoFile, list[Finding]]:
    """Parse a catalog. An entry that cannot be read is left out and has a finding; the others stay."""
    reader = _Reader(path)
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line.strip(), len(line) - len(line.lstrip()))
    reader.end()
    header = next((m for m in reader.messages if m.key == ("", None) and not m.obsolete), None)
    fields: dict[str, str] = {}
    places: dict[str, Place] = {}
    if header and 0 in header.forms:
        for row in header.forms[0].value.splitlines():
            name, _, value = row.partition(":")
            fields[name.strip()] = value.strip()
        places = {name: Place(path, *header.forms[0].position(at)) for name, at in _rows(header.forms[0].value)}
    messages = tuple(m for m in reader.messages if m is not header)
    return PoFile(path, messages, fields, header.line if header else 1, places), reader.findings


def _rows(value: str) -> Iterator[tuple[str, int]]:
    """Yield the name of each field of a header, and where it begins."""
    at = 0
    for row in value.split("\n"):
        yield row.partition(":")[0].strip(), at
        at += len(row) + 1


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.messages: list[Message] = []
        self._new()

    def _new(self) -> None:
        self.message: Message | None = None
        self.text: Text | None = None
        self.flags: set[str] = set()
        self.locations: list[str] = []
        self.comments: list[str] = []
        self.previous = ""
        self.broken = False

    def line(self, number: int, line: str, indent: int) -> None:
        if not line:
            self.end()
            return
        obsolete = line.startswith("#~")
        if obsolete and not line.startswith("#~|"):
            line, indent = line[2:].lstrip(), indent + len(line) - len(line[2:].lstrip())
            if not line:
                return  # an empty line within what is obsolete
        if line.startswith("#"):
            self._comment(line)
            return
        rest, column = line, indent
        if keyword := _KEYWORD.match(line):
            self._keyword(keyword[1], keyword[2], number, obsolete)
            rest, column = line[keyword.end() :], indent + keyword.end()
        if not rest.startswith('"'):
            word = line.split()[0][:30]
            self._found(
                number,
                indent + 1,
                f"'{word}' is not msgid, msgstr or a text in quotes",
                "begin a comment with '#'",
            )
        elif self.text is not None:
            self._string(rest, number, column)

    def _comment(self, line: str) -> None:
        if self.message is not None and self.message.forms:
            self.end()  # entries need no blank line between them
        if line.startswith("#,"):
            self.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif line.startswith("#:"):
            self.locations += line[2:].split()
        elif line.startswith(("#|", "#~|")):
            match = _STRING.search(line)
            self.previous += _ESCAPE.sub(lambda m: _ESCAPES.get(m[1], m[0]), match[1]) if match else ""
        else:
            self.comments.append(line[1:].strip())

    def _keyword(self, word: str, index: str | None, number: int, obsolete: bool) -> None:
        if word == "msgctxt" or (word == "msgid" and (self.message is None or self.message.id.pieces)):
            if self.message is not None and (self.message.id.pieces or self.message.forms):
                self.end()
            self.message = Message(number, obsolete=obsolete)
        if self.message is None:
            self._found(number, 1, f"'{word}' has no msgid before it", "put the msgid first")
            self.text = None
            return
        self.text = Text()
        if word == "msgctxt":
            self.message.context = self.text
        elif word == "msgid":
            self.message.id = self.text
        elif word == "msgid_plural":
            self.message.plural = self.text
        else:
            form = int(index or 0)
            if form in self.message.forms:
                self._found(number, 1, f"'{word}' stands twice in this entry", "delete one of the two")
                return
            self.message.forms[form] = self.text

    def _string(self, rest: str, number: int, column: int) -> None:
        match = _STRING.fullmatch(rest)
        if match is None or self.text is None:
            message = "the text does not end with a quotation mark, or has one inside"
            self._found(number, column + 1, message, 'write \\" for a quotation mark inside a text')
            return
        value = match[1]
        if "\\" in value:
            for escape in _ESCAPE.finditer(value):
                if escape[1] not in _ESCAPES:
                    message = f"'{escape[0]}' is not an escape, expected \\n, \\t, \\\" or \\\\"
                    self._found(number, column + 2 + escape.start(), message, f"write '\\{escape[0]}'")
                    return
            value = _ESCAPE.sub(lambda m: _ESCAPES[m[1]], value)
        self.text.pieces.append((len(self.text.value), number, column + 1))
        self.text.value += value

    def _found(self, line: int, column: int, message: str, hint: str) -> None:
        if not self.broken:  # what follows in a broken entry is the same mistake
            self.findings.append(Finding(Place(self.path, line, column), message, "po", hint))
        self.broken = True

    def end(self) -> None:
        message = self.message
        if message is not None and not self.broken:
            message.flags, message.previous = frozenset(self.flags - {""}), self.previous
            message.locations, message.comments = tuple(self.locations), tuple(self.comments)
            if not message.forms:
                self._found(message.line, 1, f"msgid '{message.id.value[:40]}' has no msgstr", 'add a line: msgstr ""')
            else:
                self.messages.append(message)
        elif message is None and not self.broken and not self.flags and not self.locations:
            self.comments = []
        if message is not None or self.broken:
            self._new()
