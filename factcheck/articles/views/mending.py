"""Mending a cut from the workbench: each answers with a receipt for the page's script, or goes back to the page."""

from __future__ import annotations

from collections.abc import Callable

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.saving import saving
from factcheck.articles import mending, queries
from factcheck.articles.models import Article, SegmentKind
from factcheck.articles.views.blueprint import bp
from factcheck.errors import Invalid
from factcheck.web import wants_json

Change = Callable[[Session, Article], Event | None]
LONGEST_NUMBER = 10


@bp.post("/articles/<uid>/split")
@require(Permission.SEGMENT)
def split(uid: str) -> ResponseReturnValue:
    """Part the sentence at `at` in front of the character at `offset`."""
    viewer, at, offset = get_viewer(), _number("at"), _number("offset")

    def change(session: Session, article: Article) -> Event:
        return mending.split_segment(session, article, at, offset, actor=viewer.user)

    return _mend(uid, at, change)


@bp.post("/articles/<uid>/merge")
@require(Permission.SEGMENT)
def merge(uid: str) -> ResponseReturnValue:
    """Join the sentence at `at` with the next one."""
    viewer, at = get_viewer(), _number("at")
    return _mend(
        uid, at, lambda session, article: mending.merge_segment(session, article, at, actor=viewer.user)
    )


@bp.post("/articles/<uid>/kind")
@require(Permission.SEGMENT)
def kind(uid: str) -> ResponseReturnValue:
    """Say what part of the page the sentence at `at` is."""
    viewer, at = get_viewer(), _number("at")
    try:
        chosen = SegmentKind(request.form.get("kind", ""))
    except ValueError:
        raise Invalid(_("Choose a kind from the list."), "kind") from None
    return _mend(
        uid, at, lambda session, article: mending.set_kind(session, article, at, chosen, actor=viewer.user)
    )


def _mend(uid: str, at: int, change: Change) -> ResponseReturnValue:
    viewer = get_viewer()

    def save(session: Session) -> ResponseReturnValue:
        article = queries.lock_article(session, viewer, uid, Permission.SEGMENT)
        event = change(session, article)
        if not wants_json():
            return redirect(url_for("annotation.workbench", uid=uid, at=at), 303)
        return jsonify(receipt(event))

    return saving(viewer, save)


def receipt(event: Event | None) -> dict[str, object]:
    """What changed: the sentences as they are now, the starts that are gone, and the event's numbers; for a change
    that changed nothing, empty lists and nulls."""
    if event is None:
        return {"segments": [], "removed": [], "seq": None, "change": None}
    after = fields(event.after)["segments"]
    kept = {start for start, *_rest in after}
    removed = [start for start, *_rest in fields(event.before)["segments"] if start not in kept]
    return {"segments": after, "removed": removed, "seq": event.seq, "change": event.change}


def _number(name: str) -> int:
    """A whole number of the form; may be negative or past every text, which the service refuses by its own words."""
    value = request.form.get(name, "").strip()
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
        raise Invalid(_("This must be a whole number."), name)
    return int(value)
