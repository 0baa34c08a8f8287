"""A Markdown page: its front matter with positions, and its body with the line on which it begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crucible.finding import Finding, Place, Problem
from crucible.source.text import place_at, read_text
from crucible.source.yaml import Source, parse_yaml

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[\"']?[\w.-]+[\"']?[ \t]*:")


@dataclass(frozen=True)
class Page:
    """A page; `name` is the same in every language: `plans/advanced-support.md` of `content/<language>/`."""

    path: str
    language: str
    name: str
    text: str
    body_start: int
    front: Source | None
    english: str = ""
    """Of a page that shows the English beside the translation: the page in English."""
    file: str = ""
    """Of such a page: what stands in the file."""
    left_out: tuple[tuple[int, int], ...] = ()
    """Of such a page: offsets in `text`, each with how much of the file is left out up to there."""

    @cached_property
    def body(self) -> str:
        """What stands below the front matter, kept: every rule asks for it."""
        return self.text[self.body_start :]

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter as plain data; empty where there is none or it is not a mapping."""
        data = self.front.data if self.front else None
        return data if isinstance(data, dict) else {}

    def place(self, offset: int) -> Place:
        """Return the place in the file of the character at `offset` of the body."""
        at = self.body_start + offset
        if not self.left_out:
            return place_at(self.path, self.text, at)
        before = bisect_right(self.left_out, at, key=lambda gap: gap[0])
        return place_at(self.path, self.file, at + (self.left_out[before - 1][1] if before else 0))

    def line(self, line: int, column: int = 1) -> Place:
        """Return the place in the file of line `line` (from 1) of the body."""
        return Place(self.path, self.text.count("\n", 0, self.body_start) + line, column)


def read_page(
    root: Path, path: str, *, language: str = "", name: str = "", lenient: bool = False
) -> tuple[Page | None, list[Finding]]:
    """Read the page at `path` below `root`. Returns None where it is no text, and every finding.

    `lenient` is for pages that were made elsewhere: invisible characters may stand there, a byte order mark, a rule at
    the beginning, and anything that YAML knows.
    """
    try:
        text = read_text(root, path, lenient=lenient)
    except Problem as problem:
        return None, list(problem.findings)
    return parse_page(path, text, language=language, name=name, lenient=lenient)


def parse_page(
    path: str, text: str, *, language: str = "", name: str = "", lenient: bool = False
) -> tuple[Page | None, list[Finding]]:
    """Parse the text of a page: of `content/<language>/<name>`, unless it is said where it belongs.

    Returns None where its front matter has no end.
    """
    if not name:
        _, language, name = path.split("/", 2)
    match = _FRONT.match(text)
    if match is None:
        if lenient or not text.startswith("---"):
            return Page(path, language, name, text, 0, None), []
        hint = "write a line `---` where the front matter ends"
        return None, [Finding(Place(path), "the front matter does not end", "front-matter", hint)]
    if not match[1].strip():
        return Page(path, language, name, text, match.end(), None), []
    front, findings = parse_yaml(path, match[1], first_line=2, lenient=lenient)
    ruled = front is None and not _KEY.match(match[1])  # a page that begins with a rule and has another one below
    if lenient and (ruled or (front is not None and not isinstance(front.data, dict))):
        return Page(path, language, name, text, 0, None), []
    return Page(path, language, name, text, match.end(), front), findings
