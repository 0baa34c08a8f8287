"""What the check of the built site finds, and how fast, beside other checkers of links.

    python -m tests.bench.links_internal [SITE]

SITE is the built site (by default built now). It is copied page by page until it has 360 pages. The others are
those that are on PATH, or named: LYCHEE, LINKINATOR, LINKCHECKER. Each sees the same files: once as they are, which
gives false alarms and the time, once with the seeds of tests/inside. A seed counts as caught if its address is
reported where it was not before, however vaguely. Ends with 1 where the goal is missed: every seed, no false
alarm, at most half of lychee's time.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from crucible.checks.inside import check_site

from tests.inside import seeds
from tests.inside.seeds import Seed
from tests.sites import copy_of_root, crucible

PAGES = 360
ROUNDS = 15
HOST = "https://example.github.io/"
GROUPS = {
    "links": seeds.FOLLOWED,
    "form, language": seeds.WRITTEN,
    "files": seeds.LOADED,
    "ids": seeds.IDS,
    "shared sources": seeds.SHARED,
    "made addresses": seeds.MADE,
}
Tool = Callable[[Path, Path], set[str]]


def grown(site: Path) -> None:
    """Copy pages of a site beside themselves, with addresses of their own, until there are enough."""
    names = sorted(path.relative_to(site / "zh") for path in (site / "zh").rglob("*.html"))
    for number in range(PAGES // 3 - len(names)):
        for folder in (site, site / "zh", site / "ru"):
            page = folder / names[number % len(names)]
            name = f"{page.stem}-{number // len(names) + 1}.html"
            own = re.compile(rf'(<link rel="(?:canonical|alternate)"[^>]*/){re.escape(page.name)}"')
            text = own.sub(rf'\g<1>{name}"', page.read_text("utf-8"))
            page.with_name(name).write_text(text, encoding="utf-8")


def ours(root: Path, www: Path) -> set[str]:
    return {str(finding) for finding in check_site(root, www / "crucible") if finding.severity.value != "note"}


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900, check=False)
    return done.stdout


def lychee(root: Path, www: Path) -> set[str]:
    pages = [str(path) for path in sorted((www / "crucible").rglob("*.*")) if path.suffix in (".html", ".css", ".xml")]
    out = _run(
        [
            *(_tool("lychee"), "--offline", "--include-fragments=full", "--no-progress", "--format", "json"),
            *("--root-dir", str(www), "--remap", f"{HOST} file://{www}/", *pages),
        ],
        www,
    )
    report = json.loads(out)
    return {entry["url"] for entries in report["error_map"].values() for entry in entries}


def linkinator(root: Path, www: Path) -> set[str]:
    out = _run(
        [
            *(_tool("linkinator"), "crucible/**/*.html", "--check-fragments", "--check-css", "--format", "json"),
            *("--skip", r"^https?://(?!localhost|127\.0\.0\.1|\[::1\])"),
        ],
        www,
    )
    report = json.loads(out[out.index("{") :])
    return {re.sub(r":\d+/", "/", link["url"]) for link in report["links"] if link["state"] == "BROKEN"}


def linkchecker(root: Path, www: Path) -> set[str]:
    config = www / "linkcheckerrc"
    config.write_text("[AnchorCheck]\n", encoding="utf-8")
    pages = [path.as_uri() for path in sorted((www / "crucible").rglob("*.html"))]
    out = _run(
        [_tool("linkchecker"), "-f", str(config), "--no-robots", "--no-status", "-r", "1", "-o", "csv", *pages], www
    )
    lines = [line for line in out.splitlines() if not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return {row["url"] or row["urlname"] for row in rows}


def _tool(name: str) -> str:
    return os.environ.get(name.upper()) or name


def needle(seed: Seed) -> str:
    """The part of a seed's address by which it is known in any report: file and fragment, or what there is."""
    address = re.search(r"'([^']*)'", seed.says)
    url = unquote(address[1] if address else "").replace("\\", "/")
    path, _, fragment = url.partition("#")
    tail = path.rstrip("/").rpartition("/")[2].replace(".md", "")
    return f"#{fragment.partition(':~:')[0]}" if fragment.partition(":~:")[0] else tail


def caught(seed: Seed, before: set[str], after: set[str], own: bool, says: str) -> bool:
    if own:
        return any(line.startswith(says.partition("\n")[0]) for line in after)
    part = needle(seed)
    return bool(part) and any(part in unquote(url) for url in after - before)


def timed(tool: Tool, root: Path, www: Path) -> tuple[float, set[str]]:
    start = time.perf_counter()
    found = tool(root, www)
    return time.perf_counter() - start, found


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)  # LinkChecker, run by root, reads as nobody
        if arguments:
            built = Path(arguments[0]).resolve()
        else:
            built = home / "built"
            done = crucible("build", "--site-dir", str(built))
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 2
        root, planted = copy_of_root(home / "root"), copy_of_root(home / "planted-root")
        clean, faulty = home / "clean", home / "faulty"
        shutil.copytree(built, clean / "crucible")
        grown(clean / "crucible")
        shutil.copytree(clean, faulty)
        expected = seeds.plant(planted, faulty / "crucible", seeds.SEEDS)
        # linkinator's own server ends at an address that is no UTF-8: it sees a copy without them.
        spared = home / "spared"
        shutil.copytree(clean, spared)
        seeds.plant(
            copy_of_root(home / "spared-root"), spared / "crucible", [s for s in seeds.SEEDS if "UTF-8" not in s.says]
        )
        return report(root, planted, {"clean": clean, "faulty": faulty, "spared": spared}, expected)


def report(root: Path, planted: Path, copies: dict[str, Path], expected: dict[str, str]) -> int:
    clean = copies["clean"]
    tools: dict[str, Tool] = {"crucible": ours, "lychee": lychee, "linkinator": linkinator, "linkchecker": linkchecker}
    there = {name: tool for name, tool in tools.items() if tool is ours or shutil.which(_tool(name))}
    # One after another, round by round, so that a busy machine is busy for both; the best round is the least busy one.
    fast: dict[str, list[float]] = {name: [] for name in ("crucible", "lychee") if name in there}
    for _ in range(ROUNDS):
        for name, seconds in fast.items():
            seconds.append(timed(there[name], root, clean)[0])
    rows, best, whole = [], {}, True
    for name, tool in there.items():
        spent, before = timed(tool, root, clean)
        best[name] = min(fast.get(name, [spent]))
        after = tool(planted, copies["spared" if tool is linkinator else "faulty"])
        own = tool is ours
        cells = []
        for group in GROUPS.values():
            hits = sum(caught(seed, before, after, own, expected[seed.name]) for seed in group)
            cells.append(f"{hits}/{len(group)}")
            whole = whole and (not own or hits == len(group))
        whole = whole and (not own or not before)
        rows.append(f"| {name} | {' | '.join(cells)} | {len(before)} | {best[name]:.2f} |")
    print(f"| | {' | '.join(GROUPS)} | false alarms | seconds |")
    print(f"| --- | {' | '.join('---:' for _ in GROUPS)} | ---: | ---: |")
    print("\n".join(rows))
    if "lychee" not in best:
        print("lychee is not there to compare with", file=sys.stderr)
        return 2
    share = best["crucible"] / best["lychee"]
    print(f"\ncrucible takes {share:.2f} of lychee's time (goal: 0.50)")
    return 0 if whole and share <= 0.5 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
