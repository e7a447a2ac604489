"""How long work may be left alone, and whether articles that nobody has may be taken. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

MEMBER = "pool"
"""What it is called in a project's stored policy, beside the rules."""
MOST_DAYS = 90
USUAL_DAYS = 3


@dataclass(frozen=True, slots=True)
class Pool:
    """`days`: work that was taken and left alone for so many goes back to the pool; 0: it never does. `articles`:
    "take the next" gives out articles that nobody has begun and nobody was given."""

    days: int = USUAL_DAYS
    articles: bool = True

    @classmethod
    def of(cls, policy: Mapping[str, object]) -> Pool:
        """What a project's stored policy says; the usual where it says nothing that is known."""
        stored = policy.get(MEMBER)
        if not isinstance(stored, Mapping):
            return cls()
        days = stored.get("days")
        known = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS
        return cls(
            days if known and isinstance(days, int) else USUAL_DAYS, stored.get("articles") is not False
        )

    def to_dict(self) -> dict[str, object]:
        """JSON; `of` reads it back from a policy that has it under `MEMBER`."""
        return {"days": self.days, "articles": self.articles}

    @property
    def left_alone(self) -> timedelta | None:
        """After which time work goes back; None: never."""
        return timedelta(days=self.days) if self.days else None
