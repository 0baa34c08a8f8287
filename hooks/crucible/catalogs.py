"""The texts to translate, and the catalogs that hold their translations.

Two domains (see `language`). A `.pot` lists every text with `file:line`; a `.po` names the file and the entry only,
so that a line added to a data file does not touch every catalog. An entry is recognised by where it stands
(`#. plans: advanced-support / summary`): a changed English text finds its old translation there and keeps it as
fuzzy, with the previous text.

Each text stands on one line, where people edit it by hand. `msgcat` would break long ones at 79 columns, each version of
it elsewhere (by the Unicode of the day); the flag `no-wrap` of gettext tells it, and all tools like it, to let them be.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from crucible import grid
from crucible.language import CODES, GENERATOR, SOURCE, plural_rule, po_path
from crucible.library import Library, kind_name
from crucible.model import texts
from crucible.source.po import Message, PoFile, read_po
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

_WIDTH = 79
"""How long a line may be: `msgcat` breaks longer ones, those of places also where it breaks no text."""
_MAYBE_WIDE = "\u1100"
"""From here on a character may fill two columns. Which do depends on the version of Unicode."""
_COMPONENT_LABEL = re.compile(r"(?<![\w.])(?:_|label)\(\s*(?:'([^'\\\n]+)'|\"([^\"\\\n]+)\")")

SITE_TEXTS = ("site_name", "site_description", "copyright")


@dataclass
class Entry:
    """A text to translate: its plural, where it stands (file, line) and as what."""

    id: str
    plural: str | None = None
    locations: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Template:
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
    for id, plural, path, line, note in found:
        entry = entries.setdefault(id, Entry(id, plural))
        entry.plural = entry.plural or plural
        if (path, line) not in entry.locations:
            entry.locations.append((path, line))
        if note and note not in entry.notes:
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


def nav_titles(root: Path) -> list[str]:
    return [id for id, _, _, _, note in _site_texts(root) if note == "mkdocs.yml: navigation"]


def _package_labels() -> Iterator[tuple[str, str | None, str, int, str]]:
    """Yield every N_("…") of this package; a pair of them with '{n}' is singular and plural."""
    plurals = {plural for _, plural in grid.UNITS.values()}
    singulars = dict(grid.UNITS.values())
    for name in LABELLED:
        path = Path(__file__).parent / name
        if not path.is_file():
            continue
        shown = path.relative_to(GENERATOR).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_label = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
            if is_label and isinstance(node, ast.Call):
                for constant in ast.walk(node.args[0]):
                    if isinstance(constant, ast.Constant) and constant.value not in plurals:
                        id = str(constant.value)
                        yield id, singulars.get(id), shown, node.lineno, ""


def _component_labels(root: Path) -> Iterator[tuple[str, str | None, str, int, str]]:
    """Yield every label of a component: `_('…')` or `label('…')`. Not parsed, which took as long as ten rules."""
    for path in sorted((root / "overrides").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        shown = path.relative_to(root).as_posix()
        for call in _COMPONENT_LABEL.finditer(text):
            yield call[1] or call[2], None, shown, text.count("\n", 0, call.start()) + 1, ""


# Writing


def update(root: Path, library: Library) -> dict[str, str]:
    """Return the text of every `.pot` and `.po` that should stand below `root`, by path."""
    files: dict[str, str] = {}
    for domain, template in templates(root, library).items():
        files[f"locales/{domain}.pot"] = template_text(template)
        for code in CODES:
            if code != SOURCE:
                path = po_path(code, domain)
                old = read_po(root, path)[0] if (root / path).is_file() else None
                files[path] = catalog_text(template, code, old)
    return files


def template_text(template: Template) -> str:
    """Return the `.pot`: every text with file and line, no translation; labels, which move with the code, with file."""
    rows = [_header(template.domain, None)]
    for entry in template.entries.values():
        places = (path if template.domain == "crucible" else f"{path}:{line}" for path, line in entry.locations)
        locations = " ".join(dict.fromkeys(places))
        rows.append(_entry(entry, locations, [""] * (2 if entry.plural else 1)))
    return "\n".join(rows)


def catalog_text(template: Template, code: str, old: PoFile | None) -> str:
    """Return the `.po` of one language: known translations kept, changed texts fuzzy, texts that are gone dropped.

    A dropped text leaves no obsolete entry: the history of the file remembers it.
    """
    known = {message.id.value: message for message in old.messages if not message.obsolete} if old else {}
    gone = {note: m for id, m in known.items() if id not in template.entries for note in _notes(m)}
    forms, _ = plural_rule(code)
    rows = [_header(template.domain, code, old.header if old else {})]
    for entry in template.entries.values():
        paths = " ".join(dict.fromkeys(path for path, _ in entry.locations))
        message = known.get(entry.id)
        previous, fuzzy = "", False
        if message is None:
            message = next((gone[note] for note in entry.notes if note in gone), None)
            previous, fuzzy = (message.previous or message.id.value, True) if message else ("", False)
        elif message.fuzzy:
            previous, fuzzy = message.previous, True
        count = forms if entry.plural else 1
        values = [message.forms[i].value if message and i in message.forms else "" for i in range(count)]
        fuzzy = fuzzy and any(values)
        comments = [c for c in message.comments if not c.startswith(".")] if message else []
        rows.append(_entry(entry, paths, values, fuzzy=fuzzy, previous=previous if fuzzy else "", comments=comments))
    return "\n".join(rows)


def _notes(message: Message) -> list[str]:
    return [comment.removeprefix(".").strip() for comment in message.comments if comment.startswith(".")]


def _entry(
    entry: Entry,
    locations: str,
    values: list[str],
    *,
    fuzzy: bool = False,
    previous: str = "",
    comments: Iterable[str] = (),
) -> str:
    lines = [f"# {comment}" if comment else "#" for comment in comments]
    lines += [f"#. {note}" for note in entry.notes]
    lines += textwrap.wrap(
        f"#: {locations}", _WIDTH, subsequent_indent="#: ", break_long_words=False, break_on_hyphens=False
    )
    texts = [f"#| msgid {_quoted(previous)}".replace("\n", "\n#| ")] if previous else []
    texts.append(f"msgid {_quoted(entry.id)}")
    if entry.plural:
        texts.append(f"msgid_plural {_quoted(entry.plural)}")
        texts += [f"msgstr[{index}] {_quoted(value)}" for index, value in enumerate(values)]
    else:
        texts.append(f"msgstr {_quoted(values[0])}")
    flags = ["fuzzy"] if fuzzy else []
    flags += ["python-brace-format"] if _has_field(entry.id) else []
    return "\n".join([*lines, *_flagged(flags, texts)]) + "\n"


def _flagged(flags: list[str], texts: list[str]) -> list[str]:
    """Return the texts of an entry below the line of its flags, with `no-wrap` where a line may be too long."""
    rows = "\n".join(texts).split("\n")
    long = any(len(row) + sum(letter >= _MAYBE_WIDE for letter in row) > _WIDTH for row in rows)
    flags = [*flags, "no-wrap"] if long else flags
    return [*([f"#, {', '.join(flags)}"] if flags else []), *texts]


def _has_field(text: str) -> bool:
    return bool(re.search(r"(?<!\{)\{[a-z]+\}(?!\})", text))


def _header(domain: str, code: str | None, old: Mapping[str, str] | None = None) -> str:
    """Return the header; who translated last, and when, is the translator's to say and stays as it is."""
    kept = {"PO-Revision-Date": "2026-11-20 00:00+0000", "Last-Translator": "Crucible", "Language-Team": code or ""}
    fields = [
        "Project-Id-Version: Crucible",
        *(f"{name}: {(old or {}).get(name) or default}" for name, default in kept.items()),
        f"Language: {code or ''}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    if code:
        count, rule = plural_rule(code)
        fields.append(f"Plural-Forms: nplurals={count}; plural={rule};")
    lines = [f'"{line}\\n"' for line in fields]
    about = "labels of the components" if domain == "crucible" else "texts of the site"
    comment = f"# Crucible, {about}. Written by `crucible translations update`."
    return "\n".join([comment, *_flagged([], ['msgid ""', 'msgstr ""', *lines])]) + "\n"


def _quoted(text: str) -> str:
    """Return a text in quotes; one of several lines begins on a line of its own, as gettext's tools write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [f'"{line}"' for line in escaped.replace("\n", "\\n\n").split("\n")]
    lines = lines[:-1] if len(lines) > 1 and lines[-1] == '""' else lines
    return "\n".join(['""', *lines] if len(lines) > 1 else lines)
