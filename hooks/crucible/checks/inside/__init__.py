"""The finished site, all languages at once: whatever leads somewhere leads to something that exists.

What can be seen in the sources is found there, before a build; here is found what only the built pages show: raw
HTML, rendered tables, ids that macros make, files, style sheets, the search index, the sitemap. Each finding
names the place in the sources where the address is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crucible.checks.inside.breach import Breach, language_of, localized, neutral
from crucible.checks.inside.judge import breaches
from crucible.checks.inside.kept import moves_are_right, published_are_kept
from crucible.checks.inside.origin import Origins
from crucible.checks.inside.words import Found, findings
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.language import CODES, SOURCE
from crucible.moved import Move, read_moves
from crucible.site import Base, Site, read_site
from crucible.source.text import stands
from crucible.source.yaml import read_yaml

__all__ = ["check_site", "site_base"]


def check_site(root: Path, folder: Path, sources: Sources | None = None) -> list[Finding]:
    """Return every finding on the site that was built from the sources at `root` into `folder`, sorted by place.

    The sources are read only where something is wrong, unless they are given. Raises OSError where there is no
    such folder.
    """
    site = read_site(folder, site_base(root))
    moves, _ = read_moves(root)  # the rule `redirect` says what is wrong with their form
    found = list(breaches(site, _old_addresses(moves)))
    named = _named(root, site, found, sources) if found else []
    return sorted({*_unread(root, site), *named, *moves_are_right(site, moves), *published_are_kept(root, site, moves)})


def _unread(root: Path, site: Site) -> Iterator[Finding]:
    """Yield what of the site was not judged, at the page that it was made from."""
    for path, why in site.unread.items():
        language = language_of(path)
        pages = (f"content/{code}/{neutral(path).removesuffix('.html')}.md" for code in (language, SOURCE))
        place = next((page for page in pages if stands(root, page)), "mkdocs.yml")
        yield Finding(
            Place(place), f"the built '{path}' {why}", "site-page", "build the site anew, or mend what makes it so"
        )


def site_base(root: Path) -> Base:
    """Return the address at which the site is published, as mkdocs.yml has it."""
    source, _ = read_yaml(root, "mkdocs.yml") if (root / "mkdocs.yml").is_file() else (None, [])
    url = source.data_at(("site_url",)) if source else None
    return Base(url if isinstance(url, str) else "")


def _named(root: Path, site: Site, found: Sequence[Breach], sources: Sources | None) -> list[Finding]:
    origins = Origins(sources or Sources.read(root), site)
    first = [origins.original(breach) for breach in found]
    return findings([Found(breach, origin) for breach in first for origin in origins.of(breach)], site)


def _old_addresses(moves: Sequence[Move]) -> set[str]:
    return {localized(move.was.url, code) for move in moves for code in CODES}
