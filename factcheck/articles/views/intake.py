"""How an article comes in: paste or file, a look at how it will be cut, and then it is frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import current
from factcheck.accounts.access import Viewer, get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import KEY_HEADER, saving
from factcheck.articles import intake, queries, service
from factcheck.articles.decoding import MAX_BYTES, MAX_CHARACTERS
from factcheck.articles.fields import as_moment
from factcheck.articles.forms import IntakeForm, PreviewForm, details_in
from factcheck.articles.intake import Proof, new_key
from factcheck.articles.labels import REMARKS, SEGMENT_KINDS
from factcheck.articles.languages import detect
from factcheck.articles.models import Origin
from factcheck.articles.readers import Reading, read, read_plain
from factcheck.articles.views.blueprint import bp
from factcheck.errors import Invalid
from factcheck.web import db, no_nul, wants_fragment

SELECTS = 400
"""So many lines of a preview have a choice of their kind; the others show it, and are mended on the workbench."""
DONE_COOKIE = "intake_done"
DONE_SECONDS = 7 * 24 * 3600


@bp.get("/articles/new")
@require(Permission.IMPORT)
def new() -> ResponseReturnValue:
    """The page to paste a text or choose a file."""
    wanted = no_nul(request.args.get("project"))
    return _intake(IntakeForm(formdata=None, data={"idempotency_key": new_key(), "project": wanted}))


@bp.post("/articles/new")
@require(Permission.IMPORT)
def read_in() -> ResponseReturnValue:
    """Read what was pasted or uploaded, and show how it will be cut."""
    form = IntakeForm()
    valid = form.validate()
    try:
        reading = _read(form)
        lang = form.lang.data or reading.lang or detect(reading.text)
        notice = "" if lang else _("The language could not be told: please choose it.")
        lang = lang or _usual_language(form)
        proof = intake.prove(reading.text, lang)
    except Invalid as error:
        field = form.file if form.file.data else form.text
        field.errors = [*field.errors, error.message]
        return _intake(form), 422
    if not valid:
        return _intake(form), 422
    details: dict[str, Any] = details_in(reading)
    details |= {
        "title": form.title.data or details["title"],
        "published_at": as_moment(reading.published_at),
        "lang": lang,
        "text": proof.text,
        "origin": reading.origin,
        "idempotency_key": form.idempotency_key.data or new_key(),
        "project": form.project.data,
    }
    return _preview(PreviewForm(formdata=None, data=details), proof, notice)


@bp.post("/articles/preview")
@require(Permission.IMPORT)
def preview() -> ResponseReturnValue:
    """Cut the text of the preview again, in the language and with the kinds that are chosen there."""
    form = PreviewForm()
    valid = form.validate()
    proof = _prove(form)
    if proof is None:
        return _back_to_text(form), 422
    return _preview(form, proof), 200 if valid else 422


@bp.post("/articles")
@require(Permission.IMPORT)
def create() -> ResponseReturnValue:
    """Freeze the text as revision 1 and open it. What was changed but not yet shown is shown first."""
    form, viewer = PreviewForm(), get_viewer()
    valid = form.validate()
    proof = _prove(form)
    if proof is None:
        return _back_to_text(form), 422
    if not valid:
        return _preview(form, proof), 422
    if form.shown.data != proof.mark:
        words = _("The text or its language was changed: look it through as it is cut now.")
        return _preview(form, proof, words), 422
    try:
        response = make_response(saving(viewer, lambda session: _create(session, viewer, form, proof)))
    except Invalid as error:
        if error.field != KEY_HEADER:
            raise
        form.idempotency_key.data = new_key()
        words = _("An article was brought in from this page before; it is on the desk. Create another one?")
        return _preview(form, proof, words), 422
    response.set_cookie(
        DONE_COOKIE, form.idempotency_key.data or "", DONE_SECONDS, path="/articles", samesite="Lax"
    )
    return response


def _create(session: Session, viewer: Viewer, form: PreviewForm, proof: Proof) -> ResponseReturnValue:
    project = queries.get_intake_project(session, viewer, form.project.data or current.get_current().uid)
    article = service.create_article(
        session,
        project,
        actor=viewer.user,
        text=proof.text,
        cuts=proof.cuts,
        origin=form.chosen_origin(),
        **form.values(),
    )
    return redirect(url_for("annotation.workbench", uid=article.uid), 303)


def _usual_language(form: IntakeForm) -> str:
    """The language that the desk works in."""
    project = queries.get_intake_project(db, get_viewer(), form.project.data or current.get_current().uid)
    return project.lang


def _read(form: IntakeForm) -> Reading:
    upload, pasted = form.file.data, form.text.data or ""
    if not upload:
        return replace(read_plain(pasted), origin=Origin.PASTE)
    if pasted.strip():
        raise Invalid(
            _("There is a text in the box as well. Empty it to use the file, or choose no file."), "file"
        )
    return read(upload.read(MAX_BYTES + 1), upload.filename or "")


def _prove(form: PreviewForm) -> Proof | None:
    try:
        return intake.prove(form.text.data or "", form.lang.data or "", intake.chosen_kinds(request.form))
    except Invalid as error:
        form.text.errors = [*form.text.errors, error.message]
        return None


def _intake(form: IntakeForm) -> str:
    project = current.choose(form.project.data or "") or current.get_current()
    get_viewer().check(Permission.IMPORT, project.id)
    form.project.data = project.uid
    return render_template(
        "articles/new.html", form=form, characters=MAX_CHARACTERS, megabytes=MAX_BYTES // 1_000_000
    )


def _back_to_text(preview: PreviewForm) -> str:
    """The first page again, with the text that the preview could not show and what went wrong with it."""
    if wants_fragment():
        return render_template("articles/_refused.html", messages=preview.text.errors)
    kept = {name: preview[name].data for name in ("text", "title", "lang", "idempotency_key", "project")}
    form = IntakeForm(formdata=None, data=kept)
    form.text.errors = preview.text.errors
    return _intake(form)


def _preview(form: PreviewForm, proof: Proof, notice: str = "") -> str:
    project = queries.get_intake_project(db, get_viewer(), form.project.data or current.get_current().uid)
    current.enter(project)
    form.project.data = project.uid
    return render_template(
        "articles/_preview.html" if wants_fragment() else "articles/preview.html",
        form=form,
        proof=proof,
        notice=notice,
        same=queries.find_same_text(db, project, proof.sha256),
        kinds=SEGMENT_KINDS,
        remark_words=REMARKS,
        selects=SELECTS,
    )
