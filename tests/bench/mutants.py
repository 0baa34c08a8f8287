"""Every way in which the mutation knows to spoil a source: each mutant is a file with other bytes, and where.

Operators: delete, duplicate, misspell, swap, retype, truncate and re-encode; of a key, a value, a row (an item of a
list, an entry of a catalog, a line of a table), a cell, a heading, a link, a macro call, a word, a whole file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crucible.source.markdown import markdown
from crucible.source.page import read_page
from crucible.source.po import read_po
from crucible.source.yaml import Loc, Node, Source, read_yaml

_CALL = re.compile(r"\{\{[^{}]*\}\}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ROW = re.compile(r"^\|.*\|$", re.M)


_OURS = ("site_name", "site_description", "copyright", "nav")


@dataclass(frozen=True)
class Mutant:
    """A spoilt source: `content` is None where the file is deleted, `path` where it is afterwards.

    `lines` are the first and last line that were touched, counted in the spoilt file; for what was deleted, those
    of what it was deleted from. None: the whole file.
    """

    operator: str
    what: str
    path: str
    content: bytes | None
    lines: tuple[int, int] | None
    shown: str
    gone: str | None = None
    """Another path that is deleted, where a file was renamed."""

    def __str__(self) -> str:
        line = f":{self.lines[0]}" if self.lines else ""
        return f"{self.path}{line}: {self.operator} {self.what} {self.shown}"

    @property
    def described(self) -> tuple[str, str, str]:
        """File, operator and text: what stays the same when lines are added above."""
        return self.path, f"{self.operator} {self.what}", self.shown


class _Text:
    """A file under the knife."""

    def __init__(self, root: Path, path: str) -> None:
        self.path = path
        self.text = (root / path).read_text(encoding="utf-8")

    def cut(
        self, operator: str, what: str, start: int, end: int, by: str, *, within: tuple[int, int] | None = None
    ) -> Mutant:
        """Return the mutant with `by` in place of what stands from `start` to `end`."""
        text = self.text[:start] + by + self.text[end:]
        first, last = within or (start, start + len(by))
        lines = (text.count("\n", 0, first) + 1, text.count("\n", 0, max(first, last - 1)) + 1)
        shown = " ".join(f"{self.text[start:end][:40]!r} → {by[:40]!r}".split())
        return Mutant(operator, what, self.path, text.encode(), lines, shown)


def mutants(root: Path, paths: list[str], seed: int) -> list[Mutant]:
    """Return every mutant of these files, in an order that depends on the seed only."""
    pick = random.Random(seed)  # noqa: S311 - chance, not a secret
    found: list[Mutant] = []
    for path in paths:
        file = _Text(root, path)
        found += _of_file(file)
        if path.endswith(".yml"):
            source, _ = read_yaml(root, path)
            found += _of_yaml(file, source, pick) if source else []
        elif path.endswith(".md"):
            found += _of_page(root, file, pick)
        else:
            found += _of_catalog(root, file, pick)
    unchanged = {path: (root / path).read_bytes() for path in paths}
    return [mutant for mutant in found if mutant.content != unchanged.get(mutant.path)]


def _of_file(file: _Text) -> Iterator[Mutant]:
    raw, path = file.text.encode(), file.path
    half = len(file.text) // 2
    yield Mutant("delete", "file", path, None, None, "")
    yield Mutant("truncate", "file", path, file.text[:half].encode(), None, "to its first half")
    yield Mutant("re-encode", "file", path, file.text.encode("utf-16"), None, "as UTF-16")
    yield Mutant("re-encode", "file", path, b"\xef\xbb\xbf" + raw, None, "with a byte order mark")
    stem, dot, end = path.rpartition(".")
    yield Mutant("duplicate", "file", f"{stem}-copy{dot}{end}", raw, None, f"of {path}")
    yield Mutant("misspell", "file", f"{stem[:-2]}{stem[-1]}{dot}{end}", raw, None, f"was {path}", gone=path)


def misspelt(word: str, pick: random.Random) -> str:
    """Return a word with a letter lost, doubled or swapped with the next one."""
    at = pick.randrange(1, max(2, len(word) - 1))
    kind = pick.randrange(3)
    if kind == 0 or len(word) < 3:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _of_yaml(file: _Text, source: Source, pick: random.Random, offset: int = 0) -> Iterator[Mutant]:
    for loc, node in _nodes(source.root, ()):
        if file.path == "mkdocs.yml" and loc[0] not in _OURS:
            continue  # MkDocs and its plugins judge their own settings, when the site is built
        parent = source.node(loc[:-1])
        yield from _of_value(file, node, pick, offset)
        if node.key is not None:
            key = node.key
            start, end = key.start + offset, key.end + offset
            word = file.text[start:end]
            yield file.cut("misspell", "key", start, end, misspelt(word, pick))
            yield file.cut("retype", "key", start, end, "1")
            yield from _of_pair(file, source, loc, node, offset)
        elif isinstance(loc[-1], int):
            yield from _of_item(file, source, loc, parent, offset)


def _nodes(node: Node, loc: Loc) -> Iterator[tuple[Loc, Node]]:
    for step, child in node.children.items():
        yield (*loc, step), child
        yield from _nodes(child, (*loc, step))


def _of_value(file: _Text, node: Node, pick: random.Random, offset: int) -> Iterator[Mutant]:
    if node.children or isinstance(node.value, (dict, list)):
        return
    start, end = node.start + offset, node.end + offset
    raw = file.text[start:end].rstrip()
    end = start + len(raw)
    if not raw or raw.startswith((">", "|")):
        words = list(_WORD.finditer(raw))
        if words:
            word = pick.choice(words)
            at = start + word.start()
            yield file.cut("misspell", "value", at, at + len(word[0]), misspelt(word[0], pick))
        return
    what = "value"
    yield file.cut("delete", what, start, end, "")
    if isinstance(node.value, bool):
        yield file.cut("swap", what, start, end, "false" if node.value else "true")
        yield file.cut("retype", what, start, end, "maybe")
    elif isinstance(node.value, int):
        yield file.cut("retype", what, start, end, f"{raw}x")
        yield file.cut("misspell", what, start, end, raw + raw[-1] * 2)
        yield file.cut("truncate", what, start, end, raw[:-1])
    else:
        yield file.cut("misspell", what, start, end, misspelt(raw, pick))
        yield file.cut("retype", what, start, end, "17")
        yield file.cut("truncate", what, start, end, raw[: len(raw) // 2])
        yield file.cut("duplicate", what, start, end, f"{raw} {raw}")
        spoilt = file.cut("re-encode", what, start, end, raw[:1] + "\ufffd\ufffd" + raw[1:])
        assert spoilt.content is not None
        yield Mutant(
            "re-encode", what, file.path, spoilt.content.replace("\ufffd".encode() * 2, b"\xe9\xff"), spoilt.lines, raw
        )


def _line_span(file: _Text, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole lines."""
    first = file.text.rfind("\n", 0, start) + 1
    last = file.text.find("\n", max(start, end - 1))
    return first, len(file.text) if last < 0 else last + 1


