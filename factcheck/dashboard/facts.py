"""What figures are counted from: one row for every claim of a project, with its state and what it stands at.

Whoever counts and whoever lists asks the same rows under the same conditions, so that a figure is the length of the
list that it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, select, true
from sqlalchemy.orm import aliased

from factcheck.accounts.models import User
from factcheck.annotation.models import Annotation, Claim
from factcheck.articles.models import Article, Revision
from factcheck.dashboard.checks import checked_as
from factcheck.dashboard.evidence import handed_in_with
from factcheck.dashboard.filters import Filters, Moment
from factcheck.dashboard.models import ClaimStanding, ClaimTally
from factcheck.dashboard.states import ClaimState, Footing, Show

SOON = timedelta(hours=24)
"""An article that is due within so long and still open is at risk."""
_decided = aliased(Claim)
REMEMBERED = 16
"""A page asks the same rows again and again, and an expression takes longer to make than some take to run."""
ALIKE = ("state", "standing", "handed_in", "one_root", "footing")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims are asked for: of one project, as the filters say, at this moment. `since` and `until` are the
    moments at which the filters' days begin and end for the reader."""

    project_id: int
    filters: Filters
    now: datetime
    since: datetime | None = None
    until: datetime | None = None


@lru_cache(REMEMBERED)
def facts(scope: Scope, *, among: tuple[int, ...] | None = None) -> Subquery:
    """A row for every claim that the filters leave, whatever its state: `id`, `article_id`, `state`, `standing`
    (`STANDINGS`), `handed_in`, `since` (when the first verdict was), `one_root`, `footing`, `created_at`, `due_at`,
    `priority`. `among`: keys of articles, of which the claims are."""
    whole = ClaimStanding.project_id == scope.project_id
    query = (
        select(
            ClaimStanding.claim_id.label("id"),
            ClaimStanding.article_id,
            ClaimStanding.state,
            ClaimStanding.standing,
            ClaimStanding.since,
            ClaimStanding.since.is_not(None).label("handed_in"),
            (ClaimStanding.roots == 1).label("one_root"),
            ClaimStanding.footing,
            ClaimStanding.created_at,
            ClaimStanding.priority,
            Article.due_at,
        )
        .join(Article, Article.id == ClaimStanding.article_id)
        .where(
            whole if among is None else ClaimStanding.article_id.in_(among),
            *of_articles(scope),
            *_of_claims(scope, ClaimStanding),
        )
    )
    return query.subquery("facts")


@lru_cache(REMEMBERED)
def tallies(scope: Scope) -> Subquery:
    """How many of the facts that the filters list, in whatever list, (`number`) have all of this in common:
    `article_id`, `due_at`, `state`, `standing`, `handed_in`, `one_root`, `footing`. Kept by the database; counted where
    the filters ask what it does not keep."""
    filters = scope.filters
    if filters.person or filters.revision or filters.of_list:
        rows = facts(scope)
        alike = [rows.c[name] for name in ("article_id", "due_at", *ALIKE)]
        counted = select(*alike, func.count().label("number")).where(narrowed(rows, scope)).group_by(*alike)
        return counted.subquery("tallies")
    query = (
        select(
            ClaimTally.article_id,
            Article.due_at,
            *(getattr(ClaimTally, name) for name in ALIKE),
            ClaimTally.number,
        )
        .join(Article, Article.id == ClaimTally.article_id)
        .where(
            ClaimTally.number > 0,
            *of_articles(scope),
            *_of_claims(scope, ClaimTally),
            ClaimTally.footing == filters.footing if filters.footing else true(),
        )
    )
    return query.subquery("tallies")


def _of_claims(scope: Scope, model: type[ClaimStanding | ClaimTally]) -> Sequence[ColumnElement[bool]]:
    """What the filters say of the claim itself; not in which list it is."""
    filters = scope.filters
    found: list[ColumnElement[bool]] = []
    if filters.priority:
        found.append(model.priority == filters.priority)
    if filters.verdict:
        found.append(model.standing == filters.verdict)
    if model is ClaimTally:
        return found
    if filters.person:
        theirs = (
            select(Annotation.claim_id)
            .join(User, User.id == Annotation.reviewer_id)
            .where(User.uid == filters.person)
        )
        found.append(ClaimStanding.claim_id.in_(theirs))
    if filters.revision:
        marked = exists().where(
            Claim.id == ClaimStanding.claim_id,
            Revision.id == Claim.revision_id,
            Revision.number == filters.revision,
        )
        found.append(marked)
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
    """Of the facts, those that the filters list."""
    return and_(in_list(rows, scope.filters.show, scope.now), narrowed(rows, scope))


def narrowed(rows: Subquery, scope: Scope) -> ColumnElement[bool]:
    """Of the facts, those with the footing, the days, the records and the evidence that the filters name, in whatever
    list they are."""
    filters, c = scope.filters, rows.c
    return and_(
        c.footing == filters.footing if filters.footing else true(),
        *handed_in_with(c.id, filters),
        *checked_as(rows, filters),
        *_within(rows, scope),
    )


def _within(rows: Subquery, scope: Scope) -> Sequence[ColumnElement[bool]]:
    """That the moment that the filters name lies in their days."""
    if not (scope.since or scope.until):
        return ()
    match scope.filters.on:
        case Moment.MADE:
            return between(rows.c.created_at, scope)
        case Moment.DECIDED:
            return (rows.c.id.in_(select(_decided.id).where(*between(_decided.decided_at, scope))),)
        case _:
            return between(rows.c.since, scope)


def between(moment: Any, scope: Scope) -> Sequence[ColumnElement[bool]]:
    """That it lies in the days of the scope."""
    return (
        *([moment >= scope.since] if scope.since else []),
        *([moment < scope.until] if scope.until else []),
    )


def in_list(rows: Subquery, show: Show, now: datetime) -> ColumnElement[bool]:
    """Whether a claim of the facts, or those of a tally, belong to the list."""
    c = rows.c
    match show:
        case Show.ALL:
            return true()
        case Show.HANDED_IN:
            return c.handed_in
        case Show.ONE_ROOT:
            return c.one_root
        case Show.ONE_UNNAMED:
            return and_(c.one_root, c.footing == Footing.UNNAMED.value)
        case Show.OPEN | Show.LATE | Show.SOON:
            open_ = c.state != ClaimState.DECIDED.value
            due = {
                Show.OPEN: true(),
                Show.LATE: c.due_at < now,
                Show.SOON: and_(c.due_at >= now, c.due_at < now + SOON),
            }
            return and_(open_, due[show])
        case _:
            return c.state == literal(show.value)


def total(rows: Subquery, condition: Any) -> Any:
    """The number of claims of those tallies."""
    return func.coalesce(func.sum(case((condition, rows.c.number))), 0)
