"""What the front matter of a translated page says about the translation.

translation:
  by: machine            # or human
  reviewer: Li Wei       # who compared it with the English; absent while nobody has
  reviewed: 2026-11-20
  checked: [faq]         # sections that a person has reviewed or translated, where those are not all
  of:
    faq: kbacgfhodl      # section id, and the fingerprint of the English text that was translated
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from crucible.freshness.options import HUMAN, MACHINE
from crucible.source.page import Page

KEY = "translation"
SAID = ("by", "reviewer", "reviewed")
CHECKED = "checked"
OF = "of"


class Origin(NamedTuple):
    """Who translated a page and who reviewed it, when, as it is written there; empty where nobody says.

    `checked` are the sections that a person has reviewed or translated; where it is empty, a review is of all.
    """

    by: str = ""
    reviewer: str = ""
    reviewed: str = ""
    checked: tuple[str, ...] = ()

    def by_person(self, ids: Iterable[str]) -> list[str]:
        """Return those of the sections that a person has reviewed or translated, as far as the page says so."""
        every = not self.checked and (self.by == HUMAN or self.reviewer)
        return [id for id in ids if every or id in self.checked]

    def unreviewed(self, ids: Iterable[str]) -> list[str]:
        """Return those of the sections that a machine has translated and nobody has reviewed."""
        ids = list(ids)
        known = self.by_person(ids)
        return [id for id in ids if id not in known] if self.by == MACHINE else []


@dataclass(frozen=True)
class Stamps:
    """The stamps of a page by section id; `given` says whether the page has any."""

    sections: dict[str, str] = field(default_factory=dict)
    origin: Origin = field(default_factory=Origin)
    given: bool = False


def stamps(page: Page) -> Stamps:
    """Return what the page says, whatever it says: its shape is a rule's business."""
    value = page.meta.get(KEY)
    said = value if isinstance(value, dict) else {}
    values = {key: said[key] for key in SAID if isinstance(said.get(key), str)}
    of = said.get(OF)
    sections = {id: str(stamp) for id, stamp in of.items()} if isinstance(of, dict) else {}
    listed = said.get(CHECKED)
    checked = tuple(str(id) for id in listed) if isinstance(listed, list) else ()
    return Stamps(sections, Origin(**values, checked=checked), bool(sections))


class Said(NamedTuple):
    """What somebody says who accepts a translation: how it was made, who has reviewed it and when."""

    by: str = ""
    reviewer: str = ""
    reviewed: str = ""


def originated(origin: Origin, said: Said, accepted: Collection[str], every: Collection[str]) -> Origin:
    """Return the origin with what is now said of the `accepted` sections, of `every` one that the page has.

    What a machine has translated anew has lost its review; what a person has translated or reviewed has one.
    """
    if said == Said():
        return origin
    whole = set(accepted) == set(every)
    before = set() if whole else set(origin.by_person(every))
    anew = said.by == MACHINE and not said.reviewer
    checked = before - set(accepted) if anew else before | set(accepted)
    by = (said.by or origin.by) if whole else MACHINE if MACHINE in (said.by, origin.by) else origin.by
    review = Origin(reviewer=said.reviewer, reviewed=said.reviewed) if said.reviewer else origin
    if not checked:
        return Origin(by)
    if checked == set(every):
        return review._replace(by=by if review.reviewer else HUMAN, checked=())
    return review._replace(by=by, checked=tuple(id for id in every if id in checked))


def stamped(page: Page, sections: Iterable[tuple[str, str]], origin: Origin) -> str:
    """Return the text of the page with these stamps; the other lines of the front matter stay as they are."""
    front = page.text[: page.body_start]
    lines = front.strip().split("\n")[1:-1] if front.strip() else []
    lines = _without_translation(lines)
    said = ((key, getattr(origin, key)) for key in SAID)
    lines += [f"{KEY}:", *(f"  {key}: {_scalar(value)}" for key, value in said if value)]
    lines += [f"  {CHECKED}: [{', '.join(origin.checked)}]"] if origin.checked else []
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
