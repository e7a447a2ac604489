"""One claim side by side, deciding it, and opening a decision again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.permissions import Permission
from factcheck.adjudication import queries
from factcheck.adjudication.labels import OUTCOMES
from factcheck.adjudication.outcomes import Outcome, may_decide_own
from factcheck.adjudication.queue import after
from factcheck.adjudication.service import decisions as service
from factcheck.adjudication.sides import sides_of
from factcheck.adjudication.views.blueprint import bp
from factcheck.adjudication.views.queue import asked_for
from factcheck.annotation import queries as annotation
from factcheck.annotation.inspector import words_of
from factcheck.annotation.keys import bindings
from factcheck.annotation.labels import CONFIDENCES, FLAGS
from factcheck.annotation.models import TEXT_LENGTH, Claim
from factcheck.annotation.strip import draw
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Verdict
from factcheck.annotation.visibility import get_known_claim
from factcheck.articles import queries as articles
from factcheck.articles.languages import direction
from factcheck.articles.models import Article
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.markup import render
from factcheck.web import db, no_nul, writing


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form was sent with; empty for a page that is opened."""

    choice: str = ""
    flags: frozenset[str] = frozenset()
    rationale: str = ""
    evidence: frozenset[str] = frozenset()
    hops: frozenset[str] = frozenset()
    adopt: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)


@bp.get("/articles/<uid>/claims/<claim_uid>/decision")
@require(Permission.READ)
def decision(uid: str, claim_uid: str) -> ResponseReturnValue:
    """The records on a claim side by side, and what was decided: for leads, and for everybody once it is."""
    return _page(uid, claim_uid)


@bp.post("/articles/<uid>/claims/<claim_uid>/decision")
@require(Permission.DECIDE)
def decide(uid: str, claim_uid: str) -> ResponseReturnValue:
    """Decide it, and go on to the next; on a refusal the page comes back with everything that was typed."""
    viewer, call, typed = get_viewer(), asked_for(), _typed()
    try:
        with writing() as session:
            article = articles.lock_article(session, viewer, uid, Permission.DECIDE)
            claim = annotation.get_claim(session, article, claim_uid)
            if claim.removed_at:
                raise NotFound(annotation.no_such_claim())
            following = after(session, article.project, viewer.user, call, claim)
            chosen = _decision(session, claim, typed)
            service.decide(session, article, claim, chosen, actor=viewer.user, seen=typed.seen)
            project = article.project.uid
    except Invalid as fault:
        return _page(uid, claim_uid, typed, fault=fault.message), 422
    except Conflict as conflict:
        return _page(uid, claim_uid, typed, fault=conflict.message), 409
    done = f"{uid}/{claim_uid}"
    if following is None:
        return redirect(url_for("adjudication.decisions", uid=project, show=call, decided=done), 303)
    article_uid, claim_uid = following
    return redirect(
        url_for("adjudication.decision", uid=article_uid, claim_uid=claim_uid, show=call, decided=done), 303
    )


@bp.post("/articles/<uid>/claims/<claim_uid>/decision/reopen")
@require(Permission.DECIDE)
def reopen(uid: str, claim_uid: str) -> ResponseReturnValue:
    """Open a decided claim again, with a reason. The decision is kept."""
    why = no_nul(request.form.get("why")) or ""
    try:
        with writing() as session:
            article = articles.lock_article(session, get_viewer(), uid, Permission.DECIDE)
            claim = annotation.get_claim(session, article, claim_uid)
            service.reopen(session, article, claim, actor=get_viewer().user, why=why)
    except Invalid as fault:
        return _page(uid, claim_uid, why=why, fault=fault.message), 422
    flash(_("The claim is open again. What was decided is kept below."))
    return redirect(url_for("adjudication.decision", uid=uid, claim_uid=claim_uid), 303)


@bp.post("/articles/<uid>/claims/<claim_uid>/decision/undo")
@require(Permission.DECIDE)
def take_back(uid: str, claim_uid: str) -> ResponseReturnValue:
    """Take back what the reader has just decided, without a reason."""
    with writing() as session:
        article = articles.lock_article(session, get_viewer(), uid, Permission.DECIDE)
        claim = annotation.get_claim(session, article, claim_uid)
        service.take_back(session, claim, actor=get_viewer().user)
    return redirect(url_for("adjudication.decision", uid=uid, claim_uid=claim_uid, show=asked_for()), 303)


