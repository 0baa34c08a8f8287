"""The glossary as one immutable table that texts are searched with.

An entry is a plain dict:

    {id, en, also_en: [...], keep_english: bool, literal: bool, acronym: str, also: [...],
     zh: {use: [...], gloss, reject: [...], never: [...]}, ru: {...}}

`use` are the approved forms, the first one preferred. `reject` forms are faults where the English has the term,
`never` forms everywhere. `loose: true` asks for no approved form where the English has the term (common words that a
good translation may leave out), only the rejected ones are looked for. Russian forms stand for their whole paradigm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crucible.sentences.forms import Form, Name, form, name_form

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z\d'’.+#-]*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Term:
    """One row of the glossary, for the languages that it has."""

    id: str
    en: str
    keep_english: bool = False
    literal: bool = False
    loose: bool = False
    acronym: str = ""
    names: tuple[str, ...] = ()
    use: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gloss: Mapping[str, str] = field(default_factory=dict)
    reject: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)

    def approved(self, language: str) -> tuple[str, ...]:
        """What a translation may write: the English name, or the forms of the language with the gloss."""
        forms = self.use.get(language, ())
        if self.keep_english or not forms:
            forms = (*self.names, *forms)
        return forms


@dataclass(frozen=True)
class Terms:
    """All terms, with their forms made once; an empty table switches the rules of a house off."""

    terms: tuple[Term, ...] = ()
    latin: frozenset[str] = frozenset()

    @classmethod
    def from_entries(cls, entries: Iterable[Mapping[str, Any]], latin: Iterable[str] = ()) -> Terms:
        """Terms from plain dicts of the shape above; `latin` are further Latin words that may stay in a
        translation.

        Raises KeyError where an entry has no `id` or `en`.
        """
        rows = []
        for entry in entries:
            sides = {code: entry[code] for code in ("zh", "ru") if entry.get(code)}
            rows.append(
                Term(
                    id=str(entry["id"]),
                    en=str(entry["en"]),
                    keep_english=bool(entry.get("keep_english", False)),
                    literal=bool(entry.get("literal", False)),
                    loose=bool(entry.get("loose", False)),
                    acronym=str(entry.get("acronym", "")),
                    names=(str(entry["en"]), *map(str, entry.get("also_en", ()))),
                    use={code: tuple(side.get("use", ())) for code, side in sides.items()},
                    gloss={code: str(side.get("gloss", "")) for code, side in sides.items() if side.get("gloss")},
                    reject={code: tuple(side.get("reject", ())) for code, side in sides.items()},
                    never={code: tuple(side.get("never", ())) for code, side in sides.items()},
                )
            )
        return cls(tuple(rows), frozenset(latin))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __hash__(self) -> int:
        return id(self)

    @cached_property
    def words(self) -> frozenset[str]:
        """Latin words, as they are written, that may stand in a translation."""
        found = set(self.latin)
        for term in self.terms:
            forms = [*term.names, term.acronym, *(name for code in term.use for name in term.use[code])]
            if term.keep_english or term.literal or term.acronym:
                forms += [*term.names]
            else:
                forms = [name for name in forms if name not in term.names]
            found.update(word for name in forms for word in _LATIN_WORD.findall(name))
        return frozenset(found)

    @cached_property
    def shortened(self) -> tuple[Term, ...]:
        """The terms that have an acronym."""
        return tuple(term for term in self.terms if term.acronym)

    @cached_property
    def _first_words(self) -> dict[str, list[tuple[Name, Term]]]:
        named: dict[str, list[tuple[str, Term]]] = {}
        for term in self.terms:
            for name in term.names:
                head = _WORD.match(name)
                if head:
                    named.setdefault(head.group().lower(), []).append((name, term))
        index = {
            head: [(Name(name), term) for name, term in sorted(rows, key=lambda row: -len(row[0]))]
            for head, rows in named.items()
        }
        heads = list(index)
        for ending, plural in (("", "s"), ("", "es"), ("y", "ies")):
            for word in (head for head in heads if head.endswith(ending)):
                index.setdefault(word.removesuffix(ending) + plural, index[word])
        return index

    def mentioned(self, english: str) -> list[tuple[Term, int, int]]:
        """The terms that an English text mentions with their spans, the longest one at each place."""
        index = self._first_words
        found: list[tuple[Term, int, int]] = []
        small = [word.lower() for word in _WORD.findall(english)]
        words = [] if index.keys().isdisjoint(small) else list(_WORD.finditer(english))
        last = 0
        for number, word in enumerate(words):
            for name, term in index.get(small[number], ()) if word.start() >= last else ():
                end = name.end(english, words, small, number)
                if end is not None:
                    found.append((term, word.start(), end))
                    last = end
                    break
        return found

    def never(self, language: str) -> tuple[tuple[Term, Form], ...]:
        """All forms of a language that are wrong everywhere, with their terms."""
        return self._never.get(language, ())

    @cached_property
    def _never(self) -> dict[str, tuple[tuple[Term, Form], ...]]:
        return {
            language: tuple((term, made) for term in self.terms for _, made in self.forms(term, language, "never"))
            for language in ("zh", "ru")
        }

    def forms(self, term: Term, language: str, which: str) -> tuple[tuple[str, Form], ...]:
        """Name and form of the `approved`, `reject` or `never` forms of a term; made once."""
        key = (term.id, language, which)
        made = self._made.get(key)
        if made is None:
            names = term.approved(language) if which == "approved" else getattr(term, which).get(language, ())
            made = tuple((name, self._compiled(term, name, language, which)) for name in names)
            self._made[key] = made
        return made

    @cached_property
    def _made(self) -> dict[tuple[str, str, str], tuple[tuple[str, Form], ...]]:
        return {}

    @staticmethod
    def _compiled(term: Term, name: str, language: str, which: str) -> Form:
        if which == "approved" and name in term.names:
            return name_form(name)
        use, bad = term.use.get(language, ()), term.reject.get(language, ())
        others = use if which != "approved" else bad
        # A rejected form that differs from the approved one in capitals only: both are taken as they are written.
        alike = name not in others and name.lower() in {other.lower() for other in others}
        return form(name, language, exact=alike)
