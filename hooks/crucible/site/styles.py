"""The addresses in a style sheet: `url(…)` and `@import`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_ADDRESS = re.compile(
    r"""url\(\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s"'()]+))\s*\)"""
    r"""|@import\s+(?:"(?P<import1>[^"\n]*)"|'(?P<import2>[^'\n]*)')""",
    re.I,
)
_MAP = re.compile(r"/\*[#@]\s*sourceMappingURL=(?P<map>\S+?)\s*\*/")


def addresses(css: str) -> Iterator[tuple[str, int]]:
    """Yield each address with its offset; comments are skipped, but for the one that names a source map."""
    if "sourceMappingURL" in css:
        yield from ((match["map"], match.start("map")) for match in _MAP.finditer(css))
    if "url(" not in css and "@import" not in css and "URL(" not in css:
        return
    blanked = _COMMENT.sub(lambda match: " " * len(match[0]), css)
    for match in _ADDRESS.finditer(blanked):
        name = match.lastgroup or ""
        if match[name]:
            yield match[name], match.start(name)
