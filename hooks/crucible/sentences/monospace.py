"""Code within a text: a translation has it letter for letter.

Other people set more as code than what is typed, and translate it: words, labels of a product, what stands for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair

_SENTENCE = re.compile(r"[A-Za-z]{3,},? [a-z]{3,},? [a-z]")
_LABEL = re.compile(r"[A-Z][A-Za-z]*(?:(?:[ :(]{1,2}[A-Za-z]+){1,9}\)?[ =:.…-]{0,80}| ?[=-]{3,80})")
"""What a product shows: `Control Panel`."""
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
"""What is said with code and without, `dict` or dictionary; `POST` or `post`."""
_VALUES = re.compile(r"(?:#{1,6} )?[A-Za-z]+(?:[ :/|-]{1,3}[A-Za-z]+){0,6}")
_WORDS = re.compile(r"[a-z]+(?: [a-z]+){1,9}")
"""What stands for values, `host:port`; and headings as they are typed, `## Events`."""


def code(pair: Pair) -> Iterator[Fault]:
    """code. What the English shows as code stands in the translation letter for letter.

    Good: `` run `crucible check` `` – `` 运行 `crucible check` ``. Bad: `` 运行 `坩埚 检查` ``.
    """
    ours, theirs = (side.veil.count("`") for side in (pair.english, pair.target))
    if theirs % 2 and not ours % 2:
        at = pair.target.veil.rindex("`")
        yield Fault(at, at + 1, "code", "a mark '`' stands here without partner")
        return
    text = _loosely(pair.target.text)
    for piece in pair.english.of("code"):
        inner = piece.text.strip("` ")
        if not inner or _SENTENCE.search(inner) or _loosely(inner).removesuffix("()") in text:
            continue
        if pair.terms or not _translated(inner, pair):
            yield Fault(*pair.across(piece.start), "code", f"the code '{inner}' of the English is missing")
            return


def _loosely(code: str) -> str:
    """Return code without what stands for a value, in angle brackets, and the spaces behind commas."""
    return re.sub(r",[ ]", ",", re.sub(r"<[^<>\n]{1,60}>", "<>", code))


def _translated(inner: str, pair: Pair) -> bool:
    """Whether the code is none to other people, and the translation says it in words of its own."""
    if _LABEL.fullmatch(inner):
        return True
    theirs = [piece.text.strip("` ") for piece in pair.target.of("code")]
    if _WORD.fullmatch(inner):
        return len(theirs) < len(pair.english.of("code")) or inner.casefold() in pair.target.text.casefold()
    if _WORDS.fullmatch(inner) and any(not other.isascii() for other in theirs):
        return True
    form = _form(inner)
    return bool(_VALUES.fullmatch(inner)) and any(_form(other) == form for other in theirs if not other.isascii())


def _form(code: str) -> str:
    return re.sub(r"[^\W\d_]+", "x", code)
