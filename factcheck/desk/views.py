"""The desk: every article that the reader may see, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import choose, is_one_of_many
from factcheck.accounts.permissions import Permission
from factcheck.accounts.picking import labels_of
from factcheck.annotation.keys import bindings
from factcheck.articles.fields import language_name
from factcheck.articles.queries import find_removed
from factcheck.desk import queries
from factcheck.desk.dates import day, moment
from factcheck.desk.filters import PAGE_SIZES, NotListed, Order, Sort, parse_filters
from factcheck.desk.presentation import SORTS, STATES, parts
from factcheck.web import db, wants_fragment

bp = Blueprint("desk", __name__)
for show in (day, moment):
    bp.add_app_template_filter(show)


@bp.get("/")
@require(Permission.READ)
def desk() -> ResponseReturnValue:
    """The list of a project's articles, as the address asks for it; 400 for a value outside its list."""
    viewer = get_viewer()
    try:
        filters = parse_filters(request.args)
        project = choose(filters.project)
        if project and is_one_of_many(viewer):
            filters = replace(filters, project=project.slug)
        found = queries.desk(db, viewer, filters, project_id=project.id if project else None)
    except NotListed:
        abort(400)
    context = {
        "desk": found,
        "project": project,
        "may_import": project is not None and viewer.may(Permission.IMPORT, project.id),
        "filters": found.filters,
        "language_names": {tag: language_name(tag) for tag in found.languages},
        "language_name": language_name,
        "parts": partial(parts, labels=labels_of(db, project.id) if project else {}),
        "sorts": SORTS,
        "states": STATES,
        "sizes": PAGE_SIZES,
        "toggled": _toggled(found.filters.sort, descending=found.filters.descending),
    }
    if wants_fragment():
        response = make_response(render_template("desk/_articles.html", **context))
        response.headers["HX-Replace-Url"] = url_for("desk.desk", **found.filters.query())
        return response
    return render_template(
        "desk/desk.html", removed=_just_removed(), keys=_keys(viewer.user.preferences), **context
    )


def _toggled(current: Sort, *, descending: bool) -> dict[Sort, Order | None]:
    """The order that a click on each column's head asks for: the usual one, or the other way round."""
    other = Order.ASCENDING if descending else Order.DESCENDING
    return {sort: other if sort is current else None for sort in Sort}


def _keys(preferences: Mapping[str, Any]) -> dict[str, Any]:
    """The reader's own keys for moving, and whether single keys are on."""
    own = bindings(preferences)
    return {"single": own["single"], "next": own["keys"]["next"], "previous": own["keys"]["previous"]}


def _just_removed() -> object:
    """The article that the reader has just removed, so that they can bring it back."""
    uid = request.args.get("removed", "")
    return find_removed(db, get_viewer(), uid) if uid else None
