"""The desk list: the articles a viewer may see, with how far each is, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Membership, User
from factcheck.accounts.permissions import Permission
from factcheck.adjudication.signing import Signature, signatures_of
from factcheck.annotation.models import Annotation
from factcheck.annotation.visibility import changed_at, sees
from factcheck.articles.models import Article, Revision
from factcheck.db import now
from factcheck.desk.filters import Filters, NotListed, Sort, State
from factcheck.desk.progress import Progress, current_revisions, is_handed_in, progress_of, share_decided


@dataclass(frozen=True, slots=True)
class Row:
    """One article on the desk: how far it is, who works on it and when it was changed, as far as the viewer may know;
    whether it is past its due date. `signature`: a lead's sign-off, for those who sign off themselves."""

    article: Article
    progress: Progress
    people: Sequence[str]
    changed_at: datetime
    late: bool
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of the list. `total` counts all pages; `languages` and `people` (uid → name) may be filtered by."""

    rows: Sequence[Row]
    filters: Filters
    total: int
    languages: Sequence[str]
    people: Mapping[str, str]
    empty: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.filters.size))


def desk(session: Session, viewer: Viewer, filters: Filters, *, project_id: int | None = None) -> Desk:
    """The list that the filters ask for, of one project (None: of all of the viewer's); a page past the end is the
    last one. Raises NotListed for an unknown language or person."""
    here = viewer.within(Article.project_id)
    if project_id is not None:
        here = and_(here, Article.project_id == project_id)
    languages = session.scalars(
        select(Article.lang).where(here, Article.removed_at.is_(None)).distinct().order_by(Article.lang)
    ).all()
    people = _people(session, viewer, project_id)
    if filters.person and filters.person not in people:
        raise NotListed("person")
    if filters.lang and filters.lang not in languages:
        raise NotListed("lang")
    found = select(Article).join(Revision, current_revisions()).where(here, *_conditions(viewer, filters))
    total = (
        session.scalar(select(func.count()).select_from(found.with_only_columns(Article.id).subquery())) or 0
    )
    last = max(1, -(-total // filters.size))
    shown = replace(filters, page=min(filters.page, last))
    articles = session.execute(_ordered(found, viewer, shown)).all()
    empty = not total and not session.scalar(select(exists().where(here, Article.removed_at.is_(None))))
    return Desk(_rows(session, viewer, articles), shown, total, languages, people, empty)


def _rows(session: Session, viewer: Viewer, articles: Sequence[SqlRow[Article, datetime]]) -> list[Row]:
    ids = [article.id for article, _changed_at in articles]
    progress = progress_of(session, viewer, ids)
    led = [each for each, _at in articles if viewer.holds(Permission.SIGN_OFF, each.project_id)]
    signatures = signatures_of(session, led) if led else {}
    people = _workers(session, viewer, ids)
    return [
        Row(
            article=article,
            progress=progress[article.id],
            people=people.get(article.id, []),
            changed_at=changed,
            late=_is_late(article, progress[article.id]),
            signature=signatures.get(article.id),
        )
        for article, changed in articles
    ]


def _is_late(article: Article, progress: Progress) -> bool:
    return article.due_at is not None and article.due_at < now() and progress.open > 0


def _workers(session: Session, viewer: Viewer, article_ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        select(Annotation.article_id, User.name)
        .join(User, User.id == Annotation.reviewer_id)
        .join(Article, Article.id == Annotation.article_id)
        .where(Annotation.article_id.in_(article_ids), sees(viewer))
        .distinct()
        .order_by(User.name)
    )
    found: dict[int, list[str]] = {}
    for article_id, name in session.execute(query):
        found.setdefault(article_id, []).append(name)
    return found


def _people(session: Session, viewer: Viewer, project_id: int | None) -> dict[str, str]:
    """Who may be filtered by: the members of the project (or of all of the viewer's), and the administrators."""
    member = exists().where(Membership.user_id == User.id, viewer.within(Membership.project_id))
    if project_id is not None:
        member = member.where(Membership.project_id == project_id)
    query = select(User.uid, User.name).where(or_(member, User.is_admin)).order_by(User.name)
    return {row.uid: row.name for row in session.execute(query)}


def _conditions(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [_holds(word) for word in filters.q.split()]
    if filters.lang:
        conditions.append(Article.lang == filters.lang)
    if filters.person:
        works = select(Annotation.id).join(User, User.id == Annotation.reviewer_id)
        here = works.where(Annotation.article_id == Article.id, User.uid == filters.person, sees(viewer))
        conditions.append(here.correlate(Article).exists())
    if filters.state is State.REMOVED:
        return [*conditions, Article.removed_at.is_not(None), _may_restore(viewer)]
    conditions.append(Article.removed_at.is_(None))
    if filters.state is State.SUBMITTED:
        conditions.append(is_handed_in(viewer))
    elif filters.state is not State.ALL:
        conditions.append(~is_handed_in(viewer))
    if filters.state is State.LATE:
        conditions.append(Article.due_at < now())
    return conditions


def _may_restore(viewer: Viewer) -> ColumnElement[bool]:
    led = [project_id for project_id in viewer.roles if viewer.may(Permission.EDIT_ARTICLE, project_id)]
    if viewer.user.is_admin:
        return true()
    return or_(Article.created_by_id == viewer.user.id, Article.project_id.in_(led) if led else false())


def _holds(word: str) -> ColumnElement[bool]:
    """The word is in the title, the publisher or the byline. Databases fold the case of a to z only, so the ways in
    which the word may be capitalised are all asked for."""
    spellings = dict.fromkeys([word, word.lower(), word.upper(), word.capitalize()])
    columns = (Article.title, Article.publisher, Article.byline)
    return or_(*(column.icontains(spelling, autoescape=True) for column in columns for spelling in spellings))


def _ordered(found: Select[Article], viewer: Viewer, filters: Filters) -> Select[Article, datetime]:
    changed = changed_at(viewer)
    keys: dict[Sort, ColumnElement[Any]] = {
        Sort.CHANGED: changed,
        Sort.DUE: Article.due_at.expression,
        Sort.TITLE: func.lower(Article.title),
        Sort.PROGRESS: share_decided(viewer),
    }
    key = keys[filters.sort]
    undated = [Article.due_at.is_(None)] if filters.sort is Sort.DUE else []
    order = [*undated, key.desc() if filters.descending else key.asc(), Article.id.desc()]
    ordered = found.add_columns(changed).order_by(*order)
    return ordered.limit(filters.size).offset((filters.page - 1) * filters.size)
