"""The real site and copies of it, for tests to build and to change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ("mkdocs.yml", "content", "data", "locales", "overrides", "hooks")


def crucible(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would: a process of its own, from the checkout or a copy of it."""
    env = os.environ | {"PYTHONPATH": str(cwd / "hooks"), "NO_COLOR": "1"} | environment
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


def copy_of_root(folder: Path) -> Path:
    """Return a copy of the sources of the real site, to change."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy2(source, folder / name)
    return folder


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file: quick to compare, also for a test that fails."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files_of(folder).items()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
