"""All files of one copy: the pages of its languages with all that they need, and what says what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crucible.export import bundle, copied, manifest, notes
from crucible.export.revision import Revision
from crucible.language import CODES, GENERATOR, SOURCE, Language


class Incomplete(Exception):
    """A site that lacks files which its pages ask for; `faults` name page and file."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Origin:
    """What a copy is made from: the sources, the site built from them, and what they call themselves."""

    root: Path
    site: Mapping[str, bytes]
    title: str
    home: copied.Home
    revision: Revision
    languages: Mapping[str, Language]


def edition(origin: Origin, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a copy with the languages `wanted`. Raises Incomplete."""
    site = origin.site
    roots = bundle.pages(site, wanted, CODES, SOURCE)
    names, missing = bundle.needed(site, roots, [bundle.home(code, SOURCE) for code in wanted])
    if missing:
        raise Incomplete(
            [f"{name}: '{target}' is not in the site" for name in sorted(missing) for target in missing[name]]
        )
    files = {name: copied.asset(name, site[name]) for name in names if not name.endswith(".html")}
    files |= {name: _added(site, name) for name in (copied.SCRIPT, copied.STYLE)}
    files[copied.FACTS] = copied.facts(origin.revision, {code: origin.languages[code] for code in wanted})
    files[copied.READ_ME] = notes.read_me(origin.title, origin.revision, wanted, origin.languages, origin.home)
    files |= notes.licences(origin.root)
    kept = {*names, *files}
    for name in roots:
        language = origin.languages[bundle.language_of(name, CODES, SOURCE)]
        files[name] = copied.page(name, site[name], kept, language, origin.home)
    if "index.html" not in files:
        first = origin.languages[wanted[0]]
        start = f"{bundle.home(first.code, SOURCE)}index.html"
        files["index.html"] = copied.opening(start, first, first.text(origin.title))
    files[manifest.NAME] = manifest.written(
        slug(origin.title), origin.revision.day.isoformat(), origin.revision.short, wanted, files
    )
    return files


def slug(title: str) -> str:
    """Return the name of the site as file names have it: 'crucible'."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.lower())
    return "-".join(filter(None, letters.split("-"))) or "site"


def _added(site: Mapping[str, bytes], name: str) -> bytes:
    return site[name] if name in site else (GENERATOR / "overrides" / name).read_bytes()
