"""A page can be rendered: its macro calls exist, its headings have ids that no language changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding
from crucible.pages.render import render, text_findings

HEADING = re.compile(r"^(#{1,6})[ \t]+(?P<text>.*?)[ \t]*(?:\{:?[ \t]*#(?P<id>[^\s}]+)[^}]*\})?[ \t]*#*$", re.M)
_FENCE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$", re.M | re.S)


@rule("macro")
def macro(sources: Sources) -> Iterator[Finding]:
    """What stands in `{{ … }}` is a call of a known macro with known ids.

    Good: `{{ comparison("entitlements") }}`.
    Bad: `{{ comparision("entitlements") }}`, `{{ comparison("entitlement") }}`, `{{ 1 + 1 }}`.
    """
    if any(path.startswith("data/") for path in sources.broken):
        return  # an id may be missing only because its file cannot be read
    for code in sources.languages:
        macros = sources.macros(code)
        for page in sources.pages:
            if page.language == code:
                yield from render(page, macros)[1]
    english = sources.macros("en")
    for entered in sources.library.entered:
        for loc, text in model.texts(entered.entry):
            if "{{" in text or "{%" in text:
                yield from text_findings(text, english, entered.place(*loc))
    for path, catalog in sources.catalogs.items():
        macros = sources.macros(path.split("/")[1])
        for message in catalog.messages:
            for form in message.forms.values():
                if ("{{" in form.value or "{%" in form.value) and not message.obsolete:
                    yield from text_findings(form.value, macros, catalog.place(form))


@rule("heading-id")
def heading_id(sources: Sources) -> Iterator[Finding]:
    """Every heading has an id of its own, written by hand, so that a link leads to the same section in each language.

    Good: `## Open a request { #open }`.
    Bad: `## 提交请求`, whose id would be `_1`.
    """
    for page in sources.pages:
        body = _FENCE.sub(lambda match: " " * len(match[0]), page.body)
        seen: dict[str, int] = {}
        for match in HEADING.finditer(body):
            id = match["id"]
            if id is None:
                hint = f"write '{match[1]} {match['text']} {{ #{_suggested(match['text'])} }}'"
                yield Finding(page.place(match.start()), f"heading '{match['text']}' has no id", "heading-id", hint)
            elif not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
                message = f"heading id '{id}' is not lower-case words joined by hyphens"
                yield Finding(page.place(match.start("id")), message, "heading-id", f"write '{_suggested(id)}'")
            elif id in seen:
                message = f"heading id '{id}' stands twice, first on line {seen[id]}"
                yield Finding(page.place(match.start("id")), message, "heading-id", "give this heading another id")
            else:
                seen[id] = page.place(match.start()).line


def _suggested(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    name = "-".join(words[:4])
    return name if name[:1].isalpha() else f"section-{name}".rstrip("-")


RULES = (macro, heading_id)
