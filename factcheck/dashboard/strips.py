"""Every sentence of an article in a row, short enough to be drawn. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.dashboard.states import DIFFERENT, NONE, Age, ClaimState, Colour, Footing

MOST_CELLS = 120
"""In a row of a table."""
MOST_SENTENCES = 2_000
"""Of an article by itself."""

Cell = tuple[int, str]
"""Where a sentence begins, and what it is coloured by; empty for one without a claim."""

_LOOK_AT: Mapping[Colour, Sequence[str]] = {
    Colour.VERDICT: (DIFFERENT, NONE),
    Colour.STATE: (
        ClaimState.DIFFER,
        ClaimState.ASIDE,
        ClaimState.UNTOUCHED,
        ClaimState.BEGUN,
        ClaimState.SHORT,
    ),
    Colour.FOOTING: (Footing.UNNAMED, Footing.NOTHING, Footing.SECONDARY, NONE),
    Colour.AGE: (Age.OLDER, Age.WEEK, Age.DAYS, Age.DAY),
}
"""What a lead would look at first."""


def thinned(strip: Sequence[Cell], colour: Colour = Colour.VERDICT, most: int = MOST_CELLS) -> list[Cell]:
    """At most so many cells: of neighbours that share one, it shows what a lead would look at first."""
    if len(strip) <= most:
        return list(strip)
    size = -(-len(strip) // most)
    order = [*_LOOK_AT[colour], None, ""]

    def place(cell: Cell) -> tuple[int, int]:
        return order.index(cell[1] if cell[1] in order else None), cell[0]

    return [min(strip[start : start + size], key=place) for start in range(0, len(strip), size)]
