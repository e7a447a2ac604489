"""What an open page asks: the stream, the same by asking where streams are not possible, and where somebody is."""

from __future__ import annotations

import re
from functools import partial

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import get_credential, get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.accounts.service import hides
from factcheck.activity.queries import last_seq
from factcheck.annotation.views.place import whole_number
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.live.hub import hub_of
from factcheck.live.notices import notices_after
from factcheck.live.presence import Place, company, guests_of
from factcheck.live.stream import Stream
from factcheck.web import STREAMING, db

bp = Blueprint("live", __name__)
_PAGE = re.compile(r"[0-9a-f]{8,32}")
_SEQ = re.compile(r"[0-9]{1,15}")


@bp.get("/articles/<uid>/live")
@require(Permission.READ)
def stream(uid: str) -> ResponseReturnValue:
    """Server-Sent Events: `changes` (notices after the event `after`, or Last-Event-ID), `here` (who else is), `ended`.

    204 where this process serves as many as it can, or none: the page asks for `changes` instead.
    """
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    hub, page = hub_of(current_app), _page()
    ear = hub.attach(article.id, viewer.user.uid, page)
    if ear is None:
        return "", 204
    if page and not hides(viewer.user):
        hub.move(page, _place(article))
    after = _seq(request.headers.get("Last-Event-ID") or request.args.get("after", ""))
    made = Stream(hub, ear, viewer, get_credential(), article, after)
    response = Response(made.run(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
    response.call_on_close(partial(hub.detach, ear))
    request.environ[STREAMING] = True
    return response


@bp.get("/articles/<uid>/changes")
@require(Permission.READ)
def changes(uid: str) -> ResponseReturnValue:
    """The notices after the event `after` and who else is here, with the number to ask with next time."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    page = _page()
    if page and not hides(viewer.user):
        hub_of(current_app).move(page, _place(article))
    # The number of the whole log: that of the article would tell of what the viewer may not know.
    seq = last_seq(db)
    _looked_at, notices = notices_after(db, viewer, article, _seq(request.args.get("after", "")))
    seq = max(seq, *(notice["seq"] for notice in notices)) if notices else seq
    here = guests_of(db, [article.id]).get(article.id, ())
    return jsonify(seq=seq, changes=notices, here=company(here, viewer.user.id))


@bp.post("/articles/<uid>/here")
@require(Permission.READ)
def here(uid: str) -> ResponseReturnValue:
    """The page is at another sentence now, or with `gone`, about to be closed."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    hub, page = hub_of(current_app), _page()
    if "gone" in request.form:
        hub.leave(page)
    elif page and not hides(viewer.user):
        hub.move(page, _place(article))
    return "", 204


def _place(article: Article) -> Place:
    return Place(article.id, get_viewer().user.id, whole_number("at") or 0)


def _page() -> str:
    """The name that the page has given itself; empty where it has none, and is then nowhere."""
    name = request.values.get("page", "")
    return name if _PAGE.fullmatch(name) else ""


def _seq(text: str) -> int:
    return int(text) if _SEQ.fullmatch(text) else 0
