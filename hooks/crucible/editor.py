"""What an editor knows of `data/` while one types: JSON Schemas, made from the model.

Draft 7, which the YAML extensions of editors read best (github.com/redhat-developer/yaml-language-server), with
everything written out: an editor shows the description of a key where no `$ref` stands in between.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from crucible.library import RECORDS, SHAPES, adapter, pattern_of

FOLDER = "data/schemas"
COMMAND = "crucible schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"


@cache
def schemas() -> dict[str, str]:
    """Return the text of each schema by its path, such as `data/schemas/plans.json`."""
    return {_path(pattern): _text(pattern) for pattern in (*SHAPES, *RECORDS)}


def schema_of(path: str) -> dict[str, Any] | None:
    """Return the schema of the data file at `path`; its keys stand in the order in which an entry has them."""
    pattern = _pattern(path)
    return None if pattern is None else _schema(pattern)


def first_line(path: str) -> str | None:
    """Return the line with which the data file at `path` names its schema; None where it has no shape."""
    pattern = _pattern(path)
    if pattern is None:
        return None
    up = "../" * (len(PurePosixPath(path).parts) - 2)
    return f"# yaml-language-server: $schema={up}{_path(pattern).removeprefix('data/')}"


def stale(root: Path) -> dict[str, str | None]:
    """Return the schemas below `root` that are not what the model says: path → text, None where there is none."""
    wanted: dict[str, str | None] = dict(schemas())
    folder = root / FOLDER
    there = {path.relative_to(root).as_posix(): path for path in folder.glob("*.json")}
    differ = {path: text for path, text in wanted.items() if path not in there or _read(there[path]) != text}
    return differ | {path: None for path in there if path not in wanted}


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _pattern(path: str) -> str | None:
    name = path.removeprefix("data/")
    return name if name in RECORDS else pattern_of(path)


def _path(pattern: str) -> str:
    return f"{FOLDER}/{pattern.split('/', maxsplit=1)[0].removesuffix('.yml')}.json"


def _text(pattern: str) -> str:
    return json.dumps(_schema(pattern), ensure_ascii=False, indent=1) + "\n"


def _schema(pattern: str) -> dict[str, Any]:
    whole = adapter(pattern).json_schema()
    definitions = whole.pop("$defs", {})
    return {"$schema": _DRAFT, "title": f"data/{pattern}", **_plain(whole, definitions)}


def _plain(schema: Any, definitions: dict[str, Any]) -> Any:
    """Write references out, close every mapping, and drop what no reader of YAML needs."""
    if isinstance(schema, list):
        return [_plain(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        target = definitions[schema["$ref"].removeprefix("#/$defs/")]
        return _plain(target | {key: value for key, value in schema.items() if key != "$ref"}, definitions)
    kept = {key: value for key, value in schema.items() if key not in ("discriminator", "default")}
    plain = {key: _plain(value, definitions) for key, value in kept.items()}
    if "properties" in schema:  # these are names, not keywords
        keys = sorted(schema["properties"], key="sources".__eq__)  # the sources of an entry stand below it
        plain["properties"] = {key: _plain(schema["properties"][key], definitions) for key in keys}
    if "patternProperties" in plain:
        plain["additionalProperties"] = False
    if "discriminator" in schema:
        plain["anyOf"] = plain.pop("oneOf")  # of several that fail, editors explain the nearest one of anyOf
    return plain
