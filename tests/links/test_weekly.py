"""The weekly job: one issue, updated and not repeated; the ledger goes from run to run. `gh` is a stand-in program."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from crucible.finding import Place
from crucible.links.answer import Link
from crucible.links.issue import MARK, TITLE, markdown, needs_attention
from crucible.links.kind import Kind
from crucible.links.ledger import Entry, Ledger, State, advance
from crucible.links.ledgerfile import dumps, load
from crucible.links.report import as_json
from crucible.links.result import Result, Run
from crucible.links.verdict import Verdict
from crucible.links.weekly import main

DAY = date(2026, 11, 20)
GH = """\
#!{python}
import json, pathlib, shutil, sys
here = pathlib.Path(__file__).parent
arguments = sys.argv[1:]
with (here / "calls").open("a", encoding="utf-8") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if arguments[:2] == ["run", "download"]:
    source = here / "artifacts" / arguments[2]
    if not source.exists():
        sys.exit("no valid artifacts found")
    shutil.copytree(source, arguments[arguments.index("--dir") + 1], dirs_exist_ok=True)
answer = here / "-".join(arguments[:2])
if answer.exists():
    print(answer.read_text(encoding="utf-8"))
"""


class GitHub:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = folder / "gh"
        program.write_text(GH.format(python=sys.executable), encoding="utf-8")
        program.chmod(0o755)

    def answers(self, command: str, value: object) -> None:
        (self.folder / command).write_text(json.dumps(value), encoding="utf-8")

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "calls").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitHub:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return GitHub(folder)


def a_run(*kinds: str) -> Run:
    links = [Link(f"https://example.org/{n}", (Place("data/references.yml", n + 1, 8),)) for n in range(len(kinds))]
    results = tuple(
        Result(
            link,
            Verdict(
                link.url,
                Kind(kind),
                f"says {kind}",
                moved_to="https://example.org/new" if kind == "moved-permanently" else "",
            ),
        )
        for link, kind in zip(links, kinds, strict=True)
    )
    return Run(results, len(links), Ledger(), advance(Ledger(), [r.verdict for r in results], DAY), DAY)


def reported(root: Path, run: Run) -> None:
    folder = root / "build/links"
    folder.mkdir(parents=True)
    (folder / "report.md").write_text(markdown(run), encoding="utf-8")
    (folder / "report.json").write_text(as_json(run, needs_attention(run)), encoding="utf-8")


def test_the_report() -> None:
    run = a_run("ok", "not-found", "moved-permanently", "text-missing", "bot-wall", "locale-pinned")
    head = "| Address | What was found | Since | Where |\n| --- | --- | --- | --- |\n"
    assert markdown(run) == (
        "<!-- crucible links -->\n\nChecked 2026-11-20: 6 of 6 addresses.\n\n"
        "## Suspect (1)\n\nFailed, but not often enough to be sure.\n\n"
        f"{head}| `https://example.org/1` | `says not-found` | 2026-11-20 | `data/references.yml:2:8` |\n\n"
        "## Moved for good (1)\n\n`crucible links --fix` writes the new addresses.\n\n"
        f"{head}| `https://example.org/2` | `says moved-permanently`<br>write `https://example.org/new` | 2026-11-20"
        " | `data/references.yml:3:8` |\n\n"
        "## Dead fragments (1)\n\nThe page is there, the place on it is not.\n\n"
        f"{head}| `https://example.org/3` | `says text-missing` | 2026-11-20 | `data/references.yml:4:8` |\n\n"
        "## Pinned to one language (1)\n\nThe address without a language serves every reader.\n\n"
        f"{head}| `https://example.org/5` | `says locale-pinned` | 2026-11-20 | `data/references.yml:6:8` |\n\n"
        "## Cannot be judged (1)\n\nWalls and sign-in pages: look at these by hand now and then.\n\n"
        f"{head}| `https://example.org/4` | `says bot-wall` | 2026-11-20 | `data/references.yml:5:8` |\n"
    )


def test_nothing_that_a_host_says_can_act_in_the_issue() -> None:
    evil = "@everyone | <img src=x> `x`\n\n# big\x1b[31m"
    link = Link("https://example.org/")
    verdict = Verdict(link.url, Kind.SERVER_ERROR, evil)
    after = advance(Ledger(), [verdict], DAY)
    text = markdown(Run((Result(link, verdict),), 1, Ledger(), after, DAY))
    assert "| `@everyone \\| <img src=x> 'x' # big [31m` |" in text


def test_a_long_report_fits_into_an_issue() -> None:
    assert len(markdown(a_run(*["not-found"] * 2000))) < 65_536


@pytest.mark.parametrize(
    ("kinds", "issues", "done", "said"),
    [
        (["ok", "bot-wall"], [], [], "nothing needs attention"),
        (["not-found"], [], [["issue", "create", "--title", TITLE, "--body-file", "BODY"]], "opened the issue"),
        (["not-found"], [(7, "OPEN")], [["issue", "edit", "7", "--body-file", "BODY"]], "updated issue 7"),
        (
            ["not-found"],
            [(7, "CLOSED"), (5, "CLOSED")],
            [["issue", "edit", "7", "--body-file", "BODY"], ["issue", "reopen", "7"]],
            "reopened issue 7",
        ),
        (
            ["not-found"],
            [(9, "CLOSED"), (7, "OPEN")],
            [["issue", "edit", "7", "--body-file", "BODY"]],
            "updated issue 7",
        ),
        (
            ["ok"],
            [(7, "OPEN")],
            [
                ["issue", "edit", "7", "--body-file", "BODY"],
                ["issue", "close", "7", "--comment", "Nothing needs attention any more."],
            ],
            "closed issue 7",
        ),
        (["ok"], [(7, "CLOSED")], [], "nothing needs attention"),
    ],
)  # fmt: skip
def test_there_is_one_issue(
    kinds: list[str],
    issues: list[tuple[int, str]],
    done: list[list[str]],
    said: str,
    tmp_path: Path,
    github: GitHub,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reported(tmp_path, a_run(*kinds))
    namesake = {"number": 99, "state": "OPEN", "title": TITLE, "body": "written by hand"}
    other = {"number": 98, "state": "OPEN", "title": f"{TITLE} now", "body": MARK}
    ours = [{"number": number, "state": state, "title": TITLE, "body": f"{MARK}\n"} for number, state in issues]
    github.answers("issue-list", [namesake, other, *ours])
    assert main(["issue"], tmp_path) == 0
    body = str(tmp_path / "build/links/report.md")
    assert [[("BODY" if word == body else word) for word in call] for call in github.calls[1:]] == done
    assert capsys.readouterr().out == f"{said}\n"


def test_the_ledger_of_the_last_run_is_taken_over(
    tmp_path: Path, github: GitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    committed = Ledger({"https://a.example/": Entry("https://a.example/", State.OK, DAY)}, DAY)
    learned = advance(committed, [Verdict("https://a.example/", Kind.GONE)], date(2026, 11, 27))
    (tmp_path / "data/links.yml").write_text(dumps(committed), encoding="utf-8")
    (tmp_path / "bin/artifacts/12").mkdir(parents=True)
    (tmp_path / "bin/artifacts/12/links.yml").write_text(dumps(learned), encoding="utf-8")
    github.answers("run-list", [{"databaseId": 13}, {"databaseId": 12}])
    assert main(["ledger"], tmp_path) == 0
    assert load(tmp_path) == learned
    assert capsys.readouterr().out == "took over 1 addresses from run 12\n"


def test_the_first_run_takes_nothing_over(tmp_path: Path, github: GitHub, capsys: pytest.CaptureFixture[str]) -> None:
    github.answers("run-list", [])
    assert main(["ledger"], tmp_path) == 0
    assert capsys.readouterr().out == "no earlier run left a ledger\n"
    assert not (tmp_path / "data/links.yml").exists()


def test_what_cannot_be_done_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reported(tmp_path, a_run("not-found"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["issue"], tmp_path) == 2
    assert capsys.readouterr().err == "'gh' is not installed: https://cli.github.com\n"
    assert main([], tmp_path) == 2
