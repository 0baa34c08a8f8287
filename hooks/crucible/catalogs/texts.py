"""Every text that is to be translated, and where it stands.

Two domains (see `language`): the texts of a site's data and settings, and the labels that every site shares. An entry
is recognised by where it stands (`plans: advanced-support / summary`), so a changed English text finds its translation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from crucible import grid
from crucible.finding import Problem
from crucible.language import GENERATOR
from crucible.library import Library, kind_name
from crucible.model import texts
from crucible.source.text import read_text
from crucible.source.yaml import read_yaml

LABELLED = (
    "grid.py",
    "pages/words.py",
    "pages/blocks.py",
    "pages/setting.py",
    "publish.py",
    "pages/status.py",
    "export/copied.py",
)
"""Modules of this package that hold labels, marked with N_()."""

_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PACKAGE_LABEL = re.compile(rf"N_\((?<!\w...)\s*((?:{_LITERAL.pattern}\s*)+)\)")
_COMPONENT_LABEL = re.compile(r"(?<![\w.])(?:_|label)\(\s*(?:'([^'\\\n]+)'|\"([^\"\\\n]+)\")")

SITE_TEXTS = ("site_name", "site_description", "copyright")


@dataclass
class Entry:
    """A text to translate: its plural, where it stands (file, line) and as what."""

    id: str
    plural: str | None = None
    locations: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Template(NamedTuple):
    """Every text of a domain, in the order of the sources."""

    domain: str
    entries: dict[str, Entry]


def templates(root: Path, library: Library) -> dict[str, Template]:
    """Return the texts of the site at `root`; the labels only where the site is the generator's own, or a copy."""
    site = Template("messages", _collect([*_data_texts(library), *_site_texts(root)]))
    found = {"messages": site}
    if root.resolve() == GENERATOR.resolve() or (root / "locales" / "crucible.pot").is_file():
        files = sorted((root / "overrides").rglob("*.html"))
        found["crucible"] = _labels(root, tuple((path, path.stat().st_mtime_ns) for path in files))
    return found


@lru_cache(maxsize=2)
def _labels(root: Path, components: tuple[tuple[Path, int], ...]) -> Template:
    """Return the labels; read again only when a component has changed (path, time of its last change)."""
    return Template("crucible", _collect([*_package_labels(), *_component_labels(root)]))


def _collect(found: Iterable[tuple[str, str | None, str, int, str]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    seen: set[tuple[str, ...]] = set()  # one text may stand in very many places, with as many notes
    for id, plural, path, line, note in found:
        entry = entries.setdefault(id, Entry(id, plural))
        entry.plural = entry.plural or plural
        if (id, path, str(line)) not in seen:
            seen.add((id, path, str(line)))
            entry.locations.append((path, line))
        if note and (id, note) not in seen:
            seen.add((id, note))
            entry.notes.append(note)
    return entries


def _data_texts(library: Library) -> Iterator[tuple[str, str | None, str, int, str]]:
    for entered in library.entered:
        for loc, text in texts(entered.entry):
            place = entered.place(*loc)
            words = [entered.entry.id, *(str(step) for step in loc)]
            note = f"{kind_name(entered.entry).lower()}: {' / '.join(words)}"
            yield str(text), None, place.path, place.line, note


def _site_texts(root: Path) -> Iterator[tuple[str, str | None, str, int, str]]:
    """Yield the texts of mkdocs.yml that readers see: the site's name and the titles of its navigation."""
    if not (root / "mkdocs.yml").is_file():
        return
    source, _ = read_yaml(root, "mkdocs.yml")
    if source is None or not isinstance(source.data, dict):
        return
    for key in SITE_TEXTS:
        if isinstance(source.data.get(key), str):
            yield source.data[key], None, source.path, source.place((key,)).line, f"mkdocs.yml: {key}"
    palette = source.data_at(("theme", "palette"))
    for index in range(len(palette) if isinstance(palette, list) else 0):
        loc = ("theme", "palette", index, "toggle", "name")
        name = source.data_at(loc)
        if isinstance(name, str):
            yield name, None, source.path, source.place(loc).line, "mkdocs.yml: colours"
    nav = source.data.get("nav")
    for index, item in enumerate(nav if isinstance(nav, list) else []):
        for title in item if isinstance(item, dict) else ():
            yield title, None, source.path, source.key_place(("nav", index, title)).line, "mkdocs.yml: navigation"


def _package_labels() -> Iterator[tuple[str, str | None, str, int, str]]:
    """Yield every N_("…") of this package; a pair of them with '{n}' is singular and plural."""
    plurals = {plural for _, plural in grid.UNITS.values()}
    singulars = dict(grid.UNITS.values())
    for name in LABELLED:
        path = Path(__file__).parents[1] / name
        if not path.is_file():
            continue
        shown = path.relative_to(GENERATOR).as_posix()
        text = path.read_text(encoding="utf-8")
        for call in _PACKAGE_LABEL.finditer(text):
            id = "".join(json.loads(part) for part in _LITERAL.findall(call[1]))
            if id not in plurals:
                yield id, singulars.get(id), shown, text.count("\n", 0, call.start()) + 1, ""


def _component_labels(root: Path) -> Iterator[tuple[str, str | None, str, int, str]]:
    """Yield every label of a component: `_('…')` or `label('…')`. Not parsed, which took as long as ten rules."""
    for path in sorted((root / "overrides").rglob("*.html")):
        shown = path.relative_to(root).as_posix()
        try:
            text = read_text(root, shown, lenient=True)
        except Problem:  # the rule `orphan-file` reads it, too, and says why it cannot be
            continue
        for call in _COMPONENT_LABEL.finditer(text):
            yield call[1] or call[2], None, shown, text.count("\n", 0, call.start()) + 1, ""
