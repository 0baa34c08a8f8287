"""Simulated histories: pages are translated and accepted, the English changes, and what a translator is told.

Each case is a whole answer: every section of every page that is not fresh, in both languages.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources
from crucible.cli import main
from crucible.finding import Severity
from crucible.freshness.diff import changes, shown
from crucible.freshness.sections import STAMP, fingerprint
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests import golden
from tests.sites import ROOT, copy_of_root, crucible

A = """---
title: Requests
description: How to ask.
---
# Requests { #requests }

Ask in Partner Center. Have your
identifiers at hand.

## Before you ask { #before }

| Plan | Price |
| --- | --- |
| {{ count("plans") }} | low |

- Look at the list.
- Read the page.

Write down what you have tried.

## Open a request { #open }

Choose **New request**. Fill in the form.
"""
B = "# Answers { #answers }\n\nWait for an answer.\n"

ZH_A = A.replace("title: Requests", "title: 请求").replace("Choose", "请选择")
RU_A = A.replace("title: Requests", "title: Запросы").replace("Choose", "Выберите")

Changes = dict[str, str | None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two pages in three languages, each of them just translated and accepted."""
    for code, text in (("en", A), ("zh", ZH_A), ("ru", RU_A)):
        write(tmp_path, {f"content/{code}/a.md": text, f"content/{code}/b.md": B})
    assert accept(tmp_path, *[f"content/{code}/{name}.md" for code in ("zh", "ru") for name in "ab"]) == 0
    return tmp_path


def write(root: Path, files: Changes) -> None:
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def accept(root: Path, *targets: str) -> int:
    return main(["translations", "--root", str(root), "accept", *targets])


def status(root: Path, language: str) -> dict[str, list[str]]:
    """Return the pages that are not fresh: their state, then 'id: state → related' of each section that is not."""
    found: dict[str, list[str]] = {}
    one = next(one for one in Sources.read(root).overview.languages if one.code == language)
    for page in one.pages:
        rows = [
            " ".join([f"{s.id}:", s.state, *(f"→ {place}" for place in s.related)])
            for s in page.sections
            if s.state != "fresh"
        ]
        if page.state != "fresh":
            found[page.name] = [page.state, *([f"order: {page.reordered}"] if page.reordered else []), *rows]
    return found


