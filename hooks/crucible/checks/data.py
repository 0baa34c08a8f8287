"""The entries of `data/` have ids of their own, and what they refer to exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import FEW, Sources
from crucible.checks.spelt import unfinished
from crucible.finding import Finding, Place, Severity
from crucible.library import Entered, kind_name
from crucible.model import Ref, Shape, inner
from crucible.spelling import closest, did_you_mean


@rule("unique-id")
def unique_id(sources: Sources) -> Iterator[Finding]:
    """Two entries of a kind have different ids, and so have two items of a list.

    Good: `- id: ea` and `- id: whose-plan`.
    Bad: two questions with `- id: ea`; the second one would never be shown.
    """
    seen: dict[tuple[str, str], Entered] = {}
    for entered in sources.library.entered:
        key = (kind_name(entered.entry), entered.entry.id)
        if key in seen:
            before = seen[key].place("id")
            message = f"id '{entered.entry.id}' stands twice, first at {before}"
            meant = next((id for id, found in sources.misspelt.items() if found is entered), None)
            hint = f"write '{meant}', which is asked for" if meant else "give this entry an id of its own"
            yield Finding(entered.place("id"), message, "unique-id", hint, also=(before,))
        else:
            seen[key] = entered
        for loc, items in _lists(entered.entry):
            first: dict[str, int] = {}
            for index, item in enumerate(items):
                id = getattr(item, "id", None)
                if id in first:
                    place, before = (entered.place(*loc, number, "id") for number in (index, first[id]))
                    message = f"id '{id}' stands twice in this list, first on line {before.line}"
                    yield Finding(place, message, "unique-id", "give this item an id of its own", also=(before,))
                elif id is not None:
                    first[id] = index


@rule("repeated")
def repeated(sources: Sources) -> Iterator[Finding]:
    """A list says each thing once.

    Good: `sources: [customer-support-zh, customer-support-ru]`.
    Bad: the same id, line or column twice in one list.
    """
    for entered in sources.library.entered:
        for loc, items in _lists(entered.entry):
            first: dict[Any, int] = {}
            for index, item in enumerate(items):
                key = item if isinstance(item, str) else _without_id(item)
                if key in first:
                    before = entered.place(*loc, first[key])
                    what = f"'{item}'" if isinstance(item, Ref) or len(str(item)) < 40 else "this item"
                    if isinstance(item, Shape):
                        what = "this item"
                    message = f"{what} stands twice in this list, first on line {before.line}"
                    place = entered.key_place(*loc, index)
                    yield Finding(place, message, "repeated", "delete one of the two", also=(before,))
                else:
                    first[key] = index


@rule("file-name")
def file_name(sources: Sources) -> Iterator[Finding]:
    """A file that holds one entry is named after its id.

    Good: `data/comparisons/entitlements.yml` with `id: entitlements`.
    Bad: `data/comparisons/entitlement.yml` with `id: entitlements`.
    """
    for entered in sources.library.entered:
        stem = entered.source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if entered.loc == () and stem != entered.entry.id:
            message = f"id is '{entered.entry.id}', the file is called '{stem}'"
            yield Finding(entered.place("id"), message, "file-name", f"write 'id: {stem}', or rename the file")


@rule("known-id")
def known_id(sources: Sources) -> Iterator[Finding]:
    """An id of another entry exists.

    Good: `references: [asfp]` where references.yml has `- id: asfp`.
    Bad: `references: [asfb]`. Where it is the entry's own id that was misspelt, the finding stands there, once.
    """
    few = len(sources.unknown) <= FEW
    for lacking, unknown in sources.unknown.items():
        here = sources.misspelt.get(lacking)
        first, *others = sorted(set(unknown.places))
        if here is None and unknown.kinds:
            kind = min(unknown.kinds)
            message = f"no {kind.lower()} has the id '{lacking}'{_more(others)}"
            also = (*others, *sources.home(kind))
            hint = did_you_mean(lacking, sources.ids[kind]) if few else ""
            yield Finding(first, message, "known-id", hint, also=also)
        elif here is not None and sources.library.where(here.entry) is here:
            message = f"id '{here.entry.id}' is used nowhere, but {_count(unknown.places)} '{lacking}'"
            also = (first, *others)
            text = f"{message}{_where(first, others)}"
            yield Finding(here.place("id"), text, "known-id", f"write '{lacking}'", also=also)


@rule("sourced", Severity.WARNING)
def sourced(sources: Sources) -> Iterator[Finding]:
    """An entry names the documents that its facts come from; terms of the glossary need none.

    Good: `sources:` with `- partner-support-plans` below it.
    Bad: a plan without `sources`: nobody could look up whether it still holds.
    """
    for entered in sources.library.entered:
        if not entered.entry.sources and not isinstance(entered.entry, (model.Source, model.Term)):
            message = f"'{entered.entry.id}' names no source"
            hint = "add 'sources:' with an id of data/sources.yml"
            yield Finding(entered.place("id"), message, "sourced", hint, also=(entered.key_place(),))


@rule("id-name")
def id_name(sources: Sources) -> Iterator[Finding]:
    """The id of a term, product, offer, competency, role, plan, programme, duty, route or team has words of its name.

    Good: `- id: admin-agent` with `name: Admin agent`; `maicpp`, the capitals of the name; a route with the first word
    of its plan.
    Bad: `- id: admin-agnt`; `- id: cloud-competency` with `en: cloud competeency`.
    """
    for entered in sources.library.entered:
        keys = _NAMED.get(type(entered.entry), ())
        values = [(key, str(value)) for key in keys for value in _each(getattr(entered.entry, key))]
        if not values or values[0][0] != keys[0]:
            continue  # a route without a plan
        own = {word for _, value in values for word in _parts(value)}
        lacking = [word for word in entered.entry.id.split("-") if word not in own]
        if lacking:
            key, value = values[0]
            message = f"id '{entered.entry.id}' has '{lacking[0]}', which its {key} '{value}' has not"
            meant = closest(lacking[0], own)
            hint = (
                f"write '{meant}' for '{lacking[0]}', or mend the {key}"
                if meant
                else "make the id of words of the name"
            )
            yield Finding(entered.place("id"), message, "id-name", hint, also=(entered.place(key),))


@rule("term-form")
def term_form(sources: Sources) -> Iterator[Finding]:
    """A term has a whole approved form in each language, or stays English; what explains it stands in both or in none.

    Good: `use: [支持事件, 事件]` below `zh:`, and `use` below `ru:` too; a `gloss` in both.
    Bad: a term with `reject` alone in Russian: nobody would know how to write it; a name explained in Chinese only;
    `use: [事件, 支持事件]`, as 支持事件 would be taken for 事件; `配` where the site has `配额`.
    """
    for term in sources.library.all(model.Term):
        here = sources.library.where(term)
        for code, own, other in (("zh", term.zh, term.ru), ("ru", term.ru, term.zh)):
            if not own.use and not term.keep_english:
                message, hint = f"'{term.en}' has no approved form in '{code}'", "add 'use: […]'"
            elif other.gloss and not own.gloss:
                message, hint = f"'{term.en}' is explained in the other language, not in '{code}'", "add 'gloss: …'"
            else:
                continue
            place = here.key_place(code) if code in term.model_fields_set else here.place("id")
            yield Finding(place, message, "term-form", f"{hint} below '{code}:'")
        for index, form in enumerate(term.zh.use):
            longer = next((other for other in term.zh.use[index + 1 :] if form in other), None)
            word = None if longer else unfinished(sources, term.en, form)
            if longer or word:
                said = f"stands before '{longer}', which has it within" if longer else f"begins '{word}' at its end"
                hint = "put the longer one first" if longer else "write the end of the word"
                yield Finding(here.place("zh", "use", index), f"'{form}' {said}", "term-form", hint)


_NAMED: dict[type[model.Entry], tuple[str, ...]] = {
    model.Term: ("en", "also_en", "acronym"),
    model.Product: ("name",),
    model.Programme: ("name", "abbreviation"),
    model.Offer: ("name", "label"),
    model.Competency: ("name",),
    model.Role: ("name",),
    model.Plan: ("name", "label", "abbreviation"),
    model.Duty: ("title",),
    model.Route: ("plan",),
    model.Team: ("name", "abbreviation"),
}


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _parts(name: str) -> set[str]:
    """Return the words of a name in small letters, and its capitals as one word."""
    return {*re.findall(r"[a-z0-9]+", name.casefold()), "".join(re.findall("[A-Z]", name)).casefold()}


def _count(places: list[Place]) -> str:
    number = len(set(places))
    return f"{number} places ask for" if number > 1 else "one place asks for"


def _where(first: Place, others: list[Place]) -> str:
    return f", the first at {first}" if others else f", at {first}"


def _more(others: list[Place]) -> str:
    if not others:
        return ""
    rest = f" and in {len(others) - 1} more places" if len(others) > 2 else f" and at {others[1]}" if others[1:] else ""
    return f", also asked for at {others[0]}{rest}"


def _lists(entry: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], list[Any]]]:
    """Yield every list in an entry with its loc."""
    for step, value in inner(entry):
        if isinstance(value, list):
            yield (*loc, step), value
        if value and not isinstance(value, str):
            yield from _lists(value, (*loc, step))


def _without_id(item: Any) -> str:
    return repr(item.model_copy(update={"id": ""})) if isinstance(item, Shape) else repr(item)


RULES = (unique_id, repeated, file_name, known_id, sourced, id_name, term_form)
