"""What the data holds is not typed into prose: figures, limits, dates and addresses come from macros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from crucible import model
from crucible.checks.alternatives import atoms, one_of
from crucible.checks.rule import rule
from crucible.checks.sources import Sources, Written
from crucible.checks.urls import canonical
from crucible.finding import Finding
from crucible.months import MONTHS
from crucible.sentences.asked import Asked
from crucible.sentences.passage import lowered
from crucible.source.markdown import HOLE

_NUMBER = re.compile(r"(?<![A-Za-z0-9_&#/.:-])\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?(?![A-Za-z0-9_])")
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile("[0-9]{4}")
"""Every date has one."""
_ITEM = re.compile(r"^([ \t>]*)(\d{1,9})(?=[.)][ \t])", re.M)
_DATE = re.compile(
    r"(?<!\d)(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    rf"|(?<!\d)(?P<day>\d{{1,2}})[ \u00a0](?P<month>{MONTHS['en']}|{MONTHS['ru']})[ \u00a0,]{{1,2}}(?P<year>\d{{4}})"
    rf"|(?P<us_month>{MONTHS['en']})[ \u00a0](?P<us_day>\d{{1,2}}),?[ \u00a0](?P<us_year>\d{{4}})"
    r"|(?P<zh_year>\d{4})[ ]?年[ ]?(?P<zh_month>\d{1,2})[ ]?月(?:[ ]?(?P<zh_day>\d{1,2})[ ]?日)?"
    r"|(?<![\d.])\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)\d{4}(?!\d)",
    re.I,
)
_ADDRESS = re.compile(r"(?<![\w/:.])(?:https?://|www\.|aka\.ms/)[^\s()<>\[\]\"'`{}]{2,400}", re.I)
_UNITS = {
    "en": {"incident": "incident", "hour": "hour", "deal": "deal", "day": "day"},
    "ru": {"incident": "инцидент", "hour": "час(?!т)", "deal": "сдел", "day": "д(?:ень|ня|ней|нях)"},
    "zh": {"incident": "[个次起]?[支持技术 ]*事件|次", "hour": "[个]?小时", "deal": "[笔个]", "day": "天"},
}
_ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "ru": "од(?:ин|на|ну|ной|ного) дв(?:а|е|ух) тр(?:и|ех) четыр(?:е|ех) пят[ьи] шест[ьи] сем[ьи] вос(?:емь|ьми) "
    "девят[ьи] десят[ьи] одиннадцат[ьи] двенадцат[ьи] тринадцат[ьи] четырнадцат[ьи] пятнадцат[ьи] "
    "шестнадцат[ьи] семнадцат[ьи] восемнадцат[ьи] девятнадцат[ьи]",
    "zh": "一 [二两] 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "ru": "двадцат[ьи] тридцат[ьи] сорока? пят(?:ьдесят|идесяти) шест(?:ьдесят|идесяти) сем(?:ьдесят|идесяти) "
    "вос(?:емьдесят|ьмидесяти) девяносто?а?",
    "zh": "二十 三十 四十 五十 六十 七十 八十 九十",
}
_UNLIMITED = {
    "en": re.compile(
        r"\bunlimited (?:\w{1,30} ){0,2}(?:incidents|requests)\b|\b(?:incidents|requests) are unlimited\b", re.I
    ),
    "ru": re.compile(
        r"неограниченн\w{1,30} (?:числ\w{1,9}|количеств\w{1,9}) (?:\w{1,30} ){0,2}(?:инцидентов|обращений)"
        r"|(?:числ\w{1,9}|количеств\w{1,9}) (?:\w{1,30} ){0,2}(?:инцидентов|обращений) не ограничен\w*",
        re.I,
    ),
    "zh": re.compile(r"无限(?:制|量|次)?的?(?:技术|支持)*事件|事件(?:的?数量|次数)?(?:无限制|不受限制|不限)"),
}
"""An amount without a figure; the call that says it is that of `AMOUNTS_WITHIN`."""
_WITHOUT = {"en": "unlimited", "ru": "ограничен", "zh": "限"}
"""What each of them has, in small letters."""
_PLAIN = re.compile(r"\w+?(?=\w\?|\W|\Z)")
"""The beginning of a number in words that it has in all its forms."""
_JOINT = {"en": "[ -]", "ru": "[ \u00a0]", "zh": ""}


@dataclass
class Held:
    """What the data holds, with the macro call that says it: (number, unit), dates, addresses."""

    amounts: dict[tuple[int, str], str] = field(default_factory=dict)
    dates: dict[date, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    unlimited: str = ""


def held(sources: Sources) -> Held:
    """Collect the figures, dates and addresses of the data."""
    found = Held()
    for entered in sources.library.entered:
        entry = entered.entry
        name = getattr(entry, "name", None) or getattr(entry, "en", None)
        if isinstance(name, str) and any(c.isdigit() for c in name):
            found.names.append(name)
        if isinstance(entry, model.Amounts):
            found.amounts = dict(_incidents(entry)) | found.amounts
            found.unlimited = found.unlimited or _without_limit(entry)
        elif isinstance(entry, (model.Plan, model.Collection)):
            for item in entry.excludes if isinstance(entry, model.Plan) else entry.items:
                if item.limit:
                    call = f'{{{{ limit("{entry.id}", "{item.id}") }}}}'
                    found.amounts.setdefault((item.limit.number, item.limit.unit), call)
        elif isinstance(entry, model.Source):
            found.dates.setdefault(entry.revised, f'{{{{ date("{entry.id}") }}}}')
        elif isinstance(entry, model.Programme):
            found.dates.setdefault(entry.since, "{{ programmes() }}")
        elif isinstance(entry, model.Reference):
            for url in (entry.url, entry.short, *entry.was):
                if url:
                    found.addresses.setdefault(_form(url), entry.id)
    return found


def _incidents(table: model.Amounts) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield each amount of a table with the call that says it; of equal amounts the first one is kept."""
    for row in reversed(table.rows):
        for column, cell in row.cells.items():
            for qualifier, amount in cell.items() if isinstance(cell, dict) else [("", cell)]:
                extra = f', "{qualifier}"' if qualifier else ""
                call = f'{{{{ incidents("{table.id}", "{row.plan}", "{column}"{extra}) }}}}'
                if isinstance(amount, int):
                    yield (amount, table.unit), call


