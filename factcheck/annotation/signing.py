"""What a lead can sign off on a claim: what the rules find on the records of others."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import User
from factcheck.annotation import facts, queries
from factcheck.annotation.findings import Findings, settle
from factcheck.annotation.models import Annotation, Claim, Waiver
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import Finding, WaivedBy, find
from factcheck.annotation.stories import stories_of
from factcheck.articles.models import Article

MAX_RECORDS = 20


@dataclass(frozen=True, slots=True)
class ForSigning:
    """A record of somebody else on which a finding waits for a lead, or was signed off by one."""

    annotation: Annotation
    findings: Findings

    @property
    def waiting(self) -> list[Finding]:
        """What only a lead can let stand, and none has."""
        return [finding for finding in self.findings.open if finding.waived_by is WaivedBy.LEAD]

    @property
    def signed(self) -> list[tuple[Finding, Waiver]]:
        """What a lead has let stand."""
        return [pair for pair in self.findings.waived if pair[0].waived_by is WaivedBy.LEAD]


def for_signing(
    session: Session, article: Article, claim: Claim, reader: User, policy: Policy
) -> list[ForSigning]:
    """Others' records on the claim with something to sign off, the oldest first; verdicts stay out of it."""
    query = (
        select(Annotation)
        .where(Annotation.claim_id == claim.id, Annotation.reviewer_id != reader.id)
        .where(Annotation.verdict.is_not(None))
        .order_by(Annotation.id)
        .limit(MAX_RECORDS)
        .options(joinedload(Annotation.reviewer))
    )
    records = []
    for annotation in session.scalars(query).all():
        evidence, hops = queries.evidence_of(session, annotation), queries.hops_of(session, annotation)
        stories = stories_of(session, claim, evidence)
        record = facts.record_facts(article, claim, annotation, evidence, hops, stories)
        findings = settle(find(record, policy.severities), queries.waivers_of(session, annotation))
        records.append(ForSigning(annotation, findings))
    return [record for record in records if record.waiting or record.signed]
