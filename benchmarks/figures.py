"""A measured figure: one value a round, with the floor that was measured in the same rounds, and the goal."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """`values`, `floor`: one a round, in `unit`. `goal`: at most that much, or with `at_least`, no less.

    `fsyncs`: what the disk managed a second beside each round, where a save waits for it. `floor_goal`: the ratio to
    the floor that does as well as the goal.
    """

    code: str
    what: str
    unit: str
    values: Sequence[float]
    goal: float | None = None
    at_least: bool = False
    floor: Sequence[float] = ()
    floor_goal: float | None = None
    fsyncs: Sequence[float] = field(default=())
    digits: int = 1

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def ratio(self) -> float | None:
        """The median round's value over its floor; both were measured within seconds of each other."""
        if not self.floor:
            return None
        return statistics.median(value / floor for value, floor in zip(self.values, self.floor, strict=True))

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        if self.floor_goal is not None and self.ratio is not None and self.ratio >= self.floor_goal:
            return True
        return self.median >= self.goal if self.at_least else self.median <= self.goal

    def cells(self) -> list[str]:
        """One line of the table."""
        return [
            self.code,
            self.what,
            f"{self._spread(self.values)} {self.unit}".rstrip(),
            self._spread(self.floor) if self.floor else "",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            f"{statistics.median(self.fsyncs):,.0f}" if self.fsyncs else "",
            self._goal(),
            {True: "met", False: "missed", None: ""}[self.met],
        ]

    def _goal(self) -> str:
        if self.goal is None:
            return ""
        ratio = f" or {self.floor_goal} of the floor" if self.floor_goal else ""
        return f"{'≥' if self.at_least else '≤'} {self.goal:g}{ratio}"

    def _spread(self, values: Sequence[float]) -> str:
        middle, low, high = (
            f"{value:,.{self.digits}f}" for value in (statistics.median(values), min(values), max(values))
        )
        return middle if len(values) == 1 or low == high else f"{middle} ({low}–{high})"


HEADINGS = ["", "What", "Median (min–max)", "Floor", "Ratio", "fsync/s", "Goal", "Stands"]