def _of_pair(file: _Text, source: Source, loc: Loc, node: Node, offset: int) -> Iterator[Mutant]:
    assert node.key is not None
    first, last = _line_span(file, node.key.start + offset, node.end + offset)
    whole = file.text[first:last]
    if whole.lstrip().startswith("- "):
        return  # the first key of an item: that is the item's own business
    begin = _around(source, loc, offset)[0]
    yield file.cut("delete", "key", first, last, "", within=(begin, max(begin + 1, first)))
    yield file.cut("duplicate", "key", last, last, whole)


def _of_item(file: _Text, source: Source, loc: Loc, parent: Node, offset: int) -> Iterator[Mutant]:
    index = loc[-1]
    assert isinstance(index, int)
    inline = file.text[parent.start + offset] == "["
    span = _inline_span if inline else _item_span
    first, last = span(file, parent, index, offset)
    whole = file.text[first:last]
    around = _around(source, loc, offset)
    if inline:
        comma = ", " if len(parent.children) > 1 else ""
        begin, end = (first - len(comma), last) if index else (first, last + len(comma))
        yield file.cut("delete", "row", begin, end, "", within=around)
        yield file.cut("duplicate", "row", last, last, f", {whole}")
    else:
        yield file.cut("delete", "row", first, last, "", within=around)
        yield file.cut("duplicate", "row", last, last, whole)
    if index + 1 in parent.children:
        second, end = span(file, parent, index + 1, offset)
        swapped = file.text[second:end] + file.text[last:second] + whole
        yield file.cut("swap", "row", first, end, swapped)


def _around(source: Source, loc: Loc, offset: int) -> tuple[int, int]:
    holder = source.node(loc[:-1])
    start = (holder.key or holder).start + offset
    return start, start + 1


def _inline_span(file: _Text, parent: Node, index: int, offset: int) -> tuple[int, int]:
    """Return where an item of a list like `[a, b]` stands."""
    child = parent.children[index]
    return child.start + offset, child.end + offset


