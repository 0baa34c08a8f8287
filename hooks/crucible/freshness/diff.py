"""What changed between two texts, paragraph by paragraph and then word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

KEPT, GONE, ADDED = "=", "-", "+"
Run = tuple[str, str]
"""One of `=`, `-`, `+`, and the words that were kept, are gone or were added."""
_Opcode = tuple[str, int, int, int, int]

_BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+]|\d+[.)]|[|>]|!!!|\?\?\?)[ \t])|\n(?=[a-z]+: )")
_TOKEN = re.compile(r"\{\{[^{}]{0,600}\}\}|\]\([^)\s]{0,1000}\)|\s+|[^\s\[\]{}*]+|.", re.S)


_MOST = 1_000_000
"""Pairs of equal words, or equal paragraphs, of two texts that are compared one by one."""


def changed(was: str, now: str) -> int:
    """Return how many paragraphs or list items changed."""
    return sum(1 for _ in _pairs(_paragraphs(was), _paragraphs(now)))


def changes(was: str, now: str) -> list[list[Run]]:
    """Return each paragraph or list item that changed, as runs of words; those that did not change are left out."""
    return [list(_words(old, new)) for old, new in _pairs(_paragraphs(was), _paragraphs(now))]


def shown(paragraphs: Sequence[Sequence[Run]]) -> list[str]:
    """Return one line for each changed paragraph, as `git diff --word-diff` marks words: [-gone-]{+added+}."""
    marks = {KEPT: "{}", GONE: "[-{}-]", ADDED: "{{+{}+}}"}
    return ["".join(_marked(marks[op], text) for op, text in runs).strip() for runs in paragraphs]


def _marked(mark: str, text: str) -> str:
    """Return the text in its mark, with the spaces around it outside."""
    core = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark.format(core)}{after}" if core else text


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _BREAK.split(text) if part and part.strip()]


def _pairs(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for op, a, b, c, d in _opcodes(was, now):
        if op != "equal":
            yield from zip_longest(was[a:b], now[c:d], fillvalue="")


def _opcodes(was: list[str], now: list[str]) -> Sequence[_Opcode]:
    """Return what was kept and what was not; of two that repeat one word without end only how they begin and end."""
    if same_pairs(was, now) <= _MOST:
        return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    shorter = min(len(was), len(now))
    start = next((n for n in range(shorter) if was[n] != now[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if was[-1 - n] != now[-1 - n]), rest)
    a, b = len(was) - end, len(now) - end
    return [("equal", 0, start, 0, start), ("replace", start, a, start, b), ("equal", a, len(was), b, len(now))]


def same_pairs(was: list[str], now: list[str]) -> int:
    """Return how many pairs of equal words there are: what it takes to compare the two."""
    counts = Counter(now)
    return sum(counts[word] for word in was)


def _words(was: str, now: str) -> Iterator[Run]:
    old, new = _TOKEN.findall(was), _TOKEN.findall(now)
    opcodes = _opcodes(old, new)
    kept = sum(b - a for op, a, b, _, _ in opcodes if op == "equal")
    if kept < 0.2 * (len(old) + len(new)):  # two different sentences: word by word nobody could read it
        yield from ((op, text) for op, text in ((GONE, was), (ADDED, now)) if text)
        return
    for op, a, b, c, d in _readable(opcodes, old):
        if op == "equal":
            yield KEPT, "".join(old[a:b])
        else:
            yield from ((sign, t) for sign, t in ((GONE, "".join(old[a:b])), (ADDED, "".join(new[c:d]))) if t)


def _readable(opcodes: Sequence[_Opcode], old: list[str]) -> Iterator[_Opcode]:
    """Yield the opcodes with changes joined that only a space keeps apart."""
    joined: list[_Opcode] = []
    for op, a, b, c, d in opcodes:
        blank = op == "equal" and not "".join(old[a:b]).strip()
        if joined and joined[-1][0] != "equal" and (op != "equal" or blank):
            _, e, _, f, _ = joined[-1]
            joined[-1] = ("replace", e, b, f, d)
        else:
            joined.append((op, a, b, c, d))
    yield from joined
