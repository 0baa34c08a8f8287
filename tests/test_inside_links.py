"""Whatever is wrong with an address in the built site is found, once, and named where it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from crucible.checks.inside import check_site, kept
from crucible.checks.moves import redirect
from crucible.checks.sources import Sources
from crucible.finding import Severity
from crucible.language import languages
from crucible.library import Library
from crucible.moved import Address, followed, published_text, read_moves, read_published
from crucible.pages.anchors import with_old_ids
from crucible.pages.blocks import Macros
from crucible.pages.crossing import across_languages
from crucible.pages.redirects import old_sections, redirect_pages
from crucible.site import Base, Form, Link, Target, Use, read_document, read_site, resolve

from tests.inside.seeds import SEEDS, SOUND, Seed, plant
from tests.sites import ROOT, copy_of_little, copy_of_root, crucible, files_of

BASE = Base("https://example.github.io/crucible/")


@pytest.fixture(scope="module")
def seeded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str]]:
    """What each seed must give, and what was found with all of them planted at once."""
    folder = tmp_path_factory.mktemp("seeded")
    root = copy_of_root(folder / "root")
    built = Path(shutil.copytree(site, folder / "site"))
    expected = plant(root, built, SEEDS)
    return expected, errors(root, built)


def errors(root: Path, built: Path) -> list[str]:
    """What is found, but for the note that new ids are not listed as published."""
    return [str(finding) for finding in check_site(root, built) if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_seeded_fault_is_named_where_it_is_written(seed: Seed, seeded: tuple[dict[str, str], list[str]]) -> None:
    expected, found = seeded
    path = expected[seed.name].partition(": ")[0]
    assert [line for line in found if line.startswith(expected[seed.name])], [x for x in found if x.startswith(path)]


def test_each_seeded_fault_is_one_finding_and_nothing_else_is_found(seeded: tuple[dict[str, str], list[str]]) -> None:
    expected, found = seeded
    others = [line for line in found if not any(line.startswith(says) for says in expected.values())]
    assert others == []
    assert len(found) == len(SEEDS) >= 40


def test_the_real_site_has_no_finding_and_none_is_made_by_what_is_sound(site: Path, tmp_path: Path) -> None:
    built = Path(shutil.copytree(site, tmp_path / "site"))
    assert errors(ROOT, site) == []
    for file, html in SOUND.items():
        text = (built / file).read_text(encoding="utf-8")
        assert "</article>" in text
        (built / file).write_text(text.replace("</article>", f"{html}</article>"), encoding="utf-8")
    assert errors(ROOT, built) == []


def test_a_build_fails_on_all_languages_at_once(tmp_path: Path) -> None:
    root = copy_of_little(tmp_path / "copy")
    for code in ("en", "zh", "ru"):
        with (root / f"content/{code}/index.md").open("a", encoding="utf-8") as page:
            page.write('\n<img src="../map.png" alt=""><a href="#none"></a><i id="two"></i><i id="two"></i>\n')
    done = crucible("build", cwd=root)
    assert done.returncode == 1
    last = {
        code: len((root / f"content/{code}/index.md").read_text("utf-8").splitlines()) for code in ("en", "ru", "zh")
    }
    says = [line for line in done.stderr.splitlines() if "[dead-link]" in line or "[unique-anchor]" in line]
    assert says == [
        f"content/{code}/index.md:{last[code]}:{says}"
        for code, page in (("en", "index.md"), ("ru", "ru/index.md"), ("zh", "zh/index.md"))
        for says in (
            f"11: '../map.png' leads {'out of the site' if code == 'en' else 'to no file'} [dead-link]",
            f"39: '#none' leads to no section: '{page}' has no id 'none' [dead-link]",
            "73: id 'two' stands more than once on the page [unique-anchor]",
        )
    ]
    assert done.stderr.splitlines()[-1] == "crucible: The site has errors."


def test_the_command_judges_a_built_site_and_says_nothing_twice(site: Path, tmp_path: Path) -> None:
    root = copy_of_root(tmp_path / "copy")
    built = Path(shutil.copytree(site, tmp_path / "built"))
    page = root / "content/zh/faq.md"
    page.write_text(page.read_text("utf-8") + "\n[下一步](benefit.md)\n", encoding="utf-8")
    html = built / "zh/faq.html"
    added = '<a href="benefit.md">x</a><img src="gone.png"></article>'
    html.write_text(html.read_text("utf-8").replace("</article>", added), encoding="utf-8")
    done = crucible("check", "--site", str(built), cwd=root)
    assert done.returncode == 1
    dead = [
        line.rpartition("[")[2] for line in done.stdout.splitlines() if "benefit.md" in line and "dead-link" in line
    ]
    assert dead == []
    assert "links to 'benefit.md', but no page is called 'benefit.md' [link]" in done.stdout
    assert "'gone.png' leads to no file (in zh/faq.html) [dead-link]" in done.stdout
    missing = crucible("check", "--site", "nowhere", cwd=root)
    assert (missing.returncode, missing.stderr) == (2, "crucible: nowhere is not a folder\n")


def test_a_markdown_link_to_another_language_leads_to_its_built_page() -> None:
    pages = {"content/en/faq.md", "content/en/plans/a.md", "content/zh/faq.md", "content/zh/plans/a.md"}
    html = '<a href="../../en/faq.md#ea">1</a><a title="x" href="../../zh/faq.md">2</a>'
    html += '<a href="../../en/gone.md">3</a>'
    built = '<a href="../../faq.html#ea">1</a><a title="x" href="../faq.html">2</a><a href="../../en/gone.md">3</a>'
    assert across_languages(html, "content/zh/plans/a.md", "zh", pages) == built
    html = '<a href="../zh/plans/a.md">1</a>'
    assert across_languages(html, "content/en/faq.md", "en", pages) == '<a href="zh/plans/a.html">1</a>'
    # A page that falls back to English stands in the folder of the other language.
    assert across_languages(html, "content/en/faq.md", "ru", pages) == '<a href="../zh/plans/a.html">1</a>'


# Reading


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("faq.html", Target(Form.RELATIVE, "zh/plans/faq.html")),
        ("../faq.html?q#a%20b", Target(Form.RELATIVE, "zh/faq.html", "a b")),
        ("#x:~:text=y", Target(Form.RELATIVE, "", "x", "text=y")),
        ("?q", Target(Form.RELATIVE, "")),
        ("../", Target(Form.RELATIVE, "zh/")),
        ("../..", Target(Form.RELATIVE, "/")),
        ("../../..", Target(Form.BEYOND, "..")),
        ("%D1%84.html", Target(Form.RELATIVE, "zh/plans/ф.html")),
        ("%FF.html", Target(Form.GARBLED)),
        ("/crucible/faq.html", Target(Form.ROOTED, "faq.html")),
        ("/crucible/", Target(Form.ROOTED, "/")),
        ("/faq.html", Target(Form.BEYOND, "/faq.html")),
        ("HTTPS://Example.GitHub.io:443/crucible/zh/", Target(Form.FULL, "zh/")),
        ("//example.github.io/crucible/faq.html", Target(Form.FULL, "faq.html")),
        ("https://example.github.io/crucible", Target(Form.FULL, "/")),
        ("https://example.github.io/other/", Target(Form.OUTSIDE)),
        ("https://127.0.0.1.example/", Target(Form.OUTSIDE)),
        ("http://127.1.2.3:80/", Target(Form.MACHINE)),
        ("c:/x", Target(Form.MACHINE)),
        ("mailto:a@b.example", Target(Form.OUTSIDE)),
        (" \n", Target(Form.EMPTY)),
        ("fa\nq.html ", Target(Form.RELATIVE, "zh/plans/faq.html")),
    ],
)
def test_an_address_is_resolved_as_browsers_do(url: str, expected: Target) -> None:
    assert resolve(url, "zh/plans", BASE) == expected


def test_a_page_is_read_as_a_browser_reads_it() -> None:
    html = """<html lang=ru><base href=sub/><link rel="Canonical" href="https://a.example/x">
        <link rel=preconnect href=//b>
        <a href=one>1</a><a href="one">again</a><a href='two&amp;3' hreflang=zh>2</a>
        <a name=named><i id=a></i><i id=a></i>
        <!-- <a href=no> --><script>"<a href=no>"</script><template><a href=no id=no></a></template>
        <noscript><img src=yes></noscript><img srcset="a.png 1x, b,c.png 2x,d.png" alt="">"""
    document = read_document("x.html", html.encode())
    assert document.links == [
        Link(Use.CANONICAL, "https://a.example/x"),
        Link(Use.FOLLOW, "one"),
        Link(Use.FOLLOW, "two&3", "zh"),
        Link(Use.LOAD, "yes"),
        Link(Use.LOAD, "a.png"),
        Link(Use.LOAD, "b,c.png"),
        Link(Use.LOAD, "d.png"),
    ]
    assert (document.ids, document.repeated) == ({"named", "a"}, ["a"])
    assert (document.base, document.language) == ("sub/", "ru")


def test_a_folder_is_read_with_the_names_that_the_disk_has(tmp_path: Path) -> None:
    (tmp_path / "zh/A").mkdir(parents=True)
    (tmp_path / "zh/A/Ф.html").write_text("<p id=x>", encoding="utf-8")
    (tmp_path / "a.css").write_text("p{}", encoding="utf-8")
    site = read_site(tmp_path, Base())
    assert site.files == frozenset({"zh/A/Ф.html", "a.css"})
    assert site.folders == frozenset({"", "zh", "zh/A"})
    assert list(site.documents) == ["zh/A/Ф.html"]


# What has moved

REDIRECTS = """\
- was: plans/asfp.md
  now: plans/advanced-support.md
