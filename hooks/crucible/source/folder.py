"""What may stand in the folders of a site: files and folders that can be read, with names that people can see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from crucible.finding import Finding, Place, Problem

DEEPEST = 32
"""Folders within folders that are looked into. This site has four."""

READ = ("content", "data", "locales", "overrides", "mkdocs.yml")
"""What is read of a site of this layout."""

_FILES = (".md", ".yml", ".yaml", ".po", ".html")


def walk(root: Path, shut: list[Finding], below: str = "") -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Yield everything below a folder: its path from the root, its entry, whether it is a folder.

    No link is followed, no folder is entered that is hidden or holds packages. What cannot be looked into is added to
    `shut`, findings of the rule `folder`.
    """
    stack = [below]
    while stack:
        folder = stack.pop()
        if folder.count("/") >= DEEPEST:
            message = f"lies more than {DEEPEST} folders deep, where nothing is looked for"
            shut.append(Finding(Place(folder), message, "folder", "move it up, or delete it"))
            continue
        try:
            os.stat(f"{root}/{folder}/.")  # noqa: PTH116 - a folder may be listed that may not be entered
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    is_folder = entry.is_dir(follow_symlinks=False)
                    if is_folder and not entry.name.startswith(".") and entry.name != "node_modules":
                        stack.append(path)
                    yield path, entry, is_folder
        except OSError as error:
            message = f"is a folder that cannot be looked into: {error.strerror or error}"
            shut.append(Finding(Place(folder), message, "folder", f"run `chmod -R u+rwX '{folder or '.'}'`"))


def faults(root: Path) -> list[Finding]:
    """Return what is wrong with the files and folders of a site of this layout, beside what stands in them.

    Raises Problem where one cannot be looked into: of what asks for its files nothing could be said.
    """
    shut: list[Finding] = []
    found = [fault for name in READ for fault in _faults(root, name, shut)]
    if shut:
        raise Problem(*sorted(shut))
    return found


def _faults(root: Path, name: str, shut: list[Finding]) -> Iterator[Finding]:
    top = root / name
    if top.is_symlink():
        yield from _link(root, name)
    elif top.is_dir() and name.endswith(_FILES):
        yield _no_file(name)
    elif top.is_dir():
        for path, entry, is_folder in walk(root, shut, name):
            if not entry.name.isprintable():
                yield _name(path, entry.name)
            if is_folder and entry.name.endswith(_FILES):
                yield _no_file(path)
            elif entry.is_symlink():
                yield from _link(root, path)
            elif not is_folder and not entry.is_file(follow_symlinks=False):  # a pipe would never end
                yield Finding(Place(path), "is no file, expected one", "folder", "delete it")


def _link(root: Path, path: str) -> Iterator[Finding]:
    """Yield what is wrong with a link: MkDocs would follow it wherever it leads, a check follows it to files alone."""
    try:
        to = (root / path).resolve(strict=True)
    except (OSError, RuntimeError):  # of a loop Python 3.11 and 3.12 say RuntimeError
        yield Finding(Place(path), "is a link that leads to nothing", "folder", "put the file itself here")
        return
    if not to.is_relative_to(root.resolve()):
        yield Finding(Place(path), "is a link that leads out of this site", "folder", "put the file itself here")
    elif to.is_dir():
        hint = "put its files here, or link to each of them"
        yield Finding(Place(path), "is a link to a folder, which is not followed", "folder", hint)


def _name(path: str, name: str) -> Finding:
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return Finding(Place(path), "has a name that is not UTF-8", "encoding", "rename the file")
    hidden = next(sign for sign in name if not sign.isprintable())
    message = f"has the invisible character U+{ord(hidden):04X} in its name"
    return Finding(Place(path), message, "folder", "rename it, in plain letters, digits and hyphens")


def _no_file(path: str) -> Finding:
    return Finding(
        Place(path), "is a folder, expected a file", "folder", "give it another name, or put a file in its place"
    )
