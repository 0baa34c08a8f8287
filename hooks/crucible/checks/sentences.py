"""A translation says what the English says, sentence by sentence: the rules of `sentences` applied to every text.

Any folder of Markdown in several languages is judged by the rules that need no word lists of a house; those of the
house (approved terms, typography) come with `data/glossary.yml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crucible.checks import pages, targets, typing
from crucible.checks.amount_words import OF_CELL, says_the_same
from crucible.checks.judge import judge_of
from crucible.checks.rule import Check, Rule, rule
from crucible.checks.sentence_laws import LAWS, TYPOGRAPHY, manual
from crucible.checks.sources import Sources
from crucible.checks.swaps import judged_together
from crucible.checks.twins import Twin, twins
from crucible.finding import Finding, Severity
from crucible.language import TRANSLATIONS
from crucible.sentences.fault import NUMBERING, Fault
from crucible.sentences.monospace import OWN_CODE, code_values
from crucible.sentences.naming import translated_names
from crucible.sentences.pair import Values
from crucible.sentences.passage import passage
from crucible.sentences.terms import Terms
from crucible.sentences.wording import renderings

FACTS = {"number", "code", "same-link", "placeholder"}
"""Rules whose message says all: what is said twice of a file is one mistake in two places."""
PUT = FACTS | {"negation", "duty", "only", "half-translated"}
"""Of a page of other people also how its sentences are put: what is said in the same words is one finding."""
HABITS = {OWN_CODE: "and so is other code at {}", NUMBERING: "and so are other numbers at {}"}
"""What who translates does all over a page, and how it is said in one finding."""
RENAMED = {"date-order": "numeric-date", "link": "same-link"}
"""Rules of `sentences` whose ids mean something else among the checks."""
SAID = {
    "placeholder": (pages.macro,),
    "same-link": (targets.link,),
    "space-double": (typing.spaces,),
    "space-before": (typing.spaces,),
    "word-double": (typing.doubled_word,),
}
"""Rules that say the same of a line in their own words: where they have, a rule of sentences need not."""


LONGEST = 10_000
"""Characters of a text that is compared: some rules hold each number and name of it against each other."""

SEVERAL = 3
"""How many pages make a habit."""
NONE: Values = frozenset()
_IN_ROW = ", in row '"

FREE = 0.3
"""Which part of the paragraphs of several sentences is put in other sentences where a translation is free."""
FEW = 12
"""Lines that a finding of several places names; it has all of them besides."""


def judged(sources: Sources) -> dict[str, list[Finding]]:
    """Return every finding on sentences by rule; each text is judged once."""
    kept: dict[str, dict[str, list[Finding]]] = vars(sources).setdefault("_judged", {})
    if "all" not in kept:
        found: dict[str, dict[Finding, None]] = defaultdict(dict)
        for finding in _once(_findings(sources), house=sources.house):
            found[finding.rule][finding] = None
        for id, others in SAID.items():
            if id in found and sources.house:
                said = {(f.place.path, f.place.line) for other in others for f in other.check(sources)}
                found[id] = {f: None for f in found[id] if (f.place.path, f.place.line) not in said}
        kept["all"] = {id: list(findings) for id, findings in found.items()}
    return kept["all"]


def _once(findings: Iterator[Finding], *, house: bool) -> Iterator[Finding]:
    """Yield what is said of one fact in several places of a file, `'3.6' stands here`, as one finding.

    Who translates code does so all over the page: that is one finding, too. Of other people's pages no row tells two
    such places apart.
    """
    facts = FACTS if house else PUT
    same: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        fact = finding.message if finding.rule in facts else str(finding.place)
        fact = fact if house else fact.partition(_IN_ROW)[0]
        fact = finding.hint if finding.hint in HABITS else fact
        same[finding.place.path, finding.rule, fact].append(finding)
    for group in same.values():
        if group[0].hint in HABITS and len(group) > 1:
            yield _joined(group, HABITS[group[0].hint])
        elif group[0].rule in facts and len(group) > 1:
            yield _joined(group, "also at {}")
        else:
            yield from group


def _everywhere(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield what is built otherwise in many pages, a section of the translators in each, as one finding."""
    same: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        same[finding.rule, finding.message].append(finding)
    for group in same.values():
        if len(group) < SEVERAL:
            yield from group
        else:
            first, *others = sorted(group, key=lambda finding: finding.place)
            message = f"{first.message}, and so in {len(others)} more places"
            yield replace(first, message=message, also=tuple(other.place for other in others))


