"""The workbench page, its inspector, and what stands one key away: history, preview, undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.permissions import Permission
from factcheck.activity import queries as activity
from factcheck.activity.models import Event
from factcheck.activity.saving import saving
from factcheck.activity.service import undo as undo_change
from factcheck.annotation import forms, history, keys, queries
from factcheck.annotation.beside import beside
from factcheck.annotation.facts import hop_facts
from factcheck.annotation.inspector import Inspector, inspect
from factcheck.annotation.policy import Policy
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.sheet import sentence, sentence_state, sheet
from factcheck.annotation.sourcing import summarise
from factcheck.annotation.strip import draw
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import page_url, whole_number
from factcheck.annotation.visibility import get_known_claim, is_blind, sight_of
from factcheck.articles import queries as articles
from factcheck.articles.languages import direction
from factcheck.articles.models import Article, Revision
from factcheck.db import now
from factcheck.errors import Conflict, NotFound
from factcheck.markup import render
from factcheck.sources.queries import known_sources
from factcheck.web import db, wants_json

PARTS = ("claims", "verdict", "evidence", "sourcing", "submit")
PREVIEW_LENGTH = 20_000
UNDOABLE = ("claim", "annotation", "evidence", "attachment", "hop", "suggestion", "waiver", "segmentation")
"""What the workbench takes back; an article that was brought in stays, whoever presses `u` how often."""


@bp.get("/articles/<uid>")
@require(Permission.READ)
def workbench(uid: str) -> ResponseReturnValue:
    """The article, its spine, and the inspector at the sentence that `at` names (default: the first)."""
    article = articles.get_article(db, get_viewer(), uid)
    seq = activity.last_seq(db)
    enter(article.project)
    revision = articles.current_revision(db, article)
    words = _words(article)
    inspected = _inspector(article, revision, words)
    return render_template(
        "annotation/workbench.html",
        seq=seq,
        article=article,
        revision=revision,
        direction=direction(article.lang),
        blocks=sheet(db, article, revision, get_viewer().user, blind=is_blind(get_viewer(), article.project)),
        inspector=inspected,
        blank=inspected.blank(),
        beside=beside(db, get_viewer(), inspected),
        bindings=keys.bindings(get_viewer().user.preferences),
        assignment=queries.find_assignment(db, article, get_viewer().user),
        **words,
    )


@bp.get("/articles/<uid>/inspector")
@require(Permission.READ)
def inspector(uid: str) -> ResponseReturnValue:
    """The inspector at a sentence; with `part`, only those of its parts, to be put in place."""
    article = articles.get_article(db, get_viewer(), uid)
    revision = articles.current_revision(db, article)
    wanted = [part for part in PARTS if part in request.args.getlist("part")]
    template = "annotation/_parts.html" if wanted else "annotation/_inspector.html"
    words = _words(article)
    inspected = _inspector(article, revision, words)
    return render_template(
        template,
        article=article,
        revision=revision,
        direction=direction(article.lang),
        inspector=inspected,
        beside=beside(db, get_viewer(), inspected),
        parts=wanted,
        **words,
    )


@bp.get("/articles/<uid>/history")
@require(Permission.READ)
def claim_history(uid: str) -> ResponseReturnValue:
    """Who changed what when, newest first: on the claim that `claim` names, or on the whole article."""
    viewer, wanted = get_viewer(), request.args.get("claim")
    article = articles.get_article(db, viewer, uid)
    claim = get_known_claim(db, viewer, article, wanted) if wanted else None
    if claim:
        entries = history.of_claim(db, article, claim, viewer)
    else:
        entries = history.of_article(db, article, viewer, before=whole_number("before"))
    own = queries.find_annotation(db, claim, viewer.user) if claim else None
    hops = queries.hops_of(db, own) if own else []
    return render_template(
        "annotation/history.html",
        article=article,
        claim=claim,
        chain=summarise(hop_facts(hops)) if hops else None,
        entries=entries,
        back=page_url(article, claim.start if claim else 0, claim),
    )


@bp.post("/preview")
@require(Permission.ANNOTATE)
def preview() -> ResponseReturnValue:
    """Markdown as it will be shown."""
    return render_template(
        "annotation/_preview.html", html=render(request.form.get("text", "")[:PREVIEW_LENGTH])
    )


@bp.post("/articles/<uid>/undo")
@require(Permission.ANNOTATE)
def undo(uid: str) -> ResponseReturnValue:
    """Take back the reader's last change on the article, or the change of the event `seq`."""
    viewer, seq = get_viewer(), whole_number("seq")

    def save(session: Session) -> ResponseReturnValue:
        article = articles.lock_article(session, viewer, uid, Permission.ANNOTATE)
        if seq is None:
            event = activity.find_last_change(session, viewer.user, article.id, UNDOABLE)
        else:
            event = activity.get_event(session, seq, article_id=article.id)
            if event.subject not in UNDOABLE:
                raise NotFound(_("There is no such change."))
            if not history.may_undo(session, event, article, viewer):
                raise NotFound(_("There is no such change."))
        if event is None:
            raise NotFound(_("There is nothing of yours to undo here."))
        try:
            undone = undo_change(session, event, actor=viewer.user)
        except Conflict as conflict:
            raise NotFound(conflict.message) from conflict
        return _undone(session, article, undone)

    return saving(viewer, save)


