"""Claims on a text, and one reviewer's record on each: verdict, evidence, sourcing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from factcheck.accounts.models import User
from factcheck.articles.models import Article, Revision
from factcheck.db import Base, Uid, new_uid, now
from factcheck.links import address_digest
from factcheck.sources.models import Source

CLAIM_LENGTH = 500
MAX_CHECKS = 5
TEXT_LENGTH = 20_000
QUOTE_LENGTH = 5_000
LINE_LENGTH = 500
URL_LENGTH = 2_000
REASON_LENGTH = 1_000
SUGGESTION_KEY_LENGTH = 30
_GIVEN_AN_ARTICLE = text("ended_at IS NULL AND claim_id IS NULL")
_GIVEN_A_CLAIM = text("ended_at IS NULL AND claim_id IS NOT NULL")


class Claim(Base):
    """A checkable proposition, anchored to one or more spans of a revision.

    `spans` is a list of `[start, end]` in code points, in text order; `start` and `end` are the least and the
    greatest of them. The claim belongs to the sentence that holds `start`. `text` is the normalised claim, empty
    where the words of the article serve as they are. `checks`: how many people are to check it. `implied`: nobody
    chose its words or described it; a record on a whole sentence made it, so that it says that there is one.
    `decided_at`: when the decision that stands on it was made; everybody may know of its records then. `final_verdict`:
    what was decided, unless that it is no claim. `open_threads`: how many discussions of it are not settled.
    """

    __tablename__ = "claims"
    __table_args__ = (
        Index("ix_claims_article_id_start", "article_id", "start"),
        Index("ix_claims_decided_at", "decided_at"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint(f"length(text) <= {CLAIM_LENGTH}", name="text_length"),
        CheckConstraint(f"checks BETWEEN 1 AND {MAX_CHECKS}", name="checks"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    spans: Mapped[list[Any]]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    types: Mapped[list[str]] = mapped_column(default=list)
    priority: Mapped[str] = mapped_column(String(10), default="normal")
    checkable: Mapped[bool] = mapped_column(default=True)
    checks: Mapped[int] = mapped_column(default=1)
    implied: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    decided_at: Mapped[datetime | None]
    final_verdict: Mapped[str | None] = mapped_column(String(30))
    open_threads: Mapped[int] = mapped_column(default=0)

    article: Mapped[Article] = relationship(lazy="raise")
    revision: Mapped[Revision] = relationship(lazy="raise")


class Annotation(Base):
    """One reviewer's record on one claim. `version` moves with every change on it, its evidence and its hops.

    `revealed_at`: when it was handed in for the first time; from then on its reviewer may know of others' records.
    `changed_after_reveal`: it was changed after that, while there were any to know of. Neither is ever taken back.
    """

    __tablename__ = "annotations"
    __table_args__ = (
        UniqueConstraint("claim_id", "reviewer_id"),
        Index("ix_annotations_article_id_reviewer_id", "article_id", "reviewer_id"),
        Index("ix_annotations_submitted_at", "submitted_at", "claim_id", "active_seconds"),
        # Counting verdicts needs no more than this, and rows are long.
        Index(
            "ix_annotations_claim_id_status",
            "claim_id",
            "status",
            "reviewer_id",
            "verdict",
            "changed_after_reveal",
            "active_seconds",
        ),
        CheckConstraint(f"length(rationale) <= {TEXT_LENGTH}", name="rationale_length"),
        CheckConstraint(f"length(note) <= {TEXT_LENGTH}", name="note_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    verdict: Mapped[str | None] = mapped_column(String(30))
    flags: Mapped[list[str]] = mapped_column(default=list)
    rationale: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    note_sealed: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(10), default="draft")
    active_seconds: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]
    changed_after_reveal: Mapped[bool] = mapped_column(default=False)

    claim: Mapped[Claim] = relationship(lazy="raise")
    reviewer: Mapped[User] = relationship(lazy="raise")


def _address_of(context: DefaultExecutionContext) -> str:
    return address_digest(context.get_current_parameters()["url"])  # type: ignore[no-untyped-call]


class Evidence(Base):
    """A link that bears on a claim, attached by one reviewer. `position` orders them, from 0.

    `url` is empty for what has no address: a picture, a document, a conversation. `address` is a digest of what the
    spellings of the address share, to find the same link elsewhere; it follows `url`. What is `sealed` stays at the
    desk: this server asks nobody for its page, no archive is told, and no export has it.
    """

    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint(f"length(quote) <= {QUOTE_LENGTH}", name="quote_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    url: Mapped[str] = mapped_column(String(URL_LENGTH))
    address: Mapped[str] = mapped_column(String(32), default=_address_of, index=True, info={"follows": "url"})
    title: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    publisher: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    author: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    published_at: Mapped[date | None]
    accessed_at: Mapped[datetime] = mapped_column(default=now)
    medium: Mapped[str | None] = mapped_column(String(30))
    source_type: Mapped[str | None] = mapped_column(String(30))
    tier: Mapped[int | None]
    stance: Mapped[str | None] = mapped_column(String(30))
    quote: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    sealed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    @validates("url")
    def _follow_url(self, _name: str, url: str) -> str:
        self.address = address_digest(url)
        return url


class Hop(Base):
    """One step of the attribution chain of an annotation, from the article outwards. `position` orders them, from 0.

    `via` lists the uids of the hops it is reached from; null: from the hop before it (the first one: from the
    article); an empty list: straight from the article. Two entries: two hops converge on this one.
    """

    __tablename__ = "hops"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    via: Mapped[list[str] | None]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    act: Mapped[str] = mapped_column(String(20), default="reports")
    mode: Mapped[str | None] = mapped_column(String(20))
    identification: Mapped[str | None] = mapped_column(String(20))
    ground_rules: Mapped[str | None] = mapped_column(String(20))
    proximity: Mapped[str | None] = mapped_column(String(20))
    plural_stated: Mapped[bool] = mapped_column(default=False)
    n_identified: Mapped[int | None]
    located: Mapped[str | None] = mapped_column(String(20))
    located_evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id", ondelete="SET NULL"))
    reliability: Mapped[str | None] = mapped_column(String(1))
    credibility: Mapped[int | None]
    claim_date: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship(lazy="raise")


class SuggestionAnswer(Base):
    """What one reviewer made of a chain that the text suggests at a sentence: taken, or put away. It stays away then.

    `at` is where the sentence begins; `key` tells the suggestion from the others of the revision
    (`suggestions.Suggestion.key`). Taken back by `removed_at`.
    """

    __tablename__ = "suggestion_answers"
    __table_args__ = (UniqueConstraint("revision_id", "reviewer_id", "at", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[int]
    key: Mapped[str] = mapped_column(String(SUGGESTION_KEY_LENGTH))
    taken: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]


class Waiver(Base):
    """What a rule found on an annotation, let stand by somebody with a reason.

    `mark` names the finding (`rules.Finding.mark`): where what caused it changes materially, the mark does, and the
    waiver no longer holds. A reviewer waives on their own annotation, a lead on any.
    """

    __tablename__ = "waivers"
    __table_args__ = (CheckConstraint(f"length(reason) <= {REASON_LENGTH}", name="reason_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    annotation_id: Mapped[int] = mapped_column(ForeignKey("annotations.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(40))
    mark: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    by: Mapped[User] = relationship(lazy="raise")


class Assignment(Base):
    """Who is to check what by when: an article, or one claim of it. Without a reviewer it waits in the pool.

    `given_by_id` is empty where nobody gave it: the reviewer took an article that nobody had, or a second check that
    the project's policy asked for. `taken_at`: when it was taken from the pool; empty where it was given by hand.
    `returned_by_id`: who gave it back last. `ended`: how it came to its end, `done`, `returned` or `withdrawn`. The
    one of a claim is done by itself as long as the reviewer's record on it is handed in.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "uq_assignments_article",
            "article_id",
            "reviewer_id",
            unique=True,
            sqlite_where=_GIVEN_AN_ARTICLE,
            postgresql_where=_GIVEN_AN_ARTICLE,
        ),
        Index(
            "uq_assignments_claim",
            "claim_id",
            "reviewer_id",
            unique=True,
            sqlite_where=_GIVEN_A_CLAIM,
            postgresql_where=_GIVEN_A_CLAIM,
        ),
        Index("ix_assignments_claim_id_reviewer_id", "claim_id", "reviewer_id"),
        Index("ix_assignments_reviewer_id_ended_at", "reviewer_id", "ended_at"),
        Index("ix_assignments_article_id", "article_id"),
        CheckConstraint("(ended_at IS NULL) = (ended IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    priority: Mapped[str] = mapped_column(String(10), default="normal")
    due_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    given_at: Mapped[datetime] = mapped_column(default=now)
    taken_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sent_back_at: Mapped[datetime | None]
    sent_back_why: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
    ended: Mapped[str | None] = mapped_column(String(10))

    article: Mapped[Article] = relationship(lazy="raise")
    claim: Mapped[Claim | None] = relationship(lazy="raise")
    reviewer: Mapped[User | None] = relationship(lazy="raise", foreign_keys=reviewer_id)
    given_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys=given_by_id)
