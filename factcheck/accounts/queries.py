"""Finding people, their roles, sessions, links and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from factcheck.accounts.models import ApiToken, Invite, Membership, Project, Role, SignInSession, User
from factcheck.accounts.names import clean_name, name_key
from factcheck.accounts.own_project import OwnProject
from factcheck.db import now
from factcheck.errors import Invalid, NotFound

SESSION_IDLE = timedelta(days=7)
SESSION_LIFE = timedelta(days=30)

# Every request of somebody signed in asks these: built once, they need not be put together and recognised again.
_SESSION = (
    select(SignInSession)
    .join(SignInSession.user)
    .where(
        SignInSession.secret_hash == bindparam("secret_hash"),
        SignInSession.seen_at > bindparam("seen_after"),
        SignInSession.created_at > bindparam("created_after"),
        User.active,
    )
    .options(contains_eager(SignInSession.user))
)
_OWN_PROJECTS = (
    select(
        Project.id,
        Project.uid,
        Project.slug,
        Project.name,
        Membership.role,
        Project.archived_at.is_not(None),
        Project.deleted_at.is_not(None),
    )
    .outerjoin(
        Membership, and_(Membership.project_id == Project.id, Membership.user_id == bindparam("user_id"))
    )
    .order_by(Project.id)
)
_MEMBERS_PROJECTS = _OWN_PROJECTS.where(Membership.id.is_not(None), Project.deleted_at.is_(None))


def find_session(session: Session, secret_hash: str) -> SignInSession | None:
    """The browser session, with its active person, unless it was idle or open for too long."""
    moment = now()
    asked = {
        "secret_hash": secret_hash,
        "seen_after": moment - SESSION_IDLE,
        "created_after": moment - SESSION_LIFE,
    }
    return session.scalars(_SESSION, asked).one_or_none()


def sessions_of(session: Session, user: User) -> Sequence[SignInSession]:
    """The person's open browser sessions, the last used first."""
    query = (
        select(SignInSession)
        .where(
            SignInSession.user_id == user.id,
            SignInSession.seen_at > now() - SESSION_IDLE,
            SignInSession.created_at > now() - SESSION_LIFE,
        )
        .order_by(SignInSession.seen_at.desc(), SignInSession.id.desc())
    )
    return session.scalars(query).all()


def get_session(session: Session, user: User, uid: str) -> SignInSession:
    """One of the person's browser sessions; raises NotFound."""
    query = select(SignInSession).where(SignInSession.uid == uid, SignInSession.user_id == user.id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("That session has ended already."))
    return found


def find_token(session: Session, secret_hash: str) -> ApiToken | None:
    """The token, with its active owner, unless it was revoked or has expired."""
    query = (
        select(ApiToken)
        .join(ApiToken.user)
        .where(
            ApiToken.secret_hash == secret_hash,
            ApiToken.revoked_at.is_(None),
            or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > now()),
            User.active,
        )
        .options(joinedload(ApiToken.user))
    )
    return session.scalars(query).one_or_none()


def tokens_of(session: Session, user: User) -> Sequence[ApiToken]:
    """The person's tokens that are not revoked, expired ones too, the newest first."""
    query = (
        select(ApiToken)
        .where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return session.scalars(query).all()


def projects_of(session: Session, user: User) -> tuple[OwnProject, ...]:
    """The projects that the person belongs to, the oldest first; of an administrator all, deleted ones too."""
    rows = session.execute(_OWN_PROJECTS if user.is_admin else _MEMBERS_PROJECTS, {"user_id": user.id})
    return tuple(
        OwnProject(key, uid, slug, name, Role(role) if role else None, archived, deleted)
        for key, uid, slug, name, role, archived, deleted in rows
    )


def roles_of(session: Session, user: User) -> dict[int, Role]:
    """Project id → role, for every project the person belongs to."""
    return {each.id: each.role for each in projects_of(session, user) if each.role and not each.is_deleted}


def role_of(session: Session, user: User, project: Project | None = None) -> Role | None:
    """Whether the person is an administrator, else their role in that project (default: the oldest); None for none."""
    if user.is_admin:
        return Role.ADMIN
    return roles_of(session, user).get((project or get_default_project(session)).id)


def people(session: Session, project: Project | None = None) -> list[tuple[User, Role | None]]:
    """Everybody with their role (see `role_of`): the active first, then by name."""
    project = project or get_default_project(session)
    query = (
        select(User, Membership.role)
        .outerjoin(Membership, (Membership.user_id == User.id) & (Membership.project_id == project.id))
        .order_by(User.active.desc(), User.name_key)
    )
    return [
        (user, Role.ADMIN if user.is_admin else Role(role) if role else None)
        for user, role in session.execute(query)
    ]


def find_user(session: Session, name: str) -> User | None:
    """The person of that name, whatever its case and spacing."""
    try:
        key = name_key(clean_name(name))
    except Invalid:
        return None
    return session.scalars(select(User).where(User.name_key == key)).one_or_none()


def get_user(session: Session, name: str) -> User:
    """The person of that name, whatever its case; raises NotFound."""
    user = find_user(session, name)
    if user is None:
        raise NotFound(_("There is nobody of the name %(name)s.", name=name))
    return user


def get_person(session: Session, uid: str) -> User:
    """The person of that public identifier; raises NotFound."""
    user = session.scalars(select(User).where(User.uid == uid)).one_or_none()
    if user is None:
        raise NotFound(_("There is no such person."))
    return user


def has_administrator(session: Session) -> bool:
    """Whether anybody could sign in as an administrator."""
    query = exists().where(User.active, User.is_admin, User.password_hash.is_not(None))
    return bool(session.scalar(select(query)))


def find_open_invite(session: Session, secret_hash: str) -> Invite | None:
    """The link, with the person it is for, unless it was used or revoked or has expired."""
    query = (
        select(Invite)
        .where(Invite.secret_hash == secret_hash, *_still_open())
        .options(joinedload(Invite.user), joinedload(Invite.invited_by))
    )
    return session.scalars(query).one_or_none()


def open_invites(session: Session) -> Sequence[Invite]:
    """Every link that can still be used, with who it is for and who made it, the newest first."""
    query = (
        select(Invite)
        .where(*_still_open())
        .order_by(Invite.id.desc())
        .options(joinedload(Invite.user), joinedload(Invite.invited_by))
    )
    return session.scalars(query).all()


def get_open_invite(session: Session, uid: str) -> Invite:
    """The link of that public identifier, while it can be used; raises NotFound."""
    found = session.scalars(select(Invite).where(Invite.uid == uid, *_still_open())).one_or_none()
    if found is None:
        raise NotFound(_("That link has been used, was revoked or has expired."))
    return found


def get_default_project(session: Session) -> Project:
    """The oldest project that is not deleted, at first the one that every installation starts with.

    Raises NotFound before the database is set up.
    """
    query = select(Project).where(Project.deleted_at.is_(None)).order_by(Project.id).limit(1)
    project = session.scalars(query).one_or_none()
    if project is None:
        raise NotFound(_("There is no project yet. Run: factcheck check"))
    return project


def _still_open() -> list[ColumnElement[bool]]:
    return [Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > now()]


def get_project(session: Session, uid: str, *, lock: bool = False, deleted: bool = False) -> Project:
    """The project of that uid (with `lock`, for a write; with `deleted`, one that was deleted); raises NotFound."""
    state = Project.deleted_at.is_not(None) if deleted else Project.deleted_at.is_(None)
    query = select(Project).where(Project.uid == uid, state)
    project = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if project is None:
        raise NotFound(_("There is no such project, or it is not yours to see."))
    return project
