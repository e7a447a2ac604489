"""Reading articles and their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session, defer, joinedload

from factcheck.accounts.access import Viewer, get_own
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.accounts.picking import which_project
from factcheck.accounts.queries import get_project
from factcheck.articles.decoding import MAX_CHARACTERS
from factcheck.articles.models import Article, Revision, Segment, SegmentKind
from factcheck.errors import Invalid, NotAllowed, NotFound

SegmentRow = Row[int, int, SegmentKind, int]
"""`start`, `end`, `kind`, `paragraph`: a segment without the weight of a model."""

# Every save and every page asks these: built once, they need not be put together and recognised again each time.
_ARTICLE = (
    select(Article)
    .where(Article.uid == bindparam("uid"), Article.removed_at.is_(None))
    .options(joinedload(Article.project, innerjoin=True))
)
_REMOVED_ARTICLE = (
    select(Article)
    .where(Article.uid == bindparam("uid"), Article.removed_at.is_not(None))
    .options(joinedload(Article.project, innerjoin=True))
)
_LOCKED_ARTICLE = _ARTICLE.with_for_update(of=Article)
_LOCKED_REMOVED_ARTICLE = _REMOVED_ARTICLE.with_for_update(of=Article)
_REVISION = (
    select(Revision)
    .where(Revision.article_id == bindparam("article_id"))
    .order_by(Revision.number.desc())
    .limit(1)
)
_REVISION_WITHOUT_TEXT = _REVISION.options(defer(Revision.text))
_SEGMENT_AT = (
    select(Segment)
    .where(Segment.revision_id == bindparam("revision_id"), Segment.start <= bindparam("offset"))
    .order_by(Segment.start.desc())
    .limit(1)
)


def get_article(
    session: Session,
    viewer: Viewer,
    uid: str,
    permission: Permission = Permission.READ,
    *,
    removed: bool = False,
) -> Article:
    """The article of that uid, with its project; with `removed`, one that was removed.

    Raises NotFound for an outsider of its project, and NotAllowed for a member without the permission.
    """
    return _checked(session, _REMOVED_ARTICLE if removed else _ARTICLE, uid, viewer, permission)


def find_removed(session: Session, viewer: Viewer, uid: str) -> Article | None:
    """A removed article that the viewer may bring back."""
    article = session.scalars(_REMOVED_ARTICLE, {"uid": uid}).one_or_none()
    return article if article and may_edit(viewer, article) else None


def may_edit(viewer: Viewer, article: Article) -> bool:
    """Whether the viewer may correct the article's details and remove it: leads, and who brought it in."""
    own = article.created_by_id == viewer.user.id and viewer.may(Permission.IMPORT, article.project_id)
    return own or viewer.may(Permission.EDIT_ARTICLE, article.project_id)


def lock_article(
    session: Session, viewer: Viewer, uid: str, permission: Permission, *, removed: bool = False
) -> Article:
    """As `get_article`, for a write: nobody else changes the article until this transaction ends."""
    query = _LOCKED_REMOVED_ARTICLE if removed else _LOCKED_ARTICLE
    return _checked(session, query, uid, viewer, permission)


def get_intake_project(session: Session, viewer: Viewer, wanted: str | None = None) -> Project:
    """The project of that slug or uid, into which the viewer brings an article.

    Without one, the only project into which they may; raises Invalid, naming them, where there are several.
    Raises NotFound for one that is not theirs, and NotAllowed where they may bring in nothing.
    """
    own = [each for each in viewer.projects if viewer.may(Permission.IMPORT, each.id)]
    if wanted is None and not own:
        raise NotAllowed(_("There is no project into which you may bring articles. Ask an administrator."))
    if wanted is None and len(own) > 1:
        raise Invalid(which_project([each.slug for each in own]), "project")
    project = get_project(session, (own[0] if wanted is None else get_own(viewer, wanted)).uid)
    viewer.check(Permission.IMPORT, project)
    return project


def find_same_text(session: Session, project: Project, sha256: str) -> Article | None:
    """An article of the project (the oldest) that has a revision of exactly this text."""
    query = (
        select(Article)
        .join(Revision, Revision.article_id == Article.id)
        .where(Article.project_id == project.id, Article.removed_at.is_(None), Revision.sha256 == sha256)
        .order_by(Article.id)
        .limit(1)
    )
    return session.scalars(query).one_or_none()


def current_revision(session: Session, article: Article, *, text: bool = True) -> Revision:
    """The newest text of the article. Without `text`, the words are fetched only when they are asked for."""
    query = _REVISION if text else _REVISION_WITHOUT_TEXT
    return session.scalars(query, {"article_id": article.id}).one()


def segments_of(session: Session, revision: Revision) -> Sequence[SegmentRow]:
    """The sentences of a text in order, as light rows."""
    query = (
        select(Segment.start, Segment.end, Segment.kind, Segment.paragraph)
        .where(Segment.revision_id == revision.id)
        .order_by(Segment.start)
    )
    return session.connection().execute(query).all()


def find_segment_at(session: Session, revision_id: int, offset: int) -> Segment | None:
    """The sentence that holds the offset, or else the last one before it; None in front of the first."""
    offset = max(-1, min(offset, MAX_CHARACTERS))  # a number from an address may be larger than any column
    return session.scalars(_SEGMENT_AT, {"revision_id": revision_id, "offset": offset}).one_or_none()


def _checked(
    session: Session, query: Select[Article], uid: str, viewer: Viewer, permission: Permission
) -> Article:
    article = session.scalars(query, {"uid": uid}).one_or_none()
    if article is None:
        raise NotFound(_("There is no such article, or it is not yours to see."))
    viewer.check(permission, article.project)
    return article
