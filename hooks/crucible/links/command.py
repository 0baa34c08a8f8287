"""`crucible links`: what happens between the addresses and the exit code."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from crucible.finding import Finding, Problem, Severity
from crucible.links import edit, issue, ledgerfile, report
from crucible.links.answer import Link
from crucible.links.ledger import PATH, Ledger, advance, pruned
from crucible.links.options import Options
from crucible.links.progress import Progress
from crucible.links.result import Result, Run
from crucible.links.run import check, no_network

REPORTS = Path("build/links")
"""Where report.md, report.json and a copy of the ledger are written, below the root."""


@dataclass(frozen=True)
class Choices:
    """What the person asked for. `only_new` looks at addresses that the ledger does not know, for pull
    requests, and leaves the ledger alone."""

    format: str = "text"
    fix: bool = False
    only_new: bool = False
    prune: bool = False
    options: Options = field(default_factory=Options)


def run(root: Path, links: Sequence[Link], today: date, choices: Choices) -> int:
    """Look at `links`, write ledger and reports, print findings to standard output.

    Returns 0 when nothing holds up a change, 1 for errors, 2 when the run could not be done or was
    interrupted (what was done until then is kept).
    """
    try:
        before = ledgerfile.load(root)
    except Problem as problem:
        _show(problem.findings, choices.format)
        return 2
    wanted = [link for link in links if before.is_new(link.url)] if choices.only_new else list(links)
    results, interrupted = _look(wanted, choices.options)
    if no_network(results):
        print("no address could be reached: is there a network? The ledger stays as it was.", file=sys.stderr)
        return 2
    found = _finish(root, links, Run(tuple(results), len(wanted), before, before, today), choices)
    failed = _show(found, choices.format)
    if interrupted:
        print(f"interrupted: {len(results)} of {len(wanted)} addresses are kept", file=sys.stderr)
        return 2
    return failed


def _look(links: Sequence[Link], options: Options) -> tuple[list[Result], bool]:
    """The results in the order of the links, and whether Ctrl-C ended the run."""
    results: list[Result] = []
    progress = Progress(len(links), sys.stderr)

    def done(result: Result) -> None:
        results.append(result)
        progress.step(urlsplit(result.link.url).hostname or "")

    interrupted = False
    try:
        asyncio.run(check(links, options, done))
    except KeyboardInterrupt:
        interrupted = True
    progress.clear()
    order = {link.url: number for number, link in enumerate(links)}
    return sorted(results, key=lambda result: order[result.link.url]), interrupted


def _finish(root: Path, links: Sequence[Link], run: Run, choices: Choices) -> list[Finding]:
    """Write what is to be written and return all findings, sorted."""
    used = {link.url for link in links}
    verdicts = {result.link.url: result.verdict for result in run.results}
    after = advance(run.before, verdicts.values(), run.today)
    after = pruned(after, used) if choices.prune else after
    unused = tuple(sorted(after.entries.keys() - used))
    run = Run(run.results, run.asked, run.before, after, run.today, unused)
    looked = [result.link for result in run.results]
    found = [*report.text_faults(looked, run.before), *report.findings(run.results, run.before)]
    if choices.fix:
        left = edit.apply(root, edit.fixes(run.results))
        found = [finding for finding in found if finding.rule != edit.RULE] + left
    if not choices.only_new:
        _write(root / PATH, ledgerfile.dumps(after))
    _write_reports(root / REPORTS, run, after)
    return sorted(found)


def _write_reports(folder: Path, run: Run, ledger: Ledger) -> None:
    _write(folder / "report.md", issue.markdown(run))
    _write(folder / "report.json", report.as_json(run, issue.needs_attention(run)))
    _write(folder / "links.yml", ledgerfile.dumps(ledger))


def _write(file: Path, text: str) -> None:
    """Whole or not at all: an interrupted write leaves the old file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(file)


def _show(found: Sequence[Finding], form: str) -> int:
    """Print findings; 1 if any is an error."""
    if form == "json":
        print(report.findings_json(found))
    for finding in found if form != "json" else ():
        print(report.annotation(finding) if form == "github" else finding)
    return int(any(finding.severity is Severity.ERROR for finding in found))
