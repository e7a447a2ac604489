"""`make bench`: what the product exists for, each figure beside its floor, in medians of several rounds.

    make bench ARGS="--quick"          a few minutes, smaller amounts
    make bench ARGS="--only M1,M4"     some of the figures
    make bench ARGS="--write"          the whole run, into docs/benchmarks.md

The server is started as `factcheck serve` starts it and asked over real HTTP on kept-alive connections, signed in, with
CSRF tokens, the log and `synchronous=FULL`. Nothing here is a test: a missed goal is reported, not failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import (
    browsing,
    checking,
    export,
    importing,
    killing,
    live,
    opening,
    overview,
    report,
    saving,
    starting,
    stories,
    suggesting,
    tracing,
)
from benchmarks.figures import Figure
from benchmarks.machine import description, load


def measures(options: argparse.Namespace) -> dict[str, Callable[[], list[Figure]]]:
    """Code(s) → what measures them."""
    quick: bool = options.quick
    rounds = 3 if quick else 7
    seconds = 1.0 if quick else 3.0
    annotations = options.annotations or (20_000 if quick else 1_000_000)
    exported = 10_000 if quick else 100_000
    return {
        "M1 M2": lambda: saving.measure_saves(rounds, seconds),
        "M3": lambda: saving.measure_growth(rounds, seconds, annotations),
        "M4": lambda: opening.measure_opening(rounds),
        "M4 M9": lambda: browsing.measure_in_browser(2 if quick else 5),
        "M5": lambda: importing.measure_import(rounds),
        "M6": lambda: export.measure_export(exported, 2 if quick else 5),
        "M7": lambda: overview.measure_overview(
            [10_000] if quick else [10_000, 100_000, 1_000_000],
            3,
            on_postgresql=[] if quick else [10_000, 1_000_000],
        ),
        "M8": lambda: starting.measure_start(rounds),
        "M11": lambda: live.measure_live(1 if quick else 3),
        "M12": lambda: suggesting.measure_suggesting(rounds),
        "M13": lambda: tracing.measure_tracing(20_000 if quick else 100_000, rounds),
        "M14": lambda: checking.measure_checking(300 if quick else 1_000, 2 if quick else 3),
        "M15": lambda: stories.measure_stories(10_000 if quick else 100_000, rounds),
        "M10": lambda: killing.measure_kills(5 if quick else 20),
    }


def main() -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller amounts")
    parser.add_argument("--only", default="", help="codes of figures, with commas between them")
    parser.add_argument("--annotations", type=int, help="how many are stored for M3 (default: 1,000,000)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    options = parser.parse_args()
    wanted = {code.strip().upper() for code in options.only.split(",") if code.strip()}
    print(description(), flush=True)
    before = load()
    figures: list[Figure] = []
    for codes, measure in measures(options).items():
        if wanted and not wanted & set(codes.split()):
            continue
        print(f"{codes} …", file=sys.stderr, flush=True)
        figures += measure()
    note = f"The machine was {'quiet' if before < 0.5 else 'NOT quiet'} (load {before:.1f} before the run)."
    print(note)
    print(report.table(figures))
    print("\n".join(report.sentences(figures)))
    if options.write:
        report.write(figures, note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
