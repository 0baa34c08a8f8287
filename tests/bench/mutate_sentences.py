"""How many faults the sentence rules catch: faithful pairs spoilt in every way that fits, one change at a time.

    PYTHONPATH=hooks:. python -m tests.bench.mutate_sentences [--missed] [--plain] [--rows FILE]

The pairs are those of this site and of tests/sentences/corpus.yml, each judged beside its English as `crucible check`
does; the golden cases of tests/sentences/ are counted with them. For each rule: the faults made for it, caught by
any rule and by itself, missed, and the false alarms on the faithful pairs. A rule that judges whole pages has no faults
here; `mutate_translations` has. `--missed` lists the survivors, `--plain` runs without the glossary, `--rows` takes a
list of {en, zh, ru} instead of all that.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from crucible.checks import Sources
from crucible.checks.sentence_laws import LAWS, TYPOGRAPHY
from crucible.checks.sentences import RENAMED
from crucible.checks.twins import twins
from crucible.sentences.judging import faults, faults_alone
from crucible.sentences.terms import Terms

from tests.bench.sentence_mutants import mutants

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/sentences"


@dataclass(frozen=True)
class Texts:
    """Faithful pairs: where they are from, and (English, translations by language, kind) each."""

    name: str
    rows: tuple[tuple[str, dict[str, str], str], ...]

    @property
    def pairs(self) -> int:
        """How many translations there are."""
        return sum(len(translated) for _, translated, _ in self.rows)


@dataclass
class Tally:
    """What was counted, by operator and by rule."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    aimed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    itself: Counter[str] = field(default_factory=Counter)
    alarms: dict[str, Counter[str]] = field(default_factory=dict)

    def fault(self, operator: str, aim: str, rules: set[str]) -> None:
        """Count a planted fault and the rules that spoke."""
        aim = RENAMED.get(aim, aim)
        self.made[operator] += 1
        self.caught[operator] += bool(rules)
        self.aimed[aim] += 1
        self.found[aim] += bool(rules)
        self.itself[aim] += aim in rules


def site(root: Path) -> Texts:
    """Return every text of the site with its translations, in one line each."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for twin in twins(Sources.read(root)).texts:
        english, text = (re.sub(r"[ \n]+", " ", side) for side in (twin.english, twin.text))
        if english != text:
            rows.setdefault((english, twin.kind), {})[twin.language] = text
    return Texts("site", tuple((english, translated, kind) for (english, kind), translated in rows.items()))


def corpus(path: Path) -> Texts:
    """Return the pairs of a file with a list of {en, zh, ru}."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Texts("corpus", tuple((row["en"], {"zh": row["zh"], "ru": row["ru"]}, "prose") for row in rows))


def judged(english: str, text: str, language: str, terms: Terms, kind: str) -> set[str]:
    """Return the rules that speak of a translation, by their ids among the checks."""
    found = faults(english, text, language, terms, kind=kind) + faults_alone(text, language, terms)
    return {RENAMED.get(fault.rule, fault.rule) for fault in found}


def golden(tally: Tally, terms: Terms) -> None:
    """Count the golden cases: `bad` is a fault made for its rule, `good` a faithful pair."""
    alarms = tally.alarms.setdefault("golden", Counter())
    cases = [(case, case["en"], case["language"], terms) for case in _read("faults.yml")]
    # Pages of other people are judged without a glossary.
    others = [
        (case[language], case["en"], language, Terms()) for case in _read("others.yml") for language in ("zh", "ru")
    ]
    for case, english, language, words in cases + others:
        alarms.update(judged(english, case["good"], language, words, "prose"))
        if "bad" in case:
            tally.fault("golden case", case["rule"], judged(english, case["bad"], language, words, "prose"))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return found


def spoilt(texts: Texts, tally: Tally, terms: Terms) -> Iterator[str]:
    """Count every mutant and every false alarm of some texts. Yields the mutants of which nothing is said."""
    alarms = tally.alarms.setdefault(texts.name, Counter())
    for english, translated, kind in texts.rows:
        for language, text in translated.items():
            alarms.update(judged(english, text, language, terms, kind))
            for mutant in mutants({"en": english, "zh": "", "ru": ""} | translated, language, terms):
                rules = judged(english, mutant.text, language, terms, kind)
                tally.fault(mutant.operator, mutant.aim, rules)
                if not rules:
                    yield f"missed [{mutant.operator}] {english} | {mutant.text}"


def tables(tally: Tally) -> Iterator[str]:
    """Yield the lines of the two tables, as Markdown."""
    yield "| Operator | Faults | Caught | Missed | % |\n| --- | ---: | ---: | ---: | ---: |"
    for name in sorted(tally.made):
        yield _row(name, tally.made[name], tally.caught[name])
    yield _row("all", tally.made.total(), tally.caught.total())
    names = list(tally.alarms)
    yield f"\n| Rule | Faults | Caught | by itself | Missed | {' | '.join(f'False alarms, {name}' for name in names)} |"
    yield f"| --- |{' ---: |' * (4 + len(names))}"
    for rule in sorted(
        {*LAWS, *TYPOGRAPHY, *tally.aimed} | {rule for alarms in tally.alarms.values() for rule in alarms}
    ):
        made, caught = tally.aimed[rule], tally.found[rule]
        figures = [made, caught, tally.itself[rule], made - caught, *(tally.alarms[name][rule] for name in names)]
        yield f"| `{rule}` | {' | '.join(map(str, figures))} |"


def _row(name: str, made: int, caught: int) -> str:
    return f"| {name} | {made} | {caught} | {made - caught} | {100 * caught / made:.1f} |"


def main() -> int:
    """Print the tables; 1 when there is a false alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--rows", type=Path)
    asked = parser.parse_args()
    entries = [] if asked.plain else yaml.safe_load((ROOT / "data/glossary.yml").read_text(encoding="utf-8"))
    terms, tally = Terms.from_entries(entries), Tally()
    all_texts = [corpus(asked.rows)] if asked.rows else [site(ROOT), corpus(CASES / "corpus.yml")]
    for texts in all_texts:
        before = tally.made.total(), tally.caught.total()
        for line in spoilt(texts, tally, terms):
            if asked.missed:
                print(line)
        made, caught = tally.made.total() - before[0], tally.caught.total() - before[1]
        false = tally.alarms[texts.name].total()
        print(f"{texts.name}: {caught} of {made} caught, {100 * caught / made:.1f} %; "
              f"{texts.pairs} faithful pairs, {false} false alarms")  # fmt: skip
    if not asked.rows:
        golden(tally, terms)
    print("", *tables(tally), sep="\n")
    return int(any(alarms.total() for alarms in tally.alarms.values()))


if __name__ == "__main__":
    sys.exit(main())
