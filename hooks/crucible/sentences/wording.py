"""Words of a translation: approved and rejected terms, names kept in English, literals, one term one
rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from crucible.sentences.fault import Fault
from crucible.sentences.pair import Pair
from crucible.sentences.passage import Passage, passage
from crucible.sentences.terms import Term, Terms

_CAPITALS = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,11}(?![\w-])")


def terms_are_approved(pair: Pair) -> Iterator[Fault]:
    """term, name. Where the English has a term of the glossary, the translation has an approved form of it.

    Good: `open a Signature Cloud Support incident` – `提交 Signature Cloud Support 支持事件`.
    Bad: `提交签名云支持事件` (a name that stays in English), `прямой партнер` for `direct bill partner`.
    """
    for term, start in pair.mentioned:
        known = term.keep_english or term.use.get(pair.language)
        if term.loose or not known or _rejected(pair, term):
            continue
        if _found(pair, term) and not (term.keep_english and term.acronym and _only_acronym(pair, term)):
            continue
        rule = "name" if term.keep_english else "term"
        best = term.approved(pair.language)[0]
        yield Fault(
            *pair.across(start),
            rule,
            (f"'{term.en}' of the English has no approved rendering here"),
            f"write '{best}'",
        )


def _only_acronym(pair: Pair, term: Term) -> bool:
    """Whether the English has the name and its acronym in brackets, the translation the acronym without the name."""
    both = re.search(rf"{re.escape(term.en)} \({re.escape(term.acronym)}\)", pair.english.veil)
    return bool(both) and term.en not in pair.target.veil


def rejected(pair: Pair) -> Iterator[Fault]:
    """rejected. A rendering that the glossary rejects for a term that the English has.

    Good: `支持请求` for `support ticket`. Bad: `支持票证`; `базовый план поддержки` for `baseline support`.
    """
    seen: set[tuple[int, int]] = set()
    for term, _ in pair.mentioned:
        for fault in _rejected(pair, term):
            if (fault.start, fault.end) not in seen:
                seen.add((fault.start, fault.end))
                yield fault


def never(passage: Passage, terms: Terms) -> Iterator[Fault]:
    """rejected, without the English: forms that are wrong wherever they stand, such as `签名云支持`."""
    small = passage.lower
    for term, form in terms.never(passage.language):
        for span in form.spans(passage.veil) if form.letters in small else ():
            yield _instead(passage, term, span)


def names_stay_whole(pair: Pair) -> Iterator[Fault]:
    """literal. A label or message in bold or quotes that the product shows in English stands there letter for letter.

    Good: `select **Activate**` – `选择 **Activate**（激活）`. Bad: `选择 **激活**`.
    """
    for term, start in pair.mentioned:
        if term.literal and not term.keep_english and term.en not in pair.target.text:
            marked = re.search(r"[*\"“«]{1,2}" + re.escape(term.en) + r"[*\"”»]", pair.english.text)
            if marked:
                yield Fault(*pair.across(start), "literal", (
                    f"the label '{term.en}' is not here as the product shows it"
                ),
                            f"keep '{term.en}' and add a gloss")  # fmt: skip


def acronyms_follow(pair: Pair) -> Iterator[Fault]:
    """acronym. An acronym in brackets stands right after the name that it shortens.

    Good: `Microsoft 合作伙伴网络 (MPN) 的成员`. Bad: `Microsoft 合作伙伴网络的成员 (MPN)`.
    """
    for term, _ in pair.mentioned:
        if not term.acronym:
            continue
        match = re.search(rf"[（(]\s?{re.escape(term.acronym)}\s?[)）]", pair.target.veil)
        if not match or not re.search(rf"\({re.escape(term.acronym)}\)", pair.english.veil):
            continue
        before = pair.target.veil[: match.start()].rstrip(' \n\u00a0\x1f*»”"')
        forms = [form for _, form in pair.terms.forms(term, pair.language, "approved")]
        ends = {end for form in forms for _, end in form.spans(before)}
        if ends and len(before) not in ends:
            yield Fault(*match.span(), "acronym", (f"'{match.group()}' does not follow the name that it stands for"))


def acronyms_keep_their_letters(pair: Pair) -> Iterator[Fault]:
    """acronym. An acronym of the English has all its letters here, and one of the glossary is not left out.

    Good: `All CSP partners` – `所有 CSP 合作伙伴`. Bad: `所有 CS`; `MSC` for `MSRC`.
    """
    ours = set(_capitals(pair.english.veil))
    if not ours:
        return
    theirs = {found.group(): found for found in _CAPITALS.finditer(pair.target.veil)}
    written = pair.english.text.casefold()
    for word, found in theirs.items():
        near = [own for own in sorted(ours - theirs.keys()) if _slipped(word, own)]
        if near and word.casefold() not in written:
            yield Fault(
                *found.span(), "acronym", f"'{word}' stands here, '{near[0]}' in the English", f"write '{near[0]}'"
            )
            ours.remove(near[0])
    for term in pair.terms.shortened if ours - theirs.keys() else ():
        if term.acronym in ours and term.acronym not in pair.target.text and not _found(pair, term):
            yield Fault(
                *pair.whole, "acronym", f"'{term.acronym}' of the English is not here", f"write '{term.acronym}'"
            )


@lru_cache(maxsize=4096)
def _capitals(english: str) -> tuple[str, ...]:
    """Return the words in capitals of a text, which two translations have."""
    return tuple(_CAPITALS.findall(english))


def _slipped(word: str, meant: str) -> bool:
    """Return whether a word has the letters of another one in another order, or one fewer or more."""
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    short, long = sorted((word, meant), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _instead(passage: Passage, term: Term, span: tuple[int, int]) -> Fault:
    approved = term.approved(passage.language)
    text = passage.text[span[0] : span[1]]
    hint = f"write '{approved[0] if approved else term.en}'"
    return Fault(*span, "rejected", f"'{text}' is a rejected rendering of '{term.en}'", hint)


def _rejected(pair: Pair, term: Term) -> list[Fault]:
    veil = pair.target.veil
    bad = [span for _, form in pair.terms.forms(term, pair.language, "reject") for span in form.spans(veil)]
    if not bad:
        return []
    # An approved form may hold a rejected one inside (无限 in 无限制), of this term or of another that
    # is meant here.
    good = [
        span
        for other in (term, *(row for row, _ in pair.mentioned))
        for _, form in pair.terms.forms(other, pair.language, "approved")
        for span in form.spans(veil)
    ]
    return [
        _instead(pair.target, term, span) for span in bad if not any(a <= span[0] and span[1] <= b for a, b in good)
    ]


def _found(pair: Pair, term: Term) -> bool:
    forms = pair.terms.forms(term, pair.language, "approved")
    return any(form.first(pair.target.veil) or form.first(pair.target.text) for _, form in forms)


def renderings(pairs: Iterable[tuple[str, str]], language: str, terms: Terms) -> list[tuple[int, Fault]]:
    """one-rendering: over many (English, translation) pairs of one language.

    Yields (number of the pair, fault) where a term is rendered in another approved way than in most
    places, and where
    the same words stand as the whole translation of two different terms.
    Good: `competency` is 能力认证 everywhere. Bad: 能力认证 on one page, 资格 on the next; `Technical
    support` and
    `Microsoft Product Support` both as `техническая поддержка`.
    """
    used: dict[str, dict[str, list[tuple[int, tuple[int, int]]]]] = {}
    alone: dict[str, dict[str, tuple[int, int]]] = {}
    for number, (english, text) in enumerate(pairs):
        pair = Pair(passage(english, "en"), passage(text, language), terms)
        for term, _ in pair.mentioned:
            for name, form in terms.forms(term, language, "approved"):
                span = form.first(pair.target.veil)
                if span:
                    used.setdefault(term.id, {}).setdefault(name, []).append((number, span))
                    break
        label = english.strip(" *#.").lower()
        if text.strip() and any(label == name.lower() for term in terms.terms for name in term.names):
            alone.setdefault(text.strip(" *#.").lower(), {}).setdefault(label, (number, len(text)))
    faults: list[tuple[int, Fault]] = []
    for term in terms.terms:
        forms = used.get(term.id, {})
        if len(forms) < 2 or term.keep_english or term.loose or len(term.use.get(language, ())) < 2:
            continue
        most = max(forms, key=lambda name: len(forms[name]))
        for name, places in forms.items():
            if name != most:
                faults += [
                    (
                        number,
                        Fault(*span, "one-rendering", (f"'{term.en}' is '{name}' here, '{most}' elsewhere")),
                    )
                    for number, span in places
                ]
    same = {name.lower(): term.id for term in terms.terms for name in term.names}
    for said, labels in alone.items():
        if len({same[label] for label in labels}) > 1:
            number, length = max(labels.values())
            names = " and ".join(f"'{label}'" for label in sorted(labels))
            faults.append((number, Fault(0, length, "one-rendering", f"'{said}' stands for {names}")))
    return sorted(faults)
