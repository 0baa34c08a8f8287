"""What a translation left behind: English words, half-translated names, another script, cut-off text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crucible.sentences.asked import Asked
from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage
from crucible.source.text import HAN

_HALF = re.compile(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]")
_ENDING = re.compile(r"[A-Z][A-Za-z]+[ \u00a0]\d{1,4}[а-яё]{2,}")
_MIXED_WORD = re.compile(r"[A-Za-zА-Яа-яЁё\d]{2,80}")
_OWN = {"zh": re.compile(HAN), "ru": re.compile("[а-яёА-ЯЁ]")}
_FOREIGN = {"zh": re.compile(r"[а-яёА-ЯЁ]{2,}"), "ru": re.compile(rf"{HAN}+")}
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about after all also an and any are as at be because been before between but by can "
        "cannot could do does each"
        " end every for from had has have how however if in into is it its may might more most must "
        "need not of on once"
        " one only or other our should some such than that the their them then there these they this "
        "those through to"
        " under until use used using was we were what when where whether which while who why will "
        "with within without"
        " would you your",
    )
)
_PROSE = re.compile(r"[a-z]{2,30} [a-z]{2,30} [a-z]{2,30}")
_NO_PROSE = re.compile(
    r"[A-Za-z]\w{0,60}(?:[-.=(_]{1,3}\w{1,60}){1,9}|[\"'“][^\"'”\n]{1,80}[\"'”]|\[[^\[\]\n]{0,60}\]|\([^()\n]{0,60}\)"
)
"""What other people leave as it is: `read-only`, `cache.set(name)`, what stands in quotes or brackets."""
_LINK_ALONE = r"(?:[-*+]|\d{1,3}[.)])?\s{0,4}\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)[.;,]?"
_LOWER = re.compile(r"[a-z](?<![\w.\-/\\@#'’+&$_].)[a-z]{1,29}(?![\w\-/\\@#'’+&_]|\.\w)")


def half_translated(passage: Passage) -> Iterator[Fault]:
    """half-translated. A Latin stem with a Cyrillic ending, or letters of both alphabets in one word.

    Good: `партнеров Microsoft Partner Network`, `CSP-партнер`. Bad: `Networkных`, `Azureной`.
    """
    if passage.language != "ru":
        return
    for match in _ENDING.finditer(passage.veil):
        yield Fault(*match.span(), "half-translated", (f"'{match.group()}' inflects a name that stays as it is"))
    if not _HALF.search(passage.veil):
        return
    for match in _MIXED_WORD.finditer(passage.veil):
        if _HALF.search(match.group()) and passage.text[match.start() - 1 : match.start()] != "\\":
            yield Fault(
                *match.span(),
                "half-translated",
                (f"'{match.group()}' mixes Latin and Cyrillic letters in one word"),
            )


_BRAND = r"[А-ЯЁ][а-яё]*[A-Z][A-Za-z\d]*"
_LOOKALIKE = r"[АВЕКМНОРСТУХЁасеорухё]+[A-Z]"


def brand(word: str) -> bool:
    """Whether a word of both alphabets is a name of other people: `ЮKassa`; a Cyrillic `С` before `SP` is a slip."""
    return bool(re.fullmatch(_BRAND, word)) and not re.match(_LOOKALIKE, word)


def wrong_script(passage: Passage) -> Iterator[Fault]:
    """wrong-language. Chinese holds no Cyrillic words, Russian no Chinese ones; names of languages are let through.

    Good: `选择“保存”`. Bad: `选择 Сохранить`.
    """
    pattern = _FOREIGN.get(passage.language)
    match = pattern.search(passage.veil) if pattern else None
    if match and not re.fullmatch(
        r"[Рр]усский|[Уу]країнська|[Бб]ългарски|中文|简体中文|繁體中文|日本語|简体|繁體|汉语", match.group()
    ):
        yield Fault(*match.span(), "wrong-language", (f"'{match.group()}' is in the script of another language"))


def speaks(pair: Pair) -> bool:
    """Whether the translation has a letter of its language."""
    own = _OWN.get(pair.language)
    return own is None or bool(own.search(pair.target.veil))


def untranslated(pair: Pair) -> Iterator[Fault]:
    """untranslated. A sentence of common English words with none of the language's own letters.

    Good: `Microsoft 365 E5` – `Microsoft 365 E5`. Bad: `Ask your account manager for the form` left as it is.
    """
    own = _OWN.get(pair.language)
    if not own or own.search(pair.target.veil):
        return
    veil = pair.target.veil if pair.terms else without_names(pair.target)
    if not pair.terms and (_outside(pair.target) or _THANKS in pair.target.text):
        return
    words = re.findall(r"[A-Za-z]+", veil)
    common = [word for word in words if word.lower() in _COMMON] + re.findall(r"n['’]t\b", veil)
    same = pair.target.veil.strip() == pair.english.veil.strip()
    if not pair.terms and _as_printed(pair):
        return
    small = [word for word in words if word.islower() and len(word) > 2]
    known = pair.terms.words
    ours = bool(pair.terms) and same and any(word not in known for word in small) and len(words) > 1
    sure = len(words) >= 5 and len(common) - max(0, words.count("a") - 1) >= 2 and (same or len(common) >= 4)
    if ours or sure or (same and len(small) >= 4 and len(words) >= 4 and (pair.terms or common or _PROSE.search(veil))):
        yield Fault(*pair.whole, "untranslated", "the text is still in English")


_THANKS = "://allcontributors.org"
"""Who contributed is written by a program, in English."""


def _outside(target: Passage) -> bool:
    """Whether the text is one link to another site: the title of what is in English there."""
    link = target.of("link")
    return len(link) == 1 and "://" in link[0].text and bool(re.fullmatch(_LINK_ALONE, target.text.strip()))


def without_names(passage: Passage) -> str:
    """Return the veil without the texts of pictures and what no one translates."""
    veil, pieces = passage.veil, passage.of("bracket", "link", "reference")
    for opened, closed in pairwise(pieces):
        if opened.text == "![" and closed.kind != "bracket":
            veil = veil[: opened.end] + " " * (closed.start - opened.end) + veil[closed.start :]
    return _NO_PROSE.sub(" ", veil)


_LICENCE = Asked(
    r"free software[:;] you can redistribute|without any warranty|received a copy of the gnu"
    r"|permission is hereby granted|provided [\"'“]as[ -]is|licensed under the apache"
    r"|redistribution and use in source|the above copyright notice"
)
"""What a licence says it says in English, on pages of all languages."""
_PRINTED = Asked(
    r" // |\bpp?\. ?\d|\bpages? \d+\s?[-–]|\bvol\. ?\d|\bproc\. |\bisbn\b|\bdoi\b|\barxiv\W{0,2}\d|\bet al\b"
)
"""A book or an article keeps its title in a list of sources."""
_OPTION = r"(?<![^\s\[(|*])--?[a-z][\w-]*"


def _as_printed(pair: Pair) -> bool:
    """Whether other people keep a text as it is: of a licence, of a list of sources, of a command with its options."""
    text = " ".join(pair.target.lower.split())
    if _LICENCE.search(text):
        return True
    same = re.findall(r"\w+", text) == re.findall(r"\w+", pair.english.lower)
    options = len(re.findall(_OPTION, pair.target.text)) if same else 0
    return same and bool(_PRINTED.search(text) or (options > 2 and options * 5 >= len(re.findall("[a-z]+", text))))


_NAMED = re.compile(r"\b(?:an?|the|this|that|each)\s([a-z]+)\b|(?<!\w)['‘]([a-z]+)['’](?!\w)")
"""No article stands before `for`, but where it is a name: "a for loop"; nor do quotation marks."""
_KEYWORD = Asked(
    r"\b(if|else|for|while|do|with|from|as|in|is|not|and|or|until|when|where)[^\w.,;:]{1,4}"
    r"(?:statement|loop|clause|keyword|operator|expression|block)s?\b"
)
"""Nor is `if` a word to translate in "several if statements"."""


def english_left(pair: Pair) -> Iterator[Fault]:
    """english-left. A common English word between words of the translation.

    Good: `отношения от начала до конца`. Bad: `отношения end до конца`, `仅限 cloud`.
    With a glossary every Latin word in small letters is asked for that is not on its list.
    """
    own = _OWN.get(pair.language)
    if not own or not own.search(pair.target.veil):
        return
    veil = pair.target.veil
    found = list(_LOWER.finditer(veil))
    named = {*sum(_NAMED.findall(pair.english.lower), ()), *_KEYWORD.findall(pair.english.lower)} if found else set()
    english = set(re.findall(r"\b[a-z]+\b", pair.english.lower)) if found else set()
    lone = not pair.terms and len({match.group() for match in found if match.group() in _COMMON}) == 1
    for match in found:
        word = match.group()
        if lone and word in english:
            continue  # a name: 不用 if 链
        if word in pair.terms.words or (word in named and not pair.terms) or _label(pair, match):
            continue
        before, after = veil[: match.start()].rstrip(" \u00a0\n"), veil[match.end() :].lstrip(" \u00a0\n")
        beside = bool(own.match(before[-1:])) and bool(own.match(after[:1]))
        house = (
            bool(pair.terms)
            and not re.search(r"(?:\d|(?<![A-Za-z])[a-z]{1,30})[\"*”»\x1f+&/ -]{0,3}\Z", before[-36:])
            and not re.match(r"[\"*”»\x1f+&/ -]{0,3}[a-z]", after[:4])
        )
        marked = bool(re.search(r"[\"“«'*`\x1f]\Z", before[-1:]))
        if (beside and word in _COMMON) or (house and not marked and not english.isdisjoint((word, f"{word}s"))):
            yield Fault(*match.span(), "english-left", f"'{word}' is left in English")


_LABEL = 120
"""Letters that a label has at most, on either side of a word."""


def _label(pair: Pair, word: re.Match[str]) -> bool:
    """Whether a word is of a label in bold, or of the text of a link, that stands so in the English."""
    veil = pair.target.veil
    start = veil.rfind("\x1f", max(0, word.start() - _LABEL), word.start()) + 1
    end = veil.find("\x1f", word.end(), word.end() + _LABEL)
    return 0 < start <= end and pair.target.text[start:end] in pair.english.text


_LEAST = 40
# Letters of the translation per letter of English: measured on faithful pairs of 40 letters and more, Chinese has 0.21
# to 0.95, Russian 0.76 to 2.1. Strangers' pages get wider bounds than our own.
_FULL = r"[.:!?。：！？…][\s\x1f)»”\"|]*\Z"
_BRIEF = 80
"""Of few words other people drop more: "Here is what the lamp looks like:" is "The lamp:"."""
_BOUNDS = {("zh", True): (0.18, 1.3), ("zh", False): (0.14, 1.4), ("ru", True): (0.6, 2.6), ("ru", False): (0.42, 3.2)}


def shortened(pair: Pair) -> Iterator[Fault]:
    """shortened. A translation far shorter or longer than any faithful one: words are missing, or others are here.

    Good: 100 letters in English, 30 to 50 in Chinese, 90 to 130 in Russian. Bad: 8 in Chinese, 25 in Russian.
    """
    bounds = _BOUNDS.get((pair.language, bool(pair.terms)))
    if bounds is None or len(pair.english.veil) < _LEAST:
        return
    ours, theirs = (len("".join(side.veil.split())) for side in (pair.english, pair.target))  # what is covered is space
    if ours < _LEAST or ours * bounds[0] <= theirs <= ours * bounds[1]:
        return
    if not pair.terms and ours < _BRIEF and ours * bounds[0] / 2 <= theirs <= ours:
        full = [bool(re.search(_FULL, side.veil)) for side in (pair.english, pair.target)]
        if full[0] == full[1] and (not full[0] or ours * bounds[0] * 0.7 <= theirs):
            return
    if not pair.terms and any(len(piece.text) > _BRIEF and "'" in piece.text for piece in pair.english.of("code")):
        return  # `what quotation marks` they have
    coded = [sum(len(piece.text) for piece in side.of("code")) for side in (pair.english, pair.target)]
    if not pair.terms and (ours + coded[0]) * bounds[0] <= theirs + coded[1] <= (ours + coded[0]) * bounds[1]:
        return  # what one side has as code
    hint = "translate the whole text" if theirs < ours else "leave out what the English does not say"
    yield Fault(*pair.whole, "shortened", f"{theirs} letters stand for {ours} of the English", hint)


def names_are_known(pair: Pair) -> Iterator[Fault]:
    """name-added. With a glossary: a name of the glossary stands here that the English does not mention.

    Good: `Silver` – `Silver`. Bad: `Silver` – `Gold`; `ASfP` – `PSfP`.
    """
    if not pair.terms:
        return
    english = pair.english.text.lower()
    ids = {term.id for term, _ in pair.mentioned}
    for term, start, end in pair.terms.mentioned(pair.target.veil):
        text = pair.target.veil[start:end]
        if (
            term.id in ids
            or not term.keep_english
            or text.lower() in english
            or (term.acronym and term.acronym.lower() in english)
        ):
            continue
        yield Fault(start, end, "name-added", f"'{text}' stands here, the English does not mention it")
