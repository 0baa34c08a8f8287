"""What a text asks the data for: each macro call evaluated, with where it stands and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from crucible.finding import Place
from crucible.pages.blocks import Macros
from crucible.pages.calls import MOST_FAULTS, Call, Fault, check_call, segments
from crucible.pages.setting import LOOP, MAZE, MacroError, NestedError

_NAMED = re.compile(r"'([^']+)'")


class Evaluated(NamedTuple):
    """A macro call and what came of it; `page` is the name of the page on which it stands.

    `fault` is a mistake of the call itself, `error` one of what it asks for, `crash` a bug or broken data.
    """

    place: Place
    call: Call | None
    fault: Fault | None = None
    error: MacroError | None = None
    crash: Exception | None = None
    page: str = ""

    @property
    def wrong(self) -> bool:
        return any((self.fault, self.error, self.crash))

    @property
    def texts(self) -> list[str]:
        """The arguments of the call that are texts."""
        return [argument for argument in self.call.args if isinstance(argument, str)] if self.call else []

    @property
    def names(self) -> set[str]:
        """What the call and its error name: ids, mostly."""
        return {*self.texts, *(_NAMED.findall(str(self.error)) if self.error else ())}


def asked_in(
    text: str, macros: Macros, at: Callable[[int], Place], *, page: str = "", sound: Collection[Call] = ()
) -> list[Evaluated]:
    """Evaluate every macro call of a text; a mistake within the data texts that a call shows is theirs.

    The calls in `sound`, of offset 0, are known to be right. Of a text with very many wrong ones the last are left out.
    """
    pieces, faults = segments(text)
    found = [Evaluated(at(fault.offset), None, fault, page=page) for fault in faults]
    known: dict[Call, Evaluated] = {}
    wrong = 0
    for piece in pieces:
        if isinstance(piece, Call) and wrong < MOST_FAULTS:
            place, call = at(piece.offset), piece._replace(offset=0)
            if call not in known:
                known[call] = (
                    Evaluated(place, piece, page=page) if call in sound else _evaluated(piece, macros, place, page)
                )
            asked = known[call]._replace(place=place, call=piece)
            wrong += asked.wrong
            found.append(asked)
    return found


def _evaluated(call: Call, macros: Macros, place: Place, page: str) -> Evaluated:
    if fault := check_call(call, macros.known):
        return Evaluated(place, call, fault, page=page)
    try:
        macros.call(call)
    except NestedError as error:
        endless = any(mark in str(error) for mark in (LOOP, MAZE))  # any other mistake is found where the text stands
        return Evaluated(place, call, error=error if endless and not page else None, page=page)
    except MacroError as error:
        return Evaluated(place, call, error=error, page=page)
    except Exception as crash:  # broken data: another finding says so, or the rule `macro` raises it again
        return Evaluated(place, call, crash=crash, page=page)
    return Evaluated(place, call, page=page)
