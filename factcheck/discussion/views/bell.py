"""The bell: what concerns the reader."""

from __future__ import annotations

from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import find_viewer, get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.activity.notices import mark_read
from factcheck.annotation.history import DISCUSSION
from factcheck.annotation.keys import bindings
from factcheck.discussion import queries
from factcheck.discussion.labels import CONCERNS
from factcheck.discussion.views.blueprint import bp
from factcheck.web import db, writing


@bp.get("/bell")
@require(Permission.PROFILE)
def bell() -> ResponseReturnValue:
    """What concerns the reader in all their projects, newest first."""
    own = bindings(get_viewer().user.preferences)
    return render_template(
        "discussion/bell.html",
        rings=queries.rings(db, get_viewer()),
        concerns=CONCERNS,
        discussion=DISCUSSION,
        keys={"single": own["single"], "next": own["keys"]["next"], "previous": own["keys"]["previous"]},
    )


@bp.post("/bell")
@require(Permission.PROFILE)
def read() -> ResponseReturnValue:
    """The reader has read of those that `seq` names."""
    given = [seq for seq in request.form.getlist("seq") if seq.isdecimal() and len(seq) < 16]
    with writing() as session:
        mark_read(session, get_viewer().user.id, [int(seq) for seq in given])
    return redirect(url_for("discussion.bell"), 303)


def init_app(app: Flask) -> None:
    """Let templates ask how much is unread (`unread()`), once for each request."""

    def unread() -> int:
        viewer = find_viewer()
        if "unread" not in g:
            g.unread = queries.unread(db, viewer) if viewer else 0
        return int(g.unread)

    app.jinja_env.globals["unread"] = unread
