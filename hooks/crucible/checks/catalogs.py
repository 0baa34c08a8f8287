"""A catalog is one that gettext tools and this site can use: header, plural forms, fields, macro calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crucible.checks.names import names
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Severity
from crucible.language import plural_rule
from crucible.model import Term
from crucible.pages.calls import Call, segments
from crucible.source.po import Message, PoFile, Text
from crucible.spelling import Speller

_WORD = re.compile(r"[a-z]+")
_FIELD = re.compile(r"(?<!\{)\{([^{}\s\"']{0,30})\}(?!\})")


def _entries(sources: Sources) -> Iterator[tuple[PoFile, Message]]:
    for catalog in sources.catalogs.values():
        for message in catalog.messages:
            if not message.obsolete:
                yield catalog, message


@rule("po-header")
def po_header(sources: Sources) -> Iterator[Finding]:
    """The head of a catalog names its language, its plural forms as Unicode CLDR has them, and UTF-8.

    Good: `"Plural-Forms: nplurals=1; plural=0;\\n"` in a Chinese catalog.
    Bad: `nplurals=2` there: a translator's program would ask for forms that do not exist.
    """
    for path, catalog in sources.catalogs.items():
        code = path.split("/")[1]
        count, expression = plural_rule(code)
        expected = {
            "Language": code,
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": f"nplurals={count}; plural={expression};",
        }
        place = Place(path, catalog.header_line)
        if not catalog.header:
            if path not in sources.broken:
                hint = "run `crucible translations update`"
                yield Finding(place, "the catalog has no header", "po-header", hint)
            continue
        for name, wanted in expected.items():
            value = catalog.header.get(name)
            hint = f'write "{name}: {wanted}\\n"'
            if value is None:
                yield Finding(place, f"the header has no '{name}'", "po-header", hint)
            elif _squeezed(value) != _squeezed(wanted):
                found = catalog.header_places.get(name, place)
                yield Finding(found, f"'{name}' is '{value}', expected '{wanted}'", "po-header", hint)


def _squeezed(value: str) -> str:
    return re.sub(r"[\s;()]", "", value).casefold()


@rule("po-duplicate")
def po_duplicate(sources: Sources) -> Iterator[Finding]:
    """A catalog has one entry for each text.

    Good: one entry with `msgid "Cost"`.
    Bad: a second one; nobody could say which translation is shown.
    """
    for catalog in sources.catalogs.values():
        first: dict[tuple[str, str | None], Text] = {}
        for message in catalog.messages:
            if message.obsolete:
                continue
            if message.key in first:
                before = catalog.place(first[message.key])
                text = f"'{message.id.value[:60]}' stands twice, first on line {before.line}"
                place = catalog.place(message.id)
                yield Finding(place, text, "po-duplicate", "delete one of the two", also=(before,))
            else:
                first[message.key] = message.id


@rule("po-plural")
def po_plural(sources: Sources) -> Iterator[Finding]:
    """An entry that counts has a text for each plural form of the language, and no other entry has more than one.

    Good: `msgstr[0]`, `msgstr[1]` and `msgstr[2]` in Russian.
    Bad: `msgstr[0]` and `msgstr[1]` alone; `2 инцидента` could not be written.
    """
    for catalog, message in _entries(sources):
        count, _ = plural_rule(catalog.path.split("/")[1])
        if message.plural is None and set(message.forms) != {0}:
            hint = "add msgid_plural, or keep one msgstr"
            text = f"'{message.id.value[:60]}' has numbered forms, but no msgid_plural"
            yield Finding(catalog.place(message.id), text, "po-plural", hint)
        elif message.plural is not None and sorted(message.forms) != list(range(count)):
            have = ", ".join(f"msgstr[{index}]" for index in sorted(message.forms))
            wanted = ", ".join(f"msgstr[{index}]" for index in range(count))
            place = catalog.place(message.id)
            yield Finding(place, f"has {have}, expected {wanted}", "po-plural", "add the forms that are missing")


@rule("po-field")
def po_field(sources: Sources) -> Iterator[Finding]:
    """A translation has the same fields as the English text.

    Good: `{n} инцидент` for `{n} incident`.
    Bad: `инцидент` for `{n} incident`; `{х}`, with a Russian letter, for `{n}`.
    """
    speller = Speller()
    for catalog, message in _entries(sources):
        english = message.plural or message.id
        fields = set(_FIELD.findall(english.value))
        if not fields and "{" not in english.value:
            continue
        for form in message.forms.values():
            if form.value:
                yield from _fields(catalog, form, fields, speller)


def _fields(catalog: PoFile, form: Text, fields: set[str], speller: Speller) -> Iterator[Finding]:
    found = {match[1]: match.start() for match in _FIELD.finditer(form.value)}
    unknown = [name for name in found if name not in fields]
    for name in unknown:
        text = f"field '{{{name}}}' is not in the English text"
        hint = speller.did_you_mean(name, fields) if fields else "delete it"
        yield Finding(catalog.place(form, found[name]), text, "po-field", hint)
    for name in sorted(fields - set(found))[len(unknown) :]:
        text = f"field '{{{name}}}' of the English text is missing"
        yield Finding(catalog.place(form), text, "po-field", f"write {{{name}}} where it belongs")


@rule("po-macro")
def po_macro(sources: Sources) -> Iterator[Finding]:
    """A translation calls the same macros as the English text, so that it cannot say another number.

    Good: `{{ limit("technical-presales", "consulting") }}` in both.
    Bad: a translation without the call, or with `{{ limit("gps-engagements", "sales-deals") }}` instead.
    """
    for catalog, message in _entries(sources):
        if "{{" not in message.id.value and not any("{{" in form.value for form in message.forms.values()):
            continue
        english = Counter(_calls(message.id.value))
        for form in message.forms.values():
            pieces, faults = segments(form.value)
            if not form.value or faults or message.fuzzy:
                continue
            ours = Counter(piece.source for piece in pieces if isinstance(piece, Call))
            missing, extra = list((english - ours).elements()), list((ours - english).elements())
            if extra:
                offset = next(p.offset for p in pieces if isinstance(p, Call) and p.source == extra[0])
                hint = f"write {{{{ {missing[0]} }}}}" if missing else "delete it"
                text = f"'{extra[0]}' is not called in the English text"
                yield Finding(catalog.place(form, offset), text, "po-macro", hint)
            elif missing:
                text = f"'{missing[0]}' is called in the English text, but not here"
                yield Finding(catalog.place(form), text, "po-macro", f"write {{{{ {missing[0]} }}}} where it belongs")


def _calls(text: str) -> list[str]:
    return [piece.source for piece in segments(text)[0] if isinstance(piece, Call)]


@rule("po-english", Severity.WARNING)
def po_english(sources: Sources) -> Iterator[Finding]:
    """A translation is not the English text itself, unless that is made of names that stay English.

    Good: `Azure` for `Azure`; `修补程序` for `Hotfixes`.
    Bad: `Hotfixes` for `Hotfixes` in a Chinese catalog.
    """
    site = sources.settings.data_at(("site_name",)) if sources.settings else None
    known = {*names(sources).all, *([site] if isinstance(site, str) else [])}
    kept = {word for name in known for word in _WORD.findall(name.casefold())}
    for term in sources.library.all(Term):
        if term.keep_english or term.literal or term.acronym:
            forms = (term.en, *term.also_en, term.acronym or "")
            kept |= {word for form in forms for word in _WORD.findall(form.casefold())}
    for catalog, message in _entries(sources):
        for form in message.forms.values():
            text = form.value.strip().casefold()
            if text == message.id.value.strip().casefold() and not kept.issuperset(_WORD.findall(text)):
                shown = f"'{form.value[:60]}' is the English text, expected its translation"
                yield Finding(catalog.place(form), shown, "po-english", "translate it")


RULES = (po_header, po_duplicate, po_plural, po_field, po_macro, po_english)
