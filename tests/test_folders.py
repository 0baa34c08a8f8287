"""Folders and files that no editor makes: each gets a finding at its path, and no rule stops."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources
from crucible.cli import FINDINGS, main
from crucible.finding import Finding, Place, Problem
from crucible.report import github_report, step_summary, text_report
from crucible.source import folder as folders

from tests.bench.odd_files import obeying
from tests.golden import TODAY, copy

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="root obeys no permissions, but on Linux it can be made to")


@LINUX
@pytest.mark.parametrize("mode", [0o444, 0o111, 0])
@pytest.mark.parametrize("folder", ["content/ru/plans", "data", "locales/source", "overrides/x"])
def test_a_folder_that_cannot_be_looked_into_is_told(folder: str, mode: int, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "a.yml").touch()
    (tmp_path / folder).chmod(mode)
    with obeying(), pytest.raises(Problem) as problem:
        folders.faults(tmp_path)
    (tmp_path / folder).chmod(0o755)
    told = f"{folder}:1:1: is a folder that cannot be looked into: Permission denied [folder]"
    assert [str(f) for f in problem.value.findings] == [f"{told}\n    run `chmod -R u+rwX '{folder}'`"]
    assert folders.faults(tmp_path) == []


@LINUX
def test_where_a_folder_cannot_be_looked_into_nothing_else_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = copy("tests/site", tmp_path / "site")
    (site / "data/comparisons").chmod(0o444)
    with obeying():
        codes = [main(["check", "--root", str(site), "--format", "text", *more]) for more in ([], ["--diff"])]
    (site / "data/comparisons").chmod(0o755)
    assert codes == [FINDINGS, FINDINGS]
    shown = capsys.readouterr().out
    assert shown.count("is a folder that cannot be looked into") == 2
    assert shown.count("1 error\n") == 2


@LINUX
def test_of_others_a_shut_folder_is_a_note(tmp_path: Path) -> None:
    for path in ("en/a.md", "ru/a.md", "shut/b.md"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("# A\n", encoding="utf-8")
    (tmp_path / "shut").chmod(0o444)
    with obeying():
        found = check_sources(Sources.read(tmp_path, TODAY))
    (tmp_path / "shut").chmod(0o755)
    assert [(f.place.path, f.severity.value) for f in found if f.rule == "folder"] == [("shut", "note")]


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    (tmp_path / "content/en" / "/".join("d" * 40)).mkdir(parents=True)
    with pytest.raises(Problem) as problem:
        folders.faults(tmp_path)
    [finding] = problem.value.findings
    assert finding.message == "lies more than 32 folders deep, where nothing is looked for"


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _link(to: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(to)

    return make


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "content/ru/x.md": (_folder, "is a folder, expected a file"),
    "data/faq.yml": (_link("faq.yml"), "is a link that leads to nothing"),
    "data/offers.yml": (_link(__file__), "is a link that leads out of this site"),
    "data/procedures.yml": (_folder, "is a folder, expected a file"),
    "data/x": (_link("."), "is a link to a folder, which is not followed"),
    "data/a\u202eb.txt": (Path.touch, "has the invisible character U+202E in its name"),
    "content/en/a.png": (_link("a.png"), "is a link that leads to nothing"),
    "content/en/out.md": (_link(__file__), "is a link that leads out of this site"),
    "content/en/x": (_link("."), "is a link to a folder, which is not followed"),
    "content/ru/a\nb.md": (Path.touch, "has the invisible character U+000A in its name"),
    "locales/zh/LC_MESSAGES/messages.po": (_folder, "is a folder, expected a file"),
    "mkdocs.yml": (_folder, "is a folder, expected a file"),
    "overrides/x.html": (os.mkfifo, "is no file, expected one"),
}


def test_what_is_no_plain_file_is_told_once_and_what_asks_for_it_not(tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    (site / "overrides").mkdir(exist_ok=True)
    before = {str(f) for f in check_sources(Sources.read(site, TODAY))}
    for path, (make, _) in ODD.items():
        make(site / path)
    found = [f for f in check_sources(Sources.read(site, TODAY)) if str(f) not in before]
    assert [f"{f.place.path}: {f.message} [{f.rule}]" for f in found] == sorted(
        f"{path}: {message} [folder]" for path, (_, message) in ODD.items()
    )


def test_a_link_to_a_file_of_the_site_is_right(tmp_path: Path) -> None:
    for path in ("content/en/ünï code/字.md", "data/roles.yml"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).touch()
    (tmp_path / "data/more.yml").symlink_to("roles.yml")
    assert folders.faults(tmp_path) == []


def test_a_file_that_vanishes_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = copy("tests/site", tmp_path / "site")
    opened = Path.open

    def gone(path: Path, *args: str, **more: str) -> object:
        if path.is_relative_to(site):
            path.unlink(missing_ok=True)
        return opened(path, *args, **more)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(Path, "open", gone)
    found = [f"{f.place.path}: {f.message} [{f.rule}]" for f in check_sources(Sources.read(site, TODAY))]
    assert "data/faq.yml: cannot be read: No such file or directory [encoding]" in found
    assert not any("[crash]" in row for row in found)


def test_nothing_in_a_report_is_obeyed_by_a_terminal() -> None:
    finding = Finding(Place("a\nb\x1b[31m\u202e.md"), "'\x1b]0;x\x07' is\n::error::x", "page-name", "rename\u2066 it")
    text = r"a\nb\x1b[31m\u202e.md:1:1: '\x1b]0;x\x07' is\n::error::x [page-name]" + "\n    rename\\u2066 it\n"
    assert text_report([finding]) == text + "1 error"
    named = replace(finding, place=Place("a.md"))  # GitHub must have the name of the file as it is
    for report in (github_report([named] * 12), step_summary([finding])):
        assert not any(sign in report for sign in ("\x1b", "\x07", "\u202e", "\u2066", "\n::error::x"))
