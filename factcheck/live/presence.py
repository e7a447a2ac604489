"""Who is here: rows that every process sees, written together at most every few seconds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.db import now
from factcheck.live.models import Presence
from factcheck.live.watching import CHANNEL

STALE = timedelta(seconds=45)
"""A page that was not confirmed for so long is gone, and its process with it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: on which article, at which sentence."""

    article_id: int
    user_id: int
    at: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with the article open, as the others see them."""

    page: str
    user_id: int
    name: str
    at: int


def write_presence(
    session: Session, moves: Mapping[str, Place], gone: Collection[str], kept: Collection[str]
) -> None:
    """Store where pages are by now, drop those that are gone and those that nobody confirms, and confirm `kept`."""
    moment = now()
    if kept:
        session.execute(update(Presence).where(Presence.page.in_(kept)).values(seen_at=moment))
    dropped = session.connection().execute(
        delete(Presence).where(Presence.page.in_(gone) | (Presence.seen_at < moment - STALE)),
        execution_options={"preserve_rowcount": True},
    )
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    if moves:
        insert = insert_postgresql(Presence) if is_postgresql else insert_sqlite(Presence)
        rows = [
            {
                "page": page,
                "article_id": place.article_id,
                "user_id": place.user_id,
                "at": place.at,
                "seen_at": moment,
            }
            for page, place in moves.items()
        ]
        upsert = insert.on_conflict_do_update(
            index_elements=["page"],
            set_={"at": insert.excluded.at, "seen_at": insert.excluded.seen_at},
            # A name that somebody else made up moves nobody.
            where=Presence.user_id == insert.excluded.user_id,
        )
        session.connection().execute(upsert, rows)
    if is_postgresql and (moves or dropped.rowcount):
        session.execute(select(func.pg_notify(CHANNEL, "")))


def guests_of(session: Session, articles: Iterable[int]) -> dict[int, tuple[Guest, ...]]:
    """Article id → who has it open, by name."""
    query = (
        select(Presence.article_id, Presence.page, Presence.user_id, User.name, Presence.at)
        .join(User, User.id == Presence.user_id)
        .where(Presence.article_id.in_(list(articles)), Presence.seen_at > now() - STALE)
        .order_by(User.name, Presence.page)
    )
    found: dict[int, tuple[Guest, ...]] = {}
    for article_id, page, user_id, name, at in session.execute(query):
        found[article_id] = (*found.get(article_id, ()), Guest(page, user_id, name, at))
    return found


def company(guests: Iterable[Guest], user_id: int) -> list[dict[str, object]]:
    """The others, for a page of that person: name, and the sentence of each of their pages."""
    others = {(guest.name, guest.at): guest for guest in guests if guest.user_id != user_id}
    return [{"name": guest.name, "at": guest.at} for guest in others.values()]
