"""`crucible translations`: what people see of the state of the translations, and how they change it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from crucible.catalogs.texts import templates
from crucible.catalogs.written import catalog_text, marked, update
from crucible.finding import Finding, Place, Problem
from crucible.freshness.accept import RULE, accepted
from crucible.freshness.compare import PageStatus, SectionStatus, State
from crucible.freshness.diff import shown
from crucible.freshness.options import MACHINE
from crucible.freshness.overview import LanguageStatus, Overview, as_data, overview
from crucible.freshness.stamps import Said, stamps
from crucible.freshness.store import read_store, store_files, write_store
from crucible.language import TRANSLATIONS, po_path
from crucible.library import Library
from crucible.source.page import Page, read_page
from crucible.source.po import PoFile
from crucible.spelling import did_you_mean


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
        said = Said(arguments.by or "", arguments.reviewer or "", arguments.reviewed or "")
        of_catalogs = [path for path, _ in targets if path.endswith(".po")]
        of_pages = [target for target in targets if not target[0].endswith(".po")]
        try:
            rewritten, texts = accepted(pages, of_pages, texts, said)
            rewritten |= _accepted_catalogs(root, sources, of_catalogs, said)
        except Problem as problem:
            return 2, list(problem.findings)
    changed = [path for path, text in rewritten.items() if _write(root / path, text)]
    pages = [page if page.path not in rewritten else read_page(root, page.path)[0] or page for page in pages]
    changed += write_store(root, store_files(texts, _stamps_by_name(pages)))
    total = f"{len(changed)} file{'s' if len(changed) != 1 else ''} changed" if changed else "nothing to change"
    print("\n".join([*(f"wrote {path}" for path in sorted(changed)), total]))
    return 0, []


def _accepted_catalogs(root: Path, sources: Read, paths: Sequence[str], said: Said) -> dict[str, str]:
    """Return the new text of each catalog by path. Raises Problem, rule `accept`."""
    known = {
        po_path(code, domain): (template, code)
        for domain, template in (templates(root, sources.library).items() if paths else ())
        for code in TRANSLATIONS
        if po_path(code, domain) in sources.catalogs
    }
    faults = [
        Finding(Place(path), "is no catalog of this site", RULE, did_you_mean(path, known))
        for path in paths
        if path not in known
    ]
    if paths and not (said.by or said.reviewer):
        message = "nothing is said of its translations"
        faults.append(Finding(Place(paths[0]), message, RULE, "add --reviewer NAME, --by human or --by machine"))
    if faults:
        raise Problem(*faults)
    machine = said.by == MACHINE and not said.reviewer
    return {path: catalog_text(*known[path], marked(sources.catalogs[path], machine=machine)) for path in paths}


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
    pages = f"{len(one.pages)} pages ({states or 'none'})"
    yield f"{one.code}: {pages}, {fresh} of {wanted} sections fresh, {one.reviewed[1]} reviewed"
    for domain, coverage in one.catalogs.items():
        notes = ((coverage.fuzzy, "fuzzy"), (coverage.machine, "by a machine and not reviewed"))
        more = [f"{number} {what}" for number, what in notes if number]
        rest = f" ({', '.join(more)})" if more else ""
        yield f"    {domain}.po: {coverage.translated} of {coverage.total} texts translated{rest}"
    for page in one.pages:
        yield f"  {page.name}: {page.state}{_origin(page)}"
        if page.reordered:
            yield f"    #{page.reordered}: stands in another place in the English"
        for section in page.sections:
            if section.state is not State.FRESH and (page.state is not State.MISSING or section.related):
                yield from _section_lines(section)


def _origin(page: PageStatus) -> str:
    if page.origin is None:
        return ""
    origin = page.origin
    when = f" on {origin.reviewed}" if origin.reviewed else ""
    by = {"": "translator not named", "human": "by a human", "machine": "by a machine"}.get(origin.by, origin.by)
    who = f"reviewed by {origin.reviewer}{when}" if origin.reviewer else ""
    if origin.checked:
        who = f"{who or 'by a human'} only {', '.join(f'#{id}' for id in origin.checked)}"
    return f", {by}, {who or 'not reviewed'}"


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
