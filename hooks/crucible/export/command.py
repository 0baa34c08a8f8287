"""`crucible offline`: the copies of a site into `dist/`, whole or not at all."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crucible.build import build
from crucible.checks import Sources
from crucible.export import archive, manifest, verify
from crucible.export.browser import HOW_TO_GET_IT, chromium
from crucible.export.bundle import read_site
from crucible.export.copied import Home
from crucible.export.edition import Incomplete, Origin, edition, slug
from crucible.export.revision import revision
from crucible.export.update import applied, languages, update
from crucible.language import CODES
from crucible.source.yaml import read_yaml

CLEAN, FAULTS, FAILED = 0, 1, 2
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Options:
    """Where to, from which older zip an update is wanted, and whether PDFs are."""

    out: Path
    since: Path | None = None
    pdf: bool = True


class Stopped(Exception):
    """The export cannot go on: one line that says why."""


def export(root: Path, options: Options) -> int:
    """Write the copies of the site at `root`. Returns 0, 1 where the site is at fault, 2 where it could not run."""
    try:
        if options.pdf and chromium() is None:
            raise Stopped(HOW_TO_GET_IT)
        old = _older(options.since) if options.since else None
        with unfinished(options.out) as folder:
            origin = _origin(root)
            if origin is None:
                return FAULTS
            names = put(_made(origin, old, options), folder, options.out)
        for name in names:
            print(f"{options.out / name}: {(options.out / name).stat().st_size / 1000:.0f} kB")
    except (Incomplete, archive.Refused) as error:
        for fault in error.faults:
            print(f"crucible: {fault}", file=sys.stderr)
        return FAULTS
    except Stopped as error:
        print(f"crucible: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        where = error.filename or options.out
        print(f"crucible: cannot write {where}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return FAILED
    return CLEAN


def check(zip_file: Path, since: Path | None) -> int:
    """Verify a zip, or the update of an older one. Returns 0, 1 where it is at fault, 2 where it cannot be read."""
    try:
        with zip_file.open("rb") as file:
            files = archive.read(file)
        if since:
            files = applied(_older(since), files)
    except archive.Refused as error:
        found = error.faults
    except Stopped as error:
        print(f"crucible: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"crucible: cannot read {zip_file}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return FAILED
    else:
        found = verify.faults(files)
        if not found:
            known = manifest.read(files[manifest.NAME])
            print(
                f"{zip_file}: {len(files)} files as the manifest says, {', '.join(known.languages)}, of {known.day},"
                " no request to elsewhere, no dead link"
            )
    for fault in found:
        print(f"{zip_file}: {fault}")
    return FAULTS if found else CLEAN


def _older(path: Path) -> dict[str, bytes]:
    try:
        with path.open("rb") as file:
            return archive.read(file)
    except (OSError, archive.Refused) as error:
        why = error.strerror if isinstance(error, OSError) else str(error).splitlines()[0]
        raise Stopped(f"{path}: {why}") from error


def _origin(root: Path) -> Origin | None:
    """Build the site at `root` and return what copies of it are made from; None where the site cannot be built."""
    with tempfile.TemporaryDirectory(prefix="crucible-") as folder:
        if build(root, Path(folder) / "site", quiet=True) != CLEAN:
            return None
        site = read_site(Path(folder) / "site")
    sources = Sources.read(root)
    written, _ = read_yaml(root, "mkdocs.yml")
    settings = written.data if written and isinstance(written.data, dict) else {}
    extra = settings.get("extra") or {}
    repository = str(extra.get("repository") or "")
    home = Home(str(settings.get("site_url") or ""), f"{repository}/releases/latest" if repository else "")
    try:
        state = revision(root, sources.library)
    except ValueError as error:
        raise Stopped(str(error)) from error
    return Origin(root, site, str(settings.get("site_name") or "site"), home, state, sources.languages)


def _made(origin: Origin, old: dict[str, bytes] | None, options: Options) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of the export. Raises Incomplete where a zip does not hold what it says."""
    name, label, when = slug(origin.title), origin.revision.label, origin.revision.when
    since = _languages(old, options.since) if old is not None and options.since else ()
    for suffix, wanted in [("", CODES), *((f"-{code}", (code,)) for code in CODES)]:
        files = edition(origin, wanted)
        if found := verify.faults(files):
            raise Incomplete([f"{name}-{label}{suffix}.zip: {fault}" for fault in found])
        yield f"{name}-{label}{suffix}.zip", archive.written(files, when)
        if old is not None and since == tuple(wanted):
            yield f"{name}-{label}{suffix}-update.zip", archive.written(update(old, files), when)
    if options.pdf:
        from crucible.export.printing import documents  # noqa: PLC0415 - needs pypdf, which the zips do not

        yield from documents(edition(origin, CODES), name, when, origin.home.site).items()


def put(made: Iterable[tuple[str, bytes]], folder: Path, out: Path) -> list[str]:
    """Write the files into `folder` and, when all are there, move them to `out`. Returns their names.

    `SHA256SUMS` comes last: while it does not fit, the files are not all of one export.
    """
    sums: dict[str, str] = {}
    for name, data in made:
        (folder / name).write_bytes(data)
        sums[name] = manifest.digest(data)
    text = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / "SHA256SUMS").write_text(text, encoding="utf-8", newline="\n")
    names = [*sums, "SHA256SUMS"]
    for name in names:
        (folder / name).replace(out / name)
    return names


def _languages(old: dict[str, bytes], path: Path) -> tuple[str, ...]:
    try:
        return languages(old)
    except ValueError as error:
        raise Stopped(f"{path} is no offline copy: {error}") from error


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """Yield a folder beside the finished files; what an interrupted export has left there is cleared away."""
    out.mkdir(parents=True, exist_ok=True)
    folder = out / _UNFINISHED
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
