"""What is made from the model and the rules, for editors and contributors, is as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from crucible import editor
from crucible.checks import manual
from crucible.checks.rule import rule
from crucible.checks.sources import Sources
from crucible.finding import Finding, Place, Problem, Severity
from crucible.library import RECORDS
from crucible.source.text import read_text


@rule("schema-line")
def schema_line(sources: Sources) -> Iterator[Finding]:
    """The first line of a data file names its schema, so that an editor completes and checks what one types.

    Good: `# yaml-language-server: $schema=schemas/plans.json` on the first line of `data/plans.yml`.
    Bad: the same line in `data/faq.yml`, or none. A site without `data/schemas/` needs no such line.
    """
    if not (sources.root / editor.FOLDER).is_dir():
        return
    texts = {path: source.text for path, source in sources.library.sources.items()}
    for name in RECORDS:
        if (sources.root / "data" / name).is_file():
            with suppress(Problem):  # who reads it says why it cannot be read
                texts[f"data/{name}"] = read_text(sources.root, f"data/{name}", lenient=True)
    for path, text in texts.items():
        wanted = editor.first_line(path)
        first = text.split("\n", 1)[0]
        if wanted and first != wanted:
            named = first.startswith("# yaml-language-server:")
            message = f"the first line is '{first[:80]}'" if named else "the first line names no schema"
            hint = f"{'write' if named else 'put above it'}: {wanted}"
            yield Finding(Place(path), message, "schema-line", hint)


@rule("schema-stale", Severity.WARNING)
def schema_stale(sources: Sources) -> Iterator[Finding]:
    """The schemas in `data/schemas/` are those of the model.

    Good: what `crucible schema` writes.
    Bad: a schema edited by hand, or one from before the model was changed: an editor would praise what the check
    refuses.
    """
    if (sources.root / editor.FOLDER).is_dir():
        for path, text in editor.stale(sources.root).items():
            message = "belongs to no data file" if text is None else "is not what the model says"
            yield Finding(Place(path), message, "schema-stale", f"run `{editor.COMMAND}`")


@rule("manual-stale", Severity.WARNING)
def manual_stale(sources: Sources) -> Iterator[Finding]:
    """The page `docs/rules.md` holds the manual of every rule as it stands in the code.

    Good: what `crucible rules --write` writes.
    Bad: the page after a rule was added, or edited by hand. A site without this page needs none.
    """
    from crucible.checks import RULES  # noqa: PLC0415 - the list of all rules has this one too

    page = sources.root / manual.PAGE
    if page.is_file() and page.read_bytes() != manual.page(manual.abouts(RULES)).encode():
        yield Finding(Place(manual.PAGE), "is not what the rules say", "manual-stale", f"run `{manual.COMMAND}`")


RULES = (schema_line, schema_stale, manual_stale)
