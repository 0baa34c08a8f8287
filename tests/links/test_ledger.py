"""The ledger over simulated days: what it says each day, and what it looks like in the file."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
import yaml
from crucible.finding import Place, Problem
from crucible.links.kind import Kind
from crucible.links.ledger import Entry, Failure, Ledger, Standing, State, advance, later, pruned, standing
from crucible.links.ledgerfile import HEADER, dumps, loads, schema
from crucible.links.verdict import Verdict
from hypothesis import given
from hypothesis import strategies as st

SITE = "https://example.org/"
URL = f"{SITE}a"
DAY = date(2026, 11, 20)


def history(*looks: str) -> list[str]:
    """The state after each look, `day+kind` (days since the first), e.g. `0 ok`, `7 not-found`."""
    ledger, states = Ledger(), []
    for look in looks:
        day, kind = look.split()
        ledger = advance(ledger, [Verdict(URL, Kind(kind))], DAY + timedelta(days=int(day)))
        entry = ledger.entries[URL]
        states.append(f"{entry.state}{' new' if ledger.is_new(URL) else ''}")
    return states


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        pytest.param(["0 ok", "7 ok"], ["ok", "ok"], id="well"),
        pytest.param(
            ["0 ok", "7 not-found", "7 not-found", "7 not-found", "8 not-found"],
            ["ok", "suspect", "suspect", "suspect", "broken"],
            id="three failures on one day are not enough",
        ),
        pytest.param(
            ["0 ok", "7 not-found", "14 gone", "21 not-found"],
            ["ok", "suspect", "suspect", "broken"],
            id="one a week",
        ),
        pytest.param(
            ["0 ok", *(f"{7 * n} timeout" for n in range(1, 9))],
            ["ok", *["suspect"] * 8],
            id="soft failures never break",
        ),
        pytest.param(
            ["0 ok", "7 timeout", "14 not-found", "21 server-error", "28 not-found", "35 not-found"],
            ["ok", *["suspect"] * 4, "broken"],
            id="only hard ones count",
        ),
        pytest.param(
            ["0 ok", "7 not-found", "14 not-found", "21 ok", "28 not-found", "35 not-found"],
            ["ok", "suspect", "suspect", "ok", "suspect", "suspect"],
            id="one look that arrives clears it",
        ),
        pytest.param(
            ["0 ok", "7 not-found", "14 bot-wall", "21 sign-in", "28 not-found", "35 bot-wall", "42 not-found"],
            ["ok", "suspect", "suspect", "suspect", "suspect", "suspect", "broken"],
            id="walls count neither way",
        ),
        pytest.param(
            ["0 ok", "7 gone", "14 gone", "21 gone", "105 gone", "111 gone", "112 ok"],
            ["ok", "suspect", "suspect", "broken", "broken", "archived", "ok"],
            id="archived after 90 days, and back",
        ),
        pytest.param(
            ["0 not-found", "0 not-found", "1 not-found", "2 not-found"],
            ["suspect new", "suspect new", "broken", "broken"],
            id="never seen to work",
        ),
        pytest.param(["0 bot-wall", "7 not-found"], ["ok", "suspect new"], id="walled at first"),
        pytest.param(["0 fragment-missing", "7 fragment-missing"], ["ok", "ok"], id="a dead fragment is no dead page"),
    ],
)
def test_states_over_days(looks: list[str], expected: list[str]) -> None:
    assert history(*looks) == expected


def test_the_first_failure_is_remembered_and_the_list_stays_short() -> None:
    ledger = Ledger()
    for week in range(12):
        ledger = advance(ledger, [Verdict(URL, Kind.TIMEOUT)], DAY + timedelta(weeks=week))
    weeks = [(failure.day - DAY).days // 7 for failure in ledger.entries[URL].failures]
    assert weeks == [0, 7, 8, 9, 10, 11]
    assert ledger.entries[URL].failing_since == DAY


WEEKS = [
    ({"a": "ok", "b": "ok", "c": "moved-permanently", "d": "bot-wall", "e": "timeout"}),
    ({"a": "ok", "b": "not-found", "c": "moved-permanently", "d": "bot-wall", "e": "ok"}),
    ({"a": "ok", "b": "timeout", "c": "moved-permanently", "d": "ok", "e": "ok"}),
    ({"a": "ok", "b": "not-found", "c": "ok", "d": "ok"}),
    ({"a": "ok", "b": "not-found", "c": "ok", "d": "ok"}),
    ({"a": "ok", "b": "not-found", "c": "ok", "d": "ok"}),
]
GOLDEN = f"""\
{HEADER}checked: 2026-12-25
links:
  - url: https://example.org/a
    state: ok
    since: 2026-11-20
  - url: https://example.org/b
    state: broken
    since: 2026-12-18
    kind: not-found
    failures:
      - {{day: 2026-11-27, kind: not-found, times: 1}}
      - {{day: 2026-12-04, kind: timeout, times: 1}}
      - {{day: 2026-12-11, kind: not-found, times: 1}}
      - {{day: 2026-12-18, kind: not-found, times: 1}}
  - url: https://example.org/c
    state: ok
    since: 2026-11-20
  - url: https://example.org/d
    state: ok
    since: 2026-11-20
  - url: https://example.org/e
    state: ok
    since: 2026-11-27
