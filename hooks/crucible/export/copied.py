"""A page of the site as it stands in the copy.

It carries a policy that lets the browser fetch nothing from elsewhere (https://www.w3.org/TR/CSP3/), asks for no
addresses that only a server has, says which links need the network and which day the copy is of. What differs
from copy to copy stands in `assets/javascripts/copy.js` alone, so that an unchanged page keeps its bytes.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crucible.export.references import inside, is_web
from crucible.export.revision import Revision
from crucible.grid import N_
from crucible.language import Language

POLICY = "default-src 'self' file: data: blob: 'unsafe-inline'; base-uri 'none'; form-action 'none'; object-src 'none'"
FACTS = "assets/javascripts/copy.js"
SCRIPT = "assets/javascripts/offline.js"
STYLE = "assets/stylesheets/offline.css"
READ_ME = "READ-ME.txt"
ADDED = (FACTS, SCRIPT, STYLE, READ_ME)
"""What every page of a copy refers to beyond what it has on the site."""

LONG = 90
"""Days after which a copy says that it may be out of date."""

OUTSIDE = N_("needs the network")
COPY_OF = N_("This copy is of {date}.")
COPY_OF_REVISION = N_("This copy is of {date}, revision {revision}.")
OLD = N_("It is more than {n} days old and may be out of date.")
RENEW = N_("Get a newer copy")
ABOUT = N_("About this copy")

# The theme's script knows addresses for features that the site does not use; the copy forgets them.
_THEME_SCRIPT = re.compile(r"(?:^|/)bundle\.[0-9a-f]+\.min\.js$")
_THEME_ADDRESS = re.compile(rb"/\*!.*?\*/|https?://(?!www\.w3\.org/)[^\s\"'`\\]+", re.S)
_MAP = re.compile(rb"\n?(?://|/\*)[#@] sourceMappingURL=[^\s*]+(?:\s*\*/)?")


@dataclass(frozen=True)
class Home:
    """Where the site stands in the network: its address, and where newer copies are, as far as they are known."""

    site: str = ""
    releases: str = ""


def page(name: str, html: bytes, kept: Collection[str], language: Language, home: Home) -> bytes:
    """Return the page `name` for a copy that holds the files `kept`."""
    tree = LexborHTMLParser(html.decode("utf-8"))
    for link in tree.css("link[rel~=alternate][hreflang]"):
        link.decompose()
    _switch(tree, name, kept)
    for link in tree.css("a[href]"):
        _mark(link, name, kept, language, home)
    up = posixpath.relpath(".", posixpath.dirname(name) or ".")
    path = {added: posixpath.normpath(posixpath.join(up, added)) for added in ADDED}
    for place in tree.css(".md-copyright, .copy-of-here"):
        place.insert_child(_nodes(_footer(path[READ_ME], language, home)))
    text = _serialised(tree)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head += '<meta http-equiv="x-dns-prefetch-control" content="off">'
    tail = f'<link rel="stylesheet" href="{path[STYLE]}">'
    tail += "".join(f'<script src="{path[script]}" defer></script>' for script in (FACTS, SCRIPT))
    text = re.sub(r"<head>", lambda _: f"<head>{head}", text, count=1)
    return re.sub(r"</head>", lambda _: f"{tail}</head>", text, count=1).encode()


def _serialised(tree: LexborHTMLParser) -> str:
    text = tree.html or ""
    return text if text.lstrip().lower().startswith("<!doctype") else f"<!doctype html>\n{text}"


def _nodes(html: str) -> LexborNode:
    body = LexborHTMLParser(html).body
    if body is None or body.child is None:
        raise ValueError(f"'{html}' holds no element")
    return body.child


def _switch(tree: LexborHTMLParser, name: str, kept: Collection[str]) -> None:
    """Leave in the language switch what is in the copy; no switch where that is one language."""
    for switch in tree.css(".language-switch"):
        items = switch.css("li")
        inside_copy = []
        for item in items:
            aims = [inside(name, link.attributes.get("href") or "") for link in item.css("a")]
            if all(aim and aim[0] in kept for aim in aims):
                inside_copy.append(item)
            else:
                item.decompose()
        if len(inside_copy) < 2:
            switch.decompose()


def _mark(link: LexborNode, name: str, kept: Collection[str], language: Language, home: Home) -> None:
    """Let a link to a page that is not in the copy lead to the site, and say of a link outside what it needs."""
    target = (link.attributes.get("href") or "").strip()
    if not is_web(target):
        aim = inside(name, target)
        if aim is None or aim[0] in kept or not home.site:
            return
        target = home.site + aim[0] + (f"#{aim[1]}" if aim[1] else "")
        link.attrs["href"] = target
    classes = (link.attributes.get("class") or "").split()
    link.attrs["class"] = " ".join([*classes, "outside"])
    link.insert_child(_nodes(f'<span class="visually-hidden">{escape(_note(language))}</span>'))


def _note(language: Language) -> str:
    return language.bracketed(language.text(OUTSIDE))


def _footer(read_me: str, language: Language, home: Home) -> str:
    """Return the line that `offline.js` fills in; without scripts it leads to the READ-ME, which says the same."""
    renew = ""
    if home.releases or home.site:
        note = f'<span class="visually-hidden">{escape(_note(language))}</span>'
        words = escape(language.text(RENEW))
        renew = f' <a class="outside" href="{escape(home.releases or home.site)}">{words}{note}</a>'
    old = escape(language.text(OLD).replace("{n}", language.number(LONG)))
    return (
        f'<p class="copy-of" data-language="{language.code}" data-days="{LONG}"'
        f' data-of="{escape(language.text(COPY_OF))}"'
        f' data-of-revision="{escape(language.text(COPY_OF_REVISION))}"><span class="copy-of__day"></span>'
        f'<span class="copy-of__old" hidden> {old}{renew}</span>'
        f' <a href="{read_me}" class="copy-of__about">{escape(language.text(ABOUT))}</a></p>'
    )


def facts(revision: Revision, languages: Mapping[str, Language]) -> bytes:
    """Return the script that tells the pages which day and revision the copy is of."""
    known = {
        "day": revision.day.isoformat(),
        "revision": revision.short,
        "shown": {code: language.date(revision.day) for code, language in languages.items()},
    }
    return f"var copyFacts = {json.dumps(known, ensure_ascii=False, sort_keys=True)};\n".encode()


def asset(name: str, data: bytes) -> bytes:
    """Return a style or script without what points out of the copy: source maps, the theme's unused addresses."""
    if not name.endswith((".css", ".js")):
        return data
    data = _MAP.sub(b"", data)
    if _THEME_SCRIPT.search(name):
        data = _THEME_ADDRESS.sub(lambda found: found[0] if found[0].startswith(b"/*") else b"about:invalid", data)
    return data


def opening(start: str, language: Language, title: str) -> bytes:
    """Return the `index.html` on top of a copy whose pages all lie in a folder below: it opens `start`."""
    words = escape(title)
    return (
        f'<!doctype html>\n<html lang="{language.code}"><head>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="refresh" content="0; url={start}"><title>{words}</title></head>'
        f'<body><main><h1><a href="{start}">{words}</a></h1></main></body></html>\n'
    ).encode()
