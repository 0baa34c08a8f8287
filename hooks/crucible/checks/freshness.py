"""A translation says which English it translates, and is not older than that English without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.freshness.compare import PageStatus, SectionStatus, State
from crucible.freshness.options import MAKERS
from crucible.freshness.sections import STAMP, TITLED, plain, sections
from crucible.freshness.stamps import CHECKED, KEY, OF, SAID, stamps
from crucible.language import SOURCE, TRANSLATIONS
from crucible.source.markdown import markdown
from crucible.source.page import Page
from crucible.spelling import Speller, did_you_mean

_ATTRIBUTES = re.compile(r"\{:?[ \t]*#[^{}\n]*\}[ \t]*$")


@rule("stale-section", Severity.WARNING)
def stale_section(sources: Sources) -> Iterator[Finding]:
    """A translated section is not older than its English.

    Good: a stamp that `crucible translations accept content/ru/faq.md#ea` wrote after the last change of the English.
    Bad: an English sentence that was changed since. Readers are told so at that section until it is translated anew.
    """
    for page, status in _compared(sources):
        if status.reordered and status.state is not State.UNSTAMPED:
            message = f"the English has section '{status.reordered}' in another place since it was translated"
            place = page.place(sections(page)[status.reordered].offset) if status.reordered in sections(page) else None
            hint = f"bring the sections into its order, then run `{_accept(page, None)}`"
            yield Finding(place or Place(page.path), message, "stale-section", hint)
        for section in status.sections:
            if section.state is State.STALE:
                number = section.changed
                what = f"{number} paragraph{'s' if number != 1 else ''}" if number else "a detail"
                moved = f"; its text is now at {_listed(section)}" if section.related else ""
                message = f"the English of section '{section.id}' has changed in {what} since it was translated{moved}"
                hint = f"see `crucible translations status`, then run `{_accept(page, section)}`"
                english = _changed(sources.by_name.get((SOURCE, status.name)), section)
                yield Finding(_place(page, section), message, "stale-section", hint, also=english)


@rule("removed-section", Severity.WARNING)
def removed_section(sources: Sources) -> Iterator[Finding]:
    """A translation has no section that the English has dropped; readers are told while it has.

    Good: the section moved or deleted in each language.
    Bad: `## Оплата { #payment }` where the English page has no `#payment` any more.
    """
    for page, status in _compared(sources):
        for section in status.sections:
            if section.state is State.REMOVED and section.id in sections(page):
                now = f", its text is now at {_listed(section)}" if section.related else ""
                message = f"the English page has no section '{section.id}' any more{now}"
                hint = f"{'move' if section.related else 'delete'} the section, then run `{_accept(page, None)}`"
                yield Finding(_place(page, section), message, "removed-section", hint)


@rule("untranslated-section", Severity.WARNING)
def untranslated_section(sources: Sources) -> Iterator[Finding]:
    """Each section of the English page is translated, or said to be missing; readers are led to the English one.

    Good: a heading with the same id in each language.
    Bad: a section that was added to the English page. (One that was deleted from a translation breaks `structure`.)
    """
    for page, status in _compared(sources):
        own, given = sections(page), stamps(page)
        before = ""  # the last section before this one in the English that the translation has
        for section in status.sections if given.given else ():
            if section.state is State.MISSING and section.id not in given.sections:
                came = f", its text was at {_listed(section)}" if section.related else ""
                place = page.place(own[before].offset if before else 0)
                message = f"section '{section.id}' of the English is not translated yet{came}"
                hint = f"add it{f' behind #{before}' if before else ''}, then run `{_accept(page, section)}`"
                yield Finding(place, message, "untranslated-section", hint)
            before = section.id if section.id in own else before


@rule("unstamped-page", Severity.WARNING)
def unstamped_page(sources: Sources) -> Iterator[Finding]:
    """A translated page says of each section which English it translates.

    Good: a page on which somebody has run `crucible translations accept`.
    Bad: a new translation, or a new section, that was not accepted yet: nobody could tell when it grows old.
    """
    for page, status in _compared(sources):
        if status.state is State.UNSTAMPED:
            message = "nothing says which English this page translates"
            place = page.place(next((s.offset for s in sections(page).values()), 0))
            hint = f"compare the two, then run `{_accept(page, None)}`"
            stamped = page.front.key_place((KEY, OF)) if page.front else Place(page.path)
            yield Finding(place, message, "unstamped-page", hint, also=(stamped,))
            continue
        for section in status.sections:
            if section.state is State.UNSTAMPED:
                came = f", its text was at {_listed(section)}" if section.related else ""
                message = f"nothing says which English section '{section.id}' translates{came}"
                hint = f"compare the two, then run `{_accept(page, section)}`"
                stamped = page.front.key_place((KEY, OF)) if page.front else Place(page.path)
                yield Finding(_place(page, section), message, "unstamped-page", hint, also=(stamped,))


@rule("unknown-stamp", Severity.WARNING)
def unknown_stamp(sources: Sources) -> Iterator[Finding]:
    """A stamp is that of a text that existed: `crucible translations accept` writes stamps, nobody else.

    Good: `faq: kbacgfhodl`, where `locales/source/faq.yml` has the text.
    Bad: a stamp copied from another page, or made up.
    """
    for page, status in _compared(sources):
        own, given = sections(page), stamps(page).sections
        for section in status.sections:
            stamp = given.get(section.id, "")
            lost = section.state is State.REMOVED and section.was is None and section.id not in own
            if (section.state is State.UNKNOWN or lost) and page.front:
                form = "is that of no text we know" if STAMP.fullmatch(stamp) else "is no fingerprint"
                place = page.front.place((KEY, OF, section.id))
                hint = f"compare the two, then run `{_accept(page, section)}`"
                yield Finding(place, f"stamp '{stamp}' of section '{section.id}' {form}", "unknown-stamp", hint)


@rule("translation-origin")
def translation_origin(sources: Sources) -> Iterator[Finding]:
    """What a page says about its translation has a known shape, so that nothing in it is overlooked.

    Good: `by: machine`, `reviewer: Li Wei`, `reviewed: 2026-11-20` below `translation:`, and `checked: [faq]` where
    only that section was reviewed.
    Bad: `by: robot`, `reviewed: yesterday`, `reviewd: 2026-11-20`.
    """
    for page in sources.pages:
        if KEY not in page.meta or not page.front:
            continue
        said, front = page.meta[KEY], page.front
        if page.language not in TRANSLATIONS:
            message = "the English page says that it is a translation"
            yield Finding(front.key_place((KEY,)), message, "translation-origin", f"delete '{KEY}:' and its lines")
        elif not isinstance(said, dict):
            hint = f"delete it and run `{_accept(page, None)}`"
            yield Finding(front.place((KEY,)), "is no list of keys", "translation-origin", hint)
        else:
            for key, value in said.items():
                if fault := _fault(key, value):
                    place = front.key_place((KEY, key)) if fault[0].startswith("no key") else front.place((KEY, key))
                    yield Finding(place, fault[0], "translation-origin", fault[1])
            own = sections(page)
            listed, speller = said.get(CHECKED), Speller()
            for index, id in enumerate(listed if isinstance(listed, list) else []):
                if isinstance(id, str) and id not in own:
                    place, hint = front.place((KEY, CHECKED, index)), speller.did_you_mean(id, own)
                    yield Finding(place, f"the page has no section '{id}'", "translation-origin", hint)


@rule("translator", Severity.WARNING)
def translator(sources: Sources) -> Iterator[Finding]:
    """A translated page says whether a person or a machine has translated it: of the latter readers are warned.

    Good: `by: human` or `by: machine` below `translation:`.
    Bad: a page with stamps alone, whose line `by: machine` was deleted by mistake.
    """
    for page, _ in _compared(sources):
        said = page.meta.get(KEY)
        if page.front and isinstance(said, dict) and OF in said and not {"by", "reviewer"} & said.keys():
            message = "nothing says who has translated this page"
            place = page.front.key_place((KEY,))
            yield Finding(place, message, "translator", "write '  by: human' or '  by: machine' below it")


def _fault(key: str, value: object) -> tuple[str, str] | None:
    """Return message and hint of what is wrong with one key of the front matter's `translation`."""
    if key == OF:
        good = isinstance(value, dict) and all(isinstance(stamp, str) for stamp in value.values())
        return None if good else ("is no list of section ids with stamps", "delete it and accept the page anew")
    if key == CHECKED:
        good = isinstance(value, list) and bool(value) and all(isinstance(id, str) for id in value)
        return None if good else ("is no list of section ids", "write them like [faq, answers], or delete the line")
    if key not in SAID:
        return f"no key '{key}' here", did_you_mean(key, (*SAID, CHECKED, OF))
    if key == "by" and value not in MAKERS:
        return f"'{value}' is not {' or '.join(MAKERS)}", did_you_mean(str(value), MAKERS)
    if key == "reviewed" and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return f"'{value}' is not a date like 2026-11-20", ""
    return None if isinstance(value, str) and value.strip() else ("is not a text", "")


