"""The command as a whole: files written, findings shown, exit codes, Ctrl-C."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from crucible.finding import Place
from crucible.links.answer import Link
from crucible.links.command import Choices, run
from crucible.links.ledgerfile import load
from crucible.links.options import Options
from crucible.links.progress import Progress

from tests.links.conftest import QuickTime
from tests.links.host import Handler, Host, Request, page, redirect, response

LONG = "<p>Support plans for partners, compared. " * 20
DAY = date(2026, 11, 20)
HOOKS = Path(__file__).parents[2] / "hooks"


@contextmanager
def serving(routes: dict[str, Handler]) -> Iterator[Host]:
    """A host in a thread of its own, since the command owns its event loop."""
    ready, stop = threading.Event(), asyncio.Event()
    host = Host(routes)
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with host:
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(5)
    try:
        yield host
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()


ROUTES = {
    "/ok": page("Plans", LONG),
    "/moved": redirect(301, "/ok"),
    "/wall": response(403),
    "/error": response(500),
}


def project(root: Path, host: Host, *paths: str) -> list[Link]:
    """A project whose data/references.yml names these paths, one a line."""
    (root / "data").mkdir(exist_ok=True)
    urls = [host.url(path) for path in paths]
    (root / "data/references.yml").write_text("".join(f"- url: {url}\n" for url in urls), encoding="utf-8")
    return [Link(url, (Place("data/references.yml", line, 8),)) for line, url in enumerate(urls, 1)]


def choices(host: Host, **changes: object) -> Choices:
    options = Options(total=2, clock=QuickTime(), allow=frozenset({host.origin}))
    return replace(Choices(options=options), **changes)  # type: ignore[arg-type]  # fields by name


def said(capsys: pytest.CaptureFixture[str], host: Host) -> list[str]:
    return capsys.readouterr().out.replace(host.origin, "HOST").splitlines()


def test_a_first_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(ROUTES) as host:
        links = project(tmp_path, host, "/ok", "/moved", "/wall", "/error", "/none", "/ok#:~:text=custome%20...")
        assert run(tmp_path, links, DAY, choices(host)) == 1
        assert said(capsys, host) == [
            "data/references.yml:2:8: 'http://HOST/moved' has moved to 'http://HOST/ok' [moved-link]",
            "    crucible links --fix",
            "data/references.yml:3:8: 'http://HOST/wall' refuses robots (403): it cannot be judged [outside-link]",
            "data/references.yml:4:8: 'http://HOST/error' answers with a server error (500) [outside-link]",
            "data/references.yml:5:8: 'http://HOST/none' is not found (404), expected a page that answers"
            " [outside-link]",
            "    url: https://web.archive.org/web/http://HOST/none",
            "data/references.yml:6:8: the text fragment is pasted from a search result: it holds '...',"
            " expected words that stand on the page [text-fragment]",
            "    url: http://HOST/ok",
        ]
        states = {url.partition(host.origin)[2]: str(entry.state) for url, entry in load(tmp_path).entries.items()}
        assert states == {
            "/error": "suspect",
            "/moved": "ok",
            "/none": "suspect",
            "/ok": "ok",
            "/ok#:~:text=custome%20...": "ok",
            "/wall": "ok",
        }
        report = json.loads((tmp_path / "build/links/report.json").read_text(encoding="utf-8"))
        assert (report["checked"], report["asked"], report["attention"], len(report["links"])) == (
            "2026-11-20",
            6,
            True,
            6,
        )


def test_a_known_link_that_breaks_holds_nothing_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    routes = dict(ROUTES)
    with serving(routes) as host:
        links = project(tmp_path, host, "/ok")
        assert run(tmp_path, links, DAY, choices(host)) == 0
        del routes["/ok"]
        host.routes.pop("/ok", None)
        assert run(tmp_path, links, date(2026, 11, 27), choices(host, format="github")) == 0
        assert said(capsys, host) == [
            "::warning file=data/references.yml,line=1,col=8::'http://HOST/ok' is not found (404) [outside-link]"
            "%0Aurl: https://web.archive.org/web/http://HOST/ok"
        ]
        links = project(tmp_path, host, "/ok", "/new")
        assert run(tmp_path, links, date(2026, 11, 28), choices(host, format="json")) == 1
        found = json.loads(capsys.readouterr().out)
        assert [(finding["line"], finding["severity"]) for finding in found] == [(1, "warning"), (2, "error")]


def test_a_pull_request_asks_only_what_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(ROUTES) as host:
        run(tmp_path, project(tmp_path, host, "/ok"), DAY, choices(host))
        before = (tmp_path / "data/links.yml").read_bytes()
        host.seen.clear()
        assert run(tmp_path, project(tmp_path, host, "/ok", "/none"), DAY, choices(host, only_new=True)) == 1
        assert host.seen == ["HEAD /none", "GET /none"]
        assert (tmp_path / "data/links.yml").read_bytes() == before


def test_fix_writes_the_new_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(ROUTES) as host:
        links = project(tmp_path, host, "/ok", "/moved")
        assert run(tmp_path, links, DAY, choices(host, fix=True)) == 0
        assert said(capsys, host) == []
        text = (tmp_path / "data/references.yml").read_text(encoding="utf-8")
        assert text == f"- url: {host.url('/ok')}\n" * 2


def test_an_unused_entry_stays_until_it_is_pruned(tmp_path: Path) -> None:
    with serving(ROUTES) as host:
        run(tmp_path, project(tmp_path, host, "/ok", "/wall"), DAY, choices(host))
        links = project(tmp_path, host, "/ok")
        run(tmp_path, links, DAY, choices(host))
        assert list(load(tmp_path).entries) == [host.url("/ok"), host.url("/wall")]
        assert "No longer used (1)" in (tmp_path / "build/links/report.md").read_text(encoding="utf-8")
        run(tmp_path, links, DAY, choices(host, prune=True))
        assert list(load(tmp_path).entries) == [host.url("/ok")]


def test_a_damaged_ledger_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(ROUTES) as host:
        links = project(tmp_path, host, "/ok")
        (tmp_path / "data/links.yml").write_text("links: x\n", encoding="utf-8")
        assert run(tmp_path, links, DAY, choices(host)) == 2
        assert said(capsys, host)[0] == "data/links.yml:1:8: 'x' is not a list [links-ledger]"
        assert (tmp_path / "data/links.yml").read_text(encoding="utf-8") == "links: x\n"
        assert host.seen == []


def test_without_a_network_nothing_is_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def no_answer(name: str, port: int) -> list[str]:
        raise OSError("the network is unreachable")

    links = [Link("https://a.example/"), Link("https://b.example/")]
    options = Options(clock=QuickTime(), lookup=no_answer)
    assert run(tmp_path, links, DAY, Choices(options=options)) == 2
    assert capsys.readouterr().err == "no address could be reached: is there a network? The ledger stays as it was.\n"
    assert not (tmp_path / "data/links.yml").exists()
    assert run(tmp_path, links[:1], DAY, Choices(options=options)) == 0, "one host alone may well be away"
    assert list(load(tmp_path).entries) == ["https://a.example/"]


INTERRUPTED = """\
import signal
import sys
from datetime import date
from pathlib import Path
from crucible.links.answer import Link
from crucible.links.command import Choices, run
from crucible.links.options import Options

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has it ignored
root, origin = Path(sys.argv[1]), sys.argv[2]
links = [Link(f"http://{origin}/{name}") for name in ("ok", "hangs")]
raise SystemExit(run(root, links, date(2026, 11, 20), Choices(options=Options(total=30, allow=frozenset({origin})))))
"""


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    reached, answered = threading.Event(), threading.Event()

    async def hangs(request: Request) -> None:
        reached.set()
        await asyncio.sleep(30)

    async def quick(request: Request) -> None:
        await page("Plans", LONG)(request)
        if request.method == "GET":
            answered.set()

    with serving({"/ok": quick, "/hangs": hangs}) as host:
        process = subprocess.Popen(
            [sys.executable, "-c", INTERRUPTED, tmp_path, host.origin],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(HOOKS)},
        )
        assert reached.wait(10)
        assert answered.wait(10)
        time.sleep(0.3)  # so that the quick one is also read and judged
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (2, "", "interrupted: 1 of 2 addresses are kept\n")
        assert list(load(tmp_path).entries) == [host.url("/ok")]
        assert "1 of 2 addresses" in (tmp_path / "build/links/report.md").read_text(encoding="utf-8")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only() -> None:
    shown, hidden = Terminal(), StringIO()
    for stream in (shown, hidden):
        progress = Progress(2, stream)
        progress.step("example.org\x1b[31m")
        progress.clear()
    assert shown.getvalue() == "\r\x1b[K[############............] 1/2 example.org[31m\r\x1b[K"
    assert hidden.getvalue() == ""


@pytest.mark.parametrize("module", ["locale", "ledgerfile", "textfragment", "command", "report"])
def test_no_other_command_pays_for_the_client(module: str) -> None:
    code = f"import sys, crucible.links.{module}; print(sorted({{'aiohttp', 'selectolax', 'yarl'}} & {{*sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
    )
    assert done.stdout == "[]\n"
