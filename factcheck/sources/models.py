"""Who or what a statement is traced back to, and every name it goes by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.accounts.models import User
from factcheck.db import Base, Uid, new_uid, now
from factcheck.sources.kinds import SourceKind
from factcheck.sources.spelling import KEY_LENGTH, WORD_LENGTH

SOURCE_NAME_LENGTH = 300
SOURCE_NOTE_LENGTH = 5_000
NAMED = "named"
_Ordered = String(KEY_LENGTH).with_variant(String(KEY_LENGTH, collation="C"), "postgresql")
_Word = String(WORD_LENGTH).with_variant(String(WORD_LENGTH, collation="C"), "postgresql")
"""Compared by code points on both databases, so that a beginning is a range of the index."""


class Source(Base):
    """A person, office, outlet, document or collective that a hop names, shared by the articles of a project.

    `name` is null for an unnamed source; then `description` holds the words as published and `article_id` the one
    article it belongs to: "an official" in two stories is not one source. What it is found by are its `SourceName`s.

    Of a confidential source only this is kept: whether an editor knows who it is (`identity_known`) and which lead
    approved its use (`identity_approved_by_id`). There is no place for the identity itself.

    A source that was merged into another keeps its row, without names and hops: `merged_into_id` says where it went,
    `merge_seq` is the number of the event that undo takes back.
    """

    __tablename__ = "sources"
    __table_args__ = (
        Index("ix_sources_project_id_kind", "project_id", "kind"),
        CheckConstraint(f"length(note) <= {SOURCE_NOTE_LENGTH}", name="note_length"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="merged_elsewhere"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(SOURCE_NAME_LENGTH))
    description: Mapped[str] = mapped_column(String(SOURCE_NAME_LENGTH), default="")
    kind: Mapped[str] = mapped_column(String(20), default=SourceKind.PERSON.value)
    kind_guessed: Mapped[bool] = mapped_column(default=True)
    links: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    identity_known: Mapped[bool] = mapped_column(default=False)
    identity_approved_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    merge_seq: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def label(self) -> str:
        """The name, or the description of an unnamed source."""
        return self.name or self.description

    @property
    def is_kind_known(self) -> bool:
        """Whether somebody or some text said what sort of source it is; a name alone is taken for a person's."""
        return not self.kind_guessed or self.kind != SourceKind.PERSON.value

    @property
    def is_named(self) -> bool:
        """Whether it has a name, so that it belongs to the whole project."""
        return self.name is not None


class SourceName(Base):
    """One name that a source goes by: its own or an alias, or words that one article has for it without naming it.

    `scope` is `named` for a name of the whole project, else the uid of the article whose words they are. Within its
    scope a name belongs to one source: typing it leads there.
    """

    __tablename__ = "source_names"
    __table_args__ = (
        UniqueConstraint("project_id", "scope", "label_key"),
        Index("ix_source_names_project_id_scope_folded", "project_id", "scope", "folded", "id"),
        Index("ix_source_names_project_id_likeness", "project_id", "likeness", "scope", "source_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    scope: Mapped[str] = mapped_column(String(20))
    label_key: Mapped[str] = mapped_column(String(SOURCE_NAME_LENGTH))
    name: Mapped[str] = mapped_column(String(SOURCE_NAME_LENGTH))
    folded: Mapped[str] = mapped_column(_Ordered)
    likeness: Mapped[str] = mapped_column(_Ordered)


class Distinction(Base):
    """Two sources that somebody has said are not one, however alike their names are; the older one first.

    `seq` is the number of the event that undo takes back. Where one of the two is merged on, this holds for the source
    that it became a part of.
    """

    __tablename__ = "distinctions"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int] = mapped_column(unique=True)


class SourceWord(Base):
    """A word of a name, folded, by which typing finds it."""

    __tablename__ = "source_words"
    __table_args__ = (
        Index("ix_source_words_project_id_scope_word", "project_id", "scope", "word", "name_id"),
        Index("ix_source_words_project_id_word", "project_id", "word"),
    )

    name_id: Mapped[int] = mapped_column(ForeignKey("source_names.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(_Word, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    scope: Mapped[str] = mapped_column(String(20))
