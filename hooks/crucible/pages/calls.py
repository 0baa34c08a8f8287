"""What a page may say in `{{ … }}`: a call of a macro with plain values, and nothing else.

Jinja parses; this module walks the syntax tree and refuses every node that is not text or such a call. So a
page cannot loop, read an attribute, a file or the environment, and takes as long as the macros that it names.
The comment mark is moved out of the way: `{#` begins a heading id in Markdown.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from crucible.spelling import closest, did_you_mean

Macro = Callable[..., str]

_JINJA = Environment(  # noqa: S701 - only parses, renders nothing
    comment_start_string="{%#", comment_end_string="#%}", keep_trailing_newline=True
)


class Call(NamedTuple):
    """A macro call and the offset of its `{{` in the text."""

    offset: int
    name: str
    args: tuple[object, ...] = ()
    keywords: tuple[tuple[str, object], ...] = ()

    @property
    def source(self) -> str:
        shown = [*map(_quoted, self.args), *(f"{key}={_quoted(value)}" for key, value in self.keywords)]
        return f"{self.name}({', '.join(shown)})"


class Fault(NamedTuple):
    """Something in a text that is no macro call; `offset` is where."""

    offset: int
    message: str
    hint: str = ""


Segment = str | Call

LONGEST = 600
"""Characters of the longest macro call."""

MOST_FAULTS = 50
"""Faults of one text that are listed: who has made more will not read on."""

_TEXT = re.compile(r'"([^"\\{}\n]*)"')
_USUAL = re.compile(rf"\{{\{{\s*([a-z_]+)\(((?:{_TEXT.pattern}(?:,\s?(?!\))|(?=\))))*)\)\s*\}}\}}")
_WORDS = frozenset({"and", "else", "false", "if", "in", "is", "none", "not", "or", "true"})
"""Words of Jinja's own, which are no names."""
_OPENING = re.compile(r"\{\{|\{%")
_WRITE = 'write {{ name("value") }}'


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[tuple[Segment, ...], tuple[Fault, ...]]:
    """Split a text into plain text and macro calls, in order, and say what is neither.

    Takes as long as the text, whatever stands in it: each call is short, and is parsed by itself.
    """
    if "{{" not in text and "{%" not in text:
        return (text,), ()
    found: list[Segment] = []
    faults: list[Fault] = []
    end = 0
    for mark in _OPENING.finditer(text):
        start = mark.start()
        if start < end or len(faults) >= MOST_FAULTS:
            continue
        close = text.find("}}", start + 2, start + LONGEST)
        if mark[0] == "{%":
            faults.append(Fault(start, "is a statement of a template language, a page has macro calls only", _WRITE))
        elif close < 0 or "{{" in text[start + 2 : close]:
            faults.append(Fault(start, "a macro call is not closed by '}}'", f"{_WRITE} on one line"))
        else:
            parsed = _parsed(text[start : close + 2])
            if isinstance(parsed, Call):
                found += [text[end:start], parsed._replace(offset=start)]
            else:
                found.append(text[end : close + 2])
                faults.append(parsed._replace(offset=start))
            end = close + 2
    return (*found, text[end:]), tuple(faults)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Call | Fault:
    """Return the one call that `{{ … }}` holds, at offset 0, or what is wrong with it."""
    if (usual := _USUAL.fullmatch(text)) and usual[1] not in _WORDS:
        return Call(0, usual[1], tuple(_TEXT.findall(usual[2])))  # as nearly all are; Jinja says the same, slowly
    try:
        body = _JINJA.parse(text).body
    except TemplateSyntaxError as error:
        return Fault(0, _syntax(str(error.message)), f"{_WRITE} on one line")
    except RecursionError:
        return Fault(0, "is nested too deep for a macro call", _WRITE)
    node = body[0].nodes[0] if body and isinstance(body[0], nodes.Output) else None
    return _call(node) if node is not None else Fault(0, "is not a macro call", _WRITE)


def check_call(call: Call, macros: Mapping[str, Macro]) -> Fault | None:
    """Return what is wrong with the name or the arguments of a call, None where nothing is."""
    macro = macros.get(call.name)
    if macro is None:
        return Fault(call.offset, f"no macro '{call.name}'", did_you_mean(call.name, macros))
    try:
        _signature(macro).bind(*call.args, **dict(call.keywords))
    except TypeError as error:
        parameters = list(_signature(macro).parameters)
        wrong = next((key for key, _ in call.keywords if key not in parameters), None)
        guess = closest(wrong, parameters) if wrong else None
        hint = f"did you mean '{guess}'?" if guess else f"write {{{{ {call.name}({', '.join(parameters)}) }}}}"
        return Fault(call.offset, f"macro '{call.name}': {error}", hint)
    return None


def _signature(macro: Macro) -> inspect.Signature:
    """Return the parameters of a macro; looked up once for a method, whatever object it is bound to."""
    return _bound_signature(getattr(macro, "__func__", macro), hasattr(macro, "__self__"))


@lru_cache(maxsize=256)
def _bound_signature(function: Macro, bound: bool) -> inspect.Signature:
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    return signature.replace(parameters=parameters[1:]) if bound else signature


def _call(node: nodes.Node) -> Call | Fault:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and not node.dyn_args and not node.dyn_kwargs:
        values = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if all(isinstance(value, nodes.Const) for value in values):
            args = tuple(value.value for value in node.args if isinstance(value, nodes.Const))
            keywords = tuple((k.key, k.value.value) for k in node.kwargs if isinstance(k.value, nodes.Const))
            return Call(0, node.node.name, args, keywords)
        return Fault(0, f"macro '{node.node.name}' takes plain values", 'write texts in quotes: name("value")')
    if isinstance(node, nodes.Name):
        return Fault(0, f"'{node.name}' is not a call", f"write {{{{ {node.name}() }}}}")
    return Fault(0, "is not a macro call", f"{_WRITE}; a page has no other template language")


def _syntax(message: str) -> str:
    if "unexpected end of template" in message or "expected token 'end of print statement'" in message:
        return "a macro call is not closed by '}}'"
    return f"a macro call cannot be read: {message[:1].lower()}{message[1:].rstrip('.')}"


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
