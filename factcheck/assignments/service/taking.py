"""Taking the next piece of work, giving it back, and being done with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.annotation.models import Annotation, Assignment, Claim
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article
from factcheck.assignments.pooling import Pool
from factcheck.assignments.service.giving import set_fields, started
from factcheck.assignments.states import (
    DONE,
    RETURNED,
    due,
    is_handed_in,
    is_open,
    submitted_on_claim,
    weight,
)
from factcheck.db import Database, now
from factcheck.errors import Conflict
from factcheck.words import gettext as _

AT_A_TIME = 100


def take_next(session: Session, project: Project, *, actor: User) -> Assignment | None:
    """Give the actor the next piece of work of the locked project; event: `assignment.taken`. None where there is none.

    Offered are what waits in the pool, claims of which the project wants one more check, and, where its terms say so,
    articles that nobody has begun and nobody was given: what the actor gave back before comes last, then the urgent
    first, then what is due first. Nothing tells which of them it is.
    """
    offers = [
        offer for offer in (_pooled(session, project, actor), _checks(session, project, actor)) if offer
    ]
    if Pool.of(project.policy).articles and (article := _articles(session, project, actor)):
        offers.append(article)
    if not offers:
        return None
    _order, found = min(offers, key=lambda offer: offer[0])
    if found.id is None:
        found.reviewer_id, found.taken_at = actor.id, now()
        started(session, found, "assignment.taken", actor=actor)
    else:
        values = {"reviewer_id": actor.id, "taken_at": now()}
        set_fields(session, found, values, "assignment.taken", actor=actor)
    return found


def give_back(session: Session, assignment: Assignment, *, actor: User | None) -> Event | None:
    """Back to the pool, with the reviewer's records kept as they are; event: `assignment.returned`. Without an actor,
    it was left alone for too long. Raises Conflict where it is done or was taken from them."""
    _check_theirs(assignment, actor)
    values: dict[str, Any] = {"returned_by_id": assignment.reviewer_id, "taken_at": None}
    if assignment.given_by_id is None:
        # Nobody gave it: it can be taken without it.
        values |= {"ended_at": now(), "ended": RETURNED}
    else:
        values |= {"reviewer_id": None, "sent_back_at": None, "sent_back_why": ""}
    return set_fields(session, assignment, values, "assignment.returned", actor=actor)


def finish(session: Session, assignment: Assignment, *, actor: User) -> Event | None:
    """The reviewer is done with the article; event: `assignment.done`. Raises Conflict as `give_back` does, and for a
    claim, which is done by handing its record in."""
    _check_theirs(assignment, actor)
    if assignment.claim_id is not None:
        raise Conflict(_("A claim is done when your record on it is submitted."))
    return set_fields(session, assignment, {"ended_at": now(), "ended": DONE}, "assignment.done", actor=actor)


def resume(session: Session, assignment: Assignment, *, actor: User) -> Event | None:
    """Not done after all; event: `assignment.resumed`. Raises Conflict where the reviewer was not done with it."""
    if assignment.reviewer_id != actor.id or assignment.ended != DONE:
        raise Conflict(_("This is not yours any more."))
    return set_fields(
        session, assignment, {"ended_at": None, "ended": None}, "assignment.resumed", actor=actor
    )


def is_left_alone(session: Session) -> bool:
    """Whether something was taken and left alone for too long."""
    return any(
        session.scalar(_left_alone(project_id, now() - alone).with_only_columns(Assignment.id).limit(1))
        for project_id, alone in _patience(session)
    )


def return_left_alone(database: Database) -> int:
    """Put what was taken and left alone for too long back into the pool; how many. Records stay as they are."""
    with database.reading() as session:
        projects = _patience(session)
    returned = 0
    for project_id, alone in projects:
        while True:
            with database.writing() as session:
                query = _left_alone(project_id, now() - alone).limit(AT_A_TIME)
                left = session.scalars(query.with_for_update(of=Assignment, skip_locked=True)).all()
                for assignment in left:
                    give_back(session, assignment, actor=None)
            returned += len(left)
            if len(left) < AT_A_TIME:
                break
    return returned


def _patience(session: Session) -> list[tuple[int, timedelta]]:
    """The open projects that take work back, and after how long."""
    query = select(Project.id, Project.policy).where(
        Project.archived_at.is_(None), Project.deleted_at.is_(None)
    )
    found = ((project_id, Pool.of(policy).left_alone) for project_id, policy in session.execute(query))
    return [(project_id, alone) for project_id, alone in found if alone is not None]


def _left_alone(project_id: int, since: datetime) -> Select[Assignment]:
    touched = exists().where(
        Annotation.article_id == Assignment.article_id,
        or_(Assignment.claim_id.is_(None), Annotation.claim_id == Assignment.claim_id),
        Annotation.reviewer_id == Assignment.reviewer_id,
        Annotation.changed_at > since,
    )
    return (
        select(Assignment)
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project_id,
            is_open(),
            Assignment.taken_at < since,
            or_(Assignment.sent_back_at.is_(None), Assignment.sent_back_at < since),
            ~touched.correlate(Assignment),
        )
        .order_by(Assignment.id)
    )


Order = tuple[bool, int, bool, datetime, int]
"""Gave it back before; how urgent, the most urgent first; without a due date; due; what kind of offer."""
_other = aliased(Assignment)
_NEVER = datetime.max.replace(tzinfo=now().tzinfo)


def _order(*, gave_back: bool, urgency: int, due_at: datetime | None, kind: int) -> Order:
    return (gave_back, -urgency, due_at is None, due_at or _NEVER, kind)


def _pooled(session: Session, project: Project, actor: User) -> tuple[Order, Assignment] | None:
    has_it = exists().where(
        _other.article_id == Assignment.article_id,
        or_(
            _other.claim_id == Assignment.claim_id,
            and_(_other.claim_id.is_(None), Assignment.claim_id.is_(None)),
        ),
        _other.reviewer_id == actor.id,
        _other.ended_at.is_(None),
    )
    handed_in = exists().where(
        Annotation.claim_id == Assignment.claim_id,
        Annotation.reviewer_id == actor.id,
        Annotation.status == AnnotationStatus.SUBMITTED,
    )
    gave_back = func.coalesce(Assignment.returned_by_id == actor.id, False)
    urgency = weight(Assignment.priority.expression)
    query = (
        select(Assignment, gave_back, urgency, due())
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == project.id,
            Assignment.reviewer_id.is_(None),
            is_open(),
            ~has_it.correlate(Assignment),
            ~handed_in.correlate(Assignment),
        )
        .order_by(gave_back, urgency.desc(), due().is_(None), due(), Assignment.id)
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    found, returned, urgent, due_at = row
    return _order(gave_back=bool(returned), urgency=urgent, due_at=due_at, kind=0), found


def _checks(session: Session, project: Project, actor: User) -> tuple[Order, Assignment] | None:
    """A claim of which one more check is wanted than there are, and are under way."""
    mine = exists().where(
        Annotation.claim_id == Claim.id,
        Annotation.reviewer_id == actor.id,
        Annotation.status == AnnotationStatus.SUBMITTED,
    )
    has_it = exists().where(
        Assignment.claim_id == Claim.id, Assignment.reviewer_id == actor.id, Assignment.ended_at.is_(None)
    )
    under_way = (
        select(func.count(Assignment.id))
        .where(Assignment.claim_id == Claim.id, Assignment.ended_at.is_(None), ~is_handed_in())
        .correlate(Claim)
        .scalar_subquery()
    )
    gave_back = _gave_back(Assignment.claim_id == Claim.id, actor)
    submitted = submitted_on_claim()
    urgency = weight(Claim.priority.expression)
    query = (
        select(Claim, Article.due_at, urgency, gave_back)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Claim.decided_at.is_(None),
            Claim.checks > 1,
            submitted >= 1,
            Claim.checks > submitted + under_way,
            ~mine.correlate(Claim),
            ~has_it.correlate(Claim),
        )
        .order_by(gave_back, urgency.desc(), Article.due_at.is_(None), Article.due_at, Claim.id)
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    claim, due_at, urgent, returned = row
    made = Assignment(article_id=claim.article_id, claim_id=claim.id, priority=claim.priority)
    return _order(gave_back=bool(returned), urgency=urgent, due_at=due_at, kind=1), made


def _articles(session: Session, project: Project, actor: User) -> tuple[Order, Assignment] | None:
    """An article that nobody has begun and nobody was given."""
    begun = exists().where(Annotation.article_id == Article.id)
    given = exists().where(Assignment.article_id == Article.id, Assignment.ended_at.is_(None))
    over = exists().where(Assignment.article_id == Article.id, Assignment.ended != RETURNED)
    gave_back = _gave_back(Assignment.article_id == Article.id, actor)
    query = (
        select(Article, gave_back)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            ~begun.correlate(Article),
            ~given.correlate(Article),
            ~over.correlate(Article),
        )
        .order_by(gave_back, Article.due_at.is_(None), Article.due_at, Article.id)
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    article, returned = row
    made = Assignment(article_id=article.id, priority="normal")
    return _order(gave_back=bool(returned), urgency=1, due_at=article.due_at, kind=2), made


def _gave_back(about: ColumnElement[bool], actor: User) -> ColumnElement[bool]:
    before = exists().where(about, Assignment.ended == RETURNED, Assignment.returned_by_id == actor.id)
    return before.correlate(Claim, Article)


def _check_theirs(assignment: Assignment, actor: User | None) -> None:
    if assignment.ended_at is not None or (actor is not None and assignment.reviewer_id != actor.id):
        raise Conflict(
            _(
                "This is not yours any more: it was done, withdrawn or given to somebody else. Your records stay."
            )
        )
