"""What the front matter of a translated page says about the translation.

translation:
  by: human              # or machine
  reviewer: Li Wei       # who compared it with the English; absent while nobody has
  reviewed: 2026-11-20
  of:
    faq: kbacgfhodl      # section id, and the fingerprint of the English text that was translated
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from crucible.source.page import Page

KEY = "translation"
SAID = ("by", "reviewer", "reviewed")
OF = "of"


@dataclass(frozen=True)
class Origin:
    """Who translated a page and who reviewed it, when, as it is written there; empty where nobody says."""

    by: str = ""
    reviewer: str = ""
    reviewed: str = ""

    @property
    def unreviewed_machine(self) -> bool:
        return self.by == "machine" and not self.reviewer


@dataclass(frozen=True)
class Stamps:
    """The stamps of a page by section id; `given` says whether the page has any."""

    sections: dict[str, str] = field(default_factory=dict)
    origin: Origin = Origin()
    given: bool = False


def stamps(page: Page) -> Stamps:
    """Return what the page says, whatever it says: its shape is a rule's business."""
    value = page.meta.get(KEY)
    said = value if isinstance(value, dict) else {}
    values = {key: said[key] for key in SAID if isinstance(said.get(key), str)}
    of = said.get(OF)
    sections = {id: str(stamp) for id, stamp in of.items()} if isinstance(of, dict) else {}
    return Stamps(sections, Origin(**values), bool(sections))


def originated(origin: Origin, *, by: str | None, reviewer: str | None, reviewed: str | None) -> Origin:
    """Return the origin with what is now said; a new machine translation loses the review of the old text."""
    origin = Origin(by) if by == "machine" else replace(origin, by=by or origin.by)
    return replace(origin, reviewer=reviewer, reviewed=reviewed or "") if reviewer else origin


def stamped(page: Page, sections: Iterable[tuple[str, str]], origin: Origin) -> str:
    """Return the text of the page with these stamps; the other lines of the front matter stay as they are."""
    front = page.text[: page.body_start]
    lines = front.strip().split("\n")[1:-1] if front.strip() else []
    lines = _without_translation(lines)
    said = ((key, getattr(origin, key)) for key in SAID)
    lines += [f"{KEY}:", *(f"  {key}: {_scalar(value)}" for key, value in said if value)]
    rows = [f"    {id}: {stamp}" for id, stamp in sections]
    lines += [f"  {OF}:", *rows] if rows else []
    return "\n".join(["---", *lines, "---", ""]) + page.body


def _without_translation(lines: list[str]) -> list[str]:
    """Return the lines without those of the key: its value goes on as long as lines are indented or empty."""
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = bool(re.match(rf"{KEY}[ ]*:", line)) or (inside and (not line.strip() or line[0] in " \t#"))
        if not inside:
            kept.append(line)
    return kept


def _scalar(text: str) -> str:
    """Return a name as YAML: plain where that is safe, else in quotes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d|[^\W\d_][\w .'’@+-]*(?<! )", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
