"""A page is read as the blocks that its reader sees, each with its place, in any script."""

from __future__ import annotations

import time

import pytest
from crucible.blocks import Block, blocks, sections
from crucible.tables import table_of

Told = list[tuple[str, int, str]]


def told(body: str) -> Told:
    return [(block.kind, block.depth, block.text) for block in blocks(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Один абзац\nв две строки.\n", [("paragraph", 0, "Один абзац в две строки.")], id="paragraph"),
        pytest.param("第一行  \n第二行\n", [("paragraph", 0, "第一行  \n第二行")], id="hard line end"),
        pytest.param("# Title { #top }\n\nText\n", [("heading", 1, "Title"), ("paragraph", 0, "Text")], id="heading"),
        pytest.param("Раздел\n------\nТекст\n", [("heading", 2, "Раздел"), ("paragraph", 0, "Текст")], id="underlined"),
        # Python-Markdown makes a heading of it; with one mark it may be `#tag` or `#include`
        pytest.param("##Title##\nA\n", [("heading", 2, "Title"), ("paragraph", 0, "A")], id="no space behind marks"),
        pytest.param("#No heading\n", [("paragraph", 0, "#No heading")], id="no space behind one mark"),
        pytest.param(
            "1. 第一步\n\n   说明。\n   - 子项\n2. 第二步\n",
            [("item", 1, "第一步"), ("paragraph", 1, "说明。"), ("item", 2, "子项"), ("item", 1, "第二步")],
            id="nested list",
        ),
        pytest.param("- first\n  goes on\n", [("item", 1, "first   goes on")], id="item of two lines"),
        pytest.param("In\n2020. we began\n", [("paragraph", 0, "In 2020. we began")], id="a year is no item"),
        pytest.param("> [!NOTE]\n> 注意\n> 这里。\n", [("paragraph", 0, "注意   这里。")], id="alert"),
        pytest.param(
            '!!! note "Внимание"\n\n    Текст.\n\n    - пункт\n',
            [("title", 0, "Внимание"), ("paragraph", 1, "Текст."), ("item", 2, "пункт")],
            id="admonition",
        ),
        pytest.param("!!! advice\n\n    Text.\n", [("title", 0, "advice"), ("paragraph", 1, "Text.")],
            id="its keyword where it has no title"),
        pytest.param(":::demo The lamp is lit.\n:::\n", [("paragraph", 0, "The lamp is lit.")], id="container"),
        pytest.param("::: tip Read this\n:::\n", [], id="title of a container"),
        pytest.param("::: zone\n\nText\n\n:::\n", [("paragraph", 0, "Text")], id="directive"),
        pytest.param(
            "```sh\n# no heading\n```\nText\n",
            [("code", 0, "```sh\n# no heading\n```"), ("paragraph", 0, "Text")],
            id="fence",
        ),
        pytest.param(
            "Text\n\n    code\n\nMore\n",
            [("paragraph", 0, "Text"), ("code", 0, "code\n"), ("paragraph", 0, "More")],
            id="indented code",
        ),
        pytest.param("<!-- # no\nheading -->\nText\n", [("paragraph", 0, "Text")], id="comment"),
        pytest.param('{{ plan("a") }}\n', [("macro", 0, '{{ plan("a") }}')], id="macro alone"),
        pytest.param("[!INCLUDE [a](a.md)]\n", [], id="include alone"),
        pytest.param('{{< note >}}\n## {{% heading "a" %}}\n\n    :::row-end:::\n', [], id="layout of others"),
        pytest.param('{{ plan("a") }} costs\n', [("paragraph", 0, '{{ plan("a") }} costs')], id="macro in a sentence"),
        pytest.param("[^1]: Сноска.\n[ref]: https://x.example\n", [("item", 0, "Сноска.")], id="definitions"),
        pytest.param(
            "<details>\n<summary>A</summary>\n\nB\n\n</details>\n",
            [("paragraph", 0, "<summary>A</summary>"), ("paragraph", 0, "B")],
            id="details",
        ),
        pytest.param("***\n\n---\n", [], id="rules"),
        pytest.param("", [], id="empty"),
    ],
)  # fmt: skip
def test_a_page_is_its_blocks(body: str, expected: Told) -> None:
    assert told(body) == expected


def test_a_position_in_a_block_is_one_in_the_page() -> None:
    body = "# Заголовок { #a }\n\n> Цитата в две\n> строки, здесь **слово**.\n\n* 第一项\n  继续 `code`\n"
    for block in blocks(body):
        assert len(block.text) == block.end - block.start
    quote = blocks(body)[1]
    at = quote.start + quote.text.index("слово")
    assert body[at : at + 5] == "слово"
    item = blocks(body)[2]
    at = item.start + item.text.index("`code`")
    assert body[at : at + 6] == "`code`"


def test_sections_have_the_ids_that_are_written_or_anchored() -> None:
    body = 'Before\n\n## One { #one }\n\nText\n\n<a name="two"></a>\n## Два\n\n## <a name="three"></a>三\n'
    assert [(s.id, s.heading and s.heading.generated, len(s.blocks)) for s in sections(body)] == [
        (None, None, 1),
        ("one", False, 1),
        ("two", True, 0),
        ("three", True, 0),
    ]


def cells(body: str) -> list[list[tuple[str, str]]]:
    """The text of each cell, and what stands at its offset in the body."""
    table = table_of(blocks(body)[0])
    return [[(cell.text, body[cell.start : cell.start + len(cell.text)]) for cell in row] for row in table.rows]


def test_a_pipe_table_is_its_cells_at_their_places() -> None:
    body = "| План | `a|b` |\n| :--- | --- |\n| «Да» \\| нет | 15 |\nlast | 无限制\n"
    assert cells(body) == [
        [("План", "План"), ("`a|b`", "`a|b`")],
        [("«Да» \\| нет", "«Да» \\| нет"), ("15", "15")],
        [("last", "last"), ("无限制", "无限制")],
    ]


def test_a_ragged_row_and_an_empty_head_stay_what_they_are() -> None:
    assert cells("| a | |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n") == [
        [("a", "a"), ("", "")],
        [("1", "1")],
        [("1", "1"), ("2", "2"), ("3", "3")],
    ]


def test_an_html_table_is_its_cells_at_their_places() -> None:
    body = "<table>\n<tr><th>级别</th><th>价格</th></tr>\n<tr><td colspan='2'> 免费 </td></tr>\n</table>\n"
    assert cells(body) == [[("级别", "级别"), ("价格", "价格")], [("免费", "免费")]]
    table = table_of(blocks(body)[0])
    assert (table.heads, table.rows[1][0].columns) == (1, 2)


@pytest.mark.parametrize(
    "piece",
    ["- a\n", "<!-- a\n", "<table a\n", "<script a\n", "[^1]: a\n", "> > a\n", "!!! note\n", "|-|\n", "# a {\n"],
)
def test_twice_the_page_takes_about_twice_as_long(piece: str) -> None:
    def seconds(number: int) -> float:
        best = 9.0
        for extra in range(3):
            start = time.process_time()
            blocks(piece * number + " " * extra)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 8 * max(seconds(4_000), 0.004)


def test_blocks_are_values() -> None:
    assert blocks("Text\n") == (Block("paragraph", 0, 4, "Text"),)
