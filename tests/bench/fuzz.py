"""Arbitrary bytes in every kind of input file: no traceback, no crashed rule, an end within bounds.

    python -m tests.bench.fuzz [SECONDS] [SEED]

`tests/test_fuzz.py` runs a sample of the same in `make test`.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from crucible.checks import Sources, check_sources
from crucible.fix import mends

SITE = Path(__file__).parents[1] / "site"
SECONDS = 20
"""Of CPU time for one check of the tiny site with one file of up to a megabyte."""

INPUTS = (
    "data/sources.yml",
    "data/products.yml",
    "data/programmes.yml",
    "data/offers.yml",
    "data/roles.yml",
    "data/plans.yml",
    "data/comparisons/entitlements.yml",
    "data/comparisons/plans.yml",
    "data/faq.yml",
    "data/references.yml",
    "data/routes.yml",
    "data/procedures.yml",
    "data/collections.yml",
    "data/glossary.yml",
    "data/exceptions.yml",
    "data/redirects.yml",
    "data/links.yml",
    "data/published.yml",
    "content/en/index.md",
    "content/ru/index.md",
    "content/zh/index.md",
    "locales/ru/LC_MESSAGES/messages.po",
    "locales/zh/LC_MESSAGES/messages.po",
    "mkdocs.yml",
)

_YAML = (
    *("- ", ": ", "  ", "\t", "\n", "\r\n", "|", ">-", "[", "]", "{", "}", "&a ", "*a", "<<: ", "---\n", "...\n", "? "),
    *("!!python/object:os.system ", "# ", "'", '"', "\\", "\\x", "null", "~", "true", "0", "-1", "1e999", "9" * 5000),
)  # fmt: skip
_PAGES = (
    *("{{ ", " }}", "{% for x in y %}", "{{ amount( }}", "{#", "{{ name('a', *b) }}", "{{ ''.__class__ }}", "```\n"),
    *("{{ 9**9**9 }}", "~~~", "<script>", "<a href='javascript:x'>", "<!--", "-->", "](", "[a][b]", "![", "**", "_"),
    *("    ", "| a | b |\n", "|---|\n", "# A { #a }\n", "[^1]", "!!! advice ", "<details>", "&#x0;", "http://"),
    *("https://[::1", "https://a:b/", "#:~:text=", "2026-02-30"),
)  # fmt: skip
_CATALOGS = (
    *("msgid ", "msgstr ", 'msgid ""\nmsgstr ""\n', "msgstr[9] ", "#~ ", "#, fuzzy\n", "#| ", "msgctxt "),
    *("Plural-Forms: nplurals=1/0;\\n", "Language: xx\\n", '"\n"'),
)  # fmt: skip
_LETTERS = (
    *("字", "ё", "\u202e", "\ufeff", "\u00a0", "\u200b", "\U0001f600", "１５", "e\u0301", "\u2028", "\x85", "\x00"),
)  # fmt: skip
TOKENS = (
    *(token.encode() for token in (*_YAML, *_PAGES, *_CATALOGS, *_LETTERS)),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff\xfe", b"\xef\xbb\xbf"),
)


def mutated(chance: random.Random, data: bytes, other: bytes = b"") -> bytes:
    """Return the bytes with one to six changes: what a slip, a bad merge or a hostile pull request might do."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(OPERATORS)(chance, data, other)
    return data[:1_100_000]


def _span(chance: random.Random, data: bytes, most: int = 200) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.randint(0, most))


def _flip(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at, end = _span(chance, data, 1)
    return data[:at] + bytes([chance.randint(0, 255)]) + data[end:]


def _delete(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[start:end] * chance.choice((2, 2, 3, 40)) + data[end:]


def _token(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at, _ = _span(chance, data)
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 30)) + data[at:]


def _instead(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(chance, data, 20)
    return data[:start] + chance.choice(TOKENS) + data[end:]


def _move_line(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), b" " * chance.choice((0, 0, 1, 2, 4)) + line.strip())
    return b"\n".join(lines)


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(chance, other, 400)
    at, _ = _span(chance, data)
    return data[:at] + other[start:end] + data[at:]


def _cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


OPERATORS: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    *(_flip, _delete, _repeat, _token, _token, _instead, _move_line, _splice, _cut),
)


def check(root: Path, files: Mapping[str, bytes]) -> tuple[float, list[str]]:
    """Put the bytes into the files, check the site and see what would be mended; returns CPU seconds and what is wrong.

    Wrong is a traceback, a rule that crashed, or a change that would not be the last one.
    """
    before = {file: file.read_bytes() if file.is_file() else None for file in map(root.joinpath, files)}
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    start = time.process_time()
    try:
        wrong = [f.message for f in check_sources(Sources.read(root)) if f.rule == "crash"]
        for mend in list(mends(root)):
            if mend.path in files:
                (root / mend.path).write_bytes(mend.after)
                wrong += [f"mended twice: {again.path}" for again in mends(root) if again.path == mend.path]
    except Exception:
        wrong = [traceback.format_exc()]
    seconds = time.process_time() - start
    for file, old in before.items():
        if old is None:
            file.unlink()
        else:
            file.write_bytes(old)
    return seconds, wrong


def main(seconds: float, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - a seed that can be given again
    end = time.monotonic() + seconds
    times: Counter[str] = Counter()
    slowest, failed = (0.0, ""), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(SITE, root)
        known = {path: (root / path).read_bytes() if (root / path).is_file() else b"" for path in INPUTS}
        while time.monotonic() < end:
            path = chance.choice(INPUTS)
            data = mutated(chance, known[path], known[chance.choice(INPUTS)])
            took, wrong = check(root, {path: data})
            times[path] += 1
            slowest = max(slowest, (took, path))
            if wrong or took > SECONDS:
                failed += 1
                kept = Path(tempfile.mkstemp(prefix="fuzz-", suffix=f"-{Path(path).name}")[1])
                kept.write_bytes(data)
                print(f"{path}, kept as {kept}: {took:.1f} s {' '.join(wrong)[-1500:]}", flush=True)
        print(f"{sum(times.values())} inputs in {len(times)} files, {failed} failed; slowest {slowest[0]:.2f} s CPU")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(float((sys.argv[1:] or ["60"])[0]), int((sys.argv[2:] or ["0"])[0])))
