"""Measures the offline copy: its size, the time and memory of its making, the first page from file://.

    python -m tests.bench.offline

The figures of the last run stand in README.md beside this file.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, executable
from tests.sites import ROOT

RUNS = 11
EXPORT = """
import resource, sys
from crucible.cli import main
code = main()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "linux" else 1 / 1024))
sys.exit(code)
"""
FIRST = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def export(out: Path, *options: str) -> tuple[float, float]:
    """Return seconds and the peak of the memory in MB of `crucible offline`, without its browser."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", EXPORT, "offline", "--out", str(out), *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - start, float(done.stdout.splitlines()[-1]) / 1024


def first_page(folder: Path) -> list[float]:
    """Return the milliseconds until something is drawn, for each of several new windows."""
    times = []
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable(playwright), args=[*FLAGS, *root])
        for _ in range(RUNS):
            context = browser.new_context(offline=True)
            page = context.new_page()
            page.goto((folder / "index.html").as_uri())
            page.wait_for_function(FIRST)
            times.append(float(page.evaluate(FIRST)))
            context.close()
        browser.close()
    return times


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "dist"
        for words, options in (("zips", ["--no-pdf"]), ("zips and PDFs", [])):
            seconds, memory = export(out, *options)
            print(f"{words}: {seconds:.1f} s, peak {memory:.0f} MB")
        for path in sorted(out.iterdir()):
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
        whole = min(out.glob("*.zip"), key=lambda path: len(path.name))
        folder = Path(place) / "copy"
        with zipfile.ZipFile(whole) as opened:
            opened.extractall(folder)
        times = first_page(folder)
        print(f"first page from file://: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")


if __name__ == "__main__":
    main()
