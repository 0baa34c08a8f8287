"""Tables that are written in Markdown, made readable for screen readers and phones as those of the components are."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table>(.*?)</table>", re.S)
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
_TAGS = re.compile(r"<a class=\"headerlink\".*?</a>|<[^>]+>", re.S)


def accessible_tables(html: str) -> str:
    """Return the content with a caption (the heading above) and a scope in each table that Markdown made."""

    def made(match: re.Match[str]) -> str:
        headings = _HEADING.findall(html, 0, match.start())
        caption = _TAGS.sub("", headings[-1]).strip() if headings else ""
        body = re.sub(r"<th(?=[\s>])", '<th scope="col"', match[1])
        hidden = f'\n<caption class="visually-hidden">{caption}</caption>' if caption else ""
        return f"<table>{hidden}{body}</table>"

    return _TABLE.sub(made, html)