def _compared(sources: Sources) -> Iterator[tuple[Page, PageStatus]]:
    """Yield each translated page that has an English one, with its status."""
    for one in sources.overview.languages:
        for status in one.pages:
            page = sources.by_name.get((one.code, status.name))
            if page is not None and status.state is not State.EXTRA:
                yield page, status


@rule("source-text")
def source_text(sources: Sources) -> Iterator[Finding]:
    """The store of English texts can be read, and no text in it was edited by hand.

    Good: `locales/source/faq.yml` as `crucible translations accept` wrote it.
    Bad: a sentence of it that was changed: it would not be what was translated.
    """
    yield from sources.store[1]


def _place(page: Page, section: SectionStatus) -> Place:
    """Return where a section stands, or its stamp where it stands nowhere."""
    found = sections(page).get(section.id)
    if found is not None:
        return page.place(found.offset)
    return page.front.key_place((KEY, OF, section.id)) if page.front else Place(page.path)


def _changed(english: Page | None, section: SectionStatus) -> tuple[Place, ...]:
    """Return where an English section is first not as it was translated: the line before, and the line."""
    here = sections(english).get(section.id) if english is not None else None
    if english is None or here is None or section.was is None:
        return ()
    was = plain(section.was)
    for key in TITLED:
        line = f"{key}: {english.meta.get(key)}"
        changed = line not in map(plain, section.was.split("\n")) and plain(line) in plain(section.now or "")
        if changed and english.front:
            return (english.front.place((key,)),)
    start, end, before = here.offset, here.offset, ""
    ids = {heading.offset for heading in markdown(english.body).headings if heading.id}
    for line in english.body[here.offset :].split("\n"):
        if start > here.offset and start in ids:
            break
        text = _ATTRIBUTES.sub("", line)
        if text.strip():
            if plain(text) not in was or plain(f"{before}\n{text}") not in was:
                return (english.place(end), english.place(start))
            before, end = text, start + len(line)
        start += len(line) + 1
    return (english.place(end),)


def _accept(page: Page, section: SectionStatus | None) -> str:
    return f"crucible translations accept {page.path}{f'#{section.id}' if section else ''}"


def _listed(section: SectionStatus) -> str:
    return ", ".join(section.related)


RULES = (
    stale_section,
    removed_section,
    untranslated_section,
    unstamped_page,
    unknown_stamp,
    translation_origin,
    translator,
    source_text,
)
