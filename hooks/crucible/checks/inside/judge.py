"""Every address of a built site leads to something that exists, in the language of the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from crucible.checks.inside.breach import Breach, Fault, Near, language_of, localized, neutral
from crucible.checks.inside.nearest import Nearest
from crucible.moved import circles, in_words
from crucible.site import Document, Form, Link, Site, Target, Use, resolve
from crucible.site.folder import NOT_FOUND

_OWN = (Use.FOLLOW, Use.LOAD, Use.REFRESH, Use.RESULT)
"""Uses of an address that must work in a copy of the site too; the others are whole addresses by their nature."""


MANY, MOST = 200, 5000
"""Wrong addresses and ids of one file, and of all, behind which no more are looked for."""


def breaches(site: Site, moved: set[str]) -> Iterator[Breach]:
    """Yield what is wrong with every address and id of the site; `moved` are old addresses (`zh/old.html#id`).

    A file of very many wrong ones is entered in `site.unread`.
    """
    judge = _Judge(site, moved)
    left = MOST
    for document in site.documents.values():
        wrong = 0
        for breach in judge.document(document):
            yield breach
            wrong += 1
            if wrong == min(MANY, left):
                site.unread[document.path] = f"has {wrong} or more wrong addresses and ids, more were not looked for"
                break
        left -= wrong
        if not left:
            return


class _Judge:
    def __init__(self, site: Site, moved: set[str]) -> None:
        self.site, self.moved = site, moved
        self.nearest = Nearest(site)
        self._known: dict[tuple[str, Link], tuple[Breach, ...]] = {}
        self._versions: dict[str, set[str]] = {}
        self._rounds = circles(dict(self._redirects()))

    def document(self, document: Document) -> Iterator[Breach]:
        path = document.path
        folder = _folder(document)
        everywhere = path == NOT_FOUND
        for link in document.links:
            if link.url.startswith("#"):
                yield from self._same_page(document, link)
                continue
            if everywhere or link.use in (Use.CANONICAL, Use.ALTERNATE) or not path.endswith(".html"):
                found = tuple(self._judge(document, link, folder))
            else:
                key = (folder, link)
                if key not in self._known:
                    self._known[key] = tuple(self._judge(document, link, folder))
                found = self._known[key]
            for breach in found:
                yield breach if breach.file == path else Breach(path, *_rest(breach))
        if path in self._rounds:
            yield self._round(document)
        for id in document.repeated:
            yield Breach(path, Fault.REPEATED, Link(Use.FOLLOW, id))

    def _redirects(self) -> Iterator[tuple[str, str]]:
        """Yield each page that sends its readers on at once, and the page that they get then."""
        for document in self.site.documents.values():
            target = resolve(document.redirects, _folder(document), self.site.base)
            if document.redirects and target.form in (Form.RELATIVE, Form.ROOTED, Form.FULL):
                path = target.path or document.path
                if (bare := path.rstrip("/")) in self.site.folders:
                    path = posixpath.join(bare, "index.html")
                if path != document.path or not target.fragment:  # a section of its own is shown, not loaded
                    yield document.path, path

    def _round(self, document: Document) -> Breach:
        circle = self._rounds[document.path]
        one = len(set(map(language_of, circle))) == 1
        words = in_words([neutral(page) if one else page for page in circle])
        link = Link(Use.REFRESH, document.redirects)
        target = resolve(link.url, _folder(document), self.site.base)
        return Breach(document.path, Fault.CIRCLE, link, target.path, target.fragment, circle=words)

    def _same_page(self, document: Document, link: Link) -> Iterator[Breach]:
        fragment = link.url[1:].partition(":~:")[0]
        if fragment in document.ids and f"{document.path}#{fragment}" not in self.moved:
            return
        yield from self._section(document, link, resolve(link.url, "", self.site.base), document.path)

    def _judge(self, document: Document, link: Link, folder: str) -> Iterator[Breach]:
        site, file = self.site, document.path
        target = resolve(link.url, folder, site.base)
        match target.form:
            case Form.OUTSIDE:
                return
            case Form.MACHINE:
                yield Breach(file, Fault.MACHINE, link)
                return
            case Form.EMPTY:
                yield Breach(file, Fault.EMPTY, link)
                return
            case Form.GARBLED:
                yield Breach(file, Fault.GARBLED, link)
                return
            case Form.BEYOND:
                yield Breach(file, Fault.BEYOND, link, target.path, near=self.nearest.file(target.path, file))
                return
        path = target.path or file
        if path not in site.files:
            path = self._other_folder(document, link)
        if path not in site.files:
            yield self._missing(file, link, target)
            return
        yield from self._written(file, link, target, path)
        if link.use in (Use.CANONICAL, Use.ALTERNATE):
            yield from self._address(document, link, path)
            return
        yield from self._section(document, link, target, path)
        yield from self._language(file, link, path, target.fragment)

    def _other_folder(self, document: Document, link: Link) -> str:
        """Return the file from the root of the site: scripts and exports name files from where they are used."""
        if document.path.endswith((".js", ".json", ".webmanifest")) and link.use is not Use.RESULT:
            return resolve(link.url, "", self.site.base).path
        return resolve(link.url, _folder(document), self.site.base).path

    def _missing(self, file: str, link: Link, target: Target) -> Breach:
        path = target.path
        bare = path.rstrip("/")
        if bare in self.site.folders:
            index = posixpath.join(bare, "index.html")
            if index in self.site.files:
                return Breach(file, Fault.FOLDER, link, path, target.fragment, Near(index, target.fragment))
        same = self.nearest.same_letters(path)
        if same:
            return Breach(file, Fault.CASE, link, path, target.fragment, Near(same, target.fragment))
        near = self.nearest.file(path, file, target.fragment)
        is_page = path.endswith((".html", ".md", ".htm", "/")) or "." not in posixpath.basename(path)
        return Breach(file, Fault.PAGE if is_page else Fault.FILE, link, path, target.fragment, near)

    def _written(self, file: str, link: Link, target: Target, path: str) -> Iterator[Breach]:
        """Judge how the address of a file that exists is written."""
        near = Near(path, target.fragment)
        if "\\" in link.url.partition("#")[0]:
            yield Breach(file, Fault.BACKSLASH, link, path, target.fragment, near)
        elif file == NOT_FOUND:
            if target.form is Form.RELATIVE and link.use in _OWN:
                yield Breach(file, Fault.RELATIVE, link, path, target.fragment, near)
        elif target.form is Form.ROOTED and link.use in _OWN:
            yield Breach(file, Fault.ROOTED, link, path, target.fragment, near)
        elif target.form is Form.FULL and link.use in _OWN:
            yield Breach(file, Fault.FULL, link, path, target.fragment, near)

    def _section(self, document: Document, link: Link, target: Target, path: str) -> Iterator[Breach]:
        found = self.site.documents.get(path)
        file, fragment = document.path, target.fragment
        if found is None or not path.endswith((".html", ".svg")) or link.use is Use.STATE:
            return
        raw = link.url.partition("#")[2].partition(":~:")[0]
        if fragment and fragment.lower() != "top" and fragment not in found.ids and raw not in found.ids:
            yield Breach(file, Fault.SECTION, link, path, fragment, self.nearest.section(fragment, path))
        elif target.directive and not self._has_text(path, target.directive):
            yield Breach(file, Fault.TEXT, link, path, fragment)
        elif link.use is Use.FOLLOW and not document.redirects and self.moved & {path, f"{path}#{fragment}"}:
            yield Breach(file, Fault.MOVED, link, path, fragment)

    def _has_text(self, path: str, directive: str) -> bool:
        """Say whether the page has the texts of a text fragment (https://wicg.github.io/scroll-to-text-fragment/)."""
        body = self.site.tree(path).body
        shown = _folded(body.text(separator=" ") if body else "")
        for part in directive.split("&"):
            name, _, value = part.partition("=")
            words = [_folded(unquote(word.strip("-"))) for word in value.split(",")]
            if name == "text" and not all(word.replace(" ", "") in shown.replace(" ", "") for word in words):
                return False
        return True

    def _language(self, file: str, link: Link, path: str, fragment: str) -> Iterator[Breach]:
        """A page leads to pages of its own language; a link that says its language (hreflang) is meant so."""
        if link.use is not Use.FOLLOW or link.language or file == NOT_FOUND or not file.endswith(".html"):
            return
        own, other = language_of(file), language_of(path)
        counterpart = localized(neutral(path), own)
        if own != other and path.endswith(".html") and counterpart in self.site.files:
            near = Near(counterpart, fragment)
            yield Breach(file, Fault.LANGUAGE, link, path, fragment, near, other)

    def _address(self, document: Document, link: Link, path: str) -> Iterator[Breach]:
        """Judge what a page says of its own address, and of its versions in other languages."""
        file = document.path
        if document.redirects:
            return
        if link.use is Use.CANONICAL:
            if path not in (file, neutral(file)):
                yield Breach(file, Fault.CANONICAL, link, path, near=Near(file))
            return
        wanted = neutral(file) if link.language == "x-default" else localized(neutral(file), link.language)
        if path != wanted:
            yield Breach(file, Fault.ALTERNATE, link, path, near=Near(wanted), language=link.language)
        elif link.language != "x-default" and self._names_itself(document):
            back = self.site.documents[path]
            if file not in self._alternates(back):
                yield Breach(file, Fault.ONE_WAY, link, path, language=language_of(file))

    def _names_itself(self, document: Document) -> bool:
        return document.path in self._alternates(document)

    def _alternates(self, document: Document) -> set[str]:
        """Return the files that a page names as its versions in the languages."""
        if document.path not in self._versions:
            links = (link for link in document.links if link.use is Use.ALTERNATE and link.language != "x-default")
            folder = _folder(document)
            self._versions[document.path] = {resolve(link.url, folder, self.site.base).path for link in links}
        return self._versions[document.path]


def _folder(document: Document) -> str:
    """Return the folder from which the addresses in a file start."""
    folder = posixpath.dirname(document.path)
    if posixpath.basename(document.path) in ("search_index.json", "search_index.js"):
        return posixpath.dirname(folder)
    if not document.base or "://" in document.base:
        return folder
    return posixpath.dirname(posixpath.normpath(posixpath.join(folder, document.base, "x")))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00ad", "")).strip().casefold()


def _rest(breach: Breach) -> tuple[Fault, Link, str, str, Near | None, str]:
    return breach.fault, breach.link, breach.target, breach.fragment, breach.near, breach.language
