"""Letting stand what a rule found, with a reason; taking that back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.activity.models import Event
from factcheck.annotation.models import REASON_LENGTH, Annotation, Waiver
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import Finding, WaivedBy
from factcheck.annotation.service.changes import REMOVED, Context, change, create
from factcheck.annotation.service.records import findings_of
from factcheck.errors import Invalid, NotAllowed, NotFound
from factcheck.words import gettext as _

SHOWN = ("rule", "mark", "reason")


def waive(
    session: Session, context: Context, policy: Policy, mark: str, reason: str, *, may_sign_off: bool
) -> Event:
    """Let the finding of that mark on the context's annotation stand; event: `waiver.given`.

    The annotation may be somebody else's where the actor may sign off. Raises Invalid (field `text`) for a reason
    that is empty or too long, and where there is no such finding any more; NotAllowed for a rule that only a lead
    waives; NotFound for another person's annotation.
    """
    annotation = _annotation(context, may_sign_off=may_sign_off)
    text = _reason(reason)
    finding = _open_finding(session, context, policy, mark)
    if finding.waived_by is WaivedBy.NOBODY:
        raise Invalid(_("This cannot be waived: it has to be mended."), "text")
    if finding.waived_by is WaivedBy.LEAD and not may_sign_off:
        raise NotAllowed(_("Only a lead can sign this off. Your reason is kept here; show it to one."))
    waiver = Waiver(
        annotation_id=annotation.id,
        rule=finding.rule.value,
        mark=finding.mark,
        reason=text,
        by_id=context.actor.id,
    )
    return create(session, waiver, "waiver.given", context, SHOWN)


def revoke(session: Session, context: Context, waiver: Waiver, *, may_sign_off: bool) -> Event | None:
    """Take a waiver of the context's annotation back; event: `waiver.revoked`, or none where it was already.

    Raises NotAllowed for one that somebody else made, unless the actor may sign off. A record that was submitted
    stays so; what is open on it shows.
    """
    _annotation(context, may_sign_off=may_sign_off)
    if waiver.by_id != context.actor.id and not may_sign_off:
        raise NotAllowed(_("Only a lead, or whoever gave this waiver, can take it back."))
    return change(session, waiver, {REMOVED: True}, "waiver.revoked", context)


def _annotation(context: Context, *, may_sign_off: bool) -> Annotation:
    annotation = context.annotation
    if annotation is None:
        raise ValueError("a waiver hangs on an annotation")
    if annotation.reviewer_id != context.actor.id and not may_sign_off:
        raise NotFound(_("There is no such record on this claim, or it is not yours to see."))
    return annotation


def _reason(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise Invalid(_("Say why this can stand."), "text")
    if len(text) > REASON_LENGTH:
        raise Invalid(
            _(
                "A reason has at most %(limit)s characters; this has %(length)s. Shorten it; it stays in your browser.",
                limit=REASON_LENGTH,
                length=len(text),
            ),
            "text",
        )
    return text


def _open_finding(session: Session, context: Context, policy: Policy, mark: str) -> Finding:
    findings = findings_of(session, context, policy)
    for finding in findings.open:
        if finding.mark == mark:
            return finding
    if any(finding.mark == mark for finding, _waiver in findings.waived):
        raise Invalid(_("This was waived already, perhaps in another window."), "text")
    raise Invalid(
        _("What this was about has changed since you opened it. Look at it again; your reason is kept."),
        "text",
    )
