"""How a claim can be decided, and how far the records on it lie apart. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from factcheck.annotation.verdicts import Verdict

MEMBER = "decide_own"
"""What it is called in a project's stored policy: whether somebody may decide a claim that they checked themselves."""
FARTHEST = 5
"""How far a verdict off the scale is from any other one: farther than the ends of the scale are from each other."""


class Outcome(StrEnum):
    """What is decided: a verdict, that there is nothing to check, or that the guidelines leave it open."""

    VERDICT = "verdict"
    NOT_A_CLAIM = "not_a_claim"
    UNCLEAR = "guideline_unclear"

    @property
    def settles(self) -> bool:
        """Whether the claim is decided by it; what the guidelines leave open is put aside until they say more."""
        return self is not Outcome.UNCLEAR


class Call(StrEnum):
    """What the records on a claim call for."""

    DIFFER = "differ"
    AGREE = "agree"
    ASIDE = "aside"
    DECIDED = "decided"


def may_decide_own(policy: Mapping[str, object]) -> bool:
    """Whether a project lets people decide claims that they have checked themselves: not unless its policy says so."""
    return policy.get(MEMBER) is True


def distance(verdicts: Iterable[Verdict]) -> int:
    """How far the verdicts lie apart: 0 where they are one, the steps between the outermost where all are on the scale,
    FARTHEST where they differ and one is off it."""
    given = set(verdicts)
    if len(given) < 2:
        return 0
    ratings = [verdict.rating for verdict in given if verdict.rating is not None]
    return FARTHEST if len(ratings) < len(given) else max(ratings) - min(ratings)
