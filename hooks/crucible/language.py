"""One language of the site: its catalogs, and how it writes numbers, plurals, dates and lists.

Catalogs are PO files, read as they are (no .mo on disk), in the layout that gettext tools expect:
`locales/<language>/LC_MESSAGES/<domain>.po`. Domain `messages` holds the texts of the site's `data/` and
`mkdocs.yml`; domain `crucible` the labels of the components and of this package, which every site shares.
Plural categories are those of CLDR (https://cldr.unicode.org, Language Plural Rules).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from gettext import c2py
from pathlib import Path

from crucible.finding import Finding
from crucible.months import month_name
from crucible.source.po import Message, PoFile, read_po

SOURCE = "en"
CODES = ("en", "zh", "ru")
TRANSLATIONS = tuple(code for code in CODES if code != SOURCE)
DOMAINS = ("messages", "crucible")
GENERATOR = Path(__file__).parents[2]
"""Where the generator keeps its own components, assets and label catalogs; also the root of its first site."""

_NAMES = {"en": "English", "zh": "中文", "ru": "Русский"}
NBSP = "\u00a0"
# As Unicode CLDR has them; the tests compare them with Babel, whose loading takes a fortieth of a check.
_DATES = {
    "en": "{day} {month} {year}",  # the prose is British
    "zh": "{year} 年 {number} 月 {day} 日",  # house style: a space between Han characters and digits
    "ru": "{day} {month} {year} г.",
}
_THOUSANDS = {"ru": NBSP}
_PLURALS = {
    "en": (2, "(n != 1)"),
    "zh": (1, "0"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
}
_TAG = re.compile(rf"({'|'.join(CODES)})(?:-(hans|hant|latn|cyrl))?(?:-([a-z]{{2}}|[0-9]{{3}}))?")


@dataclass(frozen=True)
class Language:
    """What a language says for an English text. `missing` collects the texts that had no translation."""

    code: str
    entries: Mapping[tuple[str, str | None], Message] = field(default_factory=dict, repr=False)
    missing: set[str] = field(default_factory=set, repr=False, compare=False)
    by_machine: set[str] = field(default_factory=set, repr=False, compare=False)
    """Texts that were said in a machine translation which nobody has reviewed."""

    def text(self, english: str) -> str:
        """Return the translation, or the English text while there is none."""
        return self.form(english, None, 1)

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Return the form for `number`, with `{n}` replaced by the number as the language writes it."""
        return self.form(singular, plural, number).replace("{n}", self.number(number))

    def form(self, singular: str, plural: str | None, number: int) -> str:
        message = self.entries.get((str(singular), None))
        if self.code == SOURCE or message is None or not message.translated:
            if self.code != SOURCE:
                self.missing.add(str(singular))
            return str(singular) if plural is None or number == 1 else plural
        if message.machine:
            self.by_machine.add(str(singular))
        if plural is None:
            return message.forms[0].value if 0 in message.forms else str(singular)
        index = plural_index(self.code, number)
        return message.forms[index].value if index in message.forms else plural

    def number(self, number: int) -> str:
        return f"{number:,}".replace(",", _THOUSANDS.get(self.code, ","))

    def date(self, day: date) -> str:
        """Return the date in words, so that day and month cannot be confused, with spaces that do not break."""
        name = month_name(day.month, self.code)
        shown = _DATES[self.code].format(day=day.day, month=name, number=day.month, year=day.year)
        return shown.replace(" ", NBSP)

    def join(self, items: Iterable[str]) -> str:
        return self.comma.join(items)

    @property
    def comma(self) -> str:
        return "、" if self.code == "zh" else ", "

    @property
    def pause(self) -> str:
        """The comma between parts of a sentence, which is not the one between items in Chinese."""
        return "，" if self.code == "zh" else ", "

    @property
    def colon(self) -> str:
        return "：" if self.code == "zh" else ": "

    def bracketed(self, text: str) -> str:
        """Return the text in the language's brackets, with the space before them where it has one."""
        return f"（{text}）" if self.code == "zh" else f" ({text})"

    @property
    def name(self) -> str:
        """The name of the language in itself, such as 'Русский'."""
        return _NAMES[self.code]


def languages(root: Path) -> tuple[dict[str, Language], dict[str, PoFile], list[Finding]]:
    """Read the catalogs of the site at `root`. Returns the languages, the files that are the site's own, findings.

    The labels of a site that has no `crucible` catalog of its own come from the generator.
    """
    found: dict[str, Language] = {}
    files: dict[str, PoFile] = {}
    findings: list[Finding] = []
    for code in CODES:
        entries: dict[tuple[str, str | None], Message] = {}
        for domain in DOMAINS if code != SOURCE else ():
            path = po_path(code, domain)
            home = root if (root / path).is_file() else GENERATOR
            if not (home / path).is_file() or (home != root and domain != "crucible"):
                continue
            catalog, faults = read_po(home, path)
            if home == root:
                findings += faults
            if catalog is not None:
                entries |= {m.key: m for m in catalog.messages if not m.obsolete}
                if home == root:
                    files[path] = catalog
        found[code] = Language(code, entries)
    return found, files, findings


def folder_language(name: str) -> str | None:
    """Return the language that a tag names: `zh`, `zh-cn` and `zh_Hans` are Chinese, `ru-RU` is Russian.

    Traditional Chinese is another language: None, as for every name that is no tag of a language of the site.
    """
    found = _TAG.fullmatch(name.replace("_", "-").lower())
    if found is None or (found[1] == "zh" and (found[2] or found[3] or "cn") not in ("hans", "cn", "sg")):
        return None
    return found[1]


def po_path(code: str, domain: str) -> str:
    return f"locales/{code}/LC_MESSAGES/{domain}.po"


def plural_rule(code: str) -> tuple[int, str]:
    """Return how many plural forms a catalog of the language has, and the gettext expression that picks one."""
    return _PLURALS[code]


def plural_index(code: str, number: int) -> int:
    """Return which msgstr[n] stands for `number`."""
    return int(c2py(plural_rule(code)[1])(number))
