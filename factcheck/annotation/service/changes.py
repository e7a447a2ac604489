"""One way to change a claim, an annotation, a piece of evidence or a hop: set fields, record what changed, undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop, Waiver
from factcheck.annotation.service.reveals import mark_after_reveal
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.errors import Conflict
from factcheck.sources.queries import standing_id

Subject = Claim | Annotation | Evidence | Hop | Waiver
Part = Evidence | Hop
SUBJECTS: dict[str, type[Subject]] = {
    "claim": Claim,
    "annotation": Annotation,
    "evidence": Evidence,
    "hop": Hop,
    "waiver": Waiver,
}
NAMES: dict[type[Subject], str] = {model: name for name, model in SUBJECTS.items()}
REMOVED = "removed"


class Context:
    """Where a change happens: the article, the claim, whose annotation (if any), and who does it."""

    def __init__(
        self, article: Article, claim: Claim, actor: User, annotation: Annotation | None = None
    ) -> None:
        self.article = article
        self.claim = claim
        self.actor = actor
        self.annotation = annotation


Follower = Callable[[Session, Subject, Event, Context], None]
_followers: list[Follower] = []


def follows(function: Follower) -> Follower:
    """Have a feature above this one act on every change, in its transaction; it changes nothing of what is here."""
    _followers.append(function)
    return function


def change(
    session: Session, subject: Subject, values: Mapping[str, Any], action: str, context: Context
) -> Event | None:
    """Set the fields that differ and record one event; None where nothing differs.

    The pseudo-field `removed` stands for `removed_at`. The annotation that the subject belongs to moves on by one
    version, and goes back to draft if it was submitted, unless the change is to its status.
    """
    before = {
        name: value for name, value in snapshot(subject, values).items() if value != stored(values[name])
    }
    if not before:
        return None
    after = {name: stored(values[name]) for name in before}
    if isinstance(subject, Annotation) and "status" not in before and subject.status == "submitted":
        before["status"], after["status"] = "submitted", "draft"
    _set(subject, after)
    event = _record(session, subject, action, context, before, after)
    touch(session, subject, context, event.at, after)
    return event


def create(
    session: Session, subject: Subject, action: str, context: Context, shown: tuple[str, ...]
) -> Event:
    """Add a new row and record it, with the fields named in `shown`."""
    session.add(subject)
    event = _record(session, subject, action, context, None, snapshot(subject, dict.fromkeys(shown)))
    if isinstance(subject, Claim):
        context.article.changed_at = event.at
        if not subject.implied:
            context.article.shared_at = event.at
    else:
        touch(session, subject, context, event.at, shown)
    return event


def snapshot(subject: Subject, names: Mapping[str, Any]) -> dict[str, Any]:
    """The named fields as JSON values."""
    return {
        name: subject.removed_at is not None  # type: ignore[union-attr]
        if name == REMOVED
        else stored(getattr(subject, name))
        for name in names
    }


def stored(value: Any) -> Any:
    """A field's value as JSON: moments and days in ISO 8601, the rest as it is."""
    return value.isoformat() if isinstance(value, date) else value


def _set(subject: Subject, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == REMOVED:
            subject.removed_at = now() if value else None  # type: ignore[union-attr]
        else:
            setattr(subject, name, _typed(subject, name, value))
    if isinstance(subject, Annotation) and "status" in values:
        subject.submitted_at = now() if values["status"] == "submitted" else None
        subject.revealed_at = subject.revealed_at or subject.submitted_at


def _typed(subject: Subject, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kind = subject.__table__.columns[name].type.python_type
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return value


def _record(
    session: Session,
    subject: Subject,
    action: str,
    context: Context,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    undoes: int | None = None,
) -> Event:
    event = record(
        session,
        actor=context.actor,
        action=action,
        subject=NAMES[type(subject)],
        uid=subject.uid,
        article_id=context.article.id,
        claim_uid=context.claim.uid,
        before=before,
        after=after,
        undoes=undoes,
    )
    for follower in _followers:
        follower(session, subject, event, context)
    return event


def touch(session: Session, subject: Subject, context: Context, at: datetime, names: Iterable[str]) -> None:
    """Move on the version of what the changed subject belongs to; a record that was submitted is a draft again.
    `names`: the fields that were changed."""
    context.article.changed_at = at
    if isinstance(subject, Claim):
        if not subject.implied:
            context.article.shared_at = at
        subject.version += 1
        return
    if isinstance(subject, Waiver):
        # Not the reviewer's own work: what they are typing meanwhile must not be refused for it.
        return
    annotation = subject if isinstance(subject, Annotation) else context.annotation
    if annotation is None:
        raise ValueError("a part of an annotation changes with its annotation")
    annotation.version += 1
    annotation.changed_at = at
    if not isinstance(subject, Annotation) and annotation.status == "submitted":
        annotation.status, annotation.submitted_at = "draft", None
    if not isinstance(subject, Annotation) or set(names) != {"status"}:
        mark_after_reveal(session, annotation, context)


def revert(session: Session, event: Event, actor: User) -> None:
    """Take one event back: its fields get their earlier values; what it created is removed, what it removed returns.

    Raises Conflict where a field has another value by now than the one the event gave it.
    """
    model = SUBJECTS[event.subject]
    subject = cast("Subject", session.scalars(select(model).where(model.uid == event.subject_uid)).one())
    context = context_of(session, subject, actor)
    before, after = fields(event.before), fields(event.after)
    if event.before is None:
        before, after = {REMOVED: True}, {REMOVED: False}
    before, after = (_where_merged(session, values) for values in (before, after))
    current = snapshot(subject, after)
    if current != after:
        raise Conflict(
            _("This was changed again since, so it cannot be undone on its own. Undo the later change first.")
        )
    _set(subject, before)
    undone = _record(session, subject, f"{event.subject}.undone", context, current, before, undoes=event.seq)
    touch(session, subject, context, undone.at, before)


for _name in SUBJECTS:
    reverts(_name)(revert)


def _where_merged(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a hop, with what its source was merged into since in place of the source."""
    if values.get("source_id") is None:
        return values
    return values | {"source_id": standing_id(session, values["source_id"])}


def context_of(session: Session, subject: Subject, actor: User) -> Context:
    """Where the subject is, for a change by the actor."""
    annotation = None
    if isinstance(subject, Claim):
        claim = subject
    else:
        annotation_id = subject.id if isinstance(subject, Annotation) else subject.annotation_id
        annotation = session.get_one(Annotation, annotation_id)
        claim = session.get_one(Claim, annotation.claim_id)
    return Context(session.get_one(Article, claim.article_id), claim, actor, annotation)
