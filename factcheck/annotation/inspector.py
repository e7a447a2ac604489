"""Everything that the inspector shows about one sentence: its claims, and the reader's own record on one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation import facts, queries
from factcheck.annotation.findings import Findings, settle
from factcheck.annotation.hops import HopId
from factcheck.annotation.models import Annotation, Assignment, Claim, Evidence, Hop
from factcheck.annotation.policy import Policy
from factcheck.annotation.readings import Known
from factcheck.annotation.rules import find
from factcheck.annotation.signing import ForSigning, for_signing
from factcheck.annotation.sourcing import Summary, summarise
from factcheck.annotation.stories import stories_of
from factcheck.annotation.suggested import suggested_chains
from factcheck.annotation.suggestions import Suggestion
from factcheck.annotation.visibility import Sight, is_revealed, known_claims
from factcheck.articles.models import Article, Revision, Segment
from factcheck.links import host_of, link_key


@dataclass(frozen=True, slots=True)
class Inspector:
    """One sentence under the glass. `claim` and `annotation` are None until there is something to show.

    `chains`: claim id → what the reader's chain on it amounts to, for the claims that have one. `suggestions`: what
    the text proposes and the reader has neither recorded nor answered. `others`: what others have submitted on the
    claim, once the reader has submitted theirs.
    """

    article: Article
    segment: Segment
    text: str
    number: int
    total: int
    previous: int | None
    next: int | None
    claims: Sequence[Claim]
    own: Mapping[int, Annotation]
    claim: Claim | None
    claim_text: str
    annotation: Annotation | None
    evidence: Sequence[Evidence]
    repeated: frozenset[str]
    hops: Sequence[Hop]
    via: Mapping[str, tuple[str, ...]]
    chain: Summary
    chains: Mapping[int, Summary]
    suggestions: Sequence[Suggestion]
    findings: Findings
    for_signing: Sequence[ForSigning]
    others: Sequence[Annotation]
    sent_back: Assignment | None = None
    discusses: bool = False
    away: bool = False

    def blank(self) -> Inspector:
        """The inspector of a sentence that nothing is known of, for a page whose server is away."""
        return replace(
            self,
            claims=(),
            own={},
            claim=None,
            claim_text="",
            annotation=None,
            evidence=(),
            repeated=frozenset(),
            hops=(),
            via={},
            chain=summarise([]),
            chains={},
            suggestions=(),
            findings=Findings(),
            for_signing=(),
            others=(),
            sent_back=None,
            discusses=False,
            away=True,
        )

    @property
    def version(self) -> int:
        """The version of the record on the page; 0 where there is none yet."""
        return self.annotation.version if self.annotation else 0

    @property
    def part(self) -> bool:
        """Whether the claim is anchored to other words than just those of its sentence."""
        return self.claim is not None and self.claim.spans != [[self.segment.start, self.segment.end]]

    def hop(self, uid: HopId) -> Hop:
        """The hop of that uid."""
        return next(hop for hop in self.hops if hop.uid == uid)

    def part_label(self, uid: str) -> str:
        """What the page calls the reader's evidence or hop of that uid; empty where there is none."""
        for piece in self.evidence:
            if piece.uid == uid:
                return piece.title or piece.publisher or host_of(piece.url)
        return next((hop.source.label for hop in self.hops if hop.uid == uid), "")

    def host(self, evidence: Evidence) -> str:
        """The host that the link leads to."""
        return host_of(evidence.url)


def inspect(
    session: Session,
    article: Article,
    revision: Revision,
    segment: Segment,
    *,
    reviewer: User,
    policy: Policy,
    sight: Sight,
    blind: bool,
    signs_off: bool = False,
    claim_uid: str | None = None,
    known: Known = (),
) -> Inspector:
    """Gather what the inspector shows; `claim_uid` chooses among the sentence's claims (default: the first).

    `sight`: what the reader may know of. `blind`: claims that only others' records made are left out. `signs_off`: the
    reader may waive findings on others' records, and is shown them.
    `known`: names of the project's registry, by which suggestions recognise outlets and people.
    """
    claims = queries.claims_of(session, article, segment)
    own = queries.annotations_by(session, reviewer, claims) if claims else {}
    claims = known_claims(session, claims, reviewer, own) if blind else claims
    claim = next((item for item in claims if item.uid == claim_uid), claims[0] if claims else None)
    annotation = own.get(claim.id) if claim else None
    evidence = queries.evidence_of(session, annotation) if annotation else []
    all_hops = queries.hops_on(session, list(own.values())) if own else {}
    hops = all_hops.get(annotation.id, []) if annotation else []
    suggested = suggested_chains(
        session, article, revision, segment, reviewer=reviewer, claim=claim, hops=hops, known=known
    )
    keys = [link_key(piece.url) for piece in evidence]
    waivers = queries.waivers_of(session, annotation) if annotation else []
    stories = stories_of(session, claim, evidence) if claim else {}
    record = facts.record_facts(article, claim, annotation, evidence, hops, stories) if claim else None
    found = find(record, policy.severities) if record else []
    number, total, previous, following = _position(session, segment)
    return Inspector(
        article=article,
        segment=segment,
        text=revision.text[segment.start : segment.end],
        number=number,
        total=total,
        previous=previous,
        next=following,
        claims=claims,
        own=own,
        claim=claim,
        claim_text=words_of(revision, claim) if claim else "",
        annotation=annotation,
        evidence=evidence,
        repeated=frozenset(
            piece.uid for piece, key in zip(evidence, keys, strict=True) if piece.url and keys.count(key) > 1
        ),
        hops=hops,
        via=facts.resolved_via(hops),
        chain=summarise(facts.hop_facts(hops)),
        chains={
            claim_id: summarise(facts.hop_facts(all_hops[each.id]))
            for claim_id, each in own.items()
            if each.id in all_hops
        },
        suggestions=suggested,
        findings=settle(found, waivers),
        for_signing=for_signing(session, article, claim, reviewer, policy) if claim and signs_off else (),
        others=queries.submitted_beside(session, claim, reviewer, annotation, sight.records) if claim else (),
        sent_back=queries.find_sent_back(session, annotation) if annotation else None,
        discusses=claim is not None and is_revealed(session, claim, sight),
    )


def words_of(revision: Revision, claim: Claim) -> str:
    """The words of the article that the claim is anchored to, spans joined by an ellipsis."""
    return " … ".join(revision.text[start:end] for start, end in claim.spans)


def _position(session: Session, segment: Segment) -> tuple[int, int, int | None, int | None]:
    """Number (from 1) and total, and where the sentences before and after begin."""
    before, after = Segment.start < segment.start, Segment.start > segment.start
    query = select(
        func.count(case((before, 1))),
        func.count(),
        func.max(case((before, Segment.start))),
        func.min(case((after, Segment.start))),
    ).where(Segment.revision_id == segment.revision_id)
    number, total, previous, following = session.execute(query).one()
    return number + 1, total, previous, following
