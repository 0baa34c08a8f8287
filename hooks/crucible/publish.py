"""A site on its way from sources to pages: what a build asks for, without knowing who builds.

`mkdocs_events` calls these methods in the order of MkDocs' events; another engine would call the same.
"""

from __future__ import annotations

import json
import posixpath
import sys
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from crucible import search
from crucible.checks import Sources, check_sources
from crucible.checks.inside import check_site, site_base
from crucible.checks.parity import check_site as check_parity
from crucible.finding import Finding, Severity
from crucible.freshness.overview import as_data
from crucible.grid import N_
from crucible.language import CODES, SOURCE, Language
from crucible.model import Plan, Programme, Reference, Term
from crucible.moved import Address, followed, read_moves
from crucible.pages import whole
from crucible.pages.anchors import with_old_ids
from crucible.pages.beside import beside
from crucible.pages.blocks import Macros
from crucible.pages.crossing import across_languages
from crucible.pages.gloss import with_glosses
from crucible.pages.redirects import old_sections, redirect_pages
from crucible.pages.render import render
from crucible.pages.tables import accessible_tables
from crucible.report import text_report
from crucible.source.page import read_page
from crucible.source.yaml import read_yaml

PERMALINK = N_("Link to this section")
MOVED = N_("This section has moved: {page}")