- was: plans/asfp.md#how
  now: compare.md#plans
- was: faq.md#old
  now: faq.md#ea
- was: faq.md#gone
  now: plans/premier-support.md#ask
"""


def moved(tmp_path: Path, text: str) -> Path:
    (tmp_path / "data").mkdir(parents=True, exist_ok=True)
    (tmp_path / "data/redirects.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_that_moved_leads_on_in_each_language(tmp_path: Path) -> None:
    ends = followed(read_moves(moved(tmp_path, REDIRECTS))[0])
    words = languages(ROOT)[0]
    pages = redirect_pages(ends, Macros(Library(ROOT), words["ru"], ROOT), "https://example.github.io/crucible/ru/")
    assert pages == {
        "plans/asfp.html": """\
<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>Страница перенесена</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="https://example.github.io/crucible/ru/plans/advanced-support.html">
<script>
(() => {
  const sections = new Map(Object.entries({"how": "../compare.html#plans"}));
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* not encoded: taken as it is */ }
  location.replace(sections.get(id) ?? "advanced-support.html" + location.hash);
})();
</script>
<noscript><meta http-equiv="refresh" content="0; url=advanced-support.html"></noscript>
</head>
<body>
<h1>Страница перенесена</h1>
<p><a href="advanced-support.html">Перейти на страницу</a></p>
</body>
</html>
"""
    }


def test_an_old_id_stands_within_what_has_the_new_one(tmp_path: Path) -> None:
    ends = followed(read_moves(moved(tmp_path, REDIRECTS))[0])
    here, elsewhere = old_sections("faq.md", ends, {"plans/premier-support.md": "Premier & more"})
    assert here == {"old": "ea"}
    assert elsewhere == {"gone": ("plans/premier-support.html#ask", "Premier & more")}
    assert old_sections("compare.md", ends, {}) == ({}, {})
    html = with_old_ids('<h2 id="ea">EA</h2>', here, elsewhere, "Now: {page}")
    assert html.startswith(
        '<h2 id="ea"><span class="moved-here" id="old"></span>EA</h2>\n'
        '<p class="moved" id="gone">Now: <a href="plans/premier-support.html#ask">Premier &amp; more</a></p>\n<script>'
    )
    assert '"gone": "plans/premier-support.html#ask"' in html
    row = '<tr id="ea"><th scope="row">EA</th></tr>'
    assert with_old_ids(row, here, {}, "") == row.replace("EA", '<span class="moved-here" id="old"></span>EA')
    both = '<h2 id="ea">EA</h2><h2 id="old">Old</h2>'
    assert with_old_ids(both, here, {}, "") == both
    assert with_old_ids("<p>x</p>", here, {}, "") == "<p>x</p>"


MISTAKES = {
    "a page that exists": (
        "- was: faq.md\n  now: compare.md\n",
        ["1:8: 'faq.md' has not moved: content/en/faq.md exists"],
    ),
    "a target that does not": (
        "- was: a.md\n  now: fagq.md\n",
        ["2:8: 'fagq.md' leads to no page: content/en/fagq.md does not exist"],
    ),
    "the same twice": (
        "- was: a.md\n  now: faq.md\n- was: a.md\n  now: compare.md\n",
        ["3:8: 'a.md' moves twice, first at data/redirects.yml:1:8"],
    ),
    "a chain": (
        "- was: a.md\n  now: b.md\n- was: b.md\n  now: c.md\n- was: c.md\n  now: faq.md\n",
        [
            "2:8: 'b.md' has moved on itself, at data/redirects.yml:3:8",
            "4:8: 'c.md' has moved on itself, at data/redirects.yml:5:8",
        ],
    ),
    "a loop": (
        "- was: a.md\n  now: b.md\n- was: b.md\n  now: a.md\n",
        ["2:8: leads in a circle: a.md → b.md → a.md"],
    ),
    "a way into a loop": (
        "- was: x.md\n  now: b.md\n- was: a.md\n  now: b.md\n- was: b.md\n  now: a.md\n- was: c.md\n  now: c.md\n",
        ["2:8: leads in a circle: a.md → b.md → a.md", "8:8: leads in a circle: c.md → c.md"],
    ),
    "a long loop": (
        "".join(f"- was: a{n}.md\n  now: a{(n + 1) % 8}.md\n" for n in range(8)),
        ["2:8: leads in a circle: a0.md → a1.md → a2.md → a3.md → a4.md → 3 more → a0.md"],
    ),
    "itself": ("- was: a.md#x\n  now: a.md#x\n", ["2:8: leads in a circle: a.md#x → a.md#x"]),
    "no page of sources": (
        "- was: /a.html\n  now: faq.md\n",
        [
            "1:8: 'was' is '/a.html', expected a page of a language folder, such as plans/premier-support.md, "
            "with or without a #section"
        ],
    ),
    "an unknown key": ("- was: a.md\n  to: faq.md\n", ["1:3: key 'now' is missing", "2:3: unknown key 'to'"]),
    "no list": ("was: a.md\n", ["1:1: is not a list, expected entries that begin with '- '"]),
    "control": ("- was: a.md\n  now: faq.md#x\n- was: faq.md#y\n  now: faq.md#x\n", []),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_redirect_that_leads_nowhere_is_named(tmp_path: Path, text: str, expected: list[str]) -> None:
    root = moved(tmp_path, text)
    for name in ("faq", "compare"):
        page = root / f"content/en/{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {name} {{ #{name} }}\n", encoding="utf-8")
    found = sorted(redirect.findings(Sources.read(root)))
    assert [f"{f.place.line}:{f.place.column}: {f.message}" for f in found] == expected


def test_the_hint_of_a_chain_is_its_end(tmp_path: Path) -> None:
    text, _ = MISTAKES["a chain"]
    found = sorted(redirect.findings(Sources.read(moved(tmp_path, text))))
    assert [finding.hint for finding in found][:2] == ["write 'faq.md'", "write 'faq.md'"]


REFRESH = '<meta http-equiv="refresh" content="0; url=%s">\n'
ROUNDS = {
    "a page to itself": (
        {"content/en/a.md": "a.html"},
        ["content/en/a.md:2:44: redirect 'a.html' leads in a circle: a.html → a.html"],
    ),
    "two pages, and one that leads to them": (
        {"content/en/b.md": "./a.html", "content/en/a.md": "b.html#x", "content/en/x.md": "b.html"},
        ["content/en/a.md:2:44: redirect 'b.html#x' leads in a circle: a.html → b.html → a.html"],
    ),
    "in two languages": (
        {
            "content/en/a.md": "b.html",
            "content/en/b.md": "a.html",
            "content/ru/a.md": "b.html",
            "content/ru/b.md": "/crucible/ru/a.html",
        },
        ["content/en/a.md:2:44: redirect 'b.html' leads in a circle: a.html → b.html → a.html"],
    ),
    "across languages": (
        {"content/en/a.md": "ru/", "content/ru/index.md": "../a.html"},
        ["content/en/a.md:2:44: redirect 'ru/' leads in a circle: a.html → ru/index.html → a.html"],
    ),
    "pages without a source, of which the settings know": (
        {"old.html": "older.html", "older.html": "old.html"},
        ["mkdocs.yml:2:17: redirect 'older.md' leads in a circle: old.html → older.html → old.html"],
    ),
    "pages of which no source knows": (
        {"p.html": "q.html", "q.html": "p.html"},
        ["mkdocs.yml:1:1: redirect 'q.html' leads in a circle: p.html → q.html → p.html (in p.html and 1 more)"],
    ),
    "control: a way that ends, a section of the page itself, a page elsewhere": (
        {
            "content/en/a.md": "b.html",
            "content/en/b.md": "index.html",
            "content/en/c.md": "#c",
            "content/en/d.md": "https://d.example/d.html",
        },
        [],
    ),
}


@pytest.mark.parametrize(("written", "expected"), ROUNDS.values(), ids=ROUNDS)
def test_pages_that_lead_to_one_another_are_named(tmp_path: Path, written: dict[str, str], expected: list[str]) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"site_url: {BASE.url}\nmoved: {{old.md: older.md}}\n", encoding="utf-8")
    for path, target in {"content/en/index.md": "", "content/ru/index.md": "", **written}.items():
        text = f"# A {{ #c }}\n{REFRESH % target if target else ''}"
        source = tmp_path / path
        if path.startswith("content/"):
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text(text, encoding="utf-8")
        name = path.removeprefix("content/").removeprefix("en/").removesuffix(".md").removesuffix(".html")
        file = tmp_path / "site" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<article><h1 id="c">A</h1><i id="x"></i>{text}</article>', encoding="utf-8")
    found = [finding for finding in check_site(tmp_path, tmp_path / "site") if finding.rule == "redirect"]
    assert [f"{finding.place}: {finding.message}" for finding in found] == expected
    there = {place.path for finding in found for place in (finding.place, *finding.also)}
    assert not expected or there >= {path for path in written if path.startswith("content/")}


PUBLISHED = """\
- page: compare.md
- page: faq.md
  sections:
    - ea
    - old
    - was-here
