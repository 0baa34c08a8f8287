"""Links from a page to a page of another language, as Markdown writes them: `../en/compare.md`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from urllib.parse import unquote

from crucible.language import SOURCE

_HREF = re.compile(r'(?P<before><a\b[^>]*?\shref=")(?P<path>[^"#?:]+\.md)(?P<rest>[#?][^"]*)?"')


def across_languages(html: str, source: str, code: str, pages: Container[str]) -> str:
    """Return the content with links to `.md` files of another language leading to the pages built from them.

    `source` is the path of the page, `pages` are those of all pages, such as `content/en/compare.md`. MkDocs knows
    only the files of the language that it is building and leaves the others as they are.
    """

    def built(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(match["path"])))
        if target not in pages:
            return match[0]
        name = source.split("/", 2)[2]
        here = posixpath.dirname(name if code == SOURCE else f"{code}/{name}")
        _, language, page = target.split("/", 2)
        there = page if language == SOURCE else f"{language}/{page}"
        address = f"{posixpath.relpath(there, here or '.').removesuffix('.md')}.html"
        return f'{match["before"]}{address}{match["rest"] or ""}"'

    return _HREF.sub(built, html) if ".md" in html else html
