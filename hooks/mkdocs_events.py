"""The bridge to MkDocs: its events, in the order in which it fires them. All logic is in `crucible`.

MkDocs puts `hooks/` on sys.path only while it loads this file, so every import stands at the top. With three
languages each event from `on_config` to `on_post_build` fires three times; the translations are built *inside*
the English `on_post_build`. Any function here that is named `on_…` is an event.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from crucible.finding import Problem
from crucible.language import CODES
from crucible.preview import Preview
from crucible.publish import Publication
from crucible.report import text_report
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

_publication: list[Publication] = []


class Compiled(BytecodeCache):
    """The templates as Jinja has compiled them, kept for the next language: it takes as long as to render a page."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


_compiled = Compiled()


def on_startup(command, dirty):
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a publication with the first language; give the language its own words."""
    language = _language(config)
    if language == config.plugins["i18n"].default_language:
        try:
            publication = Publication(Path(config.config_file_path).parent)
        except Problem as problem:
            raise Abort(
                f"{text_report(problem.findings)}\nThe sources cannot be read, so nothing was built."
            ) from problem
        _publication[:] = [publication]
        publication.report()
        if publication.errors:
            raise Abort("The sources have errors, so nothing was built.") from Problem(*publication.findings)
    publication = _publication[0]
    words = publication.words(language)
    # The preview sets its own address here; with the real one its pages are those that a build would make.
    config.site_url = publication.settings.get("site_url", config.site_url)
    config.site_name = words.text(publication.settings["site_name"])
    config.site_description = words.text(publication.settings["site_description"])
    config.copyright = words.text(publication.settings["copyright"])
    config.nav = publication.nav()
    toggles = publication.toggles()
    for option, english in zip(config.theme["palette"] if toggles else (), toggles, strict=True):
        option["toggle"]["name"] = words.text(english)
    return config


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    for item in nav.items:
        if isinstance(item, Section):
            item.title = _publication[0].words(_language(config)).text(item.title)
    return nav


def on_env(env, config: MkDocsConfig, files: Files):
    env.bytecode_cache = _compiled
    env.globals["label"] = _publication[0].words(_language(config)).text
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return _publication[0].markdown(_source(page, config), _language(config))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return _publication[0].content(html, _source(page, config), _language(config))


@event_priority(-100)  # after the search plugin, which must not find the English of a translated page
def on_page_context(context, page: Page, config: MkDocsConfig, nav: Navigation):
    """Tell the templates where the page stands: its addresses in each language, the way back, its source."""
    language = _language(config)
    source = _source(page, config)
    alternates = {code: page.file.alternates[code].url for code in CODES if code in page.file.alternates}
    translated = _publication[0].translated(source)
    site = config.site_url or ""
    here = page.file.url
    fallback = source.split("/")[1] != language
    page.canonical_url = site + (alternates[config.plugins["i18n"].default_language] if fallback else here)
    page.edit_url = _publication[0].edit_url(source)
    page.content, notes = _publication[0].beside(page.content, source, language)
    context["crucible"] = {
        "notes": notes,
        "tools": _publication[0].english_tools(page.content, language),
        "language": language,
        "fallback": fallback,
        "at_home": alternates["en"] == "index.html",
        "home": get_relative_url(f"{'' if language == 'en' else language + '/'}index.html", here),
        "languages": [
            {
                "code": code,
                "name": _publication[0].words(code).name,
                "href": get_relative_url(url, here),
                "url": site + url if code in translated else "",
            }
            for code, url in alternates.items()
        ],
    }
    if not fallback:
        _publication[0].addresses[here] = {code: site + alternates[code] for code in translated}
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the one 404 page of the default language: it speaks all three. The sitemap is written at the end."""
    i18n = config.plugins["i18n"]
    if template_name == "sitemap.xml":
        return ""
    if template_name == "404.html" and i18n.current_language not in (None, i18n.default_language):
        return ""
    return output_content


def on_serve(server, config: MkDocsConfig, builder):
    """Keep the last good site, and show over its pages what is wrong with the sources."""
    preview = Preview(Path(config.config_file_path).parent, Path(server.root), builder)
    server.builder = preview.build
    server.set_app(preview.around(server.get_app()))
    print(f"crucible: preview on {server.url} (Ctrl-C stops)", file=sys.stderr)
    return server


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site once, after the last language."""
    if config.plugins["i18n"].building:
        return
    publication = _publication[0]
    publication.finish(Path(config.site_dir))
    publication.report()
    if publication.errors:
        raise Abort("The site has errors.") from Problem(*publication.findings)


def _language(config: MkDocsConfig) -> str:
    i18n = config.plugins["i18n"]
    return i18n.current_language or i18n.default_language


def _source(page: Page, config: MkDocsConfig) -> str:
    """Return `content/<language>/<name>`: for a page that falls back, the English file."""
    return Path(page.file.abs_src_path).relative_to(Path(config.config_file_path).parent).as_posix()
