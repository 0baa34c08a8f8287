"""The built site is what issue and README promise: three languages, one fact in one place, the same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.sites import ROOT, copy_of_little, copy_of_root, crucible, digests_of, files_of

LANGUAGES = {"en": "", "zh": "zh/", "ru": "ru/"}
PAGES = sorted(
    p.relative_to(ROOT / "content/en").with_suffix(".html").as_posix() for p in (ROOT / "content/en").rglob("*.md")
)


def the(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Return the element that must be there."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def page(site: Path, language: str, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / LANGUAGES[language] / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is(site: Path, language: str, name: str) -> None:
    tree = page(site, language, name)
    base = "https://example.github.io/crucible/"
    assert the(tree, "html").attributes["lang"] == language
    assert the(tree, "title").text().endswith("Crucible")
    assert the(tree, "meta[name=description]").attributes["content"]
    assert the(tree, "link[rel=canonical]").attributes["href"] == f"{base}{LANGUAGES[language]}{name}"
    alternates = {a.attributes["hreflang"]: a.attributes["href"] for a in tree.css("link[rel=alternate]")}
    assert alternates == {code: f"{base}{prefix}{name}" for code, prefix in LANGUAGES.items()} | {
        "x-default": base + name
    }


def test_the_theme_spells_russian_as_the_pages_do(site: Path) -> None:
    words = json.loads(the(page(site, "ru", "index.html"), "#__config").text())["translations"]
    more = {key: text for key, text in words.items() if key.startswith("search.result.more")}
    assert more == {
        "search.result.more.one": "Еще 1 на этой странице",
        "search.result.more.other": "Еще # на этой странице",
    }
    spelt = re.compile(r"[ёЁ]|\\u04[05]1", re.I)
    assert [file.name for file in (site / "ru").rglob("*.html") if spelt.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_sections_in_each_language(site: Path, name: str) -> None:
    ids = [
        [h.attributes.get("id") for h in page(site, language, name).css("article :is(h1, h2, h3, h4)")]
        for language in LANGUAGES
    ]
    assert ids[0] == ids[1] == ids[2]
    assert all(id and not re.fullmatch(r"_\d+", id) for id in ids[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_reached_from_the_navigation(site: Path, language: str) -> None:
    links = {
        a.attributes["href"] or ""
        for a in page(site, language, "index.html").css(".md-sidebar--primary a.md-nav__link[href]")
    }
    assert {link.split("#")[0] for link in links if not link.startswith("#")} >= {n for n in PAGES if n != "index.html"}


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    asking = re.compile(
        r"""<(?:script|img|iframe|source|video|audio)[^>]*\ssrc\s*=\s*["']?(?:https?:)?//|<link[^>]*rel=["']?(?:stylesheet|preconnect|icon|preload)[^>]*href=["']?(?:https?:)?//"""
    )
    found = [path.name for path in site.rglob("*.html") if asking.search(path.read_text(encoding="utf-8"))]
    assert found == []
    assert asking.search('<link rel="stylesheet" href="https://fonts.example/x.css">')  # the net has no hole


def test_the_page_for_missing_pages_speaks_three_languages(site: Path) -> None:
    tree = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))
    assert [section.attributes["lang"] for section in tree.css("article section")] == ["en", "zh", "ru"]
    links = [a.attributes["href"] for a in tree.css("article section a")]
    assert links == ["/crucible/index.html", "/crucible/zh/index.html", "/crucible/ru/index.html"]
    assert the(tree, "html").attributes["lang"] == "en"


def test_plain_mkdocs_builds_the_same_bytes_elsewhere(site: Path, tmp_path: Path) -> None:
    elsewhere = copy_of_root(tmp_path / "другой каталог 目录")
    environment = os.environ | {"PYTHONPATH": str(elsewhere / "hooks"), "PYTHONHASHSEED": "8", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=elsewhere, env=environment, check=True, capture_output=True, timeout=120)
    assert digests_of(elsewhere / "site") == digests_of(site)


def test_one_changed_figure_changes_in_every_language_and_nothing_else_does_elsewhere(
    site: Path, tmp_path: Path
) -> None:
    copy = copy_of_root(tmp_path / "другой каталог 目录")
    table = copy / "data/comparisons/entitlements.yml"
    text = table.read_text(encoding="utf-8")
    assert text.count("silver: 15\n") == 1
    table.write_text(text.replace("silver: 15\n", "silver: 16\n"), encoding="utf-8")
    done = crucible("build", cwd=copy, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    before, after = files_of(site), files_of(copy / "site")
    changed = {name for name in before if before[name] != after.get(name)}
    assert before.keys() == after.keys()
    assert {name for name in changed if name.endswith(".html")} >= {
        prefix + name
        for prefix in LANGUAGES.values()
        for name in ("compare.html", "plans/microsoft-product-support.html")
    }
    for name in changed:
        old, new = (files[name].decode() for files in (before, after))
        drawn = re.compile(r"<svg.*?</svg>", re.S)
        assert drawn.findall(new) == drawn.findall(old)
        old, new = drawn.sub("", old), drawn.sub("", new)
        assert len(old) == len(new)
        assert re.sub(r"(?<![\d.])16(?![\d.])", "15", new) == old


def test_a_new_plan_needs_yaml_only(tmp_path: Path) -> None:
    copy = copy_of_little(tmp_path / "copy")
    plans = copy / "data/plans.yml"
    plans.write_text(
        plans.read_text(encoding="utf-8")
        + """- id: night-support
  name: Night Support
  cost: paid
  incidents: 7
  covers: Requests at night
  audience: Partners who are awake
  summary: Ask while others sleep.
  scope:
    - Answers before breakfast
  ask:
    - text: Call and wait.
  references:
    - help-form
  sources:
    - handbook
""",
        encoding="utf-8",
    )
    done = crucible("build", cwd=copy)
    assert done.returncode == 0, done.stderr
    assert "'Ask while others sleep.' is not in locales/zh/LC_MESSAGES/messages.po and locales/ru" in done.stderr
    for language in LANGUAGES:
        row = the(page(copy / "site", language, "index.html"), "#plans-night-support")
        assert the(row, "td.cell--number").text() == "7"


def test_a_missing_translation_falls_back_to_english_and_says_so(tmp_path: Path) -> None:
    copy = copy_of_little(tmp_path / "copy")
    (copy / "content/ru/sources.md").unlink()
    done = crucible("build", cwd=copy)
    assert done.returncode == 0, done.stderr
    assert "content/en/sources.md:1:1: has no translation content/ru/sources.md [missing-page]" in done.stderr
    tree = page(copy / "site", "ru", "sources.html")
    assert the(tree, "html").attributes["lang"] == "ru"
    assert the(tree, "article aside.admonition .admonition-title").text() == "Еще не переведено"
    assert the(tree, 'article div[lang="en"] h1').attributes["id"] == "sources"
    assert the(tree, "link[rel=canonical]").attributes["href"] == "https://example.github.io/crucible/sources.html"
    assert {a.attributes["hreflang"] for a in tree.css("link[rel=alternate]")} == {"en", "zh", "x-default"}
    index = (copy / "site/ru/search/search_index.json").read_text(encoding="utf-8")
    assert '"location":"sources.html"' in index
    assert "ru/sources.html" not in (copy / "site/sitemap.xml").read_text(encoding="utf-8")
