"""Two YAML files of other people's sites beside each other: landing pages, FAQs, contents. Which value renders which.

What is a text is told by the value, not by its key: one that has letters of the translation, or is a sentence. Values
that are the same in both languages are settings, as long as they are no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from crucible.alignment import ALIGNABLE, Part, aligned, ratio_of, reordered, sure
from crucible.finding import Place
from crucible.language import folder_language
from crucible.source.text import HAN
from crucible.source.yaml import Loc, Node, Source

_OWN = {"zh": re.compile(HAN), "ru": re.compile(r"[а-яёА-ЯЁ]")}
_WORD = re.compile(r"(?<![^\s(\"'“«])[A-Za-z][A-Za-z'’-]*(?=[\s.,:;!?)\"'”»]|$)")
_FUNCTION = re.compile(
    r"an?|and|are|as|at|be|by|can|do|does|for|from|get|has|have|how|if|in|is|its?|learn|not|o[fnr]|that|the|their|this"
    r"|to|use|using|was|what|when|where|which|who|why|with|your?",
    re.I,
)
_AMOUNT = re.compile(r"[$€£¥~<>]?\s?\d[\d.,]*\s?[A-Za-z%]{1,12}(?: [A-Za-z]{1,12}){0,2}")
_ADDRESS = re.compile(r"https?://[!-~]+|[!-~]+\.(?:md|html?)(?:[?#][!-~]*)?")
_CATEGORIES = {"zero", "one", "two", "three", "four", "few", "many", "other"}
"""Of numbers, as Unicode's plural rules name them, and Hexo."""
_FIELD = re.compile(r"[%#$]?\{[^{}]*\}|%\d?\$?[a-z]")
_RANKS = {"order", "weight", "position", "priority", "rank", "index", "sort", "id"}
"""Keys whose numbers are settings: where a file or an entry stands among others."""
_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2,4}(?=/|\Z)", re.I)


class Leaf(NamedTuple):
    """A text of the English file and the one that renders it; `place` is that of a character of the latter."""

    english: str
    text: str
    place: Callable[[int], Place]


class Unlike(NamedTuple):
    """A difference: the rule that it breaks, where, what is so."""

    rule: str
    place: Place
    message: str
    hint: str = ""


def compared(ours: Source, theirs: Source, language: str) -> Iterator[Leaf | Unlike]:
    """Yield the texts of a YAML file beside the English ones, and where the two files differ in build."""
    own = _OWN[language]
    stack: list[tuple[Loc, Loc]] = [_top(ours, theirs)]
    while stack:
        mine, yours = stack.pop()
        left, right = ours.node(mine), theirs.node(yours)
        if isinstance(left.value, dict) and isinstance(right.value, dict):
            if _by_number(left) and _by_number(right):
                stack += [((*mine, _form(left, form, key)), (*yours, key)) for key, form in right.children.items()]
                continue
            stack += [((*mine, key), (*yours, key)) for key in reversed(left.children) if key in right.children]
            yield from _keys(left, right, theirs, yours, own)
        elif isinstance(left.value, list) and isinstance(right.value, list):
            pairs, unlike = _items(left, right, own)
            stack += [((*mine, a), (*yours, b)) for a, b in reversed(pairs)]
            if unlike:
                at, message, hint = unlike
                loc = (*yours, at) if at is not None else yours
                yield Unlike("structure", theirs.key_place(loc), message, hint)
        elif not isinstance(left.value, (dict, list)) and not isinstance(right.value, (dict, list)):
            yield from _values(left.value, right.value, theirs, yours, own)


def alone(source: Source, language: str) -> Iterator[Leaf]:
    """Yield the texts of a YAML file that has no English one."""
    stack: list[tuple[Loc, Node]] = [((), source.root)]
    while stack:
        loc, node = stack.pop()
        stack += [((*loc, step), child) for step, child in reversed(node.children.items())]
        if isinstance(node.value, str) and _OWN[language].search(node.value):
            yield Leaf("", node.value, _inside(source, loc))


