"""The offline copy: it holds what its pages need and nothing that asks elsewhere, and a zip can prove it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from crucible.export import archive, manifest, verify
from crucible.export.archive import LONGEST, Refused
from crucible.export.bundle import needed
from crucible.export.copied import POLICY, asset
from crucible.export.edition import Incomplete, Origin, edition
from crucible.export.references import LEADS, LOADS, MAY_LOAD, references
from crucible.export.revision import Revision
from crucible.export.update import REMOVED, applied, update
from crucible.language import CODES
from selectolax.lexbor import LexborHTMLParser

from tests.copies import COMMIT, NOON, SITE, origin
from tests.sites import ROOT, copy_of_little, crucible

GIT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@pytest.fixture(scope="session")
def made(site: Path) -> Origin:
    return origin(site)


@pytest.fixture(scope="session")
def whole(made: Origin) -> dict[str, bytes]:
    return edition(made, CODES)


def said(name: str, text: str) -> list[tuple[str, str]]:
    return [(found.target, found.how) for found in references(name, text.encode())]


# What a file refers to


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", '<img src="b.png">', [("b.png", LOADS)]),
        ("a.html", '<img srcset="b.png 1x, //x.io/c.png 2x">', [("b.png", LOADS), ("//x.io/c.png", LOADS)]),
        ("a.html", "<script>fetch('//x.example/a')</script>", [("//x.example/a", MAY_LOAD)]),
        ("a.html", '<body onload="new Image().src=`//x.io/p`">', [("//x.io/p", MAY_LOAD)]),
        ("a.html", '<p style="background:url(//x.io/p)">', [("//x.io/p", LOADS)]),
        ("a.html", '<style>@import "//x.io/s"</style>', [("//x.io/s", LOADS)]),
        ("a.html", '<iframe srcdoc="&lt;img src=//x.example/i>">', [("//x.example/i", LOADS)]),
        ("a.html", '<meta http-equiv="refresh" content="0; url=b.html#c">', [("b.html#c", LOADS)]),
        (
            "a.html",
            '<link rel="stylesheet" href="s.css"><link rel=canonical href="//x.io/">',
            [("s.css", LOADS), ("//x.io/", LEADS)],
        ),
        ("a.html", '<link rel=alternate hreflang=ru href="//x.io/ru">', [("//x.io/ru", LOADS)]),
        ("a.html", '<link rel=preconnect href="//x.io">', [("//x.io", LOADS)]),
        ("a.html", '<a href="b.html#c" ping="//x.io/p">', [("b.html#c", LEADS), ("//x.io/p", LOADS)]),
        ("a.html", '<form action="//x.io/f">', [("//x.io/f", LOADS)]),
        ("a.html", "<code>&lt;img src='//x.io/'&gt;</code>", []),
        ("a.css", "a{b:url( 'c.png' )} /* url(d.png) */ @import 'e.css';", [("c.png", LOADS), ("e.css", LOADS)]),
        ("a.css", "a{b:image-set('c.png' type('image/png') 1x)}", [("c.png", LOADS)]),
        ("a.js", 'load("../b/c.js") // https://said.io\n', [("https://said.io", MAY_LOAD), ("../b/c.js", MAY_LOAD)]),
        ("a.js", "/* https://said.io */\n  // https://said.io\nx='http://www.w3.org/2000/svg'", []),
        ("a.js", 'var index = {"a": "<img src=b.png> <a href=//x.io>"};', [("b.png", LOADS)]),
        ("a.json", '{"a": ["//x.io"], "b": "<script src=//x.io/s>"}', [("//x.io/s", LOADS)]),
        (
            "a.svg",
            '<svg><use href="b.svg#c"/><image xlink:href="//x.io/i"/></svg>',
            [("b.svg#c", LOADS), ("//x.io/i", LOADS)],
        ),
        ("a.webmanifest", '{"icons": [{"src": "//x.io/i.png"}]}', [("//x.io/i.png", LOADS)]),
    ],
)
def test_references_are_found_wherever_they_stand(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(name, text) == expected


# What belongs into a copy


def test_a_copy_holds_what_its_pages_need_and_leaves_out_the_rest(made: Origin, whole: dict[str, bytes]) -> None:
    dropped = made.site.keys() - whole.keys()
    assert {name for name in dropped if name.endswith(".html")} == {"404.html"}
    assert [name for name in whole if name.endswith(".map") or "/lunr/" in name or "/workers/" in name] == []
    assert any(name.endswith(".map") for name in dropped)  # the control: the site has some
    assert verify.faults(whole) == []


def test_a_file_that_a_script_names_is_taken_along_and_what_it_names_too() -> None:
    site = {
        "zh/index.html": b"<script src='../a.js'></script><a href='list.csv'></a><a href='next.html'></a>",
        "zh/next.html": b"",
        "zh/list.csv": b"1",
        "zh/data/words.json": b'{"a": "<img src=\'c.png\'>"}',
        "a.js": b"importScripts('data/words.json', 'lost.js')",
        "zh/data/c.png": b"",
        "unused.js": b"",
        "LICENSE.txt": b"",
        "other/LICENSE.txt": b"",
    }
    found, missing = needed(site, ["zh/index.html"], ["zh/"])
    assert found == {"zh/index.html", "zh/list.csv", "zh/data/words.json", "a.js", "zh/data/c.png", "LICENSE.txt"}
    assert missing == {}


def test_a_missing_file_stops_the_copy_and_is_named(made: Origin) -> None:
    site = {name: data for name, data in made.site.items() if not name.endswith("/crucible.css")}
    with pytest.raises(Incomplete) as stopped:
        edition(replace(made, site=site), ("ru",))
    assert "ru/faq.html: '../assets/stylesheets/crucible.css' is not in the site" in stopped.value.faults


@pytest.mark.parametrize("code", CODES)
def test_a_copy_of_one_language_knows_no_other(made: Origin, code: str) -> None:
    files = edition(made, (code,))
    assert verify.faults(files) == []
    pages = [name for name in files if name.endswith(".html")]
    assert {re.match("(zh|ru)/", name) is not None for name in pages if name != "index.html"} == {code != "en"}
    start = LexborHTMLParser(files["index.html"].decode())
    assert [node.attributes["lang"] for node in start.css("html")] == [code]
    if code != "en":
        assert [node.attributes["content"] for node in start.css("meta[http-equiv=refresh]")] == [
            f"0; url={code}/index.html"
        ]
    page = LexborHTMLParser(files["faq.html" if code == "en" else f"{code}/faq.html"].decode())
    assert page.css(".language-switch") == []
    assert page.css("link[hreflang]") == []


def test_a_page_of_the_copy_says_what_it_is(whole: dict[str, bytes]) -> None:
    tree = LexborHTMLParser(whole["ru/plans/premier-support.html"].decode())
    assert tree.head is not None
    assert tree.css("meta[http-equiv=Content-Security-Policy]")[0].attributes["content"] == POLICY
    assert [a.attributes["href"] for a in tree.css(".language-switch a")] == [
        "../../plans/premier-support.html",
        "../../zh/plans/premier-support.html",
        "premier-support.html",
    ]
    assert [n.attributes["href"] for n in tree.css("link[rel=canonical]")] == [f"{SITE}ru/plans/premier-support.html"]
    outside = [a for a in tree.css("a[href]") if (a.attributes["href"] or "").startswith("http")]
    assert outside
    assert {a.css(".visually-hidden")[-1].text() for a in outside} == {" (нужна сеть)"}
    assert [n.attributes["data-of-revision"] for n in tree.css(".copy-of")] == [
        "Это копия от {date}, ревизия {revision}."
    ]
    assert '"revision": "0123456789"' in whole["assets/javascripts/copy.js"].decode()
    assert '"ru": "20\u00a0ноября\u00a02026\u00a0г."' in whole["assets/javascripts/copy.js"].decode()


def test_the_read_me_speaks_three_languages_and_opens_in_any_editor(whole: dict[str, bytes]) -> None:
    text = whole["READ-ME.txt"].decode("utf-8")
    assert text.startswith("\ufeffCrucible: offline copy\r\n")
    for words in (
        "This copy is of 20 November 2026.",
        "本副本的内容截至 2026 年 11 月 20 日。",
        "Состояние на 20 ноября 2026 г., ревизия",
    ):
        assert words in text
    assert re.search("[{}]", text) is None


def test_the_licences_of_what_is_included_are_included(whole: dict[str, bytes]) -> None:
    folders = {name.rsplit("/", 1)[0] for name in whole if name.startswith("assets/vendor/")}
    assert [folder for folder in folders if f"{folder}/LICENSE.txt" not in whole] == []
    assert {name for name in whole if name.startswith("licences/")} == {
        "licences/crucible.txt",
        "licences/font-awesome-free.txt",
        "licences/material-design-icons.txt",
        "licences/mkdocs-material.txt",
    }


def test_the_script_of_the_theme_forgets_addresses_that_the_site_does_not_use() -> None:
    script = b'/*! by https://a.example */load("https://b.example/x.js");ns="http://www.w3.org/2000/svg"'
    script += b"\n//# sourceMappingURL=x.map"
    kept = b'/*! by https://a.example */load("about:invalid");ns="http://www.w3.org/2000/svg"'
    assert asset("assets/javascripts/bundle.0a1b2c3d.min.js", script) == kept
    assert asset("assets/javascripts/own.js", script) == script.split(b"\n")[0]


# Zips


def test_a_zip_is_the_same_bytes_in_any_order_and_time_zone() -> None:
    files = {"b.txt": b"b" * 999, "a/текст.txt": "текст".encode(), "a.bin": bytes(range(256))}
    first = archive.written(files, NOON)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))
    assert archive.written(dict(reversed(files.items())), elsewhere) == first
    assert archive.read(BytesIO(first)) == files
    with zipfile.ZipFile(BytesIO(first)) as opened:
        assert opened.testzip() is None
        assert [(e.filename, e.date_time, e.external_attr >> 16) for e in opened.infolist()] == [
            ("a.bin", (2026, 11, 20, 12, 0, 0), 0o100644),
            ("a/текст.txt", (2026, 11, 20, 12, 0, 0), 0o100644),
            ("b.txt", (2026, 11, 20, 12, 0, 0), 0o100644),
        ]


def test_a_time_before_dos_is_the_first_of_dos() -> None:
    zipped = archive.written({"a": b""}, datetime(1970, 1, 1, tzinfo=UTC))
    assert zipfile.ZipFile(BytesIO(zipped)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "b/ё.txt".replace("ё", "\u0451"), "plans/a-b_c.1.html"], []),
        (["/etc/passwd"], ["'/etc/passwd' is an absolute path or one of Windows, expected a path within the folder"]),
        (["C:a"], ["'C:a' is an absolute path or one of Windows, expected a path within the folder"]),
        (["a\\b"], ["'a\\b' is an absolute path or one of Windows, expected a path within the folder"]),
        (["../a"], ["'../a' leads out of the folder or nowhere"]),
        (["a/./b"], ["'a/./b' leads out of the folder or nowhere"]),
        (["a//b"], ["'a//b' leads out of the folder or nowhere"]),
        (["", "b"], ["'' leads out of the folder or nowhere"]),
        (["b/con.html"], ["'b/con.html' cannot be written on Windows"]),
        (["LPT¹"], ["'LPT¹' cannot be written on Windows"]),
        (["a./b"], ["'a./b' cannot be written on Windows"]),
        (["a b /c"], ["'a b /c' cannot be written on Windows"]),
        (["a?b"], ["'a?b' cannot be written on Windows"]),
        (["a\nb"], ["'a\nb' cannot be written on Windows"]),
        (["e\u0301"], ["'e\u0301' is not in Unicode form NFC"]),
        (["Plan/a", "plan/b"], ["'plan' and 'Plan' are one name on Windows and macOS"]),
        (["straße", "STRASSE"], ["'STRASSE' and 'straße' are one name on Windows and macOS"]),
        (["a", "a"], ["'a' stands twice"]),
        (["a", "a/b"], ["'a' is a file and a folder"]),
        (["x" * (LONGEST + 1)], [f"'{'x' * (LONGEST + 1)}' has {LONGEST + 1} characters, expected at most {LONGEST}"]),
    ],
)
def test_names_are_safe_on_every_system(names: list[str], expected: list[str]) -> None:
    assert archive.unsafe(names) == expected


def hostile(name: str, data: bytes = b"x", mode: int = 0o100644, flags: int = 0) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as opened:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, mode << 16
        opened.writestr(entry, data)
    made = bytearray(target.getvalue())
    if flags:
        made[6] |= flags
        made[made.index(b"PK\1\2") + 8] |= flags
    return bytes(made)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (hostile("../../etc/passwd"), "leads out of the folder or nowhere"),
        (hostile("link", b"/etc/passwd", 0o120777), "is a symbolic link"),
        (hostile("pipe", b"", 0o010644), "is no ordinary file"),
        (hostile("folder/"), "is a folder, expected files only"),
        (hostile("secret", flags=1), "is encrypted"),
        (b"no zip", "is no zip that can be read"),
        (hostile("a")[:-30], "is no zip that can be read"),
        (hostile("a").replace(b"x", b"y"), "is no zip that can be read"),
    ],
)
def test_a_hostile_zip_is_refused(data: bytes, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        archive.read(BytesIO(data))
    assert expected in str(refused.value)


def test_a_zip_that_unpacks_to_too_much_is_refused_unread() -> None:
    bomb = bytearray(hostile("a"))
    start = bomb.index(b"PK\1\2")
    bomb[start + 24 : start + 28] = (archive.LARGEST + 1).to_bytes(4, "little")
    with pytest.raises(Refused, match="unpacks to 200000001 bytes, expected at most 200000000"):
        archive.read(BytesIO(bytes(bomb)))


# Proof


def changed(files: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """Return the files with one of them changed, and the manifest made to fit."""
    assert old in files[name].decode()
    files = files | {name: files[name].replace(old.encode(), new.encode())}
    return resealed(files)


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    rest = {name: data for name, data in files.items() if name != manifest.NAME}
    return rest | {manifest.NAME: manifest.written("crucible", "2026-11-20", COMMIT[:10], CODES, rest)}


def test_the_manifest_names_every_file_and_finds_each_difference(whole: dict[str, bytes]) -> None:
    damaged = whole | {"faq.html": whole["faq.html"] + b" ", "more.html": whole["faq.html"]}
    del damaged["zh/compare.html"]
    found = manifest.faults(manifest.read(whole[manifest.NAME]), damaged)
    assert found == [
        "faq.html: its SHA-256 is another one than the manifest says",
        "more.html: is not in the manifest",
        "zh/compare.html: is in the manifest and not in the zip",
    ]
    assert verify.faults({"index.html": b""}) == ["MANIFEST.sha256: is not in the zip"]
    assert verify.faults({manifest.NAME: b"x"}) == ["MANIFEST.sha256: line 1 does not say which copy this is"]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "faq.html",
            "</body>",
            '<img src="//x.io/i.png"></body>',
            "asks for '//x.io/i.png' outside of the copy (img src)",
        ),
        (
            "faq.html",
            "</body>",
            "<script>fetch('//x.example/i')</script></body>",
            "asks for '//x.example/i' outside of the copy (script)",
        ),
        ("faq.html", "</body>", '<img src="/etc/i.png"></body>', "asks for '/etc/i.png' outside of the copy (img src)"),
        (
            "faq.html",
            "</body>",
            '<a href="file:///etc/passwd">x</a></body>',
            "leads to 'file:///etc/passwd' outside of the copy (a href)",
        ),
        (
            "faq.html",
            "</body>",
            '<a href="javascript:go()">x</a></body>',
            "leads to 'javascript:go()' outside of the copy (a href)",
        ),
        (
            "faq.html",
            "</body>",
            '<a href="//x.io">x</a></body>',
            "leads to '//x.io' and does not say that it is outside",
        ),
        ("faq.html", "</body>", '<a href="lost.html">x</a></body>', "'lost.html' is not in the zip (a href)"),
        ("faq.html", "</body>", '<a href="../up.html">x</a></body>', "'../up.html' is not in the zip (a href)"),
        (
            "faq.html",
            "</body>",
            '<a href="compare.html#lost">x</a></body>',
            "'compare.html#lost' names a section that is not there (a href)",
        ),
        (
            "faq.html",
            '<meta http-equiv="Content-Security-Policy"',
            '<script>1</script><meta http-equiv="Content-Security-Policy"',
            "does not begin with the policy that keeps its requests inside",
        ),
        ("faq.html", "object-src 'none'", "img-src *", "does not begin with the policy that keeps its requests inside"),
        (
            "assets/stylesheets/crucible.css",
            ":root {",
            '@import "//x.io/s.css";:root {',
            "asks for '//x.io/s.css' outside of the copy (url())",
        ),
        (
            "assets/javascripts/crucible.js",
            '"use strict";',
            '"use strict";fetch("//x.io/c");',
            "asks for '//x.io/c' outside of the copy (script)",
        ),
        (
            "assets/images/logo.svg",
            "</svg>",
            '<image href="//x.io/i"/></svg>',
            "asks for '//x.io/i' outside of the copy (image href)",
        ),
        (
            "zh/search/search_index.json",
            '"location":"faq.html#',
            '"location":"faq.html#lost-',
            "names a section that is not there (entry of the search)",
        ),
    ],
)
def test_verify_finds_what_leaves_the_folder_or_leads_nowhere(
    whole: dict[str, bytes], name: str, old: str, new: str, expected: str
) -> None:
    found = verify.faults(changed(whole, name, old, new))
    assert found
    assert all(line.startswith(f"{name}: ") and expected in line for line in found)


# Updates


def test_an_update_makes_the_new_copy_of_the_old_one(made: Origin, whole: dict[str, bytes], tmp_path: Path) -> None:
    site = {name: data for name, data in made.site.items() if not name.startswith(("ru/report.", "ru/search/"))}
    site |= {n: d.replace(b'href="report.html', b'href="faq.html') for n, d in site.items() if n.startswith("ru/")}
    site |= {name: made.site[name] for name in made.site if name.startswith("ru/search/")}
    site["compare.html"] = site["compare.html"].replace(b">15<", b">37<")
    later = replace(made, site=site, revision=Revision(NOON + timedelta(days=1), COMMIT[::-1]))
    new = edition(later, CODES)
    files = update(whole, new)
    assert applied(whole, files) == new
    assert files.keys() >= {"compare.html", "READ-ME.txt", manifest.NAME, "assets/javascripts/copy.js", REMOVED}
    assert "faq.html" not in files and "zh/faq.html" not in files  # their bytes do not know the revision
    assert files[REMOVED].decode() == "ru/report.html\nremoved-files.txt\n"
    assert update(new, new) == {}


# The command


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *command],
        cwd=folder, env=os.environ | GIT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of the sources of the little site, with one commit."""
    folder = copy_of_little(tmp_path_factory.mktemp("checkout") / "sources")
    for name in (".revision", ".gitattributes", ".gitignore", "LICENSE"):
        shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First", "--date", "2026-11-20T12:00:00Z")
    return folder


