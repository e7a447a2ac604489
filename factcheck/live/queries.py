"""What happened on an article after an event, and what of it a viewer may know of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Role, User
from factcheck.activity.models import Event
from factcheck.annotation.history import DECISION, DISCUSSION, SHARED
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop, Waiver
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.annotation.visibility import reveals, sees
from factcheck.articles.models import Article

BATCH = 300
REOPENED = "annotation.reopened"
_EVENTS = (
    select(
        Event.seq,
        Event.change,
        Event.actor_id,
        Event.action,
        Event.subject,
        Event.subject_uid,
        Event.claim_uid,
    )
    .where(Event.article_id == bindparam("article_id"), Event.seq > bindparam("after"))
    .order_by(Event.seq)
    .limit(BATCH)
)
_OWNER = (Annotation.id, Annotation.reviewer_id, Annotation.status, User.name)
_PARTS: dict[str, type[Evidence | Hop | Waiver]] = {"evidence": Evidence, "hop": Hop, "waiver": Waiver}
_RECORDS: dict[str, Any] = {
    "annotation": select(Annotation.uid, *_OWNER).join(User, User.id == Annotation.reviewer_id),
    **{
        name: select(model.uid, *_OWNER)
        .join(Annotation, Annotation.id == model.annotation_id)
        .join(User, User.id == Annotation.reviewer_id)
        for name, model in _PARTS.items()
    },
}
_UIDS = {"annotation": Annotation.uid, **{name: model.uid for name, model in _PARTS.items()}}


@dataclass(frozen=True, slots=True)
class Record:
    """Whose annotation an event is about, and whether it is still a draft."""

    id: int
    owner_id: int
    owner: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One event on an article. `record` is None where it is about the article or a claim, which all share."""

    seq: int
    change: int
    actor_id: int | None
    action: str
    subject: str
    claim_uid: str | None
    record: Record | None


def changes_after(session: Session, article_id: int, after: int) -> list[Change]:
    """The next events on an article, first first, BATCH at the most."""
    events = session.execute(_EVENTS, {"article_id": article_id, "after": after}).all()
    records: dict[tuple[str, str], Record] = {}
    for subject, query in _RECORDS.items():
        uids = {event.subject_uid for event in events if event.subject == subject}
        if uids:
            for uid, record, owner_id, status, owner in session.execute(
                query.where(_UIDS[subject].in_(uids))
            ):
                draft = status != AnnotationStatus.SUBMITTED
                records[subject, uid] = Record(record, owner_id, owner, draft)
    return [
        Change(
            event.seq,
            event.change,
            event.actor_id,
            event.action,
            event.subject,
            event.claim_uid,
            records.get((event.subject, event.subject_uid)),
        )
        for event in events
    ]


def told(session: Session, viewer: Viewer, project_id: int, changes: Sequence[Change]) -> list[Change]:
    """Of the changes, those that the viewer may know of as things stand now.

    Of a record they may not see, they learn nothing: neither its own changes, nor that a claim was made on the way;
    but that it was taken back, where they may know of those on its claim.
    A kind of event that is not named here is told to nobody but who caused it.
    """
    seen = _seen(session, viewer, project_id, changes)
    unseen = {change.change for change in changes if change.record and change.record.id not in seen}
    decided = _decided(session, viewer, project_id, changes)
    open_ = _revealed(session, viewer, changes)
    found = []
    for change in changes:
        if change.record is not None:
            visible = change.record.id in seen or (change.action == REOPENED and change.claim_uid in open_)
        elif change.subject == DISCUSSION:
            # Who said it has the page that shows it.
            visible = change.claim_uid in open_ and change.actor_id != viewer.user.id
        elif change.subject == DECISION:
            visible = change.claim_uid in decided or change.actor_id == viewer.user.id
        elif change.subject in (*SHARED, "claim"):
            visible = change.actor_id == viewer.user.id or change.change not in unseen
        else:
            visible = change.actor_id == viewer.user.id
        if visible:
            found.append(change)
    return found


def _revealed(session: Session, viewer: Viewer, changes: Sequence[Change]) -> Collection[str | None]:
    """Of the claims that were discussed, or a record on which was taken back, those of whose records the viewer may
    know."""
    uids = {
        change.claim_uid for change in changes if change.subject == DISCUSSION or change.action == REOPENED
    }
    query = select(Claim.uid).join(Article, Article.id == Claim.article_id)
    return set(session.scalars(query.where(Claim.uid.in_(uids), reveals(viewer)))) if uids else ()


def _decided(
    session: Session, viewer: Viewer, project_id: int, changes: Sequence[Change]
) -> Collection[str | None]:
    """Of the claims that were decided or opened again, those of whose decisions the viewer may know. Who knew of a
    decision may know that it was opened again."""
    events = [change for change in changes if change.subject == DECISION]
    if viewer.role_in(project_id) in (Role.LEAD, Role.ADMIN):
        return {change.claim_uid for change in events}
    again = {change.claim_uid for change in events if change.action == "decision.reopened"}
    uids = {change.claim_uid for change in events} - again
    query = select(Claim.uid).where(Claim.uid.in_(uids), Claim.decided_at.is_not(None))
    return again | set(session.scalars(query)) if uids else again


def _seen(session: Session, viewer: Viewer, project_id: int, changes: Sequence[Change]) -> Collection[int]:
    """The ids of the records among the changes that the viewer may see."""
    # A draft is nobody's but its writer's and the leads': with many pages open, most need not ask at all.
    leads = viewer.role_in(project_id) in (Role.LEAD, Role.ADMIN)
    possible = {
        change.record.id
        for change in changes
        if change.record and (leads or not change.record.draft or change.record.owner_id == viewer.user.id)
    }
    if not possible:
        return ()
    query = (
        select(Annotation.id)
        .join(Article, Article.id == Annotation.article_id)
        .where(Annotation.id.in_(possible), sees(viewer))
    )
    return set(session.scalars(query))