HISTORIES: dict[str, tuple[Changes, dict[str, list[str]]]] = {
    "nothing": ({}, {}),
    "wrapping and white space": (
        {
            "content/en/a.md": A.replace("Have your\nidentifiers", "Have\nyour   identifiers")
            .replace("- Read", "\n-  Read")
            .replace("\n\n## Open", "  \n\n\n\n## Open")
        },
        {},
    ),
    "a table drawn wider, a macro call typed otherwise, a comment, the level of a heading": (
        {
            "content/en/a.md": A.replace("| Plan | Price |\n| --- | --- |", "|Plan   |  Price|\n|-------|-------|")
            .replace('{{ count("plans") }}', "{{count( 'plans' )}}")
            .replace("Fill in", "<!-- short, please -->Fill in")
            .replace("## Before", "### Before")
        },
        {},
    ),
    "a sentence": (
        {"content/en/a.md": A.replace("Fill in the form.", "Fill in both forms.")},
        {"a.md": ["stale", "open: stale"]},
    ),
    "the table calls another macro": (
        {"content/en/a.md": A.replace('"plans"', '"roles"')},
        {"a.md": ["stale", "before: stale"]},
    ),
    "the description": (
        {"content/en/a.md": A.replace("How to ask.", "How to ask us.")},
        {"a.md": ["stale", "requests: stale"]},
    ),
    "a heading": (
        {"content/en/a.md": A.replace("## Open a request", "## Make a request")},
        {"a.md": ["stale", "open: stale"]},
    ),
    "the id of a heading": (
        {"content/en/a.md": A.replace("{ #open }", "{ #make }")},
        {"a.md": ["stale", "make: missing → a.md#open", "open: removed → a.md#make"]},
    ),
    "a section moved to another page": (
        {"content/en/a.md": A.partition("## Open")[0], "content/en/b.md": f"{B}\n## Open{A.partition('## Open')[2]}"},
        {"a.md": ["stale", "open: removed → b.md#open"], "b.md": ["stale", "open: missing → a.md#open"]},
    ),
    "a section split in two": (
        {"content/en/a.md": A.replace("Write down", "## Keep notes { #notes }\n\nWrite down")},
        {"a.md": ["stale", "before: stale → a.md#notes", "notes: missing → a.md#before"]},
    ),
    "a section removed": (
        {"content/en/a.md": A.partition("## Open")[0]},
        {"a.md": ["stale", "open: removed"]},
    ),
    "a section added": (
        {"content/en/a.md": f"{A}\n## Wait {{ #wait }}\n\nWait a day.\n"},
        {"a.md": ["stale", "wait: missing"]},
    ),
    "two sections in another order": (
        {
            "content/en/a.md": A.partition("## Before")[0]
            + f"## Open{A.partition('## Open')[2]}\n## Before"
            + A.partition("## Before")[2].partition("## Open")[0]
        },
        {"a.md": ["stale", "order: open"]},
    ),
    "a page renamed": (
        {"content/en/b.md": None, "content/en/c.md": B},
        {"c.md": ["missing", "answers: missing → b.md#answers"], "b.md": ["extra", "answers: removed → c.md#answers"]},
    ),
    "another sign before the items of a list": (
        {"content/en/a.md": A.replace("- Look", "* Look").replace("- Read", "+ Read")},
        {},
    ),
    "a section moved to another page and a word of it changed": (
        {
            "content/en/a.md": A.partition("## Open")[0],
            "content/en/b.md": f"{B}\n## Open{A.partition('## Open')[2]}".replace("the form", "both forms"),
        },
        {"a.md": ["stale", "open: removed → b.md#open"], "b.md": ["stale", "open: missing → a.md#open"]},
    ),
    "the id of a heading and a word below it": (
        {"content/en/a.md": A.replace("{ #open }", "{ #make }").replace("Fill", "Then fill")},
        {"a.md": ["stale", "make: missing → a.md#open", "open: removed → a.md#make"]},
    ),
    "two sections joined": (
        {"content/en/a.md": A.replace("## Open a request { #open }\n\n", "")},
        {"a.md": ["stale", "before: stale", "open: removed → a.md#before"]},
    ),
    "a section split in three": (
        {
            "content/en/a.md": A.replace("- Look", "## Look first { #look }\n\n- Look").replace(
                "Write down", "## Keep notes { #notes }\n\nWrite down"
            )
        },
        {
            "a.md": [
                "stale",
                "before: stale → a.md#look → a.md#notes",
                "look: missing → a.md#before",
                "notes: missing → a.md#before",
            ]
        },
    ),
    "a page split in two": (
        {
            "content/en/a.md": A.partition("## Before")[0],
            "content/en/c.md": f"# More {{ #more }}\n\nRead on.\n\n## Before{A.partition('## Before')[2]}",
        },
        {
            "a.md": ["stale", "before: removed → c.md#before", "open: removed → c.md#open"],
            "c.md": ["missing", "more: missing", "before: missing → a.md#before", "open: missing → a.md#open"],
        },
    ),
    "a section removed and another one added": (
        {"content/en/a.md": A.partition("## Open")[0] + "## Wait { #wait }\n\nWait a day for an answer.\n"},
        {"a.md": ["stale", "wait: missing", "open: removed"]},
    ),
}


@pytest.mark.parametrize("language", ["zh", "ru"])
@pytest.mark.parametrize("history", HISTORIES)
def test_a_change_of_the_english(root: Path, history: str, language: str) -> None:
    changed, expected = HISTORIES[history]
    write(root, changed)
    assert status(root, language) == expected


@pytest.mark.parametrize("history", [history for history in HISTORIES if "page" not in history])
def test_a_change_of_the_english_stops_no_build(root: Path, history: str) -> None:
    before = errors(root)
    write(root, HISTORIES[history][0])
    assert errors(root) <= before


