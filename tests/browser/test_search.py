"""A reader asks in their own language and finds the page, over HTTP and from a folder alike."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.sites import ROOT, once

FOLDERS = {"en": "", "zh": "zh/", "ru": "ru/"}

CSP = "csp.html"
GLOSSARY = "glossary.html"
HOME = "index.html"
SECURITY = "security.html"
ADVANCED = "plans/advanced-support.html"
PREMIER = "plans/premier-support.html"
PRESALES = "plans/presales.html"
PRODUCT = "plans/product-support.html"

# Question → the best place on each page that answers, best page first.
GOLDEN = {
    "en": {
        "csp": [CSP],
        "ASfP": [ADVANCED],
        "TPD": [PRESALES],
        "psfp": [PREMIER],  # stands on no page: a keyword
        "Premier Support": [PREMIER],
        "installing": [f"{PRODUCT}#installation"],
        "installed": [f"{PRODUCT}#installation"],
        "instal": [f"{PRODUCT}#installation"],
        "instalation": [f"{PRODUCT}#installation"],  # one letter is missing
        "premeir": [PREMIER],  # two letters are swapped
        "deploymnet": [PRESALES],
        "tpb": [],  # too short to guess at
        "learning": [],  # its stem is two letters away from year, but too short for that
        "cancel subscription": [f"{CSP}#subscriptions"],
        "Contract ID": [f"{PRODUCT}#activate"],
        "presales": [PRESALES],
        "pre-sales": [PRESALES],
        "rollout checklist": [f"{PRESALES}#assistance"],  # soft hyphens in the page
        "microsoft365": [f"{HOME}#begin"],
        "３６５": [f"{HOME}#begin"],
        "azure": [f"{SECURITY}#abuse", f"{HOME}#begin"],
        "how do I report a vulnerability": [SECURITY],
        '"report a vulnerability"': [SECURITY],
        '"vulnerability a report"': [],
        "account manager history": [f"{ADVANCED}#response"],
        "<10": [f"{PRODUCT}#scope"],
        "workload": [GLOSSARY],
        "support": [PRODUCT, HOME, PREMIER, ADVANCED, CSP],
        "qwertz": [],
        "партнеры": [],
    },
    "zh": {
        "合作伙伴": [HOME, PREMIER, ADVANCED],
        "合作伙伴支持": [HOME, PREMIER],  # together, then 合作伙伴顶级支持
        "取消订阅": [f"{CSP}#subscriptions"],
        "订阅": [f"{CSP}#subscriptions"],
        "间接提供商": [f"{CSP}#subscriptions"],
        "报告安全漏洞": [SECURITY],
        "如何报告漏洞？": [SECURITY],
        "学习": [f"{SECURITY}#abuse"],  # inside 机器学习
        "机器学习": [f"{SECURITY}#abuse"],
        "漏": [SECURITY],
        "安装": [f"{PRODUCT}#installation"],
        "规划问题": [f"{PRESALES}#assistance"],  # a line of the source ends inside
        "５０": [f"{PRESALES}#assistance"],
        "50": [f"{PRESALES}#assistance"],  # full-width in the page
        "ASfP": [ADVANCED],
        "CSP 客户": [CSP],
        "CSP客户": [CSP],
        "访问ID": [f"{PRODUCT}#activate"],
        "Microsoft365": [f"{HOME}#begin"],
        "顶级技术支持": [PREMIER],  # a keyword
        "workload": [GLOSSARY],  # falls back to English
        "workloads": [GLOSSARY],
        "火星": [],
    },
    "ru": {
        "установка": [f"{PRODUCT}#installation"],
        "установкой": [f"{PRODUCT}#installation"],
        "установок": [f"{PRODUCT}#installation"],
        "устан": [f"{PRODUCT}#installation"],
        "подписками": [f"{CSP}#subscriptions"],
        "подписок": [f"{CSP}#subscriptions"],
        "заявка": [f"{CSP}#subscriptions"],
        "отмена подписки": [f"{CSP}#subscriptions"],  # the page says отменить
        "партнёров": [HOME, PREMIER, ADVANCED],
        "еще": [f"{SECURITY}#abuse"],
        "ценой": [f"{PREMIER}#costs"],
        "консультация": [PRESALES],
        "бесплатны": [f"{PRESALES}#assistance"],  # a soft hyphen in the page
        "сообщение об ошибке": [f"{PRODUCT}#installation"],
        "сообщить об уязвимости": [SECURITY],
        "уязвимасть": [SECURITY],
        "ЦЕНТР ПАРТНЕРОВ": [f"{HOME}#begin"],
        "ASfP": [ADVANCED],
        "csp": [CSP],
        "25 строк": [f"{PRODUCT}#scope"],
        "workload": [GLOSSARY],  # falls back to English
        "ракета": [],
    },
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def build(folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
            cwd=ROOT / "tests" / "search_site",
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            timeout=120,
        )

    return once(tmp_path_factory, "a copy 副本 копия", build)


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site) if request.param == "http" else site.as_uri()


WAITING = """() => {
  const says = JSON.parse(document.querySelector("#__config").textContent).translations;
  document.querySelector(".md-search-result__meta").textContent = window.waiting = says["search.result.placeholder"];
}"""
WAITS = "() => document.querySelector('.md-search-result__meta').textContent.trim() === window.waiting"
ANSWERED = "() => document.querySelector('.md-search-result__meta').textContent.trim() !== window.waiting"


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer; what was said before is taken away, so that it is not taken for it."""
    page.evaluate(WAITING)
    page.fill(".md-search__input", question)
    page.press(".md-search__input", "Shift")  # Material listens to keyup, which filling in does not send
    page.wait_for_function(ANSWERED)


