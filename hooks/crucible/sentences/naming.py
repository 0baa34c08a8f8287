"""Names of products that a translation elsewhere leaves in English: learnt from the texts at hand, no glossary.

A name is two or more words with capitals that hardly ever have an article ("the Jump List" is none), and that most of
the other translations keep letter for letter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import passage
from crucible.sentences.terms import Terms
from crucible.source.text import HAN

_NAME = re.compile(
    r"(?<![\w-])[A-Z][A-Za-z0-9+]{1,40}(?: (?:(?:for|of|and) )?[A-Z][A-Za-z0-9+]{1,40}){1,6}(?![\w-]|\.\w)"
)
_ARTICLE = re.compile(r"\b(?:an?|the|this|these|your|our|each|any|every|no|new|custom|own|all) \Z", re.IGNORECASE)
_WITHIN = re.compile(r"[a-z,] \Z")
_OWN = {"zh": re.compile(HAN), "ru": re.compile("[а-яА-Я]")}
_KEPT = 3
"""Texts that must keep a name before its absence means anything, and more must keep it than not."""
_ARTICLES = 0.1


def translated_names(pairs: Sequence[tuple[str, str]], language: str) -> Iterator[tuple[int, str, Fault]]:
    """name, without a glossary. Yield (number of the pair, name, fault) where a name is translated.

    Good: `Power Automate` – `Power Automate`. Bad: `电源自动化`, where other texts keep the name.
    """
    kept, uses, articles = Counter[str](), Counter[str](), Counter[str]()
    lost: dict[str, list[int]] = defaultdict(list)
    for number, (english, text) in enumerate(pairs):
        veil = passage(english, "en").veil
        missing: dict[str, bool] = {}
        for found in _NAME.finditer(veil):
            name = found.group()
            before = veil[max(0, found.start() - 12) : found.start()]
            if not _WITHIN.search(before) and name not in text and _NAME.fullmatch(name.partition(" ")[2]):
                name = name.partition(" ")[2]  # "Open Night Garden" begins a sentence
            uses[name] += 1
            articles[name] += bool(_ARTICLE.search(before))
            if name in text:
                kept[name] += 1
            elif _WITHIN.search(before):
                if name not in missing:
                    missing[name] = _is_missing(name, english, text, language)
                if missing[name]:
                    lost[name].append(number)
    for name, numbers in lost.items():
        if kept[name] >= _KEPT and kept[name] > len(numbers) and articles[name] <= _ARTICLES * uses[name]:
            for number in dict.fromkeys(numbers):
                pair = Pair(passage(pairs[number][0], "en"), passage(pairs[number][1], language), Terms())
                span = pair.across(pair.english.veil.index(name))
                note = f"'{name}' is translated here, {kept[name]} other texts keep the name"
                yield number, name, Fault(*span, "name", note, f"write '{name}'")


def _is_missing(name: str, english: str, text: str, language: str) -> bool:
    """Whether a translation has neither a word nor the first letters of a name, and as many sentences."""
    ours, theirs = passage(english, "en"), passage(text, language)
    words = [word for word in name.split() if word[0].isupper()]
    parts = [*words, "".join(word[0] for word in words)[:2]]
    folded = text.casefold()
    near = (part for part in parts if part.casefold() in folded)
    said = any(re.search(rf"(?<![A-Za-z]){re.escape(part)}", text, re.IGNORECASE) for part in near)
    return not said and len(ours.sentences) == len(theirs.sentences) and bool(_OWN[language].search(theirs.veil))
