"""The real site, copies of it and of the little one, for tests to build and to change."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("mkdocs.yml", "content", "data", "locales", "overrides", "hooks")
LITTLE = ROOT / "tests" / "site"
PAGE = "---\ntitle: %s\ndescription: %s\n---\n# %s { #sources }\n\n{{ sources() }}\n"
TITLES = {"en": "Sources of the site", "zh": "本站来源", "ru": "Источники сайта"}


def crucible(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would: a process of its own, from the checkout or a copy of it."""
    # Compiled modules are kept, and copied with a site: compiling takes a tenth of a build.
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    env = os.environ | kept | {"PYTHONPATH": str(cwd / "hooks"), "NO_COLOR": "1"} | environment
    code = "import sys; from crucible.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=env,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=120,
        check=False,
    )


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` fills: for the first process of a test run that asks for it, the others wait."""
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    shared.mkdir(exist_ok=True)
    folder, made = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


def copy_of_root(folder: Path) -> Path:
    """Return a copy of the sources of the real site, to change."""
    return _copied(ROOT, SOURCES, folder)


def copy_of_little(folder: Path) -> Path:
    """Return a copy of the smallest site that has everything, to change: it is built in half of the time."""
    _copied(LITTLE, SOURCES, folder)
    _copied(ROOT, ("overrides", "hooks", *(f"locales/{code}/LC_MESSAGES/crucible.po" for code in ("zh", "ru"))), folder)
    watched = re.search(r"^watch:\n(?:  - .*\n)+", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)
    assert watched is not None
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("../../", "") + watched[0]
    settings.write_text(text, encoding="utf-8")
    for code, title in TITLES.items():  # tables lead there
        (folder / f"content/{code}/sources.md").write_text(PAGE.replace("%s", title), encoding="utf-8")
    return folder


def _copied(root: Path, names: Iterable[str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        source = root / name
        if source.is_dir():
            unwanted = shutil.ignore_patterns("*.egg-info", "*.pyc.*")  # the second while another process compiles
            shutil.copytree(source, folder / name, ignore=unwanted)
        elif source.exists():
            shutil.copy2(source, folder / name)
    return folder


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file: quick to compare, also for a test that fails."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files_of(folder).items()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
