"""The English behind a translated page, as partners use it: by switch, tap and keys, on paper, without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.axe import violations
from tests.browser.test_search import ask
from tests.browser.test_site import DESK, PHONE

LANGUAGES = ["zh", "ru"]
SIZES: dict[str, dict[str, Any]] = {"desk": DESK, "phone": PHONE}
NAMES = {"zh": "显示英文原文", "ru": "Показать английский текст"}
WORDS = "A CSP partner is the customer's trusted advisor."
"""A sentence of the English page customers.html."""
NO_STORAGE = (
    'Object.defineProperty(window, "localStorage", {get() { throw new DOMException("none", "SecurityError") }})'
)

Open = Callable[..., Page]


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site) if request.param == "http" else site.as_uri()


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SIZES[request.param]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def shown(page: Page) -> tuple[int, int]:
    """How many blocks show their English, of how many that have it."""
    visible = """all => all.map(e => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && e.checkVisibility({visibilityProperty: true});
    })"""
    found = page.locator(".md-content .english").evaluate_all(visible)
    return sum(found), len(found)


def switch(page: Page, language: str) -> Locator:
    return page.get_by_role("switch", name=NAMES[language])


def block(page: Page) -> Locator:
    """The paragraph that has WORDS beside it."""
    return page.locator("p.has-english").filter(has=page.get_by_text(WORDS, exact=False))


def test_the_switch_shows_all_of_it_and_is_remembered(
    base: str, language: str, size: dict[str, Any], open_page: Open, errors: list[str]
) -> None:
    page = open_page(f"{base}/{language}/customers.html", **size)
    assert (shown(page)[0], switch(page, language).get_attribute("aria-checked")) == (0, "false")
    switch(page, language).click()
    number, total = shown(page)
    assert (number == total, total > 40, switch(page, language).get_attribute("aria-checked")) == (True, True, "true")
    assert page.get_by_text(WORDS).is_visible()
    other = next(code for code in LANGUAGES if code != language)
    for address in (f"{base}/{language}/faq.html", f"{base}/{other}/plans/premier-support.html"):
        page.goto(address)
        number, total = shown(page)
        assert (number, total > 20) == (total, True)
    switch(page, other).click()
    page.goto(f"{base}/{language}/customers.html")
    assert shown(page)[0] == 0
    assert [error for error in errors if "ERR_ABORTED" not in error] == []


def test_it_is_remembered_where_a_browser_keeps_no_storage(base: str, language: str, open_page: Open) -> None:
    page = open_page(f"{base}/{language}/customers.html", script=NO_STORAGE, **DESK)
    switch(page, language).click()
    page.goto(f"{base}/{language}/faq.html")
    number, total = shown(page)
    assert number == total > 20
    switch(page, language).click()
    page.goto(f"{base}/{language}/customers.html")
    assert shown(page)[0] == 0


def test_one_block_shows_its_english_when_it_is_pointed_at(base: str, language: str, open_page: Open) -> None:
    page = open_page(f"{base}/{language}/customers.html", **DESK)
    button = block(page).locator(".english-button")
    assert button.evaluate("e => getComputedStyle(e).opacity") == "0"
    block(page).hover()
    page.wait_for_function("e => getComputedStyle(e).opacity === '1'", arg=button.element_handle())
    button.click()
    assert (shown(page)[0], page.get_by_text(WORDS).is_visible()) == (1, True)
    assert button.get_attribute("aria-expanded") == "true"
    button.click()  # it has not moved from under the pointer
    assert (shown(page)[0], button.get_attribute("aria-expanded")) == (0, "false")


def test_one_block_shows_its_english_when_it_is_tapped(base: str, language: str, open_page: Open) -> None:
    page = open_page(f"{base}/{language}/customers.html", **PHONE)
    button = block(page).locator(".english-button")
    block(page).tap(position={"x": 40, "y": 12})
    box = button.bounding_box()
    assert box is not None
    assert box["width"] >= 24
    assert box["height"] >= 24
    assert box["x"] + box["width"] <= 390
    button.tap()
    assert (shown(page)[0], page.get_by_text(WORDS).is_visible()) == (1, True)


def test_the_label_of_a_cell_shows_its_english_when_it_is_tapped(site: Path, language: str, open_page: Open) -> None:
    page = open_page((site / language / "compare.html").as_uri(), **PHONE)
    number = page.locator("td.cell--number[data-label='Action Pack'] ~ td").first
    assert number.locator(".english").count() == 0  # the cell says '15' in each language
    number.tap(position={"x": 10, "y": 10})
    number.locator(".english-button").tap()
    labels = "cells => cells.map(cell => cell.dataset.english).filter(Boolean)"
    assert page.locator("td").evaluate_all(labels) == ["Silver competency"]
    assert number.evaluate("cell => getComputedStyle(cell, '::after').content") == '"Silver competency"'
    number.locator(".english-button").tap()
    assert page.locator("td").evaluate_all(labels) == []
    words = page.locator("td:has(.english)").first
    words.locator(".english-button").dispatch_event("click")
    assert words.get_attribute("data-english") == "Cost"
    assert words.locator(".english").is_visible()


def test_the_arrows_pass_over_what_a_phone_does_not_show(site: Path, language: str, open_page: Open) -> None:
    page = open_page((site / language / "compare.html").as_uri(), **PHONE)
    page.locator("caption > .english-button").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('td, th').closest('tbody') !== null")


def test_a_heading_a_list_item_a_cell_and_an_answer_have_theirs(site: Path, language: str, open_page: Open) -> None:
    asked = {
        "compare.html": ["h2#incidents + .english-line", "caption", "thead th", "tbody td .cell"],
        "faq.html": ["h2#ea + .english-line", ".answer p", ".answer li", ".answer__sources"],
        "plans/advanced-support.html": ["dt", "dd", ".admonition-title", ".admonition li"],
    }
    page = open_page((site / language / "index.html").as_uri(), **DESK)
    for name, kinds in asked.items():
        page.goto((site / language / name).as_uri())
        for kind in kinds:
            one = page.locator(f"{kind}.has-english").first
            one.locator("> .english-button").dispatch_event("click")
            english = one.locator("> .english")
            assert (kind, english.is_visible(), english.get_attribute("lang")) == (kind, True, "en")


def test_tab_leads_to_each_section_and_arrows_to_each_block(base: str, language: str, open_page: Open) -> None:
    page = open_page(f"{base}/{language}/customers.html", **DESK)
    sections = page.locator(".md-content :is(h1, h2)[id]").count()
    assert page.locator('.english-button[tabindex="0"]').count() == sections
    focused = "document.activeElement.closest('.english-line, .has-english').querySelector('.english').textContent"
    page.locator(".english-button").first.focus()
    assert page.evaluate(focused) == "Supporting your customers under CSP"
    page.keyboard.press("ArrowDown")
    assert str(page.evaluate(focused)).startswith("Accept your customer's request")
    page.wait_for_function("getComputedStyle(document.activeElement).opacity === '1'")
    page.keyboard.press("Enter")
    assert shown(page)[0] == 1
    page.keyboard.press("Escape")
    assert shown(page)[0] == 0
    page.keyboard.press("Space")
    assert shown(page)[0] == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")  # Tab comes back to where the arrows have led
    assert str(page.evaluate(focused)).startswith("Accept your customer's request")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement === [...document.querySelectorAll('.english-button')].at(-1)")
    page.keyboard.press("Home")
    assert (last, page.evaluate(focused)) == (True, "Supporting your customers under CSP")


def test_the_switch_is_worked_by_keys(base: str, language: str, open_page: Open) -> None:
    page = open_page(f"{base}/{language}/customers.html", **DESK)
    switch(page, language).focus()
    page.keyboard.press("Space")
    number, total = shown(page)
    assert number == total > 40


def test_without_scripts_each_heading_leads_to_its_section_in_english(
    base: str, language: str, size: dict[str, Any], open_page: Open
) -> None:
    page = open_page(f"{base}/{language}/plans/advanced-support.html", java_script_enabled=False, **size)
    assert shown(page)[0] == 0
    assert page.locator(".english-tools").is_hidden()
    links = page.locator(".english-link")
    assert links.count() == page.locator(".md-content :is(h1, h2)[id]").count()
    assert all(links.nth(n).is_visible() for n in range(links.count()))
    page.locator("#instead + .english-line .english-link").click()
    page.wait_for_url("**/plans/advanced-support.html#instead")
    assert (page.get_attribute("html", "lang"), f"/{language}/" in page.url) == ("en", False)


def test_paper_shows_what_the_screen_shows(site: Path, language: str, open_page: Open) -> None:
    page = open_page((site / language / "customers.html").as_uri(), **DESK)
    page.emulate_media(media="print")
    assert (shown(page)[0], page.locator(".english-tools").is_visible()) == (0, False)
    page.emulate_media(media="screen")
    switch(page, language).click()
    page.emulate_media(media="print")
    number, total = shown(page)
    assert (number, page.locator(".english-tools").is_visible()) == (total, False)
    assert page.locator(".english-button").first.is_visible() is False


def test_one_button_prints_with_the_english_and_leaves_the_screen_as_it_was(
    site: Path, language: str, open_page: Open
) -> None:
    script = """window.print = () => {
      window.printed = [...document.querySelectorAll('.english')].map(e => e.checkVisibility());
      window.dispatchEvent(new Event('afterprint'));
    }"""
    page = open_page((site / language / "customers.html").as_uri(), script=script, **DESK)
    block(page).locator(".english-button").dispatch_event("click")
    page.locator(".english-print").click()
    printed = page.evaluate("window.printed")
    assert (all(printed), len(printed) > 40) == (True, True)
    assert (shown(page)[0], page.get_by_text(WORDS).is_visible()) == (1, True)


def test_all_pages_in_one_document_have_their_english_too(
    site: Path, language: str, open_page: Open, errors: list[str]
) -> None:
    script = """window.print = () => {
      window.printed = [...document.querySelectorAll('.english')].map(e => e.checkVisibility());
      window.dispatchEvent(new Event('afterprint'));
    }"""
    page = open_page((site / language / "print.html").as_uri(), script=script, **DESK)
    total = page.locator(".md-content .english").count()
    hidden = "document.querySelectorAll('.english[hidden]').length"
    assert (total > 500, page.evaluate(hidden)) == (True, total)
    page.locator(".english-print").click()
    assert (page.evaluate("window.printed.every(shown => shown)"), page.evaluate(hidden)) == (True, total)
    switch(page, language).click()
    assert page.evaluate(hidden) == 0
    page.emulate_media(media="print")
    assert page.get_by_text(WORDS).is_visible()
    assert (
        page.locator(".english-button, .english-link, .english-tools").evaluate_all(
            "all => all.filter(e => e.checkVisibility()).length"
        )
        == 0
    )
    page.emulate_media(media="screen")
    page.goto((site / language / "faq.html").as_uri())
    assert switch(page, language).get_attribute("aria-checked") == "true"
    assert [error for error in errors if "ERR_ABORTED" not in error] == []


LABELS = {"zh": "机器翻译，尚未经人工审校", "ru": "Машинный перевод, не проверен человеком"}


def test_a_machine_translation_says_so_above_the_switch_in_print_and_without_scripts(
    site: Path, language: str, size: dict[str, Any], open_page: Open
) -> None:
    address = (site / language / "customers.html").as_uri()
    page = open_page(address, **size)
    label = page.locator(".machine")
    assert (label.count(), label.inner_text().strip().startswith(LABELS[language])) == (1, True)
    box, below = label.bounding_box(), switch(page, language).bounding_box()
    assert box is not None
    assert below is not None
    assert (box["height"] < 40, 0 <= below["y"] - box["y"] - box["height"] < 16) == (True, True)
    assert page.locator(".machine a").is_hidden()
    page.emulate_media(media="print")
    assert (label.is_visible(), page.locator(".machine a").is_visible()) == (True, False)
    page = open_page(address, java_script_enabled=False, **size)
    page.locator(".machine a").click()
    assert (page.get_attribute("html", "lang"), f"/{language}/" in page.url) == ("en", False)


def test_a_screen_reader_hears_the_text_then_the_button_then_the_english(
    site: Path, language: str, open_page: Open
) -> None:
    page = open_page((site / language / "customers.html").as_uri(), **DESK)
    before = nodes(page)
    assert [words for role, words in before if role == "StaticText" and WORDS in words] == []
    block(page).locator(".english-button").dispatch_event("click")
    after = nodes(page)
    at = next(n for n, (role, words) in enumerate(after) if role == "StaticText" and words.startswith(WORDS))
    button = next(n for n in range(at, 0, -1) if after[n][0] == "button")
    text = next(n for n in range(button, 0, -1) if after[n][0] == "StaticText" and after[n][1] not in ("EN", ""))
    assert after[button] == ("button", f"EN: {NAMES[language]}")
    assert after[text][1].startswith({"zh": "CSP 合作伙伴", "ru": "Партнер CSP"}[language])
    spoken = page.evaluate("""() => [...document.querySelectorAll('.english')].map(e => e.closest('[lang]').lang)""")
    assert set(spoken) == {"en"}
    assert page.evaluate("document.querySelector('.has-english').closest('[lang]').lang") == language


def nodes(page: Page) -> list[tuple[str, str]]:
    """Role and name of every node of the accessibility tree, in the order of reading."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}
    found: list[tuple[str, str]] = []
    waiting = [tree[0]["nodeId"]]
    while waiting:
        node = by_id.get(waiting.pop())
        if node is None:
            continue
        if not node.get("ignored"):
            found.append((node["role"]["value"], node.get("name", {}).get("value", "")))
        waiting += reversed(node.get("childIds", []))
    return found


