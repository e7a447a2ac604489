"""A source's page: who it is, what rests on it, and the forms that change it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.activity.models import Event
from factcheck.activity.service import undo
from factcheck.annotation.forms import name_of
from factcheck.errors import Conflict, FactcheckError, Invalid
from factcheck.refusals import STATUS
from factcheck.sources.kinds import SourceKind
from factcheck.sources.labels import KINDS
from factcheck.sources.models import Source
from factcheck.sources.queries import get_source, standing
from factcheck.sources.service import editing
from factcheck.tracing.filters import NotListed, page_number
from factcheck.tracing.forms import SourceForm, source_form
from factcheck.tracing.queries import sources as queries
from factcheck.tracing.queries.likeness import alike, told_apart_from
from factcheck.tracing.queries.resting import resting
from factcheck.tracing.views.blueprint import bp
from factcheck.tracing.views.registry import just_saved, words
from factcheck.web import db, no_nul, writing


@bp.get("/sources/<uid>")
@require(Permission.READ)
def source(uid: str) -> ResponseReturnValue:
    """The page; a source that was merged leads to the one that it is a part of."""
    found = get_source(db, get_viewer(), uid)
    if found.merged_into_id is not None:
        return redirect(url_for("tracing.source", uid=standing(db, found).uid), 303)
    return _page(found, source_form(editing.shown(db, found), found.version))


@bp.post("/sources/<uid>")
@require(Permission.ANNOTATE)
def save_source(uid: str) -> ResponseReturnValue:
    """Say who it is; on a refusal the page comes back with everything that was typed."""
    form = SourceForm()
    found = get_source(db, get_viewer(), uid, Permission.ANNOTATE)
    if not form.validate_on_submit():
        return _page(found, form), 422
    for value in request.form.values():
        no_nul(value)
    try:
        with writing() as session:
            kept = get_source(session, get_viewer(), uid, Permission.ANNOTATE, lock=True)
            event = editing.edit_source(
                session,
                kept,
                form.values(named=kept.is_named),
                actor=get_viewer().user,
                version=_version(form),
            )
            seq = event.seq if event else None
    except (Invalid, Conflict) as fault:
        return _refused(uid, form, fault)
    return redirect(url_for("tracing.source", uid=uid, saved=seq), 303)


@bp.post("/sources/<uid>/approval")
@require(Permission.MANAGE_SOURCES)
def approve_source(uid: str) -> ResponseReturnValue:
    """Approve the use of a source whose identity an editor knows (`approved` 1), or take that back."""
    approved = request.form.get("approved") == "1"

    def act(session: Session, found: Source) -> Event | None:
        return editing.approve_identity(session, found, approved=approved, actor=get_viewer().user)

    return _change(uid, Permission.MANAGE_SOURCES, act)


@bp.post("/sources/<uid>/changes/<int:seq>/undo")
@require(Permission.ANNOTATE)
def undo_source(uid: str, seq: int) -> ResponseReturnValue:
    """Take back the change of that event on the source. What only leads do, only leads take back."""

    def act(session: Session, found: Source) -> None:
        event = queries.get_source_event(session, found, seq)
        if event.action != "source.edited":
            get_viewer().check(Permission.MANAGE_SOURCES, found.project_id)
        undo(session, event, actor=get_viewer().user)

    return _change(uid, Permission.ANNOTATE, act)


def _change(uid: str, permission: Permission, act: Any) -> ResponseReturnValue:
    """Run `act` in one transaction on the locked source, and go to its page; on a conflict the page says why."""
    try:
        with writing() as session:
            found = get_source(session, get_viewer(), uid, permission, lock=True)
            event = act(session, found)
            seq, project = event.seq if event else None, queries.about(session, found).project.uid
    except Conflict as fault:
        found = standing(db, get_source(db, get_viewer(), uid))
        return _page(found, source_form(editing.shown(db, found), found.version), fault), 409
    if request.form.get("from_list"):
        return redirect(url_for("tracing.sources", project=project), 303)
    return redirect(url_for("tracing.source", uid=uid, saved=seq), 303)


def _refused(uid: str, form: SourceForm, fault: Invalid | Conflict) -> ResponseReturnValue:
    found = get_source(db, get_viewer(), uid)
    field = form._fields.get(fault.field or "")
    if isinstance(fault, Conflict) and fault.version is not None:
        # Sent once more, the form is meant for what the page shows beside it now.
        form.version.data = str(fault.version)
        return _page(found, form, fault, stored=_differing(form, editing.shown(db, found))), 409
    if field is not None:
        field.errors = [fault.message]
        return _page(found, form), STATUS[type(fault)]
    return _page(standing(db, found), form, fault), STATUS[type(fault)]


def _page(
    found: Source, form: SourceForm, fault: FactcheckError | None = None, stored: dict[str, str] | None = None
) -> str:
    viewer = get_viewer()
    try:
        page = page_number(request.args)
    except NotListed:
        abort(400)
    about = queries.about(db, found)
    if not found.is_named:
        form.name.label.text = _("Description")
    return render_template(
        "tracing/source.html",
        about=about,
        form=form,
        fault=fault,
        stored=stored,
        saved=just_saved(found, request.args.get("saved", "")),
        resting=resting(db, viewer, found, page),
        alike=alike(db, viewer, found),
        apart=told_apart_from(db, viewer, found),
        may_edit=viewer.may(Permission.ANNOTATE, found.project_id),
        may_manage=viewer.may(Permission.MANAGE_SOURCES, found.project_id),
        name_of=name_of,
        **words(about.project),
    )


def _differing(form: SourceForm, stored: dict[str, Any]) -> dict[str, str]:
    """Field → what is stored there, as a text, where that is not what the form holds."""
    texts = {
        name: value if isinstance(value, str) else "\n".join(value)
        for name, value in stored.items()
        if not isinstance(value, bool)
    }
    typed = {name: (form[name].data or "").replace("\r\n", "\n").strip() for name in texts}
    differing = {name: text for name, text in texts.items() if text != typed[name]}
    if "kind" in differing:
        differing["kind"] = str(KINDS[SourceKind(differing["kind"])].name)
    return differing


def _version(form: SourceForm) -> int | None:
    text = form.version.data or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
