"""The unzipped copy in a real browser, the network off: in a folder with an odd name that nobody may write to."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from crucible.export import archive
from crucible.export.edition import edition
from crucible.export.printing import documents
from crucible.language import CODES
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.test_search import ask, places
from tests.browser.test_site import DESK, FOLDERS, PHONE
from tests.copies import NOON, SITE, origin

ODD = "U盘 копия — offline copy (1) #2 100%"

# A question as a partner would type it → the page that must come first.
QUESTIONS = {
    "en": {
        "ASfP": "plans/advanced-support.html",
        "PSfP": "plans/premier-support.html",
        "TPD": "plans/technical-presales.html",
        "signature cloud support": "plans/signature-cloud-support.html",
        "presales consultation": "plans/technical-presales.html",
        "activate benefits": "benefits.html",
        "vulnerability": "report.html",
        "not authorized": "benefits.html",
        "escalate to microsoft": "customers.html",
        "Access ID": "faq.html",
        "MCPP": "sources.html",
        "hackathons": "index.html",
        "enterprise agreement": "plans/advanced-support.html",
    },
    "zh": {
        "ASfP": "plans/advanced-support.html",
        "合作伙伴高级支持": "plans/advanced-support.html",
        "激活权益": "benefits.html",
        "漏洞": "report.html",
        "上报": "customers.html",
        "黑客松": "index.html",
        "术语表": "glossary.html",
        "常见问题": "faq.html",
        "本地产品": "plans/microsoft-product-support.html",
        "云产品技术支持": "plans/signature-cloud-support.html",
        "帐户关联": "benefits.html",
        "拉取请求": "contributing.html",
    },
    "ru": {
        "ASfP": "plans/advanced-support.html",
        "расширенная поддержка партнеров": "plans/advanced-support.html",
        "активация преимуществ": "benefits.html",
        "активация": "benefits.html",
        "уязвимостью": "report.html",
        "хакатон": "index.html",
        "глоссария": "glossary.html",
        "вопросы и ответы": "faq.html",
        "локальных продуктов": "plans/microsoft-product-support.html",
        "облачными продуктами": "plans/signature-cloud-support.html",
        "поддержка ваших клиентов": "customers.html",
        "сравнение планов": "compare.html",
    },
}


@pytest.fixture(scope="session")
def whole(site: Path) -> dict[str, bytes]:
    return edition(origin(site), CODES)


@pytest.fixture(scope="session")
def copy(whole: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The zip of all languages, unzipped as a reader would, read-only."""
    folder = tmp_path_factory.mktemp("stick") / ODD
    with zipfile.ZipFile(BytesIO(archive.written(whole, NOON))) as opened:
        opened.extractall(folder)
    inside = [folder, *folder.rglob("*")]
    for path in inside:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in inside:
        path.chmod(0o755 if path.is_dir() else 0o644)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def outside(requested: list[str], folder: Path) -> list[str]:
    """Return what was asked for that is no file of the folder."""
    return [
        url
        for url in requested
        if not url.startswith(folder.as_uri()) or not Path(unquote(urlsplit(url).path)).is_file()
    ]


def faults(errors: list[str]) -> list[str]:
    """Return what went wrong, without what was still under way when the test went on to the next page."""
    return [error for error in errors if not error.startswith("net::ERR_ABORTED")]


@pytest.mark.parametrize("language", FOLDERS)
def test_no_page_asks_for_anything_that_is_not_in_the_folder(
    language: str, copy: Path, open_page: Callable[..., Page], requested: list[str], errors: list[str]
) -> None:
    pages = [n for n in names(copy) if (n.split("/")[0] if n[:3] in ("zh/", "ru/") else "en") == language]
    page = open_page((copy / "index.html").as_uri(), color_scheme="dark", **DESK)
    silent = []
    for name in pages:
        page.goto((copy / name).as_uri())
        page.wait_for_load_state("load")
        if page.locator(".copy-of__day", has_text="0123456789").count() == 0 and page.locator(".copy-of").count():
            silent.append(name)
    assert len(pages) > 15
    assert silent == []
    assert outside(requested, copy) == []
    assert len({url.split("?")[0] for url in requested}) > len(pages)
    assert faults(errors) == []


def test_the_browser_itself_would_refuse_a_request_to_elsewhere(
    copy: Path, serve: Callable[[Path], str], open_page: Callable[..., Page], requested: list[str], errors: list[str]
) -> None:
    """The control of the policy: an address that answers, the network on, and still nothing arrives."""
    there = serve(copy)
    page = open_page((copy / "ru/index.html").as_uri(), offline=False)
    loaded = page.evaluate(
        """url => new Promise(done => {
          const image = new Image();
          image.onload = () => done("loaded");
          image.onerror = () => done("refused");
          image.src = url;
        })""",
        f"{there}/assets/images/logo.svg",
    )
    assert loaded == "refused"
    assert any("Content Security Policy" in error for error in errors)
    assert page.evaluate("fetch('copy.js').then(() => 'loaded', () => 'refused')") == "refused"


