"""Guidelines: read, with what changed since one read them last; written; compared with what they were."""

from __future__ import annotations

from functools import partial

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.adjudication.queries import open_questions
from factcheck.annotation.views.place import whole_number
from factcheck.articles import queries as articles
from factcheck.errors import Conflict, Invalid
from factcheck.evidence.comparing import changes_between
from factcheck.markup import render
from factcheck.projects import queries
from factcheck.projects.models import NOTE_LENGTH
from factcheck.projects.reading import note_later
from factcheck.projects.service.guidelines import GUIDELINES_LENGTH, save_guidelines
from factcheck.projects.views.blueprint import MANAGE, bp, locked_project, shown_project
from factcheck.web import database, db, no_nul, writing


@bp.get("/projects/<uid>/guidelines")
@require(Permission.READ)
def guidelines(uid: str) -> ResponseReturnValue:
    """The guidelines in force."""
    return _read(shown_project(uid, Permission.READ))


@bp.get("/articles/<uid>/guidelines")
@require(Permission.READ)
def guidelines_of_article(uid: str) -> ResponseReturnValue:
    """The guidelines of the article's project, one key away from the workbench."""
    return _read(articles.get_article(db, get_viewer(), uid).project)


@bp.get("/projects/<uid>/guidelines/edit")
@require(MANAGE)
def edit_guidelines(uid: str) -> ResponseReturnValue:
    """The form; with `again`, filled with the text of an older one."""
    project = shown_project(uid)
    number = whole_number("again")
    if number is None:
        return _form(project, project.guidelines, "", project.guidelines_version)
    version = queries.get_version(db, project.id, number)
    return _form(
        project,
        version.text,
        _("Version %(number)s again", number=number),
        project.guidelines_version,
    )


@bp.post("/projects/<uid>/guidelines")
@require(MANAGE)
def save(uid: str) -> ResponseReturnValue:
    """Put a text in force as a new version; on a refusal everything that was typed comes back."""
    text, note = (no_nul(request.form.get(name)) or "" for name in ("guidelines", "note"))
    seen = whole_number("seen") or 0
    try:
        with writing() as session:
            project = locked_project(session, uid)
            made = save_guidelines(session, project, actor=get_viewer().user, text=text, note=note, seen=seen)
            number = project.guidelines_version
    except Invalid as fault:
        return _form(shown_project(uid), text, note, seen, fault=fault.message), 422
    except Conflict as conflict:
        project, now = shown_project(uid), conflict.version or 0
        return _form(project, text, note, now, fault=conflict.message, theirs=str(conflict.theirs)), 409
    flash(_("Saved as version %(number)s.", number=number) if made else _("Nothing was changed."))
    return redirect(url_for("projects.guidelines", uid=uid, saved=number), 303)


@bp.get("/projects/<uid>/guidelines/history")
@require(Permission.READ)
def guidelines_history(uid: str) -> ResponseReturnValue:
    """All versions; `from` and `to` say which two are compared, by default the newest and the one before."""
    project = shown_project(uid, Permission.READ)
    versions = queries.versions_of(db, project.id)
    new, old = whole_number("to"), whole_number("from")
    new = project.guidelines_version if new is None else new
    old = max(new - 1, 0) if old is None else old
    texts = {version.number: version.text for version in versions} | {0: ""}
    comparable = new in texts and old in texts
    return render_template(
        "projects/guidelines_history.html",
        project=project,
        versions=versions,
        new=new,
        old=old,
        changes=changes_between(texts[old], texts[new]) if comparable else None,
    )


def _read(project: Project) -> ResponseReturnValue:
    viewer = get_viewer()
    present = project.guidelines_version
    read = queries.version_read(db, project.id, viewer.user.id)
    before = queries.find_version(db, project.id, read) if 0 < read < present else None
    response = make_response(
        render_template(
            "projects/guidelines.html",
            project=project,
            html=render(project.guidelines),
            version=queries.find_version(db, project.id, present),
            before=before,
            changes=changes_between(before.text, project.guidelines) if before else None,
            markdown=render,
            questions=open_questions(db, viewer, project),
        )
    )
    if read < present:
        response.call_on_close(partial(note_later, database(), project.id, viewer.user.id, present))
    return response


def _form(project: Project, text: str, note: str, seen: int, *, fault: str = "", theirs: str = "") -> str:
    return render_template(
        "projects/guidelines_edit.html",
        project=project,
        text=text,
        note=note,
        seen=seen,
        fault=fault,
        theirs=theirs,
        limits={"text": GUIDELINES_LENGTH, "note": NOTE_LENGTH},
    )