def places(page: Page, base: str) -> list[list[str]]:
    """Addresses of the answer, page by page, the best place of a page first."""
    found: list[list[list[str]]] = page.eval_on_selector_all(
        ".md-search-result__item",
        """items => items.map(item => Array.from(item.querySelectorAll("a"), link => {
          const url = new URL(link.href);
          url.search = "";
          return [link.firstElementChild.dataset.mdScore, url.href];
        }))""",
    )
    best_first = [sorted(links, key=lambda link: -float(link[0])) for links in found]
    return [[link[1].removeprefix(f"{base}/") for link in links] for links in best_first]


@pytest.mark.parametrize("language", GOLDEN)
def test_questions_find_their_pages_and_the_copy_answers_with_the_same_words(
    language: str,
    site: Path,
    serve: Callable[[Path], str],
    open_page: Callable[..., Page],
    requested: list[str],
    errors: list[str],
) -> None:
    shown = []
    for base in (serve(site), site.as_uri()):
        root = f"{base}/{FOLDERS[language]}".rstrip("/")
        page = open_page(f"{root}/{PRODUCT}")
        page.focus(".md-search__input")
        answers, words = {}, {}
        for question in GOLDEN[language]:
            ask(page, question)
            answers[question] = [links[0] for links in places(page, root)]
            words[question] = page.inner_html(".md-search-result__list").replace(base, "")
        assert answers == GOLDEN[language]
        page.fill(".md-search__input", "")
        page.press(".md-search__input", "Shift")
        page.wait_for_function(WAITS)
        assert errors == []
        assert [url for url in requested if not url.startswith(f"{base}/")] == []
        assert any("search-worker.js" in url for url in requested)
        page.close()
        requested.clear()
        shown.append(words)
    assert shown[0] == shown[1]


MARKED = {
    "en": {
        "installing": "<mark>Installation</mark> problems",
        "code & scripts": "Custom <mark>code</mark> &amp; <mark>scripts</mark> longer than 25 lines",
        "tags": "<mark>tags</mark> such as &lt;img&gt; and versions &lt;10 are",
        "rollout": "so is the <mark>roll\u00adout</mark> check\u00adlist",
    },
    "zh": {
        "如何报告漏洞？": "<mark>报告</mark>安全<mark>漏洞</mark>",
        "学习": "机器<mark>学习</mark>服务的滥用",
        "50": "每年最多 <mark>５０</mark> 个咨询小时数",
    },
    "ru": {
        "установкой": "Сложности при <mark>установке</mark>",
        "еще": "<mark>Ещё</mark> один путь",
    },
}


@pytest.mark.parametrize("language", MARKED)
def test_what_was_found_is_marked(language: str, base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/{FOLDERS[language]}{HOME}")
    page.focus(".md-search__input")
    for question, marked in MARKED[language].items():
        ask(page, question)
        assert marked in page.inner_html(".md-search-result__list")


def test_a_word_that_stands_nowhere_is_said_to_be_missing(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/{HOME}")
    page.focus(".md-search__input")
    ask(page, "msrc qwertz")
    assert places(page, base) == [[SECURITY]]
    assert page.inner_text(".md-search-result__terms") == "Missing: qwertz"


def test_enter_opens_the_best_place_and_the_page_marks_the_word(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/ru/{HOME}")
    page.focus(".md-search__input")
    ask(page, "установкой")
    page.keyboard.press("Enter")
    page.wait_for_url("**/product-support.html?h=*#installation")
    assert page.inner_text("article h2 mark") == "установке"


def test_the_end_of_a_word_is_offered(base: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{base}/{HOME}")
    page.focus(".md-search__input")
    ask(page, "Prem")
    assert page.inner_text(".md-search__suggest") == "Premier"


def test_without_a_segmenter_no_chinese_page_is_lost(site: Path, open_page: Callable[..., Page]) -> None:
    # From a folder the search runs in a frame, where a script of ours can take the segmenter away.
    base = site.as_uri()
    page = open_page(f"{base}/zh/{HOME}", script="delete Intl.Segmenter")
    page.focus(".md-search__input")
    answers = {}
    for question in GOLDEN["zh"]:
        ask(page, question)
        answers[question] = {links[0].split("#")[0] for links in places(page, f"{base}/zh")}
    assert page.frames[-1].evaluate("[typeof Engine, typeof Intl.Segmenter]") == ["function", "undefined"]
    pages = {question: {place.split("#")[0] for place in found} for question, found in GOLDEN["zh"].items()}
    assert {question: found - answers[question] for question, found in pages.items()} == {
        question: set() for question in pages
    }
    assert answers["火星"] == set()


@pytest.mark.parametrize(("language", "name"), [("en", "Search"), ("zh", "搜索"), ("ru", "Поиск")])
def test_the_search_dialog_has_a_name(language: str, name: str, site: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site.as_uri()}/{FOLDERS[language]}{HOME}")
    page.focus(".md-search__input")
    assert page.get_by_role("dialog", name=name, exact=True).count() == 1