def test_a_change_that_is_taken_back_is_none(root: Path) -> None:
    for text in (A.replace("Fill in", "Now fill in"), A):
        write(root, {"content/en/a.md": text})
    assert status(root, "ru") == {}


def test_other_line_ends_change_nothing(root: Path) -> None:
    for path in [*(root / "content").rglob("*.md"), *(root / "locales").rglob("*.yml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert (status(root, "zh"), status(root, "ru"), findings(root)) == ({}, {}, [])


def test_without_the_store_what_is_fresh_is_known_and_what_has_changed_is_not(root: Path) -> None:
    shutil.rmtree(root / "locales/source")
    assert status(root, "ru") == {}
    write(root, {"content/en/a.md": A.replace("Fill in", "Now fill in")})
    assert status(root, "ru") == {"a.md": ["stale", "open: unknown"]}


def test_a_translated_page_without_stamps(root: Path) -> None:
    write(root, {"content/ru/a.md": RU_A})
    assert status(root, "ru") == {
        "a.md": ["unstamped", "requests: unstamped", "before: unstamped", "open: unstamped"],
    }
    assert status(root, "zh") == {}


def test_a_stamp_of_a_text_that_never_existed(root: Path) -> None:
    page = root / "content/ru/a.md"
    stamp = next(line.split()[-1] for line in page.read_text("utf-8").splitlines() if line.startswith("    open:"))
    write(root, {"content/ru/a.md": page.read_text("utf-8").replace(stamp, "abcdefghij")})
    assert status(root, "ru") == {"a.md": ["stale", "open: unknown"]}
    assert status(root, "zh") == {}


def findings(root: Path) -> list[str]:
    """What a check says of the translations: severity, place, message and rule, the way out below."""
    ours = {
        "stale-section",
        "untranslated-section",
        "removed-section",
        "heading-id",
        "unstamped-page",
        "unknown-stamp",
    }
    ours |= {"translation-origin", "source-text", "structure", "list", "shortened", "link", "bold"}
    found = [f for f in check_sources(Sources.read(root)) if f.rule in ours]
    return [f"{f.severity} {f.place}: {f.message} [{f.rule}]\n{f.hint}" for f in found]


def errors(root: Path) -> set[tuple[str, str]]:
    """File and rule of each error: the small site has sentences in English."""
    found = check_sources(Sources.read(root))
    return {(f.place.path, f.rule) for f in found if f.severity is Severity.ERROR and "/en/" not in f.place.path}


STALE = "see `crucible translations status`, then run `crucible translations accept content/ru/a.md#"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        (
            {"content/en/a.md": A.replace("Fill in the form.", "Fill in the form, with [all of it](b.md).\n\n- Now.")},
            [
                "warning content/ru/a.md:26:1: the English of section 'open' has changed in 2 paragraphs since it was "
                f"translated [stale-section]\n{STALE}open`"
            ],
        ),
        (
            {
                "content/en/a.md": A.partition("## Open")[0],
                "content/en/b.md": f"{B}\n## Open{A.partition('## Open')[2]}",
            },
            [
                "warning content/ru/a.md:26:1: the English page has no section 'open' any more, its text is now at "
                "b.md#open [removed-section]\n"
                "move the section, then run `crucible translations accept content/ru/a.md`",
                "warning content/ru/b.md:6:1: section 'open' of the English is not translated yet, its text was at "
                "a.md#open [untranslated-section]\n"
                "add it behind #answers, then run `crucible translations accept content/ru/b.md#open`",
            ],
        ),
        (
            {"content/ru/a.md": RU_A},
            [
                "warning content/ru/a.md:5:1: nothing says which English this page translates [unstamped-page]\n"
                "compare the two, then run `crucible translations accept content/ru/a.md`"
            ],
        ),
    ],
)
def test_one_change_is_one_finding_and_no_fault_of_the_translation(
    root: Path, changed: Changes, expected: list[str]
) -> None:
    before = errors(root)
    write(root, changed)
    assert [line for line in findings(root) if "/ru/" in line] == expected
    assert errors(root) <= before