@pytest.mark.parametrize("language", FOLDERS)
def test_questions_find_their_page_first_and_the_copy_finds_what_the_site_finds(
    language: str,
    copy: Path,
    site: Path,
    serve: Callable[[Path], str],
    open_page: Callable[..., Page],
    errors: list[str],
    requested: list[str],
) -> None:
    answers: list[dict[str, list[list[str]]]] = []
    for base in (serve(site), copy.as_uri()):
        root = f"{base}/{FOLDERS[language]}"
        page = open_page(f"{root}index.html", **DESK)
        page.click("label.md-search__icon, .md-search__input", force=True)
        answers.append({})
        for question in QUESTIONS[language]:
            ask(page, question)
            answers[-1][question] = places(page, root.removesuffix("/"))
    assert answers[0] == answers[1]
    assert {q: found[0][0].split("#")[0] for q, found in answers[1].items()} == QUESTIONS[language]
    assert faults(errors) == []
    assert outside([url for url in requested if not url.startswith("http://127.0.0.1:")], copy) == []


def test_a_result_of_the_search_opens_its_page(copy: Path, open_page: Callable[..., Page], errors: list[str]) -> None:
    page = open_page((copy / "zh/index.html").as_uri(), **DESK)
    page.click("label.md-search__icon, .md-search__input", force=True)
    ask(page, "激活权益")
    page.click(".md-search-result__link >> nth=0")
    page.wait_for_url("**/zh/benefits.html*")
    assert faults(errors) == []


def test_the_switch_keeps_page_and_section_and_the_english_can_be_shown(
    copy: Path, open_page: Callable[..., Page], errors: list[str]
) -> None:
    page = open_page(f"{(copy / 'customers.html').as_uri()}#escalate", **DESK)
    page.click(".language-switch a[hreflang=ru]")
    page.wait_for_url("**/ru/customers.html#escalate")
    page.get_by_role("switch").click()
    assert page.locator("article [lang=en]:visible").count() > 0
    page.click(".language-switch a[hreflang=zh]")
    page.wait_for_url("**/zh/customers.html#escalate")
    assert page.get_by_role("switch").is_checked()
    assert faults(errors) == []


def test_the_colours_can_be_chosen(copy: Path, open_page: Callable[..., Page], errors: list[str]) -> None:
    page = open_page((copy / "ru/compare.html").as_uri(), color_scheme="light", **DESK)
    for _ in range(2):
        page.click("form[data-md-component=palette] label:not([hidden])")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    page.reload()
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert faults(errors) == []


def test_moved_pages_lead_on(copy: Path, open_page: Callable[..., Page], errors: list[str]) -> None:
    refresh = re.compile(r'http-equiv="?refresh"?[^>]*url=([^"#]+)')
    texts = {name: (copy / name).read_text(encoding="utf-8") for name in names(copy)}
    moved = {name: found[1] for name, text in texts.items() if (found := refresh.search(text))}
    for name, target in moved.items():
        page = open_page((copy / name).as_uri())
        page.wait_for_url(f"**/{Path(target).name}*")
    assert faults(errors) == []


