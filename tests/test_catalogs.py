"""`crucible translations update` writes what gettext's own tools write, twice the same, and loses no translation."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from crucible.catalogs import Entry, Template, catalog_text, template_text
from crucible.source.po import parse_po
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sites import ROOT, copy_of_root, crucible

CATALOGS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "locales").glob("**/*.po*"))
LONG = "hooks/crucible/pages/a_module_with_a_long_name.py"


def gettext(tool: str, *arguments: str, text: str) -> str:
    """Run a tool of gettext on a catalog. Without it the promise cannot be tested, so that is a failure."""
    if shutil.which(tool) is None:
        pytest.fail(f"no {tool}: install gettext (apt-get install gettext, brew install gettext)")
    done = subprocess.run(
        [tool, *arguments, "-"], input=text, text=True, encoding="utf-8", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_are_catalogs() -> None:
    assert len(CATALOGS) == 6


@pytest.mark.parametrize("path", CATALOGS)
def test_a_catalog_passes_msgfmt_and_survives_msgcat(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert gettext("msgcat", "--no-wrap", text=text) == text
    gettext("msgfmt", "--check", "--output-file=/dev/null", text=text)


def test_an_update_changes_nothing_when_nothing_has_changed(tmp_path: Path) -> None:
    root = copy_of_root(tmp_path / "copy")
    done = crucible("translations", "update", cwd=root)
    assert (done.returncode, done.stdout) == (0, "nothing to change\n")


OLD = "Ask your account manager for the form."


def catalog(*entries: tuple[str, str], comment: str = "") -> str:
    """A catalog of data texts: (text, where it stands)."""
    template = Template("messages", {id: Entry(id, None, [("data/faq.yml", 3)], [note]) for id, note in entries})
    return catalog_text(template, "ru", None).replace("#. ", f"{comment}#. ", 1)


def updated(old: str, *entries: tuple[str, str]) -> str:
    template = Template("messages", {id: Entry(id, None, [("data/faq.yml", 3)], [note]) for id, note in entries})
    return catalog_text(template, "ru", parse_po("ru.po", old)[0])


def body(text: str) -> str:
    return text.partition("\n\n")[2]


def test_a_changed_text_keeps_the_old_translation_as_fuzzy_and_says_what_it_was() -> None:
    old = catalog((OLD, "question: ea / answer"), comment="# machine\n").replace('msgstr ""\n\n', 'msgstr "…"\n', 1)
    old = old.replace(f'msgid "{OLD}"\nmsgstr ""', f'msgid "{OLD}"\nmsgstr "Запросите форму."')
    new = updated(old, ("Ask for the form.", "question: ea / answer"))
    assert body(new) == (
        "# machine\n#. question: ea / answer\n#: data/faq.yml\n#, fuzzy\n"
        f'#| msgid "{OLD}"\nmsgid "Ask for the form."\nmsgstr "Запросите форму."\n'
    )
    assert updated(new, ("Ask for the form.", "question: ea / answer")) == new
    again = updated(new, ("Ask for a form.", "question: ea / answer"))
    assert f'#| msgid "{OLD}"' in again  # the text that was translated, not one that nobody translated


def test_a_text_that_moves_keeps_its_translation_and_one_that_is_gone_leaves_nothing() -> None:
    old = catalog((OLD, "question: ea / answer"), ("Gone.", "question: ea / note")).replace(
        f'msgid "{OLD}"\nmsgstr ""', f'msgid "{OLD}"\nmsgstr "Запросите форму."'
    )
    assert body(updated(old, (OLD, "question: other / answer"))) == (
        f'#. question: other / answer\n#: data/faq.yml\nmsgid "{OLD}"\nmsgstr "Запросите форму."\n'
    )


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
texts = st.text(st.one_of(letters, st.sampled_from('\n\t"\\')), min_size=1).map(lambda text: f"a{text}")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
def test_any_text_survives_msgcat(pairs: list[tuple[str, str]]) -> None:
    template = Template("messages", {id: Entry(id, None, [("data/faq.yml", 3)], ["q / a"]) for id, _ in pairs})
    text = catalog_text(template, "zh", None)
    assert gettext("msgcat", "--no-wrap", text=text) == text
    assert [m.id.value for m in parse_po("zh.po", text)[0].messages] == [id for id, _ in pairs]


@settings(max_examples=40, deadline=None)
@given(texts, texts, texts)
def test_any_changed_text_survives_msgcat_with_what_it_was(was: str, now: str, translation: str) -> None:
    old = catalog((was, "q / a"))
    empty = old.rindex('msgstr ""')
    said = catalog((translation, "")).split("msgid ")[-1].partition("\nmsgstr")[0]
    new = updated(f"{old[:empty]}msgstr {said}\n", (now, "q / a"))
    assert gettext("msgcat", "--no-wrap", text=new) == new
    message = parse_po("ru.po", new)[0].messages[0]
    assert (message.previous, message.fuzzy, message.forms[0].value) == (
        (was, True, translation) if was != now else ("", False, translation)
    )


@pytest.mark.parametrize("width", range(60, 100))
def test_places_break_where_msgcat_breaks_them(width: int) -> None:
    name = "x" * (width - len(LONG) - 10)
    entry = Entry("Text", None, [(LONG, 7), (f"{name}.py", 9), (LONG, 12)], [])
    text = template_text(Template("crucible", {"Text": entry}))
    assert gettext("msgcat", "--no-wrap", text=text) == text


def test_the_comparison_can_fail() -> None:
    text = template_text(Template("messages", {"Text": Entry("Text", None, [("b.py", 1)], [])}))
    assert gettext("msgcat", "--no-wrap", text=text.replace("#: b.py:1", "#:   b.py:1")) == text