def test_a_section_deleted_from_a_translation_is_a_fault(root: Path) -> None:
    text = (root / "content/ru/a.md").read_text("utf-8")
    write(root, {"content/ru/a.md": text.partition("## Open")[0]})
    assert [line.split("\n")[0].rpartition("[")[2] for line in findings(root)] == ["structure]"]


ORIGINS = {
    "by: robot": "'robot' is not human or machine",
    "reviewed: yesterday": "'yesterday' is not a date like 2026-11-20",
    "reviewd: 2026-11-20": "no key 'reviewd' here",
    "of: none": "is no list of section ids with stamps",
    "checked: answers": "is no list of section ids",
    "checked: [answer]": "the page has no section 'answer'",
}


@pytest.mark.parametrize("line", ORIGINS)
def test_what_a_page_says_of_its_translation_has_a_shape(root: Path, line: str) -> None:
    text = (root / "content/ru/b.md").read_text("utf-8")
    kept = "" if line.startswith("of") else text.partition("translation:\n")[2].partition("---")[0]
    write(root, {"content/ru/b.md": f"---\ntranslation:\n  {line}\n{kept}---\n{B}"})
    found = [f for f in findings(root) if "translation-origin" in f]
    assert [f.partition(": ")[2].partition(" [")[0] for f in found] == [ORIGINS[line]]


def origin(root: Path) -> list[str]:
    """What the page content/ru/a.md says of its translation, without the stamps."""
    front = (root / "content/ru/a.md").read_text("utf-8").partition("translation:\n")[2].partition("  of:")[0]
    return [line.strip() for line in front.splitlines()]


def unreviewed(root: Path) -> list[str]:
    """The sections of content/ru/a.md that readers see labelled as a machine translation."""
    page = Sources.read(root).overview.page("ru", "a.md")
    assert page is not None
    return page.unreviewed


EVERY = ["requests", "before", "open"]
REVIEW = ("--reviewer", "Li Wei", "--reviewed", "2026-11-20")


@pytest.mark.parametrize(("said", "told"), [("", True), ("  by: human\n", False), ("  by: machine\n", False)])
def test_a_page_says_whether_a_machine_has_translated_it(root: Path, said: str, told: bool) -> None:
    page = root / "content/ru/a.md"
    plain = page.read_text("utf-8")
    assert "by:" not in plain
    write(root, {"content/ru/a.md": plain.replace("translation:\n", f"translation:\n{said}")})
    found = [str(f.place) for f in check_sources(Sources.read(root)) if f.rule == "translator"]
    assert [place for place in found if "ru/a" in place] == (["content/ru/a.md:4:1"] if told else [])


def test_a_machine_translation_is_labelled_until_somebody_has_reviewed_it(root: Path) -> None:
    assert (origin(root), unreviewed(root)) == ([], [])
    accept(root, "content/ru/a.md", "--by", "machine")
    assert (origin(root), unreviewed(root)) == (["by: machine"], EVERY)
    accept(root, "content/ru/a.md", *REVIEW)
    assert (origin(root), unreviewed(root)) == (["by: machine", "reviewer: Li Wei", "reviewed: 2026-11-20"], [])
    accept(root, "content/ru/a.md", "--by", "machine")  # translated anew: the review was of another text
    assert (origin(root), unreviewed(root)) == (["by: machine"], EVERY)
    accept(root, "content/ru/a.md", "--by", "human")
    assert (origin(root), unreviewed(root)) == (["by: human"], [])
    assert findings(root) == []


def test_a_machine_translation_is_reviewed_section_by_section(root: Path) -> None:
    accept(root, "content/ru/a.md", "--by", "machine")
    accept(root, "content/ru/a.md#open", *REVIEW)
    reviewed = ["by: machine", "reviewer: Li Wei", "reviewed: 2026-11-20"]
    assert (origin(root), unreviewed(root)) == ([*reviewed, "checked: [open]"], ["requests", "before"])
    accept(root, "content/ru/a.md#before", "--by", "human")
    assert (origin(root), unreviewed(root)) == ([*reviewed, "checked: [before, open]"], ["requests"])
    accept(root, "content/ru/a.md#open", "--by", "machine")  # translated anew
    assert (origin(root), unreviewed(root)) == ([*reviewed, "checked: [before]"], ["requests", "open"])
    accept(root, "content/ru/a.md#open", "content/ru/a.md#requests", *REVIEW)
    assert (origin(root), unreviewed(root)) == (reviewed, [])
    assert findings(root) == []


