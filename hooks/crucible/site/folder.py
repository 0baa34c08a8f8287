"""The folder of a built site: its files by their exact names, its pages read."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from crucible.site import files
from crucible.site.address import Base
from crucible.site.document import Document, read_document

NOT_FOUND = "404.html"


@dataclass
class Site:
    """What was read. Paths are relative to the folder, with `/`, in the case that the disk has them in."""

    folder: Path
    base: Base
    documents: dict[str, Document] = field(default_factory=dict)
    """Pages (`.html`), pictures (`.svg`), and other files that hold addresses; by path, sorted."""
    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()

    @property
    def pages(self) -> Iterator[Document]:
        return (document for path, document in self.documents.items() if path.endswith(".html"))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")

    def tree(self, path: str) -> LexborHTMLParser:
        """Return a page parsed, for whoever reads its tables or its text."""
        return LexborHTMLParser(self.text(path))


def read_site(folder: Path, base: Base) -> Site:
    """Read every file of a built site once. Raises OSError where the folder cannot be read."""
    paths = sorted(_walk(os.fspath(folder), ""))
    site = Site(folder, base, files=frozenset(paths))
    folders = {posixpath.dirname(path) for path in paths}
    for name in list(folders):
        while name:
            name = posixpath.dirname(name)  # noqa: PLW2901 - each folder above it is one too
            folders.add(name)
    site.folders = frozenset(folders)
    for path in paths:
        if path.endswith((".html", ".svg")):
            site.documents[path] = read_document(path, (folder / path).read_bytes())
        elif path.endswith(files.READ):
            links = list(dict.fromkeys(files.addresses(path, site.text(path))))
            if links:
                site.documents[path] = Document(path, links)
    return site


def _walk(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}"
