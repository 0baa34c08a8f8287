"""Findings as people and machines read them: text, GitHub annotations and summary, JSON, SARIF."""

from crucible.report.github import github_report, step_summary
from crucible.report.json import json_report
from crucible.report.sarif import About, sarif_report
from crucible.report.text import summary, text_report, wants_colour

__all__ = [
    "About",
    "github_report",
    "json_report",
    "sarif_report",
    "step_summary",
    "summary",
    "text_report",
    "wants_colour",
]
