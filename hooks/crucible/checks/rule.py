"""A rule as a value: its id, how much it holds up, the check, and the docstring that is its manual."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from crucible.checks.sources import Sources
from crucible.finding import Finding, Severity

Check = Callable[[Sources], Iterator[Finding]]


class Rule(NamedTuple):
    """One law. `check` yields a finding for each breach; the first line of its docstring is the law itself."""

    id: str
    severity: Severity
    check: Check
    anywhere: bool = False
    """Whether it holds for any folder of pages in several languages; the other rules are laws of our own layout."""

    @property
    def manual(self) -> str:
        return inspect.getdoc(self.check) or ""

    def findings(self, sources: Sources) -> Iterator[Finding]:
        for finding in self.check(sources):
            yield finding if finding.severity is self.severity else replace(finding, severity=self.severity)


def rule(id: str, severity: Severity = Severity.ERROR, *, anywhere: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a check; `anywhere` says that it holds also where no `data/` and no mkdocs.yml is."""

    def make(check: Check) -> Rule:
        return Rule(id, severity, check, anywhere)

    return make
