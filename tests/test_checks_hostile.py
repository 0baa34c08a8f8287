"""Nobody's text makes the checks crash, hang or fill the memory: what is wrong with it is a finding."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from crucible.checks import MANY, Sources, check_sources
from crucible.checks.asking import asked_in
from crucible.checks.pages import macro
from crucible.checks.rule import Rule
from crucible.checks.sentences import LONGEST, judged
from crucible.finding import Finding, Place, Severity
from crucible.model import Forms
from crucible.moved import Address, Move, followed
from crucible.pages import setting
from crucible.pages.calls import MOST_FAULTS as CALLS
from crucible.pages.calls import Call
from crucible.pages.setting import MacroError
from crucible.schema import MOST, validated
from crucible.source.text import stands
from crucible.source.yaml import MOST_FAULTS, parse_yaml
from pydantic import BaseModel, TypeAdapter

from tests.golden import TODAY, copy

SIZE = 12_000
PAGE = "content/en/plans/basic-help.md"
CATALOG = "locales/ru/LC_MESSAGES/messages.po"
FRONT = (
    "---\ntitle: Basic Help for Partners\ndescription: The help.\n---\n# Basic Help for Partners { #basic-help }\n\n"
)
PATTERNS = {
    "braces": "{", "calls": "{{ a(", "brackets in a call": "{{ " + "(" * 300 + " }}",
    "minus in a call": "{{ " + "-" * 500 + "1 }}",
    "statements": "{% if x %}", "comments": "<!--", "tags": "<a ", "links": "[a](", "images": "![", "code": "`",
    "fences": "```a\n", "headings": "# \n", "spaces": " ", "rows": "| a | b |\n", "doubled": "the the ",
    "figures": "15 incidents ", "han": "的", "attributes": "{ #a .b c=d }",
}  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_page_of_one_pattern_ends_in_findings(pattern: str, tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    (site / PAGE).write_text(FRONT + pattern * (SIZE // len(pattern)) + "\n", encoding="utf-8")
    start = time.process_time()
    findings = check_sources(Sources.read(site, TODAY))
    assert time.process_time() - start < 10
    assert [finding for finding in findings if finding.rule == "crash"] == []
    assert 0 < len(findings) < 40 * MANY


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/roles.yml", "- " * 3000),
        ("data/roles.yml", "{" * 3000),
        ("data/roles.yml", "? " * 500 + "a"),
        ("data/roles.yml", "- id: a\n" * 3000),
        ("data/roles.yml", "42\n"),
        ("data/comparisons/plans.yml", "- a\n- b\n"),
        ("data/exceptions.yml", "a: b\n"),
        ("data/exceptions.yml", "- rule: [\n"),
        ("mkdocs.yml", "[]\n"),
        ("mkdocs.yml", "nav: {a: 1}\ntheme: 3\nextra: x\n"),
        ("mkdocs.yml", "nav:\n  - [index.md, 3, null]\ntheme:\n  palette: [1, a]\n"),
        (CATALOG, 'msgid "' * 3000),
        (CATALOG, 'msgid ""\nmsgstr ""\n' * 2000),
        (CATALOG, '#~ msgid "a"\n' * 3000),
        (PAGE, "---\n[a, b]\n---\n"),
        (PAGE, "---\ntitle: {a: b}\ndescription: 3\ntranslation: 4\n---\n"),
        ("content/ru/index.md", "---\ntitle: x\ndescription: x\ntranslation: [of]\n---\n"),
    ],
)
def test_a_file_of_another_shape_ends_in_findings(path: str, text: str, tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    (site / path).write_text(text, encoding="utf-8")
    findings = check_sources(Sources.read(site, TODAY))
    assert [finding for finding in findings if finding.rule == "crash"] == []
    assert path in {finding.place.path for finding in findings}


def test_a_rule_that_crashes_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    def broken(sources: Sources) -> Iterator[Finding]:
        yield Finding(Place("data/roles.yml", 2), "is first", "broken")
        raise ValueError("no luck")

    def whole(sources: Sources) -> Iterator[Finding]:
        yield Finding(Place("data/plans.yml", 1), "is found", "whole")

    rules = (Rule("broken", Severity.WARNING, broken), Rule("whole", Severity.ERROR, whole))
    sources = Sources.read(copy("tests/site", tmp_path / "site"), TODAY)
    assert [str(finding) for finding in check_sources(sources, rules)] == [
        "data/plans.yml:1:1: is found [whole]",
        "data/roles.yml:2:1: is first [broken]",
        "hooks/crucible/checks:1:1: rule 'broken' stopped with ValueError: no luck [crash]\n"
        "    report this, with the file that caused it",
    ]


def test_of_many_findings_of_a_rule_in_a_file_the_first_are_shown(tmp_path: Path) -> None:
    def talkative(sources: Sources) -> Iterator[Finding]:
        for line in range(1, MANY + 51):
            yield Finding(Place("data/roles.yml", line), "is wrong", "talkative")

    sources = Sources.read(copy("tests/site", tmp_path / "site"), TODAY)
    findings = check_sources(sources, (Rule("talkative", Severity.ERROR, talkative),))
    assert len(findings) == MANY
    assert findings[-1].message == "is wrong; 50 more like this in the file"


def test_a_file_of_very_many_mistakes_is_not_read_to_its_end() -> None:
    source, findings = parse_yaml("data/roles.yml", "k: 1\n" * 5000)
    assert (source, len(findings)) == (None, MOST_FAULTS)
    source, findings = parse_yaml("data/roles.yml", "k: 1\n" * 3)
    assert (source and source.data, len(findings)) == ({"k": 1}, 2)


def test_of_a_file_of_very_many_wrong_entries_the_first_are_told() -> None:
    source, _ = parse_yaml("data/roles.yml", "- {}\n" * 5000 + "- id: a\n  use: [b]\n")
    assert source is not None
    found, findings = validated(source, TypeAdapter(Item))
    assert (found, len(findings) // MOST) == ([], 1)


class Item(BaseModel):
    id: str
    use: Forms = []


def test_a_term_with_more_forms_than_anybody_keeps_in_mind_is_told() -> None:
    source, _ = parse_yaml("data/glossary.yml", "- id: a\n  use: [" + "b, " * 40 + "c]\n- id: d\n  use: [e]\n")
    assert source is not None
    found, findings = validated(source, TypeAdapter(Item))
    assert [item.id for _, item in found] == ["d"]
    assert [finding.message for finding in findings] == ["'use' has 41 items, expected at most 40"]


def test_equal_calls_are_asked_once_and_very_many_wrong_ones_not_at_all() -> None:
    asked: list[str] = []

    class Macros:
        known: ClassVar = {"name": lambda id: id}

        def call(self, call: Call) -> str:
            asked.append(call.source)
            if "lost" in call.source:
                raise MacroError("nothing is called so")
            return ""

    def at(offset: int) -> Place:
        return Place("a.md", 1, offset + 1)

    found = asked_in('{{ name("a") }} {{ name("b") }} {{ name("a") }}', Macros(), at)  # type: ignore[arg-type]  # a stand-in
    assert [one.place.column for one in found] == [1, 17, 33]
    assert asked == ['name("a")', 'name("b")']
    wrong = "".join(f'{{{{ name("lost-{n}") }}}}' for n in range(MANY))
    assert len(asked_in(wrong, Macros(), at)) == CALLS  # type: ignore[arg-type]  # a stand-in


def test_a_long_chain_of_moves_is_followed_once() -> None:
    looked_up: list[Address] = []

    class Page(Address):
        def __hash__(self) -> int:
            looked_up.append(self)
            return hash(self.page)

    length = 400
    pages = [Page(f"a{n}.md") for n in range(length + 1)]
    moves = [Move(was, now, Place("a"), Place("a")) for was, now in pairwise(pages)]
    assert set(followed(moves).values()) == {pages[-1]}
    assert len(looked_up) < 40 * length
    assert followed([*moves, Move(pages[-1], pages[0], Place("a"), Place("a"))]) == {}


def test_texts_that_call_one_another_many_times_are_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "MOST_INNER", 50)
    site = copy("tests/site", tmp_path / "site")
    entry = "- id: q{0}\n  question: Is it?\n  verdict: yes\n  answer:\n"
    calls = "".join(f'    - See {n} {{{{ question("q{{1}}") }}}}\n' for n in range(9))
    texts = [entry.format(n) + calls.replace("{1}", str(n + 1)) for n in range(3)]
    (site / "data/faq.yml").write_text("".join([*texts, entry.format(3), "    - Ha.\n"]), encoding="utf-8")
    found = [finding for finding in macro.findings(Sources.read(site, TODAY)) if setting.MAZE in finding.message]
    assert {place.path for finding in found for place in (finding.place, *finding.also)} == {"data/faq.yml"}
    monkeypatch.setattr(setting, "MOST_INNER", 5000)
    assert [*macro.findings(Sources.read(site, TODAY))] == []


@pytest.mark.parametrize("path", ["/etc", "../../etc", "a" * 300, "a\0b", "content/none.md"])
def test_a_path_that_is_none_of_the_site_is_not_there(path: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert stands(tmp_path, "content")
    assert not stands(tmp_path, path)


@pytest.mark.parametrize(("number", "told"), [(2, {"number"}), (LONGEST // 8, {"long-text"})])
def test_a_text_too_long_to_be_compared_is_told(number: int, told: set[str], tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    for code, word in (("en", "It is 15 hours. "), ("ru", "Это 16 часов. ")):
        page = f"---\ntitle: A\ndescription: A.\n---\n# A {{ #a }}\n\n{word * number}\n"
        (site / f"content/{code}/plans/premium-help.md").write_text(page, encoding="utf-8")
    found = judged(Sources.read(site, TODAY))
    assert {id for id in ("number", "long-text") if found.get(id)} == told
