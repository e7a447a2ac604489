"""Sending work back to whoever did it, with a reason."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries as annotation
from factcheck.annotation.inspector import words_of
from factcheck.annotation.models import TEXT_LENGTH
from factcheck.articles import queries as articles
from factcheck.assignments.queries import get_assignment
from factcheck.assignments.service import giving
from factcheck.assignments.states import Show
from factcheck.assignments.views.blueprint import bp
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.web import db, no_nul, writing

ASSIGN = Permission.ASSIGN


@bp.get("/assignments/<uid>/send-back")
@require(ASSIGN)
def ask_article_again(uid: str) -> ResponseReturnValue:
    """Why the article goes back to its reviewer."""
    return _article_page(uid)


@bp.post("/assignments/<uid>/send-back")
@require(ASSIGN)
def send_article_back(uid: str) -> ResponseReturnValue:
    """Send it back; on a refusal the page comes back with what was typed."""
    why = no_nul(request.form.get("why")) or ""
    try:
        with writing() as session:
            found = get_assignment(session, uid, lock=True)
            get_viewer().check(ASSIGN, found.article.project)
            giving.send_back(session, found, why, actor=get_viewer().user)
            project = found.article.project.uid
    except Invalid as fault:
        return _article_page(uid, why, fault.message), 422
    except Conflict as conflict:
        return _article_page(uid, why, conflict.message), 409
    flash(_("Sent back."))
    return redirect(url_for("assignments.given", uid=project, show=Show.BACK), 303)


@bp.get("/articles/<uid>/claims/<claim_uid>/annotations/<annotation_uid>/send-back")
@require(ASSIGN)
def ask_again(uid: str, claim_uid: str, annotation_uid: str) -> ResponseReturnValue:
    """Why the record goes back to its reviewer."""
    return _record_page(uid, claim_uid, annotation_uid)


@bp.post("/articles/<uid>/claims/<claim_uid>/annotations/<annotation_uid>/send-back")
@require(ASSIGN)
def send_back(uid: str, claim_uid: str, annotation_uid: str) -> ResponseReturnValue:
    """Send it back; on a refusal the page comes back with what was typed."""
    viewer, why = get_viewer(), no_nul(request.form.get("why")) or ""
    try:
        with writing() as session:
            article = articles.lock_article(session, viewer, uid, ASSIGN)
            claim = annotation.get_claim(session, article, claim_uid)
            record = annotation.get_annotation(session, claim, annotation_uid)
            giving.send_record_back(session, article, claim, record, why, actor=viewer.user)
    except Invalid as fault:
        return _record_page(uid, claim_uid, annotation_uid, why, fault.message), 422
    except Conflict as conflict:
        return _record_page(uid, claim_uid, annotation_uid, why, conflict.message), 409
    flash(_("Sent back."))
    return redirect(url_for("adjudication.decision", uid=uid, claim_uid=claim_uid), 303)


def _article_page(uid: str, why: str = "", fault: str = "") -> str:
    found = get_assignment(db, uid)
    get_viewer().check(ASSIGN, found.article.project, reading=True)
    if found.claim is not None or found.reviewer is None:
        raise NotFound(_("There is no such work, or it is not yours to see."))
    enter(found.article.project)
    return render_template(
        "assignments/send_back.html",
        project=found.article.project,
        article=found.article,
        words=found.article.title,
        reviewer=found.reviewer.name,
        action=url_for("assignments.send_article_back", uid=uid),
        back=url_for("assignments.given", uid=found.article.project.uid, show=Show.DONE),
        why=why,
        fault=fault,
        limit=TEXT_LENGTH,
    )


def _record_page(uid: str, claim_uid: str, annotation_uid: str, why: str = "", fault: str = "") -> str:
    article = articles.get_article(db, get_viewer(), uid)
    get_viewer().check(ASSIGN, article.project, reading=True)
    enter(article.project)
    claim = annotation.get_claim(db, article, claim_uid)
    record = annotation.get_annotation(db, claim, annotation_uid)
    return render_template(
        "assignments/send_back.html",
        project=article.project,
        article=article,
        words=claim.text or words_of(articles.current_revision(db, article), claim),
        reviewer=record.reviewer.name,
        action=url_for("assignments.send_back", uid=uid, claim_uid=claim_uid, annotation_uid=annotation_uid),
        back=url_for("adjudication.decision", uid=uid, claim_uid=claim_uid),
        why=why,
        fault=fault,
        limit=TEXT_LENGTH,
    )
