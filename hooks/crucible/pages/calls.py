"""What a page may say in `{{ … }}`: a call of a macro with plain values, and nothing else.

Jinja parses; this module walks the syntax tree and refuses every node that is not text or such a call. So a
page cannot loop, read an attribute, a file or the environment, and takes as long as the macros that it names.
The comment mark is moved out of the way: `{#` begins a heading id in Markdown.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from crucible.spelling import closest, did_you_mean

Macro = Callable[..., str]

_JINJA = Environment(  # noqa: S701 - only parses, renders nothing
    comment_start_string="{%#", comment_end_string="#%}", keep_trailing_newline=True
)


@dataclass(frozen=True)
class Call:
    """A macro call and the offset of its `{{` in the text."""

    offset: int
    name: str
    args: tuple[object, ...] = ()
    keywords: tuple[tuple[str, object], ...] = ()

    @property
    def source(self) -> str:
        shown = [*map(_quoted, self.args), *(f"{key}={_quoted(value)}" for key, value in self.keywords)]
        return f"{self.name}({', '.join(shown)})"


@dataclass(frozen=True)
class Fault:
    """Something in a text that is no macro call; `offset` is where."""

    offset: int
    message: str
    hint: str = ""


Segment = str | Call


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[tuple[Segment, ...], tuple[Fault, ...]]:
    """Split a text into plain text and macro calls, in order, and say what is neither."""
    if "{{" not in text and "{%" not in text:
        return (text,), ()
    try:
        tree = _JINJA.parse(text)
    except TemplateSyntaxError as error:
        start = _line_start(text, error.lineno)
        opened = text.rfind("{{", 0, _line_start(text, error.lineno + 1))
        offset = opened if opened >= 0 and "}}" not in text[opened:start] else start
        return (text,), (Fault(offset, _syntax(str(error.message)), 'write {{ name("value") }} on one line'),)
    except RecursionError:
        fault = Fault(max(text.find("{{"), 0), "a macro call is nested too deeply", 'write {{ name("value") }}')
        return (text,), (fault,)
    found: list[Segment] = []
    faults: list[Fault] = []
    offset = 0
    for node in tree.body:
        children = node.nodes if isinstance(node, nodes.Output) else [node]
        for child in children:
            if isinstance(child, nodes.TemplateData):
                found.append(child.data)
                offset = text.find(child.data, offset) + len(child.data)
                continue
            start = _line_start(text, child.lineno)
            # A call names the line of its opening bracket, so look for the last `{{` that may begin it.
            offset = text.find("{{", offset) if isinstance(node, nodes.Output) else max(start, text.find("{%", offset))
            call = _call(child, max(offset, 0))
            (found if isinstance(call, Call) else faults).append(call)  # type: ignore[arg-type]  # one list or the other
            offset = max(offset, 0) + 2
    return tuple(found), tuple(faults)


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


def _call(node: nodes.Node, offset: int) -> Call | Fault:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and not node.dyn_args and not node.dyn_kwargs:
        values = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if all(isinstance(value, nodes.Const) for value in values):
            args = tuple(value.value for value in node.args if isinstance(value, nodes.Const))
            keywords = tuple((k.key, k.value.value) for k in node.kwargs if isinstance(k.value, nodes.Const))
            return Call(offset, node.node.name, args, keywords)
        return Fault(offset, f"macro '{node.node.name}' takes plain values", 'write texts in quotes: name("value")')
    if isinstance(node, nodes.Name):
        return Fault(offset, f"'{node.name}' is not a call", f"write {{{{ {node.name}() }}}}")
    return Fault(offset, "is not a macro call", 'write {{ name("value") }}; a page has no other template language')


def _syntax(message: str) -> str:
    if "unexpected end of template" in message or "expected token 'end of print statement'" in message:
        return "a macro call is not closed by '}}'"
    return f"a macro call cannot be read: {message[:1].lower()}{message[1:].rstrip('.')}"


def _line_start(text: str, line: int) -> int:
    """Return the offset where line `line` (from 1) begins; the end of the text where there is no such line."""
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
        if offset == 0:
            return len(text)
    return offset


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
