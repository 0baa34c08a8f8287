"""Tables that are written in Markdown, made readable for screen readers and phones as those of the components are."""

from __future__ import annotations

import re
from itertools import cycle

_TABLE = re.compile(r"<table>(.*?)</table>", re.S)
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
_TAGS = re.compile(r"<a class=\"headerlink\".*?</a>|<[^>]+>", re.S)
_HEAD = re.compile(r"<th(?: [^>]*)?>(.*?)</th>", re.S)
_CELL = re.compile(r"(<td[^>]*>)(.*?)(</td>)", re.S)
_OPEN = re.compile(r"<(th|td)(?=[\s>])")


def accessible_tables(html: str) -> str:
    """Return the content with caption (the heading above), scope and labels in each table that Markdown made.

    A narrow screen shows each row as a card, each cell (one box, whatever is in it) beside the head of its column.
    """

    def made(match: re.Match[str]) -> str:
        headings = _HEADING.findall(html, 0, match.start())
        caption = _TAGS.sub("", headings[-1]).strip() if headings else ""
        labels = cycle([_TAGS.sub("", head).strip().replace('"', "&quot;") for head in _HEAD.findall(match[1])] or [""])

        def opened(tag: re.Match[str]) -> str:
            return f'{tag[0]} scope="col"' if tag[1] == "th" else f'{tag[0]} data-label="{next(labels)}"'

        def rows(text: str) -> str:
            return _CELL.sub(r'\1<div class="cell">\2</div>\3', _OPEN.sub(opened, text))

        hidden = f'\n<caption class="visually-hidden">{caption}</caption>' if caption else ""
        return f'<table class="cards-when-narrow">{hidden}{rows(match[1])}</table>'

    return _TABLE.sub(made, html)
