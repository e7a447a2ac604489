"""What is given out in a project, who is free, and giving it out."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter, get_current
from factcheck.accounts.members import people_of
from factcheck.accounts.models import Project, User
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries as annotation
from factcheck.annotation.labels import PRIORITIES
from factcheck.annotation.models import Assignment
from factcheck.annotation.views.place import whole_number
from factcheck.articles import queries as articles
from factcheck.assignments.choosing import articles_to_give, claims_to_give
from factcheck.assignments.forms import TermsForm
from factcheck.assignments.labels import SHOWS
from factcheck.assignments.queries import get_assignment, given_in, loads
from factcheck.assignments.service import giving
from factcheck.assignments.states import Show
from factcheck.assignments.views.blueprint import bp
from factcheck.errors import Conflict, Invalid
from factcheck.web import db, no_nul, writing

ASSIGN = Permission.ASSIGN
MOST = 100
"""So many articles or claims are given out at once."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the form was sent with."""

    items: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    everybody: bool = False


@bp.get("/projects/work")
@require(ASSIGN)
def home_given() -> ResponseReturnValue:
    """On to what is given out in the project that the reader is in."""
    return redirect(url_for("assignments.given", uid=get_current().uid), 303)


@bp.get("/projects/<uid>/work")
@require(ASSIGN)
def given(uid: str) -> ResponseReturnValue:
    """Who has what, and who is free; 400 for a list that there is not."""
    project = _project(uid)
    show, person = request.args.get("show", Show.OUT.value), request.args.get("person", "")
    if show not in set(Show):
        abort(400)
    people = loads(db, project)
    chosen = next((load.user for load in people if load.user.uid == person), None)
    return render_template(
        "assignments/given.html",
        project=project,
        found=given_in(db, project, Show(show), whole_number("page") or 1, chosen),
        shows=SHOWS,
        people=people,
        chosen=chosen,
    )


@bp.get("/projects/<uid>/work/give")
@require(ASSIGN)
def choose(uid: str) -> ResponseReturnValue:
    """Choose articles, or claims of the article that `article` names, and whom they go to."""
    return _page(uid, TermsForm(formdata=None), Ticked())


@bp.post("/projects/<uid>/work/give")
@require(ASSIGN)
def give(uid: str) -> ResponseReturnValue:
    """Give them out; on a refusal the page comes back with everything that was typed and ticked."""
    form = TermsForm()
    ticked = Ticked(
        tuple(dict.fromkeys(request.form.getlist("item"))),
        frozenset(request.form.getlist("person")),
        request.form.get("how") == "everybody",
    )
    if not form.validate():
        return _page(uid, form, ticked), 422
    if not ticked.items:
        return _page(uid, form, ticked, fault=_("Tick what is to be checked.")), 422
    if len(ticked.items) > MOST:
        return _page(uid, form, ticked, fault=_("Give out at most %(n)d at once.", n=MOST)), 422
    try:
        with writing() as session:
            made = _give(session, uid, form, ticked)
    except Invalid as fault:
        return _page(uid, form, ticked, fault=fault.message), 422
    if not made:
        return _page(uid, form, ticked, fault=_("They have it already, or have handed it in.")), 409
    flash(ngettext("%(num)d was given out.", "%(num)d were given out.", len(made)))
    show = Show.OUT if ticked.people else Show.POOL
    return redirect(url_for("assignments.given", uid=uid, show=show), 303)


@bp.get("/assignments/<uid>")
@require(ASSIGN)
def assignment(uid: str) -> ResponseReturnValue:
    """One assignment: to whom, by when, how urgent."""
    found = _found(db, uid, reading=True)
    form = TermsForm(formdata=None, due_at=found.due_at, priority=found.priority, note=found.note)
    return _assignment_page(found, form)


