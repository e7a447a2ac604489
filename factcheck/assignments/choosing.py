"""What a lead chooses from when giving work out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.annotation.models import Assignment, Claim
from factcheck.articles.models import Article, Revision
from factcheck.assignments.queries import EXCERPT
from factcheck.assignments.states import is_open, submitted_on_claim

MOST = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """An article, or a claim of it, that can be given out; `has`: who has it, with None for the pool. `checks`: of a
    claim, how many records are handed in and how many are wanted."""

    item: str
    words: str
    lang: str
    due_at: datetime | None
    priority: str
    has: Sequence[str | None]
    checks: tuple[int, int] = (0, 0)
    decided: bool = False


def articles_to_give(session: Session, project: Project, q: str) -> list[Choice]:
    """Articles of the project whose title holds the words, those that nobody has first; at most MOST."""
    held = exists().where(Assignment.article_id == Article.id, Assignment.claim_id.is_(None), is_open())
    query = select(Article).where(Article.project_id == project.id, Article.removed_at.is_(None))
    for word in q.split():
        query = query.where(Article.title.icontains(word, autoescape=True))
    order = (held.correlate(Article), Article.due_at.is_(None), Article.due_at, Article.id.desc())
    found = session.scalars(query.order_by(*order).limit(MOST)).all()
    has = _people(session, [each.id for each in found])
    return [
        Choice(each.uid, each.title, each.lang, each.due_at, "normal", has.get((each.id, None), []))
        for each in found
    ]


def claims_to_give(session: Session, article: Article, *, only: Claim | None = None) -> list[Choice]:
    """The claims of the article in text order (or that one)."""
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    said = func.substr(func.coalesce(func.nullif(Claim.text, ""), words), 1, EXCERPT)
    query = (
        select(Claim, said, submitted_on_claim())
        .join(Revision, Revision.id == Claim.revision_id)
        .where(Claim.article_id == article.id)
        .order_by(Claim.start, Claim.id)
    )
    query = query.where(Claim.id == only.id) if only is not None else query.where(Claim.removed_at.is_(None))
    has = _people(session, [article.id])
    return [
        Choice(
            f"{article.uid}/{claim.uid}",
            text,
            article.lang,
            None,
            claim.priority,
            has.get((article.id, claim.id), []),
            (submitted, claim.checks),
            claim.decided_at is not None,
        )
        for claim, text, submitted in session.execute(query)
    ]


def _people(session: Session, article_ids: Sequence[int]) -> dict[tuple[int, int | None], list[str | None]]:
    """(Article, claim or None) → the names of those who have it now; None for the pool."""
    query = (
        select(Assignment.article_id, Assignment.claim_id, User.name)
        .outerjoin(User, User.id == Assignment.reviewer_id)
        .where(and_(Assignment.article_id.in_(article_ids), is_open()))
        .order_by(User.name)
    )
    found: dict[tuple[int, int | None], list[str | None]] = {}
    for article_id, claim_id, name in session.execute(query):
        found.setdefault((article_id, claim_id), []).append(name)
    return found
