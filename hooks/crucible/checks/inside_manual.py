"""The manual of the rules that judge the built site. They have no check of sources, so they stand here as texts."""

from __future__ import annotations

BUILT = {
    "dead-link": """Whatever leads somewhere, or loads something, leads to what exists: page, file, section.

        Good: `<a href="benefits.html#activate">` where that page has that id; `url(logo.svg)` with that file beside.
        Bad: a section that no heading has (any more), a file of another name or in other capitals, `#:~:text=` with
        words that the page does not have. Judged on the built pages of all languages, with their style sheets, the
        search index and the sitemap; the finding names the place where the address is written.
        """,
    "link-form": """An address within the site is relative, so that a copy on a disk or at another address works.

        Good: `benefits.html`.
        Bad: `/crucible/benefits.html`, `https://example.github.io/crucible/benefits.html`, `plans/` (a folder),
        `plans\\premier-support.html`, `file:///C:/…`, `http://localhost:8000/`. The page 404.html is shown at any
        depth and does the opposite: its addresses begin at the root.
        """,
    "link-language": """A page leads to pages of its own language, where they exist.

        Good: on a Chinese page, `[权益](benefits.md)`.
        Bad: there, `[权益](../en/benefits.md)`. Where the other language is meant, the link says so:
        `[English](../en/faq.md){ hreflang=en }`.
        """,
    "link-moved": """A link leads to the address that a page or section has now.

        Good: the address that `data/redirects.yml` has as `now`.
        Bad: the one that it has as `was`: that is for links from elsewhere.
        """,
    "page-address": """A page says its own address, and names its versions in the other languages, as they name it.

        Good: `<link rel="canonical">` with the address of the page, `hreflang="zh"` with that of its Chinese version.
        Bad: the address of another page, a version that does not name this one.
        """,
    "site-page": """The files of the built site can be read, and its pages are such as a browser shows.

        Good: a page as a build writes it.
        Bad: a folder that cannot be looked into, a page of 500 elements within one another: an element in the HTML of a
        page or component is not closed. Such a page is not judged. A page that is not UTF-8.
        """,
    "unique-anchor": """An id stands once on a page, so that a link to it has one goal.

        Good: `{{ questions() }}` on one page.
        Bad: the same macro twice on one page; a heading with an id that a table on the page has.
        """,
}
