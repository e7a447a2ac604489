"""The page of the people, for administrators: who is here, what they may do, and letting somebody in."""

from __future__ import annotations

from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import invites, queries, service
from factcheck.accounts.access import get_credential, require, writer
from factcheck.accounts.current import get_current
from factcheck.accounts.forms import InviteForm, RoleForm, text
from factcheck.accounts.labels import ROLES
from factcheck.accounts.members import memberships_elsewhere
from factcheck.accounts.models import Project, Role
from factcheck.accounts.permissions import Permission
from factcheck.accounts.sessions import renew_session
from factcheck.accounts.views import browser
from factcheck.accounts.views.blueprint import bp
from factcheck.errors import Invalid
from factcheck.web import db, no_nul, writing

MANAGE = Permission.MANAGE_PEOPLE


class Made(NamedTuple):
    """A link that was made just now, to be shown this once. `name`: whose password it sets; None for an invitation."""

    link: str
    name: str | None = None


@bp.get("/people")
@require(MANAGE)
def people() -> ResponseReturnValue:
    """Everybody, and every link that is still open."""
    return _page(InviteForm())


@bp.post("/people/invites")
@require(MANAGE)
def invite() -> ResponseReturnValue:
    """Make a link that lets one person in, and show it this once."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with writing() as write:
        actor = writer().user
        project = _project(write)
        secret = invites.invite(
            write, role=Role(text(form.role)), days=form.days.data, actor=actor, project=project
        )
    return _page(InviteForm(formdata=None), Made(_link(secret))), 201


@bp.post("/people/invites/<uid>/revoke")
@require(MANAGE)
def revoke_invite(uid: str) -> ResponseReturnValue:
    """Make an open link worthless."""
    with writing() as write:
        actor = writer().user
        invites.revoke_invite(write, queries.get_open_invite(write, uid), actor=actor)
    flash(_("The link no longer works."))
    return _back()


@bp.post("/people/<uid>/role")
@require(MANAGE)
def change_role(uid: str) -> ResponseReturnValue:
    """Give somebody another role; they sign in again to use it."""
    form = RoleForm()
    if not form.validate_on_submit():
        raise Invalid(_("Choose one of the roles."), "role")
    role = Role(text(form.role))
    with writing() as write:
        actor = writer().user
        user = queries.get_person(write, uid)
        own = get_credential().id if user.id == actor.id else None
        changed = service.change_role(write, user, role, actor=actor, keep=own, project=_project(write))
        secret = renew_session(write, own) if own and changed else None
    if secret:
        browser.keep_session(secret)
    flash(_("%(name)s: %(role)s.", name=user.name, role=ROLES[role].name))
    return redirect(url_for("accounts.people" if role == Role.ADMIN or not own else "accounts.profile"), 303)


@bp.post("/people/<uid>/disable")
@require(MANAGE)
def disable(uid: str) -> ResponseReturnValue:
    """Shut somebody out."""
    with writing() as write:
        actor = writer().user
        user = queries.get_person(write, uid)
        service.disable_person(write, user, actor=actor)
    flash(_("%(name)s can no longer sign in.", name=user.name))
    return _back()


@bp.post("/people/<uid>/enable")
@require(MANAGE)
def enable(uid: str) -> ResponseReturnValue:
    """Let somebody in again."""
    with writing() as write:
        actor = writer().user
        user = queries.get_person(write, uid)
        service.enable_person(write, user, actor=actor)
    flash(_("%(name)s can sign in again.", name=user.name))
    return _back()


@bp.post("/people/<uid>/password-link")
@require(MANAGE)
def password_link(uid: str) -> ResponseReturnValue:
    """Make a link with which somebody sets a new password, and show it this once."""
    with writing() as write:
        actor = writer().user
        user = queries.get_person(write, uid)
        role = queries.role_of(write, user) or Role.REVIEWER
        secret = invites.make_password_link(write, user, role=role, actor=actor)
    return _page(InviteForm(formdata=None), Made(_link(secret), user.name)), 201


def _project(session: Session) -> Project:
    """The project that the form is about, by default the one that the reader is in. Raises NotFound."""
    return queries.get_project(session, no_nul(request.form.get("project")) or get_current().uid)


def _link(secret: str) -> str:
    return browser.public_url(url_for("accounts.open_link", secret=secret))


def _back() -> ResponseReturnValue:
    return redirect(url_for("accounts.people"), 303)


def _page(form: InviteForm, made: Made | None = None) -> str:
    return render_template(
        "accounts/people.html",
        form=form,
        made=made,
        people=queries.people(db, queries.get_project(db, get_current().uid)),
        elsewhere=memberships_elsewhere(db, get_current().id),
        invites=queries.open_invites(db),
        roles=ROLES,
    )
