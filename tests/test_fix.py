"""What `crucible check --fix` mends, and that it changes nothing else: no meaning, no comment, no permission."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from crucible.cli import main
from crucible.editor import schema_of
from crucible.fix import Mend, mends, write
from crucible.fix.layout import tidy_markdown, tidy_yaml
from crucible.fix.links import mend_links
from crucible.fix.typography import mend_catalog, mend_page
from crucible.source.po import parse_po
from crucible.source.yaml import parse_yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sites import ROOT, copy_of_root, files_of

ROLES = "data/roles.yml"
GOOD = dedent("""\
    # yaml-language-server: $schema=schemas/roles.json

    # The first one.
    - id: admin
      # What Partner Center calls it.
      name: Account admin
      may: >-
        Ask for help, and
        see every request.
      activates: true
      sources:
        - roles
    - id: user # plain
      name: "User: plain"
      may: Nothing.
      activates: false
    """)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param(GOOD, GOOD, id="control"),
        pytest.param(GOOD.replace("\n", "\r\n"), GOOD, id="CRLF"),
        pytest.param(GOOD.rstrip("\n"), GOOD, id="no line end"),
        pytest.param(GOOD + "\n\n", GOOD, id="empty lines at the end"),
        pytest.param(GOOD.replace("true\n", "true  \n").replace("one.\n", "one. \n"), GOOD, id="spaces at line ends"),
        pytest.param(
            GOOD.replace("  sources:\n    - roles\n", "  sources:\n  - roles\n"),
            GOOD,
            id="a list at the column of its key",
        ),
        pytest.param(
            GOOD.replace("    Ask for", "        Ask for").replace("    see", "        see"),
            GOOD.replace("    Ask for", "        Ask for").replace("    see", "        see"),
            id="inside a text nothing is shifted",
        ),
        pytest.param("- name: A\n  id: a\n", "- id: a\n  name: A\n", id="the first key takes the dash"),
        pytest.param(
            "- sources:\n  - s\n  - t # why\n  activates: false\n"
            "\n  # It may not.\n  may: |\n    x\n\n    # no comment\n  # Who.\n  id: a\n",
            "# Who.\n- id: a\n\n  # It may not.\n  may: |\n    x\n\n    # no comment\n"
            "  activates: false\n  sources:\n    - s\n    - t # why\n",
            id="all at once",
        ),
        pytest.param("- {name: A, id: a}\n", "- {name: A, id: a}\n", id="flow style is left"),
        pytest.param("- id: a\n  id: b\n  x: 1 \n", "- id: a\n  id: b\n  x: 1 \n", id="a repeated key: left alone"),
        pytest.param("- id: 'a\n  x: 1 \n", "- id: 'a\n  x: 1 \n", id="no YAML: left alone"),
        pytest.param("- zzz: 1\n  name: A\n  id: a\n", "- id: a\n  name: A\n  zzz: 1\n", id="unknown keys come last"),
        pytest.param("- name: A\n  ? id\n  : a\n", "- name: A\n  ? id\n  : a\n", id="an odd key: left alone"),
    ],
)
def test_the_layout_of_data(bad: str, good: str) -> None:
    mended = tidy_yaml(ROLES, bad)
    assert mended == good
    assert tidy_yaml(ROLES, mended) == mended


def test_nested_mappings_are_ordered_too() -> None:
    bad = dedent("""\
        rows:
          - cells:
                silver:
                    other: 5
                    cloud: unlimited
                gold: 1
            # the plan
            plan: a
        kind: amounts
        id: t
        """)
    assert tidy_yaml("data/comparisons/t.yml", bad) == dedent("""\
        id: t
        kind: amounts
        rows:
          # the plan
          - plan: a
            cells:
              silver:
                other: 5
                cloud: unlimited
              gold: 1
        """)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param("url: https://a.org/b\n", "url: https://a.org/b\n", id="control"),
        pytest.param("url: http://a.org/b # why\n", "url: https://a.org/b # why\n", id="https"),
        pytest.param('url: "https://a.org/b?utm_source=x&id=1"\n', 'url: "https://a.org/b?id=1"\n', id="tracking"),
        pytest.param("short: https://a.org/#:~:text=a%20b\n", "short: https://a.org/\n", id="text fragment"),
        pytest.param(
            "url: https://docs.microsoft.com/p\n  scope: x\n",
            "url: https://learn.microsoft.com/p\n  was:\n    - https://docs.microsoft.com/p\n  scope: x\n",
            id="moved host",
        ),
        pytest.param(
            "url: https://docs.microsoft.com/p\n  was:\n    - https://b.org\n",
            "url: https://learn.microsoft.com/p\n  was:\n    - https://docs.microsoft.com/p\n    - https://b.org\n",
            id="moved host, with other addresses of before",
        ),
        pytest.param(
            "url: https://docs.microsoft.com/p\n  was: [https://b.org]\n",
            "url: https://docs.microsoft.com/p\n  was: [https://b.org]\n",
            id="a list in brackets: left to a person",
        ),
        pytest.param("was:\n    - http://a.org\n", "was:\n    - http://a.org\n", id="what an address was, it was"),
        pytest.param("scope: http://a.org\n", "scope: http://a.org\n", id="only in fields that hold an address"),
    ],
)
def test_addresses(bad: str, good: str) -> None:
    bad, good = f"- id: a\n  {bad}", f"- id: a\n  {good}"
    assert mend_links("data/references.yml", bad) == good
    assert mend_links("data/references.yml", good) == good
    assert mend_links("data/faq.yml", bad) == bad


PO = 'msgid ""\nmsgstr ""\n"Language: {0}\\n"\n\n#. a / b\nmsgid "x"\nmsgstr {1}\n'


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        pytest.param("ru", '"Это «план»"', '"Это «план»"', id="control"),
        pytest.param("ru", '"Это \\"план\\" - он"', '"Это «план» — он"', id="escaped quotation marks"),
        pytest.param("ru", '""\n"строка\\n"\n"ещё 5 дней"', '""\n"строка\\n"\n"еще 5\u00a0дней"', id="several lines"),
        pytest.param("zh", '"然后,使用Azure"', '"然后，使用 Azure"', id="Chinese"),
        pytest.param("zh", '"`a\\"b` 您"', '"`a\\"b` 你"', id="after an escape"),
    ],
)
def test_typography_of_catalogs(language: str, bad: str, good: str) -> None:
    path = f"locales/{language}/LC_MESSAGES/messages.po"
    mended = PO.format(language, bad)
    for _ in range(2):  # one habit may wait for what another one mends
        mended = mend_catalog(path, mended)
    assert mended == PO.format(language, good)
    assert mend_catalog(path, PO.format(language, good)) == PO.format(language, good)


def test_typography_of_pages() -> None:
    page = dedent("""\
        ---
        title: Вопросы
        ---
        # Ещё "вопросы" {{ #faq }}

        !!! advice "Наш совет"
            План - это [ссылка](a.md "ещё").

        ```
        "ещё" - код

        "ещё" - код
        ```

        | `ещё` | ещё |
        | ---- | --- |
        """)
    assert mend_page("content/ru/faq.md", page) == page.replace('# Ещё "вопросы"', "# Еще «вопросы»").replace(
        "План - это", "План — это"
    ).replace("| ещё", "| еще")
    assert mend_page("content/en/faq.md", page) == page


@pytest.mark.parametrize(
    ("above", "mended"),
    [
        pytest.param("title: Ещё план - это план", "title: Еще план — это план", id="a title"),
        pytest.param("description: 'Ещё раз'", "description: 'Еще раз'", id="in quotation marks"),
        pytest.param("description: >-\n  Ещё\n  раз", "description: >-\n  Ещё\n  раз", id="folded: left as it is"),
        pytest.param('description: "Ещё \\"раз\\""', 'description: "Ещё \\"раз\\""', id="with escapes: left as it is"),
        pytest.param("search: Ещё", "search: Ещё", id="what readers do not see"),
    ],
)
def test_the_typography_above_a_page(above: str, mended: str) -> None:
    assert mend_page("content/ru/faq.md", f"---\n{above}\n---\nТекст\n") == f"---\n{mended}\n---\nТекст\n"


def test_what_is_excepted_is_not_mended(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(ROOT / "tests" / "site", root)
    places = {
        "data/references.yml": (
            "help-form/url",
            "https",
            "https://partner.microsoft.com/s",
            "http://partner.microsoft.com/s",
        ),
        "content/ru/index.md": ("home", "ru-yo", "# Поддержка участников {", "# Ещё поддержка участников {"),
        "locales/ru/LC_MESSAGES/messages.po": ("source: handbook / title", "ru-yo", '"Справочник', '"Ещё справочник'),
    }
    for path, (_, _, old, new) in places.items():
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, path
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert {mend.path for mend in mends(root)} >= set(places)
    entries = (
        f"- rule: {rule}\n  place: '{path}#{part}'\n  reason: It is so here.\n  until: 2030-01-01\n"
        for path, (part, rule, _, _) in places.items()
    )
    (root / "data" / "exceptions.yml").write_text("".join(entries), encoding="utf-8")
    assert {mend.path for mend in mends(root)} & set(places) == set()


def test_markdown_keeps_line_breaks_and_code() -> None:
    page = "# A { #a } \n\nOne  \ntwo \n   \n```\ncode \n```\n\n    code \n\n\n"
    assert tidy_markdown("content/en/a.md", page) == "# A { #a }\n\nOne  \ntwo\n\n```\ncode \n```\n\n    code \n"


def test_our_own_sources_need_no_mending() -> None:
    assert [mend.path for mend in mends(ROOT)] == []


# Made-up data files: any value at any key, keys in any order, comments and blank lines anywhere between them.
WORDS = st.text(alphabet="abc: #'\"-{}[]\\|>&*!%@`,?\u00a0字ё\n", max_size=12)
SCALARS = st.one_of(st.integers(-5, 99), st.booleans(), st.none(), WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("abcdefg"), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def keys_of(path: str) -> list[str]:
    schema: Any = schema_of(path)
    return list(schema["items"]["properties"])


ENTRIES = st.lists(
    st.dictionaries(st.sampled_from(keys_of("data/plans.yml")), VALUES, min_size=1, max_size=6), min_size=1, max_size=4
)


class Writer:
    """Writes data as a person might: any indentation, blank lines and comments anywhere."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def noise(self, indent: int) -> Iterator[str]:
        match self.draw(st.integers(0, 9)):
            case 0:
                yield ""
            case 1 | 2:
                self.comments += 1
                yield f"{' ' * indent}# comment {self.comments}"

    def block(self, value: Any, indent: int) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self.noise(indent)
                yield from self.after(f"{' ' * indent}{key}:", inner, indent)
        else:
            for inner in value:
                yield from self.noise(indent)
                yield from self.item(inner, indent)

    def item(self, value: Any, indent: int) -> Iterator[str]:
        lines = list(self.block(value, indent + 2)) if isinstance(value, (dict, list)) else []
        if lines and isinstance(value, dict) and lines[0].strip() and not lines[0].lstrip().startswith("#"):
            yield f"{' ' * indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        elif lines:
            yield f"{' ' * indent}-"
            yield from lines
        else:
            yield f"{' ' * indent}- {self.scalar(value)}"

    def after(self, head: str, value: Any, indent: int) -> Iterator[str]:
        if isinstance(value, (dict, list)):
            yield head
            least = indent if isinstance(value, list) else indent + 1
            yield from self.block(value, self.draw(st.integers(least, indent + 4)))
        elif isinstance(value, str) and value.strip(" \n\u00a0") == value != "" and self.draw(st.booleans()):
            yield f"{head} {self.draw(st.sampled_from(['|', '>', '|-', '>-', '|+', '>+']))}"
            yield from (f"{' ' * (indent + 3)}{line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{head} {self.scalar(value)}{self.draw(st.sampled_from(['', ' ', '  # why']))}"

    def scalar(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)


@st.composite
def files(draw: st.DrawFn) -> str:
    writer = Writer(draw)
    text = "\n".join(writer.block(draw(ENTRIES), 0)) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", "\r\n") if draw(st.integers(0, 9)) == 0 else text


def comments(text: str) -> Counter[str]:
    return Counter(word for line in text.split("\n") for word in [line.strip()] if word.startswith("# comment"))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(files())
def test_mending_keeps_data_and_comments_and_is_done_at_once(text: str) -> None:
    path = "data/plans.yml"
    mended = tidy_yaml(path, text)
    before, findings = parse_yaml(path, text.replace("\r\n", "\n"))
    if before is None or findings:
        assert mended == text
        return
    after, findings = parse_yaml(path, mended)
    assert after is not None
    assert findings == []
    assert repr(sort(after.data)) == repr(sort(before.data))
    assert comments(mended) == comments(text.replace("\r\n", "\n"))
    assert tidy_yaml(path, mended) == mended


def sort(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sort(value[key]) for key in sorted(value)}
    return [sort(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet='ещё "-«»“”1план,.(\n\\`*[]()您的帐户Azure：,{}', max_size=60))
def test_typography_ends_and_keeps_the_catalog_readable(value: str) -> None:
    for language in ("ru", "zh"):
        path = f"locales/{language}/LC_MESSAGES/messages.po"
        text = PO.format(language, json.dumps(value, ensure_ascii=False))
        mended = text
        for _ in range(8):
            mended = mend_catalog(path, mended)
        assert mend_catalog(path, mended) == mended
        assert parse_po(path, mended)[1] == parse_po(path, text)[1]


def test_files_are_replaced_whole_with_their_permissions(tmp_path: Path) -> None:
    path = tmp_path / "data" / "roles.yml"
    path.parent.mkdir()
    path.write_bytes(b"- id: a \n")
    path.chmod(0o640)
    (mend,) = mends(tmp_path)
    assert write(tmp_path, mend)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"- id: a\n", 0o640)
    assert [file.name for file in path.parent.iterdir()] == ["roles.yml"]
    assert list(mends(tmp_path)) == []