def test_a_section_that_a_machine_translates_on_the_page_of_a_person_is_labelled_alone(root: Path) -> None:
    accept(root, "content/ru/a.md", "--by", "human")
    accept(root, "content/ru/a.md#open", "--by", "machine")
    assert (origin(root), unreviewed(root)) == (["by: machine", "checked: [requests, before]"], ["open"])
    accept(root, "content/ru/a.md#open", "--by", "human")
    assert (origin(root), unreviewed(root)) == (["by: human"], [])


def test_what_a_person_has_reviewed_is_counted(root: Path) -> None:
    for page in ("a", "b"):
        accept(root, f"content/ru/{page}.md", "--by", "machine")
    one = Sources.read(root).overview.languages[1]
    assert (one.code, one.reviewed, one.sections) == ("ru", (0, 0), (4, 4))
    accept(root, "content/ru/a.md#open", *REVIEW)
    accept(root, "content/ru/b.md", *REVIEW)
    assert Sources.read(root).overview.languages[1].reviewed == (1, 2)


CATALOG = "locales/ru/LC_MESSAGES/messages.po"


def test_the_texts_of_a_catalog_are_marked_and_unmarked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = golden.copy("tests/site", tmp_path / "copy")
    assert main(["translations", "--root", str(root), "update"]) == 0
    before = (root / CATALOG).read_text("utf-8")

    def machine() -> tuple[int, int]:
        found = Sources.read(root).overview.languages[1].catalogs["messages"]
        return found.machine, found.translated

    assert accept(root, CATALOG, "--by", "machine") == 0
    marked, translated = machine()
    assert (marked, (root / CATALOG).read_text("utf-8").count("# machine\n")) == (translated, translated)
    assert accept(root, CATALOG, *REVIEW) == 0
    assert (machine()[0], (root / CATALOG).read_text("utf-8")) == (0, before)
    capsys.readouterr()
    assert accept(root, CATALOG) == 2
    assert "add --reviewer NAME, --by human or --by machine" in capsys.readouterr().out
    assert accept(root, "locales/ru/LC_MESSAGES/message.po", "--by", "human") == 2
    assert f"did you mean '{CATALOG}'?" in capsys.readouterr().out


# Accepting


def test_accepting_a_section_stamps_it_and_nothing_else(root: Path) -> None:
    write(root, {"content/en/a.md": A.replace("Ask in", "Ask us in").replace("Fill in", "Now fill in")})
    before = (root / "content/ru/a.md").read_text("utf-8").splitlines()
    assert accept(root, "content/ru/a.md#open") == 0
    after = (root / "content/ru/a.md").read_text("utf-8").splitlines()
    assert [line.split(":")[0].strip() for line in after if line not in before] == ["open"]
    assert status(root, "ru") == {"a.md": ["stale", "requests: stale"]}
    assert status(root, "zh") == {"a.md": ["stale", "requests: stale", "open: stale"]}


def test_accepting_twice_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert accept(root, "content/ru/a.md") == 0
    assert capsys.readouterr().out == "nothing to change\n"


def test_texts_are_kept_as_long_as_a_stamp_refers_to_them(root: Path) -> None:
    store = root / "locales/source/a.yml"
    write(root, {"content/en/a.md": A.replace("Fill in the form.", "Fill it in.")})
    accept(root, "content/ru/a.md")
    assert ("Fill in the form." in store.read_text("utf-8"), "Fill it in." in store.read_text("utf-8")) == (True, True)
    accept(root, "content/zh/a.md")
    assert ("Fill in the form." in store.read_text("utf-8"), "Fill it in." in store.read_text("utf-8")) == (False, True)


