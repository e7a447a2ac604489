"""The work that was given out on an article, as the document has it: read, and written as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import User
from factcheck.annotation.models import Assignment, Claim
from factcheck.annotation.visibility import EVERYTHING, Sight
from factcheck.articles.models import Article
from factcheck.exchange.inserting import insert_rows
from factcheck.exchange.rows import Moment, Rows, streamed
from factcheck.exchange.source_storing import People

Members = Mapping[str, Any]
PEOPLE = ("reviewer", "given_by", "returned_by")
"""The members of an assignment that name somebody."""
_SAME = ("priority", "note", "sent_back_why", "ended")
_MOMENTS = ("due_at", "given_at", "taken_at", "sent_back_at", "ended_at")


def rows(session: Session, chosen: ColumnElement[bool], sight: Sight) -> Rows:
    """Assignments by article uid and when they were given: the article's uid, then as `shapes.Assignment`. For leads
    only; those of claims that were removed are left out with them."""
    reviewer, giver, returner = aliased(User), aliased(User), aliased(User)
    query = (
        select(
            Article.uid,
            Assignment.uid,
            Claim.uid,
            reviewer.name,
            Assignment.priority,
            Moment(Assignment.due_at),
            Assignment.note,
            giver.name,
            Moment(Assignment.given_at),
            Moment(Assignment.taken_at),
            returner.name,
            Moment(Assignment.sent_back_at),
            Assignment.sent_back_why,
            Moment(Assignment.ended_at),
            Assignment.ended,
        )
        .join(Article, Article.id == Assignment.article_id)
        .outerjoin(Claim, and_(Claim.id == Assignment.claim_id, Claim.removed_at.is_(None)))
        .outerjoin(reviewer, reviewer.id == Assignment.reviewer_id)
        .outerjoin(giver, giver.id == Assignment.given_by_id)
        .outerjoin(returner, returner.id == Assignment.returned_by_id)
        .where(
            chosen if sight is EVERYTHING else false(),
            or_(Assignment.claim_id.is_(None), Claim.id.is_not(None)),
        )
        .order_by(Article.uid, Assignment.given_at, Assignment.id)
    )
    return streamed(session, query)


def store_assignments(
    session: Session, document: Members, article: Article, people: People, claims: Mapping[str, int]
) -> None:
    """Write the assignments of a checked document."""
    found = [
        {
            "uid": given["id"],
            "article_id": article.id,
            "claim_id": claims[given["claim"]] if given["claim"] else None,
            **{f"{name}_id": people[given[name]] for name in PEOPLE},
            **{name: given[name] for name in _SAME},
            **{name: datetime.fromisoformat(given[name]) if given[name] else None for name in _MOMENTS},
        }
        for given in document["assignments"]
    ]
    insert_rows(session, Assignment, found)
