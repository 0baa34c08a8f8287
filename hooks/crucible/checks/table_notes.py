"""Footnotes of pages and tables: a mark has its note, and a note its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.blocks import blocks
from crucible.checks.amount_words import footnote_marks
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.source.markdown import markdown
from crucible.source.page import Page
from crucible.tables import table_of

_RAISED = re.compile(r"(?:\\\*|[†‡§¹²³⁴⁵⁶⁷⁸⁹]|<sup>\s*(?P<sup>[^<\s]{1,3})\s*</sup>)(?=\s*\S)", re.I)
_POWER = re.compile(r"(?:\b[kcm]?m|\b10)(?:<sup>\s*-?\d+\s*</sup>|[²³])", re.I)
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,40})\](:?)")


@rule("table-note", anywhere=True)
def table_note(sources: Sources) -> Iterator[Finding]:
    """A mark `[^1]` has its footnote, and a footnote a mark that refers to it; in tables so have stars, too.

    Good: `Gold[^1]` and, below, `[^1]: Cloud products only.`; `| Gold \\* |` and, below, `\\* Cloud products only.`
    Bad: one of the two alone.
    """
    for page in sources.pages if sources.has_data else ():
        yield from _raised(page)
    shown = [page for page in sources.pages if "[^" in page.body]
    # Where no page has notes, `[^abc]` is what a pattern looks like.
    notes = sources.house or any(found[2] for page in shown for found in _NOTE.finditer(page.body))
    for page in shown:
        body = markdown(page.body).code_free
        used: dict[str, int] = {}
        defined: dict[str, int] = {}
        for match in _NOTE.finditer(body):
            starts = not body[body.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
            (defined if match[2] and starts else used).setdefault(match[1], match.start())
        for name, offset in used.items() if notes else ():
            if name not in defined:
                yield _note(
                    page.place(offset),
                    f"'[^{name}]' refers to a footnote that does not exist",
                    f"write a line '[^{name}]: …'",
                )
        for name, offset in defined.items():
            if name not in used:
                yield _note(
                    page.place(offset), f"nothing refers to footnote '[^{name}]'", "add the mark where it belongs"
                )


def _raised(page: Page) -> Iterator[Finding]:
    """Yield the stars and raised figures in tables that have no note, and the notes below a table without one."""
    used: dict[str, int] = {}
    notes: dict[str, tuple[int, bool]] = {}
    below = False
    for block in blocks(page.body):
        if block.kind in ("table", "html-table"):
            for cell in (cell for row in table_of(block).rows for cell in row):
                for mark in footnote_marks(_NOTE.sub("", _POWER.sub("", cell.text))):
                    used.setdefault(mark, cell.start)
        elif match := _RAISED.match(block.text):
            notes.setdefault((match["sup"] or match[0]).strip("\\ "), (block.start, below))
        below = block.kind in ("table", "html-table") or (below and bool(_RAISED.match(block.text)))
    for mark, offset in used.items():
        if mark not in notes:
            yield _note(
                page.place(offset), f"'{mark}' refers to a note that does not exist", f"write a line '{mark} …'"
            )
    for mark, (offset, after) in notes.items():
        if mark not in used and after:
            yield _note(page.place(offset), f"no cell refers to note '{mark}'", "add the mark where it belongs")


def _note(place: Place, message: str, hint: str) -> Finding:
    return Finding(place, message, "table-note", hint)
