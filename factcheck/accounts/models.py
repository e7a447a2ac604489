"""People, what they may do where, and the secrets they come in with (stored as hashes only)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from factcheck.accounts.names import KEY_LENGTH, NAME_LENGTH, name_key
from factcheck.db import Base, Uid, new_uid, now

HASH_LENGTH = 64
AGENT_LENGTH = 200


class Role(StrEnum):
    """What a member is in a project; `admin` is site-wide and stands on the user."""

    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMIN = "admin"


class Project(Base):
    """A desk's space: members, guidelines, verdict labels, policy, and what may be done with links.

    `lang` is the language that the desk works in. `guidelines` is the text in force and `guidelines_version` its
    number, 0 while none was written. `labels`: verdict key → its own `name` and `meaning`. An archived project can
    only be read; a deleted one is hidden until it is restored or purged.
    """

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    lang: Mapped[str] = mapped_column(String(20), default="en")
    guidelines: Mapped[str] = mapped_column(default="")
    guidelines_version: Mapped[int] = mapped_column(default=0)
    policy: Mapped[dict[str, Any]] = mapped_column(default=dict)
    labels: Mapped[dict[str, Any]] = mapped_column(default=dict)
    link_settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class User(Base):
    """A person. `active` is false for the disabled and for reviewers known only from an imported document.

    Names are unique whatever their case: `name_key` follows `name` and is never set by hand. `seen_at` is the last
    time the person used a browser or a token, to the minute.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    name_key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str | None] = mapped_column(String(20))
    timezone: Mapped[str | None] = mapped_column(String(60))
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]

    @validates("name")
    def _follow_name(self, _attribute: str, name: str) -> str:
        self.name_key = name_key(name)
        return name


class Membership(Base):
    """The role of a person in a project: reviewer or lead."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("project_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(default=now)

    project: Mapped[Project] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")


class SignInSession(Base):
    """A signed-in browser. The cookie holds the secret, the row its SHA-256."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    secret_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    user_agent: Mapped[str] = mapped_column(String(AGENT_LENGTH), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(lazy="raise")


class InviteKind(StrEnum):
    """What a one-time link does: lets somebody in, makes the first administrator, or sets a new password."""

    MEMBER = "member"
    FIRST_ADMIN = "first_admin"
    PASSWORD = "password"  # noqa: S105 - a kind of link, not a secret


class Invite(Base):
    """A one-time link. Used at most once, until it expires or is revoked. `user` is who a password link is for."""

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    secret_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    kind: Mapped[InviteKind] = mapped_column(String(20))
    role: Mapped[Role] = mapped_column(String(20))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(foreign_keys=[user_id], lazy="raise")
    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id], lazy="raise")


class ApiToken(Base):
    """A person's key for scripts: shown once, stored as a hash, scoped, expiring, revocable."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    secret_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")


class SignInAttempt(Base):
    """A failed sign-in, so that all workers count together.

    `account` and `origin` are hashes of the name that was typed (which may be a password, typed into the wrong
    field) and of the address or the known browser it came from.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account_at", "account", "at"),
        Index("ix_sign_in_attempts_origin_at", "origin", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(HASH_LENGTH))
    origin: Mapped[str] = mapped_column(String(HASH_LENGTH))
    trusted: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
