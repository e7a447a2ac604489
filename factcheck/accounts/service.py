"""People: letting them in, what they may do, and their way in. Every change is recorded, no secret is."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factcheck.accounts import queries
from factcheck.accounts.invites import (
    link_is_void,
    make_first_admin_link,
    use_invite,
    void_first_admin_links,
    void_links_of,
)
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import InviteKind, Membership, Project, Role, User
from factcheck.accounts.names import clean_name
from factcheck.accounts.sessions import end_sessions, start_session
from factcheck.accounts.tokens import revoke_tokens_of
from factcheck.activity.service import record
from factcheck.errors import Conflict, Invalid

HIDES_PLACE = "hides_place"


def first_admin_link(session: Session, base_url: str) -> str | None:
    """The address of a one-time link that makes its first user the administrator; None once there is one.

    The link lasts 24 hours; one made before is void. Anybody who has it can take the installation over: print it
    where the administrator alone reads, and write it to no log.
    """
    secret = make_first_admin_link(session)
    return f"{base_url.rstrip('/')}/welcome/{secret}" if secret else None


def add_person(
    session: Session,
    *,
    name: str,
    role: Role,
    password_hash: str | None,
    actor: User | None,
    project: Project | None = None,
) -> User:
    """Add a person with a role in that project (default: the oldest). Raises Invalid for a name that is taken or not
    allowed."""
    project = project or queries.get_default_project(session)
    user = _add(session, name=name, role=role, password_hash=password_hash, project=project)
    after = {"name": user.name, "role": role.value, "project": project.uid}
    record(session, actor=actor, action="person.added", subject="person", uid=user.uid, after=after)
    return user


def accept_invite(
    session: Session,
    secret: str,
    *,
    name: str,
    password_hash: str,
    agent: str,
    replaces: int | None = None,
) -> tuple[User, str]:
    """Use a one-time link: the new person (or, of a password link, the one it is for) and a session's secret.

    `name` is not read for a password link. `replaces`: the session that the browser had until now, which ends.

    Raises NotFound where the link is void, and Invalid for a name that is taken; the link then stays good.
    """
    found = queries.find_open_invite(session, hashed(secret))
    if found is None:
        raise link_is_void()
    use_invite(session, found)
    if found.kind == InviteKind.PASSWORD:
        user = found.user
        if user is None or not user.active:
            raise link_is_void()
        set_password(session, user, password_hash, actor=user)
    else:
        if found.kind == InviteKind.FIRST_ADMIN and queries.has_administrator(session):
            raise link_is_void()
        project = session.get(Project, found.project_id) if found.project_id else None
        if project is None or project.deleted_at is not None:
            raise link_is_void()
        user = _add(session, name=name, role=Role(found.role), password_hash=password_hash, project=project)
        after = {
            "name": user.name,
            "role": Role(found.role).value,
            "project": project.uid,
            "invite": found.uid,
        }
        record(session, actor=user, action="person.joined", subject="person", uid=user.uid, after=after)
    return user, start_session(session, user, agent=agent, replaces=replaces)


def change_role(
    session: Session,
    user: User,
    role: Role,
    *,
    actor: User | None,
    keep: int | None = None,
    project: Project | None = None,
) -> bool:
    """Give the person another role in that project (default: the oldest), or make them an administrator, who needs
    none in any; whether it was another. Ends their sessions (but `keep`): rights never linger.

    Raises Conflict where nobody would be left to administer.
    """
    project = project or queries.get_default_project(session)
    before = queries.role_of(session, user, project)
    if before == role:
        return False
    if before == Role.ADMIN:
        _keep_an_administrator(session, user)
    _set_role(session, user, role, project)
    end_sessions(session, user, keep=keep)
    record(
        session,
        actor=actor,
        action="person.role_changed",
        subject="person",
        uid=user.uid,
        before={"role": before.value if before else None},
        after={"role": role.value, "project": None if role == Role.ADMIN else project.uid},
    )
    return True


def disable_person(session: Session, user: User, *, actor: User | None) -> None:
    """Shut the person out: their sessions, tokens and open links end. Their work stays, under their name.

    Raises Conflict where nobody would be left to administer.
    """
    if not user.active:
        return
    _keep_an_administrator(session, user)
    user.active = False
    end_sessions(session, user)
    revoke_tokens_of(session, user)
    void_links_of(session, user)
    record(session, actor=actor, action="person.disabled", subject="person", uid=user.uid)


def enable_person(session: Session, user: User, *, actor: User | None) -> None:
    """Let a disabled person sign in again, with the password they had."""
    if user.active:
        return
    user.active = True
    record(session, actor=actor, action="person.enabled", subject="person", uid=user.uid)


def set_password(
    session: Session, user: User, password_hash: str, *, actor: User | None, keep: int | None = None
) -> None:
    """Replace the person's password; ends their sessions (but `keep`) and open password links. Tokens stay."""
    user.password_hash = password_hash
    end_sessions(session, user, keep=keep)
    void_links_of(session, user)
    record(session, actor=actor, action="person.password_changed", subject="person", uid=user.uid)


def save_preferences(
    session: Session, user: User, *, locale: str | None, timezone: str | None, hides_place: bool = False
) -> None:
    """Set the language and the time zone that the person reads in (None follows the browser), and whether others are
    not shown where in an article the person is."""
    before = {"locale": user.locale, "timezone": user.timezone, HIDES_PLACE: hides(user)}
    after = {"locale": locale, "timezone": timezone, HIDES_PLACE: hides_place}
    if before == after:
        return
    user.locale, user.timezone = locale, timezone
    user.preferences = {**user.preferences, HIDES_PLACE: hides_place}
    action = "person.preferences_changed"
    record(session, actor=user, action=action, subject="person", uid=user.uid, before=before, after=after)


def hides(user: User) -> bool:
    """Whether others are not shown where in an article the person is."""
    return bool(user.preferences.get(HIDES_PLACE))


def check_name(session: Session, typed: str) -> str:
    """The name as it will be stored. Raises Invalid where it is not allowed or somebody has it."""
    name = clean_name(typed)
    if queries.find_user(session, name):
        raise _taken()
    return name


def _taken() -> Invalid:
    return Invalid(_("Somebody here has that name already. Choose another."), "name")


def _add(session: Session, *, name: str, role: Role, password_hash: str | None, project: Project) -> User:
    user = User(name=check_name(session, name), password_hash=password_hash)
    session.add(user)
    try:
        session.flush()
    except IntegrityError as error:
        raise _taken() from error
    _set_role(session, user, role, project)
    return user


def _set_role(session: Session, user: User, role: Role, project: Project) -> None:
    user.is_admin = role == Role.ADMIN
    here = delete(Membership).where(Membership.user_id == user.id)
    session.execute(here if user.is_admin else here.where(Membership.project_id == project.id))
    if user.is_admin:
        void_first_admin_links(session)
    else:
        session.add(Membership(project_id=project.id, user_id=user.id, role=role))
    session.flush()


def _keep_an_administrator(session: Session, leaving: User) -> None:
    query = (
        select(User.id).where(User.active, User.is_admin, User.password_hash.is_not(None)).order_by(User.id)
    )
    # Locked, so that two administrators cannot send each other away at once.
    if list(session.scalars(query.with_for_update())) == [leaving.id]:
        raise Conflict(_("This is the last administrator. Make somebody else an administrator first."))
