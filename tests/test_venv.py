"""`.ci/venv` installs once, starts over when it must, and says in one line what is missing.

The project installed here is made up: its lock is empty and it builds itself, so that nothing comes from the network.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pip
import pytest

from tests.sites import once

SCRIPT = Path(__file__).parents[1] / ".ci" / "venv"

PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
BACKEND = '''
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    """A wheel with one empty module."""
    info = "made-1.dist-info"
    with zipfile.ZipFile(f"{folder}/made-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("made.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: made\\nVersion: 1\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", f"made.py,,\\n{info}/METADATA,,\\n{info}/WHEEL,,\\n{info}/RECORD,,\\n")
    return "made-1-py3-none-any.whl"
'''
MAKING = f"Making .venv with Python {sys.version.split()[0]}"
INSTALLING = "Installing requirements.txt"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a space, as people have them."""
    folder = tmp_path / "my site"
    for name in (".ci", "hooks"):
        (folder / name).mkdir(parents=True)
    shutil.copy(SCRIPT, folder / ".ci" / "venv")
    files = {"pyproject.toml": PYPROJECT, "backend.py": BACKEND, "requirements.txt": "", "requirements-dev.txt": ""}
    files["hooks/module.py"] = "x = 1\n"
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """What a machine has without Python."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("cat", "cmp", "dirname", "id", "rm", "sh"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real environment, to copy, with the pip that runs these tests: to unpack the one of Python takes seconds."""

    def make(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        (site,) = folder.glob("lib/python3*/site-packages")
        own = Path(pip.__file__).parent
        shutil.copytree(own, site / own.name)

    return once(tmp_path_factory, "environment", make)


@pytest.fixture
def quick(ready: Path, tmp_path: Path) -> str:
    """A Python that makes an environment by copying one."""
    copy = f"import shutil, sys; shutil.copytree('{ready}', sys.argv[1], symlinks=True)"
    script = f"""case "$1 $2" in "-m venv") exec '{sys.executable}' -c "{copy}" "$3" ;; esac
exec '{sys.executable}' "$@\""""
    return str(program(tmp_path, "quick", script))


def says(project: Path, what: str = "site", **environment: str) -> tuple[int, list[str]]:
    """Exit code and the lines for the person who waits."""
    settings = {"PYTHON": sys.executable, "PIP_NO_INDEX": "1", "PATH": "/usr/bin:/bin", **environment}
    settings["PYTHONDONTWRITEBYTECODE"] = "1"  # as containers have it
    command: list[str | Path] = [project / ".ci" / "venv", what]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def test_nothing_is_installed_twice_and_nothing_half_is_taken_for_done(project: Path, quick: str) -> None:
    assert says(project, PYTHON=quick) == (0, [MAKING, INSTALLING])
    assert [path.suffix for path in (project / "hooks/__pycache__").iterdir()] == [".pyc"]
    assert says(project, PYTHON=quick) == (0, [])

    (project / "requirements.txt").write_text("# a new lock\n", encoding="utf-8")
    assert says(project, PYTHON=quick) == (0, [INSTALLING])

    (project / ".venv" / ".site").unlink()  # interrupted while it installed
    assert says(project, PYTHON=quick) == (0, [INSTALLING])

    (project / ".venv" / ".made").unlink()  # interrupted while the environment was made
    (project / ".venv" / ".site").unlink()
    assert says(project, PYTHON=quick) == (0, [MAKING, INSTALLING])

    assert says(project, "dev", PYTHON=quick) == (0, ["Installing requirements-dev.txt"])
    assert says(project, PYTHON=quick) == (0, [])

    moved = project.rename(project.with_name("moved"))
    assert says(moved, PYTHON=quick) == (0, [MAKING, INSTALLING])


def test_a_package_that_cannot_be_had_is_named(project: Path, quick: str) -> None:
    lock = f"no-such-package==1 --hash=sha256:{'0' * 64}\n"
    (project / "requirements.txt").write_text(lock, encoding="utf-8")
    code, lines = says(project, PYTHON=quick)
    assert code == 2
    assert "No matching distribution found for no-such-package==1" in lines[-2]
    assert lines[-1].startswith("crucible: the packages could not be installed")
    assert not (project / ".venv" / ".site").exists()


def test_without_python_there_is_one_line(project: Path, programs: Path) -> None:
    line = "crucible: no Python 3.11 or later on PATH: install one, or name one with PYTHON=/path/to/python3"
    assert says(project, PYTHON="", PATH=str(programs)) == (2, [line])


def test_a_python_on_path_is_found(project: Path, programs: Path, quick: str) -> None:
    """An older one and one that only looks like one are passed over."""
    program(programs, "python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    program(programs, "python3.12", "exit 1")
    program(programs, "python3", f'exec "{quick}" "$@"')
    assert says(project, PYTHON="", PATH=str(programs)) == (0, [MAKING, INSTALLING])


def test_a_python_that_is_too_old_is_not_replaced(project: Path, programs: Path) -> None:
    old = program(programs, "old", "exit 1")
    line = f"crucible: PYTHON is '{old}', which is not Python 3.11 or later"
    assert says(project, PYTHON=str(old)) == (2, [line])


@pytest.mark.parametrize(
    ("apt_get", "expected"),
    [
        pytest.param(
            "touch '{done}'",
            (0, ["{python} cannot make virtual environments: installing {package}", MAKING, INSTALLING]),
            id="which helps",
        ),
        pytest.param(
            "exit 100",
            (
                2,
                [
                    "{python} cannot make virtual environments: installing {package}",
                    "apt-get could not install it",
                    "crucible: {python} cannot make virtual environments: sudo apt-get install {package}",
                ],
            ),
            id="which fails",
        ),
    ],
)
def test_debians_python_gets_its_missing_part(
    project: Path, programs: Path, apt_get: str, expected: tuple[int, list[str]]
) -> None:
    """Debian keeps `ensurepip` in a package of its own."""
    done = programs / "done"
    check = f"case \"$2\" in *ensurepip*) [ -e '{done}' ] || exit 1 ;; esac"
    python = program(programs, "python3.x", f'{check}\nexec "{sys.executable}" "$@"')
    program(programs, "sudo", 'shift; exec "$@"')
    program(programs, "apt-get", apt_get.format(done=done))
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    code, lines = expected
    assert says(project, PYTHON=str(python), PATH=f"{programs}:/usr/bin:/bin") == (
        code,
        [line.format(python=python, package=package) for line in lines],
    )


def test_only_what_is_known_is_installed(project: Path) -> None:
    line = "crucible: 'everything' is not a set of packages: .ci/venv site or .ci/venv dev"
    assert says(project, "everything") == (2, [line])