class Publication:
    """One build of the site at `root`, all languages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = Sources.read(root)
        self.findings: list[Finding] = check_sources(self.sources)
        self.addresses: dict[str, dict[str, str]] = {}
        """The full address of each page in each language that has it, by the page's address within the site."""
        self._reported = 0
        self._macros: dict[str, Macros] = {}
        self._english: dict[str, str] = {}
        """The rendered content of each English page by name: English is built first."""
        self._contents: dict[str, dict[str, str]] = {code: {} for code in CODES}
        """The content of each page by language and name, as it stands in the document of all pages."""
        self._by_machine: set[str] = set()
        """Sources of pages that show texts which only a machine has translated."""

    @property
    def errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def report(self) -> None:
        """Print the findings that were not printed yet."""
        fresh = self.findings[self._reported :]
        if fresh:
            print(text_report(fresh, colour=sys.stderr.isatty()), file=sys.stderr)
        self._reported = len(self.findings)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The settings of mkdocs.yml as they are written, before any language changed them."""
        source, _ = read_yaml(self.root, "mkdocs.yml")
        data = source.data if source and isinstance(source.data, dict) else {}
        return {"site_name": "", "site_description": "", "copyright": "", "nav": [], "extra": {}, "theme": {}} | data

    def words(self, code: str) -> Language:
        return self.sources.languages[code]

    def toggles(self) -> list[str]:
        return [option["toggle"]["name"] for option in self.settings["theme"].get("palette", [])]

    def nav(self) -> list[Any]:
        """Return the navigation with `plans/*.md` replaced by the pages of the plans, in the order of the data."""
        return [self._nav_item(item) for item in self.settings["nav"]]

    def _nav_item(self, item: Any) -> Any:
        if isinstance(item, dict):
            return {title: self._expanded(children) for title, children in item.items()}
        return item

    def _expanded(self, children: Any) -> Any:
        if not isinstance(children, list):
            return children
        listed: list[Any] = []
        for child in children:
            if child == "plans/*.md":
                pages = [f"plans/{plan.id}.md" for plan in self.sources.library.all(Plan)]
                listed += [page for page in pages if (self.root / "content" / SOURCE / page).is_file()]
            else:
                listed.append(self._nav_item(child))
        return listed

    def macros(self, code: str) -> Macros:
        if code not in self._macros:
            self._macros[code] = self.sources.macros(code)
        return self._macros[code]

    def markdown(self, source: str, code: str) -> str:
        """Return the Markdown of the page at `source` with its macros replaced, in the language `code`.

        A page that falls back is rendered wholly in English.
        """
        page, findings = read_page(self.root, source)
        if page is None:
            self.findings += [f for f in findings if f not in self.findings]
            return ""
        macros = self.macros(page.language)
        macros.folder = code
        macros.language.by_machine.clear()
        text, findings = render(page, macros)
        macros.folder = page.language
        if macros.language.by_machine:
            self._by_machine.add(source)
        self.findings += [f for f in findings if f not in self.findings]
        return text

    def content(self, html: str, source: str, code: str) -> str:
        """Return the HTML of the page's content with the glosses of names and the labels of its language."""
        words = self.words(code)
        html = html.replace('title="Permanent link"', f'title="{words.text(PERMALINK)}"')
        html = accessible_tables(html)
        html = across_languages(html, source, code, {page.path for page in self.sources.pages})
        if self._moved:
            titles = {page.name: str(page.meta.get("title")) for page in self.sources.pages if page.language == code}
            html = with_old_ids(html, *old_sections(source.split("/", 2)[2], self._moved, titles), words.text(MOVED))
        if code == SOURCE:
            self._english[source.split("/", 2)[2]] = html
        own = source.split("/")[1] == code
        html = with_glosses(html, self._glosses(code), words) if own else html
        content = html if own else f'<div lang="{SOURCE}">{html}</div>'
        self._contents[code][source.split("/", 2)[2]] = content
        return html

    @cached_property
    def _moved(self) -> dict[Address, Address]:
        return followed(read_moves(self.root)[0])

    def beside(self, html: str, source: str, code: str) -> tuple[str, Markup]:
        """Return a translated page with its English beside it, and the notes above it; other pages as they are.

        To be called when the search index has the content: it is to hold each text once, in its own language.
        """
        page = self.sources.by_name.get((code, source.split("/", 2)[2]))
        english = self._english.get(page.name) if page else None
        if code == SOURCE or page is None or english is None or page.path != source:
            return html, Markup("")
        status = self.sources.overview.page(code, page.name)
        macros = (self.macros(code), self.macros(SOURCE))
        found = beside(page, html, english, status, *macros, by_machine=source in self._by_machine)
        self.findings += [f for f in found.findings if f not in self.findings]
        self._contents[code][page.name] = f"{found.notes}{found.html}"
        return found.html, found.notes

    def english_tools(self, html: str, code: str) -> Markup:
        """Return the switch for the English beside the blocks of this content; nothing where there is none."""
        return self.macros(code).component("english-tools.html") if 'class="english"' in html else Markup("")

    def _glosses(self, code: str) -> dict[str, str]:
        if code == SOURCE:
            return {}
        terms = (term for term in self.sources.library.all(Term) if term.keep_english)
        return {term.en: getattr(term, code).gloss for term in terms if getattr(term, code).gloss}

    def edit_url(self, source: str) -> str:
        extra = self.settings["extra"]
        return f"{extra['repository']}/edit/{extra.get('branch', 'main')}/{source}" if extra.get("repository") else ""

    def translated(self, source: str) -> list[str]:
        """Return the languages in which the page at `source` exists."""
        name = source.split("/", 2)[2]
        return [code for code in CODES if (self.root / "content" / code / name).is_file()]

    def keywords(self) -> dict[str, dict[str, list[str]]]:
        """Return words under which a page is found although it need not show them, by language and address.

        A plan is found by its abbreviation and gloss, the list of references by the addresses of the sources.
        """
        library = self.sources.library
        was = [url for reference in library.all(Reference) for url in reference.was]
        former = [word for p in library.all(Programme) for word in (p.name, p.abbreviation) if word]
        found: dict[str, dict[str, list[str]]] = {}
        for code in CODES:
            glosses = self._glosses(code)
            plans = {f"plans/{plan.id}.html": [plan.abbreviation, glosses.get(plan.name)] for plan in library.all(Plan)}
            pages: dict[str, list[str | None]] = {"references.html": [*was], "sources.html": [*former], **plans}
            found[code] = {address: [word for word in words if word] for address, words in pages.items()}
        return found

    def finish(self, site: Path) -> None:
        """Work on the whole site, after its last page, and judge it.

        One search index for each language, pages where pages used to be, no clock in any file.
        """
        overview = self.sources.overview
        if any(name == "translations.md" for _, name in self.sources.by_name):
            text = json.dumps(as_data(overview), ensure_ascii=False, indent=1)
            (site / "translations.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
        search.split(site, CODES, SOURCE, script=True, keywords=self.keywords())
        for code in CODES:
            self._write_whole(site, code)
        (site / "sitemap.xml").write_text(sitemap(self.addresses), encoding="utf-8", newline="\n")
        (site / "sitemap.xml.gz").unlink(missing_ok=True)  # its header holds the time of the build
        self._redirect(site)
        for finding in [*check_site(self.root, site, self.sources), *check_parity(self.sources, site)]:
            if finding not in self.findings:
                self.findings.append(finding)

    def _redirect(self, site: Path) -> None:
        for code in CODES:
            folder = site if code == SOURCE else site / code
            root = site_base(self.root).of("" if code == SOURCE else f"{code}/")
            for file, html in redirect_pages(self._moved, self.macros(code), root).items():
                if not (folder / file).exists():
                    (folder / file).parent.mkdir(parents=True, exist_ok=True)
                    (folder / file).write_text(html, encoding="utf-8", newline="\n")

    def _write_whole(self, site: Path, code: str) -> None:
        """Write all pages of a language as one document, with the styles that the start page has."""
        home = "" if code == SOURCE else f"{code}/"
        folder = site / home
        start = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
        styles = [link.attributes["href"] or "" for link in start.css("link[rel=stylesheet]")]
        icon = start.css_first("link[rel=icon]")
        scripts = [node.attributes["src"] or "" for node in start.css("script[src$='/english.js']")]
        tools = self.english_tools("".join(self._contents[code].values()), code)
        words, settings = self.words(code), self.settings
        nav = [
            (words.text(title), names)
            for item in self.nav()
            for title, names in (item.items() if isinstance(item, dict) else [("", [item])])
        ]
        text = self.macros(code).component(
            "whole.html",
            site=words.text(settings["site_name"]),
            description=words.text(settings["site_description"]),
            copyright=words.text(settings["copyright"]),
            address=f"{settings['site_url']}{home}{whole.NAME}" if settings.get("site_url") else "",
            icon=icon.attributes["href"] if icon else "",
            styles=[*styles, posixpath.join(posixpath.dirname(styles[-1]), "print.css")] if styles else [],
            tools=tools,
            scripts=scripts if tools else [],
            parts=whole.parts(nav, self._contents[code]),
        )
        (folder / whole.NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def sitemap(addresses: dict[str, dict[str, str]]) -> str:
    """Return the sitemap of all languages, without dates, in the format of https://www.sitemaps.org/protocol.html.

    `addresses` maps the address of a page within the site to its full address in each language that has it.
    """
    rows = []
    for here, languages in sorted(addresses.items()):
        own = next(url for url in languages.values() if url.endswith(here))
        links = [
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in languages.items()
        ]
        rows.append(f"<url><loc>{escape(own)}</loc>{''.join(links)}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return "\n".join([f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">', *rows, "</urlset>\n"])
