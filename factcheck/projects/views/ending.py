"""Archiving a project and bringing it back; deleting it. Exporting everything first."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require, writer
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.articles.models import Article
from factcheck.errors import Conflict, FactcheckError, Invalid
from factcheck.projects.service.lifecycle import archive_project, bring_back, delete_project
from factcheck.projects.terms import KEPT_DAYS
from factcheck.projects.views.blueprint import MANAGE, bp, shown_project
from factcheck.web import db, no_nul, writing


@bp.get("/projects/<uid>/ending")
@require(MANAGE)
def ending(uid: str) -> ResponseReturnValue:
    """What can be done with a project that is over."""
    return _page(shown_project(uid))


@bp.post("/projects/<uid>/archive")
@require(MANAGE)
def archive(uid: str) -> ResponseReturnValue:
    """Make the project read-only."""
    with writing() as session:
        project = _project(session, uid)
        archive_project(session, project, actor=writer().user)
    flash(_("The project is archived: it can be read and exported, but not changed."))
    return redirect(url_for("projects.ending", uid=uid), 303)


@bp.post("/projects/<uid>/bring-back")
@require(MANAGE)
def unarchive(uid: str) -> ResponseReturnValue:
    """Let an archived project be worked in again."""
    with writing() as session:
        project = _project(session, uid)
        bring_back(session, project, actor=writer().user)
    flash(_("The project can be worked in again."))
    return redirect(url_for("projects.ending", uid=uid), 303)


@bp.post("/projects/<uid>/delete")
@require(Permission.MANAGE_PROJECTS)
def delete(uid: str) -> ResponseReturnValue:
    """Delete the project, whose name was typed; it can be restored for 30 days."""
    typed = no_nul(request.form.get("typed")) or ""
    try:
        with writing() as session:
            actor = writer().user
            project = accounts.get_project(session, uid, lock=True)
            delete_project(session, project, typed=typed, actor=actor)
            name = project.name
    except Invalid as fault:
        return _page(shown_project(uid), typed, fault), 422
    except Conflict as fault:
        return _page(shown_project(uid), typed, fault), 409
    flash(_("“%(name)s” is deleted. It can be restored here for %(days)s days.", name=name, days=KEPT_DAYS))
    return redirect(url_for("projects.projects", _anchor="deleted"), 303)


def _project(session: Session, uid: str) -> Project:
    """The project, archived or not, for a change of just that."""
    project = accounts.get_project(session, uid, lock=True)
    get_viewer().check(MANAGE, project, reading=True)
    return project


def _page(project: Project, typed: str = "", fault: FactcheckError | None = None) -> str:
    here = and_(Article.project_id == project.id, Article.removed_at.is_(None))
    return render_template(
        "projects/ending.html",
        project=project,
        articles=db.scalar(select(func.count()).select_from(Article).where(here)) or 0,
        may_delete=get_viewer().may(Permission.MANAGE_PROJECTS),
        typed=typed,
        fault=fault,
        days=KEPT_DAYS,
    )