"""


def six_weeks() -> list[Ledger]:
    ledgers = [Ledger()]
    for week, found in enumerate(WEEKS):
        verdicts = [
            Verdict(f"{SITE}{name}", Kind(kind), moved_to=f"{SITE}new" if "moved" in kind else "")
            for name, kind in found.items()
        ]
        ledgers.append(advance(ledgers[-1], verdicts, DAY + timedelta(weeks=week)))
    return ledgers[1:]


def test_six_weeks_in_the_file() -> None:
    ledgers = six_weeks()
    assert dumps(ledgers[-1]) == GOLDEN
    assert (ledgers[-1].entries[f"{SITE}c"].moved_to, ledgers[2].entries[f"{SITE}c"].moved_to) == (
        "",
        "https://example.org/new",
    )


def test_a_quiet_week_changes_one_line() -> None:
    before, after = (dumps(ledger).splitlines() for ledger in six_weeks()[-2:])
    assert len(before) == len(after)
    assert [line for line in after if line not in before] == ["checked: 2026-12-25"]


def test_readers_are_told_of_what_is_sure() -> None:
    weeks = six_weeks()
    name = "https://example.org/"
    assert standing(weeks[0], f"{name}c") == Standing(moved_to=f"{name}new")
    assert standing(weeks[1], f"{name}b") is None
    assert standing(weeks[5], f"{name}b") == Standing(since=date(2026, 11, 27))
    assert standing(weeks[5], f"{name}a") is None
    assert standing(weeks[5], f"{name}unknown") is None


def test_the_file_follows_its_schema() -> None:
    valid = jsonschema.Draft202012Validator(schema())
    for ledger in six_weeks():
        valid.validate(plain(dumps(ledger)))
    wrong = {"url": URL, "state": "fine", "since": "2026-11-20"}
    assert not valid.is_valid({"checked": "2026-11-20", "links": [wrong]})


def plain(text: str) -> Any:
    """The file's data as an editor sees it: YAML 1.2 core, which has no dates."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_what_is_no_longer_used_stays_until_somebody_prunes() -> None:
    ledger = six_weeks()[-1]
    assert advance(ledger, [], DAY).entries == ledger.entries
    assert list(pruned(ledger, {URL}).entries) == [URL]


def test_the_later_ledger_wins_and_nothing_is_lost() -> None:
    weeks = six_weeks()
    one = pruned(weeks[0], {URL, f"{SITE}b"})
    other = pruned(weeks[5], {f"{SITE}b", f"{SITE}c"})
    for merged in (later(one, other), later(other, one)):
        assert merged.checked == weeks[5].checked
        assert merged.entries == {
            URL: weeks[0].entries[URL],
            f"{SITE}b": weeks[5].entries[f"{SITE}b"],
            f"{SITE}c": weeks[5].entries[f"{SITE}c"],
        }


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("checked: 2026-11-20\nlinks:\n  - url: a\n    state: ok\n", (3, 5), "'since' is missing"),
        (
            "links:\n  - url: a\n    state: fine\n    since: 2026-11-20\n",
            (3, 12),
            "'fine' cannot stand here ('fine' is not a valid State)",
        ),
        (
            "links:\n  - {url: a, state: ok, since: 2026-13-20}\n",
            (2, 32),
            "'2026-13-20' cannot stand here (month must be in 1..12)",
        ),
        ("links:\n  - {url: a, stat: ok, since: 2026-11-20}\n", (2, 14), None),
        ("links: {\n", (2, 1), None),
        ("links: x\n", (1, 8), "'x' is not a list"),
        (
            "links:\n  - {url: a, state: ok, since: 2026-11-20}\n  - {url: a, state: ok, since: 2026-11-20}\n",
            (3, 5),
            "'a' stands here a second time, expected once",
        ),
    ],
)
def test_a_damaged_file_is_named_at_its_line(text: str, place: tuple[int, int], message: str | None) -> None:
    with pytest.raises(Problem) as raised:
        loads(text)
    finding = raised.value.findings[0]
    assert finding.place == Place("data/links.yml", *place)
    assert message is None or finding.message == message


def test_an_empty_file_is_an_empty_ledger() -> None:
    assert loads("") == loads(HEADER) == Ledger()
    assert loads(dumps(Ledger())) == Ledger()


DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
KINDS = st.sampled_from(list(Kind))
URLS = st.one_of(
    st.sampled_from(["https://example.org/a#b", "http://x.y/a:", "https://x.y/?q='\"{}[],&*!|>%@`"]),
    st.text(max_size=30).map(lambda text: f"https://example.org/{text}"),
)
ENTRIES = st.builds(
    Entry,
    url=URLS,
    state=st.sampled_from(State),
    since=DAYS,
    kind=KINDS,
    moved_to=st.one_of(st.just(""), URLS),
    failures=st.lists(st.builds(Failure, DAYS, KINDS, st.integers(1, 9)), max_size=4).map(tuple),
    unproven=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=5), DAYS)
def test_what_is_written_is_read_back(entries: list[Entry], day: date) -> None:
    ledger = Ledger(dict(sorted({entry.url: entry for entry in entries}.items())), day)
    assert loads(dumps(ledger)) == ledger
    assert dumps(loads(dumps(ledger))) == dumps(ledger)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), KINDS, st.integers(0, 200)), max_size=30))
def test_no_run_loses_an_entry(looks: list[tuple[str, Kind, int]]) -> None:
    ledger, known = Ledger(), set()
    for name, kind, day in sorted(looks, key=lambda look: look[2]):
        known.add(name)
        ledger = advance(ledger, [Verdict(name, kind)], DAY + timedelta(days=day))
        assert set(ledger.entries) == known
        assert len(ledger.entries[name].failures) <= 6
