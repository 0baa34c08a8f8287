"""A line that shows how far a run is, on a terminal only."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 24


class Progress:
    """`step(what)` for each thing done; `clear()` at the end. Writes nothing where nobody watches."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream, self._done = total, stream, 0
        self._shown = stream.isatty() and total > 0

    def step(self, what: str) -> None:
        self._done += 1
        if self._shown:
            filled = _WIDTH * self._done // self._total
            bar = "#" * filled + "." * (_WIDTH - filled)
            plain = "".join(c for c in what if c.isprintable())
            self._stream.write(f"\r\x1b[K[{bar}] {self._done}/{self._total} {plain[:40]}")
            self._stream.flush()

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
