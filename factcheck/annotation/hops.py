"""One step of an attribution chain: what can be recorded about it. This module imports no framework."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

HopId = int | str
"""Whatever tells the hops of one annotation apart: a row's number, or the id of an export."""


class Act(StrEnum):
    """What the source does with the statement."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    QUOTES = "quotes"
    CITES = "cites"
    PREDICTS = "predicts"
    BELIEVES = "believes"
    DENIES = "denies"


class Mode(StrEnum):
    """How the words are given: in quotation marks, in part, in other words, or with nobody behind them."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"
    UNATTRIBUTED = "unattributed"


class Identification(StrEnum):
    """How far the text says who the source is."""

    NAMED = "named"
    NAMED_ROLE = "named_role"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED_DESCRIBED = "unnamed_described"
    UNNAMED_BARE = "unnamed_bare"
    COLLECTIVE = "collective"

    @property
    def is_named(self) -> bool:
        """Whether a reader could go and ask: a person, an office, an outlet or a document."""
        return self in _NAMED

    @property
    def is_unnamed(self) -> bool:
        """Whether somebody speaks who is not told. A collective ("the government") is neither."""
        return self in (Identification.UNNAMED_DESCRIBED, Identification.UNNAMED_BARE)


_NAMED = frozenset(
    {Identification.NAMED, Identification.NAMED_ROLE, Identification.OUTLET, Identification.DOCUMENT}
)


class GroundRules(StrEnum):
    """The terms on which the source spoke."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_RECORD = "off_record"
    UNKNOWN = "unknown"


class Proximity(StrEnum):
    """How near the source was to what it speaks of."""

    WITNESS = "witness"
    PARTICIPANT = "participant"
    OFFICIAL_RECORD = "official_record"
    SECONDHAND = "secondhand"
    THIRDHAND = "thirdhand"
    UNKNOWN = "unknown"


class Located(StrEnum):
    """What came of looking for the original of what is attributed."""

    ORIGINAL_LOCATED = "original_located"
    LOCATED_ALTERED = "located_altered"
    MISATTRIBUTED = "misattributed"
    UNTRACEABLE = "untraceable"
    UNCHECKED = "unchecked"


class Reliability(StrEnum):
    """The first axis of the Admiralty code: the source. F, "cannot be judged", is not worse than E."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """The second axis of the Admiralty code: the information. 6, "cannot be judged", is not worse than 5."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    UNJUDGED = 6


class HopFacts(NamedTuple):
    """One hop as the chain rules see it.

    id: unique in the chain.
    via: the hops it is reached from, one step nearer to the article; empty when the article itself
        names it. Several where branches converge.
    source: the key of its source; the same key is the same source. None while it has none.
    label: what the text calls it ("a senior official").
    plural_stated: the text speaks of several ("officials say").
    n_identified: how many can be told apart, None while nobody has counted.
    """

    id: HopId
    via: tuple[HopId, ...] = ()
    source: str | None = None
    label: str = ""
    act: Act | None = None
    mode: Mode | None = None
    identification: Identification | None = None
    ground_rules: GroundRules | None = None
    proximity: Proximity | None = None
    plural_stated: bool = False
    n_identified: int | None = None
    located: Located | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None

    @property
    def grade(self) -> str | None:
        """The Admiralty grade, such as `B2`; `B-` or `-2` with one axis judged, None with neither."""
        if self.reliability is None and self.credibility is None:
            return None
        return f"{self.reliability or '-'}{self.credibility or '-'}"

    @property
    def is_plural_but_one(self) -> bool:
        """Whether several are claimed, but at most one can be told apart."""
        return self.plural_stated and self.n_identified is not None and self.n_identified <= 1
