"""A page can be rendered and found: its macro calls, headings, front matter and name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crucible import model
from crucible.checks import tables
from crucible.checks.names import misspelt_names
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.grid import plan_name
from crucible.language import CODES, SOURCE
from crucible.pages.setting import EmptyError, MacroError
from crucible.source.markdown import Heading, markdown
from crucible.source.page import Page
from crucible.spelling import closest, did_you_mean

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NAME = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_LONGEST = {"title": 80, "description": 200}
KNOWN_KEYS = ("title", "description", "template", "hide", "search", "status", "translation", "tags")
"""Keys that a page's front matter may have: ours, and those of MkDocs and its theme."""


@rule("macro")
def macro(sources: Sources) -> Iterator[Finding]:
    """What stands in `{{ … }}` is a call of a known macro with known ids.

    Good: `{{ comparison("entitlements") }}`.
    Bad: `{{ comparision("entitlements") }}`, `{{ comparison("entitlement") }}`, `{{ 1 + 1 }}`.
    """
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    home: dict[tuple[str, str], tuple[Place, ...]] = {}
    faulty = _faulty(sources)
    for asked in sources.asked:
        if asked.fault:
            found[asked.fault.message, asked.fault.hint].append(asked.place)
        elif asked.error and not sources.unread:
            if not _unsure(asked.error, sources) and not faulty.intersection(asked.names):
                found[str(asked.error), asked.error.hint].append(asked.place)
                home[str(asked.error), asked.error.hint] = sources.home(asked.error.kind)
        elif asked.crash and not (sources.broken or faulty):
            raise asked.crash
    for (message, hint), places in found.items():
        first, *others = sorted(set(places))
        also = (*others, *home.get((message, hint), ()))
        yield Finding(first, f"{message}{and_at(others)}", "macro", hint, also=also)


def _unsure(error: MacroError, sources: Sources) -> bool:
    """Return whether there may be entries to show, of which none could be read."""
    return isinstance(error, EmptyError) and any(place.path in sources.broken for place in sources.home(error.kind))


def _faulty(sources: Sources) -> set[str]:
    """Return the ids of entries that have a finding of their own: a call that fails for one of them has none."""
    found = sources.faulty_ids | set(sources.misspelt)
    for id, unknown in sources.unknown.items():
        if unknown.kinds:
            found |= {id, *unknown.entries}
    paths = {finding.place.path for finding in tables.cells.check(sources)}
    return found | {e.entry.id for e in sources.library.entered if e.source.path in paths}


def and_at(others: list[Place]) -> str:
    """Return what to say of further places that have the same mistake."""
    if not others:
        return ""
    rest = "" if len(others) == 1 else f" and {len(others) - 1} more"
    return f", also at {others[0]}{rest}"


@rule("code-block")
def code_block(sources: Sources) -> Iterator[Finding]:
    """A block of code that begins with ``` ends with ```.

    Good: a line "```", the code, a line "```".
    Bad: one "```" only, so that the rest of the page would be shown as code or not at all.
    """
    for page in sources.pages:
        offset = markdown(page.body).open_fence
        if offset is not None:
            yield Finding(page.place(offset), "a block of code begins here and does not end", "code-block", "close it")


@rule("heading-id")
def heading_id(sources: Sources) -> Iterator[Finding]:
    """Every heading has an id of its own, written by hand, so that a link leads to the same section in each language.

    Good: `## Open a request { #open }`.
    Bad: `## 提交请求`, whose id would be `_1`; `{ #opne }` where the other two languages have `{ #open }`.
    """
    for page in sources.pages:
        seen: dict[str, int] = {}
        own = {heading.id for heading in markdown(page.body).headings}
        for index, heading in enumerate(markdown(page.body).headings):
            id = heading.id
            agreed = _agreed_id(sources, page, index)
            if id is None:
                marks = "#" * heading.level
                hint = f"write '{marks} {heading.text} {{ #{agreed or suggested_id(heading.text)} }}'"
                message = f"heading '{heading.text}' has no id"
                yield Finding(page.place(heading.offset), message, "heading-id", hint)
            elif not _ID.fullmatch(id):
                message = f"heading id '{id}' is not lower-case words joined by hyphens"
                hint = f"write '{agreed or suggested_id(id)}'"
                yield Finding(page.place(heading.id_offset), message, "heading-id", hint)
            elif id in seen:
                message = f"heading id '{id}' stands twice, first on line {page.place(seen[id]).line}"
                hint = f"write '{agreed}'" if agreed else "give this heading another id"
                yield Finding(page.place(heading.id_offset), message, "heading-id", hint)
            elif agreed not in (None, id) and agreed not in own:  # else the sections stand in another order
                message = f"heading id is '{id}', the other languages have '{agreed}'"
                yield Finding(page.place(heading.id_offset), message, "heading-id", f"write '{agreed}'")
            if id is not None:
                seen.setdefault(id, heading.offset)


