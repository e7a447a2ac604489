"""The discussions of a claim: a page, and a dialog of the workbench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.members import people_of
from factcheck.accounts.models import User
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries as annotation
from factcheck.annotation.inspector import words_of
from factcheck.annotation.models import Claim
from factcheck.annotation.views.place import page_url
from factcheck.annotation.visibility import get_known_claim, is_revealed, sight_of
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.discussion import queries, service
from factcheck.discussion.models import COMMENT_LENGTH
from factcheck.discussion.views.blueprint import bp
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.markup import render
from factcheck.web import db, no_nul, writing

PATH = "/articles/<uid>/claims/<claim_uid>/discussion"
SPEAK = Permission.ANNOTATE


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form was sent with: `where` is the uid of what it belongs to, empty for a new discussion."""

    where: str = ""
    text: str = ""
    fault: str = ""


@bp.get(PATH)
@require(Permission.READ)
def threads(uid: str, claim_uid: str) -> ResponseReturnValue:
    """What was said about the claim: for whom its records are open."""
    return _page(uid, claim_uid)


@bp.post(PATH)
@require(SPEAK)
def start(uid: str, claim_uid: str) -> ResponseReturnValue:
    """Begin a discussion."""

    def act(session: Session, article: Article, claim: Claim, actor: User, text: str) -> object:
        return service.start(session, article, claim, text, actor=actor)

    return _act(uid, claim_uid, "", act)


@bp.post(f"{PATH}/<thread_uid>")
@require(SPEAK)
def answer(uid: str, claim_uid: str, thread_uid: str) -> ResponseReturnValue:
    """Say something in a discussion."""

    def act(session: Session, article: Article, claim: Claim, actor: User, text: str) -> object:
        thread = queries.get_thread(session, claim, thread_uid)
        return service.answer(session, article, claim, thread, text, actor=actor)

    return _act(uid, claim_uid, thread_uid, act)


@bp.post(f"{PATH}/<thread_uid>/resolve")
@require(SPEAK)
def resolve(uid: str, claim_uid: str, thread_uid: str) -> ResponseReturnValue:
    """Settle a discussion, or with `open` open it again."""

    def act(session: Session, article: Article, claim: Claim, actor: User, _text: str) -> object:
        thread = queries.get_thread(session, claim, thread_uid)
        resolved = "open" not in request.form
        return service.set_resolved(session, article, claim, thread, actor=actor, resolved=resolved)

    return _act(uid, claim_uid, thread_uid, act)


@bp.post(f"{PATH}/comments/<comment_uid>")
@require(SPEAK)
def edit(uid: str, claim_uid: str, comment_uid: str) -> ResponseReturnValue:
    """Change what one said."""
    version = request.form.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0

    def act(session: Session, article: Article, claim: Claim, actor: User, text: str) -> object:
        comment = queries.get_comment(session, claim, comment_uid)
        return service.edit(session, article, claim, comment, text, actor=actor, version=seen)

    return _act(uid, claim_uid, comment_uid, act)


@bp.post(f"{PATH}/comments/<comment_uid>/remove")
@require(SPEAK)
def take_back(uid: str, claim_uid: str, comment_uid: str) -> ResponseReturnValue:
    """Take back what one said."""

    def act(session: Session, article: Article, claim: Claim, actor: User, _text: str) -> object:
        comment = queries.get_comment(session, claim, comment_uid)
        return service.take_back(session, article, claim, comment, actor=actor)

    return _act(uid, claim_uid, comment_uid, act)


Act = Callable[[Session, Article, Claim, User, str], object]


def _act(uid: str, claim_uid: str, where: str, act: Act) -> ResponseReturnValue:
    """Do it and show what has become of the discussions; a refusal shows what was typed, at its place."""
    viewer, text = get_viewer(), no_nul(request.form.get("text")) or ""
    try:
        with writing() as session:
            article = articles.lock_article(session, viewer, uid, SPEAK)
            claim = _open_claim(session, article, claim_uid)
            act(session, article, claim, viewer.user, text)
    except Invalid as fault:
        return _page(uid, claim_uid, Typed(where, text, fault.message)), 422
    except Conflict as conflict:
        return _page(uid, claim_uid, Typed(where, text, conflict.message)), 409
    return redirect(url_for("discussion.threads", uid=uid, claim_uid=claim_uid), 303)


def _page(uid: str, claim_uid: str, typed: Typed | None = None) -> str:
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    enter(article.project)
    claim = _open_claim(db, article, claim_uid)
    return render_template(
        "discussion/threads.html",
        article=article,
        claim=claim,
        words=claim.text or words_of(articles.current_revision(db, article), claim),
        threads=queries.threads_on(db, claim),
        may_speak=viewer.may(SPEAK, article.project_id),
        me=viewer.user.id,
        people=[user.name for user in people_of(db, article.project) if user.id != viewer.user.id],
        back=page_url(article, claim.start, claim),
        markdown=render,
        typed=typed or Typed(),
        limit=COMMENT_LENGTH,
    )


def _open_claim(session: Session, article: Article, uid: str) -> Claim:
    """The claim, where its records are open to the reader; raises NotFound."""
    viewer = get_viewer()
    claim = get_known_claim(session, viewer, article, uid)
    if claim.removed_at is not None or not is_revealed(session, claim, sight_of(viewer, article.project)):
        raise NotFound(annotation.no_such_claim())
    return claim
