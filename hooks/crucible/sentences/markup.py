"""Markup that a translation carries over: placeholders, list items, heading ids, escapes, brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage, Piece
from crucible.source.text import HAN

_NAME = re.compile(r"(?<=[\"'])[a-z\d]+(?:[-_.][a-z\d]+)+(?=[\"'])")


def _listed(items: list[str]) -> str:
    return ", ".join(f"'{item}'" for item in items)


def differing(
    pair: Pair, ours: dict[str, list[Piece]], theirs: dict[str, list[Piece]], rule: str, what: str
) -> Iterator[Fault]:
    """Yield what one side has more often than the other, as one fault."""
    lost = [key for key, pieces in ours.items() if len(pieces) > len(theirs.get(key, []))]
    new = [key for key, pieces in theirs.items() if len(pieces) > len(ours.get(key, []))]
    if new:
        piece = theirs[new[0]][-1]
        wanted = f", the English has {_listed(lost)}" if lost else ", the English does not have it"
        yield Fault(piece.start, piece.end, rule, f"the {what} {_listed(new)} stands here{wanted}")
    elif lost:
        start = ours[lost[0]][0].start
        yield Fault(*pair.across(start), rule, f"the {what} {_listed(lost)} of the English is missing")


def _by(pieces: list[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        # What a macro shows is translated, its name and its first argument are not.
        text = re.sub(r",\s*(?:\"[^\"]*\"|'[^']*')", ", text", piece.text)
        found.setdefault(re.sub(r"\s+", "", text), []).append(piece)
    return found


def placeholders(pair: Pair) -> Iterator[Fault]:
    """placeholder. Macros and format fields are the same on both sides; a text that a macro shows is translated.

    Good: `{{ plan.name }} costs` – `{{ plan.name }} 的价格`. Bad: `{{ 计划.名称 }}`, or none.
    """
    ours, theirs = (_by(side.of("macro", "placeholder")) for side in (pair.english, pair.target))
    if not pair.terms and (ours or theirs):
        ours, theirs = (
            {k: found for k, found in side.items() if k[2:3] not in "<%" and not _JSON.search(k)}
            for side in (ours, theirs)
        )
        ours, theirs = _unsaid(ours, pair.target), _unsaid(theirs, pair.english)
    wrong = list(differing(pair, ours, theirs, "placeholder", "placeholder"))
    yield from wrong
    if wrong:
        return
    names = {name for pieces in ours.values() for piece in pieces for name in _NAME.findall(piece.text)}
    for pieces in theirs.values():
        for piece in pieces:
            for name in _NAME.findall(piece.text):
                if name not in names:
                    said = f"the name '{name}' stands in a macro here, the English does not have it"
                    yield Fault(piece.start, piece.end, "placeholder", said)


_JSON = re.compile(r"\{+[\"'][^{}\"']*[\"']:")
"""`{{"title": "…"}}`: an object in a text that a program fills, its braces doubled."""
_FIELD = r"[$#%]\{\w+\}"
_NAMED_FIELD = r"[$#%]\{[^\W\da-zA-Z_]+\}"
"""What shows how a field is written, `${name}`, other people translate."""


def _unsaid(pieces: dict[str, list[Piece]], other: Passage) -> dict[str, list[Piece]]:
    """Return those that the other side does not say in words: other people's `{{ contoso-cloud }}` shows a name."""
    letters = re.sub(r"[\W_]", "", other.text.casefold())
    names = {key: re.sub(r"[\W_]", "", key.casefold()) for key in pieces}
    return {
        key: found
        for key, found in pieces.items()
        if (len(names[key]) < 3 or names[key] not in letters)
        and not _renamed(found[0].text, other)
        and not (re.fullmatch(_FIELD, key) and re.search(_NAMED_FIELD, other.text))
    }


def _renamed(field: str, other: Passage) -> bool:
    """Whether a field is written down to be read, `{prefix}`, and the other side has one with its own word."""
    if not re.fullmatch(r"\{[A-Za-z]+\}", field):
        return False
    return len(re.findall(rf"\{{(?:[а-яё]|{HAN})+\}}", other.lower)) >= len(other.of("placeholder")) + 1


def emphasis(pair: Pair) -> Iterator[Fault]:
    """bold. Marks of bold text come in pairs; with a glossary there are also as many as in the English.

    Good: `**Save**` – `**保存**`. Bad: `**保存`, `* *保存**`.
    """
    ours, theirs = ([p for p in side.of("mark") if p.text in ("**", "***")] for side in (pair.english, pair.target))
    if len(ours) % 2 == 0 and len(theirs) % 2:
        yield Fault(
            theirs[-1].start,
            theirs[-1].end,
            "bold",
            (f"{len(theirs)} marks '**' stand here: one of them has no partner"),
        )
    elif pair.terms and len(ours) != len(theirs):
        yield Fault(
            *pair.whole,
            "bold",
            (f"{len(theirs) // 2} bold stretches stand here, {len(ours) // 2} in the English"),
        )


