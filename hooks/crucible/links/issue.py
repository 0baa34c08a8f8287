"""The weekly report in Markdown: what a person can mend, what to look at, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crucible.links.kind import UNDECIDED, Kind
from crucible.links.ledger import Ledger, State
from crucible.links.result import Result, Run

TITLE = "Links that need attention"
"""The title of the weekly issue. It never changes, so that the issue is found again."""

MARK = "<!-- crucible links -->"
_SIZE = 60_000

_Test = Callable[[Result, Ledger], bool]


def _in_state(*states: State) -> _Test:
    def holds(result: Result, ledger: Ledger) -> bool:
        entry = ledger.entries.get(result.link.url)
        return entry is not None and entry.state in states and result.verdict.kind not in UNDECIDED

    return holds


def _of_kind(*kinds: Kind) -> _Test:
    return lambda result, ledger: result.verdict.kind in kinds


_SECTIONS: tuple[tuple[str, str, _Test], ...] = (
    (
        "Broken",
        "Failed hard on several days. Find where the page went, or link to a copy in an archive.",
        _in_state(State.BROKEN, State.ARCHIVED),
    ),
    ("Suspect", "Failed, but not often enough to be sure.", _in_state(State.SUSPECT)),
    ("Moved for good", "`crucible links --fix` writes the new addresses.", _of_kind(Kind.MOVED)),
    (
        "Dead fragments",
        "The page is there, the place on it is not.",
        _of_kind(Kind.FRAGMENT_MISSING, Kind.TEXT_MISSING, Kind.TOO_LARGE),
    ),
    (
        "Pinned to one language",
        "The address without a language serves every reader.",
        _of_kind(Kind.LOCALE_PINNED),
    ),
    (
        "Cannot be judged",
        "Walls and sign-in pages: look at these by hand now and then.",
        _of_kind(*sorted(UNDECIDED)),
    ),
)
"""Heading, advice, and which results belong there. The last one asks nothing of anybody."""


def markdown(run: Run) -> str:
    """The body of the weekly issue. All that came from other hosts stands in code spans, so that it can
    neither mention people nor draw anything."""
    parts = [MARK, f"Checked {run.today}: {len(run.results)} of {run.asked} addresses."]
    if not run.whole:
        parts.append("The run was interrupted; the rest is as it was.")
    for heading, advice, kinds in _SECTIONS:
        rows = [result for result in run.results if kinds(result, run.after)]
        if rows:
            parts += [f"## {heading} ({len(rows)})", advice, _table(rows, run.after)]
    if run.unused:
        parts += [
            f"## No longer used ({len(run.unused)})",
            "Known to the ledger, not in the data. `crucible links --prune` forgets them.",
            "\n".join(f"- {_code(url)}" for url in run.unused),
        ]
    if len(parts) == 2:
        parts.append("Nothing needs attention.")
    text = "\n\n".join(parts) + "\n"
    return (
        text if len(text) <= _SIZE else text[:_SIZE].rpartition("\n")[0] + "\n\nCut here; the rest is in report.json.\n"
    )


def needs_attention(run: Run) -> bool:
    """Whether there is something that a person can mend."""
    return any(kinds(result, run.after) for result in run.results for _, _, kinds in _SECTIONS[:-1])


def _table(rows: Sequence[Result], ledger: Ledger) -> str:
    lines = ["| Address | What was found | Since | Where |", "| --- | --- | --- | --- |"]
    for result in sorted(rows, key=lambda result: result.link.url):
        entry = ledger.entries.get(result.link.url)
        since = (entry.failing_since or entry.since) if entry else ""
        places = "<br>".join(_code(str(place)) for place in result.link.places)
        found = _code(result.verdict.detail)
        if result.verdict.moved_to and result.verdict.moved_to not in result.verdict.detail:
            found += f"<br>write {_code(result.verdict.moved_to)}"
        lines.append(f"| {_code(result.link.url)} | {found} | {since} | {places} |")
    return "\n".join(lines)


def _code(text: str) -> str:
    """Any text as a code span in a table cell."""
    plain = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()
    return "`" + plain[:300].replace("`", "'").replace("|", "\\|") + "`" if plain else ""
