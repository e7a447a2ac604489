"""What was decided on claims, and who signed an article off, as the document has it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import User
from factcheck.adjudication.models import Adjudication, SignOff
from factcheck.annotation.models import Claim
from factcheck.annotation.visibility import EVERYTHING, Sight
from factcheck.articles.models import Article, Revision
from factcheck.exchange import shapes
from factcheck.exchange.rows import Moment, Rows, streamed

Decisions = Mapping[int, Sequence[shapes.Adjudication]]


def decisions_on(session: Session, claim_ids: Sequence[int], sight: Sight) -> Decisions:
    """Claim key → its decisions, the first first, as far as `sight` goes. One statement."""
    again = aliased(User)
    query = (
        select(
            Adjudication.claim_id,
            Adjudication.uid,
            Adjudication.outcome,
            Adjudication.verdict,
            Adjudication.flags,
            Adjudication.rationale,
            Adjudication.adopted,
            Adjudication.evidence,
            Adjudication.hops,
            Adjudication.dissent,
            User.name,
            Moment(Adjudication.at),
            Moment(Adjudication.settled_at),
            Moment(Adjudication.reopened_at),
            again.name,
            Adjudication.reopened_why,
        )
        .join(Claim, Claim.id == Adjudication.claim_id)
        .join(User, User.id == Adjudication.by_id)
        .outerjoin(again, again.id == Adjudication.reopened_by_id)
        .where(Adjudication.claim_id.in_(claim_ids), sight.reveals)
        .order_by(Adjudication.claim_id, Adjudication.at, Adjudication.id)
    )
    found: dict[int, list[shapes.Adjudication]] = {}
    for claim_id, *values in session.connection().execute(query):
        made = msgspec.convert(
            dict(zip(shapes.Adjudication.__struct_fields__, values, strict=True)), shapes.Adjudication
        )
        found.setdefault(claim_id, []).append(made)
    return found


def still_there(made: shapes.Adjudication, annotations: Collection[shapes.Annotation]) -> shapes.Adjudication:
    """The decision, of whose evidence and hops only those are named that the document has."""
    evidence = {piece.id for each in annotations for piece in each.evidence}
    hops = {hop.id for each in annotations for hop in each.hops}
    made.evidence = [uid for uid in made.evidence if uid in evidence]
    made.hops = [uid for uid in made.hops if uid in hops]
    return made


def sign_offs(session: Session, chosen: ColumnElement[bool], sight: Sight) -> Rows:
    """Sign-offs by article uid and when they were made: the article's uid, then as `shapes.SignOff`. For leads only."""
    query = (
        select(
            Article.uid,
            SignOff.uid,
            Revision.number,
            SignOff.sha256,
            SignOff.note,
            User.name,
            Moment(SignOff.at),
            Moment(SignOff.withdrawn_at),
        )
        .join(Article, Article.id == SignOff.article_id)
        .join(Revision, Revision.id == SignOff.revision_id)
        .join(User, User.id == SignOff.by_id)
        .where(chosen if sight is EVERYTHING else false())
        .order_by(Article.uid, SignOff.at, SignOff.id)
    )
    return streamed(session, query)
