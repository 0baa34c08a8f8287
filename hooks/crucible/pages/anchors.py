"""Old ids of sections that got another one: links to them go on working, without a script where that is possible."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

_CELL = re.compile(r"<t[hd]\b[^>]*>")
# Where a section moved to another page only a script can follow by itself; without one, a line says where to.
_FOLLOW = """<script>
(() => {
  const sections = new Map(Object.entries(%s));
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* not encoded: taken as it is */ }
    if (sections.has(id)) location.replace(sections.get(id));
  };
  addEventListener("hashchange", follow);
  follow();
})();
</script>
"""


def with_old_ids(html: str, here: Mapping[str, str], elsewhere: Mapping[str, tuple[str, str]], says: str) -> str:
    """Return the content of a page with an anchor for each old id.

    `here` maps old ids to ids of this page: the anchor stands within what has the new id. `elsewhere` maps old ids
    to addresses and titles of other pages: a line at the end, shown only to who comes for that id, links there with
    the words `says`, where `{page}` stands for the link. An old id that is still on the page, or a new one that is
    not, changes nothing.
    """
    for old, new in here.items():
        start = _element(html, new)
        if start is not None and _element(html, old) is None:
            html = f'{html[:start]}<span class="moved-here" id="{escape(old)}"></span>{html[start:]}'
    gone = {old: to for old, to in elsewhere.items() if _element(html, old) is None}
    if not gone:
        return html
    line = Markup('<p class="moved" id="{}">{}</p>')
    link = Markup('<a href="{}">{}</a>')
    lines = "\n".join(line.format(old, escape(says).format(page=link.format(*to))) for old, to in gone.items())
    addresses = {old: url for old, (url, _) in gone.items()}
    return f"{html}\n{lines}\n{_FOLLOW % htmlsafe_json_dumps(addresses)}"


def _element(html: str, id: str) -> int | None:
    """Return where the content of the element with this id begins: of a table row, that of its first cell."""
    quoted = re.escape(str(escape(id)))
    match = re.search(rf"""<(?P<tag>[a-z0-9]+)\b[^>]*\sid=(["']?){quoted}\2(?=[\s>])[^>]*>""", html)
    if match is None:
        return None
    if match["tag"] == "tr":
        cell = _CELL.search(html, match.end())
        return cell.end() if cell else match.end()
    return match.end()
