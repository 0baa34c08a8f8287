"""Each text and each page exists in every language; where it does not, readers see the English one."""

from __future__ import annotations

from collections.abc import Iterator

from crucible.catalogs import templates
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.language import SOURCE, TRANSLATIONS, po_path

_UPDATE = "run `crucible translations update`, then translate it"


@rule("missing-translation", Severity.WARNING)
def missing_translation(sources: Sources) -> Iterator[Finding]:
    """Every text of `data/` and every label is translated into each language.

    Good: an entry of `locales/ru/LC_MESSAGES/messages.po` with a `msgstr`.
    Bad: a new plan whose summary no catalog has. The site is built and shows the English text until then.
    """
    for domain, template in templates(sources.root, sources.library).items():
        for code in TRANSLATIONS if _translated(sources) else ():
            catalog = sources.catalogs.get(po_path(code, domain))
            known = {m.id.value: m for m in catalog.messages if not m.obsolete} if catalog else {}
            for entry in template.entries.values():
                message = known.get(entry.id)
                if message is None:
                    path, line = entry.locations[0]
                    text = f"'{_short(entry.id)}' is not in {po_path(code, domain)}"
                    yield Finding(Place(path, line), text, "missing-translation", _UPDATE)
                elif message.fuzzy and catalog:
                    was = f", was '{_short(message.previous)}'" if message.previous else ""
                    text = f"the English is now '{_short(entry.id)}'{was}"
                    hint = "translate it anew and delete the line '#, fuzzy'"
                    yield Finding(catalog.place(message.id), text, "missing-translation", hint)
                elif not message.translated and catalog:
                    form = next((f for f in message.forms.values() if not f.value), message.id)
                    text = f"'{_short(entry.id)}' has no translation"
                    yield Finding(catalog.place(form), text, "missing-translation", "write it between the quotes")


@rule("missing-page", Severity.WARNING)
def missing_page(sources: Sources) -> Iterator[Finding]:
    """Every English page exists in each language, and every translated page in English.

    Good: `content/en/faq.md`, `content/zh/faq.md`, `content/ru/faq.md`.
    Bad: `content/ru/fag.md`, which translates nothing.
    """
    names = {page.name for page in sources.pages if page.language == SOURCE}
    for page in sources.pages:
        if page.language == SOURCE:
            for code in TRANSLATIONS:
                path = f"content/{code}/{page.name}"
                if (code, page.name) not in sources.by_name and path not in sources.broken and _has(sources, code):
                    yield Finding(Place(page.path), f"has no translation {path}", "missing-page", f"write {path}")
        elif page.name not in names and f"content/{SOURCE}/{page.name}" not in sources.broken:
            message = f"translates no page, content/{SOURCE}/{page.name} does not exist"
            yield Finding(
                Place(page.path), message, "missing-page", "give it the name of its English page, or delete it"
            )


def _has(sources: Sources, code: str) -> bool:
    return any(page.language == code for page in sources.pages)


def _translated(sources: Sources) -> bool:
    """A folder without any catalog is not meant to be translated this way."""
    return bool(sources.catalogs)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


RULES = (missing_translation, missing_page)
