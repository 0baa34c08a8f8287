"""HTML in what contributors write: harmless marks only. Nothing that runs, loads or restyles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from crucible.checks.rule import rule
from crucible.checks.sources import Sources, Written
from crucible.finding import Finding
from crucible.spelling import closest

_ELEMENTS = """
a abbr b bdi bdo br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure hr i img ins kbd
li mark ol p q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ATTRIBUTES = """
align alt aria-hidden aria-label class colspan datetime dir height href hreflang id lang loading markdown name open rel
reversed role rowspan scope src start title type value width
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements that a page may write itself."""

ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""Attributes that an element or a `{ … }` behind a Markdown text may have."""

_OPEN = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>[^<>]*)(?P<close>>?)|<(?P<other>[!?])")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s=/>"'{}]{1,60})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>{}]*)))?""")
_ATTR_LIST = re.compile(r"\{:?(?P<rest>[ \t]*[^{}\n]*)\}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_SCHEMES = {"http", "https", "mailto", "tel"}
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200d\u2060\ufeff]+")


@rule("html")
def allowed_html(sources: Sources) -> Iterator[Finding]:
    """HTML is written with harmless elements and attributes only; a text of data or a translation has none.

    Good: `<kbd>Ctrl</kbd>`, `H<sub>2</sub>O` in a page.
    Bad: `<script>`, `<iframe>`, `<p onclick="…">`, `<p style="…">`, `<div>` in a data text.
    """
    for written in sources.written:
        text = written.parts.bare
        if "<" in text:
            yield from _elements(written, text)
        if "{" in text and written.kind == "page":
            for match in _ATTR_LIST.finditer(text):
                for name, _, offset in _attributes(match["rest"], match.start("rest")):
                    if not name.startswith(("#", ".")) and name not in ATTRIBUTES and "=" in match["rest"]:
                        yield _attribute(written, offset, name)


def _elements(written: Written, text: str) -> Iterator[Finding]:
    for match in _OPEN.finditer(text):
        offset = match.start()
        if match["other"]:
            message = "a comment begins here and does not end" if text.startswith("<!--", offset) else "is no Markdown"
            yield Finding(written.at(offset), message, "html", "delete it")
            continue
        name = match["name"].lower()
        if match["end"]:
            continue  # the tag that it ends has its finding
        if ":" in match["name"] and _SCHEME.match(match["name"]):
            continue  # an autolink, which `link-scheme` judges
        if written.kind != "page":
            message = f"'<{match['name']}' would be shown as it stands, a text here has no HTML"
            yield Finding(written.at(offset), message, "html", "use **bold**, `code` or [a link](page.md)")
        elif name not in ELEMENTS:
            near = closest(name, ELEMENTS)
            message = f"element '<{match['name']}>' is not among those that a page may write"
            yield Finding(written.at(offset), message, "html", f"did you mean '<{near}>'?" if near else "delete it")
        elif not match["close"]:
            yield Finding(written.at(offset), f"'<{match['name']}' is not closed by '>'", "html", "write '>' behind it")
        else:
            for attribute, _, where in _attributes(match["rest"], match.start("rest")):
                if attribute.lower() not in ATTRIBUTES and not attribute.lower().startswith("data-"):
                    yield _attribute(written, where, attribute)


def _attribute(written: Written, offset: int, name: str) -> Finding:
    what = "runs a script" if name.lower().startswith("on") else "is not among those that a page may write"
    return Finding(written.at(offset), f"attribute '{name}' {what}", "html", "delete it")


def _attributes(text: str, start: int) -> Iterator[tuple[str, str, int]]:
    """Yield (name, value, offset) of each attribute in a tag or attribute list."""
    for match in _ATTRIBUTE.finditer(text):
        yield match[1], match[2] or match[3] or match[4] or "", start + match.start(1)


@rule("link-scheme")
def link_scheme(sources: Sources) -> Iterator[Finding]:
    """A link leads to a page: by https, or from this site to itself.

    Good: `[Benefits](benefits.md#activate)`.
    Bad: `[Benefits](javascript:alert(1))`, also with capitals, entities or percent signs in it; `data:`, `file:`.
    """
    for written in sources.written:
        for link in written.parts.links:
            yield from _judged(written, link.offset, link.target)
        text = written.parts.bare
        if "=" in text:
            for match in _OPEN.finditer(text) if "<" in text else ():
                for name, value, _ in _attributes(match["rest"] or "", match.start("rest")):
                    if name.lower() in ("href", "src"):
                        yield from _judged(written, match.start(), value)
            for match in _ATTR_LIST.finditer(text) if "{" in text else ():
                for name, value, offset in _attributes(match["rest"], match.start("rest")):
                    if name.lower() in ("href", "src"):
                        yield from _judged(written, offset, value)


def _judged(written: Written, offset: int, target: str) -> Iterator[Finding]:
    plain = _INVISIBLE.sub("", html.unescape(html.unescape(target)))
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1].lower() not in _SCHEMES:
        message = f"the link begins with '{scheme[1].lower()}:', expected a page of this site"
        yield Finding(written.at(offset), message, "link-scheme", "write the path of a page, such as faq.md")


RULES = (allowed_html, link_scheme)
