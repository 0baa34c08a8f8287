"""What a check knows from the last one: what the rules said of each text, in `.cache/crucible/sentences.json`.

A text is known by a digest of all that the rules see of it. The file says what judged: the sources of this package and
the glossary; what another one has said is no use. It may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from crucible.sentences.fault import Fault

FILE = ".cache/crucible/sentences.json"
_MOST_BYTES = 50_000_000
_TYPES = [int, int, str, str, str]

Said = tuple[tuple[Fault, ...], tuple[Fault, ...]]
"""What is wrong in a translation beside its English, and by itself."""


class Memory:
    """What was said at the last check, and what is said now; `judge` names what judges besides this package."""

    def __init__(self, root: Path, judge: str) -> None:
        self._path = root / FILE
        self._judge = _digest(repr((sys.version, *_package(), judge)))
        self._before = self._read()
        self._now: dict[str, Said] = {}

    def said(self, seen: str, judge: Callable[[], Said]) -> Said:
        """Return what was said of a text, all that the rules see of which is `seen`; a new one is judged."""
        digest = _digest(seen)
        found = self._now.get(digest) or self._before.get(digest)
        if found is None:
            found = judge()
        self._now[digest] = found
        return found

    def save(self) -> None:
        """Write down what was said in this check. A folder that cannot be written to is left as it is."""
        if self._now.keys() == self._before.keys():
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            said = json.dumps({"judge": self._judge, "said": self._now}, ensure_ascii=False, sort_keys=True)
            beside.write_text(said, encoding="utf-8")
            beside.replace(self._path)
        except (OSError, UnicodeEncodeError):
            with suppress(OSError):
                beside.unlink()

    def _read(self) -> dict[str, Said]:
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return {}
            read = json.loads(self._path.read_bytes())
            if read["judge"] != self._judge:
                return {}
            return {digest: (_faults(beside), _faults(alone)) for digest, (beside, alone) in read["said"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}  # not there, cut off, or not ours


def _faults(rows: list[list[object]]) -> tuple[Fault, ...]:
    """Return the faults of a file. Raises ValueError or TypeError for anything else."""
    found = tuple(Fault(*row) for row in rows)  # type: ignore[arg-type]  # looked at below
    for fault in found:
        if [type(value) for value in fault[:5]] != _TYPES or not isinstance(fault.fix, str | None):
            raise ValueError(fault)
    return found


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _package(folder: Path = Path(__file__).parent.parent) -> Iterator[str]:
    """Name what judges: each source of this package, with the size and date by which Python knows that it changed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _package(Path(entry.path))
        elif entry.name.endswith(".py"):
            found = entry.stat()
            yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
