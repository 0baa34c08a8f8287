"""The same findings, as a person, GitHub and other programs read them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from crucible.checks import RULES, manual
from crucible.cli import main
from crucible.finding import Finding, Place, Severity
from crucible.report import github_report, json_report, sarif_report, step_summary, text_report, wants_colour
from crucible.report.github import ROWS

from tests.sites import ROOT

SCHEMA = json.loads((Path(__file__).parent / "vendor/sarif/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))

TWICE = Finding(
    Place("data/faq.yml", 7, 5),
    "id 'ea' stands twice, first at data/faq.yml:3:5",
    "unique-id",
    "give this entry an id of its own",
    also=(Place("data/faq.yml", 3, 5),),
)
BARE = Finding(Place("content/ru/вопросы и ответы.md", 2, 1), "50% is, 100% expected", "macro")
LATE = Finding(Place("data/faq.yml", 9, 1), "has no translation", "missing-translation", "", Severity.WARNING)
ALL = [TWICE, BARE, LATE]


def test_text() -> None:
    assert text_report(ALL) == (
        "data/faq.yml:7:5: id 'ea' stands twice, first at data/faq.yml:3:5 [unique-id]\n"
        "    give this entry an id of its own\n"
        "content/ru/вопросы и ответы.md:2:1: 50% is, 100% expected [macro]\n"
        "data/faq.yml:9:1: has no translation [missing-translation]\n"
        "2 errors, 1 warning"
    )
    assert text_report([]) == "no findings"


def test_text_in_colour_says_the_same() -> None:
    coloured = text_report(ALL, colour=True)
    assert "\x1b[31m" in coloured
    for code in ("\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == text_report(ALL)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        pytest.param(Terminal(), {"TERM": "xterm"}, True, id="terminal"),
        pytest.param(io.StringIO(), {"TERM": "xterm"}, False, id="pipe"),
        pytest.param(Terminal(), {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param(Terminal(), {"NO_COLOR": ""}, True, id="NO_COLOR that is empty does not count"),
        pytest.param(Terminal(), {"TERM": "dumb"}, False, id="dumb terminal"),
    ],
)
def test_colour_is_for_terminals(stream: io.StringIO, environment: dict[str, str], expected: bool) -> None:
    assert wants_colour(stream, environment) is expected


def test_github_annotations_are_escaped() -> None:
    assert github_report(ALL) == (
        "::error file=content/ru/вопросы и ответы.md,line=2,col=1,title=macro::50%25 is, 100%25 expected\n"
        "::error file=data/faq.yml,line=7,col=5,title=unique-id::id 'ea' stands twice, first at data/faq.yml:3:5"
        "%0Agive this entry an id of its own\n"
        "::warning file=data/faq.yml,line=9,col=1,title=missing-translation::has no translation\n"
        "2 errors, 1 warning"
    )


def many(number: int, severity: Severity = Severity.ERROR) -> list[Finding]:
    return [Finding(Place("data/a.yml", line), f"fault {line}", "x", "", severity) for line in range(1, number + 1)]


def test_github_shows_ten_of_each_level_and_says_how_many_more() -> None:
    rows = github_report([*many(11), *many(10, Severity.WARNING)]).split("\n")
    assert [row for row in rows if not row.startswith("::")] == [
        "1 more, which GitHub does not show at their lines:",
        "data/a.yml:11:1: fault 11 [x]",
        "11 errors, 10 warnings",
    ]
    assert len([row for row in rows if row.startswith("::error ")]) == 10
    assert len([row for row in rows if row.startswith("::warning ")]) == 10


def test_a_file_name_is_no_command_to_github() -> None:
    evil = [Finding(Place("::add-mask::x", line), "a\n::stop-commands::b", "x") for line in range(11)]
    commands = [row.split(" ")[0] for row in github_report(evil).split("\n") if row.startswith("::")]
    assert commands == ["::error"] * 10


def test_step_summary() -> None:
    odd = Finding(Place("data/a.yml", 1), "is '<b>|x|`y`', expected text", "schema")
    assert step_summary([*ALL, odd]) == (
        "### 3 errors, 1 warning\n\n"
        "\n#### content/ru/вопросы и ответы.md: 1 error\n\n"
        "| Line | What is, what is expected | A way out | Rule |\n| ---: | --- | --- | --- |\n"
        "| 2:1 | 50% is, 100% expected |  | macro |\n"
        "\n#### data/a.yml: 1 error\n\n"
        "| Line | What is, what is expected | A way out | Rule |\n| ---: | --- | --- | --- |\n"
        "| 1:1 | is '&lt;b&gt;\\|x\\|\\`y\\`', expected text |  | schema |\n"
        "\n#### data/faq.yml: 1 error, 1 warning\n\n"
        "| Line | What is, what is expected | A way out | Rule |\n| ---: | --- | --- | --- |\n"
        "| 7:5 | id 'ea' stands twice, first at data/faq.yml:3:5 | give this entry an id of its own | unique-id |\n"
        "| 9:1 | has no translation |  | missing-translation |\n"
    )
    assert step_summary([]) == "### No findings\n"


def test_the_summary_stays_below_the_limit_of_github() -> None:
    long = [replace(f, message="字" * 200, hint="ы" * 200) for f in many(2000)]
    text = step_summary(long)
    assert len(text.encode()) < 1024**2
    assert text.endswith(f"\n{2000 - ROWS} more stand in the log of the step; `make check` shows them all.\n")


def test_json() -> None:
    assert json.loads(json_report([TWICE])) == [
        {
            "path": "data/faq.yml",
            "line": 7,
            "column": 5,
            "severity": "error",
            "rule": "unique-id",
            "message": "id 'ea' stands twice, first at data/faq.yml:3:5",
            "hint": "give this entry an id of its own",
            "also": ["data/faq.yml:3:5"],
        }
    ]


def sarif(findings: list[Finding]) -> Any:
    log = json.loads(sarif_report(findings, manual.abouts(RULES), "1.2.3"))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


def test_sarif_follows_its_schema() -> None:
    assert sarif([])["runs"][0]["results"] == []
    log = sarif([*ALL, Finding(Place("x.md"), "of a rule nobody knows", "new-rule")])
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not jsonschema.Draft4Validator(SCHEMA).is_valid(log)  # the control


def test_sarif_results() -> None:
    run = sarif(ALL)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    odd, twice, late = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in (odd, twice, late)] == ["macro", "unique-id", "missing-translation"]
    assert rules[twice["ruleIndex"]] == {
        "id": "unique-id",
        "shortDescription": {"text": manual_of("unique-id").partition("\n\n")[0]},
        "fullDescription": {"text": manual_of("unique-id")},
        "help": {"text": manual_of("unique-id"), "markdown": manual_of("unique-id")},
        "defaultConfiguration": {"level": "error"},
    }
    assert odd["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "content/ru/%D0%B2%D0%BE%D0%BF%D1%80%D0%BE%D1%81%D1%8B%20%D0%B8%20"
        "%D0%BE%D1%82%D0%B2%D0%B5%D1%82%D1%8B.md",
        "uriBaseId": "%SRCROOT%",
    }
    assert twice["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5}
    assert twice["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert [r["level"] for r in (odd, twice, late)] == ["error", "error", "warning"]


def manual_of(id: str) -> str:
    return next(about.manual for about in manual.abouts(RULES) if about.id == id)


def fingerprints(findings: list[Finding]) -> list[str]:
    return [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif(findings)["runs"][0]["results"]]


def test_a_sarif_fingerprint_survives_lines_added_above() -> None:
    moved = replace(
        TWICE,
        place=Place("data/faq.yml", 12, 5),
        message="id 'ea' stands twice, first at data/faq.yml:8:5",
        also=(Place("data/faq.yml", 8, 5),),
    )
    assert fingerprints([moved]) == fingerprints([TWICE])
    assert fingerprints([replace(TWICE, message="id 'eb' stands twice")]) != fingerprints([TWICE])
    assert len(set(fingerprints([TWICE, moved]))) == 2


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "products.yml").write_text("- id: azure\n  name: Azure\n  colour: blue\n", encoding="utf-8")
    return tmp_path


def test_the_command_writes_each_format_to_a_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for style in ("text", "github", "json", "sarif"):
        path = site / f"report.{style}"
        assert main(["check", "--root", str(site), "--format", style, "--output", str(path)]) == 1
        assert capsys.readouterr().out == "1 error\n"
        assert "unknown key 'colour'" in path.read_text(encoding="utf-8")


def test_github_gets_annotations_and_summary(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = site / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check", "--root", str(site)]) == 1
    assert capsys.readouterr().out.startswith("::error file=data/products.yml,line=3,col=3,title=schema::unknown key")
    assert summary.read_text(encoding="utf-8").startswith("Before.\n### 1 error\n")


def test_a_reader_who_has_seen_enough_ends_the_command_without_a_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code = "import sys; from crucible.cli import main; sys.exit(main(['rules']))"
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


def test_the_process_that_ends_at_once_has_said_all(site: Path) -> None:
    products = site / "data" / "products.yml"
    products.write_text(products.read_text(encoding="utf-8") * 500, encoding="utf-8")
    code = "from crucible.cli import script; script()"
    command = [sys.executable, "-c", code, "check", "--format", "json", "--root", str(site)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(json.loads(done.stdout)) >= 200