def _undone(session: Session, article: Article, events: list[Event]) -> ResponseReturnValue:
    revision = articles.current_revision(session, article, text=False)
    claims = {event.claim_uid for event in events if event.claim_uid}
    states: list[dict[str, Any]] = []
    for uid in sorted(claims):
        claim = queries.get_claim(session, article, uid)
        segment = articles.find_segment_at(session, revision.id, claim.start)
        if segment:
            blind = is_blind(get_viewer(), article.project)
            shown = sentence(session, article, segment, get_viewer().user, blind=blind)
            states.append(sentence_state(shown))
    at = states[0]["at"] if states else None
    if not wants_json():
        return redirect(page_url(article, at or 0), 303)
    return jsonify(
        saved_at=now().isoformat(),
        change=session.info.get("change"),
        at=at,
        claim=next(iter(sorted(claims)), None),
        sentences=states,
        cuts=any(event.subject == "segmentation" for event in events),
        undone=history.words(events[0], article.project.labels),
    )


def _inspector(article: Article, revision: Revision, words: Mapping[str, Any]) -> Inspector:
    segment = articles.find_segment_at(db, revision.id, whole_number("at") or 0)
    if segment is None:
        segment = articles.find_segment_at(db, revision.id, len(revision.text))
    if segment is None:
        raise NotFound(_("This article has no sentences."))
    return inspect(
        db,
        article,
        revision,
        segment,
        reviewer=get_viewer().user,
        policy=Policy.from_dict(article.project.policy),
        sight=sight_of(get_viewer(), article.project),
        blind=is_blind(get_viewer(), article.project),
        signs_off=get_viewer().may(Permission.SIGN_OFF, article.project_id),
        claim_uid=request.args.get("claim"),
        known=tuple(
            (source.name, source.kind)
            for source in words["known_sources"]
            if source.name and source.is_kind_known
        ),
    )


def _words(article: Article) -> dict[str, Any]:
    """What the templates of the inspector need besides the record itself."""
    locale = get_locale()
    return {
        "forms": forms,
        "rule_words": RULES,
        "may_sign_off": get_viewer().may(Permission.SIGN_OFF, article.project_id),
        "may_manage": get_viewer().may(Permission.MANAGE_PROJECT, article.project_id),
        "verdicts": list(verdict_words(article.project.labels).items()),
        "known_sources": known_sources(db, get_viewer(), article),
        "draw": draw,
        "mirrored": locale is not None and locale.text_direction == "rtl",
        "markdown": render,
    }
