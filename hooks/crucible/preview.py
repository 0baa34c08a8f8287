"""A site that is served while its sources change: a bad edit shows its findings, over the last good site.

MkDocs stops answering any request after a build that failed, until one succeeds (mkdocs/livereload, `_build_loop`
never shows the new epoch). So a build here never fails: it puts back what was there and remembers why.
"""

from __future__ import annotations

import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, make_server

from crucible.finding import Finding, Place, Problem, Severity
from crucible.report import summary, text_report
from crucible.source.folder import walk
from crucible.source.yaml import read_yaml

SETTINGS = "mkdocs.yml"
SHOWN = 100
POLL = 0.3
_STYLE = (
    "all:revert;position:fixed;inset:auto 0 0;z-index:99;max-height:60vh;overflow:auto;margin:0;padding:1em 1.5em;"
    "font:16px/1.5 system-ui,sans-serif;color:#fff;background:#7f1d1d;border-top:4px solid #fca5a5"
)

App = Callable[..., Iterable[bytes]]


class Built(Protocol):
    """What a builder of sites does: it fills the folder, or raises."""

    def __call__(self) -> None: ...


class Preview:
    """What is served of the site at `root` from the folder `site`, which `builder` fills anew."""

    def __init__(self, root: Path, site: Path, builder: Built) -> None:
        self.root, self.site, self.builder = root, site, builder
        self.findings: tuple[Finding, ...] = ()

    def build(self) -> None:
        """Build the site; where that fails, keep the one before and the findings that say why."""
        kept = self.site.with_name(f"{self.site.name}.kept")
        self.site.rename(kept)
        self.site.mkdir()
        try:
            self.builder()
        except BaseException as error:
            shutil.rmtree(self.site)
            kept.rename(self.site)
            if not isinstance(error, Exception):
                raise
            found = findings_of(error, self.root)
            self.findings = tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))
            print(f"crucible: {summary(self.findings)}; the preview keeps the last good site", file=sys.stderr)
        else:
            shutil.rmtree(kept)
            if self.findings:
                print("crucible: mended, the preview is up to date", file=sys.stderr)
            self.findings = ()

    def around(self, app: App) -> App:
        """Return the WSGI application with the findings over each of its pages (PEP 3333)."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            begun: list[Any] = []
            body = app(environ, lambda *given: begun.append(given))
            status, headers, *rest = begun[-1]
            is_page = any(name.lower() == "content-type" and value.startswith("text/html") for name, value in headers)
            if is_page and self.findings:
                try:
                    page = with_panel(b"".join(body), self.findings)
                finally:
                    getattr(body, "close", lambda: None)()
                headers = [pair for pair in headers if pair[0].lower() != "content-length"]
                headers.append(("Content-Length", str(len(page))))
                body = [page]
            start_response(status, headers, *rest)
            return body

        return answer


def findings_of(error: BaseException, root: Path) -> tuple[Finding, ...]:
    """Return the findings for which a build stopped; what is no finding yet becomes one, with the best place known."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Problem):
            return cause.findings
        line, file = getattr(cause, "lineno", None), getattr(cause, "filename", None)
        if isinstance(line, int) and file and Path(file).is_relative_to(root):  # a template that Jinja cannot read
            path = Path(file).relative_to(root).as_posix()
            return (Finding(Place(path, line), f"is no template: {cause}", "build"),)
        cause = cause.__cause__ or cause.__context__
    settings = tuple(read_yaml(root, SETTINGS)[1])
    if settings:
        return settings
    if type(error).__name__ == "ConfigurationError":
        return (Finding(Place(SETTINGS), f"cannot be used: {_first_line(error)}", "build"),)
    traceback.print_exception(error)
    message = f"the build stopped with {type(error).__name__}: {_first_line(error)}"
    return (Finding(Place("hooks"), message, "build", "see the traceback in the terminal"),)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or ["no message"])[0][:300]


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def wait_until_mended(root: Path, findings: Sequence[Finding], check: Callable[[], Sequence[Finding]], at: str) -> None:
    """Show the findings on the address `at` (host:port) until `check`, asked after each edit, has none.

    For a site that has no good state yet. Raises OSError where the address is taken.
    """
    host, _, port = at.rpartition(":")

    def page(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        return [findings_page(findings)]

    with make_server(host, int(port), page, handler_class=_Silent) as server:
        server.timeout = POLL
        print(f"crucible: waiting for it to be mended, see http://{at}/ (Ctrl-C stops)", file=sys.stderr)
        seen = _stamps(root)
        while findings:
            server.handle_request()
            now = _stamps(root)
            if now != seen:
                seen, findings = now, check()
                print(text_report(findings), file=sys.stderr)


def _stamps(root: Path) -> list[tuple[str, int, int]]:
    files = [path for folder in ("data", "content", "locales") for path, _, _ in walk(root, [], folder)]
    found = []
    for file in (*files, SETTINGS):
        with suppress(OSError):
            stat = (root / file).stat()
            found.append((file, stat.st_mtime_ns, stat.st_size))
    return sorted(found)


def with_panel(page: bytes, findings: Sequence[Finding]) -> bytes:
    """Return the page with a panel of the findings, as the last thing in its body."""
    rows = []
    for finding in findings[:SHOWN]:
        hint = f"<br>{escape(finding.hint)}" if finding.hint else ""
        place = f'<code style="all:revert;font-weight:bold">{escape(str(finding.place))}</code>'
        rows.append(f"<li>{place}: {escape(finding.message)} [{escape(finding.rule)}]{hint}</li>")
    if len(findings) > SHOWN:
        rows.append(f"<li>and {len(findings) - SHOWN} more</li>")
    panel = (
        f'<section role="alert" lang="en" id="crucible-findings" style="{_STYLE}">'
        f"<strong>{summary(findings)}: the site is as it was before</strong><ul>{''.join(rows)}</ul></section>"
    ).encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + panel + end + tail if end else page + panel


def findings_page(findings: Sequence[Finding]) -> bytes:
    """Return a page of its own for a site that has no good state yet; it asks again every second."""
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    return with_panel(f"{head}<title>{summary(findings)}</title><body></body></html>".encode(), findings)
