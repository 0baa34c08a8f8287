"""Code within a text: a translation has it letter for letter.

Other people set more as code than what is typed, and translate it: words, labels of a product, what stands for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage, language_of, passage
from crucible.source.text import HAN

_SENTENCE = re.compile(r"[A-Za-z]{3,},? [a-z]{3,},? [a-z]")
_LABEL = re.compile(r"[A-Z][A-Za-z]*(?:(?:[ :(]{1,2}[A-Za-z]+){1,9}\)?[ =:.…-]{0,80}| ?[=-]{3,80})")
"""What a product shows: `Control Panel`."""
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
"""What is said with code and without: `dict` or a dictionary."""
_VALUES = re.compile(r"(?:#{1,6} [A-Za-z]+|[A-Za-z]+[ :/|-]{1,3}[A-Za-z]+)(?:[ :/|-]{1,3}[A-Za-z]+){0,6}")
"""What stands for values, `host:port`; headings as they are typed, `## Events`; words, `cancel button`."""
_NAME = r"[A-Za-z]+(?:[ _-]?[A-Za-z\d]+){0,3}"
_LETTER = rf"(?:[а-яёА-ЯЁ]|{HAN})"
_VALUE = rf"{_LETTER}(?:[ _-]?(?:{_LETTER}|\d))*"
_ITALIC = r"(?<!\*)[*_]`{}`[*_](?!\*)"
_ITALICS = _ITALIC.format("([^`]+)")
"""What English sets in italics, too, stands for something else."""
_SIGN = rf"[^\w\s-]\w?{_LETTER}|{_VALUE}[_ ]?[^\w\s-]|[\])] {_LETTER}|(?:^|[\s\[(])[-/][\w-]+ {_LETTER}|[a-z]_{_LETTER}"
"""A sign beside a word of the language, or an option before it, tells that it stands for a value: `(имя)`."""
_PERSON = r"[^\W\d_]+(?: [^\W\d_]+){0,2} <[^<>\s@]+@[^<>\s@]+>"
"""Who stands as an example: `John Doe <john@example.com>`."""
_OF_OPTION = r"`(--?[A-Za-z][\w-]*)`\W{0,4}`([^`\n]+)`"
"""A value that stands behind its option: `--lamp` `name`."""
_FILE = rf"{_LETTER}\.\w"
_TAG = r"(?<=[-_./])(?:en|de|fr|es|it|ja|ko|pt|pl|nl|ru|zh)(?:[-_][A-Za-z]{2})?\b"
"""The language in a name: `lamp-de`, `lamp-ru`."""
_OF_FILE = r"[-_.](?:en|ru|zh|cn)(?:[-_][A-Za-z]{2,4})?(?=\.[a-z]{2,5}(?: |\Z))"
"""A file in the language of the page: `LAMP.md` is `LAMP.en.md`."""
_PUT = r"([\w.-]+)(?:: ?| ?= ?)([\w.'\"-]+)"
_HELD = r"\{[A-Za-z][\w '’-]{2,60}\}"
"""What holds the place of a value in words: `light {name of your lamp}`."""
_EXAMPLE = r"(?:\bwords?|\bexample|\be\.g\.),? `{}`"
_LOCALE = r"[a-z]{2}[-_][A-Z]{2}"
_LOCALES = r"\W*(?:\w{2}[-_]\w{2}\W+)+\w{2}[-_]\w{2}\W*"
"""A list of nothing but locales."""
_SUCH_AS = r"(?:\be\.g\.|\bfor example|\bsuch as|\blike|\bexample:?),? (?:`[^`]*`,? (?:or |and )?)*`{}`"
_ARROW = r" ?(?:→|->|=>|⇒) ?"
_TYPED = 5
"""Letters of code that is long enough to be told from other code by one of them."""
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
    text = _loosely(pair.target.text) if shown else ""
    codes = {_loosely(piece.text.strip("` ")) for piece in pair.target.of("code")} if shown else set()
    if not pair.terms:
        known = {_loosely(piece.text.strip("` ")) for piece in shown}
        if all(other in known or _in_words(other, pair.english) for other in codes):
            return  # other people say in words what the English shows as code; they may show nothing else instead
        own = codes - known - {_bare(other) for other in known}
    for piece in shown:
        inner = piece.text.strip("` ")
        torn = piece.text[:2] == "` " or (piece.text[-2:] == " `" and piece.text[1] != "`")  # don`t … `code
        if (
            not inner
            or ((torn or _quoted(inner)) and not pair.terms)
            or (_SENTENCE.search(inner) and not pair.terms)
            or (_bare(inner) in text and not pair.terms)
            or _loosely(inner) in codes
            or (not pair.terms and any(_shorter(inner, other) for other in own))
            or (not pair.terms and (_of_locale(inner, own, pair) or _key_alone(inner, own, known)))
        ):
            continue
        mistyped = any(_mistyped(_loosely(inner), other) for other in codes)
        if pair.terms or mistyped or not (_translated(inner, pair) or _known(inner, pair)):
            hint = OWN_CODE if not pair.terms and any(re.search(_LETTER, other) for other in codes) else ""
            yield Fault(*pair.across(piece.start), "code", f"the code '{inner}' of the English is missing", hint)
            return


def _in_words(code: str, english: Passage) -> bool:
    """Whether the English has the code as a plain word, in any case: `towerlib` for Towerlib."""
    return bool(re.fullmatch(r"[A-Za-z]{3,}", code) and re.search(rf"\b{code}\b", english.lower, re.I))


def _shorter(inner: str, other: str) -> bool:
    """Whether a code is another without its owner, sign or quotation marks, or but for its first capital."""
    if not re.search(r"\w\w", other):
        return False
    if inner.strip("\"'").lstrip("$.") == other.strip("\"'").lstrip("$."):
        return True
    if re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", inner) and len(other) > 2 and inner.endswith(f".{other}"):
        return True
    return other[1:] == inner[1:] and len(other) > 2 and other[0].casefold() == inner[0].casefold()


def _key_alone(inner: str, others: set[str], shown: set[str]) -> bool:
    """Whether the key of a setting stands for the setting, and no other value beside it."""
    put = re.fullmatch(_PUT, inner)
    keys = {found[1] for code in shown if (found := re.fullmatch(_PUT, code))}
    return put is not None and put[1] in others and not any(re.fullmatch(r"[\w'\"-]+", one) for one in others - keys)


def _of_locale(inner: str, others: set[str], pair: Pair) -> bool:
    """Whether an example of a locale is one of the language of the page: `en-US`, `zh-CN`."""
    own = re.fullmatch(_LOCALE, inner) and any(
        re.fullmatch(_LOCALE, other) and other[:2] == pair.language for other in others
    )
    example = _SUCH_AS.format(re.escape(inner))
    return bool(own) and bool(re.fullmatch(_LOCALES, pair.english.text) or re.search(example, pair.english.text, re.I))


def _mistyped(inner: str, other: str) -> bool:
    """Whether one letter is another, too many or missing; a plural is none."""
    if min(len(inner), len(other)) < _TYPED or inner.casefold() == other.casefold():
        return False
    short, long = sorted((inner, other), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, more = short[same:], long[same:]
    if len(short) < len(long):
        return more[0].isalpha() and more[0].isascii() and more[1:] == rest and (bool(rest) or more != "s")
    return len(rest) > 0 and rest[0].isalpha() and more[0].isalpha() and more[0].isascii() and more[1:] == rest[1:]


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
            yield from ((word, name) for word, name in zip(words, names, strict=True) if re.search(_LETTER, name))


def _signs(code: str) -> str:
    return re.sub(r"[^\W\d_]+", "x", re.sub(r"\s+", " ", code))


def _known(inner: str, pair: Pair) -> bool:
    """Whether the page shows elsewhere that the code is a value, and this text has its name as code, in any case."""
    named = [
        word.casefold()
        for piece in pair.target.of("code")
        for word in re.findall(r"[^\W\d_]+", piece.text)
        if re.search(_LETTER, word)
    ]
    return any(
        word == inner
        and any(other[: max(2, len(name) - 2)] == name.casefold()[: max(2, len(name) - 2)] for other in named)
        for word, name in pair.values
    )


def _quoted(inner: str) -> bool:
    """Whether the mark opens a quotation as TeX has it, and the code is what follows: `lamp' and `."""
    return inner.count("'") % 2 == 1 and bool(re.match(r"[\w -]{1,40}'(?!\w)", inner))


def _bare(code: str) -> str:
    """Return code as people name it: a call without brackets, a folder without the last slash."""
    text = _loosely(code)
    return text.removesuffix("()").removesuffix("/") or text


def _loosely(code: str) -> str:
    """Return code without what stands for a value, in angle brackets, and without spaces beside signs.

    A line may break within code: on the page that is a space.
    """
    text = re.sub(r"\s+", " ", re.sub(r"<[^<>\n]{1,60}>", "<>", code))
    return re.sub(r" (?=[.,(=}\\])|(?<=[,(=:{]) ", "", text)


def _translated(inner: str, pair: Pair) -> bool:
    """Whether the code is none to other people, and the translation says it in words of its own."""
    inner, target = re.sub(r"\s+", " ", inner), pair.target.text
    theirs = [re.sub(r"\s+", " ", piece.text.strip("` ")) for piece in pair.target.of("code")]
    fewer = len(theirs) < len(pair.english.of("code"))
    if not _MIXED.search(inner) and inner.casefold() in target.casefold():
        return True
    if _LABEL.fullmatch(inner) or (_WORD.fullmatch(inner) and fewer):
        return True
    own = [other for other in theirs if re.search(_LETTER, other)]
    italics = "".join(re.findall(_ITALICS, target))
    for option, value in re.findall(_OF_OPTION, pair.english.text):
        if value == inner and re.search(rf"{re.escape(option)}`\W{{0,4}}`[^`]*{_LETTER}", target):
            return True
    if re.search(_LETTER, italics) and re.search(_ITALIC.format(re.escape(inner)), pair.english.text):
        return True
    if re.fullmatch(_NAME, inner) and inner[0].isupper():
        lost = [piece for piece in pair.english.of("code") if piece.text.strip("` ") not in target]
        if len(lost) <= len(own):
            return True
    if _of_the_language(inner, theirs) or _in_two(inner, theirs) or any(_slip(inner, other) for other in theirs):
        return True
    if own and _WORD.fullmatch(inner):
        # an example, or what a product shows where nothing else is set
        shown = pair.kind == "cell" and pair.target.text.strip("` ") == own[0]
        if shown or re.search(_EXAMPLE.format(re.escape(inner)), pair.english.text):
            return True
    if _VALUES.fullmatch(inner) and (fewer or (" " in inner and own)):
        return True
    held = [re.escape(part) for part in re.split(_HELD, inner)]
    if len(held) > 1 and any(re.fullmatch(".{1,60}".join(held), other) for other in own):
        return True
    return any(_renders(inner, other) or _stands_for(inner, other) for other in own) or (fewer and _said(inner, target))


def _of_the_language(inner: str, theirs: list[str]) -> bool:
    """Whether a translation names its own file or thing: `lamp-de` is `lamp-ru`, `LAMP.en.md` is `LAMP.md`."""
    return any(
        (re.search(_TAG, other) and re.sub(_TAG, "", inner) == re.sub(_TAG, "", other))
        or re.sub(_OF_FILE, "", inner) == re.sub(_OF_FILE, "", other)
        for other in theirs
    )


def _slip(inner: str, other: str) -> bool:
    """Whether the English sets more as code than is typed, `lamp(a) function.`, or keywords in small letters."""
    rest = inner.removeprefix(other) if len(other) > 1 or not other.isalnum() else inner
    if (
        rest in (".", ",")
        or (rest == "s" and other.isupper())
        or (rest != inner and re.fullmatch(r"[ -][a-z]{4,}(?: [a-z]+)?\.?", rest))
    ):
        return True
    ours, theirs = inner.split(), other.split()
    keywords = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    return len(ours) == len(theirs) > 1 and all(a.upper() == b and a.isalpha() for a, b in keywords)


def _in_two(inner: str, theirs: list[str]) -> bool:
    """Whether a translation says apart what the English sets as one: set `lamp.lit` to `true`; `lamp`, `bulb`."""
    put = re.fullmatch(_PUT, inner)
    parts = {put[1], put[2]} if put else {*re.split(r" ?[/|,] ?", inner)}
    return len(parts) > 1 and parts <= set(theirs)


def _follows(inner: str, other: str) -> bool:
    """Whether only words of what an arrow joins are translated: `keeper → lamps`, `keeper → лампы`."""
    ours, theirs = re.split(_ARROW, inner), re.split(_ARROW, other)
    pairs = list(zip(ours, theirs, strict=False))
    return (
        len(ours) == len(theirs) > 1
        and any(a == b for a, b in pairs)
        and all(a == b or (re.fullmatch(r"[a-z]+(?: [a-z]+)*", a) and re.search(_LETTER, b)) for a, b in pairs)
    )


def _stands_for(inner: str, other: str) -> bool:
    """Whether the other code is a name for what stands in its place, or a person to take as an example."""
    named = _WORD.fullmatch(inner) and re.fullmatch(rf"{_LETTER}+(?:_{_LETTER}+)+", other)
    return bool(named or (re.fullmatch(_PERSON, inner) and re.fullmatch(_PERSON, other)))


def _renders(inner: str, other: str) -> bool:
    """Whether the other code is this one with words of the language for what stands for values: two or more."""
    ours, theirs = (re.findall(r"[^\W\d_]+", code) for code in (inner, other))
    own = [word for word in theirs if not word.isascii()]
    values = bool(_VALUES.fullmatch(inner))
    if re.search(_SIGN, other) and not re.search(_FILE, other) and re.fullmatch(_with_values(other), inner, re.S):
        return True
    if _names_values(inner, other) or _follows(inner, other):
        return True
    kept = all(word in ours for word in theirs if word.isascii())
    form = _form(inner)
    return kept and form == _form(other) and (values or (len(own) > 1 and form != "x"))


def _names_values(inner: str, other: str) -> bool:
    """Whether codes differ only in names that stand for a value, as capitals and lines show: `lamp: LAMP_NAME`."""
    ours, theirs = (re.split(r"(\w+)", code) for code in (inner, other))
    unlike = [(one, word) for one, word in zip(ours, theirs, strict=False) if one != word]
    kept = sum(bool(re.search(r"\w", one)) for one in ours) - len(unlike)
    return (
        len(ours) == len(theirs)
        and kept > 0
        and all(
            re.search(_LETTER, word) and (one.isupper() or re.fullmatch(r"[a-z]+(?:_[a-z]+)+", one))
            for one, word in unlike
        )
    )


def _with_values(code: str) -> str:
    """Return a pattern of the code: words of the language in it stand for a value, for any words."""
    parts = re.split(_VALUE, code)
    return r"[A-Za-z][\w \\/.'-]{0,60}".join(re.sub(r"(?:\\ )+", r"\\s+", re.escape(part)) for part in parts)


def _form(code: str) -> str:
    """Return the signs of a code: `[block name].js` is `[x].x`."""
    return re.sub(r"x(?:[ -]x)+", "x", re.sub(r"[^\W\d_]+", "x", code))


def _said(inner: str, text: str) -> bool:
    """Whether each word of the code stands in the text, without the signs between them."""
    words = set(re.findall(r"[A-Za-z\d]+", text))
    return all(word in words for word in re.findall(r"[A-Za-z\d]+", inner))


def code_values(english: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """What a text shows to be a value in code, with its name in the translation."""
    if "`" in english and "`" in text:
        yield from values_of(passage(english, "en"), passage(text, language_of(language)))