def test_a_section_renamed_in_each_language_stays_fresh_and_its_stamp_follows_when_accepted(root: Path) -> None:
    write(root, {"content/en/a.md": A.replace("{ #open }", "{ #make }")})
    assert [f.partition("\n")[0] for f in findings(root)] == [
        "error content/en/a.md:21:22: heading id is 'make', the other languages have 'open' [heading-id]"
    ]
    text = (root / "content/ru/a.md").read_text("utf-8")
    write(root, {"content/ru/a.md": text.replace("{ #open }", "{ #make }")})
    assert status(root, "ru") == {}
    assert accept(root, "content/ru/a.md") == 0
    assert (status(root, "ru"), "open:" in (root / "content/ru/a.md").read_text("utf-8")) == ({}, False)


def test_a_section_moved_in_each_language_stays_fresh(root: Path) -> None:
    before, _, moved = A.partition("## Open")
    write(root, {"content/en/a.md": before, "content/en/b.md": f"{B}\n## Open{moved}"})
    text = (root / "content/ru/a.md").read_text("utf-8")
    mine, _, moved = text.partition("## Open")
    own = (root / "content/ru/b.md").read_text("utf-8")
    write(root, {"content/ru/a.md": mine, "content/ru/b.md": f"{own}\n## Open{moved}"})
    assert status(root, "ru") == {}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "content/ru/a.mdx",
            "content/ru/a.mdx:1:1: is no page of this site [accept]\n    did you mean 'content/ru/a.md'?",
        ),
        ("content/en/a.md", "content/en/a.md:1:1: is the English page, expected a translation [accept]"),
        ("content/ru/a.md#opne", "content/ru/a.md:1:1: the English page has no section 'opne' [accept]"),
    ],
)
def test_what_cannot_be_accepted(root: Path, target: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert accept(root, target) == 2
    assert message in capsys.readouterr().out


def test_a_text_of_the_store_that_was_edited_is_found(root: Path) -> None:
    store = root / "locales/source/b.yml"
    write(root, {"locales/source/b.yml": store.read_text("utf-8").replace("Wait for", "Wait long for")})
    assert [line.partition(" the text")[0] for line in findings(root)] == ["error locales/source/b.yml:2:1:"]


@pytest.mark.parametrize("front", ["", "---\n---\n", "---\ntitle: Ответы\n# a note\nhide:\n  - toc\n---\n"])
def test_the_rest_of_the_front_matter_stays_as_it_is(root: Path, front: str) -> None:
    write(root, {"content/ru/b.md": front + B})
    accept(root, "content/ru/b.md")
    text = (root / "content/ru/b.md").read_text("utf-8")
    kept = front.removeprefix("---\n").removesuffix("---\n")
    assert text.startswith(f"---\n{kept}translation:\n  of:\n    answers: ")
    assert text.endswith(f"\n---\n{B}")
    assert status(root, "ru") == {}


# Words


def test_what_changed_is_shown_word_by_word_and_only_where_it_changed() -> None:
    was = "## Ask\n\nAsk us first. Then wait.\n\n- One\n- Two"
    now = "## Ask\n\nAsk us. Then wait a day.\n\n- One\n- Two\n- Three"
    assert shown(changes(was, now)) == ["Ask [-us first.-]{+us.+} Then [-wait.-]{+wait a day.+}", "{+- Three+}"]


def test_a_sentence_that_was_written_anew_is_shown_as_two() -> None:
    assert shown(changes("Ask your manager.", "No form is needed for this.")) == [
        "[-Ask your manager.-]{+No form is needed for this.+}"
    ]


words = st.lists(st.text("abcdefg,.", min_size=1, max_size=5), min_size=1, max_size=30)


@given(words, st.data())
def test_a_fingerprint_is_that_of_the_words_however_they_are_wrapped(text: list[str], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "  ", "\n", "\n\n", "\t"]), min_size=len(text), max_size=len(text)))
    wrapped = "".join(word + gap for word, gap in zip(text, gaps, strict=True))
    assert fingerprint(wrapped) == fingerprint(" ".join(text))
    assert STAMP.fullmatch(fingerprint(wrapped))
    assert fingerprint(wrapped + " h") != fingerprint(wrapped)


