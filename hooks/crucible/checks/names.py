"""Product names are spelled in one way, everywhere: that of the data and the glossary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import FEW, Sources, Written
from crucible.finding import Finding
from crucible.library import Entered
from crucible.spelling import closest

_WORD = re.compile(r"[A-Za-z0-9]+")
_GAP = re.compile(r"[\s_-]*")
_SHORT = re.compile(r"\b(?P<letters>MS|Ms|ms|M|m|O|o|D|d)[ -]?(?P<figure>\d{3})\b")
_FIGURE = re.compile("[0-9]{3}")
_LAST = re.compile(r" (\d{3})\Z")
_LONGEST = 8
"""Words of the longest name that is looked for."""


@dataclass
class Names:
    """The names to spell as they are, indexed so that a text of any length is read once."""

    all: set[str] = field(default_factory=set)
    squeezed: dict[str, str] = field(default_factory=dict)
    """Name by its letters alone, without case: 'microsoft365' → 'Microsoft 365'."""
    gapped: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names by their words with one of them replaced by ''."""

    def add(self, name: str) -> None:
        words = _WORD.findall(name)
        if name in self.all or not words or len(words) > _LONGEST:
            return
        self.all.add(name)
        squeezed = "".join(words).casefold()
        if len(squeezed) > 2:
            self.squeezed.setdefault(squeezed, name)
        for index, word in enumerate(words):
            if len(words) > 1 and word[:1].isupper() and len(word) > 3:
                self.gapped[_gapped(words, index)].append(name)

    def key(self, name: str) -> str:
        return _squeezed(name)

    def within(self, text: str) -> set[str]:
        """Return the keys of the names that stand in a text, in the plural too."""
        tokens = _WORD.findall(text.casefold())
        found = {form for word in set(tokens) for form in _singulars(word) if form in self.squeezed}
        for index, first in enumerate(tokens):
            if first in self.beginnings:
                squeezed = first
                for word in tokens[index + 1 : index + _LONGEST]:
                    squeezed += word
                    found.update(form for form in _singulars(squeezed) if form in self.squeezed)
                    if squeezed not in self.beginnings:
                        break
        return found

    @cached_property
    def beginnings(self) -> set[str]:
        """What a name begins with, however much of it: a longer text of words is none."""
        return {squeezed[:end] for squeezed in self.squeezed for end in range(1, len(squeezed) + 1)}

    @cached_property
    def by_figure(self) -> dict[tuple[str, str], str]:
        """The names that end with a figure, by their first letter and it."""
        return {(name[0], found[1]): name for name in sorted(self.all) if (found := _LAST.search(name))}

    @cached_property
    def inner(self) -> set[str]:
        return {word for words in self.gapped for word in words if word}

    @cached_property
    def words(self) -> set[str]:
        """What begins a name, or is a word of one: without any of them no name is here, not even a misspelt one."""
        return self.beginnings | self.inner


