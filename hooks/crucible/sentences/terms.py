"""The glossary as one immutable table that texts are searched with.

An entry is a plain dict:

    {id, en, also_en: [...], keep_english: bool, literal: bool, acronym: str, also: [...],
     zh: {use: [...], gloss, reject: [...], never: [...]}, ru: {...}}

`use` are the approved forms, the first one preferred. `reject` forms are faults where the English has
the term,
`never` forms everywhere. `loose: true` asks for no approved form where the English has the term (common
words that
a good translation may leave out), only the rejected ones are looked for. Russian forms stand for their whole
paradigm: words are matched by stem, which costs no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

_GAP = r"[\s\u00a0\u202f\x1f-]{1,4}"
_RU_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ая|яя|ое|ее|ые|ие|ый|ий|ой|ую|юю|ых|их|ым|"
    r"им|ом|ем|ов|ев|ей|ам"
    r"|ям|ах|ях|ия|ии|ию|ироваться|ировать|аться|яться|иться|ать|ять|ить|еть|уть|ть|а|я|ы|и|о|е|у|ю|ь|й)\Z"
)
_WORD = re.compile(r"\w+")
_CASED = re.compile(r"[A-Za-zА-Яа-яЁё]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z\d'’.+#-]*")
_compile = lru_cache(maxsize=4096)(re.compile)
"""`re` forgets a pattern after 512 others; several tables of terms have the same ones."""


def stemmed(word: str) -> str:
    """A pattern for all cases of one Russian word; short and Latin words stand for themselves."""
    if len(word) < 4 or not re.fullmatch(r"[а-яё]+", word):
        return re.escape(word)
    fleeting = re.fullmatch(r"([а-я]{3,})[ео]([кнц])ь?", word)
    if fleeting:
        return rf"{fleeting[1]}[ео]?{fleeting[2]}\w{{0,6}}"
    if re.fullmatch(r"[а-я]{3,}[бвгджзлмнпрстфцчшщй]к[аи]", word):
        return rf"{word[:-2]}[ео]?к\w{{0,5}}"  # нагрузка, нагрузок
    stem = _RU_ENDING.sub("", word)
    while len(stem) < 3:
        stem = word[: len(stem) + 1]
    if stem.endswith("нн"):
        stem = stem[:-1] + "н?"
    return stem.replace("е", "[её]") + r"\w{0,6}"  # not [а-яё]: slow to make where case does not count


def form(text: str, language: str) -> str:
    """A pattern that finds one form of the glossary in small letters: by stems in Russian, as it is in
    Chinese."""
    if language == "ru":
        words = [r"\d+" if word == "N" else stemmed(word.lower()) for word in re.findall(r"[\w.°+#/]+", text)]
        return r"(?<!\w)" + _GAP.join(words) + r"(?!\w)"
    parts = [part for part in re.split(r"[…\s]+", text.lower()) if part]
    glue = r"[^。！？；\n]{0,24}?" if "…" in text else r"[\s\x1f]{0,3}"
    return glue.join(re.escape(part) for part in parts)


def _english(name: str) -> re.Pattern[str]:
    """A pattern for an English term and its plural; a single capitalised word only as it is written."""
    words = name.split()
    last = re.escape(words[-1])
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "(?:y|ies)"
    elif last[-1].isalpha():
        last += "(?:s|es)?"
    body = _GAP.join([*map(re.escape, words[:-1]), last])
    exact = len(words) == 1 and name != name.lower()
    return _compile(rf"{body}(?![\w])", 0 if exact else re.IGNORECASE)


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
    """All terms, with patterns made once; an empty table switches the rules of a house off."""

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
    def _first_words(self) -> dict[str, list[tuple[re.Pattern[str], Term]]]:
        index: dict[str, list[tuple[str, Term]]] = {}
        for term in self.terms:
            for name in term.names:
                head = re.match(r"\w+", name)
                if head:
                    index.setdefault(head.group().lower(), []).append((name, term))
        return {
            head: [(_english(name), term) for name, term in sorted(rows, key=lambda row: -len(row[0]))]
            for head, rows in index.items()
        }

    def mentioned(self, english: str) -> list[tuple[Term, int, int]]:
        """The terms that an English text mentions with their spans, the longest one at each place."""
        index = self._first_words
        found: list[tuple[Term, int, int]] = []
        last = 0
        for word in _WORD.finditer(english) if index else ():
            if word.start() < last:
                continue
            head = word.group().lower()
            rows = index.get(head)
            if rows is None and head.endswith("s"):
                rows = next((index[key] for key in (head[:-1], head[:-2], head[:-3] + "y") if key in index), None)
            for pattern, term in rows or ():
                match = pattern.match(english, word.start())
                if match:
                    found.append((term, *match.span()))
                    last = match.end()
                    break
        return found

    def never(self, language: str) -> re.Pattern[str] | None:
        """One pattern for all forms of a language that are wrong everywhere; None when there are none."""
        key = ("", language, "never")
        if key not in self._made:
            forms = [form(name, language) for term in self.terms for name in term.never.get(language, ())]
            one = _compile("|".join(forms), re.IGNORECASE) if forms else None
            self._made[key] = (("", one),) if one else ()
        return self._made[key][0][1] if self._made[key] else None

    def patterns(self, term: Term, language: str, which: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Form and pattern of the `approved`, `reject` or `never` forms of a term; made once."""
        key = (term.id, language, which)
        made = self._made.get(key)
        if made is None:
            forms = term.approved(language) if which == "approved" else getattr(term, which).get(language, ())
            made = tuple((name, self._compiled(term, name, language, which)) for name in forms)
            self._made[key] = made
        return made

    @cached_property
    def _made(self) -> dict[tuple[str, str, str], tuple[tuple[str, re.Pattern[str]], ...]]:
        return {}

    @staticmethod
    def _compiled(term: Term, name: str, language: str, which: str) -> re.Pattern[str]:
        if which == "approved" and name in term.names:
            return _compile(r"(?<![A-Za-z])" + _GAP.join(map(re.escape, name.split(" "))) + r"(?![A-Za-z])")
        use, bad = term.use.get(language, ()), term.reject.get(language, ())
        others = use if which != "approved" else bad
        if name not in others and name.lower() in {other.lower() for other in others}:
            # A rejected form that differs from the approved one in capitals only: both are taken as
            # they are written.
            pattern = form(name, language)
            at = re.search(r"[а-яё]", pattern)
            if at and name[0].isupper():
                pattern = pattern[: at.start()] + pattern[at.start()].upper() + pattern[at.end() :]
            return _compile(pattern)
        # Chinese has no capitals, and patterns that ignore them are slow to make.
        return _compile(form(name, language), re.IGNORECASE if _CASED.search(name) else 0)
