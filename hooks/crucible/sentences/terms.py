"""The glossary as one immutable table that texts are searched with.

An entry is a plain dict:

    {id, en, also_en: [...], keep_english: bool, literal: bool, acronym: str, also: [...],
     zh: {use: [...], gloss, reject: [...], never: [...]}, ru: {...}}

`use` are the approved forms, the first one preferred. `reject` forms are faults where the English has
the term,
`never` forms everywhere. `loose: true` asks for no approved form where the English has the term (common
words that
a good translation may leave out), only the rejected ones are looked for. Russian forms stand for their whole
paradigm: words are matched by stem, which costs no dictionary.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from os.path import commonprefix
from typing import Any

from crucible.sentences.passage import lowered

_RU_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ая|яя|ое|ее|ые|ие|ый|ий|ой|ую|юю|ых|их|ым|"
    r"им|ом|ем|ов|ев|ей|ам"
    r"|ям|ах|ях|ия|ии|ию|ироваться|ировать|аться|яться|иться|ать|ять|ить|еть|уть|ть|а|я|ы|и|о|е|у|ю|ь|й)\Z"
)
_NEAR = re.compile(r"[\s\u00a0\u202f\x1f-]{1,4}")
"""What may stand between two words of a name."""
_WORD = re.compile(r"\w+")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z\d'’.+#-]*")
_LATIN_LETTER = re.compile(r"[A-Za-z]+")

Stems = tuple[tuple[str, int], ...]
"""How the cases of one word begin, and how many letters may follow each beginning."""


def stems(word: str) -> Stems:
    """How all cases of one Russian word begin; short and Latin words stand for themselves, `n` for a figure."""
    if word == "n":
        return tuple((digit, 30) for digit in "0123456789")
    if len(word) < 4 or not re.fullmatch(r"[а-яё]+", word):
        return ((word, 0),)
    fleeting = re.fullmatch(r"([а-я]{3,})[ео]([кнц])ь?", word)
    if fleeting:
        return tuple((f"{fleeting[1]}{vowel}{fleeting[2]}", 6) for vowel in ("", "е", "о"))
    if re.fullmatch(r"[а-я]{3,}[бвгджзлмнпрстфцчшщй]к[аи]", word):
        return tuple((f"{word[:-2]}{vowel}к", 5) for vowel in ("", "е", "о"))  # нагрузка, нагрузок
    stem = _RU_ENDING.sub("", word)
    while len(stem) < 3:
        stem = word[: len(stem) + 1]
    beginning = stem.replace("ё", "е")
    return ((beginning[:-1], 6), (beginning, 6)) if stem.endswith("нн") else ((beginning, 6),)


class Form(ABC):
    """A form of the glossary, to be found in texts. All that have it have `letters`, in small letters."""

    letters: str

    @abstractmethod
    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the form stands."""

    def first(self, text: str) -> tuple[int, int] | None:
        """Where the form stands first."""
        return next(self.spans(text), None)


class _Words(Form):
    """Words that stand near together, without a pattern: to make one takes longer than to read all texts of a site.

    In capitals too unless the form is `exact`, a Russian word in every case. An English name (`latin`) ends where no
    Latin letter follows, as in `Azure的`.
    """

    def __init__(self, words: tuple[Stems, ...], *, exact: bool = False, latin: bool = False) -> None:
        self._words, self._exact = words, exact
        self._goes_on = _LATIN_LETTER if latin else _WORD
        beginnings = [commonprefix([start for start, _ in stems]) for stems in words]  # noqa: RUF071  letters are meant
        self._head = beginnings[0]
        self.letters = lowered(max(beginnings, key=len))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        small = lowered(text)
        if self.letters not in small:
            return
        read = text.replace("ё", "е").replace("Ё", "Е") if self._exact else small
        at = read.find(self._head)
        while 0 <= at < len(read):
            end = None if at and self._goes_on.match(read, at - 1) else self._end(read, at)
            if end is not None:
                yield at, end
            at = read.find(self._head, at + 1 if end is None else end)

    def _end(self, text: str, at: int) -> int | None:
        """Where the form ends that begins here, None where it does not."""
        for number, stems in enumerate(self._words):
            if number:
                gap = _NEAR.match(text, at)
                if gap is None:
                    return None
                at = gap.end()
            ends = (_after(text, at, *stem) for stem in stems)
            end = next((end for end in ends if end is not None), None)
            if end is None:
                return None
            at = end
        return None if self._goes_on.match(text, at) else at


