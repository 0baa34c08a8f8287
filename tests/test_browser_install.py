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
    " install it, or name one with CHROMIUM=/path/to/chromium"
)
DOWNLOADING = "crucible: no Chromium here, trying: playwright install chromium"

pytestmark = pytest.mark.skipif(
    sys.platform == "darwin", reason="a Mac's own browser stands outside PATH and would be found"
)


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python whose Playwright is made up: it starts, unless a library `$LACKS`, and cannot download anything."""
    folder = tmp_path_factory.mktemp("bare python")
    venv.create(folder, symlinks=True, with_pip=False)
    library = next(folder.glob("lib/python*/site-packages")) / "playwright"
    library.mkdir()
    (library / "__init__.py").touch()
    (library / "__main__.py").write_text(
        "import os, pathlib, sys\n"
        "lacks = os.environ.get('LACKS')\n"
        "if sys.argv[1] == 'install' or (lacks and not pathlib.Path(lacks).exists()):\n"
        "    sys.exit('no')\n"
        "print('Version 1')\n",
        encoding="utf-8",
    )
    return folder / "bin" / "python"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder on PATH: a machine with nothing but what a test puts there, and leave to install."""
    folder = tmp_path / "only programs"
    folder.mkdir()
    program(folder, "sudo", '[ "$2" = id ] && echo 0 && exit; shift; exec "$@"')
    program(folder, "env", 'shift; exec "$@"')
    program(folder, "msgcat", "exit")
    return folder


def program(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def apt_get(programs: Path, name: str = "chromium-headless-shell") -> tuple[str, Path]:
    """A made-up `apt-get` that has one browser, `name`: where it would put it, and where it notes what it is asked."""
    asked, browser = programs / "asked", programs / name
    write = f"printf '#!/bin/sh\\necho Chromium 1\\n' > '{browser}'; /bin/chmod +x '{browser}'"
    program(
        programs,
        "apt-get",
        f"""echo "$@" >> '{asked}'
case "$*" in *" {name}") {write} ;; *chromium*) exit 100 ;; *" libatomic1") : > '{programs}/libatomic' ;; esac""",
    )
    return str(browser), asked


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
    return done.returncode, done.stdout.strip(), [x for x in done.stderr.splitlines() if x.startswith("crucible:")]


def test_a_browser_on_path_is_taken(python: Path, programs: Path) -> None:
    path = program(programs, "google-chrome", "echo Chrome 1")
    assert installed(python, programs) == (0, path, [])


def test_one_without_a_window_is_preferred(python: Path, programs: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    path = program(programs, "chromium-headless-shell", "echo Chromium 1")
    assert installed(python, programs) == (0, path, [])


def test_one_that_does_not_start_is_passed_over(python: Path, programs: Path) -> None:
    program(programs, "chromium-browser", "echo install the snap >&2; exit 1")
    path = program(programs, "google-chrome", "echo Chrome 1")
    assert installed(python, programs) == (0, path, [])


def test_the_one_named_wins(python: Path, programs: Path, tmp_path: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    mine = program(tmp_path, "mine", "echo Chromium 2")
    assert installed(python, programs, CHROMIUM=mine) == (0, mine, [])


def test_one_that_is_named_and_missing_is_not_replaced(python: Path, programs: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    line = "crucible: CHROMIUM is '/no/such', which does not start"
    assert installed(python, programs, CHROMIUM="/no/such") == (2, "", [line])


def test_without_any_way_there_is_one_clear_line(python: Path, programs: Path) -> None:
    assert installed(python, programs) == (2, "", [DOWNLOADING, NONE])


def test_the_package_manager_is_the_last_resort(python: Path, programs: Path) -> None:
    path, asked = apt_get(programs)
    trying = [
        "crucible: trying: apt-get install chromium-headless-shell",
        "crucible: trying: apt-get install fonts-noto-cjk",
    ]
    assert installed(python, programs) == (0, path, [DOWNLOADING, *trying])
    assert asked.read_text(encoding="utf-8").splitlines() == [
        "-qq -o DPkg::Lock::Timeout=120 update",
        "-qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium-headless-shell",
        "-qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends fonts-noto-cjk",
    ]


def test_a_chinese_font_is_not_installed_twice(python: Path, programs: Path) -> None:
    path, _ = apt_get(programs)
    program(programs, "fc-list", "echo Noto Sans CJK SC")
    trying = "crucible: trying: apt-get install chromium-headless-shell"
    assert installed(python, programs) == (0, path, [DOWNLOADING, trying])


def test_where_there_is_none_without_a_window_one_with_it_is_installed(python: Path, programs: Path) -> None:
    path, _ = apt_get(programs, "chromium")
    program(programs, "fc-list", "echo Noto Sans CJK SC")
    trying = [f"crucible: trying: apt-get install {name}" for name in ("chromium-headless-shell", "chromium")]
    assert installed(python, programs) == (0, path, [DOWNLOADING, *trying])


def test_a_package_manager_that_fails_is_not_taken_for_done(python: Path, programs: Path) -> None:
    program(programs, "apt-get", "exit 100")
    code, path, lines = installed(python, programs)
    assert (code, path, lines[-1]) == (2, "", NONE)


def test_a_library_that_playwright_lacks_is_installed(python: Path, programs: Path) -> None:
    """A minimal Debian has no libatomic, without which Playwright's own Node does not start."""
    apt_get(programs)
    path = program(programs, "chromium", "echo Chromium 1")
    trying = "crucible: trying: apt-get install libatomic1"
    assert installed(python, programs, LACKS=str(programs / "libatomic")) == (0, path, [trying])


def test_gettext_is_installed_where_it_is_missing(python: Path, programs: Path) -> None:
    apt_get(programs)
    path = program(programs, "chromium", "echo Chromium 1")
    (programs / "msgcat").unlink()
    assert installed(python, programs) == (0, path, ["crucible: trying: apt-get install gettext"])


def test_a_playwright_that_does_not_start_is_named(python: Path, programs: Path) -> None:
    program(programs, "chromium", "echo Chromium 1")
    line = "crucible: the tests need Playwright, which does not start: python -m playwright --version says why"
    assert installed(python, programs, LACKS=str(programs / "libatomic")) == (2, "", [line])
