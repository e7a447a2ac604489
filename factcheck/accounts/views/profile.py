"""The page about oneself: password, language and time zone, browsers that are signed in, API tokens."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts import queries, service, sessions, throttle, tokens
from factcheck.accounts.access import get_credential, get_viewer, require, writer
from factcheck.accounts.agents import describe_agent
from factcheck.accounts.current import find_current
from factcheck.accounts.forms import ChangePasswordForm, PreferencesForm, TokenForm, choices, put_error, text
from factcheck.accounts.labels import ROLES, SCOPES
from factcheck.accounts.localisation import languages, refresh, timezones
from factcheck.accounts.models import Role
from factcheck.accounts.passwords import check_password, hash_password, verify_password
from factcheck.accounts.permissions import Permission
from factcheck.accounts.views import browser
from factcheck.accounts.views.blueprint import bp
from factcheck.db import now
from factcheck.errors import Invalid, NotFound, TooMany
from factcheck.web import db, writing

MINE = Permission.PROFILE


@bp.get("/me")
@require(MINE)
def profile() -> ResponseReturnValue:
    """The page."""
    return _page()


@bp.post("/me/password")
@require(MINE)
def change_password() -> ResponseReturnValue:
    """Change one's own password; every other browser is signed out."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _page(password=form), 422
    try:
        _check_present_password(text(form.current))
        check_password(text(form.password), get_viewer().user.name)
    except TooMany as error:
        form.current.errors = [error.message]
        return _page(password=form), 429
    except Invalid as error:
        put_error(form, error, "password")
        return _page(password=form), 422
    password_hash = hash_password(text(form.password))
    with writing() as write:
        user = writer().user
        own = get_credential().id
        service.set_password(write, user, password_hash, actor=user, keep=own)
        secret = sessions.renew_session(write, own)
    browser.keep_session(secret)
    flash(_("Your password is changed. Every other browser of yours is signed out."))
    return _back()


@bp.post("/me/preferences")
@require(MINE)
def save_preferences() -> ResponseReturnValue:
    """Set language, time zone and whether others see where one is."""
    form = _preferences_form()
    if form.timezone.data and form.timezone.data not in timezones():
        form.validate()
        form.timezone.errors = [_("There is no such time zone. Choose one of the list, like Europe/Lisbon.")]
        return _page(preferences=form), 422
    if not form.validate_on_submit():
        return _page(preferences=form), 422
    with writing() as write:
        user = writer().user
        service.save_preferences(
            write,
            user,
            locale=form.locale.data or None,
            timezone=form.timezone.data or None,
            hides_place=bool(form.hides_place.data),
        )
    refresh()
    flash(_("Saved."))
    return _back()


@bp.post("/me/sessions/<uid>/end")
@require(MINE)
def end_session(uid: str) -> ResponseReturnValue:
    """Sign another browser of one's own out."""
    with writing() as write:
        user = writer().user
        ended = queries.get_session(write, user, uid)
        if ended.id == get_credential().id:
            raise Invalid(_("That is this browser. Sign out instead."))
        sessions.end_session(write, ended, actor=user)
    flash(_("That browser is signed out."))
    return _back()


@bp.post("/me/tokens")
@require(MINE)
def create_token() -> ResponseReturnValue:
    """Make an API token, and show it this once."""
    form = _token_form()
    if not form.validate_on_submit():
        return _page(token=form), 422
    try:
        with writing() as write:
            user = writer().user
            _token, secret = tokens.create_token(
                write,
                user,
                name=text(form.name),
                scopes=form.scopes.data or [],
                days=form.days.data,
                actor=user,
            )
    except Invalid as error:
        put_error(form, error, "name")
        return _page(token=form), 422
    return _page(secret=secret), 201


@bp.post("/me/tokens/<uid>/revoke")
@require(MINE)
def revoke_token(uid: str) -> ResponseReturnValue:
    """Make a token of one's own worthless."""
    with writing() as write:
        user = writer().user
        token = tokens.find_own_token(write, user, uid)
        if token is None:
            raise NotFound(_("There is no such token, or it was revoked already."))
        tokens.revoke_token(write, token, actor=user)
    flash(_("The token no longer works."))
    return _back()


def _check_present_password(typed: str) -> None:
    """Raises Invalid where it is wrong and TooMany where that came too often: a borrowed browser cannot guess on."""
    viewer = get_viewer()
    mark = f"session {get_credential().uid}"
    trial = throttle.attempt(viewer.user.name, "", known_browser=mark, key=browser.secret_key())
    throttle.check_attempt(db, trial)
    if verify_password(viewer.user.password_hash, typed):
        return
    with writing() as write:
        in_time = throttle.settle_attempt(write, trial, right=False)
    if not in_time:
        raise throttle.refusal()
    raise Invalid(_("That is not your present password."), "current")


def _preferences_form(**sent: None) -> PreferencesForm:
    user = get_viewer().user
    form = PreferencesForm(
        locale=user.locale or "", timezone=user.timezone or "", hides_place=service.hides(user), **sent
    )
    form.locale.choices = choices({"": _("As my browser asks"), **languages()})
    return form


def _token_form(**sent: None) -> TokenForm:
    offered = tokens.offered_scopes(db, get_viewer().user)
    form = TokenForm(scopes=[scope.value for scope in SCOPES if scope in offered], **sent)
    form.scopes.choices = choices(
        {scope.value: label.name for scope, label in SCOPES.items() if scope in offered}
    )
    return form


def _back() -> ResponseReturnValue:
    return redirect(url_for("accounts.profile"), 303)


def _page(
    *,
    password: ChangePasswordForm | None = None,
    preferences: PreferencesForm | None = None,
    token: TokenForm | None = None,
    secret: str | None = None,
) -> str:
    viewer = get_viewer()
    here = find_current()
    role = Role.ADMIN if viewer.user.is_admin else here.role if here else None
    return render_template(
        "accounts/profile.html",
        viewer=viewer,
        present=get_credential(),
        role=ROLES[role] if role else None,
        roles=ROLES,
        password=password or ChangePasswordForm(formdata=None),
        preferences=preferences or _preferences_form(formdata=None),
        token=token or _token_form(formdata=None),
        secret=secret,
        sessions=queries.sessions_of(db, viewer.user),
        tokens=queries.tokens_of(db, viewer.user),
        scope_labels=SCOPES,
        offered=tokens.offered_scopes(db, viewer.user),
        timezones=sorted(timezones()),
        describe_agent=describe_agent,
        now=now(),
    )
