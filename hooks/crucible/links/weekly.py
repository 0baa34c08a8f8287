"""The weekly run on GitHub: carries the ledger from one run to the next and keeps one issue up to date.

    python -m crucible.links.weekly ledger    before the run: take over what the last run learned
    python -m crucible.links.weekly issue     after the run: open, update, reopen or close the issue

Speaks to GitHub by its own `gh`, which reads GH_TOKEN and GH_REPO. The ledger in the repository changes only
by a person's commit; between commits the artifact of the last run remembers.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from crucible.finding import Problem
from crucible.links import ledgerfile
from crucible.links.command import REPORTS
from crucible.links.issue import MARK, TITLE
from crucible.links.ledger import PATH, Ledger, later

WORKFLOW = "links.yml"
ARTIFACT = "links"


class GitHubError(Exception):
    """`gh` could not do it; the text is what it said."""


def main(arguments: list[str], root: Path = Path()) -> int:
    """Returns 0, or 2 when GitHub or the report could not be read."""
    try:
        match arguments:
            case ["ledger"]:
                print(take_over(root))
            case ["issue"]:
                print(keep_issue(root))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except (GitHubError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def take_over(root: Path) -> str:
    """Merge the ledger of the last finished run into `data/links.yml`; says in a sentence what was done."""
    runs = json.loads(
        _gh(
            "run",
            "list",
            "--workflow",
            WORKFLOW,
            "--status",
            "completed",
            "--limit",
            "5",
            "--json",
            "databaseId",
        )
    )
    for run in runs:
        with tempfile.TemporaryDirectory() as folder:
            try:
                _gh("run", "download", str(run["databaseId"]), "--name", ARTIFACT, "--dir", folder)
                learned = ledgerfile.load(Path(folder), "links.yml")
            except (GitHubError, Problem):
                continue  # expired, or that run ended before it wrote one
        merged = later(ledgerfile.load(root), learned)
        (root / PATH).write_text(ledgerfile.dumps(merged), encoding="utf-8", newline="\n")
        return f"took over {_count(learned)} from run {run['databaseId']}"
    return "no earlier run left a ledger"


def keep_issue(root: Path) -> str:
    """Make the one issue say what the report says; says in a sentence what was done."""
    body = root / REPORTS / "report.md"
    attention = json.loads((root / REPORTS / "report.json").read_text(encoding="utf-8"))["attention"]
    issue = _issue()
    if issue is None:
        if not attention:
            return "nothing needs attention"
        _gh("issue", "create", "--title", TITLE, "--body-file", str(body))
        return "opened the issue"
    number, is_open = str(issue["number"]), issue["state"] == "OPEN"
    if attention or is_open:
        _gh("issue", "edit", number, "--body-file", str(body))
    if attention and not is_open:
        _gh("issue", "reopen", number)
        return f"reopened issue {number}"
    if not attention and is_open:
        _gh("issue", "close", number, "--comment", "Nothing needs attention any more.")
        return f"closed issue {number}"
    return f"updated issue {number}" if attention else "nothing needs attention"


def _issue() -> dict[str, Any] | None:
    """Our issue: the open one, else the newest. A namesake that somebody wrote by hand has no mark."""
    found = json.loads(
        _gh(
            *("issue", "list", "--state", "all", "--limit", "50", "--search", f'"{TITLE}" in:title'),
            *("--json", "number,title,state,body"),
        )
    )
    ours = [issue for issue in found if issue["title"] == TITLE and issue["body"].startswith(MARK)]
    return max(ours, key=lambda issue: (issue["state"] == "OPEN", issue["number"]), default=None)


def _count(ledger: Ledger) -> str:
    return f"{len(ledger.entries)} addresses"


def _gh(*arguments: str) -> str:
    program = shutil.which("gh")
    if program is None:
        raise GitHubError("'gh' is not installed: https://cli.github.com")
    done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
        [program, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise GitHubError(f"gh {arguments[0]} {arguments[1]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
