"""Making, describing and removing claims."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.annotation.service import claims
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import Place, save_here, whole_number
from factcheck.errors import Invalid


@bp.post("/articles/<uid>/claims")
@require(Permission.ANNOTATE)
def create_claim(uid: str) -> ResponseReturnValue:
    """Make a claim of the selected words: `spans` is a JSON list of `[start, end]`; or of typed `words`."""
    words = request.form.get("words", "").strip()
    given = None if words else _spans(request.form.get("spans", ""))

    def act(place: Place) -> None:
        spans = given or [_found(place, words)]
        place.claim = claims.create_claim(
            place.session, place.article, place.revision, actor=place.viewer.user, spans=spans
        )

    return save_here(uid, act)


@bp.post("/articles/<uid>/claim")
@require(Permission.ANNOTATE)
def edit_claim(uid: str) -> ResponseReturnValue:
    """Say what the claim is: in other words, of what types, how important, whether it can be checked."""

    def act(place: Place) -> None:
        claims.edit_claim(
            place.session,
            place.article,
            place.get_claim(),
            actor=place.viewer.user,
            text=request.form.get("text"),
            types=request.form.getlist("types"),
            priority=request.form.get("priority"),
            checkable="checkable" in request.form,
            checks=_checks(place),
        )

    return save_here(uid, act)


@bp.post("/articles/<uid>/claim/remove")
@require(Permission.ANNOTATE)
def remove_claim(uid: str) -> ResponseReturnValue:
    """Take the claim off the article; undo brings it back."""

    def act(place: Place) -> None:
        if not request.form.get("claim"):
            raise Invalid(_("Say which claim."), "claim")
        claims.remove_claim(place.session, place.article, place.get_claim(), actor=place.viewer.user)
        place.claim = None

    return save_here(uid, act)


def _checks(place: Place) -> int | None:
    """How many people are to check the claim, where the form says it and the person may say so."""
    may = place.viewer.may(Permission.MANAGE_PROJECT, place.article.project_id)
    return whole_number("checks") if may else None


def _found(place: Place, words: str) -> list[int]:
    """Where the words stand, from the current sentence on."""
    start = place.revision.text.find(words, place.segment.start)
    if start < 0:
        raise Invalid(
            _("These words are not in the article from this sentence on. Copy them exactly."), "words"
        )
    return [start, start + len(words)]


def _spans(text: str) -> list[list[int]]:
    try:
        spans = json.loads(text)
        return [[_offset(start), _offset(end)] for start, end in spans]
    except (ValueError, TypeError, RecursionError):
        raise Invalid(_("Select the words that the claim is made of."), "spans") from None


def _offset(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 2**31:
        raise ValueError
    return value
