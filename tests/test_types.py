"""The package and its tests keep to their types: beside the other tests, because mypy uses one core."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_types() -> None:
    command = [sys.executable, "-m", "mypy"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
