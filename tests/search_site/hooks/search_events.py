"""What a site has to do at which event so that each language is searched on its own."""

import re
from pathlib import Path

from crucible import search
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

OVERRIDES = Path(__file__).parents[3] / "overrides"
KEYWORDS = {
    "en": {"plans/premier-support.html": ["PSfP"]},
    "zh": {"plans/premier-support.html": ["PSfP", "顶级技术支持"]},
    "ru": {"plans/premier-support.html": ["PSfP"]},
}


def on_config(config: MkDocsConfig) -> None:
    # The worker and its parts are those of the real site; only main.html is this site's own.
    if str(OVERRIDES) not in config.theme.dirs:
        config.theme.dirs.insert(1, str(OVERRIDES))


def on_post_page(output: str, page: object, config: MkDocsConfig) -> str:
    # Material asks for a sitemap.xml beside each alternate, which on file:// is an error in the console.
    return re.sub(r'\s*<link rel="alternate" href="[^"]*" hreflang="[^"]*">', "", output)


@event_priority(-200)  # after static-i18n has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    i18n = config.plugins["i18n"]
    if i18n.building:
        return
    languages = [language.locale for language in i18n.config.languages]
    search.split(Path(config.site_dir), languages, i18n.default_language, script=True, keywords=KEYWORDS)
