"""What stands where something used to stand: pages that lead on, and addresses of old sections."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from crucible.moved import Address
from crucible.pages.setting import Setting


def redirect_pages(ends: Mapping[Address, Address], setting: Setting, root: str) -> dict[str, str]:
    """Return the HTML of a page for each old page, by its file from the root of a language.

    `ends` says where each old address leads, `root` is the full address of the language's root. The page works
    without a server and without scripts; with one it keeps the section that was asked for.
    """
    pages = {}
    for was, now in ends.items():
        if was.section:
            continue
        folder = posixpath.dirname(was.file)
        pages[was.file] = str(
            setting.component(
                "redirect.html",
                target=_relative(now, folder),
                canonical=f"{root}{now.file}",
                sections={
                    old.section: _relative(end, folder)
                    for old, end in sorted(ends.items())
                    if old.page == was.page and old.section
                },
                keeps_section=not now.section,
            )
        )
    return {file: f"{html}\n" for file, html in pages.items()}


def old_sections(
    page: str, ends: Mapping[Address, Address], titles: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the old ids of a page: those with a new id on it, and those with an address and title elsewhere.

    `titles` are the titles of the pages, by name, in the language of the page.
    """
    folder = posixpath.dirname(page)
    here: dict[str, str] = {}
    elsewhere: dict[str, tuple[str, str]] = {}
    for was, now in sorted(ends.items()):
        if was.page == page and was.section:
            if now.page != page:
                elsewhere[was.section] = _relative(now, folder), titles.get(now.page, now.page)
            elif now.section:
                here[was.section] = now.section
    return here, elsewhere


def _relative(address: Address, folder: str) -> str:
    file, hash_, section = address.url.partition("#")
    return f"{posixpath.relpath(file, folder or '.')}{hash_}{section}"
