"""Typography of translated texts, in catalogs and on pages: quotation marks, spaces, dashes."""

from __future__ import annotations

import re

from crucible.language import TRANSLATIONS
from crucible.sentences.fault import Fault, fixed
from crucible.sentences.passage import Passage
from crucible.sentences.typography import typography
from crucible.source.page import parse_page
from crucible.source.po import PoFile, Text, parse_po

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_OPAQUE = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?|===|```|~~~)")


def mend_catalog(path: str, text: str, *, house: bool = True) -> str:
    """Return the catalog with the typography of its translations mended; `house`: by the habits of ours, too."""
    catalog, findings = parse_po(path, text)
    language = path.split("/")[1]
    if findings or language not in TRANSLATIONS:
        return text
    forms = [form for m in catalog.messages if not m.obsolete for form in m.forms.values()]
    wanted = {id(form): fixed(form.value, faults(form.value, language, house)) for form in forms}
    lines = text.split("\n")
    edits = [edit for form in forms for edit in _edits(form, faults(form.value, language, house))]
    for line, start, end, new in sorted(edits, reverse=True):
        lines[line] = lines[line][:start] + new + lines[line][end:]
    mended = "\n".join(lines)
    after, findings = parse_po(path, mended)
    return mended if not findings and _values(after) == _values(catalog, wanted) else text


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


def mend_page(path: str, text: str, language: str = "", *, house: bool = True, lenient: bool = False) -> str:
    """Return the page with the typography of its body mended, paragraph by paragraph; code is left alone.

    The language is that of `content/<language>/…` unless it is said.
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
        else:
            body.append(fixed(block, faults(block, page.language, house)))
    return text[: page.body_start] + "".join(body)


def faults(text: str, language: str, house: bool) -> list[Fault]:
    """Return what is not as it is written."""
    return sorted(typography(Passage(text, language), house=house))
