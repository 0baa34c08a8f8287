"""The English beside each block of a translated page, hidden until a reader asks for it.

The page works without scripts: each heading has a link to its section of the English page, which a script
replaces by buttons. A block that reads the same in both languages (a product name, a number) gets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from crucible.pages.align import Alignment, Block, blocks

_TOKEN = re.compile(r"""<!--.*?-->|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:"[^"]*"|'[^']*'|[^'">])*>""", re.S)
_DROPPED = re.compile(
    r"""<sup\b[^>]*>\s*<a\b[^>]*>[^<]*</a>\s*</sup>|<a\b[^>]*class="(?:headerlink|footnote-backref)"[^>]*>.*?</a>"""
    r"""|<svg\b.*?</svg>""",
    re.S,
)
_BADGE = re.compile(r"""<span class="badge\b[^>]*>([^<]*)</span>""")
_OWN_LINE = re.compile(r"""\s*<span class="(?:note|go)\b[^>]*>""")
_OPEN, _SHUT = "\ue000", "\ue001"
_KEPT = frozenset(("b", "strong", "i", "em", "code", "kbd", "q", "sub", "br"))


def revealed(
    html: str,
    english: str,
    found: Alignment,
    link: Callable[[str], str],
    notices: Mapping[str, str],
) -> str:
    """Return the content of a translated page with the English beside it.

    `link` returns the HTML of a link to a section of the English page; `notices` are HTML by section, to stand
    below its heading. A section that does not align has its whole English in one piece below its heading.
    """
    pairs = {block.start: source for block, source in found.pairs}
    unaligned = {mismatch.section for mismatch in found.mismatches}
    whole = [block for block in blocks(english) if block.section in unaligned]
    out: list[str] = []
    at = 0
    for block in blocks(html):
        source = pairs.get(block.start)
        differs = source is not None and source.text != block.text
        if block.tag == "heading":
            beside = [link(block.section)]
            if source is not None and differs:
                beside.append(f'<p class="english" lang="en" hidden>{quotable(source.html)}</p>')
            if block.section in unaligned:
                beside.append(_whole(block.section, whole))
            added = f'<div class="english-line">{"".join(beside)}</div>{notices.get(block.section, "")}'
        elif source is None or not differs:
            continue
        elif block.tag == "summary":
            added = f'<p class="english" lang="en" hidden>{quotable(source.html)}</p>'
        else:
            added = f' <span class="english" lang="en" hidden>{quotable(source.html)}</span>'
        out += [html[at : block.after], added]
        at = block.after
    return "".join([*out, html[at:]])


def quotable(html: str) -> str:
    """Return a run of text as it can be quoted: without links, ids, pictures and marks of the page."""
    badges = _BADGE.sub(rf"{_OPEN}\1{_SHUT}", _DROPPED.sub("", html))
    lines = _OWN_LINE.sub("<br>", badges)
    text = " ".join(_TOKEN.sub(_quotable_tag, lines).split()).removeprefix("<br>")
    return text.replace(_OPEN, '<span class="badge">').replace(_SHUT, "</span>")


def _quotable_tag(match: re.Match[str]) -> str:
    tag = (match["tag"] or "").lower()
    return f"<{match['close']}{tag}>" if tag in _KEPT else ""


def _whole(section: str, english: list[Block]) -> str:
    rows = (f"<p>{quotable(block.html)}</p>" for block in english if block.section == section)
    return f'<div class="english english--section" lang="en" hidden>{"".join(rows)}</div>'
