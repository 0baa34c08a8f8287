"""Catalogs as files: what `crucible translations update` writes.

A `.pot` lists every text with `file:line`; a `.po` names the file and the entry only, so that a line added to a data
file does not touch every catalog. A changed English text keeps its old translation as fuzzy, with the previous text.

Each text stands on one line, where people edit it by hand. `msgcat` would break long ones at 79 columns, each version
of it elsewhere (by the Unicode of the day); the flag `no-wrap` of gettext tells it, and other tools, to let them be.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from crucible.catalogs.texts import Entry, Template, templates
from crucible.language import CODES, SOURCE, plural_rule, po_path
from crucible.library import Library
from crucible.source.po import MACHINE, Message, PoFile, read_po

_WIDTH = 79
"""How long a line may be: `msgcat` breaks longer ones, those of places also where it breaks no text."""
_MAYBE_WIDE = "\u1100"
"""From here on a character may fill two columns. Which do depends on the version of Unicode."""


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


def marked(catalog: PoFile, *, machine: bool) -> PoFile:
    """Return the catalog with each translation marked as a machine's that nobody has reviewed, or none of them."""
    messages = []
    for message in catalog.messages:
        others = tuple(comment for comment in message.comments if comment != MACHINE)
        comments = (MACHINE, *others) if machine and message.translated else others
        messages.append(replace(message, comments=comments))
    return replace(catalog, messages=tuple(messages))


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
