"""Which characters of a Markdown text are prose that a reader sees, and what stands between them.

A passage keeps a *veil* of the same length as the text: code, addresses, macros and other opaque pieces are covered
with `OPAQUE`, marks that disappear on the page (`**`, the brackets of a link) with `CLEAR`; the mark of a list item
or heading begins with `ITEM`. So every rule searches the veil, and a position found there is a position in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from crucible.source.text import HAN

OPAQUE = "\x1e"
CLEAR = "\x1f"
ITEM = "\x1d"

# Every repetition is bounded: the work per character is bounded too, whatever the text.
_MARKUP = re.compile(
    r"""(?=[`\[\]{<>&%$\\*_:|!?=#+~\-\dhHwWm@\x1c-\x1f])(?:
    (?P<control>[\x1c-\x1f]+)
  | (?P<line>^[ \t]{0,12}(?:(?:[-*+]|\d{1,3}[.)]|\#{1,6}|>)[ \t]{1,8}){1,4})
  | (?P<admonition>^[ \t]{0,12}(?:!!!|\?\?\?\+?|===[+!]?)[ ][^\n"]{0,60}"?)
  | (?P<rule>^[ \t]{0,12}\|?(?:[ ]{0,8}:?-{3,200}:?[ ]{0,8}\|?){1,40}$)
  | (?P<directive>:::[^\n]{0,1000}|\[![A-Z]{2,20}\]|^\[[^\[\]\n]{1,100}\]:[^\n]{0,1000})
  | (?P<fence>^[ \t]{0,12}(?:```|~~~)[^\n]{0,100}\n(?:(?![ \t]{0,12}(?:```|~~~))[^\n]{0,400}\n){0,200}[
  \t]{0,12}(?:```|~~~)[ \t]*$)
  | (?P<code>(?P<tick>`{1,3})(?!`)[^`]{1,400}(?P=tick)(?!`))
  | (?P<macro>\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\})
  | (?P<attribute>\{:?[ ]?[\#.][^{}\n]{1,120}\})
  | (?P<comment><!--[^<>]{0,1000}-->)
  | (?P<tag></?[A-Za-z][^<>\n]{0,500}>)
  | (?P<link>\]\([ ]?(?:<[^<>\n]{0,500}>|[^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,300})?)
        (?:[ ]{1,3}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ ]?\)(?:\{[^{}\n]{0,120}\})?)
  | (?P<reference>\]\[[^\[\]\n]{0,100}\])
  | (?P<footnote>\[\^[^\[\]\n]{1,40}\])
  |
  (?P<url>(?:https?://|www\.|mailto:|HTTPS?://)[^\s<>()\[\]{}"'`«»“”‘’|，。；、：！？（）《》「」『』\u0400-\u04ff\u4e00-\u9fff\x1e\x1f]{1,1000})
  | (?P<entity>&(?:\#\d{1,6}|\#x[\da-fA-F]{1,6}|[A-Za-z]{2,12});)
  | (?P<placeholder>%\([A-Za-z_]\w{0,40}\)[sd]|%[sd]\b|\$?\{[A-Za-z_\d][\w.]{0,60}\})
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<mark>\*{1,3}|~~|_{2})
  | (?P<bracket>!?\[|\])
  | (?P<bar>\|)
    )""",
    re.MULTILINE | re.VERBOSE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,32}){1,4}")
_CLEAR_KINDS = frozenset({"line", "mark", "bracket", "link", "reference", "attribute", "tag", "comment"})
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"\w")
_WIDE = str.maketrans("０１２３４５６７８９％", "0123456789%")

_END_EN = re.compile(
    r"(?:[.!?…][\"”’)\]\x1f]{0,6}\s+(?=[\x1e\x1f\"“(]{0,8}[A-Z\d\x1e])|\n(?=[ \t]*(?:\n|[\x1d|]))|\||[。！？])"
)
_END_ZH = re.compile(
    r"(?:[。！？][”’）)\x1f]{0,6}|[.!?][\x1f]{0,6}\s+(?=" + HAN + r"|[\x1e\x1f])|\n(?=[ \t]*(?:\n|[\x1d|]))|\|)"
)
_END_RU = re.compile(
    r"(?:[.!?…][»\"”)\]\x1f]{0,6}\s+(?=[\x1e\x1f«\"“(—]{0,8}[A-ZА-ЯЁ\d\x1e])|\n(?=[ \t]*(?:\n|[\x1d|]))|\|)"
)
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|No|Inc|Ltd|Corp|Mr|Ms|Dr|St|approx|U\.S|a\.m|p\.m|[A-Z]"
    r"|г|гг|т|д|п|др|см|напр|рис|табл|стр|тыс|млн|млрд|руб|ул|им|ч|мин|сек))\Z"
)
_LEAD = re.compile(r"[\s\x1d\x1f]{0,12}\x1f\x1f[^\x1f]{1,80}\x1f\x1f[:：][ \u00a0]?")


class Piece(NamedTuple):
    """A stretch of markup in the text: `kind` is the name of a group in the pattern above."""

    kind: str
    start: int
    end: int
    text: str


class Passage:
    """One text of one language (`en`, `zh`, `ru`), its veil and its pieces of markup."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.veil, self.pieces = _taken_apart(text)
        """The text with all markup covered and full-width digits as plain ones, as long as it; the markup, in order."""
        self.has_digits = _DIGIT.search(self.veil) is not None
        """Whether a figure stands in the veil: most texts have none, and many rules ask."""
        self.lower = lowered(self.veil)
        """The veil in small letters."""
        self.sentences = tuple(_sentences(self.veil, language))
        """Spans of the sentences that hold at least one letter or digit."""

    def of(self, *kinds: str) -> list[Piece]:
        """The pieces of these kinds, in order."""
        return [piece for piece in self.pieces if piece.kind in kinds]

    @property
    def led_in(self) -> tuple[tuple[int, int], ...]:
        """The sentences, with a lead-in in bold and its colon as one of its own, where there is one."""
        lead = _LEAD.match(self.veil)
        if not lead or not self.sentences:
            return self.sentences
        (start, end), *rest = self.sentences
        if not start < lead.end() < end:
            return self.sentences
        return ((start, lead.end()), (lead.end(), end), *rest)


def _taken_apart(text: str) -> tuple[str, tuple[Piece, ...]]:
    out: list[str] = []
    pieces: list[Piece] = []
    last = 0
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        kind = match.lastgroup if match.lastgroup != "tick" else "code"
        if kind is None:
            continue
        pieces.append(Piece(kind, start, end, match.group()))
        out.append(text[last:start])
        out.append(_cover(kind, match.group()))
        last = end
    out.append(text[last:])
    veil = "".join(out).translate(_WIDE)
    if "@" in veil:
        veil = _MAIL.sub(lambda found: OPAQUE * len(found.group()), veil)
    return veil, tuple(pieces)


def _sentences(veil: str, language: str) -> Iterator[tuple[int, int]]:
    pattern = {"zh": _END_ZH, "ru": _END_RU}.get(language, _END_EN)
    start = 0
    for match in pattern.finditer(veil):
        short = veil[match.start()] == "." and _SHORT.search(veil[max(start, match.start() - 8) : match.start()])
        if short and not (short.group() == "No" and not veil[match.end() : match.end() + 1].isdigit()):
            continue  # "No. 5" is a number, "No. Ask him." an answer
        if _LETTER.search(veil, start, match.end()):
            yield start, match.end()
        start = match.end()
    if _LETTER.search(veil, start):
        yield start, len(veil)


@lru_cache(maxsize=1024)
def lowered(text: str) -> str:
    """The text in small letters, ё as е; İ and the like would change the length, so they stay."""
    small = text.lower().replace("ё", "е")
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text).replace("ё", "е")


def _cover(kind: str, text: str) -> str:
    if kind == "escape":
        return CLEAR + text[1]
    if kind == "line":
        return ITEM + CLEAR * (len(text) - 1)
    if kind == "bar" or (kind in {"tag", "fence"} and (text.lower().startswith(("<br", "</p", "</li", "</t")))):
        return "|" + CLEAR * (len(text) - 1)
    if kind == "entity" and text == "&nbsp;":
        return "\u00a0" + CLEAR * (len(text) - 1)
    return (CLEAR if kind in _CLEAR_KINDS else OPAQUE) * len(text)


@lru_cache(maxsize=4096)
def passage(text: str, language: str) -> Passage:
    """The passage of a text, taken apart once: the English of two translations, a translation judged twice."""
    return Passage(text, language)


def language_of(tag: str) -> str:
    """`zh-CN`, `zh_Hans` → `zh`; `ru-RU` → `ru`."""
    return tag.replace("_", "-").split("-")[0].lower()
