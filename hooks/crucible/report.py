"""Findings as people and machines read them: text, GitHub annotations, JSON, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from crucible.finding import Finding, Severity

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}
_PLAIN = "\x1b[0m"


def text_report(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Return one line for each finding, its way out below it, and a line that counts them."""
    rows = []
    for finding in findings:
        text = str(finding)
        if colour:
            place = str(finding.place)
            text = f"\x1b[1m{place}{_PLAIN}: {_COLOURS[finding.severity]}{text[len(place) + 2 :]}{_PLAIN}"
        rows.append(text)
    return "\n".join([*rows, summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity: '2 errors, 1 warning'."""
    if not findings:
        return "no findings"
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in Severity if counts[s]]
    return ", ".join(words)


def github_report(findings: Sequence[Finding]) -> str:
    """Return workflow commands, which GitHub shows beside the changed lines.

    Format: docs.github.com, "Workflow commands for GitHub Actions", setting an error message.
    """
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    rows = []
    for finding in findings:
        place = finding.place
        options = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
        words = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
        rows.append(f"::{levels[finding.severity]} {options}::{_data(words)}")
    return "\n".join([*rows, summary(findings)])


def json_report(findings: Sequence[Finding]) -> str:
    """Return a JSON list of findings."""
    rows = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "severity": finding.severity.value,
            "rule": finding.rule,
            "message": finding.message,
            "hint": finding.hint,
            "also": [str(place) for place in finding.also],
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