def _joined(group: list[Finding], words: str) -> Finding:
    first, *others = sorted(group, key=lambda finding: finding.place)
    lines = list(dict.fromkeys(other.place.line for other in others))
    more = f" and {len(lines) - FEW} more" if len(lines) > FEW else ""
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:FEW]))}{more}"
    said = words.format(where, be="are" if len(lines) > 1 else "is")
    return replace(first, message=f"{first.message}, {said}", also=tuple(other.place for other in others))


def _findings(sources: Sources) -> Iterator[Finding]:
    judge = judge_of(sources)
    found = twins(sources)
    odd = (Finding(o.place, o.message, o.rule, o.hint, also=o.also) for o in found.odd if o.rule != "table-rows")
    yield from odd if sources.house else _everywhere(odd)  # a rule of tables says `table-rows`
    faulty: set[int] = set()
    english: list[Finding] = []
    """Texts without a word of the translation between them that are left in English."""
    long, short = _by_length(found.texts)
    yield from long if sources.house else ()
    values = {} if judge.terms else _values(short)
    free = set() if judge.terms else _free(short)
    headed = set() if judge.terms else _headed_in_english(short)
    for twin in short:
        shown = values.get(twin.at(0).path, NONE) if values else NONE
        loose = not judge.terms and (twin.loose or twin.at(0).path in free)
        beside, alone = judge.faults(twin.english, twin.text, twin.language, twin.kind, shown, loose=loose)
        if english and (not twin.text.isascii() or twin.at(0).path != english[0].place.path):
            yield _joined(english, "and so {be} {}") if len(english) > 1 else english[0]
            english = []
        for fault in _but_of_cells(twin, beside):
            if fault.rule == "untranslated" and twin.kind == "title" and twin.at(0).path in headed:
                continue
            if fault.rule == "untranslated" and not twin.catalog:
                faulty.add(id(twin))
                english.append(_finding(twin, fault))
            elif not (fault.rule == "placeholder" and twin.catalog):  # `po-field` and `po-macro` say it
                faulty.add(id(twin))
                yield _finding(twin, fault)
        for fault in alone:
            told = fault.rule not in TYPOGRAPHY or twin.solid(fault.start, fault.end)
            if told and (judge.terms or not _copied(fault, twin)):
                yield _finding(twin, fault)
    if english:
        yield _joined(english, "and so {be} {}") if len(english) > 1 else english[0]
    for code in TRANSLATIONS if judge.terms else ():  # the words of a house teach which of them go together
        yield from judged_together(short, faulty, code)
        yield from _renderings([twin for twin in short if twin.language == code], code, judge.terms)
    for code in TRANSLATIONS if not judge.terms else ():
        yield from _names([twin for twin in short if twin.language == code and twin.english], code)


