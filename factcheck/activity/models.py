"""The append-only log of every change, its head, and the receipts of saves that may be sent again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.db import Base, Uid, now

if TYPE_CHECKING:
    from factcheck.accounts.models import User

GENESIS = "0" * 64


class Event(Base):
    """A change, as a past-tense fact. Never updated, never deleted.

    `seq` has no gaps and follows the order of commits. `change` is the seq of the first event of the same
    transaction: events of one change are undone together. `before` and `after` are canonical JSON objects of the
    fields that changed (null: there was nothing, there is nothing). `hash` is SHA-256 over the previous event's
    hash and this event's content.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_article_id_seq", "article_id", "seq"),
        Index("ix_events_claim_uid_seq", "claim_uid", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(30))
    subject_uid: Mapped[str] = mapped_column(String(80))
    article_id: Mapped[int | None]
    claim_uid: Mapped[str | None] = mapped_column(Uid)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    undoes: Mapped[int | None] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(String(64))

    actor: Mapped[User | None] = relationship("User", lazy="raise")


class LogHead(Base):
    """One row: the last event's seq and hash. Writers lock it, so seq has no gaps and a cut log is noticed."""

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


class BellNotice(Base):
    """An event that concerns somebody. `concern`: why, as `notices.Concern` has it."""

    __tablename__ = "bell_notices"
    __table_args__ = (
        UniqueConstraint("user_id", "seq"),
        Index("ix_bell_notices_unread", "user_id", "read_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(ForeignKey("events.seq"), index=True)
    concern: Mapped[str] = mapped_column(String(10))
    read_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="raise")


class Receipt(Base):
    """The answer to a save, kept under the sender's idempotency key: sent again, it is answered, not repeated."""

    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    headers: Mapped[str] = mapped_column(Text, default="{}")
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
