"""The English page as it was when a page was translated, so that a translation is judged by what it translates.

Where the English has changed since, the section is known to be stale; that it also says something else than the new
English is the same mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from crucible.freshness.sections import TITLED, sections
from crucible.freshness.stamps import stamps
from crucible.source.page import Page

_HEADING = re.compile(r"^#{1,6} .*$", re.M)
_TITLES = re.compile(rf"\A(?:(?:{'|'.join(TITLED)}): .*\n)+\n")


def as_translated(english: Page, translated: Page, store: Mapping[str, str]) -> Page:
    """Return the English page with each section as it was when it was stamped, in the order that they had then.

    A section that was never translated is left out, one that the English has no more is there again. A page without
    stamps is judged by the English of today. The texts lie in `store` by fingerprint; line numbers are not kept.
    """
    given, now, own = stamps(translated).sections, sections(english), sections(translated)
    if not given or list(given.items()) == [(id, section.stamp) for id, section in now.items()]:
        return english
    kept: dict[str, str] = {}
    for id, stamp in given.items():
        current = now.get(id)
        text = current.text if current and current.stamp == stamp else store.get(stamp)
        text = current.text if text is None and current else text
        if text is not None and (id in now or id in own):
            kept[id] = text
    first, before = list(kept), ""
    behind: dict[str, str] = {}
    for id, section in now.items():
        if id not in kept and id in own:
            behind[before] = id
            kept[id] = section.text
        before = id if id in kept else before
    order: list[str] = []
    for last in ("", *first):
        here: str | None = last
        while here is not None:
            order.append(here)
            here = behind.get(here)
    return _assembled(english, [(id, kept[id]) for id in order[1:]])


def _assembled(english: Page, texts: Iterable[tuple[str, str]]) -> Page:
    front = english.text[: english.body_start]
    meta = dict(english.meta)
    parts = []
    for id, text in texts:
        if found := _TITLES.match(text):
            said = (line.partition(": ") for line in found[0].strip().split("\n"))
            meta |= {key: value for key, _, value in said}
        body = _TITLES.sub("", text)
        heading = _HEADING.search(body)
        end = heading.end() if heading else 0
        parts.append(f"{body[:end]} {{ #{id} }}{body[end:]}" if heading else body)
    source = english.front._replace(data=meta) if english.front else None
    return replace(english, text=front + "\n\n".join(parts) + "\n", front=source)
