"""Threads on claims, and what is said in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import User
from factcheck.annotation.models import Claim
from factcheck.db import Base, Uid, new_uid, now

COMMENT_LENGTH = 10_000


class Thread(Base):
    """A discussion of one thing about a claim. `resolved_at`: when it was settled; it can be opened again."""

    __tablename__ = "threads"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"), index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    claim: Mapped[Claim] = relationship(lazy="raise")
    resolved_by: Mapped[User | None] = relationship(lazy="raise")
    comments: Mapped[list[Comment]] = relationship(
        lazy="raise", back_populates="thread", order_by="Comment.id"
    )


class Comment(Base):
    """What somebody said, in Markdown. `version` moves with every change; taken back, its text is gone for good and
    its place stays."""

    __tablename__ = "comments"
    __table_args__ = (CheckConstraint(f"length(text) <= {COMMENT_LENGTH}", name="text_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship(lazy="raise", back_populates="comments")
    author: Mapped[User] = relationship(lazy="raise")
    mentions: Mapped[list[Mention]] = relationship(lazy="raise", order_by="Mention.id")


class Mention(Base):
    """Somebody whom a comment names with an @ before their name."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("comment_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship(lazy="raise")
