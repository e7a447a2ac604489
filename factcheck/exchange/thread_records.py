"""What was said about claims, as the document has it: read, and written as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import User
from factcheck.annotation.models import Claim
from factcheck.annotation.visibility import Sight
from factcheck.articles.models import Article
from factcheck.discussion.models import Comment, Mention, Thread
from factcheck.exchange import shapes
from factcheck.exchange.inserting import insert_rows
from factcheck.exchange.rows import Moment
from factcheck.exchange.source_storing import People

Members = Mapping[str, Any]


def threads_on(session: Session, claim_ids: Sequence[int], sight: Sight) -> dict[int, list[shapes.Thread]]:
    """Claim key → its discussions, the first first, as far as `sight` goes. Three statements at the most."""
    query = (
        select(
            Thread.claim_id,
            Thread.id,
            Thread.uid,
            Moment(Thread.created_at),
            Moment(Thread.resolved_at),
            User.name,
        )
        .join(Claim, Claim.id == Thread.claim_id)
        .outerjoin(User, User.id == Thread.resolved_by_id)
        .where(Thread.claim_id.in_(claim_ids), sight.reveals)
        .order_by(Thread.claim_id, Thread.created_at, Thread.id)
    )
    found: dict[int, list[shapes.Thread]] = {}
    by_key: dict[int, shapes.Thread] = {}
    for claim_id, key, uid, created_at, resolved_at, name in session.connection().execute(query):
        by_key[key] = shapes.Thread(uid, created_at, resolved_at, name, comments=[])
        found.setdefault(claim_id, []).append(by_key[key])
    for key, comment in _comments(session, list(by_key)):
        by_key[key].comments.append(comment)
    return found


def _comments(session: Session, thread_ids: Sequence[int]) -> Iterator[tuple[int, shapes.Comment]]:
    if not thread_ids:
        return
    named: dict[int, list[str]] = {}
    mentions = (
        select(Mention.comment_id, User.name)
        .join(User, User.id == Mention.user_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .where(Comment.thread_id.in_(thread_ids))
        .order_by(User.name)
    )
    for comment_id, name in session.connection().execute(mentions):
        named.setdefault(comment_id, []).append(name)
    author = aliased(User)
    query = (
        select(
            Comment.thread_id,
            Comment.id,
            Comment.uid,
            author.name,
            Comment.text,
            Moment(Comment.created_at),
            Moment(Comment.edited_at),
            Moment(Comment.removed_at),
        )
        .join(author, author.id == Comment.author_id)
        .where(Comment.thread_id.in_(thread_ids))
        .order_by(Comment.thread_id, Comment.created_at, Comment.id)
    )
    for thread_id, key, uid, name, text, *moments in session.connection().execute(query):
        yield thread_id, shapes.Comment(uid, name, text, named.get(key, []), *moments)


def open_threads(claim: Members) -> int:
    """What a claim says itself: how many of its discussions are not settled."""
    return sum(thread["resolved_at"] is None for thread in claim["threads"])


def store_threads(
    session: Session, document: Members, article: Article, people: People, claims: Mapping[str, int]
) -> None:
    """Write the discussions of a checked document. Nobody's bell rings for what was said elsewhere."""
    threads = [(claim, thread) for claim in document["claims"] for thread in claim["threads"]]
    rows = [
        {
            "uid": thread["id"],
            "claim_id": claims[claim["id"]],
            "article_id": article.id,
            "created_at": datetime.fromisoformat(thread["created_at"]),
            "resolved_at": _moment(thread["resolved_at"]),
            "resolved_by_id": people[thread["resolved_by"]],
        }
        for claim, thread in threads
    ]
    insert_rows(session, Thread, rows)
    keys = dict(session.execute(select(Thread.uid, Thread.id).where(Thread.article_id == article.id)).all())
    said = [(keys[thread["id"]], comment) for _claim, thread in threads for comment in thread["comments"]]
    rows = [
        {
            "uid": comment["id"],
            "thread_id": thread_id,
            "author_id": people[comment["author"]],
            "text": comment["text"],
            "created_at": datetime.fromisoformat(comment["created_at"]),
            "edited_at": _moment(comment["edited_at"]),
            "removed_at": _moment(comment["removed_at"]),
        }
        for thread_id, comment in said
    ]
    insert_rows(session, Comment, rows)
    query = (
        select(Comment.uid, Comment.id)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.article_id == article.id)
    )
    keys = dict(session.execute(query).all())
    rows = [
        {"comment_id": keys[comment["id"]], "user_id": people[name]}
        for _thread_id, comment in said
        for name in comment["mentions"]
    ]
    insert_rows(session, Mention, rows)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
