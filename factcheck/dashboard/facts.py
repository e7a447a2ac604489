"""What figures are counted from: one row for every claim of a project, with its state and what it stands at.

Whoever counts and whoever lists asks the same rows under the same conditions, so that a figure is the length of the
list that it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, select, true

from factcheck.accounts.models import User
from factcheck.adjudication.models import Adjudication
from factcheck.adjudication.queries import waits_for_guidelines
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.states import DIFFERENT, NO_CLAIM, NONE, ClaimState, Show

SOON = timedelta(hours=24)
"""An article that is due within so long and still open is at risk."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims are asked for: of one project, as the filters say, at this moment. `since` and `until` are the
    moments at which the filters' days begin and end for the reader."""

    project_id: int
    filters: Filters
    now: datetime
    since: datetime | None = None
    until: datetime | None = None


def facts(scope: Scope) -> Subquery:
    """A row for every claim that the filters leave, whatever its state: `id`, `article_id`, `state`, `standing`
    (`STANDINGS`), `since` (when the first record was handed in), `created_at`, `due_at`, `priority`."""
    records = _records(scope.project_id)
    given = func.coalesce(records.c.given, 0)
    state = case(
        (Claim.decided_at.is_not(None), ClaimState.DECIDED.value),
        (waits_for_guidelines(), ClaimState.ASIDE.value),
        (
            given == 0,
            case((records.c.claim_id.is_(None), ClaimState.UNTOUCHED.value), else_=ClaimState.BEGUN.value),
        ),
        (records.c.kinds > 1, ClaimState.DIFFER.value),
        (given < Claim.checks, ClaimState.SHORT.value),
        else_=ClaimState.AGREE.value,
    )
    standing = case(
        (and_(Claim.decided_at.is_not(None), Claim.final_verdict.is_(None)), NO_CLAIM),
        (Claim.decided_at.is_not(None), Claim.final_verdict),
        (given == 0, NONE),
        (records.c.kinds > 1, DIFFERENT),
        else_=records.c.verdict,
    )
    query = (
        select(
            Claim.id,
            Claim.article_id,
            state.label("state"),
            standing.label("standing"),
            records.c.since,
            Claim.created_at,
            Claim.decided_at,
            Claim.priority,
            Article.due_at,
        )
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(records, records.c.claim_id == Claim.id)
        .outerjoin(Adjudication, and_(Adjudication.claim_id == Claim.id, Adjudication.reopened_at.is_(None)))
        .where(Claim.removed_at.is_(None), *conditions(scope))
    )
    return query.subquery("facts")


def conditions(scope: Scope) -> Sequence[ColumnElement[bool]]:
    """What the filters say of the claim and its article; not what they say of its state."""
    filters = scope.filters
    found: list[ColumnElement[bool]] = [*of_articles(scope)]
    if filters.priority:
        found.append(Claim.priority == filters.priority)
    if filters.person:
        theirs = exists().where(
            Annotation.claim_id == Claim.id, Annotation.reviewer_id == User.id, User.uid == filters.person
        )
        found.append(theirs.correlate(Claim))
    return found


def of_articles(scope: Scope) -> Sequence[ColumnElement[bool]]:
    """What the filters say of the article."""
    filters = scope.filters
    found: list[ColumnElement[bool]] = [
        Article.project_id == scope.project_id,
        Article.removed_at.is_(None),
    ]
    if filters.article:
        found.append(Article.uid == filters.article)
    if filters.publisher:
        found.append(Article.publisher == filters.publisher)
    if filters.lang:
        found.append(Article.lang == filters.lang)
    return found


def shown(rows: Subquery, scope: Scope) -> ColumnElement[bool]:
    """Of the facts, those that are in the list that the filters name, with the verdict and the days that they name."""
    filters, c = scope.filters, rows.c
    return and_(
        in_list(rows, filters.show, scope.now),
        c.standing == filters.verdict if filters.verdict else true(),
        c.since >= scope.since if scope.since else true(),
        c.since < scope.until if scope.until else true(),
    )


def in_list(rows: Subquery, show: Show, now: datetime) -> ColumnElement[bool]:
    """Whether a claim belongs to the list."""
    c = rows.c
    open_ = c.state != ClaimState.DECIDED.value
    late = and_(open_, c.due_at < now)
    lists: dict[Show, ColumnElement[bool]] = {
        Show.ALL: true(),
        Show.OPEN: open_,
        Show.LATE: late,
        Show.SOON: and_(open_, c.due_at >= now, c.due_at < now + SOON),
        Show.HANDED_IN: c.since.is_not(None),
    }
    return lists[show] if show in lists else c.state == literal(show.value)


def _records(project_id: int) -> Subquery:
    """Of every claim with a record: how many verdicts were handed in, how many different ones, one of them, and when
    the first was."""
    handed_in = and_(Annotation.status == AnnotationStatus.SUBMITTED, Annotation.verdict.is_not(None))
    verdict = case((handed_in, Annotation.verdict))
    return (
        select(
            Annotation.claim_id,
            func.count(verdict).label("given"),
            func.count(verdict.distinct()).label("kinds"),
            func.min(verdict).label("verdict"),
            func.min(case((handed_in, Annotation.submitted_at))).label("since"),
        )
        .join(Article, Article.id == Annotation.article_id)
        .where(Article.project_id == project_id)
        .group_by(Annotation.claim_id)
        .subquery("records")
    )
