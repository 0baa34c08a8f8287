"""A real Chromium and a real HTTP server on loopback, started once; what every page asks and says is kept.

Chromium: $CHROMIUM, else one on PATH, else the one that `playwright install chromium` brings. None of them is
a failure, never a skip: a browser test that did not run has shown nothing.
"""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Without these a Chromium calls its maker at every start.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
)
# Parts of the browser's own window: each new window would draw them in two pages of their own, for half of its time.
WINDOW = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess")
# What Playwright switches off, of which our own list takes the place.
PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
PATIENCE_MS = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = [*FLAGS, f"--disable-features={','.join(WINDOW + PLAYWRIGHT)}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        chromium = playwright.chromium.launch(executable_path=executable(playwright), args=flags)
        yield chromium
        chromium.close()


def executable(playwright: Playwright) -> str:
    asked = os.environ.get("CHROMIUM")
    candidates = [asked] if asked else [*NAMES, playwright.chromium.executable_path]
    for candidate in candidates:
        if path := shutil.which(candidate):
            return path
    pytest.fail(f"no Chromium as {', '.join(candidates)}: set CHROMIUM or run 'playwright install chromium'")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder and return its address, http://127.0.0.1:<port>; one server per folder."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=str(folder))
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def requested() -> list[str]:
    """Addresses that the pages of this test have asked for, those inside a page (data:, blob:) left out."""
    return []


@pytest.fixture
def errors() -> list[str]:
    """What went wrong in the pages of this test: console errors and warnings, exceptions, failed requests."""
    return []


@pytest.fixture
def open_page(browser: Browser, requested: list[str], errors: list[str]) -> Iterator[Callable[..., Page]]:
    """Open an address in a new window: `open_page(url, viewport=…)`; file: is opened with the network off.

    `script` is run in every frame before the page's own scripts; other options are Playwright's.
    """
    contexts: list[BrowserContext] = []

    def start(url: str, script: str = "", **options: Any) -> Page:
        options.setdefault("offline", url.startswith("file:"))
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(script)
        page = context.new_page()
        page.on("request", lambda request: _keep(requested, request.url))
        page.on("requestfailed", lambda request: errors.append(f"{request.failure}: {request.url}"))
        page.on("pageerror", lambda error: errors.append(str(error)))
        # A failed status comes as a console error too.
        page.on("console", lambda said: errors.extend([said.text] if said.type in ("error", "warning") else []))
        page.goto(url)
        return page

    yield start
    for context in contexts:
        context.close()


def _keep(requested: list[str], url: str) -> None:
    if not url.startswith(("data:", "blob:", "about:")):
        requested.append(url)
