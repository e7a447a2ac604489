"""Waiving what a rule found, and taking a waiver back."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries
from factcheck.annotation.service import waivers
from factcheck.annotation.service.changes import Context
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import Place, save_here


@bp.post("/articles/<uid>/annotations/<annotation_uid>/findings/<mark>/waive")
@require(Permission.ANNOTATE)
def waive(uid: str, annotation_uid: str, mark: str) -> ResponseReturnValue:
    """Let a finding stand, on one's own record or, for who may sign off, on anybody's."""
    reason = request.form.get("text", "")

    def act(place: Place) -> None:
        annotation = queries.get_annotation(place.session, place.get_claim(), annotation_uid)
        context = Context(place.article, place.get_claim(), place.viewer.user, annotation)
        waivers.waive(place.session, context, place.policy, mark, reason, may_sign_off=_may_sign_off(place))

    return save_here(uid, act)


@bp.post("/articles/<uid>/waivers/<waiver_uid>/revoke")
@require(Permission.ANNOTATE)
def revoke_waiver(uid: str, waiver_uid: str) -> ResponseReturnValue:
    """Take a waiver back."""

    def act(place: Place) -> None:
        waiver, annotation = queries.get_waiver(place.session, place.get_claim(), waiver_uid)
        context = Context(place.article, place.get_claim(), place.viewer.user, annotation)
        waivers.revoke(place.session, context, waiver, may_sign_off=_may_sign_off(place))

    return save_here(uid, act)


def _may_sign_off(place: Place) -> bool:
    return place.viewer.may(Permission.SIGN_OFF, place.article.project_id)
