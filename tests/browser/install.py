"""Where the browser for the tests is, and how to get one: prints its path.

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
from collections.abc import Iterator, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
APT_INSTALL = (*APT, "install", "-y", "--no-install-recommends")
BROWSER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": ((*APT, "update"), (*APT_INSTALL, "chromium")),
    "dnf": (("dnf", "install", "-y", "-q", "chromium"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "chromium"),),
    "apk": (("apk", "add", "chromium"),),
    "zypper": (("zypper", "--non-interactive", "install", "chromium"),),
    "brew": (("brew", "install", "--cask", "chromium"),),
}
"""What each package manager runs, in the order in which they are looked for."""

CHINESE_FONT: Mapping[str, tuple[str, ...]] = {
    "apt-get": (*APT_INSTALL, "fonts-noto-cjk"),
    "dnf": ("dnf", "install", "-y", "-q", "google-noto-sans-cjk-fonts"),
    "pacman": ("pacman", "-S", "--noconfirm", "noto-fonts-cjk"),
    "apk": ("apk", "add", "font-noto-cjk"),
}
"""Without such a font, pictures of the Chinese pages show empty boxes; macOS and Windows bring their own."""

WAY_OUT = "install it, or name one with CHROMIUM=/path/to/chromium"


def find() -> str | None:
    """The path of a browser that starts, or None."""
    return next((path for path in _places() if _starts(path)), None)


def install() -> str | None:
    """The path of a browser that was installed now, or None where no way worked."""
    _say("no Chromium here, trying: playwright install chromium")
    # Where the network is closed without an answer, Playwright waits 30 s for each of its attempts.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    if _run(sys.executable, "-m", "playwright", "install", "chromium", seconds=300, **patience) and (path := find()):
        return path
    manager = next((name for name in BROWSER if shutil.which(name)), None)
    if manager is None or (prefix := _privilege(manager)) is None:
        return None
    _say(f"that did not help, trying: {manager}")
    for command in BROWSER[manager]:
        _run(*prefix, *command, seconds=600)
    if manager in CHINESE_FONT and not _has_chinese_font():
        _run(*prefix, *CHINESE_FONT[manager], seconds=600)
    return find()


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


def _privilege(manager: str) -> tuple[str, ...] | None:
    """What goes before a command of the package manager, None where it would ask for a password."""
    if manager == "brew" or os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if _answer("sudo", "-n", "id") else None


def _has_chinese_font() -> bool:
    return bool(_answer("fc-list", ":lang=zh"))


def _answer(*command: str) -> str:
    """What the command prints, empty where it fails, is missing or says nothing for a minute."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _run(*command: str, seconds: int, **extra: str) -> bool:
    """Whether the command succeeds in time; what it says goes to stderr, since stdout is for the path."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=os.environ | extra, start_new_session=True
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
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
        if path is None or not _starts(path):
            _say(f"CHROMIUM is '{named}', which does not start")
            return 2
    else:
        path = find() or install()
    if path is None:
        _say(f"the tests need Chromium and it could not be installed: {WAY_OUT}")
        return 2
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
