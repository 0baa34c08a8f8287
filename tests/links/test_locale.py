"""Each language of the site links to its own form of a Microsoft page, where that exists."""

from __future__ import annotations

import pytest
from crucible.links.locale import Target, for_language, locale_of, locale_variants, neutral

TPD = "https://learn.microsoft.com/partner-center/technical-benefits?x=1#scope"


@pytest.mark.parametrize(
    ("url", "locale", "plain"),
    [
        (TPD, "", TPD),
        ("https://learn.microsoft.com/en-us/partner-center", "en-us", "https://learn.microsoft.com/partner-center"),
        ("https://learn.microsoft.com/ZH-CN/a?b#c", "zh-cn", "https://learn.microsoft.com/a?b#c"),
        ("https://support.microsoft.com/ru-ru", "ru-ru", "https://support.microsoft.com/"),
        ("https://www.microsoft.com/sr-latn-rs/a", "sr-latn-rs", "https://www.microsoft.com/a"),
        ("https://learn.microsoft.com/en/a", "", "https://learn.microsoft.com/en/a"),
        ("https://learn.microsoft.com/a/en-us/b", "", "https://learn.microsoft.com/a/en-us/b"),
        ("https://example.org/en-us/a", "", "https://example.org/en-us/a"),
    ],
)
def test_a_locale_is_known_at_its_place_only(url: str, locale: str, plain: str) -> None:
    assert (locale_of(url), neutral(url)) == (locale, plain)


def test_variants_of_an_address() -> None:
    assert locale_variants("https://learn.microsoft.com/en-us/a?b#c") == {
        "en": "https://learn.microsoft.com/en-us/a?b#c",
        "zh": "https://learn.microsoft.com/zh-cn/a?b#c",
        "ru": "https://learn.microsoft.com/ru-ru/a?b#c",
    }
    assert locale_variants("https://aka.ms/ASfP") == {}


@pytest.mark.parametrize(
    ("url", "languages", "expected"),
    [
        (
            "https://learn.microsoft.com/a",
            ("en", "zh"),
            [
                Target("https://learn.microsoft.com/en-us/a", False),
                Target("https://learn.microsoft.com/zh-cn/a", False),
                Target("https://learn.microsoft.com/a", True),
            ],
        ),
        ("https://aka.ms/x", ("en",), [Target("https://aka.ms/x", False), *[Target("https://aka.ms/x", True)] * 2]),
        ("https://learn.microsoft.com/ru-ru/a", (), [Target("https://learn.microsoft.com/a", False)] * 3),
    ],
    ids=["two of three", "no forms", "nothing declared"],
)
def test_each_language_links_to_its_own(url: str, languages: tuple[str, ...], expected: list[Target]) -> None:
    assert [for_language(url, languages, language) for language in ("en", "zh", "ru")] == expected
