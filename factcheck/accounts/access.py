"""Who is asking, and whether they may: the viewer of a request, and the permission that every route declares."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, g, request, session
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, true
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session
from werkzeug.local import LocalProxy

from factcheck.accounts import queries
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import ApiToken, Project, Role, SignInSession, User
from factcheck.accounts.names import initials
from factcheck.accounts.own_project import OwnProject
from factcheck.accounts.permissions import CHANGING, PERMISSIONS, Permission, allowed
from factcheck.accounts.picking import no_such_project
from factcheck.accounts.sessions import is_stale, note_presence
from factcheck.db import Database
from factcheck.errors import Busy, NotAllowed, NotFound, NotSignedIn
from factcheck.web import SESSION_SECRET, STREAMING, database, db, first_of_all

View = TypeVar("View", bound=Callable[..., Any])
Credential = SignInSession | ApiToken
"""What somebody came in with."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person and their role in each project they belong to (project id → role).

    `scopes` is None for a browser session, and what the token may do for the API. `projects` are those that they may
    know of, with their state.
    """

    user: User
    roles: dict[int, Role]
    scopes: frozenset[str] | None = None
    projects: tuple[OwnProject, ...] = ()

    def role_in(self, project_id: int) -> str | None:
        """The role there; `admin` everywhere for administrators; None for an outsider, and where it was deleted."""
        if self.user.is_admin:
            return None if project_id in self._deleted() else Role.ADMIN
        return self.roles.get(project_id)

    def holds(self, permission: Permission, project_id: int) -> bool:
        """Whether the person's role in that project has the permission, archived or not."""
        if self.scopes is not None and permission not in self.scopes:
            return False
        role = self.role_in(project_id)
        return role is not None and allowed(role, permission)

    def may(self, permission: Permission, project_id: int | None = None) -> bool:
        """Whether the person can use the permission in that project now (None: in any, or at all)."""
        if project_id is not None:
            return self.holds(permission, project_id) and not self._is_closed(permission, project_id)
        if self.scopes is not None and permission not in self.scopes:
            return False
        if self.user.is_admin:
            return allowed(Role.ADMIN, permission)
        return any(allowed(role, permission) for role in self.roles.values()) or allowed(None, permission)

    def check(self, permission: Permission, project: int | Project, *, reading: bool = False) -> None:
        """Raises NotFound for an outsider of the project and NotAllowed for a member without the permission, and for
        everybody where it would change an archived project; not so with `reading`."""
        project_id = project if isinstance(project, int) else project.id
        if self.role_in(project_id) is None:
            raise NotFound(_("There is no such page, or it is not yours to see."))
        if not self.holds(permission, project_id):
            raise NotAllowed(
                _("Your role in this project does not allow this. Ask a lead or an administrator.")
            )
        if reading:
            return
        # A row that was read just now knows better than what the request began with.
        archived = not isinstance(project, int) and project.archived_at is not None
        if (archived and permission in CHANGING) or self._is_closed(permission, project_id):
            raise NotAllowed(
                _(
                    "This project is archived: it can be read and exported, but not changed. A lead can bring it back "
                    "in its settings."
                )
            )

    def has_lost(self, before: Viewer) -> bool:
        """Whether a role allows less than before, or a token something else; what was gained is no loss."""
        if before.user.is_admin and not self.user.is_admin:
            return True
        for project, role in before.roles.items():
            present = self.roles.get(project)
            if present is None or not PERMISSIONS[role] <= PERMISSIONS[present]:
                return True
        return self.scopes != before.scopes

    def within(self, project_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        """Of a row's project: whether the viewer belongs to it. For every list, count and search over projects."""
        if not self.user.is_admin:
            return project_id.in_(list(self.roles))
        deleted = self._deleted()
        return project_id.not_in(deleted) if deleted else true()

    def _deleted(self) -> list[int]:
        return [each.id for each in self.projects if each.is_deleted]

    def _is_closed(self, permission: Permission, project_id: int) -> bool:
        return permission in CHANGING and any(
            each.id == project_id and each.is_archived for each in self.projects
        )


def get_own(viewer: Viewer, wanted: str) -> OwnProject:
    """The viewer's project of that slug or uid; raises NotFound, naming those that they have."""
    own = [each for each in viewer.projects if not each.is_deleted]
    found = next((each for each in own if wanted in (each.slug, each.uid)), None)
    if found is None:
        raise NotFound(no_such_project(wanted, [each.slug for each in own]))
    return found


def find_viewer() -> Viewer | None:
    """The viewer of this request: by bearer token under /api/, by session cookie elsewhere; None for nobody."""
    if "viewer" not in g:
        g.viewer = _load_viewer()
    return cast("Viewer | None", g.viewer)


def forget_viewer() -> None:
    """Have the viewer read anew: what they chose, or who they are, has just changed."""
    g.pop("viewer", None)


def get_viewer() -> Viewer:
    """The viewer of this request; raises NotSignedIn."""
    found = find_viewer()
    if found is None:
        raise NotSignedIn(_("Please sign in."))
    return found


def get_credential() -> Credential:
    """What the viewer of this request came with; raises NotSignedIn."""
    get_viewer()
    return cast("Credential", g.credential)


viewer: Viewer = cast("Viewer", LocalProxy(get_viewer))


def require(permission: Permission) -> Callable[[View], View]:
    """Declare what a route needs. Whose project the object is in is checked where the object is loaded."""

    def declare(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if not get_viewer().may(permission):
                raise NotAllowed(_("Your role does not allow this. Ask a lead or an administrator."))
            return view(*args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return cast("View", checked)

    return declare


def public(view: View) -> View:
    """Declare that a route needs nobody signed in."""
    view.permission = None  # type: ignore[attr-defined]
    return view


@first_of_all
def confirm_rights(write: Session) -> None:
    """Look at the rights of this request's viewer once more, in its write transaction.

    Raises NotSignedIn or NotAllowed where their session, or a role that they had when the request began, has ended.
    """
    before = g.get("viewer")
    if before is None:
        return
    present = viewer_of(write, g.credential)
    if present is None:
        raise NotSignedIn(_("Please sign in."))
    if present.has_lost(before):
        raise NotAllowed(_("Your role was changed just now, so nothing was saved. Load the page again."))
    g.writer = present


def writer() -> Viewer:
    """The viewer of this request as its write transaction knows them; only inside `writing` and `saving`."""
    get_viewer()
    return cast("Viewer", g.writer)


def viewer_of(read: Session, credential: Credential) -> Viewer | None:
    """The viewer who came with that, as things stand now; None where it has ended. For what outlives a request."""
    find = queries.find_token if isinstance(credential, ApiToken) else queries.find_session
    found = find(read, credential.secret_hash)
    return _viewer(read, found) if found else None


def viewer_for(read: Session, user: User, scopes: frozenset[str] | None = None) -> Viewer:
    """The viewer that the person is, as things stand now."""
    projects = queries.projects_of(read, user)
    roles = {each.id: each.role for each in projects if each.role and not each.is_deleted}
    return Viewer(user, roles, scopes, projects)


def init_app(app: Flask) -> None:
    """Let templates ask who is signed in (`signed_in()`) and what they may (`may('import')`), and have
    `initials`; note who is here."""
    app.jinja_env.globals["signed_in"] = find_viewer
    app.jinja_env.globals["initials"] = initials
    app.jinja_env.globals["may"] = lambda permission: get_viewer().may(Permission(permission))
    app.jinja_env.globals["may_in"] = lambda permission, project_id: get_viewer().holds(
        Permission(permission), project_id
    )
    app.after_request(_note_presence_later)


def _load_viewer() -> Viewer | None:
    g.credential = _find_credential()
    return _viewer(db, g.credential) if g.credential else None


def _viewer(read: Session, found: Credential) -> Viewer:
    return viewer_for(read, found.user, frozenset(found.scopes) if isinstance(found, ApiToken) else None)


def _find_credential() -> Credential | None:
    if request.path.startswith("/api/"):
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        return queries.find_token(db, hashed(secret.strip())) if scheme.lower() == "bearer" else None
    sid: str | None = session.get(SESSION_SECRET)
    return queries.find_session(db, hashed(sid)) if sid else None


def _note_presence_later(response: Response) -> Response:
    """Write down that the person was here, at most once a minute, once the answer is out."""
    credential: Credential | None = g.get("credential")
    # A stream's answer is out when its page is closed; other requests of the page have noted it long before.
    if credential is not None and is_stale(credential) and STREAMING not in request.environ:
        response.call_on_close(partial(_note_presence, database(), credential))
    return response


def _note_presence(database: Database, credential: Credential) -> None:
    # Nobody waits for this and nothing hangs on it: a busy or full database may go without.
    with contextlib.suppress(Busy, SQLAlchemyError), database.writing() as write:
        note_presence(write, credential)
