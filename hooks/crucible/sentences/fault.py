"""What is wrong in a translated text: the span, the rule, and where possible the text to put there instead."""

from __future__ import annotations

from typing import NamedTuple

NUMBERING = "count as the English does, or leave it to the program that makes the pages"
"""What is said of the number of a heading or picture; a page that counts otherwise has one mistake."""


class Fault(NamedTuple):
    """One fault in `text[start:end]` of the translation; offsets count characters from 0.

    `message` says what the translation has first, then what the English asks for. `fix`, where present, replaces
    `text[start:end]` and changes no letter and no digit but those that the rule is about.
    """

    start: int
    end: int
    rule: str
    message: str
    hint: str = ""
    fix: str | None = None


def fixed(text: str, faults: list[Fault]) -> str:
    """The text with every fix applied; of two fixes that overlap the first one is taken."""
    pieces: list[str] = []
    end = 0
    for fault in sorted(item for item in faults if item.fix is not None):
        if not pieces or fault.start >= end:
            pieces += [text[end : fault.start], fault.fix or ""]
            end = fault.end
    return "".join([*pieces, text[end:]])
