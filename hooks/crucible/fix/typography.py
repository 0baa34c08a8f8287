"""Typography of translated texts, in catalogs and on pages: quotation marks, spaces, dashes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from functools import lru_cache

from crucible.freshness.sections import TITLED
from crucible.language import TRANSLATIONS
from crucible.sentences.fault import Fault, fixed
from crucible.sentences.passage import Passage
from crucible.sentences.typography import typography
from crucible.source.page import Page, parse_page
from crucible.source.po import PoFile, Text, parse_po

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_OPAQUE = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?|===|```|~~~)")


def mend_catalog(path: str, text: str, *, house: bool = True, keep: Set[str] = frozenset()) -> str:
    """Return the catalog with the typography of its translations mended; `house`: by the habits of ours, too.

    A translation on one of the lines `keep` stays as it is.
    """
    catalog, findings = parse_po(path, text)
    language = path.split("/")[1]
    if findings or language not in TRANSLATIONS:
        return text
    lines = text.split("\n")
    forms = [form for m in catalog.messages if not m.obsolete for form in m.forms.values() if form.value]
    forms = [form for form in forms if lines[form.position(0)[0] - 1].strip() not in keep]
    wanted = {id(form): fixed(form.value, faults(form.value, language, house)) for form in forms}
    edits = [edit for form in forms for edit in _edits(form, faults(form.value, language, house))]
    by_line: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for line, start, end, new in sorted(edits):
        by_line[line].append((start, end, new))
    for line, found in by_line.items():
        lines[line] = _edited(lines[line], found)
    mended = "\n".join(lines)
    after, findings = parse_po(path, mended)
    return mended if not findings and _values(after) == _values(catalog, wanted) else text


def _edited(line: str, edits: list[tuple[int, int, str]]) -> str:
    """Return the line with each stretch, from the left, replaced by a new one."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += [line[done:start], new]
        done = end
    return "".join([*parts, line[done:]])


def _values(catalog: PoFile, wanted: dict[int, str] | None = None) -> list[object]:
    return [
        (m.key, m.flags, {number: (wanted or {}).get(id(form), form.value) for number, form in m.forms.items()})
        for m in catalog.messages
    ]


def _edits(form: Text, found: list[Fault]) -> list[tuple[int, int, int, str]]:
    """Return line, first and last column (all from 0), and the new text; the first of two that overlap is taken."""
    edits: list[tuple[int, int, int, str]] = []
    done = -1
    for fault in sorted(found):
        if fault.fix is None or fault.start < done:
            continue
        done = fault.end
        line, start = form.position(fault.start)
        last, end = form.position(fault.end - 1) if fault.end > fault.start else (line, start)
        if fault.end > fault.start:
            end += len(form.value[fault.end - 1].translate(_ESCAPES))
        if last == line:
            edits.append((line - 1, start - 1, end - 1, fault.fix.translate(_ESCAPES)))
    return edits


def mend_page(
    path: str,
    text: str,
    language: str = "",
    *,
    house: bool = True,
    lenient: bool = False,
    keep: Set[str] = frozenset(),
) -> str:
    """Return the page with the typography of its title, description and body mended, paragraph by paragraph.

    The language is that of `content/<language>/…` unless it is said. Code is left alone, and what stands on one of
    the lines `keep`.
    """
    page, findings = parse_page(path, text, language=language, name=path if language else "", lenient=lenient)
    if page is None or findings or page.language not in TRANSLATIONS:
        return text
    body = []
    fenced = ""
    for block in re.split(r"(\n(?:[ \t]*\n)+|^[ \t]*(?:!!!|\?\?\?).*$)", page.body, flags=re.M):
        fence = re.search(r"^[ \t>]*(```+|~~~+)", block, re.M)
        if fenced or fence or _OPAQUE.match(block):
            marks = re.findall(r"^[ \t>]*(```+|~~~+)", block, re.M)
            for mark in marks:
                fenced = "" if fenced and mark.startswith(fenced) else fenced or mark
            body.append(block)
        elif keep and any(line.strip() in keep for line in block.split("\n")):
            body.append(block)
        else:
            body.append(_mended(block, page.language, house) if block.strip() else block)
    return _mended_front(page, house, keep) + "".join(body)


@lru_cache(maxsize=4096)
def _mended(text: str, language: str, house: bool) -> str:
    """Return the text as it is written; kept, because a page has many blocks that are equal, such as rules."""
    return fixed(text, faults(text, language, house))


def _mended_front(page: Page, house: bool, keep: Set[str]) -> str:
    """Return what stands above the body, with title and description mended where they stand on one line as they are."""
    above = page.text[: page.body_start]
    if page.front is None:
        return above
    lines = above.split("\n")
    for key in TITLED:
        value = page.meta.get(key)
        line = page.front.place((key,)).line - 1
        if isinstance(value, str) and lines[line].strip() not in keep and lines[line].count(value) == 1:
            lines[line] = lines[line].replace(value, fixed(value, faults(value, page.language, house)))
    mended = "\n".join(lines)
    texts = {key: value for key, value in page.meta.items() if key in TITLED and isinstance(value, str)}
    wanted = {key: fixed(value, faults(value, page.language, house)) for key, value in texts.items()}
    after, findings = parse_page(page.path, mended, language=page.language, name=page.name)
    return mended if after and not findings and after.meta == {**page.meta, **wanted} else above


def faults(text: str, language: str, house: bool) -> list[Fault]:
    """Return what is not as it is written."""
    return sorted(typography(Passage(text, language), house=house))
