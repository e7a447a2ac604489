"""The sample article: made up, and as difficult to cut as what desks are sent."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.articles.models import Article, Origin, Revision
from factcheck.articles.segmentation import Cut, cut
from factcheck.articles.service import create_article

LANG = "en"
BYLINE = "Nora Vance"
PUBLISHER = "The Meridian"
PUBLISHED_AT = datetime(2026, 11, 12, 6, 30, tzinfo=UTC)
_PATH = Path(__file__).with_name("sample.txt")


@cache
def sample() -> tuple[str, list[Cut]]:
    """The sample's text and its sentences. Its headline stands there twice; the first one is the headline."""
    text = _PATH.read_text(encoding="utf-8")
    headline, *rest = cut(text, LANG)
    return text, [headline._replace(kind="headline"), *rest]


def put_sample(session: Session, project: Project, *, actor: User | None) -> tuple[Article, bool]:
    """The project's sample article, removed or not, and whether it was put in just now."""
    text, cuts = sample()
    query = (
        select(Article)
        .join(Revision, Revision.article_id == Article.id)
        .where(Article.project_id == project.id, Revision.sha256 == hashlib.sha256(text.encode()).hexdigest())
        .order_by(Article.id)
        .limit(1)
    )
    found = session.scalars(query).one_or_none()
    if found is not None:
        return found, False
    article = create_article(
        session,
        project,
        actor=actor,
        text=text,
        cuts=cuts,
        lang=LANG,
        origin=Origin.FILE,
        byline=BYLINE,
        publisher=PUBLISHER,
        published_at=PUBLISHED_AT,
    )
    return article, True
