"""What a value of the wrong shape is told: pydantic's errors as findings in words for people who write YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crucible import model
from crucible.finding import Finding
from crucible.source.yaml import Loc, Source
from crucible.spelling import closest, did_you_mean

MOST = 1000
"""Mistakes of one file that are put into words: who has made more will not read on."""


def validated(source: Source, adapter: TypeAdapter[Any]) -> tuple[list[tuple[int, Any]], list[Finding]]:
    """Return the typed entries of a file that is a list, each with its index, and what is wrong with the others.

    Entry by entry, so that one broken entry does not hide the others.
    """
    found: list[tuple[int, Any]] = []
    findings: list[Finding] = []
    for index, data in enumerate(source.data):
        item, faults = validate(source, (index,), data, adapter)
        findings += faults
        if item is not None:
            found.append((index, item))
        if len(findings) >= MOST:
            break
    return found, findings


def validate(source: Source, loc: Loc, data: Any, adapter: TypeAdapter[Any]) -> tuple[Any, list[Finding]]:
    """Return the typed value of `data`, which stands at `loc` of the source, or None and what is wrong with it."""
    try:
        return adapter.validate_python(data), []
    except ValidationError as error:
        return None, list(_findings(source, loc, error))


def _findings(source: Source, base: Loc, error: ValidationError) -> Iterator[Finding]:
    """Turn pydantic's errors into findings: one for each mistake, in words for people who write YAML."""
    problems = [(_loc(source, base, _tagged(problem)), problem) for problem in error.errors(include_url=False)[:MOST]]
    missing = {loc for loc, problem in problems if problem["type"] == "missing"}
    reported: set[Loc] = set()
    for loc, problem in problems:
        if problem["type"] == "extra_forbidden":
            siblings = [str(m[-1]) for m in missing if m[:-1] == loc[:-1]]
            if meant := closest(str(loc[-1]), siblings):
                missing.discard((*loc[:-1], meant))  # the misspelt key is not also a missing key
    for loc, problem in problems:
        parent = source.data_at(loc[:-1]) if loc else None
        key = str(loc[-1]) if loc else ""
        if loc in reported or (problem["type"] == "missing" and loc not in missing):
            continue
        reported.add(loc)
        match problem["type"]:
            case "missing":
                yield Finding(source.key_place(loc[:-1]), f"key '{key}' is missing", "schema", f"add a line '{key}: …'")
            case "extra_forbidden":
                known = [name for name in _known_keys(error.title) if name not in (parent or {})]
                hint = (
                    did_you_mean(key, known)
                    if closest(key, known)
                    else "delete it, or see the schema for what is known"
                )
                yield Finding(source.key_place(loc), f"unknown key '{key}'", "schema", hint)
            case _:
                message, hint = _words(problem, source.data_at(loc))
                shown = f"'{key}' " if key and not key.isdigit() else ""
                yield Finding(source.place(loc), f"{shown}{message}", "schema", hint)


def _tagged(problem: Any) -> tuple[int | str, ...]:
    """Return where pydantic saw a problem; of a union told by a key, the key."""
    loc: tuple[int | str, ...] = problem["loc"]
    return (*loc, problem["ctx"]["discriminator"].strip("'")) if problem["type"] == "union_tag_invalid" else loc


def _loc(source: Source, base: Loc, loc: tuple[int | str, ...]) -> Loc:
    """Drop the steps that pydantic adds for unions and discriminators: they name no key of the file."""
    kept: Loc = base
    for index, step in enumerate(loc):
        here = source.data_at(kept)
        last = index == len(loc) - 1
        is_key = isinstance(here, dict) and (step in here or (last and step not in ("amounts", "plans")))
        is_item = isinstance(here, list) and isinstance(step, int)
        if step != "[key]" and (is_key or is_item):
            kept = (*kept, step)
    return kept


@cache
def _known_keys(title: str) -> list[str]:
    """Return the keys of the model and of every other: the nearest one is the hint."""
    shapes = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, model.Shape)]
    exact = [shape for shape in shapes if shape.__name__ == title]
    nested = [name for shape in shapes for name in shape.model_fields]
    return [*(name for shape in exact for name in shape.model_fields), *nested]


def _words(problem: Any, value: Any) -> tuple[str, str]:
    """Return (message, hint) for a value of the wrong kind."""
    kind, context = problem["type"], problem.get("ctx", {})
    if value is None:
        return "is empty", "write a value, or delete the line"
    what = f"is {_show(value)}"
    if kind in ("literal_error", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags", ""))
        words = expected.replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(value), words) if closest(str(value), words) else ""
        return f"{what}, expected {_one_of(words)}", hint
    if kind == "string_type":
        quoted = f'write it in quotes: "{value}"' if isinstance(value, (int, bool)) else ""
        return f"{what}, expected a text", quoted
    if kind == "string_too_long":
        return f"has {len(str(value))} characters, expected at most {context['max_length']}", "say it shorter"
    if kind == "too_long":
        return f"has {len(value)} items, expected at most {context['max_length']}", "leave out what nobody would write"
    if kind in ("iso_date", "amount"):
        return f"{what}: {problem['msg']}", ""
    if kind == "string_pattern_mismatch":
        return f"{what}, expected {_PATTERNS.get(_mark(str(context.get('pattern'))), _ID)}", ""
    if kind in ("greater_than", "greater_than_equal"):
        return f"{what}, expected a number above {context.get('gt', context.get('ge'))}", ""
    if kind in _WORDS:
        text, hint = _WORDS[kind]
        return text.format(what=what), hint
    return f"{what}: {problem['msg'][:1].lower()}{problem['msg'][1:]}", ""


_ID = "lower-case letters, digits and hyphens"
_PATTERNS = {
    "https?": "an address that begins with https://",
    "md": "a page of a language folder, such as plans/premier-support.md, with or without a #section",
}


def _mark(pattern: str) -> str:
    return next((mark for mark in _PATTERNS if f"{mark}" in pattern), "")


_WORDS = {
    "bool_type": ("{what}, expected true or false", ""),
    "int_type": ("{what}, expected a whole number", ""),
    "list_type": ("{what}, expected a list", "put each item on a line of its own, after '- '"),
    "dict_type": ("{what}, expected keys with values", "write 'key: value' lines, indented"),
    "model_type": ("{what}, expected keys with values", "write 'key: value' lines, indented"),
    "model_attributes_type": ("{what}, expected keys with values", "write 'key: value' lines, indented"),
    "too_short": ("is an empty list, expected at least one item", ""),
    "string_too_short": ("is an empty text", "write a text, or delete the line"),
    "union_tag_not_found": ("has no key 'kind', expected amounts or plans", "add a line 'kind: amounts'"),
}


def _one_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _show(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value) if isinstance(value, bool) else str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '…'}'"
