"""Telling which of the installation's projects is meant, and a few facts about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.accounts.queries import get_default_project
from factcheck.errors import Invalid, NotFound
from factcheck.words import gettext as _


def pick_project(session: Session, wanted: str | None) -> Project:
    """The project of that slug or uid, or the only one where none is named. For whoever may know of all projects.

    Raises NotFound, or Invalid where there are several to choose from; both name them.
    """
    query = select(Project).where(Project.deleted_at.is_(None)).order_by(Project.slug)
    known = session.scalars(query).all()
    if wanted is not None:
        found = next((each for each in known if wanted in (each.slug, each.uid)), None)
        if found is None:
            raise NotFound(no_such_project(wanted, [each.slug for each in known]))
        return found
    workable = [each for each in known if each.archived_at is None] or known
    if len(workable) == 1:
        return workable[0]
    if not workable:
        return get_default_project(session)
    raise Invalid(which_project([each.slug for each in workable]), "project")


def no_such_project(wanted: str, slugs: Sequence[str]) -> str:
    """What somebody is told who named a project that is not there, with those that are."""
    return _("There is no project %(wanted)s. There are: %(all)s.", wanted=wanted, all=", ".join(slugs))


def which_project(slugs: Sequence[str]) -> str:
    """What somebody is told who has to name one of several projects."""
    return _("There are several projects. Say which one: %(all)s.", all=", ".join(slugs))


def count_projects(session: Session) -> int:
    """How many projects there are, without the deleted ones."""
    return session.scalar(select(func.count()).select_from(Project).where(Project.deleted_at.is_(None))) or 0


def labels_of(session: Session, project_id: int) -> Mapping[str, Any]:
    """A project's own words for the verdicts."""
    labels: Mapping[str, Any] = session.scalars(select(Project.labels).where(Project.id == project_id)).one()
    return labels
