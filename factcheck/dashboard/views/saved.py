"""The views that leads have saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require, writer
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.dashboard import saved as service
from factcheck.dashboard import wording
from factcheck.dashboard.filters import Filters, NotListed, parse_filters
from factcheck.dashboard.labels import BOARDS
from factcheck.dashboard.models import VIEW_NAME_LENGTH, SavedView
from factcheck.dashboard.saved import Board
from factcheck.dashboard.views.asking import naming
from factcheck.dashboard.views.blueprint import LEAD, bp
from factcheck.errors import Invalid
from factcheck.web import db, no_nul, writing

PATH = "/projects/<uid>/dashboard/views"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form was sent with that was refused. `view`: the uid of what it would change, empty for a new one."""

    view: str
    name: str
    shared: bool
    fault: str
    page: Board = Board.OVERVIEW
    filters: Filters = field(default_factory=Filters)


@bp.get(PATH)
@require(LEAD)
def views(uid: str) -> ResponseReturnValue:
    """The reader's own views and those that are shared."""
    return _page(uid)


@bp.post(PATH)
@require(LEAD)
def save_view(uid: str) -> ResponseReturnValue:
    """Keep a page as its address has it; 400 for one that there is not."""
    page, filters = _asked()
    name, shared = _given()
    try:
        with writing() as session:
            project = _project(session, uid)
            view = service.save_view(
                session, project, page, filters, name, shared=shared, actor=writer().user
            )
            name, there = view.name, address(project, view)
    except Invalid as fault:
        return _page(uid, Typed("", name, shared, fault.message, page, filters)), 422
    flash(_("Saved as “%(name)s”.", name=name))
    return redirect(there, 303)


@bp.post(f"{PATH}/<view_uid>")
@require(LEAD)
def change_view(uid: str, view_uid: str) -> ResponseReturnValue:
    """Name a view otherwise, and have it for all leads or not."""
    name, shared = _given()
    try:
        with writing() as session:
            view = service.get_view(session, _project(session, uid), writer().user, view_uid)
            service.change_view(session, view, name, shared=shared)
    except Invalid as fault:
        return _page(uid, Typed(view_uid, name, shared, fault.message)), 422
    return redirect(url_for("dashboard.views", uid=uid), 303)


@bp.post(f"{PATH}/<view_uid>/remove")
@require(LEAD)
def remove_view(uid: str, view_uid: str) -> ResponseReturnValue:
    """Forget a view. What it showed stays, and can be saved again from there."""
    with writing() as session:
        project = _project(session, uid)
        view = service.get_view(session, project, writer().user, view_uid)
        name, there = view.name, address(project, view)
        session.delete(view)
    flash(_("“%(name)s” was removed. This is what it showed.", name=name))
    return redirect(there, 303)


def address(project: Project, view: SavedView) -> str:
    """Where a view is seen."""
    return url_for(f"dashboard.{view.page}", uid=project.uid, **service.filters_of(view).query())


def _project(session: Session, uid: str) -> Project:
    project = accounts.get_project(session, uid)
    writer().check(LEAD, project, reading=True)
    return project


def _asked() -> tuple[Board, Filters]:
    try:
        given = dict(parse_qsl(request.form.get("query", ""), max_num_fields=40))
        return Board(request.form.get("page", "")), parse_filters(given)
    except (NotListed, ValueError):
        abort(400)


def _given() -> tuple[str, bool]:
    return no_nul(request.form.get("name")) or "", "shared" in request.form


def _page(uid: str, typed: Typed | None = None) -> str:
    project = accounts.get_project(db, uid)
    get_viewer().check(LEAD, project, reading=True)
    enter(project)
    found = service.views_of(db, project, get_viewer().user)
    asked = {view.uid: service.filters_of(view) for view in found}
    named = naming(db, project, [filters.article for filters in asked.values()])
    return render_template(
        "dashboard/views.html",
        project=project,
        views=found,
        shows={key: wording.described(filters, named) for key, filters in asked.items()},
        typed=typed,
        boards=BOARDS,
        address=address,
        limit=VIEW_NAME_LENGTH,
    )