def _values(texts: Iterable[Twin]) -> dict[str, Values]:
    """Return what each page shows as code in place of a value, `/msg nick` as `/msg имя`."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for twin in texts:
        for value in code_values(twin.english, twin.text, twin.language):
            found[twin.at(0).path].add(value)
    return {path: frozenset(values) for path, values in found.items()}


def _free(texts: Iterable[Twin]) -> set[str]:
    """Return the pages that are translated freely: many a paragraph has more sentences than the English, or fewer."""
    seen: dict[str, list[bool]] = defaultdict(list)
    for twin in texts:
        if twin.kind == "prose" and twin.english and not twin.catalog:
            ours, theirs = passage(twin.english, "en").sentences, passage(twin.text, twin.language).sentences
            if len(ours) > 1 or len(theirs) > 1:
                seen[twin.at(0).path].append(len(ours) != len(theirs))
    return {path for path, uneven in seen.items() if len(uneven) >= SEVERAL and sum(uneven) >= FREE * len(uneven)}


def _headed_in_english(texts: Iterable[Twin]) -> set[str]:
    """Return the pages that leave at least half of their headings in English: on purpose."""
    seen: dict[str, list[bool]] = defaultdict(list)
    for twin in texts:
        if twin.kind == "title" and twin.english and not twin.catalog:
            seen[twin.at(0).path].append(twin.text.isascii())
    return {path for path, left in seen.items() if len(left) > SEVERAL and sum(left) * 2 >= len(left)}


def _by_length(texts: Iterable[Twin]) -> tuple[list[Finding], list[Twin]]:
    """Return what is said of texts that are too long to be compared, and the others."""
    found: list[Finding] = []
    short: list[Twin] = []
    for twin in texts:
        length = max(len(twin.english), len(twin.text))
        if length <= LONGEST:
            short.append(twin)
            continue
        message = f"a text of {length} characters stands here, or in its English, expected at most {LONGEST}"
        found.append(Finding(twin.at(0), message, "long-text", "divide it by blank lines"))
    return found, short


def _copied(fault: Fault, twin: Twin) -> bool:
    """Whether the English of strangers has it too: a space before a colon, a Chinese name, a `joinedWord`."""
    if fault.rule == "half-translated":
        if twin.text[fault.start : fault.end] in twin.english:
            return True
        latin = "|".join(re.findall(r"[A-Za-z]+", twin.text[fault.start : fault.end]))
        joined = re.findall(r"\b[a-z]+(?:[A-Z][a-z]+)+\b", twin.english)
        return any(re.search(latin, word, re.I) for word in joined)
    if fault.rule == "wrong-language":
        return twin.text[fault.start : fault.end] in twin.english
    if fault.rule == "space-before" and twin.text[max(0, fault.start - 3) : fault.end + 3] in twin.english:
        return True
    return fault.rule == "space-before" and bool(re.search(r"[^\s|] [:;!?](?:\s|\Z)", twin.english))


def _but_of_cells(twin: Twin, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the faults without those of words in a cell that as a whole says the same."""
    if found and twin.kind == "cell" and says_the_same(twin.english, twin.text, twin.language):
        return tuple(fault for fault in found if fault.rule not in OF_CELL)
    return found


def _renderings(here: list[Twin], code: str, terms: Terms) -> Iterator[Finding]:
    """Judge the texts of one language together, only those that mention a term with several renderings.

    A term whose renderings include the English name keeps its name in some places on purpose.
    """
    mixed = [any(use.isascii() for use in term.use.get(code, ())) for term in terms.terms]
    rows = tuple(replace(t, keep_english=True) if kept else t for t, kept in zip(terms.terms, mixed, strict=True))
    names = {name.lower() for term in terms.terms for name in term.names}
    several = [t for t in rows if not t.keep_english and not t.loose and len(t.use.get(code, ())) > 1]
    stems = re.compile("|".join(re.escape(n.lower()[: max(4, len(n) - 3)]) for t in several for n in t.names) or "$^")
    asked = [twin for twin in here if twin.english.strip(" *#.").lower() in names or stems.search(twin.english.lower())]
    for number, fault in renderings([(t.english, t.text) for t in asked], code, Terms(rows, terms.latin)):
        yield _finding(asked[number], fault)


def _names(here: list[Twin], code: str) -> Iterator[Finding]:
    """Judge the names that the texts of one language keep: one finding for each name and file."""
    told: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for number, name, fault in translated_names([(twin.english, twin.text) for twin in here], code):
        if here[number].kind != "title":  # a heading may say less
            finding = _finding(here[number], fault)
            told[finding.place.path, name].append(finding)
    for group in told.values():
        yield _joined(group, "also at {}") if len(group) > 1 else group[0]


def _finding(twin: Twin, fault: Fault) -> Finding:
    hint = fault.hint or (f"write '{fault.fix}'" if fault.fix else "")
    message = f"{fault.message}, {twin.where}" if twin.where else fault.message
    return Finding(twin.at(fault.start), message, RENAMED.get(fault.rule, fault.rule), hint)


def _checked(id: str, law: tuple[str, str, str]) -> Check:
    def check(sources: Sources) -> Iterator[Finding]:
        yield from judged(sources).get(id, [])

    check.__doc__ = manual(law)
    return check


RULES: tuple[Rule, ...] = (
    *(rule(id, anywhere=True)(_checked(id, law)) for id, law in LAWS.items()),
    *(rule(id, Severity.WARNING, anywhere=True)(_checked(id, law)) for id, law in TYPOGRAPHY.items()),
)
