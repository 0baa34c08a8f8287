"""Links that lead to other sites: where they stand, and what can be said of them without a network."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Problem
from crucible.links import ledger, ledgerfile, report
from crucible.links.answer import Link

_MARKDOWN = re.compile(r"\]\(<?(https?://[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?")


def outside_links(sources: Sources) -> list[Link]:
    """Return every address outside that the data and the pages hold, once, with all its places."""
    places: dict[str, list[Place]] = defaultdict(list)
    told: dict[str, model.Reference] = {}
    for reference in sources.library.all(model.Reference):
        entered = sources.library.where(reference)
        for key, url in (("url", reference.url), ("short", reference.short)):
            if url:
                places[url].append(entered.place(key))
                told[url] = reference
    for page in sources.pages:
        for match in _MARKDOWN.finditer(page.body):
            places[match[1]].append(page.place(match.start(1)))
    return [_link(url, tuple(there), told.get(url)) for url, there in places.items()]


def _link(url: str, places: tuple[Place, ...], reference: model.Reference | None) -> Link:
    if reference is None:
        return Link(url, places)
    return Link(url, places, tuple(reference.languages), reference.sign_in, reference.title)


@rule("snippet-link")
def snippet_link(sources: Sources) -> Iterator[Finding]:
    """A link of a page that quotes words of its target quotes words that can stand there.

    Good: `https://learn.microsoft.com/partner-center#:~:text=technical%20benefits`.
    Bad: `…#:~:text=Compare%20...%209%20more%20rows`, pasted from a list of search results.
    """
    try:
        known = ledgerfile.load(sources.root)
    except Problem:
        known = ledger.Ledger()
    for link in outside_links(sources):
        places = tuple(place for place in link.places if place.path.startswith("content/"))
        for finding in report.text_faults([link._replace(places=places)] if places else [], known):
            yield replace(finding, rule="snippet-link")


@rule("links-ledger")
def links_ledger(sources: Sources) -> Iterator[Finding]:
    """`data/links.yml` is what `crucible links` wrote: addresses, states and dates.

    Good: the file as the command writes it.
    Bad: an entry with a state that does not exist, `state: fine`.
    """
    try:
        ledgerfile.load(sources.root)
    except Problem as problem:
        yield from problem.findings


RULES = (snippet_link, links_ledger)
