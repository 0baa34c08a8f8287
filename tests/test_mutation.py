"""Planted mistakes are found: a sample of `make mutation`, with a fixed seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.bench.mutation import Bench

SAMPLE = 24


def test_a_mistake_planted_in_a_source_is_found(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "site")
    verdicts = [bench.judge(mutant) for mutant in bench.chosen(SAMPLE, seed=7)]
    fates = Counter(verdict.fate for verdict in verdicts)
    assert [str(v) for v in verdicts if v.fate == "crash" or (v.fate == "survived" and not v.reason)] == []
    assert (fates["line"] + fates["elsewhere"]) / (len(verdicts) - fates["equivalent"]) >= 0.8
    assert fates["line"] >= len(verdicts) * 0.6
