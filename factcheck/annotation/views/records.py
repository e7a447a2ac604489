"""Saving one's own record on a claim: verdict, flags, confidence, reason, note, submission, time."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.service import records
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import Place, save_here, whole_number


@bp.post("/articles/<uid>/verdict")
@require(Permission.ANNOTATE)
def save_verdict(uid: str) -> ResponseReturnValue:
    """Set the verdict; a sentence's first verdict makes its claim."""
    verdict = request.form.get("verdict") or None
    return save_here(
        uid,
        lambda place: records.save_verdict(place.session, place.context(), verdict, version=place.version),
    )


@bp.post("/articles/<uid>/flags")
@require(Permission.ANNOTATE)
def save_flags(uid: str) -> ResponseReturnValue:
    """Set the flags to those that are ticked."""
    flags = request.form.getlist("flags")
    return save_here(
        uid, lambda place: records.save_flags(place.session, place.context(), flags, version=place.version)
    )


@bp.post("/articles/<uid>/confidence")
@require(Permission.ANNOTATE)
def save_confidence(uid: str) -> ResponseReturnValue:
    """Set or clear how sure the reviewer is."""
    confidence = request.form.get("confidence") or None
    return save_here(
        uid,
        lambda place: records.save_confidence(
            place.session, place.context(), confidence, version=place.version
        ),
    )


@bp.post("/articles/<uid>/rationale")
@require(Permission.ANNOTATE)
def save_rationale(uid: str) -> ResponseReturnValue:
    """Write the reason for the verdict."""
    text = request.form.get("text", "")
    return save_here(
        uid, lambda place: records.save_rationale(place.session, place.context(), text, version=place.version)
    )


@bp.post("/articles/<uid>/note")
@require(Permission.ANNOTATE)
def save_note(uid: str) -> ResponseReturnValue:
    """Write the free note; with a field `sealed`, seal or unseal it."""
    text = request.form.get("text", "")
    sealed = request.form["sealed"] == "1" if "sealed" in request.form else None
    return save_here(
        uid,
        lambda place: records.save_note(
            place.session, place.context(), text, sealed=sealed, version=place.version
        ),
    )


@bp.post("/articles/<uid>/submit")
@require(Permission.ANNOTATE)
def submit(uid: str) -> ResponseReturnValue:
    """Hand the annotation in, or say what the rules find that blocks it."""

    def act(place: Place) -> None:
        findings = records.submit(place.session, place.context(), place.policy)
        place.more["findings"] = [
            {
                "rule": finding.rule.value,
                "severity": finding.severity.value,
                "blocks": finding.blocks,
                "field": finding.field.value,
                "about": finding.about or None,
                "words": str(RULES[finding.rule].mend),
            }
            for finding in findings.open
        ]
        place.more["submitted"] = not findings.blocking

    return save_here(uid, act)


@bp.post("/articles/<uid>/reopen")
@require(Permission.ANNOTATE)
def reopen(uid: str) -> ResponseReturnValue:
    """Take a submitted annotation back to draft."""
    return save_here(uid, lambda place: records.reopen(place.session, place.context()))


@bp.post("/articles/<uid>/active")
@require(Permission.ANNOTATE)
def save_active(uid: str) -> ResponseReturnValue:
    """Count seconds of work on a claim that has a record already."""
    seconds = whole_number("seconds") or 0

    def act(place: Place) -> None:
        if request.form.get("claim") or place.has_claims():
            found = queries.find_annotation(place.session, place.get_claim(), place.viewer.user)
            if found:
                records.add_active_seconds(place.session, found, seconds)

    return save_here(uid, act)
