"""How fast claims are handed in, and when what is open will be at that pace. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

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
    today: date

    def left_on(self, day: date) -> int:
        """How many would still wait for their first record at the end of that day; the days from today on count."""
        return max(0, ceil(self.left - self.a_day * (day - self.today).days))

    @classmethod
    def of(cls, handed_in: int, left: int, today: date) -> Pace:
        """`handed_in`: claims, within the last full days. `left`: claims on which nothing was handed in yet."""
        a_day = handed_in / LOOKS_BACK
        if not left:
            return cls(a_day, 0, today, today)
        if not a_day or left / a_day > FARTHEST:
            return cls(a_day, left, None, today)
        return cls(a_day, left, today + timedelta(days=ceil(left / a_day)), today)
