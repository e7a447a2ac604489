"""Marking a record that was changed after its reviewer could know of others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.service import record, reverts
from factcheck.annotation.blind import Blind, blind_of
from factcheck.annotation.models import Annotation, Claim

if TYPE_CHECKING:
    from factcheck.annotation.service.changes import Context

SUBJECT = "reveal"


def mark_after_reveal(session: Session, annotation: Annotation, context: Context) -> None:
    """Where the record was handed in before, or the claim decided, and another record handed in on it: mark that it was
    changed after that.

    Event: `annotation.changed_after_reveal`, with the first such change. Nothing where the project does not keep
    records from reviewers on this claim, since nothing was revealed then.
    """
    if annotation.changed_after_reveal:
        return
    if annotation.revealed_at is None and context.claim.decided_at is None:
        return
    if not _is_blind(session, context) or not _is_another_known(session, context.claim, annotation):
        return
    annotation.changed_after_reveal = True
    record(
        session,
        actor=context.actor,
        action="annotation.changed_after_reveal",
        subject=SUBJECT,
        uid=annotation.uid,
        article_id=context.article.id,
        claim_uid=context.claim.uid,
        after={"changed_after_reveal": True},
    )


@reverts(SUBJECT)
def revert(_session: Session, _event: Event, _actor: User) -> None:
    """What was seen stays seen: taking the change back does not take the mark back."""


def _is_blind(session: Session, context: Context) -> bool:
    blind = blind_of(session.get_one(Project, context.article.project_id).policy)
    return blind is Blind.ALWAYS or (blind is Blind.SECOND and context.claim.checks > 1)


def _is_another_known(session: Session, claim: Claim, annotation: Annotation) -> bool:
    others = exists().where(
        Annotation.claim_id == claim.id,
        Annotation.reviewer_id != annotation.reviewer_id,
        Annotation.revealed_at.is_not(None),
    )
    return bool(session.scalar(select(others)))
