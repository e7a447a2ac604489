"""One-time links: making, revoking and using them. What a link does when it is used is in `service`."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.orm import Session

from factcheck.accounts.keys import hashed, new_secret
from factcheck.accounts.models import Invite, InviteKind, Project, Role, User
from factcheck.accounts.queries import get_default_project, has_administrator
from factcheck.activity.service import record
from factcheck.db import now
from factcheck.errors import Conflict, Invalid, NotFound

FIRST_ADMIN_LIFE = timedelta(hours=24)
PASSWORD_LIFE = timedelta(hours=24)
MAX_DAYS = 30


def invite(session: Session, *, role: Role, days: int, actor: User, project: Project | None = None) -> str:
    """Make a link that lets one person in with that role in the project (default: the oldest); its secret.

    Raises Invalid for over 30 days.
    """
    if not 1 <= days <= MAX_DAYS:
        raise Invalid(_("A link can last from 1 to %(n)s days.", n=MAX_DAYS), "days")
    return _make(session, InviteKind.MEMBER, role, timedelta(days=days), actor=actor, project=project)


def make_password_link(session: Session, user: User, *, role: Role, actor: User) -> str:
    """Make a link with which the person sets a new password; its secret. Earlier ones are void.

    Raises Conflict where the person is disabled.
    """
    if not user.active:
        raise Conflict(_("Enable this person first; then make the link."))
    _void(session, InviteKind.PASSWORD, user)
    return _make(session, InviteKind.PASSWORD, role, PASSWORD_LIFE, actor=actor, user=user)


def make_first_admin_link(session: Session) -> str | None:
    """Make the link that the first administrator comes in by; its secret, or None once there is one.

    Links made before are void.
    """
    if has_administrator(session):
        return None
    _void(session, InviteKind.FIRST_ADMIN)
    return _make(session, InviteKind.FIRST_ADMIN, Role.ADMIN, FIRST_ADMIN_LIFE, actor=None)


def revoke_invite(session: Session, revoked: Invite, *, actor: User) -> None:
    """Make an open link worthless."""
    revoked.revoked_at = now()
    record(session, actor=actor, action="invite.revoked", subject="invite", uid=revoked.uid)


def void_first_admin_links(session: Session) -> None:
    """Make the links for a first administrator worthless, now that there is one."""
    _void(session, InviteKind.FIRST_ADMIN)


def void_links_of(session: Session, user: User) -> None:
    """Make the person's open password links worthless, as a part of a change that records itself."""
    _void(session, InviteKind.PASSWORD, user)


def use_invite(session: Session, found: Invite) -> None:
    """Mark the link as used; of many that try at once, one succeeds. Raises NotFound for the others."""
    query = (
        update(Invite)
        .where(Invite.id == found.id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .where(Invite.expires_at > now())
        .values(used_at=now())
    )
    if session.connection().execute(query).rowcount != 1:
        raise link_is_void()


def link_is_void() -> NotFound:
    """What somebody is told whose link does not work, whyever."""
    return NotFound(_("This link has been used, was revoked or has expired. Ask for a new one."))


def _make(
    session: Session,
    kind: InviteKind,
    role: Role,
    life: timedelta,
    *,
    actor: User | None,
    user: User | None = None,
    project: Project | None = None,
) -> str:
    secret = new_secret()
    project = project or get_default_project(session)
    made = Invite(
        secret_hash=hashed(secret),
        kind=kind,
        role=role,
        project_id=project.id,
        user_id=user.id if user else None,
        invited_by_id=actor.id if actor else None,
        expires_at=now() + life,
    )
    session.add(made)
    session.flush()
    after = {"kind": kind.value, "role": role.value, "expires_at": made.expires_at.isoformat()}
    if kind == InviteKind.MEMBER:
        after["project"] = project.uid
    if user:
        after["person"] = user.uid
    record(session, actor=actor, action="invite.made", subject="invite", uid=made.uid, after=after)
    return secret


def _void(session: Session, kind: InviteKind, user: User | None = None) -> None:
    query = update(Invite).where(Invite.kind == kind, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
    if user is not None:
        query = query.where(Invite.user_id == user.id)
    session.execute(query.values(revoked_at=now()))
