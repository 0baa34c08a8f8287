"""What is wrong with an address in a built site, before anybody has looked up who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from crucible.language import SOURCE, TRANSLATIONS
from crucible.site import Link, Use


class Fault(Enum):
    """The rule that is broken, and the words for it; `{near}` is the nearest address that exists."""

    PAGE = "dead-link", "leads to no page"
    FILE = "dead-link", "leads to no file"
    CASE = "dead-link", "differs from '{near}' in upper and lower case"
    BEYOND = "dead-link", "leads out of the site"
    EMPTY = "dead-link", "is empty"
    GARBLED = "dead-link", "has percent signs that encode no UTF-8"
    SECTION = "dead-link", "leads to no section: '{page}' has no id '{fragment}'"
    TEXT = "dead-link", "leads to a text that '{page}' does not have"
    FOLDER = "link-form", "leads to a folder, which a copy on disk shows as a list of files"
    BACKSLASH = "link-form", "has a backslash"
    ROOTED = "link-form", "begins at the root of the host, where a copy on disk has nothing"
    FULL = "link-form", "is the full address of a page of this site, which a copy of the site has not"
    MACHINE = "link-form", "leads to one computer, which no reader has"
    RELATIVE = "link-form", "is relative, but this page is shown at any depth"
    LANGUAGE = "link-language", "leads to the page in another language ({language})"
    MOVED = "link-moved", "leads to an address that has moved"
    CIRCLE = "redirect", "leads in a circle: {circle}"
    CANONICAL = "page-address", "is not the page's own address"
    ALTERNATE = "page-address", "is not the address of this page in the language '{language}'"
    ONE_WAY = "page-address", "leads to a page that does not name this one as its '{language}' version"
    REPEATED = "unique-anchor", "stands more than once on the page"

    @property
    def rule(self) -> str:
        return self.value[0]

    @property
    def words(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Near:
    """An address of the site that exists: what was meant, if one can tell."""

    path: str
    fragment: str = ""


@dataclass(frozen=True)
class Breach:
    """One address (or id) in one file of the site. `target` and `fragment` say where it leads."""

    file: str
    fault: Fault
    link: Link
    target: str = ""
    fragment: str = ""
    near: Near | None = None
    language: str = ""
    circle: str = ""
    """The pages that lead to one another, in words."""

    @property
    def id(self) -> bool:
        """Whether `link.url` is an id, not an address."""
        return self.fault is Fault.REPEATED


def language_of(path: str) -> str:
    """Return the language in whose folder a file of the site lies."""
    first = path.partition("/")[0]
    return first if first in TRANSLATIONS and "/" in path else SOURCE


def neutral(path: str) -> str:
    """Return a path without the folder of its language."""
    language = language_of(path)
    return path if language == SOURCE else path[len(language) + 1 :]


def localized(path: str, language: str) -> str:
    """Return where a path from the root of a language lies in the site."""
    return path if language == SOURCE else f"{language}/{path}"


NO_LINK = Link(Use.FOLLOW, "")
