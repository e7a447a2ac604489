"""The demonstration's desk: leads, and reviewers who differ in how often they are right and how long they take."""

from __future__ import annotations

import random
from dataclasses import dataclass

from factcheck.accounts.models import Role
from factcheck.annotation.verdicts import Verdict

_SCALE = [verdict for verdict in Verdict if verdict.is_ordinal]
_NEXT_TO_IT = 0.8
"""Of the wrong verdicts on the scale, so many are only one step away."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the desk. `accuracy`: how often their verdict is the true one; `minutes`: what a claim usually takes
    them; `evidence`: how many pieces they usually attach."""

    name: str
    role: Role
    accuracy: float
    minutes: float
    evidence: float

    def judge(self, chance: random.Random, truth: Verdict) -> Verdict:
        """Their verdict on a claim of which that is true."""
        if chance.random() < self.accuracy:
            return truth
        if truth not in _SCALE or chance.random() > _NEXT_TO_IT:
            return chance.choice([verdict for verdict in Verdict if verdict is not truth])
        place = _SCALE.index(truth)
        return chance.choice([_SCALE[near] for near in (place - 1, place + 1) if 0 <= near < len(_SCALE)])

    def seconds(self, chance: random.Random) -> int:
        """How long a claim takes them."""
        return max(20, round(chance.lognormvariate(0, 0.6) * self.minutes * 60))


MEMBERS = (
    Member("Rosa Keller", Role.LEAD, 0.95, 4.0, 1.8),
    Member("Milan Okonkwo", Role.LEAD, 0.93, 5.0, 1.5),
    Member("Anke Sørensen", Role.REVIEWER, 0.93, 6.5, 2.0),
    Member("Tarek Benali", Role.REVIEWER, 0.88, 4.5, 1.6),
    Member("Hanna Adler", Role.REVIEWER, 0.84, 3.0, 1.2),
    Member("Joris de Wit", Role.REVIEWER, 0.80, 8.0, 1.4),
    Member("Ines Duarte", Role.REVIEWER, 0.90, 5.5, 1.7),
    Member("Sam Whitlock", Role.REVIEWER, 0.72, 2.2, 0.9),
)
LEADS = tuple(member for member in MEMBERS if member.role is Role.LEAD)
REVIEWERS = tuple(member for member in MEMBERS if member.role is Role.REVIEWER)