def _agreed_id(sources: Sources, page: Page, index: int) -> str | None:
    """Return the id that the heading has in all other languages, where they have as many headings."""
    number = len(markdown(page.body).headings)
    found: list[str | None] = []
    for code in CODES:
        other = sources.by_name.get((code, page.name))
        if other is not None and other is not page:
            headings = markdown(other.body).headings
            found.append(headings[index].id if len(headings) == number else None)
    return found[0] if len(found) > 1 and len(set(found)) == 1 else None


def suggested_id(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    name = "-".join(words[:4])
    return name if name[:1].isalpha() else f"section-{name}".rstrip("-")


@rule("heading-order")
def heading_order(sources: Sources) -> Iterator[Finding]:
    """A page begins with one `#` heading, and no heading is more than one step below the one before it.

    Good: `# Title`, `## Section`, `### Part`.
    Bad: two `#` headings; `###` right below `#`; a page without a heading.
    """
    for page in sources.pages:
        headings = markdown(page.body).headings
        if not headings:
            if page.body.strip() and sources.has_data:
                yield Finding(page.place(0), "the page has no heading", "heading-order", "begin it with '# Title'")
            continue
        before = 0
        for index, heading in enumerate(headings):
            if index and heading.level == 1:
                place = page.place(heading.offset)
                message = f"'{heading.text}' is a second '#' heading, expected one"
                yield Finding(place, message, "heading-order", f"write '## {heading.text}'")
            elif heading.level > before + 1:
                marks = "#" * heading.level
                message = f"'{heading.text}' has '{marks}', expected at most '{'#' * (before + 1)}' here"
                above = page.place(headings[index - 1].offset if index else 0)
                hint = f"write '{'#' * (before + 1)} {heading.text}'"
                yield Finding(page.place(heading.offset), message, "heading-order", hint, also=(above,))
            before = max(heading.level, 1) if heading.level <= before + 1 else before + 1


@rule("front-matter")
def front_matter(sources: Sources) -> Iterator[Finding]:
    """A page begins with its title and a description of one sentence, and nothing that nobody reads.

    Good: `title: Glossary` and `description: The terms of this site in English, Chinese and Russian.`
    Bad: no description; `titel: Glossary`; a description of five lines.
    """
    for page in sources.pages if sources.has_data else ():
        if page.front is not None and not isinstance(page.front.data, dict):
            message = "the front matter is not a list of keys, expected title and description"
            yield Finding(page.front.place(), message, "front-matter", "write 'title: …' and 'description: …'")
            continue
        missing = [key for key in ("title", "description") if key not in page.meta]
        for key in page.meta:
            if key not in KNOWN_KEYS and page.front:
                meant = closest(key, missing)
                missing = [name for name in missing if name != meant]
                hint = f"did you mean '{meant}'?" if meant else did_you_mean(key, KNOWN_KEYS)
                yield Finding(page.front.key_place((key,)), f"unknown key '{key}'", "front-matter", hint)
        if page.path in sources.broken:
            continue
        for key in missing:
            line = 1 if page.front is None else page.front.first_line
            hint = f"add a line '{key}: …'" if page.front else "begin the page with lines '---', 'title: …', '---'"
            yield Finding(Place(page.path, line), f"the page has no {key}", "front-matter", hint)
            if page.front is None:
                break
        yield from _values(page)


def _values(page: Page) -> Iterator[Finding]:
    for key, most in _LONGEST.items():
        value = page.meta.get(key)
        if key not in page.meta or page.front is None:
            continue
        place = page.front.place((key,))
        if value is None or value == "":
            yield Finding(place, f"{key} is empty", "front-matter", f"write the {key}")
        elif not isinstance(value, str):
            yield Finding(place, f"{key} is '{value}', expected a text", "front-matter", f'write {key}: "{value}"')
        elif len(value) > most:
            message = f"{key} has {len(value)} characters, expected at most {most}"
            yield Finding(place, message, "front-matter", "say it shorter")


@rule("page-title")
def page_title(sources: Sources) -> Iterator[Finding]:
    """The title in the front matter is the first heading; the page of a plan has the plan's name and id.

    Good: `title: Glossary` above `# Glossary { #glossary }`.
    Bad: `title: Glosary` above `# Glossary { #glossary }`.
    """
    misspelt = set(misspelt_names(sources))
    for page in sources.pages if sources.has_data else ():
        title = page.meta.get("title")
        first = next(iter(markdown(page.body).headings), None)
        if not isinstance(title, str) or not title or first is None or first.level != 1 or not page.front:
            continue
        if first.text != title:
            message = f"title is '{title}', the first heading '{first.text}'"
            place = page.front.place(("title",))
            yield Finding(place, message, "page-title", "write the same in both", also=(page.place(first.offset),))
        else:
            yield from _plan_title(sources, page, first, misspelt)


def _plan_title(sources: Sources, page: Page, first: Heading, misspelt: set[str]) -> Iterator[Finding]:
    plan = sources.library.find(model.Plan, _plan_id(page.name))
    if plan is None or plan.id in misspelt:
        return
    name = plan_name(plan, sources.languages[page.language])
    if page.language == SOURCE and first.text != name:
        message = f"the page is called '{first.text}', the plan '{name}'"
        yield Finding(page.place(first.offset), message, "page-title", f"write '# {name} {{ #{plan.id} }}'")
    elif first.id not in (None, plan.id):
        message = f"heading id is '{first.id}', the plan's id '{plan.id}'"
        yield Finding(page.place(first.id_offset), message, "page-title", f"write '{{ #{plan.id} }}'")


def _plan_id(name: str) -> str:
    return name.removeprefix("plans/").removesuffix(".md") if name.startswith("plans/") else ""


@rule("page-name")
def page_name(sources: Sources) -> Iterator[Finding]:
    """The name of a page's file is lower-case words joined by hyphens; in `plans/` it is the id of a plan.

    Good: `content/en/plans/advanced-support.md`, where plans.yml has `- id: advanced-support`.
    Bad: `content/en/FAQ page.md`, `content/en/plans/advanced.md`.
    """
    ill: dict[str, list[Page]] = defaultdict(list)
    for page in sources.pages:
        if not _NAME.fullmatch(page.name):
            ill[page.name].append(page)
    for name, pages in ill.items():
        first, *others = [Place(page.path) for page in pages]
        better = re.sub(r"[^a-z0-9/]+", "-", name.removesuffix(".md").lower()).strip("-") or "page"
        message = f"'{name}' is not lower-case words joined by hyphens{and_at(others)}"
        yield Finding(first, message, "page-name", f"rename it to {better}.md", also=tuple(others))
    strays, lacking = _plan_pages(sources)
    for page in strays:
        id = _plan_id(page.name)
        message = f"is the page of a plan '{id}', which data/plans.yml does not have"
        only = f"rename it to {next(iter(lacking))}.md" if len(lacking) == 1 else ""
        yield Finding(Place(page.path), message, "page-name", only or did_you_mean(id, sources.ids["Plan"]))


def _plan_pages(sources: Sources) -> tuple[list[Page], list[str]]:
    """Return the English pages in plans/ that belong to no plan, and the plans that have no page."""
    plans = sources.ids["Plan"]
    pages = [page for page in sources.pages if page.language == SOURCE and _plan_id(page.name)]
    names = {_plan_id(page.name) for page in pages}
    misspelt = {entered.entry.id for entered in sources.misspelt.values()}
    strays = [p for p in pages if _plan_id(p.name) not in plans and _plan_id(p.name) not in sources.misspelt]
    lacking = [id for id in sorted(plans - names - misspelt) if f"content/{SOURCE}/plans/{id}.md" not in sources.broken]
    return (strays if plans else []), (lacking if pages else [])


@rule("plan-page", Severity.WARNING)
def plan_page(sources: Sources) -> Iterator[Finding]:
    """Every plan has a page, named after its id.

    Good: `content/en/plans/advanced-support.md` for `- id: advanced-support`.
    Bad: a plan without such a page: the lists of plans would link to nothing.
    """
    strays, lacking = _plan_pages(sources)
    if len(strays) >= len(lacking):
        return  # the pages are there under another name, which is a finding of its own
    for plan in sources.library.all(model.Plan):
        if plan.id in lacking:
            place = sources.library.where(plan).place("id")
            hint = f"write content/{SOURCE}/plans/{plan.id}.md"
            yield Finding(place, f"plan '{plan.id}' has no page", "plan-page", hint)


RULES = (
    macro,
    code_block,
    heading_id,
    heading_order,
    front_matter,
    page_title,
    page_name,
    plan_page,
)
