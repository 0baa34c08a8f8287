"""From what came back to what is to be said of a link: one kind, in words, and the way out if any."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from crucible.links import textfragment
from crucible.links.answer import Answer, Hop, Link
from crucible.links.kind import HARD, Kind
from crucible.links.locale import neutral
from crucible.links.page import Page, nearest_anchor, nearest_text

SIGN_IN_HOSTS = re.compile(
    r"login\..+|signin\..+|sso\..+|accounts\.google\.com|.+\.b2clogin\.com|.+\.ciamlogin\.com|.+\.okta\.com|.+\.auth0\.com"
)
SIGN_IN_PATHS = re.compile(
    r"/(?:[\w-]+/)?(?:login|log-in|signin|sign-in|sign_in|oauth2?|saml2?|adfs)(?:[/.]|$)", re.IGNORECASE
)
SHORT_HOSTS = frozenset({"aka.ms", "go.microsoft.com", "doi.org", "bit.ly"})
"""Hosts whose addresses are made to redirect: arriving elsewhere is their work, not a move."""

PERMANENT = (301, 308)
_STATUSES = {
    403: (Kind.BOT_WALL, "refuses robots"),
    404: (Kind.NOT_FOUND, "is not found"),
    410: (Kind.GONE, "is gone for good"),
    429: (Kind.BOT_WALL, "asks robots to slow down"),
    999: (Kind.BOT_WALL, "refuses robots"),
}
_LOGIN_PAGE = 2000
_NOT_FOUND_TITLE = re.compile(
    r"^(?:error\s*)?404\b|\b404$|\bpage\s+(?:was\s+|is\s+|could\s+not\s+be\s+|cannot\s+be\s+)?(?:not\s+)?found$"
    r"|\bpage\s+not\s+found\b|^not\s+found$|\bpage\s+(?:does|doesn.t)\s+(?:not\s+)?exist"
    r"|找不到(?:该|此|请求的)?(?:网页|页面)|(?:网页|页面)(?:不存在|未找到)"
    r"|^страница не (?:найдена|существует)",
    re.IGNORECASE,
)
_NOT_FOUND_PATH = re.compile(r"/(?:404|error|errors|not-?found|page-?not-?found)(?:\.\w+)?/?$", re.IGNORECASE)
_NOT_JUDGED = re.compile(r"[/!].*|L\d+.*|page=\d+.*|.*=.*")
"""Fragments that a script or a viewer reads: routes (`#/…`, `#!…`), lines (`#L10`), `#page=3`, `#a=b`."""


class Verdict(NamedTuple):
    """What one look found. `moved_to` is the address to write in place of `url`, empty where there is none;
    `status` is the last one received, 0 for none."""

    url: str
    kind: Kind
    detail: str = ""
    status: int = 0
    moved_to: str = ""
    hops: tuple[Hop, ...] = ()

    @property
    def hard(self) -> bool:
        return self.kind in HARD


def judge(link: Link, answer: Answer) -> Verdict:
    """Judge the answer for `link`, whose fragment is looked for in the page that came."""
    verdict = Verdict(link.url, Kind.OK, status=answer.status, hops=answer.hops)
    kind, detail = _arrival(link, answer)
    if kind is not Kind.OK or not answer.hops:
        return verdict._replace(kind=kind, detail=detail)
    moved = moved_to(link.url, answer.hops)
    fragment = urlsplit(link.url).fragment
    kind, words, better = _fragment(fragment, answer)
    detail = words or detail
    if kind is not Kind.OK:
        home = moved or link.url
        suggested = urlunsplit(urlsplit(home)._replace(fragment=better)) if better else ""
        return verdict._replace(kind=kind, detail=detail, moved_to=suggested)
    if moved:
        return verdict._replace(kind=Kind.MOVED, detail=f"has moved to '{moved}'", moved_to=moved)
    plain = neutral(link.url)
    if plain != link.url:
        return verdict._replace(kind=Kind.LOCALE_PINNED, detail="names one language", moved_to=plain)
    return verdict._replace(detail=detail)


def moved_to(url: str, hops: tuple[Hop, ...]) -> str:
    """The address that permanent redirects lead to, from the first on without a gap; empty for none.

    A redirect that only adds a locale is not a move: following it would pin readers to one language. The
    fragment stays (RFC 9110, 10.2.2).
    """
    if urlsplit(url).hostname in SHORT_HOSTS:
        return ""
    target = ""
    for here, following in pairwise(hops):
        if here.status not in PERMANENT:
            break
        target = following.url
    if not target:
        return ""
    old = urlsplit(url)
    parts = urlsplit(neutral(target) if neutral(url) == url else target)
    if not parts.fragment:
        parts = parts._replace(fragment=old.fragment)
    same = parts._replace(path=parts.path or "/") == old._replace(path=old.path or "/")
    return "" if same else urlunsplit(parts)


def _arrival(link: Link, answer: Answer) -> tuple[Kind, str]:
    """Whether the visitor came to the page, without its fragment."""
    if _asks_to_sign_in(answer):
        return (Kind.OK, "asks to sign in, as declared") if link.sign_in else (Kind.SIGN_IN, "asks to sign in")
    if answer.failure:
        return answer.failure, answer.detail
    if not 200 <= answer.status < 300:
        return _unsuccessful(answer.status)
    soft = _soft_not_found(link, answer)
    return (Kind.SOFT_NOT_FOUND, soft) if soft else (Kind.OK, "")


def _unsuccessful(status: int) -> tuple[Kind, str]:
    kind, words = _STATUSES.get(status, (Kind.CLIENT_ERROR, "answers with an error"))
    if status >= 500 and status not in _STATUSES:
        kind, words = Kind.SERVER_ERROR, "answers with a server error"
    return kind, f"{words} ({status})"


def _asks_to_sign_in(answer: Answer) -> bool:
    if answer.status == 401:
        return True
    for hop in answer.hops[1:]:
        parts = urlsplit(hop.url)
        if SIGN_IN_HOSTS.fullmatch(parts.hostname or "") or SIGN_IN_PATHS.match(parts.path):
            return True
    page = answer.page  # a long page with a password field has a sign-in box beside its own text
    return page is not None and page.asks_for_password and sum(map(len, page.blocks)) < _LOGIN_PAGE


def _soft_not_found(link: Link, answer: Answer) -> str:
    asked, final = urlsplit(link.url), urlsplit(neutral(answer.final))
    if len(answer.hops) > 1 and asked.path.strip("/"):
        short = asked.hostname in SHORT_HOSTS
        if (short and final.hostname == "www.bing.com") or (not short and final.path in ("", "/") and not final.query):
            return f"leads to the front page of '{final.hostname}'"
        if _NOT_FOUND_PATH.search(final.path) and not _NOT_FOUND_PATH.search(asked.path):
            return "leads to an error page"
    if answer.page is None:
        return ""
    if asked.path.lower().endswith((".pdf", ".zip", ".docx", ".xlsx", ".pptx")):
        return "answers with a web page where a file is asked for"
    for text in (answer.page.title, answer.page.first_heading):
        parts = re.split(r"\s+[|–—·-]\s+", text)
        if any(_NOT_FOUND_TITLE.search(part) for part in (text, *parts)):
            return f"answers 200 with a page titled '{text[:80]}'"
    return ""


def _fragment(fragment: str, answer: Answer) -> tuple[Kind, str, str]:
    """What is to be said of the fragment, and the fragment to write instead."""
    plain, directives = textfragment.split(fragment)
    name, page = unquote(plain), answer.page
    if page is None or not fragment:
        return Kind.OK, "", ""
    if page.drawn_by_script:
        return Kind.OK, "is drawn by a script: its fragment cannot be looked up", ""
    missing = _missing_anchor(name, page, answer)
    if missing is None and directives and not textfragment.fault(fragment):  # a fault is found without the page
        missing = _missing_text(directives, page)
    if missing is None:
        return Kind.OK, "", ""
    if answer.partial:
        return Kind.TOO_LARGE, "is too large to look for its fragment", ""
    return missing


def _missing_anchor(name: str, page: Page, answer: Answer) -> tuple[Kind, str, str] | None:
    names = {name, f"user-content-{name}"} if urlsplit(answer.final).hostname == "github.com" else {name}
    if not name or name.lower() == "top" or _NOT_JUDGED.fullmatch(name) or names & page.anchors:
        return None
    return Kind.FRAGMENT_MISSING, f"has no '#{name}' on its page", nearest_anchor(name, page)


def _missing_text(directives: str, page: Page) -> tuple[Kind, str, str] | None:
    """A browser goes to the first directive that it finds, so one found is enough."""
    wanted = textfragment.text_directives(directives)
    if not wanted or any(textfragment.found(directive, page.blocks) for directive in wanted):
        return None
    cut, whole = textfragment.cut_word(wanted[0], page.blocks)
    detail = f"has no text '{wanted[0].start}' on its page"
    if cut:
        detail = f"has '{cut}' on its page only as a part of '{whole}'"
    return Kind.TEXT_MISSING, detail, nearest_text(wanted[0], page)