def _top(ours: Source, theirs: Source) -> tuple[Loc, Loc]:
    """Return where the texts begin: below the tag of the language, where a file begins with it."""
    steps = [list(source.root.children) for source in (ours, theirs)]
    if all(len(keys) == 1 and isinstance(keys[0], str) and folder_language(keys[0]) for keys in steps):
        return (steps[0][0],), (steps[1][0],)
    return (), ()


def _by_number(node: Node) -> bool:
    """Whether a mapping has the forms of one text that numbers ask for; each language has its own."""
    return bool(node.children) and "other" in node.children and node.children.keys() <= _CATEGORIES


def _form(english: Node, form: Node, key: str | int) -> str | int:
    """Return which English form a form renders: "1 lamp" none of those with a field, since 21 is `one` in Russian."""
    same = english.children.get(key)
    fields = set(_FIELD.findall(str(form.value)))
    return key if same is not None and fields <= set(_FIELD.findall(str(same.value))) else "other"


def _values(left: Any, right: Any, theirs: Source, loc: Loc, own: re.Pattern[str]) -> Iterator[Leaf | Unlike]:
    if left is None or isinstance(left, bool) or isinstance(right, bool):
        return
    english, text = str(left), "" if right is None else str(right)
    if not text.strip():
        if is_sentence(english):
            message = f"nothing stands here, the English says '{_short(english)}'"
            yield Unlike("structure", theirs.key_place(loc), message, "translate it here")
    elif _ADDRESS.fullmatch(english) and _ADDRESS.fullmatch(text):
        if _target(english) != _target(text):
            message = f"the link target '{text}' stands here, the English has '{english}'"
            yield Unlike("same-link", theirs.place(loc), message)
    elif not isinstance(left, str) and not isinstance(right, str):
        if left != right and loc[-1] not in _RANKS:
            yield Unlike("number", theirs.place(loc), f"'{text}' stands here, the English has '{english}'")
    elif own.search(text) or is_sentence(english) or (_AMOUNT.fullmatch(english) and _AMOUNT.fullmatch(text)):
        yield Leaf(english, text, _inside(theirs, loc))


def is_sentence(text: str) -> bool:
    """Return whether an English value is something to translate whatever its key: words that make a sentence."""
    words = _WORD.findall(text)
    return len(words) >= 4 and sum(bool(_FUNCTION.fullmatch(word)) for word in words) >= 2


def _keys(left: Node, right: Node, theirs: Source, loc: Loc, own: re.Pattern[str]) -> Iterator[Unlike]:
    if not any(own.search(text) for child in right.children.values() for text in _texts(child)):
        return  # nothing of it is translated: settings, or what adds to those of another file
    for key, child in left.children.items():
        if key not in right.children and (text := next(filter(is_sentence, _texts(child)), "")):
            message = f"'{key}' of the English is missing here, '{_short(text)}'"
            yield Unlike("structure", theirs.key_place(loc), message, f"add a line '{key}: …'")
    for key, child in right.children.items():
        said = (text for text in _texts(child) if len(own.findall(text)) > 8)
        if key not in left.children and (text := next(said, "")):
            message = f"the English has no '{key}', '{_short(text)}'"
            yield Unlike("structure", theirs.key_place((*loc, key)), message, "delete it, or add it in English too")


Gap = tuple[int | None, str, str] | None
"""Of two lists: the number of the item at which they differ (None: the list), what is so, a way out."""


