"""From an older copy to a newer one: only the files that differ, and a list of those to delete."""

from __future__ import annotations

from collections.abc import Mapping

from crucible.export import manifest

REMOVED = "removed-files.txt"
"""Lists itself too: after its files are deleted, the folder is the newer copy and nothing else."""


def update(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files to unzip over the old copy. The manifest among them is that of the whole new copy."""
    files = {name: data for name, data in new.items() if old.get(name) != data}
    if gone := sorted(old.keys() - new.keys()):
        files[REMOVED] = "".join(f"{name}\n" for name in [*gone, REMOVED]).encode()
    return files


def applied(old: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the copy that an update makes of the old one."""
    whole = {**old, **files}
    for name in files.get(REMOVED, b"").decode().splitlines():
        whole.pop(name, None)
    return whole


def languages(old: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the languages of a copy. Raises ValueError where it does not say."""
    if manifest.NAME not in old:
        raise ValueError(f"holds no {manifest.NAME}")
    return manifest.read(old[manifest.NAME]).languages
