"""What only other texts tell: neighbours that have changed places, a label that lacks a word of its English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crucible.alignment import FAR, Part, exchanged, ratio_of, unlike
from crucible.checks.twins import Twin
from crucible.finding import Finding
from crucible.sentences.company import Company


def judged_together(texts: Sequence[Twin], faulty: set[int], language: str) -> Iterator[Finding]:
    """Yield what the texts of a language, taken together, say of one of them.

    `faulty` has the ids of those of which something else has been said.
    """
    here = [twin for twin in texts if twin.language == language]
    company = Company([(twin.english, twin.text) for twin in here], language)
    lacking = set()
    for n, word, part in company.lacking():
        if id(here[n]) not in faulty:
            lacking.add(id(here[n]))
            message = f"'{here[n].text}' lacks a word for '{word}…' of the English, where other texts have '{part}…'"
            yield Finding(here[n].at(0), message, "shortened", "translate the whole text")
    yield from _swapped(here, faulty | lacking, company)


def _swapped(here: Sequence[Twin], faulty: set[int], company: Company) -> Iterator[Finding]:
    """Yield neighbours that fit far better the other way round: by their words, in a catalog by their lengths, too."""
    neighbours = (pair for pair in pairwise(range(len(here))) if _alike(*(here[n] for n in pair)))
    told: set[int] = set()
    for pair in company.exchanged(neighbours):
        one, other = (here[n] for n in pair)
        if one.at(0).path == other.at(0).path and faulty.isdisjoint((id(one), id(other))):
            told |= {*pair}
            yield _finding(one, other)
    entries = [t for n, t in enumerate(here) if t.catalog and id(t) not in faulty and n not in told]
    ours, theirs = ([Part("item", 0, text) for text in side] for side in _sides(entries))
    ratio = ratio_of(ours, theirs)
    unlikes = [unlike(one, other, ratio) for one, other in zip(ours, theirs, strict=True)]
    for n in range(len(entries) - 1):
        if unlikes[n] + unlikes[n + 1] > FAR and exchanged(ours[n : n + 2], theirs[n : n + 2], ratio) is not None:
            yield _finding(entries[n], entries[n + 1])


def _alike(one: Twin, other: Twin) -> bool:
    """Whether two texts can have changed places: of one kind, and both translated."""
    kinds = one.kind == other.kind or (one.catalog and other.catalog)
    return kinds and not (one.text.isascii() or other.text.isascii())


def _sides(entries: list[Twin]) -> tuple[list[str], list[str]]:
    return [entry.english for entry in entries], [entry.text for entry in entries]


def _finding(one: Twin, other: Twin) -> Finding:
    mine, yours = Part("item", 0, one.text).short, Part("item", 0, other.english).short
    message = f"'{mine}' fits '{yours}' better, and the next text fits this one"
    return Finding(one.at(0), message, "swapped", "exchange the two translations")
