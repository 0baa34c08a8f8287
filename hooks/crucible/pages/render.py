"""A page rendered: its Markdown with every macro call replaced by what it stands for."""

from __future__ import annotations

from crucible.finding import Finding, Place
from crucible.pages.blocks import Macros
from crucible.pages.calls import Call, segments
from crucible.pages.setting import MacroError, NestedError
from crucible.source.page import Page


def render(page: Page, macros: Macros) -> tuple[str, list[Finding]]:
    """Return the Markdown of a page, and a finding (rule `macro`) for each call that cannot be replaced.

    A pure function of the page's text, the entries that it names and the language: `macros.used` says which.
    """
    macros.page = page.name
    out: list[str] = []
    pieces, faults = segments(page.body)
    findings = [Finding(page.place(f.offset), f.message, "macro", f.hint) for f in faults]
    for piece in pieces:
        if not isinstance(piece, Call):
            out.append(piece)
            continue
        try:
            out.append(macros.call(piece))
        except NestedError:
            continue
        except MacroError as error:
            findings.append(Finding(page.place(piece.offset), str(error), "macro", error.hint))
    return "".join(out), findings


def text_findings(text: str, macros: Macros, place: Place) -> list[Finding]:
    """Return what is wrong with the macro calls of a data text or a translation; `place` is where the text stands."""
    pieces, faults = segments(text)
    findings = [Finding(place, fault.message, "macro", fault.hint) for fault in faults]
    for piece in pieces:
        if isinstance(piece, Call):
            try:
                macros.call(piece)
            except NestedError:
                continue
            except MacroError as error:
                findings.append(Finding(place, str(error), "macro", error.hint))
    return findings
