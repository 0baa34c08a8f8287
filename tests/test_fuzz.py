"""No input makes the check stop: arbitrary bytes in any file end in findings, soon, and never in a traceback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest
from crucible.fix.layout import tidy_markdown, tidy_yaml
from crucible.fix.typography import mend_catalog, mend_page
from crucible.pages import calls
from crucible.pages.calls import segments
from crucible.source.page import parse_page
from crucible.source.po import parse_po
from crucible.source.yaml import parse_yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.bench.fuzz import INPUTS, SECONDS, SITE, TOKENS, check, mutated
from tests.bench.huge import huge

whole = settings(
    max_examples=24, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
parts = settings(max_examples=150, deadline=None, derandomize=True)

TEXTS = st.lists(
    st.one_of(st.sampled_from([token.decode("utf-8", "ignore") for token in TOKENS]), st.text(max_size=8)), max_size=25
).map("".join)


WAIVER = b"- rule: term\n  place: %b\n  reason: It is so here.\n  until: 2030-01-01\n"
REFERENCE = (
    b"- id: a\n  title: A\n  url: %b\n  scope: A place.\n  group: plans\n  languages: [en]\n  sources: [handbook]\n"
)
PAGE = b"---\ntitle: Support for members\ndescription: A.\n---\n# A { #home }\n\n%b\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "site"
    shutil.copytree(SITE, folder)
    return folder


@whole
@given(st.sampled_from(INPUTS), st.sampled_from(INPUTS), st.integers(0, 2**32))
@example("data/plans.yml", "data/faq.yml", 0)
def test_a_damaged_file_gets_findings_and_no_traceback(site: Path, path: str, other: str, seed: int) -> None:
    texts = [(SITE / name).read_bytes() if (SITE / name).is_file() else b"" for name in (path, other)]
    seconds, wrong = check(site, {path: mutated(Random(seed), *texts)})  # noqa: S311 - made to be repeated
    assert wrong == []
    assert seconds < SECONDS


@whole
@given(st.sampled_from(INPUTS), st.binary(max_size=400))
@example("mkdocs.yml", b"theme:\n  palette:\n    - x\nnav: 1\n")
@example("data/roles.yml", b"- ? [a]\n  : b\n- {x}: y\n")
@example("content/ru/index.md", b"{{ name(" + b"(" * 20_000)
@example("data/faq.yml", b"- id: a\n  question: \xed\xa0\x80\n")
@example("data/exceptions.yml", WAIVER % (b"a" * 300))
@example("data/exceptions.yml", WAIVER % "data/faq.yml#²".encode())
@example("data/references.yml", REFERENCE % b"https://[::1")
@example("data/references.yml", REFERENCE % "https://a℀b.org/".encode())
@example("locales/ru/LC_MESSAGES/messages.po", b'msgid "a"\nmsgstr[' + b"9" * 5000 + b'] "b"\n')
@example("content/en/index.md", PAGE % f"[a]({'a' * 5000}.md) [b](https://[::1 )".encode())
@example("content/en/index.md", PAGE % b"{{ name(None) }}")
@example(
    "content/en/index.md", PAGE % '<table><tr><td colspan="²">a</td><td rowspan="99999999">b</td></tr></table>'.encode()
)
@example("content/en/index.md", PAGE % f'<table><tr><td colspan="{"9" * 5000}">a</td></tr></table>'.encode())
@example("content/ru/index.md", b"---\ntitle: a\ntranslation:\n  checked: [{}, [], 3]\n---\n# A { #a }\n")
def test_any_bytes_get_findings_and_no_traceback(site: Path, path: str, data: bytes) -> None:
    assert check(site, {path: data})[1] == []


MENDED = {
    *("sections beside sections", "one long translation", "paragraphs of numbers", "sections built otherwise"),
    *("cells that span all", "stamps of other sections", "addresses to be mended", "exceptions in use"),
}
"""Shapes that once took more than a minute with a megabyte."""
SMALL = {name: given for n, (name, given) in enumerate(huge(6_000).items()) if n % 3 == 0 or name in MENDED}
"""Every third shape, those and small: the bench has all of them."""


@pytest.mark.parametrize("name", SMALL)
def test_what_is_dear_to_read_ends_soon(site: Path, name: str) -> None:
    """`python -m tests.bench.huge` has the same with a megabyte."""
    seconds, wrong = check(site, SMALL[name])
    assert wrong == []
    assert seconds < SECONDS / 4


@parts
@given(TEXTS)
@example("#~ ")
def test_any_text_can_be_parsed_and_mended(text: str) -> None:
    source, findings = parse_yaml("data/plans.yml", text)
    assert source is not None or findings
    mended = tidy_yaml("data/plans.yml", text)
    assert tidy_yaml("data/plans.yml", mended) == mended
    parse_po("locales/ru/LC_MESSAGES/messages.po", text)
    mend_catalog("locales/ru/LC_MESSAGES/messages.po", text)
    parse_page("content/zh/a.md", text)
    page = tidy_markdown("content/zh/a.md", text)
    assert tidy_markdown("content/zh/a.md", page) == page
    mend_page("content/zh/a.md", text)
    segments(text)


CALLS = st.lists(
    st.sampled_from(
        ["{{", "}}", " ", "name", "not", "none", "(", ")", '"a"', '"д b"', '""', '"', ",", ", ", "\n", "\\", "'"]
    ),
    min_size=3,
    max_size=12,
).map(lambda parts: "{{ " + "".join(parts) + " }}")


@parts
@given(
    CALLS | st.builds("{{{{ {}({}) }}}}".format, st.sampled_from(["ref", "not", "true"]), st.text('",a ', max_size=12))
)
@example('{{ ref("a", "b") }}')
@example('{{ ref("a",) }}')
@example('{{ ref("a" "b") }}')
@example('{{ none("a") }}')
def test_the_usual_call_is_read_as_jinja_reads_it(text: str) -> None:
    calls._parsed.cache_clear()
    quickly = calls._parsed(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(calls, "_USUAL", re.compile("(?!)"))
        calls._parsed.cache_clear()
        assert calls._parsed(text) == quickly
