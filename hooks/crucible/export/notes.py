"""What comes with a copy besides its pages: a READ-ME in its languages and the licences of what is included."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from crucible.export.copied import Home
from crucible.export.revision import Revision
from crucible.language import GENERATOR, Language

_WORDS = Path(__file__).parent / "read-me"
_THEME = "mkdocs-material"
# Of the theme: its own licence, and those of the two sets of icons that its styles and pages draw.
_PARTS = {
    "mkdocs-material.txt": "licenses/LICENSE",
    "material-design-icons.txt": ".icons/material/LICENSE",
    "font-awesome-free.txt": ".icons/fontawesome/LICENSE.txt",
}


def read_me(
    title: str, revision: Revision, wanted: Sequence[str], languages: Mapping[str, Language], home: Home
) -> bytes:
    """Return the READ-ME: every language one after another, the first of the copy first.

    With a byte order mark and CR LF, without which older Notepads show neither Chinese nor lines.
    """
    order = [*wanted, *(code for code in languages if code not in wanted)]
    names = ", ".join(languages[code].name for code in wanted)
    parts = [
        (_WORDS / f"{code}.txt")
        .read_text(encoding="utf-8")
        .format(
            title=languages[code].text(title),
            day=languages[code].date(revision.day).replace("\u00a0", " "),
            revision=revision.short or "-",
            languages=names,
            site=home.site or "-",
            releases=home.releases or "-",
        )
        for code in order
    ]
    text = f"\n{'-' * 72}\n\n".join(parts)
    return ("\ufeff" + text).replace("\n", "\r\n").encode()


def licences(root: Path) -> dict[str, bytes]:
    """Return the licences of the site itself and of the theme; those of vendored code lie beside it."""
    found: dict[str, bytes] = {}
    for folder in dict.fromkeys((root, GENERATOR)):
        for path in sorted(folder.glob("LICEN[SC]E*")):
            if path.is_file():
                found.setdefault("licences/crucible.txt", path.read_bytes())
    return found | {f"licences/{name}": text for name, text in _of_theme().items()}


@cache
def _of_theme() -> Mapping[str, bytes]:
    """Return the licences of the theme, of whose 14,000 files they are three: looked for once, for all copies."""
    try:
        files = distribution(_THEME).files or []
    except PackageNotFoundError:
        return {}
    ending = re.compile(rf"(?:{'|'.join(map(re.escape, _PARTS.values()))})$")
    places = {name[0]: file for file in reversed(files) if (name := ending.search(str(file)))}
    return {name: Path(str(places[path].locate())).read_bytes() for name, path in _PARTS.items() if path in places}
