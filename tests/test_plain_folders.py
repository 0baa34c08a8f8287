"""Folders of pages that others made: found where they are kept, compared without data, with no false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources
from crucible.cli import main
from crucible.fix import mends
from crucible.layout import PageFile, is_house, page_files

EN = "# Hours\n\nYou have 15 hours.\n"
ZH = "# 小时数\n\n你有 16 小时。\n"
RU = "# Часы\n\nУ вас есть 16 часов.\n"
FAULTS = {"zh": ":3:4 number", "ru": ":3:12 number"}


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return root


def said(root: Path) -> list[str]:
    return [f"{f.place} {f.rule}" for f in check_sources(Sources.read(root))]


@pytest.mark.parametrize(
    ("english", "chinese", "russian"),
    [
        ("content/en/a.md", "content/zh/a.md", "content/ru/a.md"),
        ("docs/en-us/x/a.md", "docs/zh-CN/x/a.md", "docs/ru-RU/x/a.md"),
        ("en/a.md", "zh_CN/a.md", "ru/a.md"),
        ("i18n/en/a.md", "i18n/zh-Hans/a.md", "i18n/ru/a.md"),
        ("docs/a.md", "docs/a.zh.md", "docs/a.ru.md"),
        ("docs/a.en.md", "docs/a.zh-CN.md", "docs/a.ru.md"),
        ("README.md", "README.zh-CN.md", "README_ru.md"),
        ("README.en.md", "README.md", "README.ru.md"),
        ("NAME/a/B.md", "NAME.zh-cn/a/b.md", "NAME.ru-ru/a/B.md"),
        ("NAME/a.md", "NAME-zh/a.md", "NAME-ru/a.md"),
        ("docs/guide/a.md", "docs/zh/guide/a.md", "docs/ru/guide/a.md"),
        ("README.md", "translations/zh/README.md", "docs/README.ru.md"),
        ("help/en.md", "help/zh.md", "help/ru.md"),
    ],
)
def test_a_language_is_told_as_people_tell_it(tmp_path: Path, english: str, chinese: str, russian: str) -> None:
    root = written(tmp_path, {english: EN, chinese: ZH, russian: RU})
    assert said(root) == sorted([chinese + FAULTS["zh"], russian + FAULTS["ru"]])


def test_what_tells_no_language_is_left_out_and_counted(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        {
            "docs/en/a.md": EN,
            "docs/zh/a.md": ZH,
            "docs/zh-tw/a.md": ZH,
            "docs/fr/a.md": "# Heures\n",
            "CHANGES.md": "# Changes\n",
            "how-to-en.md": EN,
            ".github/zh/a.md": ZH,
            "node_modules/x/README.zh.md": ZH,
        },
    )
    files = page_files(root, house=False)
    assert files.found == (
        PageFile("docs/en/a.md", "en", "docs/a.md"),
        PageFile("docs/zh/a.md", "zh", "docs/a.md"),
    )
    assert files.left_out == 4
    counted = "2 pages read (1 en, 1 zh), 1 beside their English; 4 without a language left out"
    assert Sources.read(root).counted == counted


@pytest.mark.parametrize("name", ["NAME.ru-ru", "ru", "zh"])
def test_a_root_named_as_a_language_may_hold_them_all(name: str, tmp_path: Path) -> None:
    files = {"a.md": EN, "a.ru.md": RU, "content/b.md": EN, "content/b.ru.md": RU, "alone.md": RU, "others.md": EN}
    found = page_files(written(tmp_path / name, files), house=False).found
    languages = {file.path: file.language for file in found}
    assert languages.items() >= {"a.md": "en", "a.ru.md": "ru", "content/b.md": "en", "content/b.ru.md": "ru"}.items()
    assert languages.get("alone.md") == (None if name == "zh" else "ru")
    assert "others.md" not in languages


@pytest.mark.parametrize("name", ["NAME.ru-ru", "ru", "pages"])
def test_translations_alone_are_judged_by_what_needs_no_english(tmp_path: Path, name: str) -> None:
    table = "\n| План | Часы | |\n| --- | --- | --- |\n| Silver | Networkных | 5 |\n"
    front = "---\ntitle: 5 часа\n---\n"
    root = written(
        tmp_path / name, {"a/b.md": f"{front}# Часы\n\nУ вас есть 5 часа.\n{table}", "a/toc.yml": "- 5 часа\n"}
    )
    assert said(root) == [
        "a/b.md:2:10 plural",
        "a/b.md:6:14 plural",
        "a/b.md:8:16 table-head",
        "a/b.md:10:12 half-translated",
        "a/toc.yml:1:5 plural",
    ]
    written(root, {"a/b.md": RU, "a/toc.yml": "- 5 часов\n"})
    assert said(root) == []


def test_a_folder_without_pages_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, {"docs/notes.txt": "a", "data/numbers.yml": "a: b\n"})
    assert main(["check", "--root", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "has no pages, none of these stands in it:" in shown.err
    assert "docs/<language>/page.md" in shown.err
    written(tmp_path, {"docs/en/a.md": EN})
    assert main(["check", "--root", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("no findings\n", "crucible: 1 page read (1 en), 0 beside their English\n")


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("data/numbers.yml", "- id: a\n", False),
        ("data/products.yml", "- name: Chair\n  price: 7\n", False),
        ("locales/zh.yml", "zh: {a: b}\n", False),
        ("mkdocs.yml", "site_name: A\nplugins: [!ENV X]\n", False),
        ("data/products.yml", "- id: chair\n  name: Chair\n", True),
        ("locales/zh/LC_MESSAGES/messages.po", 'msgid ""\nmsgstr ""\n', True),
        ("mkdocs.yml", "hooks: [hooks/mkdocs_events.py]\n", True),
    ],
)
def test_a_site_is_ours_by_its_data_catalogs_or_hook(tmp_path: Path, path: str, text: str, ours: bool) -> None:
    assert is_house(written(tmp_path, {path: text})) is ours
    if not ours:
        assert said(written(tmp_path, {"en/a.md": EN, "zh/a.md": ZH})) == ["zh/a.md:3:4 number"]


FAQ_EN = """### YamlMime:FAQ
metadata:
  title: Questions about hours
  author: foo bar
  ms.date: 04/27/2020
  uid: faq
