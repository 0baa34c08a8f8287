"""Stamping: a translator says that sections translate the English of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crucible.finding import Finding, Place, Problem
from crucible.freshness.sections import Section, sections
from crucible.freshness.stamps import Said, originated, stamped, stamps
from crucible.language import SOURCE, TRANSLATIONS
from crucible.source.page import Page
from crucible.spelling import did_you_mean

RULE = "accept"


def accepted(
    pages: Sequence[Page],
    targets: Sequence[tuple[str, str]],
    texts: Mapping[str, str],
    said: Said,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the new text of each stamped page by path, and the texts to keep by fingerprint.

    `targets` are (path, section id or ''), `said` is what is said of them. A whole page is stamped for every section
    that it translates, and stamps of sections that are gone are dropped; a single section is stamped, or dropped where
    the English has it no more.
    Raises Problem, rule `accept`, where a target is no translated page or has no such section.
    """
    by_path = {page.path: page for page in pages}
    english = {page.name: sections(page) for page in pages if page.language == SOURCE}
    kept = dict(texts)
    wanted: dict[str, list[str]] = {}
    findings = [fault for path, id in targets if (fault := _fault(path, id, by_path, english))]
    if findings:
        raise Problem(*findings)
    for path, id in targets:
        wanted.setdefault(path, []).append(id)
    rewritten: dict[str, str] = {}
    for path, ids in wanted.items():
        page = by_path[path]
        source, own, old = english[page.name], sections(page), stamps(page)
        every = "" in ids
        rows: list[tuple[str, str]] = []
        for id, section in source.items():
            if id in own and (every or id in ids):
                rows.append((id, section.stamp))
                kept.setdefault(section.stamp, section.text)
            elif id in old.sections and not every:
                rows.append((id, old.sections[id]))
        left = [] if every else [(id, s) for id, s in old.sections.items() if id not in source and id not in ids]
        here = [id for id in source if id in own]
        origin = originated(old.origin, said, here if every else [id for id in here if id in ids], here)
        rewritten[path] = stamped(page, [*rows, *left], origin)
    return rewritten, kept


def _fault(
    path: str, id: str, by_path: Mapping[str, Page], english: Mapping[str, Mapping[str, Section]]
) -> Finding | None:
    page = by_path.get(path)
    if page is None:
        translated = [known for known, page in by_path.items() if page.language in TRANSLATIONS]
        return Finding(Place(path), "is no page of this site", RULE, did_you_mean(path, translated))
    if page.language not in TRANSLATIONS:
        other = f"content/{TRANSLATIONS[0]}/{page.name}"
        return Finding(Place(path), "is the English page, expected a translation", RULE, f"such as {other}")
    if page.name not in english:
        return Finding(Place(path), f"translates nothing: there is no content/{SOURCE}/{page.name}", RULE)
    own, source = sections(page), english[page.name]
    if id and id not in source and id not in stamps(page).sections:
        return Finding(Place(path), f"the English page has no section '{id}'", RULE, did_you_mean(id, source))
    if id and id in source and id not in own:
        return Finding(Place(path), f"has no section '{id}' yet", RULE, f"translate it under a heading '{{ #{id} }}'")
    return None
