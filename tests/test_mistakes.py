"""A contributor's mistake gets one clear line: every golden case of tests/mistakes/, whole reports compared."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from crucible.checks import RULES, freshness, moves, outside, schemas, sentences, written_tables

from tests.golden import CASES, report

FILES = sorted(CASES.glob("*.yml"))


@pytest.mark.parametrize("case", FILES, ids=lambda path: path.stem)
def test_a_mistake_gets_its_report_and_its_control_none(case: Path, tmp_path: Path) -> None:
    told = yaml.safe_load(case.read_text(encoding="utf-8"))
    site = told.get("site", "tests/site")
    assert report(site, told["change"], tmp_path / "mistake") == told["report"].rstrip("\n")
    assert report(site, told["control"]["change"], tmp_path / "control") == "no findings"


def test_every_rule_has_a_case() -> None:
    reports = "\n".join(yaml.safe_load(path.read_text(encoding="utf-8"))["report"] for path in FILES)
    elsewhere = {
        rule.id for book in (freshness, moves, outside, schemas, sentences, written_tables) for rule in book.RULES
    }
    assert [rule.id for rule in RULES if f"[{rule.id}]" not in reports and rule.id not in elsewhere] == []
    assert len(FILES) >= 80
