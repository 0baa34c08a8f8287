"""The finished pages are compared as readers see them: spoil one, and the finding names the source to mend."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from crucible.checks import Sources
from crucible.checks.parity import check_site

from tests.sites import ROOT

ROW = re.compile(r'<tr role="row" id="entitlements-microsoft-product-support">.*?</tr>', re.S)


@cache
def sources() -> Sources:
    return Sources.read(ROOT)


def line(path: str, words: str) -> int:
    """The one line of a source that has these words."""
    rows = (ROOT / path).read_text(encoding="utf-8").splitlines()
    found = [number for number, row in enumerate(rows, 1) if words in row]
    assert len(found) == 1, (path, words, found)
    return found[0]


@pytest.fixture(scope="session")
def pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML pages of the real site, to spoil."""
    folder = tmp_path_factory.mktemp("pages")
    for path in site.rglob("*.html"):
        target = folder / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


def found(pages: Path, name: str, old: str, new: str) -> list[str]:
    """What is said when `old` (a pattern) is `new` on one page; the page is whole again afterwards."""
    path = pages / name
    text = path.read_text(encoding="utf-8")
    spoilt, number = re.subn(old, new, text, count=1, flags=re.S)
    assert number == 1
    assert spoilt != text
    path.write_text(spoilt, encoding="utf-8")
    try:
        return [f"{f.place.path}:{f.place.line} {f.rule}: {f.message}" for f in check_site(sources(), pages)]
    finally:
        path.write_text(text, encoding="utf-8")


def test_the_real_site_says_the_same_in_each_language(pages: Path) -> None:
    assert check_site(sources(), pages) == []


DATA = "data/comparisons/entitlements.yml"


def test_a_figure_in_a_generated_table_leads_to_the_data(pages: Path) -> None:
    said = found(pages, "ru/compare.html", r">15<", ">16<")
    assert said == [
        f"{DATA}:{line(DATA, 'silver: 15')} site-data: is 15, but Russian readers see '16' in the table "
        "'Инциденты технической поддержки, входящие в членство', row 'Microsoft Product Support', column 'silver'"
    ]
