"""Text fragments are read and looked for as browsers do; pasted garbage is known by itself."""

from __future__ import annotations

import pytest
from crucible.links.page import Page, nearest_anchor, nearest_text, read_page, shallow
from crucible.links.textfragment import TextDirective, cut_word, fault, found, split, text_directives, written
from hypothesis import given
from hypothesis import strategies as st

SEARCH = "the text fragment is pasted from a search result: it holds "
FROM_THE_SOURCE = (
    ":~:text=Compare%20partner%20support%20plans%20%20%20%20,or%20custome%20...%20%209%20more%20rows%20",
    ":~:text=Microsoft%20follows%20Coordinated%20Vulnerability%20Disclosure%20%28CVD%29.%20We%20request,"
    "MSRC%27s%20Bug%20Bounty%20Programs%20and%20Terms%20and%20Conditions",
)


@pytest.mark.parametrize(
    ("directives", "expected"),
    [
        ("text=a", [TextDirective("a")]),
        ("text=a%20b,c", [TextDirective("a b", "c")]),
        ("text=x-,a", [TextDirective("a", prefix="x")]),
        ("text=a,-y", [TextDirective("a", suffix="y")]),
        ("text=x-,a,c,-y", [TextDirective("a", "c", "x", "y")]),
        ("text=%D0%BF%D0%BB%D0%B0%D0%BD,%E8%AE%A1%E5%88%92", [TextDirective("план", "计划")]),
        ("text=a%2Cb%2Dc%26d", [TextDirective("a,b-c&d")]),
        ("text=a&text=b", [TextDirective("a"), TextDirective("b")]),
        ("other=1&text=b", [TextDirective("b")]),
        ("text=a-b", [TextDirective("a-b")]),
        ("text=", []),
        ("text=,a", []),
        ("text=x-", []),
        ("text=-y", []),
        ("text=x-,-y", []),
        ("text=a,b,c", []),
        ("text=x-,a,b,c,-y", []),
        ("", []),
    ],
)
def test_directives_are_read_by_their_specification(directives: str, expected: list[TextDirective]) -> None:
    assert text_directives(directives) == expected


def test_a_fragment_keeps_its_plain_part() -> None:
    assert split("section:~:text=a") == ("section", "text=a")
    assert split("section") == ("section", "")


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("section", ""),
        ("", ""),
        (":~:text=good%20words,and%20more", ""),
        (":~:text=%E6%94%AF%E6%8C%81", ""),
        (FROM_THE_SOURCE[0], f"{SEARCH}a row of spaces"),
        (FROM_THE_SOURCE[1], ""),
        (":~:text=or%20custome%20...", f"{SEARCH}'...'"),
        (":~:text=or%20custome%E2%80%A6", f"{SEARCH}'…'"),
        (":~:text=plans,9%20more%20rows", f"{SEARCH}'9 more rows'"),
        (":~:text=plans%20Read%20more", f"{SEARCH}'Read more'"),
        (":~:text=read%20more%20books", ""),
        (":~:text=a%C2%ADb", "the text fragment holds an invisible character"),
        (":~:text=%E6%94%AF%E6%8C", "the text fragment is cut inside a percent-encoded character"),
        (":~:text=a%2", "the text fragment is cut inside a percent-encoded character"),
        (":~:text=a,b,c", "the text fragment 'a,b,c' is not [prefix-,]start[,end][,-suffix]"),
        (":~:text=", "the text fragment '' is not [prefix-,]start[,end][,-suffix]"),
        (":~:text=%20", "the text fragment names no text"),
        (":~:", "the fragment ends after ':~:'"),
        (":~:selector=a", "'selector=a' is not a text directive"),
    ],
)
def test_garbage_is_known_without_the_page(fragment: str, expected: str) -> None:
    assert fault(fragment) == expected


