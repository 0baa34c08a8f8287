"""Findings for a person at a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import IO

from crucible.finding import Finding, Severity

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
"""What a terminal obeys or does not show; compiled where there is a finding."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def wants_colour(stream: IO[str], environment: Mapping[str, str]) -> bool:
    """Return whether to colour what is written to `stream`: a terminal, and nobody said no (https://no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def text_report(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Return one line for each finding, its way out below it, and a line that counts them."""
    rows = []
    for finding in findings:
        text = visible(finding)
        if colour:
            place = seen(str(finding.place))
            text = f"{_BOLD}{place}{_PLAIN}: {_COLOURS[finding.severity]}{text[len(place) + 2 :]}{_PLAIN}"
        rows.append(text)
    return "\n".join([*rows, summary(findings)])


def visible(finding: Finding) -> str:
    """Return a finding as text without anything that a terminal obeys: names and values may hold it."""
    said = f"{finding.place}: {finding.message} [{finding.rule}]"
    return "\n    ".join(map(seen, [said, finding.hint] if finding.hint else [said]))


def seen(text: str) -> str:
    """Return a text with what is not seen of it, or turns the text round, written as `\\x1b`."""
    return re.sub(_UNSEEN, lambda found: found[0].encode("unicode_escape").decode(), text)


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity: '2 errors, 1 warning'."""
    if not findings:
        return "no findings"
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in Severity if counts[s]]
    return ", ".join(words)
