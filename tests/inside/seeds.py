"""Faults to plant in a copy of the real site and of its sources, each with what is to be said about it.

A seed is written twice, as a person would write it and as the build makes it, because the checks of the sources
stop a build with some of them. `⟦` marks the place that the finding must name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from crucible.source.text import place_at

MARK = "⟦"
FOLDERS = {"en": "", "zh": "zh/", "ru": "ru/"}


@dataclass(frozen=True)
class Seed:
    """`source` is added to the file `into` (before the text `before`, else at its end), `built` to pages of the site.

    `built` maps files of the site to HTML that is put at the end of the article (for a page), else to a pair of
    texts to replace, else to the whole new text of the file.
    """

    name: str
    into: str
    source: str
    built: dict[str, str | tuple[str, str]]
    says: str
    before: str = ""
    place: str = ""
    """Where the finding must point when nobody wrote the address: a text of the file `into`, with the mark."""


def on_page(name: str, page: str, source: str, built: str, says: str) -> Seed:
    """A seed at the end of a page such as `zh/faq`; `built` may be '' where the build leaves it as it is."""
    language, _, stem = page.partition("/")
    return Seed(
        name,
        f"content/{page}.md",
        f"\n\n{source}\n",
        {f"{FOLDERS[language]}{stem}.html": built or source.replace(MARK, "")},
        says,
    )


def link(url: str) -> str:
    return f'<p><a href="{url}">x</a></p>'


# What a reader follows, on pages.
FOLLOWED = [
    on_page(
        "a page that does not exist",
        "en/faq",
        "[x](⟦benefit.md)",
        link("benefit.md"),
        "'benefit.md' leads to no page [dead-link]\n    did you mean 'benefits.md'?",
    ),
    on_page(
        "a page in another folder",
        "zh/faq",
        "[x](⟦premier-support.md)",
        link("premier-support.md"),
        "'premier-support.md' leads to no page [dead-link]\n    did you mean 'plans/premier-support.md'?",
    ),
    on_page(
        "from a folder, without the way up",
        "ru/plans/premier-support",
        "[x](⟦benefits.md)",
        link("benefits.md"),
        "'benefits.md' leads to no page [dead-link]\n    did you mean '../benefits.md'?",
    ),
    on_page(
        "a section that does not exist",
        "zh/faq",
        "[x](⟦benefits.md#actvate)",
        link("benefits.html#actvate"),
        "'benefits.md#actvate' leads to no section: 'zh/benefits.md' has no id 'actvate' [dead-link]\n"
        "    did you mean 'benefits.md#activate'?",
    ),
    on_page(
        "a section of the same page",
        "ru/benefits",
        "[x](⟦#actvate)",
        link("#actvate"),
        "'#actvate' leads to no section: 'ru/benefits.md' has no id 'actvate' [dead-link]\n"
        "    did you mean '#activate'?",
    ),
    on_page(
        "a section that stands on another page",
        "en/compare",
        "[x](⟦faq.md#activate)",
        link("faq.html#activate"),
        "'faq.md#activate' leads to no section: 'faq.md' has no id 'activate' [dead-link]\n"
        "    did you mean 'benefits.md#activate'?",
    ),
    on_page(
        "an encoded Chinese section",
        "zh/compare",
        "[x](⟦#%E5%AF%B9%E6%AF%94)",
        link("#%E5%AF%B9%E6%AF%94"),
        "'#%E5%AF%B9%E6%AF%94' leads to no section: 'zh/compare.md' has no id '对比' [dead-link]\n    known: ",
    ),
    on_page(
        "a Russian section",
        "ru/compare",
        "[x](⟦benefits.md#вопрос)",
        link("benefits.html#вопрос"),
        "'benefits.md#вопрос' leads to no section: 'ru/benefits.md' has no id 'вопрос' [dead-link]\n    known: ",
    ),
    on_page(
        "a section behind a question mark",
        "en/faq",
        '<a href="⟦benefits.html?a=1&amp;b=2#none-x">x</a>',
        "",
        "'benefits.html?a=1&b=2#none-x' leads to no section: 'benefits.md' has no id 'none-x' [dead-link]\n    known: ",
    ),
    on_page(
        "other capitals in an id",
        "en/faq",
        "[x](⟦benefits.md#Activate)",
        link("benefits.html#Activate"),
        "'benefits.md#Activate' leads to no section: 'benefits.md' has no id 'Activate' [dead-link]\n"
        "    did you mean 'benefits.md#activate'?",
    ),
    on_page(
        "an id in another Unicode form",
        "ru/faq",
        '<i id="\u0439">x</i> [x](⟦#\u0438\u0306)',
        f'<i id="\u0439">x</i>{link("#" + chr(0x438) + chr(0x306))}',
        "'#\u0438\u0306' leads to no section: 'ru/faq.md' has no id '\u0438\u0306' [dead-link]\n"
        "    did you mean '#\u0439'?",
    ),
    on_page(
        "a text fragment with other words",
        "en/faq",
        "[x](⟦benefits.md#:~:text=never%20written)",
        link("benefits.html#:~:text=never%20written"),
        "'benefits.md#:~:text=never%20written' leads to a text that 'benefits.md' does not have [dead-link]\n"
        "    link to a section by its id",
    ),
    on_page(
        "a text fragment behind a dead id",
        "zh/faq",
        "[x](⟦benefits.md#gone-x:~:text=a)",
        link("benefits.html#gone-x:~:text=a"),
        "'benefits.md#gone-x:~:text=a' leads to no section: 'zh/benefits.md' has no id 'gone-x' [dead-link]\n"
        "    known: ",
    ),
    on_page(
        "a reference definition",
        "en/faq",
        "[x][ref-1]\n\n[ref-1]: ⟦refrences.md",
        link("refrences.md"),
        "'refrences.md' leads to no page [dead-link]\n    did you mean 'references.md'?",
    ),
    on_page(
        "raw HTML",
        "zh/report",
        '<a href="⟦glosary.html">x</a>',
        "",
        "'glosary.html' leads to no page [dead-link]\n    did you mean 'glossary.html'?",
    ),
    on_page(
        "raw HTML in capitals, without quotes",
        "ru/report",
        "<A HREF=⟦glosary.html>x</A>",
        "",
        "'glosary.html' leads to no page [dead-link]\n    did you mean 'glossary.html'?",
    ),
    on_page(
        "raw HTML with a path of sources",
        "en/report",
        "<a href='⟦faq.md'>x</a>",
        "",
        "'faq.md' leads to no page [dead-link]\n    did you mean 'faq.html'?",
    ),
    on_page(
        "a link in a table",
        "en/report",
        "| a |\n| - |\n| [x](⟦sorces.md) |",
        f"<table><tr><td>{link('sorces.md')}</td></tr></table>",
        "'sorces.md' leads to no page [dead-link]\n    did you mean 'sources.md'?",
    ),
    on_page(
        "other capitals",
        "en/faq",
        '<a href="⟦Compare.html">x</a>',
        "",
        "'Compare.html' differs from 'compare.html' in upper and lower case [dead-link]\n"
        "    did you mean 'compare.html'?",
    ),
    on_page(
        "an area of a map",
        "en/faq",
        '<map><area href="⟦no-area.html"></map>',
        "",
        "'no-area.html' leads to no page [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a form",
        "en/faq",
        '<form action="⟦no-form.html"></form>',
        "",
        "'no-form.html' leads to no page [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a quotation's source",
        "en/faq",
        '<blockquote cite="⟦no-source.html">x</blockquote>',
        "",
        "'no-source.html' leads to no page [dead-link]\n    did you mean 'sources.html'?",
    ),
    on_page(
        "an empty address",
        "zh/sources",
        '<a href="⟦">x</a>',
        "",
        "'' is empty [dead-link]\n    write an address, or delete the link",
    ),
    on_page(
        "percent signs that encode nothing",
        "en/faq",
        '<a href="⟦50%-off.html">x</a>',
        "",
        "'50%-off.html' has percent signs that encode no UTF-8 [dead-link]\n    write '%25' for a percent sign",
    ),
    on_page(
        "bytes that are no UTF-8",
        "ru/faq",
        '<a href="⟦%CF%F0.html">x</a>',
        "",
        "'%CF%F0.html' has percent signs that encode no UTF-8 [dead-link]\n    write '%25' for a percent sign",
    ),
    on_page(
        "above the site",
        "en/plans/premier-support",
        '<a href="⟦../../faq.html">x</a>',
        "",
        "'../../faq.html' leads out of the site [dead-link]\n    did you mean '../faq.html'?",
    ),
    on_page(
        "a root that is not the site's",
        "en/faq",
        '<a href="⟦/benefits.html">x</a>',
        "",
        "'/benefits.html' leads out of the site [dead-link]\n    did you mean 'benefits.html'?",
    ),
    on_page(
        "an address for scripts only",
        "en/faq",
        '<button data-clipboard-target="⟦#no-code">x</button>',
        "",
        "'#no-code' leads to no section: 'faq.md' has no id 'no-code' [dead-link]\n    known: ",
    ),
]

# How an address is written, and in which language.
WRITTEN = [
    on_page(
        "a folder",
        "en/faq",
        '<a href="⟦zh/">x</a>',
        "",
        "'zh/' leads to a folder, which a copy on disk shows as a list of files [link-form]\n    write 'zh/index.html'",
    ),
    on_page(
        "the own folder",
        "zh/faq",
        '<a href="⟦./">x</a>',
        "",
        "'./' leads to a folder, which a copy on disk shows as a list of files [link-form]\n    write 'index.html'",
    ),
    on_page(
        "the root of the host",
        "zh/faq",
        '<a href="⟦/crucible/zh/benefits.html#activate">x</a>',
        "",
        "'/crucible/zh/benefits.html#activate' begins at the root of the host, where a copy on disk has nothing "
        "[link-form]\n    write 'benefits.html#activate'",
    ),
    on_page(
        "the full address",
        "ru/faq",
        "[x](⟦https://example.github.io/crucible/ru/benefits.html)",
        link("https://example.github.io/crucible/ru/benefits.html"),
        "'https://example.github.io/crucible/ru/benefits.html' is the full address of a page of this site, which "
        "a copy of the site has not [link-form]\n    write 'benefits.md'",
    ),
    on_page(
        "the full address of nothing",
        "en/faq",
        "[x](⟦http://EXAMPLE.github.io/crucible/benefit.html)",
        link("http://EXAMPLE.github.io/crucible/benefit.html"),
        "'http://EXAMPLE.github.io/crucible/benefit.html' leads to no page [dead-link]\n"
        "    did you mean 'benefits.md'?",
    ),
    on_page(
        "a backslash",
        "en/faq",
        '<a href="⟦plans\\premier-support.html">x</a>',
        "",
        "'plans\\premier-support.html' has a backslash [link-form]\n    write 'plans/premier-support.html'",
    ),
    on_page(
        "a file of one computer",
        "en/faq",
        '<a href="⟦file:///C:/guide.pdf">x</a>',
        "",
        "'file:///C:/guide.pdf' leads to one computer, which no reader has [link-form]\n"
        "    link to an address that readers can open, or write it as `code`",
    ),
    on_page(
        "a drive",
        "zh/faq",
        '<a href="⟦D:\\guide.pdf">x</a>',
        "",
        "'D:\\guide.pdf' leads to one computer, which no reader has [link-form]\n"
        "    link to an address that readers can open, or write it as `code`",
    ),
    on_page(
        "a preview",
        "ru/faq",
        "[x](⟦http://localhost:8000/faq.html)",
        link("http://localhost:8000/faq.html"),
        "'http://localhost:8000/faq.html' leads to one computer, which no reader has [link-form]\n"
        "    link to an address that readers can open, or write it as `code`",
    ),
    on_page(
        "a loopback address",
        "en/faq",
        "[x](⟦http://[::1]/)",
        link("http://[::1]/"),
        "'http://[::1]/' leads to one computer, which no reader has [link-form]\n"
        "    link to an address that readers can open, or write it as `code`",
    ),
    on_page(
        "English from a Chinese page",
        "zh/compare",
        '<a href="⟦../benefits.html#activate">x</a>',
        "",
        "'../benefits.html#activate' leads to the page in another language (en) [link-language]\n"
        "    write 'benefits.html#activate', or add { hreflang=en } behind the link if it is meant",
    ),
    on_page(
        "English from a Russian page, in Markdown",
        "ru/plans/premier-support",
        "[x](⟦../../en/faq.md)",
        link("../../faq.html"),
        "'../../en/faq.md' leads to the page in another language (en) [link-language]\n"
        "    write '../faq.md', or add { hreflang=en } behind the link if it is meant",
    ),
    on_page(
        "Chinese from an English page",
        "en/faq",
        "[x](⟦../zh/benefits.md)",
        link("zh/benefits.html"),
        "'../zh/benefits.md' leads to the page in another language (zh) [link-language]\n"
        "    write 'benefits.md', or add { hreflang=zh } behind the link if it is meant",
    ),
    on_page(
        "a dead section in another language",
        "en/faq",
        "[x](⟦../zh/faq.md#none){ hreflang=zh }",
        '<a hreflang="zh" href="zh/faq.html#none">x</a>',
        "'../zh/faq.md#none' leads to no section: 'zh/faq.md' has no id 'none' [dead-link]\n    known: ",
    ),
]

# What a page loads.
LOADED = [
    on_page(
        "a picture",
        "en/index",
        "![x](⟦images/no-map.png)",
        '<img src="images/no-map.png" alt="x">',
        "'images/no-map.png' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a picture, almost",
        "zh/index",
        "![x](⟦../assets/images/lgo.svg)",
        '<img src="../assets/images/lgo.svg" alt="x">',
        "'../assets/images/lgo.svg' leads to no file [dead-link]\n    did you mean '../assets/images/logo.svg'?",
    ),
    on_page(
        "a picture in other capitals",
        "ru/index",
        '<img src="⟦../assets/images/Logo.svg" alt="x">',
        "",
        "'../assets/images/Logo.svg' differs from '../assets/images/logo.svg' in upper and lower case [dead-link]\n"
        "    did you mean '../assets/images/logo.svg'?",
    ),
    on_page(
        "the second of several sizes",
        "en/index",
        '<img srcset="assets/images/logo.svg 1x, ⟦assets/images/no-2x.svg 2x" alt="x">',
        "",
        "'assets/images/no-2x.svg' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a source of a picture",
        "en/index",
        '<picture><source srcset="⟦no-wide.webp 100w"></picture>',
        "",
        "'no-wide.webp' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a poster",
        "en/index",
        '<video poster="⟦no-poster.jpg"></video>',
        "",
        "'no-poster.jpg' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "subtitles",
        "en/index",
        '<video><track src="⟦no-words.vtt"></video>',
        "",
        "'no-words.vtt' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a frame",
        "en/index",
        '<iframe src="⟦no-frame.html"></iframe>',
        "",
        "'no-frame.html' leads to no page [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "an object",
        "en/index",
        '<object data="⟦no-object.pdf"></object>',
        "",
        "'no-object.pdf' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "what a script will load",
        "en/index",
        '<img data-src="⟦no-later.png" alt="x">',
        "",
        "'no-later.png' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a style of an element",
        "en/index",
        "<p style=\"background: url('⟦no-back.png')\">x</p>",
        "",
        "'no-back.png' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a style of the page",
        "en/index",
        "<style>p { background: url(⟦no-style.png) }</style>",
        "",
        "'no-style.png' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    on_page(
        "a sign in a drawing",
        "en/index",
        '<svg><use xlink:href="⟦#no-sign"></use></svg>',
        "",
        "'#no-sign' leads to no section: 'index.md' has no id 'no-sign' [dead-link]\n    known: ",
    ),
    on_page(
        "a refresh",
        "zh/index",
        '<meta http-equiv="refresh" content="5; url=⟦no-next.html">',
        "",
        "redirect 'no-next.html' leads to no page [dead-link]\n    write the address of a page or file that exists",
    ),
]

# Ids.
IDS = [
    on_page(
        "an id in raw HTML twice",
        "en/report",
        '<i id="twin">a</i> <i id="⟦twin">b</i>',
        "",
        "id 'twin' stands more than once on the page [unique-anchor]\n    give one of the two another id",
    ),
    on_page(
        "a heading with a taken id",
        "ru/report",
        '<i id="pair">a</i>\n\n## x { #⟦pair }',
        '<i id="pair">a</i><h2 id="pair">x</h2>',
        "id 'pair' stands more than once on the page [unique-anchor]\n    give one of the two another id",
    ),
]

# What serves every language, or every page.
DATA_TEXT = "Read [this](benefits.md#seeded) first."
TWICE_TEXT = "Read [that](compare.md#seeded) first."
SHARED = [
    Seed(
        "a text of data, in three languages on two pages each",
        "data/collections.yml",
        "\n- id: seeded\n  title: Seeded\n  items:\n    - id: one\n      text: >-\n"
        "        Read\n        [this](⟦benefits.md#seeded) first.\n",
        {
            f"{folder}{page}.html": link(f"{'../' if '/' in page else ''}benefits.html#seeded")
            for folder in FOLDERS.values()
            for page in ("faq", "plans/premier-support")
        },
        "'benefits.md#seeded' leads to no section: 'benefits.md' has no id 'seeded' [dead-link]\n    known: ",
    ),
    Seed(
        "a translation",
        "locales/zh/LC_MESSAGES/messages.po",
        '\nmsgid "Seeded [here](faq.md)"\nmsgstr ""\n"见「\\"入门\\"」，"\n"[此处](⟦faqs.md)"\n',
        {"zh/plans/premier-support.html": link("../faqs.html")},
        "'faqs.md' leads to no page [dead-link]\n    did you mean 'faq.md'?",
    ),
    Seed(
        "a value of data",
        "data/references.yml",
        "\n- id: seeded\n  title: Seeded\n  url: ⟦https://example.github.io/crucible/benefitz.html\n"
        "  scope: Seeded\n  group: plans\n",
        {
            f"{folder}references.html": link("https://example.github.io/crucible/benefitz.html")
            for folder in FOLDERS.values()
        },
        "'https://example.github.io/crucible/benefitz.html' leads to no page [dead-link]\n"
        "    did you mean 'benefits.html'?",
    ),
    Seed(
        "a component",
        "overrides/components/cards.html",
        '<a href="⟦no-card.html">x</a>\n',
        {f"{folder}index.html": link("no-card.html") for folder in FOLDERS.values()},
        "'no-card.html' leads to no page [dead-link]\n    write the address of a page or file that exists",
    ),
    Seed(
        "the page for what is missing",
        "overrides/404.html",
        "\n{# #}<a href=\"{{ '⟦ru/indx.html' | url }}\">x</a>\n",
        {"404.html": link("/crucible/ru/indx.html")},
        "'ru/indx.html' leads to no page [dead-link]\n    did you mean 'index.html'?",
    ),
    Seed(
        "a relative address on the page for what is missing",
        "overrides/404.html",
        '\n<a href="⟦faq.html">x</a>\n',
        {"404.html": link("faq.html")},
        "'faq.html' is relative, but this page is shown at any depth [link-form]\n    write '{{ \"faq.html\" | url }}'",
    ),
    Seed(
        "a style sheet that is set",
        "mkdocs.yml",
        "  - ⟦assets/stylesheets/more.css\n",
        {
            f"{folder}report.html": f'<link rel=stylesheet href="{"../" if folder else ""}assets/stylesheets/more.css">'
            for folder in FOLDERS.values()
        },
        "'assets/stylesheets/more.css' leads to no file [dead-link]\n"
        "    write the address of a page or file that exists",
        before="extra_javascript:",
    ),
    Seed(
        "a style sheet's picture",
        "overrides/assets/stylesheets/crucible.css",
        '\n/* url(not-this.png) */\n.x { background: url( "⟦../images/lgo.svg" ) }\n',
        {"assets/stylesheets/crucible.css": "+"},
        "'../images/lgo.svg' leads to no file [dead-link]\n    did you mean '../images/logo.svg'?",
    ),
    Seed(
        "a style sheet's style sheet",
        "overrides/assets/stylesheets/crucible.css",
        "\n@import '⟦palete.css';\n",
        {"assets/stylesheets/crucible.css": "+"},
        "'palete.css' leads to no file [dead-link]\n    write the address of a page or file that exists",
    ),
    Seed(
        "a script's script",
        "overrides/assets/javascripts/search-worker.js",
        '\nimportScripts("⟦search/wrds.js");\n',
        {"assets/javascripts/search-worker.js": "+"},
        "'search/wrds.js' leads to no file [dead-link]\n    did you mean 'search/words.js'?",
    ),
    Seed(
        "a drawing's picture",
        "overrides/assets/images/logo.svg",
        '<image href="⟦no-photo.png"/>',
        {"assets/images/logo.svg": "+"},
        "'no-photo.png' leads to no file [dead-link]\n    write the address of a page or file that exists",
        before="</svg>",
    ),
    Seed(
        "a feed",
        "mkdocs.yml",
        "",
        {"feed.xml": '<feed><link href="https://example.github.io/crucible/gone.html"/></feed>'},
        "exported address 'https://example.github.io/crucible/gone.html' leads to no page (in feed.xml) [dead-link]\n"
        "    ",
        place="⟦https://example.github.io/crucible/",
    ),
    Seed(
        "an export",
        "mkdocs.yml",
        "",
        {"data.json": json.dumps({"plans": [{"url": "https://example.github.io/crucible/plans/premier-suport.html"}]})},
        "exported address 'https://example.github.io/crucible/plans/premier-suport.html' leads to no page "
        "(in data.json) [dead-link]\n    did you mean 'plans/premier-support.html'?",
        place="⟦https://example.github.io/crucible/",
    ),
]

# What machines read. No person writes these: the finding names the setting from which they are made.
SETTING = "https://example.github.io/crucible/"
MADE = [
    Seed(
        "a page that names another as itself",
        "overrides/main.html",
        "",
        {
            "zh/report.html": (
                '<link rel="canonical" href="https://example.github.io/crucible/zh/report.html">',
                '<link rel="canonical" href="https://example.github.io/crucible/zh/faq.html">',
            )
        },
        "canonical address 'https://example.github.io/crucible/zh/faq.html' is not the page's own address "
        "(in zh) [page-address]\n    write 'zh/report.html'",
        place='⟦<link rel="canonical"',
    ),
    Seed(
        "a version that is another page",
        "overrides/main.html",
        "",
        {
            "report.html": (
                'hreflang="ru" href="https://example.github.io/crucible/ru/report.html"',
                'hreflang="ru" href="https://example.github.io/crucible/ru/sources.html"',
            )
        },
        "address in another language 'https://example.github.io/crucible/ru/sources.html' is not the address of this "
        "page in the language 'ru'",
        place='⟦<link rel="alternate" hreflang',
    ),
    Seed(
        "the sitemap",
        "mkdocs.yml",
        "",
        {
            "sitemap.xml": (
                "<loc>https://example.github.io/crucible/report.html</loc>",
                "<loc>https://example.github.io/crucible/reports.html</loc>",
            )
        },
        "sitemap 'https://example.github.io/crucible/reports.html' leads to no page (in sitemap.xml) [dead-link]\n"
        "    did you mean 'report.html'?",
        place=f"{MARK}{SETTING}",
    ),
    Seed(
        "a search result without its section",
        "mkdocs.yml",
        "",
        {"zh/search/search_index.json": ('"location":"benefits.html#activate"', '"location":"benefits.html#actvate"')},
        "search result 'benefits.html#actvate' leads to no section: 'benefits.md' has no id 'actvate' "
        "(in zh/search/search_index.json) [dead-link]",
        place="plugins:\n  ⟦search",
    ),
    Seed(
        "a preview picture",
        "mkdocs.yml",
        "",
        {"ru/faq.html": '<meta property="og:image" content="https://example.github.io/crucible/no-card.png">'},
        "statement of an address 'https://example.github.io/crucible/no-card.png' leads to no file "
        "(in ru/faq.html) [dead-link]",
        place=f"{MARK}{SETTING}",
    ),
    Seed(
        "data for search engines",
        "mkdocs.yml",
        "",
        {
            "ru/faq.html": '<script type="application/ld+json">{"url": "https://example.github.io/crucible/fag.html"}</script>'
        },
        "statement of an address 'https://example.github.io/crucible/fag.html' leads to no page "
        "(in ru/faq.html) [dead-link]",
        place=f"{MARK}{SETTING}",
    ),
    Seed(
        "the search script",
        "mkdocs.yml",
        "",
        {"ru/sources.html": ("search-worker.js", "search-woker.js")},
        "'../assets/javascripts/search-woker.js' leads to no file (in ru/sources.html) [dead-link]\n"
        "    did you mean '../assets/javascripts/search-worker.js'?",
        place="name: ⟦material",
    ),
    Seed(
        "robots",
        "mkdocs.yml",
        "",
        {"robots.txt": "User-agent: *\nSitemap: https://example.github.io/crucible/map.xml\n"},
        "sitemap 'https://example.github.io/crucible/map.xml' leads to no file (in robots.txt) [dead-link]\n    ",
        place=f"{MARK}{SETTING}",
    ),
]

SEEDS = [*FOLLOWED, *WRITTEN, *LOADED, *IDS, *SHARED, *MADE]

SOUND = {
    "faq.html": """
        <a href="">self</a><a href="#">top</a><a href="#top">top</a><a href="?q=1#ea">query</a><a href=" compare.html ">
        blank</a><a href="comp&#97;re.html">entity</a><a href="%62enefits.html#activate">encoded</a>
        <a href="zh/faq.html" hreflang="zh">Chinese, and says so</a><a href="https://elsewhere.example/gone">outside</a>
        <a href="//example.github.io/other/gone.html">neighbour</a><a href="mailto:a@b.example">mail</a>
        <a href="benefits.html#:~:text=activate">text</a><a name="named" href="#named">name</a>
        <i id="раздел">x</i><a href="#%D1%80%D0%B0%D0%B7%D0%B4%D0%B5%D0%BB">encoded id</a><a href="#раздел">id</a>
        <i id="100%25">x</i><a href="#100%25">id as it is</a><a href="data:text/plain,x">data</a><form action=""></form>
        <img srcset="assets/images/logo.svg, assets/images/favicon.svg 2x" alt=""><template><a href="gone">no</a>
        </template><!-- <a href="gone.html"> --><script>const html = '<a href="gone.html">';</script>
        <p style="--x: url(data:image/png;base64,AA==)">x</p><button data-target=".menu">x</button>
    """.replace('<a href="">self</a>', ""),
    "zh/faq.html": '<a href="../faq.html" hreflang="en">English, and says so</a><a href="benefits.html#activate">x</a>',
}
"""What is as it should be, in every form that could be taken for a fault."""


def plant(root: Path, site: Path, seeds: list[Seed]) -> dict[str, str]:
    """Plant the seeds in the sources and the built site. Returns the line that each must give, up to what is known."""
    expected: dict[str, str] = {}
    texts: dict[str, str] = {}
    for number, seed in enumerate(seeds):
        text = texts.get(seed.into) or (root / seed.into).read_text(encoding="utf-8")
        source = seed.source.replace(MARK, f"{MARK}{number}{MARK}")
        texts[seed.into] = text.replace(seed.before, source + seed.before, 1) if seed.before else text + source
        for file, built in seed.built.items():
            _build(site / file, seed.source.replace(MARK, "") if built == "+" else built, seed)
    for path, text in texts.items():
        (root / path).write_text(_unmarked(text), encoding="utf-8", newline="\n")
    for number, seed in enumerate(seeds):
        text = texts[seed.into]
        if seed.source:
            at = text.index(f"{MARK}{number}{MARK}")
        else:
            before, _, after = seed.place.partition(MARK)
            at = text.index(before + after) + len(before)
        place = place_at(seed.into, _unmarked(text), len(_unmarked(text[:at])))
        expected[seed.name] = f"{place}: {seed.says}"
    return expected


def _unmarked(text: str) -> str:
    parts = text.split(MARK)
    return "".join(parts[::2])


def _build(file: Path, built: str | tuple[str, str], seed: Seed) -> None:
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    if isinstance(built, tuple):
        assert built[0] in old, f"{seed.name}: {file.name} has no {built[0]}"
        new = old.replace(built[0], built[1], 1)
    elif file.suffix == ".html":
        assert "</article>" in old, f"{seed.name}: {file.name} has no article"
        new = old.replace("</article>", f"{built}\n</article>", 1)
    elif seed.before and old:
        new = old.replace(seed.before, built + seed.before, 1)
    else:
        new = old + built
    file.write_text(new, encoding="utf-8", newline="\n")
