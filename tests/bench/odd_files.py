"""Folders and files that no editor makes: which findings a check of them ends in, how long it takes, how much memory.

    python -m tests.bench.odd_files [SHAPE …]

Each is checked in a process of its own that obeys the permissions of files, also where root runs it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.huge import SITE, checked

_DAC = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, with which root reads what may not be read."""


@contextmanager
def obeying() -> Iterator[None]:
    """Obey the permissions of files within, as everybody but root does. Linux."""
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc.capget(head, sets)
    kept = sets[0]
    sets[0] &= ~_DAC
    libc.capset(head, sets)
    try:
        yield
    finally:
        sets[0] = kept
        libc.capset(head, sets)


def _obey() -> None:
    """The same for good, also for the program that this process begins (PR_CAPBSET_DROP)."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):
        libc.prctl(24, capability)


def _closed(folder: str, mode: int) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder).chmod(mode)

    return make


def _folder_for(path: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).mkdir(parents=True)

    return make


def _link(path: str, to: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(to)

    return make


def _named(folder: str, name: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / name).write_text("# A { #a }\n\nWord.\n", encoding="utf-8")

    return make


def _nested(folder: str, name: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / folder).mkdir(parents=True, exist_ok=True)
        here = Path.cwd()
        os.chdir(root / folder)
        for _ in range(4000):
            Path("d").mkdir()
            os.chdir("d")
        Path(name).write_text("# A { #a }\n", encoding="utf-8")
        os.chdir(here)

    return make


def _many(folder: str, ending: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / folder).mkdir(parents=True, exist_ok=True)
        for n in range(20_000):
            (root / folder / f"f{n}{ending}").touch()

    return make


FOLDERS: tuple[str, ...] = (
    "content",
    "content/ru",
    "content/ru/plans",
    "data",
    "data/comparisons",
    "locales",
    "locales/ru",
)
FOLDERS += ("locales/ru/LC_MESSAGES", "locales/source", "overrides", "overrides/components")
SHAPES: dict[str, Callable[[Path], None]] = {
    **{f"{mode:o} {folder}": _closed(folder, mode) for folder in FOLDERS for mode in (0o444, 0o111, 0)},
    **{
        f"folder {path}": _folder_for(path)
        for path in (
            *("data/faq.yml", "content/en/index.md", "content/ru/x.md", "locales/ru/LC_MESSAGES/messages.po"),
            *("mkdocs.yml", "overrides/components/table.html", "data/x.yml", "data/comparisons/x.yml"),
            *("locales/source/index.yml", "data/exceptions.yml", "data/glossary.yml"),
        )
    },
    **{
        f"link {path} to {to}": _link(path, to)
        for path, to in (
            *(("content/en/x.md", "x.md"), ("content/en/x", "."), ("content/ru/x", "../.."), ("data/x", ".")),
            *(("data/faq.yml", "faq.yml"), ("data/comparisons/x", ".."), ("content/en/out", "/usr/lib")),
            *(("content/en/out.md", "/etc/passwd"), ("data/out", "/etc"), ("data/faq.yml", "/etc/passwd")),
            *(("overrides/out", "/usr/lib"), ("overrides/x", "."), ("locales/source/x", ".."), ("mkdocs.yml", "x")),
            *(("content/en/none.md", "none"), ("data/faq.yml", "none"), ("locales/ru/LC_MESSAGES/messages.po", "x")),
            *(("content/en/picture.png", "picture.png"), ("overrides/a.html", "a.html")),
        )
    },
    **{
        f"name {folder}/{name!a}": _named(folder, name)
        for folder in ("content/en", "content/ru", "data", "overrides/components", "locales/source")
        for name in (
            *("a\nb.md", "a\x1b[31mb.md", "a\u202eb.md", "a\tb.md", "a\u200bb.md", os.fsdecode(b"\xff.md")),
            *("a\nb.yml", "a\x1b[31mb.yml", "a\u202eb.yml", "a::error::b.yml", "a%0Ab.html", "a" * 250 + ".md"),
            *("a\nb.html", " .md", ".md", "[.md", "*.md", "#a.md", "a b.md", "a?b.md", "<a>.md", "'\".md"),
        )
    },
    **{
        f"nested {folder}/{name}": _nested(folder, name)
        for folder in ("content/en", "data", "overrides", "locales/source")
        for name in ("a.md", "a.yml")
    },
    **{
        f"many {folder}/*{ending}": _many(folder, ending)
        for folder, ending in (
            *(("content/en", ".md"), ("content/ru", ".md"), ("data", ".yml"), ("data/comparisons", ".yml")),
            *(("locales/source", ".yml"), ("overrides/components", ".html"), ("content/en", ".png")),
        )
    },
}


def main(names: list[str]) -> int:
    """Print a row for each shape. Returns 1 where one ended in a crash, or not at all."""
    failed = 0
    print("| Shape | s | MB | Report |\n| :--- | ---: | ---: | :--- |")
    for name in names or SHAPES:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            root = Path(folder) / "site"
            shutil.copytree(SITE, root)
            SHAPES[name](root)
            seconds, _, memory, report = checked(root, first=_obey)
            subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
            subprocess.run(["rm", "-rf", f"{folder}/site"], check=False)
        failed += "ended" in report
        print(f"| {name!a} | {seconds:.2f} | {memory} | {report} |", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
