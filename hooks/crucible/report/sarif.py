"""Findings for GitHub code scanning and other readers of SARIF.

Format: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; what GitHub makes of it:
docs.github.com, "SARIF support for code scanning".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from crucible.finding import Finding, Place, Severity

MOST = 5000
"""Results that code scanning keeps of a file; the worst ones stand first."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_BASE = "%SRCROOT%"
_PLACES = re.compile(r"(?<=:)\d+:\d+|(?<=\bline )\d+")


class About(NamedTuple):
    """What a reader may know of a rule: its law in one sentence, and its whole manual in Markdown."""

    id: str
    severity: Severity
    law: str
    manual: str


def sarif_report(findings: Sequence[Finding], rules: Sequence[About], version: str) -> str:
    """Return a SARIF log with one run. Without a clock and a path of this machine: same findings, same text."""
    order = list(Severity)
    worst = sorted(findings, key=lambda finding: (order.index(finding.severity), finding))[:MOST]
    known = {rule.id for rule in rules}
    others = sorted({finding.rule for finding in worst} - known)
    described = [*rules, *(About(id, Severity.ERROR, id, id) for id in others)]
    index = {rule.id: number for number, rule in enumerate(described)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {"name": "Crucible", "semanticVersion": version, "rules": [_rule(r) for r in described]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder of the site"}}},
        "results": [_result(finding, index[finding.rule], seen) for finding in worst],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def fingerprint(finding: Finding) -> str:
    """Return what stays the same of a finding when lines are added above it."""
    stable = "\0".join((finding.rule, finding.place.path, _PLACES.sub("", finding.message)))
    return hashlib.sha256(stable.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _rule(rule: About) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.law},
        "fullDescription": {"text": rule.manual},
        "help": {"text": rule.manual, "markdown": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int, seen: Counter[str]) -> dict[str, Any]:
    mark = fingerprint(finding)
    seen[mark] += 1
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\n{finding.hint}" if finding.hint else finding.message},
        "locations": [{"physicalLocation": _location(finding.place)}],
        "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},  # the one name GitHub reads
    }
    if finding.also:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": f"see also {place}"}, "physicalLocation": _location(place)}
            for number, place in enumerate(finding.also, 1)
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": _BASE},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
