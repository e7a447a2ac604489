"""The people and articles of the articles' tests, and claims with verdicts on them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.annotation.models import Annotation, Claim
from factcheck.articles import queries
from factcheck.articles.models import Article
from factcheck.db import now
from tests.integration.articles.conftest import desk, signed_in, viewer_of

__all__ = ["desk", "judge", "signed_in", "viewer_of"]


def judge(session: Session, article: Article, number: int, **verdicts: str) -> Claim:
    """Make a claim of the article's sentence of that number, with people's verdicts; `sam="mixed submitted"` is one
    that was handed in."""
    revision = queries.current_revision(session, article)
    row = queries.segments_of(session, revision)[number]
    claim = Claim(
        article_id=article.id,
        revision_id=revision.id,
        spans=[[row.start, row.end]],
        start=row.start,
        end=row.end,
    )
    session.add(claim)
    session.flush()
    for name, given in verdicts.items():
        verdict, _space, status = given.partition(" ")
        session.add(
            Annotation(
                claim_id=claim.id,
                article_id=article.id,
                reviewer_id=accounts.get_user(session, name).id,
                verdict=verdict or None,
                status=status or "draft",
                revealed_at=now() if status == "submitted" else None,
            )
        )
    session.flush()
    return claim
