"""What each newsroom rule looks for. A check sees the facts of a record and answers with the grounds of what it found.

Pure. What nobody has recorded is not held against a record, except where the rule asks for it to be recorded.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Mode,
    Reliability,
)
from factcheck.annotation.rule_facts import EvidenceFacts, RecordFacts
from factcheck.annotation.verdicts import ClaimType, Flag, Medium, Priority, Stance, Tier, Verdict

INDEPENDENT_SECONDARY_SOURCES = 3
"""So many independent sources are needed where all of them are secondary or further away."""
SECOND_SOURCE = 2
"""So many independent sources does a claim of high priority need."""
SHOWS_MEDIA = frozenset({Medium.IMAGE, Medium.VIDEO, Medium.AUDIO, Medium.METADATA})
"""What a claim about a picture, a video or a sound is checked with."""
_MEDIA_CLAIMS = frozenset({ClaimType.MEDIA_PUBLISHING, ClaimType.MEDIA_ANALYSIS})
_OPINIONS = frozenset({ClaimType.OPINION, ClaimType.SPECULATIVE})
_LOOKED_UP = frozenset({Located.ORIGINAL_LOCATED, Located.LOCATED_ALTERED, Located.MISATTRIBUTED})


class Grounds(NamedTuple):
    """Why a rule found something: the evidence or hop it is about (empty: the record), and the material facts."""

    about: str
    facts: tuple[str, ...]


def verdict(record: RecordFacts) -> Iterator[Grounds]:
    """No verdict was chosen."""
    if record.verdict is None:
        yield Grounds("", ())


def evidence(record: RecordFacts) -> Iterator[Grounds]:
    """A verdict that says what the evidence shows has none that bears on the claim."""
    if record.speaks_of_evidence and not record.relevant:
        yield Grounds("", (_verdict(record),))


def quote(record: RecordFacts) -> Iterator[Grounds]:
    """Evidence that bears on the claim is there without the exact passage; one finding for each piece."""
    for piece in record.relevant:
        if not piece.quote.strip():
            yield Grounds(piece.id, (piece.publisher or "",))


def second_source(record: RecordFacts) -> Iterator[Grounds]:
    """A claim of high priority is decided on one source, and that is not the matter itself (tier 1)."""
    if record.priority is not Priority.HIGH or not record.speaks_of_evidence or not record.relevant:
        return
    if any(piece.tier is Tier.PRIMARY for piece in record.relevant):
        return
    if _independent(record.relevant) < SECOND_SOURCE:
        yield Grounds("", (_verdict(record), *_origins(record.relevant)))


def secondary_only(record: RecordFacts) -> Iterator[Grounds]:
    """All evidence is known to be secondary or further away, and comes from fewer than three independent sources."""
    pieces = record.relevant
    if not record.speaks_of_evidence or not pieces:
        return
    if any(piece.tier is None or piece.tier < Tier.SECONDARY for piece in pieces):
        return
    if _independent(pieces) < INDEPENDENT_SECONDARY_SOURCES:
        yield Grounds("", (_verdict(record), *_origins(pieces)))


def against_evidence(record: RecordFacts) -> Iterator[Grounds]:
    """The stances of the evidence contradict the verdict.

    A supporting verdict has evidence that refutes, a refuting one evidence that supports, or "conflicting
    evidence" has all of it on one side.
    """
    supporting = [piece.id for piece in record.evidence if piece.stance is Stance.SUPPORTS]
    partly = [piece.id for piece in record.evidence if piece.stance is Stance.PARTLY_SUPPORTS]
    refuting = [piece.id for piece in record.evidence if piece.stance is Stance.REFUTES]
    against: list[str] = []
    if record.is_supporting:
        against = refuting
    elif record.is_refuting:
        against = supporting
    elif record.verdict is Verdict.CONFLICTING and bool(supporting or partly) != bool(refuting):
        against = supporting + partly + refuting
    if against:
        yield Grounds("", (_verdict(record), *sorted(against)))


def only_later(record: RecordFacts) -> Iterator[Grounds]:
    """All evidence was published after the statement; its dates, and that of the statement, are known."""
    pieces = record.relevant
    if record.said_on is None or not record.speaks_of_evidence or not pieces:
        return
    if all(piece.published is not None and piece.published > record.said_on for piece in pieces):
        yield Grounds("", (record.said_on.isoformat(), *sorted(piece.id for piece in pieces)))


def circular(record: RecordFacts) -> Iterator[Grounds]:
    """The chain comes back to itself, or evidence is the very article that is checked (one finding for each)."""
    if record.chain.circular:
        yield Grounds("", tuple(sorted(str(hop) for hop in record.chain.circular)))
    for piece in record.relevant:
        if piece.cites_article:
            yield Grounds(piece.id, ())


def media(record: RecordFacts) -> Iterator[Grounds]:
    """A claim about a picture, a video or a sound is decided without evidence of such a medium."""
    if not record.claim_types & _MEDIA_CLAIMS or not record.speaks_of_evidence:
        return
    if not any(piece.medium in SHOWS_MEDIA for piece in record.relevant):
        yield Grounds("", (_verdict(record),))


def rationale(record: RecordFacts) -> Iterator[Grounds]:
    """The reason for the verdict is not written down."""
    if not record.rationale.strip():
        yield Grounds("", (_verdict(record),))


def rationale_for_refuting(record: RecordFacts) -> Iterator[Grounds]:
    """The same for a verdict of refuted or mostly refuted."""
    if record.is_refuting:
        yield from rationale(record)


def sourcing(record: RecordFacts) -> Iterator[Grounds]:
    """A claim that verifies a quotation has no chain."""
    if ClaimType.QUOTE_VERIFICATION in record.claim_types and not record.chain.attributions:
        yield Grounds("", ())


def original(record: RecordFacts) -> Iterator[Grounds]:
    """A hop gives words as a direct quotation, and nobody has seen the original; one finding for each."""
    for hop in record.hops:
        if hop.mode is Mode.DIRECT and hop.located not in _LOOKED_UP:
            yield _of_hop(hop, hop.located or "")


def altered_quote(record: RecordFacts) -> Iterator[Grounds]:
    """The original was found and says it differently, but the claim has no flag for it; one finding for each hop."""
    if Flag.ALTERED_QUOTE in record.flags:
        return
    for hop in record.hops:
        if hop.located is Located.LOCATED_ALTERED:
            yield _of_hop(hop)


def plural_but_one(record: RecordFacts) -> Iterator[Grounds]:
    """The text speaks of several sources where at most one can be told apart; one finding for each hop."""
    for hop in record.hops:
        if hop.is_plural_but_one:
            yield _of_hop(hop, str(hop.n_identified))


def anonymous_opinion(record: RecordFacts) -> Iterator[Grounds]:
    """Somebody unnamed gives an opinion or a prediction; one finding for each hop.

    The hop says so (believes, predicts), or it is an origin of a claim that is an opinion or a speculation.
    """
    opinion = bool(record.claim_types & _OPINIONS)
    for hop in record.hops:
        says_so = hop.act in (Act.BELIEVES, Act.PREDICTS)
        if _is_unnamed(hop) and (says_so or (opinion and hop.id in record.chain.roots)):
            yield _of_hop(hop, hop.act or "", str(opinion))


def serious_unnamed_source(record: RecordFacts) -> Iterator[Grounds]:
    """A serious allegation (`RecordFacts.is_serious`) rests on a single unnamed source."""
    if record.is_serious:
        yield from single_unnamed_source(record)


def single_unnamed_source(record: RecordFacts) -> Iterator[Grounds]:
    """The chain rests on a single unnamed source."""
    if record.chain.single_unnamed_source:
        roots = [hop for hop in record.hops if hop.id in record.chain.roots]
        yield Grounds("", (_verdict(record), *sorted(fact for hop in roots for fact in _of_hop(hop).facts)))


def ground_rules(record: RecordFacts) -> Iterator[Grounds]:
    """A hop tells more of its source than the terms allow on which it spoke; one finding for each.

    Off the record: the text attributes it to anybody. Deep background: it is attributed to somebody named or
    described. Background: the source is named.
    """
    for hop in record.hops:
        if hop.mode is not Mode.UNATTRIBUTED and _breaks_terms(hop):
            yield _of_hop(hop, hop.ground_rules or "", hop.identification or "")


def weakest_link(record: RecordFacts) -> Iterator[Grounds]:
    """A supporting verdict has a hop that does not bear it; one finding for each.

    Its source is graded E (unreliable), its information 5 (improbable), or the statement is not where it is said
    to be.
    """
    if not record.is_supporting:
        return
    for hop in record.hops:
        misattributed = hop.located is Located.MISATTRIBUTED
        if misattributed or hop.reliability is Reliability.E or hop.credibility is Credibility.IMPROBABLE:
            yield _of_hop(hop, _verdict(record), hop.grade or "", hop.located or "")


def _verdict(record: RecordFacts) -> str:
    return record.verdict or ""


def _origins(pieces: Iterable[EvidenceFacts]) -> list[str]:
    """What tells one set of evidence from another: each piece's publisher and tier."""
    return sorted(f"{piece.tier or 0} {piece.publisher or piece.id}" for piece in pieces)