sections:
  - name: Before you start
    questions:
      - question: How long will you have to wait for it?
        answer: |
          Wait 3 days.

          - Ask [us](ask.md).
          - You can't cancel it.
      - question: Who may ask?
        answer: "Only \\u0022admins\\u0022 can ask for 5 hours."
limit: 15
links:
  - {uid: b, text: The second of the pages, url: https://example.com/en-us/b}
  - {uid: a, text: The first of the pages, url: https://example.com/en-us/a}
"""
FAQ_RU = """### YamlMime:FAQ
metadata:
  title: Вопросы о часах
  author: baz
  ms.date: 05/12/2021
  ms.lasthandoff: 05/13/2021
  uid: faq
sections:
- name: Перед началом работы
  questions:
  - question: Сколько ждать?
    answer: >
      Подождите 3 дня.


      - Спросите [нас](ask.md).

      - Отменить его нельзя.
  - question: Кто может спросить?
    answer: "Только \\u0022администраторы\\u0022 могут запросить 5 часов."
limit: 15
links:
- {uid: a, text: Первая из страниц, url: https://example.com/ru-ru/a}
- {uid: b, text: Вторая из страниц, url: https://example.com/ru-ru/b}
"""
HERE = "docs/ru/faq.yml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="control"),
        pytest.param("3 дня", "4 дня", [f"{HERE}:13:17 number"], id="a figure of a folded text"),
        pytest.param("нельзя", "можно", [f"{HERE}:18:9 negation"], id="a denial in a list item"),
        pytest.param("ask.md", "tell.md", [f"{HERE}:16:22 same-link"], id="a link in a text"),
        pytest.param("5 часов", "6 часов", [f"{HERE}:20:64 number"], id="a figure behind escapes"),
        pytest.param("limit: 15", "limit: 16", [f"{HERE}:21:8 number"], id="a figure alone"),
        pytest.param("ru-ru/b", "ru-ru/c", [f"{HERE}:24:42 same-link"], id="an address"),
        pytest.param("Сколько ждать?", "''", [f"{HERE}:11:5 structure"], id="a text left empty"),
        pytest.param("Сколько ждать?", "How long will you have to wait for it?", [f"{HERE}:11:15 untranslated"],
                     id="a text left in English"),
        pytest.param("- name: Перед началом работы\n  questions", "- questions", [], id="a label left out"),
        pytest.param(FAQ_RU[FAQ_RU.index("  - question: Кто") : FAQ_RU.index("limit")], "",
                     [f"{HERE}:10:3 structure"], id="an item left out"),
        pytest.param("    answer: >\n", "    note: Совсем другие слова\n    answer: >\n", [f"{HERE}:12:5 structure"],
                     id="a text more"),
        pytest.param("links:\n", "links:\n- {uid: c, text: Третья}\n", [f"{HERE}:23:3 structure"], id="an item more"),
    ],
)  # fmt: skip
def test_texts_of_yaml_are_judged_at_their_place(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in FAQ_RU
    assert said(written(tmp_path, {"docs/en/faq.yml": FAQ_EN, HERE: FAQ_RU.replace(old, new, 1)})) == expected


def test_yaml_of_others_may_be_clever_but_must_be_yaml(tmp_path: Path) -> None:
    clever = "%YAML 1.1\n---\na: &x !tag {b: [1]}\na: 2\n? [c]\n: d\ne:\t*x\n<<: *x\n---\nf: g\n"
    root = written(tmp_path, {"en/a.yml": clever, "ru/a.yml": clever, "en/empty.yml": "# none\n", "ru/empty.yml": ""})
    assert said(root) == []
    written(root, {"ru/a.yml": "a: 'b\n", "en/t.yaml": "{{ a }}: [b\n", "ru/t.yaml": "{{ a }}: [b\n"})
    assert said(root) == ["ru/a.yml:1:4 yaml"]  # the other one is a template in each language


LAMPS_EN = """\
order: 10
lamps:
  one: less than 1 lamp
  other: less than %{count} lamps
"""
LAMPS_RU = """\
order: 20
lamps:
  one: меньше %{count} лампы
  few: меньше %{count} ламп в башне
  other: меньше %{count} ламп
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("one: меньше %{count} лампы", "one: меньше 1 лампы", []),
        ("one: меньше %{count} лампы", "one: меньше 3 ламп", ["ru/a.yml:3:15 number"]),
        ("few: меньше %{count}", "few: меньше %{lamps}", ["ru/a.yml:4:8 placeholder"]),
    ],
)
def test_a_text_has_a_form_for_each_number_that_its_language_knows(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert old in LAMPS_RU
    assert said(written(tmp_path, {"en/a.yml": LAMPS_EN, "ru/a.yml": LAMPS_RU.replace(old, new, 1)})) == expected


def test_numbers_of_yaml_are_the_same_but_for_the_rank_of_a_file(tmp_path: Path) -> None:
    english, russian = "name: Lamps here\nhours: 5\nweight: 1\n", "name: Лампы здесь\nhours: 6\nweight: 2\n"
    assert said(written(tmp_path, {"en/a.yml": english, "ru/a.yml": russian})) == ["ru/a.yml:2:8 number"]


def test_files_that_begin_with_the_tag_of_the_language_are_compared_below_it(tmp_path: Path) -> None:
    root = written(
        tmp_path, {"x/en.yml": "en:\n  a: Wait 3 days here\n", "x/zh-CN.yml": "zh-CN:\n  a: 在此等待 4 天\n"}
    )
    assert said(root) == ["x/zh-CN.yml:2:11 number"]


SIDE = '<span data-ttu-id="1-{0}">{1}</span><span class="sxs-lookup"><span data-stu-id="1-{0}">{2}</span></span>'


def test_a_page_that_shows_its_english_is_compared_with_it(tmp_path: Path) -> None:
    def page(hours: str) -> str:
        rows = [SIDE.format(n, *texts) for n, texts in enumerate(
            [("小时数", "Hours"), ("你必须等待。", "You must wait."), (f"你有 {hours} 小时。", "You have 15 hours."),
             ("计划", "Plan"), ("金额", "Amount"), ("全部", "All"), ("无限制", "Unlimited")])]  # fmt: skip
        head, wait, have, *cells = rows
        table = f"|{cells[0]}|{cells[1]}|\n|---|---|\n|{cells[2]}|{cells[3]}|\n"
        return f'---\ntitle: 小时数\n---\n# <a name="hours"></a>{head}\n{wait} {have}\n\n{table}'

    root = written(tmp_path, {"zh/a.md": page("15")})
    assert said(root) == []
    assert Sources.read(root).counted == "1 page read (1 zh), 1 beside their English"
    text = page("16").replace("无限制", "不包括")
    written(root, {"zh/a.md": text})
    places = [(line + 1, row.index(word) + 1) for word in ("16", "不包括")
              for line, row in enumerate(text.split("\n")) if word in row]  # fmt: skip
    assert said(root) == [f"zh/a.md:{line}:{column} {rule}"
                          for (line, column), rule in zip(places, ("number", "table-cell"), strict=True)]  # fmt: skip


def test_the_markdown_of_others_is_read_as_they_mean_it(tmp_path: Path) -> None:
    en = Path(__file__).parent / "plain"
    texts = {code: (en / f"page.{code}.md").read_text(encoding="utf-8") for code in ("en", "zh", "ru")}
    files = {f"docs/{code}/a.md": text for code, text in texts.items()}
    assert said(written(tmp_path, files)) == []
    dos = {path: f"\ufeff{text}".replace("\n", "\r\n") for path, text in files.items()}
    assert said(written(tmp_path, dos)) == []
    written(tmp_path, {"docs/ru/a.md": dos["docs/ru/a.md"].replace("3 способами", "4 способами")})
    line = texts["ru"][: texts["ru"].index("3 способами")].count("\n") + 1
    assert said(tmp_path) == [f"docs/ru/a.md:{line}:17 number"]


def test_a_page_may_begin_with_a_rule(tmp_path: Path) -> None:
    assert said(written(tmp_path, {"en/a.md": f"---\n{EN}", "ru/a.md": f"----\n{RU}"})) == ["ru/a.md:4:12 number"]
    spoken = {"en/b.md": f"---\n\n{EN}\nSo: wait.\n\n---\n", "ru/b.md": f"---\n\n{RU}\nИтак: ждите: долго.\n\n---\n"}
    assert said(written(tmp_path, spoken)) == ["ru/a.md:4:12 number", "ru/b.md:5:12 number"]


def test_mending_leaves_yaml_and_pages_with_their_english_alone(tmp_path: Path) -> None:
    beside = SIDE.format(1, "Ещё , слово", "One , word")
    files = {
        "ru/a.md": f"{beside}\n",
        "ru/b.md": "Слово , слово \n",
        "data/x.yml": "b:   1 \na: 2\n",
        "ru/c.yml": "a:   1\n",
    }
    assert [(mend.path, mend.after.decode()) for mend in mends(written(tmp_path, files))] == [
        ("ru/b.md", "Слово, слово\n")
    ]


def test_a_title_without_words_is_mended_no_further(tmp_path: Path) -> None:
    root = written(tmp_path, {"ru/a.md": "---\ntitle:\ndescription: Слово , слово\n---\n# А\n"})
    assert [mend.after.decode() for mend in mends(root)] == ["---\ntitle:\ndescription: Слово, слово\n---\n# А\n"]


def test_a_line_is_what_an_editor_calls_one(tmp_path: Path) -> None:
    en, ru = "a: 'One\u2028 two'\nb: 3\n", "a: 'Раз\u2028 два'\nb: 4\n"
    assert said(written(tmp_path, {"en/a.yml": en, "ru/a.yml": ru})) == ["ru/a.yml:2:4 number"]


def test_a_wide_table_takes_no_longer_than_its_cells(tmp_path: Path) -> None:
    wide = "| 1 " * 3000 + "|\n" + "| --- " * 3000 + "|\n" + "| 2 " * 3000 + "|\n"
    assert said(written(tmp_path, {"en/a.md": f"# A\n\n{wide}", "ru/a.md": f"# А\n\n{wide}"})) == []


def test_a_name_that_the_other_texts_keep_is_told_once_for_a_page(tmp_path: Path) -> None:
    kept_en = "# Tools\n\nOpen it in Night Garden.\n\nYou ask Night Garden twice.\n\nIt is shown by Night Garden.\n"
    kept_zh = "# 工具\n\n在 Night Garden 中打开。\n\n向 Night Garden 询问两次。\n\n由 Night Garden 显示。\n"
    lost_en = "# Users\n\nIt is sent by Night Garden users.\n\nFilters that Night Garden has help.\n"
    lost_zh = "# 用户\n\n由夜间花园的用户发送。\n\n夜间花园的筛选器很有用。\n"
    pages = {"en/a.md": kept_en, "zh/a.md": kept_zh, "en/b.md": lost_en, "zh/b.md": lost_zh}
    found = check_sources(Sources.read(written(tmp_path, pages)))
    assert [(str(f.place), f.rule) for f in found] == [("zh/b.md:3:1", "name")]
    assert found[0].message.endswith("also at line 5")


@pytest.mark.parametrize(("english", "expected"), [("Size : large", []), ("Size: large", ["ru/a.md:1:7 space-before"])])
def test_a_space_before_a_colon_is_told_unless_the_english_has_it(
    tmp_path: Path, english: str, expected: list[str]
) -> None:
    assert said(written(tmp_path, {"en/a.md": f"{english}\n", "ru/a.md": "Размер : большой\n"})) == expected


@pytest.mark.parametrize(
    ("english", "expected"), [("Lamps (*燈*) glow", []), ("Lamps glow", ["ru/a.md:1:9 wrong-language"])]
)
def test_chinese_signs_in_russian_are_told_unless_the_english_has_them(
    tmp_path: Path, english: str, expected: list[str]
) -> None:
    assert said(written(tmp_path, {"en/a.md": f"{english}\n", "ru/a.md": "Лампы (*燈*) горят\n"})) == expected


def test_a_cell_that_multiplies_has_no_mark(tmp_path: Path) -> None:
    table = "\n| A | B |\n| --- | --- |\n| {} | {} |\n"
    for english, russian, found in (
        ("3× light", "в 3 раза ярче", []),
        ("100 lamps at one time", "100 ламп × один раз", []),
        ("× dark", "тьма", ["table-cell"]),
    ):
        root = written(
            tmp_path / english[:3],
            {"en/a.md": table.format("lamp", english), "ru/a.md": table.format("лампа", russian)},
        )
        assert [line.rpartition(" ")[2] for line in said(root)] == found


def test_tables_of_other_people_may_have_no_heads_and_go_on(tmp_path: Path) -> None:
    plain = "\n| | |\n| --- | --- |\n| {} | {} |\n| ... | 7 |\n| 8 | ... |\n| N | ... |\n"
    odd = "\n| {0} | {2} |\n| --- | --- |\n| {1} | ... |\n"
    texts = {"content/en/a.md": ("Lamp", "Boat", "Sea"), "content/ru/a.md": ("Лампа", "Лодка", "")}
    root = written(tmp_path / "plain", {path: plain.format(*words) for path, words in texts.items()})
    assert said(root) == []
    root = written(tmp_path / "odd", {path: odd.format(*words) for path, words in texts.items()})
    assert {line.rpartition(" ")[2] for line in said(root)} == {"table-head", "table-filler"}
    both = {path: odd.format(*words[:2], "") for path, words in texts.items()}
    root = written(tmp_path / "both", both)
    assert {line.rpartition(" ")[2] for line in said(root)} == {"table-filler"}


def test_an_item_of_a_list_ends_a_table_of_other_people(tmp_path: Path) -> None:
    table = "| Lamp | Oil |\n| --- | --- |\n| One | 5 |\n"
    root = written(tmp_path / "item", {"content/en/a.md": f"{table}- **Lit** at night\n- by hand\n"})
    assert said(root) == []
    root = written(tmp_path / "row", {"content/en/a.md": f"{table}**Lit** at night\n"})
    assert [line.rpartition(" ")[2] for line in said(root)] == ["table-ragged"]


def test_a_yes_may_repeat_the_word_of_the_question(tmp_path: Path) -> None:
    pages = {
        "content/en/a.md": "| Lamp | Needs `oil`? |\n| --- | --- |\n| One | yes |\n| Two | no |\n",
        "content/zh/a.md": "| 灯 | 需要 `oil`？ |\n| --- | --- |\n| 一 | 需要 |\n| 二 | 不需要 |\n",
    }
    assert said(written(tmp_path / "said", pages)) == []
    other = {path: text.replace("需要 `oil`", "带 `oil`") for path, text in pages.items()}
    assert [line.rpartition(" ")[2] for line in said(written(tmp_path / "other", other))] == ["table-cell"]


def test_a_number_is_named_as_the_page_writes_it(tmp_path: Path) -> None:
    pages = {"content/en/a.md": "Light lamp 3.10 now.\n", "content/ru/a.md": "Зажгите лампу 3.20 сейчас.\n"}
    found = [f.message for f in check_sources(Sources.read(written(tmp_path, pages)))]
    assert found == ["'3.20' stands here, the English says '3.10'"]
