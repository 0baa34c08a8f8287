"""What an editor knows of `data/` while one types: JSON Schemas, made from the model.

Draft 7, which the YAML extensions of editors read best (github.com/redhat-developer/yaml-language-server), with
everything written out: an editor shows the description of a key where no `$ref` stands in between.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from crucible import library, model
from crucible.library import RECORDS, SHAPES, adapter, pattern_of

FOLDER = "data/schemas"
COMMAND = "crucible schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_SEAL = re.compile(r'\A\{\n "\$comment": "model (?P<seal>[0-9a-f]{16})",\n')
"""Says of which model and of which text of its own a schema is: who sees it whole need not make the schema anew."""


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
    wanted = {_path(pattern) for pattern in (*SHAPES, *RECORDS)}
    there = {path.relative_to(root).as_posix(): _read(path) for path in (root / FOLDER).glob("*.json")}
    differ: dict[str, str | None] = {path: None for path in there if path not in wanted}
    if not all(_is_sealed(path, there.get(path)) for path in wanted):
        differ |= {path: text for path, text in schemas().items() if _bare(there.get(path)) != _bare(text)}
    return differ


def renewed(root: Path) -> dict[str, str | None]:
    """Return what to write below `root`: every schema that is not there letter for letter, None to delete one."""
    made: dict[str, str | None] = {path: text for path, text in schemas().items() if _read(root / path) != text}
    return made | {path: None for path, text in stale(root).items() if text is None}


def _is_sealed(path: str, text: str | None) -> bool:
    found = _SEAL.match(text or "")
    return found is not None and found["seal"] == _seal(path, _bare(text) or "")


def _bare(text: str | None) -> str | None:
    return None if text is None else _SEAL.sub("{\n", text)


def _seal(path: str, bare: str) -> str:
    return sha256(b"\0".join((_makers(), path.encode(), bare.encode()))).hexdigest()[:16]


@cache
def _makers() -> bytes:
    """What a schema is made from: the model, the names of the files, this module."""
    return b"\0".join(Path(str(file)).read_bytes() for file in (model.__file__, library.__file__, __file__))


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
    bare = json.dumps(_schema(pattern), ensure_ascii=False, indent=1) + "\n"
    return bare.replace("{\n", f'{{\n "$comment": "model {_seal(_path(pattern), bare)}",\n', 1)


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
