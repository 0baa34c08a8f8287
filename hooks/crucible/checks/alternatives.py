"""A pattern for one of very many names, which takes as long for thousands of them as for ten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FEW = 50
"""Names that a plain list of alternatives is fast enough for."""
_DEEP = 40
"""Steps behind which what is left of the names is listed."""


def one_of(names: Iterable[Sequence[str]]) -> str:
    """Return a pattern for any of the names, the longest first; each is given as the patterns of its characters."""
    known = sorted({tuple(name) for name in names}, key=len, reverse=True)
    if len(known) <= _FEW:
        return "|".join("".join(name) for name in known)
    return _branch(known, 0)


def _branch(names: list[tuple[str, ...]], at: int) -> str:
    """Return a pattern for what stands from step `at` on of names that are equal before it."""
    parts: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        if len(name) > at:
            parts.setdefault(name[at], []).append(name)
    ends = any(len(name) == at for name in names)
    if at >= _DEEP:
        rest = "|".join("".join(name[at:]) for name in names if len(name) > at)
    else:
        rest = "|".join(_step(step, found, at) for step, found in parts.items())
    return f"(?:{rest}){'?' if ends else ''}" if rest else ""


def _step(step: str, names: list[tuple[str, ...]], at: int) -> str:
    """Return a pattern for names that have this step; where it is one name, for all that is left of it."""
    if len(names) == 1:
        return "".join(names[0][at:])
    return step + _branch(names, at + 1)


def atoms(name: str, space: str) -> list[str]:
    """Return the patterns of the characters of a name; `space` stands for those between its words."""
    found: list[str] = []
    for number, word in enumerate(name.split()):
        found += [space] if number else []
        found += map(re.escape, word)
    return found