- page: gone.md
  sections:
    - of-gone
- page: left.md
"""


def built(tmp_path: Path, body: str) -> Path:
    site = tmp_path / "site"
    site.mkdir(parents=True)
    for name, html in {"faq": body, "compare": "<article><h1>x</h1></article>"}.items():
        (site / f"{name}.html").write_text(html, encoding="utf-8")
    return site


def test_what_was_published_and_is_gone_needs_a_redirect(tmp_path: Path) -> None:
    root = moved(tmp_path, "- was: left.md\n  now: faq.md\n- was: faq.md#old\n  now: faq.md#ea\n")
    (root / "data/published.yml").write_text(PUBLISHED, encoding="utf-8")
    site = built(tmp_path, '<article><h2 id="ea">x</h2><h2 id="is-here">y</h2><i id="__x"></i></article>')
    assert [str(finding) for finding in kept.judged(root, site)] == [
        "data/published.yml:6:7: the section 'faq.md#was-here' was published and is gone [published]\n"
        "    add to data/redirects.yml: '- was: faq.md#was-here' and below it '  now: faq.md#is-here'",
        "data/published.yml:7:9: the page 'gone.md' was published and is gone [published]\n"
        "    add to data/redirects.yml: '- was: gone.md' and below it '  now: index.md', or where it is now",
        "data/published.yml:10:1: 'faq.md#is-here' is not in this list yet, so nobody would notice a link to it break "
        "[published]\n    run `crucible published --update` once published",
    ]


def test_a_section_that_did_not_move_or_moved_nowhere_is_named(tmp_path: Path) -> None:
    root = moved(tmp_path, "- was: faq.md#ea\n  now: faq.md#whose\n- was: faq.md#old\n  now: faq.md#whoose\n")
    site = built(tmp_path, '<article><h2 id="whose">x</h2><h2 id="ea">y</h2></article>')
    assert [str(finding) for finding in kept.judged(root, site)] == [
        "data/redirects.yml:1:8: 'faq.md#ea' has not moved: the page still has the id 'ea' [redirect]\n"
        "    delete this redirect, or give the section its new id",
        "data/redirects.yml:4:8: 'faq.md#whoose' is no section: 'faq.md' has no id 'whoose' [redirect]\n"
        "    did you mean 'faq.md#whose'?",
    ]


def test_the_list_of_published_addresses_grows_only_and_is_sorted(tmp_path: Path) -> None:
    root = moved(tmp_path, "- was: gone.md\n  now: faq.md\n")
    (root / "data/published.yml").write_text("- page: gone.md\n  sections:\n    - z\n    - ea\n", encoding="utf-8")
    site = built(tmp_path, '<article><h2 id="да">x</h2><p id="2">y</p><h2 id="fn:1"></h2></article>')
    text, findings = kept.updated(root, site)
    head = (
        "# Pages and sections that readers may have kept. Written by `crucible published --update`, which only adds.\n"
    )
    assert findings == []
    assert text == head + (
        '- page: compare.md\n- page: faq.md\n  sections:\n    - "2"\n    - да\n'
        "- page: gone.md\n  sections:\n    - ea\n    - z\n"
    )
    (root / "data/published.yml").write_text(text, encoding="utf-8")
    kept_now, findings = read_published(root)
    assert findings == []
    assert published_text(item.address for item in kept_now) == text


def test_a_renamed_page_needs_a_redirect_and_works_with_one(tmp_path: Path) -> None:
    root = copy_of_little(tmp_path / "copy")
    (root / "data/published.yml").write_text("- page: help.md\n  sections:\n    - help\n", encoding="utf-8")
    for code, title in {"en": "Help", "zh": "帮助", "ru": "Помощь"}.items():
        page = f"---\ntitle: {title}\ndescription: {title}\n---\n# {title} {{ #help }}\n"
        (root / f"content/{code}/aid.md").write_text(page, encoding="utf-8")
    done = crucible("build", cwd=root)
    assert done.returncode == 1
    says = [line.partition(": ")[2] for line in done.stderr.splitlines() if "[published]" in line]
    assert says[0] == "the page 'help.md' was published and is gone [published]"
    (root / "data/redirects.yml").write_text("- was: help.md\n  now: aid.md\n", encoding="utf-8")
    done = crucible("build", cwd=root)
    assert done.returncode == 0, done.stderr
    files = files_of(root / "site")
    assert {"help.html", "zh/help.html", "ru/help.html"} <= files.keys()
    assert b"help.html" not in files["sitemap.xml"].replace(b"-help.html", b"")
    assert b"/aid.html" in files["sitemap.xml"]
    assert crucible("build", cwd=root).returncode == 0
    assert files_of(root / "site") == files


def test_a_link_to_an_old_address_is_named(site: Path, tmp_path: Path) -> None:
    root = copy_of_root(tmp_path / "copy")
    (root / "data/redirects.yml").write_text("- was: faq.md#old-ea\n  now: faq.md#ea\n", encoding="utf-8")
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    for code, folder in {"en": "", "zh": "zh/", "ru": "ru/"}.items():
        page = copy / f"{folder}faq.html"
        text = page.read_text("utf-8").replace("</article>", '<i class="moved-here" id="old-ea"></i></article>')
        page.write_text(text, encoding="utf-8")
        if code == "zh":
            other = copy / "zh/report.html"
            added = '<a href="faq.html#old-ea">x</a></article>'
            other.write_text(other.read_text("utf-8").replace("</article>", added), encoding="utf-8")
    source = root / "content/zh/report.md"
    source.write_text(source.read_text("utf-8") + "\n[x](faq.md#old-ea)\n", encoding="utf-8")
    line = len(source.read_text("utf-8").splitlines())
    assert errors(root, copy) == [
        f"content/zh/report.md:{line}:5: 'faq.md#old-ea' leads to an address that has moved [link-moved]\n"
        "    write the address that data/redirects.yml gives for it"
    ]


def test_addresses_are_read_as_they_are_written() -> None:
    assert Address.read("plans/a.md#x") == Address("plans/a.md", "x")
    assert (str(Address("a.md")), Address("plans/a.md", "x").url) == ("a.md", "plans/a.html#x")
