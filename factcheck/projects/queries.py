"""Reading projects: the list of somebody's, the deleted ones, versions of guidelines, what somebody has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Membership, Project, User
from factcheck.accounts.own_project import OwnProject
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.errors import NotFound
from factcheck.projects.models import GuidelinesReading, GuidelinesVersion
from factcheck.projects.terms import purge_at
from factcheck.words import gettext as _

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Card:
    """A project in the list: how many articles are in it, and how many people."""

    project: OwnProject
    articles: int
    members: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted project, and how many days are left to restore it."""

    project: Project
    days_left: int


def cards(session: Session, viewer: Viewer) -> list[Card]:
    """The viewer's projects, by name; two statements."""
    own = [each for each in viewer.projects if not each.is_deleted]
    keys = [each.id for each in own]
    articles = dict(
        iter(
            session.execute(
                select(Article.project_id, func.count())
                .where(Article.project_id.in_(keys), Article.removed_at.is_(None))
                .group_by(Article.project_id)
            )
        )
    )
    members = dict(
        iter(
            session.execute(
                select(Membership.project_id, func.count())
                .join(User, User.id == Membership.user_id)
                .where(Membership.project_id.in_(keys), User.active)
                .group_by(Membership.project_id)
            )
        )
    )
    found = [Card(each, articles.get(each.id, 0), members.get(each.id, 0)) for each in own]
    return sorted(found, key=lambda card: (card.project.name.casefold(), card.project.id))


def deleted_projects(session: Session) -> list[Deleted]:
    """The projects that can still be restored, the first to be purged first. For administrators."""
    query = select(Project).where(Project.deleted_at.is_not(None)).order_by(Project.deleted_at)
    return [
        Deleted(project, max(0, -(-(purge_at(project) - now()) // DAY))) for project in session.scalars(query)
    ]


def versions_of(session: Session, project_id: int) -> Sequence[GuidelinesVersion]:
    """The versions of a project's guidelines, the newest first, with their authors."""
    query = (
        select(GuidelinesVersion)
        .where(GuidelinesVersion.project_id == project_id)
        .order_by(GuidelinesVersion.number.desc())
        .options(joinedload(GuidelinesVersion.author))
    )
    return session.scalars(query).all()


def find_version(session: Session, project_id: int, number: int) -> GuidelinesVersion | None:
    """The version of that number, with its author."""
    query = (
        select(GuidelinesVersion)
        .where(GuidelinesVersion.project_id == project_id, GuidelinesVersion.number == number)
        .options(joinedload(GuidelinesVersion.author))
    )
    return session.scalars(query).one_or_none()


def get_version(session: Session, project_id: int, number: int) -> GuidelinesVersion:
    """As `find_version`; raises NotFound."""
    found = find_version(session, project_id, number)
    if found is None:
        raise NotFound(_("There is no such version of the guidelines."))
    return found


def version_at(session: Session, project_id: int, moment: datetime) -> int:
    """The number of the version that was in force at that moment; 0 for none."""
    query = select(func.max(GuidelinesVersion.number)).where(
        GuidelinesVersion.project_id == project_id, GuidelinesVersion.created_at <= moment
    )
    return session.scalar(query) or 0


def version_read(session: Session, project_id: int, user_id: int) -> int:
    """The number of the version that the person opened last; 0 for none."""
    query = select(GuidelinesReading.number).where(
        GuidelinesReading.project_id == project_id, GuidelinesReading.user_id == user_id
    )
    return session.scalar(query) or 0
