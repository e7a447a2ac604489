"""What the newsroom rules find on a record, and letting that stand, over the API."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer, get_viewer, require, writer
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import saving
from factcheck.annotation.models import Annotation
from factcheck.annotation.policy import Policy
from factcheck.annotation.queries import get_annotation, get_claim, get_waiver
from factcheck.annotation.rules import Finding
from factcheck.annotation.service import waivers
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.records import findings_of
from factcheck.articles import queries as articles
from factcheck.errors import Invalid, NotFound
from factcheck.exchange import queries, shapes
from factcheck.exchange.api import bodies
from factcheck.exchange.api.annotations import state_of
from factcheck.exchange.api.blueprint import answer, body, bp, stop
from factcheck.exchange.claim_rows import on_claims, waivers_on
from factcheck.web import db


class Record(NamedTuple):
    """A record that the viewer may look at: their own, or anybody's for who signs off."""

    context: Context
    annotation: Annotation
    may_sign_off: bool

    @property
    def policy(self) -> Policy:
        """What the project asks of it."""
        return Policy.from_dict(self.context.article.project.policy)


@bp.get("/annotations/<uid>/findings")
@require(Permission.READ)
def get_findings(uid: str) -> ResponseReturnValue:
    """What the rules find on the record: what is open, what was let stand, and waivers that lapsed."""
    record = _record(db, get_viewer(), uid, Permission.READ)
    found = findings_of(db, record.context, record.policy)
    given = _waivers(db, record)
    shown = {
        "open": [_entry(finding) for finding in found.open],
        "waived": [_entry(finding) | {"waiver": given[waiver.uid]} for finding, waiver in found.waived],
        "lapsed": [given[waiver.uid] for waiver in found.lapsed],
    }
    return _tagged(db, record, shown).make_conditional(request)


@bp.post("/annotations/<uid>/waivers")
@require(Permission.ANNOTATE)
def give_waiver(uid: str) -> ResponseReturnValue:
    """Let what the rules found under a mark stand, with a reason."""
    _expect_version()
    value = body(bodies.waiver_body())

    def save(session: Session) -> ResponseReturnValue:
        record = _locked(session, uid)
        try:
            waivers.waive(
                session,
                record.context,
                record.policy,
                value["mark"],
                value["reason"],
                may_sign_off=record.may_sign_off,
            )
        except Invalid as error:
            field = "$.mark" if value["reason"].strip() else "$.reason"
            raise Invalid(error.message, field) from error
        session.flush()
        given = next(each for each in _waivers(session, record).values() if each.mark == value["mark"])
        return _tagged(session, record, given, 201)

    return saving(get_viewer(), save)


@bp.delete("/annotations/<uid>/waivers/<waiver_uid>")
@require(Permission.ANNOTATE)
def take_waiver_back(uid: str, waiver_uid: str) -> ResponseReturnValue:
    """Take a waiver back; what it let stand is open again."""
    _expect_version()

    def save(session: Session) -> ResponseReturnValue:
        record = _locked(session, uid)
        waiver, annotation = get_waiver(session, record.context.claim, waiver_uid)
        if annotation.id != record.annotation.id:
            raise NotFound(_("There is no such thing, or it is not yours to see."))
        waivers.revoke(session, record.context, waiver, may_sign_off=record.may_sign_off)
        session.flush()
        return Response(status=204, headers={"ETag": f'"{state_of(session, record.annotation)}"'})

    return saving(get_viewer(), save)


def _expect_version() -> None:
    if "If-Match" not in request.headers:
        stop(428, _("Say which version you have seen: If-Match with its ETag."))


def _locked(session: Session, uid: str) -> Record:
    """The record for writing; 412 where it is not as the request has seen it."""
    record = _record(session, writer(), uid, Permission.ANNOTATE, lock=True)
    if not request.if_match.contains(state_of(session, record.annotation)):
        version = record.annotation.version
        stop(412, _("The annotation was changed since. Read it again, then decide."), version=version)
    return record


def _record(
    session: Session, viewer: Viewer, uid: str, permission: Permission, *, lock: bool = False
) -> Record:
    article_uid, claim_uid = queries.get_place_of_annotation(session, uid)
    load = articles.lock_article if lock else articles.get_article
    article = load(session, viewer, article_uid, permission)
    claim = get_claim(session, article, claim_uid)
    annotation = get_annotation(session, claim, uid)
    may_sign_off = viewer.may(Permission.SIGN_OFF, article.project_id)
    if claim.removed_at is not None or (annotation.reviewer_id != viewer.user.id and not may_sign_off):
        raise NotFound(_("There is no such record on this claim, or it is not yours to see."))
    return Record(Context(article, claim, viewer.user, annotation), annotation, may_sign_off)


def _entry(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.value,
        "mark": finding.mark,
        "severity": finding.severity.value,
        "blocks": finding.blocks,
        "waived_by": finding.waived_by.value,
        "about": finding.about or None,
    }


def _waivers(session: Session, record: Record) -> dict[str, shapes.Waiver]:
    """The waivers that stand on the record as documents have them, by uid, the latest first."""
    rows = waivers_on(session, on_claims([record.context.claim.id]))
    return {row[1]: shapes.Waiver(*row[1:]) for row in reversed(rows) if row[0] == record.annotation.id}


def _tagged(session: Session, record: Record, shown: object, status: int = 200) -> Response:
    return answer(shown, status, ETag=f'"{state_of(session, record.annotation)}"')
