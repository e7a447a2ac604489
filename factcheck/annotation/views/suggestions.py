"""Answering the chains that the text suggests: taking one as it stands or as changed, and putting one away."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.annotation.service.suggestions import answer_suggestion, take_chain
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import Place, save_here
from factcheck.errors import Invalid

STEP_FIELDS = ("source", "act", "mode", "identification")


@bp.post("/articles/<uid>/suggestions/take")
@require(Permission.ANNOTATE)
def take_suggestion(uid: str) -> ResponseReturnValue:
    """Add a whole chain in one save; a sentence's first chain makes its claim."""
    key, steps = request.form.get("suggestion", ""), _steps()

    def act(place: Place) -> None:
        context = place.context()
        added = take_chain(place.session, context, steps)
        _answer(place, key, taken=True)
        place.more["added"] = [hop.uid for hop in added]

    return save_here(uid, act)


@bp.post("/articles/<uid>/suggestions/dismiss")
@require(Permission.ANNOTATE)
def dismiss_suggestion(uid: str) -> ResponseReturnValue:
    """Put a suggestion away: it is not shown at this sentence again, unless that is undone. Makes no claim."""
    key = request.form.get("suggestion", "")

    def act(place: Place) -> None:
        # The receipt tells the record's version, where there is one.
        if request.form.get("claim") or place.has_claims():
            place.get_claim()
        _answer(place, key, taken=False)

    return save_here(uid, act)


def _answer(place: Place, key: str, *, taken: bool) -> None:
    answer_suggestion(
        place.session,
        place.article,
        place.revision,
        reviewer=place.viewer.user,
        at=place.segment.start,
        key=key,
        taken=taken,
        claim_uid=place.claim.uid if place.claim else None,
    )


def _steps() -> list[dict[str, Any]]:
    """The steps of the form: each field once a step, in order; `plural` lists the places of those that are several.

    A step whose source is left empty is left out. Raises Invalid where the fields do not match up.
    """
    columns = [request.form.getlist(name) for name in STEP_FIELDS]
    if len({len(column) for column in columns}) != 1:
        raise Invalid(_("Every source of the chain needs its act, mode and identification."), "source")
    several = set(request.form.getlist("plural"))
    return [
        dict(zip(STEP_FIELDS, values, strict=True)) | {"plural_stated": str(place) in several}
        for place, values in enumerate(zip(*columns, strict=True))
        if values[0].strip()
    ]
