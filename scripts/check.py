"""`make check`: style, types and import rules, side by side; with `quick`, the quick tests too.

Each check is one line with its seconds; one that fails prints what it found.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from steps import ROOT, VENV

Command = list[str | Path]
BIN = VENV / "bin"
CHECKS: dict[str, Command] = {
    "ruff check": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "--diff", "."],
    "mypy": [BIN / "mypy"],
    "import rules": [BIN / "lint-imports", "--no-cache"],
}
QUICK: Command = [BIN / "pytest", "-q", "--quick", "-n", "2", "--dist", "loadgroup"]


def main(arguments: list[str]) -> int:
    """Exit status 0, or 1 when anything was found."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        kept = list(pool.map(_check, CHECKS, CHECKS.values()))
    if not all(kept):
        return 1
    if "quick" in arguments:
        return subprocess.run([str(part) for part in QUICK], cwd=ROOT, stdin=subprocess.DEVNULL).returncode
    return 0


def _check(name: str, command: Command) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    seconds = time.monotonic() - began
    if done.returncode == 0:
        print(f"  ✓ {name} ({seconds:.1f} s)", flush=True)
        return True
    print(f"  ✗ {name} ({seconds:.1f} s)\n{done.stdout}", flush=True)
    return False


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
