"""An English text beside its translation, with what several rules need to know about both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from crucible.sentences.passage import Passage
from crucible.sentences.terms import Term, Terms

_SPACES = re.compile(r"[ \n\u00a0]+")
_LATIN = re.compile(r"(?<![a-z0-9'’])[a-z][a-z0-9'’]{0,40}(?:[ -][a-z0-9'’]{1,40}){1,60}")

Values = frozenset[tuple[str, str]]
"""What a page shows as code and does not mean letter for letter: an English word, its name in the translation."""


@dataclass(frozen=True)
class Pair:
    """English and translation; `kind` is `prose`, `title`, `label`, `cell` or `answer`."""

    english: Passage
    target: Passage
    terms: Terms
    kind: str = "prose"
    values: Values = frozenset()
    loose: bool = False
    """Whether the two may not belong together: then a word or a number that one side alone has says nothing."""

    @property
    def language(self) -> str:
        """`zh` or `ru`."""
        return self.target.language

    @cached_property
    def sentences(self) -> tuple[tuple[str, str, int, int], ...]:
        """Aligned sentences in small letters and plain single spaces: English, translation, and its span.

        What stands in both word for word is taken out: `not-found`, "Do not disturb", a sentence left in English.

        A lead-in in bold (`**Note**: …`) is a sentence where the other side ends it with a full stop. When the two
        sides still have unequal numbers of sentences the whole texts are one pair.
        """
        ours, theirs = self.english.sentences, self.target.sentences
        if len(ours) + 1 == len(theirs):
            ours = self.english.led_in
        elif len(theirs) + 1 == len(ours):
            theirs = self.target.led_in
        small, other = self.english.lower, self.target.lower
        if len(ours) != len(theirs) or len(ours) == 1:
            return ((*_own(small, other), *self.whole),) if theirs else ()
        return tuple((*_own(small[a:b], other[c:d]), c, d) for (a, b), (c, d) in zip(ours, theirs, strict=True))

    @cached_property
    def whole(self) -> tuple[int, int]:
        """The span of the translation without space around it."""
        text = self.target.text
        start = len(text) - len(text.lstrip())
        return start, max(start, len(text.rstrip()))

    @cached_property
    def mentioned(self) -> tuple[tuple[Term, int], ...]:
        """The glossary's terms that the English has, each once, with the position of its first mention."""
        return _first_mentions(self.terms, self.english.veil)

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
