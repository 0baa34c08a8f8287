"""What a person has to mend, and the place in the sources where they can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding holds up.

    An error stops a build; a warning is shown and fails `crucible check`, but the site is still built
    (a missing translation falls back to English); a note is shown and fails nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """A position in a source file: `path` relative to the root with `/`, line and column counted from 1.

    A column counts characters (code points), as editors and GitHub do, not bytes.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Finding:
    """One mistake: where it is, what is there and what is expected, the rule, and a way out.

    `message` is lower case without a full stop and says what *is* first; `hint` is something that can be
    typed or run; `also` are further places that belong to the same mistake, such as the first of two equal keys.
    """

    place: Place
    message: str
    rule: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    also: tuple[Place, ...] = field(default=())

    def __str__(self) -> str:
        text = f"{self.place}: {self.message} [{self.rule}]"
        return f"{text}\n    {self.hint}" if self.hint else text


class Problem(Exception):
    """Reading cannot go on; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
