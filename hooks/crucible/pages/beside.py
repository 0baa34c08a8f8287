"""What is put beside a translated page: its English, and what readers are told of how old the translation is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from crucible.finding import Finding, Place, Severity
from crucible.freshness.compare import PageStatus, State
from crucible.freshness.sections import sections
from crucible.pages.align import Mismatch, align, plain
from crucible.pages.blocks import Macros
from crucible.pages.changed import readable
from crucible.pages.reveal import revealed
from crucible.source.page import Page

_MARKS = ' \n\t*`_[]()#<>"'
"""What may stand between two letters of a text in Markdown and not in the page, or the other way round."""


@dataclass(frozen=True)
class Beside:
    """The page as readers get it, the notes above it, and a finding for each section that does not align."""

    html: str
    notes: Markup
    findings: list[Finding]


def beside(
    page: Page,
    html: str,
    english: str,
    status: PageStatus | None,
    own: Macros,
    source: Macros,
    *,
    by_machine: bool,
) -> Beside:
    """Return a translated page with its English beside each block and a notice at each section that is out of date.

    `html` and `english` are the rendered contents; `own` and `source` the macros of the page's language and of English.
    """
    own.page = source.page = page.name
    href = f"{own.to_root}{page.name.removesuffix('.md')}.html"
    found = align(html, english)
    link = {
        section: str(own.component("english-link.html", href=f"{href}#{section}"))
        for section in re.findall(r'<h[1-6][^>]*\sid="([^"]+)"', html)
    }
    notices = _notices(status, own, source) if status else {}
    shown = revealed(html, english, found, lambda section: link.get(section, ""), notices)
    notes = _notes(status, own, href, by_machine=by_machine) if status else Markup("")
    old = {section.id for section in status.sections if section.state is not State.FRESH} if status else set()
    # That a section is built otherwise than an English that it does not translate is no news.
    findings = [_misaligned(page, mismatch) for mismatch in found.mismatches if mismatch.section not in old]
    return Beside(shown, notes, findings)


def _notices(status: PageStatus, own: Macros, source: Macros) -> dict[str, str]:
    told = {State.STALE, State.REMOVED, State.UNKNOWN}
    if status.state is not State.UNSTAMPED:
        told.add(State.UNSTAMPED)  # of a page without any stamp, the note above it says so once
    notices: dict[str, str] = {}
    for section in status.sections:
        if section.id in status.unreviewed and status.by_person:  # of a whole page, too, the note above it says so
            notices[section.id] = str(own.component("machine.html"))
        if section.state in told:
            notice = own.component("outdated.html", state=section.state, changes=readable(section.changes, source))
            notices[section.id] = f"{notices.get(section.id, '')}{notice}"
    return notices


def _notes(status: PageStatus, own: Macros, href: str, *, by_machine: bool) -> Markup:
    whole = bool(status.unreviewed) and not status.by_person
    missing = [
        (section.id, section.now.split("\n\n")[0])
        for section in status.sections
        if section.state is State.MISSING and section.now
    ]
    return own.component(
        "translation-notes.html",
        machine="page" if whole else "parts" if by_machine else "",
        unstamped=status.state is State.UNSTAMPED,
        missing=missing,
        href=href,
    )


def _misaligned(page: Page, mismatch: Mismatch) -> Finding:
    """Return the finding of a section that is built otherwise than its English, at the first block that differs."""
    ours, theirs = mismatch.translated, mismatch.english
    if ours and theirs:
        message = f"block '{_short(ours.text)}' ({ours.kind}) stands where the English has '{_short(theirs.text)}'"
        message = f"{message} ({theirs.kind})"
    elif ours:
        message = f"block '{_short(ours.text)}' ({ours.kind}) has no counterpart in the English section"
    else:
        assert theirs is not None  # one of the two differs  # noqa: S101
        message = f"the English block '{_short(theirs.text)}' ({theirs.kind}) has no counterpart here"
    hint = "give the section the same paragraphs, lists and tables as the English; until then its English shows as one"
    return Finding(_place(page, mismatch), message, "alignment", hint, Severity.WARNING)


def _place(page: Page, mismatch: Mismatch) -> Place:
    """Return the line of the block where its first letters stand in the source, else the heading of its section."""
    section = sections(page).get(mismatch.section)
    start = section.offset if section else 0
    if mismatch.translated:
        letters = [letter for letter in plain(mismatch.translated.html) if letter not in _MARKS][:10]
        pattern = f"[{re.escape(_MARKS)}]*".join(map(re.escape, letters))
        if letters and (match := re.compile(pattern).search(page.body, start)):
            return page.place(match.start())
    return page.place(start)


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47]}…"