@bp.post("/assignments/<uid>")
@require(ASSIGN)
def change(uid: str) -> ResponseReturnValue:
    """Give it to somebody else, or on other terms."""
    form, person = TermsForm(), request.form.get("person", "")
    if not form.validate():
        return _assignment_page(_found(db, uid, reading=True), form, person), 422
    try:
        with writing() as session:
            found = _found(session, uid)
            reviewer = _person(session, found.article.project, person) if person else None
            giving.change(session, found, reviewer, form.terms(), actor=get_viewer().user)
            project = found.article.project.uid
    except Invalid as fault:
        return _assignment_page(_found(db, uid, reading=True), form, person, fault.message), 422
    except Conflict as conflict:
        return _assignment_page(_found(db, uid, reading=True), form, person, conflict.message), 409
    flash(_("Saved."))
    return redirect(url_for("assignments.given", uid=project, show=Show.OUT if person else Show.POOL), 303)


@bp.post("/assignments/<uid>/withdraw")
@require(ASSIGN)
def withdraw(uid: str) -> ResponseReturnValue:
    """Nobody has to do it any more."""
    try:
        with writing() as session:
            found = _found(session, uid)
            project = found.article.project.uid
            giving.withdraw(session, found, actor=get_viewer().user)
    except Conflict as conflict:
        form = TermsForm(formdata=None)
        return _assignment_page(_found(db, uid, reading=True), form, fault=conflict.message), 409
    flash(_("It was taken back. Records on it stay."))
    return redirect(url_for("assignments.given", uid=project), 303)


def _give(session: Session, uid: str, form: TermsForm, ticked: Ticked) -> list[Assignment]:
    viewer = get_viewer()
    project = accounts.get_project(session, uid)
    viewer.check(ASSIGN, project)
    people = [load.user for load in loads(session, project) if load.user.uid in ticked.people]
    if len(people) < len(ticked.people):
        raise Invalid(_("Somebody whom you ticked does not belong to this project any more."))
    items: list[giving.Item] = []
    # In one order, so that two leads who give out the same articles do not wait for each other in a circle.
    for item in sorted(ticked.items, key=lambda item: item.partition("/")[0]):
        article_uid, _slash, claim_uid = item.partition("/")
        article = articles.lock_article(session, viewer, article_uid, ASSIGN)
        if article.project_id != project.id:
            raise Invalid(_("An article that you ticked is not in this project any more."))
        claim = annotation.get_claim(session, article, claim_uid) if claim_uid else None
        if claim is not None and claim.removed_at is not None:
            raise Invalid(_("A claim that you ticked was removed meanwhile."))
        items.append((article, claim))
    return giving.give(session, items, people, form.terms(), actor=viewer.user, everybody=ticked.everybody)


def _project(uid: str) -> Project:
    project = accounts.get_project(db, uid)
    get_viewer().check(ASSIGN, project, reading=True)
    enter(project)
    return project


def _page(uid: str, form: TermsForm, ticked: Ticked, *, fault: str = "") -> str:
    project, wanted = _project(uid), request.values.get("article", "")
    article = articles.get_article(db, get_viewer(), wanted, ASSIGN) if wanted else None
    if article is not None and article.project_id != project.id:
        abort(404)
    q = (no_nul(request.values.get("q")) or "").strip()
    return render_template(
        "assignments/give.html",
        project=project,
        article=article,
        claims=claims_to_give(db, article) if article else (),
        articles=() if article else articles_to_give(db, project, q),
        q=q,
        people=loads(db, project),
        form=form,
        ticked=ticked,
        priorities=PRIORITIES,
        fault=fault,
    )


def _found(session: Session, uid: str, *, reading: bool = False) -> Assignment:
    found = get_assignment(session, uid, lock=not reading)
    get_viewer().check(ASSIGN, found.article.project, reading=reading)
    return found


def _assignment_page(found: Assignment, form: TermsForm, person: str | None = None, fault: str = "") -> str:
    project = found.article.project
    enter(project)
    return render_template(
        "assignments/assignment.html",
        project=project,
        assignment=found,
        words=claims_to_give(db, found.article, only=found.claim)[0].words if found.claim else "",
        people=people_of(db, project),
        person=(found.reviewer.uid if found.reviewer else "") if person is None else person,
        form=form,
        fault=fault,
    )


def _person(session: Session, project: Project, uid: str) -> User:
    for user in people_of(session, project):
        if user.uid == uid:
            return user
    raise Invalid(_("This person does not belong to the project."))
