"""Saying something about a claim, changing it, taking it back; settling a discussion."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.accounts.members import people_of
from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.notices import Concern, notify
from factcheck.activity.service import record
from factcheck.annotation.history import DISCUSSION
from factcheck.annotation.models import Claim
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.discussion.mentioning import mentioned
from factcheck.discussion.models import COMMENT_LENGTH, Comment, Mention, Thread
from factcheck.discussion.queries import recorders
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.words import gettext as _


def start(session: Session, article: Article, claim: Claim, text: str, *, actor: User) -> Comment:
    """Begin a discussion of a claim of the locked article; event: `thread.started`. The bell rings for whom the text
    names, and for those who have handed in a record on the claim. Raises Invalid for a text that is empty or long."""
    said = checked(text)
    thread = Thread(claim_id=claim.id, article_id=article.id)
    session.add(thread)
    session.flush()
    claim.open_threads += 1
    return _say(session, article, claim, thread, said, actor, "thread.started")


def answer(
    session: Session, article: Article, claim: Claim, thread: Thread, text: str, *, actor: User
) -> Comment:
    """Say something in a discussion; event: `comment.added`. The bell rings for whom the text names, for who spoke in
    it before, and for those who have handed in a record. Raises Conflict where it was settled meanwhile."""
    said = checked(text)
    if thread.resolved_at is not None:
        raise Conflict(_("This discussion was settled meanwhile. Open it again to go on."))
    return _say(session, article, claim, thread, said, actor, "comment.added")


def edit(
    session: Session,
    article: Article,
    claim: Claim,
    comment: Comment,
    text: str,
    *,
    actor: User,
    version: int,
) -> Event | None:
    """Change what the actor said; event: `comment.edited`, or none where nothing differs. The bell rings for whom the
    text names now and did not before. Raises NotAllowed for what somebody else said, Conflict for another version."""
    _check_own(comment, actor)
    said = checked(text)
    if said == comment.text:
        return None
    if version != comment.version:
        raise Conflict(_("You have changed this elsewhere since you opened the page."))
    comment.text, comment.edited_at = said, now()
    comment.version += 1
    event = _record(session, article, claim, comment.uid, "comment.edited", actor)
    notify(session, event, _mention(session, article, comment), Concern.MENTION)
    return event


def take_back(session: Session, article: Article, claim: Claim, comment: Comment, *, actor: User) -> Event:
    """Take back what the actor said: its text is gone, its place stays; event: `comment.removed`. A discussion of which
    nothing is left is settled. Raises NotAllowed for what somebody else said."""
    _check_own(comment, actor)
    comment.text, comment.removed_at = "", now()
    comment.version += 1
    for mention in list(comment.mentions):
        session.delete(mention)
    session.flush()
    left = select(func.count(Comment.id)).where(
        Comment.thread_id == comment.thread_id, Comment.removed_at.is_(None)
    )
    event = _record(session, article, claim, comment.uid, "comment.removed", actor)
    if not session.scalar(left) and comment.thread.resolved_at is None:
        _settle(claim, comment.thread, actor)
    return event


def set_resolved(
    session: Session, article: Article, claim: Claim, thread: Thread, *, actor: User, resolved: bool
) -> Event | None:
    """Settle a discussion, or open it again; event: `thread.resolved` or `thread.reopened`, or none where it is so."""
    if (thread.resolved_at is not None) == resolved:
        return None
    if resolved:
        _settle(claim, thread, actor)
    else:
        thread.resolved_at, thread.resolved_by_id = None, None
        claim.open_threads += 1
    return _record(
        session, article, claim, thread.uid, "thread.resolved" if resolved else "thread.reopened", actor
    )


def checked(text: str) -> str:
    """The text, without white space around it; raises Invalid for none, and for one that is too long."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Invalid(_("Write something first."), "text")
    if len(said) > COMMENT_LENGTH:
        raise Invalid(_("This is too long: at most %(n)s characters.", n=COMMENT_LENGTH), "text")
    return said


def _say(
    session: Session,
    article: Article,
    claim: Claim,
    thread: Thread,
    said: str,
    actor: User,
    action: str,
) -> Comment:
    comment = Comment(thread_id=thread.id, author_id=actor.id, text=said, mentions=[])
    session.add(comment)
    session.flush()
    event = _record(session, article, claim, comment.uid, action, actor)
    notify(session, event, _mention(session, article, comment), Concern.MENTION)
    before = select(Comment.author_id).where(Comment.thread_id == thread.id, Comment.id != comment.id)
    notify(session, event, session.scalars(before), Concern.ANSWER)
    notify(session, event, recorders(session, claim), Concern.COMMENT)
    return comment


def _mention(session: Session, article: Article, comment: Comment) -> Iterable[int]:
    """Keep whom the text names; the numbers of those whom it did not name before."""
    people = {user.name: user.id for user in people_of(session, session.get_one(Project, article.project_id))}
    named = [people[name] for name in mentioned(comment.text, people)]
    kept = {mention.user_id for mention in comment.mentions}
    for mention in list(comment.mentions):
        if mention.user_id not in named:
            session.delete(mention)
    session.add_all(
        Mention(comment_id=comment.id, user_id=user_id) for user_id in named if user_id not in kept
    )
    session.flush()
    return [user_id for user_id in named if user_id not in kept]


def _settle(claim: Claim, thread: Thread, actor: User) -> None:
    thread.resolved_at, thread.resolved_by_id = now(), actor.id
    claim.open_threads = max(0, claim.open_threads - 1)


def _check_own(comment: Comment, actor: User) -> None:
    if comment.author_id != actor.id:
        raise NotAllowed(_("Only who said it may change it or take it back."))


def _record(session: Session, article: Article, claim: Claim, uid: str, action: str, actor: User) -> Event:
    # Not the text: what is taken back is gone.
    return record(
        session,
        actor=actor,
        action=action,
        subject=DISCUSSION,
        uid=uid,
        article_id=article.id,
        claim_uid=claim.uid,
    )
