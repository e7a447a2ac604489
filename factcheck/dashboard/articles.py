"""The articles of a project: those with open claims, sentence by sentence, and those that wait for a signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, case, cast, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.adjudication.models import SignOff
from factcheck.adjudication.signing import signatures_of
from factcheck.annotation.models import Assignment, Claim
from factcheck.articles.models import Article, Revision, Segment
from factcheck.dashboard.facts import Scope, facts, in_list, of_articles, tallies
from factcheck.dashboard.facts import total as total_of
from factcheck.dashboard.states import NONE, Age, ClaimState, Colour, Show

SHOWN = 12
MOST_READY = 50
MOST_SIGNED = 200
"""Of so many signed articles at the most it is looked whether something has changed since."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article with open claims: how many there are in all, in which states, who was given it, and its strip."""

    article: Article
    claims: int
    states: Mapping[str, int]
    late: bool
    soon: bool
    people: Sequence[str]
    strip: Sequence[tuple[int, str]]

    @property
    def open(self) -> int:
        return sum(number for state, number in self.states.items() if ClaimState(state).is_open)


def open_articles(session: Session, scope: Scope) -> tuple[int, list[Standing]]:
    """How many articles have open claims, and of those due first the counts, people and strips; six statements."""
    rows = tallies(scope)
    open_, late, soon = (
        total_of(rows, in_list(rows, show, scope.now)) for show in (Show.OPEN, Show.LATE, Show.SOON)
    )
    due = rows.c.due_at
    first = session.execute(
        select(
            rows.c.article_id,
            late.label("late"),
            soon.label("soon"),
            func.count().over().label("total"),
        )
        .group_by(rows.c.article_id, due)
        .having(open_ > 0)
        .order_by(due.is_(None), due, rows.c.article_id.desc())
        .limit(SHOWN)
    ).all()
    total = first[0].total if first else 0
    keys = [row.article_id for row in first]
    articles = {
        article.id: article for article in session.scalars(select(Article).where(Article.id.in_(keys)))
    }
    states: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counted = select(rows.c.article_id, rows.c.state, func.sum(rows.c.number)).where(
        rows.c.article_id.in_(keys)
    )
    for key, state, number in session.execute(counted.group_by(rows.c.article_id, rows.c.state)):
        states[key][state] = int(number)
    people = _given_to(session, keys)
    strips = _strips(session, scope, keys)
    return total, [
        Standing(
            article=articles[row.article_id],
            claims=sum(states[row.article_id].values()),
            states=states[row.article_id],
            late=row.late > 0,
            soon=row.soon > 0,
            people=people.get(row.article_id, ()),
            strip=strips.get(row.article_id, ()),
        )
        for row in first
    ]


def last_due(session: Session, scope: Scope) -> datetime | None:
    """When the last of the articles with open claims is due that is not late yet."""
    rows = tallies(scope)
    open_ = in_list(rows, Show.OPEN, scope.now)
    query = select(func.max(rows.c.due_at)).where(open_, rows.c.due_at > scope.now)
    found: datetime | None = session.scalar(query)
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """An article that is due soon or late, with the number of its open claims."""

    article: Article
    open: int


def due_before(session: Session, scope: Scope, moment: datetime) -> list[Due]:
    """The articles with open claims that are due before that moment, the first ones; two statements."""
    rows = tallies(scope)
    open_ = total_of(rows, in_list(rows, Show.OPEN, scope.now))
    found = session.execute(
        select(rows.c.article_id, open_)
        .where(rows.c.due_at < moment)
        .group_by(rows.c.article_id, rows.c.due_at)
        .having(open_ > 0)
        .order_by(rows.c.due_at, rows.c.article_id)
        .limit(SHOWN)
    ).all()
    keys = [key for key, _number in found]
    articles = {each.id: each for each in session.scalars(select(Article).where(Article.id.in_(keys)))}
    return [Due(articles[key], number) for key, number in found]


