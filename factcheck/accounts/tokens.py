"""API tokens: a script's key to what its owner may do, within the scopes it was given."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factcheck.accounts.keys import TOKEN_PREFIX, hashed, new_secret
from factcheck.accounts.models import ApiToken, User
from factcheck.accounts.names import clean_name
from factcheck.accounts.permissions import Permission, scopes_of
from factcheck.accounts.queries import roles_of
from factcheck.activity.service import record
from factcheck.db import now
from factcheck.errors import Conflict, Invalid, NotFound

MAX_DAYS = 366


def offered_scopes(session: Session, user: User) -> frozenset[Permission]:
    """What a token of this person can be given: what they may do themselves, but for managing people."""
    roles = {role.value for role in roles_of(session, user).values()}
    return scopes_of(frozenset(roles | {"admin"} if user.is_admin else roles))


def create_token(
    session: Session, user: User, *, name: str, scopes: Collection[str], days: int, actor: User | None
) -> tuple[ApiToken, str]:
    """Make a token of the person; it and its secret, which is stored nowhere.

    Raises Invalid for a scope that is not offered, none at all, or a life over 366 days; Conflict where the person
    is disabled.
    """
    if not user.active:
        raise Conflict(_("%(name)s is disabled and can have no token.", name=user.name))
    offered = offered_scopes(session, user)
    unknown = sorted(set(scopes) - offered)
    if unknown:
        listed = ", ".join(sorted(offered))
        raise Invalid(
            _(
                "%(name)s cannot give a token “%(scope)s”. Choose from: %(all)s.",
                name=user.name,
                scope=unknown[0],
                all=listed,
            ),
            "scopes",
        )
    if not scopes:
        raise Invalid(_("Choose at least one thing that the token may do."), "scopes")
    if not 1 <= days <= MAX_DAYS:
        raise Invalid(_("A token can last from 1 to %(n)s days.", n=MAX_DAYS), "days")
    secret = new_secret(TOKEN_PREFIX)
    token = ApiToken(
        user_id=user.id,
        name=clean_name(name),
        secret_hash=hashed(secret),
        scopes=sorted(set(scopes)),
        expires_at=now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    after = {"person": user.uid, "name": token.name, "scopes": token.scopes, "days": days}
    record(session, actor=actor, action="token.made", subject="token", uid=token.uid, after=after)
    return token, secret


def find_own_token(session: Session, user: User, uid: str) -> ApiToken | None:
    """The person's token of that public identifier, unless it is revoked."""
    query = select(ApiToken).where(
        ApiToken.uid == uid, ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def get_token(session: Session, uid_or_secret: str) -> ApiToken:
    """The token of that public identifier, or of that very secret, unless it is revoked; raises NotFound."""
    is_secret = uid_or_secret.startswith(TOKEN_PREFIX)
    named = ApiToken.secret_hash == hashed(uid_or_secret) if is_secret else ApiToken.uid == uid_or_secret
    token = session.scalars(select(ApiToken).where(named, ApiToken.revoked_at.is_(None))).one_or_none()
    if token is None:
        raise NotFound(_("There is no such token, or it was revoked already."))
    return token


def revoke_token(session: Session, token: ApiToken, *, actor: User | None) -> None:
    """Make a token worthless, from the next request on."""
    token.revoked_at = now()
    record(session, actor=actor, action="token.revoked", subject="token", uid=token.uid)


def revoke_tokens_of(session: Session, user: User) -> None:
    """Revoke all tokens of the person, as a part of a change that records itself."""
    query = update(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    session.execute(query.values(revoked_at=now()))
