"""Merging a source into another one, with a look at what would move."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.annotation.service.merging import check_merge, merge_sources
from factcheck.errors import Conflict, Invalid
from factcheck.refusals import STATUS
from factcheck.sources.models import NAMED, Source
from factcheck.sources.queries import get_source, offers_in, standing
from factcheck.sources.service.distinguishing import distinguish
from factcheck.sources.service.editing import scope_of
from factcheck.sources.views import offered, typed
from factcheck.tracing.queries import sources as queries
from factcheck.tracing.queries.likeness import alike
from factcheck.tracing.views.blueprint import bp
from factcheck.tracing.views.registry import words
from factcheck.web import db, no_nul, writing


@bp.get("/sources/<uid>/merge")
@require(Permission.MANAGE_SOURCES)
def merge(uid: str) -> ResponseReturnValue:
    """Choose the source to keep (`into`: its uid or name), and see what would move there."""
    found = get_source(db, get_viewer(), uid, Permission.MANAGE_SOURCES)
    if found.merged_into_id is not None:
        return redirect(url_for("tracing.source", uid=standing(db, found).uid), 303)
    wanted = (no_nul(request.args.get("into", "")) or "").strip()
    if not wanted:
        return _page(found)
    try:
        into = queries.find_target(db, found, wanted)
        check_merge(db, found, into)
    except (Invalid, Conflict) as fault:
        return _page(found, wanted=wanted, fault=fault.message), STATUS[type(fault)]
    return _page(found, into=into)


@bp.post("/sources/<uid>/merge")
@require(Permission.MANAGE_SOURCES)
def save_merge(uid: str) -> ResponseReturnValue:
    """Merge it into the source of the uid `into`."""
    wanted = no_nul(request.form.get("into", "")) or ""
    try:
        with writing() as session:
            found = get_source(session, get_viewer(), uid, Permission.MANAGE_SOURCES)
            into = queries.find_target(session, found, wanted)
            event = merge_sources(session, found, into=into, actor=get_viewer().user)
            kept, seq = into.uid, event.seq
    except (Invalid, Conflict) as fault:
        found = get_source(db, get_viewer(), uid, Permission.MANAGE_SOURCES)
        return _page(found, wanted=wanted, fault=fault.message), STATUS[type(fault)]
    return redirect(url_for("tracing.source", uid=kept, saved=seq), 303)


@bp.get("/sources/<uid>/targets")
@require(Permission.MANAGE_SOURCES)
def merge_targets(uid: str) -> ResponseReturnValue:
    """The sources that `q` may mean as the one to keep."""
    found = get_source(db, get_viewer(), uid, Permission.MANAGE_SOURCES)
    scopes = [NAMED] if found.is_named else [scope_of(db, found), NAMED]
    offers = offers_in(db, get_viewer(), found.project_id, scopes, typed())
    answer = offered([offer for offer in offers if offer.source.id != found.id])
    if not answer["offers"]:
        answer["said"] = _("There is no source of this name in the project.")
    return jsonify(answer)


@bp.post("/sources/<uid>/distinction")
@require(Permission.MANAGE_SOURCES)
def tell_apart(uid: str) -> ResponseReturnValue:
    """Say that it is not the source of the uid `other`; with `from_list`, the registry comes back."""
    wanted = no_nul(request.form.get("other", "")) or ""
    with writing() as session:
        found = get_source(session, get_viewer(), uid, Permission.MANAGE_SOURCES)
        other = queries.find_target(session, found, wanted)
        event = distinguish(session, found, other, actor=get_viewer().user)
        seq, project = event.seq if event else None, queries.about(session, found).project.uid
    if request.form.get("from_list"):
        return redirect(url_for("tracing.sources", project=project, saved=uid, seq=seq), 303)
    return redirect(url_for("tracing.source", uid=uid, saved=seq), 303)


def _page(found: Source, *, into: Source | None = None, wanted: str = "", fault: str = "") -> str:
    about = queries.about(db, found)
    return render_template(
        "tracing/merge.html",
        about=about,
        into=queries.about(db, into) if into else None,
        move=queries.move(db, get_viewer(), found, into) if into else None,
        wanted=wanted,
        fault=fault,
        alike=alike(db, get_viewer(), found),
        **words(about.project),
    )
