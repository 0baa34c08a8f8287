"""Every block of a translated page has its English beside it, or the build names the block."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from crucible.checks import Sources
from crucible.pages.align import align, blocks, plain
from crucible.pages.beside import beside
from crucible.pages.reveal import quotable, revealed
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]  # it ships no types
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.sites import ROOT

FOREIGN = {"zh": re.compile(r"[\u3400-\u9fff]"), "ru": re.compile("[а-яА-Я]")}
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "tables",
]
PAGES = sorted(
    p.relative_to(ROOT / "content/en").with_suffix("").as_posix() for p in (ROOT / "content/en").rglob("*.md")
)
BLOCKS = "p, li, th, td > .cell, dt, dd, caption, h1, h2, h3, h4, h5, h6, summary, blockquote, .answer"

ENGLISH = """# Title { #title }

First paragraph,
on two lines. [A link](page.md) and `code`.

- One
    - Half
    - Quarter

        A paragraph within.

- Two

1. Step
2. Step **with** bold

| Plan | Price |
| --- | --- |
| Basic | 15 |
| Other | low |

## Advice { #advice }

!!! advice "Our advice"

    Take your time.

    - Really

??? note "More"
    Folded text.

Term
:   Meaning
:   Another

> Quoted words.

```
code stays as it is
```

Last words.[^1]

[^1]: A footnote.
"""

RUSSIAN = """# Заглавие { #title }

Первый абзац. [Ссылка](page.md) и `code`.

-   Один

    - Половина
    - Четверть

        Абзац внутри.

-   Два

1. Шаг
2. Шаг **жирный**

| План | Цена |
| --- | --- |
| Базовый | 15 |
| Другой | мало |

## Совет { #advice }

!!! advice "Наш совет"

    Не спешите.

    - Правда

??? note "Еще"
    Скрытый текст.

Термин
:   Значение
:   Другое

> Слова в кавычках.

```
code stays as it is
```

Последние слова.[^1]

