"""Two codes beside each other, each without its marks: whether one may stand for the other, or is mistyped."""

from __future__ import annotations

import re

from crucible.source.text import HAN

WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
"""What is said with code and without: `dict` or a dictionary."""
VALUES = re.compile(r"(?:#{1,6} [A-Za-z]+|[A-Za-z]+[ :/|-]{1,3}[A-Za-z]+)(?:[ :/|-]{1,3}[A-Za-z]+){0,6}")
"""What stands for values, `host:port`; headings as they are typed, `## Events`; words, `cancel button`."""
LETTER = rf"(?:[а-яёА-ЯЁ]|{HAN})"
_VALUE = rf"{LETTER}(?:[ _-]?(?:{LETTER}|\d))*"
_SIGN = (
    rf"[^\w\s-]\w?{LETTER}|{_VALUE}[_ ]?[^\w\s-]|(?:^,|[\])]) {LETTER}|(?:^|[\s\[(])[-/][\w-]+ {LETTER}|[a-z]_{LETTER}"
)
"""A sign beside a word of the language, or an option before it, tells that it stands for a value: `(имя)`."""
_PERSON = r"[^\W\d_]+(?: [^\W\d_]+){0,2} <[^<>\s@]+@[^<>\s@]+>"
"""Who stands as an example: `John Doe <john@example.com>`."""
_FILE = rf"{LETTER}\.\w"
_ANY_FILE = r"\byour\b|\bpath/to/"
"""What the reader is to put a file of their own for."""
_TAG = r"(?i)(?<=[-_./])(?:en|de|fr|es|it|ja|ko|pt|pl|nl|ru|zh)(?:[-_][A-Za-z]{2})?\b"
"""The language in a name: `lamp-de`, `lamp-ru`."""
_OF_FOLDER = r"(?:(?<=/)|(?<![\w./-]))(?:en|ru|zh|cn)(?:[-_][A-Za-z]{2,4})?/"
_OF_FILE = r"(?i)[-_.](?:en|ru|zh|cn)(?:[-_][A-Za-z]{2,4})?(?=\.[a-z]{2,5}(?: |\Z))"
"""A file in the language of the page: `LAMP.md` is `LAMP.en.md`."""
_PUT = r"([\w.-]+)(?:: ?| ?= ?)([\w.'\"-]+)"
_ARROW = r" ?(?:→|->|=>|⇒) ?"
_JOINT = r"( ?→ ?| (?:or|and|[|+]) )"
_ASCII = str.maketrans("：，（）×", ":,()*")
_TYPED = 5
"""Letters of code that is long enough to be told from other code by one of them."""