def zips(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_one_commit_gives_the_same_bytes_also_elsewhere_and_without_git(repository: Path, tmp_path: Path) -> None:
    done = crucible("offline", "--no-pdf", cwd=repository)
    assert done.returncode == 0, done.stderr
    first = zips(repository / "dist")
    day = git(repository, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d").strip()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    labels = {re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in first}
    assert labels == {"SHA256SUMS", *(f"little-site-DAY{suffix}.zip" for suffix in ("", "-en", "-zh", "-ru"))}
    sums = {line[66:]: line[:64] for line in first["SHA256SUMS"].decode().splitlines()}
    assert sums == {name: manifest.digest(data) for name, data in first.items() if name != "SHA256SUMS"}

    exported = tmp_path / "вывоз 导出"
    exported.mkdir()
    subprocess.run(["tar", "-x", "-C", str(exported)], input=subprocess.run(
        ["git", "archive", "HEAD"], cwd=repository, capture_output=True, check=True).stdout, check=True)  # fmt: skip
    done = crucible("offline", "--no-pdf", cwd=exported, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    second = zips(exported / "dist")
    # Digests, not bytes: telling two archives apart byte by byte takes a failing test minutes.
    assert {name: manifest.digest(data) for name, data in second.items()} == {
        name: manifest.digest(data) for name, data in first.items()
    }

    zipped = next(name for name in first if re.fullmatch(r"little-site-[\d-]+\.zip", name))
    checked = crucible("offline", "verify", str(exported / "dist" / zipped))
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("no request to elsewhere, no dead link\n")

    table = exported / "data/comparisons/entitlements.yml"
    table.write_text(table.read_text(encoding="utf-8").replace("silver: 15\n", "silver: 17\n"), encoding="utf-8")
    old, out = repository / "dist" / zipped, tmp_path / "new"
    done = crucible(
        "offline", "--no-pdf", "--since", str(old), "--out", str(out), cwd=exported, SOURCE_DATE_EPOCH="1800000000"
    )
    assert done.returncode == 0, done.stderr
    label = "2027-01-15"
    files = archive.read(BytesIO((out / f"little-site-{label}-update.zip").read_bytes()))
    new = archive.read(BytesIO((out / f"little-site-{label}.zip").read_bytes()))
    assert applied(archive.read(BytesIO(first[zipped])), files) == new
    assert files.keys() >= {"index.html", "zh/index.html", "ru/index.html", "READ-ME.txt"}
    assert len(files) < len(new) / 2
    done = crucible("offline", "verify", str(out / f"little-site-{label}-update.zip"), "--since", str(old))
    assert (done.returncode, done.stderr) == (0, "")


PUT = """
import os, signal, sys
from pathlib import Path
from crucible.export.command import put, unfinished

def made():
    yield "a.zip", b"new"
    {then}
    yield "b.zip", b"new"

out = Path(sys.argv[1])
with unfinished(out) as folder:
    put(made(), folder, out)
"""


@pytest.fixture
def dist(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "a.zip").write_bytes(b"old")
    yield tmp_path


def run_put(then: str, dist: Path) -> int:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", PUT.format(then=then), str(dist)]
    return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False).returncode


def test_an_interrupted_export_leaves_the_old_file_whole(dist: Path) -> None:
    assert run_put("os.kill(os.getpid(), signal.SIGKILL)", dist) == -signal.SIGKILL
    assert (dist / "a.zip").read_bytes() == b"old"
    assert not (dist / "b.zip").exists()
    assert run_put("raise KeyboardInterrupt", dist) != 0
    assert [path.name for path in dist.iterdir()] == ["a.zip"]
    assert run_put("pass", dist) == 0
    assert sorted(path.name for path in dist.iterdir()) == ["SHA256SUMS", "a.zip", "b.zip"]
    assert (dist / "a.zip").read_bytes() == b"new"


FULL = """
import resource, sys
from crucible.cli import main

def hook(event, arguments):
    if event == "open" and ".unfinished" in str(arguments[0]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

sys.addaudithook(hook)
sys.exit(main())
"""


def test_a_full_disk_gives_one_line_and_leaves_the_old_file_whole(repository: Path, tmp_path: Path) -> None:
    """The disk is full from the moment when the first zip is opened, after the site has been built."""
    (tmp_path / "little-site-2027-01-15.zip").write_bytes(b"old")
    environment = os.environ | {"PYTHONPATH": str(repository / "hooks"), "SOURCE_DATE_EPOCH": "1800000000"}
    done = subprocess.run(
        [sys.executable, "-c", FULL, "offline", "--no-pdf", "--out", str(tmp_path)],
        cwd=repository, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"crucible: cannot write {tmp_path}: file too large"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"little-site-2027-01-15.zip": b"old"}


def test_what_cannot_be_read_or_written_gives_one_line(repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"no zip")
    lines = {
        ("--out", str(file)): f"crucible: cannot write {file}: file exists\n",
        ("--since", str(tmp_path / "none.zip")): f"crucible: {tmp_path / 'none.zip'}: No such file or directory\n",
        (
            "verify",
            str(tmp_path / "none.zip"),
        ): f"crucible: cannot read {tmp_path / 'none.zip'}: no such file or directory\n",
        ("verify",): "crucible: expected 'crucible offline' or 'crucible offline verify ZIP'\n",
    }
    for arguments, expected in lines.items():
        done = crucible("offline", "--no-pdf", *arguments, cwd=repository)
        assert (done.returncode, done.stderr) == (2, expected)
    done = crucible("offline", "verify", str(file))
    assert (done.returncode, done.stdout) == (1, f"{file}: is no zip that can be read: File is not a zip file\n")


def test_without_a_browser_it_says_how_to_get_one(repository: Path) -> None:
    done = crucible("offline", cwd=repository, CHROMIUM="/nowhere/chromium")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "crucible: PDFs need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium;"
    )
    assert done.stderr.count("\n") == 1
