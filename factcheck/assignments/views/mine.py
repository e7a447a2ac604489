"""My work: what is mine to check, taking the next, being done, giving back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import get_current
from factcheck.accounts.permissions import Permission
from factcheck.annotation.keys import bindings
from factcheck.annotation.models import Assignment
from factcheck.annotation.verdict_words import verdict_words
from factcheck.assignments.queries import desk_of, get_assignment
from factcheck.assignments.service import taking
from factcheck.assignments.views.blueprint import bp
from factcheck.errors import Conflict, NotFound
from factcheck.markup import render
from factcheck.web import db, writing


@bp.get("/work")
@require(Permission.ANNOTATE)
def my_work() -> ResponseReturnValue:
    """What the reader has to do in the project that they are in: sent back, due, begun, disputed."""
    viewer = get_viewer()
    project = accounts.get_project(db, get_current().uid)
    own = bindings(viewer.user.preferences)
    return render_template(
        "assignments/mine.html",
        project=project,
        work=desk_of(db, project, viewer.user),
        may_take=viewer.may(Permission.ANNOTATE, project.id),
        verdicts=verdict_words(project.labels),
        markdown=render,
        keys={"single": own["single"], "next": own["keys"]["next"], "previous": own["keys"]["previous"]},
    )


@bp.post("/work/next")
@require(Permission.ANNOTATE)
def take() -> ResponseReturnValue:
    """Take the next piece of work and go to it."""
    viewer, here = get_viewer(), get_current()
    with writing() as session:
        project = accounts.get_project(session, here.uid, lock=True)
        viewer.check(Permission.ANNOTATE, project)
        taken = taking.take_next(session, project, actor=viewer.user)
        target = _place(session, taken) if taken else None
    if target is None:
        flash(_("There is nothing to take just now."))
        return redirect(url_for("assignments.my_work"), 303)
    return redirect(target, 303)


@bp.post("/work/<uid>/done")
@require(Permission.ANNOTATE)
def done(uid: str) -> ResponseReturnValue:
    """The reader is done with an article."""
    return _act(uid, taking.finish, _("Done. A lead may send it back."))


@bp.post("/work/<uid>/resume")
@require(Permission.ANNOTATE)
def resume(uid: str) -> ResponseReturnValue:
    """Not done with it after all."""
    return _act(uid, taking.resume, _("It is among your work again."))


@bp.post("/work/<uid>/give-back")
@require(Permission.ANNOTATE)
def give_back(uid: str) -> ResponseReturnValue:
    """Put it back into the pool."""
    return _act(uid, taking.give_back, _("It is in the pool again. What you wrote on it is kept."))


def _act(uid: str, act: Callable[..., object], said: str) -> ResponseReturnValue:
    viewer = get_viewer()
    try:
        with writing() as session:
            assignment = get_assignment(session, uid, lock=True)
            viewer.check(Permission.ANNOTATE, assignment.article.project)
            if viewer.user.id not in (assignment.reviewer_id, assignment.returned_by_id):
                raise NotFound(_("There is no such work, or it is not yours to see."))
            act(session, assignment, actor=viewer.user)
        flash(said)
    except Conflict as conflict:
        flash(conflict.message, "error")
    return redirect(url_for("assignments.my_work"), 303)


def _place(session: Session, taken: Assignment) -> str:
    """The workbench at what was taken."""
    found = get_assignment(session, taken.uid)
    claim = found.claim
    return url_for(
        "annotation.workbench",
        uid=found.article.uid,
        at=claim.start if claim else None,
        claim=claim.uid if claim else None,
        _anchor=f"s{claim.start}" if claim else None,
    )
