"""Giving work out, changing what was given, and sending work back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.notices import Concern, notify
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.history import ASSIGNMENT
from factcheck.annotation.models import TEXT_LENGTH, Annotation, Assignment, Claim
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context, Subject, follows
from factcheck.annotation.verdicts import AnnotationStatus, Priority
from factcheck.articles.models import Article
from factcheck.assignments.queries import holders
from factcheck.assignments.states import DONE, WITHDRAWN
from factcheck.db import now
from factcheck.errors import Conflict, Invalid
from factcheck.words import gettext as _

Item = tuple[Article, Claim | None]
"""What is given out: an article, or a claim of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By when, how urgent, and a line for whoever checks it."""

    due_at: datetime | None = None
    priority: Priority = Priority.NORMAL
    note: str = ""


def give(
    session: Session,
    items: Sequence[Item],
    people: Sequence[User],
    terms: Terms,
    *,
    actor: User,
    everybody: bool = False,
) -> list[Assignment]:
    """Give out locked articles and claims of such; event: `assignment.given` for each.

    Without people they wait in the pool. Several go round among the people, in the order given; with `everybody`, each
    person gets each. Who has one already, or has handed in a record on the claim, is passed over; so what is returned
    may be fewer than was asked for, or none.
    """
    made: list[Assignment] = []
    held = holders(
        session,
        [article.id for article, _claim in items],
        [claim.id for _article, claim in items if claim is not None],
    )
    turn = 0
    for article, claim in items:
        has = held.get((article.id, claim.id if claim is not None else None), set())
        in_turn = [people[(turn + step) % len(people)] for step in range(len(people))]
        chosen: list[User | None] = [person for person in in_turn if person.id not in has]
        if not people:
            chosen = [] if None in has else [None]
        elif not everybody:
            chosen = chosen[:1]
            turn += len(chosen)
        made += [_give(session, article, claim, person, terms, actor) for person in chosen]
    return made


def change(
    session: Session, assignment: Assignment, reviewer: User | None, terms: Terms, *, actor: User
) -> Event | None:
    """Give it to somebody else, or to the pool, or on other terms; event: `assignment.changed`, or none where nothing
    differs. Raises Conflict where it has come to its end, or the other person has it already."""
    _check_open(assignment)
    if reviewer is not None and reviewer.id != assignment.reviewer_id:
        held = holders(session, [assignment.article_id], [assignment.claim_id] if assignment.claim_id else [])
        if reviewer.id in held.get((assignment.article_id, assignment.claim_id), set()):
            raise Conflict(_("%(name)s has this already, or has handed it in.", name=reviewer.name))
    moved = (reviewer.id if reviewer else None) != assignment.reviewer_id
    values: dict[str, Any] = {
        "reviewer_id": reviewer.id if reviewer else None,
        "due_at": terms.due_at,
        "priority": terms.priority.value,
        "note": terms.note,
    }
    if moved:
        values |= {"taken_at": None, "sent_back_at": None, "sent_back_why": ""}
    return set_fields(session, assignment, values, "assignment.changed", actor=actor)


def withdraw(session: Session, assignment: Assignment, *, actor: User) -> Event | None:
    """Take it back: nobody has to do it any more; event: `assignment.withdrawn`. Records stay as they are."""
    _check_open(assignment)
    return set_fields(
        session, assignment, {"ended_at": now(), "ended": WITHDRAWN}, "assignment.withdrawn", actor=actor
    )


def send_back(session: Session, assignment: Assignment, why: str, *, actor: User) -> Event | None:
    """Have an article that was done looked at once more by the same person; event: `assignment.sent_back`. Raises
    Invalid without a reason, and Conflict where it is not done."""
    reason = checked_reason(why)
    if assignment.ended != DONE:
        raise Conflict(_("This is not done yet, so there is nothing to send back."))
    values = {"ended_at": None, "ended": None, "sent_back_at": now(), "sent_back_why": reason}
    return set_fields(session, assignment, values, "assignment.sent_back", actor=actor)


def send_record_back(
    session: Session, article: Article, claim: Claim, annotation: Annotation, why: str, *, actor: User
) -> Assignment:
    """Have a record that was handed in mended by its reviewer: it is a draft again, and stands at the top of their
    work with the reason; events: `annotation.reopened`, `assignment.sent_back`.

    Raises Invalid without a reason, and Conflict where the record is not handed in or the claim is decided.
    """
    reason = checked_reason(why)
    if claim.decided_at is not None:
        raise Conflict(_("This claim is decided. Open the decision again first."))
    if annotation.status != AnnotationStatus.SUBMITTED:
        raise Conflict(_("This record is not handed in any more."))
    records.reopen(session, Context(article, claim, actor, annotation))
    query = select(Assignment).where(
        Assignment.claim_id == claim.id,
        Assignment.reviewer_id == annotation.reviewer_id,
        Assignment.ended_at.is_(None),
    )
    assignment = session.scalars(query).one_or_none()
    if assignment is None:
        assignment = Assignment(
            article_id=article.id,
            claim_id=claim.id,
            reviewer_id=annotation.reviewer_id,
            priority=claim.priority,
            given_by_id=actor.id,
        )
        session.add(assignment)
        session.flush()
    values = {"sent_back_at": now(), "sent_back_why": reason}
    set_fields(session, assignment, values, "assignment.sent_back", actor=actor)
    return assignment


@follows
def end_sending_back(session: Session, subject: Subject, event: Event, context: Context) -> None:
    """Once a record that was sent back is handed in again, it is not sent back any more; event:
    `assignment.answered`."""
    if event.action != "annotation.submitted" or not isinstance(subject, Annotation):
        return
    query = select(Assignment).where(
        Assignment.claim_id == subject.claim_id,
        Assignment.reviewer_id == subject.reviewer_id,
        Assignment.ended_at.is_(None),
        Assignment.sent_back_at.is_not(None),
    )
    for assignment in session.scalars(query):
        values = {"sent_back_at": None, "sent_back_why": ""}
        set_fields(session, assignment, values, "assignment.answered", actor=context.actor)


@reverts(ASSIGNMENT)
def revert(session: Session, event: Event, actor: User) -> None:
    """Where a record that was sent back was handed in, and that is undone: it is sent back as before, unless it was
    given out otherwise since. Raises Conflict for what else is done with an assignment."""
    if event.action != "assignment.answered":
        raise Conflict(_("This kind of change cannot be undone."))
    assignment = session.scalars(select(Assignment).where(Assignment.uid == event.subject_uid)).one()
    before = fields(event.before)
    if assignment.ended_at is not None or assignment.sent_back_at is not None:
        return
    assignment.sent_back_at = datetime.fromisoformat(before["sent_back_at"])
    assignment.sent_back_why = before["sent_back_why"]
    _record(session, assignment, "assignment.unanswered", actor, after=before, undoes=event.seq)


def set_fields(
    session: Session, assignment: Assignment, values: Mapping[str, Any], action: str, *, actor: User | None
) -> Event | None:
    """Set the fields that differ; one event, or none."""
    before = {name: getattr(assignment, name) for name in values if getattr(assignment, name) != values[name]}
    if not before:
        return None
    for name in before:
        setattr(assignment, name, values[name])
    event = _record(
        session, assignment, action, actor, before=before, after={name: values[name] for name in before}
    )
    if action == "assignment.sent_back":
        _ring(session, event, assignment, Concern.SENT_BACK)
    elif action == "assignment.changed" and "reviewer_id" in before:
        _ring(session, event, assignment, Concern.GIVEN)
    return event


def checked_reason(why: str) -> str:
    """The reason, trimmed; raises Invalid for none, and for one that is too long."""
    reason = why.strip()
    if not reason:
        raise Invalid(_("Say why: whoever does it reads nothing else."), "why")
    if len(reason) > TEXT_LENGTH:
        raise Invalid(_("The reason is too long: at most %(n)s characters.", n=TEXT_LENGTH), "why")
    return reason


def started(session: Session, assignment: Assignment, action: str, *, actor: User) -> Event:
    """Record that an assignment was made."""
    session.add(assignment)
    session.flush()
    names = ("reviewer_id", "due_at", "priority", "note")
    event = _record(
        session, assignment, action, actor, after={name: getattr(assignment, name) for name in names}
    )
    _ring(session, event, assignment, Concern.GIVEN)
    return event


def _ring(session: Session, event: Event, assignment: Assignment, concern: Concern) -> None:
    if assignment.reviewer_id is not None:
        notify(session, event, [assignment.reviewer_id], concern)


def _give(
    session: Session, article: Article, claim: Claim | None, person: User | None, terms: Terms, actor: User
) -> Assignment:
    made = Assignment(
        article_id=article.id,
        claim=claim,
        reviewer_id=person.id if person else None,
        due_at=terms.due_at,
        priority=terms.priority.value,
        note=terms.note,
        given_by_id=actor.id,
    )
    started(session, made, "assignment.given", actor=actor)
    return made


def _check_open(assignment: Assignment) -> None:
    if assignment.ended_at is not None:
        raise Conflict(_("This has come to its end already."))


def _record(
    session: Session,
    assignment: Assignment,
    action: str,
    actor: User | None,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any],
    undoes: int | None = None,
) -> Event:
    claim = session.get(Claim, assignment.claim_id) if assignment.claim_id else None
    return record(
        session,
        actor=actor,
        action=action,
        subject=ASSIGNMENT,
        uid=assignment.uid,
        article_id=assignment.article_id,
        claim_uid=claim.uid if claim else None,
        before=_json(session, before) if before is not None else None,
        after=_json(session, after),
        undoes=undoes,
    )


def _json(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """As the log has it: moments in ISO 8601, people by uid."""
    told: dict[str, Any] = {}
    for name, value in values.items():
        if name.endswith("_id"):
            told[name.removesuffix("_id")] = session.get_one(User, value).uid if value else None
        else:
            told[name] = value.isoformat() if isinstance(value, datetime) else value
    return told
