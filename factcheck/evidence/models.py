"""What is kept of the pages that evidence links to, how each link was found when it was looked at, and the work still
to be done on it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import User
from factcheck.annotation.models import LINE_LENGTH, URL_LENGTH, Evidence
from factcheck.db import Base, Uid, new_uid, now
from factcheck.evidence.states import LinkState

HASH_LENGTH = 64
NAME_LENGTH = 255
MEDIA_TYPE_LENGTH = 100
REASON_LENGTH = 60


class Encoding(StrEnum):
    """How a blob's content is stored: as it is, or compressed by zlib."""

    IDENTITY = "identity"
    ZLIB = "zlib"


class CopyOrigin(StrEnum):
    """Where a kept copy came from: the guarded fetcher, a person's upload, or an imported document."""

    FETCH = "fetch"
    UPLOAD = "upload"
    IMPORT = "import"


class Purpose(StrEnum):
    """What a job does: fetch a page for the first time, look whether it is still there, ask an archive to keep it."""

    KEEP = "keep"
    CHECK = "check"
    ARCHIVE = "archive"


class Blob(Base):
    """Bytes by their hash: the same content is stored once, whoever refers to it. Never changed.

    `sha256` and `size` are of the content itself, `content` is encoded as `encoding` says.
    """

    __tablename__ = "blobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    size: Mapped[int]
    encoding: Mapped[Encoding] = mapped_column(String(10))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class KeptCopy(Base):
    """A page as it was when it was fetched (or uploaded): readable text, what it says of itself, where it was found.

    `url` is the address asked for, `final_url` the one that answered, `canonical_url` the one the page gives itself.
    `body` is what was received, after content decoding; `text` the readable text. Either is null where a document
    that came in had the hashes only. Never changed, but for `archived_url` (a public archive's memento).
    """

    __tablename__ = "kept_copies"
    __table_args__ = (
        Index("ix_kept_copies_project_id_canonical_url", "project_id", "canonical_url"),
        Index("ix_kept_copies_project_id_text_sha256", "project_id", "text_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(String(URL_LENGTH))
    final_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    canonical_url: Mapped[str] = mapped_column(String(URL_LENGTH), default="")
    http_status: Mapped[int | None]
    media_type: Mapped[str] = mapped_column(String(MEDIA_TYPE_LENGTH), default="")
    fetched_at: Mapped[datetime] = mapped_column(default=now)
    body_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))
    body_blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"), index=True)
    text_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))
    text_blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"), index=True)
    title: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    publisher: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    author: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    published_at: Mapped[date | None]
    lang: Mapped[str] = mapped_column(String(20), default="")
    origin: Mapped[CopyOrigin] = mapped_column(String(10), default=CopyOrigin.FETCH)
    archived_url: Mapped[str] = mapped_column(String(URL_LENGTH), default="")

    body_blob: Mapped[Blob | None] = relationship(foreign_keys=[body_blob_id], lazy="raise")
    text_blob: Mapped[Blob | None] = relationship(foreign_keys=[text_blob_id], lazy="raise")


class StorySignature(Base):
    """What the text of a copy is compared by (`evidence.duplicates`): texts nearly the same are one story."""

    __tablename__ = "story_signatures"

    id: Mapped[int] = mapped_column(primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("kept_copies.id", ondelete="CASCADE"), unique=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class StoryBand(Base):
    """Part of a signature, as a key: the same story shares at least one with it."""

    __tablename__ = "story_bands"
    __table_args__ = (Index("ix_story_bands_project_id_key", "project_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    key: Mapped[int] = mapped_column(BigInteger)
    copy_id: Mapped[int] = mapped_column(ForeignKey("kept_copies.id", ondelete="CASCADE"), index=True)


class EvidenceCopy(Base):
    """Which copy is the current one of a piece of evidence. Earlier ones are named by its link checks."""

    __tablename__ = "evidence_copies"

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), unique=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("kept_copies.id", ondelete="CASCADE"), index=True)

    evidence: Mapped[Evidence] = relationship(lazy="raise")
    copy: Mapped[KeptCopy] = relationship(lazy="raise")


class LinkCheck(Base):
    """How a link was found at one time. `latest` marks the last one of each piece of evidence.

    `reason` is a code that says more about the state (`factcheck.evidence.labels` has the words). `difference` says
    what changed since the copy before: `{"text": 0.93, "title": ["before", "after"], "quote": 0.61}`, each only
    where it differs; numbers are similarities from 0 to 1. `copy` is what was found, where something was.
    """

    __tablename__ = "link_checks"
    __table_args__ = (
        Index(
            "uq_link_checks_latest",
            "evidence_id",
            unique=True,
            sqlite_where=text("latest"),
            postgresql_where=text("latest"),
        ),
        Index("ix_link_checks_evidence_id_checked_at", "evidence_id", "checked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
    checked_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[LinkState] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    http_status: Mapped[int | None]
    final_url: Mapped[str] = mapped_column(String(URL_LENGTH), default="")
    difference: Mapped[dict[str, Any]] = mapped_column(default=dict)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("kept_copies.id", ondelete="SET NULL"), index=True)
    latest: Mapped[bool] = mapped_column(default=True)

    evidence: Mapped[Evidence] = relationship(lazy="raise")
    copy: Mapped[KeptCopy | None] = relationship(lazy="raise")


class CheckRun(Base):
    """One round of link checks: a project's or an article's links, asked for by somebody or by the schedule."""

    __tablename__ = "check_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    total: Mapped[int]

    started_by: Mapped[User | None] = relationship(lazy="raise")


class LinkJob(Base):
    """Work to be done on a link, written in the transaction that asks for it and deleted in the one that does it: a
    server that is killed in between finds it again.

    `host` is whom it asks; `not_before` when it may be tried (again); `taken_at` when a worker took it up. `ticket` is
    what an archive gave for a request that it works on.
    """

    __tablename__ = "link_jobs"
    __table_args__ = (
        UniqueConstraint("evidence_id", "purpose"),
        Index("ix_link_jobs_host_not_before", "host", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Purpose] = mapped_column(String(10))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("check_runs.id", ondelete="SET NULL"), index=True)
    host: Mapped[str] = mapped_column(String(255))
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now)
    taken_at: Mapped[datetime | None]
    ticket: Mapped[str] = mapped_column(String(200), default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    evidence: Mapped[Evidence] = relationship(lazy="raise")


class LinkHost(Base):
    """A host that was asked, so that all workers together leave it in peace: one request at a time, and not before
    `next_at`. `taken_until` is when a request under way is given up at the latest.
    """

    __tablename__ = "link_hosts"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(default=now)
    taken_until: Mapped[datetime | None]


class Attachment(Base):
    """A file attached to a piece of evidence: an image, a PDF, a note of a call.

    `sha256` and `size` are of its content, which is missing where it came in a document: `blob` is null. `copy` is what
    can be read in it, where something can.
    """

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), index=True)
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("kept_copies.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    media_type: Mapped[str] = mapped_column(String(MEDIA_TYPE_LENGTH))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    evidence: Mapped[Evidence] = relationship(lazy="raise")
    blob: Mapped[Blob | None] = relationship(lazy="raise")
