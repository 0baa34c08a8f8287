"""What is read, compared and guessed has an end: behind it stands a finding, or less is said, never an endless wait."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from crucible import checks, cli, pairing, spelling
from crucible.checks import Sources, alternatives, check_sources, spelt
from crucible.checks import sources as read_sources
from crucible.checks.exceptions import apply
from crucible.checks.rule import rule
from crucible.finding import Finding, Place, Problem
from crucible.fix import mends
from crucible.fix.links import mend_links
from crucible.freshness import diff
from crucible.freshness.compare import page_statuses
from crucible.freshness.sections import fingerprint
from crucible.lexicon import letters, read_vouched
from crucible.report import json_report, sarif_report
from crucible.sentences.judging import faults
from crucible.sentences.terms import Terms
from crucible.source.page import Page, parse_page
from crucible.source.po import parse_po
from crucible.source.text import MAX_BYTES, first_bytes, read_text
from crucible.source.yaml import parse_yaml
from crucible.spelling import Speller

from tests.golden import TODAY, copy

ODD = os.fsdecode(b"a\xff.md")


def test_very_many_wrong_words_get_no_guess_each() -> None:
    speller = Speller(most=2)
    known = ["silver", "golden"]
    assert [speller.closest("sliver", known) for _ in range(3)] == ["silver", "silver", None]
    assert [Speller(most=1).did_you_mean("sliver", known), Speller(most=0).did_you_mean("sliver", known)] == [
        "did you mean 'silver'?",
        "",
    ]


def test_among_very_many_words_the_nearest_begins_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ["silver", "golden", "slate"]
    assert [spelling.closest("selver", known), spelling.closest("bolden", known)] == ["silver", "golden"]
    monkeypatch.setattr(spelling, "_MANY", 2)
    assert [spelling.closest("selver", known), spelling.closest("bolden", known)] == ["silver", None]


def test_texts_that_repeat_one_word_are_told_by_beginning_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    was, now = "first a a b a a last", "first a a c a last"
    exact = [("=", "first a a "), ("-", "b a"), ("+", "c"), ("=", " a last")]
    assert diff.changes(was, now)[0] in (
        exact,
        [("=", "first a a "), ("-", "b "), ("+", "c "), ("=", "a "), ("-", "a "), ("=", "last")],
    )
    monkeypatch.setattr(diff, "_MOST", 0)
    assert diff.changes(was, now) == [exact]
    assert diff.changed("a\n\nb\n\nc", "a\n\nx\n\nc") == 1


def _page(language: str, sections: dict[str, str], stamps: dict[str, str] | None = None) -> Page:
    of = "".join(f"    {id}: {stamp}\n" for id, stamp in (stamps or {}).items())
    front = f"---\ntranslation:\n  of:\n{of}---\n" if stamps else ""
    body = "".join(f"## {id} {{ #{id} }}\n\n{text}\n\n" for id, text in sections.items())
    page, findings = parse_page(f"content/{language}/a.md", front + body)
    assert page is not None
    assert findings == []
    return page


def test_of_very_many_sections_with_one_text_the_first_are_told() -> None:
    stamp = fingerprint("## new\n\nOne text.")
    ids = [f"s{n}" for n in range(20)]
    own = _page("ru", dict.fromkeys(ids, "Текст."), dict.fromkeys(ids, stamp))
    (status,) = page_statuses("ru", {"a.md": _page("en", {"new": "One text."})}, {"a.md": own}, {})
    new = next(section for section in status.sections if section.id == "new")
    assert new.related == tuple(f"a.md#s{n}" for n in range(12))


def test_sections_built_otherwise_are_counted_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    english, russian = "# A\n\nOne.\n\nTwo.\n\n- Three.\n", "# А\n\nДва.\n\n- Три.\n"
    assert [d.message for d in pairing.pairing(english, russian).differences] == [
        "the paragraph 'One.' of the English is missing before here"
    ]
    pairing.pairing.cache_clear()
    monkeypatch.setattr(pairing, "ROOM", 0)
    assert [d.message for d in pairing.pairing(english, russian).differences] == [
        "2 blocks stand here, 3 in the English"
    ]
    pairing.pairing.cache_clear()


@pytest.mark.parametrize(
    ("english", "russian", "told"),
    [
        ("5 and 6 and 5", "6 и 5 и 5", set()),
        ("5 and 6 and 5", "6 и 5 и 7", {"'7' stands here, the English does not have it"}),
        ("1,500 of 2", "2 из 1500", set()),
    ],
)
def test_numbers_find_their_partners_in_any_order(english: str, russian: str, told: set[str]) -> None:
    found = faults(english, russian, "ru", Terms())
    assert {fault.message for fault in found if fault.rule == "number"} == told


def test_the_place_of_a_character_far_into_a_text() -> None:
    value = "a\\u0041 b " * 40
    source, _ = parse_yaml("data/a.yml", f'- text: "{value}c"\n')
    assert source is not None
    assert [source.inside((0, "text"), offset).column for offset in (4, 159, 160, 999)] == [19, 329, 330, 411]
    po = 'msgid "a"\nmsgstr "x \\"y\\" z"\n"\\tq"\n'
    form = parse_po("locales/ru/LC_MESSAGES/messages.po", po)[0].messages[0].forms[0]
    assert [form.position(offset) for offset in (0, 2, 3, 5, 7, 8)] == [
        (2, 9),
        (2, 11),
        (2, 13),
        (2, 16),
        (3, 2),
        (3, 4),
    ]


def test_addresses_are_mended_at_once_but_for_those_that_cannot_be() -> None:
    text = "- id: {0}\n  url: {1}\n"
    odd = '"http:\\u002F/c.org/"'
    urls = ["http://a.org/", odd, "http://docs.microsoft.com/p", "http://d.org/"]
    bad = "".join(text.format(*pair) for pair in zip("abcd", urls, strict=True))
    good = (
        bad.replace("http://a", "https://a")
        .replace("http://d.org", "https://d.org")
        .replace(
            "http://docs.microsoft.com/p\n",
            "https://learn.microsoft.com/p\n  was:\n    - http://docs.microsoft.com/p\n",
        )
    )
    assert mend_links("data/references.yml", bad) == good


def test_behind_very_many_wrong_calls_in_data_no_text_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = copy("tests/site", tmp_path / "site")
    entry = '- id: q{0}\n  question: Is it?\n  verdict: yes\n  answer:\n    - See {{{{ name("none-{0}") }}}}\n'
    (site / "data/faq.yml").write_text("".join(map(entry.format, range(3))), encoding="utf-8")
    assert sum(asked.wrong for asked in Sources.read(site, TODAY).asked) == 3
    monkeypatch.setattr(read_sources, "WRONG", 2)
    assert sum(asked.wrong for asked in Sources.read(site, TODAY).asked) == 2


def test_of_very_many_findings_in_one_file_some_are_kept_and_the_rule_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MANY", 2)
    monkeypatch.setattr(checks, "MOST", 5)

    def wrong(sources: Sources) -> Iterator[Finding]:
        """Nothing is wrong."""
        for path, count in (("a.md", 99), ("b.md", 1), ("c.md", 4)):
            yield from (Finding(Place(path, line), "is wrong", "wrong") for line in range(1, count + 1))

    found = check_sources(Sources.read(copy("tests/site", tmp_path / "site"), TODAY), (rule("wrong")(wrong),))
    assert [(f.place.path, f.message) for f in found if f.rule == "wrong"] == [
        ("a.md", "is wrong"),
        ("a.md", "is wrong; at least 3 more like this in the file"),
        ("b.md", "is wrong"),
        ("c.md", "is wrong"),
        ("c.md", "is wrong; 2 more like this in the file"),
    ]


def test_of_very_many_unknown_words_in_one_file_some_are_looked_up_and_those_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelt, "_MOST", 3)
    monkeypatch.setattr(spelt, "is_word", lambda key, language: False)
    own = tmp_path / "locales/words/own.txt"
    own.parent.mkdir(parents=True)
    own.write_text("# Words of this site\n", encoding="utf-8")
    vouched = read_vouched(tmp_path)
    assert vouched is not None
    written = {"a.md": "one two three four one", "b.md": "four five", "c.md": "two six"}
    every = [spelt.Text(text, "en", partial(Place, path)) for path, text in written.items()]
    found = spelt._unknown(every, letters(" ".join(written.values())), vouched)
    assert [(one.word.key, [place.path for place in one.places]) for one in found] == [
        ("one", ["a.md", "a.md"]),
        ("two", ["a.md", "c.md"]),
        ("three", ["a.md"]),
        ("four", ["b.md"]),
        ("five", ["b.md"]),
        ("six", ["c.md"]),
    ]


def test_an_exception_covers_its_lines_alone(tmp_path: Path) -> None:
    site = copy("tests/site", tmp_path / "site")
    places = ("content/ru/index.md#questions", "data/faq.yml", "content/ru/index.md#none")
    rows = (f"- rule: gap\n  place: {p}\n  reason: It is so here.\n  until: 2099-01-01\n" for p in places)
    (site / "data/exceptions.yml").write_text("".join(rows), encoding="utf-8")
    sources = Sources.read(site, TODAY)
    page = next(page for page in sources.pages if page.path == "content/ru/index.md")
    start = page.place(page.body.index("## Вопросы")).line
    end = page.place(page.body.index("## Виды")).line
    found = [Finding(Place(page.path, line), "a", "gap") for line in (start - 1, start, end - 1, end)]
    found += [Finding(Place("data/faq.yml", 1), "a", "gap"), Finding(Place("data/faq.yml", 1), "a", "spaces")]
    kept = apply(found, sources, ["gap"])
    assert [f for f in kept if f.message == "a"] == [found[0], found[3], found[5]]
    assert [f.message for f in kept if f.message != "a"] == ["rule 'gap' finds nothing at 'content/ru/index.md#none'"]


def test_of_a_file_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"12345")
    assert first_bytes(tmp_path, "a.md", 3) == b"123"
    assert first_bytes(tmp_path, "a.md") == b"12345"


@pytest.mark.parametrize("path", ["pipe.md", "folder.md"])
def test_what_is_no_file_is_a_finding(path: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(Problem) as problem:
        read_text(tmp_path, path)
    assert [f.message for f in problem.value.findings] == ["is no file, expected one"]


def test_a_data_file_that_nobody_can_read_is_not_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = copy("tests/site", tmp_path / "site")
    wrong = b"- id:   a  \n"
    (site / "data/roles.yml").write_bytes(wrong)
    (site / "data/duties.yml").write_bytes(wrong + b"#" * MAX_BYTES)
    assert {mend.path for mend in mends(site)} & {"data/roles.yml", "data/duties.yml"} == {"data/roles.yml"}
    opened = Path.open

    def refuse(path: Path, *args: str, **more: str) -> object:
        if path.name == "roles.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(Path, "open", refuse)
    assert "data/roles.yml" not in {mend.path for mend in mends(site)}


def test_a_name_of_any_bytes_can_be_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = copy("tests/site", tmp_path / "site")
    (site / "content/en" / ODD).write_text("# A { #a }\n", encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["check", "--root", str(site)]) == cli.FINDINGS
    out.seek(0)
    assert "content/en/a\\udcff.md:1:1: has a name that is not UTF-8 [encoding]" in out.read()
    finding = Finding(Place(ODD), "a", "encoding")
    assert json.loads(json_report([finding]).encode("utf-8", "backslashreplace"))[0]["path"] == ODD
    location = json.loads(sarif_report([finding], [], "1"))["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%FF.md"


def test_a_folder_that_may_not_be_looked_into_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(root: Path) -> Sources:
        raise PermissionError(13, "Permission denied", "data")

    monkeypatch.setattr(Sources, "read", refuse)
    assert cli.main(["check", "--root", str(tmp_path)]) == cli.FAILED
    assert capsys.readouterr().err == "crucible: data: Permission denied\n"


def test_one_of_very_many_names_is_found_like_one_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Azure", "Azure Sql", "Azure Sql 2", "Office", "a" * 60, "a" * 50 + "b", "Off"]
    text = f"azure  sql 2, Azure Sq, off, office, {'a' * 60}, {'a' * 50}b, {'a' * 49}, azure sql"
    expected = ["azure  sql 2", "Azure", "off", "office", "a" * 60, "a" * 50 + "b", "azure sql"]
    for few in (50, 0):
        monkeypatch.setattr(alternatives, "_FEW", few)
        pattern = re.compile(alternatives.one_of(alternatives.atoms(name, r"\s+") for name in names), re.I)
        assert pattern.findall(text) == expected
