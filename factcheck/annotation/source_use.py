"""On how much a source stands, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.annotation.visibility import sees
from factcheck.articles.models import Article


def use_of(
    session: Session, viewer: Viewer, source_ids: Sequence[int], project_id: int | None = None
) -> dict[int, tuple[int, int]]:
    """Source key → on how many claims and in how many articles it stands; only where there is one."""
    used = used_by(viewer, project_id).where(Hop.source_id.in_(source_ids)).subquery()
    return {key: (claims, articles) for key, claims, articles in session.execute(select(used))}


def used_by(viewer: Viewer, project_id: int | None = None) -> Select[*tuple[Any, ...]]:
    """Source key, claims, articles, over the records that the viewer may see, of one project or of any."""
    query = (
        select(
            Hop.source_id.label("source_id"),
            func.count(Annotation.claim_id.distinct()).label("claims"),
            func.count(Annotation.article_id.distinct()).label("articles"),
        )
        .join(Annotation, Annotation.id == Hop.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Hop.removed_at.is_(None),
            sees(viewer),
        )
        .group_by(Hop.source_id)
    )
    return query if project_id is None else query.where(Article.project_id == project_id)
