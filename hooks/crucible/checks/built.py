"""Pages of the finished site read back: the tables, fact sheets and sections that a reader sees."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from crucible.checks.sources import Sources
from crucible.language import SOURCE
from crucible.site.bounds import beyond
from crucible.tables import Table, built_tables, shown

_BESIDE = ".english, .english-line, .english-tools, .outdated"
"""The English beside a translated page, and notices of its age: not the text of the page itself."""
_UNSEEN = {"script", "style", "template", "svg", "-comment"}
_SECTIONS = "h1, h2, h3, h4, h5, h6, p, li, dd, dt"


@dataclass(frozen=True)
class Built:
    """A built page in one language; `name` is that of its source, such as `plans/advanced-support.md`."""

    name: str
    language: str
    tree: LexborHTMLParser
    left_out: frozenset[str] = frozenset()
    """The ids of sections that are not looked at."""

    def without(self, sections: Iterable[str]) -> Built:
        return replace(self, left_out=frozenset(sections))

    @cached_property
    def tables(self) -> list[Table]:
        return [table for table in built_tables(self.tree) if table.section not in self.left_out]

    @cached_property
    def facts(self) -> dict[str, str]:
        """The fact sheets of the page: label to value, where there is one value."""
        found = {}
        for row in self.tree.css("article dl div"):
            label, values = row.css_first("dt"), row.css("dd")
            if label is not None and len(values) == 1:
                found[shown(label)] = shown(values[0])
        return found

    def slices(self, ids: Sequence[str]) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
        """What a reader sees from each of these ids to the next, in this order; '' is what stands above them.

        The visible text, and the links: where each leads, and what it says.
        """
        found: dict[str, tuple[list[str], list[tuple[str, str]]]] = {"": ([], [])}
        waiting = list(ids)
        here = found[""]
        article = self.tree.css_first("article")
        skipped: set[int] = set()
        for node in article.traverse(include_text=True) if article is not None else ():
            if node.parent is not None and node.parent.mem_id in skipped:
                skipped.add(node.mem_id)
            elif node.tag == "-text":
                here[0].append(node.text(deep=False))
            elif node.tag in _UNSEEN or "headerlink" in (node.attributes.get("class") or ""):
                skipped.add(node.mem_id)
            else:
                if waiting and (id := node.attributes.get("id")) in waiting:
                    here = found[id] = ([], [])
                    del waiting[: waiting.index(id) + 1]
                if node.tag == "a" and (href := node.attributes.get("href")):
                    here[1].append((href, shown(node)))
        return {id: ("".join(texts), tuple(links)) for id, (texts, links) in found.items()}

    @cached_property
    def sections(self) -> dict[str, str]:
        """The visible text of each section outside its tables, by the id of its heading."""
        parts: dict[str, list[str]] = {}
        section = ""
        article = self.tree.css_first("article")
        for node in article.css(_SECTIONS) if article is not None else ():
            if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                section = node.attributes.get("id") or section
            if node.tag != "li" or len(node.css("p, li")) == 1:  # itself
                parts.setdefault(section, []).append(shown(node))
        return {id: "\n".join(texts) for id, texts in parts.items() if id not in self.left_out}


def built_pages(sources: Sources, site: Path) -> Iterator[Built]:
    """Yield the built page of each source below `site`; of a page that was not built, nothing."""
    for page in sources.pages:
        folder = site if page.language == SOURCE else site / page.language
        path = folder / f"{page.name.removesuffix('.md')}.html"
        if not os.path.isfile(path):  # noqa: PTH113 - never raises
            path = folder / page.name.removesuffix(".md").removesuffix("index") / "index.html"
        if os.path.isfile(path):  # noqa: PTH113 - as above
            html = _read(path)
            tree = LexborHTMLParser("" if beyond(html) else html)
            for node in tree.css(_BESIDE):
                node.decompose()
            yield Built(page.name, page.language, tree)


def _read(path: Path) -> bytes:
    """Return a page; nothing where it cannot be read, which the rule `site-page` says."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
