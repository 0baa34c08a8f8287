"""Where a Chromium is on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"),
    "chromium-headless-shell",
)
_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
HOW_TO_GET_IT = (
    "PDFs need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask"
    " chromium; any: python -m playwright install chromium), or name one with CHROMIUM=/path/to/chromium,"
    " or leave the PDFs out with --no-pdf"
)


def chromium() -> str | None:
    """Return the path of a Chromium or None. `$CHROMIUM` decides alone where it is set."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    found = (shutil.which(name) for name in (*_NAMES, *_APPLICATIONS))
    return next((path for path in found if path), None) or _of_playwright()


def _of_playwright() -> str | None:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None
