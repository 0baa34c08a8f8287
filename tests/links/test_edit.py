"""A moved address is written into the YAML scalar at its place, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.finding import Finding, Place
from crucible.links.answer import Link
from crucible.links.edit import Replacement, apply, fixes, replaced
from crucible.links.kind import Kind
from crucible.links.result import Result
from crucible.links.verdict import Verdict

OLD, NEW = "https://old.example/a", "https://new.example/b?c#d"


def edited(text: str, line: int, column: int, old: str = OLD, new: str = NEW) -> str | None:
    return replaced(text, Replacement(Place("data/references.yml", line, column), old, new))


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [
        (f"url: {OLD}\n", (1, 6), f"url: {NEW}\n"),
        (f"url: {OLD}\n", (1, 1), f"url: {NEW}\n"),
        (f"url:   {OLD}   # why {OLD}\r\n", (1, 1), f"url:   {NEW}   # why {OLD}\r\n"),
        (f"# {OLD}\n- id: x\n  url: '{OLD}'\n", (3, 8), f"# {OLD}\n- id: x\n  url: '{NEW}'\n"),
        (f'url: "{OLD}"\n', (1, 6), f'url: "{NEW}"\n'),
        (f"a: [{OLD}, {OLD}/x]\n", (1, 5), f"a: [{NEW}, {OLD}/x]\n"),
        (f"a: {{url: {OLD}}}\n", (1, 10), f"a: {{url: {NEW}}}\n"),
        (f"was:\n  - {OLD}/x\n  - {OLD}", (3, 5), f"was:\n  - {OLD}/x\n  - {NEW}"),
        (f"\ufeffurl: {OLD}\n", (1, 2), f"\ufeffurl: {NEW}\n"),
        (f"a: план\nurl: {OLD} # 计划\n", (2, 6), f"a: план\nurl: {NEW} # 计划\n"),
    ],
)
def test_one_scalar_changes(before: str, place: tuple[int, int], after: str) -> None:
    assert edited(before, *place) == after


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(f"url: {OLD}/longer\n", (1, 6), id="a longer address"),
        pytest.param(f"url: x{OLD}\n", (1, 6), id="inside a word"),
        pytest.param("url: other\n", (1, 6), id="not there"),
        pytest.param(f"url: {OLD}\n", (2, 1), id="no such line"),
        pytest.param(f"url: other # {OLD}\n", (1, 6), id="in a comment"),
        pytest.param(f"text: >-\n  see {OLD} there\n", (2, 3), id="inside a longer text"),
        pytest.param(f'url: "https:\\/\\/old.example/a" # {OLD}\n', (1, 6), id="written with escapes"),
        pytest.param(f"{{ broken: {OLD}\n", (1, 11), id="broken YAML"),
    ],
)
def test_what_is_not_plainly_there_is_left_alone(text: str, place: tuple[int, int]) -> None:
    assert edited(text, *place) is None


def test_a_new_address_with_signs_of_yaml_is_quoted() -> None:
    assert edited(f"url: {OLD}\n", 1, 6, new="https://new.example/a,b") == 'url: "https://new.example/a,b"\n'
    assert edited(f"url: '{OLD}'\n", 1, 6, new="https://new.example/it's") == "url: 'https://new.example/it''s'\n"


def test_files_are_edited_and_the_rest_is_reported(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "references.yml"
    file.write_bytes(f"- url: {OLD}\r\n  text: план\r\n- url: {OLD}\r\n- url: other\r\n".encode())
    places = tuple(Place("data/references.yml", line, 8) for line in (1, 3, 4))
    moved = Result(Link(OLD, places), Verdict(OLD, Kind.MOVED, moved_to=NEW))
    fragment = Result(Link("other", places[2:]), Verdict("other", Kind.FRAGMENT_MISSING, moved_to=NEW))
    left = apply(tmp_path, fixes([moved, fragment]))
    assert file.read_bytes() == f"- url: {NEW}\r\n  text: план\r\n- url: {NEW}\r\n- url: other\r\n".encode()
    message = f"'{OLD}' has moved and could not be edited here"
    assert left == [Finding(places[2], message, "moved-link", f"write: {NEW}")]
