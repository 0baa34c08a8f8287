"""The preview survives every edit: findings over the last good site, and the new site as soon as it is mended."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import jinja2
import pytest
from crucible.finding import Finding, Place, Problem
from crucible.preview import SHOWN, Preview, findings_of, with_panel

from tests.sites import copy_of_little

FOUND = Finding(Place("data/a.yml", 2, 3), "'x' is '<script>', expected a text", "schema", 'write "x"')
SECONDS = 40


def test_findings_are_shown_as_text() -> None:
    page = with_panel(b"<html><body><p>Hi</p></body></html>", [FOUND]).decode()
    assert page.startswith("<html><body><p>Hi</p><section ")
    assert page.endswith("</section></body></html>")
    assert "<script>" not in page
    assert words(page) == (
        "1 error: the site is as it was before data/a.yml:2:3: 'x' is '<script>', expected a text [schema] write \"x\""
    )
    assert words(with_panel(b"no body", [FOUND] * (SHOWN + 2)).decode()).endswith(" and 2 more")


def words(page: str) -> str:
    panel = re.search(r'<section role="alert".*?</section>', page, re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", panel[0])).split()).replace(" :", ":") if panel else ""


def test_a_failed_build_leaves_the_site_before_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("good", encoding="utf-8")
    plan: list[Exception | None] = [Problem(FOUND), None]

    def builder() -> None:
        (site / "half.html").write_text("half", encoding="utf-8")
        assert not (site / "index.html").exists()
        if error := plan.pop(0):
            raise RuntimeError("stopped") from error

    preview = Preview(tmp_path, site, builder)
    preview.build()
    assert list(preview.findings) == [FOUND]
    assert [file.name for file in site.iterdir()] == ["index.html"]
    preview.build()
    assert list(preview.findings) == []
    assert [file.name for file in site.iterdir()] == ["half.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert capsys.readouterr().err == (
        "crucible: 1 error; the preview keeps the last good site\ncrucible: mended, the preview is up to date\n"
    )


def test_ctrl_c_leaves_the_site_and_goes_on_up(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    def builder() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Preview(tmp_path, tmp_path / "site", builder).build()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_other_reasons_become_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "overrides" / "a.html").write_text("one\n{% for %}\n", encoding="utf-8")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path / "overrides"), autoescape=True)
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        environment.get_template("a.html")
    (finding,) = findings_of(caught.value, tmp_path)
    assert (finding.place, finding.rule) == (Place("overrides/a.html", 2), "build")
    assert capsys.readouterr().err == ""

    (bug,) = findings_of(ZeroDivisionError("by zero"), tmp_path)
    assert str(bug) == (
        "hooks:1:1: the build stopped with ZeroDivisionError: by zero [build]\n    see the traceback in the terminal"
    )
    assert "ZeroDivisionError: by zero" in capsys.readouterr().err

    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    (broken,) = findings_of(ZeroDivisionError("by zero"), tmp_path)
    assert (broken.place.path, broken.rule) == ("mkdocs.yml", "yaml")


Get = Callable[[str], tuple[int, str]]


@contextmanager
def served(root: Path, *command: str) -> Iterator[Get]:
    """Serve the site at `root` in a process of its own; yields a function that gets a page of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"PYTHONPATH": str(root / "hooks")}
    process = subprocess.Popen(
        [sys.executable, "-c", command[0], *command[1:], f"127.0.0.1:{port}"],
        cwd=root,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def get(path: str) -> tuple[int, str]:
        try:
            with urlopen(f"http://127.0.0.1:{port}/crucible/{path}", timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (URLError, OSError):
            assert process.poll() is None, "the server has ended"
            return 0, ""

    try:
        yield get
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)


def until(get: Get, path: str, fits: Callable[[int, str], bool]) -> str:
    """Return the page as soon as it fits; each request waits until a build that is going on has ended."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        status, page = get(path)
        if fits(status, page):
            return page
        time.sleep(0.1)
    raise AssertionError(f"{path} did not change in {SECONDS} seconds: {status} {words(page) or page[:500]}")


def shows(part: str) -> Callable[[int, str], bool]:
    return lambda status, page: status == 200 and part in page


CRUCIBLE = "import sys; from crucible.cli import main; sys.exit(main(['serve', '--address', sys.argv[1]]))"
MKDOCS = "from mkdocs.__main__ import cli; import sys; cli(['serve', '--dev-addr', sys.argv[1]])"


def edit(path: Path, old: str, new: str) -> Callable[[], None]:
    """Change the file; return what changes it back."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def back() -> None:
        path.write_text(text, encoding="utf-8")

    return back


@pytest.mark.parametrize(
    "command", [pytest.param(CRUCIBLE, id="crucible serve"), pytest.param(MKDOCS, id="mkdocs serve")]
)
def test_a_bad_edit_is_shown_and_a_good_one_mends_it(tmp_path: Path, command: str) -> None:
    root = copy_of_little(tmp_path)
    with served(root, command) as get:
        good = until(get, "index.html", lambda status, page: status == 200)
        assert words(good) == ""

        back = edit(root / "data" / "comparisons" / "entitlements.yml", "silver: 15\n", "silver: 1S\n")
        bad = until(get, "index.html", lambda _, page: words(page) != "")
        assert "data/comparisons/entitlements.yml:22:15: 'silver' is '1S': write a whole number" in words(bad)
        assert bad.split("<section role")[0].rsplit("<script>", 1)[0] in good  # the page before, whole
        assert words(get("ru/plans/basic-help.html")[1]) == words(bad)
        status, missing = get("nothing.html")
        assert (status, words(missing)) == (404, words(bad))
        assert words(get("assets/stylesheets/crucible.css")[1]) == ""

        back()
        edit(root / "data" / "comparisons" / "entitlements.yml", "silver: 15\n", "silver: 17\n")
        after = until(get, "zh/index.html", shows(">17<"))
        assert words(after) == ""


def test_every_folder_of_sources_is_watched(tmp_path: Path) -> None:
    root = copy_of_little(tmp_path)
    with served(root, CRUCIBLE) as get:
        until(get, "index.html", lambda status, _: status == 200)
        for path, old, new, expected in (
            ("overrides/partials/copyright.html", "<", "<!-- seen -->\n<", "<!-- seen -->"),
            ("content/en/index.md", "{ #", "{ #Seen ", "content/en/index.md:"),
            ("locales/ru/LC_MESSAGES/crucible.po", "\n", "\nmsgid x\n", "locales/ru/LC_MESSAGES/crucible.po:2:1"),
            ("mkdocs.yml", "\ntheme:", "\ntheme: [\n", "mkdocs.yml:"),
        ):
            edit(root / path, old, new)
            until(get, "ru/index.html", shows(expected))


def test_a_site_that_was_never_good_says_why(tmp_path: Path) -> None:
    root = copy_of_little(tmp_path)
    back = edit(root / "data" / "plans.yml", "  cost: paid\n", "  cost: free\n")
    with served(root, CRUCIBLE) as get:
        page = until(get, "index.html", lambda status, _: status == 503)
        assert "'cost' is 'free', expected included, paid or not-stated [schema]" in words(page)
        assert 'http-equiv="refresh"' in page
        back()
        assert words(until(get, "index.html", lambda status, _: status == 200)) == ""
