"""Steps of the set-up: each runs once, says how long it took, and is skipped until what it depends on changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / ".stamps"
TAIL_LINES = 15


class Failed(Exception):
    """A step that could not be done; `advice` says what to do about it."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


def digest(*parts: Path | str) -> str:
    """SHA-256 over files (their bytes), folders (their listing) and plain strings, in the given order."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            content = part.encode()
        elif part.is_file():
            content = part.read_bytes()
        else:
            content = "\n".join(sorted(str(path) for path in part.rglob("*"))).encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def step(
    name: str,
    label: str,
    work: Callable[[], None],
    *,
    inputs: Iterable[Path | str],
    products: Iterable[Path] = (),
) -> bool:
    """Do `work` unless a stamp says that it was done with the same `inputs` and its `products` are all there.

    Prints one line with the seconds it took. Returns whether anything was done. Raises Failed.
    """
    stamp = STAMPS / name
    wanted = digest(*inputs)
    if stamp.is_file() and stamp.read_text() == wanted and all(product.exists() for product in products):
        return False
    began = time.monotonic()
    show = sys.stdout.isatty()
    if show:
        print(f"  … {label}", end="", flush=True)
    try:
        work()
    except BaseException:
        if show:
            print()
        raise
    if missing := [str(product) for product in products if not product.exists()]:
        raise Failed(f"{label} left nothing at {missing[0]}", "Run `make clean` and try again.")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    start = "\r" if show else ""
    print(f"{start}  ✓ {label} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def run(
    command: list[str | Path],
    *,
    what: str,
    advice: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
) -> str:
    """Run a program quietly and return what it printed. Raises Failed with the end of its output if it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Failed(f"{what}: {command[0]} could not be started ({error.strerror})", advice) from error
    if done.returncode != 0:
        tail = "\n".join("      " + line for line in done.stdout.strip().splitlines()[-TAIL_LINES:])
        raise Failed(f"{what} failed:\n{tail}" if tail else f"{what} failed", advice)
    return done.stdout


def report(failure: Failed) -> int:
    """Print a failed step for a person; the exit status to end with."""
    print(f"\n  ✗ {failure.what}\n\n  What to do: {failure.advice}", file=sys.stderr)
    return 1


def find_program(*names: str) -> Path | None:
    """The first of these programs that is on the PATH."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    return None
