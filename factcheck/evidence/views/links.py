"""How the links of a project stand: counts, the round of checks that is under way, what needs looking at, settings."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter, get_current
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.evidence import labels, queries
from factcheck.evidence.link_settings import INTERVALS, LinkSettings, parse_settings
from factcheck.evidence.service.runs import start_run, stop_run
from factcheck.evidence.service.settings import set_link_settings
from factcheck.evidence.states import LinkState
from factcheck.evidence.views.blueprint import bp
from factcheck.web import db, no_nul, writing

MAX_KEY = 2**31 - 1


@bp.get("/projects/links")
@require(Permission.READ)
def home_links() -> ResponseReturnValue:
    """On to the links of the project that the reader is in."""
    return redirect(url_for("evidence.links", uid=get_current().uid), 303)


@bp.get("/projects/<uid>/links")
@require(Permission.READ)
def links(uid: str) -> ResponseReturnValue:
    """The page: a lead sees everybody's links, a reviewer those of their own records."""
    project, scope = _scope(db, uid)
    states = _states()
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdecimal()) or int(after) > MAX_KEY:
        raise BadRequest
    found = queries.links_in_state(db, scope, states, after=int(after), limit=queries.AT_A_TIME + 1)
    return render_template(
        "evidence/links.html",
        project=project,
        scope=scope,
        counts=queries.link_counts(db, scope),
        found=found[: queries.AT_A_TIME],
        more=found[queries.AT_A_TIME - 1].evidence.id if len(found) > queries.AT_A_TIME else None,
        chosen=request.args.get("state", ""),
        troubled=labels.TROUBLED,
        link_settings=LinkSettings.from_dict(project.link_settings),
        lead=get_viewer().holds(Permission.MANAGE_PROJECT, project.id),
        **_progress(db, scope),
    )


@bp.get("/projects/<uid>/links/progress")
@require(Permission.READ)
def progress(uid: str) -> ResponseReturnValue:
    """How far the round of checks is; asked for again while it is under way."""
    project, scope = _scope(db, uid)
    return render_template(
        "evidence/_progress.html",
        project=project,
        counts=queries.link_counts(db, scope),
        **_progress(db, scope),
    )


@bp.post("/projects/<uid>/links/check")
@require(Permission.ANNOTATE)
def check_links(uid: str) -> ResponseReturnValue:
    """Have all links of the project (for leads) or of one of its articles looked at again: a reviewer's own."""
    viewer = get_viewer()
    with writing() as session:
        project = accounts.get_project(session, uid, lock=True)
        article_uid = no_nul(request.form.get("article")) or ""
        viewer.check(Permission.ANNOTATE if article_uid else Permission.MANAGE_PROJECT, project)
        article = articles.get_article(session, viewer, article_uid) if article_uid else None
        everybody = viewer.may(Permission.MANAGE_PROJECT, project.id)
        whose = None if everybody else viewer.user
        run = start_run(session, project, article=article, reviewer=whose, actor=viewer.user)
        started = run.total
    if not started:
        flash(_("There is no link to be looked at, or all of them are waiting already."))
    return redirect(url_for("evidence.links", uid=uid, article=article_uid or None), 303)


@bp.post("/projects/<uid>/links/stop")
@require(Permission.MANAGE_PROJECT)
def stop_check(uid: str) -> ResponseReturnValue:
    """Leave the rest of the round undone."""
    with writing() as session:
        project = accounts.get_project(session, uid, lock=True)
        get_viewer().check(Permission.MANAGE_PROJECT, project)
        run = queries.find_run(session, project)
        if run is not None:
            stop_run(session, run, actor=get_viewer().user)
    return redirect(url_for("evidence.links", uid=uid), 303)


@bp.get("/projects/<uid>/links/settings")
@require(Permission.MANAGE_PROJECT)
def link_settings(uid: str) -> ResponseReturnValue:
    """What may be done with the project's links, as it is."""
    project = accounts.get_project(db, uid)
    get_viewer().check(Permission.MANAGE_PROJECT, project, reading=True)
    enter(project)
    return render_template(
        "evidence/link_settings.html",
        project=project,
        intervals=INTERVALS,
        link_settings=LinkSettings.from_dict(project.link_settings),
    )


@bp.post("/projects/<uid>/links/settings")
@require(Permission.MANAGE_PROJECT)
def save_link_settings(uid: str) -> ResponseReturnValue:
    """Set what may be done with the project's links."""
    settings = parse_settings(request.form)
    with writing() as session:
        project = accounts.get_project(session, uid, lock=True)
        get_viewer().check(Permission.MANAGE_PROJECT, project)
        set_link_settings(session, project, settings, actor=get_viewer().user)
    flash(_("Saved."))
    return redirect(url_for("evidence.link_settings", uid=uid), 303)


def _scope(session: Session, uid: str) -> tuple[Project, queries.Scope]:
    viewer, project = get_viewer(), accounts.get_project(session, uid)
    viewer.check(Permission.READ, project)
    enter(project)
    article: Article | None = None
    if article_uid := no_nul(request.args.get("article")):
        article = articles.get_article(session, viewer, article_uid)
    everybody = viewer.holds(Permission.MANAGE_PROJECT, project.id)
    return project, queries.Scope(project, article, None if everybody else viewer.user)


def _states() -> tuple[LinkState, ...]:
    """The states to list: those that somebody should look at, or the one that is asked for; 400 for any other."""
    chosen = request.args.get("state", "")
    if not chosen:
        return labels.TROUBLED
    if chosen not in set(LinkState):
        raise BadRequest
    return (LinkState(chosen),)


def _progress(session: Session, scope: queries.Scope) -> dict[str, object]:
    # How many links others have is not for a reviewer: they see the rounds over their own.
    run = queries.find_run(session, scope.project, by=scope.reviewer)
    return {"run": run, "left": queries.left_in(session, run) if run and not run.finished_at else 0}
