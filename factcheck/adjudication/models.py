"""The final verdict on a claim, and a lead's sign-off of an article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import User
from factcheck.annotation.models import TEXT_LENGTH, Claim
from factcheck.db import Base, Uid, new_uid, now

NOTE_LENGTH = 2_000
_STANDING = text("reopened_at IS NULL")


class Adjudication(Base):
    """One decision on a claim. At most one stands; those that were reopened are kept.

    `adopted`: uids of the records whose verdict it is. `evidence` and `hops`: uids of what was taken over from the
    records. `dissent`: of every record with another verdict, `{"annotation": uid, "reviewer": name, "verdict": key}` as
    it was then. `settled_at`: when the question that it puts to the guidelines was answered.
    """

    __tablename__ = "adjudications"
    __table_args__ = (
        Index(
            "uq_adjudications_claim_id_standing",
            "claim_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        Index("ix_adjudications_claim_id", "claim_id"),
        CheckConstraint(f"length(rationale) <= {TEXT_LENGTH}", name="rationale_length"),
        CheckConstraint("(outcome = 'verdict') = (verdict IS NOT NULL)", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str | None] = mapped_column(String(30))
    flags: Mapped[list[str]] = mapped_column(default=list)
    rationale: Mapped[str] = mapped_column(Text, default="")
    adopted: Mapped[list[str]] = mapped_column(default=list)
    evidence: Mapped[list[str]] = mapped_column(default=list)
    hops: Mapped[list[str]] = mapped_column(default=list)
    dissent: Mapped[list[Any]]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reopened_at: Mapped[datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reopened_why: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship(lazy="raise")
    by: Mapped[User] = relationship(lazy="raise", foreign_keys=by_id)
    reopened_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=reopened_by_id)


class SignOff(Base):
    """A lead's signature under an article: the SHA-256 (hex) of all that was decided, as `signing.digest_of` has it.

    `seq` is the last event that it takes in. It holds as long as the digest is the same; `withdrawn_at` takes it back.
    """

    __tablename__ = "sign_offs"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    by: Mapped[User] = relationship(lazy="raise")