def _items(left: Node, right: Node, own: re.Pattern[str]) -> tuple[list[tuple[int, int]], Gap]:
    ours, theirs = list(left.children.values()), list(right.children.values())
    if by_key := _by_key(ours, theirs):
        return by_key
    mine, yours = ([Part("item", n.start, " ".join(_texts(n))) for n in side] for side in (ours, theirs))
    called = [[_short(next(_texts(node), "")) for node in side] for side in (ours, theirs)]
    ratio = ratio_of(mine, yours)
    if len(mine) == len(yours):
        places = reordered(mine, yours, ratio)
        pairs = list(enumerate(places))
        moved = next((n for n, m in pairs if n != m), None)
        if moved is None:
            return pairs, None
        message = f"'{called[1][moved]}' stands here, the English has '{called[0][moved]}' in this place"
        return pairs, (moved, message, "bring them into the order of the English")
    says = any(is_sentence(part.text) for part in mine) or any(len(own.findall(p.text)) > 8 for p in yours)
    if len(mine) * len(yours) > ALIGNABLE:
        return [], (None, f"{len(yours)} items stand here, {len(mine)} in the English", "") if says else None
    groups = aligned(mine, yours, ratio)
    pairs = [(a[0], b[0]) for a, b in groups if len(a) == len(b) == 1 and sure([mine[a[0]]], [yours[b[0]]], ratio)]
    return pairs, _gap(groups, called) if says else None


def _gap(groups: list[tuple[tuple[int, ...], tuple[int, ...]]], called: list[list[str]]) -> Gap:
    for number, (a, b) in enumerate(groups):
        if a and not b:
            behind = next((b[0] for _, b in groups[number:] if b), None)
            where = "before here" if behind is not None else "from this list"
            return behind, f"the item '{called[0][a[0]]}' of the English is missing {where}", "translate it here"
        if b and not a:
            message = f"the English has no item '{called[1][b[0]]}'"
            return b[0], message, "delete it, or write it in English too"
    return None, f"{len(called[1])} items stand here, {len(called[0])} in the English", ""


def _by_key(ours: list[Node], theirs: list[Node]) -> tuple[list[tuple[int, int]], Gap] | None:
    """Pair mappings by a key whose values are the same in both languages and stand once in each list."""
    found: list[tuple[int, list[str], list[str]]] = []
    keys = [set(node.children) if isinstance(node.value, dict) else set() for node in (*ours, *theirs)]
    for key in set.intersection(*keys) if keys else ():
        mine, yours = ([str(node.children[key].value) for node in side] for side in (ours, theirs))
        plain = all(re.fullmatch(r"[!-~]+", value) for value in (*mine, *yours))
        if plain and len(set(mine)) == len(mine) and len(set(yours)) == len(yours):
            found.append((len({*mine} & {*yours}), mine, yours))
    shared, mine, yours = max(found, default=(0, [], []))
    if not shared or 2 * shared < max(len(mine), len(yours)):
        return None
    at, known = {value: n for n, value in enumerate(yours)}, set(mine)
    pairs = [(n, at[value]) for n, value in enumerate(mine) if value in at]
    lost = [n for n, value in enumerate(mine) if value not in at]
    new = [n for n, value in enumerate(yours) if value not in known]
    if len(lost) == len(new) <= 1:
        return [*pairs, *zip(lost, new, strict=True)], None
    if lost:
        behind = next((m for n, m in pairs if n > lost[0]), None)
        where = "before here" if behind is not None else "from this list"
        name = _short(next(_texts(ours[lost[0]]), ""))
        return pairs, (behind, f"the item '{name}' of the English is missing {where}", "translate it here")
    name = _short(next(_texts(theirs[new[0]]), ""))
    return pairs, (new[0], f"the English has no item '{name}'", "delete it, or add it in English too")


def _texts(node: Node) -> Iterator[str]:
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here.value, str):
            yield here.value
        stack += reversed(here.children.values())


def _target(address: str) -> str:
    return _LOCALE.sub("", address.partition("#")[0]).rstrip("/").lower()


def _inside(source: Source, loc: Loc) -> Callable[[int], Place]:
    return lambda offset: source.inside(loc, offset)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else f"{text[:47]}…"
