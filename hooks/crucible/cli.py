"""The command `crucible`: what people type, and nothing that they could not do by calling the package."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crucible.finding import Finding, Severity
from crucible.freshness.options import translation_options

CLEAN, FINDINGS, FAILED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 for clean, 1 for findings, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="crucible", description="One data set, three languages, one site.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    command = _command(commands, "check", "say what is wrong in the sources, and where", check)
    command.add_argument("--format", choices=("text", "github", "json"), default=_default_format())

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

    arguments = parser.parse_args(argv)
    root = arguments.root.resolve()
    if not root.is_dir():
        print(f"crucible: {arguments.root} is not a folder", file=sys.stderr)
        return FAILED
    code: int = arguments.run(root, arguments)
    return code


def check(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources, check_sources  # noqa: PLC0415 - each command imports what it needs

    return _report(check_sources(Sources.read(root)), arguments.format)


def build(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import build as build_site  # noqa: PLC0415

    return build_site(root, arguments.site_dir and arguments.site_dir.resolve())


def serve(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.build import serve as serve_site  # noqa: PLC0415

    return serve_site(root, arguments.address)


def translations(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources  # noqa: PLC0415
    from crucible.freshness.command import run  # noqa: PLC0415

    code, findings = run(root, arguments, Sources.read(root))
    if findings:
        _report(sorted(findings), _default_format())
    return code


def links(root: Path, arguments: argparse.Namespace) -> int:
    from crucible.checks import Sources  # noqa: PLC0415
    from crucible.checks.outside import outside_links  # noqa: PLC0415
    from crucible.links.command import Choices, run  # noqa: PLC0415

    choices = Choices(format=arguments.format, fix=arguments.fix, only_new=arguments.new, prune=arguments.prune)
    return run(root, outside_links(Sources.read(root)), date.today(), choices)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, run: object
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
    command.add_argument("--root", type=Path, default=Path(), help="folder of the site (default: this one)")
    command.set_defaults(run=run)
    return command


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
