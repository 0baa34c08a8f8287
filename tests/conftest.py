"""The real site, built once; Python looks for cycles seldom."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.sites import crucible, once


def pytest_collection_finish() -> None:
    """Look seldom for cycles, and not among the tests: whole checks make many objects that live as long as they do."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built from the checkout; tests change copies of it."""

    def build(folder: Path) -> None:
        done = crucible("build", "--site-dir", str(folder))
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "site", build)
