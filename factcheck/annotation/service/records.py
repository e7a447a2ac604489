"""One reviewer's record on one claim: verdict, flags, reason, confidence, note; handing it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.annotation import facts, queries
from factcheck.annotation.findings import Findings, settle
from factcheck.annotation.models import TEXT_LENGTH, Annotation, Claim
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import find
from factcheck.annotation.service.changes import Context, change
from factcheck.annotation.stories import stories_of
from factcheck.annotation.verdicts import AnnotationStatus, Confidence, Flag, Verdict
from factcheck.errors import Conflict, Invalid
from factcheck.words import gettext as _

MAX_ACTIVE_SECONDS = 3_600
PART_SUBJECTS = ("annotation", "evidence", "hop", "fetch")
"""Whose events move the version of the record: each by one. `fetch`: what a page said went into empty fields."""


def own_annotation(session: Session, claim: Claim, reviewer: User) -> Annotation:
    """The reviewer's annotation of the claim, made empty at version 0 where there is none. Records nothing.

    A new one is written, and gets its number, with the session's next flush.
    """
    just_made = claim in session.new
    annotation = None if just_made else queries.find_annotation(session, claim, reviewer)
    if annotation is None:
        annotation = Annotation(claim=claim, article_id=claim.article_id, reviewer_id=reviewer.id, version=0)
        session.add(annotation)
    return annotation


def save_verdict(
    session: Session, context: Context, verdict: str | None, *, version: int | None = None
) -> Event | None:
    """Set or clear the verdict; event: `verdict.saved`. Raises Invalid off the scale, Conflict as `save` does."""
    if verdict is not None and verdict not in set(Verdict):
        raise Invalid(_("There is no verdict %(verdict)s.", verdict=repr(verdict)), "verdict")
    return save(session, context, {"verdict": verdict}, "verdict.saved", version=version)


def save_flags(
    session: Session, context: Context, flags: Iterable[str], *, version: int | None = None
) -> Event | None:
    """Set all flags; event: `flags.saved`."""
    given = set(flags)
    unknown = sorted(given - set(Flag))
    if unknown:
        raise Invalid(_("There is no flag %(name)s.", name=repr(unknown[0])), "flags")
    return save(
        session,
        context,
        {"flags": [flag.value for flag in Flag if flag in given]},
        "flags.saved",
        version=version,
    )


def save_confidence(
    session: Session, context: Context, confidence: str | None, *, version: int | None = None
) -> Event | None:
    """Set or clear how sure the reviewer is; event: `confidence.saved`."""
    if confidence is not None and confidence not in set(Confidence):
        raise Invalid(_("There is no confidence %(confidence)s.", confidence=repr(confidence)), "confidence")
    return save(session, context, {"confidence": confidence}, "confidence.saved", version=version)


def save_rationale(
    session: Session, context: Context, text: str, *, version: int | None = None
) -> Event | None:
    """Write down the reason for the verdict (Markdown); event: `rationale.saved`."""
    return save(
        session, context, {"rationale": _long_text(text, "rationale")}, "rationale.saved", version=version
    )


def save_note(
    session: Session, context: Context, text: str, *, sealed: bool | None = None, version: int | None = None
) -> Event | None:
    """Write the free note (Markdown); a sealed one never leaves in an export. Event: `note.saved`."""
    values: dict[str, Any] = {"note": _long_text(text, "note")}
    if sealed is not None:
        values["note_sealed"] = sealed
    return save(session, context, values, "note.saved", version=version)


def save(
    session: Session, context: Context, values: Mapping[str, Any], action: str, *, version: int | None
) -> Event | None:
    """Set fields of the annotation that was read at `version` (None: whatever it is now).

    Where the annotation moved on since, but in other fields, both changes stand. Raises Conflict, with both values,
    where one of these fields was changed since to something else.
    """
    annotation = _annotation(context)
    if version is not None and version != annotation.version:
        _refuse_overlap(session, annotation, context.claim, values, version)
    return change(session, annotation, values, action, context)


def submit(session: Session, context: Context, policy: Policy) -> Findings:
    """Hand the annotation in; event: `annotation.submitted`. Returns what the project's rules find on it.

    Where something blocks that nobody has waived, nothing is changed.
    """
    annotation = _annotation(context)
    findings = findings_of(session, context, policy)
    if not findings.blocking:
        change(
            session, annotation, {"status": AnnotationStatus.SUBMITTED.value}, "annotation.submitted", context
        )
    return findings


def reopen(session: Session, context: Context) -> Event | None:
    """Take a submitted annotation back to draft; event: `annotation.reopened`."""
    return change(
        session,
        _annotation(context),
        {"status": AnnotationStatus.DRAFT.value},
        "annotation.reopened",
        context,
    )


def findings_of(session: Session, context: Context, policy: Policy) -> Findings:
    """What the project's rules find on the context's annotation, and what of it was waived."""
    annotation = _annotation(context)
    session.flush()
    evidence, hops = queries.evidence_of(session, annotation), queries.hops_of(session, annotation)
    stories = stories_of(session, context.claim, evidence)
    record = facts.record_facts(context.article, context.claim, annotation, evidence, hops, stories)
    return settle(find(record, policy.severities), queries.waivers_of(session, annotation))


def add_active_seconds(session: Session, annotation: Annotation, seconds: int) -> None:
    """Count seconds with input towards the claim; a measurement, so neither version nor log moves."""
    annotation.active_seconds += max(0, min(seconds, MAX_ACTIVE_SECONDS))
    session.flush()


def _annotation(context: Context) -> Annotation:
    if context.annotation is None:
        raise ValueError("this needs the reviewer's annotation in its context")
    return context.annotation


def _refuse_overlap(
    session: Session, annotation: Annotation, claim: Claim, values: Mapping[str, Any], version: int
) -> None:
    steps = annotation.version - version
    query = (
        select(Event)
        .where(
            Event.claim_uid == claim.uid,
            Event.actor_id == annotation.reviewer_id,
            Event.subject.in_(PART_SUBJECTS),
        )
        .order_by(Event.seq.desc())
        .limit(max(steps, 0))
    )
    touched: set[str] = set()
    for event in session.scalars(query):
        if event.subject == "annotation":
            touched |= fields(event.after).keys()
    for name, value in values.items():
        if (name in touched or steps < 0) and getattr(annotation, name) != value:
            raise Conflict(
                _("This was changed in another window since you opened it. Here are both versions."),
                field=name,
                yours=value,
                theirs=getattr(annotation, name),
                version=annotation.version,
            )


def _long_text(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > TEXT_LENGTH:
        raise Invalid(
            _(
                "At most %(text_length)s characters are kept here; this has %(length)s. "
                "Shorten it; it stays in your browser.",
                text_length=TEXT_LENGTH,
                length=len(text),
            ),
            field,
        )
    return text
