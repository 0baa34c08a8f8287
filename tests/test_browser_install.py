"""`tests/browser/install.py` finds a browser, gets one, or says in one line that it cannot."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "browser" / "install.py"
NONE = (
    "crucible: the tests need Chromium and it could not be installed:"
    " install it, or name one with CHROMIUM=/path/to/chromium\n"
)
TRYING = "crucible: no Chromium here, trying: playwright install chromium\n"

pytestmark = pytest.mark.skipif(
    sys.platform == "darwin", reason="a Mac's own browser stands outside PATH and would be found"
)


@pytest.fixture(scope="session")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without Playwright, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("bare python")
    venv.create(folder, symlinks=True, with_pip=False)
    return folder / "bin" / "python"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder on PATH: a machine with nothing but what a test puts there."""
    folder = tmp_path / "only programs"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def installed(python: Path, programs: Path, **environment: str) -> tuple[int, str, list[str]]:
    """Exit code, path printed and the script's own lines."""
    done = subprocess.run(
        [python, SCRIPT],
        env={"PATH": str(programs), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = [line + "\n" for line in done.stderr.splitlines() if line.startswith("crucible:")]
    return done.returncode, done.stdout.strip(), lines


def test_a_browser_on_path_is_taken(bare_python: Path, programs: Path) -> None:
    path = program(programs, "google-chrome", "echo Chrome 1")
    assert installed(bare_python, programs) == (0, path, [])


def test_one_that_does_not_start_is_passed_over(bare_python: Path, programs: Path) -> None:
    program(programs, "chromium-browser", "echo install the snap >&2; exit 1")
    path = program(programs, "google-chrome", "echo Chrome 1")
    assert installed(bare_python, programs) == (0, path, [])


def test_the_one_named_wins(bare_python: Path, programs: Path, tmp_path: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    mine = program(tmp_path, "mine", "echo Chromium 2")
    assert installed(bare_python, programs, CHROMIUM=mine) == (0, mine, [])


def test_one_that_is_named_and_missing_is_not_replaced(bare_python: Path, programs: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    line = "crucible: CHROMIUM is '/no/such', which does not start\n"
    assert installed(bare_python, programs, CHROMIUM="/no/such") == (2, "", [line])


def test_without_any_way_there_is_one_clear_line(bare_python: Path, programs: Path) -> None:
    assert installed(bare_python, programs) == (2, "", [TRYING, NONE])


def test_the_package_manager_is_the_last_resort(bare_python: Path, programs: Path) -> None:
    """The made-up `apt-get` notes what it is asked and puts the browser there; `sudo` is for those who are not root."""
    asked = programs / "asked"
    browser = programs / "chromium"
    program(programs, "sudo", '[ "$2" = id ] && echo 0 && exit; shift; exec "$@"')
    program(programs, "env", 'shift; exec "$@"')
    program(
        programs,
        "apt-get",
        f"""echo "$@" >> '{asked}'
case "$*" in *" chromium") printf '#!/bin/sh\\necho Chromium 1\\n' > '{browser}'; /bin/chmod +x '{browser}' ;; esac""",
    )
    assert installed(bare_python, programs) == (
        0,
        str(browser),
        [TRYING, "crucible: that did not help, trying: apt-get\n"],
    )
    assert asked.read_text(encoding="utf-8").splitlines() == [
        "-qq -o DPkg::Lock::Timeout=120 update",
        "-qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium",
        "-qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends fonts-noto-cjk",
    ]


def test_a_package_manager_that_fails_is_not_taken_for_done(bare_python: Path, programs: Path) -> None:
    program(programs, "sudo", '[ "$2" = id ] && echo 0 && exit; shift; exec "$@"')
    program(programs, "env", 'shift; exec "$@"')
    program(programs, "apt-get", "exit 100")
    code, path, lines = installed(bare_python, programs)
    assert (code, path, lines[-1]) == (2, "", NONE)
