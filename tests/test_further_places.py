"""A finding names the place that was touched, where it is told somewhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from crucible.checks import Sources
from crucible.checks.amounts import offer_order
from crucible.checks.freshness import stale_section, unstamped_page
from crucible.checks.pages import macro
from crucible.checks.rule import Rule
from crucible.checks.targets import settings

from tests.golden import TODAY, apply, copy

PAGE = "content/ru/index.md"


@pytest.mark.parametrize(
    ("rule", "change", "place"),
    [
        (macro, {"file": "data/routes.yml", "delete": True}, "data/routes.yml:1:1"),
        (unstamped_page, {"file": PAGE, "replace": "  of:\n", "by": "  from:\n"}, f"{PAGE}:4:1"),
        (
            stale_section,
            {"file": "content/en/index.md", "replace": "and how to ask for it.", "by": "and how"},
            "content/en/index.md:3:14",
        ),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_a_finding_names_what_was_touched(tmp_path: Path, rule: Rule, change: Mapping[str, object], place: str) -> None:
    site = copy("tests/site", tmp_path / "site")
    assert [*rule.findings(Sources.read(site, TODAY))] == []
    apply(change, site)
    found = [*rule.findings(Sources.read(site, TODAY))]
    assert place in {str(also) for finding in found for also in finding.also}


def test_an_order_names_the_list_that_sets_it(tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    bronze, silver = "- id: bronze\n  name: Bronze offer\n", "- id: silver\n  name: Silver offer\n"
    for old, new in ((bronze, "- id: x\n"), (silver, bronze), ("- id: x\n", silver)):
        apply({"file": "data/offers.yml", "replace": old, "by": new}, site)
    found = offer_order.findings(Sources.read(site, TODAY))
    assert [str(place) for finding in found for place in finding.also] == ["data/offers.yml:2:7"]


def test_a_menu_under_a_misspelt_name_is_found_there(tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    apply({"file": "mkdocs.yml", "replace": "\nnav:\n", "by": "\nnva:\n"}, site)
    assert [finding.place.line for finding in settings.findings(Sources.read(site, TODAY))] == [19]
