"""Make this checkout ready for a target of the Makefile: `prepare.py run|check|test`.

Uses the standard library alone, since it runs before anything is installed. What is done already is skipped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import debian
import environment
import vendor
from steps import Failed, report

Step = Callable[[], None]

TO_RUN: list[Step] = [
    environment.make_venv,
    lambda: environment.install("base", "requirements (hash-pinned)"),
    environment.install_project,
    environment.compile_translations,
    vendor.bring_packages,
    vendor.build_vendor,
]
TO_CHECK: list[Step] = [*TO_RUN, lambda: environment.install("dev", "tools for development (hash-pinned)")]
TO_BROWSE: list[Step] = [*TO_CHECK, debian.ensure_chromium]
TO_TEST: list[Step] = [*TO_BROWSE, debian.ensure_postgresql]
TARGETS = {"run": TO_RUN, "check": TO_CHECK, "browse": TO_BROWSE, "test": TO_TEST}


def prepare(target: str) -> None:
    """Do every step that the target needs. Raises Failed."""
    for do in TARGETS[target]:
        do()


def main(arguments: list[str]) -> int:
    """Exit status 0, or 1 with what failed and what to do about it."""
    if len(arguments) != 1 or arguments[0] not in TARGETS:
        print(f"usage: prepare.py {'|'.join(TARGETS)}", file=sys.stderr)
        return 2
    try:
        prepare(arguments[0])
    except Failed as failure:
        return report(failure)
    except KeyboardInterrupt:
        print("\n  Stopped. The next run goes on where this one was.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
