"""Articles, their immutable texts, and the sentences of a text."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import Project, User
from factcheck.db import Base, Uid, new_uid, now

TITLE_LENGTH = 500
BYLINE_LENGTH = 300
URL_LENGTH = 2_000


class SegmentKind(StrEnum):
    """What part of a news page a segment is."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    BODY = "body"
    BOILERPLATE = "boilerplate"


class Origin(StrEnum):
    """How a revision's text came in."""

    PASTE = "paste"
    FILE = "file"
    URL = "url"
    API = "api"


class Article(Base):
    """One story. Its text is in revisions; `changed_at` moves with every change on it, `shared_at` with those that
    everybody in the project may know of, as they may not of each other's records."""

    __tablename__ = "articles"
    __table_args__ = (Index("ix_articles_project_id_changed_at", "project_id", "changed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    byline: Mapped[str] = mapped_column(String(BYLINE_LENGTH), default="")
    publisher: Mapped[str] = mapped_column(String(BYLINE_LENGTH), default="")
    url: Mapped[str] = mapped_column(String(URL_LENGTH), default="")
    published_at: Mapped[datetime | None]
    lang: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    shared_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship(lazy="raise")
    created_by: Mapped[User | None] = relationship(lazy="raise")


class Revision(Base):
    """One immutable text of an article. Offsets everywhere are code points into `text`."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    origin: Mapped[Origin] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(default=now)

    article: Mapped[Article] = relationship(lazy="raise")


class Segment(Base):
    """A sentence, or a line that is one unit: `[start, end)` of a revision. A sentence is named by its start."""

    __tablename__ = "segments"
    __table_args__ = (
        UniqueConstraint("revision_id", "start"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    paragraph: Mapped[int]
    kind: Mapped[SegmentKind] = mapped_column(String(20))
    segmenter: Mapped[str] = mapped_column(String(20))
