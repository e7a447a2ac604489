"""A project's webhook: where it goes, what it is told, and how it fares."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.errors import Invalid, NotFound
from factcheck.web import db, no_nul, writing
from factcheck.webhooks import queries, service
from factcheck.webhooks.labels import KINDS
from factcheck.webhooks.models import URL_LENGTH, Webhook

bp = Blueprint("webhooks", __name__)
MANAGE = Permission.MANAGE_PROJECT


@bp.get("/projects/<uid>/webhook")
@require(MANAGE)
def webhook(uid: str) -> ResponseReturnValue:
    """What is set, and what became of the last messages."""
    return _page(uid)


@bp.post("/projects/<uid>/webhook")
@require(MANAGE)
def save(uid: str) -> ResponseReturnValue:
    """Set it; on a refusal the page comes back with what was typed."""
    url, kinds = no_nul(request.form.get("url")) or "", request.form.getlist("kinds")
    try:
        with writing() as session:
            service.set_webhook(session, _locked(session, uid), url, kinds, actor=get_viewer().user)
    except Invalid as fault:
        return _page(uid, url=url, kinds=kinds, fault=fault), 422
    flash(_("Saved."))
    return redirect(url_for("webhooks.webhook", uid=uid), 303)


@bp.post("/projects/<uid>/webhook/test")
@require(MANAGE)
def test(uid: str) -> ResponseReturnValue:
    """Have a message sent, to see whether it arrives."""
    with writing() as session:
        _found(session, _locked(session, uid)).wants_test = True
    flash(_("A message is on its way. Load this page again in a moment to see what became of it."))
    return redirect(url_for("webhooks.webhook", uid=uid), 303)


@bp.post("/projects/<uid>/webhook/secret")
@require(MANAGE)
def renew_secret(uid: str) -> ResponseReturnValue:
    """Sign with another key from now on."""
    with writing() as session:
        service.renew_secret(session, _found(session, _locked(session, uid)), actor=get_viewer().user)
    flash(_("Messages are signed with another key from now on."))
    return redirect(url_for("webhooks.webhook", uid=uid), 303)


@bp.post("/projects/<uid>/webhook/remove")
@require(MANAGE)
def remove(uid: str) -> ResponseReturnValue:
    """Tell nothing any more."""
    with writing() as session:
        service.remove_webhook(session, _found(session, _locked(session, uid)), actor=get_viewer().user)
    flash(_("Nothing is told outside any more."))
    return redirect(url_for("webhooks.webhook", uid=uid), 303)


def _locked(session: Session, uid: str) -> Project:
    project = accounts.get_project(session, uid, lock=True)
    get_viewer().check(MANAGE, project)
    return project


def _found(session: Session, project: Project) -> Webhook:
    found = queries.find_webhook(session, project, lock=True)
    if found is None:
        raise NotFound(_("This project has no webhook."))
    return found


def _page(uid: str, *, url: str = "", kinds: list[str] | None = None, fault: Invalid | None = None) -> str:
    project = accounts.get_project(db, uid)
    get_viewer().check(MANAGE, project, reading=True)
    enter(project)
    found = queries.find_webhook(db, project)
    stored = (found.url, found.kinds) if found else ("", [])
    return render_template(
        "webhooks/webhook.html",
        project=project,
        webhook=found,
        deliveries=queries.deliveries_of(db, found) if found else (),
        url=url if fault else stored[0],
        chosen=kinds if fault else stored[1],
        kinds=KINDS,
        fault=fault,
        limit=URL_LENGTH,
    )
