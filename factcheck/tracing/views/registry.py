"""The registry of sources, and what would fall with one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import choose, get_current, is_one_of_many
from factcheck.accounts.models import Project
from factcheck.accounts.own_project import OwnProject
from factcheck.accounts.permissions import Permission
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.annotation.verdict_words import words_of
from factcheck.annotation.verdicts import Verdict
from factcheck.errors import NotFound
from factcheck.labels import lazy_gettext
from factcheck.sources.labels import KINDS
from factcheck.sources.models import Source
from factcheck.sources.queries import get_source, merged_into, standing
from factcheck.tracing.filters import NotListed, Sort, page_number, parse_filters
from factcheck.tracing.queries import sources as queries
from factcheck.tracing.queries.falling import suppose_fallen
from factcheck.tracing.queries.lines import lines_of
from factcheck.tracing.queries.registry import registry
from factcheck.tracing.views.blueprint import bp
from factcheck.web import db, wants_fragment

SORTS = {
    Sort.USE: lazy_gettext("Most used"),
    Sort.NAME: lazy_gettext("Name"),
    Sort.NEW: lazy_gettext("Newest"),
}
HITS_SHOWN = 100
OTHERS_SHOWN = 30


@bp.get("/sources")
@require(Permission.READ)
def sources() -> ResponseReturnValue:
    """The sources of a project, as the address asks for them; 400 for a value outside its list."""
    viewer = get_viewer()
    try:
        filters = parse_filters(request.args)
    except NotListed:
        abort(400)
    project = choose(filters.project) or get_current()
    if is_one_of_many(viewer):
        filters = replace(filters, project=project.uid)
    found = registry(db, viewer, project.id, filters)
    context = {
        "found": found,
        "filters": found.filters,
        "kinds": KINDS,
        "may_merge": viewer.may(Permission.MANAGE_SOURCES, project.id),
    }
    if wants_fragment():
        response = make_response(render_template("tracing/_registry.html", **context))
        response.headers["HX-Replace-Url"] = url_for("tracing.sources", **found.filters.query())
        return response
    return render_template(
        "tracing/registry.html",
        project=project,
        sorts=SORTS,
        saved=_saved_in_list(project),
        **context,
    )


@bp.get("/sources/<uid>/fall")
@require(Permission.READ)
def source_fall(uid: str) -> ResponseReturnValue:
    """Which verdicts would be left without an independent root; with `wider`, if all that rests only on it fell too."""
    viewer = get_viewer()
    source = standing(db, get_source(db, viewer, uid))
    wider = request.args.get("wider") == "1"
    try:
        page = page_number(request.args)
    except NotListed:
        abort(400)
    found = suppose_fallen(db, viewer, source, wider=wider)
    pages = max(1, -(-max(len(found.fell), len(found.weakened)) // HITS_SHOWN))
    page = min(page, pages)
    part = slice((page - 1) * HITS_SHOWN, page * HITS_SHOWN)
    fell, weakened = found.fell[part], found.weakened[part]
    return render_template(
        "tracing/fall.html",
        about=queries.about(db, source),
        found=found,
        fell=fell,
        weakened=weakened,
        lines=lines_of(db, [hit.annotation_id for hit in (*fell, *weakened)]),
        others=queries.labels_of(db, found.others[:OTHERS_SHOWN]),
        wider=wider,
        page=page,
        pages=pages,
        **words(queries.about(db, source).project),
    )


def _saved_in_list(project: OwnProject) -> dict[str, Any] | None:
    """As `just_saved`, for the source that the address names."""
    uid = request.args.get("saved", "")
    try:
        source = get_source(db, get_viewer(), uid) if uid else None
    except NotFound:
        source = None
    if source is None or source.project_id != project.id:
        return None
    return just_saved(source, request.args.get("seq", ""))


def just_saved(source: Source, seq: str) -> dict[str, Any] | None:
    """What has just been done, with the number by which it is undone; None where the address does not say."""
    if not (seq.isascii() and seq.isdecimal()):
        return None
    for part in (source, *merged_into(db, source)):
        event = queries.find_source_event(db, part, int(seq))
        if event is not None:
            return {"seq": int(seq), "uid": part.uid, "said": _said(source, part, event)}
    return None


def _said(source: Source, part: Source, event: Event) -> str:
    if event.action == "source.distinguished":
        other = get_source(db, get_viewer(), fields(event.after)["other"])
        return _(
            "“%(name)s” and “%(other)s” are two sources: they are not offered for merging any more.",
            name=part.label,
            other=other.label,
        )
    if part is not source:
        return _("“%(name)s” is a part of this source now.", name=part.label)
    return _("Saved.")


def words(project: Project) -> dict[str, object]:
    """What the templates need to speak of verdicts and kinds."""
    return {
        "kinds": KINDS,
        "verdict_name": lambda verdict: words_of(project.labels, Verdict(verdict)).name,
        "reader": get_viewer().user.name,
    }