BLOCKS = [
    "Compare  Partner Support plans",
    "Silver and gold partners. Gold partners only.",
    "对比支持计划",
    "Планы поддержки",
]


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        (TextDirective("partner support"), True),
        (TextDirective("PARTNER\u00a0support"), True),
        (TextDirective("partner supp"), False),
        (TextDirective("artner support"), False),
        (TextDirective("plans silver"), False),
        (TextDirective("compare", "partners"), True),
        (TextDirective("gold", "compare"), False),
        (TextDirective("partners", prefix="gold"), True),
        (TextDirective("partners", prefix="silver"), False),
        (TextDirective("silver", prefix="plans"), True),
        (TextDirective("gold", suffix="partners only"), True),
        (TextDirective("silver", suffix="partners"), False),
        (TextDirective("silver", "partners", suffix="only"), True),
        (TextDirective("支持"), True),
        (TextDirective("支持方案"), False),
        (TextDirective("планы"), True),
        (TextDirective("план"), False),
    ],
)
def test_a_directive_is_found_as_a_browser_finds_it(directive: TextDirective, expected: bool) -> None:
    assert found(directive, BLOCKS) is expected


def test_a_cut_word_is_shown_beside_the_whole_one() -> None:
    assert cut_word(TextDirective("and gold partne"), BLOCKS) == ("and gold partne", "and gold partners")
    assert cut_word(TextDirective("and gold partners"), BLOCKS) == ("", "")
    assert cut_word(TextDirective("elsewhere"), BLOCKS) == ("", "")


def test_the_nearest_place_is_proposed_by_words() -> None:
    page = read_page(
        "<h1>Support</h1><h2 id=compare>Compare partner support plans</h2><h2 id=a>对比支持计划</h2><h3>Plain</h3>"
        "<p>Microsoft follows the rules of coordinated disclosure. And so on.</p>"
    )
    assert nearest_text(TextDirective("Compare the support plans"), page) == "compare"
    assert nearest_text(TextDirective("比较支持计划"), page) == "a"
    assert nearest_text(TextDirective("Microsoft follows coordinated disclosure"), page) == (
        ":~:text=Microsoft%20follows%20the%20rules%20of%20coordinated%20disclosure."
    )
    assert nearest_text(TextDirective("bananas"), page) == ""
    assert nearest_anchor("Compares", page) == "compare"
    assert nearest_anchor("zzz", page) == ""


def test_only_visible_text_counts() -> None:
    page = read_page(
        "<head><title>T &amp; t</title></head><body>hello <b>wor</b>ld<br>again<p id=x>one</p>two<p hidden>no</p>"
        "<p style='display: none'>no</p><script>no</script><table><tr><td>1<td>2</table><h1>A <a name=y></a>b</h1>"
        "<details><summary>more</summary>inside</details><!-- no --><template>no</template>"
    )
    assert page.blocks == ("hello world again", "one", "two", "1", "2", "A b", "more", "inside")
    assert (page.title, page.first_heading, page.anchors) == ("T & t", "A b", frozenset({"x", "y"}))
    assert page.headings[0].id == "y"


def test_a_page_may_nest_without_end() -> None:
    assert read_page("<div>" * 900 + "deep").blocks == ("deep",)
    assert len(shallow("<div>" * 500_000)) == 5 * 1000
    assert len(shallow("<x/>" * 500_000)) == 4 * 1000
    for flat in ("<p>x" * 5000, "<div></div>" * 5000, "<svg>" + "<path d='m'/>" * 5000 + "</svg>", "<br>" * 5000):
        assert shallow(flat) == flat


@given(st.text(min_size=1, max_size=80))
def test_what_is_written_is_read_back(text: str) -> None:
    if not text.isprintable():
        return
    assert text_directives(split(written(text))[1]) == [TextDirective(text)]


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=4))
def test_any_fragment_and_page_is_judged_without_an_error(fragment: str, blocks: list[str]) -> None:
    fault(fragment)
    for directive in text_directives(split(fragment)[1]):
        found(directive, blocks)
        cut_word(directive, blocks)
        nearest_text(directive, Page(blocks=tuple(blocks)))


@given(st.lists(st.sampled_from(["gold", "silver", "план", "plan"]), min_size=2, max_size=12), st.data())
def test_any_run_of_whole_words_is_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    assert found(TextDirective(" ".join(words[first : last + 1])), [" ".join(words)])
