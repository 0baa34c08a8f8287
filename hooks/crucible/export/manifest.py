"""The hashes of all files of a copy, as `sha256sum --check` reads them, and which copy it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAME = "MANIFEST.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_HEAD = re.compile(r"# ([a-z0-9-]+) (\d{4}-\d\d-\d\d) (\S+) ([a-z, -]+)")


@dataclass(frozen=True)
class Manifest:
    """What a manifest says: the name of the site, the day, the revision ('-' if none), the languages, the hashes."""

    site: str
    day: str
    revision: str
    languages: tuple[str, ...]
    hashes: Mapping[str, str]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def written(site: str, day: str, revision: str, languages: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of the files, which do not hold it yet."""
    lines = "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files))
    return f"# {site} {day} {revision or '-'} {','.join(languages)}\n{lines}".encode()


def read(data: bytes) -> Manifest:
    """Return what a manifest says. Raises ValueError that names the line which is none of a manifest."""
    head, *rest = data.decode("utf-8").splitlines() or [""]
    known = _HEAD.fullmatch(head)
    if known is None:
        raise ValueError("line 1 does not say which copy this is")
    hashes: dict[str, str] = {}
    for number, line in enumerate(rest, 2):
        found = _LINE.fullmatch(line)
        if found is None or found[2] in hashes:
            raise ValueError(f"line {number} is not a hash and the name of another file")
        hashes[found[2]] = found[1]
    return Manifest(known[1], known[2], known[3], tuple(known[4].split(",")), hashes)


def faults(manifest: Manifest, files: Mapping[str, bytes]) -> list[str]:
    """Return where the files are others than the manifest says, one line for each file."""
    found = []
    for name in sorted({*manifest.hashes, *files} - {NAME}):
        if name not in files:
            found.append(f"{name}: is in the manifest and not in the zip")
        elif name not in manifest.hashes:
            found.append(f"{name}: is not in the manifest")
        elif digest(files[name]) != manifest.hashes[name]:
            found.append(f"{name}: its SHA-256 is another one than the manifest says")
    return found
