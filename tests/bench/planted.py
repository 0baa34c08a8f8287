"""How many faults the checks find when each page of a folder that is not ours gets one.

    python -m tests.bench.planted FOLDER [FOLDER …] [--seed 1] [--missed] [--faulty]

A round for each operator: every translated page on which nothing is found gets one fault, all of them are written into
a copy of the folder, and that is judged. With `--faulty` it is the pages on which something is found already. A fault
counts where a new finding on the page names a line of the changed block, or one beside the gap; "told" where there is
any new one. Nothing of the folder itself is changed.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from crucible.blocks import blocks, sections
from crucible.checks import Sources, check_sources
from crucible.finding import Finding
from crucible.pairing import pairing
from crucible.sentences.terms import Terms
from crucible.source.page import Page
from crucible.tables import table_of

from tests.bench.mutate_translations import Mutant, changed, swapped_items, tables, whole_lines
from tests.bench.sentence_mutants import mutants

TEXTS = ("paragraph", "item", "heading")
TERMS = Terms(())
LIBERTIES = ("join paragraphs", "divide paragraph")
"""What translators may do: nothing should be told."""
_END = re.compile(r"(?<=[a-zа-я\u4e00-\u9fff]\.)\s+(?=[А-Я])|(?<=[。！？])(?=\w)")
LEFT = 6
"""Words that an English text has at least, to be noticed where it is left as it is."""


def built(page: Page) -> Iterator[Mutant]:
    """Every change of the build of a page: something dropped, emptied or moved."""
    found = blocks(page.body)
    for block in found:
        if block.kind in ("paragraph", "item") and re.search(r"[^\W\d_]{2}", block.text):
            yield changed(f"drop {block.kind}", page, *whole_lines(page.body, block), "", gap=True)
        if block.kind == "table":
            yield from tables(page, block)
    yield from swapped_items(page, found)
    for section in sections(page.body):
        if section.heading and section.heading.depth > 1:
            start = page.body.rfind("\n", 0, section.start) + 1
            yield changed("drop section", page, start, section.end, "", gap=True)


def liberties(page: Page) -> Iterator[Mutant]:
    """Every change of the build that says the same: two paragraphs as one, one of several sentences as two."""
    for left, right in pairwise(blocks(page.body)):
        if left.kind == right.kind == "paragraph" and page.body[left.end : right.start] == "\n\n":
            space = "" if page.language == "zh" else " "
            yield changed("join paragraphs", page, left.end, right.start, space)
        end = _END.search(left.text)
        if left.kind == "paragraph" and not left.depth and end:
            yield changed("divide paragraph", page, left.start + end.start(), left.start + end.end(), "\n\n")


def said(page: Page, english: Page) -> Iterator[Mutant]:
    """Every change within a text of a page that belongs to one of the English beyond doubt."""
    for ours, theirs in pairing(english.body, page.body).pairs:
        if len(ours) == len(theirs) == 1:
            one, other = ours[0], theirs[0]
            if one.kind in TEXTS and other.kind in TEXTS:
                yield from _changes(page, one.text, other.text, other.start)
            elif one.kind == other.kind == "table":
                rows = zip(table_of(one).rows, table_of(other).rows, strict=False)
                for mine, yours in (cells for row in rows for cells in zip(*row, strict=False)):
                    yield from _changes(page, mine.text, yours.text, yours.start)


def _changes(page: Page, english: str, text: str, start: int) -> Iterator[Mutant]:
    row = {"en": english, page.language: text, "ru" if page.language == "zh" else "zh": ""}
    for mutant in mutants(row, page.language, TERMS):
        if not mutant.operator.startswith(("typography", "space-", "zh-", "ru-")):
            yield changed(mutant.operator, page, start, start + len(text), mutant.text)
    for operator, pattern, new in (
        ("code", r"(?<=`)(\w)(?=\w+`)", "q"),
        ("link", r"(\]\([^()\s#?]*\w)(?=\w)", r"\1q"),
        ("bold", r"\*\*(?=\w)", ""),
    ):
        once = re.sub(pattern, new, text, count=1)
        if once != text:
            yield changed(operator, page, start, start + len(text), once)
    if len(english.split()) >= LEFT and "`" not in english:
        yield changed("left in English", page, start, start + len(text), english)
    sentences = re.findall(r"[^.!?。！？]+(?:[.!?](?=\s|$)|[。！？])\s*", text)
    if len(sentences) > 1:
        yield changed("drop sentence", page, start, start + len(text), text.replace(sentences[1], "", 1))


def lines_of(findings: list[Finding], path: str, known: set[tuple[str, str, str]]) -> set[int]:
    """Return the lines of a file that findings name which are not known."""
    new = [f for f in findings if (f.place.path, f.rule, f.message) not in known]
    return {place.line for f in new for place in (f.place, *f.also) if place.path == path}


def measure(folder: Path, seed: int, *, missed: bool, faulty: bool) -> dict[str, Counter[str]]:
    """Return for each operator how many were planted, told and told on the line."""
    sources = Sources.read(folder)
    before = check_sources(sources)
    known = {(f.place.path, f.rule, f.message) for f in before}
    dirty = {place.path for f in before for place in (f.place, *f.also)}
    pages = [(english, page) for english, page in sources.translations() if (page.path in dirty) == faulty]
    rows = random.Random(seed)  # noqa: S311 - a sample, not a secret
    planted: dict[str, list[Mutant]] = {}
    for english, page in pages:
        mine: dict[str, list[Mutant]] = {}
        for mutant in (*built(page), *liberties(page), *said(page, english)):
            if mutant.text != page.text:
                mine.setdefault(mutant.operator, []).append(mutant)
        for operator, several in mine.items():
            planted.setdefault(operator, []).append(rows.choice(several))
    print(f"{folder}: {len(pages)} pages {'with' if faulty else 'without'} a finding")
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "pages"
        shutil.copytree(folder, copy)
        for operator, chosen in sorted(planted.items()):
            for mutant in chosen:
                (copy / mutant.path).write_text(mutant.text, encoding="utf-8", newline="")
            found = check_sources(Sources.read(copy))
            for mutant in chosen:
                lines = lines_of(found, mutant.path, known)
                right = any(mutant.first <= line <= mutant.last for line in lines)
                counts.setdefault(operator, Counter()).update(planted=1, told=bool(lines), right=right)
                if missed and not right:
                    text = " / ".join(mutant.text.split("\n")[mutant.first - 1 : mutant.last])[:160]
                    print(f"[{operator}] {mutant.path}:{mutant.first}-{mutant.last} {sorted(lines)[:4]}: {text}")
                shutil.copyfile(folder / mutant.path, copy / mutant.path)
    return counts


def main() -> None:
    """Print how many of each operator were told, over all folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--faulty", action="store_true")
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for folder in asked.folders:
        for operator, count in measure(folder, asked.seed, missed=asked.missed, faulty=asked.faulty).items():
            counts.setdefault(operator, Counter()).update(count)
    free = {operator: counts.pop(operator) for operator in LIBERTIES if operator in counts}
    total = sum(counts.values(), Counter())
    print(f"{'operator':18} planted  told on the line     %")
    for operator, count in [*sorted(counts.items()), ("all", total)]:
        told = f"{count['planted']:7} {count['told']:5} {count['right']:11}"
        print(f"{operator:18} {told} {100 * count['right'] / count['planted']:5.1f}")
    for operator, count in free.items():
        print(f"{operator}: {count['planted']} times, of which nothing should be told; told {count['told']}")


if __name__ == "__main__":
    main()
