"""All rules of sentences, and what they say of one text, alone or beside its English."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crucible.sentences.duty import duties
from crucible.sentences.fault import Fault
from crucible.sentences.grammar import concord, governance, impersonal, plurals
from crucible.sentences.leftovers import (
    brand,
    english_left,
    half_translated,
    names_are_known,
    shortened,
    speaks,
    untranslated,
    wrong_script,
)
from crucible.sentences.links import links
from crucible.sentences.markup import brackets, emphasis, escapes, placeholders, structure
from crucible.sentences.monospace import code
from crucible.sentences.opposites import opposites
from crucible.sentences.pair import Pair, Values
from crucible.sentences.passage import Passage, language_of, passage
from crucible.sentences.quantities import quantities
from crucible.sentences.terms import Terms
from crucible.sentences.typography import typography
from crucible.sentences.verdict import included, only, verdict
from crucible.sentences.wording import (
    acronyms_follow,
    acronyms_keep_their_letters,
    names_stay_whole,
    never,
    rejected,
    terms_are_approved,
)

MARKUP: tuple[Callable[[Pair], Iterator[Fault]], ...] = (placeholders, links, code, emphasis, structure, escapes)
"""What no text without markup can get wrong: most have none."""
BESIDE: tuple[Callable[[Pair], Iterator[Fault]], ...] = (
    quantities, verdict, duties, opposites, only, included, brackets, untranslated, english_left, shortened,
)  # fmt: skip
HOUSE: tuple[Callable[[Pair], Iterator[Fault]], ...] = (
    terms_are_approved, rejected, names_are_known, names_stay_whole, acronyms_follow,
    acronyms_keep_their_letters,
)  # fmt: skip
ALONE: dict[str, tuple[Callable[[Passage], Iterator[Fault]], ...]] = {
    "zh": (wrong_script,),
    "ru": (half_translated, wrong_script, plurals, governance, impersonal),
}


_ON_A_WORD = {"negation", "duty", "only", "opposite", "comparator", "verdict", "included", "shortened"}
"""Rules whose evidence is one word, or how long a text is: too little where the two may not belong together."""
_LOSSES = ("shortened", "link", "number", "code", "placeholder", "duty", "negation", "only")


def faults(
    english: str,
    text: str,
    language: str,
    terms: Terms,
    *,
    kind: str = "prose",
    values: Values = frozenset(),
    loose: bool = False,
) -> list[Fault]:
    """What the translation of one text gets wrong against its English, in order of place.

    `kind` is `prose`, `title`, `label`, `cell` or `answer`. A text without translation (empty) has no faults here: that
    it is missing is for the caller to say. `values` are those of `code_values` on the page. A `loose` pair may be no
    pair: what rests on one word of it is not said. Languages other than Chinese and Russian are judged by the rules
    that need no word lists.
    """
    if not text.strip() or not english.strip():
        return []
    pair = Pair(passage(english, "en"), passage(text, language_of(language)), terms, kind, values, loose)
    marked = pair.english.pieces or pair.target.pieces or "`" in text
    rules = (*(MARKUP if marked else ()), *BESIDE, *(HOUSE if terms else ()))
    found = {fault for rule in rules for fault in rule(pair)}
    if found and not terms and (loose or not speaks(pair)):
        found = {fault for fault in found if fault.rule not in _ON_A_WORD}
    return _settled(found) if terms else _one_cause(_settled(found))


def faults_alone(text: str, language: str, terms: Terms) -> list[Fault]:
    """What is wrong in a translation by itself: typography, grammar, half-translated words, forms never to be used."""
    target = passage(text, language_of(language))
    found = {fault for rule in ALONE.get(target.language, ()) for fault in rule(target)}
    if not terms:
        found = {f for f in found if not (f.rule == "half-translated" and brand(text[f.start : f.end]))}
    found |= set(concord(target, house=bool(terms)))
    found |= set(typography(target, house=bool(terms)))
    found |= set(never(target, terms))
    return _settled(found)


def _one_cause(ranked: list[Fault]) -> list[Fault]:
    """Of what a translation by other people has lost, one thing: it renders another text, which is one mistake."""
    lost = [fault for fault in ranked if fault.rule in _LOSSES]
    if len(lost) < 2:
        return ranked
    kept = min(lost, key=lambda fault: _LOSSES.index(fault.rule))
    return [fault for fault in ranked if fault is kept or fault.rule not in _LOSSES]


def _settled(found: set[Fault]) -> list[Fault]:
    """In order, one fault per span and rule; a text still in English is nothing else besides."""
    ranked = sorted(found)
    if not ranked:
        return ranked
    if any(fault.rule == "untranslated" for fault in ranked):
        return [fault for fault in ranked if fault.rule == "untranslated"]
    duties_too = any(fault.rule in {"duty", "verdict", "opposite"} for fault in ranked)
    return [fault for fault in ranked if not (fault.rule == "negation" and duties_too)]
