"""A catalog is read with the place of every text, and what gettext tools would refuse is found."""

from __future__ import annotations

import pytest
from crucible.finding import Place
from crucible.source.po import parse_po

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Plural-Forms: nplurals=3;\\n"\n\n'


def found(text: str) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.message}" for f in parse_po("a.po", HEAD + text)[1]]


def test_entries_have_their_texts_flags_and_places() -> None:
    catalog, findings = parse_po(
        "a.po",
        HEAD + '# by hand\n#. plan: a / name\n#: data/a.yml\n#, fuzzy\n#| msgid "Old"\nmsgid "New"\n'
        'msgstr ""\n"Но"\n"вый"\n\n#~ msgid "gone"\n#~ msgstr "x"\n',
    )
    assert findings == []
    assert catalog.header == {"Language": "ru", "Plural-Forms": "nplurals=3;"}
    assert catalog.header_places["Plural-Forms"] == Place("a.po", 4, 2)
    new, gone = catalog.messages
    assert (new.id.value, new.forms[0].value, new.fuzzy, new.previous) == ("New", "Новый", True, "Old")
    assert new.comments == ("by hand", ". plan: a / name".lstrip())
    assert catalog.place(new.forms[0], 3) == Place("a.po", 14, 3)
    assert gone.obsolete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('msgid "a"\nmsgstr "b"\n', [], id="control"),
        pytest.param('msgid "a"\nmsgstr "b\\"c"\n', [], id="an escape"),
        pytest.param(
            'msgid "a"\nmsgstr "b\n',
            ["7:8 the text does not end with a quotation mark, or has one inside"],
            id="not closed",
        ),
        pytest.param(
            'msgid "a"\nmsgstr "b\\qc"\n', [r"""7:10 '\q' is not an escape, expected \n, \t, \" or \\"""], id="escape"
        ),
        pytest.param('msgid "a"\n\n', ["6:1 msgid 'a' has no msgstr"], id="no msgstr"),
        pytest.param('msgstr "a"\n', ["6:1 'msgstr' has no msgid before it"], id="no msgid"),
        pytest.param(
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', ["8:1 'msgstr' stands twice in this entry"], id="two msgstr"
        ),
        pytest.param(
            'msgid "a"\nmsgstr "b"\nnonsense\n', ["8:1 'nonsense' is not msgid, msgstr or a text in quotes"], id="text"
        ),
    ],
)
def test_a_broken_entry_has_one_finding(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_broken_entry_does_not_hide_the_others() -> None:
    catalog, findings = parse_po("a.po", HEAD + 'msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n')
    assert len(findings) == 1
    assert [message.id.value for message in catalog.messages] == ["c"]
