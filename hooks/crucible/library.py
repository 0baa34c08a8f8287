"""`data/` as typed entries: which file has which shape, and where each value stands."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter

from crucible import model
from crucible.finding import Finding, Place
from crucible.schema import validate, validated
from crucible.source.folder import walk
from crucible.source.yaml import Loc, Source, read_yaml
from crucible.spelling import did_you_mean

SHAPES: dict[str, Any] = {
    "sources.yml": list[model.Source],
    "products.yml": list[model.Product],
    "programmes.yml": list[model.Programme],
    "offers.yml": list[model.Offer],
    "competencies.yml": list[model.Competency],
    "roles.yml": list[model.Role],
    "plans.yml": list[model.Plan],
    "comparisons/*.yml": model.Comparison,
    "faq.yml": list[model.Question],
    "references.yml": list[model.Reference],
    "duties.yml": list[model.Duty],
    "routes.yml": list[model.Route],
    "procedures.yml": list[model.Procedure],
    "messages.yml": list[model.Message],
    "collections.yml": list[model.Collection],
    "team.yml": list[model.Team],
    "glossary.yml": list[model.Term],
}
"""Which shape each file of `data/` has. A site has the files that it needs; a file of another name is a mistake."""

RECORDS: dict[str, Any] = {"exceptions.yml": list[model.Waiver]}
"""Files of `data/` that hold no entries and that people write: editors know their shape."""

OTHER_FILES = {"links.yml", *RECORDS, "redirects.yml", "published.yml"}
"""Files of `data/` that other modules read."""

E = TypeVar("E", bound=model.Entry)


class Entered(NamedTuple):
    """An entry and where it stands: its file, and its loc in it."""

    entry: model.Entry
    source: Source
    loc: Loc = ()

    def place(self, *loc: str | int) -> Place:
        return self.source.place((*self.loc, *loc))

    def key_place(self, *loc: str | int) -> Place:
        return self.source.key_place((*self.loc, *loc))

    def inside(self, loc: Loc, offset: int) -> Place:
        return self.source.inside((*self.loc, *loc), offset)


@dataclass
class Library:
    """Every entry of `data/`, by kind and id, in the order of the files."""

    root: Path
    entered: list[Entered] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index: dict[tuple[str, str], Entered] = {}
        self._kinds: dict[type[model.Entry], list[model.Entry]] = defaultdict(list)
        for entered in self.entered:
            self._index.setdefault((kind_name(entered.entry), entered.entry.id), entered)
            self._kinds[type(entered.entry)].append(entered.entry)

        self._ids: dict[str, list[str]] = defaultdict(list)
        for name, id in self._index:
            self._ids[name].append(id)

    def all(self, kind: type[E]) -> list[E]:
        entries = [entry for type_, found in self._kinds.items() if issubclass(type_, kind) for entry in found]
        return cast(list[E], entries)

    def find(self, kind: type[E], id: str) -> E | None:
        comparison = issubclass(kind, (model.Amounts, model.PlanTable))
        found = self._index.get(("Comparison" if comparison else kind.__name__, id))
        return found.entry if found and isinstance(found.entry, kind) else None

    def where(self, entry: model.Entry) -> Entered:
        return self._index[(kind_name(entry), entry.id)]

    def ids(self, kind: str) -> list[str]:
        return list(self._ids.get(kind, ()))


def kind_name(entry: model.Entry) -> str:
    """Return the kind under which an entry is looked up: the two sorts of comparison are one kind."""
    return "Comparison" if isinstance(entry, (model.Amounts, model.PlanTable)) else type(entry).__name__


def load(root: Path, left_out: Container[str] = ()) -> tuple[Library, list[Finding]]:
    """Read `data/` below `root` but for what is left out: each entry that can be read, each finding of each file."""
    entered: list[Entered] = []
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    for path in data_paths(root):
        if path in left_out:
            continue
        pattern = pattern_of(path)
        if pattern is None:
            if path.removeprefix("data/") not in OTHER_FILES:
                names = [name for name in SHAPES if "*" not in name]
                hint = did_you_mean(path.removeprefix("data/"), [*names, *OTHER_FILES])
                findings.append(Finding(Place(path), "is a file that nothing reads", "schema", hint))
            continue
        source, faults = read_yaml(root, path)
        findings += faults
        if source is not None:
            sources[path] = source
            items, faults = _enter(source, SHAPES[pattern])
            entered += items
            findings += faults
    return Library(root, entered, sources), findings


def data_paths(root: Path) -> list[str]:
    """Return the paths of the YAML files in `data/`: in the order of SHAPES, then by name."""
    found = (
        path
        for path, entry, _ in walk(root, [], "data")
        if entry.name.endswith((".yml", ".yaml")) and os.path.isfile(entry.path)  # noqa: PTH113 - never raises
    )
    order = {pattern: index for index, pattern in enumerate(SHAPES)}
    near = (path for path in found if path.count("/") < 3)
    return sorted(near, key=lambda path: (order.get(pattern_of(path) or "", len(order)), path))


def pattern_of(path: str) -> str | None:
    """Return the pattern of SHAPES that `data/…` belongs to."""
    name = path.removeprefix("data/")
    return next((pattern for pattern in SHAPES if fnmatch(name, pattern)), None)


def adapter(pattern: str) -> TypeAdapter[Any]:
    return TypeAdapter((SHAPES | RECORDS)[pattern])


def _enter(source: Source, shape: Any) -> tuple[list[Entered], list[Finding]]:
    """Validate entry by entry, so that one broken entry does not hide the others."""
    many = getattr(shape, "__origin__", None) is list
    if not many:
        item, findings = validate(source, (), source.data, TypeAdapter(shape))
        return ([Entered(item, source)] if item else []), findings
    if not isinstance(source.data, list):
        message = "is not a list, expected entries that begin with '- id:'"
        return [], [Finding(source.place(), message, "schema", "begin each entry with '- id: …'")]
    items, findings = validated(source, TypeAdapter(shape.__args__[0]))
    return [Entered(item, source, (index,)) for index, item in items], findings
