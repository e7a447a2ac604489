"""What each person has to do, and what came of what they handed in within a period. Nobody is ranked by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, User
from factcheck.annotation.models import Annotation, Assignment
from factcheck.articles.models import Article
from factcheck.assignments.states import Show
from factcheck.assignments.states import shown as in_work
from factcheck.dashboard.checks import is_given, is_ruled
from factcheck.dashboard.facts import Scope, facts, shown

HALF = 0.5
LISTS = (Show.OUT, Show.LATE, Show.BACK)


@dataclass(frozen=True, slots=True)
class Person:
    """`work`: how many assignments are in each of LISTS. Of the claims of the period on which they handed in a verdict:
    how many there are, how many of these are decided by a verdict, and how many of those by theirs. `seconds`: the
    median of active seconds of these records, the lower middle one; None without any."""

    uid: str
    name: str
    work: Mapping[Show, int]
    claims: int = 0
    decided: int = 0
    same: int = 0
    seconds: int | None = None


def people(session: Session, scope: Scope, only: User | None = None) -> list[Person]:
    """The members of the project, and who handed something in within the period, by name; or one of them. Four
    statements."""
    rows = facts(scope)
    records = _records(session, rows, scope, only)
    seconds = _medians(session, rows, scope, only)
    work = _work(session, scope, only)
    members = select(Membership.user_id).where(Membership.project_id == scope.project_id)
    known = User.id.in_([*records, *seconds]) | User.id.in_(members)
    query = select(User.id, User.uid, User.name, User.name_key).where(
        known if only is None else User.id == only.id
    )
    return [
        Person(
            row.uid,
            row.name,
            work.get(row.id, dict.fromkeys(LISTS, 0)),
            *records.get(row.id, (0, 0, 0)),
            seconds.get(row.id),
        )
        for row in sorted(session.execute(query), key=lambda row: row.name_key)
    ]


def _records(session: Session, rows: Any, scope: Scope, only: User | None) -> dict[int, tuple[int, int, int]]:
    """Person → claims, decided ones, and those decided as they said."""
    query = (
        select(
            Annotation.reviewer_id,
            func.count(),
            func.count(case((is_ruled(rows), 1))),
            func.count(case((and_(is_ruled(rows), rows.c.standing == Annotation.verdict), 1))),
        )
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), shown(rows, scope), *_one(only))
        .group_by(Annotation.reviewer_id)
    )
    return {key: (claims, decided, same) for key, claims, decided, same in session.execute(query)}


def _medians(session: Session, rows: Any, scope: Scope, only: User | None) -> dict[int, int]:
    """Person → the median of active seconds: the least that half of them do not exceed."""
    theirs = Annotation.reviewer_id
    share = func.cume_dist().over(partition_by=theirs, order_by=Annotation.active_seconds)
    ranked = (
        select(theirs.label("person"), Annotation.active_seconds.label("seconds"), share.label("share"))
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), Annotation.active_seconds > 0, shown(rows, scope), *_one(only))
        .subquery()
    )
    middle = select(ranked.c.person, func.min(ranked.c.seconds)).where(ranked.c.share >= HALF)
    return dict(iter(session.execute(middle.group_by(ranked.c.person))))


def _work(session: Session, scope: Scope, only: User | None) -> dict[int, dict[Show, int]]:
    """Person → how many assignments they have in each list."""
    columns = [func.count(case((in_work(each), 1))) for each in LISTS]
    query = (
        select(Assignment.reviewer_id, *columns)
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Article.project_id == scope.project_id,
            Assignment.ended_at.is_(None),
            Assignment.reviewer_id.is_not(None),
            *([Assignment.reviewer_id == only.id] if only else []),
        )
        .group_by(Assignment.reviewer_id)
    )
    return {row[0] or 0: dict(zip(LISTS, row[1:], strict=True)) for row in session.execute(query)}


def _one(only: User | None) -> Sequence[Any]:
    return [Annotation.reviewer_id == only.id] if only else []