def _after(text: str, at: int, beginning: str, most: int) -> int | None:
    """Where a word ends that begins so, here, and has at most so many letters more; None where none does."""
    if not text.startswith(beginning, at):
        return None
    at += len(beginning)
    if not most:
        return at
    word = _WORD.match(text, at)
    end = word.end() if word else at
    return end if end - at <= most else None


class _Written(Form):
    """Chinese, as it is written; between its parts (`上报给 Microsoft`) a space may stand, for … a few characters."""

    def __init__(self, text: str, *, exact: bool = False) -> None:
        self._exact = exact
        self._parts = [part for part in re.split(r"[…\s]+", text if exact else lowered(text)) if part]
        self._glue = r"[^。！？；\n]{0,24}?" if "…" in text else r"[\s\x1f]{0,3}"
        self.letters = lowered(max(self._parts, key=len, default=""))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._glue.join(re.escape(part) for part in self._parts))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        read = text if self._exact else lowered(text)
        if all(part in read for part in self._parts):
            several = len(self._parts) > 1
            yield from (m.span() for m in self._pattern.finditer(read)) if several else _plain(self._parts[0], read)


def _plain(part: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


@cache
def _name_form(name: str) -> Form:
    return _Words(tuple(((word, 0),) for word in name.split(" ")), exact=True, latin=True)


@cache
def _form(text: str, language: str, *, exact: bool = False) -> Form:
    """A form of a language, Russian by the beginnings of its words; with its capitals where it is `exact`."""
    if language != "ru":
        return _Written(text, exact=exact)
    words = re.findall(r"[\w.°+#/]+", text)
    return _Words(tuple(_as_written(word) if exact else stems(word.lower()) for word in words), exact=exact)


def _as_written(word: str) -> Stems:
    found = stems(word.lower())
    if found == ((word.lower(), 0),):
        return ((word, 0),)
    return tuple((word[0] + beginning[1:], most) for beginning, most in found)


class _Name:
    """An English name of a term, to be found at a word of a text, in the plural too; its words stand near together.

    A single word with capitals is found only as it is written.
    """

    def __init__(self, name: str) -> None:
        words = list(_WORD.finditer(name))
        self.exact = len(name.split()) == 1 and name != name.lower()
        *self.first, last = (word.group() if self.exact else word.group().lower() for word in words)
        self.between = [name[one.end() : other.start()] for one, other in pairwise(words)]
        self.behind = name[words[-1].end() :]
        self.last = {last}
        if not self.behind and last[-1:].isalpha():
            many = last[-1:].lower() == "y" and last[-2:-1] not in "aeiou"
            self.last |= {f"{last[:-1]}ies"} if many else {f"{last}s", f"{last}es"}

    def end(self, text: str, words: list[re.Match[str]], number: int) -> int | None:
        """Where the name ends that begins with this word of a text, None where it does not."""
        here = words[number : number + len(self.between) + 1]
        said = [word.group() if self.exact else word.group().lower() for word in here]
        if len(here) <= len(self.between) or said[:-1] != self.first or said[-1] not in self.last:
            return None
        gaps = (text[one.end() : other.start()] for one, other in pairwise(here))
        if not all(
            gap == own or (own.isspace() and _NEAR.fullmatch(gap)) for gap, own in zip(gaps, self.between, strict=True)
        ):
            return None
        end = here[-1].end() + len(self.behind)
        whole = text.startswith(self.behind, here[-1].end()) and not _WORD.match(text, end)
        return end if whole else None


@dataclass(frozen=True)
class Term:
    """One row of the glossary, for the languages that it has."""

    id: str
    en: str
    keep_english: bool = False
    literal: bool = False
    loose: bool = False
    acronym: str = ""
    names: tuple[str, ...] = ()
    use: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gloss: Mapping[str, str] = field(default_factory=dict)
    reject: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)

    def approved(self, language: str) -> tuple[str, ...]:
        """What a translation may write: the English name, or the forms of the language with the gloss."""
        forms = self.use.get(language, ())
        if self.keep_english or not forms:
            forms = (*self.names, *forms)
        return forms


