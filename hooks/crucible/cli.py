"""The command `crucible`: what people type, and nothing that they could not do by calling the package."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crucible.finding import Finding, Severity

CLEAN, FINDINGS, FAILED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 for clean, 1 for findings, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="crucible", description="One data set, three languages, one site.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    command = _command(commands, "check", "say what is wrong in the sources, and where", check)
    command.add_argument("--format", choices=("text", "github", "json"), default=_default_format())
    command.add_argument("--site", type=Path, metavar="DIR", help="judge the site built into DIR as well")

    command = _command(commands, "build", "check the sources and build the site", build)
    command.add_argument("--site-dir", type=Path, help="where to (default: site/)")

    command = _command(commands, "serve", "preview the site while you edit", serve)
    command.add_argument("--address", help="host:port to serve on (default: 127.0.0.1:8000)")

    command = _command(commands, "translations", "work on the catalogs of translations", translations)
    command.add_argument("action", choices=("update",), help="update: take over changed texts into the catalogs")

    command = _command(commands, "published", "say which published addresses are gone", published)
    command.add_argument("--update", action="store_true", help="list what the built site has and the list has not")
    command.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/)")

    arguments = parser.parse_args(argv)
    root = arguments.root.resolve()
    if not root.is_dir():
        print(f"crucible: {arguments.root} is not a folder", file=sys.stderr)
        return FAILED
    code: int = arguments.run(root, arguments)
    return code


def check(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources, check_sources  # noqa: PLC0415 - each command imports what it needs

    sources = Sources.read(root)
    findings = check_sources(sources)
    if arguments.site is not None:
        if not arguments.site.is_dir():
            return _failed(f"{arguments.site} is not a folder")
        from crucible.checks.inside import check_site  # noqa: PLC0415

        # What the sources show, the built site shows again: the first to say so is enough.
        lines = {(finding.place.path, finding.place.line) for finding in findings}
        built = check_site(root, arguments.site, sources)
        findings = sorted([*findings, *(f for f in built if (f.place.path, f.place.line) not in lines)])
    return _report(findings, arguments.format)


def published(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks.inside import kept  # noqa: PLC0415
    from crucible.moved import PUBLISHED  # noqa: PLC0415

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


def build(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import build as build_site  # noqa: PLC0415

    return build_site(root, arguments.site_dir and arguments.site_dir.resolve())


def serve(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import serve as serve_site  # noqa: PLC0415

    return serve_site(root, arguments.address)


def translations(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.catalogs import update  # noqa: PLC0415
    from crucible.library import load  # noqa: PLC0415

    library, findings = load(root)
    if findings:
        return _report(sorted(findings), _default_format())
    changed = 0
    for path, text in update(root, library).items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path}")
            changed += 1
    print(f"{changed} files changed" if changed else "nothing to update")
    return CLEAN


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


def _report(findings: list[Finding], style: str) -> int:
    from crucible import report  # noqa: PLC0415

    if style == "text":
        print(report.text_report(findings, colour=sys.stdout.isatty()))
    elif style == "github":
        print(report.github_report(findings))
    else:
        print(report.json_report(findings))
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN
