"""What there is to decide in a project, and adopting together what all records agree on."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import Viewer, get_viewer, require
from factcheck.accounts.current import enter, get_current
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.adjudication.labels import CALLS
from factcheck.adjudication.outcomes import Call
from factcheck.adjudication.queries import parts_on, submitted_on
from factcheck.adjudication.queue import PAGE_SIZE, queue, settled
from factcheck.adjudication.service.decisions import Decision, by_default, decide
from factcheck.adjudication.views.blueprint import bp
from factcheck.annotation import queries as annotation
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.views.place import whole_number
from factcheck.articles import queries as articles
from factcheck.errors import Conflict, Invalid, NotAllowed, NotFound
from factcheck.web import db, writing


@bp.get("/decisions")
@require(Permission.DECIDE)
def home_decisions() -> ResponseReturnValue:
    """On to what there is to decide in the project that the reader is in."""
    return redirect(url_for("adjudication.decisions", uid=get_current().uid, show=asked_for()), 303)


@bp.get("/projects/<uid>/decisions")
@require(Permission.DECIDE)
def decisions(uid: str) -> ResponseReturnValue:
    """The claims that call for what `show` names (by default those on which records differ); 400 for anything else."""
    viewer, project = get_viewer(), _project(uid)
    found = queue(db, project, viewer.user, asked_for(), whole_number("page") or 1)
    return render_template(
        "adjudication/queue.html",
        project=project,
        found=found,
        calls=CALLS,
        together=list(settled(found.rows)) if found.call is Call.AGREE and not project.archived_at else [],
        verdicts=verdict_words(project.labels),
    )


@bp.post("/projects/<uid>/decisions")
@require(Permission.DECIDE)
def adopt(uid: str) -> ResponseReturnValue:
    """Adopt what all records say on each claim that `claim` names, if it is still what the reader looked at."""
    viewer = get_viewer()
    wanted = list(dict.fromkeys(request.form.getlist("claim")))[:PAGE_SIZE]
    if not wanted:
        flash(_("Tick the claims that you have looked at first."), "error")
        return redirect(url_for("adjudication.decisions", uid=uid, show=Call.AGREE), 303)
    with writing() as session:
        project = accounts.get_project(session, uid)
        viewer.check(Permission.DECIDE, project)
        adopted = sum(_adopt(session, viewer, project, claim) for claim in wanted)
    if adopted:
        flash(ngettext("%(num)d claim was decided.", "%(num)d claims were decided.", adopted))
    if adopted < len(wanted):
        left = len(wanted) - adopted
        flash(
            ngettext(
                "%(num)d claim has changed since you opened the page and was left as it is.",
                "%(num)d claims have changed since you opened the page and were left as they are.",
                left,
            ),
            "error",
        )
    return redirect(url_for("adjudication.decisions", uid=uid, show=Call.AGREE), 303)


def asked_for() -> Call:
    """What the address asks for; 400 for what is not in the list."""
    given = request.values.get("show", "")
    if given and given not in set(Call):
        abort(400)
    return Call(given) if given else Call.DIFFER


def _project(uid: str) -> Project:
    project = accounts.get_project(db, uid)
    get_viewer().check(Permission.DECIDE, project, reading=True)
    enter(project)
    return project


def _adopt(session: Session, viewer: Viewer, project: Project, named: str) -> bool:
    """Decide one claim as its records say, where that can be done; `named`: its article's uid and its own."""
    article_uid, _slash, claim_uid = named.partition("/")
    try:
        article = articles.lock_article(session, viewer, article_uid, Permission.DECIDE)
        claim = annotation.get_claim(session, article, claim_uid)
        records = submitted_on(session, claim)
        verdicts = {each.verdict for each in records}
        if article.project_id != project.id or claim.removed_at or len(verdicts) != 1:
            return False
        evidence, hops = by_default(records, parts_on(session, records))
        decision = Decision("verdict", records[0].verdict, evidence=evidence, hops=hops)
        decide(session, article, claim, decision, actor=viewer.user, seen=_seen(claim_uid))
    except (Conflict, Invalid, NotAllowed, NotFound):
        return False
    return True


def _seen(claim_uid: str) -> dict[str, int]:
    """The records that the form says were looked at: `uid:version` each."""
    given = (each.partition(":") for each in request.form.getlist(f"seen-{claim_uid}"))
    return {uid: int(version) for uid, _colon, version in given if version.isdecimal() and len(version) < 9}