@pytest.mark.parametrize(
    ("name", "fresh", "old"),
    [
        (
            "faq.html",
            "This copy is of 20 November 2026, revision 0123456789.",
            "It is more than 90 days old and may be out of date.",
        ),
        (
            "zh/faq.html",
            "本副本的内容截至 2026 年 11 月 20 日，修订版本 0123456789。",
            "距今已超过 90 天，内容可能已过时。",
        ),
        (
            "ru/faq.html",
            "Это копия от 20 ноября 2026 г., ревизия 0123456789.",
            "Ей больше 90 дней, сведения могли устареть.",
        ),
    ],
)
def test_after_ninety_days_the_copy_says_that_it_may_be_out_of_date(
    name: str, fresh: str, old: str, copy: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank")
    says = {}
    for days in (90, 91):
        page.clock.set_fixed_time(NOON.replace(hour=0) + timedelta(days=days))
        page.goto((copy / name).as_uri())
        says[days] = page.locator(".copy-of").inner_text().replace("\u00a0", " ")
    assert fresh in says[90] and old not in says[90]
    assert fresh in says[91] and old in says[91]


def test_without_scripts_the_copy_still_leads_to_its_date(copy: Path, open_page: Callable[..., Page]) -> None:
    page = open_page((copy / "ru/plans/premier-support.html").as_uri(), java_script_enabled=False, **PHONE)
    page.click(".copy-of__about")
    page.wait_for_url("**/READ-ME.txt")
    assert "Состояние на 20 ноября 2026 г." in page.inner_text("body")


def test_links_to_the_outside_say_so_in_words_and_by_a_sign(copy: Path, open_page: Callable[..., Page]) -> None:
    page = open_page((copy / "references.html").as_uri(), **DESK)
    link = page.locator("article a[href^=https]").first
    assert "↗" in page.evaluate("e => getComputedStyle(e, '::after').content", link.element_handle())
    name = page.evaluate("e => e.textContent", link.element_handle())
    assert name.endswith(" (needs the network)")
    inside = page.locator("article a[href^='faq.html'], .md-nav a[href='faq.html']").first
    assert page.evaluate("e => getComputedStyle(e, '::after').content", inside.element_handle()) in ("none", '""')


@pytest.mark.parametrize("language", ["zh", "ru"])
def test_the_copy_of_one_language_opens_in_it(
    language: str, site: Path, tmp_path: Path, open_page: Callable[..., Page], requested: list[str], errors: list[str]
) -> None:
    folder = tmp_path / ODD
    with zipfile.ZipFile(BytesIO(archive.written(edition(origin(site), (language,)), NOON))) as opened:
        opened.extractall(folder)
    page = open_page((folder / "index.html").as_uri(), **DESK)
    page.wait_for_url(f"**/{language}/index.html", wait_until="load")
    assert page.get_attribute("html", "lang") == language
    assert page.locator(".language-switch").count() == 0
    for name in names(folder / language):
        page.goto((folder / language / name).as_uri())
        page.wait_for_load_state("load")
    assert outside(requested, folder) == []
    assert faults(errors) == []


@pytest.mark.parametrize("language", FOLDERS)
def test_nothing_in_the_copy_stands_in_the_way_of_assistive_technology(
    language: str, copy: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page("about:blank", **DESK)
    page.clock.set_fixed_time(NOON + timedelta(days=365))  # all of the footer is shown
    found = {}
    # The pages of the site are looked at in test_site.py; here what the copy adds, and the print page, always light.
    for name in ("index.html", "references.html", "print.html"):
        page.emulate_media(color_scheme="light")
        page.goto((copy / FOLDERS[language] / name).as_uri())
        schemes = ("light", "dark") if language == "en" and name != "print.html" else ("light",)
        found[name] = {scheme: faults for scheme, faults in violations(page, *schemes).items() if faults}
    assert found == {"index.html": {}, "references.html": {}, "print.html": {}}


def test_the_copy_also_works_from_a_web_server(
    copy: Path, serve: Callable[[Path], str], open_page: Callable[..., Page], errors: list[str]
) -> None:
    page = open_page(f"{serve(copy)}/zh/index.html", **DESK)
    page.click("label.md-search__icon, .md-search__input", force=True)
    ask(page, "激活权益")
    assert places(page, f"{serve(copy)}/zh")[0][0].startswith("benefits.html")
    assert faults(errors) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_print_page_fits_and_its_contents_lead_to_every_chapter(
    size: dict[str, object], site: Path, open_page: Callable[..., Page], errors: list[str]
) -> None:
    page = open_page((site / "ru/index.html").as_uri(), **size)
    page.click(".md-copyright__more a[href='print.html']")
    page.wait_for_url("**/ru/print.html")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    listed = page.eval_on_selector_all(".contents a", "links => links.map(link => link.hash.slice(1))")
    chapters = page.eval_on_selector_all("article.chapter", "chapters => chapters.map(chapter => chapter.id)")
    assert listed == chapters
    assert len(chapters) > 15
    assert faults(errors) == []


def flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry


def test_the_pdf_can_be_read_searched_and_walked_through(whole: dict[str, bytes]) -> None:
    made = documents(whole, "crucible", NOON, SITE, ("zh",))
    assert documents(whole, "crucible", NOON, SITE, ("zh",)) == made
    pdf = PdfReader(BytesIO(made["crucible-zh.pdf"]))
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "zh",
        True,
        True,
    )
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.creation_date) == ("Crucible – 所有页面", NOON)

    contents = pdf.pages[1].extract_text()
    marks = {str(mark.title): (pdf.get_destination_page_number(mark) or 0) + 1 for mark in flat(pdf.outline)}
    for title in ("比较支持计划", "常见问题", "术语表", "参与贡献"):
        assert re.search(rf"{title}\s*{marks[title]}\b", contents), (title, marks[title], contents)
        assert title in pdf.pages[marks[title] - 1].extract_text()
    text = "".join(page.extract_text() for page in pdf.pages)
    assert re.findall("[\u2e80-\u2fdf]", text) == []  # what looks like a word must be found as that word

    links = [a.get_object() for page in pdf.pages for a in page.get("/Annots", [])]
    addresses = [str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]]
    assert [address for address in addresses if not re.match("https?://|mailto:", address)] == []
    named = pdf.named_destinations
    aims = [str(link["/Dest"]) for link in links if "/Dest" in link]
    assert len(aims) > 50
    assert [aim for aim in aims if aim not in named and f"/{aim}" not in named and not aim.startswith("[")] == []

    resources: list[Any] = [page["/Resources"] for page in pdf.pages]
    fonts = [font.get_object() for held in resources for font in held.get("/Font", {}).values()]
    loose = [
        font["/BaseFont"]
        for font in fonts
        if font["/Subtype"] != "/Type3"
        and not any(
            name in descendant.get_object()["/FontDescriptor"]
            for descendant in font.get("/DescendantFonts", [font])
            for name in ("/FontFile", "/FontFile2", "/FontFile3")
        )
    ]
    assert fonts
    assert loose == []
    assert all("/ToUnicode" in font for font in fonts)
