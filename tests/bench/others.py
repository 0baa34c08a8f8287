"""What the checks say of pages that are not ours: findings per language and rule, and how many for ten pages.

    python -m tests.bench.others FOLDER [FOLDER …]

Which of them are true, only a reader of both languages can tell.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from crucible.checks import Sources, check_sources


def main(folders: list[str]) -> None:
    pages: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    started = time.process_time()
    for folder in folders:
        sources = Sources.read(Path(folder))
        languages = {file.path: file.language for file in sources.files.found}
        pages.update(languages.values())
        found.update((languages.get(f.place.path, "-"), f.rule) for f in check_sources(sources))
    for language, count in sorted(pages.items()):
        rules = {rule: number for (code, rule), number in found.most_common() if code == language}
        total = sum(rules.values())
        told = ", ".join(f"{rule} {number}" for rule, number in rules.items())
        print(f"{language}: {count} pages, {total} findings, {10 * total / count:.1f} for 10 pages: {told}")
    print(f"{time.process_time() - started:.1f} s CPU")


if __name__ == "__main__":
    main(sys.argv[1:])