def _given_to(session: Session, keys: Sequence[int]) -> dict[int, list[str]]:
    """Article id → who was given it, or a claim of it, and has not ended it."""
    query = (
        select(Assignment.article_id, User.name)
        .join(User, User.id == Assignment.reviewer_id)
        .where(Assignment.article_id.in_(keys), Assignment.ended_at.is_(None))
        .distinct()
        .order_by(User.name)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in session.execute(query):
        found[key].append(name)
    return found


def _cell(rows: Subquery, scope: Scope) -> ColumnElement[str]:
    """What a sentence with the claim is coloured by."""
    c, ages = (
        rows.c,
        [(timedelta(days=1), Age.DAY), (timedelta(days=3), Age.DAYS), (timedelta(days=7), Age.WEEK)],
    )
    match scope.filters.colour:
        case Colour.STATE:
            return c.state
        case Colour.FOOTING:
            return case((c.handed_in, c.footing), else_=NONE)
        case Colour.AGE:
            return case(
                (c.state == ClaimState.DECIDED.value, Age.DONE.value),
                *((c.created_at > scope.now - age, name.value) for age, name in ages),
                else_=Age.OLDER.value,
            )
        case _:
            return c.standing


def strip_of(session: Session, scope: Scope, article_id: int) -> list[tuple[int, str]]:
    """Of each sentence of the article in order, where it begins and the cell of its first claim; two statements."""
    return _strips(session, scope, [article_id]).get(article_id, [])


def _strips(session: Session, scope: Scope, keys: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Article id → of each sentence in order, where it begins and the cell of its first claim; empty without one."""
    rows = facts(scope, among=tuple(keys))
    newest = select(func.max(Revision.id)).where(Revision.article_id.in_(keys)).group_by(Revision.article_id)
    # A row for each of thousands of sentences takes far longer to hand over than its numbers do, put together.
    sentences = session.execute(
        select(Revision.article_id, _together(Segment.start, Segment.end))
        .join(Segment, Segment.revision_id == Revision.id)
        .where(Revision.id.in_(newest))
        .group_by(Revision.article_id)
    )
    cells = (
        select(rows.c.article_id, _cell(rows, scope).label("cell"), Claim.start, Claim.id)
        .join(Claim, Claim.id == rows.c.id)
        .subquery()
    )
    claimed = session.execute(
        select(cells.c.article_id, cells.c.cell, _together(cells.c.start, cells.c.id)).group_by(
            cells.c.article_id, cells.c.cell
        )
    )
    standing: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for key, name, places in claimed:
        standing[key] += [(start, claim, name) for start, claim in _apart(places)]
    return {key: _cells_of(sorted(_apart(spans)), sorted(standing[key])) for key, spans in sentences}


def _cells_of(
    sentences: Sequence[tuple[int, int]], claims: Sequence[tuple[int, int, str]]
) -> list[tuple[int, str]]:
    """Of sentences (start, end) and claims (start, key, cell), both in order: each sentence with its first claim's."""
    found: list[tuple[int, str]] = []
    place, most = 0, len(claims)
    for start, end in sentences:
        while place < most and claims[place][0] < start:
            place += 1
        here = place < most and claims[place][0] < end
        found.append((start, claims[place][2] if here else ""))
    return found


def _together(one: Any, other: Any) -> Any:
    """The pairs of numbers of all rows as one text."""
    return func.aggregate_strings(cast(one, String).concat("-").concat(cast(other, String)), ",")


def _apart(pairs: str) -> list[tuple[int, int]]:
    """The pairs of numbers that `_together` has put together."""
    return [
        (int(one), int(other)) for one, _mark, other in (each.partition("-") for each in pairs.split(","))
    ]


@dataclass(frozen=True, slots=True)
class Signing:
    """What a lead can sign off, and sign-offs that a later change has voided; the newest article first."""

    ready: Sequence[Article]
    voided: Sequence[Article]


def signing(session: Session, scope: Scope) -> Signing:
    """The sign-off queue: articles with claims of which none is open and that nobody has signed, and signed articles
    that say something else by now."""
    rows = tallies(scope)
    standing = select(SignOff.article_id).where(SignOff.withdrawn_at.is_(None))
    done = (
        select(rows.c.article_id)
        .group_by(rows.c.article_id)
        .having(total_of(rows, in_list(rows, Show.OPEN, scope.now)) == 0)
    )
    ready = session.scalars(
        select(Article)
        .where(*of_articles(scope), Article.id.in_(done), Article.id.not_in(standing))
        .order_by(Article.id.desc())
        .limit(MOST_READY)
    ).all()
    signed = session.scalars(
        select(Article)
        .where(*of_articles(scope), Article.id.in_(standing))
        .order_by(Article.changed_at.desc())
        .limit(MOST_SIGNED)
    ).all()
    signatures = signatures_of(session, signed)
    voided = [article for article in signed if article.id in signatures and not signatures[article.id].holds]
    return Signing(ready, voided)
