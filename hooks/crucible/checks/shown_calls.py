"""A finished page shows what its macro calls tell: each fact, in its place, once, with its link.

What Python has decided is compared with the visible text, so no template need be believed. Only letters, digits and a
few signs count: white space, typography and the glosses that a page adds are another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crucible import model
from crucible.checks.built import Built
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place
from crucible.language import SOURCE
from crucible.pages.calls import Call, segments
from crucible.pages.setting import MacroError
from crucible.pages.told import Piece, Told
from crucible.source.markdown import markdown
from crucible.source.page import Page

READERS = {"en": "English", "zh": "Chinese", "ru": "Russian"}
"""Who reads what is shown, in a message."""

COMPONENT = "overrides/components/"
_SEEN = re.compile(r"[\w%$€£¥+<>≥≤✓✗]")
_MARKUP = re.compile(r"\]\([^()\s]*\)|\{[^{}\n]*\}|<[^<>]*>|\[\^[^\]\n]*\]")
_PLAIN = re.compile(r"(?![ \t]*(?:!!!|\?\?\?|===|\||<|:::|```|~~~|\[[^\]]*\]:|\*\[))")
_NEAR, _LONG, _SHOWN = 12, 6, 60


@dataclass(frozen=True)
class Expected:
    """A macro call of a page: what it tells, and the text of its page before and behind it, up to the next call."""

    call: Call
    place: Place
    pieces: tuple[Piece, ...]
    before: str
    behind: str
    alone: bool
    """Whether it stands alone on its line."""


class Seen:
    """What a reader sees from one heading to the next; `letters` are what is compared, without glosses."""

    def __init__(self, text: str, links: tuple[tuple[str, str], ...], glosses: re.Pattern[str] | None) -> None:
        self.text, self.glosses = text, glosses
        self.links = [(to, self.wanted(said)) for to, said in links]
        self.at = [match.start() for match in _SEEN.finditer(text)]
        self.letters = "".join(text[at] for at in self.at)
        for match in reversed(list(glosses.finditer(self.letters)) if glosses else []):
            del self.at[match.start() : match.end()]
            self.letters = self.letters[: match.start()] + self.letters[match.end() :]

    def wanted(self, text: str) -> str:
        """Return the letters of a text as they are compared."""
        return self.glosses.sub("", letters(text)) if self.glosses else letters(text)

    def shown(self, start: int, end: int | None = None) -> str:
        """Return what stands from one letter to another, shortened, as a reader sees it."""
        first = self.at[start] if start < len(self.at) else len(self.text)
        last = self.at[end - 1] + 1 if end is not None and end > start else first + _SHOWN
        text = " ".join(self.text[first:last].split())
        return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class Calls:
    """Judges the macro calls of one language after another."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.told = {
            code: Told(sources.library, language, sources.root, lambda: sources.overview)
            for code, language in sources.languages.items()
        }
        self.glosses = {code: self._glosses(code) for code in sources.languages}

    def _glosses(self, code: str) -> re.Pattern[str] | None:
        terms = self.sources.library.all(model.Term) if code != SOURCE else []
        glosses = {letters(getattr(term, code).gloss or "") for term in terms} - {""}
        return re.compile("|".join(sorted(glosses, key=len, reverse=True))) if glosses else None

    def letters(self, text: str, language: str) -> str:
        """Return what is compared of a text."""
        glosses = self.glosses[language]
        return glosses.sub("", letters(text)) if glosses else letters(text)

    def findings(self, built: Built) -> Iterator[Finding]:
        """Yield the first thing of each macro call that a built page shows otherwise, with the place of the call."""
        page = self.sources.by_name[(built.language, built.name)]
        if "{{" not in page.body:
            return
        headings = [(h.offset, h.id) for h in markdown(page.body).headings if h.id]
        slices = built.slices([id for _, id in headings if id])
        asked = list(self._asked(page))
        for number, id in [(-1, ""), *enumerate(id or "" for _, id in headings)]:
            start = headings[number][0] if number >= 0 else 0
            end = headings[number + 1][0] if number + 1 < len(headings) else len(page.body)
            here = [one for one in asked if start <= one.call.offset < end]
            if here and id in slices and id not in built.left_out:
                seen = Seen(*slices[id], self.glosses[page.language])
                yield from self._section(here, seen, built.language)

    def _asked(self, page: Page) -> Iterator[Expected]:
        told = self.told[page.language]
        told.page, told.folder = page.name, page.language
        pieces, _ = segments(page.body)
        calls = [(n, piece) for n, piece in enumerate(pieces) if isinstance(piece, Call)]
        for n, call in calls:
            before, behind = (pieces[m] if 0 <= m < len(pieces) else "" for m in (n - 1, n + 1))
            before, behind = ("" if isinstance(text, Call) else text for text in (before, behind))
            line = page.body[page.body.rfind("\n", 0, call.offset) + 1 : call.offset]
            alone = not line.strip() and not behind.partition("\n")[0].strip()
            try:
                yield Expected(call, page.place(call.offset), tuple(told.told(call)), before, behind, alone)
            except MacroError:
                continue  # a finding of the sources

    def _section(self, asked: Sequence[Expected], seen: Seen, language: str) -> Iterator[Finding]:
        start = linked = 0
        for one in asked:
            found = _alone(one, seen, start) if one.alone else _within(one, seen)
            if isinstance(found, int):
                start, found = found, None
            if found is None:
                linked, found = _links(one, seen, linked)
            if found:
                piece, what = found
                where = f", in {piece.where}" if piece.where else ""
                message = f"{READERS[language]} readers {what}{where}, of {{{{ {one.call.source} }}}}"
                source = f"{COMPONENT}{piece.component}" if piece.component else "what shows it"
                yield Finding(one.place, message, "site-data", f"mend {source}, then build the site")


