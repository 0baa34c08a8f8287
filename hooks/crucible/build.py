"""The site built and served by MkDocs, as `mkdocs build` and `mkdocs serve` would, from any folder."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

from crucible.checks import Sources, check_sources
from crucible.finding import Finding, Problem, Severity
from crucible.language import CODES, GENERATOR
from crucible.preview import findings_of, wait_until_mended


def build(root: Path, site: Path | None = None, *, quiet: bool = False) -> int:
    """Build the site at `root` into `site` (by default what mkdocs.yml says). Returns the exit code.

    `quiet` leaves out the line that says where it is, for a site that is only a step.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    _logging()
    try:
        config = load_config(config_file=str(_config(root)), **({"site_dir": str(site)} if site else {}))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        print(f"crucible: {error}", file=sys.stderr)
        return 2
    except Abort as error:
        print(f"crucible: {error}", file=sys.stderr)
        return 1
    if quiet:
        return 0
    pages = len(list(Path(config.site_dir).rglob("*.html")))
    shown = os.path.relpath(config.site_dir, Path.cwd())
    print(f"built {shown}/: {pages} pages in {', '.join(CODES)}; open {shown}/index.html")
    return 0


def serve(root: Path, address: str | None) -> int:
    """Preview the site at `root`; builds again whenever a source changes. Returns the exit code."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    _logging()
    settings = str(_config(root))
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        while True:
            try:
                mkdocs_serve(config_file=settings, **options)
                return 0
            except Abort as error:
                at = load_config(config_file=settings, **options).dev_addr
                wait_until_mended(root, findings_of(error, root), lambda: _errors(root), f"{at.host}:{at.port}")
    except ConfigurationError as error:
        print(f"crucible: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"crucible: cannot serve: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def _errors(root: Path) -> list[Finding]:
    try:
        return [finding for finding in check_sources(Sources.read(root)) if finding.severity is Severity.ERROR]
    except Problem as problem:
        return list(problem.findings)


def _config(root: Path) -> Path:
    own = root / "mkdocs.yml"
    return own if own.is_file() else GENERATOR / "mkdocs.yml"


def _logging() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
