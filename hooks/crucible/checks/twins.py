"""What stands beside what: each English text with its translation, and where each of its characters stands.

Front matter, blocks of pages, cells of tables and entries of catalogs alike. Put together once for each `Sources`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from crucible.alignment import Part, ratio_of, reordered
from crucible.blocks import Block, blocks
from crucible.checks import leaves
from crucible.checks.amount_words import FILLER
from crucible.checks.sources import Sources
from crucible.finding import Place
from crucible.language import SOURCE, TRANSLATIONS
from crucible.pairing import SEVERAL, pairing
from crucible.source.page import Page
from crucible.source.po import Message, PoFile, Text
from crucible.tables import Cell, Table, key_of, name_of, same_row, table_of

FRONT = {"title": "title", "description": "prose"}
"""Which texts of the front matter readers see, and what kind each is."""

_CALL_TEXT = re.compile(
    r"(\{\{[ \t]*[a-z_]+\((?:[ \t]*\"[^\"{}\n]*\"[ \t]*,)+[ \t]*\")"
    r"([^\"{}\n]*[^\x00-\x7f\"{}\n][^\"{}\n]*|[^\"{}\n]* [^\"{}\n]*)(\"\s*\)\s*\}\})"
)


class Twin(NamedTuple):
    """An English text ('' where there is none) and its translation; `at` gives the place of a character of the latter.

    `solid` says of a span whether it stands in the file as it stands in the text, without line ends.
    """

    english: str
    text: str
    language: str
    kind: str
    at: Callable[[int], Place]
    where: str = ""
    """The cell of a table in words: its row and column."""
    catalog: bool = False
    solid: Callable[[int, int], bool] = lambda start, end: True
    within: bool = False
    """A link text within a macro call; it stands behind all other texts."""
    loose: bool = False
    """Whether it may render another English text: its page is built otherwise, and it is unlike this one."""


class Body(NamedTuple):
    """Markdown in a language: the body of a page, or a text of a YAML file."""

    language: str
    body: str
    place: Callable[[int], Place]


class Odd(NamedTuple):
    """A difference in build between a page and its English page: the rule that it breaks, where, what is so."""

    rule: str
    place: Place
    message: str
    hint: str = ""
    also: tuple[Place, ...] = ()
    """Further places; of what is missing, where it would stand: behind the block before, or behind the one here."""
    sorted: bool = False
    """Whether codes say which row is which, and more than two stand elsewhere: others have an order of their own."""


class Twins(NamedTuple):
    """Everything that is compared, and what could not be compared because the builds differ."""

    texts: tuple[Twin, ...]
    odd: tuple[Odd, ...]
    tables: tuple[tuple[Body, Table, Table], ...]
    """Pairs of tables: what the translated one stands in, the English and the translated table."""


def twins(sources: Sources) -> Twins:
    """Return the twins of these sources; put together once."""
    kept: dict[str, Twins] = vars(sources).setdefault("_twins", {})
    if "all" not in kept:
        texts: list[Twin] = []
        odd: list[Odd] = []
        tables: list[tuple[Body, Table, Table]] = []
        paired: set[str] = set()
        most = SEVERAL if sources.house else 1
        for english, page in sources.translations():
            texts += _front(english, page)
            _body(english.body, Body(page.language, page.body, page.place), texts, odd, tables, most)
            paired.add(page.path)
        for page in sources.pages:
            if page.language in TRANSLATIONS and page.path not in paired:
                texts += _front(None, page)
                texts += _alone(Body(page.language, page.body, page.place))
        for found in _yaml(sources):
            if isinstance(found, Odd):
                odd.append(found)
            elif found[0]:
                _body(*found, texts, odd, tables, most)
            else:
                texts += _alone(found[1])
        for path, catalog in sources.catalogs.items():
            texts += _entries(catalog, path.split("/")[1])
        texts.sort(key=lambda twin: twin.within)
        kept["all"] = Twins(tuple(texts), tuple(odd), tuple(tables))
    return kept["all"]


def _yaml(sources: Sources) -> Iterator[tuple[str, Body] | Odd]:
    """Yield each text of a YAML file beside the pages with its English: FAQs and contents of other people's sites.

    Sites of our own layout have their texts in `data/` and the catalogs.
    """
    files = [file for file in sources.files.found if file.is_yaml]
    english = {file.name: sources.yaml_pages.get(file.path) for file in files if file.language == SOURCE}
    for file in files:
        theirs = sources.yaml_pages.get(file.path) if file.language in TRANSLATIONS else None
        ours = english.get(file.name)
        if theirs is None:
            continue
        found = leaves.compared(ours, theirs, file.language) if ours else leaves.alone(theirs, file.language)
        unlike: list[Odd] = []
        for leaf in found:
            if isinstance(leaf, leaves.Leaf):
                yield leaf.english, Body(file.language, leaf.text, leaf.place)
            elif leaf.rule == "structure":
                unlike.append(Odd(leaf.rule, leaf.place, leaf.message, leaf.hint))
            else:
                yield Odd(leaf.rule, leaf.place, leaf.message, leaf.hint)
        yield from _told(unlike)


def _front(english: Page | None, page: Page) -> Iterator[Twin]:
    front = page.front
    for key, kind in FRONT.items():
        ours, theirs = english.meta.get(key) if english else "", page.meta.get(key)
        if front is not None and isinstance(theirs, str):
            ours = ours if isinstance(ours, str) else ""
            yield Twin(ours, theirs, page.language, kind, _within(front.inside, key))


def _within(inside: Callable[[tuple[str], int], Place], key: str) -> Callable[[int], Place]:
    return lambda offset: inside((key,), offset)


def _body(
    english: str, page: Body, texts: list[Twin], odd: list[Odd], tables: list[tuple[Body, Table, Table]], most: int
) -> None:
    found = pairing(english, page.body, free=most == 1)
    differences = [
        Odd("structure", page.place(d.offset), d.message, d.hint, _gaps(page, d.offset)) for d in found.differences
    ]
    odd += _told(differences, most)
    for ours, theirs in found.pairs:
        kind = theirs[0].kind
        if kind == "code" or ours[0].kind == "code":
            continue
        if kind in ("table", "html-table"):
            if ours[0].kind in ("table", "html-table"):
                left, right = table_of(ours[0]), _in_order(table_of(ours[0]), table_of(theirs[0]), page, odd)
                tables.append((page, left, right))
                texts += _cells(left, right, page)
            continue
        joined = " ".join(block.text for block in ours)
        loose = theirs[0].start in found.loose
        texts += (twin._replace(loose=loose) if loose else twin for twin in _joined(joined, theirs, page))


def _gaps(page: Body, offset: int) -> tuple[Place, ...]:
    before = len(page.body[: page.body.rfind("\n", 0, offset) + 1].rstrip())
    after = page.body.find("\n\n", offset)
    return page.place(before), page.place(len(page.body.rstrip()) if after < 0 else after)


def _told(differences: list[Odd], most: int = SEVERAL) -> list[Odd]:
    """Return the differences in build of one file; more than `most` as one: it renders another version."""
    if len(differences) <= most:
        return differences
    first, *others = sorted(differences, key=lambda odd: odd.place)
    places = tuple(odd.place for odd in others)
    lines = list(dict.fromkeys(str(place.line) for place in places))
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"
    more = f"{len(others)} more place{'s' if len(others) > 1 else ''}"
    message = f"{first.message}; the page differs from the English in {more}, at {where}"
    hint = "it renders another version of the English: go through it from here on"
    return [Odd(first.rule, first.place, message, hint, places)]


def _alone(page: Body) -> Iterator[Twin]:
    """Yield the texts of a page that has no English one: they are judged by themselves."""
    for block in blocks(page.body):
        if block.kind in ("table", "html-table"):
            for row in table_of(block).rows:
                yield from (twin for cell in row if cell.text for twin in _cell(Cell(""), cell, page, ""))
        elif block.kind != "code":
            yield from _joined("", (block,), page)


def _joined(english: str, theirs: tuple[Block, ...], page: Body) -> Iterator[Twin]:
    """Yield a twin whose translation is one block, or two that render one block of the English."""
    kind = {"heading": "title", "title": "title"}.get(theirs[0].kind, "prose")
    text = "\n".join(block.text for block in theirs)
    steps = []
    length = 0
    for block in theirs:
        steps.append((length, block.start))
        length += len(block.text) + 1

    def offset(at: int) -> int:
        begin, start = max(step for step in steps if step[0] <= at)
        return start + at - begin

    body = page.body

    def solid(start: int, end: int) -> bool:
        return "\n" not in body[offset(start) : offset(end)] and body[offset(start) : offset(end)] == text[start:end]

    twin = Twin(english, text, page.language, kind, lambda at: page.place(offset(at)), solid=solid)
    yield from _apart(twin)


def _apart(twin: Twin) -> Iterator[Twin]:
    """Yield a twin without the link texts within its macro calls, then each of them: readers see it as any other text.

    `ref("asfp", "the link text")` is translated in its last value; it is no placeholder to be kept.
    """
    if "{{" not in twin.text:
        yield twin
        return
    yield twin._replace(english=_without_call_texts(twin.english), text=_without_call_texts(twin.text))
    ours, theirs = (list(_CALL_TEXT.finditer(side)) for side in (twin.english, twin.text))
    if [found[1].split() for found in ours] == [found[1].split() for found in theirs]:
        for mine, yours in zip(ours, theirs, strict=True):
            yield _call_text(twin, mine[2], yours[2], yours.start(2))


def _call_text(twin: Twin, english: str, text: str, start: int) -> Twin:
    def solid(begin: int, end: int) -> bool:
        return twin.solid(start + begin, start + end)

    return twin._replace(
        english=english, text=text, at=lambda offset: twin.at(start + offset), solid=solid, within=True
    )


def _without_call_texts(text: str) -> str:
    """Return the text as long as before, the link texts within macro calls taken out of it."""
    return _CALL_TEXT.sub(lambda found: f"{found[1]}{found[3][:-2]}{' ' * len(found[2])}{found[3][-2:]}", text)


def _in_order(left: Table, right: Table, page: Body, odd: list[Odd]) -> Table:
    """Return the right table with its rows in the order of the left one: a swap is one mistake, not one per cell."""
    ours, theirs = [_row(row) for row in left.rows], [_row(row) for row in right.rows]
    if len(ours) != len(theirs):
        return right
    known = _by_key(left, right)
    places = known or reordered(ours, theirs, ratio_of(ours, theirs))
    moved = next((n for n, m in enumerate(places) if n != m), None)
    if moved is None:
        return right
    message = f"row '{label_of(right, moved)}' is row {moved} here, in the English it is row {places.index(moved)}"
    codes = bool(known) and not all(key_of(row) for row in left.body)
    own = codes and sum(n != m for n, m in enumerate(places)) > 2
    odd.append(Odd("table-rows", page.place(theirs[moved].start), message, "bring the rows into its order", sorted=own))
    return right._replace(rows=tuple(right.rows[m] for m in places))


def _by_key(left: Table, right: Table) -> list[int]:
    """Return for each row of the left table the one on the right with its key; none where keys do not tell.

    Rows without a key keep their order among themselves.
    """
    if left.heads != right.heads:
        return []
    keys = [[name_of(row) for row in table.body] for table in (left, right)]
    same = sum(bool(ours) and ours == theirs for ours, theirs in zip(*keys, strict=True))
    if same > 1 and same + 1 >= len(keys[0]):
        return [*range(len(left.rows))]
    named = [key for key in keys[1] if key]
    if not named or len(set(named)) != len(named) or sorted(keys[0]) != sorted(keys[1]):
        return []
    if keys[0] == keys[1] and "" in keys[0]:
        return []  # lengths and signs may still say that others have changed places
    known = {key: number + right.heads for number, key in enumerate(keys[1]) if key}
    others = iter([number + right.heads for number, key in enumerate(keys[1]) if not key])
    return [*range(left.heads), *(known[key] if key else next(others) for key in keys[0])]


def _cells(left: Table, right: Table, page: Body) -> Iterator[Twin]:
    if left.head and right.head and left.caption and right.caption:
        yield from _cell(left.head, right.head, page, "in the caption of the table")
    if len(left.rows) != len(right.rows) or not left.rows or len(left.rows[0]) != len(right.rows[0]):
        return
    heads = right.columns
    for number, (row, other) in enumerate(zip(left.rows, right.rows, strict=True)):
        if len(row) == len(other) and same_row(row, other):
            label = label_of(right, number)
            for column, (mine, yours) in enumerate(zip(row, other, strict=False)):
                head = heads[column] if column < len(heads) else ""
                where = f"in row '{label}', column '{head or column + 1}'"
                if not FILLER.fullmatch(yours.text):
                    yield from _cell(mine, yours, page, where if number >= right.heads else "")


def _row(row: tuple[Cell, ...]) -> Part:
    return Part("row", row[0].start if row else 0, " ".join(cell.text for cell in row))


def label_of(table: Table, row: int) -> str:
    """Return what a row is called: the text of its first cell that has one."""
    text = next((cell.text for cell in table.rows[row] if cell.text), "")
    return text if len(text) <= 40 else f"{text[:37]}…"


def _cell(ours: Cell, theirs: Cell, page: Body, where: str) -> Iterator[Twin]:
    yield from _apart(
        Twin(ours.text, theirs.text, page.language, "cell", lambda at: page.place(theirs.start + at), where)
    )


def _entries(catalog: PoFile, language: str) -> Iterator[Twin]:
    for message in catalog.messages:
        if message.obsolete or message.fuzzy:
            continue
        for index, form in message.forms.items():
            if form.value:
                kind = "label" if len(message.id.value) <= 40 else "prose"
                at = _in_catalog(catalog, form)
                yield from _apart(Twin(_source(message, index), form.value, language, kind, at, catalog=True))


def _source(message: Message, index: int) -> str:
    """Return the English that a form renders: the first of several forms is the singular, the only one the plural."""
    if message.plural is None or (index == 0 and len(message.forms) > 1):
        return message.id.value
    return message.plural.value


def _in_catalog(catalog: PoFile, form: Text) -> Callable[[int], Place]:
    return lambda offset: catalog.place(form, offset)
