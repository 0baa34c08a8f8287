"""What CONTRIBUTING.md shows is what happens: each change is made in a copy, each command run, each output compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.sites import ROOT, copy_of_root, crucible

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S))
BLOCK = re.compile(r"(?:<!-- tried: (?P<path>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.S)
COMMANDS = {"make check": "check"}


def change(file: Path, kind: str, text: str) -> None:
    """Do what a block shows: append YAML, or replace the lines with a minus by those with a plus."""
    before = file.read_text(encoding="utf-8")
    if kind == "yaml":
        file.write_text(before + text, encoding="utf-8")
        return
    old = "".join(line[1:] for line in text.splitlines(keepends=True) if line[0] in "- ")
    new = "".join(line[1:] for line in text.splitlines(keepends=True) if line[0] in "+ ")
    if before.count(old) != 1:  # the guide shows a value of before; the line is known by its key
        old = the_line_of(old.partition(": ")[0], before)
    file.write_text(before.replace(old, new), encoding="utf-8")


def the_line_of(key: str, text: str) -> str:
    (line,) = re.findall(f"^{re.escape(key)}: .*\\n", text, re.M)
    return str(line)


def shown(text: str) -> str:
    """Return the text without line numbers: they move with each entry that somebody adds."""
    return re.sub(r"(?<=:)\d+:\d+(?=:)|^@@.*@@$", "…", text, flags=re.M)


def session(root: Path, text: str) -> str:
    """Return the block as a terminal would show it: each command with what it really prints."""
    lines = []
    for line in text.splitlines():
        if line.startswith("$ "):
            command = line[2:]
            arguments = COMMANDS.get(command) or command.removeprefix(".venv/bin/crucible ")
            done = crucible(*shlex.split(arguments), cwd=root)
            lines += [line, *f"{done.stderr}{done.stdout}".rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("section", [name for name, text in SECTIONS.items() if "```console" in text])
def test_what_is_shown_is_what_happens(section: str, tmp_path: Path) -> None:
    root = copy_of_root(tmp_path)
    if targets := re.findall(r"translations accept \"?([^\s#\"]+)", SECTIONS[section]):  # as before any review
        targets += re.findall(r"<!-- tried: (content/\S+)", SECTIONS[section])
        crucible("translations", "accept", *targets, "--by", "machine", cwd=root)
    for block in BLOCK.finditer(SECTIONS[section]):
        if block["kind"] == "console":
            assert shown(session(root, block["text"])) == shown(block["text"])
        else:
            change(root / block["path"], block["kind"], block["text"])


def test_every_walk_is_there() -> None:
    wanted = {"Read a finding", "Change a number", "Add a question", "Add a reference", "Add a plan", "Translate"}
    assert wanted <= set(SECTIONS)
