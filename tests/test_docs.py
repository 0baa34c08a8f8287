"""What the documents say is so: every macro and command is named, every command of the README exists."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from crucible.checks import Sources
from crucible.cli import main

from tests.sites import ROOT


def test_every_macro_is_in_the_architecture_page() -> None:
    text = (ROOT / "hooks/README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z_]+)\(", text))
    known = set(Sources.read(ROOT).macros("en").known)
    assert known - listed == set()
    assert {name for name in listed if name not in known} <= {"label"}


def test_the_layers_of_the_architecture_page_are_those_of_the_package() -> None:
    drawn = (ROOT / "hooks/README.md").read_text(encoding="utf-8").split("```")[1]
    order = re.findall(r"[a-z]+", (ROOT / "hooks/crucible/__init__.py").read_text(encoding="utf-8").split("\n\n")[2])
    names = [name for name in re.findall(r"[a-z]+", drawn.split("\n", 2)[2]) if name in order]
    assert names[: len(order)] == order


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_command_of_a_document_exists(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z]+)", text)) - targets == set()
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"^    ([a-z]+)(?: |$)", capsys.readouterr().out, re.M))
    assert set(re.findall(r"`crucible ([a-z]+)", text)) - commands == set()


def test_make_lists_its_targets() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"site", "test", "serve", "check"} <= set(re.findall(r"make ([a-z]+)", shown))
    assert sys.version_info >= (3, 11)
