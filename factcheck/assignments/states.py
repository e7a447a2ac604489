"""What an assignment is at: one set of expressions for every list, count and offer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from factcheck.annotation.models import Annotation, Assignment, Claim
from factcheck.annotation.verdicts import AnnotationStatus, Priority
from factcheck.articles.models import Article
from factcheck.db import now

WITHDRAWN = "withdrawn"
RETURNED = "returned"
DONE = "done"
# Aliases are costly to make, and cheap to use again.
_record, _claim, _article = aliased(Annotation), aliased(Claim), aliased(Article)


class Show(StrEnum):
    """The lists of what was given out in a project."""

    OUT = "out"
    LATE = "late"
    BACK = "sent_back"
    POOL = "pool"
    DONE = "done"


def is_handed_in() -> ColumnElement[bool]:
    """Of an assignment of a claim: its reviewer has handed in a record on it."""
    return (
        exists()
        .where(
            _record.claim_id == Assignment.claim_id,
            _record.reviewer_id == Assignment.reviewer_id,
            _record.status == AnnotationStatus.SUBMITTED,
        )
        .correlate(Assignment)
    )


def is_moot() -> ColumnElement[bool]:
    """Of an assignment: what it is about was removed, or is decided already."""
    over = exists().where(
        _claim.id == Assignment.claim_id, or_(_claim.removed_at.is_not(None), _claim.decided_at.is_not(None))
    )
    gone = exists().where(_article.id == Assignment.article_id, _article.removed_at.is_not(None))
    return or_(over.correlate(Assignment), gone.correlate(Assignment))


def is_open() -> ColumnElement[bool]:
    """Of an assignment: something is still to be done, by its reviewer or by whoever takes it."""
    return and_(Assignment.ended_at.is_(None), ~is_handed_in(), ~is_moot())


def due() -> ColumnElement[datetime | None]:
    """Of an assignment joined with its article: when it is due, by itself or with the article."""
    return func.coalesce(Assignment.due_at, Article.due_at)


def is_late() -> ColumnElement[bool]:
    """Of an assignment joined with its article: it should have been done by now."""
    return due() < now()


def weight(priority: ColumnElement[str]) -> ColumnElement[int]:
    """The priority as a number, the highest as the largest."""
    ranks = {each.value: place for place, each in enumerate(Priority)}
    return case(ranks, value=priority, else_=ranks[Priority.NORMAL])


def shown(show: Show) -> ColumnElement[bool]:
    """Of an assignment joined with its article: whether it stands in that list."""
    given = Assignment.reviewer_id.is_not(None)
    return {
        Show.OUT: and_(is_open(), given),
        Show.LATE: and_(is_open(), given, is_late()),
        Show.BACK: and_(is_open(), given, Assignment.sent_back_at.is_not(None)),
        Show.POOL: and_(is_open(), ~given),
        Show.DONE: and_(
            given,
            or_(and_(Assignment.ended_at.is_(None), is_handed_in()), Assignment.ended == DONE),
        ),
    }[show]


def submitted_on_claim() -> ColumnElement[int]:
    """Of a claim: how many records are handed in on it."""
    return (
        select(func.count(_record.id))
        .where(_record.claim_id == Claim.id, _record.status == AnnotationStatus.SUBMITTED)
        .correlate(Claim)
        .scalar_subquery()
    )
