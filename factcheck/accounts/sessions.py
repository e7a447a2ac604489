"""Signed-in browsers: starting and ending their sessions, and noting that they are used.

The browser carries a secret, the row its hash. A new secret is given at sign-in and whenever what the person may do
or how they prove who they are has changed; the old one is worth nothing from then on.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from factcheck.accounts.keys import hashed, new_secret
from factcheck.accounts.models import AGENT_LENGTH, ApiToken, SignInSession, User
from factcheck.accounts.queries import SESSION_LIFE
from factcheck.activity.service import record
from factcheck.db import now

PRESENCE = timedelta(minutes=1)
"""How old the note of somebody's last use gets before it is written anew."""


def sign_in(
    session: Session, user: User, *, agent: str, replaces: int | None = None, new_hash: str | None = None
) -> str:
    """Start a session of the person and record that they came; the secret for the browser.

    `new_hash` replaces the stored hash of the same password, where that was made with older parameters.
    """
    if new_hash is not None:
        user.password_hash = new_hash
    secret = start_session(session, user, agent=agent, replaces=replaces)
    record(session, actor=user, action="person.signed_in", subject="person", uid=user.uid)
    return secret


def start_session(session: Session, user: User, *, agent: str, replaces: int | None = None) -> str:
    """Start a session, as a part of a change that records itself; the secret for the browser.

    The session `replaces`, which the browser had until now, ends.
    """
    session.execute(
        delete(SignInSession).where(
            or_(SignInSession.created_at < now() - SESSION_LIFE, SignInSession.id == replaces)
        )
    )
    secret = new_secret()
    agent = agent.replace("\0", "")[:AGENT_LENGTH]
    session.add(SignInSession(secret_hash=hashed(secret), user_id=user.id, user_agent=agent))
    user.seen_at = now()
    session.flush()
    return secret


def sign_out(session: Session, user: User, session_id: int) -> None:
    """End the session of this browser and record that the person left."""
    session.execute(delete(SignInSession).where(SignInSession.id == session_id))
    record(session, actor=user, action="person.signed_out", subject="person", uid=user.uid)


def end_session(session: Session, ended: SignInSession, *, actor: User) -> None:
    """End another session of the same person, by hand."""
    session.delete(ended)
    after = {"session": ended.uid}
    record(session, actor=actor, action="session.ended", subject="person", uid=actor.uid, after=after)


def end_sessions(session: Session, user: User, *, keep: int | None = None) -> None:
    """End all sessions of the person but `keep`, as a part of a change that records itself."""
    query = delete(SignInSession).where(SignInSession.user_id == user.id)
    session.execute(query if keep is None else query.where(SignInSession.id != keep))


def renew_session(session: Session, session_id: int) -> str:
    """Give a session a new secret, as a part of a change that records itself; the old one is void."""
    secret = new_secret()
    session.execute(
        update(SignInSession).where(SignInSession.id == session_id).values(secret_hash=hashed(secret))
    )
    return secret


def note_presence(session: Session, credential: SignInSession | ApiToken) -> None:
    """Write down that the person was here just now, and used this session or token."""
    moment = now()
    if isinstance(credential, SignInSession):
        session.execute(update(SignInSession).where(SignInSession.id == credential.id).values(seen_at=moment))
    else:
        session.execute(update(ApiToken).where(ApiToken.id == credential.id).values(used_at=moment))
    session.execute(update(User).where(User.id == credential.user_id).values(seen_at=moment))


def is_stale(credential: SignInSession | ApiToken) -> bool:
    """Whether the note of its last use should be written anew."""
    last = credential.seen_at if isinstance(credential, SignInSession) else credential.used_at
    return last is None or now() - last > PRESENCE
