"""The tables of the page on the state of the translations: coverage by language, and each page in each language."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup, escape

from crucible.freshness.compare import PageStatus, SectionStatus, State
from crucible.freshness.overview import LanguageStatus, Overview
from crucible.freshness.stamps import Origin
from crucible.grid import N_, Grid, GridCell, GridRow
from crucible.language import SOURCE, Language
from crucible.pages.setting import Setting

STATES = {
    State.FRESH: (N_("Up to date"), "yes"),
    State.STALE: (N_("Out of date"), "depends"),
    State.MISSING: (N_("Missing"), "no"),
    State.UNSTAMPED: (N_("Not recorded"), "depends"),
    State.EXTRA: (N_("No English page"), "no"),
}
MAKERS = {"human": N_("translated by a human"), "machine": N_("translated by a machine")}
_OF = N_("{n} of {m}")


def coverage_table(setting: Setting, overview: Overview) -> Markup:
    """Return a row for each language: how many pages, sections, texts and labels are up to date, and are reviewed."""
    word = setting.label
    heads = tuple(map(word, (N_("Language"), N_("Pages"), N_("Sections"), N_("Texts of the data"), N_("Labels"))))
    rows = []
    for one in overview.languages:
        pages, sections = one.reviewed
        figures = [(one.count(State.FRESH), len(one.pages), pages), (*one.sections, sections)]
        catalogs = (one.catalogs.get(domain) for domain in _DOMAINS)
        figures += [(found.translated, found.total, found.reviewed) for found in catalogs if found]
        texts = [_figures(setting, *three) for three in figures] + [Markup("–")] * (len(heads) - 1 - len(figures))
        cells = tuple(GridCell(text, "text", head) for text, head in zip(texts, heads[1:], strict=True))
        rows.append(GridRow(one.code, _named(one.code), (), (), "", cells))
    return setting.table(Grid("coverage", word(N_("Translated and up to date")), heads, tuple(rows)))


_DOMAINS = ("messages", "crucible")


def pages_table(setting: Setting, overview: Overview) -> Markup:
    """Return a row for each page: its state in each language, what is out of date, who reviewed it, where to edit."""
    names = list(dict.fromkeys(page.name for one in overview.languages for page in one.pages))
    heads = (setting.label(N_("Page")), *(_named(one.code) for one in overview.languages))
    rows = []
    for name in names:
        found = [(one, overview.page(one.code, name)) for one in overview.languages]
        cells = tuple(GridCell(_cell(setting, overview, one, page), "text", _name(one.code)) for one, page in found)
        title = overview.title(setting.language.code, name)
        own = overview.title(setting.language.code, name, fallback=False)
        head = Markup('<a href="{}"{}>{}</a>').format(
            setting.link(name), Markup("") if own else Markup(' lang="en"'), title
        )
        rows.append(GridRow(re.sub(r"\W+", "-", name.removesuffix(".md")), head, (), (), "", cells))
    return setting.table(Grid("translations", setting.label(N_("State of each page")), heads, tuple(rows)))


def _cell(setting: Setting, overview: Overview, one: LanguageStatus, page: PageStatus | None) -> Markup:
    """Return what a cell says; the link to edit names page and language for those who hear it out of context."""
    if page is None:
        return escape("–")
    label, tone = STATES[page.state]
    parts = [setting.badge(setting.label(label), f"verdict-{tone}")]
    if page.state is State.STALE:
        parts.append(_note(setting.label(N_("up to date: {of} sections")).format(of=_fresh(setting, page))))
        parts += [_note(_section(setting, page, section)) for section in page.sections if _old(section)]
    if page.origin is not None:
        checked = [_link(setting, page, id) for id in page.origin.checked]
        parts.append(_note(Markup(" ").join([_origin(setting, page.origin), *checked])))
    if href := overview.edit_url(page):
        action = setting.label(N_("Translate") if page.state is State.MISSING else N_("Edit"))
        title = overview.title(setting.language.code, page.name)
        parts.append(
            Markup('<a class="status-edit" href="{}" aria-label="{}: {} ({})">{}</a>').format(
                href, action, title, _name(one.code), action
            )
        )
    return Markup(" ").join(parts)


def _old(section: SectionStatus) -> bool:
    return section.state is not State.FRESH


def _fresh(setting: Setting, page: PageStatus) -> str:
    return _of(setting, page.count(State.FRESH), page.wanted)


def _figures(setting: Setting, number: int, total: int, reviewed: int) -> Markup:
    """Return '18 of 18', and below it how many of them a person has reviewed."""
    count = setting.label(N_("reviewed: {n}")).format(n=setting.language.number(reviewed))
    return Markup("{} {}").format(_of(setting, number, total), _note(count))


def _of(setting: Setting, number: int, total: int) -> str:
    count = setting.language.number
    return setting.label(_OF).format(n=count(number), m=count(total))


def _section(setting: Setting, page: PageStatus, section: SectionStatus) -> Markup:
    """Return the id of a section as a link to it: in the translation where it stands there, else in the English."""
    return _link(setting, page, section.id, SOURCE if section.state is State.MISSING else page.language)


def _link(setting: Setting, page: PageStatus, id: str, language: str = "") -> Markup:
    language = language or page.language
    folder = "" if language == SOURCE else f"{language}/"
    return Markup('<a href="{}{}{}#{}" hreflang="{}"><code>#{}</code></a>').format(
        setting.to_root, folder, page.name.removesuffix(".md") + ".html", id, language, id
    )


def _origin(setting: Setting, origin: Origin) -> str:
    by = [setting.label(MAKERS[origin.by])] if origin.by in MAKERS else []
    if origin.checked:
        text = setting.label(N_("reviewed in part:"))
    elif not origin.reviewer:
        text = setting.label(N_("not reviewed"))
    elif not origin.reviewed:
        text = setting.label(N_("reviewed by {name}")).format(name=origin.reviewer)
    else:
        when = setting.language.date(date.fromisoformat(origin.reviewed))
        text = setting.label(N_("reviewed by {name} on {date}")).format(name=origin.reviewer, date=when)
    return setting.language.join([*by, text])


def _note(text: str) -> Markup:
    return Markup('<span class="note">{}</span>').format(text)


def _name(code: str) -> str:
    return Language(code).name


def _named(code: str) -> Markup:
    return escape(_name(code)) if code == SOURCE else Markup('<span lang="{}">{}</span>').format(code, _name(code))
