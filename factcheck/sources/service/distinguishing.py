"""Saying that two sources are not one, however alike their names are, so that merging them is not offered any more."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.errors import Conflict, Invalid
from factcheck.sources.models import Distinction, Source
from factcheck.sources.queries import standing
from factcheck.words import gettext as _

SUBJECT = "distinction"


def distinguish(session: Session, source: Source, other: Source, *, actor: User) -> Event | None:
    """Keep that the two are not the same; event: `source.distinguished`, or none where that was said already.

    Raises Invalid for two that nothing would merge: one and the same, of two projects, or without a name.
    """
    source, other = standing(session, source), standing(session, other)
    if source.id == other.id or source.project_id != other.project_id:
        raise Invalid(_("Choose another source of this project."), "other")
    if not (source.is_named and other.is_named):
        raise Invalid(_("Only sources with names are taken for one another."), "other")
    first, second = sorted((source, other), key=lambda each: each.id)
    if _between(session, first, second) is not None:
        return None
    event = record(
        session,
        actor=actor,
        action="source.distinguished",
        subject=SUBJECT,
        uid=source.uid,
        after={"other": other.uid},
    )
    session.add(
        Distinction(project_id=first.project_id, first_id=first.id, second_id=second.id, seq=event.seq)
    )
    session.flush()
    return event


@reverts(SUBJECT)
def reconsider(session: Session, event: Event, actor: User) -> None:
    """The two may be the same again. Raises Conflict where that was said already."""
    if event.action != "source.distinguished":
        raise Conflict(_("Say once more that the two are not the same instead."))
    kept = session.scalars(select(Distinction).where(Distinction.seq == event.seq)).one_or_none()
    if kept is None:
        raise Conflict(_("This was taken back already."))
    session.delete(kept)
    record(
        session,
        actor=actor,
        action="distinction.undone",
        subject=SUBJECT,
        uid=event.subject_uid,
        before=fields(event.after),
        undoes=event.seq,
    )
    session.flush()


def _between(session: Session, first: Source, second: Source) -> Distinction | None:
    query = select(Distinction).where(Distinction.first_id == first.id, Distinction.second_id == second.id)
    return session.scalars(query).one_or_none()
