"""Finished sites that no build makes: they end in findings, soon, and never in a traceback."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest
from crucible.checks import parity
from crucible.checks.inside import check_site, judge
from crucible.checks.inside.judge import breaches
from crucible.checks.sources import Sources
from crucible.site import Base, read_document, read_site, styles
from crucible.site.bounds import beyond
from crucible.site.files import addresses
from crucible.tables import built_tables

from tests.golden import TODAY, copy
from tests.sites import LITTLE


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div>" * 3000, "has more than 512 elements within one another"),
        ("<DIV><p>" * 3000, "has more than 512 elements within one another"),
        ("<table><tr><td>" * 2000, "has more than 512 elements within one another"),
        ("</p></div>" * 3000 + "<b>" * 600, "has more than 512 elements within one another"),
        ("<div><div><br><p>a</div></div>" * 3000, ""),
        ("<ul>" + "<li>a" * 3000 + "</ul>", ""),
        ("<svg>" + '<path d="a"/>' * 3000 + "</svg>", ""),
        ("<!-- " + "<div>" * 3000 + "-->", ""),
        ("<script>" + '"<div>"+' * 3000 + "</script>", ""),
        ("<!-- " * 3000, ""),
        ("<div " + "".join(f"a{n}=b " for n in range(4000)) + ">", "has an element with more than 1000 attributes"),
        ("<div " + "".join(f'a{n}=">" ' for n in range(4000)) + ">", "has an element with more than 1000 attributes"),
        (
            "<p>'<div " + "".join(f"a{n}='>'" for n in range(4000)) + ">",
            "has an element with more than 1000 attributes",
        ),
        ("<div " + "".join(f"a{n}/" for n in range(9000)) + ">", "has an element with more than 1000 attributes"),
        ("<div " + "".join(f"a{n % 900}='> <b> /' " for n in range(4000)) + ">", ""),
        ("".join(f'<p a=b\'c=">" d={n} e="/>">f' for n in range(4000)), ""),
        ("<script>" + "".join(f'a{n}=">" ' for n in range(4000)) + "</script>", ""),
        ("<p>" + "".join(f"word{n} " for n in range(4000)) + "</p>", ""),
        (f'<img alt="{"a b c " * 9000}">', ""),
    ],
)
def test_a_page_that_no_browser_shows_is_not_parsed(html: str, said: str) -> None:
    assert beyond(html.encode()) == said


def test_what_of_a_site_cannot_be_judged_is_told_at_its_source(tmp_path: Path) -> None:
    sources = copy("tests/site", tmp_path / "site")
    built = tmp_path / "built"
    (built / "zh/d").mkdir(parents=True)
    (built / "zh/index.html").write_text("<i>" * 3000, encoding="utf-8")
    (built / "zh/loop").symlink_to(".")
    os.mkfifo(built / "a.html")
    (built / "index.html").write_bytes(b"\xff\xfe<p>\xe9\0<a href=none.html>")
    (built / "search").mkdir()
    (built / "search/search_index.json").write_text("[" * 200_000, encoding="utf-8")
    (built / "a.js").write_text("a = " + "[" * 9000, encoding="utf-8")
    found = check_site(sources, built, Sources.read(sources, TODAY))
    assert [f"{f.place.path}: {f.message}" for f in found if f.rule == "site-page"] == [
        "content/en/index.md: the built 'index.html' is not UTF-8, so a browser shows other letters",
        "content/zh/index.md: the built 'zh/index.html' has more than 512 elements within one another, "
        "so it was not judged",
        "mkdocs.yml: the built 'a.html' is no file, expected one",
        "mkdocs.yml: the built 'search/search_index.json' is no JSON that can be read",
        "mkdocs.yml: the built 'zh/loop' is a link to a folder, which is not followed",
    ]
    assert [f.message for f in found if f.rule == "dead-link"] == ["'none.html' leads to no page (in index.html)"]


def test_folders_within_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(200):
        folder = folder / "d"
        folder.mkdir()
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        assert read_site(tmp_path, Base()).unread == {}
    finally:
        sys.setrecursionlimit(usual)


def test_behind_very_many_wrong_addresses_no_more_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "MANY", 3)
    for name in ("a", "b"):
        links = "".join(f'<a href="{n}.html">' for n in range(9))
        (tmp_path / f"{name}.html").write_text(links + '<a href="a.html">', encoding="utf-8")
    site = read_site(tmp_path, Base())
    assert [breach.file for breach in breaches(site, set())] == ["a.html"] * 3 + ["b.html"] * 3
    assert set(site.unread.values()) == {"has 3 or more wrong addresses and ids, more were not looked for"}
    monkeypatch.setattr(judge, "MOST", 4)
    site = read_site(tmp_path, Base())
    assert len(list(breaches(site, set()))) == 4
    monkeypatch.setattr(judge, "MANY", 10)
    monkeypatch.setattr(judge, "MOST", 100)
    site = read_site(tmp_path, Base())
    assert len(list(breaches(site, set()))) == 18
    assert site.unread == {}


@pytest.mark.parametrize(
    "index", ["[1, 2]", '{"docs": 5}', '{"docs": {"a": 1}}', '{"docs": [1, {"location": 5}]}', "7"]
)
def test_a_search_index_of_another_kind_leads_nowhere(index: str) -> None:
    assert list(addresses("search/search_index.json", index)) == []


def test_ids_that_stand_twice_are_counted_as_they_are_written(tmp_path: Path) -> None:
    page = "<p id=a><p id='b'><p id = \"c&amp;d\"><p id='c&d'><b id=x><p><b id='y'>a</b><p id=a data-id=b>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert read_site(tmp_path, Base()).documents["a.html"].repeated == ["c&d", "a"]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = "<table><caption>B</caption><tr><td>b</table>"
    page = f"<article><table><thead><tr><th>A</thead><tr><td>{inner}<tfoot><tr><td>c</table></article>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    tables = built_tables(read_site(tmp_path, Base()).tree("a.html"))
    assert [(t.caption, [[cell.text for cell in row] for row in t.rows]) for t in tables] == [
        ("", [["A"], ["Bb"], ["c"]]),
        ("B", [["b"]]),
    ]


@pytest.mark.parametrize(
    ("srcset", "urls"),
    [
        ("a.png 1x, b,c.png 2x", ["a.png", "b,c.png"]),
        (",, a.png,b.png , c.png", ["a.png,b.png", "c.png"]),
        ("a.png, b.png 2x (x, y), c.png (", ["a.png", "b.png", "c.png"]),
        ("," * 50_000, []),
        ("a" + " " * 50_000 + "(" * 50_000, ["a"]),
    ],
)
def test_pictures_to_choose_from(srcset: str, urls: list[str]) -> None:
    links = read_document("a.html", f'<img srcset="{srcset}">'.encode()).links
    assert [link.url for link in links] == urls


def test_addresses_of_styles_of_many_blanks() -> None:
    assert [url for url, _ in styles.addresses(f"url({' ' * 50_000}\na{{b:url()}} c{{d:url( e.png )}}")] == ["e.png"]


def test_behind_very_many_wrong_cells_of_a_page_no_more_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parity, "MOST", 4)
    (tmp_path / "index.html").write_text(f"<article><table><tr>{'<td>' * 90}</table>", encoding="utf-8")
    found = parity.check_site(Sources.read(LITTLE, TODAY), tmp_path)
    assert len([place for f in found for place in (f.place, *f.also)]) == 4


def test_addresses_of_a_site_map_of_open_tags() -> None:
    text = f"{'<loc ' * 20_000}<url a='b'><loc>https://a.org/</loc>"
    assert [link.url for link in addresses("sitemap.xml", text)] == ["https://a.org/"]
