"""Which of their projects somebody is in: the one that the page is about, else the last one in this browser."""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, current_app, g, request

from factcheck.accounts.access import Viewer, find_viewer, get_own, get_viewer
from factcheck.accounts.models import Project
from factcheck.accounts.own_project import OwnProject
from factcheck.config import Settings
from factcheck.errors import NotFound
from factcheck.words import gettext as _

COOKIE = "factcheck-project"
REMEMBERED_SECONDS = 365 * 24 * 3600


def own_projects() -> list[OwnProject]:
    """The viewer's projects that can be worked in, by name."""
    found = [each for each in get_viewer().projects if each.is_open]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def find_current() -> OwnProject | None:
    """The project that the viewer is in; None for somebody without any."""
    viewer = get_viewer()
    wanted = g.get("entered") or request.cookies.get(_cookie())
    found = [each for each in viewer.projects if not each.is_deleted]
    # Of those that were not chosen, one that can be worked in.
    usual = sorted(found, key=lambda each: (each.is_archived, each.id))
    return next((each for each in found if each.uid == wanted), None) or next(iter(usual), None)


def get_current() -> OwnProject:
    """As `find_current`; raises NotFound for somebody without any project."""
    found = find_current()
    if found is None:
        raise NotFound(_("There is no such page, or it is not yours to see."))
    return found


def enter(project: OwnProject | Project) -> None:
    """The page is about that project: its links lead there, and so does the next page that names none."""
    g.entered = project.uid


def choose(wanted: str) -> OwnProject | None:
    """Enter the project of that slug or uid, or without one stay in the present one. Raises NotFound for one that is
    not the viewer's."""
    if not wanted:
        return find_current()
    found = get_own(get_viewer(), wanted)
    enter(found)
    return found


def is_one_of_many(viewer: Viewer | None = None) -> bool:
    """Whether the viewer has more than one project to be in, so that pages have to say which."""
    viewer = viewer or get_viewer()
    return sum(not each.is_deleted for each in viewer.projects) > 1


def init_app(app: Flask) -> None:
    """Let templates ask for the viewer's projects and the current one, and remember it in the browser."""
    app.jinja_env.globals["own_projects"] = own_projects
    app.jinja_env.globals["current_project"] = find_current
    app.jinja_env.globals["several_projects"] = is_one_of_many
    app.after_request(_remember)


def _remember(response: Response) -> Response:
    uid, viewer = g.get("entered"), find_viewer() if g.get("entered") else None
    if uid and viewer and is_one_of_many(viewer) and request.cookies.get(_cookie()) != uid:
        response.set_cookie(
            _cookie(), uid, max_age=REMEMBERED_SECONDS, secure=_https(), httponly=True, samesite="Lax"
        )
    return response


def _cookie() -> str:
    return f"__Host-{COOKIE}" if _https() else COOKIE


def _https() -> bool:
    return cast("Settings", current_app.extensions["factcheck.settings"]).https
