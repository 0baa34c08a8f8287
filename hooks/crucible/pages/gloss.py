"""The gloss of a product name that stays English: shown once on a page, where running text first mentions the name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

from crucible.language import Language

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SPACE = re.compile(r"^ (?=[\u3400-\u9fff])")
_VOID = {"br", "img", "hr", "input", "wbr", "source"}
_SKIP = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "code",
    "pre",
    "caption",
    "th",
    "script",
    "style",
    "svg",
    "label",
    "button",
}


def with_glosses(html: str, glosses: Mapping[str, str], language: Language) -> str:
    """Return the page content with each gloss after the first mention of its name in running text.

    A name within a link has its gloss after the link. Where the page has written the gloss itself, nothing is added.
    `glosses` maps English names to glosses; of two names that begin alike the longer one is looked for first.
    """
    written = " ".join(html.split())  # a gloss may be broken over two lines
    wanted = {name: gloss for name, gloss in glosses.items() if gloss and name in html and gloss not in written}
    if not wanted:
        return html
    names = sorted(glosses, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w-])(?:"
        + "|".join(map(re.escape, names))
        + r")(?![\w-])(?: \((?P<acronym>[A-Za-z]{2,6})\))?(?P<space> (?=[\u3400-\u9fff]))?"
    )
    out: list[str] = []
    open_tags: list[str] = []
    waiting: list[str] = []  # glosses for after the link that is open

    def glossed(match: re.Match[str]) -> str:
        name = next(n for n in names if match[0].startswith(n))
        if name not in wanted:
            return match[0]
        gloss = escape(wanted.pop(name))
        if match["acronym"]:  # one pair of brackets, not two in a row
            both = language.bracketed(f'{match["acronym"]}{language.pause}<span class="gloss">{gloss}</span>')
            return f"{name}{both}{'' if language.code == 'zh' else match['space'] or ''}"
        mark = f'<span class="gloss">{language.bracketed(gloss)}</span>'
        if "a" in open_tags:
            waiting.append(mark)
            return match[0]
        # A full-width bracket needs no space between itself and a Han character.
        return match[0].removesuffix(match["space"] or "") + mark if language.code == "zh" else match[0] + mark

    closed = False  # a full-width bracket was the last character
    for token in _TOKEN.findall(html):
        if token.startswith("<"):
            out.append(token)
            _follow(token, open_tags)
            if token.startswith("</a") and waiting:
                out += waiting
                waiting.clear()
                closed = language.code == "zh"
            continue
        text = _SPACE.sub("", token) if closed else token
        closed = False
        out.append(pattern.sub(glossed, text) if wanted and not _SKIP.intersection(open_tags) else text)
    return "".join(out)


def _follow(token: str, open_tags: list[str]) -> None:
    match = _TAG.match(token)
    if not match or token.endswith("/>") or match[2].lower() in _VOID:
        return
    name = match[2].lower()
    if not match[1]:
        open_tags.append(name)
    elif name in open_tags:
        while open_tags.pop() != name:
            pass
