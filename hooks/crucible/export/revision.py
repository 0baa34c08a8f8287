"""Which state of the sources a copy shows, and the time that stands in place of a clock.

In this order: git, for a folder whose files it keeps; `.revision`, which `git archive` fills in (gitattributes(5),
export-subst) and so does the source download of GitHub; the newest date in the data. `SOURCE_DATE_EPOCH` decides
the time wherever it is set (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from crucible.library import Library
from crucible.model import Source

SOURCES = ("mkdocs.yml", "content", "data", "locales", "overrides", "hooks")
_LENGTH = 10
_WRITTEN = re.compile(r"([0-9a-f]{40}) (\d+)\s*")


@dataclass(frozen=True)
class Revision:
    """A state of the sources. `commit` is empty where nothing knows it; `version` is the tag of a release."""

    when: datetime
    commit: str = ""
    changed: bool = False
    """Whether the sources hold changes that are in no commit."""
    version: str = ""

    @property
    def day(self) -> date:
        return self.when.date()

    @property
    def short(self) -> str:
        return self.commit[:_LENGTH] + ("+" if self.changed else "")

    @property
    def label(self) -> str:
        """What the names of the files call it: the version of a release, else the day."""
        return self.version or self.day.isoformat()


def revision(root: Path, library: Library) -> Revision:
    """Return the revision of the sources at `root`. Raises ValueError where SOURCE_DATE_EPOCH is no number."""
    found = _from_git(root) or _from_file(root) or Revision(_newest(library))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return found
    if not re.fullmatch(r"\d{1,11}", epoch):
        raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', expected seconds since 1970")
    return Revision(_moment(epoch), found.commit, found.changed, found.version)


def _from_git(root: Path) -> Revision | None:
    # A folder inside somebody else's repository that keeps none of its files has no revision of its own.
    if not _git(root, "ls-files", "--", *SOURCES):
        return None
    head = _WRITTEN.fullmatch(_git(root, "log", "-1", "--format=%H %ct"))
    if head is None:
        return None
    tags = [tag.removeprefix("v") for tag in _git(root, "tag", "--points-at", "HEAD").split()]
    versions = sorted((tag for tag in tags if re.fullmatch(r"\d+(\.\d+)*[\w.-]*", tag)), key=_by_number)
    changed = bool(_git(root, "status", "--porcelain", "--", *SOURCES))
    return Revision(_moment(head[2]), head[1], changed, versions[-1] if versions else "")


def _from_file(root: Path) -> Revision | None:
    path = root / ".revision"
    written = _WRITTEN.fullmatch(path.read_text(encoding="utf-8")) if path.is_file() else None
    return Revision(_moment(written[2]), written[1]) if written else None


def _newest(library: Library) -> datetime:
    days = [source.revised for source in library.all(Source)]
    return datetime.combine(max(days, default=date(1980, 1, 1)), time(), UTC)


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def _by_number(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.-]", version)]


def _git(root: Path, *command: str) -> str:
    # Called from a git hook, these would lead git to another repository.
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and a folder
            ["git", "-C", str(root), *command],  # noqa: S607 - wherever git is
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
