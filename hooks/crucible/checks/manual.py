"""What each rule id that a finding can carry means: the manual that the terminal, the docs and SARIF show."""

from __future__ import annotations

from collections.abc import Sequence

from crucible.checks.inside_manual import BUILT
from crucible.checks.parity_manual import SHOWN
from crucible.checks.rule import Rule
from crucible.finding import Severity
from crucible.report import About

PAGE = "docs/rules.md"
COMMAND = "crucible rules --write"

OTHERS = {
    "encoding": """A file is UTF-8 text that an editor shows in full.

        Good: a file saved as UTF-8.
        Bad: one saved as UTF-16 or 'UTF-8 with BOM', one with an invisible character that turns the direction of
        the text round, one of several megabytes. Such characters come with texts pasted from elsewhere: delete the
        word and type it anew.
        """,
    "folder": """The folders of a site hold files and folders that can be read, with names that people can see and type.

        Good: `content/zh/faq.md`.
        Bad: a folder that you may list but not enter (`chmod -R u+rwX content` mends it), a folder called `faq.md`, a
        link that leads out of the site, to a folder or to nothing, a name with a line break or with a character that
        turns the direction of the text round, folders within folders within folders without end. Where a folder cannot
        be looked into, nothing else is judged.
        """,
    "yaml": """A YAML file is plain: keys, values and lists, each written out once.

        Good: `name: "Note: see below"`, indented with spaces.
        Bad: `name: Note: see below` (a text with ': ' needs quotes), the same key twice, a tab, `&anchor`, `*alias`,
        `!!tag`, `<<`, a second document after `---`. Each of them can hide what a reader of the file believes to see.
        """,
    "schema": """An entry of `data/` has the keys that it needs, no others, and values of the right kind.

        Good: `cost: paid`.
        Bad: `costs: paid`, `cost: free`, a plan without a `summary`. Which keys there are stands in `data/schemas/`,
        which your editor reads as you type.
        """,
    "front-matter": """What stands between the two lines `---` at the head of a page ends, and is YAML.

        Good: `---`, `title: Compare`, `---`.
        Bad: a first line `---` without a second one.
        """,
    "po": """A catalog of translations is what gettext's tools can read.

        Good: `msgid "Yes"` and below it `msgstr "是"`.
        Bad: a text without its closing quotation mark, a quotation mark inside that is not written `\\"`, a msgid
        without msgstr.
        """,
    "exception": """An exception names a rule and a place that exist, has not run out, and is still needed.

        Good: in `data/exceptions.yml`, `rule: figure`, `place: content/en/faq.md#ea`, a reason and a day.
        Bad: one whose finding is gone, or whose day is past: delete it, or look at the place again.
        """,
    "build": """A build can read the settings and the components.

        Good: `mkdocs.yml` and `overrides/` as they are in the repository.
        Bad: a setting that MkDocs does not know, a component with `{% for %}` and nothing to go through.
        """,
    "alignment": """A translated section has the blocks of its English one, so that readers can see the English of each.

        Good: three paragraphs for three.
        Bad: a list where the English has a paragraph. The site is built and shows the English of the whole section.
        """,
    "crash": """A rule ran into something that its author did not think of.

        It is not your mistake. The other rules have gone on; report it, with the file that caused it.
        """,
}
"""The rules that are no values of `RULES`: those of reading, and what stops a rule."""

_SEVERITIES = {"alignment": Severity.WARNING}


def abouts(rules: Sequence[Rule]) -> list[About]:
    """Return what to say about every rule, sorted by id."""
    others = OTHERS | BUILT | SHOWN
    found = {id: _about(id, _SEVERITIES.get(id, Severity.ERROR), _dedent(text)) for id, text in others.items()}
    found |= {rule.id: _about(rule.id, rule.severity, rule.manual) for rule in rules}
    return sorted(found.values(), key=lambda about: about.id)


def _about(id: str, severity: Severity, manual: str) -> About:
    law = manual.split("\n\n", maxsplit=1)[0].replace("\n", " ")
    return About(id, severity, law, manual)


def _dedent(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def terminal_manual(about: About) -> str:
    """Return the manual of one rule as `crucible rules ID` prints it."""
    return f"{about.id} ({about.severity})\n\n{about.manual}"


def page(abouts: Sequence[About]) -> str:
    """Return the page `docs/rules.md`: every rule with its manual, and what is at stake."""
    words = {
        Severity.ERROR: "Error: the site is not built.",
        Severity.WARNING: "Warning: the site is built, the check fails.",
        Severity.NOTE: "Note: nothing fails.",
    }
    rows = [
        "# Rules",
        "",
        f"<!-- Made from the rules by `{COMMAND}`; edit their docstrings in hooks/crucible/checks/. -->",
        "",
        "Each finding ends with the id of its rule in brackets; here is what the rule wants, and why."
        " In a terminal: `crucible rules ID`.",
        "",
    ]
    for about in abouts:
        rest = about.manual.partition("\n\n")[2]
        body = [_lines(rest), ""] if rest else []
        rows += [f"## `{about.id}`", "", about.law, "", *body, words[about.severity], ""]
    return "\n".join(rows)


def _lines(manual: str) -> str:
    """Keep 'Good:' and 'Bad:' on lines of their own, which Markdown would join."""
    return manual.replace("\nBad:", "\n\nBad:").replace("\nGood:", "\n\nGood:")
