"""A zip whose bytes depend on its files and their time alone, and the careful reading of one from elsewhere.

Written here byte by byte (PKWARE APPNOTE 6.3): Python's `zipfile` takes the compression from whichever zlib the
machine has, and zlib and zlib-ng pack the same text into different bytes. The packer is libdeflate, whose version
the lock of this repository names.
"""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import IO

LEVEL = 12
LONGEST = 150
"""Characters of a path: leaves room for the folder of the reader within the 260 of Windows."""
LARGEST = 200_000_000
"""Bytes that all files of a zip may unpack to; the real copy has about 3 million."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
_FORBIDDEN = set('<>:"|?*\\')
_UNIX, _UTF8, _DEFLATED, _STORED = 3, 0x800, 8, 0
_MODE = 0o100644 << 16
_NEEDS = 20


class Refused(Exception):
    """A zip that is not read any further; `faults` say why, one line each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


def written(files: Mapping[str, bytes], when: datetime) -> bytes:
    """Return the zip of the files, in the order of their names. Raises Refused for names that no zip should hold."""
    if faults := unsafe(files):
        raise Refused(faults)
    date, time = _dos(when)
    body, directory = BytesIO(), BytesIO()
    for name in sorted(files):
        data, encoded = files[name], name.encode()
        packed = _packed(data)
        method = _DEFLATED if len(packed) < len(data) else _STORED
        content = packed if method == _DEFLATED else data
        flags = 0 if name.isascii() else _UTF8
        common = struct.pack(
            "<HHHHHIIIHH",
            _NEEDS, flags, method, time, date, zlib.crc32(data), len(content), len(data), len(encoded), 0,
        )  # fmt: skip
        offset = body.tell()
        body.write(b"PK\3\4" + common + encoded + content)
        made_by = struct.pack("<H", _UNIX << 8 | _NEEDS)
        directory.write(b"PK\1\2" + made_by + common + struct.pack("<HHHII", 0, 0, 0, _MODE, offset) + encoded)
    start, length = body.tell(), directory.tell()
    body.write(directory.getvalue())
    body.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), length, start, 0))
    return body.getvalue()


@lru_cache(maxsize=128)
def _packed(data: bytes) -> bytes:
    """Return the data compressed; kept, because the copies of the other languages hold most of the same files."""
    import deflate  # noqa: PLC0415 - comes with requirements-dev.txt, which reading a zip does not need

    return bytes(deflate.deflate_compress(data, LEVEL))


def _dos(when: datetime) -> tuple[int, int]:
    """Return date and time as MS-DOS writes them: no time zone, two seconds, from 1980 to 2107."""
    when = when.astimezone(UTC)
    first, last = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
    when = min(max(when, first), last)
    return (when.year - 1980) << 9 | when.month << 5 | when.day, when.hour << 11 | when.minute << 5 | when.second // 2


def read(file: IO[bytes]) -> dict[str, bytes]:
    """Return the files of a zip. Raises Refused for one that is broken or holds what must not be unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if faults := [*_odd(entries), *unsafe(entry.filename for entry in entries)]:
                raise Refused(faults)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error) as error:
        raise Refused([f"is no zip that can be read: {error}"]) from error
    except UnicodeDecodeError as error:
        raise Refused(["holds a name that is not UTF-8"]) from error


def _odd(entries: list[zipfile.ZipInfo]) -> Iterable[str]:
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST:
        yield f"unpacks to {total} bytes, expected at most {LARGEST}"
    for entry in entries:
        kind = entry.external_attr >> 28
        if "\0" in entry.orig_filename:
            yield f"'{entry.orig_filename!r}' holds a zero byte"
        if entry.is_dir():
            yield f"'{entry.filename}' is a folder, expected files only"
        elif kind not in (0, 0o10) and entry.create_system == _UNIX:
            yield f"'{entry.filename}' is {'a symbolic link' if kind == 0o12 else 'no ordinary file'}"
        if entry.flag_bits & 1:
            yield f"'{entry.filename}' is encrypted"


def unsafe(names: Iterable[str]) -> list[str]:
    """Return what is wrong with the names of files that shall be unpacked on Windows, macOS and Linux alike.

    Windows: learn.microsoft.com, "Naming Files, Paths, and Namespaces". macOS compares names without case and
    stores them decomposed.
    """
    faults: list[str] = []
    seen: dict[str, str] = {}
    counted = Counter(iter(names))  # of a mapping it would take the values for counts
    for name in counted:
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or name[1:2] == ":":
            faults.append(f"'{name}' is an absolute path or one of Windows, expected a path within the folder")
        elif any(part in ("", ".", "..") for part in parts):
            faults.append(f"'{name}' leads out of the folder or nowhere")
        elif any(_reserved(part) for part in parts):
            faults.append(f"'{name}' cannot be written on Windows")
        elif unicodedata.normalize("NFC", name) != name:
            faults.append(f"'{name}' is not in Unicode form NFC")
        elif len(name) > LONGEST:
            faults.append(f"'{name}' has {len(name)} characters, expected at most {LONGEST}")
        for length in range(1, len(parts) + 1):
            # A folder counts too: `Plans/a` and `plans/b` become one folder on Windows, and a file may be none.
            part = "/".join(parts[:length])
            kept = seen.setdefault(_folded(part), part)
            if kept != part:
                faults.append(f"'{part}' and '{kept}' are one name on Windows and macOS")
                break
    folders = {"/".join(name.split("/")[:n]) for name in counted for n in range(1, name.count("/") + 1)}
    faults += [f"'{name}' stands twice" for name, times in counted.items() if times > 1]
    faults += [f"'{name}' is a file and a folder" for name in sorted(folders & set(counted))]
    return faults


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _reserved(part: str) -> bool:
    return (
        part.split(".", maxsplit=1)[0].rstrip(" ").casefold() in _RESERVED
        or part.endswith((".", " "))
        or part.startswith(" ")
        or any(character in _FORBIDDEN or not character.isprintable() for character in part)
    )
