"""Which files of a built site a copy needs: its pages, and all that they, their styles and scripts refer to.

What nothing refers to stays out: source maps, the language packs and the worker of a search that this site does not
use, icons. A script counts as referring to every path it holds, so that the copy rather has a file too many.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from pathlib import Path

from crucible.export.references import LEADS, MAY_LOAD, inside, references

# Made for a web server: the page for addresses that do not exist, and the list of full addresses for search engines.
SERVER_ONLY = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll")
_LICENCES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


def read_site(folder: Path) -> dict[str, bytes]:
    """Return every file of a built site by its path with `/`. A symbolic link is not followed out of the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.resolve().is_relative_to(folder.resolve())
    }


def language_of(name: str, languages: Sequence[str], default: str) -> str:
    """Return the language of a page by where it lies."""
    first = name.split("/", 1)[0]
    return first if first in languages and "/" in name else default


def home(language: str, default: str) -> str:
    """Return the folder of a language: '' or 'zh/'."""
    return "" if language == default else f"{language}/"


def pages(site: Mapping[str, bytes], wanted: Sequence[str], languages: Sequence[str], default: str) -> list[str]:
    """Return the pages of the `wanted` languages."""
    return [
        name
        for name in site
        if name.endswith(".html") and name not in SERVER_ONLY and language_of(name, languages, default) in wanted
    ]


def needed(
    site: Mapping[str, bytes], roots: Sequence[str], homes: Sequence[str]
) -> tuple[set[str], dict[str, set[str]]]:
    """Return the files that the pages `roots` need, themselves included, and what is needed but not there.

    `homes` are the folders from which scripts address files ('' and 'zh/'): they know the root of the language.
    What is missing is given by the file that needs it. Only what is fetched to show a page can be missing; the
    target of a link is taken along where it is a file that is no page, such as a feed.
    """
    found, waiting = set(roots), list(roots)
    missing: dict[str, set[str]] = {}
    while waiting:
        name = waiting.pop()
        for reference in references(name, site[name]):
            bases = [name, *(f"{folder}index.html" for folder in homes)] if reference.how == MAY_LOAD else [name]
            targets = {aim[0] for base in bases if (aim := inside(base, reference.target))}
            present = {t for t in targets if t in site and t not in SERVER_ONLY}
            if reference.how not in (MAY_LOAD, LEADS) and targets and not present and reference.target[:1] != "#":
                missing.setdefault(name, set()).add(reference.target)
            for target in sorted(present - found):
                if not target.endswith(".html"):
                    found.add(target)
                    waiting.append(target)
    return found | _licences(site, found), missing


def _licences(site: Mapping[str, bytes], found: set[str]) -> set[str]:
    folders = {posixpath.dirname(name) for name in found}
    return {
        name
        for name in site
        if posixpath.basename(name).upper().startswith(_LICENCES) and posixpath.dirname(name) in folders
    }
