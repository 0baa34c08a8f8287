"""Findings for another program."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crucible.finding import Finding


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