# The real site


@pytest.mark.parametrize("language", ["zh", "ru"])
def test_every_translation_of_this_site_is_fresh(language: str) -> None:
    assert status(ROOT, language) == {}


def of(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_a_changed_value_leaves_a_page_fresh_and_is_shown_a_changed_sentence_is_told_to_readers(tmp_path: Path) -> None:
    root = copy_of_root(tmp_path / "copy")
    edit(root / "data/comparisons/entitlements.yml", "silver: 15", "silver: 16")
    edit(root / "content/en/report.md", "Read ", "Please read ")
    done = crucible("build", cwd=root)
    assert done.returncode == 0, done.stderr
    for code, notice in (
        ("zh", "本节的英文原文在翻译之后有改动。"),
        ("ru", "Английский текст этого раздела изменился после перевода."),
    ):
        compare = LexborHTMLParser((root / f"site/{code}/compare.html").read_text("utf-8"))
        assert "16" in of(compare, "#entitlements-microsoft-product-support td")
        assert of(compare, ".outdated") == []
        report = LexborHTMLParser((root / f"site/{code}/report.html").read_text("utf-8"))
        assert of(report, ".outdated__words") == [notice]
        told = report.css_first("#fault + .english-line + .outdated")
        assert told is not None
        assert [(n.tag, n.text(), n.parent.attributes["lang"]) for n in told.css("ins, del") if n.parent] == [
            ("del", "Read", "en"),
            ("ins", "Please read", "en"),
        ]
    data = json.loads((root / "site/translations.json").read_text("utf-8"))
    assert {code: (one["pages"]["stale"], one["of"]["report.md"]["state"]) for code, one in data.items()} == {
        "zh": (1, "stale"),
        "ru": (1, "stale"),
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(*arguments: str, cwd: Path) -> None:
    person = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(cwd)}
    for role in ("AUTHOR", "COMMITTER"):
        person |= {
            f"GIT_{role}_NAME": "T",
            f"GIT_{role}_EMAIL": "t@example.org",
            f"GIT_{role}_DATE": "2026-11-20T00:00Z",
        }
    subprocess.run(["git", *arguments], cwd=cwd, env=os.environ | person, check=True, capture_output=True)


@pytest.fixture
def repository(root: Path) -> Path:
    """The small site with a history: accepted, then the English changed twice."""
    git("init", "--quiet", "--initial-branch=main", cwd=root)
    for text in (A, A.replace("Fill in", "Now fill in"), A.replace("Fill in", "At last fill in")):
        write(root, {"content/en/a.md": text})
        git("add", "--all", cwd=root)
        git("commit", "--quiet", "--allow-empty", "--message", "A change", cwd=root)
    return root


def full(repository: Path, folder: Path) -> None:
    git("clone", "--quiet", repository.as_uri(), str(folder), cwd=repository)


def shallow(repository: Path, folder: Path) -> None:
    git("clone", "--quiet", "--depth=1", repository.as_uri(), str(folder), cwd=repository)


def exported(repository: Path, folder: Path) -> None:
    git("archive", "--output=../out.tar", "HEAD", cwd=repository)
    shutil.unpack_archive(repository.parent / "out.tar", folder)


@pytest.mark.parametrize("kind", [full, shallow, exported])
def test_the_answer_needs_no_history(repository: Path, tmp_path: Path, kind: Callable[[Path, Path], None]) -> None:
    expected = answer(repository)
    assert json.loads(expected)["ru"]["of"]["a.md"]["sections"]["open"] == {
        "state": "stale",
        "changes": [[["=", "Choose **New request**. "], ["-", "Fill"], ["+", "At last fill"], ["=", " in the form."]]],
    }
    folder = tmp_path.parent / f"{tmp_path.name}-{kind.__name__}"
    kind(repository, folder)
    assert answer(folder, PATH="") == expected


def answer(folder: Path, **environment: str) -> str:
    code = "import sys; from crucible.cli import main; sys.exit(main())"
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks")} | environment
    command = [sys.executable, "-c", code, "translations", "--root", str(folder), "status", "--format", "json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout
