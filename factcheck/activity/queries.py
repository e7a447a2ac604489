"""Reading the log: what was changed last, what was undone, the history of a claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from factcheck.activity.models import Event, LogHead
from factcheck.errors import NotFound

if TYPE_CHECKING:
    from factcheck.accounts.models import User

UNDO_DEPTH = 500


def last_seq(session: Session) -> int:
    """The number of the last event. Read before a page is made: what comes after it may not be on the page."""
    return session.scalars(select(LogHead.seq)).one_or_none() or 0


def get_event(session: Session, seq: int, *, article_id: int) -> Event:
    """The event of that number on that article; raises NotFound."""
    event = session.get(Event, seq)
    if event is None or event.article_id != article_id:
        raise NotFound(_("There is no such change."))
    return event


def find_last_on(session: Session, subject: str, uid: str, *, seq: int | None = None) -> Event | None:
    """The last change of a thing outside any article, with its actor: neither an undo nor undone; with `seq`, that
    one; None where there is none."""
    query = (
        select(Event)
        .where(Event.article_id.is_(None), Event.subject == subject, Event.subject_uid == uid)
        .where(Event.undoes.is_(None))
        .order_by(Event.seq.desc())
        .limit(UNDO_DEPTH)
        .options(joinedload(Event.actor))
    )
    for event in session.scalars(query if seq is None else query.where(Event.seq == seq)):
        if not undone_seqs(session, [event.seq]):
            return event
    return None


def events_of_change(session: Session, change: int) -> Sequence[Event]:
    """All events of one transaction, first first."""
    return session.scalars(select(Event).where(Event.change == change).order_by(Event.seq)).all()


def undone_seqs(session: Session, seqs: Iterable[int]) -> set[int]:
    """Those of the events that are undone now: some undo of theirs stands that was not itself undone."""
    undone: set[int] = set()
    for seq in seqs:
        undos = session.scalars(select(Event.seq).where(Event.undoes == seq)).all()
        if undos and undone_seqs(session, undos) != set(undos):
            undone.add(seq)
    return undone


def find_last_change(session: Session, actor: User, article_id: int, subjects: Iterable[str]) -> Event | None:
    """The actor's last change of these subjects on the article that is neither an undo nor undone, or None."""
    query = (
        select(Event)
        .where(Event.article_id == article_id, Event.actor_id == actor.id, Event.undoes.is_(None))
        .where(Event.subject.in_(list(subjects)))
        .order_by(Event.seq.desc())
        .limit(UNDO_DEPTH)
    )
    for event in session.scalars(query):
        if not undone_seqs(session, [event.seq]):
            return event
    return None


def claim_history(
    session: Session, claim_uid: str, chosen: ColumnElement[bool], *, limit: int = 200
) -> Sequence[Event]:
    """The last of the chosen events on a claim and all that hangs on it, newest first, with their actors."""
    query = (
        select(Event)
        .where(Event.claim_uid == claim_uid, chosen)
        .order_by(Event.seq.desc())
        .limit(limit)
        .options(joinedload(Event.actor))
    )
    return session.scalars(query).all()


def article_history(
    session: Session,
    article_id: int,
    chosen: ColumnElement[bool],
    *,
    before: int | None = None,
    limit: int = 100,
) -> Sequence[Event]:
    """The chosen events on an article and all on it, newest first, with their actors; only those before `before`."""
    query = (
        select(Event)
        .where(Event.article_id == article_id, chosen)
        .order_by(Event.seq.desc())
        .limit(limit)
        .options(joinedload(Event.actor))
    )
    return session.scalars(query if before is None else query.where(Event.seq < before)).all()


def fields(text: str | None) -> dict[str, Any]:
    """An event's `before` or `after` as a dict; empty where there was nothing."""
    return json.loads(text) if text else {}
