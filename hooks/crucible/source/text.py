"""Which bytes are a text that people can edit: UTF-8, of sensible size, without characters that hide something."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from crucible.finding import Finding, Place, Problem

MAX_BYTES = 1_000_000
"""Of a file that people edit. The largest one of this site has 80 kB."""

HAN = r"[^\W\d_A-Za-z\u0080-\u052f\u2070-\u209f]"
"""A pattern for one Han character: a letter of another script than Latin, Greek and Cyrillic.

Not `[\u3400-\u9fff]`: `re` walks through a range when it compiles a class, 2 ms for this one.
"""

# Controls that editors do not show, and the bidirectional ones of "Trojan Source" (CVE-2021-42574).
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def first_bytes(root: Path, path: str, most: int = MAX_BYTES + 1) -> bytes:
    """Return what stands in a file, or how it begins.

    Raises Problem with a finding `encoding` where it cannot be read, or is a folder or a device.
    """
    there = root / path
    if not path.isascii() and any("\ud800" <= sign <= "\udfff" for sign in path):
        raise Problem(Finding(Place(path), "has a name that is not UTF-8", "encoding", "rename the file"))
    try:
        if there.exists() and not there.is_file():  # a pipe would never end
            raise Problem(Finding(Place(path), "is no file, expected one", "encoding", "put a file in its place"))
        with there.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise Problem(Finding(Place(path), f"cannot be read: {error.strerror or error}", "encoding")) from error


def read_text(root: Path, path: str, *, lenient: bool = False) -> str:
    """Return the text of the file, with line ends as `\\n`.

    Raises Problem with findings `encoding` (too large, empty, not UTF-8, byte order mark, hidden characters);
    with `lenient` the last two are let through, the mark is left out.
    """
    raw = first_bytes(root, path)
    if len(raw) > MAX_BYTES:
        size = f"is larger than {MAX_BYTES // 1000} kB"
        raise Problem(Finding(Place(path), size, "encoding", "split it into several files"))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Problem(Finding(Place(path), "is UTF-16, expected UTF-8", "encoding", "save it as UTF-8"))
    if lenient:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    if raw.startswith(b"\xef\xbb\xbf"):
        hint = "save it as 'UTF-8', not 'UTF-8 with BOM'"
        raise Problem(Finding(Place(path), "begins with a byte order mark", "encoding", hint))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise Problem(Finding(place_at(path, before, len(before)), message, "encoding", "save it as UTF-8")) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lenient and (hidden := tuple(_hidden(path, text))):
        raise Problem(*hidden)
    return text


def stands(root: Path, path: str) -> bool:
    """Return whether a file or folder below `root` has this path; never raises, however odd the path is."""
    there = root / path
    try:  # where it leads to is asked of what exists alone: it takes four times as long
        return there.exists() and there.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError):
        return False


def place_at(path: str, text: str, offset: int) -> Place:
    """Return the place of the character at `offset` of `text`."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Place(path, line, offset - starts[line - 1] + 1)


@lru_cache(maxsize=256)
def _line_starts(text: str) -> list[int]:
    """Return where each line begins; kept, because a file with many mistakes asks for many places."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _hidden(path: str, text: str) -> Iterator[Finding]:
    for found in islice(_HIDDEN.finditer(text), 20):
        message = f"contains the invisible character U+{ord(found[0]):04X}"
        yield Finding(place_at(path, text, found.start()), message, "encoding", "delete it and type the text anew")
