"""Pages that show the English beside each sentence of the translation, as builds of large documentations do.

A sentence is `<span data-ttu-id="a1-101">…</span><span class="sxs-lookup"><span data-stu-id="a1-101">…</span></span>`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crucible.source.page import Page

SIDE_BY_SIDE = 'class="sxs-lookup"'
_PAIR = re.compile(
    r'<span data-ttu-id="[^"\n]{1,80}">(?P<own>.{0,8000}?)</span>'
    r'<span class="sxs-lookup"><span data-stu-id="[^"\n]{1,80}">(?P<english>.{0,8000}?)</span></span>',
    re.S,
)


def apart(page: Page) -> Page:
    """Return the page with its English taken out of the text; any other page as it is."""
    if SIDE_BY_SIDE not in page.text:
        return page
    own: list[str] = []
    english: list[str] = []
    gaps: list[tuple[int, int]] = []
    end = length = gone = 0
    for match in _PAIR.finditer(page.text, page.body_start):
        between = page.text[end : match.start()]
        own += [between, match["own"]]
        english += [between, match["english"]]
        for kept, left_out in (
            (between, match.start("own") - match.start()),
            (match["own"], match.end() - match.end("own")),
        ):
            length, gone = length + len(kept), gone + left_out
            gaps.append((length, gone))
        end = match.end()
    rest = page.text[end:]
    texts = ("".join([*parts, rest]) for parts in (own, english))
    text, other = texts
    return replace(page, text=text, english=other, file=page.text, left_out=tuple(gaps)) if own else page
