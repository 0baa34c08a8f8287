"""What a component shows otherwise than Python decided is found on the page: each component, broken in many ways."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import markdown  # type: ignore[import-untyped]  # it comes with MkDocs
import pytest
from crucible.checks import Sources
from crucible.checks.built import Built
from crucible.checks.shown_calls import READERS, Calls
from crucible.checks.shown_tables import tables_are_shown
from crucible.pages.blocks import Macros
from crucible.pages.render import render
from selectolax.lexbor import LexborHTMLParser

from tests.sites import ROOT

HOME = ROOT / "overrides/components"


@cache
def calls() -> Calls:
    return Calls(Sources.read(ROOT))


def said(root: Path, name: str, language: str) -> list[str]:
    """What is found on a page that is built with the components below `root`."""
    sources = calls().sources
    macros = Macros(sources.library, sources.languages[language], root, lambda: sources.overview)
    text, _ = render(sources.by_name[language, name], macros)
    html = markdown.markdown(text, extensions=["attr_list", "tables", "md_in_html", "admonition"])
    built = Built(name, language, LexborHTMLParser(f"<article>{html}</article>"))
    return [f"{f.place.path} {f.message}" for f in (*calls().findings(built), *tables_are_shown(calls(), built))]


CELL, ROWS, CELLS = "{{ cell.text }}</div>", "{% for row in rows %}", "{% for cell in row.cells %}"
BROKEN = [
    ("table.html", CELLS, "{% for cell in row.cells|reverse %}", "compare.md", "row '"),
    ("table.html", ROWS, "{% for row in rows|reverse %}", "compare.md", "the head of row"),
    ("table.html", ROWS, "{% for row in rows[:1] + rows %}", "compare.md", "the head of row"),
    ("table.html", ROWS, "{% for row in rows + rows[:1] %}", "customers.md", "too"),
    ("table.html", CELL, "{{ cell.text|replace('1', '2') }}</div>", "compare.md", "readers see '20"),
    ("table.html", CELL, "{{ '' if cell.kind == 'none' else cell.text }}</div>", "compare.md", "column 'Action Pack'"),
    ("table.html", "{% for head in grid.heads %}", "{% for head in grid.heads|reverse %}", "compare.md", "column 1"),
    ("table.html", "{{ grid.caption }}</caption>", "{{ grid.id }}</caption>", "compare.md", "the caption"),
    (
        "table.html",
        "{% for id, text in footnotes %}",
        "{% for id, text in footnotes|reverse %}",
        "compare.md",
        "footnote",
    ),
    ("table.html", "{{ number }}</a></sup>", "1</a></sup>", "compare.md", "the mark of a footnote in row"),
    ("table.html", "{% for note in row.notes %}", "{% for note in [] %}", "compare.md", "the note of row"),
    ("table.html", "{{ row.head }}", "{{ row.id }}", "compare.md", "the head of row"),
    (
        "facts.html",
        "{% for label, values in facts %}",
        "{% for label, values in facts[1:] %}",
        "plans/premier-support.md",
        "",
    ),
    ("facts.html", "<dt>{{ label }}</dt>", "<dt>{{ facts[0][0] }}</dt>", "plans/premier-support.md", "the label"),
    ("facts.html", "{{ value }}</dd>", "{{ facts[0][1][0] }}</dd>", "plans/premier-support.md", "the fact"),
    ("facts.html", "{% for value in values %}", "{% for value in values[:1] %}", "plans/premier-support.md", "the"),
    ("cards.html", "{{ card.cost }}", "{{ cards[0].cost }}", "index.md", "the cost of"),
    ("cards.html", "{{ card.summary }}", "{{ cards[0].summary }}", "index.md", "the summary of"),
    ("cards.html", 'href="{{ card.href }}"', 'href="{{ cards[0].href }}"', "index.md", "find no link to"),
    ("cards.html", "{% for card in cards %}", "{% for card in cards[:-1] %}", "index.md", "the name of a plan"),
    ("answer.html", "{{ verdict }}", "{{ _('Yes') }}", "faq.md", "the verdict of an answer"),
    ("answer.html", "{% if points %}", "{% if false %}", "faq.md", "a point of an answer"),
    ("answer.html", "{% for paragraph in answer[1:] %}", "{% for paragraph in [] %}", "faq.md", "an answer"),
    ("answer.html", "{% if sources %}", "{% if false %}", "faq.md", "the sources of an answer"),
    ("duties.html", "{{ duty.badge }}", "{{ _('Optional') }}", "customers.md", "the mark of"),
    ("duties.html", "{{ duty.text }}", "{{ duties[0].text }}", "customers.md", "the text of"),
    ("duties.html", "{% for duty in duties %}", "{% for duty in duties[1:] %}", "customers.md", ""),
    ("steps.html", "{% for step in steps %}", "{% for step in steps|reverse %}", "benefits.md", "step"),
    ("steps.html", "{% if roles %}", "{% if false %}", "plans/signature-cloud-support.md", "the role that is needed"),
    ("steps.html", "{% if step.link %}", "{% if false %}", "report.md", "the link of step"),
    ("list.html", "{% for item in items %}", "{% for item in items[1:] %}", "customers.md", "item 1"),
    ("list.html", "{% for item in items %}", "{% for item in items + items[:1] %}", "customers.md", "too"),
    ("list.html", "<li>{{ item }}</li>", "<li>{{ items[0] }}</li>", "customers.md", "item 2"),
    (
        "references.html",
        'href="{{ reference.url }}"',
        'href="{{ references[0].url }}"',
        "references.md",
        "are led to",
    ),
    ("references.html", "{% if reference.sign_in %}", "{% if true %}", "references.md", "is meant"),
    ("references.html", "{{ reference.scope }}", "{{ references[0].scope }}", "references.md", "the scope of"),
    ("references.html", "{% if reference.languages %}", "{% if false %}", "references.md", "the languages of"),
    ("team.html", "{% for item in does %}", "{% for item in does_not %}", "index.md", "item 1 of"),
    ("team.html", "{{ summary }}", "", "index.md", "what the team is"),
    ("message.html", "{{ literal }}", "{{ gloss or 'Error' }}", "benefits.md", "readers"),
]


SHOWING = [*{broken[3] for broken in BROKEN}, "sources.md"]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_whole_page_shows_what_it_asks_for(language: str) -> None:
    assert [line for name in SHOWING for line in said(ROOT, name, language)] == []


@pytest.mark.parametrize(("number", "broken"), list(enumerate(BROKEN)))
def test_a_broken_component_is_found_in_whatever_language(
    tmp_path: Path, number: int, broken: tuple[str, str, str, str, str]
) -> None:
    component, old, new, name, words = broken
    template = (HOME / component).read_text(encoding="utf-8")
    assert old in template
    folder = tmp_path / "overrides/components"
    folder.mkdir(parents=True)
    (folder / component).write_text(template.replace(old, new, 1), encoding="utf-8")
    language = ("en", "zh", "ru")[number % 3]
    found = said(tmp_path, name, language)
    assert found
    assert all(line.startswith(f"content/{language}/{name} {READERS[language]} readers ") for line in found)
    assert any(words in line for line in found), found


def test_a_component_that_stops_is_a_finding_at_the_calls(tmp_path: Path) -> None:
    folder = tmp_path / "overrides/components"
    folder.mkdir(parents=True)
    (folder / "list.html").write_text("{{ items[99] }}", encoding="utf-8")
    sources = calls().sources
    macros = Macros(sources.library, sources.languages["en"], tmp_path, lambda: sources.overview)
    _, findings = render(sources.by_name["en", "plans/technical-presales.md"], macros)
    assert [str(finding) for finding in findings] == [
        "content/en/plans/technical-presales.md:16:1: component 'list.html' stopped: "
        "list object has no element 99 [macro]\n    mend overrides/components/list.html"
    ]
