"""What a reader is told beside a link to another site, and where each language is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.checks import Sources
from crucible.checks.outside import outside_links
from crucible.pages.blocks import Macros

from tests.sites import ROOT, copy_of_root, crucible

SOURCES = Sources.read(ROOT)


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", '<a href="https://learn.microsoft.com/en-us/partner-center/customer-support">duties</a>'),
        ("zh", '<a href="https://learn.microsoft.com/zh-cn/partner-center/customer-support">duties</a>'),
        ("ru", '<a href="https://learn.microsoft.com/ru-ru/partner-center/customer-support">duties</a>'),
    ],
)
def test_each_language_is_sent_to_its_own_page(language: str, link: str) -> None:
    assert SOURCES.macros(language).macro_ref("csp-duties", "duties") == link


def test_a_page_that_exists_in_english_only_says_so() -> None:
    english, chinese, russian = (SOURCES.macros(code).macro_ref("compare-plans", "X") for code in ("en", "zh", "ru"))
    address = "https://partner.microsoft.com/support/partnersupport"
    pinned = "https://partner.microsoft.com/en-us/support/partnersupport"
    assert english == f'<a href="{pinned}">X</a>'
    assert chinese == f'<a href="{address}">X</a><span class="link-note">（英文）</span>'
    assert russian == f'<a href="{address}">X</a><span class="link-note"> (на английском)</span>'


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        ("state: broken\n    since: 2026-10-05\n    kind: not-found\n", "недоступна с 5 октября 2026 г."),
        (
            "state: ok\n    since: 2026-10-05\n    kind: moved-permanently\n    moved_to: https://example.org/new\n",
            "адрес изменился",
        ),
        ("state: ok\n    since: 2026-10-05\n", ""),
    ],
)
def test_a_link_that_is_broken_or_moved_says_so(entry: str, note: str, tmp_path: Path) -> None:
    copy = copy_of_root(tmp_path / "copy")
    ledger = f"checked: 2026-10-06\nlinks:\n  - url: https://partner.microsoft.com/dashboard\n    {entry}"
    (copy / "data/links.yml").write_text(ledger, encoding="utf-8")
    macros = Macros(SOURCES.library, SOURCES.languages["ru"], copy)
    shown = macros.macro_ref("dashboard", "X").replace("\u00a0", " ")
    link = '<a href="https://partner.microsoft.com/dashboard">X</a>'
    assert shown == (f'{link}<span class="link-note"> ({note})</span>' if note else link)


def test_every_address_of_the_data_is_visited_once() -> None:
    links = outside_links(SOURCES)
    assert len({link.url for link in links}) == len(links)
    asfp = next(link for link in links if link.url == "https://aka.ms/ASfP")
    assert asfp.places[0].path == "data/references.yml"
    assert not any("docs.microsoft.com" in link.url for link in links)  # `was` is history, nobody is sent there


def test_a_broken_ledger_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    copy = copy_of_root(tmp_path / "copy")
    (copy / "data/links.yml").write_text(
        "checked: 2026-10-06\nlinks:\n  - url: x\n    state: fine\n    since: 2026-10-05\n", encoding="utf-8"
    )
    done = crucible("check", cwd=copy)
    assert done.returncode == 1
    assert "data/links.yml:4:" in done.stdout
    assert "[links-ledger]" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
