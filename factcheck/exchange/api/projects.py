"""Projects over the API."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.exchange.api.blueprint import answer, bp
from factcheck.exchange.api.paging import read_paging
from factcheck.exchange.project_list import list_projects
from factcheck.web import db


@bp.get("/projects")
@require(Permission.READ)
def get_projects() -> ResponseReturnValue:
    """The owner's projects, newest first, a page at a time."""
    paging = read_paging()
    found = list_projects(db, get_viewer(), limit=paging.limit, after=paging.cursor, words=paging.words)
    return answer({"projects": found.entries, "next": found.cursor})
