"""From stored rows to the plain facts that the rules work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Mode,
    Proximity,
    Reliability,
)
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.rule_facts import EvidenceFacts, RecordFacts
from factcheck.annotation.verdicts import ClaimType, Flag, Medium, Priority, Stance, Tier, Verdict
from factcheck.articles.models import Article
from factcheck.links import host_of, link_key


def resolved_via(hops: Sequence[Hop]) -> dict[str, tuple[str, ...]]:
    """Hop uid → the uids it is reached from; hops in order. What was removed since is passed over."""
    return resolve_via([(hop.uid, hop.via) for hop in hops])


def resolve_via(chain: Sequence[tuple[str, Sequence[str] | None]]) -> dict[str, tuple[str, ...]]:
    """As `resolved_via`, for the uid and the stored `via` of each hop in order."""
    present = {uid for uid, _stored in chain}
    via: dict[str, tuple[str, ...]] = {}
    before: str | None = None
    for uid, stored in chain:
        if stored is None:
            via[uid] = (before,) if before else ()
        else:
            via[uid] = tuple(other for other in stored if other in present)
        before = uid
    return via


def hop_facts(hops: Sequence[Hop]) -> list[HopFacts]:
    """The chain as its rules see it; hops in order, with their sources loaded."""
    via = resolved_via(hops)
    return [
        HopFacts(
            id=hop.uid,
            via=via[hop.uid],
            source=hop.source.uid,
            label=hop.source.label,
            act=Act(hop.act),
            mode=Mode(hop.mode) if hop.mode else None,
            identification=Identification(hop.identification) if hop.identification else None,
            ground_rules=GroundRules(hop.ground_rules) if hop.ground_rules else None,
            proximity=Proximity(hop.proximity) if hop.proximity else None,
            plural_stated=hop.plural_stated,
            n_identified=hop.n_identified,
            located=Located(hop.located) if hop.located else None,
            reliability=Reliability(hop.reliability) if hop.reliability else None,
            credibility=Credibility(hop.credibility) if hop.credibility else None,
        )
        for hop in hops
    ]


def record_facts(
    article: Article,
    claim: Claim,
    annotation: Annotation | None,
    evidence: Sequence[Evidence],
    hops: Sequence[Hop],
    stories: Mapping[str, str] | None = None,
) -> RecordFacts:
    """One reviewer's record as the newsroom rules see it; hops in order, with their sources loaded.

    `stories`: uid of evidence → the name of its story (`annotation.stories`).
    """
    told = stories or {}
    return RecordFacts.of_chain(
        hop_facts(hops),
        verdict=Verdict(annotation.verdict) if annotation and annotation.verdict else None,
        rationale=annotation.rationale if annotation else "",
        flags=frozenset(Flag(flag) for flag in annotation.flags) if annotation else frozenset(),
        claim_types=frozenset(ClaimType(kind) for kind in claim.types),
        priority=Priority(claim.priority),
        evidence=tuple(_evidence_facts(article, piece, told.get(piece.uid)) for piece in evidence),
        said_on=said_on(article, hops),
    )


def said_on(article: Article, hops: Sequence[Hop]) -> date | None:
    """The day on which the statement was made: the earliest that a hop has, else the day of the article (UTC)."""
    dated = [hop.claim_date for hop in hops if hop.claim_date]
    if dated:
        return min(dated)
    return article.published_at.date() if article.published_at else None


def _evidence_facts(article: Article, piece: Evidence, story: str | None) -> EvidenceFacts:
    return EvidenceFacts(
        id=piece.uid,
        stance=Stance(piece.stance) if piece.stance else None,
        quote=piece.quote,
        tier=Tier(piece.tier) if piece.tier else None,
        publisher=piece.publisher.casefold() or host_of(piece.url) or None,
        medium=Medium(piece.medium) if piece.medium else None,
        published=piece.published_at,
        story=story,
        cites_article=bool(article.url) and link_key(piece.url) == link_key(article.url),
    )
