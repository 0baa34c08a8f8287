"""The command `crucible`: what people type, and nothing that they could not do by calling the package."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from crucible.finding import Finding, Problem, Severity
from crucible.freshness.options import translation_options

CLEAN, FINDINGS, FAILED = 0, 1, 2
VERSION = "0.1.0"


def script() -> NoReturn:
    """Run the command that was typed, and end the process.

    After a check nothing is left to be closed: to free its objects one by one would take a tenth of its time.
    """
    code = main()
    if sys.argv[1:2] == ["check"]:
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 for clean, 1 for findings, 2 where it could not run."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs more than a rule
    parser = argparse.ArgumentParser(prog="crucible", description="One data set, three languages, one site.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    command = _command(commands, "check", "say what is wrong in the sources, and where", check)
    command.add_argument("--format", choices=("text", "github", "json", "sarif"), default=_default_format())
    command.add_argument("--fix", action="store_true", help="mend what is mechanical, then say what is left")
    command.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    command.add_argument("--output", type=Path, metavar="FILE", help="write the report to a file (default: print it)")
    command.add_argument("--site", type=Path, metavar="DIR", help="judge the site built into DIR as well")

    command.add_argument("--no-cache", action="store_true", help="judge anew also what the last check has judged")

    command = _command(commands, "build", "check the sources and build the site", build)
    command.add_argument("--site-dir", type=Path, help="where to (default: site/)")

    command = _command(commands, "serve", "preview the site while you edit", serve)
    command.add_argument("--address", help="host:port to serve on (default: 127.0.0.1:8000)")

    command = _command(commands, "translations", "say how fresh the translations are, and keep them so", translations)
    translation_options(command)

    command = _command(commands, "links", "visit the links that lead to other sites (needs the network)", links)
    command.add_argument("--format", choices=("text", "github", "json"), default=_default_format())
    command.add_argument("--fix", action="store_true", help="write the new address of links that have moved")
    command.add_argument("--new", action="store_true", help="visit only addresses that the ledger does not know")
    command.add_argument("--prune", action="store_true", help="drop addresses that no data uses from the ledger")
    _command(commands, "schema", "write what editors know of data/ into data/schemas/", schema)

    command = _command(commands, "rules", "say what a rule wants, and why", rules)
    command.add_argument("id", nargs="?", help="the rule, as it stands in brackets after a finding (default: list all)")
    command.add_argument("--write", action="store_true", help="write the manual of all rules into docs/rules.md")

    _command(commands, "words", "write down which words of this site the dictionaries have", words)

    command = _command(commands, "published", "say which published addresses are gone", published)
    command.add_argument("--update", action="store_true", help="list what the built site has and the list has not")
    command.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/)")

    command = _command(commands, "offline", "write the site as zips and PDFs that need no network", offline)
    command.add_argument("verify", nargs="*", metavar="verify ZIP", help="check a zip instead of writing some")
    command.add_argument("--out", type=Path, metavar="DIR", help="where to (default: dist/)")
    command.add_argument("--since", type=Path, metavar="OLD.zip", help="also what has changed since an older zip")
    command.add_argument("--no-pdf", action="store_true", help="only the zips, which need no browser")

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # the name of a file may be any bytes
    arguments = parser.parse_args(argv)
    root = arguments.root.resolve()
    if not root.is_dir():
        print(f"crucible: {arguments.root} is not a folder", file=sys.stderr)
        return FAILED
    try:
        code: int = arguments.run(root, arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Problem as problem:  # a folder that cannot be looked into
        return _report(list(problem.findings), getattr(arguments, "format", _default_format()))
    except OSError as error:  # a disk that is full
        return _failed(f"{error.filename or arguments.root}: {error.strerror or error}")
    return code


def check(root: Path, arguments: argparse.Namespace) -> int:
    gc.disable()  # a process that ends within a second need not look for cycles
    from crucible.checks import Sources, check_sources
    from crucible.checks.judge import remembering

    if arguments.diff:
        return _show_mends(root)
    if arguments.fix and (code := _mend(root)):
        return code
    sources = Sources.read(root)
    if not sources.house:
        from crucible.layout import UNDERSTOOD

        if not sources.files.found:
            layouts = "\n    ".join(UNDERSTOOD)
            said = "<language> is en, zh or ru, also as zh-cn, zh_CN, zh-Hans, ru-ru or en-us"
            return _failed(f"{arguments.root} has no pages, none of these stands in it:\n    {layouts}\n{said}")
        print(f"crucible: {sources.counted}", file=sys.stderr)
    with nullcontext() if arguments.no_cache else remembering(sources):
        findings = check_sources(sources)
    if arguments.site is not None:
        if not arguments.site.is_dir():
            return _failed(f"{arguments.site} is not a folder")
        from crucible.checks.inside import check_site
        from crucible.checks.parity import check_site as check_parity

        # What the sources show, the built site shows again: the first to say so is enough.
        lines = {(finding.place.path, finding.place.line) for finding in findings}
        built = [*check_site(root, arguments.site, sources), *check_parity(sources, arguments.site)]
        findings = sorted([*findings, *(f for f in built if (f.place.path, f.place.line) not in lines)])
    return _report(findings, arguments.format, arguments.output)


def published(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks.inside import kept
    from crucible.moved import PUBLISHED

    folder = arguments.site or root / "site"
    if not folder.is_dir():
        return _failed(f"{folder} is not a folder: run `crucible build` first")
    if not arguments.update:
        return _report(kept.judged(root, folder), _default_format())
    text, findings = kept.updated(root, folder)
    if text is None:
        return _report(findings, _default_format())
    if (root / PUBLISHED).is_file() and (root / PUBLISHED).read_text(encoding="utf-8") == text:
        print("nothing to update")
    else:
        (root / PUBLISHED).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {PUBLISHED}")
    return CLEAN


def _show_mends(root: Path) -> int:
    from crucible.fix import mends

    found = list(mends(root))
    for mend in found:
        print(mend.diff(), end="")
    print(f"{len(found)} files would change" if found else "nothing to mend")
    return FINDINGS if found else CLEAN


def _mend(root: Path) -> int:
    from crucible.fix import mends, write

    for mend in list(mends(root)):
        try:
            done = write(root, mend)
        except OSError as error:
            print(f"crucible: {mend.path} cannot be written: {error.strerror or error}", file=sys.stderr)
            return FAILED
        print(f"mended {mend.path}" if done else f"{mend.path} was changed meanwhile, left as it is", file=sys.stderr)
    return CLEAN


def build(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import build as build_site

    return build_site(root, arguments.site_dir and arguments.site_dir.resolve())


def serve(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import serve as serve_site

    return serve_site(root, arguments.address)


def offline(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.export.command import Options, check, export

    match arguments.verify:
        case []:
            return export(root, Options(arguments.out or root / "dist", arguments.since, not arguments.no_pdf))
        case ["verify", file]:
            return check(Path(file), arguments.since)
    print("crucible: expected 'crucible offline' or 'crucible offline verify ZIP'", file=sys.stderr)
    return FAILED


def translations(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources
    from crucible.freshness.command import run

    code, findings = run(root, arguments, Sources.read(root))
    if findings:
        _report(sorted(findings), _default_format())
    return code


def schema(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.editor import renewed

    return _write(root, renewed(root))


def rules(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import RULES, manual
    from crucible.spelling import did_you_mean

    abouts = {about.id: about for about in manual.abouts(RULES)}
    if arguments.write:
        return _write(root, {manual.PAGE: manual.page(list(abouts.values()))})
    if arguments.id is None:
        width = max(map(len, abouts))
        print("\n".join(f"{id:{width}}  {about.law}" for id, about in abouts.items()))
    elif arguments.id in abouts:
        print(manual.terminal_manual(abouts[arguments.id]))
    else:
        print(f"crucible: no rule has the id '{arguments.id}'", file=sys.stderr)
        print(f"    {did_you_mean(arguments.id, abouts)}", file=sys.stderr)
        return FAILED
    return CLEAN


def words(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources
    from crucible.checks.spelt import vouched_texts

    return _write(root, vouched_texts(Sources.read(root)))


def links(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources
    from crucible.checks.outside import outside_links
    from crucible.links.command import Choices, run

    choices = Choices(format=arguments.format, fix=arguments.fix, only_new=arguments.new, prune=arguments.prune)
    return run(root, outside_links(Sources.read(root)), date.today(), choices)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, run: object
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
    command.add_argument("--root", type=Path, default=Path(), help="folder of the site (default: this one)")
    command.set_defaults(run=run)
    return command


def _failed(message: str) -> int:
    print(f"crucible: {message}", file=sys.stderr)
    return FAILED


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _report(findings: list[Finding], style: str, output: Path | None = None) -> int:
    from crucible import report

    if style == "text":
        text = report.text_report(findings, colour=not output and report.wants_colour(sys.stdout, os.environ))
    elif style == "github":
        text = report.github_report(findings)
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(report.step_summary(findings))
    elif style == "sarif":
        from crucible.checks import RULES, manual

        text = report.sarif_report(findings, manual.abouts(RULES), VERSION)
    else:
        text = report.json_report(findings)
    if output is None:
        print(text)
    else:
        output.write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace", newline="\n")
        print(report.summary(findings))
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN


def _write(root: Path, texts: Mapping[str, str | None]) -> int:
    """Write each text to its path below `root` and delete the files without one; say what was changed."""
    changed = 0
    for path, text in texts.items():
        file = root / path
        if text is None:
            file.unlink()
        elif file.is_file() and file.read_bytes() == text.encode():
            continue
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        print(f"{'deleted' if text is None else 'wrote'} {path}")
        changed += 1
    print(f"{changed} files changed" if changed else "nothing to update")
    return CLEAN


if __name__ == "__main__":
    script()
