"""Which bytes are a text that people can edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from crucible.finding import Problem
from crucible.source.text import read_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("支持\r\nПоддержка\r".encode(), "支持\nПоддержка\n", id="line ends"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_text_is_read(tmp_path: Path, raw: bytes, expected: str) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    assert read_text(tmp_path, "a.md") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a\n".encode("utf-16"), ["a.md:1:1: is UTF-16, expected UTF-8"], id="UTF-16"),
        pytest.param(b"\xef\xbb\xbfa\n", ["a.md:1:1: begins with a byte order mark"], id="byte order mark"),
        pytest.param("支持\n支".encode() + b"\xff", ["a.md:2:2: byte 0xff is not UTF-8"], id="not UTF-8"),
        pytest.param(b"a\x00b\n", ["a.md:1:2: contains the invisible character U+0000"], id="NUL"),
        pytest.param("a\u202eb\u200e\n".encode(), [
            "a.md:1:2: contains the invisible character U+202E", "a.md:1:4: contains the invisible character U+200E",
        ], id="bidi"),
        pytest.param(b"x" * 1_000_001, ["a.md:1:1: is larger than 1000 kB"], id="too large"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes, expected: list[str]) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    with pytest.raises(Problem) as problem:
        read_text(tmp_path, "a.md")
    assert [f"{f.place}: {f.message}" for f in problem.value.findings] == expected


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Problem) as problem:
        read_text(tmp_path, "b.md")
    assert [str(f.message) for f in problem.value.findings] == ["cannot be read: No such file or directory"]
