"""How long `crucible check` takes on the real data, and on data many times as large.

    python -m tests.bench.scale [10 30 100]

Each figure is of a process of its own: seconds of CPU from its start, and the most memory that it held; the first check
of a copy knows nothing, the next one what the first has judged. A site of 100 times the data has each entry of a list
100 times under other ids, with a page of its own for each plan.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from crucible.language import CODES

from tests.golden import copy
from tests.sites import ROOT

MANY = ("plans", "references", "faq", "procedures", "collections", "duties", "routes", "messages", "glossary")
RUN = """
import os, resource, sys
sys.path.insert(0, "hooks")
from crucible.cli import main
from crucible.source import text
text.MAX_BYTES = 1 << 30  # larger than a file of any site may be
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
os._exit(code)  # as the command does
"""


def enlarged(folder: Path, times: int) -> Path:
    """Return the real site with `times` as much data."""
    site = copy(".", folder)
    files = {name: (site / "data" / f"{name}.yml").read_text(encoding="utf-8") for name in MANY}
    ids = {id for text in files.values() for id in re.findall(r"^- id: (\S+)$", text, re.M)}
    known = "|".join(sorted(ids, key=len, reverse=True))
    pattern = re.compile(rf'(?m)(^- id: |^      reference: |^    - |(?:plan|procedure): |")({known})(?=$|")')
    pages = {
        path: path.read_text(encoding="utf-8")
        for code in CODES
        for path in (site / "content" / code / "plans").glob("*.md")
    }
    for number in range(1, times):
        suffix = "-" + "".join(chr(97 + int(digit)) for digit in str(number))
        for name, text in files.items():
            body = text[text.index("\n- id:") :].lstrip("\n")
            with (site / "data" / f"{name}.yml").open("a", encoding="utf-8") as file:
                file.write(pattern.sub(lambda m, s=suffix: f"{m[1]}{m[2]}{s}", body))  # type: ignore[misc]  # bound now
        for path, text in pages.items():
            new = path.with_name(f"{path.stem}{suffix}.md")
            new.write_text(text.replace(f"#{path.stem} ", f"#{path.stem}{suffix} "), encoding="utf-8")
    return site


def measured(site: Path) -> tuple[float, int, str]:
    """Return seconds of CPU, kilobytes at most, and the last line of the report of a check."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", RUN, "check", "--root", str(site)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,  # findings are no failure here
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    *_, report, memory = done.stdout.strip().splitlines()
    return seconds, int(memory), report


def main() -> None:
    print(
        "| Data | First check, CPU s | Next check, CPU s | Memory MB | Report |\n| ---: | ---: | ---: | ---: | :--- |"
    )
    for times in [1, *map(int, sys.argv[1:] or ("10", "30", "100"))]:
        with tempfile.TemporaryDirectory() as folder:
            site = enlarged(Path(folder) / "site", times)
            seconds, memory, report = measured(site)
            again, _, _ = measured(site)
            print(f"| {times} × | {seconds:.2f} | {again:.2f} | {memory / 1024:.0f} | {report} |", flush=True)


if __name__ == "__main__":
    main()
