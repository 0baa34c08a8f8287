"""What GitHub runs and shows is well-formed, safe for forks and calls commands that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(set((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"})
PROGRAMS = Path(sys.executable).parent
MINE = "You may write in your own language. 可以用中文填写。 Можно писать по-русски."

named = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [
        PROGRAMS / "zizmor",
        "--offline",
        "--persona=pedantic",
        "--no-progress",
        "--color=never",  # it paints where CI is set
        "--format=plain",
        *paths,
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def schema(name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, *paths]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(ROOT / ".github")
    assert (done.returncode, done.stdout.strip()) == (0, "No findings to report. Good job!")


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    """The control: the workflow as one would write it without care."""
    path = tmp_path / ".github" / "workflows" / "check.yml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "on: pull_request_target\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - uses: actions/checkout@v7\n      - run: echo ${{ github.event.pull_request.title }}\n",
        encoding="utf-8",
    )
    done = zizmor(path)
    found = set(re.findall(r"^(?:error|warning)\[([a-z-]+)\]", done.stdout, re.MULTILINE))
    assert found >= {"dangerous-triggers", "unpinned-uses", "template-injection", "excessive-permissions"}


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        pytest.param("vendor.github-workflows", WORKFLOWS, id="workflows"),
        pytest.param("custom.github-workflows-require-timeout", WORKFLOWS, id="every job has a time limit"),
        pytest.param("vendor.github-issue-forms", FORMS, id="issue forms"),
        pytest.param("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"], id="issue chooser"),
        pytest.param("vendor.dependabot", [ROOT / ".github/dependabot.yml"], id="dependabot"),
    ],
)
def test_files_follow_the_schema_of_github(name: str, paths: list[Path], tmp_path: Path) -> None:
    done = schema(name, *paths)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done"), done.stdout
    control = tmp_path / "control.yml"
    control.write_text("jobs: {a: {runs-on: x, steps: [{uses: [1]}]}}\n", encoding="utf-8")
    assert schema(name, control).returncode == 1


@named
def test_actions_are_pinned_by_commit_and_say_the_version(workflow: Path) -> None:
    used = re.findall(r"uses:\s*(.*)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


def test_an_action_has_one_commit_everywhere() -> None:
    used = {use for path in WORKFLOWS for use in re.findall(r"uses:\s*(\S+@\S+)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({use.partition("@")[0] for use in used})


@named
def test_only_a_job_that_runs_no_code_of_the_pull_request_may_write(workflow: Path) -> None:
    """A job that checks out or runs a command reads only; `permissions` on top are empty."""
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    events = content[True]  # YAML 1.1 takes the key `on` for a boolean
    assert "pull_request_target" not in events
    assert content["permissions"] == {}
    if "pull_request" not in events:
        return
    for job in content["jobs"].values():
        if any("run" in step or "checkout" in step.get("uses", "") for step in job["steps"]):
            assert set(job["permissions"].values()) == {"read"}


@named
def test_workflows_call_targets_of_the_makefile(workflow: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z]+)", workflow.read_text(encoding="utf-8")))
    assert called - targets == set()


def test_the_commands_of_the_readme_are_those_that_ci_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make test", "make site"]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_forms_are_short_and_invite_every_language(form: Path) -> None:
    body = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    assert body[0] == {"type": "markdown", "attributes": {"value": MINE}}
    assert len(body[1:]) <= 5
