"""Who belongs to a project, as what: reading it, and changing it. Records of those who leave stay."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Invite, InviteKind, Membership, Project, Role, User
from factcheck.accounts.sessions import end_sessions
from factcheck.activity.service import record
from factcheck.db import now
from factcheck.errors import Conflict, Invalid
from factcheck.words import gettext as _

LAST_LEAD = "last_lead"
"""The `field` of the Conflict that asks whether a project is really to be without a lead."""
IN_PROJECT = (Role.REVIEWER, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a project."""

    user: User
    role: Role


def members_of(session: Session, project: Project) -> list[Member]:
    """Everybody in the project: leads first, then by name."""
    query = (
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.project_id == project.id)
        .order_by(Membership.role, User.active.desc(), User.name_key)
    )
    return [Member(user, Role(role)) for user, role in session.execute(query)]


def administrators(session: Session) -> list[User]:
    """Everybody who may do everything everywhere, by name."""
    query = select(User).where(User.is_admin, User.active).order_by(User.name_key)
    return list(session.scalars(query))


def people_of(session: Session, project: Project) -> list[User]:
    """Who can work in the project now: its members, and administrators, who may do everything everywhere; by name."""
    found = {member.user.id: member.user for member in members_of(session, project) if member.user.active}
    found |= {user.id: user for user in administrators(session)}
    return sorted(found.values(), key=lambda user: user.name_key)


def find_role(session: Session, project: Project, user: User) -> Role | None:
    """The person's role as a member of the project."""
    query = select(Membership.role).where(Membership.project_id == project.id, Membership.user_id == user.id)
    role = session.scalars(query).one_or_none()
    return Role(role) if role else None


def memberships_elsewhere(session: Session, project_id: int) -> dict[int, list[tuple[str, Role]]]:
    """Person → the names of the other projects that they belong to, each with their role there."""
    query = (
        select(Membership.user_id, Project.name, Membership.role)
        .join(Project, Project.id == Membership.project_id)
        .where(Project.id != project_id, Project.deleted_at.is_(None))
        .order_by(Project.name)
    )
    found: dict[int, list[tuple[str, Role]]] = {}
    for user_id, name, role in session.execute(query):
        found.setdefault(user_id, []).append((name, Role(role)))
    return found


def open_invites_to(session: Session, project: Project) -> list[Invite]:
    """The links that still let somebody into the project, the newest first."""
    query = (
        select(Invite)
        .where(
            Invite.project_id == project.id,
            Invite.kind == InviteKind.MEMBER,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > now(),
        )
        .order_by(Invite.id.desc())
        .options(joinedload(Invite.invited_by))
    )
    return list(session.scalars(query))


def set_member(
    session: Session,
    project: Project,
    user: User,
    role: Role | None,
    *,
    actor: User | None,
    keep: int | None = None,
    sure: bool = False,
) -> bool:
    """Make the person a member with that role, or (None) no member; whether that was news. The project is locked.

    Ends the person's sessions (but `keep`), so that rights never linger. Raises Invalid for a role that is not one
    within a project, and Conflict for an administrator, who needs no role, for somebody disabled, and (its field is
    LAST_LEAD) where nobody would be left to lead the project, unless that is `sure`.
    """
    if role is not None and role not in IN_PROJECT:
        raise Invalid(_("Choose one of the roles."), "role")
    before = find_role(session, project, user)
    if before == role:
        return False
    if role is not None and user.is_admin:
        raise Conflict(_("%(name)s is an administrator and may do everything here.", name=user.name))
    if before is None and not user.active:
        raise Conflict(_("%(name)s is disabled. An administrator can enable them first.", name=user.name))
    if before is Role.LEAD and not sure:
        _keep_a_lead(session, project, user)
    _write(session, project, user, role)
    end_sessions(session, user, keep=keep)
    action = "removed" if role is None else "added" if before is None else "role_changed"
    here = {"project": project.uid}
    record(
        session,
        actor=actor,
        action=f"member.{action}",
        subject="member",
        uid=user.uid,
        before=here | {"role": before.value} if before else None,
        after=here | {"role": role.value} if role else None,
    )
    return True


def _write(session: Session, project: Project, user: User, role: Role | None) -> None:
    query = select(Membership).where(Membership.project_id == project.id, Membership.user_id == user.id)
    found = session.scalars(query).one_or_none()
    if found is None and role is not None:
        session.add(Membership(project_id=project.id, user_id=user.id, role=role))
    elif found is not None and role is not None:
        found.role = role
    elif found is not None:
        session.delete(found)
    session.flush()


def _keep_a_lead(session: Session, project: Project, leaving: User) -> None:
    query = (
        select(User.id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.project_id == project.id, Membership.role == Role.LEAD, User.active)
        .where(User.id != leaving.id)
        .limit(1)
    )
    if session.scalars(query).first() is None:
        raise Conflict(
            _(
                "%(name)s is the last lead of “%(project)s”. Without a lead, only administrators can set it up.",
                name=leaving.name,
                project=project.name,
            ),
            field=LAST_LEAD,
        )
