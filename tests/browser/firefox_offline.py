"""The unzipped copy in Firefox: `make firefox`. Not part of `make test`, which needs one browser only.

Firefox is spoken to by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it serves itself. Every request
that would leave the machine goes to a proxy of this test, which writes it down and answers nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from crucible.export import archive
from crucible.export.edition import edition
from crucible.language import CODES

from tests.browser.test_offline import QUESTIONS
from tests.browser.test_site import FOLDERS
from tests.copies import NOON, origin

NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
PATIENCE = 30
# What Firefox asks its makers for on its own, all off; and every other request to the proxy, also to this machine.
PREFERENCES: dict[str, str | int | bool] = {
    "network.proxy.type": 1,
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.no_proxies_on": "",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.trr.mode": 5,
    "app.update.disabledForTesting": True,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.startup.page": 0,
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
    "remote.active-protocols": 1,
    "focusmanager.testmode": True,  # the window counts as the one in front
}
# What it asks all the same at its start; no page of the copy names these hosts, as `crucible offline verify` shows.
_MAKERS = re.compile(r"^CONNECT [\w.-]+\.(?:mozilla\.(?:com|net|org)|firefox\.com|mozgcp\.net):443 ")
SEARCH = """async question => {
  const field = document.querySelector(".md-search__input");
  const open = document.querySelector("#__search");  // on file:// Material reads the index when the search opens
  if (!open.checked) open.click();
  field.focus();
  const seen = () => document.querySelector(".md-search-result__list").innerHTML;
  const meta = () => document.querySelector(".md-search-result__meta").textContent.trim();
  const says = JSON.parse(document.querySelector("#__config").textContent).translations;
  const type = async (text, done) => {
    field.value = text;
    field.dispatchEvent(new KeyboardEvent("keyup", {key: "Shift", bubbles: true}));
    field.dispatchEvent(new Event("input", {bubbles: true}));
    for (let tries = 0; tries < 200 && !done(); tries++) await new Promise(wait => setTimeout(wait, 25));
  };
  await type("", () => meta() === says["search.result.placeholder"]);
  await type(question, () => meta() !== says["search.result.placeholder"] && seen());
  const item = document.querySelector(".md-search-result__item");
  if (!item) return "";
  const links = [...item.querySelectorAll("a")];
  links.sort((a, b) => b.firstElementChild.dataset.mdScore - a.firstElementChild.dataset.mdScore);
  return links[0].href;
}"""


# A page that is left while it loads its index says so as an error.
SWITCH = """async () => {
  for (let tries = 0; tries < 200 && typeof __index === "undefined"; tries++) {
    await new Promise(wait => setTimeout(wait, 25));
  }
  document.querySelector(".language-switch a:not([aria-current])").click();
}"""


class Firefox:
    """One window of a running Firefox. `said` are its console errors and warnings."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket, self.said, self.window = socket, list[str](), ""
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def listen(self) -> None:
        async for message in self.socket:
            answer = message.json()
            if answer["type"] == "event":
                if answer["params"].get("level") in ("error", "warn"):
                    self.said.append(str(answer["params"].get("text")))
            else:
                self._waiting.pop(answer["id"]).set_result(answer)

    async def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        answer = await asyncio.wait_for(self._waiting[number], PATIENCE)
        assert answer["type"] == "success", answer
        found: dict[str, Any] = answer["result"]
        return found

    async def open(self, url: str) -> str:
        done = await self.command("browsingContext.navigate", context=self.window, url=url, wait="complete")
        return str(done["url"])

    async def call(self, function: str, *arguments: str) -> Any:
        done = await self.command(
            "script.callFunction",
            functionDeclaration=function,
            awaitPromise=True,
            target={"context": self.window},
            arguments=[{"type": "string", "value": argument} for argument in arguments],
        )
        assert done["type"] == "success", done
        return done["result"].get("value")


