"""More checks by themselves, and setting what a project wants of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.history import CHECKS
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.service.changes import Context, Subject, follows
from factcheck.annotation.service.project import set_member
from factcheck.annotation.verdicts import AnnotationStatus, Priority, Verdict
from factcheck.assignments import pooling, sampling
from factcheck.assignments.pooling import Pool
from factcheck.assignments.sampling import Sampling


@follows
def ask_for_more(session: Session, subject: Subject, event: Event, context: Context) -> None:
    """Once a record is handed in: where its claim calls for more checks than were wanted, want them; event:
    `checks.raised`, by nobody."""
    if event.action != "annotation.submitted" or not isinstance(subject, Annotation):
        return
    claim = context.claim
    wanted = Sampling.of(session.get_one(Project, context.article.project_id).policy)
    session.flush()
    query = (
        select(Annotation.verdict)
        .where(
            Annotation.claim_id == claim.id,
            Annotation.status == AnnotationStatus.SUBMITTED,
            Annotation.verdict.is_not(None),
        )
        .order_by(Annotation.id)
    )
    verdicts = [Verdict(each) for each in session.scalars(query) if each]
    checks = wanted.checks(claim.uid, Priority(claim.priority), verdicts, claim.checks)
    if checks == claim.checks:
        return
    before, claim.checks = claim.checks, checks
    record(
        session,
        actor=None,
        action="checks.raised",
        subject=CHECKS,
        uid=claim.uid,
        article_id=claim.article_id,
        claim_uid=claim.uid,
        before={"checks": before},
        after={"checks": checks},
    )


@reverts(CHECKS)
def want_fewer(session: Session, event: Event, actor: User) -> None:
    """Where handing a record in asked for more checks, and that is undone: want as many as before, unless still more
    were asked for since. Event: `checks.undone`."""
    claim = session.scalars(select(Claim).where(Claim.uid == event.subject_uid)).one()
    if {"checks": claim.checks} != fields(event.after):
        return
    before, claim.checks = claim.checks, fields(event.before)["checks"]
    record(
        session,
        actor=actor,
        action="checks.undone",
        subject=CHECKS,
        uid=claim.uid,
        article_id=claim.article_id,
        claim_uid=claim.uid,
        before={"checks": before},
        after={"checks": claim.checks},
        undoes=event.seq,
    )


def set_sampling(session: Session, project: Project, wanted: Sampling, *, actor: User) -> Event | None:
    """Set which claims of the locked project are checked more than once; event: `second_checks.set`."""
    if wanted == Sampling.of(project.policy):
        return None
    return set_member(
        session, project, sampling.MEMBER, wanted.to_dict(), actor=actor, action="second_checks.set"
    )


def set_pool(session: Session, project: Project, wanted: Pool, *, actor: User) -> Event | None:
    """Set on which terms work of the locked project is taken; event: `pool.set`."""
    if wanted == Pool.of(project.policy):
        return None
    return set_member(session, project, pooling.MEMBER, wanted.to_dict(), actor=actor, action="pool.set")
