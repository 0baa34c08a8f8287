"""No input makes the check stop: arbitrary bytes in any file end in findings, soon, and never in a traceback."""

from __future__ import annotations

import random
import resource
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crucible.checks import Sources, check_sources
from crucible.finding import Finding
from crucible.fix import mends
from tests.bench.fuzz import KINDS, SITE, damaged, mutated

MEGABYTES = 1500


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "site"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder
