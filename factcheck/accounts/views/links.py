"""One-time links: the first administrator's, an invited person's, and the one that sets a new password.

The address with the secret only moves it into the signed cookie and goes on to `/welcome`, so that the secret stays
in no address bar, is in no history that is looked over a shoulder, and is on no page whose failure would be logged.
"""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from factcheck.accounts import queries, service
from factcheck.accounts.access import public
from factcheck.accounts.forms import JoinForm, NewPasswordForm, put_error, text
from factcheck.accounts.invites import link_is_void
from factcheck.accounts.keys import hashed
from factcheck.accounts.labels import ROLES
from factcheck.accounts.models import Invite, InviteKind, Role
from factcheck.accounts.passwords import check_password, hash_password
from factcheck.accounts.views import browser
from factcheck.accounts.views.blueprint import bp
from factcheck.errors import Invalid, NotFound
from factcheck.web import db, writing

LINK_SECRET = "link"  # noqa: S105 - the name of a key, not a secret


@bp.get("/welcome/<secret>")
@public
def open_link(secret: str) -> ResponseReturnValue:
    """Take the secret out of the address."""
    session[LINK_SECRET] = secret
    return redirect(url_for("accounts.welcome"), 303)


@bp.get("/welcome")
@public
def welcome() -> ResponseReturnValue:
    """Ask for what the link needs: a name and a password, or a new password."""
    try:
        invite = _get_invite()
    except NotFound as error:
        return render_template("accounts/void.html", message=error.message), 404
    return _page(invite, _form(invite))


@bp.post("/welcome")
@public
def accept() -> ResponseReturnValue:
    """Use the link, sign its user in and go to the desk."""
    try:
        invite = _get_invite()
        return _accept(invite, _form(invite))
    except NotFound as error:
        return render_template("accounts/void.html", message=error.message), 404


def _accept(invite: Invite, form: JoinForm | NewPasswordForm) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _page(invite, form), 422
    try:
        name = invite.user.name if invite.user else service.check_name(db, text(form["name"]))
        check_password(text(form.password), name)
        password_hash = hash_password(text(form.password))
        replaces = browser.present_session()
        with writing() as write:
            user, secret = service.accept_invite(
                write,
                session[LINK_SECRET],
                name=name,
                password_hash=password_hash,
                agent=browser.agent(),
                replaces=replaces,
            )
    except Invalid as error:
        put_error(form, error, "password")
        return _page(invite, form), 422
    browser.keep_session(secret)
    return browser.mark_browser(redirect("/", 303), user)  # type: ignore[arg-type]


def _get_invite() -> Invite:
    secret = session.get(LINK_SECRET)
    found = queries.find_open_invite(db, hashed(secret)) if secret else None
    if found is None:
        raise link_is_void()
    return found


def _form(invite: Invite) -> JoinForm | NewPasswordForm:
    return NewPasswordForm() if invite.kind == InviteKind.PASSWORD else JoinForm()


def _page(invite: Invite, form: JoinForm | NewPasswordForm) -> str:
    return render_template("accounts/welcome.html", invite=invite, form=form, role=ROLES[Role(invite.role)])