@dataclass(frozen=True)
class Terms:
    """All terms, with patterns made once; an empty table switches the rules of a house off."""

    terms: tuple[Term, ...] = ()
    latin: frozenset[str] = frozenset()

    @classmethod
    def from_entries(cls, entries: Iterable[Mapping[str, Any]], latin: Iterable[str] = ()) -> Terms:
        """Terms from plain dicts of the shape above; `latin` are further Latin words that may stay in a
        translation.

        Raises KeyError where an entry has no `id` or `en`.
        """
        rows = []
        for entry in entries:
            sides = {code: entry[code] for code in ("zh", "ru") if entry.get(code)}
            rows.append(
                Term(
                    id=str(entry["id"]),
                    en=str(entry["en"]),
                    keep_english=bool(entry.get("keep_english", False)),
                    literal=bool(entry.get("literal", False)),
                    loose=bool(entry.get("loose", False)),
                    acronym=str(entry.get("acronym", "")),
                    names=(str(entry["en"]), *map(str, entry.get("also_en", ()))),
                    use={code: tuple(side.get("use", ())) for code, side in sides.items()},
                    gloss={code: str(side.get("gloss", "")) for code, side in sides.items() if side.get("gloss")},
                    reject={code: tuple(side.get("reject", ())) for code, side in sides.items()},
                    never={code: tuple(side.get("never", ())) for code, side in sides.items()},
                )
            )
        return cls(tuple(rows), frozenset(latin))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __hash__(self) -> int:
        return id(self)

    @cached_property
    def words(self) -> frozenset[str]:
        """Latin words, as they are written, that may stand in a translation."""
        found = set(self.latin)
        for term in self.terms:
            forms = [*term.names, term.acronym, *(name for code in term.use for name in term.use[code])]
            if term.keep_english or term.literal or term.acronym:
                forms += [*term.names]
            else:
                forms = [name for name in forms if name not in term.names]
            found.update(word for name in forms for word in _LATIN_WORD.findall(name))
        return frozenset(found)

    @cached_property
    def shortened(self) -> tuple[Term, ...]:
        """The terms that have an acronym."""
        return tuple(term for term in self.terms if term.acronym)

    @cached_property
    def _first_words(self) -> dict[str, list[tuple[_Name, Term]]]:
        named: dict[str, list[tuple[str, Term]]] = {}
        for term in self.terms:
            for name in term.names:
                head = _WORD.match(name)
                if head:
                    named.setdefault(head.group().lower(), []).append((name, term))
        index = {
            head: [(_Name(name), term) for name, term in sorted(rows, key=lambda row: -len(row[0]))]
            for head, rows in named.items()
        }
        heads = list(index)
        for ending, plural in (("", "s"), ("", "es"), ("y", "ies")):
            for word in (head for head in heads if head.endswith(ending)):
                index.setdefault(word.removesuffix(ending) + plural, index[word])
        return index

    def mentioned(self, english: str) -> list[tuple[Term, int, int]]:
        """The terms that an English text mentions with their spans, the longest one at each place."""
        index = self._first_words
        found: list[tuple[Term, int, int]] = []
        heads = [word.lower() for word in _WORD.findall(english)]
        words = [] if index.keys().isdisjoint(heads) else list(_WORD.finditer(english))
        last = 0
        for number, word in enumerate(words):
            for name, term in index.get(heads[number], ()) if word.start() >= last else ():
                end = name.end(english, words, number)
                if end is not None:
                    found.append((term, word.start(), end))
                    last = end
                    break
        return found

    def never(self, language: str) -> tuple[tuple[Term, Form], ...]:
        """All forms of a language that are wrong everywhere, with their terms."""
        return self._never.get(language, ())

    @cached_property
    def _never(self) -> dict[str, tuple[tuple[Term, Form], ...]]:
        return {
            language: tuple((term, made) for term in self.terms for _, made in self.forms(term, language, "never"))
            for language in ("zh", "ru")
        }

    def forms(self, term: Term, language: str, which: str) -> tuple[tuple[str, Form], ...]:
        """Name and form of the `approved`, `reject` or `never` forms of a term; made once."""
        key = (term.id, language, which)
        made = self._made.get(key)
        if made is None:
            names = term.approved(language) if which == "approved" else getattr(term, which).get(language, ())
            made = tuple((name, self._compiled(term, name, language, which)) for name in names)
            self._made[key] = made
        return made

    @cached_property
    def _made(self) -> dict[tuple[str, str, str], tuple[tuple[str, Form], ...]]:
        return {}

    @staticmethod
    def _compiled(term: Term, name: str, language: str, which: str) -> Form:
        if which == "approved" and name in term.names:
            return _name_form(name)
        use, bad = term.use.get(language, ()), term.reject.get(language, ())
        others = use if which != "approved" else bad
        # A rejected form that differs from the approved one in capitals only: both are taken as they are written.
        alike = name not in others and name.lower() in {other.lower() for other in others}
        return _form(name, language, exact=alike)
