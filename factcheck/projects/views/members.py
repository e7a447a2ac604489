"""The members of a project: who they are, as what, letting somebody in, letting somebody go."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import invites, members, queries
from factcheck.accounts.access import get_credential, get_viewer, require, writer
from factcheck.accounts.forms import ProjectInviteForm, text
from factcheck.accounts.labels import ROLES
from factcheck.accounts.models import Project, Role, User
from factcheck.accounts.permissions import Permission
from factcheck.accounts.sessions import renew_session
from factcheck.accounts.views import browser
from factcheck.errors import Conflict, FactcheckError, Invalid, NotFound
from factcheck.projects.views.blueprint import MANAGE, bp, locked_project, shown_project
from factcheck.web import db, no_nul, writing


@bp.get("/projects/<uid>/members")
@require(MANAGE)
def project_members(uid: str) -> ResponseReturnValue:
    """Everybody in the project, and the links that are still open."""
    return _page(shown_project(uid))


@bp.post("/projects/<uid>/members")
@require(MANAGE)
def add_member(uid: str) -> ResponseReturnValue:
    """Let somebody in who is at this installation already."""
    name = no_nul(request.form.get("name")) or ""
    try:
        with writing() as session:
            project = locked_project(session, uid)
            user = queries.get_user(session, name)
            added = members.set_member(session, project, user, _role(), actor=writer().user)
    except (NotFound, Invalid, Conflict) as fault:
        return _page(shown_project(uid), typed=name, fault=fault), 422
    flash(_("%(name)s belongs to this project now.", name=user.name) if added else _("Nothing was changed."))
    return _back(uid)


@bp.post("/projects/<uid>/members/<person_uid>/role")
@require(MANAGE)
def set_role(uid: str, person_uid: str) -> ResponseReturnValue:
    """Give a member another role; they sign in again to use it."""
    return _set(uid, person_uid, _role())


@bp.post("/projects/<uid>/members/<person_uid>/remove")
@require(MANAGE)
def remove_member(uid: str, person_uid: str) -> ResponseReturnValue:
    """Let a member go; what they did stays, under their name."""
    return _set(uid, person_uid, None)


@bp.post("/projects/<uid>/invites")
@require(MANAGE)
def invite_member(uid: str) -> ResponseReturnValue:
    """Make a link that lets one new person into the project, and show it this once."""
    form = ProjectInviteForm()
    if not form.validate_on_submit():
        return _page(shown_project(uid), form=form), 422
    with writing() as session:
        project = locked_project(session, uid)
        actor = writer().user
        role, days = Role(text(form.role)), form.days.data
        secret = invites.invite(session, role=role, days=days, actor=actor, project=project)
    link = browser.public_url(url_for("accounts.open_link", secret=secret))
    return _page(shown_project(uid), link=link), 201


@bp.post("/projects/<uid>/invites/<invite_uid>/revoke")
@require(MANAGE)
def revoke_project_invite(uid: str, invite_uid: str) -> ResponseReturnValue:
    """Make a link into the project worthless."""
    with writing() as session:
        project = locked_project(session, uid)
        found = next(
            (each for each in members.open_invites_to(session, project) if each.uid == invite_uid), None
        )
        if found is None:
            raise NotFound(_("That link has been used, was revoked or has expired."))
        invites.revoke_invite(session, found, actor=writer().user)
    flash(_("The link no longer works."))
    return _back(uid)


def _set(uid: str, person_uid: str, role: Role | None) -> ResponseReturnValue:
    sure = bool(request.form.get("sure"))
    try:
        with writing() as session:
            project = locked_project(session, uid)
            actor = writer().user
            user = _member(session, project, person_uid)
            own = get_credential().id if user.id == actor.id else None
            changed = members.set_member(session, project, user, role, actor=actor, keep=own, sure=sure)
            secret = renew_session(session, own) if own and changed else None
    except Conflict as conflict:
        if conflict.field != members.LAST_LEAD:
            raise
        asked = {"person": person_uid, "role": role.value if role else "", "message": conflict.message}
        return _page(shown_project(uid), asked=asked), 409
    if secret:
        browser.keep_session(secret)
    if role is None:
        flash(_("%(name)s no longer belongs to this project. What they did stays.", name=user.name))
    else:
        flash(_("%(name)s: %(role)s.", name=user.name, role=ROLES[role].name))
    # Who has just given up the lead may not see this page any more.
    leads = own is None or role is Role.LEAD or actor.is_admin
    return _back(uid) if leads else redirect(url_for("projects.projects"), 303)


def _member(session: Session, project: Project, person_uid: str) -> User:
    user = queries.get_person(session, person_uid)
    if members.find_role(session, project, user) is None:
        # The same words as for somebody who is not there: who else is at this installation is not told.
        raise NotFound(_("There is no such person."))
    return user


def _role() -> Role:
    role = request.form.get("role", "")
    if role not in set(members.IN_PROJECT):
        raise Invalid(_("Choose one of the roles."), "role")
    return Role(role)


def _back(uid: str) -> ResponseReturnValue:
    return redirect(url_for("projects.project_members", uid=uid), 303)


def _page(
    project: Project,
    *,
    form: ProjectInviteForm | None = None,
    link: str = "",
    typed: str = "",
    fault: FactcheckError | None = None,
    asked: dict[str, str] | None = None,
) -> str:
    found = members.members_of(db, project)
    known = {member.user.id for member in found}
    others = queries.people(db) if get_viewer().may(Permission.MANAGE_PEOPLE) else []
    return render_template(
        "projects/members.html",
        project=project,
        members=found,
        administrators=members.administrators(db),
        # Only an administrator is told who else there is.
        others=[
            user.name for user, _role in others if user.active and not user.is_admin and user.id not in known
        ],
        form=form or ProjectInviteForm(formdata=None),
        invites=members.open_invites_to(db, project),
        roles={role: ROLES[role] for role in members.IN_PROJECT},
        link=link,
        typed=typed,
        fault=fault,
        asked=asked,
    )
