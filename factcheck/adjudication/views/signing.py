"""Signing an article off."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.permissions import Permission
from factcheck.adjudication.models import NOTE_LENGTH
from factcheck.adjudication.service import sign_off as service
from factcheck.adjudication.signing import digest_of, find_signature, missing_on, sign_offs_of
from factcheck.adjudication.views.blueprint import bp
from factcheck.articles import queries as articles
from factcheck.errors import Conflict, Invalid
from factcheck.web import db, no_nul, writing

SIGN = Permission.SIGN_OFF


@bp.get("/articles/<uid>/sign-off")
@require(SIGN)
def signing(uid: str) -> ResponseReturnValue:
    """What is missing on the article, and who has signed it off."""
    return _page(uid)


@bp.post("/articles/<uid>/sign-off")
@require(SIGN)
def sign(uid: str) -> ResponseReturnValue:
    """Sign it off as it was looked at; on a refusal the page comes back with what was typed."""
    note, seen = no_nul(request.form.get("note")) or "", request.form.get("seen", "")
    try:
        with writing() as session:
            article = articles.lock_article(session, get_viewer(), uid, SIGN)
            service.sign_off(session, article, actor=get_viewer().user, seen=seen, note=note)
    except Invalid as fault:
        return _page(uid, note, fault.message), 422
    except Conflict as conflict:
        return _page(uid, note, conflict.message), 409
    flash(_("Signed off."))
    return redirect(url_for("adjudication.signing", uid=uid), 303)


@bp.post("/articles/<uid>/sign-off/withdraw")
@require(SIGN)
def withdraw(uid: str) -> ResponseReturnValue:
    """Take the sign-off back."""
    with writing() as session:
        article = articles.lock_article(session, get_viewer(), uid, SIGN)
        service.withdraw(session, article, actor=get_viewer().user)
    flash(_("The sign-off is withdrawn."))
    return redirect(url_for("adjudication.signing", uid=uid), 303)


def _page(uid: str, note: str = "", fault: str = "") -> str:
    article = articles.get_article(db, get_viewer(), uid, Permission.READ)
    get_viewer().check(SIGN, article.project, reading=True)
    enter(article.project)
    return render_template(
        "adjudication/signing.html",
        article=article,
        project=article.project,
        digest=digest_of(db, article),
        signature=find_signature(db, article),
        missing=missing_on(db, article),
        earlier=sign_offs_of(db, article),
        note=note,
        fault=fault,
        limit=NOTE_LENGTH,
    )
