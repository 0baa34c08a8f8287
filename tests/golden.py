"""Golden cases: a change to a site, and the whole report that `crucible check` gives for it.

A case is a file of `tests/mistakes/`:

    about: A gold cell below silver
    site: tests/site              # or '.', the real one
    change:
      - file: data/comparisons/entitlements.yml
        replace: 'silver: 15'     # stands there exactly once
        by: 'silver: 5'
    report: |
      …
    control:                      # what is right and looks alike: no findings
      about: …
      change: […]

That a translation became stale when its English changed is left out of the reports: tests of freshness prove it.
A change may also have `text` (the whole file, new or not), `append`, `hex` (bytes), `rename` or `delete: true`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from crucible.checks import RULES, Sources, check_sources, freshness
from crucible.report import text_report

from tests.sites import ROOT

CASES = Path(__file__).parent / "mistakes"
JUDGED = tuple(rule for rule in RULES if rule not in freshness.RULES)
TODAY = date(2026, 11, 20)
PARTS = ("mkdocs.yml", "content", "data", "locales", "overrides")


def report(site: str, changes: Iterable[Mapping[str, Any]], folder: Path) -> str:
    """Return the report on a copy of the site, made in `folder`, after the changes."""
    copy(site, folder)
    for change in changes:
        apply(change, folder)
    return text_report(check_sources(Sources.read(folder, TODAY), JUDGED))


def copy(site: str, folder: Path) -> Path:
    """Return a copy of the sources of a site (`tests/site`, or `.`), to change."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / site / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        elif source.is_file():
            shutil.copy2(source, folder / part)
    return folder


def apply(change: Mapping[str, Any], folder: Path) -> None:
    """Make one change; what is replaced must stand in the file exactly once."""
    path = folder / change["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if change.get("delete"):
        path.unlink()
    elif "rename" in change:
        path.rename(folder / change["rename"])
    elif "hex" in change:
        path.write_bytes(bytes.fromhex(change["hex"]))
    elif "text" in change:
        path.write_text(change["text"], encoding="utf-8", newline="\n")
    else:
        text = path.read_text(encoding="utf-8")
        if "append" in change:
            text += change["append"]
        else:
            assert text.count(change["replace"]) == 1, (change["file"], change["replace"])
            text = text.replace(change["replace"], change["by"])
        path.write_text(text, encoding="utf-8", newline="\n")
