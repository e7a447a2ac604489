"""How the link of one piece of evidence stands, in the inspector; looking again."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import saving
from factcheck.annotation.models import Annotation, Evidence
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.evidence import queries
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.service.runs import check_link
from factcheck.evidence.views.blueprint import bp
from factcheck.web import db, wants_fragment

FETCHED = "evidence-fetched"
"""The event that tells the page to fetch its evidence again, which has more in it now."""


@bp.get("/articles/<uid>/evidence/<evidence_uid>/copy")
@require(Permission.READ)
def copy(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """How the link stands: being fetched, kept, or why not. With `waited`, the asker has seen it being fetched."""
    article = articles.get_article(db, get_viewer(), uid)
    evidence = _visible(db, article, evidence_uid)
    facts = queries.link_facts(db, [evidence])[evidence.id]
    response = make_response(_fragment(article, evidence, facts))
    if "waited" in request.args and not facts.pending and wants_fragment():
        response.headers["HX-Trigger"] = FETCHED
    return response


@bp.post("/articles/<uid>/evidence/<evidence_uid>/check")
@require(Permission.ANNOTATE)
def check(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """Have the link looked at again."""
    viewer = get_viewer()

    def save(session: Session) -> ResponseReturnValue:
        article = articles.lock_article(session, viewer, uid, Permission.ANNOTATE)
        evidence = _visible(session, article, evidence_uid)
        check_link(session, evidence, article.project, actor=viewer.user)
        session.flush()
        if not wants_fragment():
            return redirect(_back(article), 303)
        return _fragment(article, evidence, queries.link_facts(session, [evidence])[evidence.id])

    return saving(viewer, save)


def _back(article: Article) -> str:
    if "from_links" in request.form:
        return url_for("evidence.links", uid=article.project.uid)
    return url_for("annotation.workbench", uid=article.uid)


def _visible(session: Session, article: Article, evidence_uid: str) -> Evidence:
    """Evidence on the reader's own record, or on anybody's for a lead. Raises NotFound."""
    evidence, viewer = queries.get_evidence(session, article, evidence_uid), get_viewer()
    owner = session.get_one(Annotation, evidence.annotation_id).reviewer_id
    if owner != viewer.user.id and not viewer.may(Permission.MANAGE_PROJECT, article.project_id):
        raise NotFound(queries.no_such_evidence())
    return evidence


def _fragment(article: Article, evidence: Evidence, facts: queries.LinkFacts) -> str:
    return render_template(
        "evidence/_copy.html",
        article=article,
        piece=evidence,
        facts=facts,
        link_settings=LinkSettings.from_dict(article.project.link_settings),
    )
