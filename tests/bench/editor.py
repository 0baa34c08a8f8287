"""Does an editor say the same as the check? Asks the real yaml-language-server about planted mistakes.

Needs node and `npm install yaml-language-server` in a folder of your choice; not part of `make test`:

    python -m tests.bench.editor FOLDER/node_modules/yaml-language-server/bin/yaml-language-server
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

from crucible.checks import Sources, check_sources

ROOT = Path(__file__).parents[2]
SECONDS = 60

# File, text that stands there once, what a contributor makes of it.
MISTAKES = [
    ("plans.yml", "  cost: paid\n", "  cost: free\n"),
    ("plans.yml", "  incidents: not-stated\n", "  incidents: some\n"),
    ("plans.yml", "  audience: Any partner in a programme that Partner Center handles\n", "  audiense: Any partner\n"),
    ("plans.yml", "  summary: Ask online", "  summery: Ask online"),
    ("plans.yml", "- id: technical-presales\n", "- id: Technical Presales\n"),
    ("plans.yml", "  abbreviation: TPD\n", "  abbreviation: 12\n"),
    ("plans.yml", "  covers: Remote one-to-one consultations\n", ""),
    ("plans.yml", "  abbreviation: TPD\n", "  abbreviation: TPD\n  abbreviation: TPD2\n"),
    ("plans.yml", "  abbreviation: TPD\n", "  abbreviation: 'TPD\n"),
    ("plans.yml", "  abbreviation: TPD\n", "  abbreviation: TPD: more\n"),
    ("references.yml", "  sign_in: true\n", "  sign_in: 'yes'\n"),
    ("references.yml", "  group: plans\n", "  group: plan\n"),
    ("references.yml", "  url: https://", "  url: htps://"),
    ("faq.yml", "  verdict: depends\n", "  verdict: maybe\n"),
    ("faq.yml", "  verdict: yes\n", "  verdict: yess\n"),
    ("roles.yml", "  activates: true\n", "  activates: 1\n"),
    ("sources.yml", "  language: zh\n", "  language: cn\n"),
    ("sources.yml", "  revised: 20", "  revised: 20/20"),
    ("comparisons/entitlements.yml", "silver: 15\n", "silver: 1S\n"),
    ("comparisons/entitlements.yml", "silver: 15\n", "silver: -1\n"),
    ("comparisons/entitlements.yml", "silver: 15\n", "silver:\n"),
    ("comparisons/entitlements.yml", "unit: incident\n", "unit: incidents\n"),
    ("comparisons/entitlements.yml", "title: Tech", "titel: Tech"),
    ("comparisons/entitlements.yml", "kind: amounts\n", "kind: amount\n"),
    ("comparisons/plans.yml", "  - field: cost\n", "  - field: costs\n"),
    ("offers.yml", "  kind: competency\n", "  kind: competence\n"),
    ("duties.yml", "  duty: required\n", "  duty: must\n"),
    ("routes.yml", "  issue: technical\n", "  issue: tech\n"),
]


class Server:
    """The language server, over its standard input and output (Language Server Protocol 3.17, base protocol)."""

    def __init__(self, program: str) -> None:
        command = ["node", program, "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.watch = Timer(SECONDS, self.process.kill)
        self.watch.start()
        self.number = 0

    def send(self, method: str, params: Any, *, request: bool = False) -> None:
        self.number += 1
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": self.number} if request else {})
        self._write(message)

    def _write(self, message: Any) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def messages(self) -> Iterator[Any]:
        assert self.process.stdout
        while message := read(self.process.stdout):
            if "id" in message and "method" in message:  # it asks us something: it may do without an answer
                asked = message["method"].endswith("configuration")
                nothing: list[dict[str, str]] = [{} for _ in message["params"]["items"]] if asked else []
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": nothing or None})
            yield message

    def close(self) -> None:
        self.watch.cancel()
        self.process.kill()
        self.process.wait()


def read(stream: IO[bytes]) -> Any:
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return json.loads(stream.read(length)) if length else None


def editor_lines(server: Server, path: Path, text: str) -> dict[int, str]:
    """What the editor would underline in the file: line → message."""
    uri = path.as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    server.send("textDocument/didOpen", {"textDocument": document})
    for message in server.messages():
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
            server.send("textDocument/didClose", {"textDocument": {"uri": uri}})
            return {d["range"]["start"]["line"] + 1: d["message"] for d in message["params"]["diagnostics"]}
    raise SystemExit("yaml-language-server ended, or took too long")


def check_lines(root: Path, name: str) -> dict[int, str]:
    """What the check says of the file, as far as one can know while typing: syntax and shape."""
    findings = [f for f in check_sources(Sources.read(root)) if f.rule in ("schema", "yaml")]
    return {f.place.line: f.message for f in findings if f.place.path == f"data/{name}"}


def main(program: str) -> int:
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "data", root / "data")
        server = Server(program)
        try:
            uri = root.as_uri()
            server.send("initialize", {"processId": None, "rootUri": uri, "capabilities": {}}, request=True)
            server.send("initialized", {})
            settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}}}
            server.send("workspace/didChangeConfiguration", {"settings": settings})
            clean = sorted((root / "data").glob("**/*.yml"))
            for path in clean:
                if said := editor_lines(server, path, path.read_text(encoding="utf-8")):
                    differ += 1
                    print(f"not clean: {path.name}: {said}")
            for number, (name, old, new) in enumerate(MISTAKES):
                path = root / "data" / name
                text = path.read_text(encoding="utf-8")
                if old not in text:
                    raise SystemExit(f"{name} has no {old!r}: mend this list")
                changed = text.replace(old, new, 1)
                path.write_text(changed, encoding="utf-8")
                check = check_lines(root, name)
                path.write_text(text, encoding="utf-8")
                editor = editor_lines(server, path.with_name(f"{path.stem}-{number}.yml"), changed)
                same = bool(check) and set(check) <= set(editor)  # it also tells a misspelt key as a missing one
                differ += not same
                print(f"{'same  ' if same else 'DIFFER'} {name}: {new.strip()!r}")
                print(f"    check  {check}\n    editor {editor}")
        finally:
            server.close()
    print(f"{len(clean)} clean files, {len(MISTAKES)} mistakes, {differ} of them told differently")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
