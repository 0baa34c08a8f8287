"""The package keeps the order that its own docstring gives: a module imports only from layers before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "hooks" / "crucible"
ENGINES = {"mkdocs", "properdocs", "material"}
MAY_IMPORT_ENGINES = {"build"}


def order(package: Path) -> list[str]:
    """The layers, lowest first: the words of the indented lines of the package's docstring."""
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    return [word for line in text.splitlines() if line.startswith("    ") for word in line.split()]


def upward_imports(package: Path) -> list[str]:
    """One line `path:line: …` per import against the order, also those for the type checker or inside a function.

    A sub-package is one layer. The package itself comes before all layers and `__main__` after them.
    """
    layers = order(package)
    rank = {"__init__": -1, **{layer: place for place, layer in enumerate(layers)}, "__main__": len(layers)}
    lines = []
    for path in sorted(package.rglob("*.py")):
        own = path.relative_to(package).parts[0].removesuffix(".py")
        where = path.relative_to(package.parent).as_posix()
        if own not in rank:
            lines.append(f"{where}:1: '{own}' has no place in the order of {package.name}/__init__.py")
            continue
        for line, module in imports(path, package):
            top, *rest = module.split(".")
            if top in ENGINES and own not in MAY_IMPORT_ENGINES:
                lines.append(f"{where}:{line}: '{own}' imports {top}")
            elif top == package.name and rest and rest[0] != own and rank.get(rest[0], len(layers)) >= rank[own]:
                lines.append(f"{where}:{line}: '{own}' imports '{rest[0]}', which does not come before it")
    return lines


def imports(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of all that a file imports; of `from package import x` only layers."""
    inside = path.relative_to(package.parent).with_suffix("").parts[:-1]
    layers = {*order(package), *(file.stem for file in package.iterdir())}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = inside[: len(inside) + 1 - node.level] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            if module == package.name:
                yield from ((node.lineno, f"{module}.{name.name}") for name in node.names if name.name in layers)
            else:
                yield node.lineno, module


def test_the_package_keeps_its_order() -> None:
    assert upward_imports(PACKAGE) == []


def test_the_order_is_read_from_the_docstring() -> None:
    assert order(PACKAGE)[0] == "finding"
    assert order(PACKAGE)[-1] == "cli"


CLEAN = {
    "__init__.py": '"""Made up.\n\nIn order:\n\n    low  middle  checks\n    build\n\nNothing else.\n"""\n',
    "low.py": "import json\n",
    "middle.py": "from made.low import thing\nfrom . import low\n",
    "checks/__init__.py": "from made.checks import rule\nfrom .. import middle\n",
    "checks/rule.py": "from made.checks import other\nfrom ..low import thing\nfrom made import VERSION\n",
    "checks/other.py": "",
    "build.py": "import mkdocs.config\nimport made.checks.rule\n",
    "__main__.py": "from made.build import run\n",
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, [], id="control"),
        pytest.param(
            {"low.py": "import json\nimport made.middle\n"},
            ["made/low.py:2: 'low' imports 'middle', which does not come before it"],
            id="import",
        ),
        pytest.param(
            {"low.py": "from made import middle\n"},
            ["made/low.py:1: 'low' imports 'middle', which does not come before it"],
            id="from the package",
        ),
        pytest.param(
            {"middle.py": "from .checks.rule import thing\n"},
            ["made/middle.py:1: 'middle' imports 'checks', which does not come before it"],
            id="relative",
        ),
        pytest.param(
            {"checks/rule.py": "from .. import build\n"},
            ["made/checks/rule.py:1: 'checks' imports 'build', which does not come before it"],
            id="relative, out of a sub-package",
        ),
        pytest.param(
            {"low.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made.checks import rule\n"},
            ["made/low.py:3: 'low' imports 'checks', which does not come before it"],
            id="for the type checker",
        ),
        pytest.param(
            {"low.py": "def late():\n    from made.build import run\n"},
            ["made/low.py:2: 'low' imports 'build', which does not come before it"],
            id="in a function",
        ),
        pytest.param(
            {"__init__.py": CLEAN["__init__.py"] + "from made.low import thing\n"},
            ["made/__init__.py:10: '__init__' imports 'low', which does not come before it"],
            id="the package itself",
        ),
        pytest.param(
            {"extra.py": ""},
            ["made/extra.py:1: 'extra' has no place in the order of made/__init__.py"],
            id="not in the order",
        ),
        pytest.param(
            {"middle.py": "from mkdocs.config import Config\n"},
            ["made/middle.py:1: 'middle' imports mkdocs"],
            id="the engine",
        ),
        pytest.param(
            {"checks/rule.py": "def late():\n    import mkdocs\n"},
            ["made/checks/rule.py:2: 'checks' imports mkdocs"],
            id="the engine, in a function",
        ),
    ],
)
def test_an_import_against_the_order_is_named(tmp_path: Path, changed: dict[str, str], expected: list[str]) -> None:
    for name, text in {**CLEAN, **changed}.items():
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert upward_imports(tmp_path / "made") == expected
