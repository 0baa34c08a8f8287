"""Where the links of a text lead, against those of its translation.

On a site of ours the targets are equal, letter for letter but for the locale. Other people's translations lead to the
same page in many ways: in HTML, by reference, with or without the host, to the page or picture in their language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from crucible.sentences.fault import Fault
from crucible.sentences.leftovers import without_names
from crucible.sentences.markup import differing
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage, Piece

_LOCALE = re.compile(r"/(?:[a-z]{2}-[a-z]{2,4})(?=/|\Z)", re.IGNORECASE)
_TORN = re.compile(r"\][ \u3000]{0,2}[(（][ ]?(?:https?:|[\w./-]{1,80}\.(?:md|html?)\b)")
_ADDRESS = re.compile(r"\b(?:href|src)\s{0,3}=\s{0,3}[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_FRONTS = (("readme",), ("blob", "readme"), ("tree", "readme"))
_BETWEEN = r"<(https?://[^<>\s]+)>"
_LANGUAGE = re.compile(
    r"(?:^|(?<=[._-]))(?:eng?|english|zh|zho|cn|ch|chinese|rus?|russian)(?:[-_]?(?:us|gb|cn|tw|hk|ru|hans|hant))?(?=[._-]|$)"
)
_OF_LANGUAGE = r"(?i)/(?:(?:ru|zh)(?:[-_][a-z]{2,4})?|lang|intl)\Z"
_IN_OTHERS = (
    r"(?i)(?:^|/)(?:readme|index)[._-](?:[a-z]{2}(?:[-_][a-z]{2,4})?|kab|fil|han[st]|jpn?|kor?)(?:\.[a-z]{2,8})?\Z"
)
"""Where a row of languages leads: a translation has its own row, or none."""
_IN_ANOTHER = (
    r"(?i)[\w-][._-](?:ru|rus|russian|zh|cn|chs|cht|chinese|de|fr|es|it|ja|jp|ko|pt|pl|nl|tr|uk)(?:[_-][a-z]{2,4})?"
    r"\.(?:md|mdx|html?)\Z"
)
"""A page in another language than English, whatever it is called."""
_LABEL = r"!?\[([^\[\]\n]{1,120})\Z"
_IN_PAGE = r"\]\( ?#[^()\s]"
_OWN = r"(?i)readme[._-](?:ru|zh|cn)(?:[-_][a-z]{2,4})?\.md(?:#|\Z)"
"""The front page of a repository in the language of a translation."""
_TONGUE = (
    r"en|ru|zh|cn|eng?lish|chinese|russian|русск[а-я]{2,3}|английск[а-я]{2,3}|китайск[а-я]{2,3}"
    r"|(?:简体|繁體|繁体)?中文|英[文语]|俄[文语]"
)
_SWITCH = (
    rf"(?:(?:{_TONGUE}|version|docs?|documentation|readme|md|language|версия|документация|на|язык[а-я]{{0,2}}"
    r"|文档|版本?|说明|语言|切换)(?![a-zа-я])[^\w]*)+"
)
"""What says of a page only which language it is in, and what says who translated it."""
_CREDIT = r"(?i)\W*(?:translated (?:from|by)|перев[её]л[аи]?\b|перевод\b|译自|翻译自|由[^，。]{1,40}翻译)"
_NO_STEP = frozenset({"", "main", "master", "lang", "intl", "locale"})
_ENDING = re.compile(r"\.(?:md|mdx|markdown|html?|aspx|php)$")


def links(pair: Pair) -> Iterator[Fault]:
    """link. The same targets as often; a locale in the path may differ. Without a glossary, the same pages.

    Good: `[plans](plans.md)` – `[计划](plans.md)`. Bad: `计划`, `[计划](plan.md)`.
    """
    torn = _TORN.search(re.sub(r"\]\((?! )", "\x1e", pair.target.text))
    if torn and not re.search(r"\] \(", pair.english.text):
        hint = "write '](' without a space and with a half-width bracket"
        yield Fault(*torn.span(), "link", f"'{torn.group()}' is no link", hint)
        return
    ours, theirs = (_targets(side, house=bool(pair.terms)) for side in (pair.english, pair.target))
    if not pair.terms and _of_the_page(pair.english) != _of_the_page(pair.target):
        return
    if not pair.terms:
        ours, theirs = _elsewhere(pair, ours, theirs)
    yield from differing(pair, ours, theirs, "link", "link target")


def _of_the_page(passage: Passage) -> str:
    """Return what a text with links only does: leads to the page in another language, or says who translated it."""
    if not passage.of("link"):
        return ""
    words = re.sub(r"\]\([^()\n]*\)", "] ", passage.text)
    named = re.search(rf"(?i)(?<![a-zа-я])(?:{_TONGUE})(?![a-zа-я])", words)
    if re.match(_CREDIT, words):
        return "credit"
    return "switch" if named and re.fullmatch(rf"(?i)[^\w]*{_SWITCH}", words) else ""


def _targets(passage: Passage, *, house: bool) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in passage.of("link", "url") if house else passage.of("link", "url", "tag"):
        target = _target(piece, house=house)
        if target and (house or target != "#"):
            found.setdefault(target, []).append(piece)
    return found


def _target(piece: Piece, *, house: bool) -> str:
    text = piece.text
    if piece.kind == "tag":
        address = _ADDRESS.search(text) or re.fullmatch(_BETWEEN, text)
        if address is None:
            return ""
        text = address[1]
    if piece.kind == "link":
        text = re.split(r"\s", text[2:].strip("( )"), maxsplit=1)[0].strip("<>").split("){")[0].rstrip(")")
    path, mark, fragment = text.rstrip(".,;:!?").partition("#")
    path = _LOCALE.sub("", path)
    if not house:
        path = "" if path in (".", "./") else path
        fragment = ""  # the anchors of other people's headings are translated with the headings
    return path.rstrip("/") + (mark + fragment if fragment else "") or "#"


# Other people's pages


def _elsewhere(
    pair: Pair, ours: dict[str, list[Piece]], theirs: dict[str, list[Piece]]
) -> tuple[dict[str, list[Piece]], dict[str, list[Piece]]]:
    """Return the targets that lead to a page that the other side does not lead to, each once.

    What a translation links to besides is its own affair, unless it takes the place of what the English links to; and
    a link by reference (`[text][name]`) may lead anywhere.
    """
    if not re.search(r"\w", without_names(pair.english)):
        return {}, {}  # a row of badges
    spare = len(pair.target.of("reference")) - len(pair.english.of("reference"))
    ours = {
        target: pieces
        for target, pieces in ours.items()
        if not re.search(_IN_OTHERS, target) and not re.search(_IN_ANOTHER, target)
    }
    lost = {target: pieces[:1] for target, pieces in ours.items() if not any(_same(target, other) for other in theirs)}
    new = {target: pieces[:1] for target, pieces in theirs.items() if not any(_same(other, target) for other in ours)}
    _drop_anchors(pair, lost)
    _drop_named(pair, lost, new)
    return (lost, new) if len(lost) > max(0, spare) else ({}, {})


def _drop_anchors(pair: Pair, lost: dict[str, list[Piece]]) -> None:
    """Take away what leads to a heading of the front page of a repository where the translation has it in the page."""
    here, there = (len(re.findall(_IN_PAGE, side.text)) for side in (pair.target, pair.english))
    to_heading = [target for target, (piece,) in lost.items() if "#" in piece.text and _front(_taken_apart(target)[1])]
    for target in to_heading[: max(0, here - there)]:
        del lost[target]


def _drop_named(pair: Pair, lost: dict[str, list[Piece]], new: dict[str, list[Piece]]) -> None:
    """Take away links that name where they lead and lead elsewhere, with that name: another file, a mirror."""
    ours, theirs = (
        [(target, label) for target, (piece,) in found.items() if (label := _named(target, piece, side.text))]
        for found, side in ((lost, pair.english), (new, pair.target))
    )
    for (target, label), (other, name) in zip(ours, theirs, strict=False):
        if label != name:
            del lost[target], new[other]


def _named(target: str, piece: Piece, text: str) -> str:
    """Return the text of a link that is the end of its target, or the name of its host; '' for any other."""
    found = re.search(_LABEL, text[max(0, piece.start - 130) : piece.start]) if piece.kind == "link" else None
    label = found[1].strip("`* ").casefold() if found else ""
    path, host = target.casefold(), _taken_apart(target)[0]
    return label if label and (f"/{path}".endswith(f"/{label}") or label in host.split(".")[:-1]) else ""


def _same(ours: str, theirs: str) -> bool:
    """Whether two targets are the same page: one path is the end of the other, or the host speaks another language.

    A documentation that moved kept its long paths.
    """
    (host, path), (other, way) = _taken_apart(ours), _taken_apart(theirs)
    if host and host == other and not way and re.search(_OF_LANGUAGE, theirs):
        return True  # a site whose translation is one page, or another way in
    if host and host == other and way[: len(path)] == path and way[len(path) :] in _FRONTS:
        return True  # the front page of a repository, by its file
    if host and host == other and re.search(_OWN, theirs) and _front(path) and _front(path) == _front(way):
        return True  # the same in the language of the page, on a branch or none
    if host and not path + way and host.split(".")[-2:-1] == other.split(".")[-2:-1] and other.endswith((".ru", ".cn")):
        return True  # a house that has a site for the country
    if host and host == other and len(path) == len(way) and any(not step.isascii() for step in way):
        return all(one == step or not step.isascii() for one, step in zip(path, way, strict=True))  # a badge's words
    if host and other and min(len(path), len(way)) < 2:
        return _called(host) == _called(other) and path == way
    if host and other and host != other and _called(host) == _called(other):
        return True
    short, long = sorted((path, way), key=len)
    return path == way or (bool(short) and long[-len(short) :] == short)


def _front(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return owner and name of the repository whose front page a path is, nothing for another page."""
    kind, *rest = path[2:] or ("tree",)
    branch = [step for step in rest if step != "readme"]
    readme = kind == "tree" or (kind == "blob" and rest[-1:] == ["readme"])
    return path[:2] if len(path) > 1 and readme and len(branch) < 2 else ()


def _taken_apart(target: str) -> tuple[str, tuple[str, ...]]:
    """Return the host and the steps of a path, without languages, endings, and signs between words."""
    scheme, mark, rest = target.casefold().partition("://")
    host, _, path = rest.partition("/") if mark else ("", "", scheme)
    named = (_ENDING.sub("", _LANGUAGE.sub("", unquote(step))) for step in path.partition("?")[0].split("/"))
    steps = [step for step in (re.sub(r"[\W_]", "", step) for step in named) if step not in _NO_STEP]
    if steps and steps[-1] == "index" and (host or len(steps) > 1):
        steps.pop()
    if mark and scheme not in ("http", "https"):
        steps.append(scheme)  # `hhttps://…` leads nowhere
    return host.removeprefix("www."), tuple(steps)


def _called(host: str) -> str:
    """Return a host without its language and its last label: sites move from one to another."""
    return re.sub(r"^(?:en|zh|cn|ru)(?:-[a-z]{2})?\.|\.[a-z]{2,6}$", "", host)
