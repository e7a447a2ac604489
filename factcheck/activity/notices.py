"""The bell: events that concern somebody, until they have read of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factcheck.activity.models import BellNotice, Event
from factcheck.db import now


class Concern(StrEnum):
    """Why an event concerns somebody."""

    MENTION = "mention"
    ANSWER = "answer"
    COMMENT = "comment"
    GIVEN = "given"
    SENT_BACK = "sent_back"
    DECIDED = "decided"
    REOPENED = "reopened"


def notify(session: Session, event: Event, people: Iterable[int], concern: Concern) -> None:
    """Have the bell of these people (by number) ring for the event; not of who caused it, and once for each person."""
    session.flush()
    known = set(session.scalars(select(BellNotice.user_id).where(BellNotice.seq == event.seq)))
    for user_id in dict.fromkeys(people):
        if user_id != event.actor_id and user_id not in known:
            session.add(BellNotice(user_id=user_id, seq=event.seq, concern=concern.value))


def mark_read(session: Session, user_id: int, seqs: Iterable[int] | None = None) -> None:
    """Somebody has read of these events; None: of all so far."""
    query = update(BellNotice).where(BellNotice.user_id == user_id, BellNotice.read_at.is_(None))
    if seqs is not None:
        query = query.where(BellNotice.seq.in_(list(seqs)))
    session.execute(query.values(read_at=now()))
