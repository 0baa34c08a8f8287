"""A Markdown page: its front matter with positions, and its body with the line on which it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crucible.finding import Finding, Place, Problem
from crucible.source.text import place_at, read_text
from crucible.source.yaml import Source, parse_yaml

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)


@dataclass(frozen=True)
class Page:
    """`content/<language>/<name>`; `name` is the same in every language, such as `plans/advanced-support.md`."""

    path: str
    language: str
    name: str
    text: str
    body_start: int
    front: Source | None

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter as plain data; empty where there is none or it is not a mapping."""
        data = self.front.data if self.front else None
        return data if isinstance(data, dict) else {}

    def place(self, offset: int) -> Place:
        """Return the place in the file of the character at `offset` of the body."""
        return place_at(self.path, self.text, self.body_start + offset)

    def line(self, line: int, column: int = 1) -> Place:
        """Return the place in the file of line `line` (from 1) of the body."""
        return Place(self.path, self.text.count("\n", 0, self.body_start) + line, column)


def read_page(root: Path, path: str, *, lenient: bool = False) -> tuple[Page | None, list[Finding]]:
    """Read `content/<language>/<name>` below `root`. Returns None where it is no text, and every finding.

    `lenient` lets invisible characters pass, and a byte order mark: common in pages that were made elsewhere.
    """
    try:
        text = read_text(root, path, lenient=lenient)
    except Problem as problem:
        return None, list(problem.findings)
    return parse_page(path, text)


def parse_page(path: str, text: str) -> tuple[Page | None, list[Finding]]:
    """Parse the text of `content/<language>/<name>`. Returns None where its front matter has no end."""
    _, language, name = path.split("/", 2)
    if not text.startswith("---"):
        return Page(path, language, name, text, 0, None), []
    match = _FRONT.match(text)
    if match is None:
        hint = "write a line `---` where the front matter ends"
        return None, [Finding(Place(path), "the front matter does not end", "front-matter", hint)]
    if not match[1].strip():
        return Page(path, language, name, text, match.end(), None), []
    front, findings = parse_yaml(path, match[1], first_line=2)
    return Page(path, language, name, text, match.end(), front), findings


def page_paths(root: Path) -> list[str]:
    """Return the paths of all pages below `root`, sorted."""
    found = (root / "content").glob("*/**/*.md")
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file())
