"""A translation says what the English says, sentence by sentence: the rules of `sentences` applied to every text.

Any folder of Markdown in several languages is judged by the rules that need no word lists of a house; those of the
house (approved terms, typography) come with `data/glossary.yml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from crucible.checks.rule import Check, Rule, rule
from crucible.checks.sources import Sources
from crucible.checks.twins import Twin, twins
from crucible.finding import Finding, Severity
from crucible.language import TRANSLATIONS
from crucible.model import Term
from crucible.sentences import Fault, Terms, faults, faults_alone, renderings

LAWS = {
    "number": "A translation has the numbers of the English, in digits or words.\n\n"
    "Good: `1,500 incidents` – `1500 次支持事件`, `1 500 инцидентов`.\nBad: `15 incidents` – `16 次支持事件`.",
    "date": "A date is the same day in each language.\n\nGood: `June 8, 2021` – `8 июня 2021 г.`.\nBad: `8 июля 2021 г.`.",
    "date-order": "A date in digits alone is read in the same order.\n\n"
    "Good: `8 сентября 2019 г.`.\nBad: `08/09/2019` in Russian, copied from English.",
    "unit": "A number counts the same unit.\n\nGood: `24 hours` – `24 часа`.\nBad: `24 hours` – `24 дня`.",
    "currency": "An amount of money keeps its currency.\n\nGood: `$499` – `499 美元`.\nBad: `$499` – `499 евро`.",
    "range": "A range runs in the same direction.\n\nGood: `5–10` – `от 5 до 10`.\nBad: `5–10` – `10–5`.",
    "comparator": "A bound stays on its side.\n\nGood: `over 25 hours` – `более 25 часов`.\nBad: `не более 25 часов`.",
    "verdict": "An answer that opens with yes, no or it depends opens so in each language.\n\n"
    "Good: `No.` – `否。`, `Нет.`.\nBad: `No.` – `不知道。`.",
    "duty": "What must be done must be done in each language; what may or need not be done, too.\n\n"
    "Good: `must` – `必须`, `обязан`.\nBad: `must` – `不需要`, `не требуется`.",
    "negation": "What is denied is denied in each language.\n\nGood: `cannot` – `无法`.\nBad: `cannot` – `可以`.",
    "only": "The restriction 'only' is kept.\n\nGood: `only admins` – `только администраторы`.\nBad: `администраторы`.",
    "included": "What is included with something is not turned into what includes it.\n\n"
    "Good: `included with the competency` – `能力认证附带`.\nBad: `包括能力认证`.",
    "placeholder": "Macro calls and format fields are those of the English.\n\nGood: `{n}` – `{n}`.\nBad: `{н}`.",
    "link": "Links lead where the English links lead.\n\nGood: `[планы](plans.md)`.\nBad: `[планы](plan.md)`.",
    "code": "What is code in English stands there letter for letter.\n\nGood: `` `crucible check` ``.\nBad: a translated command.",
    "bold": "Marks of bold text come in pairs, with a glossary as many as in English.\n\nGood: `**保存**`.\nBad: `**保存`.",
    "list": "A text has the lines of the English: list items and headings.\n\nGood: three items for three.\nBad: two for three.",
    "escape": "An escaped star stays escaped.\n\nGood: `\\* 仅限云产品`.\nBad: `* 仅限云产品`.",
    "bracket": "A bracket has its partner.\n\nGood: `（仅限云产品）`.\nBad: `（仅限云产品`.",
    "quote": "A quotation mark has its partner.\n\nGood: `«Активировать»`.\nBad: `«Активировать`.",
    "untranslated": "No sentence is left in English.\n\nGood: `Поддержка`.\nBad: `Ask your account manager for the form`.",
    "english-left": "No common English word stands within a translation.\n\nGood: `仅限云产品`.\nBad: `仅限 cloud`.",
    "shortened": "A translation is about as long as a faithful one.\n\nGood: the whole text.\nBad: its first words.",
    "half-translated": "No word mixes Latin and Cyrillic letters.\n\nGood: `CSP-партнер`.\nBad: `Networkных`.",
    "wrong-language": "No Cyrillic stands in Chinese, no Chinese in Russian.\n\nGood: `选择“保存”`.\nBad: `选择 Сохранить`.",
    "term": "A term of the glossary has an approved form.\n\nGood: `direct bill partner` – `直接计费合作伙伴`.\nBad: `直销合作伙伴`.",
    "name": "A name that stays English stays English.\n\nGood: `Signature Cloud Support`.\nBad: `签名云支持`.",
    "rejected": "No form stands there that the glossary rejects.\n\nGood: `支持请求`.\nBad: `支持票证`.",
    "name-added": "No name stands there that the English does not mention.\n\nGood: `Silver` – `Silver`.\nBad: `Silver` – `Gold`.",
    "literal": "A label that a product shows stands there as it is shown.\n\nGood: `**Activate**（激活）`.\nBad: `**激活**`.",
    "acronym": "An acronym in brackets follows its name.\n\nGood: `Microsoft Partner Network (MPN)`.\nBad: `网络的成员 (MPN)`.",
    "one-rendering": "One term has one rendering, two terms never have the same.\n\nGood: 能力认证 on each page.\nBad: 资格 on one.",
    "plural": "A noun after a number has the form that the number asks for.\n\nGood: `5 инцидентов`.\nBad: `5 инцидента`.",
    "case": "A preposition has the case that it governs.\n\nGood: `через поддержку`.\nBad: `через поддержке`.",
    "dative": "An impersonal verb takes the dative.\n\nGood: `партнеру не удается`.\nBad: `партнер не удается`.",
    "structure": "A page has the sections and blocks of the English one, in its order.\n\n"
    "Good: three paragraphs for three, or two of them as one.\nBad: a paragraph or a list item that is missing.",
}  # fmt: skip
TYPOGRAPHY = {
    "zh-you": "The reader is 你, not 您.", "zh-space": "A space stands between Han characters and Latin letters or digits.",
    "zh-bracket": "Brackets around Chinese are full-width.", "zh-punctuation": "Punctuation after Chinese is full-width.",
    "zh-quote": "Quotation marks around Chinese are “ and ”.", "ru-yo": "Russian is written without ё.",
    "ru-nbsp": "The space between a number and its noun does not break.", "ru-quote": "Russian quotation marks are « and ».",
    "dash": "A dash is no hyphen.", "space-before": "No space stands before punctuation.",
    "space-after": "A space follows a bracket, and none follows full-width punctuation.",
    "space-double": "No space is doubled.", "word-double": "No word is doubled.",
}  # fmt: skip


def judged(sources: Sources) -> dict[str, list[Finding]]:
    """Return every finding on sentences by rule; each text is judged once."""
    kept: dict[str, dict[str, list[Finding]]] = vars(sources).setdefault("_judged", {})
    if "all" not in kept:
        found: dict[str, dict[Finding, None]] = defaultdict(dict)
        for finding in _findings(sources):
            found[finding.rule][finding] = None
        kept["all"] = {id: list(findings) for id, findings in found.items()}
    return kept["all"]


def terms_of(sources: Sources) -> Terms:
    """Return the glossary of the site; an empty one switches the rules of a house off."""
    entries = [term.model_dump() for term in sources.library.all(Term)]
    return Terms.from_entries({k: v for k, v in entry.items() if v is not None} for entry in entries)


def _findings(sources: Sources) -> Iterator[Finding]:
    terms = terms_of(sources)
    found = twins(sources)
    for odd in found.odd:
        if odd.rule == "structure":
            yield Finding(odd.place, odd.message, odd.rule, odd.hint)
    for twin in found.texts:
        for fault in faults(twin.english, twin.text, twin.language, terms, kind=twin.kind):
            yield _finding(twin, fault)
        for fault in faults_alone(twin.text, twin.language, terms):
            if fault.rule not in TYPOGRAPHY or twin.solid(fault.start, fault.end):
                yield _finding(twin, fault)
    for code in TRANSLATIONS if terms else ():
        yield from _renderings([twin for twin in found.texts if twin.language == code], code, terms)


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


def _finding(twin: Twin, fault: Fault) -> Finding:
    hint = fault.hint or (f"write '{fault.fix}'" if fault.fix else "")
    message = f"{fault.message}, {twin.where}" if twin.where else fault.message
    return Finding(twin.at(fault.start), message, fault.rule, hint)


def _checked(id: str, law: str) -> Check:
    def check(sources: Sources) -> Iterator[Finding]:
        yield from judged(sources).get(id, [])

    check.__doc__ = law
    return check


RULES: tuple[Rule, ...] = (
    *(rule(id)(_checked(id, law)) for id, law in LAWS.items()),
    *(rule(id, Severity.WARNING)(_checked(id, law)) for id, law in TYPOGRAPHY.items()),
)
