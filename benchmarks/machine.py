"""The machine under the figures: what it is, and how fast its disk is just now."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from importlib.metadata import version
from pathlib import Path

PAGE = b"x" * 4096
SECONDS = 0.4


def description() -> str:
    """Cores, memory and versions, in one line, without a name of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    parts = [
        f"{os.cpu_count()} cores ({platform.machine()})",
        f"{memory:.0f} GB of memory",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"gunicorn {version('gunicorn')}",
        f"SQLAlchemy {version('SQLAlchemy')}",
    ]
    return ", ".join(parts)


def load() -> float:
    """How many processes want a core just now (the average of a minute)."""
    return os.getloadavg()[0]


def fsync_rate(folder: Path) -> float:
    """How often a second a page written to a file of that folder reaches the disk for certain."""
    path = folder / "fsync-probe"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        done, started = 0, time.perf_counter()
        while time.perf_counter() - started < SECONDS:
            os.pwrite(descriptor, PAGE, 0)
            os.fsync(descriptor)
            done += 1
        return done / (time.perf_counter() - started)
    finally:
        os.close(descriptor)
        path.unlink()
