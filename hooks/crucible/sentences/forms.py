"""How a form of the glossary is found in a text: Russian in every case, English with its plural, Chinese as it is.

Words are matched by their beginnings, which costs no dictionary, and no pattern: to make one for each form takes
longer than to read all texts of a site.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from os.path import commonprefix

from crucible.sentences.passage import lowered

_RU_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ая|яя|ое|ее|ые|ие|ый|ий|ой|ую|юю|ых|их|ым|"
    r"им|ом|ем|ов|ев|ей|ам"
    r"|ям|ах|ях|ия|ии|ию|ироваться|ировать|аться|яться|иться|ать|ять|ить|еть|уть|ть|а|я|ы|и|о|е|у|ю|ь|й)\Z"
)
_NEAR = re.compile(r"[\s\u00a0\u202f\x1f-]{1,4}")
"""What may stand between two words of a name."""
_WORD = re.compile(r"\w+")
_LETTER, _LATIN_LETTER = re.compile(r"\w"), re.compile(r"[A-Za-z]")
_REST = re.compile(r"\w{1,32}")
"""The rest of a word, as far as any form goes: not all of one that goes on for ever."""

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


class Words(Form):
    """Words that stand near together.

    In capitals too unless the form is `exact`, a Russian word in every case. An English name (`latin`) ends where no
    Latin letter follows, as in `Azure的`.
    """

    def __init__(self, words: tuple[Stems, ...], *, exact: bool = False, latin: bool = False) -> None:
        self._words, self._exact = words, exact
        self._goes_on = _LATIN_LETTER if latin else _LETTER
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
    rest = _REST.match(text, at)
    end = rest.end() if rest else at
    return end if end - at <= most else None


class Written(Form):
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
def name_form(name: str) -> Form:
    """An English name within a translation, letter for letter."""
    return Words(tuple(((word, 0),) for word in name.split(" ")), exact=True, latin=True)


@cache
def form(text: str, language: str, *, exact: bool = False) -> Form:
    """A form of a language, Russian by the beginnings of its words; with its capitals where it is `exact`."""
    if language != "ru":
        return Written(text, exact=exact)
    words = re.findall(r"[\w.°+#/]+", text)
    return Words(tuple(_as_written(word) if exact else stems(word.lower()) for word in words), exact=exact)


def _as_written(word: str) -> Stems:
    found = stems(word.lower())
    if found == ((word.lower(), 0),):
        return ((word, 0),)
    return tuple((word[0] + beginning[1:], most) for beginning, most in found)


class Name:
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

    def end(self, text: str, words: list[re.Match[str]], small: list[str], number: int) -> int | None:
        """Where the name ends that begins with this word of a text, None where it does not; `small` are the words."""
        stop = number + len(self.between) + 1
        said = [word.group() for word in words[number:stop]] if self.exact else small[number:stop]
        if len(said) <= len(self.between) or said[-1] not in self.last or said[:-1] != self.first:
            return None
        here = words[number:stop]
        gaps = (text[one.end() : other.start()] for one, other in pairwise(here))
        if not all(
            gap == own or (own.isspace() and _NEAR.fullmatch(gap)) for gap, own in zip(gaps, self.between, strict=True)
        ):
            return None
        end = here[-1].end() + len(self.behind)
        whole = text.startswith(self.behind, here[-1].end()) and not _LETTER.match(text, end)
        return end if whole else None
