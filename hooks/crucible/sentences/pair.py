"""An English text beside its translation, with what several rules need to know about both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from crucible.sentences.passage import Passage
from crucible.sentences.terms import Terms


@dataclass(frozen=True)
class Pair:
    """English and translation; `kind` is `prose`, `title`, `label`, `cell` or `answer`."""

    english: Passage
    target: Passage
    terms: Terms
    kind: str = "prose"

    @property
    def language(self) -> str:
        """`zh` or `ru`."""
        return self.target.language

    @cached_property
    def sentences(self) -> tuple[tuple[str, str, int, int], ...]:
        """Aligned sentences in small letters: English, translation, and the span of the translation.

        When the two sides have unequal numbers of sentences the whole texts are one pair.
        """
        ours, theirs = self.english.sentences, self.target.sentences
        small, other = self.english.lower, self.target.lower
        if len(ours) != len(theirs) or len(ours) == 1:
            return ((small, other, *self.whole),) if theirs else ()
        return tuple((small[a:b], other[c:d], c, d) for (a, b), (c, d) in zip(ours, theirs, strict=True))

    @cached_property
    def whole(self) -> tuple[int, int]:
        """The span of the translation without space around it."""
        text = self.target.text
        start = len(text) - len(text.lstrip())
        return start, max(start, len(text.rstrip()))
