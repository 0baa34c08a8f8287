"""Old addresses lead on in a real browser: over HTTP and from a folder, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.sites import copy_of_root, crucible, once

FOLDERS = {"en": "", "zh": "zh/", "ru": "ru/"}
REDIRECTS = """\
- was: plans/asfp.md
  now: plans/advanced-support.md
- was: plans/asfp.md#table
  now: compare.md#choose
- was: support.md
  now: benefits.md#activate
- was: benefits.md#turn-on
  now: benefits.md#activate
- was: benefits.md#holes
  now: report.md#report
- was: sources.md#toString
  now: sources.md#sources
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(folder: Path) -> None:
        root = copy_of_root(folder)
        (root / "data/redirects.yml").write_text(REDIRECTS, encoding="utf-8")
        done = crucible("build", cwd=root)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "moved", build) / "site"


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, moved: Path, serve: Callable[[Path], str]) -> str:
    return serve(moved) if request.param == "http" else moved.as_uri()


MOVED = {
    "plans/asfp.html": "plans/advanced-support.html",
    "plans/asfp.html#ask": "plans/advanced-support.html#ask",
    "plans/asfp.html#%D1%84": "plans/advanced-support.html#%D1%84",
    "plans/asfp.html#%": "plans/advanced-support.html#%",
    "plans/asfp.html#toString": "plans/advanced-support.html#toString",
    "plans/asfp.html#table": "compare.html#choose",
    "support.html": "benefits.html#activate",
    "support.html#lost": "benefits.html#activate",
    "benefits.html#holes": "report.html#report",
}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_an_old_address_leads_to_the_new_one(home: str, folder: str, open_page: Callable[..., Page]) -> None:
    page = open_page("about:blank", offline=home.startswith("file:"))
    for old, new in MOVED.items():
        page.goto("about:blank")  # or an address of the same page would not be loaded anew
        page.goto(f"{home}/{folder}{old}")
        page.wait_for_url(f"{home}/{folder}{new}")
        expect(page.locator("article h1")).to_be_visible()


def test_without_scripts_a_page_leads_on_too(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page("about:blank", offline=home.startswith("file:"), java_script_enabled=False)
    for old in ("plans/asfp.html", "support.html"):
        page.goto(f"{home}/ru/{old}")
        page.wait_for_url(f"{home}/ru/{MOVED[old]}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_renamed_section_is_found_under_its_old_id(home: str, scripts: bool, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{home}/zh/benefits.html#turn-on", java_script_enabled=scripts)
    heading = page.locator("h2#activate")
    expect(heading).to_be_in_viewport()
    expect(heading.locator(":target")).to_have_id("turn-on")
    assert page.url.endswith("benefits.html#turn-on")


def test_a_section_that_left_its_page_says_where_it_is(home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{home}/benefits.html#holes", java_script_enabled=False)
    expect(page.locator("p.moved")).to_be_visible()
    expect(page.locator("p.moved a")).to_have_attribute("href", "report.html#report")
    other = open_page(f"{home}/benefits.html", java_script_enabled=False)
    expect(other.locator("p.moved")).to_be_hidden()


def test_a_link_within_the_page_to_a_section_that_left_it_follows_too(
    home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{home}/benefits.html")
    page.evaluate("location.hash = 'holes'")
    page.wait_for_url(f"{home}/report.html#report")
