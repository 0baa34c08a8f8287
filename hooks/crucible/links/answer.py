"""The link that is asked about and what came back, before anybody judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crucible.finding import Place
from crucible.links.kind import Kind

if TYPE_CHECKING:
    from crucible.links.page import Page


class Link(NamedTuple):
    """An address in the data and every place that holds it.

    `languages` are the site's languages in which the target is declared to exist; `sign_in` says that a
    sign-in page is what a visitor without an account will see.
    """

    url: str
    places: tuple[Place, ...] = ()
    languages: tuple[str, ...] = ()
    sign_in: bool = False
    title: str = ""


class Hop(NamedTuple):
    """One address on the way. `status` is 0 where no answer came."""

    url: str
    status: int


class Answer(NamedTuple):
    """What a document's address gave in the end.

    `hops` begin with the address asked and end with the last one reached. `failure` is set where there is no
    final response to judge; `detail` says so in words. `page` is set for a web page that was read; `partial`
    means that reading stopped at the size limit.
    """

    hops: tuple[Hop, ...]
    failure: Kind | None = None
    detail: str = ""
    content_type: str = ""
    page: Page | None = None
    partial: bool = False

    @property
    def status(self) -> int:
        return self.hops[-1].status if self.hops else 0

    @property
    def final(self) -> str:
        return self.hops[-1].url if self.hops else ""
