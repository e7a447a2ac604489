"""A project from its beginning to its end: made, archived, brought back, deleted, restored, purged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.members import members_of
from factcheck.accounts.models import Membership, Project, User
from factcheck.accounts.picking import count_projects
from factcheck.activity.service import record
from factcheck.annotation.policy import PackKey, Policy
from factcheck.db import now
from factcheck.errors import Conflict, Invalid
from factcheck.projects.service.guidelines import add_version
from factcheck.projects.service.settings import clean_language, clean_name, clean_slug
from factcheck.projects.slugs import suggest_slug
from factcheck.projects.terms import KEPT_DAYS, purge_at
from factcheck.words import gettext as _


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new project starts with: a pack of rules, or a copy of another project's settings, perhaps with its
    members; never its articles or sources."""

    pack: PackKey = PackKey.STANDARD
    template: Project | None = None
    with_members: bool = False


def create_project(
    session: Session, *, name: str, slug: str, lang: str, beginning: Beginning, actor: User | None
) -> Project:
    """Make a project; event: `project.created`, and one for the guidelines that were copied. An empty `slug` is made
    of the name. Raises Invalid."""
    name = clean_name(name)
    slug = slug.strip() or suggest_slug(name, set(session.scalars(select(Project.slug))))
    template = beginning.template
    project = Project(
        name=name,
        slug=clean_slug(session, slug),
        lang=clean_language(lang),
        policy=dict(template.policy) if template else Policy.of_pack(beginning.pack).to_dict(),
        labels=dict(template.labels) if template else {},
        link_settings=dict(template.link_settings) if template else {},
    )
    session.add(project)
    session.flush()
    after: dict[str, object] = {"name": project.name, "slug": project.slug, "lang": project.lang}
    if template:
        after["template"] = template.uid
    if template and beginning.with_members:
        after["members"] = _copy_members(session, template, project)
    _record(session, project, "project.created", actor, after=after)
    if template and template.guidelines:
        note = _("Copied from “%(name)s”", name=template.name)
        add_version(session, project, template.guidelines, note, actor=actor)
    return project


def archive_project(session: Session, project: Project, *, actor: User | None) -> None:
    """Make it read-only; event: `project.archived`, or none where it is already."""
    if project.archived_at is None:
        project.archived_at = now()
        _record(session, project, "project.archived", actor)


def bring_back(session: Session, project: Project, *, actor: User | None) -> None:
    """Let an archived project be worked in again; event: `project.brought_back`, or none where it can be already."""
    if project.archived_at is not None:
        project.archived_at = None
        _record(session, project, "project.brought_back", actor)


def delete_project(session: Session, project: Project, *, typed: str, actor: User | None) -> None:
    """Hide it from everybody; it can be restored for 30 days, then it is purged. Event: `project.deleted`.

    Raises Invalid unless its name was typed, and Conflict for the only project there is.
    """
    if " ".join(typed.split()) != project.name:
        raise Invalid(
            _("Type the name of the project exactly as it stands here: %(name)s", name=project.name), "typed"
        )
    if count_projects(session) == 1:
        raise Conflict(_("This is the only project. Make another one first, or archive this one."))
    project.deleted_at = now()
    _record(session, project, "project.deleted", actor)


def restore_project(session: Session, project: Project, *, actor: User | None) -> None:
    """Take a deletion back; event: `project.restored`. Raises Conflict once its 30 days are over."""
    if purge_at(project) <= now():
        raise Conflict(
            _("The %(days)s days in which this project could be restored are over.", days=KEPT_DAYS)
        )
    project.deleted_at = None
    _record(session, project, "project.restored", actor)


def _copy_members(session: Session, template: Project, project: Project) -> dict[str, str]:
    found = [member for member in members_of(session, template) if member.user.active]
    session.add_all(
        Membership(project_id=project.id, user_id=member.user.id, role=member.role) for member in found
    )
    session.flush()
    return {member.user.uid: member.role.value for member in found}


def _record(
    session: Session,
    project: Project,
    action: str,
    actor: User | None,
    after: dict[str, object] | None = None,
) -> None:
    record(session, actor=actor, action=action, subject="project_state", uid=project.uid, after=after)
