"""`crucible translations update` writes what gettext's own tools write, twice the same, and loses no translation."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest
from crucible.catalogs.texts import LABELLED, Entry, Template, templates
from crucible.catalogs.written import catalog_text, template_text, update
from crucible.cli import main
from crucible.library import load
from crucible.source.po import Message, PoFile, Text, parse_po
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import golden
from tests.sites import ROOT

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


def test_what_is_written_passes_msgfmt_and_survives_msgcat() -> None:
    """The catalogs of this site, not as they stand: a contributor's program may have wrapped them otherwise."""
    written = update(ROOT, load(ROOT)[0])
    assert len(written) == 6
    for text in written.values():
        assert survives(text)
        gettext("msgfmt", "--check", "--output-file=/dev/null", text=text)


def survives(text: str) -> bool:
    return gettext("msgcat", text=text) == text


def test_an_update_after_an_update_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["translations", "--root", str(golden.copy(".", tmp_path / "copy")), "update"]
    assert main(command) == 0
    capsys.readouterr()
    assert (main(command), capsys.readouterr().out) == (0, "nothing to change\n")


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


def entries(*texts: str, code: str = "zh") -> str:
    """A catalog of these texts, each its own translation."""
    said = tuple(Message(0, id=Text(text), forms={0: Text(text)}) for text in texts)
    return catalog_text(template(*texts), code, PoFile(f"{code}.po", said, {}))


def template(*texts: str) -> Template:
    return Template("messages", {text: Entry(text, None, [("data/faq.yml", 3)], []) for text in texts})


LONG_TEXTS = {
    "words": "You ask in Partner Center, in the language of the customer, and have the identifiers at hand.",
    "one word": "https://learn.microsoft.com/" + "x" * 60,
    "Cyrillic": "Запросите форму у менеджера по работе с партнерами и приложите номер контракта клиента.",
    "Han": "请在合作伙伴中心提交请求，并事先准备好客户的租户标识符和订阅标识符，否则请求会延迟。",
    "Han and Latin": "在 Azure 门户中选择 Cloud Solution Provider 支持计划，然后选择 Technical（技术）问题类型。",
    "quotation marks": "请选择“新建请求”，再选择“技术”，然后说明问题：“你的客户看到了什么？”，并附上屏幕截图。",
    "guillemets": "Выберите «Создать запрос», затем «Техническая проблема» и опишите, что видит ваш клиент.",
    "escapes": 'Choose \\ or "New request", then\t"Technical", and say what the customer sees on the screen now.',
    "no-break spaces": "25\u00a0часов консультаций\u00a0— столько, сколько партнер получает за год членства.",
    "lines": "First line.\nThe second line is one that is a good deal too long to stand on one line of a catalog.\n",
    "emoji": "🙂 请求" * 12,
}


@pytest.mark.parametrize("kind", LONG_TEXTS)
def test_a_long_text_stays_on_its_line_because_a_flag_says_so(kind: str) -> None:
    text = entries(LONG_TEXTS[kind])
    assert body(text).startswith("#: data/faq.yml\n#, no-wrap\n")
    assert survives(text)
    assert kind == "one word" or not survives(text.replace("#, no-wrap\n", ""))


def test_a_text_has_the_flag_only_where_msgcat_may_break_it() -> None:
    kinds = ["word ", "слово ", "字", "字 word “", "e\u0301 "]
    texts = [(kind * 90)[:length] + "." for kind in kinds for length in range(20, 90)]
    text = entries(*texts, code="ru")
    assert survives(text)
    assert [length for length in range(60, 90) if "no-wrap" in body(entries("x" * length))] == list(range(71, 90))


def test_how_another_program_wraps_a_catalog_is_no_finding_and_is_undone_by_an_update() -> None:
    text = entries(*LONG_TEXTS.values())
    other = gettext("msgcat", "--width=50", text=text.replace("#, no-wrap\n", ""))
    read, findings = parse_po("zh.po", other)
    assert (other == text, findings) == (False, [])
    assert catalog_text(template(*LONG_TEXTS.values()), "zh", read) == text


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
words = st.sampled_from(" ".join(LONG_TEXTS.values()).split())
texts = st.one_of(
    st.text(st.one_of(letters, st.sampled_from('\n\t"\\')), min_size=1).map(lambda text: f"a{text}"),
    st.lists(words, min_size=4, max_size=40).map(" ".join),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
def test_any_text_survives_msgcat(pairs: list[tuple[str, str]]) -> None:
    template = Template("messages", {id: Entry(id, None, [("data/faq.yml", 3)], ["q / a"]) for id, _ in pairs})
    text = catalog_text(template, "zh", None)
    assert survives(text)
    assert [m.id.value for m in parse_po("zh.po", text)[0].messages] == [id for id, _ in pairs]


@settings(max_examples=40, deadline=None)
@given(texts, texts, texts)
def test_any_changed_text_survives_msgcat_with_what_it_was(was: str, now: str, translation: str) -> None:
    old = catalog((was, "q / a"))
    empty = old.rindex('msgstr ""')
    said = catalog((translation, "")).split("msgid ")[-1].partition("\nmsgstr")[0]
    new = updated(f"{old[:empty]}msgstr {said}\n", (now, "q / a"))
    assert survives(new)
    message = parse_po("ru.po", new)[0].messages[0]
    assert (message.previous, message.fuzzy, message.forms[0].value) == (
        (was, True, translation) if was != now else ("", False, translation)
    )


@pytest.mark.parametrize("width", range(60, 100))
def test_places_break_where_msgcat_breaks_them(width: int) -> None:
    name = "x" * (width - len(LONG) - 10)
    entry = Entry("Text", None, [(LONG, 7), (f"{name}.py", 9), (LONG, 12)], [])
    text = template_text(Template("crucible", {"Text": entry}))
    assert survives(text)


def test_the_comparison_can_fail() -> None:
    text = template_text(Template("messages", {"Text": Entry("Text", None, [("b.py", 1)], [])}))
    assert gettext("msgcat", text=text.replace("#: b.py:1", "#:   b.py:1")) == text


def test_every_label_of_the_package_is_read_as_python_reads_it() -> None:
    wanted = {
        (f"hooks/crucible/{name}", node.lineno, ast.literal_eval(node.args[0]))
        for name in LABELLED
        if (path := ROOT / "hooks" / "crucible" / name).is_file()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
    }
    labels = templates(ROOT, load(ROOT)[0])["crucible"]
    plurals = {entry.plural for entry in labels.entries.values()}
    found = {(path, line, entry.id) for entry in labels.entries.values() for path, line in entry.locations}
    assert len(wanted) > 50
    assert {place for place in wanted if place[2] not in plurals} <= found
