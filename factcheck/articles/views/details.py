"""The details of an article: correct them, remove the article, bring it back; and the sample."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _

from factcheck.accounts.access import Viewer, get_viewer, require
from factcheck.accounts.current import get_current
from factcheck.accounts.permissions import Permission
from factcheck.articles import queries, service
from factcheck.articles.forms import SettingsForm, details_of
from factcheck.articles.models import Article
from factcheck.articles.sample import put_sample
from factcheck.articles.views.blueprint import bp
from factcheck.errors import Conflict, NotAllowed
from factcheck.web import db, writing


@bp.get("/articles/<uid>/settings")
@require(Permission.READ)
def settings(uid: str) -> ResponseReturnValue:
    """The details, and what can be done with the article as a whole."""
    article = queries.get_article(db, get_viewer(), uid)
    return _page(article, SettingsForm(formdata=None, data={**details_of(article), "seen": _mark(article)}))


@bp.post("/articles/<uid>/settings")
@require(Permission.READ)
def save_settings(uid: str) -> ResponseReturnValue:
    """Correct the details. What somebody else corrected meanwhile is shown before it is overwritten."""
    form, viewer = SettingsForm(), get_viewer()
    if not form.validate():
        return _page(queries.get_article(db, viewer, uid), form), 422
    try:
        with writing() as session:
            article = queries.lock_article(session, viewer, uid, Permission.READ)
            _check_may_edit(viewer, article)
            _check_unchanged(article, form)
            values = form.values()
            values["title"] = values["title"] or article.title
            service.edit_article(session, article, actor=viewer.user, changes=values)
    except Conflict:
        article = queries.get_article(db, viewer, uid)
        form.seen.data = _mark(article)
        return _page(article, form, _stored(article, form)), 409
    return redirect(url_for("annotation.workbench", uid=uid), 303)


@bp.post("/articles/<uid>/remove")
@require(Permission.READ)
def remove(uid: str) -> ResponseReturnValue:
    """Take the article off the desk; the desk offers to bring it back."""
    viewer = get_viewer()
    with writing() as session:
        article = queries.lock_article(session, viewer, uid, Permission.READ)
        _check_may_edit(viewer, article)
        service.remove_article(session, article, actor=viewer.user)
    return redirect(url_for("desk.desk", removed=uid), 303)


@bp.post("/articles/<uid>/restore")
@require(Permission.READ)
def restore(uid: str) -> ResponseReturnValue:
    """Bring a removed article back."""
    viewer = get_viewer()
    with writing() as session:
        article = queries.lock_article(session, viewer, uid, Permission.READ, removed=True)
        _check_may_edit(viewer, article)
        service.restore_article(session, article, actor=viewer.user)
    return redirect(url_for("annotation.workbench", uid=uid), 303)


@bp.post("/articles/sample")
@require(Permission.IMPORT)
def sample() -> ResponseReturnValue:
    """Put the sample in, or bring it back, and open it."""
    viewer, wanted = get_viewer(), get_current().uid
    with writing() as session:
        project = queries.get_intake_project(session, viewer, wanted)
        article, _made = put_sample(session, project, actor=viewer.user)
        if article.removed_at is not None:
            service.restore_article(session, article, actor=viewer.user)
    return redirect(url_for("annotation.workbench", uid=article.uid), 303)


def _page(article: Article, form: SettingsForm, stored: Mapping[str, str] | None = None) -> str:
    return render_template(
        "articles/settings.html",
        article=article,
        form=form,
        stored=stored or {},
        may_edit=queries.may_edit(get_viewer(), article),
    )


def _stored(article: Article, form: SettingsForm) -> dict[str, str]:
    """What is stored, in words, for each detail that differs from what was typed."""
    return {
        name: str(format_datetime(value, "medium")) if isinstance(value, datetime) else str(value or "")
        for name, value in details_of(article).items()
        if (value or None) != (form[name].data or None)
    }


def _check_may_edit(viewer: Viewer, article: Article) -> None:
    viewer.check(Permission.IMPORT, article.project)
    if not queries.may_edit(viewer, article):
        raise NotAllowed(_("Only a lead, or who brought this article in, may change it. Ask one of them."))


def _mark(article: Article) -> str:
    """Names the article's details as they are now."""
    return hashlib.sha256(json.dumps(service.metadata(article), sort_keys=True).encode()).hexdigest()[:32]


def _check_unchanged(article: Article, form: SettingsForm) -> None:
    if form.seen.data != _mark(article):
        raise Conflict(_("Somebody changed these details since you opened the page."))
