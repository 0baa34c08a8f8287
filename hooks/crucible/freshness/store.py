"""The English texts that translations were made from, by fingerprint: `locales/source/<page>.yml`.

`crucible translations accept` writes them and drops those that no stamp refers to. They are why a stale section
can show what changed without asking the history of the repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from crucible.finding import Finding
from crucible.freshness.sections import fingerprint
from crucible.layout import STORE
from crucible.source.yaml import read_yaml

_HEAD = "# English texts that translations were made from. Written by `crucible translations accept`."


def read_store(root: Path) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts by fingerprint, and the findings of what cannot be used, rules `yaml` and `source-text`."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for path in _paths(root):
        source, faults = read_yaml(root, path)
        findings += faults
        data = source.data if source and isinstance(source.data, dict) else {}
        for stamp, text in data.items():
            if source and fingerprint(str(text)) != stamp:
                message = f"the text under '{stamp}' is not the one that was stamped"
                hint = "take back the change, or delete the entry and accept the translations anew"
                findings.append(Finding(source.key_place((stamp,)), message, "source-text", hint))
            else:
                texts[stamp] = str(text)
    return texts, findings


def store_files(texts: Mapping[str, str], stamps: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the text of each file of the store, by path; `stamps` are those of each page in all languages."""
    files: dict[str, str] = {}
    for name, wanted in stamps.items():
        known = [(stamp, texts[stamp]) for stamp in dict.fromkeys(wanted) if stamp in texts]
        if known:
            files[store_path(name)] = "\n".join([_HEAD, *(_entry(stamp, text) for stamp, text in known)]) + "\n"
    return files


def write_store(root: Path, files: Mapping[str, str]) -> list[str]:
    """Make the folder hold these files and no others. Returns the paths that changed."""
    changed = []
    for path in _paths(root):
        if path not in files:
            (root / path).unlink()
            changed.append(path)
    for path, text in files.items():
        file = root / path
        if not file.is_file() or file.read_bytes() != text.encode("utf-8"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def store_path(name: str) -> str:
    return f"{STORE}/{name.removesuffix('.md')}.yml"


def _paths(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / STORE).rglob("*.yml") if path.is_file())


def _entry(stamp: str, text: str) -> str:
    lines = (f"  {line}" if line else "" for line in text.split("\n"))
    return "\n".join([f"{stamp}: |-", *lines])