[^1]: Сноска.
"""

PAIRS = [
    ("Заглавие", "Title"),
    ("Первый абзац. Ссылка и code.", "First paragraph, on two lines. A link and code."),
    ("Один", "One"),
    ("Половина", "Half"),
    ("Четверть", "Quarter"),
    ("Абзац внутри.", "A paragraph within."),
    ("Два", "Two"),
    ("Шаг", "Step"),
    ("Шаг жирный", "Step with bold"),
    ("План", "Plan"),
    ("Цена", "Price"),
    ("Базовый", "Basic"),
    ("15", "15"),
    ("Другой", "Other"),
    ("мало", "low"),
    ("Совет", "Advice"),
    ("Наш совет", "Our advice"),
    ("Не спешите.", "Take your time."),
    ("Правда", "Really"),
    ("Еще", "More"),
    ("Скрытый текст.", "Folded text."),
    ("Термин", "Term"),
    ("Значение", "Meaning"),
    ("Другое", "Another"),
    ("Слова в кавычках.", "Quoted words."),
    ("Последние слова.1", "Last words.1"),
    ("Сноска.", "A footnote."),
]


def html(text: str) -> str:
    return str(Markdown(extensions=EXTENSIONS).convert(text))


def test_hand_written_markdown_aligns_whether_its_lists_are_loose_or_tight() -> None:
    found = align(html(RUSSIAN), html(ENGLISH))
    assert [(ours.text.replace("\xa0", " "), theirs.text.replace("\xa0", " ")) for ours, theirs in found.pairs] == PAIRS
    assert found.mismatches == ()


@pytest.mark.parametrize(
    ("old", "new", "section", "ours", "theirs"),
    [
        ("- Четверть\n", "", "title", "Абзац внутри.", "Quarter"),
        ("-   Два\n", "-   Два\n\nЛишний абзац.\n", "title", "Лишний абзац.", "Step"),
        ("| Другой | мало |\n", "", "title", "", "Other"),
        ("    Не спешите.\n\n", "", "advice", "Правда", "Take your time."),
        (":   Другое\n", "", "advice", "Слова в кавычках.", "Another"),
        ("> Слова", "Слова", "advice", "Слова в кавычках.", "Quoted words."),
        ("2. Шаг **жирный**\n", "2. Шаг\n3. **жирный**\n", "title", "жирный", "Plan"),
    ],
)
def test_a_section_that_is_built_otherwise_is_named_with_its_first_block_and_has_no_pairs(
    old: str, new: str, section: str, ours: str, theirs: str
) -> None:
    assert RUSSIAN.count(old) == 1
    found = align(html(RUSSIAN.replace(old, new)), html(ENGLISH))
    assert [
        (m.section, (m.translated and m.translated.text) or "", m.english and m.english.text) for m in found.mismatches
    ] == [(section, ours, theirs)]
    assert {block.section for block, _ in found.pairs} == {"title", "advice", "fn:"} - {section}


def test_sections_in_another_order_align_by_their_ids() -> None:
    first, _, second = RUSSIAN.partition("## Совет")
    moved = f"# Другой порядок {{ #other }}\n\n## Совет{second}\n{first}"
    assert align(html(moved), html(ENGLISH)).mismatches == ()


# fmt: off
PIECES = ["<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<b>", "</b>", "<br>", "<td>", "</table>", "<!--", "-->",
          "<pre>", "</pre>", "</h2>", "text", "<", ">", "</a>", "&amp;"]
# fmt: on
HOSTILE = st.lists(st.sampled_from([*PIECES, " ", "<h2 id='a'>", '<a title=">">', "<details>"]), max_size=40).map(
    "".join
)


@given(HOSTILE)
def test_any_html_can_be_read_and_aligns_with_itself(text: str) -> None:
    found = align(text, text)
    assert found.mismatches == ()
    assert [(a, b) for a, b in found.pairs] == [(block, block) for block in blocks(text)]
    for block in blocks(text):
        assert text[block.start : block.end] == block.html
        assert plain(block.html) == block.text


@given(HOSTILE)
def test_nothing_but_what_is_added_changes(text: str) -> None:
    other = text.replace("text", "English")
    out = revealed(text, other, align(text, other), lambda section: "", {})
    added = re.compile(
        r'<div class="english-line">(?:<p class="english"[^>]*>.*?</p>)?</div>|<p class="english"[^>]*>.*?</p>'
        r'| <span class="english" lang="en" hidden>(?:[^<]|<(?!/span>))*</span>'
    )
    assert added.sub("", out) == text


def test_a_quotation_has_no_links_ids_or_marks_of_the_page() -> None:
    run = 'Ask <a href="x.html" id="y">the <strong>team</strong></a>\n<span class="badge badge--duty">Must</span>'
    assert quotable(f'{run}<sup><a href="#fn">1</a></sup><a class="headerlink" href="#y">#</a>') == (
        'Ask the <strong>team</strong> <span class="badge">Must</span>'
    )


# The real site


def own_text(node: LexborNode) -> str:
    """The text of a block without that of the blocks in it and of what is put beside it."""
    copy = LexborHTMLParser(f"<div id='root'>{node.html}</div>").css_first("#root > *")
    if copy is None:  # the parser drops cells that have no table
        copy = LexborHTMLParser(f"<table><tr>{node.html}</tr></table>").css_first("th, caption")
    assert copy is not None
    for inner in copy.css(f":is({BLOCKS}, ul, ol, table, pre, .english, .english-line, .gloss, .headerlink)"):
        if inner != copy and inner.parent is not None:
            inner.decompose()
    return " ".join(copy.text().split())


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("name", PAGES)
def test_every_block_of_the_site_has_its_english(site: Path, language: str, name: str) -> None:
    english = LexborHTMLParser((site / f"{name}.html").read_text("utf-8")).css_first("article")
    page = LexborHTMLParser((site / language / f"{name}.html").read_text("utf-8")).css_first("article")
    assert english is not None and page is not None
    same = {" ".join(node.text().split()) for node in english.css(BLOCKS)}
    bare = []
    seen = 0
    for part in page.css(".crumbs, .english-tools, .outdated, .machine"):
        part.decompose()
    for node in page.css(BLOCKS):
        text = own_text(node)
        if (
            not FOREIGN[language].search(text)
            or text in same
            or "visually-hidden" in (node.attributes.get("class") or "")
        ):
            continue
        seen += 1
        beside = node.next if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else node
        if node.tag == "summary":
            beside = node.parent
        if beside is None or not beside.css(".english"):
            bare.append(text)
    assert bare == []
    assert seen > 2


@pytest.mark.parametrize("language", FOREIGN)
def test_the_english_of_a_page_stands_on_the_english_page(site: Path, language: str) -> None:
    for name in PAGES:
        english = LexborHTMLParser((site / f"{name}.html").read_text("utf-8")).css_first("article")
        page = LexborHTMLParser((site / language / f"{name}.html").read_text("utf-8"))
        assert english is not None
        words = " ".join(english.text().split())
        shown = [" ".join(node.text().split()) for node in page.css(".english")]
        assert [text for text in shown if text not in words and text.split()[0] not in words] == []
        assert {node.attributes.get("lang") for node in page.css(".english")} == {"en"}


def test_a_build_names_the_block_that_does_not_align_and_shows_the_section_as_one(tmp_path: Path) -> None:
    for code, text in (("en", ENGLISH), ("ru", RUSSIAN.replace("> Слова", "Слова"))):
        (tmp_path / "content" / code).mkdir(parents=True)
        (tmp_path / "content" / code / "example.md").write_text(f"---\ntitle: Example\n---\n{text}", encoding="utf-8")
    sources = Sources.read(tmp_path)
    page = sources.by_name["ru", "example.md"]
    macros = (sources.macros("ru"), sources.macros("en"))
    found = beside(page, html(page.body), html(ENGLISH), None, *macros, by_machine=False)
    line = page.text.splitlines().index("Слова в кавычках.") + 1
    assert [str(finding).split("\n")[0] for finding in found.findings] == [
        f"content/ru/example.md:{line}:1: block 'Слова в кавычках.' (p) stands where the English has 'Quoted words.' "
        "(blockquote1) [alignment]"
    ]
    tree = LexborHTMLParser(found.html)
    whole = tree.css_first("#advice + .english-line > .english--section")
    assert whole is not None
    assert [node.text() for node in whole.css("p")][:4] == ["Advice", "Our advice", "Take your time.", "Really"]
    assert len(tree.css(".english")) == len([1 for ours, theirs in PAIRS[:15] if ours != theirs]) + 1 + 1


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ('Ask. <span class="go"><a href="x.html">The form</a></span>', "Ask.<br>The form"),
        ('<a href="x.html">Plan</a> <span class="note">Cloud only</span>', "Plan<br>Cloud only"),
        ('<span class="note">Cloud only</span>', "Cloud only"),
        ('a <em>b</em> <span class="badge badge--good">Yes</span>', 'a <em>b</em> <span class="badge">Yes</span>'),
    ],
)
def test_what_stands_on_a_line_of_its_own_does_so_in_the_english_too(html: str, quoted: str) -> None:
    assert quotable(html) == quoted


def test_a_page_says_what_a_machine_has_translated_until_it_is_reviewed_section_by_section(tmp_path: Path) -> None:
    text = "# One { #one }\n\nA.\n\n## Two { #two }\n\nB.\n\n## Three { #three }\n\nC.\n"

    def labelled(said: str) -> tuple[str, list[str]]:
        """What stands above the page, and the sections that carry a line of their own."""
        for code, front in (("en", ""), ("ru", f"---\ntranslation:\n{said}---\n")):
            (tmp_path / "content" / code).mkdir(parents=True, exist_ok=True)
            (tmp_path / "content" / code / "a.md").write_text(front + text, encoding="utf-8")
        sources = Sources.read(tmp_path)
        page, status = sources.by_name["ru", "a.md"], sources.overview.page("ru", "a.md")
        macros = (sources.macros("ru"), sources.macros("en"))
        found = beside(page, html(page.body), html(text), status, *macros, by_machine=False)
        above = LexborHTMLParser(str(found.notes)).css_first(".machine")
        own = LexborHTMLParser(found.html).css("h1, h2, .machine")
        sections = [a.attributes["id"] or "" for a, b in pairwise(own) if b.attributes.get("class") == "machine"]
        return " ".join(above.text().split()) if above else "", sections

    whole = "Машинный перевод, не проверен человеком; приоритет имеет английский текст."
    assert labelled("  by: machine\n") == (f"{whole} Читать эту страницу на английском", [])
    assert labelled("  by: machine\n  checked: [two]\n") == ("", ["one", "three"])
    assert labelled("  by: machine\n  reviewer: Li Wei\n") == ("", [])
    assert labelled("  by: human\n") == ("", [])
