"""The registry of sources over the API."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_own, get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.exchange.api.blueprint import answer, bp, stop
from factcheck.exchange.api.paging import read_paging
from factcheck.exchange.source_list import list_sources
from factcheck.sources.kinds import SourceKind
from factcheck.web import db, no_nul


@bp.get("/sources")
@require(Permission.READ)
def get_sources() -> ResponseReturnValue:
    """The sources of the owner's projects, or of one of them, newest first, a page at a time."""
    paging = read_paging("project", "kind")
    kind = request.args.get("kind", "")
    if kind and kind not in set(SourceKind):
        stop(400, _("There is no kind of source %(name)s.", name=ascii(kind[:60])), field="kind")
    viewer = get_viewer()
    wanted = no_nul(request.args.get("project"))
    own = [each for each in viewer.projects if not each.is_deleted]
    projects = own if wanted is None else [get_own(viewer, wanted)]
    found = list_sources(
        db,
        viewer,
        [project.id for project in projects],
        limit=paging.limit,
        after=paging.cursor,
        words=paging.words,
        kind=SourceKind(kind) if kind else None,
    )
    return answer({"sources": found.entries, "next": found.cursor})