def structure(pair: Pair) -> Iterator[Fault]:
    """list, heading-id. As many list items and headings, and the same heading ids.

    Good: `## Plans { #plans }` – `## 计划 { #plans }`. Bad: `## 计划 { #计划 }`; two items for three.
    """
    counts = []
    for passage in (pair.english, pair.target):
        lines = [piece for piece in passage.of("line") if pair.terms or piece.start]  # "1. Lamps" may be a heading
        items = [piece for piece in lines if re.search(r"[-*+]|\d[.)]", piece.text)]
        counts.append((len(items), len(lines) - len(items)))
    if counts[0][0] != counts[1][0]:
        yield Fault(*pair.whole, "list", (f"{counts[1][0]} list items stand here, {counts[0][0]} in the English"))
    elif counts[0][1] != counts[1][1]:
        yield Fault(
            *pair.whole,
            "list",
            (f"{counts[1][1]} headings or quotations stand here, {counts[0][1]} in the English"),
        )
    ids = [
        {"{" + piece.text.strip("{}: ") + "}": [piece] for piece in side.of("attribute") if "#" in piece.text}
        for side in (pair.english, pair.target)
    ]
    yield from differing(pair, ids[0], ids[1], "heading-id", "heading id")


def escapes(pair: Pair) -> Iterator[Fault]:
    r"""escape. A star that the English escapes is escaped here too, or the line becomes a list item.

    Good: `\* cloud only` – `\* 仅限云产品`. Bad: `* 仅限云产品`.
    """
    ours = Counter(piece.text for piece in pair.english.of("escape"))["\\*"]
    theirs = Counter(piece.text for piece in pair.target.of("escape"))["\\*"]
    shown = not pair.terms and any("*" in piece.text for piece in pair.target.of("code"))
    if ours > theirs and (pair.target.text.count("*") - theirs) % 2 and not shown:
        yield Fault(
            *pair.whole,
            "escape",
            (f"{theirs} escaped stars '\\*' stand here, {ours} in the English"),
            "write '\\*'",
        )


_PAIRS = (
    ("(（", ")）", "bracket"),
    ("[［【", "]］】", "bracket"),
    ("«", "»", "quote"),
    ("“", "”", "quote"),
    ("《", "》", "bracket"),
    ("「", "」", "quote"),
)
_ITEM = re.compile(
    r"(?:^|(?<=[\s(（；;，|])|(?<=[^\d],))(?:\d{1,3}|[a-zA-Zа-яА-Я]|[ivx]{1,4}|[一二三四五六七八九十])[)）]|"
    r"(?<![(（])[:;=]-?[()]"
)


_END = r"[-+]?(?:\d[\d.]{0,20}|∞|inf)"
_HALF_OPEN = rf"\(\s?{_END}\s?[-–~,;，]\s?{_END}\s?\]|\[\s?{_END}\s?[-–~,;，]\s?{_END}\s?\)"
"""An interval without one of its ends: [1, 5)."""
_BRACKETED = re.compile("[" + "".join(re.escape(opening + closing) for opening, closing, _ in _PAIRS) + "]")


def _odd(passage: Passage, *, house: bool) -> list[tuple[int, int, str, str]]:
    veil = passage.veil
    intervals = re.finditer(_HALF_OPEN, passage.text) if not house and re.search(r"[][]", passage.text) else ()
    for interval in intervals:
        veil = veil[: interval.start()] + "\x1e" * len(interval[0]) + veil[interval.end() :]
    veil = _without_marks(veil)
    if not house and veil.count("«") > veil.count("»"):  # one mark closes two quotations: «Глава «Лампы»
        veil = re.sub("«([^«»,;.\n]{0,40})(«[^«»\n]{1,80}»)", " \\1\\2", veil)
    if passage.language == "ru" and "„" in veil:
        veil = re.sub("„([^„“”\n]{1,200})[“”]", "«\\1»", veil)
    found = []
    for opening, closing, rule in _PAIRS:
        if not any(sign in veil for sign in opening + closing):
            continue
        left = [index for index, char in enumerate(veil) if char in opening]
        right = [index for index, char in enumerate(veil) if char in closing]
        if len(left) != len(right):
            spare = left[-1] if len(left) > len(right) else right[-1]
            found.append((spare, spare + 1, rule, opening[0]))
        elif any(start > end for start, end in zip(left, right, strict=True)):
            found.append((right[0], right[0] + 1, rule, opening[0]))
    return found


def _without_marks(veil: str) -> str:
    """Return the veil without the brackets of `a)` and `:)`; one that closes an open bracket is none of these."""
    parts: list[str] = []
    last = opened = 0
    for found in _ITEM.finditer(veil):
        between = veil[last : found.start()]
        opened += sum(between.count(sign) for sign in "(（") - sum(between.count(sign) for sign in ")）")
        closes = opened > 0 and found.group()[0] not in ":;="
        opened -= closes
        parts += [between, found.group() if closes else "\x1e" * len(found.group())]
        last = found.end()
    return "".join([*parts, veil[last:]])


def brackets(pair: Pair) -> Iterator[Fault]:
    """bracket, quote. Every bracket and quotation mark has its partner, if it has one in the English.

    Good: `（仅限云产品）`. Bad: `（仅限云产品`, `«Активировать`.
    """
    if not _BRACKETED.search(pair.target.veil):
        return
    ours = {mark for _, _, _, mark in _odd(pair.english, house=bool(pair.terms))}
    for start, end, rule, mark in _odd(pair.target, house=bool(pair.terms)):
        if mark not in ours and not (ours and rule == "quote"):
            yield Fault(start, end, rule, f"'{pair.target.text[start:end]}' has no partner")
    swallowed = re.search(r"[（(]\s?的(?!确|士)", pair.target.veil) if pair.language == "zh" else None
    if swallowed:
        yield Fault(
            *swallowed.span(),
            "bracket",
            (f"'{swallowed.group()}' opens with a particle: its noun is outside the bracket"),
        )