Fault = tuple[Piece, str] | None


def letters(text: str) -> str:
    return "".join(_SEEN.findall(text))


def _alone(one: Expected, seen: Seen, start: int) -> int | Fault:
    """Return where what a call shows ends, or what of it is not shown."""
    wanted = [seen.wanted(piece.text) for piece in one.pieces]
    whole = "".join(wanted)
    if not whole:
        return start
    at = seen.letters.find(whole, start)
    if at < 0:
        return _first_fault(one.pieces, wanted, seen, start)
    end = at + len(whole)
    before, behind = _near(seen, one.before, last=True), _near(seen, one.behind, last=False)
    begin = seen.letters.rfind(before, start, at) if before else -1
    if begin >= 0 and begin + len(before) < at:
        return one.pieces[0], f"see '{seen.shown(begin + len(before), at)}' too"
    stop = seen.letters.find(behind, end) if behind else -1
    if stop > end:
        return one.pieces[-1], f"see '{seen.shown(end, stop)}' too"
    return end


def _first_fault(pieces: Sequence[Piece], wanted: Sequence[str], seen: Seen, start: int) -> Fault:
    """Return the first piece that does not follow the ones before it."""
    best: tuple[int, int] = (0, -1)
    at = seen.letters.find(wanted[0], start)
    while at >= 0:
        end, count = at, 0
        while count < len(wanted) and seen.letters.startswith(wanted[count], end):
            end += len(wanted[count])
            count += 1
        best = max(best, (count, end))
        at = seen.letters.find(wanted[0], at + 1)
    count, end = best
    piece = pieces[min(count, len(pieces) - 1)]
    if end < 0:
        return piece, f"do not see '{_short(piece.text)}'"
    return piece, f"see '{seen.shown(end)}' where '{_short(piece.text)}' is meant"


def _within(one: Expected, seen: Seen) -> Fault:
    """Return what a call within a line shows otherwise; the words beside it say where to look."""
    wanted = seen.wanted(" ".join(piece.text for piece in one.pieces))
    before, behind = (_near(seen, text, last=text is one.before, line=True) for text in (one.before, one.behind))
    if not wanted or (len(wanted) >= _LONG and wanted in seen.letters):
        return None
    ends = (r"(?<!\d)" if wanted[0].isdigit() else "", r"(?!\d)" if wanted[-1].isdigit() else "")
    if before + wanted + behind in seen.letters and (before or behind):
        return None
    tries = [f"{before}{re.escape(wanted)}{ends[1]}"] if before else []
    tries += [f"{ends[0]}{re.escape(wanted)}{behind}"] if behind else []
    if any(re.search(pattern, seen.letters) for pattern in tries or [f"{ends[0]}{re.escape(wanted)}{ends[1]}"]):
        return None
    at = seen.letters.find(before) if before else -1
    shown = f"see '{seen.shown(at + len(before))}' where" if at >= 0 else "do not see"
    return one.pieces[0], f"{shown} '{_short(one.pieces[0].text)}'{' is meant' if at >= 0 else ''}"


def _links(one: Expected, seen: Seen, start: int) -> tuple[int, Fault]:
    """Return how many links of the page come up to the end of a call, and the first of its own that is not there."""
    for piece in one.pieces:
        for to, said in piece.links:
            link = (to, seen.wanted(said))
            if link not in seen.links[start:]:
                other = next((to for to, text in seen.links[start:] if text == link[1]), None)
                what = f"are led to '{other}' where '{to}' is meant" if other else f"find no link to '{to}'"
                return start, (piece, what)
            start = seen.links.index(link, start) + 1
    return start, None


def _near(seen: Seen, text: str, *, last: bool, line: bool = False) -> str:
    """Return the letters of a page next to a call; none where its text is shown in another form than it is written."""
    lines = text.split("\n")
    if not line:
        lines = [row for row in lines if row.strip()]
    near = (lines or [""])[-1 if last else 0]
    if not _PLAIN.match(near):
        return ""
    plain = seen.wanted(_MARKUP.sub("", near))
    return plain[-_NEAR:] if last else plain[:_NEAR]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