def _singulars(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y")


def _gapped(words: list[str], index: int) -> tuple[str, ...]:
    return tuple("" if i == index else word.casefold() for i, word in enumerate(words))


def misspelt_names(sources: Sources) -> dict[str, tuple[Entered, str, str]]:
    """Return the names in data that differ by a slip from one of the glossary: by id, (where, is, meant)."""
    terms = {form for term in sources.library.all(model.Term) for form in (term.en, *term.also_en)}
    near: dict[Hashable, list[str]] = defaultdict(list)
    for term in sorted(terms):
        for key in _keys(term) if len(term) > 3 else ():
            near[key].append(term)
    found: dict[str, tuple[Entered, str, str]] = {}
    for entered in sources.library.entered:
        name = getattr(entered.entry, "name", None)
        if isinstance(name, str) and terms and not isinstance(entered.entry, model.Term) and name not in terms:
            maybe = {term for key in _keys(name) for term in near.get(key, ())[:FEW]}
            letters, words = _squeezed(name), name.split()
            fits = [term for term in maybe if letters == _squeezed(term) or _one_slip(words, term.split())]
            if fits and (meant := closest(name, fits)):
                found[entered.entry.id] = (entered, name, meant)
    return found


def _keys(name: str) -> Iterator[Hashable]:
    """Yield what a name shares with one that differs from it by a slip: its letters, or all of its words but one."""
    yield _squeezed(name)
    words = name.split()
    for index in range(len(words) if len(words) <= _LONGEST else 0):
        yield (*words[:index], None, *words[index + 1 :])


def _one_slip(words: list[str], others: list[str]) -> bool:
    """Whether the words are as many and only one differs, and not in its beginning and length both."""
    if len(words) != len(others):
        return False
    pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return len(pairs) == 1 and slip(*pairs[0])


def slip(found: str, expected: str) -> bool:
    """Whether `found` is `expected` with a letter missing, added, changed, or two swapped, as fingers slip."""
    one, other = found.casefold(), expected.casefold()
    if one == other or abs(len(one) - len(other)) > 1 or len(other) < 4:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, wanted = one[start:], other[start:]
    if len(one) == len(other):
        return rest[1:] == wanted[1:] or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    return rest[1:] == wanted if len(one) > len(other) else rest == wanted[1:]


def _squeezed(name: str) -> str:
    return "".join(_WORD.findall(name)).casefold()


def names(sources: Sources) -> Names:
    """Collect the names of products, plans, programmes and teams, and those that the glossary keeps in English."""
    found = Names()
    wrong = {name for _, name, _ in misspelt_names(sources).values()}
    for term in sources.library.all(model.Term):
        if term.keep_english:
            for form in (term.en, *term.also_en):
                found.add(form)
    for entered in sources.library.entered:
        entry = entered.entry
        if isinstance(entry, (model.Plan, model.Programme, model.Product, model.Team)) and entry.name not in wrong:
            found.add(entry.name)
            abbreviation = getattr(entry, "abbreviation", None)
            if abbreviation:
                found.add(abbreviation)
    return found


@rule("product-name")
def product_name(sources: Sources) -> Iterator[Finding]:
    """A product name is spelled as the data and the glossary have it.

    Good: `Microsoft 365`, `ASfP`, `Advanced Support for Partners`.
    Bad: `Microsoft365`, `Ms 365`, `ASFP`, `Advanced support for partners`, `Advanced Suport for Partners`.
    """
    for entered, name, meant in misspelt_names(sources).values():
        message = f"name is '{name}', the glossary has '{meant}'"
        yield Finding(entered.place("name"), message, "product-name", f"write '{meant}'")
    known = names(sources)
    if known.all:
        for written in sources.written:
            yield from _in(written, known)


def _in(written: Written, known: Names) -> Iterator[Finding]:
    text = written.parts.prose
    words = _WORD.findall(text)
    small = [word.casefold() for word in words]
    begins = [] if known.words.isdisjoint(small) else _begins(small, known)
    spans = _spans(text, words) if begins else []
    done = 0
    for index in begins:
        start = spans[index][0]
        if start < done:
            continue
        found: tuple[int, str] | None = None
        squeezed = ""
        strange: list[int] = []
        for end in range(index, min(index + _LONGEST, len(words))):
            between = text[spans[end - 1][1] : spans[end][0]] if end > index else ""
            if between not in ("", " ") and not _GAP.fullmatch(between):
                break
            squeezed += small[end]
            if small[end] not in known.inner:
                strange.append(end - index)
            name = known.squeezed.get(squeezed)
            if name is None and len(strange) < 2 and end > index:
                name = _meant(words[index : end + 1], small[index : end + 1], strange, known)
            if name is not None:
                found = (spans[end][1], name)
            if len(strange) > 1 and squeezed not in known.beginnings:
                break
        if found is not None:
            stop, name = found
            shown = " ".join(text[start:stop].split())
            done = stop
            if shown != name and shown not in known.all:
                message = f"'{shown}' is the product name '{name}'"
                yield Finding(written.at(start), message, "product-name", f"write '{name}'")
    for match in _SHORT.finditer(text) if _FIGURE.search(text) else ():
        figure, letter = match["figure"], match["letters"][0].upper()
        if full := known.by_figure.get((letter, figure)):
            message = f"'{match[0]}' is the product name '{full}'"
            yield Finding(written.at(match.start()), message, "product-name", f"write '{full}'")


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where each of the words of a text stands, in their order."""
    spans = []
    end = 0
    for word in words:
        start = text.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return spans


def _begins(small: list[str], known: Names) -> list[int]:
    """Return the numbers of the words at which a name may begin, in small letters: it, or one with a slip in it."""
    words, inner = known.words, known.inner
    following = [*small[1:], ""]
    return [n for n, word in enumerate(small) if word in words or following[n] in inner]


def _meant(words: list[str], small: list[str], strange: list[int], known: Names) -> str | None:
    """Return the name of several words of which exactly one is misspelt by a letter: that which no name has, if any."""
    for index in strange or range(len(words)):
        word = words[index]
        if word[:1].isupper() and len(word) > 3:
            for name in known.gapped.get((*small[:index], "", *small[index + 1 :]), ()):
                if slip(word, _WORD.findall(name)[index]):
                    return name
    return None


RULES = (product_name,)
