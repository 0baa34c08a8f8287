"""An English text beside its translation, with what several rules need to know about both."""

from __future__ import annotations

import re
from functools import lru_cache

from crucible.sentences.passage import Passage
from crucible.sentences.terms import Term, Terms

_SPACES = re.compile(r"[ \n\u00a0]+")
# A class of characters first, which `re` finds fast, then what stands before it; so in other patterns of Latin words.
_LATIN = re.compile(r"[a-z](?<![a-z0-9'’].)[a-z0-9'’]{0,40}(?:[ -][a-z0-9'’]{1,40}){1,60}")

Values = frozenset[tuple[str, str]]
"""What a page shows as code and does not mean letter for letter: an English word, its name in the translation."""


class Pair:
    """English and translation; `kind` is `prose`, `title`, `label`, `cell` or `answer`.

    The two of a `loose` pair may not belong together: then a word or a number that one side alone has says nothing.
    """

    def __init__(
        self,
        english: Passage,
        target: Passage,
        terms: Terms,
        kind: str = "prose",
        values: Values = frozenset(),
        loose: bool = False,
    ) -> None:
        self.english, self.target, self.terms = english, target, terms
        self.kind, self.values, self.loose = kind, values, loose
        self.language = target.language
        """`zh` or `ru`."""
        start = len(target.text) - len(target.text.lstrip())
        self.whole = start, max(start, len(target.text.rstrip()))
        """The span of the translation without space around it."""
        self.sentences = _aligned(english, target, self.whole)
        self.mentioned = _first_mentions(terms, english.veil)
        """The glossary's terms that the English has, each once, with the position of its first mention."""

    def across(self, position: int) -> tuple[int, int]:
        """The span of the sentence that translates the English one at this position, else of the whole text."""
        ours, theirs = self.english.sentences, self.target.sentences
        if len(ours) == len(theirs):
            for (start, end), (begin, stop) in zip(ours, theirs, strict=True):
                if start <= position < end:
                    text = self.target.text[begin:stop]
                    lead = len(text) - len(text.lstrip())
                    return begin + lead, begin + max(lead, len(text.rstrip()))
        return self.whole


def _aligned(english: Passage, target: Passage, whole: tuple[int, int]) -> tuple[tuple[str, str, int, int], ...]:
    """Return aligned sentences in small letters and plain single spaces: English, translation, and its span.

    What stands in both word for word is taken out: `not-found`, "Do not disturb", a sentence left in English.

    A lead-in in bold (`**Note**: …`) is a sentence where the other side ends it with a full stop. When the two
    sides still have unequal numbers of sentences the whole texts are one pair.
    """
    ours, theirs = english.sentences, target.sentences
    if len(ours) + 1 == len(theirs):
        ours = english.led_in
    elif len(theirs) + 1 == len(ours):
        theirs = target.led_in
    small, other = english.lower, target.lower
    if len(ours) != len(theirs) or len(ours) == 1:
        return ((*_own(small, other), *whole),) if theirs else ()
    return tuple((*_own(small[a:b], other[c:d]), c, d) for (a, b), (c, d) in zip(ours, theirs, strict=True))


@lru_cache(maxsize=4096)
def _first_mentions(terms: Terms, english: str) -> tuple[tuple[Term, int], ...]:
    first: dict[str, tuple[Term, int]] = {}
    for term, start, _ in terms.mentioned(english):
        first.setdefault(term.id, (term, start))
    return tuple(first.values())


def _own(english: str, text: str) -> tuple[str, str]:
    """Both sides in one line, without the words that stand in both."""
    english, text = _in_one_line(english), _in_one_line(text)
    for words in {found.group() for found in _LATIN.finditer(text)}:
        if words in english:
            english, text = (side.replace(words, "\x1e" * len(words)) for side in (english, text))
    return english, text


def _in_one_line(text: str) -> str:
    return _SPACES.sub(" ", text) if "  " in text or "\n" in text or "\u00a0" in text else text
