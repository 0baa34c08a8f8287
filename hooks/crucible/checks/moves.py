"""The redirects lead, in one step, from what is gone to what is there."""

from __future__ import annotations

from collections.abc import Iterator

from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.checks.targets import anchors_of
from crucible.finding import Finding, Place
from crucible.language import SOURCE
from crucible.moved import REDIRECTS, Address, Move, circles, followed, in_words, read_moves, read_published
from crucible.spelling import Speller

_FEW = 12
"""New ids on a page of which one may be what a published one is called now."""


@rule("redirect")
def redirect(sources: Sources) -> Iterator[Finding]:
    """A redirect leads from an address that is gone to one that exists, in one step.

    Good, in `data/redirects.yml`: `- was: plans/asfp.md` with `now: plans/advanced-support.md` below it.
    Bad: a page that still exists as `was`; a page that does not exist as `now`; two redirects of one address; one
    that leads on to another, or in a circle. Sections are written as `page.md#section`; where the old section still
    stands on its page, or the new one does not, is seen on the built site. There, whatever sends readers on at once
    is looked at (`<meta http-equiv="refresh">`): two pages that send them to one another show neither.
    """
    moves, findings = read_moves(sources.root)
    yield from findings
    names = {page.name for page in sources.pages if page.language == SOURCE}
    first: dict[Address, Place] = {}
    ends = followed(moves)
    direct = {move.was: move for move in reversed(moves)}
    rounds = circles({str(was): str(move.now) for was, move in direct.items()})
    led: dict[tuple[str, ...], list[Move]] = {}
    speller = Speller()
    for move in moves:
        was, now = move.was, move.now
        if was in first:
            message = f"'{was}' moves twice, first at {first[was]}"
            yield Finding(move.was_place, message, "redirect", "delete one of the two", also=(first[was],))
            continue
        first[was] = move.was_place
        if was.page in names and not was.section:
            message = f"'{was}' has not moved: content/{SOURCE}/{was} exists"
            yield Finding(move.was_place, message, "redirect", "delete this redirect, or that page")
        elif circle := rounds.get(str(was)):
            led.setdefault(circle, []).append(move)
        elif now in direct:
            message = f"'{now}' has moved on itself, at {direct[now].was_place}"
            yield Finding(move.now_place, message, "redirect", f"write '{ends[was]}'", also=(direct[now].was_place,))
        elif now.page not in names:
            moved = ends.get(Address(now.page))
            message = f"'{now}' leads to no page: content/{SOURCE}/{now.page} does not exist"
            meant = str(moved) if moved else speller.closest(now.page, names)
            hint = f"did you mean '{meant}'?" if meant else "write the address of a page that exists"
            yield Finding(move.now_place, message, "redirect", hint)
    for circle, leading in led.items():
        place, *others = sorted(move.now_place for move in leading)
        message = f"leads in a circle: {in_words(circle)}"
        yield Finding(place, message, "redirect", "write the address it has now", also=tuple(others))


@rule("published")
def published(sources: Sources) -> Iterator[Finding]:
    """The list of what has been published can be read; what it lists stays, or says where it went.

    Good: a renamed page with a redirect from its old name. `crucible published --update` adds what is new.
    Bad: a section that was published and got another id, while no line of `data/redirects.yml` has the old one.
    """
    kept, findings = read_published(sources.root)
    yield from findings
    anchors, speller = anchors_of(sources), Speller()
    listed = {item.address for item in kept}
    moved = {move.was for move in read_moves(sources.root)[0]}
    added: dict[str, dict[str, Place]] = {}
    for item in kept:
        page, section = item.address
        if not section or section in (there := anchors.of(page, SOURCE)):
            continue
        if page in anchors.names and page not in anchors.unsure and item.address not in moved:
            if page not in added:
                fresh = {id: place() for id, place in there.items() if Address(page, id) not in listed}
                added[page] = fresh if len(fresh) <= _FEW else {}
            new = added[page]
            now = Address(page, speller.closest(section, new) or (min(new) if len(new) == 1 else ""))
            message = f"the section '{item.address}' was published and is gone"
            hint = f"add to {REDIRECTS}: '- was: {item.address}' and below it '  now: {now}'"
            also = (*new.values(), *anchors.home(page, section))
            yield Finding(item.place, message, "published", hint, also=also)


RULES = (redirect, published)
