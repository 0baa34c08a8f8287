"""The laws of a site, and the one place where they are applied. None of them prints."""

from __future__ import annotations

from crucible.checks import data, moves, pages, translations
from crucible.checks.rule import Rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place

__all__ = ["RULES", "Rule", "Sources", "check_sources"]

RULES: tuple[Rule, ...] = (*data.RULES, *pages.RULES, *translations.RULES, *moves.RULES)


def check_sources(sources: Sources) -> list[Finding]:
    """Return every finding on the sources, sorted by place. A rule that crashes is a finding; the others go on."""
    findings = set(sources.reading)
    for rule in RULES:
        try:
            findings |= set(rule.findings(sources))
        except Exception as error:  # one broken rule must not hide what the others found
            message = f"rule '{rule.id}' stopped with {type(error).__name__}: {error}"
            findings.add(
                Finding(Place("hooks/crucible/checks"), message, "crash", "report this, with the file that caused it")
            )
    return sorted(findings)