def _without_limit(table: model.Amounts) -> str:
    """Return the call that says an amount without a limit, where the table has one."""
    for row in table.rows:
        for column, cell in row.cells.items():
            for qualifier, amount in cell.items() if isinstance(cell, dict) else [("", cell)]:
                if amount == "unlimited":
                    extra = f', "{qualifier}"' if qualifier else ""
                    return f'{{{{ amount("{table.id}", "{row.plan}", "{column}"{extra}) }}}}'
    return ""


@rule("typed-figure")
def typed_figure(sources: Sources) -> Iterator[Finding]:
    """A figure, limit or date is not typed into prose: a macro brings it from the data, in every language.

    Good: `over {{ limit("technical-presales", "consulting") }}`.
    Bad: `over 25 hours`, `over twenty-five hours`, `since 25 November 2023`.
    """
    if not sources.has_data:
        return
    known = held(sources)
    names = _names_pattern(known.names)
    unlimited = known.unlimited
    spelled = {code: _spelled(known, code) for code in _UNITS}
    for written in sources.written:
        text = written.parts.prose
        small = lowered(text)
        if unlimited and _WITHOUT[written.language] in small:
            for match in _UNLIMITED[written.language].finditer(text):
                yield _typed(written, match.start(), match[0], unlimited)
        pattern, calls = spelled[written.language]
        for match in pattern.finditer(small) if calls else ():
            call = calls[int((match.lastgroup or "_0")[1:])]
            yield _typed(written, match.start(), text[match.start() : match.end()], call)
        if not _DIGIT.search(text) or written.at(0).path.endswith("/crucible.po"):
            continue  # the labels of the generator are no texts of this site
        if names is not None:
            text = names.sub(lambda match: HOLE * len(match[0]), text)
        text = _ITEM.sub(lambda match: match[1] + HOLE * len(match[2]), text)
        if _YEAR.search(text):
            for match in _DATE.finditer(text):
                yield _typed(written, match.start(), match[0], known.dates.get(_day(match) or date.min, ""))
            text = _DATE.sub(lambda match: HOLE * len(match[0]), text)
        for match in _NUMBER.finditer(text):
            yield _typed(written, match.start(), match[0], _call(known, written.language, text, match))


