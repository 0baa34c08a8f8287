"""The sections of a page, and the fingerprint of a section's text.

A section reaches from one heading with an id to the next one; what stands before the first heading belongs to
the first section, and so do the title and the description in the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from crucible.source.markdown import markdown, without_comments
from crucible.source.page import Page

TITLED = ("title", "description")
"""Keys of the front matter that readers see, so that they are translated."""

_UNDERLINE = re.compile(r"\A(?:=+|-+) *(?:\n|\Z)")
_HASHES = re.compile(r"^#{1,6}[ \t]+", re.M)
_CALL = re.compile(r"\{\{([^{}]{0,600})\}\}")  # bounded: no text takes longer than its length
_WORD = re.compile(r""""[^"]*"|'[^']*'|\s+|[^"'\s]+|["']""")
_BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t])", re.M)
_RULE = re.compile(r"-{3,}")
_BAR = re.compile(r"(?:(?<!\s)\s+)?\|\s*")  # from where spaces begin: each of them would look at all that follow

# Letters only: a row of digits in YAML would be a number.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
STAMP = re.compile(r"[a-p]{10}")


class Section(NamedTuple):
    """A section of a page: its text, without the id of its heading; `offset` counts from where the body begins."""

    id: str
    text: str
    offset: int

    @property
    def stamp(self) -> str:
        return fingerprint(self.text)


def sections(page: Page) -> Mapping[str, Section]:
    """Return the sections of a page by id, in order. A page without any heading id has none."""
    titles = [f"{key}: {page.meta[key]}" for key in TITLED if isinstance(page.meta.get(key), str)]
    return _sections(page.body, "\n".join(titles))


@lru_cache(maxsize=512)
def _sections(body: str, titles: str) -> Mapping[str, Section]:
    found = [heading for heading in markdown(body).headings if heading.id]
    sections: dict[str, Section] = {}
    for number, heading in enumerate(found):
        end = found[number + 1].offset if number + 1 < len(found) else len(body)
        before = [titles, body[: heading.offset].strip()] if number == 0 else []
        own = body[heading.offset : heading.attributes].lstrip("# \t").rstrip()
        below = body[heading.offset : end].partition("\n")[2]
        rest = below if body[heading.offset] == "#" else _UNDERLINE.sub("", below)
        parts = [*before, f"{'#' * heading.level} {own}", rest.strip()]
        if heading.id and heading.id not in sections:  # a repeated id is a finding of its own
            text = _tidy("\n\n".join(part for part in parts if part))
            sections[heading.id] = Section(heading.id, text, heading.offset)
    return sections


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """Return ten letters that stand for a text (40 bits of SHA-256).

    Spaces, line breaks, comments, the level of the heading, the sign before list items, the widths of a table and the
    way in which a macro call is typed do not count.
    What a call stands for is no part of the text, so a changed fact does not change the fingerprint.
    """
    return sha256(plain(text).encode("utf-8")).hexdigest()[:10].translate(_LETTERS)


def plain(text: str) -> str:
    """Return what of a text counts for its fingerprint, on one line."""
    bare = _BULLET.sub(r"\1-", _HASHES.sub("", text))
    called = _CALL.sub(lambda match: f"{{{{{_call(match[1])}}}}}", without_comments(bare))
    return " ".join(_RULE.sub("---", _BAR.sub("|", called)).split())


def _call(inside: str) -> str:
    words = (word for word in _WORD.findall(inside) if not word.isspace())
    return "".join(f'"{word[1:-1]}"' if word[:1] == "'" and len(word) > 1 else word for word in words)


def _tidy(text: str) -> str:
    """Return the text without spaces at the ends of lines and without more than one empty line."""
    lines = "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
