"""What hangs on a record: its evidence, and the hops of its chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries
from factcheck.annotation.forms import guess_identification
from factcheck.annotation.service import evidence, hops
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import Place, save_here, whole_number
from factcheck.links import links_in

FROM_ARTICLE = "article"
TICK_BOXES = {"plural_stated"}


@bp.post("/articles/<uid>/evidence")
@require(Permission.ANNOTATE)
def add_evidence(uid: str) -> ResponseReturnValue:
    """Attach one link, or every link of a pasted text."""
    text = request.form.get("url", "")
    links = links_in(text) if len(text.split()) > 1 else [text]

    def act(place: Place) -> None:
        again, sealed = request.form.get("again") == "1", request.form.get("sealed") == "1"
        added = [
            evidence.add_evidence(place.session, place.context(), link, again=again, sealed=sealed)
            for link in links or [text]
        ]
        place.more["added"] = [piece.uid for piece in added]

    return save_here(uid, act)


@bp.post("/articles/<uid>/evidence/<evidence_uid>")
@require(Permission.ANNOTATE)
def edit_evidence(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """Describe a link."""
    details = _given(evidence.EDITED_FIELDS)

    def act(place: Place) -> None:
        context = place.context()
        piece = queries.get_evidence(place.session, place.annotation(), evidence_uid)
        evidence.edit_evidence(place.session, context, piece, details)

    return save_here(uid, act)


@bp.post("/articles/<uid>/evidence/<evidence_uid>/seal")
@require(Permission.ANNOTATE)
def seal_evidence(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """Seal a piece of evidence (`sealed=1`), or take the seal off."""
    sealed = request.form.get("sealed") == "1"

    def act(place: Place) -> None:
        context = place.context()
        piece = queries.get_evidence(place.session, place.annotation(), evidence_uid)
        evidence.seal_evidence(place.session, context, piece, sealed=sealed)

    return save_here(uid, act)


@bp.post("/articles/<uid>/evidence/<evidence_uid>/remove")
@require(Permission.ANNOTATE)
def remove_evidence(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """Take a link off; undo brings it back."""

    def act(place: Place) -> None:
        context = place.context()
        piece = queries.get_evidence(place.session, place.annotation(), evidence_uid)
        evidence.remove_evidence(place.session, context, piece)

    return save_here(uid, act)


@bp.post("/articles/<uid>/hops")
@require(Permission.ANNOTATE)
def add_hop(uid: str) -> ResponseReturnValue:
    """Add a hop at the outer end of the chain, or reached from what `via` names."""
    details = _given(hops.DETAILS) | _via()
    label = request.form.get("source", "")
    if not details.get("identification"):
        details["identification"] = guess_identification(label).value

    def act(place: Place) -> None:
        place.more["hop"] = hops.add_hop(place.session, place.context(), label, details=details).uid

    return save_here(uid, act)


@bp.post("/articles/<uid>/hops/<hop_uid>")
@require(Permission.ANNOTATE)
def edit_hop(uid: str, hop_uid: str) -> ResponseReturnValue:
    """Describe a hop, name another source for it, or say what it is reached from."""
    details = _given(hops.DETAILS) | _via()

    def act(place: Place) -> None:
        context = place.context()
        hop = queries.get_hop(place.session, place.annotation(), hop_uid)
        hops.edit_hop(place.session, context, hop, details, label=request.form.get("source"))

    return save_here(uid, act)


@bp.post("/articles/<uid>/hops/<hop_uid>/move")
@require(Permission.ANNOTATE)
def move_hop(uid: str, hop_uid: str) -> ResponseReturnValue:
    """Put a hop at another place of the chain."""
    to = whole_number("place") or 0

    def act(place: Place) -> None:
        context = place.context()
        hops.move_hop(place.session, context, queries.get_hop(place.session, place.annotation(), hop_uid), to)

    return save_here(uid, act)


@bp.post("/articles/<uid>/hops/<hop_uid>/remove")
@require(Permission.ANNOTATE)
def remove_hop(uid: str, hop_uid: str) -> ResponseReturnValue:
    """Take a hop out of the chain; undo brings it back."""

    def act(place: Place) -> None:
        context = place.context()
        hops.remove_hop(place.session, context, queries.get_hop(place.session, place.annotation(), hop_uid))

    return save_here(uid, act)


def _via() -> dict[str, Any]:
    """What the form says the hop is reached from, if anything: other hops, the article, or (empty) the hop before."""
    if "via" not in request.form:
        return {}
    via = request.form.getlist("via")
    return {"via": None if "" in via else [other for other in via if other != FROM_ARTICLE]}


def _given(names: Iterable[str]) -> dict[str, Any]:
    """Those of the named fields that the request holds, so that a part of a form can be saved on its own.

    A tick box counts as given where `<name>_given` says so, since an empty one is not sent.
    """
    details: dict[str, Any] = {name: request.form[name] for name in names if name in request.form}
    for name in TICK_BOXES & set(names):
        if name in request.form or f"{name}_given" in request.form:
            details[name] = bool(request.form.get(name))
    return details
