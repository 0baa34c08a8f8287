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


@cache
def sources() -> Sources:
    return Sources.read(ROOT)


def found(pages: Path, folder: Path, name: str, old: str, new: str) -> list[str]:
    """What is said when `old` (a pattern) is `new` on one page: it alone is looked at, and what it is compared with."""
    text = (pages / name).read_text(encoding="utf-8")
    spoilt, number = re.subn(old, new, text, count=1, flags=re.S)
    assert number == 1
    assert spoilt != text
    page = re.sub(r"^(zh|ru)/", "", name)
    for other in (f"{language}{one}" for language in ("", "zh/", "ru/") for one in {page, "compare.html"}):
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(pages / other, folder / other)
    (folder / name).write_text(spoilt, encoding="utf-8")
    return [f"{f.place.path}:{f.place.line} {f.rule}: {f.message}" for f in check_site(sources(), folder)]


def test_the_real_site_says_the_same_in_each_language(site: Path) -> None:
    assert check_site(sources(), site) == []


TABLE = "data/comparisons/entitlements.yml"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        pytest.param(
            "compare.html",
            r">15<",
            ">16<",
            (TABLE, "silver: 15", "site-data: is 15, but English readers see '16' in the table"),
            id="a figure of the data",
        ),
        pytest.param(
            "zh/plans/signature-cloud-support.html",
            "无限制",
            "不包含",
            (TABLE, "cloud: unlimited", "site-data: is unlimited, but Chinese readers see '不包含' in the table"),
            id="a word of the data",
        ),
        pytest.param(
            "compare.html",
            r'<tr id="entitlements-microsoft-product-support">.*?</tr>',
            "",
            (TABLE, "plan: microsoft-product-support", "site-data: row 'Microsoft Product Support Recent"),
            id="a row of the data",
        ),
        pytest.param(
            "ru/compare.html",
            r'<tr id="plans-premier-support">.*?</tr>',
            "",
            (
                "content/ru/compare.md",
                '{{ comparison("plans") }}',
                "site-parity: the table",
            ),
            id="a row of a list of plans",
        ),
        pytest.param(
            "zh/compare.html",
            r'(<th scope="col">)费用.*?</th>',
            r"\1</th>",
            ("content/zh/compare.md", '{{ comparison("plans") }}', "site-table: the head of column 2 of the table"),
            id="an empty head",
        ),
        pytest.param(
            "ru/index.html",
            r'(<div class="cell">)<a href="benefits.html">Просмотр',
            r'\1<a href="faq.html">Просмотр',
            ("content/ru/index.md", "(benefits.md) |", "site-parity: the links are not those of the English"),
            id="a link of a table that is written by hand",
        ),
        pytest.param(
            "zh/index.html",
            r"<caption.*?</caption>",
            "",
            ("content/zh/index.md", "| 你的情况", "site-table: a table has no caption"),
            id="a caption",
        ),
        pytest.param(
            "ru/compare.html",
            r'<li id="entitlements-note-3">.*?</li>',
            "",
            ("content/ru/compare.md", '{{ comparison("entitlements") }}', "site-table: a cell of the table"),
            id="a footnote",
        ),
        pytest.param(
            "zh/compare.html",
            r'<sup class="footnote-mark"><a href="#entitlements-note-1".*?</sup>',
            "",
            ("content/zh/compare.md", '{{ comparison("entitlements") }}', "site-table: no cell of the table"),
            id="the mark of a footnote",
        ),
        pytest.param(
            "ru/plans/technical-presales.html",
            r"превышает 25",
            "превышает 52",
            (
                "content/ru/plans/technical-presales.md",
                "{ #out-of-scope }",
                "site-parity: in the section as it is shown",
            ),
            id="a figure of a list",
        ),
        pytest.param(
            "compare.html",
            r'<th scope="row"(.*?)</th>',
            r"<td\1</td>",
            (
                "content/en/compare.md",
                '{{ comparison("plans") }}',
                "site-table: row 'Partner Center support' of",
            ),
            id="the head of a row",
        ),
        pytest.param(
            "index.html",
            r"On-premises plans|An on-premises product has a fault",
            "A cloud product has a fault",
            ("content/en/index.md", "| An on-premises product", "site-data: English readers see 'A cloud product has"),
            id="a cell that is written by hand",
        ),
        pytest.param(
            "zh/customers.html",
            r"可选",
            "必需",
            ("content/zh/customers.md", '{{ duties("optional") }}', "site-data: Chinese readers see '"),
            id="the mark of a duty",
        ),
        pytest.param(
            "ru/plans/premier-support.html",
            r'href="(https://partner[^"]*premier[^"]*)"',
            r'href="https://partner.microsoft.com/support"',
            ("content/ru/plans/premier-support.md", "{{ ref(", "site-data: Russian readers are led to"),
            id="the address of a link",
        ),
        pytest.param(
            "plans/advanced-support.html",
            r">Paid<",
            ">Included<",
            ("data/plans.yml", None, "site-facts: the fact sheet shows 'Included' as 'Cost' in English"),
            id="a fact sheet",
        ),
    ],
)
def test_a_spoilt_page_leads_to_its_source(
    site: Path, tmp_path: Path, name: str, old: str, new: str, expected: tuple[str, str | None, str]
) -> None:
    said = found(site, tmp_path, name, old, new)
    path, words, message = expected
    assert len(said) == 1, said
    place, _, words_said = said[0].partition(" ")
    assert words_said.startswith(message), said
    assert place.startswith(f"{path}:")
    if words is not None:
        rows = (ROOT / path).read_text(encoding="utf-8").splitlines()
        assert words in rows[int(place.rsplit(":", 1)[1]) - 1], said
