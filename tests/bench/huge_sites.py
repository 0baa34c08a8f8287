"""Finished sites that are cheap to write and dear to read: how long a check of one takes, and how much memory.

    python -m tests.bench.huge_sites [SHAPE …]

Like `tests.bench.huge`, with `crucible check --site`: the sources are those of the tiny site.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.huge import SITE, SIZES, Files, checked, table

HEAD = '<!doctype html><html lang="{0}"><head><meta charset="utf-8"><title>A</title></head><body><article>'
PAGES = {"en": "index.html", "zh": "zh/index.html", "ru": "ru/index.html"}
INDEX, SITEMAP = "search/search_index.json", "sitemap.xml"
NUMBERS = "It covers 15 hours and 20 days, $300 or 5 % of 1,000 until 20 November 2026. "


def huge(size: int) -> dict[str, Files]:
    """Return finished sites: name → path → bytes of about that size."""
    parts = (_broken, _tables, _unlike, _links, _files)
    found = {name: given for part in parts for name, given in part(size).items()}
    return {
        name: {path: text if isinstance(text, bytes) else text.encode() for path, text in given.items()}
        for name, given in found.items()
    }


def _many(size: int) -> Callable[[str], str]:
    def many(text: str) -> str:
        count = max(1, size // len(text.replace("{0}", "123456").encode()))
        return "".join(text.replace("{0}", str(n)) for n in range(count)) if "{0}" in text else text * count

    return many


def _pages(english: str, chinese: str | None = None, russian: str | None = None) -> dict[str, str | bytes]:
    bodies = {"en": english, "zh": english if chinese is None else chinese}
    bodies["ru"] = english if russian is None else russian
    return {PAGES[code]: f"{HEAD.replace('{0}', code)}{body}</article></body></html>" for code, body in bodies.items()}


def _broken(size: int) -> dict[str, dict[str, str | bytes]]:
    many = _many(size)
    bodies = {
        "open elements": many("<div>"),
        "open inline elements": many("<b><i>a"),
        "misnested formatting": many("<a href=x><b><p>"),
        "closing elements": many("</p></div>"),
        "open comments": many("<!-- "),
        "one open comment": "<!-- " + many("a"),
        "open attributes": many('<a href="'),
        "attributes": "<div " + many("a{0}=b "),
        "equal attributes": "<div " + many("a=b "),
        "attributes of values that hold the end of a tag": "<div " + many("a{0}='>' "),
        "attributes without blanks": "<div " + many('a{0}=""'),
        "attributes between slashes": "<div " + many("a{0}/"),
        "classes": f'<div class="{many("c{0} ")}">',
        "headings": many('<h2 id="a{0}">A {0}</h2><p>b</p>'),
        "headings without ids": many("<h2>A</h2>"),
        "nested items": many("<ul><li>"),
        "items": "<ul>" + many("<li>15 hours of help</li>"),
        "nested paragraphs in items": many("<ul><li><p>a"),
        "equal ids": many('<p id="a">x</p>'),
        "pairs of equal ids": many('<p id="a{0}">x</p><p id="a{0}">x</p>'),
        "one long id": f'<p id="{many("a")}">x</p><p id="{many("a")}">x</p><a href="#{many("b")}">y</a>',
        "NUL": many("a\0"),
        "characters by number": many("&#x41;"),
        "numbers": f'<h2 id="a">A</h2><p>{many(NUMBERS)}</p>',
        "scripts": many("<script>1</script>"),
        "open script": "<script>" + many("a"),
        "styles": many("<style>a{b:url(c)}</style>"),
        "style attributes": many('<p style="a:url(x{0})">'),
        "JSON scripts": many('<script type="application/json">{"a":"https://a.org"}</script>'),
        "nested JSON script": f'<script type="application/ld+json">{many("[")}</script>',
        "fact sheets": many("<dl><div><dt>A {0}</dt><dd>b</dd></div></dl>"),
        "svg": many("<svg><a href=x>"),
        "templates": many("<template>"),
        "articles": many("<article>"),
        "frames": "<frameset>" + many("<frame src=x>"),
        "blank": many(" "),
    }
    return {name: _pages(body) for name, body in bodies.items()}


def _tables(size: int) -> dict[str, dict[str, str | bytes]]:
    many = _many(size)
    row = "<tr><th scope=row>A {0}</th><td>15 hours</td></tr>"
    notes = many('<tr><td>a<sup><a href="#n{0}">{0}</a></sup></td></tr>')
    bodies = {
        "open tables": many("<table>"),
        "open tables with cells": many("<table><tr><td>"),
        "open tables with texts": many("<table><tr><td>a {0}"),
        "tables": many(f"<table>{row}</table>"),
        "rows": f"<table>{many(row)}</table>",
        "rows without heads": f"<table>{many('<tr><td>a</td></tr>')}</table>",
        "rows of different lengths": f"<table>{many('<tr><td>a</td></tr><tr><td>b</td><td>c</td></tr>')}</table>",
        "cells": f"<table><tr>{many('<td>a')}</table>",
        "empty cells": f"<table><tr><th>{many('<td>')}</table>",
        "heads without scope": f"<table><tr>{many('<th>A')}</table>",
        "colspan": f"<table>{many('<tr><td colspan=1000000000>a<td colspan=999 rowspan=9>b<td colspan=-5>c')}</table>",
        "rowspan": f"<table>{many('<tr><td rowspan=65534>a<td rowspan=-1>b<td rowspan=0>c')}</table>",
        "one long span": f'<table><tr><td colspan="{many("9")}">a</table>',
        "captions": f"<table>{many('<caption>a</caption>')}</table>",
        "one long cell": f"<table><tr><td>{many('15 hours ')}</table>",
        "footnotes": f"<table>{notes}</table><ol>{many('<li>b')}</ol>",
        "footnotes of one cell": f"<table><tr><td>a{many('<sup><a href=x>{0}</a></sup>')}</table>",
        "footnotes that are not": f"<table>{notes}</table>",
        "nested cells": f"<table><tr><td>{many('<b>')}a</table>",
        "links in a cell": f"<table><tr><td>{many('<a href=x{0}>a</a> ')}</table>",
    }
    return {f"{name} in tables" if name == "one long cell" else name: _pages(body) for name, body in bodies.items()}


def _unlike(size: int) -> dict[str, dict[str, str | bytes]]:
    many = _many(size)
    top = '<h2 id="a">A</h2>'

    def cells(text: str, caption: str = "A") -> str:
        row = f"<tr><th scope=row>{text} {{0}}<td>{text} {{0}} hours"
        return f"{top}<table><caption>{caption}</caption><tr><th scope=col>A<th scope=col>B{many(row)}</table>"

    one = "<table><caption>A</caption><tr><th scope=col>A<th scope=col>B<tr><th scope=row>{1}<td>{0}</table>"
    return {
        "tables of other shapes": _pages(
            top + many("<table><tr><td>a</table>"),
            top + many("<table><tr><td>a<td>b</table>"),
            top + many("<table><tr><td>a<tr><td>b</table>"),
        ),
        "tables of other sections": _pages(
            many('<h2 id="a{0}">A</h2><table><tr><td>a</table>'), many('<h2 id="b{0}">A</h2><table><tr><td>a</table>')
        ),
        "cells of other figures": _pages(cells("1"), cells("2"), cells("3")),
        "tables of other figures": _pages(*(top + many(one.replace("{1}", c)) for c in ("1", "2", "3"))),
        "cells of other links": _pages(*(cells(f"<a href={c}{{0}}>a</a>") for c in "abc")),
        "one long cell of other figures": _pages(
            *(
                f"{top}<table><caption>A</caption><tr><th scope=col>A<tr><td>{many(f'{n} hours ')}</table>"
                for n in "123"
            )
        ),
        "one section of other figures": _pages(*(f"{top}<p>{many(f'{n}{{0}} hours ')}" for n in "123")),
        "sections of other figures": _pages(*(many(f'<h2 id="a{{0}}">A</h2><p>{n}{{0}} hours') for n in "123")),
        "a page in one language": {PAGES["en"]: _pages(cells("1"))[PAGES["en"]]},
        "only Russian": {PAGES["ru"]: _pages(cells("1"))[PAGES["ru"]]},
        "empty files": dict.fromkeys((*PAGES.values(), INDEX, SITEMAP, "404.html", "a.svg", "a.css", "a.js"), b""),
        "Latin-1": dict.fromkeys(PAGES.values(), b"<article><h2>" + b"\xe9" * size),
        "UTF-16": {path: "<article><p>a".encode("utf-16") + b"a\0" * (size // 2) for path in PAGES.values()},
        "UTF-8 cut off": dict.fromkeys(PAGES.values(), b"<article><p>" + b"\xd0" * size),
        "zeros": dict.fromkeys(PAGES.values(), b"\x00" * size),
        "the data of the site": _pages(
            f"{top}<table><caption>Entitlements by program</caption>{many('<tr><th>Premium Help<td>7')}</table>"
        ),
    }


def _links(size: int) -> dict[str, dict[str, str | bytes]]:
    many = _many(size)
    bodies = {
        "links to pages that are not": many('<a href="page{0}.html">a</a>'),
        "links to files that are not": many('<img src="picture{0}.png">'),
        "links to sections that are not": '<h2 id="scope">A</h2>' + many('<a href="#scop{0}">a</a>'),
        "links among ids": many('<p id="id{0}"><a href="#ib{0}">a</a>'),
        "equal links": many('<a href="none.html">a</a>'),
        "one long address": f'<a href="{many("a")}">a</a>',
        "one long address of folders": f'<a href="{many("a/")}">a</a>',
        "one long address upwards": f'<a href="{many("../")}">a</a>',
        "one long address of dots": f'<a href="{many("./")}b">a</a>',
        "one long query": f'<a href="index.html?{many("a=b&amp;")}">a</a>',
        "one long fragment": f'<a href="#{many("a")}">a</a>',
        "percent signs": f'<a href="{many("%")}">a</a>',
        "percent signs of nothing": many('<a href="%ff{0}">a</a>'),
        "text fragments": many('<a href="index.html#:~:text=a{0}">a</a>'),
        "one long text fragment": f'<a href="index.html#:~:text={many("a,")}">a</a>',
        "one long text fragment of parts": f'<a href="index.html#:~:{many("text=a&amp;")}">a</a>',
        "absolute addresses": many('<a href="https://example.com/{0}">a</a>'),
        "rooted addresses": many('<a href="/a{0}">a</a>'),
        "file addresses": many('<a href="file:///{0}">a</a>'),
        "backslashes": many('<a href="a\\{0}">a</a>'),
        "schemes": f'<a href="{many("a")}:b">a</a>',
        "hosts": many('<a href="http://[::{0}">a</a>'),
        "srcset": f'<img srcset="{many("a{0}.png 2x, ")}">',
        "srcset of commas": f'<img srcset="{many(",")}">',
        "srcset of brackets": f'<img srcset="a {many("(")}">',
        "srcset of spaces": f'<img srcset="a{many(" ")}b (">',
        "addresses in data": many('<p data-src="a{0}.png">'),
        "alternates": many('<link rel=alternate hreflang=ru href="ru/a{0}.html">'),
        "canonical addresses": many('<link rel=canonical href="a{0}.html">'),
        "redirects": many('<meta http-equiv=refresh content="0; url=a{0}.html">'),
        "one long redirect": f'<meta http-equiv=refresh content="0; url=\'{many(" ")}x">',
        "stated addresses": many('<meta property="og:image" content="https://example.com/{0}.png">'),
        "bases": many('<base href="a{0}/">'),
        "one long base": f'<base href="{many("../a/")}"><a href="b.html">a</a>',
    }
    return {name: _pages(body) for name, body in bodies.items()}


def _files(size: int) -> dict[str, dict[str, str | bytes]]:
    many = _many(size)
    pages = _pages("<h2 id=a>A</h2>")
    docs = json.dumps({"docs": [{"location": f"page{n}.html#a", "text": "a"} for n in range(size // 60)]})
    url = "<url><loc>https://example.com/page{0}.html</loc></url>"
    loop = '<meta http-equiv=refresh content="0; url=r{0}.html">'
    count = max(2, size // 200)
    files: dict[str, dict[str, str | bytes]] = {
        "search index": {INDEX: docs},
        "search index cut off": {INDEX: docs[: size // 2]},
        "nested search index": {INDEX: many("[")},
        "closed nested search index": {INDEX: "[" * (size // 2) + "]" * (size // 2)},
        "search index of nested mappings": {INDEX: '{"a":' * (size // 6) + "1" + "}" * (size // 6)},
        "search index of one number": {INDEX: many("9")},
        "search index that is a list": {INDEX: "[1, 2]"},
        "search index of wrong kinds": {INDEX: '{"docs": {"a": 1}, "x": [{"location": 5}]}'},
        "search index of locations": {INDEX: '{"docs": 5}'},
        "search index as a script": {"search/search_index.js": f"var a = {docs};"},
        "sitemap": {SITEMAP: f"<urlset>{many(url)}</urlset>"},
        "sitemap cut off": {SITEMAP: many("<url><loc>")},
        "sitemap of entities": {SITEMAP: "<loc>" + many("&amp;") + "</loc>"},
        "sitemap of attributes": {SITEMAP: many("<loc ")},
        "sitemap of quotes": {SITEMAP: many(' href="')},
        "robots": {"robots.txt": many("Sitemap: https://example.com/{0}\n")},
        "robots of blanks": {"robots.txt": many("\n  ")},
        "styles as a file": {"a.css": many("a{b:url(c{0}.png)}")},
        "open urls of styles": {"a.css": many("url(")},
        "urls of blanks of styles": {"a.css": "url(" + many(" ")},
        "imports of styles": {"a.css": many("@import ")},
        "open comments of styles": {"a.css": "url(" + many("/*")},
        "source maps of styles": {"a.css": many("/*# sourceMappingURL=a")},
        "strings of scripts": {"a.js": "\n" + many('"a{0}.js";\n')},
        "open strings of scripts": {"a.js": "\n" + many('"../')},
        "words of scripts": {"a.js": '\n"' + many("a-")},
        "comments of scripts": {"a.js": "\n" + many(" ")},
        "manifest": {"a.webmanifest": json.dumps({"src": [f"a{n}.png" for n in range(size // 20)]})},
        "addresses of JSON": {"a.json": json.dumps([f"https://example.com/a{n}.html" for n in range(size // 40)])},
        "pictures of ids": {"a.svg": f"<svg>{many('<g id=a{0}>')}</svg>"},
        "redirect loop": {f"r{n}.html": loop.replace("{0}", str((n + 1) % count)) for n in range(count)},
        "empty pages": {f"p{n}.html": "" for n in range(count)},
        "empty pages of all languages": {f"{c}p{n}.html": "" for n in range(count // 3) for c in ("", "zh/", "ru/")},
        "pages of one link": {f"p{n}.html": f'<a href="q{n}.html">' for n in range(count)},
        "pages of one id": {f"p{n}.html": f'<p id="a"><a href="p{n}.html#b">' for n in range(count)},
        "pages that name each other": {
            f"p{n}.html": "".join(f'<a href="p{m}.html#x">' for m in range(int(count**0.5)))
            for n in range(int(count**0.5))
        },
        "deep folders": {f"{'d/' * 900}p.html": '<a href="x.html">'},
        "names": {f"{'a' * 200}{n}.html": "" for n in range(max(1, count // 4))},
        "odd names": dict.fromkeys(("a b.html", "a\nb.html", "a%ff.html", "�.html", "\x1b.html"), "<a href=x>"),
        "no page": {PAGES["en"]: "", PAGES["ru"]: "", PAGES["zh"]: ""},
    }
    return {name: pages | given for name, given in files.items()}


def measured(files: Files) -> tuple[float, float, int, str]:
    """Return CPU seconds of a check and of what could be mended, the most memory in MB, and how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(SITE, root)
        (root / "built").mkdir()
        for path, data in files.items():
            (root / "built" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "built" / path).write_bytes(data)
        return checked(root, "--site", "built")


if __name__ == "__main__":
    raise SystemExit(table(sys.argv[1:], huge(SIZES[0]), huge(SIZES[1]), measured))