def _independent(pieces: Iterable[EvidenceFacts]) -> int:
    """How many sources there are at the most: pieces with the same publisher or the same story are one.

    What has no known publisher is not held against the record, unless its story is known to be another piece's.
    """
    groups: list[set[str]] = []
    for number, piece in enumerate(pieces):
        keys = {f"publisher {piece.publisher}" if piece.publisher is not None else f"piece {number}"}
        if piece.story is not None:
            keys.add(f"story {piece.story}")
        apart = [group for group in groups if not group & keys]
        groups = [*apart, keys.union(*(group for group in groups if group & keys))]
    return len(groups)


def _of_hop(hop: HopFacts, *facts: str) -> Grounds:
    """The grounds of a finding about a hop: who it is, and these facts."""
    return Grounds(str(hop.id), (hop.label, hop.identification or "", *facts))


def _is_unnamed(hop: HopFacts) -> bool:
    return hop.identification is not None and hop.identification.is_unnamed


def _breaks_terms(hop: HopFacts) -> bool:
    told = hop.identification
    if hop.ground_rules is GroundRules.OFF_RECORD:
        return True
    if hop.ground_rules is GroundRules.DEEP_BACKGROUND:
        return told is not None and (told.is_named or told is Identification.UNNAMED_DESCRIBED)
    return hop.ground_rules is GroundRules.BACKGROUND and told is Identification.NAMED
