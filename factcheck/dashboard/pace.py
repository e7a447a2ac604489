"""How fast claims are handed in, and when what is open will be at that pace. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LOOKS_BACK = 7
"""So many days count towards the pace, the last full ones."""
FARTHEST = 365


@dataclass(frozen=True, slots=True)
class Pace:
    """`a_day`: claims whose first record was handed in, on the average of the last full days. `done_on`: the day on
    which nothing would be left to hand in; None where nothing is handed in, or it is more than a year away."""

    a_day: float
    left: int
    done_on: date | None

    @classmethod
    def of(cls, handed_in: Mapping[date, int], left: int, today: date) -> Pace:
        """`handed_in`: day → claims. `left`: claims on which nothing was handed in yet."""
        days = [today - timedelta(days=number) for number in range(1, LOOKS_BACK + 1)]
        a_day = sum(handed_in.get(day, 0) for day in days) / LOOKS_BACK
        if not left:
            return cls(a_day, 0, today)
        if not a_day or left / a_day > FARTHEST:
            return cls(a_day, left, None)
        return cls(a_day, left, today + timedelta(days=-(-left // a_day)))
