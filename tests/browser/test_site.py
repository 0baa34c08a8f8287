"""The real site in a real browser: what a partner sees, on a phone and at a desk, by day and by night."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.sites import ROOT, once

FOLDERS = {"en": "", "zh": "zh/", "ru": "ru/"}
PAGES = sorted(
    p.relative_to(ROOT / "content/en").with_suffix(".html").as_posix() for p in (ROOT / "content/en").rglob("*.md")
)
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
# One page of each type; the plans differ by their data alone.
TYPES = [name for name in PAGES if not name.startswith("plans/")] + ["plans/signature-cloud-support.html"]


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site) if request.param == "http" else site.as_uri()


WIDTHS = """() => [
  document.documentElement.clientWidth,
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll('article :is(th, td, dd, dt, p, li, a, .badge)')]
    .filter(e => e.getClientRects().length && !e.closest('.visually-hidden, .headerlink')
                 && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.textContent.slice(0, 40)),
]"""
"""The width of the screen, by how much the page is wider, and what is cut off."""


def too_wide(page: Page, *sizes: dict[str, Any]) -> list[Any]:
    """Return what does not fit the screen, if anything, for each size."""
    told = []
    for size in sizes:
        page.set_viewport_size(size["viewport"])
        width, over, cut = page.evaluate(WIDTHS)
        assert width == size["viewport"]["width"]
        if over > 0 or cut:
            told.append([width, over, cut])
    return told


@pytest.mark.parametrize("language", FOLDERS)
def test_no_page_is_wider_than_a_phone(
    language: str, site: Path, open_page: Callable[..., Page], errors: list[str], requested: list[str]
) -> None:
    page = open_page((site / FOLDERS[language] / "index.html").as_uri(), **PHONE)
    wide = {}
    for name in PAGES:
        page.set_viewport_size(PHONE["viewport"])
        page.goto((site / FOLDERS[language] / name).as_uri())
        if told := too_wide(page, PHONE, SMALL):
            wide[name] = told
    assert wide == {}
    assert undisturbed(errors, requested)


def undisturbed(errors: list[str], requested: list[str]) -> bool:
    """Whether nothing went wrong, and nothing outside was asked for. To leave a page ends what it still loads."""
    assert [error for error in errors if "ERR_ABORTED" not in error] == []
    assert [url for url in requested if not url.startswith("file:")] == []
    return True


@pytest.fixture
def seen(
    language: str,
    site: Path,
    open_page: Callable[..., Page],
    errors: list[str],
    requested: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What is seen of the pages of a language at a desk, in one visit: to open a page takes as long as to judge it."""

    def visit(folder: Path) -> None:
        page = open_page((site / FOLDERS[language] / "index.html").as_uri(), **DESK)
        told: dict[str, Any] = {"wide": {}, "faults": {}, "errors": errors, "requested": requested}
        for name in PAGES:
            page.emulate_media(color_scheme="light")
            page.goto((site / FOLDERS[language] / name).as_uri())
            told["wide"][name] = too_wide(page, DESK)
            if name in TYPES:
                told["faults"][name] = violations(page, "light", "dark")
            elif language == "en":
                told["faults"][name] = violations(page, "light")
        folder.mkdir()
        (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")

    folder = once(tmp_path_factory, f"visit-{language}", visit)
    told: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("language", FOLDERS)
def test_no_page_is_wider_than_a_desk(seen: dict[str, Any]) -> None:
    assert seen["wide"] == {name: [] for name in PAGES}
    assert undisturbed(seen["errors"], seen["requested"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", FOLDERS)
def test_nothing_stands_in_the_way_of_assistive_technology(language: str, scheme: str, seen: dict[str, Any]) -> None:
    found = {name: faults[scheme] for name, faults in seen["faults"].items() if scheme in faults}
    assert found == {name: {} for name in (PAGES if (language, scheme) == ("en", "light") else TYPES)}


def test_the_language_switch_keeps_page_and_section(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/customers.html#escalate", **DESK)
    page.click(".language-switch a[hreflang=ru]")
    page.wait_for_url("**/ru/customers.html#escalate")
    assert page.get_attribute("html", "lang") == "ru"
    page.click(".language-switch a[hreflang=zh]")
    page.wait_for_url("**/zh/customers.html#escalate")
    page.click(".language-switch a[hreflang=en]")
    page.wait_for_url("**/customers.html#escalate")
    assert page.get_attribute("html", "lang") == "en"


def test_the_language_switch_takes_the_section_that_is_being_read(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/compare.html", **PHONE)
    page.evaluate("document.getElementById('incidents').scrollIntoView()")
    page.tap(".language-switch a[hreflang=zh]")
    page.wait_for_url("**/zh/compare.html#incidents")


def test_the_way_back_leads_to_the_start_of_the_same_language(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/ru/plans/premier-support.html", **DESK)
    page.click(".crumbs a")
    page.wait_for_url("**/ru/index.html")


def test_a_table_on_a_phone_is_still_a_table(site: Path, open_page: Callable[..., Page]) -> None:
    page = open_page((site / "compare.html").as_uri(), **PHONE)
    table = page.get_by_role("table", name="Technical support incidents included with membership")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        "Support",
        "Action Pack",
        "Silver competency",
        "Gold competency",
    ]
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Microsoft Product Support"))
    assert row.get_by_role("cell").all_inner_texts() == ["10", "15", "20"]
