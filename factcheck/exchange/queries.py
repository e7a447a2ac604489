"""What the API lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.queries import no_such_claim
from factcheck.annotation.visibility import changed_at, knows_claim
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.exchange.rows import Moment

MAX_WORDS = 200
_UID = re.compile(r"[0-9a-hjkmnp-tv-z]{18}\Z")
ENTRY = (
    "id",
    "project",
    "title",
    "byline",
    "publisher",
    "url",
    "published_at",
    "lang",
    "due_at",
    "created_at",
    "changed_at",
    "claims",
)
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and the cursor of the one after it; None at the end."""

    entries: list[Entry]
    cursor: str | None


def is_uid(text: str) -> bool:
    """Whether it is written as an identifier is."""
    return bool(_UID.match(text))


def list_articles(
    session: Session,
    viewer: Viewer,
    *,
    limit: int,
    after: str = "",
    words: str = "",
    project_id: int | None = None,
) -> Page:
    """The articles that the viewer may see (of one project), newest first; `words` are looked for in title, byline
    and publisher."""
    chosen: list[ColumnElement[bool]] = [Article.removed_at.is_(None), viewer.within(Article.project_id)]
    if project_id is not None:
        chosen.append(Article.project_id == project_id)
    if after:
        chosen.append(Article.uid < after)
    if words.strip():
        columns = (Article.title, Article.byline, Article.publisher)
        chosen.append(or_(*[column.icontains(words.strip(), autoescape=True) for column in columns]))
    entries = _entries(session, viewer, chosen, limit + 1)
    return Page(entries[:limit], entries[limit - 1]["id"] if len(entries) > limit else None)


def article_entry(session: Session, viewer: Viewer, article: Article) -> Entry:
    """One article as the list shows it."""
    return _entries(session, viewer, [Article.id == article.id], 1)[0]


def _entries(session: Session, viewer: Viewer, chosen: Sequence[Any], limit: int) -> list[Entry]:
    claims = (
        select(func.count())
        .where(Claim.article_id == Article.id, Claim.removed_at.is_(None), knows_claim(viewer))
        .correlate(Article)
        .scalar_subquery()
    )
    query = (
        select(
            Article.uid,
            Project.uid.label("project"),
            Article.title,
            Article.byline,
            Article.publisher,
            Article.url,
            Moment(Article.published_at),
            Article.lang,
            Moment(Article.due_at),
            Moment(Article.created_at),
            Moment(changed_at(viewer)),
            claims,
        )
        .join(Project, Project.id == Article.project_id)
        .where(*chosen)
        .order_by(Article.uid.desc())
        .limit(limit)
    )
    return [dict(zip(ENTRY, row, strict=True)) for row in session.execute(query)]


def get_article_uid(session: Session, claim_uid: str) -> str:
    """The uid of the article that the claim is on; raises NotFound."""
    query = select(Article.uid).join(Claim, Claim.article_id == Article.id).where(Claim.uid == claim_uid)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(no_such_claim())
    return found


def get_place_of_annotation(session: Session, uid: str) -> tuple[str, str]:
    """The uids of the article and the claim that the annotation is on; raises NotFound."""
    query = (
        select(Article.uid, Claim.uid)
        .join(Claim, Claim.article_id == Article.id)
        .join(Annotation, Annotation.claim_id == Claim.id)
        .where(Annotation.uid == uid)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such record on this claim, or it is not yours to see."))
    article, claim = found
    return article, claim