def _typed(written: Written, offset: int, shown: str, call: str) -> Finding:
    shown = " ".join(shown.split())
    if call:
        message = f"'{shown}' is typed here, but data/ holds it"
        return Finding(written.at(offset), message, "typed-figure", f"write {call}")
    message = f"'{shown}' is typed here, expected a macro call that takes it from data/"
    return Finding(written.at(offset), message, "typed-figure", "put the figure into data/, with its source")


def _call(known: Held, language: str, text: str, match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    after = text[match.end() : match.end() + 24].lower()
    if not digits or len(digits) > 9:
        return ""
    calls = {unit: call for unit in _UNITS[language] if (call := known.amounts.get((int(digits), unit)))}
    for unit, call in calls.items():
        if re.match(rf"[\s\u00a0-]*(?:\w+[ ])?(?:{_UNITS[language][unit]})", after):
            return call
    return ""


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        year = int(parts["year"] or parts["us_year"] or parts["zh_year"] or 0)
        day = int(parts["day"] or parts["us_day"] or parts["zh_day"] or 0)
        name = (parts["month"] or parts["us_month"] or "").lower()
        known = [names.lower().split("|") for names in MONTHS.values()]
        months = next((names for names in known if name in names), [])
        return date(year, months.index(name) + 1 if months else int(parts["zh_month"] or 0), day)
    except ValueError:
        return None


def _names_pattern(names: list[str]) -> re.Pattern[str] | None:
    """Match names that hold a figure, also where they are misspelt: 'Microsoft365', 'MS 365'."""
    figures = {figure for name in names for figure in re.findall(r"\d+", name)}
    if not names:
        return None
    spelled = one_of(atoms(name, r"[\s-]*") for name in names)
    return re.compile(rf"{spelled}|\b[A-Za-z]{{1,2}}[ -]?(?:{one_of(figures)})\b", re.I)


def _spelled(known: Held, language: str) -> tuple[Asked, list[str]]:
    """Return a pattern for amounts of the data that are written in words, and the calls of its groups.

    It reads small letters, and looks at what stands before a word behind its first letter: `re` is quick to find one.
    """
    before = r"(?<![一二三四五六七八九十百].)" if language == "zh" else r"(?<![\w-].)"
    parts: list[str] = []
    calls: list[str] = []
    signs: list[str] = []
    for (number, unit), call in known.amounts.items():
        words = _words(number, language)
        if words and number > 1:
            ending = "" if language == "zh" else r"\w*"
            joint = "" if language == "zh" else r"[\s-]"
            first = 4 if words[0] == "[" else 1
            parts.append(
                rf"(?P<_{len(calls)}>{words[:first]}{before}{words[first:]}{joint}(?:{_UNITS[language][unit]}){ending})"
            )
            calls.append(call)
            signs += words[1:].partition("]")[0] if words[0] == "[" else [_PLAIN.findall(words)[0]]
    return Asked("|".join(parts), signs=tuple(signs)), calls


def _words(number: int, language: str) -> str:
    ones, tens = _ONES[language].split(), _TENS[language].split()
    if number < 20:
        return ones[number - 1]
    if number < 100:
        ten = tens[number // 10 - 2]
        return ten + (_JOINT[language] + ones[number % 10 - 1] if number % 10 else "")
    return ""


@rule("typed-address")
def typed_address(sources: Sources) -> Iterator[Finding]:
    """An address is not typed into prose: data/references.yml has it, once, and a macro links to it.

    Good: `{{ ref("asfp") }}`, `[Microsoft's page]({{ url("asfp") }})`.
    Bad: `[Microsoft's page](https://aka.ms/ASfP)`, `see www.microsoft.com`.
    """
    if not sources.has_data:
        return
    known = held(sources).addresses
    for written in sources.written:
        text = written.parts.code_free
        if "/" not in text and "www." not in text:
            continue
        for match in _ADDRESS.finditer(text):
            url = match[0].rstrip(".,;:!?")
            id = known.get(_form(url))
            message = f"'{url[:80]}' is typed here"
            if id:
                found = f"{message}, but data/references.yml holds it"
                yield Finding(written.at(match.start()), found, "typed-address", f'write {{{{ ref("{id}") }}}}')
            else:
                hint = 'add it to data/references.yml and write {{ ref("…") }}'
                found = f"{message}, expected a macro call"
                yield Finding(written.at(match.start()), found, "typed-address", hint)


def _form(url: str) -> str:
    return canonical(url if "://" in url else f"https://{url}").rstrip("/").casefold()


RULES = (typed_figure, typed_address)
