"""Findings on a pull request at GitHub: annotations beside the changed lines, and the summary of a step.

Formats: docs.github.com, "Workflow commands for GitHub Actions": setting an error message, adding a job summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from crucible.finding import Finding, Severity
from crucible.report.text import seen, summary, visible

SHOWN = 10
"""GitHub drops all annotations of a step but the first ten of each level, without a word."""

ROWS = 300
"""Lines of the summary; GitHub refuses one that is larger than a megabyte, the whole of it."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+!|~$@"} | {"<": "&lt;", ">": "&gt;"})


def github_report(findings: Sequence[Finding]) -> str:
    """Return the log of a step: the first ten findings of each level as annotations, the others as text."""
    rows, left = [], []
    counts: Counter[Severity] = Counter()
    for finding in _worst_first(findings):
        counts[finding.severity] += 1
        if counts[finding.severity] <= SHOWN:
            rows.append(_annotation(finding))
        else:
            left.append(visible(finding))
    if left:
        rows += [f"{len(left)} more, which GitHub does not show at their lines:", *map(_inert, left)]
    return "\n".join([*rows, summary(findings)])


def step_summary(findings: Sequence[Finding]) -> str:
    """Return the findings in Markdown: a table for each file, errors first, at most ROWS rows in all."""
    if not findings:
        return "### No findings\n"
    shown = sorted(_worst_first(findings)[:ROWS])
    rows = [f"### {summary(findings)}\n"]
    for path, group in groupby(shown, key=lambda finding: finding.place.path):
        rows += _table(path, list(group))
    if len(findings) > len(shown):
        rows.append(f"\n{len(findings) - len(shown)} more stand in the log of the step; `make check` shows them all.")
    return "\n".join(rows) + "\n"


def _table(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"\n#### {_text(path)}: {summary(findings)}\n"
    yield "| Line | What is, what is expected | A way out | Rule |"
    yield "| ---: | --- | --- | --- |"
    for finding in findings:
        place = f"{finding.place.line}:{finding.place.column}"
        yield f"| {place} | {_text(finding.message)} | {_text(finding.hint)} | {_text(finding.rule)} |"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda finding: (order.index(finding.severity), finding))


def _annotation(finding: Finding) -> str:
    place = finding.place
    options = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
    words = "\n".join(map(seen, [finding.message, finding.hint] if finding.hint else [finding.message]))
    return f"::{_LEVELS[finding.severity]} {options}::{_data(words)}"


def _inert(text: str) -> str:
    """Keep a file name or value that begins with `::` from being a command."""
    return "\n".join(f" {line}" if line.lstrip().startswith(("::", "##[")) else line for line in text.splitlines())


def _text(text: str) -> str:
    return seen(text.replace("\n", " ")).translate(_MARKDOWN)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