@asynccontextmanager
async def firefox() -> AsyncIterator[tuple[Firefox, list[str]]]:
    """Start a Firefox with an empty profile. Yields it and the first line of each request that would leave it."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(f"no Firefox as {', '.join(NAMES)}: sudo apt-get install firefox-esr")
    asked: list[str] = []

    async def write_down(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readline()).decode(errors="replace").strip()
        if not _MAKERS.search(line):
            asked.append(line)
        writer.close()

    proxy = await asyncio.start_server(write_down, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        known = PREFERENCES | {
            f"network.proxy.{kind}{what}": value
            for kind in ("http", "ssl")
            for what, value in (("", "127.0.0.1"), ("_port", port))
        }
        lines = [f'user_pref("{name}", {_javascript(value)});\n' for name, value in known.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0", "about:blank",
            stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
            env=os.environ | {"HOME": profile, "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"},
        )  # fmt: skip
        try:
            address = await asyncio.wait_for(_address(process), PATIENCE)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(f"{address}/session", max_msg_size=0) as s,
            ):
                driven = Firefox(s)
                listening = asyncio.create_task(driven.listen())
                await driven.command("session.new", capabilities={})
                await driven.command("session.subscribe", events=["log.entryAdded"])
                tree = await driven.command("browsingContext.getTree")
                driven.window = tree["contexts"][0]["context"]
                yield driven, asked
                listening.cancel()
        finally:
            process.terminate()
            await process.wait()
            proxy.close()


def _javascript(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr
    async for line in process.stderr:
        if found := re.search(r"listening on (ws://\S+)", line.decode(errors="replace")):
            return found[1]
    raise AssertionError("Firefox ended before it listened")


@pytest.fixture(scope="session")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "U盘 копия — offline copy (1) #2 100%"
    with zipfile.ZipFile(BytesIO(archive.written(edition(origin(site), CODES), NOON))) as opened:
        opened.extractall(folder)
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def test_firefox_shows_every_page_and_asks_nobody(copy: Path) -> None:
    async def visit() -> tuple[list[str], list[str], dict[str, str]]:
        async with firefox() as (window, asked):
            wrong = {}
            for path in sorted(copy.rglob("*.html")):
                await window.open(path.as_uri())
                missing = await window.call(
                    """() => performance.getEntriesByType("resource").filter(e => !e.name.startsWith("file:"))
                        .map(e => e.name).join() + [...document.images].filter(i => !i.complete || !i.naturalWidth)
                        .map(i => i.src).join()"""
                )
                day = await window.call("() => document.querySelector('.copy-of__day')?.textContent ?? 'none'")
                if missing or ("0123456789" not in day and day != "none"):
                    wrong[path.relative_to(copy).as_posix()] = f"{missing} {day}"
            return asked, window.said, wrong

    asked, said, wrong = asyncio.run(visit())
    assert wrong == {}
    assert said == []
    assert asked == []


def test_the_proxy_would_see_a_request(copy: Path) -> None:
    """The control: a page without a policy that asks for something is written down."""

    async def visit() -> list[str]:
        async with firefox() as (window, asked):
            await window.open("data:text/html,<img src='http://elsewhere.example/i.png'>")
            for _ in range(100):
                if asked:
                    break
                await asyncio.sleep(0.1)
            return sorted(set(asked))

    assert asyncio.run(visit()) == ["GET http://elsewhere.example/i.png HTTP/1.1"]


@pytest.mark.parametrize("language", FOLDERS)
def test_firefox_finds_the_same_and_switches_language(language: str, copy: Path) -> None:
    root = (copy / FOLDERS[language]).as_uri().rstrip("/")

    async def visit() -> tuple[dict[str, str], str, list[str], list[str]]:
        async with firefox() as (window, asked):
            await window.open(f"{root}/index.html")
            found = {question: await window.call(SEARCH, question) for question in QUESTIONS[language]}
            await window.open(f"{root}/customers.html#escalate")
            await window.call(SWITCH)
            for _ in range(100):
                here = str(await window.call("() => location.href"))
                # On its way from one page to the next a window is at about:blank for a moment.
                if here.partition("#")[0] not in (f"{root}/customers.html", "about:blank"):
                    break
                await asyncio.sleep(0.05)
            return found, here, window.said, asked

    found, here, said, asked = asyncio.run(visit())
    places = {q: re.sub(r"[?#].*", "", url).removeprefix(f"{root}/") for q, url in found.items()}
    assert places == QUESTIONS[language]
    assert here.endswith("/customers.html#escalate")
    assert (said, asked) == ([], [])
