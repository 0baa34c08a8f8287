"""The laws of a site, and the one place where they are applied. None of them prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from crucible.checks import (
    amounts,
    catalog_places,
    catalogs,
    data,
    derived,
    exceptions,
    figures,
    followups,
    freshness,
    gaps,
    html,
    moves,
    names,
    orphans,
    outside,
    pages,
    schemas,
    sentences,
    spelt,
    tables,
    targets,
    translations,
    typing,
    urls,
    validity,
    worded,
    written_tables,
)
from crucible.checks.parity_manual import SHOWN
from crucible.checks.rule import Rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place

__all__ = ["RULES", "Rule", "Sources", "check_sources"]

RULES: tuple[Rule, ...] = (
    *data.RULES,
    *tables.RULES,
    *amounts.RULES,
    *validity.RULES,
    *derived.RULES,
    *worded.RULES,
    *urls.RULES,
    *outside.RULES,
    *pages.RULES,
    *targets.RULES,
    *moves.RULES,
    *figures.RULES,
    *names.RULES,
    *typing.RULES,
    *spelt.RULES,
    *gaps.RULES,
    *html.RULES,
    *catalogs.RULES,
    *translations.RULES,
    *catalog_places.RULES,
    *freshness.RULES,
    *sentences.RULES,
    *written_tables.RULES,
    *orphans.RULES,
    *schemas.RULES,
)

MANY = 200
"""Findings of one rule in one file that are shown: who has made more will not read on."""

MOST = 2000
"""Findings of one rule in one file that are kept, so that no file takes more memory than it has mistakes."""


def check_sources(sources: Sources, rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Return every finding on the sources, sorted by place. A rule that crashes is a finding; the others go on."""
    found: set[Finding] = set()
    counts: Counter[tuple[str, str]] = Counter()
    for rule in rules:
        if not (rule.anywhere or sources.house):
            continue
        try:
            for finding in rule.findings(sources):
                key = (finding.place.path, finding.rule)
                counts[key] += 1
                if counts[key] <= MOST:
                    found.add(finding)
        except Exception as error:  # one broken rule must not hide what the others found
            message = f"rule '{rule.id}' stopped with {type(error).__name__}: {error}"
            hint = "report this, with the file that caused it"
            found.add(Finding(Place("hooks/crucible/checks"), message, "crash", hint))
    own = followups.without_follow_ups(sorted(found), sources)
    kept = exceptions.apply(own, sources, [rule.id for rule in rules], known=list(SHOWN))
    return _shortened(sorted({*sources.reading, *kept}))


def _shortened(findings: list[Finding]) -> list[Finding]:
    """Return the first findings of each rule in each file, the last of them with how many more there are."""
    counts = Counter((finding.place.path, finding.rule) for finding in findings)
    shown: Counter[tuple[str, str]] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        key = (finding.place.path, finding.rule)
        shown[key] += 1
        if shown[key] < MANY or counts[key] <= MANY:
            kept.append(finding)
        elif shown[key] == MANY:
            more = f"{'at least ' if counts[key] >= MOST else ''}{counts[key] - MANY}"
            kept.append(replace(finding, message=f"{finding.message}; {more} more like this in the file", also=()))
    return kept
