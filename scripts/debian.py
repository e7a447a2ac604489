"""Debian packages for what PyPI and npm do not carry: a browser and a database server for the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from steps import Failed, find_program, run

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> Path | None:
    """A Chromium or Chrome of this machine: CHROMIUM, one on the PATH, or macOS's."""
    if given := os.environ.get("CHROMIUM"):
        return Path(given)
    return find_program(*CHROMIUM_NAMES) or (MAC_CHROME if MAC_CHROME.exists() else None)


def find_postgresql() -> Path | None:
    """The folder that holds `initdb` and `postgres`: the newest of Debian's, or the one on the PATH."""
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    for folder in sorted(debian, key=lambda path: float(path.parent.name), reverse=True):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    on_path = find_program("initdb")
    return on_path.resolve().parent if on_path and find_program("postgres") else None


def ensure_chromium() -> None:
    """Install Chromium where no browser is found. Raises Failed."""
    if find_chromium() is None:
        install(["chromium"], why="The browser tests need Chromium or Chrome")


def ensure_postgresql() -> None:
    """Install a PostgreSQL server where none is found. Raises Failed."""
    if find_postgresql() is None:
        install(["postgresql"], why="The tests on PostgreSQL need its server programs (initdb, postgres)")


def install(packages: list[str], *, why: str) -> None:
    """Install packages with apt, as root or with a sudo that asks nothing; otherwise raises Failed with the command."""
    names = " ".join(packages)
    by_hand = f"sudo apt-get update && sudo apt-get install {names}"
    if find_program("apt-get") is None:
        raise Failed(
            f"{why}.", f"Install it with this system's package manager (in Debian's words: {names})."
        )
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and (find_program("sudo") is None or not _sudo_is_silent()):
        raise Failed(f"{why}, and installing it needs an administrator.", f"Run once: {by_hand}")
    print(f"  … apt-get install {names}", file=sys.stderr, flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    advice = f"Check the network, then run by hand: {by_hand}"
    apt = [*root, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    run([*apt, "update"], what="apt-get update", advice=advice, environment=quiet)
    run(
        [*apt, "install", "--no-install-recommends", *packages],
        what=f"apt-get install {names}",
        advice=advice,
        environment=quiet,
    )


def _sudo_is_silent() -> bool:
    try:
        run(["sudo", "-n", "true"], what="sudo", advice="")
    except Failed:
        return False
    return True
