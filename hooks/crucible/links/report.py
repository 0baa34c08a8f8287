"""What a run says: findings at their places, as text, for GitHub and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from crucible.finding import Finding, Place, Severity
from crucible.links import textfragment
from crucible.links.answer import Link
from crucible.links.kind import HARD, UNDECIDED, Kind
from crucible.links.ledger import Ledger
from crucible.links.result import Result, Run

if TYPE_CHECKING:  # to judge a text fragment takes nothing of what judges answers
    from crucible.links.verdict import Verdict


def text_faults(links: Iterable[Link], ledger: Ledger) -> Iterator[Finding]:
    """Yields `text-fragment` for text fragments that are wrong as written; needs no network."""
    for link in links:
        fragment = link.url.partition("#")[2]
        why = textfragment.fault(fragment)
        if why:
            plain = textfragment.split(fragment)[0]
            bare = link.url.partition("#")[0] + (f"#{plain}" if plain else "")
            severity = Severity.ERROR if ledger.is_new(link.url) else Severity.WARNING
            message = f"{why}, expected words that stand on the page"
            yield _finding(link, message, "text-fragment", f"url: {bare}", severity)


def findings(results: Iterable[Result], ledger: Ledger) -> Iterator[Finding]:
    """Yields `outside-link` and `moved-link`, judged against the ledger as it was before the run.

    An error only for a hard kind at an address that was never seen to work: a page of somebody else's that
    breaks must not hold up a change of something else.
    """
    for result in results:
        link, verdict = result.link, result.verdict
        subject = f"'{link.url}' {verdict.detail}"
        hint = f"url: {verdict.moved_to}" if verdict.moved_to else _elsewhere(verdict)
        match verdict.kind:
            case Kind.OK:
                continue
            case Kind.MOVED:
                yield _finding(link, subject, "moved-link", "crucible links --fix", Severity.WARNING)
            case Kind.LOCALE_PINNED:
                message = f"{subject}, expected an address without a language"
                yield _finding(link, message, "outside-link", hint, Severity.NOTE)
            case kind if kind in UNDECIDED:
                hint = "sign_in: true" if kind is Kind.SIGN_IN else ""
                yield _finding(link, f"{subject}: it cannot be judged", "outside-link", hint, Severity.NOTE)
            case kind if kind in HARD and ledger.is_new(link.url):
                message = f"{subject}, expected a page that answers"
                yield _finding(link, message, "outside-link", hint, Severity.ERROR)
            case _:
                yield _finding(link, subject, "outside-link", hint, Severity.WARNING)


def as_json(run: Run, attention: bool) -> str:
    """Everything, for machines; `attention` says whether there is something that a person can mend."""
    links = [
        {
            "url": result.link.url,
            "kind": result.verdict.kind,
            "hard": result.verdict.hard,
            "detail": result.verdict.detail,
            "status": result.verdict.status,
            "moved_to": result.verdict.moved_to,
            "hops": [{"url": hop.url, "status": hop.status} for hop in result.verdict.hops],
            "state": run.after.entries[result.link.url].state if result.link.url in run.after.entries else None,
            "new": run.before.is_new(result.link.url),
            "places": [str(place) for place in result.link.places],
        }
        for result in run.results
    ]
    whole = {
        "checked": str(run.today),
        "asked": run.asked,
        "attention": attention,
        "links": links,
        "unused": list(run.unused),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def annotation(finding: Finding) -> str:
    """A finding as a GitHub workflow command
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[finding.severity]
    text = f"{finding.message} [{finding.rule}]" + (f"\n{finding.hint}" if finding.hint else "")
    place = finding.place
    path = _escaped(place.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={path},line={place.line},col={place.column}::{_escaped(text)}"


def findings_json(found: Iterable[Finding]) -> str:
    """Findings as a JSON list."""
    return json.dumps([_plain(finding) for finding in found], ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": finding.severity,
        "message": finding.message,
        "rule": finding.rule,
        "hint": finding.hint,
        "also": [str(other) for other in finding.also],
    }


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _finding(link: Link, message: str, rule: str, hint: str, severity: Severity) -> Finding:
    place, *others = link.places or (Place("data/references.yml"),)
    return Finding(place, message, rule, hint, severity, tuple(others))


def _elsewhere(verdict: Verdict) -> str:
    """An archive keeps what is gone; for what may come back there is nothing to type."""
    gone = verdict.kind in (Kind.NOT_FOUND, Kind.GONE, Kind.DNS, Kind.SOFT_NOT_FOUND)
    return f"url: https://web.archive.org/web/{verdict.url}" if gone else ""
