"""Offline copies of the real site, for tests to unzip and to damage."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from crucible.export.bundle import read_site
from crucible.export.copied import Home
from crucible.export.edition import Origin
from crucible.export.revision import Revision
from crucible.language import languages

from tests.sites import ROOT

SITE = "https://example.github.io/crucible/"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def origin(site: Path) -> Origin:
    """Return what copies of the built site are made from, at a revision that does not depend on the checkout."""
    home = Home(SITE, "https://github.com/example/crucible/releases/latest")
    return Origin(ROOT, read_site(site), "Crucible", home, Revision(NOON, COMMIT), languages(ROOT)[0])


def unzipped(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
