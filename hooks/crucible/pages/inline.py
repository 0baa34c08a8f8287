"""Inline Markdown of data texts as HTML: bold, italics, code, links. Anything else is shown as it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]+)\)"
    r"|\*\*(?P<bold>[^*\n]+?)\*\*"
    r"|\*(?P<italic>[^*\s][^*\n]*?)\*"
)


def inline(text: str, link: Callable[[str], str]) -> Markup:
    """Return the HTML of a text. `link` turns a target as written (`page.md#id`) into an address.

    A piece that is Markup already (the result of a macro) is kept.
    """
    parts: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        parts.append(escape(text[end : match.start()]))
        end = match.end()
        if match["code"]:
            parts.append(Markup("<code>{}</code>").format(match["code"]))
        elif match["label"]:
            label = inline(match["label"], link)
            parts.append(Markup('<a href="{}">{}</a>').format(link(match["target"]), label))
        elif match["bold"]:
            parts.append(Markup("<strong>{}</strong>").format(inline(match["bold"], link)))
        else:
            parts.append(Markup("<em>{}</em>").format(inline(match["italic"], link)))
    parts.append(escape(text[end:]))
    return Markup("").join(parts)
