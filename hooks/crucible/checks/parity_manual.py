"""The manual of the rules that compare the finished pages: texts, as they have no check of sources."""

from __future__ import annotations

SHOWN = {
    "site-table": """A table of the finished site is well-formed, with caption, scope and footnotes.

        Good: a table below a heading, each cell with something in it, each mark with its footnote.
        Bad: an empty head, a row that is short of a cell, `...`, a footnote that no cell refers to. A source that is
        broken in the same way in each language passes every comparison, so each table is judged alone too.
        """,
    "site-parity": """The finished pages show the same in each language: tables, cells, links and figures.

        Good: `15`, `15`, `15`; `Unlimited`, `无限制`, `Неограниченно`.
        Bad: `15`, `15`, `5`; a table, row or footnote that one language lacks. The visible text is compared; the
        finding names the page, text of the data or entry of a catalog that it was written in.
        """,
    "site-data": """The finished site shows what the data has: each amount, fact, item and link, once and in its order.

        Good: `silver: 15` and readers who see `15`; `verdict: no` and readers who see `No`.
        Bad: a component or catalog through which they see something else; a cell of a written table that is not shown
        as it is written.
        """,
    "site-facts": """The same fact is shown alike wherever it stands, on the page of a plan and in the table of plans.

        Good: `Paid` on both pages.
        Bad: `Paid` on one, `Included` on the other.
        """,
}