@bp.post("/projects/<uid>/questions/<question_uid>/settle")
@require(Permission.MANAGE_PROJECT)
def settle(uid: str, question_uid: str) -> ResponseReturnValue:
    """The guidelines answer a question now: it leaves their page."""
    with writing() as session:
        project = accounts.get_project(session, uid, lock=True)
        get_viewer().check(Permission.MANAGE_PROJECT, project)
        service.settle_question(session, project, question_uid, actor=get_viewer().user)
    flash(_("The question is settled. Its claim still has to be decided."))
    return redirect(url_for("projects.guidelines", uid=uid), 303)


def _typed() -> Typed:
    form = request.form
    seen = (each.partition(":") for each in form.getlist("looked"))
    return Typed(
        choice=no_nul(form.get("choice")) or "",
        flags=frozenset(form.getlist("flags")),
        rationale=no_nul(form.get("rationale")) or "",
        evidence=frozenset(form.getlist("evidence")),
        hops=frozenset(form.getlist("hops")),
        adopt=form.get("adopt", ""),
        seen={uid: int(version) for uid, _colon, version in seen if version.isdecimal() and len(version) < 9},
    )


def _decision(session: Session, claim: Claim, typed: Typed) -> service.Decision:
    """What the form wants: a record adopted with all that is on it and what was ticked besides, or a choice."""
    if typed.adopt:
        records = queries.submitted_on(session, claim)
        adopted = next((each for each in records if each.uid == typed.adopt), None)
        if adopted is None or adopted.verdict is None:
            raise Conflict(_("This record is not handed in any more. Look at the page once more."))
        parts = queries.parts_on(session, records)
        return service.Decision(
            Outcome.VERDICT,
            adopted.verdict,
            adopted.flags,
            typed.rationale,
            typed.evidence | set(parts.evidence_by.get(adopted.id, ())),
            typed.hops | set(parts.hops_by.get(adopted.id, ())),
        )
    outcome, verdict = typed.choice, None
    if typed.choice in set(Verdict):
        outcome, verdict = Outcome.VERDICT, typed.choice
    return service.Decision(outcome, verdict, typed.flags, typed.rationale, typed.evidence, typed.hops)


def _page(uid: str, claim_uid: str, typed: Typed | None = None, *, why: str = "", fault: str = "") -> str:
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    enter(article.project)
    claim = get_known_claim(db, viewer, article, claim_uid)
    decides = viewer.holds(Permission.DECIDE, article.project_id)
    if claim.removed_at or not (decides or claim.decided_at):
        raise NotFound(annotation.no_such_claim())
    records = queries.submitted_on(db, claim)
    made = queries.decisions_on(db, claim)
    own = any(each.reviewer_id == viewer.user.id and each.verdict for each in records)
    standing = next((each for each in made if each.reopened_at is None), None)
    return render_template(
        "adjudication/decision.html",
        article=article,
        project=article.project,
        claim=claim,
        words=words_of(articles.current_revision(db, article), claim),
        sides=sides_of(db, records),
        standing=standing,
        aside=standing is not None and not Outcome(standing.outcome).settles,
        earlier=[each for each in made if each.reopened_at is not None] if decides else [],
        taken=_taken(standing),
        decides=viewer.may(Permission.DECIDE, article.project_id),
        is_own=own and not may_decide_own(article.project.policy),
        following=after(db, article.project, viewer.user, asked_for(), claim) if decides else None,
        show=asked_for(),
        typed=typed or Typed(),
        why=why,
        fault=fault,
        limit=TEXT_LENGTH,
        **_words(article),
    )


def _taken(standing: Any) -> frozenset[str]:
    return frozenset([*standing.evidence, *standing.hops]) if standing else frozenset()


def _words(article: Article) -> dict[str, Any]:
    locale, own = get_locale(), bindings(get_viewer().user.preferences)
    return {
        "verdicts": verdict_words(article.project.labels),
        "outcomes": OUTCOMES,
        "flags": FLAGS,
        "confidences": CONFIDENCES,
        "direction": direction(article.lang),
        "markdown": render,
        "draw": draw,
        "mirrored": locale is not None and locale.text_direction == "rtl",
        "keys": {"single": own["single"], "next": own["keys"]["next"], "previous": own["keys"]["previous"]},
    }