def mistyped(inner: str, other: str) -> bool:
    """Whether one letter is another, too many or missing; a plural is none."""
    if min(len(inner), len(other)) < _TYPED or inner.casefold() == other.casefold():
        return False
    short, long = sorted((inner, other), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, more = short[same:], long[same:]
    if len(short) < len(long):
        return more[0].isalpha() and more[0].isascii() and more[1:] == rest and (bool(rest) or more != "s")
    return len(rest) > 0 and rest[0].isalpha() and more[0].isalpha() and more[0].isascii() and more[1:] == rest[1:]


def shorter(inner: str, other: str) -> bool:
    """Whether a code is another without its owner, sign or quotation marks, or but for its first capital."""
    if not re.search(r"\w\w", other):
        return False
    if inner.strip("\"'").lstrip("$.") == other.strip("\"'").lstrip("$."):
        return True
    if re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", inner) and len(other) > 2 and inner.endswith(f".{other}"):
        return True
    return other[1:] == inner[1:] and len(other) > 2 and other[0].casefold() == inner[0].casefold()


def key_alone(inner: str, others: set[str], shown: set[str]) -> bool:
    """Whether the key of a setting stands for the setting, and no other value beside it."""
    put = re.fullmatch(_PUT, inner)
    keys = {found[1] for code in shown if (found := re.fullmatch(_PUT, code))}
    return put is not None and put[1] in others and not any(re.fullmatch(r"[\w'\"-]+", one) for one in others - keys)


def bare(code: str) -> str:
    """Return code as people name it: a call without brackets, a folder without the last slash."""
    text = loosely(code)
    return text.removesuffix("()").removesuffix("/") or text


def loosely(code: str) -> str:
    """Return code without what stands for a value, in angle brackets, and without spaces beside signs.

    A line may break within code: on the page that is a space.
    """
    text = re.sub(_ARROW, "→", re.sub(r"\s+", " ", re.sub(r"<[^<>\n]{1,60}>", "<>", code)))
    return re.sub(r" (?=[.,(=}\\])|(?<=[,(=:{]) ", "", text)


def typed_alike(inner: str, other: str) -> bool:
    """Whether two codes differ in how dots and units are set: `…` or `...`, `50 ms` or `50ms`."""
    one, two = (re.sub(r"(?<=\d) (?=[A-Za-z])", "", loosely(code.replace("…", "..."))) for code in (inner, other))
    return one == two


def of_the_language(inner: str, theirs: list[str]) -> bool:
    """Whether a translation names its own file or thing: `lamp-de` is `lamp-ru`, `LAMP.en.md` is `LAMP.md`."""
    return any(
        (re.search(_TAG, other) and re.sub(_TAG, "", inner) == re.sub(_TAG, "", other))
        or re.sub(_OF_FILE, "", inner) == re.sub(_OF_FILE, "", other)
        or re.sub(_OF_FOLDER, "", inner) == re.sub(_OF_FOLDER, "", other)
        for other in theirs
    )


def slip(inner: str, other: str) -> bool:
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


def in_two(inner: str, theirs: list[str]) -> bool:
    """Whether a translation says apart what the English sets as one: set `lamp.lit` to `true`; `lamp`, `bulb`."""
    put = re.fullmatch(_PUT, inner)
    parts = {put[1], put[2]} if put else {*re.split(r" ?[/|,] ?", inner)}
    return len(parts) > 1 and parts <= set(theirs)


def _follows(inner: str, other: str) -> bool:
    """Whether only words of what an arrow or a word joins are translated: `keeper → lamps`, `keeper → лампы`."""
    ours, theirs = (re.split(_JOINT, re.sub(_ARROW, "→", code)) for code in (inner, other))
    pairs = list(zip(ours, theirs, strict=False))
    return (
        len(ours) == len(theirs) > 1
        and any(a == b for a, b in pairs[::2])
        and all(a == b or (re.fullmatch(r"[a-z]+(?: [a-z]+)*", a) and re.search(LETTER, b)) for a, b in pairs)
    )


def stands_for(inner: str, other: str) -> bool:
    """Whether the other code is a name for what stands in its place, or a person to take as an example."""
    if re.fullmatch("[a-z]{4,}ing", inner) and re.fullmatch(f"{LETTER}+", other):
        return True  # what a program in the language of the page is doing
    named = WORD.fullmatch(inner) and re.fullmatch(rf"{LETTER}+(?:_{LETTER}+)+", other)
    return bool(named or (re.fullmatch(_PERSON, inner) and re.fullmatch(_PERSON, other)))


def renders(inner: str, other: str) -> bool:
    """Whether the other code is this one with words of the language for what stands for values: two or more."""
    inner, other = (code.replace("\\n", " ").translate(_ASCII) for code in (inner, other))
    ours, theirs = (re.findall(r"[^\W\d_]+", code) for code in (inner, other))
    own = [word for word in theirs if not word.isascii()]
    values = bool(VALUES.fullmatch(inner))
    file = re.search(_FILE, other) and not re.search(_ANY_FILE, inner)
    if re.search(_SIGN, other) and not file and re.fullmatch(_with_values(other), inner, re.S):
        return True
    if _names_values(inner, other) or _follows(inner, other) or _noted(inner, other):
        return True
    kept = all(word in ours for word in theirs if word.isascii())
    form = _form(inner)
    return kept and form == _form(other) and (values or (len(own) > 1 and form != "x"))


def _noted(inner: str, other: str) -> bool:
    """Whether words beside a number or behind a name are translated: `lit in 2.0.2`, `L = length of the lamp`."""
    named = re.fullmatch(r"([A-Z]\w{0,20}) = [a-z]+(?: [a-z]+)*", inner)
    if named:
        return bool(re.fullmatch(rf"{named[1]} ?= ?{LETTER}[^A-Za-z]*", other))
    number = r"\d+(?:\.\d+)*"
    words = re.sub(number, "", inner).strip()
    kept = re.findall(number, inner)
    return bool(kept and re.fullmatch(r"[A-Za-z][a-z]*(?: [a-z]+)+", words)) and (
        kept == re.findall(number, other) and not re.search("[A-Za-z]", other)
    )


def _names_values(inner: str, other: str) -> bool:
    """Whether codes differ only in names that stand for a value, as capitals and lines show: `lamp: LAMP_NAME`."""
    ours, theirs = (re.split(r"(\w+)", code) for code in (inner, other))
    unlike = [(one, word) for one, word in zip(ours, theirs, strict=False) if one != word]
    kept = sum(bool(re.search(r"\w", one)) for one in ours) - len(unlike)
    return (
        len(ours) == len(theirs)
        and kept > 0
        and all(
            re.search(LETTER, word) and (one.isupper() or re.fullmatch(r"[a-z]+(?:_[a-z]+)+", one))
            for one, word in unlike
        )
    )


def _with_values(code: str) -> str:
    """Return a pattern of the code: words of the language in it stand for a value, for any words."""
    parts = re.split(_VALUE, code)
    return r"[A-Za-z][\w \\/.'-]{0,60}".join(re.sub(r"(?:\\ )+", r"\\s+", re.escape(part)) for part in parts)


def _form(code: str) -> str:
    """Return the signs of a code: `[block name].js` is `[x].x`."""
    return re.sub(r"x(?:[ _-]x)+", "x", re.sub(r"[^\W\d_]+", "x", code))


def quoted(inner: str) -> bool:
    """Whether the mark opens a quotation as TeX has it, and the code is what follows: `lamp' and `."""
    return inner.count("'") % 2 == 1 and bool(re.match(r"[\w -]{1,40}'(?!\w)", inner))