def test_what_somebody_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "roles.yml"
    path.write_bytes(b"- id: c\n")
    assert not write(tmp_path, Mend("roles.yml", b"- id: a \n", b"- id: a\n"))
    assert path.read_bytes() == b"- id: c\n"


def test_a_link_is_not_followed_and_odd_bytes_are_left(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elsewhere.yml").write_bytes(b"- id: a \n")
    (tmp_path / "data" / "roles.yml").symlink_to(tmp_path / "elsewhere.yml")
    (tmp_path / "data" / "plans.yml").write_bytes(b"- id: \xff \n")
    (tmp_path / "data" / "faq.yml").write_bytes(b"\xef\xbb\xbf- id: a\n")
    assert [(m.path, m.after) for m in mends(tmp_path)] == [("data/faq.yml", b"- id: a\n")]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_of_root(tmp_path)
    plans = tmp_path / "data" / "plans.yml"
    text = plans.read_bytes()
    plans.write_bytes(text.replace(b"  cost: paid\n", b"  cost:  paid \n", 1).replace(b"\n", b"\r\n", 1))
    before = files_of(tmp_path)
    assert main(["check", "--diff", "--root", str(tmp_path)]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("--- a/data/plans.yml\n+++ b/data/plans.yml\n@@ -1,4 +1,4 @@\n-# yaml-language-server")
    assert "plans.json<CR>\n+# yaml" in shown
    assert "-  cost:  paid \n+  cost:  paid\n" in shown
    assert shown.endswith("\n1 files would change\n")
    assert files_of(tmp_path) == before

    main(["check", "--fix", "--no-cache", "--root", str(tmp_path)])
    assert capsys.readouterr().err == "mended data/plans.yml\n"
    assert files_of(tmp_path) == before | {"data/plans.yml": text.replace(b"cost: paid", b"cost:  paid", 1)}
    assert main(["check", "--diff", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"
