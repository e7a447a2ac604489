"""Which hop limits a chain, and by what. This module imports no framework."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from factcheck.annotation.hops import (
    Credibility,
    HopFacts,
    HopId,
    Identification,
    Located,
    Proximity,
    Reliability,
)


class Weakness(StrEnum):
    """What is weak about a hop, the gravest first."""

    MISATTRIBUTED = "misattributed"
    CIRCULAR = "circular"
    UNRELIABLE = "unreliable"
    IMPROBABLE = "improbable"
    UNTRACEABLE = "untraceable"
    SOURCE_UNJUDGED = "source_unjudged"
    INFORMATION_UNJUDGED = "information_unjudged"
    UNNAMED_BARE = "unnamed_bare"
    ALTERED = "altered"
    NOT_USUALLY_RELIABLE = "not_usually_reliable"
    DOUBTFUL = "doubtful"
    UNNAMED_DESCRIBED = "unnamed_described"
    PLURAL_BUT_ONE = "plural_but_one"
    FAIRLY_RELIABLE = "fairly_reliable"
    POSSIBLY_TRUE = "possibly_true"
    COLLECTIVE = "collective"
    THIRDHAND = "thirdhand"
    USUALLY_RELIABLE = "usually_reliable"
    PROBABLY_TRUE = "probably_true"
    SECONDHAND = "secondhand"

    @property
    def points(self) -> int:
        """How much it limits a chain, 6 (the statement is not there at all) to 1 (hardly)."""
        return _POINTS[self]


_BY_POINTS = {
    6: (Weakness.MISATTRIBUTED, Weakness.CIRCULAR),
    5: (Weakness.UNRELIABLE, Weakness.IMPROBABLE),
    4: (
        Weakness.UNTRACEABLE,
        Weakness.SOURCE_UNJUDGED,
        Weakness.INFORMATION_UNJUDGED,
        Weakness.UNNAMED_BARE,
    ),
    3: (Weakness.ALTERED, Weakness.NOT_USUALLY_RELIABLE, Weakness.DOUBTFUL, Weakness.UNNAMED_DESCRIBED),
    2: (
        Weakness.PLURAL_BUT_ONE,
        Weakness.FAIRLY_RELIABLE,
        Weakness.POSSIBLY_TRUE,
        Weakness.COLLECTIVE,
        Weakness.THIRDHAND,
    ),
    1: (Weakness.USUALLY_RELIABLE, Weakness.PROBABLY_TRUE, Weakness.SECONDHAND),
}
_POINTS = {weakness: points for points, group in _BY_POINTS.items() for weakness in group}
_GRAVITY = {weakness: -number for number, weakness in enumerate(Weakness)}

_LOCATED = {
    Located.MISATTRIBUTED: Weakness.MISATTRIBUTED,
    Located.UNTRACEABLE: Weakness.UNTRACEABLE,
    Located.LOCATED_ALTERED: Weakness.ALTERED,
}
# F and 6 stand between D and E, 4 and 5: what cannot be judged bears nothing, but is not known to be bad.
_RELIABILITY = {
    Reliability.B: Weakness.USUALLY_RELIABLE,
    Reliability.C: Weakness.FAIRLY_RELIABLE,
    Reliability.D: Weakness.NOT_USUALLY_RELIABLE,
    Reliability.E: Weakness.UNRELIABLE,
    Reliability.F: Weakness.SOURCE_UNJUDGED,
}
_CREDIBILITY = {
    Credibility.PROBABLE: Weakness.PROBABLY_TRUE,
    Credibility.POSSIBLE: Weakness.POSSIBLY_TRUE,
    Credibility.DOUBTFUL: Weakness.DOUBTFUL,
    Credibility.IMPROBABLE: Weakness.IMPROBABLE,
    Credibility.UNJUDGED: Weakness.INFORMATION_UNJUDGED,
}
_IDENTIFICATION = {
    Identification.UNNAMED_BARE: Weakness.UNNAMED_BARE,
    Identification.UNNAMED_DESCRIBED: Weakness.UNNAMED_DESCRIBED,
    Identification.COLLECTIVE: Weakness.COLLECTIVE,
}
_PROXIMITY = {Proximity.SECONDHAND: Weakness.SECONDHAND, Proximity.THIRDHAND: Weakness.THIRDHAND}


@dataclass(frozen=True, slots=True)
class Weakest:
    """The hop that limits the chain, the gravest thing about it, and its Admiralty grade (`F6`) if graded."""

    hop: HopId
    reason: Weakness
    grade: str | None

    def to_dict(self) -> dict[str, HopId | str | None]:
        """For JSON, in this order: hop, reason, grade."""
        return {"hop": self.hop, "reason": str(self.reason), "grade": self.grade}


def weaknesses(hop: HopFacts, *, circular: bool) -> list[Weakness]:
    """All that is weak about a hop, the gravest first. What nobody has recorded is not held against it."""
    return list(
        _weaknesses(
            hop.located,
            circular,
            hop.reliability,
            hop.credibility,
            hop.identification,
            hop.proximity,
            hop.is_plural_but_one,
        )
    )


@lru_cache(maxsize=4_096)
def _weaknesses(
    located: Located | None,
    circular: bool,
    reliability: Reliability | None,
    credibility: Credibility | None,
    identification: Identification | None,
    proximity: Proximity | None,
    plural_but_one: bool,
) -> tuple[Weakness, ...]:
    found = [
        _LOCATED.get(located) if located else None,
        Weakness.CIRCULAR if circular else None,
        _RELIABILITY.get(reliability) if reliability else None,
        _CREDIBILITY.get(credibility) if credibility else None,
        _IDENTIFICATION.get(identification) if identification else None,
        _PROXIMITY.get(proximity) if proximity else None,
        Weakness.PLURAL_BUT_ONE if plural_but_one else None,
    ]
    return tuple(sorted((weakness for weakness in found if weakness), key=_GRAVITY.__getitem__, reverse=True))


def weight(found: list[Weakness]) -> tuple[int, int]:
    """What hops are compared by: the points of the gravest weakness, then those of all together."""
    points = [_POINTS[weakness] for weakness in found]
    return max(points, default=0), sum(points)
