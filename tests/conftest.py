"""The real site, built once for each test process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import crucible


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built from the checkout."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = crucible("build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder
