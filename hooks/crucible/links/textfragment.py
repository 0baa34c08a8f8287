"""Text fragments (`#:~:text=prefix-,start,end,-suffix`): read, judged by themselves, looked for in a page.

Syntax and search follow https://wicg.github.io/scroll-to-text-fragment/, with two differences to the strict
side: accents count, and a word ends where letters end (no dictionary for Chinese: any place between Han
characters is a boundary).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes

from crucible.source.text import HAN

DIRECTIVE = ":~:"
_SEARCH_RESULT = re.compile(
    r"\.\.\.|…|\b\d+\s+more\s+(?:rows?|items?|results?|columns?)\b|\b(?:show|read|see)\s+more\s*$|\s{3,}",
    re.IGNORECASE,
)
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HAN = re.compile(rf"{HAN}|[\u3000-\u303f\uff00-\uffef]")
_TRIES = 1000


class TextDirective(NamedTuple):
    """One `text=`: decoded texts, empty where left out."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


def split(fragment: str) -> tuple[str, str]:
    """A fragment (without `#`) as its plain part and its directives, empty where there are none."""
    plain, _, directives = fragment.partition(DIRECTIVE)
    return plain, directives


def text_directives(directives: str) -> list[TextDirective]:
    """The readable text directives; other directives and unreadable ones are left out, as browsers do."""
    values = (part.removeprefix("text=") for part in directives.split("&") if part.startswith("text="))
    return [found for value in values if (found := _parsed(value))]


def fault(fragment: str) -> str:
    """What is wrong with the text directives of a fragment, judged by themselves; empty when nothing is.

    The first fault only: one paste from a search result shows itself in several ways and is one mistake.
    """
    _, directives = split(fragment)
    if not directives:
        return "the fragment ends after ':~:'" if fragment.endswith(DIRECTIVE) else ""
    for part in directives.split("&"):
        if not part.startswith("text="):
            return f"'{part}' is not a text directive"
        value = part.removeprefix("text=")
        why = _unreadable(value) or next(filter(None, map(_garbage, value.split(","))), "")
        if why:
            return why
    return ""


def found(directive: TextDirective, blocks: Sequence[str]) -> bool:
    """Whether a browser would find the directive in these blocks of visible text."""
    text = "\n".join(map(normal, blocks))
    start, end, prefix, suffix = (
        normal(part) for part in (directive.start, directive.end, directive.prefix, directive.suffix)
    )
    for first in _whole(text, start):
        if prefix and not _ends_with(text[:first], prefix):
            continue
        after = first + len(start)
        if not end:
            if not suffix or _starts_with(text[after:], suffix):
                return True
            continue
        ends = [last + len(end) for last in _whole(text, end, after)]
        if any(not suffix or _starts_with(text[last:], suffix) for last in ends):
            return True
        if not ends:
            return False
    return False


def cut_word(directive: TextDirective, blocks: Sequence[str]) -> tuple[str, str]:
    """`(as written, as on the page)` where a text is there but stops inside a word; else two empty texts."""
    text = "\n".join(map(normal, blocks))
    for part in (directive.start, directive.end, directive.prefix, directive.suffix):
        wanted = normal(part)
        place = text.find(wanted) if wanted else -1
        if place >= 0 and next(_whole(text, wanted), -1) < 0:
            left, right = place, place + len(wanted)
            while left and not _boundary(text, left):
                left -= 1
            while not _boundary(text, right):
                right += 1
            return part, text[left:right]
    return "", ""


def written(text: str) -> str:
    """The fragment that leads to `text`: `-`, `,` and `&` are part of the syntax and must be encoded."""
    return f"{DIRECTIVE}text={quote(text, safe='').replace('-', '%2D')}"


def normal(text: str) -> str:
    """Text as compared: compatibility forms, case and runs of white space do not count."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


def _parsed(value: str) -> TextDirective | None:
    tokens = value.split(",")
    prefix = tokens.pop(0)[:-1] if tokens[0].endswith("-") else ""
    suffix = tokens.pop()[1:] if tokens and tokens[-1].startswith("-") else ""
    if not 1 <= len(tokens) <= 2 or not all(tokens):
        return None
    start, end = (*tokens, "")[:2]
    return TextDirective(*(unquote(part) for part in (start, end, prefix, suffix)))


def _unreadable(value: str) -> str:
    if _BROKEN_PERCENT.search(value):
        return "the text fragment is cut inside a percent-encoded character"
    try:
        unquote_to_bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        return "the text fragment is cut inside a percent-encoded character"
    parsed = _parsed(value)
    if parsed is None:
        return f"the text fragment '{value}' is not [prefix-,]start[,end][,-suffix]"
    return "" if parsed.start.strip() else "the text fragment names no text"


def _garbage(token: str) -> str:
    text = unquote(token.removesuffix("-").removeprefix("-"))
    sign = _SEARCH_RESULT.search(text)
    if sign:
        shown = sign[0].strip() or "a row of spaces"
        shown = f"'{shown}'" if sign[0].strip() else shown
        return f"the text fragment is pasted from a search result: it holds {shown}"
    if _INVISIBLE.search(text):
        return "the text fragment holds an invisible character"
    return ""


def _whole(text: str, wanted: str, begin: int = 0) -> Iterator[int]:
    """Where `wanted` stands as whole words, at most the first thousand places."""
    place = text.find(wanted, begin) if wanted else -1
    for _ in range(_TRIES):
        if place < 0:
            return
        if _boundary(text, place) and _boundary(text, place + len(wanted)):
            yield place
        place = text.find(wanted, place + 1)


def _boundary(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    return not (before.isalnum() and after.isalnum()) or bool(_HAN.match(before) or _HAN.match(after))


def _starts_with(text: str, wanted: str) -> bool:
    text = text[: len(wanted) + 4].lstrip()
    return text.startswith(wanted) and _boundary(text, len(wanted))


def _ends_with(text: str, wanted: str) -> bool:
    text = text[-len(wanted) - 4 :].rstrip()
    return text.endswith(wanted) and _boundary(text, len(text) - len(wanted))
