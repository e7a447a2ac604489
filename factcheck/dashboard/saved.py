"""Views of a lead's pages that somebody has given a name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project, User
from factcheck.dashboard.filters import Filters, NotListed, parse_filters
from factcheck.dashboard.models import VIEW_NAME_LENGTH, SavedView
from factcheck.errors import Invalid, NotFound
from factcheck.words import gettext as _

MOST_VIEWS = 40


class Board(StrEnum):
    """A page that can be saved: the name of its endpoint."""

    OVERVIEW = "overview"
    QUALITY = "quality"
    SOURCING = "sourcing"
    PEOPLE = "people"
    DIGEST = "digest"
    CLAIMS = "claims"


def views_of(session: Session, project: Project, reader: User) -> Sequence[SavedView]:
    """The reader's own and those that are shared, by name."""
    query = (
        select(SavedView)
        .where(SavedView.project_id == project.id, _visible(reader))
        .options(joinedload(SavedView.user))
        .order_by(func.lower(SavedView.name), SavedView.id)
    )
    return session.scalars(query).all()


def get_view(session: Session, project: Project, reader: User, uid: str) -> SavedView:
    """Raises NotFound for one that is not there, or somebody else's own."""
    query = select(SavedView).where(
        SavedView.uid == uid, SavedView.project_id == project.id, _visible(reader)
    )
    view = session.scalars(query).one_or_none()
    if view is None:
        raise NotFound(_("There is no such view. Somebody may have removed it."))
    return view


def save_view(
    session: Session, project: Project, page: Board, filters: Filters, name: str, *, shared: bool, actor: User
) -> SavedView:
    """Keep the page as the filters have it. Raises Invalid for a name that is empty, too long or the actor's already,
    and where they have MOST_VIEWS."""
    own = select(func.count()).where(SavedView.project_id == project.id, SavedView.user_id == actor.id)
    if (session.scalar(own) or 0) >= MOST_VIEWS:
        message = _(
            "You have %(n)s views here, which is the most. Remove one that you need no more.", n=MOST_VIEWS
        )
        raise Invalid(message, "name")
    view = SavedView(
        project_id=project.id,
        user_id=actor.id,
        name=_named(session, project.id, actor.id, name),
        page=page.value,
        query=filters.query(page=1),
        shared=shared,
    )
    session.add(view)
    session.flush()
    return view


def change_view(session: Session, view: SavedView, name: str, *, shared: bool) -> None:
    """Name it so, and have it for all leads or not. Raises Invalid as `save_view` does."""
    view.name = _named(session, view.project_id, view.user_id, name, view)
    view.shared = shared
    session.flush()


def filters_of(view: SavedView) -> Filters:
    """What the view asks for; of one that no page can be asked for any more, nothing."""
    try:
        return parse_filters(view.query)
    except NotListed:
        return Filters()


def _visible(reader: User) -> ColumnElement[bool]:
    return or_(SavedView.shared, SavedView.user_id == reader.id)


def _named(session: Session, project_id: int, owner_id: int, name: str, view: SavedView | None = None) -> str:
    """The name as it is kept."""
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("Give the view a name."), "name")
    if len(name) > VIEW_NAME_LENGTH:
        raise Invalid(_("The name is too long: at most %(n)s characters.", n=VIEW_NAME_LENGTH), "name")
    alike = select(SavedView.id).where(
        SavedView.project_id == project_id, SavedView.user_id == owner_id, SavedView.name == name
    )
    found = session.scalar(alike)
    if found is not None and (view is None or found != view.id):
        raise Invalid(_("There is a view of that name already. Choose another name."), "name")
    return name
