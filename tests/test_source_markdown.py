"""What stands where in Markdown: headings, links, code, and the prose between them."""

from __future__ import annotations

import pytest
from crucible.source.markdown import HOLE, Heading, Link, markdown, without_comments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Title { #id }\n", Heading(1, "Title", "id", 0, 11, 8), id="an id"),
        pytest.param("## Title {: .wide #id }\n", Heading(2, "Title", "id", 0, 19, 9), id="a class before the id"),
        pytest.param("# Title\n", Heading(1, "Title", None, 0, 0), id="no id"),
        pytest.param("# Title #\n", Heading(1, "Title", None, 0, 0), id="closing marks"),
        pytest.param("###Title\n", Heading(3, "Title", None, 0, 0), id="no space, as Python-Markdown reads it"),
        pytest.param("Title\n=====\n", Heading(1, "Title", None, 0, 0), id="underlined"),
        pytest.param("# {{ name('a') }} is { #id }\n", Heading(1, f"{HOLE * 15} is", "id", 0, 24, 21), id="a call"),
    ],
)
def test_a_heading_is_read(text: str, expected: Heading) -> None:
    assert markdown(text).headings == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no heading\n```\n",
        "~~~ text\n# none\n~~~\n",
        "a\n\n---\n",
        "| a |\n| - |\n",
        "`# none`\n",
        " # \\{ #x\n",
    ],
)
def test_what_looks_like_a_heading_is_none(text: str) -> None:
    assert markdown(text).headings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[a](b.md#c)", [Link("b.md#c", 4, "a")], id="inline"),
        pytest.param('[a](b.md "t")', [Link("b.md", 4, "a")], id="with a title"),
        pytest.param("![a](b.png)", [Link("b.png", 5, "a", True)], id="picture"),
        pytest.param("[a](x(1))", [Link("x(1)", 4, "a")], id="brackets in the target"),
        pytest.param("[a]: b.md\n", [Link("b.md", 5, "a")], id="definition"),
        pytest.param("[^1]: b\n", [], id="a footnote is no link"),
        pytest.param("<https://a.b/c>", [Link("https://a.b/c", 1, "https://a.b/c")], id="autolink"),
        pytest.param("`[a](b.md)`", [], id="code"),
        pytest.param("<!-- [a](b.md) -->", [], id="comment"),
        pytest.param("[a]({{ url('b') }})", [Link(HOLE * 14, 4, "a")], id="call"),
    ],
)
def test_a_link_is_read(text: str, expected: list[Link]) -> None:
    assert list(markdown(text).links) == expected


def test_prose_is_as_long_as_the_text_and_has_holes() -> None:
    text = "See `x` and [a b](c.md) {{ name('d') }} <b>e</b>."
    assert markdown(text).prose == (f"See {HOLE * 3} and [a b{HOLE * 6}) {HOLE * 15} {HOLE * 3}e{HOLE * 4}.")
    assert len(markdown(text).prose) == len(text)


def test_a_block_of_code_that_does_not_end_is_told_and_hides_nothing() -> None:
    found = markdown("a\n```\n# b { #b }\n")
    assert found.open_fence == 2
    assert [heading.id for heading in found.headings] == ["b"]
    assert markdown("a\n```\nb\n```\n").open_fence is None


def test_comments_are_taken_out_and_open_ones_left() -> None:
    assert without_comments("a<!-- b -->c <!-- d") == "a c <!-- d"
