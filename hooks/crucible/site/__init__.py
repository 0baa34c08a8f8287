"""A built site read back from its files: what each file links to, and what can be linked to.

Knows HTML, CSS, JSON and XML, not how they were made. `read_site` reads every file once; whoever wants to read
more of a page (its tables, its text) asks `Site.tree` for it.
"""

from __future__ import annotations

from crucible.site.address import Base, Form, Target, resolve
from crucible.site.document import Document, Link, Use, read_document
from crucible.site.folder import Site, read_site

__all__ = ["Base", "Document", "Form", "Link", "Site", "Target", "Use", "read_document", "read_site", "resolve"]
