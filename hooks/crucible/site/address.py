"""Addresses as the URL standard reads them (https://url.spec.whatwg.org), resolved to files of one site.

Files are named from the root of the site with `/`: `zh/plans/premier-support.html`.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DROPPED = str.maketrans("", "", "\t\n\r")
_BLANK = "".join(map(chr, range(0x21)))
_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


class Form(StrEnum):
    """How an address is written, or why it leads to no file of the site."""

    RELATIVE = "relative"
    ROOTED = "rooted"  # '/crucible/compare.html'
    FULL = "full"  # 'https://example.github.io/crucible/compare.html'
    OUTSIDE = "outside"  # another site, or mailto:, tel:, data: …
    MACHINE = "machine"  # file: or this computer: nothing that a reader has
    BEYOND = "beyond"  # above the root of the site
    EMPTY = "empty"
    GARBLED = "garbled"  # percent signs that encode no UTF-8


class Target(NamedTuple):
    """Where an address leads: a file (or folder, with `/` at its end) of the site, and a fragment, decoded."""

    form: Form
    path: str = ""
    fragment: str = ""
    directive: str = ""
    """What follows `:~:` in the fragment, as it is written."""


@dataclass(frozen=True)
class Base:
    """The address at which the site is published, such as 'https://example.github.io/crucible/'; '' if unknown."""

    url: str = ""

    @cached_property
    def host(self) -> str:
        return urlsplit(self.url).netloc.lower()

    @cached_property
    def path(self) -> str:
        path = urlsplit(self.url).path
        return path if path.endswith("/") else f"{path}/"

    def of(self, path: str) -> str:
        """Return the full address of a file of the site."""
        return f"{self.url.rstrip('/')}/{path}"


def resolve(url: str, folder: str, base: Base) -> Target:
    """Return where `url`, written in a file in `folder` ('' for the root), leads."""
    url = url.strip(_BLANK).translate(_DROPPED)
    if not url:
        return Target(Form.EMPTY)
    address, _, fragment = url.partition("#")
    fragment, _, directive = fragment.partition(":~:")
    path, _, _ = address.partition("?")
    form = Form.RELATIVE
    if scheme := _SCHEME.match(address):
        form, path = _with_scheme(scheme[1].lower(), path[scheme.end() :], base)
    elif path.startswith(("//", "\\\\")):
        form, path = _with_scheme("https", path, base)
    elif path.startswith(("/", "\\")):
        form = Form.ROOTED
        path = path.replace("\\", "/")
        if not path.startswith(base.path):
            return Target(Form.BEYOND, path, fragment)
        path = path[len(base.path) :]
    if form in (Form.OUTSIDE, Form.MACHINE):
        return Target(form)
    try:
        path = unquote(path.replace("\\", "/"), errors="strict")
        decoded = unquote(fragment, errors="strict")
    except UnicodeDecodeError:
        return Target(Form.GARBLED)
    if "%" in address and _PERCENT.search(address):
        return Target(Form.GARBLED)
    if form is Form.RELATIVE and not path:
        return Target(form, "", decoded, directive)  # of the page itself
    joined = path if form is not Form.RELATIVE else posixpath.join(folder, path)
    whole = posixpath.normpath(joined) if joined else ""
    if whole == ".." or whole.startswith("../"):
        return Target(Form.BEYOND, whole, decoded)
    whole = "" if whole == "." else whole
    is_folder = not path or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return Target(form, f"{whole}/" if is_folder and whole else whole or "/", decoded, directive)


def _with_scheme(scheme: str, rest: str, base: Base) -> tuple[Form, str]:
    """Return how an address with a scheme is written, and its path within the site."""
    if scheme == "file" or len(scheme) == 1:
        return Form.MACHINE, ""
    if scheme not in ("http", "https"):
        return Form.OUTSIDE, ""
    host, slash, path = rest.replace("\\", "/").lstrip("/").partition("/")
    host = host.rpartition("@")[2].lower()
    name = host.removesuffix(":80").removesuffix(":443")
    if base.host and name == base.host and f"{slash}{path}/".startswith(base.path):
        return Form.FULL, f"{slash}{path}"[len(base.path) :]
    return (Form.MACHINE if _this_machine(host) else Form.OUTSIDE), ""


def _this_machine(host: str) -> bool:
    name = host.rpartition(":")[0] if re.search(r":\d*$", host) else host
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
