"""Whether a zip holds what it promises: every file as the manifest says, no request to elsewhere, no dead link."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from crucible.export import manifest
from crucible.export.bundle import home
from crucible.export.copied import POLICY
from crucible.export.references import LEADS, MAY_LOAD, Reference, inside, is_outside, is_web, references
from crucible.language import SOURCE

_HARMLESS = ("mailto:", "tel:")
_INDEX = "search/search_index.json"


def faults(files: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong with the files of a copy, one line for each fault: `compare.html: what is`."""
    if manifest.NAME not in files:
        return [f"{manifest.NAME}: is not in the zip"]
    try:
        known = manifest.read(files[manifest.NAME])
    except (ValueError, UnicodeDecodeError) as error:
        return [f"{manifest.NAME}: {error}"]
    found = manifest.faults(known, files)
    for start in ("index.html", *(f"{home(code, SOURCE)}index.html" for code in known.languages)):
        if start not in files:
            found.append(f"{start}: is not in the zip")
    return list(dict.fromkeys([*found, *contents(files)]))


def contents(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what leaves the folder or leads nowhere, file by file."""
    anchors: dict[str, set[str]] = {}
    for name in sorted(files):
        try:
            if name.endswith(".html") and not _guarded(files[name]):
                yield f"{name}: does not begin with the policy that keeps its requests inside"
            for reference in references(name, files[name]):
                if fault := _fault(name, reference, files, anchors):
                    yield f"{name}: {fault}"
            if name.endswith(_INDEX):
                folder = name.removesuffix(_INDEX)
                for document in json.loads(files[name])["docs"]:
                    found = Reference(str(document["location"]), LEADS, "entry of the search")
                    if fault := _fault(f"{folder}index.html", found, files, anchors):
                        yield f"{name}: {fault}"
        except UnicodeDecodeError:
            yield f"{name}: is not UTF-8"
        except (ValueError, KeyError, TypeError, RecursionError):
            yield f"{name}: is not the JSON that was expected"


def _guarded(html: bytes) -> bool:
    """Whether the first element of the head is the policy: what comes before a policy is not held by it."""
    head = LexborHTMLParser(html.decode("utf-8")).head
    first = head.child if head is not None else None
    while first is not None and first.tag in ("-text", "-comment"):
        first = first.next
    attributes = first.attributes if first is not None else {}
    is_policy = (attributes.get("http-equiv") or "").lower() == "content-security-policy"
    return is_policy and attributes.get("content") == POLICY


def _fault(name: str, reference: Reference, files: Mapping[str, bytes], anchors: dict[str, set[str]]) -> str:
    target = reference.target
    if reference.how == LEADS and is_web(target):
        canonical = reference.where == "link href"
        return "" if canonical or reference.marked else f"leads to '{target}' and does not say that it is outside"
    if is_outside(target):
        if reference.how == LEADS and target.startswith(_HARMLESS):
            return ""
        return (
            f"{'leads to' if reference.how == LEADS else 'asks for'} '{target}' outside of the copy ({reference.where})"
        )
    aim = inside(name, target)
    if aim is None or reference.how == MAY_LOAD:
        return ""
    file, fragment = aim
    if file not in files:
        return f"'{target}' is not in the zip ({reference.where})"
    if not fragment or not file.endswith(".html") or ":~:" in fragment:
        return ""
    if file not in anchors:
        anchors[file] = ids(files[file])
    return "" if fragment in anchors[file] else f"'{target}' names a section that is not there ({reference.where})"


def ids(html: bytes) -> set[str]:
    """Return what a fragment can name in a page."""
    tree = LexborHTMLParser(html.decode("utf-8", errors="replace"))
    named = {node.attributes.get("name") for node in tree.css("a[name]")}
    return {id for id in {node.attributes.get("id") for node in tree.css("[id]")} | named if id} | {"top"}
