"""The figures as a table for people, and between two markers of docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import HEADINGS, Figure
from benchmarks.machine import description

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def table(figures: Sequence[Figure]) -> str:
    """Columns that line up, for a terminal."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def markdown(figures: Sequence[Figure], note: str) -> str:
    """The table, what it was measured on and when, and where each figure stands."""
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {description()}. {note}".strip(),
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "|".join([" --- "] * len(HEADINGS)) + "|",
        *("| " + " | ".join(figure.cells()) + " |" for figure in figures),
        "",
        *(f"- {sentence}" for sentence in sentences(figures)),
    ]
    return "\n".join(lines)


def sentences(figures: Sequence[Figure]) -> list[str]:
    """One sentence for each goal: met, or missed and by how much."""
    said = []
    for figure in figures:
        if figure.goal is None:
            continue
        value, goal = f"{figure.median:,.{figure.digits}f}", f"{figure.goal:g}"
        outcome = "meets its goal" if figure.met else "misses its goal"
        ratio = f", {figure.ratio:.2f} of the floor" if figure.floor_goal and figure.ratio else ""
        bound = "at least" if figure.at_least else "at most"
        unit = f" {figure.unit}" if figure.unit else ""
        said.append(f"{figure.code}, {figure.what}: {value}{unit}{ratio} {outcome} of {bound} {goal}{unit}.")
    return said


def write(figures: Sequence[Figure], note: str, page: Path = PAGE) -> None:
    """Put the figures between the markers of the page. Raises ValueError where it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for figures")
    page.write_text(f"{before}{BEGIN}\n{markdown(figures, note)}\n{END}{after}", encoding="utf-8")
