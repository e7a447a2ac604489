"""What the newsroom rules look at: one reviewer's record on one claim, as plain values. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from factcheck.annotation.hops import HopFacts
from factcheck.annotation.sourcing import Summary, summarise
from factcheck.annotation.verdicts import (
    ClaimType,
    Flag,
    Medium,
    Priority,
    Stance,
    Tier,
    Verdict,
)

_NO_CHAIN = summarise([])
_NOT_ALLEGATIONS = frozenset({ClaimType.OPINION, ClaimType.SPECULATIVE, ClaimType.POSITION_STATEMENT})


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One piece of evidence.

    publisher: any key that tells independent origins apart, such as the publisher's name or the host; None
        where nobody knows.
    story: what pieces share that tell the same story by their address or their text, whoever published them; None
        where nobody knows.
    cites_article: it is the article that is checked, so that it can bear nothing out.
    """

    id: str
    stance: Stance | None = None
    quote: str = ""
    tier: Tier | None = None
    publisher: str | None = None
    medium: Medium | None = None
    published: date | None = None
    story: str | None = None
    cites_article: bool = False

    @property
    def is_relevant(self) -> bool:
        """Whether it bears on the claim, as far as anybody has said."""
        return self.stance is not Stance.IRRELEVANT


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One reviewer's record on one claim, with what is said of the claim itself.

    hops, chain: the attribution chain, and what `sourcing.summarise` makes of it.
    said_on: the day of the statement: the earliest date of a hop, else the article's; None where unknown.
    """

    verdict: Verdict | None = None
    rationale: str = ""
    flags: frozenset[Flag] = frozenset()
    claim_types: frozenset[ClaimType] = frozenset()
    priority: Priority = Priority.NORMAL
    evidence: tuple[EvidenceFacts, ...] = ()
    hops: tuple[HopFacts, ...] = ()
    chain: Summary = field(default=_NO_CHAIN)
    said_on: date | None = None

    @classmethod
    def of_chain(cls, hops: Sequence[HopFacts], **others: object) -> "RecordFacts":
        """The facts with this chain, summed up; the rest as in the constructor."""
        return cls(hops=tuple(hops), chain=summarise(hops), **others)  # type: ignore[arg-type]

    @property
    def relevant(self) -> tuple[EvidenceFacts, ...]:
        """The evidence that bears on the claim."""
        return tuple(piece for piece in self.evidence if piece.is_relevant)

    @property
    def ends_check(self) -> bool:
        """Whether the verdict says that there is nothing to check."""
        return self.verdict is not None and self.verdict.ends_check

    @property
    def speaks_of_evidence(self) -> bool:
        """Whether the verdict says what the evidence shows: one on the scale, or conflicting evidence."""
        return self.verdict is Verdict.CONFLICTING or self.rating is not None

    @property
    def rating(self) -> int | None:
        """The value of the verdict, 5 (supported) to 1 (refuted); None off the scale or without a verdict."""
        return self.verdict.rating if self.verdict else None

    @property
    def is_supporting(self) -> bool:
        """Whether the verdict is supported or mostly supported."""
        return self.rating is not None and self.rating >= 4

    @property
    def is_refuting(self) -> bool:
        """Whether the verdict is refuted or mostly refuted."""
        return self.rating is not None and self.rating <= 2

    @property
    def is_serious(self) -> bool:
        """Whether the claim counts as a serious allegation.

        It does where the desk has given it high priority, unless all that is said of its types is that it is an
        opinion, a speculation or a position.
        """
        alleges = not self.claim_types or bool(self.claim_types - _NOT_ALLEGATIONS)
        return self.priority is Priority.HIGH and alleges
