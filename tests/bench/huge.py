"""Input that is cheap to write and dear to read: how long a check of it takes, and how much memory.

    python -m tests.bench.huge [--as LAYOUT] [SHAPE …]

Pages stand where this site has them, or in the layout of other people's folders, which have no data. Prints a row for
each shape at the most that a file may have, and, where that took twice as long as a check of a tiny site, at a tenth of
it: how much longer ten times as much takes is its growth. Each is checked, and what could be mended is sought, in a
process of its own with bounds of time and memory.
`tests/test_fuzz.py` runs all shapes small.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crucible.checks.sentences import LONGEST
from crucible.freshness.sections import fingerprint
from crucible.source.text import MAX_BYTES

ROOT = Path(__file__).parents[2]
SITE = ROOT / "tests/site"
SIZES = (MAX_BYTES * 95 // 1000, MAX_BYTES * 95 // 100)
SECONDS, MEMORY = 60, 2_000_000_000
"""Bounds of CPU and address space for one process."""

RUN = """
import re, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
from crucible.cli import main
main(["check", "--root", ".", *sys.argv[1:]])
checked = time.process_time()
from crucible.fix import mends
from crucible.finding import Problem
try:
    list(mends(Path(".")))
except Problem:
    pass
memory = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
print("measured", checked, time.process_time() - checked, memory[1], file=sys.stderr)
""".replace("SECONDS", str(SECONDS)).replace("MEMORY", str(MEMORY))

PAGE, ENGLISH, CHINESE, DATA = "content/ru/index.md", "content/en/index.md", "content/zh/index.md", "data/faq.yml"
PO, SETTINGS, TERMS = "locales/ru/LC_MESSAGES/messages.po", "mkdocs.yml", "data/glossary.yml"
TOP = "---\ntitle: Поддержка участников\ndescription: Какая помощь есть у участника.\n---\n# А { #home }\n\n"
ENTRY = "- id: q{0}\n  question: Is it?\n  verdict: yes\n  answer:\n    - It is {0}.\n"
KEPT = "# English texts that translations were made from.\n"

Files = dict[str, bytes]


def huge(size: int) -> dict[str, Files]:
    """Return input that is cheap to write and dear to read naively: name → path → bytes of about that size."""
    parts = (_data, _entries, _marks, _prose, _pages, _pairs, _near, _crossed, _catalogs, _settings)
    found = {name: given for part in parts for name, given in part(_Shape(size)).items()}
    return {name: {path: text.encode() for path, text in given.items()} for name, given in found.items()}


class _Shape:
    """Makes texts of about a size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.side = int((2 * size) ** 0.5)

    def many(self, text: str) -> str:
        return text * max(1, self.size // len(text.encode()))

    def numbered(self, text: str, number: Callable[[int], str] = str) -> str:
        """Return the text many times, each with another number at `{0}`."""
        count = max(1, self.size // len(text.replace("{0}", number(self.size // 10)).encode()))
        return "".join(text.replace("{0}", number(n)) for n in range(count))

    def words(self, text: str, letters: str = "абвгдежзиклмнопрстуфхцчшщыэюя") -> str:
        """Return the text many times, each with another word at `{0}`."""
        return self.numbered(text, lambda n: "".join(letters[n // len(letters) ** k % len(letters)] for k in range(4)))


def _data(s: _Shape) -> dict[str, dict[str, str]]:
    many, numbered = s.many, s.numbered
    head = "# yaml-language-server: $schema=schemas/faq.json\n"
    texts = {
        "open brackets in YAML": many("["),
        "nested lists": many("- "),
        "nested mappings": "".join(f"{' ' * n}a:\n" for n in range(s.side)),
        "keys": numbered("k{0}: 1\n"),
        "equal keys": many("k: 1\n"),
        "keys that are lists": many("? [a]\n: b\n"),
        "keys that are numbers": many("1: a\n"),
        "entries": head + numbered(ENTRY),
        "equal entries": head + many(ENTRY.replace("{0}", "1")),
        "unknown keys": "- id: a\n" + numbered("  quest{0}: 1\n"),
        "one long text": head + "- id: a\n  question: " + many("word ") + "\n",
        "one long quoted text": '- id: "' + many("\\u0041") + '"\n',
        "one long number": "- id: " + many("9") + "\n",
        "anchors": numbered("- &a{0} x\n"),
        "aliases": "- &a x\n" + many("- *a\n"),
        "tags": many("- !!python/name:os.system x\n"),
        "merge keys": many("<<: {a: b}\n"),
        "documents": many("--- a\n"),
        "tabs": many("\t"),
        "comments": many("# x\n") + "- id: a\n",
        "spaces": many(" ") + "x: 1\n",
        "line separators": "- id: a\n  question: a" + many("\u2028") + "\n",
        "invisible characters": many("\u202e"),
    }
    return {name: {DATA: text} for name, text in texts.items()}


def _entries(s: _Shape) -> dict[str, dict[str, str]]:
    numbered, words = s.numbered, s.words
    answer = ENTRY.replace("It is {0}.", 'See {{ name("help{0}") }} and {{ nme("a") }}')
    laughs = "".join(
        ENTRY.replace("q{0}", f"q{n}").replace("It is {0}.", f'See {{{{ question("q{n + 1}") }}}}\n    - ' * 9 + "Ha.")
        for n in range(min(40, s.size // 400))
    )
    return {
        "entries that ask for none that is": {DATA: numbered(ENTRY + "  sources:\n    - handbok{0}\n")},
        "entries of unknown keys": {DATA: numbered("- k{0}: 1\n")},
        "entries without keys": {DATA: s.many("- {}\n")},
        "macros in entries": {DATA: numbered(answer)},
        "macros in macros": {DATA: laughs},
        "terms": {
            TERMS: words("- id: t-{0}\n  en: Term {0}\n  ru:\n    use:\n      - термин\n", "abcdefghijklmnopqrst")
        },
        "renderings": {TERMS: "- id: a\n  en: incident\n  ru:\n    use:\n" + words("      - слово {0}\n")},
        "rejected words": {
            TERMS: "- id: a\n  en: incident\n  ru:\n    use: [инцидент]\n    reject:\n" + words("      - {0}\n")
        },
        "redirects": {"data/redirects.yml": numbered("- was: a{0}.md\n  now: index.md\n")},
        "redirects to redirects": {
            "data/redirects.yml": "".join(f"- was: a{n}.md\n  now: a{n + 1}.md\n" for n in range(s.size // 32))
        },
        "published pages": {"data/published.yml": numbered("- page: a{0}.md\n")},
        "published sections": {"data/published.yml": "- page: index.md\n  sections:\n" + numbered("    - a{0}\n")},
        "exceptions": {
            "data/exceptions.yml": numbered(
                "- rule: tems\n  place: content/ru/index.md#{0}\n  reason: It is so.\n  until: 2030-01-01\n"
            )
        },
        "sources": {"data/sources.yml": numbered("- id: s{0}\n  title: A\n  url: http://a.org/{0}\n")},
        "vouched words": {"locales/words/own.txt": words("{0}\n"), "locales/words/ru.txt": "# \n"},
        "kept English": {"locales/source/index.yml": KEPT + numbered("k{0}: |-\n  ## Heading\n\n  A text.\n")},
        "one long kept English": {"locales/source/index.yml": KEPT + "bpfebipldc: |-\n  " + s.many("A word. ") + "\n"},
    }


def _marks(s: _Shape) -> dict[str, dict[str, str]]:
    """Return marks of Markdown, HTML and macros that open, close or nest without end."""
    many, numbered = s.many, s.numbered
    texts = {
        "open macros": many("{{ "),
        "macros": many("{{ name('a') }} "),
        "unknown macros": numbered('{{ nme{0}("a") }} '),
        "macros of known entries": TOP + many('{{ name("circle") }} '),
        "macros of large blocks": TOP + many("{{ glossary() }}\n\n{{ questions() }}\n\n"),
        "macros of many tables": TOP + many('{{ comparison("entitlements") }}\n\n'),
        "nested macros": "{{ name(" + many("(") + ") }}",
        "sums in macros": many("{{ 9**9**9**9 }} {{ 'a' * 9999999999 }} "),
        "loops": many("{% for a in range(999999999) %}{{ a }}{% endfor %}"),
        "headings": numbered("# A { #a{0} }\n\n"),
        "headings with one id": TOP + many("## Слово { #a }\n\n"),
        "headings without id": many("# Слово\n\n"),
        "stars": many("*"),
        "stars and words": many("*a **b "),
        "underscores": many("_a "),
        "backticks": many("`"),
        "ever longer backticks": " ".join("`" * n for n in range(1, s.side)),
        "fences": many("```\na\n"),
        "ever longer fences": "".join("`" * n + "\n" for n in range(3, s.side)),
        "brackets": many("["),
        "brackets and parentheses": many("[a]("),
        "closing brackets": many("]"),
        "exclamations": many("!["),
        "angles": many("<"),
        "open tags": many("<div "),
        "nested tags": TOP + many("<details>\n"),
        "closed tags": TOP + many("<b>а</b> "),
        "closing tags": many("</b>"),
        "attributes": "<div " + numbered('a{0}="b" ') + ">",
        "attributes of values that hold the end of a tag": "<div " + numbered("a{0}='>' ") + ">",
        "attributes without blanks": "<div " + numbered('a{0}=""') + ">",
        "attributes of a cell that hold the end of a tag": "<table><tr><td " + numbered("a{0}='>' ") + ">а</table>",
        "open quotation marks of attributes": many('<a href="'),
        "open comments": many("<!-- "),
        "characters by number": many("&#x41;"),
        "ampersands": many("&a"),
        "bars": many("|"),
        "nested items": "".join(f"{'  ' * n}- a\n" for n in range(int(s.size**0.5))),
        "notes in notes": "".join(f"{'    ' * n}!!! note\n" for n in range(int((s.size / 2) ** 0.5))),
        "quotes": many("> "),
        "front matter": "---\n" + numbered("k{0}: 1\n") + "---\n# A { #a }\n",
        "open front matter": "---\n" + many("a: 1\n"),
        "stamps": "---\ntitle: А\ntranslation:\n  of:\n" + numbered("    k{0}: aaaaaaaaaa\n") + "---\n# A { #a }\n",
        "blank lines": many("\n"),
        "braces": many("{ #a "),
        "slashes": many("/a"),
        "at signs": many("a@"),
    }
    return {name: {PAGE: text} for name, text in texts.items()}


def _prose(s: _Shape) -> dict[str, dict[str, str]]:
    """Return texts of which each word, number or sign is looked at."""
    many, words = s.many, s.words
    texts = {
        "quotation marks": many('"а '),
        "guillemets": many("«"),
        "parentheses": many("("),
        "digits": many("1"),
        "numbers": many("15 часов и "),
        "decimal marks": many("1."),
        "ranges": many("1–2, "),
        "dates": many("20 ноября 2026 г., "),
        "numeric dates": many("2026-11-20 "),
        "money": many("$1 "),
        "words": many("поддержка партнеров "),
        "unknown words": words("ъ{0}щ "),
        "denials": many("не "),
        "duties": many("можно или нужно "),
        "one word": many("а"),
        "hyphens": many("а-"),
        "dashes": many("а — "),
        "dots": many("."),
        "hosts": many("a."),
        "letters": many("A "),
        "names": many("Microsoft Partner Network "),
        "addresses": many("https://a.org/b "),
        "open addresses": many("http://"),
        "fixed spaces": many("\u00a0"),
        "sentences": TOP + many("Это слово. "),
        "one sentence on many lines": TOP + many("это слово\n"),
    }
    han = {
        "Han": many("支持"),
        "Han and Latin": many("支持a"),
        "unknown Han": words("{0}", "".join(map(chr, range(0x4E00, 0x5E00)))),
        "Chinese sentences": many("这是支持。"),
        "Chinese denials": many("不"),
        "Chinese numbers": many("一百二十三"),
    }
    return {name: {PAGE: text} for name, text in texts.items()} | {name: {CHINESE: text} for name, text in han.items()}


def _pages(s: _Shape) -> dict[str, dict[str, str]]:
    """Return many blocks of one kind."""
    many, numbered = s.many, s.numbered
    texts = {
        "tables": many("| а | б |\n|---|---|\n| 1 | 2 |\n\n"),
        "rows": "| а | б |\n|---|---|\n" + many("| 1 | 2 |\n"),
        "columns": f"|{' а |' * (s.size // 10)}\n|{'---|' * (s.size // 10)}\n",
        "lists": many("- a\n"),
        "numbered lists": numbered("{0}. а\n"),
        "paragraphs": many("Это слово.\n\n"),
        "definitions": many("а\n:   б\n\n"),
        "notes": many('!!! note "А"\n\n    Б.\n\n'),
        "code by indentation": many("    a\n\n"),
        "footnotes": numbered("а[^{0}]\n\n[^{0}]: б\n\n"),
        "footnotes without text": numbered("а[^{0}] "),
        "links to pages that are not": numbered("[а](page{0}.md) "),
        "links to sections that are not": TOP + numbered("[а](#kid{0}) "),
        "links by reference": numbered("[а][r{0}] ") + "\n\n[r1]: b.md\n",
        "references": numbered("[r{0}]: b{0}.md\n"),
        "pictures": numbered("![а](p{0}.png) "),
        "equal paragraphs": TOP + many("Раньше программа называлась иначе, и это слово осталось.\n\n"),
        "underlined headings": many("А\n===\n\n"),
        "rules": many("---\n\n"),
    }
    return {name: {PAGE: TOP + text.removeprefix(TOP)} for name, text in texts.items()}


def _pairs(s: _Shape) -> dict[str, dict[str, str]]:
    """Return texts beside their English that must be paired, as long as it."""

    def both(english: str, russian: str) -> dict[str, str]:
        top = TOP.replace("Поддержка участников", "Support for members").replace(
            "Какая помощь есть у участника", "Help"
        )
        return {ENGLISH: top + english, PAGE: TOP + russian}

    def pair(english: str, russian: str) -> dict[str, str]:
        return both(s.many(english), s.many(russian))

    russian = s.words("Слово {0}.\n\n")
    return {
        "English alone": {ENGLISH: TOP + s.many("This is a word.\n\n")},
        "paragraphs beside paragraphs": pair("This is a word.\n\n", "Это слово.\n\n"),
        "paragraphs in another order": both(s.words("A word {0}.\n\n", "abcdefghijklmnopqrst"), russian[::-1]),
        "paragraphs beside items": pair("This is a word.\n\n", "- Это слово.\n"),
        "items beside items": pair("- A word.\n", "- Слово.\n"),
        "rows beside rows": both(
            "| a | b |\n|---|---|\n" + s.numbered("| A {0} | 2 |\n"),
            "| а | б |\n|---|---|\n" + s.numbered("| А {0} | 2 |\n")[::-1].replace("\n", "", 1) + "\n",
        ),
        "sentences beside sentences": pair("It is 15 hours. ", "Это 15 часов. "),
        "numbers beside numbers": pair("15 and ", "16 и "),
        "names beside names": pair("Microsoft Partner Network and ", "Microsoft Partner Network и "),
        "denials beside denials": pair("not ", "не "),
        "sections beside sections": both(
            s.numbered("## A { #a{0} }\n\nB.\n\n"), s.numbered("## А { #a{0} }\n\nБ.\n\n")
        ),
        "links beside links": both(s.numbered("[a](b{0}.md) "), s.numbered("[а](c{0}.md) ")),
        "tables beside tables": pair("| a | b |\n|---|---|\n| 1 | 2 |\n\n", "| а | б |\n|---|---|\n| 1 | 3 |\n\n"),
    }


def _near(s: _Shape) -> dict[str, dict[str, str]]:
    """Return texts beside their English that stay just below what is compared."""

    def paragraphs(english: str, russian: str) -> dict[str, str]:
        times = LONGEST // len(russian) - 1
        count = max(1, s.size // len((russian * times + "\n\n").encode()))
        return {ENGLISH: TOP + (english * times + "\n\n") * count, PAGE: TOP + (russian * times + "\n\n") * count}

    blocks = max(1, s.size // 3000)
    return {
        "paragraphs of numbers": paragraphs("1 ", "2 "),
        "paragraphs of money": paragraphs("$1 ", "$2 "),
        "paragraphs of names": paragraphs("Azure Sql and ", "Windows Foo и "),
        "paragraphs of links": paragraphs("[a](b.md) ", "[а](c.md) "),
        "sections built otherwise": {
            ENGLISH: TOP + ("## A\n\n" + "a\n\n" * 490 + "- a\n\n") * blocks,
            PAGE: TOP + ("## А\n\n- а\n\n" + "а\n\n" * 490) * blocks,
        },
        "cells that span all": {
            path: TOP + "<table>\n" + s.many(f"<tr><td rowspan=999 colspan=999>{n}</td></tr>\n") + "</table>\n"
            for n, path in ((1, ENGLISH), (2, PAGE))
        },
    }


def _crossed(s: _Shape) -> dict[str, dict[str, str]]:
    """Return files of which each entry is looked for among all of another, or of its own."""
    numbered, words = s.numbered, s.words
    count = s.size // 300
    texts = [f"## A{n}\n\nText old number {n} {'word ' * 40}" for n in range(count)]
    stamps = [fingerprint(text) for text in texts]
    kept = "".join(
        f"{stamp}: |-\n  {text.replace(chr(10), chr(10) + '  ')}\n" for stamp, text in zip(stamps, texts, strict=True)
    )
    stamped = "".join(f"    o{n}: {stamp}\n" for n, stamp in enumerate(stamps))
    sections = "".join(f"## А {{ #o{n} }}\n\nТекст.\n\n" for n in range(count))
    reference = (
        "- id: a-{0}\n  title: A {0}\n  url: http://docs.microsoft.com/en-us/a/{0}?rtc=1\n  scope: What {0} is.\n"
    )
    waiver = "- rule: gap\n  place: content/ru/index.md#a{0}\n  reason: It is so here.\n  until: 2030-01-01\n"
    table = (SITE / "data/comparisons/entitlements.yml").read_text(encoding="utf-8")
    cells = "".join(f"        r{n}: 20\n" for n in range(s.size // 60))
    plan = (SITE / "data/plans.yml").read_text(encoding="utf-8").partition("\n")[2].partition("\n- id:")[0] + "\n"
    plan = plan.replace("id: basic-help", "id: a-{0}").replace("name: Basic Help for Partners", "name: A {0}")
    labels = "".join(f"  - id: q{n}\n    label: L{n}\n" for n in range(s.size // 60))
    return {
        "stamps of other sections": {
            "locales/source/index.yml": KEPT + kept,
            ENGLISH: TOP + sections.replace("#o", "#n"),
            PAGE: TOP.replace("---\n# А", f"translation:\n  of:\n{stamped}---\n# А") + sections,
        },
        "reviewed sections that are not": {
            PAGE: TOP.replace("---\n# А", "translation:\n  checked:\n" + numbered("    - k{0}\n") + "---\n# А")
        },
        "addresses to be mended": {
            "data/references.yml": words(reference + "  group: plans\n", "abcdefghijklmnopqrst")
        },
        "exceptions in use": {
            "data/exceptions.yml": numbered(waiver),
            PAGE: TOP + numbered("## А { #a{0} }\n\n, б\n\n"),
        },
        "exceptions of entries": {
            "data/exceptions.yml": numbered(waiver.replace("content/ru/index.md#a{0}", "data/faq.yml#q{0}/question")),
            DATA: numbered(ENTRY.replace("Is it?", "Is ( ) it?")),
        },
        "qualifiers that are not": {
            "data/comparisons/entitlements.yml": table.replace("qualifiers:\n", "qualifiers:\n" + labels).replace(
                "        cloud: unlimited\n", "        cloud: unlimited\n" + cells
            )
        },
        "fields of another message": {
            PO: f'msgid "{"".join(f"{{a{n}}}" for n in range(s.size // 20))}"\n'
            f'msgstr "{"".join(f"{{b{n}}}" for n in range(s.size // 20))}"\n'
        },
        "plans beside a page": {
            "data/plans.yml": words(plan, "abcdefghijklmnopqrst"),
            ENGLISH: TOP + s.many("You hold a paid plan A abcd, which is free of charge.\n\n"),
        },
        "products beside a page": {
            "data/products.yml": words("- id: a-{0}\n  name: Azure {0} 365\n", "abcdefghijklmnopqrst"),
            ENGLISH: TOP + s.many("It covers Azure 365 and Azure abcd.\n\n"),
        },
        "one long title": {PAGE: TOP.replace("Поддержка участников", s.many("слово , слово  "))},
    }


def _catalogs(s: _Shape) -> dict[str, dict[str, str]]:
    many, numbered = s.many, s.numbered
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Plural-Forms: nplurals=3; plural='
    known = 'msgid "Handbook of support"\nmsgstr "'
    texts = {
        "messages": numbered('msgid "m{0}"\nmsgstr "п"\n\n'),
        "messages that are nearly ours": numbered('msgid "Handbook of support {0}"\nmsgstr "п"\n\n'),
        "equal messages": many('msgid "m"\nmsgstr "п"\n\n'),
        "one long message": 'msgid "m"\nmsgstr ""\n' + many('"слово "\n'),
        "one long translation": known + many("слово ") + '"\n',
        "one translation of many sentences": known + many("Это 15 часов. ") + '"\n',
        "backslashes": 'msgid "m"\nmsgstr "' + many("\\") + '"\n',
        "open strings": many('msgid "'),
        "flags": many("#, fuzzy\n"),
        "former messages": many('#| msgid "m"\n') + 'msgid "m"\nmsgstr "п"\n',
        "obsolete messages": numbered('#~ msgid "m{0}"\n#~ msgstr "п"\n\n'),
        "contexts": numbered('msgctxt "c{0}"\nmsgid "m"\nmsgstr "п"\n\n'),
        "places": many("#: data/faq.yml\n") + 'msgid "m"\nmsgstr "п"\n',
        "plural forms": 'msgid "m"\nmsgid_plural "ms"\n' + numbered('msgstr[{0}] "п"\n'),
        "plural expression": head + many("(") + 'n;\\n"\n',
        "plural conditions": head + many("n==1?0:") + '1;\\n"\n',
        "fields of the head": 'msgid ""\nmsgstr ""\n' + numbered('"X-{0}: a\\n"\n'),
        "words that are none": many("msgfoo\n"),
    }
    return {name: {PO: text} for name, text in texts.items()}


def _settings(s: _Shape) -> dict[str, dict[str, str]]:
    many, numbered = s.many, s.numbered
    base = (SITE / SETTINGS).read_text(encoding="utf-8")
    start, end = base.index("nav:\n"), base.index("theme:\n")

    def nav(text: str) -> str:
        return base[:start] + "nav:\n" + text + base[end:]

    texts = {
        "pages in the menu": nav(numbered("  - page{0}.md\n")),
        "equal pages in the menu": nav(many("  - index.md\n")),
        "groups in the menu": nav(numbered("  - Plans {0}:\n      - index.md\n")),
        "patterns in the menu": nav("  - " + many("*") + ".md\n"),
        "folders of patterns in the menu": nav("  - " + many("**/") + "*.md\n"),
        "unknown settings": base + numbered("key{0}: 1\n"),
        "colours": base.replace("  palette:\n", "  palette:\n" + numbered("    - toggle:\n        name: Dark {0}\n")),
    }
    return {name: {SETTINGS: text} for name, text in texts.items()}


LAYOUTS = {
    "beside": {PAGE: "page.ru.md", ENGLISH: "page.md", CHINESE: "page.zh.md", DATA: "toc.ru.yml"},
    "folders": {PAGE: "docs/ru/page.md", ENGLISH: "docs/page.md", CHINESE: "docs/zh/page.md", DATA: "docs/ru/toc.yml"},
    "languages": {PAGE: "ru/page.md", ENGLISH: "en/page.md", CHINESE: "zh/page.md", DATA: "ru/toc.yml"},
    "readme": {PAGE: "README.ru.md", ENGLISH: "README.md", CHINESE: "README.zh-CN.md"},
}
"""Where other people have pages; YAML stands beside an equal file in English."""
BESIDE = {"toc.ru.yml": "toc.yml", "docs/ru/toc.yml": "docs/toc.yml", "ru/toc.yml": "en/toc.yml"}


def moved(files: Files, layout: str) -> Files | None:
    """Return the same files in a layout of others; None where they have none of their kind there."""
    names = LAYOUTS[layout]
    if not names.keys() >= files.keys():
        return None
    found = {names[ENGLISH]: b"# Help\n\nThis is a word.\n"} | {names[path]: data for path, data in files.items()}
    return found | {BESIDE[path]: data for path, data in found.items() if path in BESIDE}


def lists_of_others(size: int, layout: str) -> dict[str, Files]:
    """Return YAML beside its English, whose entries must be paired."""
    s = _Shape(size)
    english = "- {name: a{0}, text: This is one of the words}\n"
    russian = "- {name: a{0}, text: Это одно из этих слов}\n"
    pairs = {
        "entries in another order": (s.numbered(english), _turned(s.numbered(russian))),
        "entries of other keys": (s.numbered(english), s.numbered(russian.replace("a{0}", "b{0}"))),
        "entries of which one is missing": (s.numbered(english), s.numbered(russian).partition("\n")[2]),
        "texts": (s.many("- This is one of the words\n"), s.many("- Это одно из этих слов\n")),
        "texts in another order": (
            s.words("- This is one of {0}\n", "abcdefghijklmnopqrst"),
            _turned(s.words("- Это одно из {0}\n")),
        ),
        "keys of one mapping": (s.numbered("k{0}: This is one of the words\n"), s.numbered("l{0}: Это одно из слов\n")),
    }
    path = LAYOUTS[layout].get(DATA, "ru/toc.yml")
    return {name: {BESIDE[path]: ours.encode(), path: theirs.encode()} for name, (ours, theirs) in pairs.items()}


def _turned(text: str) -> str:
    return "\n".join(text.splitlines()[::-1]) + "\n"


def measured(files: Files, *, of_others: bool = False) -> tuple[float, float, int, str]:
    """Return CPU seconds of a check and of what could be mended, the most memory in MB, and how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        if of_others:
            root.mkdir()
        else:
            shutil.copytree(SITE, root)
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return checked(root)


def checked(root: Path, *arguments: str, first: Callable[[], None] | None = None) -> tuple[float, float, int, str]:
    """Return the same of a folder that is there; `first` is done within the process before it begins."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=root,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        preexec_fn=first,
    )
    last = (done.stderr.decode(errors="replace").strip().splitlines() or [""])[-1]
    if not last.startswith("measured "):
        return SECONDS, 0, 0, f"ended with {done.returncode}: {last[:80]}"
    check, mend, memory = map(float, last.split()[1:])
    report = done.stdout.decode().splitlines() or [""]
    crash = next((row for row in report if "[crash]" in row), "")
    return check, mend, round(memory / 1024), f"ended with {crash[:200]}" if crash else report[-1]


def main(names: list[str]) -> int:
    """Print a row for each shape. Returns 1 where one did not end well."""
    layout = names[1] if names[:1] == ["--as"] else ""
    small, large = map(huge, SIZES)
    if layout:
        small, large = (
            lists_of_others(size, layout) | {name: at for name in s if (at := moved(s[name], layout))}
            for size, s in zip(SIZES, (small, large), strict=True)
        )
    return table(names[2:] if layout else names, small, large, partial(measured, of_others=bool(layout)))


def table(
    names: list[str],
    small: dict[str, Files],
    large: dict[str, Files],
    measured: Callable[[Files], tuple[float, float, int, str]],
) -> int:
    """Print a row for each shape. Returns 1 where one did not end well."""
    heads = " | ".join(f"{size // 1000:,} kB: check s | mend s | MB" for size in reversed(SIZES))
    print(f"| Shape | {heads} | Growth | Report |\n| :--- |{' ---: |' * 7} :--- |")
    base = sum(measured({})[:2])
    failed = 0
    for name in names or large:
        check, mend, memory, report = measured(large[name])
        row = [f"{check:.2f} | {mend:.2f} | {memory}", " | | ", ""]
        spent = check + mend - base
        if spent > base:
            less = measured(small[name])
            growth = f"{spent / max(0.01, sum(less[:2]) - base):.0f}"
            row[1:] = [f"{less[0]:.2f} | {less[1]:.2f} | {less[2]}", growth]
        print(f"| {name} | {' | '.join(row)} | {report} |", flush=True)
        failed += "ended" in report
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
