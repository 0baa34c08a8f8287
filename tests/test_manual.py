"""Every rule that a finding can name has a manual, in the terminal and on the page of the docs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from crucible.checks import RULES, Sources, check_sources, manual
from crucible.cli import main

ROOT = Path(__file__).parents[1]
ABOUTS = {about.id: about for about in manual.abouts(RULES)}


def named(package: Path) -> Iterator[str]:
    """The rule ids that the code puts into findings, where they are written out."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                rules = [k.value for k in node.keywords if k.arg == "rule"] + node.args[2:3]
                yield from (str(r.value) for r in rules if isinstance(r, ast.Constant))


def test_every_finding_can_be_looked_up() -> None:
    ids = set(named(ROOT / "hooks" / "crucible"))
    assert len(ids) >= 10
    assert ids - set(ABOUTS) == set()


@pytest.mark.parametrize("id", ABOUTS)
def test_a_manual_says_the_law_and_shows_both_sides(id: str) -> None:
    about = ABOUTS[id]
    assert about.law.endswith(".")
    if id != "crash":
        assert re.search(r"^Good[:,] ", about.manual, re.M)
        assert re.search(r"^Bad[:,] ", about.manual, re.M)


def test_the_terminal_shows_a_manual(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "crash"]) == 0
    assert capsys.readouterr().out == (
        "crash (error)\n\nA rule ran into something that its author did not think of.\n\n"
        "It is not your mistake. The other rules have gone on; report it, with the file that caused it.\n"
    )
    assert main(["rules", "uniqe-id"]) == 2
    assert capsys.readouterr().err == "crucible: no rule has the id 'uniqe-id'\n    did you mean 'unique-id'?\n"
    assert main(["rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(ABOUTS)


def test_a_stale_page_names_the_command_which_mends_it(tmp_path: Path) -> None:
    def found() -> list[str]:
        return [str(f) for f in check_sources(Sources.read(tmp_path)) if f.rule == "manual-stale"]

    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")

    assert found() == []
    (tmp_path / "mkdocs.yml").write_text("hooks: [hooks/mkdocs_events.py]\n", encoding="utf-8")
    page = tmp_path / manual.PAGE
    page.parent.mkdir()
    page.write_text("# Rules\n", encoding="utf-8")
    assert found() == ["docs/rules.md:1:1: is not what the rules say [manual-stale]\n    run `crucible rules --write`"]
    assert main(["rules", "--write", "--root", str(tmp_path)]) == 0
    assert found() == []


def test_the_page_has_a_heading_for_every_rule() -> None:
    text = (ROOT / manual.PAGE).read_text(encoding="utf-8")
    assert [line[4:-1] for line in text.splitlines() if line.startswith("## ")] == sorted(ABOUTS)
