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
    unread: dict[str, str] = field(default_factory=dict)
    """What was not judged, or not all of it, and why, by path."""

    @property
    def pages(self) -> Iterator[Document]:
        return (document for path, document in self.documents.items() if path.endswith(".html"))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")

    def tree(self, path: str) -> LexborHTMLParser:
        """Return a page parsed, for whoever reads its tables or its text."""
        return LexborHTMLParser("" if self.documents[path].beyond else self.text(path))


def read_site(folder: Path, base: Base) -> Site:
    """Read every file of a built site once. Raises OSError where the folder cannot be read."""
    site = Site(folder, base)
    paths = sorted(_walk(site))
    site.files = frozenset(paths)
    folders = {posixpath.dirname(path) for path in paths}
    for name in list(folders):
        while name:
            name = posixpath.dirname(name)  # noqa: PLW2901 - each folder above it is one too
            folders.add(name)
    site.folders = frozenset(folders)
    for path in paths:
        try:
            if path.endswith((".html", ".svg")):
                raw = (folder / path).read_bytes()
                document = site.documents[path] = read_document(path, raw)
                if document.beyond:
                    site.unread[path] = f"{document.beyond}, so it was not judged"
                elif not _is_utf8(raw):
                    site.unread[path] = "is not UTF-8, so a browser shows other letters"
            elif path.endswith(files.READ):
                links = list(dict.fromkeys(files.addresses(path, site.text(path))))
                if links:
                    site.documents[path] = Document(path, links)
        except OSError as error:
            site.unread[path] = f"cannot be read: {error.strerror or error}"
        except ValueError as error:
            site.unread[path] = str(error)
    return site


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _walk(site: Site) -> Iterator[str]:
    """Yield the path of each file; links to folders are not followed, what is no file is not read."""
    stack = [""]
    while stack:
        prefix = stack.pop()
        try:
            with os.scandir(f"{site.folder}/{prefix}") as entries:
                for entry in entries:
                    path = f"{prefix}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        stack.append(f"{path}/")
                    elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - never raises
                        site.unread[path] = "is a link to a folder, which is not followed"
                    elif os.path.isfile(entry.path):  # noqa: PTH113 - never raises
                        yield path
                    else:
                        site.unread[path] = "is no file, expected one"
        except OSError as error:
            if not prefix:
                raise
            site.unread[prefix.rstrip("/")] = f"cannot be read: {error.strerror or error}"
