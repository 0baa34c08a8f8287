"""What the last check has judged is not judged again, and nothing else comes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from crucible.checks import Sources, check_sources, judge, memory
from crucible.cli import main
from crucible.finding import Finding
from crucible.sentences import judging
from crucible.sentences.terms import Terms

from tests.sites import copy_of_little


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the little site with two mistakes, judged once."""
    folder = copy_of_little(tmp_path_factory.mktemp("remembered"))
    _change(folder / "content/ru/index.md", "Вы участник", "Вы не участник")
    _change(folder / "content/zh/index.md", "你是", "您是")
    _checked(folder)
    return folder


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The translations that the rules were asked about; what another test has judged in this process is forgotten."""
    judge._judge.cache_clear()
    asked: list[str] = []
    real = judging.faults_alone

    def faults_alone(text: str, *rest: object) -> object:
        asked.append(text)
        return real(text, *rest)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(judging, "faults_alone", faults_alone)
    yield asked
    judge._judge.cache_clear()


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _checked(root: Path) -> list[Finding]:
    sources = Sources.read(root)
    with judge.remembering(sources):
        return check_sources(sources)


def test_a_second_check_says_the_same_and_asks_no_rule_of_sentences(root: Path, judged: list[str]) -> None:
    found = _checked(root)
    assert not judged
    assert {("content/ru/index.md", "negation"), ("content/zh/index.md", "zh-you")} <= _said(found)
    judge._judge.cache_clear()
    assert found == check_sources(Sources.read(root))
    assert judged


def test_a_text_that_stands_twice_is_judged_once(tmp_path: Path) -> None:
    kept = memory.Memory(tmp_path, "judge")
    asked: list[str] = []

    def judged() -> memory.Said:
        asked.append("a")
        return (), ()

    assert [kept.said("a", judged), kept.said("a", judged)] == [((), ()), ((), ())]
    assert asked == ["a"]


def test_all_that_the_rules_see_tells_two_texts_apart(tmp_path: Path, judged: list[str]) -> None:
    one = judge.Judge(Terms.from_entries([]), "")
    one.memory = memory.Memory(tmp_path, "")
    usual = ("A lamp.", "Лампа.", "ru", "prose", frozenset[tuple[str, str]]())
    others = ("No lamp.", "Лампы нет.", "zh", "label", frozenset({("lamp", "лампа")}))
    asked = [usual, *((*usual[:n], other, *usual[n + 1 :]) for n, other in enumerate(others))]
    for seen in asked:
        one.faults(*seen)  # type: ignore[arg-type]  # of the types of `usual`
    one.faults(*usual, loose=True)
    one.faults(*usual)
    assert len(judged) == len(asked) + 1


def test_only_the_text_that_has_changed_is_judged_anew(root: Path, judged: list[str], tmp_path: Path) -> None:
    folder = shutil.copytree(root, tmp_path / "site")
    _change(folder / "content/zh/index.md", "的成员。", "的Azure成员。")
    found = _checked(folder)
    assert len(judged) == 1
    assert ("content/zh/index.md", "zh-space") in _said(found)


@pytest.mark.parametrize("what", ["the glossary", "the package"])
def test_what_another_one_has_judged_is_judged_anew(
    what: str, root: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = shutil.copytree(root, tmp_path / "site")
    _checked(folder)
    assert not judged
    if what == "the package":
        monkeypatch.setattr(memory, "_package", lambda: ["duty.py 1 2"])
    else:
        _change(folder / "data/glossary.yml", "- инцидент", "- случай")
    _checked(folder)
    assert len(judged) > 20


def test_the_package_is_named_by_all_its_sources(tmp_path: Path) -> None:
    (tmp_path / "rules" / "__pycache__").mkdir(parents=True)
    (tmp_path / "rules" / "__pycache__" / "one.cpython-311.py").write_text("")
    (tmp_path / "rules" / "one.py").write_text("1")
    (first,) = memory._package(tmp_path)
    (tmp_path / "rules" / "one.py").write_text("12")
    (second,) = memory._package(tmp_path)
    assert first != second
    assert {name.split()[0] for name in memory._package()} >= {"duty.py", "judge.py", "terms.py", "finding.py"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: b"\xff\xfe",
        lambda raw: b"[" * 100_000,
        lambda raw: b"[]",
        lambda raw: b'{"judge": 1}',
        lambda raw: _with(raw, [["0", 1, "dash", "x", ""]]),
        lambda raw: _with(raw, [[0, 1, "dash"]]),
        lambda raw: _with(raw, [[0, 1, "dash", "x", "", 5]]),
        lambda raw: _with(raw, {"a": 1}),
        lambda raw: _with(raw, 7),
    ],
    ids=["cut off", "empty", "no text", "deep", "list", "another judge", "type", "short", "fix", "mapping", "number"],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: object) -> None:
    (tmp_path / memory.FILE).parent.mkdir(parents=True)
    first = memory.Memory(tmp_path, "judge")
    assert first.said("a", lambda: ((), ())) == ((), ())
    first.save()
    file = tmp_path / memory.FILE
    assert memory.Memory(tmp_path, "judge")._before
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]  # a lambda above
    assert not memory.Memory(tmp_path, "judge")._before
    again = memory.Memory(tmp_path, "judge")
    again.said("a", lambda: ((), ()))
    again.save()
    assert memory.Memory(tmp_path, "judge")._before


def _said(found: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.place.path, finding.rule) for finding in found}


def _with(raw: bytes, alone: object) -> bytes:
    read = json.loads(raw)
    return json.dumps(read | {"said": {digest: [[], alone] for digest in read["said"]}}).encode()


def test_a_folder_that_cannot_be_written_to_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("mine")
    kept = memory.Memory(tmp_path, "judge")
    kept.said("a", lambda: ((), ()))
    kept.save()
    assert (tmp_path / ".cache").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]


def test_what_is_no_longer_there_is_forgotten(tmp_path: Path) -> None:
    for texts in ("ab", "b"):
        kept = memory.Memory(tmp_path, "judge")
        for text in texts:
            kept.said(text, lambda: ((), ()))
        kept.save()
    assert len(memory.Memory(tmp_path, "judge")._before) == 1
    assert [path.name for path in (tmp_path / memory.FILE).parent.iterdir()] == ["sentences.json"]


def test_nothing_is_kept_of_strangers_or_where_nobody_wants_it(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page\n\nText.\n")
    (tmp_path / "page.ru.md").write_text("# Страница\n\nТекст.\n")
    assert main(["check", "--root", str(tmp_path)]) == 0
    assert not (tmp_path / ".cache").exists()
    house = copy_of_little(tmp_path / "house")
    main(["check", "--no-cache", "--root", str(house)])
    assert not (house / ".cache").exists()
    main(["check", "--root", str(house)])
    assert (house / memory.FILE).is_file()
