"""Facts of a plan that a text says without its name, on its page, in its entry or in an answer about it; and limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from crucible import model
from crucible.checks.sources import Sources, Written
from crucible.checks.subjects import PAID, SAYS, Named, cost
from crucible.finding import Finding, Place
from crucible.language import SOURCE

_HERE = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[.!?]\n))(?:(?:This|The) (?:plan|support)|It) is {SAYS}"
    rf"|(?:^|(?<=[.!?] )|(?<=[.!?]\n))An? (?P<first>{PAID}|free) plan\b",
    re.I,
)
_OWN = re.compile(
    r"\b(?:(?P<paid>fee-based|for a(?:n extra|n additional| separate)? fee|at an? (?:extra |additional )charge"
    r"|(?:you|members|partners) pay (?:for (?:it|this|each|every|the)|per|a fee|by)\b"
    r"|there is an? (?:\w+ )?(?:fee|charge))"
    r"|(?P<free>free of charge|without charge|(?:at|for) no (?:extra |additional )?(?:cost|charge)|no (?:\w+ )?fee"
    r"|(?<!what )(?:comes|is included) (?:with|in) (?:your |the |an? )?(?:\w+ (?:or \w+ )?)?(?:membership|competency)"
    r"|(?:you|members|partners) (?:pay nothing|do not pay|don't pay)))\b",
    re.I,
)
_COUNTED = re.compile(
    r"(?P<unlimited>no limits? (?:on|to|for)|without (?:a |any )?limit|unlimited|as many (?:incidents|requests) as)"
    r"|(?P<limited>a (?:limited|fixed|set) number of|(?:incidents|requests) (?:are|is) (?:limited|counted|deducted)"
    r"|(?:incidents|requests) is limited)",
    re.I,
)
_INCIDENTS = re.compile(r"\b(?:incident|request)s?\b", re.I)
_DOUBTS = re.compile(
    r"\?\s*\Z|\b(?:if|when|where|unless|whether|until|customers?|not only|instead|other|another|unlike"
    r"|some|may|might|depend\w*)\b",
    re.I,
)
"""What makes a sentence say less than it seems to."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s)|\n(?!\s*[\n#>|*-]))+[.!?]*")
_LIMIT = re.compile(
    r"(?P<bound>\b(?:over|(?<!no )more than|above|beyond|up to|at most|no more than|under|less than|fewer than)\s+)?"
    r"\{\{ limit\(\"(?P<entry>[a-z0-9-]+)\", \"(?P<item>[a-z0-9-]+)\"\) \}\}"
    r"(?P<per>\s+(?:per|in (?:one|an?|each|every|any)|for (?:each|every|an?|one)|an?|each|every)\s+(?P<what>[a-z]+))?",
    re.I,
)
_OVER = ("over", "more than", "above", "beyond")
_COUNTS = frozenset(
    {"engagement", "partner", "incident", "request", "contract", "customer", "case", "year", "month", "week", "deal",
     "project", "user", "member"}
)  # fmt: skip


def said(sources: Sources, plans: Named, one: re.Pattern[str]) -> Iterator[Finding]:
    """Yield what texts say of a plan that they do not name, and of limits, where the data says otherwise."""
    for written in sources.written:
        if written.language != SOURCE or written.kind == "translation":
            continue
        text = written.parts.code_free if written.kind == "page" else written.text
        yield from _limits(sources, written.text, written)
        page = written.at(0).path.removeprefix(f"content/{SOURCE}/plans/").removesuffix(".md")
        if written.kind != "data" and (own := sources.library.find(model.Plan, page)):
            yield from _of(sources, own, text, written.at, one)
    for entered in sources.library.entered:
        entry = entered.entry
        if plan := entry if isinstance(entry, model.Plan) else _asked(entry, plans, one):
            for loc, words in model.texts(entry):
                if loc[0] in ("covers", "audience", "summary", "scope", "answer", "points"):
                    yield from _of(sources, plan, str(words), partial(entered.inside, loc), one)


def _asked(entry: model.Entry, plans: Named, one: re.Pattern[str]) -> model.Plan | None:
    """Return the plan that a question is about: the only one that it names."""
    names = one.findall(entry.question) if isinstance(entry, model.Question) else []
    found = plans.find(names[0]) if len(names) == 1 else None
    return found if isinstance(found, model.Plan) else None


def _of(
    sources: Sources, plan: model.Plan, text: str, at: Callable[[int], Place], one: re.Pattern[str]
) -> Iterator[Finding]:
    for match in _HERE.finditer(text):
        if not one.search(match[0]):
            word = "word" if match["word"] else "first"
            yield from cost(sources, plan, match[word], bool(match["not"]), at(match.start(word)))
    for sentence in _SENTENCE.finditer(text) if _OWN.search(text) or _COUNTED.search(text) else ():
        if one.search(sentence[0]) or _DOUBTS.search(sentence[0]) or _HERE.match(sentence[0].lstrip()):
            continue
        for match in _OWN.finditer(sentence[0]):
            place = at(sentence.start() + match.start())
            yield from cost(sources, plan, "paid" if match["paid"] else "free", False, place, match[0])
        for match in _COUNTED.finditer(sentence[0]) if _INCIDENTS.search(sentence[0]) else ():
            limited = isinstance(plan.incidents, int) or plan.incidents in ("none", "by-contract")
            if limited if match["unlimited"] else plan.incidents == "unlimited":
                there = sources.library.where(plan).place("incidents")
                message = f"'{match[0]}' is said here of '{plan.id}', whose incidents are {plan.incidents} at {there}"
                place = at(sentence.start() + match.start())
                yield Finding(place, message, "worded-fact", "mend one of the two", also=(there,))


def _limits(sources: Sources, text: str, written: Written) -> Iterator[Finding]:
    for match in _LIMIT.finditer(text) if "limit(" in text else ():
        plan = sources.library.find(model.Plan, match["entry"])
        entry = plan or sources.library.find(model.Collection, match["entry"])
        items = plan.excludes if plan else entry.items if isinstance(entry, model.Collection) else []
        for number, item in enumerate(items):
            if entry and item.id == match["item"] and item.limit:
                there = sources.library.where(entry).place("excludes" if plan else "items", number, "limit")
                for group, note in _denied(match, item.limit, own=text == str(item.text)):
                    place = written.at(match.start(group))
                    yield Finding(place, f"{note} at {there}", "worded-fact", "mend one of the two", also=(there,))


def _denied(match: re.Match[str], limit: model.Limit, *, own: bool) -> Iterator[tuple[str, str]]:
    """Yield the groups of a match that say something else than a limit; the bound only in its `own` text."""
    if limit.per and match["what"] and match["what"].lower() in _COUNTS - {limit.per}:
        yield "what", f"'{' '.join(match['per'].split())}' is said here, the limit is one per {limit.per}"
    bound = " ".join((match["bound"] or "").lower().split())
    if own and bound and (bound in _OVER) is not (limit.more_than is not None):
        yield "bound", f"'{bound}' is said here, the limit is {'at_most' if limit.more_than is None else 'more_than'}"
