"""The real site, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import crucible, once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built from the checkout; tests change copies of it."""

    def build(folder: Path) -> None:
        done = crucible("build", "--site-dir", str(folder))
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "site", build)
