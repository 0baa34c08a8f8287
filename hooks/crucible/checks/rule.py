"""A rule as a value: its id, how much it holds up, the check, and the docstring that is its manual."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crucible.checks.sources import Sources
from crucible.finding import Finding, Severity

Check = Callable[[Sources], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One law. `check` yields a finding for each breach; the first line of its docstring is the law itself."""

    id: str
    severity: Severity
    check: Check
    house: bool = False
    """Whether it is a law of sites of this layout, and none for any folder of pages in several languages."""

    @property
    def manual(self) -> str:
        return inspect.getdoc(self.check) or ""

    def findings(self, sources: Sources) -> Iterator[Finding]:
        for finding in self.check(sources):
            yield replace(finding, severity=self.severity)


def rule(id: str, severity: Severity = Severity.ERROR, *, house: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a check; `house` says that it holds only where a site is made with `data/` or mkdocs.yml."""

    def make(check: Check) -> Rule:
        return Rule(id, severity, check, house)

    return make
