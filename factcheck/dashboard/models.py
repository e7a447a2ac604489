"""Where every claim stands, and the views that leads have saved.

Where claims stand is a summary that the database keeps by itself (migration 0003), for figures and lists: nobody
writes its tables, triggers on what it follows from do, in the same transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import User
from factcheck.db import Base, Uid, new_uid, now

VIEW_NAME_LENGTH = 80


class ClaimStanding(Base):
    """A claim that was not removed: its state (`states.ClaimState`), what it stands at (`states.STANDINGS`), and what
    it rests on (`states.Footing`).

    `since`: when the first of its verdicts was handed in. `roots`: how many different sources the chains of records
    that were handed in end at.
    """

    __tablename__ = "claim_standings"
    __table_args__ = (
        Index("ix_claim_standings_project_id_since", "project_id", "since", "standing"),
        Index("ix_claim_standings_project_id_created_at", "project_id", "created_at", "claim_id", "state"),
    )

    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    priority: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    standing: Mapped[str] = mapped_column(String(30))
    since: Mapped[datetime | None]
    roots: Mapped[int]
    footing: Mapped[str] = mapped_column(String(10))


class ClaimTally(Base):
    """How many claims of an article have all of this in common; zero where they had once."""

    __tablename__ = "claim_tallies"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    state: Mapped[str] = mapped_column(String(10), primary_key=True)
    standing: Mapped[str] = mapped_column(String(30), primary_key=True)
    priority: Mapped[str] = mapped_column(String(10), primary_key=True)
    handed_in: Mapped[bool] = mapped_column(primary_key=True)
    one_root: Mapped[bool] = mapped_column(primary_key=True)
    footing: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int]


class SavedView(Base):
    """A lead's page with what it is asked for, under a name. `page`: one of `saved.Board`; `query`: the parameters of
    its address. `shared`: all leads of the project have it, else only who saved it. No part of the record: in no event,
    no document and no history.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("project_id", "user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(VIEW_NAME_LENGTH))
    page: Mapped[str] = mapped_column(String(20))
    query: Mapped[dict[str, Any]]
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(lazy="raise")
