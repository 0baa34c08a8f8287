"""`crucible translations`: what people see of the state of the translations, and how they change it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from crucible.catalogs.written import update
from crucible.finding import Finding, Problem
from crucible.freshness.accept import accepted
from crucible.freshness.compare import PageStatus, SectionStatus, State
from crucible.freshness.diff import shown
from crucible.freshness.overview import LanguageStatus, Overview, as_data, overview
from crucible.freshness.stamps import stamps
from crucible.freshness.store import read_store, store_files, write_store
from crucible.library import Library
from crucible.source.page import Page, read_page
from crucible.source.po import PoFile


class Read(Protocol):
    """The sources of a site, read."""

    library: Library
    catalogs: dict[str, PoFile]
    pages: list[Page]
    reading: list[Finding]


def run(root: Path, arguments: argparse.Namespace, sources: Read) -> tuple[int, list[Finding]]:
    """Do what was asked. Returns the exit code, and the findings that stopped it."""
    texts, unread = read_store(root)
    if arguments.action == "status":
        return _status(root, arguments, sources), []
    if faults := [*sources.reading, *unread]:
        return 1, faults
    pages = sources.pages
    if arguments.action == "update":
        rewritten = update(root, sources.library)
    else:
        targets = [_target(root, target) for target in arguments.target]
        said = (arguments.by, arguments.reviewer, arguments.reviewed)
        try:
            rewritten, texts = accepted(pages, targets, texts, *said)
        except Problem as problem:
            return 2, list(problem.findings)
    changed = [path for path, text in rewritten.items() if _write(root / path, text)]
    pages = [page if page.path not in rewritten else read_page(root, page.path)[0] or page for page in pages]
    changed += write_store(root, store_files(texts, _stamps_by_name(pages)))
    total = f"{len(changed)} file{'s' if len(changed) != 1 else ''} changed" if changed else "nothing to change"
    print("\n".join([*(f"wrote {path}" for path in sorted(changed)), total]))
    return 0, []


def _status(root: Path, arguments: argparse.Namespace, sources: Read) -> int:
    found = overview(root, sources.library, sources.catalogs, sources.pages)
    if arguments.language:
        found = Overview(tuple(one for one in found.languages if one.code == arguments.language))
    if arguments.format == "json":
        print(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(status_lines(found)))
    return 0 if found.clean else 1


def status_lines(found: Overview) -> Iterator[str]:
    """Yield the overview for a terminal: what needs no care in one line, the rest with what changed."""
    for one in found.languages:
        yield from _language_lines(one)


def _language_lines(one: LanguageStatus) -> Iterator[str]:
    states = ", ".join(f"{one.count(state)} {state}" for state in State if one.count(state))
    fresh, wanted = one.sections
    yield f"{one.code}: {len(one.pages)} pages ({states or 'none'}), {fresh} of {wanted} sections fresh"
    for domain, coverage in one.catalogs.items():
        notes = ((coverage.fuzzy, "fuzzy"), (coverage.machine, "by machine"))
        more = [f"{number} {what}" for number, what in notes if number]
        rest = f" ({', '.join(more)})" if more else ""
        yield f"    {domain}.po: {coverage.translated} of {coverage.total} texts translated{rest}"
    for page in one.pages:
        yield f"  {page.name}: {page.state}{_origin(page)}"
        if page.reordered:
            yield f"    #{page.reordered}: stands in another place in the English"
        if page.state is not State.MISSING:
            for section in page.sections:
                if section.state is not State.FRESH:
                    yield from _section_lines(section)


def _origin(page: PageStatus) -> str:
    if page.origin is None:
        return ""
    origin = page.origin
    when = f" on {origin.reviewed}" if origin.reviewed else ""
    by = {"": "translator not named", "human": "by a human", "machine": "by a machine"}.get(origin.by, origin.by)
    return f", {by}, " + (f"reviewed by {origin.reviewer}{when}" if origin.reviewer else "not reviewed")


def _section_lines(section: SectionStatus) -> Iterator[str]:
    where = {State.STALE: "now also at", State.REMOVED: "now at"}.get(section.state, "was at")
    related = f", {where} {', '.join(section.related)}" if section.related else ""
    yield f"    #{section.id}: {section.state}{related}"
    for line in shown(section.changes):
        yield f"        {line}"


def _stamps_by_name(pages: Sequence[Page]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in pages:
        found.setdefault(page.name, []).extend(stamps(page).sections.values())
    return found


def _target(root: Path, target: str) -> tuple[str, str]:
    """Return path below the root, and section, of what was typed: from the root or from the folder people are in."""
    name, _, section = target.partition("#")
    path = Path(name)
    for base in (Path.cwd(), root):
        if (base / path).is_file() and (base / path).resolve().is_relative_to(root):
            return (base / path).resolve().relative_to(root).as_posix(), section
    return name, section


def _write(file: Path, text: str) -> bool:
    if file.is_file() and file.read_bytes() == text.encode("utf-8"):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return True
