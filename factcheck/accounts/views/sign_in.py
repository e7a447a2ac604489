"""Coming and going: signing in, signing out, and what a page asks when its session may have ended."""

from __future__ import annotations

from flask import Response, jsonify, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from factcheck.accounts import queries, sessions
from factcheck.accounts.access import find_viewer, get_credential, get_viewer, public, require
from factcheck.accounts.forms import SignInForm, text
from factcheck.accounts.models import Role, User
from factcheck.accounts.passwords import hash_password, is_outdated, verify_password
from factcheck.accounts.permissions import Permission
from factcheck.accounts.throttle import attempt, check_attempt, refusal, settle_attempt
from factcheck.accounts.views import browser
from factcheck.accounts.views.blueprint import bp
from factcheck.errors import TooMany
from factcheck.web import db, writing


@bp.get("/login")
@public
def login() -> ResponseReturnValue:
    """The sign-in page; who is signed in goes on."""
    target = browser.path_on_this_site(request.args.get("next"))
    if find_viewer():
        return redirect(target, 303)
    return _page(SignInForm(next=target))


@bp.post("/login")
@public
def sign_in() -> ResponseReturnValue:
    """Check name and password and start a session. An unknown name and a wrong password get one answer, as slowly."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        signed_in = _sign_in(text(form.username), text(form.password))
    except TooMany as error:
        form.password.errors = [error.message]
        answer = _page(form, 429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    if signed_in is None:
        form.password.errors = [_("The name or the password is wrong.")]
        return _page(form, 401)
    user, secret = signed_in
    browser.keep_session(secret)
    target = browser.path_on_this_site(form.next.data)
    if target == url_for("desk.desk") and not _leads(user):
        target = url_for("assignments.my_work")
    return browser.mark_browser(redirect(target, 303), user)  # type: ignore[arg-type]


def _leads(user: User) -> bool:
    """Whether the desk is their home rather than their own work: of those who lead, and who belong nowhere yet."""
    roles = set(queries.roles_of(db, user).values())
    return user.is_admin or roles != {Role.REVIEWER}


@bp.post("/logout")
@require(Permission.PROFILE)
def logout() -> ResponseReturnValue:
    """End this browser's session."""
    user, present = get_viewer().user, get_credential()
    with writing() as write:
        sessions.sign_out(write, user, present.id)
    session.clear()
    return redirect(url_for("accounts.login"), 303)


@bp.get("/session")
@public
def session_state() -> ResponseReturnValue:
    """Whether somebody is signed in, and the CSRF token of the session as it is now: with it, a page that was open
    while its session ended sends what it kept."""
    viewer = find_viewer()
    name = viewer.user.name if viewer else None
    return jsonify(signed_in=viewer is not None, name=name, csrf=generate_csrf())


def _sign_in(name: str, password: str) -> tuple[User, str] | None:
    """The person and their new session's secret; None where the name or the password is wrong. Raises TooMany."""
    user = queries.find_user(db, name)
    mark = browser.known_browser(user)
    trial = attempt(name, browser.address(), known_browser=mark, key=browser.secret_key())
    check_attempt(db, trial)
    right = verify_password(user.password_hash if user else None, password)
    if user is None or not right or not user.active:
        user = None
    outdated = user is not None and is_outdated(user.password_hash or "")
    new_hash = hash_password(password) if outdated else None
    replaces = browser.present_session()
    with writing() as write:
        in_time = settle_attempt(write, trial, right=user is not None)
        secret = None
        if user is not None and in_time:
            found = write.get_one(User, user.id)
            # Disabled, or given another password, while this one was checked.
            if found.active and found.password_hash == user.password_hash:
                secret = sessions.sign_in(
                    write, found, agent=browser.agent(), replaces=replaces, new_hash=new_hash
                )
    if not in_time:
        raise refusal()
    return (user, secret) if user and secret else None


def _page(form: SignInForm, status: int = 200) -> Response:
    newcomers = not queries.has_administrator(db)
    return make_response(render_template("accounts/sign_in.html", form=form, newcomers=newcomers), status)
