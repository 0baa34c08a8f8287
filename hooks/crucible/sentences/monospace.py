"""Code within a text: a translation has it letter for letter.

Other people set more as code than what is typed, and translate it: words, labels of a product, what stands for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.codes import (
    LETTER,
    VALUES,
    WORD,
    bare,
    in_two,
    key_alone,
    loosely,
    mistyped,
    of_the_language,
    quoted,
    renders,
    shorter,
    slip,
    stands_for,
    typed_alike,
)
from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage, language_of, passage

_SENTENCE = re.compile(r"[A-Za-z]{3,},? [a-z]{3,},? [a-z]")
_LABEL = re.compile(r"[A-Z][A-Za-z]*(?:(?:[ :(]{1,2}[A-Za-z]+){1,9}\)?[ =:.…-]{0,80}| ?[=-]{3,80})")
"""What a product shows: `Control Panel`."""
_NAME = r"[A-Za-z]+(?:[ _-]?[A-Za-z\d]+){0,3}"
_ITALIC = r"(?<!\*)[*_]`{}`[*_](?!\*)"
_ITALICS = _ITALIC.format("([^`]+)")
"""What English sets in italics, too, stands for something else."""
_OF_OPTION = r"`(--?[A-Za-z][\w-]*)`\W{0,4}`([^`\n]+)`"
"""A value that stands behind its option: `--lamp` `name`."""
_HELD = r"\{[A-Za-z][\w '’-]{2,60}\}"
"""What holds the place of a value in words: `light {name of your lamp}`."""
_EXAMPLE = r"(?:\bwords?|\bexample|\be\.g\.),? `{}`"
_LOCALE = r"[a-z]{2}[-_][A-Z]{2}"
_LOCALES = r"\W*(?:\w{2}[-_]\w{2}\W+)+\w{2}[-_]\w{2}\W*"
"""A list of nothing but locales."""
_SUCH_AS = r"(?:\be\.g\.|\bfor example|\bsuch as|\blike|\bexample:?),? (?:`[^`]{{1,40}}`,? (?:or |and )?){{0,6}}`{}`"
_MIXED = re.compile(r"[a-z][A-Z]")

OWN_CODE = "code stays as it is typed"
"""The hint where a translation of other people shows words of its language as code."""


def code(pair: Pair) -> Iterator[Fault]:
    """code. What the English shows as code stands in the translation letter for letter.

    Good: `` run `crucible check` `` – `` 运行 `crucible check` ``. Bad: `` 运行 `坩埚 检查` ``.
    """
    ours, theirs = (side.veil.count("`") for side in (pair.english, pair.target))
    if theirs % 2 and not ours % 2:
        at = pair.target.veil.rindex("`")
        yield Fault(at, at + 1, "code", "a mark '`' stands here without partner")
        return
    shown = pair.english.of("code")
    text = loosely(pair.target.text) if shown else ""
    codes = {loosely(piece.text.strip("` ")) for piece in pair.target.of("code")} if shown else set()
    if not pair.terms:
        known = {loosely(piece.text.strip("` ")) for piece in shown}
        said = "\n".join(code for code in known if code.count(" ") >= 3)
        if all(other in known or other in said or _in_words(other, pair.english) for other in codes):
            return  # other people say in words what the English shows as code; they may show nothing else instead
        own = codes - known - {bare(other) for other in known}
    for piece in shown:
        inner = piece.text.strip("` ")
        torn = piece.text[:2] == "` " or (piece.text[-2:] == " `" and piece.text[1] != "`")  # don`t … `code
        if (
            not inner
            or ((torn or quoted(inner)) and not pair.terms)
            or (_SENTENCE.search(inner) and not pair.terms)
            or (bare(inner) in text and not pair.terms)
            or loosely(inner) in codes
            or (not pair.terms and any(shorter(inner, other) or typed_alike(inner, other) for other in own))
            or (not pair.terms and (_of_locale(inner, own, pair) or key_alone(inner, own, known)))
        ):
            continue
        typo = any(mistyped(loosely(inner), other) for other in codes)
        if pair.terms or typo or not (_translated(inner, pair) or _known(inner, pair)):
            hint = OWN_CODE if not pair.terms and any(re.search(LETTER, other) for other in codes) else ""
            yield Fault(*pair.across(piece.start), "code", f"the code '{inner}' of the English is missing", hint)
            return


def _in_words(code: str, english: Passage) -> bool:
    """Whether the English has the code as a plain word, or as a name with a capital: `towerlib` for Towerlib."""
    word = re.fullmatch(r"[A-Za-z]{3,}", code)
    return bool(word) and bool(re.search(rf"\b(?:{code}|{code.capitalize()})\b", english.veil))


def _of_locale(inner: str, others: set[str], pair: Pair) -> bool:
    """Whether an example of a locale is one of the language of the page: `en-US`, `zh-CN`."""
    own = re.fullmatch(_LOCALE, inner) and any(
        re.fullmatch(_LOCALE, other) and other[:2] == pair.language for other in others
    )
    example = _SUCH_AS.format(re.escape(inner))
    return bool(own) and bool(re.fullmatch(_LOCALES, pair.english.text) or re.search(example, pair.english.text, re.I))


def values_of(english: Passage, text: Passage) -> Iterator[tuple[str, str]]:
    """Yield what the code of others shows to be a value, with its name in the translation: `/msg nick`, `/msg имя`.

    What stands among signs or behind other code, in a line of nothing but code, is a value wherever the page has it.
    """
    ours, theirs = ([piece.text.strip("` ") for piece in side.of("code")] for side in (english, text))
    if len(ours) != len(theirs):
        return
    alone = not any(re.search(r"[^\W\d_]", re.sub(r"`[^`]*`", "", side.text)) for side in (english, text))
    line = alone and len(ours) > 1 and ours[0].split(" ")[0] == theirs[0].split(" ")[0]
    for one, other in zip(ours, theirs, strict=True):
        words, names = (re.findall(r"[^\W\d_]+", code) for code in (one, other))
        if len(words) == len(names) and (line or _signs(one) != "x") and _signs(one) == _signs(other):
            yield from ((word, name) for word, name in zip(words, names, strict=True) if re.search(LETTER, name))


def _signs(code: str) -> str:
    return re.sub(r"[^\W\d_]+", "x", re.sub(r"\s+", " ", code))


def _known(inner: str, pair: Pair) -> bool:
    """Whether the page shows elsewhere that the code is a value, and this text has its name as code, in any case."""
    named = [
        word.casefold()
        for piece in pair.target.of("code")
        for word in re.findall(r"[^\W\d_]+", piece.text)
        if re.search(LETTER, word)
    ]
    return any(
        word == inner
        and any(other[: max(2, len(name) - 2)] == name.casefold()[: max(2, len(name) - 2)] for other in named)
        for word, name in pair.values
    )


def _translated(inner: str, pair: Pair) -> bool:
    """Whether the code is none to other people, and the translation says it in words of its own."""
    inner, target = re.sub(r"\s+", " ", inner), pair.target.text
    theirs = [re.sub(r"\s+", " ", piece.text.strip("` ")) for piece in pair.target.of("code")]
    fewer = len(theirs) < len(pair.english.of("code"))
    if not _MIXED.search(inner) and inner.casefold() in target.casefold():
        return True
    if _LABEL.fullmatch(inner) or (WORD.fullmatch(inner) and fewer):
        return True
    own = [other for other in theirs if re.search(LETTER, other)]
    italics = "".join(re.findall(_ITALICS, target))
    for option, value in re.findall(_OF_OPTION, pair.english.text):
        if value == inner and re.search(rf"{re.escape(option)}`\W{{0,4}}`[^`]*{LETTER}", target):
            return True
    if re.search(LETTER, italics) and re.search(_ITALIC.format(re.escape(inner)), pair.english.text):
        return True
    if re.fullmatch(_NAME, inner) and inner[0].isupper():
        lost = [piece for piece in pair.english.of("code") if piece.text.strip("` ") not in target]
        if len(lost) <= len(own):
            return True
    if of_the_language(inner, theirs) or in_two(inner, theirs) or any(slip(inner, other) for other in theirs):
        return True
    if own and WORD.fullmatch(inner):
        # an example, or what a product shows where nothing else is set
        shown = pair.kind == "cell" and pair.target.text.strip("` ") == own[0]
        if shown or re.search(_EXAMPLE.format(re.escape(inner)), pair.english.text):
            return True
    if VALUES.fullmatch(inner) and (fewer or (" " in inner and own)):
        return True
    held = [re.escape(part) for part in re.split(_HELD, inner)]
    if len(held) > 1 and any(re.fullmatch(".{1,60}".join(held), other) for other in own):
        return True
    return any(renders(inner, other) or stands_for(inner, other) for other in own) or (fewer and _said(inner, target))


def _said(inner: str, text: str) -> bool:
    """Whether each word of the code stands in the text, without the signs between them."""
    words = set(re.findall(r"[A-Za-z\d]+", text))
    return all(word in words for word in re.findall(r"[A-Za-z\d]+", inner))


def code_values(english: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """What a text shows to be a value in code, with its name in the translation."""
    if "`" in english and "`" in text:
        yield from values_of(passage(english, "en"), passage(text, language_of(language)))
