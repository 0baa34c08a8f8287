"""What of a source file can be mended without knowing what it means, and the files in which that is needed.

A file that cannot be read is left as it is. What is read from a file is the same before and after, but for the
values that were to be mended: each step is taken back where it is not. What data/exceptions.yml allows is left alone.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from pathlib import Path

from crucible.checks.exceptions import FILE as EXCEPTIONS
from crucible.checks.exceptions import excepted
from crucible.checks.sentence_laws import TYPOGRAPHY
from crucible.checks.sources import Sources
from crucible.finding import Problem
from crucible.fix.layout import tidy_markdown, tidy_text, tidy_yaml
from crucible.fix.links import mend_links
from crucible.fix.typography import mend_catalog, mend_page
from crucible.language import DOMAINS, TRANSLATIONS, po_path
from crucible.layout import PageFile, is_house, page_files
from crucible.library import data_paths
from crucible.source import folder
from crucible.source.bilingual import SIDE_BY_SIDE
from crucible.source.text import MAX_BYTES, first_bytes

_BOM = b"\xef\xbb\xbf"
_ROUNDS = 8
GLOSSARY = "data/glossary.yml"
MENDED = {*TYPOGRAPHY, "https", "canonical-host", "tracking", "text-fragment", "url-locale"}
"""Rules whose findings are mended by changing a value: what is excepted from one of them stays as it is."""


@dataclass(frozen=True)
class Mend:
    """A file that is to change: its bytes now, and then."""

    path: str
    before: bytes
    after: bytes

    def diff(self) -> str:
        """Return the change as a unified diff; line ends and a byte order mark that go are shown in words."""
        old, new = (_lines(data) for data in (self.before, self.after))
        return "".join(unified_diff(old, new, f"a/{self.path}", f"b/{self.path}"))


def mends(root: Path) -> Iterator[Mend]:
    """Yield the files of the site at `root` that are to change, with their new content.

    Raises Problem, rule `folder`, where one of its folders cannot be looked into.
    """
    ours = is_house(root)
    if ours:
        folder.faults(root)
    # A site with a glossary has words and habits of its own; any other is judged by those that all share.
    house = (root / GLOSSARY).is_file()
    kept = excepted(Sources.read(root), MENDED) if (root / EXCEPTIONS).is_file() else {}

    def keep(path: str) -> frozenset[str]:
        return kept.get(path, frozenset())

    for path in data_paths(root) if ours else ():
        yield from _mend(root, path, lambda path, text: mend_links(path, tidy_yaml(path, text), keep(path)))
    for file in page_files(root, house=ours).found:
        if not file.is_yaml:
            mended = partial(_mended_page, file=file, lenient=not ours, house=house, keep=keep(file.path))
            yield from _mend(root, file.path, mended)
    for path in (po_path(code, domain) for code in TRANSLATIONS for domain in DOMAINS):
        if (root / path).is_file():
            mended = partial(_mended_catalog, house=house, keep=keep(path))
            yield from _mend(root, path, mended)


def write(root: Path, mend: Mend) -> bool:
    """Put the new content in the place of the old, all of it or nothing, with the same permissions.

    Returns False, and leaves the file alone, where somebody has changed it meanwhile. Raises OSError.
    """
    file = root / mend.path
    if file.read_bytes() != mend.before:
        return False
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(mend.after)
        shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _mended_catalog(path: str, text: str, *, house: bool, keep: frozenset[str]) -> str:
    return mend_catalog(path, tidy_text(text), house=house, keep=keep)


def _mended_page(path: str, text: str, *, file: PageFile, lenient: bool, house: bool, keep: frozenset[str]) -> str:
    if lenient and SIDE_BY_SIDE in text:
        return text  # what stands beside the translation is not to be mended by its habits
    tidy = tidy_markdown(path, text, lenient=lenient)
    return mend_page(path, tidy, file.language, house=house, lenient=lenient, keep=keep)


def _mend(root: Path, path: str, step: Callable[[str, str], str]) -> Iterator[Mend]:
    file = root / path
    if file.is_symlink():
        return
    try:
        before = first_bytes(root, path)
        text = before.removeprefix(_BOM).decode("utf-8")
    except (Problem, UnicodeDecodeError):
        return
    if len(before) > MAX_BYTES:
        return
    for _ in range(_ROUNDS):
        mended = step(path, text)
        if mended == text:
            break
        text = mended
    else:
        return  # two habits that undo each other: better nothing than one of them by chance
    after = text.encode("utf-8")
    if after != before:
        yield Mend(path, before, after)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8").replace("\ufeff", "<byte order mark>").replace("\r", "<CR>")
    lines = [f"{line}\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        return lines[:-1]
    return [*lines[:-1], f"{lines[-1]}\\ No newline at end of file\n"]
