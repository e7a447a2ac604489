"""Every sentence of an article in a row, short enough to be drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.dashboard.states import DIFFERENT, NONE

MOST_CELLS = 120

Cell = tuple[int, str]
"""Where a sentence begins, and what its claim stands at; empty for one without a claim."""


def thinned(strip: Sequence[Cell], most: int = MOST_CELLS) -> list[Cell]:
    """At most so many cells: of neighbours that share one, it shows what a lead would look at first."""
    if len(strip) <= most:
        return list(strip)
    size = -(-len(strip) // most)
    return [max(strip[start : start + size], key=_weight) for start in range(0, len(strip), size)]


def _weight(cell: Cell) -> tuple[int, int]:
    weights = {"": 0, DIFFERENT: 3, NONE: 2}
    return weights.get(cell[1], 1), -cell[0]
