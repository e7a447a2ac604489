"""The page of all keys, where they can be changed and switched off."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.models import User
from factcheck.accounts.permissions import Permission
from factcheck.activity.service import record
from factcheck.annotation import keys
from factcheck.annotation.views.blueprint import bp
from factcheck.errors import Invalid
from factcheck.web import writing

NO_KEYS: dict[str, object] = {}


@bp.get("/keys")
@require(Permission.PROFILE)
def keys_page() -> ResponseReturnValue:
    """All keys, with the reader's own bindings."""
    return _page(keys.bindings(get_viewer().user.preferences))


@bp.post("/keys")
@require(Permission.PROFILE)
def save_keys() -> ResponseReturnValue:
    """Store the reader's own bindings, or go back to the defaults."""
    single = "single" in request.form
    chosen = {action.name: request.form.get(action.name, action.key).strip() for action in keys.EVERY_ACTION}
    try:
        stored = NO_KEYS if "reset" in request.form else keys.check_keys(chosen, single=single)
    except Invalid as fault:
        return _page({"single": single, "keys": chosen, "hop": chosen}, fault.message), 422
    with writing() as session:
        user = session.get_one(User, get_viewer().user.id)
        before, user.preferences = user.preferences.get("keys"), {**user.preferences, "keys": stored}
        record(
            session,
            actor=user,
            action="keys.saved",
            subject="user",
            uid=user.name,
            before={"keys": before},
            after={"keys": stored},
        )
    return redirect(url_for("annotation.keys_page"), 303)


def _page(bindings: dict[str, object], fault: str | None = None) -> str:
    return render_template(
        "annotation/keys.html",
        groups=keys.GROUPS,
        hop_actions=keys.HOP_ACTIONS,
        bindings=bindings,
        fault=fault,
    )
