"""The list of one's projects, and new ones."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require, writer
from factcheck.accounts.labels import ROLES
from factcheck.accounts.permissions import Permission
from factcheck.annotation.policy import PackKey
from factcheck.annotation.rule_labels import PACKS
from factcheck.errors import Invalid
from factcheck.projects import queries
from factcheck.projects.service.lifecycle import Beginning, create_project, restore_project
from factcheck.projects.views.blueprint import bp, language_choices
from factcheck.web import db, no_nul, writing

COPY = "copy:"
"""Before the uid of a project, in the choice of what to start from."""


@bp.get("/projects")
@require(Permission.PROFILE)
def projects() -> ResponseReturnValue:
    """The projects that the reader belongs to; for administrators all, and the deleted ones."""
    viewer = get_viewer()
    cards = queries.cards(db, viewer)
    administers = viewer.may(Permission.MANAGE_PROJECTS)
    return render_template(
        "projects/projects.html",
        open_cards=[card for card in cards if not card.project.is_archived],
        archived=[card for card in cards if card.project.is_archived],
        deleted=queries.deleted_projects(db) if administers else [],
        roles=ROLES,
    )


@bp.get("/projects/new")
@require(Permission.MANAGE_PROJECTS)
def new_project() -> ResponseReturnValue:
    """The form of a new project."""
    locale = get_locale()
    return _form({"lang": locale.language if locale else "en", "start": PackKey.STANDARD.value})


@bp.post("/projects/new")
@require(Permission.MANAGE_PROJECTS)
def create() -> ResponseReturnValue:
    """Make it; on a refusal the form comes back as it was filled in."""
    given = {name: no_nul(value) or "" for name, value in request.form.items()}
    try:
        with writing() as session:
            project = create_project(
                session,
                name=given.get("name", ""),
                slug=given.get("slug", ""),
                lang=given.get("lang", ""),
                beginning=_beginning(session, given),
                actor=writer().user,
            )
            uid, name = project.uid, project.name
    except Invalid as fault:
        return _form(given, fault), 422
    flash(_("“%(name)s” is there. Write its guidelines, and let people in under Members.", name=name))
    return redirect(url_for("projects.settings", uid=uid), 303)


@bp.post("/projects/<uid>/restore")
@require(Permission.MANAGE_PROJECTS)
def restore(uid: str) -> ResponseReturnValue:
    """Take the deletion of a project back."""
    with writing() as session:
        actor = writer().user
        project = accounts.get_project(session, uid, lock=True, deleted=True)
        restore_project(session, project, actor=actor)
        name = project.name
    flash(_("“%(name)s” is there again.", name=name))
    return redirect(url_for("projects.projects"), 303)


def _beginning(session: Session, given: Mapping[str, str]) -> Beginning:
    start = given.get("start", "")
    if start.startswith(COPY):
        template = accounts.get_project(session, start.removeprefix(COPY))
        return Beginning(template=template, with_members=bool(given.get("members")))
    if start not in set(PackKey):
        raise Invalid(_("Choose what to start from."), "start")
    return Beginning(PackKey(start))


def _form(given: Mapping[str, str], fault: Invalid | None = None) -> str:
    return render_template(
        "projects/new.html",
        given=dict.fromkeys(("name", "slug", "lang", "start", "members"), "") | dict(given),
        fault=fault,
        packs=PACKS,
        copies=[each for each in get_viewer().projects if not each.is_deleted],
        languages=language_choices(),
        copy=COPY,
    )