def test_assistive_technology_finds_no_fault_while_it_is_shown(site: Path, language: str, open_page: Open) -> None:
    page = open_page((site / language / "customers.html").as_uri(), **DESK)
    switch(page, language).click()
    found: dict[tuple[str, str], dict[str, list[Any]]] = {}
    for name in ("compare", "faq", "translations"):
        page.emulate_media(color_scheme="light")
        page.goto((site / language / f"{name}.html").as_uri())
        found |= {(name, scheme): faults for scheme, faults in violations(page, "light", "dark").items()}
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert len(found) == 6


SHIFTS = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(0), 400);
})"""


def test_nothing_moves_while_a_page_loads(
    site: Path, serve: Callable[[Path], str], language: str, open_page: Open
) -> None:
    page = open_page(f"{serve(site)}/{language}/customers.html", **DESK)
    moved = [page.evaluate(SHIFTS)]
    switch(page, language).click()
    page.goto(f"{serve(site)}/{language}/compare.html")
    moved.append(page.evaluate(SHIFTS))
    assert shown(page)[0] > 20
    assert max(moved) < 0.01


def test_what_is_being_read_stays_where_it_is(site: Path, language: str, size: dict[str, Any], open_page: Open) -> None:
    page = open_page((site / language / "customers.html").as_uri(), **size)
    page.evaluate("document.getElementById('optional').scrollIntoView()")
    page.wait_for_timeout(100)
    where = "document.querySelector('#optional ~ .duties > li').getBoundingClientRect().top"
    before = page.evaluate(where)
    page.locator(".english-switch").dispatch_event("click")
    page.wait_for_timeout(100)
    assert shown(page)[0] > 40
    assert abs(page.evaluate(where) - before) < 3


def test_a_phone_has_the_english_in_the_labels_of_cells_and_fits_the_screen(
    site: Path, language: str, open_page: Open
) -> None:
    page = open_page((site / language / "compare.html").as_uri(), **PHONE)
    label = page.locator("#incidents ~ .table-frame td, td").first
    switch(page, language).click()
    assert label.get_attribute("data-english") == "Cost"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    switch(page, language).click()
    assert label.get_attribute("data-english") is None


def test_the_search_of_a_language_does_not_find_the_english_beside_its_pages(
    site: Path, serve: Callable[[Path], str], language: str, open_page: Open
) -> None:
    index = json.loads((site / language / "search/search_index.json").read_text("utf-8"))
    pages = {entry["location"].partition("#")[0]: "" for entry in index["docs"]}
    for entry in index["docs"]:
        pages[entry["location"].partition("#")[0]] += entry["title"] + entry["text"]
    assert "trusted advisor" not in json.dumps(index)
    assert [name for name, text in pages.items() if "english" in text or "EN</a>" in text] == []
    page = open_page(f"{serve(site)}/{language}/customers.html", **DESK)
    ask(page, "trusted advisor")
    assert page.locator(".md-search-result__item").count() == 0


def test_an_english_page_has_no_switch(site: Path, open_page: Open) -> None:
    page = open_page((site / "customers.html").as_uri(), **DESK)
    assert page.locator(".english-tools, .english, .english-link, .english-button").count() == 0
