"""Whether a page that is open still tells how things stand."""

from __future__ import annotations

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.dashboard import queries
from factcheck.dashboard.views.asking import figures
from factcheck.dashboard.views.blueprint import LEAD, bp
from factcheck.web import db

DIGITS = 15


@bp.get("/projects/<uid>/dashboard/news")
@require(LEAD)
def news(uid: str) -> ResponseReturnValue:
    """Whether anything has changed in the project after the event `after`; 400 for what is no number."""
    project = accounts.get_project(db, uid)
    get_viewer().check(LEAD, project, reading=True)
    after = request.args.get("after", "")
    if not (after.isascii() and after.isdecimal() and len(after) <= DIGITS):
        abort(400)
    with figures() as session:
        return jsonify(changed=queries.has_changed(session, project.id, int(after)))
