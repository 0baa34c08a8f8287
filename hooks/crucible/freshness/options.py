"""What can be typed after `crucible translations`; light to import, because every command line reads it."""

from __future__ import annotations

import argparse

HUMAN, MACHINE = MAKERS = ("human", "machine")


def translation_options(command: argparse.ArgumentParser) -> None:
    """Add the three actions to the command."""
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say what is fresh, stale or missing, and what changed in the English")
    status.add_argument("--format", choices=("text", "json"), default="text")
    status.add_argument("--language", help="only this one")
    accept = actions.add_parser("accept", help="stamp sections as translations of the English of today")
    target = "a translated page, a section of it, or a catalog"
    accept.add_argument("target", nargs="+", metavar="FILE[#section]", help=target)
    accept.add_argument("--by", choices=MAKERS, help="who made the translation")
    accept.add_argument("--reviewer", help="who compared it with the English")
    accept.add_argument("--reviewed", metavar="DATE", help="when, such as 2026-11-20")
    actions.add_parser("update", help="take over changed texts into the catalogs")
