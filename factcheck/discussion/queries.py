"""Reading discussions, and what the bell has for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from factcheck.accounts.access import Viewer
from factcheck.activity.models import BellNotice, Event
from factcheck.activity.notices import Concern
from factcheck.annotation.history import ASSIGNMENT
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.annotation.visibility import reveals
from factcheck.articles.models import Article, Revision
from factcheck.discussion.models import Comment, Thread
from factcheck.errors import NotFound
from factcheck.words import gettext as _

MOST = 100
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Ring:
    """One thing that the bell has to tell. `words`: of the claim, empty for an article."""

    seq: int
    concern: Concern
    who: str
    event: Event
    article_uid: str
    title: str
    lang: str
    claim_uid: str | None
    at: int
    words: str
    unread: bool


def threads_on(session: Session, claim: Claim) -> Sequence[Thread]:
    """The discussions of a claim with all that was said: the open ones first, of these the newest."""
    query = (
        select(Thread)
        .where(Thread.claim_id == claim.id)
        .order_by(Thread.resolved_at.is_not(None), Thread.id.desc())
        .options(joinedload(Thread.resolved_by), selectinload(Thread.comments).joinedload(Comment.author))
    )
    return session.scalars(query).all()


def get_thread(session: Session, claim: Claim, uid: str) -> Thread:
    """A discussion of the claim, with what was said; raises NotFound."""
    query = (
        select(Thread)
        .where(Thread.claim_id == claim.id, Thread.uid == uid)
        .options(selectinload(Thread.comments))
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such discussion."))
    return found


def get_comment(session: Session, claim: Claim, uid: str) -> Comment:
    """What somebody said about the claim, with its discussion; raises NotFound for what was taken back."""
    query = (
        select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.claim_id == claim.id, Comment.uid == uid, Comment.removed_at.is_(None))
        .options(joinedload(Comment.thread), selectinload(Comment.mentions))
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("This was taken back, or never said."))
    return found


def recorders(session: Session, claim: Claim) -> list[int]:
    """The numbers of those who have handed in a record on the claim."""
    query = select(Annotation.reviewer_id).where(
        Annotation.claim_id == claim.id, Annotation.status == AnnotationStatus.SUBMITTED
    )
    return list(session.scalars(query))


def rings(session: Session, viewer: Viewer) -> list[Ring]:
    """What concerns the viewer and is open to them, newest first; MOST at the most."""
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    columns = (
        BellNotice,
        Article.uid,
        Article.title,
        Article.lang,
        Claim.uid,
        Claim.start,
        func.substr(func.coalesce(func.nullif(Claim.text, ""), words, ""), 1, EXCERPT),
    )
    query = _concerning(select(*columns), viewer).outerjoin(Revision, Revision.id == Claim.revision_id)
    query = (
        query.order_by(BellNotice.seq.desc())
        .limit(MOST)
        .options(joinedload(BellNotice.event).joinedload(Event.actor))
    )
    return [
        Ring(
            notice.seq,
            Concern(notice.concern),
            notice.event.actor.name if notice.event.actor else "",
            notice.event,
            article,
            title,
            lang,
            claim,
            start or 0,
            said,
            notice.read_at is None,
        )
        for notice, article, title, lang, claim, start, said in session.execute(query)
    ]


def unread(session: Session, viewer: Viewer) -> int:
    """How many of these the viewer has not read of; counted up to MOST."""
    # Every page asks; mostly there is nothing, and then nothing has to be known of records.
    any_ = select(BellNotice.id).where(BellNotice.user_id == viewer.user.id, BellNotice.read_at.is_(None))
    if session.scalar(any_.limit(1)) is None:
        return 0
    some = _concerning(select(BellNotice.id), viewer).where(BellNotice.read_at.is_(None)).limit(MOST)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _concerning(query: Select[*tuple[Any, ...]], viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """What was given to somebody is theirs to know of; what was said or decided, once they may know of the records."""
    return (
        query.join(Event, Event.seq == BellNotice.seq)
        .join(Article, Article.id == Event.article_id)
        .outerjoin(Claim, Claim.uid == Event.claim_uid)
        .where(
            BellNotice.user_id == viewer.user.id,
            viewer.within(Article.project_id),
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            or_(Event.subject == ASSIGNMENT, and_(Claim.id.is_not(None), reveals(viewer))),
        )
    )
