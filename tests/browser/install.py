"""Where the browser for the tests is, and how to get one: prints its path. Gets gettext, too.

`$CHROMIUM` decides alone. Without it the names below on PATH, the usual folders of macOS and Playwright's own download
are looked at; where none of them starts, Playwright and then the system's package manager install one.
Standard library only: nothing else is sure to work yet.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# The first two are Chromium without a window of its own: they need half of the time.
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@dataclass(frozen=True)
class Manager:
    """A package manager: how it installs, and what it calls the packages."""

    name: str
    install: tuple[str, ...]
    browser: str
    shell: str = ""
    """The browser without its window."""
    font: str = ""
    """With Chinese letters: without one, pictures of the Chinese pages show empty boxes."""
    library: str = ""
    """What Playwright's own Node needs and a minimal system lacks."""
    refresh: tuple[str, ...] = ()
    gettext: str = "gettext"
    """Has `msgcat` and `msgfmt`, which read the catalogs as translators' programs do."""


APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
MANAGERS = (
    Manager(
        "apt-get",
        (*APT, "install", "-y", "--no-install-recommends"),
        "chromium",
        "chromium-headless-shell",
        "fonts-noto-cjk",
        "libatomic1",
        (*APT, "update"),
    ),
    Manager("dnf", ("dnf", "install", "-y", "-q"), "chromium", font="google-noto-sans-cjk-fonts", library="libatomic"),
    Manager("zypper", ("zypper", "-n", "install"), "chromium", font="google-noto-sans-sc-fonts", library="libatomic1"),
    Manager("pacman", ("pacman", "-S", "--noconfirm"), "chromium", font="noto-fonts-cjk", refresh=("pacman", "-Sy")),
    Manager("brew", ("brew", "install", "--cask"), "chromium", gettext=""),
)
"""In the order in which they are looked for."""


def find() -> str | None:
    """The path of a browser that starts, or None."""
    return next((path for path in _places() if _starts(path)), None)


def _places() -> Iterator[str]:
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    if sys.platform == "darwin":
        yield from (path for path in APPLICATIONS if Path(path).exists())
    asked = _answer(sys.executable, "-c", ASK_PLAYWRIGHT)
    if asked and Path(asked).exists():
        yield asked


def _starts(path: str) -> bool:
    # Ubuntu's `chromium-browser` without its snap, and a download without its system libraries, exist and do not run.
    return bool(_answer(path, "--version"))


def _playwright_starts() -> bool:
    return bool(_answer(*PLAYWRIGHT, "--version"))


def download() -> str | None:
    """The path of the browser that Playwright has brought, or None where it could not."""
    _say("no Chromium here, trying: playwright install chromium")
    # Where the network is closed without an answer, Playwright waits 30 s for each of its attempts.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    return find() if _run(*PLAYWRIGHT, "install", "chromium", seconds=300, hide="stderr", **patience) else None


def install(*parts: str) -> None:
    """Let the system's package manager install these parts of a `Manager`, where it would not ask for a password."""
    manager = next((manager for manager in MANAGERS if shutil.which(manager.name)), None)
    packages = [package for part in parts if manager and (package := getattr(manager, part))]
    if manager is None or not packages:
        return
    as_root: tuple[str, ...] = ()
    if manager.name != "brew" and os.geteuid() != 0:
        as_root = ("sudo", "-n")
        if not _answer(*as_root, "id"):
            return
    if manager.refresh:
        _run(*as_root, *manager.refresh, seconds=300, hide="stdout")
    for package in packages:
        _say(f"trying: {manager.name} install {package}")
        _run(*as_root, *manager.install, package, seconds=600, hide="stdout")


def _answer(*command: str) -> str:
    """What the command prints, empty where it fails, is missing or says nothing for a minute."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _run(*command: str, seconds: int, hide: Literal["stdout", "stderr"], **extra: str) -> bool:
    """Whether the command succeeds in time.

    What is hidden is a stack trace per attempt of Playwright, and the progress of a package manager. The rest goes to
    stderr, since stdout is for the path.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if hide == "stdout" else sys.stderr,
        stderr=subprocess.DEVNULL if hide == "stderr" else sys.stderr,
        env=os.environ | extra,
        start_new_session=True,
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        _say(f"no end after {seconds} s: {' '.join(command)}")
        return False
    finally:
        if process.poll() is None:  # Playwright downloads in a child of its own, which must not stay behind
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _say(text: str) -> None:
    print(f"crucible: {text}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of a browser; 2 and one line where there is none and none can be installed."""
    if not shutil.which("msgcat"):
        install("gettext")
    if not _playwright_starts():
        install("library")
    if not _playwright_starts():
        _say("the tests need Playwright, which does not start: python -m playwright --version says why")
        return 2
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
        if path is None or not _starts(path):
            _say(f"CHROMIUM is '{named}', which does not start")
            return 2
    else:
        path = find() or download()
    if path is None:
        has_chinese_font = _answer("fc-list", ":lang=zh")
        install("shell", *([] if has_chinese_font else ["font"]))
        path = find()
    if path is None:
        install("browser")
        path = find()
    if path is None:
        _say(
            "the tests need Chromium and it could not be installed:"
            " install it, or name one with CHROMIUM=/path/to/chromium"
        )
        return 2
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
