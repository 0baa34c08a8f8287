"""What a macro call tells a reader, piece by piece and without a template: what a finished page must show.

A template loops, Python decides: this says what Python has decided, so that a template which shows something else,
leaves something out or changes an order can be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from crucible.pages.blocks import Macros
from crucible.pages.calls import Call

_OPEN, _MIDDLE, _CLOSE = "\ue010", "\ue011", "\ue012"
_PIECE = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_LINK = re.compile(r'<a\b[^<>]*\shref="([^"]*)"[^<>]*>(.*?)</a>', re.S)
_HIDDEN = re.compile(r"<[^<>]*>|^#+ |\{ #[^{}]*\}", re.M)
Pieces = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class Piece:
    """A text that a reader sees, and where, in words: 'row 'Silver', column 'Hours''."""

    where: str
    text: str
    component: str
    links: tuple[tuple[str, str], ...] = ()
    """Its links: where each leads, and what it says."""


class Told(Macros):
    """The macros, telling what they show instead of showing it."""

    def told(self, call: Call) -> list[Piece]:
        """Return what a call shows, in the order in which a reader sees it. Raises MacroError."""
        found: list[Piece] = []
        end = 0
        text = str(self.call(call))
        for match in _PIECE.finditer(text):
            component, where, *links = match[1].split("\n")
            pairs = tuple((link.partition(" ")[0], link.partition(" ")[2]) for link in links)
            found += [*_loose(text[end : match.start()]), Piece(where, match[2], component, pairs)]
            end = match.end()
        return [*found, *_loose(text[end:])]

    def component(self, name: str, **values: object) -> Markup:
        if name not in COMPONENTS:
            return super().component(name, **values)
        told = ""
        for where, text in COMPONENTS[name](self, values):
            head = "\n".join([name, where, *(f"{to} {said}" for to, said in _links(str(text)))])
            if shown := visible(str(text)):
                told += f"{_OPEN}{head}{_MIDDLE}{shown}{_CLOSE}"
        return Markup(told)  # noqa: S704 - never shown


def visible(html: str) -> str:
    """Return the text of a piece of HTML as a reader sees it."""
    bare = _PIECE.sub(lambda match: f" {match[2]} ", html)
    return " ".join(unescape(_HIDDEN.sub(" ", bare)).split())


def _links(html: str) -> list[tuple[str, str]]:
    """Return the links of a piece of HTML, those of components in it included."""
    inside = (line.partition(" ") for match in _PIECE.finditer(html) for line in match[1].split("\n")[2:])
    own = ((unescape(to), visible(said)) for to, said in _LINK.findall(_PIECE.sub(r"\2", html)))
    return [*own, *((to, said) for to, _, said in inside)]


def _loose(text: str) -> Iterator[Piece]:
    """Yield what stands outside of components: a name, a figure, a heading."""
    if shown := visible(text):
        yield Piece("", shown, "", tuple(_links(text)))


def _linked(text: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text) if address else escape(text)


def _table(macros: Told, values: dict[str, Any]) -> Pieces:
    grid = values["grid"]
    yield "the caption", grid.caption
    for number, head in enumerate(grid.heads, 1):
        yield f"the head of column {number}", head
    for row in values["rows"]:
        name = visible(str(row["head"]))
        yield f"the head of row '{name}'", row["head"]
        for number in row["footnotes"]:
            yield f"the mark of a footnote in row '{name}'", number
        for note in row["notes"]:
            yield f"the note of row '{name}'", note
        for cell in row["cells"]:
            yield f"row '{name}', column '{visible(cell.label)}'", cell.text
    for number, (_, text) in enumerate(values["footnotes"], 1):
        yield f"footnote {number}", text


def _facts(macros: Told, values: dict[str, Any]) -> Pieces:
    for label, facts in values["facts"]:
        yield f"the label '{label}'", label
        for fact in facts:
            yield f"the fact '{label}'", fact


def _cards(macros: Told, values: dict[str, Any]) -> Pieces:
    for card in values["cards"]:
        yield "the name of a plan", _linked(card["name"], card["href"])
        yield f"the summary of '{card['name']}'", card["summary"]
        yield f"the cost of '{card['name']}'", f"{macros.label('Cost')}: {card['cost']}"


def _answer(macros: Told, values: dict[str, Any]) -> Pieces:
    yield "the question", values["question"]
    yield "the verdict of an answer", values["verdict"]
    first, *rest = values["answer"]
    yield "an answer", first
    yield from (("a point of an answer", point) for point in values["points"])
    yield from (("an answer", paragraph) for paragraph in rest)
    if values["sources"]:
        yield "the sources of an answer", f"{macros.label('Sources')}: {values['sources']}"


def _duties(macros: Told, values: dict[str, Any]) -> Pieces:
    for duty in values["duties"]:
        name = visible(str(duty["title"]))
        yield "the title of a duty", name
        yield f"the mark of '{name}'", duty["badge"]
        yield f"the text of '{name}'", duty["text"]
        yield from ((f"a point of '{name}'", point) for point in duty["points"])


def _steps(macros: Told, values: dict[str, Any]) -> Pieces:
    role = macros.label("Role needed")
    if values["roles"]:
        yield "the role that is needed", f"{role}: {values['roles']}"
    for number, step in enumerate(values["steps"], 1):
        yield f"step {number}", step["text"]
        yield f"the link of step {number}", step["link"]
        yield f"the role of step {number}", f"{role}: {step['roles']}" if step["roles"] else ""


def _list(macros: Told, values: dict[str, Any]) -> Pieces:
    yield from ((f"item {number}", item) for number, item in enumerate(values["items"], 1))


def _references(macros: Told, values: dict[str, Any]) -> Pieces:
    for reference in values["references"]:
        name = visible(str(reference["title"]))
        yield "the title of a reference", _linked(name, reference["url"])
        if reference["sign_in"]:
            yield f"the mark of '{name}'", macros.label("Sign-in required")
        yield from ((f"a note of '{name}'", note) for note in reference["notes"])
        yield f"the scope of '{name}'", reference["scope"]
        if reference["languages"]:
            languages = macros.language.join(shown for _, shown in reference["languages"])
            yield f"the languages of '{name}'", f"{macros.label('Languages')}: {languages}"
        if reference["short"]:
            yield f"the short address of '{name}'", f"{macros.label('Short address')}: {reference['short']}"
        if reference["was"]:
            was = " ".join([macros.label("Address in the source"), *reference["was"]])
            yield f"the former addresses of '{name}'", was


def _team(macros: Told, values: dict[str, Any]) -> Pieces:
    yield "what the team is", values["summary"]
    for key in ("does", "does_not"):
        title = values[f"{key}_title"]
        yield "the title of a list", title
        yield from ((f"item {number} of '{title}'", item) for number, item in enumerate(values[key], 1))


def _message(macros: Told, values: dict[str, Any]) -> Pieces:
    yield "a message", values["literal"]
    yield "the sense of a message", values["gloss"] or ""


COMPONENTS: dict[str, Callable[[Told, dict[str, Any]], Pieces]] = {
    "table.html": _table,
    "facts.html": _facts,
    "cards.html": _cards,
    "answer.html": _answer,
    "duties.html": _duties,
    "steps.html": _steps,
    "list.html": _list,
    "references.html": _references,
    "team.html": _team,
    "message.html": _message,
}
"""The components that show facts, with what each of them tells."""
