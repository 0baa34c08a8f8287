"""Words are spelt as a dictionary has them, or as this site has decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from crucible import model
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.language import SOURCE
from crucible.lexicon import (
    FOLDER,
    OWN,
    Vouched,
    Word,
    broken_off,
    ends,
    is_word,
    letters,
    nearest,
    pairs,
    read_vouched,
    slips,
    text_of_pairs,
    text_of_words,
    words,
)

_MOST = 2000
"""Unknown words of a file that are looked at: who has made more will not read on."""
_GUESSED = 40
"""Unknown words of which the nearest known one is looked for."""
_FEW = 0.25
"""Characters of a Chinese text for each letter of English, of which some may be missing."""
_SAID = {
    "twice": "has a character twice",
    "exchanged": "has its characters in the wrong order",
    "lost": "lacks a character",
}


class Text(NamedTuple):
    """A text with its language, and how to tell where a character of it stands."""

    text: str
    language: str
    at: Callable[[int], Place]


@dataclass
class Unknown:
    """A word that neither a dictionary nor the list of this site has, and where it stands."""

    word: Word
    places: list[Place] = field(default_factory=list)


def texts(sources: Sources) -> Iterator[Text]:
    """Yield all that people have written in some language: pages, data, catalogs, names and terms."""
    for written in sources.written:
        yield Text(written.parts.prose, written.language, written.at)
    for entered in sources.library.entered:
        entry = entered.entry
        for key in ("name", "literal", "en", "also_en"):
            value = getattr(entry, key, None)
            for loc, text in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(text, str) and not isinstance(text, model.English):
                    where = (key,) if loc is None else (key, loc)
                    yield Text(text, SOURCE, lambda offset, e=entered, w=where: e.inside(w, offset))  # type: ignore[misc]  # bound now
        for code in ("zh", "ru") if isinstance(entry, model.Term) else ():
            rendering: model.Rendering = getattr(entry, code)
            forms = [(("use", number), text) for number, text in enumerate(rendering.use)]
            for path, text in [*forms, (("gloss",), rendering.gloss or "")]:
                yield Text(text, code, lambda offset, e=entered, w=(code, *path): e.inside(w, offset))  # type: ignore[misc]  # bound now


def vouched_by(sources: Sources) -> Vouched | None:
    """Return the words that are vouched for; read once."""
    kept: dict[str, Vouched | None] = vars(sources).setdefault("_vouched", {})
    if "all" not in kept:
        kept["all"] = read_vouched(sources.root)
    return kept["all"]


def unfinished(sources: Sources, english: str, text: str) -> str | None:
    """Return the word within which a Chinese text breaks off, if it has few enough characters for its English."""
    few = len(text) <= _FEW * len(english)
    return broken_off(text, vouched.pairs) if few and (vouched := vouched_by(sources)) else None


def _unknown(every: list[Text], new: set[str], vouched: Vouched) -> list[Unknown]:
    judged: dict[tuple[str, str], bool] = {}
    found: dict[tuple[str, str], Unknown] = {}
    asked: Counter[str] = Counter()
    for text in every:
        if new.isdisjoint(letters(text.text)):
            continue
        for word in words(text.text):
            key = (word.language, word.key)
            if vouched.has(word.key, word.language):
                continue
            if key not in judged:
                path = text.at(word.offset).path
                if asked[path] == _MOST:
                    continue
                asked[path] += 1
                name = word.name and not nearest(word.key, word.language, vouched.known[word.language], ask=False)
                judged[key] = name or is_word(word.key, word.language)
            if not judged[key]:
                found.setdefault(key, Unknown(word)).places.append(text.at(word.offset))
    return list(found.values())


@rule("spelling", Severity.WARNING)
def spelling(sources: Sources) -> Iterator[Finding]:
    """A word is one that a dictionary of its language knows, or that stands in `locales/words/own.txt`.

    Good: `технический план`; `hotfixes`, which no dictionary has, on a line of own.txt.
    Bad: `технческий план`, `the memebrship`; in Chinese `费费用`, or `题问` where this site has `问题`. Names with a
    capital letter are let be, unless they are near to a word of this site. A site without the folder
    `locales/words/` is not looked at.
    """
    vouched = vouched_by(sources)
    if vouched is None:
        return
    every = list(texts(sources))
    used = letters("\n".join(text.text for text in every))
    new = used - vouched.own_words.union(*vouched.words.values())
    for number, one in enumerate(_unknown(every, new, vouched) if new else ()):
        yield _finding(one, vouched, guess=number < _GUESSED)
    chinese = [text for text in every if text.language == "zh"]
    if not pairs("\n".join(text.text for text in chinese)) <= vouched.pairs:
        for text in chinese:
            for slip in slips(text.text, vouched.pairs):
                message = f"'{slip.written}' {_SAID[slip.kind]}"
                hint = f"did you mean '{slip.meant}'? If not, add a line '{slip.written}' to {OWN}"
                yield Finding(text.at(slip.offset), message, "spelling", hint)
    if not sources.broken:
        used |= {word for _, word in vouched.own if pairs(word) and any(word in text.text for text in chinese)}
    yield from _own(vouched, used, whole=not sources.broken)


def _finding(one: Unknown, vouched: Vouched, *, guess: bool) -> Finding:
    language, key = one.word.language, one.word.key
    near = nearest(key, language, vouched.known[language], ask=not one.word.name) if guess else []
    meant = " or ".join(f"'{_as_written(word, one.word)}'" for word in near)
    first, *others = sorted(set(one.places))
    message = f"no dictionary has '{one.word.written}'{_more(others)}"
    other = f"add a line '{key}' to {OWN}"
    hint = f"did you mean {meant}? If not, {other}" if meant else f"correct it, or {other}"
    return Finding(first, message, "spelling", hint, also=tuple(others))


def _as_written(word: str, like: Word) -> str:
    return word.capitalize() if like.name else word


def _more(others: list[Place]) -> str:
    return f", also at {others[0]}{f' and in {len(others) - 1} more places' if others[1:] else ''}" if others else ""


def _own(vouched: Vouched, used: set[str], *, whole: bool) -> Iterator[Finding]:
    """Yield what is wrong with the list of own words: its order, and words that stand there without need."""
    for (_, before), (number, word) in pairwise(vouched.own):
        if word.casefold() <= before.casefold():
            again = word.casefold() == before.casefold()
            message = f"'{word}' stands twice" if again else f"'{word}' stands behind '{before}'"
            hint = "delete one of the two" if again else "put the lines in alphabetical order"
            yield Finding(Place(OWN, number), message, "spelling", hint)
    for number, word in vouched.own if whole else ():
        if word.casefold() not in used:
            yield Finding(Place(OWN, number), f"no text has the word '{word}'", "spelling", "delete the line")


def vouched_texts(sources: Sources) -> dict[str, str]:
    """Return the files of `locales/words/` that are made: path → text, with the words that dictionaries know."""
    vouched = read_vouched(sources.root)
    own = vouched.own_words if vouched else frozenset()
    every = list(texts(sources))
    made = {}
    for code in ("en", "ru"):
        used = {word.key for text in every for word in words(text.text) if word.language == code} - own
        made[f"{FOLDER}/{code}.txt"] = text_of_words(word for word in used if is_word(word, code))
    chinese = "\n".join(text.text for text in every if text.language == "zh")
    return {**made, f"{FOLDER}/zh.txt": text_of_pairs(pairs(chinese) | ends(chinese))}


RULES = (spelling,)
