"""Where words are missing: what is left of a sentence when some of it was deleted by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.checks.spelt import unfinished
from crucible.checks.twins import twins
from crucible.finding import Finding, Severity
from crucible.source.markdown import HOLE

_GAPS = (  # a class of characters first, which `re` finds fast, then what stands before it
    (
        re.compile(r"[(（“«【](?:(?<=\()(?<![\w.]\()\s*\)|(?<=（)\s*）|(?<=“)\s*”|(?<=«)\s*»|(?<=【)\s*】)(?!\()"),
        "nothing stands between '{}'",
    ),
    (re.compile(r"[,;，、；：](?:\s*[,;，、；：。]|(?<=,)(?<!\d,)\s*[.:])(?![,.:;\w])"), "nothing stands between '{}'"),
    (re.compile(r"(?<=[。！？])\s*[，、；：。]"), "nothing stands before '{}'"),
    (
        re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,3}\.|>|\|) [ \t]*)?([,;，、；：。！？](?!\S?[-)(]))", re.M),
        "a line begins with '{}'",
    ),
    (re.compile(r"\|(?<=[\w.,;:] \|)[ \t]*([,;，、；：。](?=[^|\n]))", re.M), "a cell begins with '{}'"),
)
_OPENING = ' \n*_`"«([“'
_SENTENCE = re.compile("[а-яё]{5}[.!?] [а-яё]")
"""Behind a longer word a stop is no sign of an abbreviation."""
_INDENTED = re.compile(r"(?<=[^\n]\n) (?=[^\s|>*+\d.-])")

_CLOSING = " \n*_`)»”\"'）]"
_HANGING = {
    "ru": re.compile(
        r"(?:^|[\s(«])(?:в|во|на|о|об|от|до|из|за|к|ко|с|со|у|по|для|при|про|без|над|под|и|или|а|но|не"
        r"|[вн]аш(?:а|е|и|у|его|ему|ей|их|им|ими|ем)?)$|,$",
        re.I,
    ),
    "zh": re.compile(r"(?:[和或与在从把被将及很每各某这仅但也，、]|(?<![比计])较)$"),
}
"""Words and marks that something follows, unless the English ends with one too: `Until`, the head of a column."""
_ENGLISH = re.compile(r"\b(?:from|until|to|of|in|on|at|by|for|with|and|or|not|yours|ours)$|,$", re.I)
_LONG = 4
"""Spaces in an English text that is more than a Chinese word with 的 says: `可选的` may be all of `Optional`."""
_NO_WORDS = frozenset("бгдеёжзйлмнпртфхцчшщъыьэю")
"""Letters of Russian that are no words: they stand alone as units, behind a number, and as marks."""
_ENDS = ".。!！?？…:：;；}|"


@rule("gap")
def gap(sources: Sources) -> Iterator[Finding]:
    """No words are missing: no brackets or link without a text, no comma that follows nothing.

    Good: `我们的表格中，每个会员套餐占一列。`; `[compare the plans](compare.md)`.
    Bad: `我们的表格中，。`; `[](compare.md)`; `the plan ()`; a line that begins with a comma, or with one space.
    """
    whole = f"\n{HOLE}\n".join(written.parts.prose for written in sources.written)
    found = [(pattern, words) for pattern, words in _GAPS if pattern.search(whole)]  # in most sites none
    for written in sources.written:
        text = written.parts.prose
        for pattern, words in found:
            for match in pattern.finditer(text):
                stops = "".join(match[0].split()).lstrip("-*+>|0123456789.")
                hint = "write what is missing, or delete what is left"
                yield Finding(written.at(match.end() - 1), words.format(stops), "gap", hint)
        for link in written.parts.links:
            if not link.image and link.label != link.label.strip():
                at = written.parts.bare.rfind("[", 0, link.offset)
                yield Finding(written.at(max(at, 0)), "a link begins or ends with a space", "gap", "delete it")
            elif not link.image and not link.label:
                yield Finding(written.at(link.offset), "a link has no text", "gap", "write what to click on")
        if written.kind == "page":
            for match in _INDENTED.finditer(text):
                message = "a line begins with one space"
                yield Finding(written.at(match.start()), message, "gap", "write what is missing, or delete the space")


@rule("cut-off")
def cut_off(sources: Sources) -> Iterator[Finding]:
    """A translated sentence ends with a full stop where the English one does, and no text with a word that goes on.

    Good: `它的日期是译文交付的日期。` for `Its date is the one of the translation.`
    Bad: `它的日期是译文` for the same; `Каналы передачи в`; `Ваша`; `面向较新版本的`; `Устранение с`; `规划销`, where
    `销售` is a word of this site: the end was cut off.
    """
    for twin in twins(sources).texts:
        english, text = twin.english.rstrip(_CLOSING), twin.text.rstrip(_CLOSING)
        if english.endswith(".") and not english.endswith("..") and text and text[-1] not in _ENDS:
            message = f"ends with '{text[-12:]}', the English with a full stop"
            yield Finding(twin.at(len(text) - 1), message, "cut-off", "write the end of the sentence")
        elif (last := _last(text, twin.language)) and not _ENGLISH.search(english):
            message = f"ends with '{last[0].strip()}', which something follows"
            yield Finding(twin.at(last.start()), message, "cut-off", "write what follows")
        elif broken := _broken_off(sources, english, text, twin.language):
            message, hint = broken
            yield Finding(twin.at(len(text) - 1), message, "cut-off", hint)
        elif text.endswith("的") and "是" not in text and english.count(" ") >= _LONG:
            yield Finding(
                twin.at(len(text) - 1), "ends with '的', which something follows", "cut-off", "write what follows"
            )


@rule("capital", Severity.WARNING)
def capital(sources: Sources) -> Iterator[Finding]:
    """A Russian text begins with a capital letter where its English does, and so does each further sentence of it.

    Good: `Выберите план.` for `Choose a plan.`
    Bad: `план.` for the same: the first word was deleted.
    """
    for twin in twins(sources).texts:
        if twin.language != "ru" or twin.within:
            continue
        text = twin.text.lstrip(_OPENING)
        if text[:1].islower() and text[0] >= "а" and twin.english.lstrip(_OPENING)[:2].istitle():
            at, what = len(twin.text) - len(text), "text"
        elif inside := _SENTENCE.search(twin.text):
            at, what = inside.end() - 1, "sentence"
        else:
            continue
        hint = "write its first word, or a capital letter"
        yield Finding(twin.at(at), f"a {what} begins with '{twin.text[at : at + 12]}', a small letter", "capital", hint)


def _broken_off(sources: Sources, english: str, text: str, language: str) -> tuple[str, str] | None:
    """Return what to say of a text that ends within a word: message and hint."""
    hint = "write the end of the word"
    if language == "zh":
        word = unfinished(sources, english, text)
        return (f"ends with '{text[-1]}', which begins '{word}'", hint) if word else None
    alone = not text[:-1] or (text[-2].isspace() and text[-3:-2].isalpha())
    if text[-1:].lower() not in _NO_WORDS or not alone or english[-2:-1] in ("", " "):
        return None
    return f"ends with the letter '{text[-1]}'", hint


def _last(text: str, language: str) -> re.Match[str] | None:
    """Return the word at the end of a text that something should follow."""
    return _HANGING[language].search(text, max(0, len(text) - 8)) if language in _HANGING else None


RULES = (gap, cut_off, capital)
