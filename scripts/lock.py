"""`make lock`: pin everything with hashes, from pyproject.toml into requirements/ and package.json into its lock.

Keeps the pins that still fit; `make lock UPGRADE=1` takes the newest releases. The results name no package index
and no folder of this machine: hashes cover every file of a release, so one file serves every system and Python.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import environment
import vendor
from steps import ROOT, Failed, report, run

REQUIREMENTS = ROOT / "requirements"
HEADER = "# Made by `make lock` from pyproject.toml. Install with: pip install --require-hashes -r {name}\n"
PROJECT = "pyproject.toml"
# name → what uv reads; all but the first keep to the versions of the first.
FILES = {
    "base": [PROJECT],
    "postgresql": [PROJECT, "--extra", "postgresql"],
    "dev": [PROJECT, "--extra", "postgresql", "--group", "dev"],
    "build": ["--group", "build"],
    "node": ["--group", "node"],
    "lock": ["--group", "lock"],
}


def main() -> int:
    """Exit status 0, or 1 with what failed."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    try:
        environment.make_venv()
        with tempfile.TemporaryDirectory() as folder:
            uv = _resolver(Path(folder))
            for name, options in FILES.items():
                _compile(uv, name, [*options, *upgrade])
        run(
            [*vendor.npm_command(), "install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"],
            what="npm install --package-lock-only",
            advice="Check that this machine reaches the npm registry.",
        )
        _drop_addresses(ROOT / "package-lock.json")
    except Failed as failure:
        return report(failure)
    return 0


def _drop_addresses(lock: Path) -> None:
    """Take out where packages ask for sponsors: it pins nothing, and a lock file holds no address."""
    content = json.loads(lock.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _resolver(folder: Path) -> Path:
    """uv in a throw-away environment: the pinned one, or the newest where there is no pin yet."""
    run(
        [sys.executable, "-m", "venv", folder],
        what="Making a virtual environment",
        advice="Is the disk full?",
    )
    pinned = REQUIREMENTS / "lock.txt"
    wanted = ["--require-hashes", "-r", str(pinned)] if pinned.exists() else ["uv"]
    run(
        [folder / "bin" / "pip", "install", "--quiet", *wanted],
        what="Installing the resolver",
        advice=environment.NETWORK,
        environment=environment.PIP_ENVIRONMENT,
    )
    return folder / "bin" / "uv"


def _compile(uv: Path, name: str, sources: list[str]) -> None:
    target = REQUIREMENTS / f"{name}.txt"
    command: list[str | Path] = [uv, "pip", "compile", *sources, "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--output-file", target]
    if name != "base":
        command += ["--constraints", REQUIREMENTS / "base.txt"]
    run(command, what=f"Resolving requirements/{name}.txt", advice=environment.NETWORK)
    lines = [line for line in target.read_text().splitlines() if not line.startswith(("#", "--"))]
    text = HEADER.format(name=f"requirements/{name}.txt") + "\n".join(lines) + "\n"
    if found := re.search(r"https?://\S+|file:\S+", text):
        raise Failed(
            f"requirements/{name}.txt would name an address: {found[0]}", "Take that requirement out."
        )
    target.write_text(text)
    print(f"  ✓ requirements/{name}.txt", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
