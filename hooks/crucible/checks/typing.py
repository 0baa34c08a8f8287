"""Slips of the hand in what people type: spaces, words typed twice, full stops and lengths of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources, Written
from crucible.finding import Finding, Place
from crucible.source.text import place_at

_TRAILING = re.compile(r"(?<=\S)[ \t\u00a0]+$|^[ \t\u00a0]+$", re.M)
_BLANK_ENDS = (" \n", "\t\n", "\u00a0\n")
_DOUBLED_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_MARKER = re.compile(r"[ \t>]*(?:[-*+:]|\d{1,9}[.)])?[ \t]*")
_BEFORE_STOP = re.compile(r" (?<=\w ) *(?=[,;:!?.](?:\s|$))")
_DOUBLED_WORD = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]++)[ \u00a0]*(?:\n[ ]*|[ \u00a0])(?P=word)(?![\w'’-])", re.I)
_DOUBLED_HAN = re.compile(
    r"(?<![存所现正内缓温参])(?P<word>的|了|是|在|和|与|请|你|您|我们|可以|需要|支持|合作伙伴)(?P=word)"
)
"""Words of one character may end another one: `存在在线`, `参与与`."""
_MAY_DOUBLE = {"that", "had", "ha", "bye", "very"}
_STOP = re.compile(r"(?<![.…])(?<!\b\w\.\w)[.。．]\s*$")
LONGEST = {"name": 80, "translation of a label": 120, "heading": 100}


@rule("spaces")
def spaces(sources: Sources) -> Iterator[Finding]:
    """One space stands between words, none before a stop, none at the end of a line; a file ends with a line break.

    Good: `Cloud products only`.
    Bad: `Cloud  products only`, `Cloud products only .`, a line that ends with spaces, a file that was cut off.
    """
    for path, text, first_line in _files(sources):
        for match in _TRAILING.finditer(text) if any(end in f"{text}\n" for end in _BLANK_ENDS) else ():
            place = _moved(place_at(path, text, match.start()), first_line)
            yield Finding(place, "spaces stand at the end of this line", "spaces", "delete them")
        if text and not text.endswith("\n"):
            place = _moved(place_at(path, text, len(text)), first_line)
            yield Finding(place, "the file ends within a line", "spaces", "end it with a line break")
    for written in sources.written:
        yield from _within(written)


def _files(sources: Sources) -> Iterator[tuple[str, str, int]]:
    for path, source in sources.library.sources.items():
        yield path, source.text, source.first_line
    for page in sources.pages:
        yield page.path, page.text, 1


def _moved(place: Place, first_line: int) -> Place:
    return Place(place.path, place.line + first_line - 1, place.column)


def _within(written: Written) -> Iterator[Finding]:
    text = written.parts.prose
    if written.kind != "page" and text != text.strip():
        offset = 0 if text[:1].isspace() else len(text.rstrip())
        message = "a space stands at the beginning or end of this text"
        yield Finding(written.at(offset), message, "spaces", "delete it")
    if "  " in text:
        start = 0
        for line in text.split("\n"):
            if "  " in line and not line.lstrip().startswith("|"):
                marker = _MARKER.match(line)
                for match in _DOUBLED_SPACE.finditer(line, marker.end() if marker else 0):
                    place = written.at(start + match.start())
                    yield Finding(place, "two spaces stand between words", "spaces", "delete one")
            start += len(line) + 1
    if written.language != "zh":
        for match in _BEFORE_STOP.finditer(text):
            message = f"a space stands before '{text[match.end()]}'"
            yield Finding(written.at(match.start()), message, "spaces", "delete it")


@rule("doubled-word")
def doubled_word(sources: Sources) -> Iterator[Finding]:
    """No word is typed twice in a row.

    Good: `for the first use`.
    Bad: `for the the first use`, also where the line breaks between the two.
    """
    for written in sources.written:
        text = written.parts.prose
        patterns = (_DOUBLED_WORD, _DOUBLED_HAN) if written.language == "zh" else (_DOUBLED_WORD,)
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            word = match["word"]
            if word.lower() not in _MAY_DOUBLE:
                place = written.at(match.start() + len(word))
                yield Finding(place, f"'{word}' stands twice in a row", "doubled-word", "delete one of the two")
        if written.kind != "page" and _doubled(written.text):
            half = len(written.text) // 2 + 1
            message = f"'{_short(written.text[: half - 1])}' stands twice in a row"
            yield Finding(written.at(half), message, "doubled-word", "delete one of the two")
    for entered in sources.library.entered:
        for loc, value in _strings(entered.entry):
            half = len(value) // 2
            if _doubled(value):
                message = f"'{_short(value[:half])}' stands twice in a row"
                yield Finding(entered.place(*loc), message, "doubled-word", "delete one of the two")


def _doubled(text: str) -> bool:
    half = len(text) // 2
    return len(text) > 6 and text[half] == " " and text[:half] == text[half + 1 :]


def _strings(entry: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of an entry that no catalog translates, with its loc."""
    for step, value in model.inner(entry):
        if isinstance(value, model.English):
            continue
        if isinstance(value, str):
            yield (*loc, step), value
        elif value:
            yield from _strings(value, (*loc, step))


@rule("label-stop")
def label_stop(sources: Sources) -> Iterator[Finding]:
    """A label, name, title or heading ends without a full stop.

    Good: `label: What it covers`.
    Bad: `label: What it covers.`
    """
    for written in sources.written:
        if written.label and (match := _STOP.search(written.text)):
            yield _stopped(written.at(match.start()), written.text)
        if written.kind == "page":
            for heading in written.parts.headings:
                if _STOP.search(heading.text):
                    yield _stopped(written.at(heading.offset), heading.text)
    for place, name in _names(sources):
        if _STOP.search(name):
            yield _stopped(place, name)


def _stopped(place: Place, text: str) -> Finding:
    return Finding(place, f"'{_short(text)}' ends with a full stop", "label-stop", "delete the full stop")


@rule("label-length")
def label_length(sources: Sources) -> Iterator[Finding]:
    """A name, heading or translated label is short enough for a table cell or a menu, and is not empty.

    Good: `name: Signature Cloud Support`.
    Bad: a name of more than 80 characters, `name: ''`.
    """
    for place, name in _names(sources):
        if not name.strip():
            yield Finding(place, "the name is empty", "label-length", "write the name")
        elif len(name) > LONGEST["name"]:
            yield _too_long(place, "name", name)
    for written in sources.written:
        if written.kind == "translation" and written.label and len(written.text) > LONGEST["translation of a label"]:
            yield _too_long(written.at(0), "translation of a label", written.text)
        for heading in written.parts.headings if written.kind == "page" else ():
            if len(heading.text) > LONGEST["heading"]:
                yield _too_long(written.at(heading.offset), "heading", heading.text)


def _too_long(place: Place, what: str, text: str) -> Finding:
    message = f"the {what} has {len(text)} characters, expected at most {LONGEST[what]}"
    return Finding(place, message, "label-length", "say it shorter")


def _names(sources: Sources) -> Iterator[tuple[Place, str]]:
    """Yield every name and abbreviation: fields that no catalog translates."""
    for entered in sources.library.entered:
        for key in ("name", "abbreviation", "literal"):
            value = getattr(entered.entry, key, None)
            if isinstance(value, str) and not isinstance(value, model.English):
                yield entered.place(key), value


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


RULES = (spaces, doubled_word, label_stop, label_length)
