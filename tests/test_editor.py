"""What editors are told while one types is what the check says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from crucible.checks import Sources, check_sources
from crucible.cli import main
from crucible.editor import FOLDER, first_line, renewed, schemas
from crucible.library import adapter, data_paths, pattern_of
from crucible.source.yaml import parse_yaml, read_yaml

ROOT = Path(__file__).parents[1]
SCHEMAS = {path: json.loads(text) for path, text in schemas().items()}


def objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_is_one_and_explains_every_key(path: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[path])
    assert [o for o in objects(SCHEMAS[path]) if o.get("additionalProperties") is not False] == []
    keys = [(key, value) for o in objects(SCHEMAS[path]) for key, value in o.get("properties", {}).items()]
    assert [key for key, value in keys if not value.get("description")] == []
    assert [key for key, value in keys if not value.get("title") and "title" not in value["anyOf"][0]] == []


@pytest.mark.parametrize("path", [path for path in data_paths(ROOT) if pattern_of(path)])
def test_our_data_follow_their_schema(path: str) -> None:
    source, findings = read_yaml(ROOT, path)
    assert source and findings == []
    name = str(first_line(path)).partition("$schema=")[2].replace("../", "")
    schema = json.loads((ROOT / "data" / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(source.data)


WRONG: list[tuple[str, Any]] = [
    ("plans.yml", {"cost": "free"}),
    ("plans.yml", {"incidents": 0}),
    ("plans.yml", {"scope": []}),
    ("plans.yml", {"colour": "blue"}),
    ("plans.yml", {"excludes": [{"id": "a", "text": "b", "limit": {"unit": "hour"}}]}),
    ("plans.yml", {"excludes": [{"id": "a", "text": "b", "limit": {"unit": "hour", "more_than": 1, "at_most": 2}}]}),
    ("plans.yml", {"id": "Two Words"}),
    ("references.yml", {"sign_in": "yes"}),
    ("references.yml", {"url": "www.example.org"}),
    ("offers.yml", {"label": "x" * 81}),
    ("comparisons/entitlements.yml", {"kind": "table"}),
    ("comparisons/entitlements.yml", {"columns": "gold"}),
]


@pytest.mark.parametrize(("name", "change"), WRONG)
def test_schema_and_model_refuse_the_same(name: str, change: dict[str, Any]) -> None:
    source, _ = read_yaml(ROOT, f"data/{name}")
    assert source
    many = isinstance(source.data, list)
    entry = source.data[0] if many else source.data
    pattern = str(pattern_of(f"data/{name}"))
    schema = jsonschema.Draft7Validator(
        SCHEMAS[f"{FOLDER}/{pattern.split('/', maxsplit=1)[0].removesuffix('.yml')}.json"]
    )
    for changed, expected in ((entry, True), ({**entry, **change}, False)):
        data = [changed] if many else changed
        assert schema.is_valid(data) is expected
        try:
            adapter(pattern).validate_python(data)
            accepted = True
        except ValueError:
            accepted = False
        assert accepted is expected


def test_first_lines() -> None:
    assert first_line("data/plans.yml") == "# yaml-language-server: $schema=schemas/plans.json"
    assert first_line("data/comparisons/x.yml") == "# yaml-language-server: $schema=../schemas/comparisons.json"
    assert first_line("data/elsewhere.yml") is None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    (tmp_path / "data" / "products.yml").write_text(
        f"{first_line('data/products.yml')}\n- id: azure\n  name: Azure\n", encoding="utf-8"
    )
    return tmp_path


def test_the_schemas_of_the_site_are_sealed() -> None:
    assert renewed(ROOT) == {}  # else each check makes them anew, to compare


def found(site: Path) -> list[str]:
    rules = {"schema-line", "schema-stale", "manual-stale"}
    return [str(finding) for finding in check_sources(Sources.read(site)) if finding.rule in rules]


def test_a_site_as_it_should_be(site: Path) -> None:
    assert found(site) == []


def test_a_data_file_names_its_schema(site: Path) -> None:
    path = site / "data" / "products.yml"
    path.write_text(path.read_text().replace("products.json", "plans.json"), encoding="utf-8")
    assert found(site) == [
        "data/products.yml:1:1: the first line is '# yaml-language-server: $schema=schemas/plans.json' [schema-line]\n"
        "    write: # yaml-language-server: $schema=schemas/products.json"
    ]
    path.write_text("- id: azure\n  name: Azure\n", encoding="utf-8")
    assert found(site) == [
        "data/products.yml:1:1: the first line names no schema [schema-line]\n"
        "    put above it: # yaml-language-server: $schema=schemas/products.json"
    ]
    shutil.rmtree(site / FOLDER)
    assert found(site) == []  # a site without schemas has chosen to do without them


def test_a_stale_schema_names_the_command_which_mends_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / FOLDER / "plans.json").write_text("{}", encoding="utf-8")
    (site / FOLDER / "faq.json").unlink()
    (site / FOLDER / "offer.json").write_text("{}", encoding="utf-8")
    assert found(site) == [
        "data/schemas/faq.json:1:1: is not what the model says [schema-stale]\n    run `crucible schema`",
        "data/schemas/offer.json:1:1: belongs to no data file [schema-stale]\n    run `crucible schema`",
        "data/schemas/plans.json:1:1: is not what the model says [schema-stale]\n    run `crucible schema`",
    ]
    assert main(["schema", "--root", str(site)]) == 0
    assert capsys.readouterr().out == (
        "wrote data/schemas/plans.json\nwrote data/schemas/faq.json\ndeleted data/schemas/offer.json\n3 files changed\n"
    )
    assert found(site) == []
    assert main(["schema", "--root", str(site)]) == 0
    assert capsys.readouterr().out == "nothing to update\n"

    file = site / FOLDER / "plans.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"minLength": 1', '"minLength": 0', 1), encoding="utf-8")  # under the same seal
    assert len(found(site)) == 1
    file.write_text(text.replace('"$comment": "model ', '"$comment": "model 0', 1), encoding="utf-8")
    assert len(found(site)) == 1
    file.write_text(text.replace(text.split('"')[3], "model 0000000000000000", 1), encoding="utf-8")
    assert found(site) == []  # of another model that says the same
    (site / FOLDER / "faq.json").write_text(text, encoding="utf-8")  # whole, but not there
    assert len(found(site)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- id: 'a\n  name: b\n", "1:7: the quotation mark that opens here", id="up to the end"),
        pytest.param("- id: 'a\n  name: it's\n", "1:7: the quotation mark that opens here", id="up to the next one"),
        pytest.param('- id: "\\q"\n', "1:8: is not YAML: found unknown escape", id="another fault in a quoted text"),
        pytest.param("- a: 'b\n    c'\n- d: e: f\n", "3:7: is not YAML: mapping values", id="another fault after one"),
    ],
)
def test_an_open_quotation_mark_is_told_where_it_opens(text: str, expected: str) -> None:
    """As an editor does; the parser itself stumbles where the text ends, a hundred lines below."""
    _, (finding,) = parse_yaml("data/x.yml", text)
    assert str(finding).startswith(f"data/x.yml:{expected}")
