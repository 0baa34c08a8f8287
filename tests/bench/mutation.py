"""How many planted mistakes `crucible check` finds: `make mutation`.

    python -m tests.bench.mutation [--number 2000] [--seed 1] [--only PATTERN] [--all] [--jobs 2]

Spoils the real sources in every way of `mutants.py`, one at a time, in a copy. A mutant is caught where a finding
says so, at best on the line that was touched; it is equivalent where every page of every language reads as before.
What is neither survives, and is printed with the reason why nothing can tell, which stands in `survivors.yml`; where
none does, as unexplained. `--only` judges those of the sample that fit a pattern, such as `mkdocs.*swap row`.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from crucible.checks import Sources, check_sources
from crucible.finding import Finding
from crucible.language import CODES, SOURCE
from crucible.pages.render import render

from tests.bench.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
PARTS = ("mkdocs.yml", "content", "data", "locales", "overrides")
TODAY = date(2026, 11, 20)

REASONS = Path(__file__).with_name("survivors.yml")


@cache
def reasons() -> dict[tuple[str, str, str], str]:
    """Return why nothing can tell a survivor: file, operator and text → reason."""
    entries = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {(entry["file"], entry["operator"], entry["text"]): entry["reason"] for entry in entries}


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: caught on the touched line, caught elsewhere, equivalent, or survived."""

    mutant: Mutant
    fate: str
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        first = self.findings[0] if self.findings else None
        seen = f" – {first.place}: {first.message} [{first.rule}]" if first else ""
        why = f" – {self.reason or 'unexplained'}" if self.fate == "survived" else ""
        return f"{self.fate}: {self.mutant}{seen}{why}"

    @property
    def reason(self) -> str:
        return reasons().get(self.mutant.described, "") if self.fate == "survived" else ""


def source_paths(root: Path) -> list[str]:
    """Return the paths of all sources that people edit, sorted."""
    found = [*(root / "data").rglob("*.yml"), *(root / "content").rglob("*.md"), *(root / "locales").rglob("*.po")]
    paths = sorted(path.relative_to(root).as_posix() for path in found)
    return [path for path in [*paths, "mkdocs.yml"] if "/source/" not in path and not path.endswith("links.yml")]


class Bench:
    """A copy of the real site in which one file at a time is spoilt."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        folder.mkdir(parents=True)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part)
            else:
                shutil.copy2(ROOT / part, folder / part)
        sources = Sources.read(folder, TODAY)
        self.before = set(self._check(sources))
        self.rendered = dict(_rendered(sources))

    def chosen(self, number: int, seed: int, only: str = "") -> list[Mutant]:
        """Return a fair sample: each kind of operator in each kind of file has its share.

        With `only`, those of the sample whose description has this pattern.
        """
        every = mutants(self.root, source_paths(self.root), seed)
        random.Random(seed).shuffle(every)  # noqa: S311 - chance, not a secret
        seen: Counter[tuple[str, str, str]] = Counter()
        ranked = []
        for mutant in every:
            key = (mutant.path.split("/")[0], mutant.operator, mutant.what)
            seen[key] += 1
            ranked.append((seen[key], mutant))
        ranked.sort(key=lambda pair: pair[0])
        return [mutant for _, mutant in ranked[:number] if re.search(only, str(mutant))]

    def judge(self, mutant: Mutant) -> Verdict:
        """Spoil the copy, check it, and mend it again."""
        file = self.root / mutant.path
        old = file.read_bytes() if file.is_file() else None
        gone = self.root / mutant.gone if mutant.gone else None
        gone_bytes = gone.read_bytes() if gone else b""
        try:
            if mutant.content is None:
                file.unlink()
            else:
                file.write_bytes(mutant.content)
            if gone:
                gone.unlink()
            return self._verdict(mutant)
        finally:
            if old is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(old)
            if gone:
                gone.write_bytes(gone_bytes)

    def _verdict(self, mutant: Mutant) -> Verdict:
        sources = Sources.read(self.root, TODAY)
        found = tuple(finding for finding in self._check(sources) if finding not in self.before)
        if any(finding.rule == "crash" for finding in found):
            return Verdict(mutant, "crash", found)
        if found:
            return Verdict(mutant, "line" if _on_line(mutant, found) else "elsewhere", found)
        same = dict(_rendered(sources)) == self.rendered
        return Verdict(mutant, "equivalent" if same else "survived")

    @staticmethod
    def _check(sources: Sources) -> list[Finding]:
        return check_sources(sources)


def _on_line(mutant: Mutant, findings: Iterable[Finding]) -> bool:
    for finding in findings:
        for place in (finding.place, *finding.also):
            here = mutant.lines is None or mutant.lines[0] - 1 <= place.line <= mutant.lines[1] + 1
            if here and place.path in (mutant.path, mutant.gone):
                return True
    return False


def _rendered(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the text of every page in every language, and of the settings that readers see."""
    names = {page.name for page in sources.pages if page.language == SOURCE}
    for code in CODES:
        macros = sources.macros(code)
        for name in sorted(names):
            page = sources.by_name.get((code, name)) or sources.by_name[SOURCE, name]
            text, _ = render(page, macros)
            head = f"{page.meta.get('title')}|{page.meta.get('description')}"
            yield f"{code}/{name}", " ".join(f"{head} {text}".split())
        settings = sources.settings.data if sources.settings else {}
        yield f"{code}/settings", " ".join(sources.languages[code].text(str(settings)).split())


def main() -> int:
    """Run and report. Returns 1 where a mutant survived unexplained, or a rule crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutation")
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a pattern of those that are judged")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--all", action="store_true", help="also print what was caught elsewhere")
    arguments = parser.parse_args()
    start = time.monotonic()
    parts = [(arguments, first) for first in range(arguments.jobs)]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        verdicts = [verdict for part in pool.map(_part, parts) for verdict in part]
    print(table(verdicts))
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    return int(any(v.fate == "crash" or (v.fate == "survived" and not v.reason) for v in verdicts))


def _part(given: tuple[argparse.Namespace, int]) -> list[Verdict]:
    """Judge every so-many-th mutant in a copy of its own, and print what people want to see of it."""
    asked, first = given
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "site")
        verdicts = []
        for mutant in bench.chosen(asked.number, asked.seed, asked.only)[first :: asked.jobs]:
            verdict = bench.judge(mutant)
            verdicts.append(verdict)
            if verdict.fate in ("survived", "crash") or (asked.all and verdict.fate == "elsewhere"):
                print(verdict, flush=True)
            if len(verdicts) % 100 == 0:
                print(f"{len(verdicts)} mutants, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return verdicts


def table(verdicts: list[Verdict]) -> str:
    """Return a Markdown table: per operator and in all, how many mutants had which fate."""
    fates = ("line", "elsewhere", "equivalent", "survived", "crash")
    rows = [f"| Operator | Mutants | {' | '.join(fates)} | Caught |", "| :--- |" + " ---: |" * (len(fates) + 2)]
    operators = sorted({verdict.mutant.operator for verdict in verdicts})
    for operator in [*operators, "all"]:
        own = [v for v in verdicts if operator in (v.mutant.operator, "all")]
        counts = Counter(verdict.fate for verdict in own)
        rate = (counts["line"] + counts["elsewhere"]) / max(1, len(own) - counts["equivalent"])
        numbers = " | ".join(str(counts[fate]) for fate in fates)
        rows.append(f"| {operator} | {len(own)} | {numbers} | {rate:.1%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
