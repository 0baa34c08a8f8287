"""`make bench`: every measurement that takes minutes, one after another; the campaigns have commands of their own."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = ("scale", "links_internal", "links_external", "offline", "mutate_sentences")


def main() -> int:
    """Run each measurement and go on where one fails. Returns 1 if any did."""
    failed = []
    for name in MEASUREMENTS:
        print(f"\n## tests.bench.{name}\n", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
