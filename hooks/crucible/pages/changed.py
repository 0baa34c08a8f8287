"""What changed in the English of a section, as readers see it: words instead of Markdown and macro calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crucible.freshness.diff import KEPT, Run
from crucible.pages.blocks import Macros
from crucible.pages.calls import Call, segments
from crucible.pages.setting import MacroError

_LINK = re.compile(r"\]\(([^)\s]*)\)")
_MARKS = re.compile(r"\*\*|`|\[|^(?:[-*+]|\d+[.)]|[!?]{3}\+?|#{1,6})\s+", re.M)
_BLOCK = re.compile(r"<(?:table|ul|ol|dl|div|p|h[1-6])\b|^## ", re.M)
_TAGS = re.compile(r"<[^>]*>")


def readable(paragraphs: Iterable[Sequence[Run]], macros: Macros) -> list[list[Run]]:
    """Return the runs of each changed paragraph without marks; the address of a link shows only where it changed."""
    shown = []
    for runs in paragraphs:
        words = [(op, _words(text, macros, changed=op != KEPT)) for op, text in runs]
        shown.append([run for op, text in words for run in _spaced(op, text)])
    return [runs for runs in shown if runs]


def _spaced(op: str, text: str) -> list[Run]:
    """Return a run with the spaces around it as runs that were kept, so that no mark is drawn under them."""
    core = text.strip()
    if op == KEPT or not core:
        return [(KEPT, text)] if text else []
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return [run for run in ((KEPT, before), (op, core), (KEPT, after)) if run[1]]


def _words(text: str, macros: Macros, *, changed: bool) -> str:
    pieces, _ = segments(text)
    said = "".join(_value(piece, macros) if isinstance(piece, Call) else piece for piece in pieces)
    said = _LINK.sub(lambda match: f" ({match[1]})" if changed else "", said)
    return _MARKS.sub("", said)


def _value(call: Call, macros: Macros) -> str:
    """Return what a call within a sentence stands for today; of a table or list, or of what is gone, its name."""
    try:
        html = str(macros.call(call))
    except MacroError:
        return f"{{{{ {call.source} }}}}"
    return f"{{{{ {call.source} }}}}" if _BLOCK.search(html) else _TAGS.sub("", html)
