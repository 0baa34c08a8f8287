"""The real site in a real browser: what a partner sees, on a phone and at a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.sites import ROOT

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


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("sizes", [(PHONE, SMALL), (DESK,)], ids=["phones", "desk"])
def test_no_page_is_wider_than_the_screen(
    language: str,
    sizes: tuple[dict[str, Any], ...],
    site: Path,
    open_page: Callable[..., Page],
    errors: list[str],
    requested: list[str],
) -> None:
    page = open_page((site / FOLDERS[language] / "index.html").as_uri(), **sizes[0])
    wide = {}
    for name in PAGES:
        page.set_viewport_size(sizes[0]["viewport"])
        page.goto((site / FOLDERS[language] / name).as_uri())
        for size in sizes:
            page.set_viewport_size(size["viewport"])
            width, over, cut = page.evaluate(WIDTHS)
            assert width == size["viewport"]["width"]
            if over > 0 or cut:
                wide[name, width] = (over, cut)
    assert wide == {}
    assert [error for error in errors if "ERR_ABORTED" not in error] == []  # leaving a page ends what it still loads
    assert [url for url in requested if not url.startswith("file:")] == []


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", FOLDERS)
def test_nothing_stands_in_the_way_of_assistive_technology(
    language: str, scheme: str, site: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page((site / FOLDERS[language] / "index.html").as_uri(), color_scheme=scheme, **DESK)
    found = {}
    for name in PAGES if (language, scheme) == ("en", "light") else TYPES:
        page.goto((site / FOLDERS[language] / name).as_uri())
        if faults := violations(page, scheme):
            found[name] = faults
    assert found == {}


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
