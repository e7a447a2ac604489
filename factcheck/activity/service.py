"""Recording what happened, undoing it, and checking that the record is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.activity import queries
from factcheck.activity.models import GENESIS, Event, LogHead
from factcheck.db import now
from factcheck.errors import Conflict, NotFound

if TYPE_CHECKING:
    from factcheck.accounts.models import User

Reverter = Callable[[Session, Event, "User"], None]
_reverters: dict[str, Reverter] = {}
_LOG_HEAD = select(LogHead).with_for_update()


def reverts(subject: str) -> Callable[[Reverter], Reverter]:
    """Register how an event on this kind of subject is taken back; the function records its own event."""

    def register(function: Reverter) -> Reverter:
        _reverters[subject] = function
        return function

    return register


def record(
    session: Session,
    *,
    actor: User | None,
    action: str,
    subject: str,
    uid: str,
    article_id: int | None = None,
    claim_uid: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> Event:
    """Append one event to the log, in the transaction of the change itself. `before`, `after`: JSON values.

    The row is written with the session's next flush, together with the change.
    """
    head = _locked_head(session)
    head.seq += 1
    change = session.info.setdefault("change", head.seq)
    event = Event(
        seq=head.seq,
        change=change,
        at=now(),
        actor_id=actor.id if actor else None,
        action=action,
        subject=subject,
        subject_uid=uid,
        article_id=article_id,
        claim_uid=claim_uid,
        before=canonical(before),
        after=canonical(after),
        undoes=undoes,
    )
    head.hash = event.hash = digest(head.hash, event)
    session.add(event)
    return event


def undo(session: Session, event: Event, *, actor: User) -> list[Event]:
    """Take back the whole change that the event belongs to; returns the events taken back, last first.

    Raises NotFound where it was taken back already, and Conflict where something was changed since.
    """
    events = queries.events_of_change(session, event.change)
    undone = queries.undone_seqs(session, [item.seq for item in events])
    if undone or not events:
        raise NotFound(_("This change was already undone."))
    for item in reversed(events):
        reverter = _reverters.get(item.subject)
        if reverter is None:
            raise Conflict(_("This kind of change cannot be undone."))
        reverter(session, item, actor)
    return list(reversed(events))


def verify(session: Session) -> str | None:
    """Recompute the hash chain; the first fault in words, or None where the log is whole."""
    previous, expected = GENESIS, 1
    query = select(Event).order_by(Event.seq).execution_options(yield_per=2_000)
    with session.scalars(query) as events:
        for event in events:
            if event.seq != expected:
                return f"event {expected} is missing"
            if digest(previous, event) != event.hash:
                return f"event {event.seq} was changed after it was written"
            previous, expected = event.hash, expected + 1
    head = session.execute(select(LogHead)).scalar_one_or_none()
    if head is None:
        return "the head of the event log is missing"
    if (head.seq, head.hash) != (expected - 1, previous):
        return f"the event log ends at {expected - 1}, but its head says {head.seq}: events were removed"
    return None


def _locked_head(session: Session) -> LogHead:
    """The head of the log, locked until this transaction ends: its first event locks and reads it, the rest go on."""
    head: LogHead | None = session.info.get("log_head")
    if head is None:
        # What the caller changed so far need not be written before this: it goes in one flush with the event.
        with session.no_autoflush:
            head = session.scalars(_LOG_HEAD).one()
        session.info["log_head"] = head
    return head


def canonical(fields: Mapping[str, Any] | None) -> str | None:
    """The one JSON text of a mapping: sorted keys, no spaces, no escapes beyond JSON's own."""
    if fields is None:
        return None
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(previous: str, event: Event) -> str:
    """SHA-256 (hex) over the previous event's hash and this event's content."""
    content = [
        previous,
        event.seq,
        event.change,
        event.at.isoformat(),
        event.actor_id,
        event.action,
        event.subject,
        event.subject_uid,
        event.article_id,
        event.claim_uid,
        event.before,
        event.after,
        event.undoes,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