def _item_span(file: _Text, parent: Node, index: int, offset: int) -> tuple[int, int]:
    """Return the lines of an item of a list in which each begins with a dash."""
    child = parent.children[index]
    start = file.text.rfind("-", 0, child.start + offset)
    first = file.text.rfind("\n", 0, start) + 1
    if index + 1 in parent.children:
        following = parent.children[index + 1].start + offset
        dash = file.text.rfind("-", 0, following)
        return first, file.text.rfind("\n", 0, dash) + 1
    return first, _line_span(file, start, child.end + offset)[1]


def _of_page(root: Path, file: _Text, pick: random.Random) -> Iterator[Mutant]:
    page, _ = read_page(root, file.path)
    if page is None:
        return
    if page.front is not None:
        yield from _of_yaml(file, page.front, pick, offset=4)
    body, base = page.body, page.body_start
    for heading in markdown(body).headings:
        start = base + heading.offset
        end = file.text.find("\n", start)
        yield file.cut("delete", "heading", start, end + 1, "", within=(max(0, start - 1), start))
        yield file.cut("duplicate", "heading", end + 1, end + 1, "\n" + file.text[start : end + 1])
        if heading.id:
            at = base + heading.id_offset
            yield file.cut("misspell", "heading", at, at + len(heading.id), misspelt(heading.id, pick))
    for link in markdown(body).links:
        at = base + link.offset
        yield file.cut("misspell", "link", at, at + len(link.target), misspelt(link.target, pick))
        yield file.cut("delete", "link", at, at + len(link.target), "")
        yield file.cut("retype", "link", at, at + len(link.target), "https://example.com/page")
    for call in _CALL.finditer(body):
        start, end = base + call.start(), base + call.end()
        yield file.cut("delete", "call", start, end, "", within=(max(0, start - 1), start))
        inside = call[0].strip("{} ")
        yield file.cut("misspell", "call", start, end, f"{{{{ {misspelt(inside, pick)} }}}}")
        yield file.cut("truncate", "call", start, end, call[0][:-2])
        yield file.cut("retype", "call", start, end, "{{ 15 }}")
    rows = list(_ROW.finditer(body))
    for row in rows[2:]:
        start, end = base + row.start(), base + row.end()
        cells = row[0].strip("|").split("|")
        yield file.cut("delete", "row", start, end + 1, "", within=(start - 1, start))
        yield file.cut("duplicate", "row", end + 1, end + 1, row[0] + "\n")
        yield file.cut("swap", "cell", start, end, f"|{cells[1]}|{cells[0]}|{'|'.join(cells[2:])}")
        yield file.cut("delete", "cell", start, end, f"|{'|'.join(cells[1:])}|")
    words = list(_WORD.finditer(markdown(body).prose))
    for word in pick.sample(words, min(4, len(words))):
        at = base + word.start()
        yield file.cut("misspell", "word", at, at + len(word[0]), misspelt(word[0], pick))
        yield file.cut("delete", "word", at, at + len(word[0]), "", within=(at, at + 1))
        yield file.cut("duplicate", "word", at, at, f"{word[0]} ")


def _of_catalog(root: Path, file: _Text, pick: random.Random) -> Iterator[Mutant]:
    catalog, _ = read_po(root, file.path)
    if catalog is None:
        return
    for part in file.text.split("\n\n"):
        start = file.text.index(part)
        end = start + len(part)
        if not part.strip() or start == 0:
            continue
        id = re.search(r'^msgid "(.+)"$', part, re.M)
        value = re.search(r'^msgstr(?:\[\d\])? "(.+)"$', part, re.M)
        if id is None or value is None:
            continue
        yield file.cut("delete", "row", start, end + 2, "", within=(start, start + 1))
        yield file.cut("duplicate", "row", end, end, "\n\n" + part)
        at, to = start + value.start(1), start + value.end(1)
        text = value[1]
        yield file.cut("delete", "value", at, to, "")
        yield file.cut("truncate", "value", at, to, text[: len(text) // 2].rstrip("\\"))
        yield file.cut("retype", "value", at, to, id[1])
        word = pick.choice([*_WORD.finditer(id[1]), *_WORD.finditer(text)][:1] or [id])
        word_at = start + id.start(1) + word.start() if word is not id else start + id.start(1)
        yield file.cut("misspell", "key", word_at, word_at + len(word[0]), misspelt(word[0], pick))
    header = re.search(r'^"Plural-Forms: .*$', file.text, re.M)
    if header:
        yield file.cut("delete", "key", header.start(), header.end() + 1, "", within=(0, header.start()))
