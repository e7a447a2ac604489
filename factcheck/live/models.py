"""Who has which article open just now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.db import Base, now

PAGE_LENGTH = 32


class Presence(Base):
    """One open page of one person: `page` names it, by chance, `at` is where its current sentence begins.

    Rows come and go with pages and are no part of the record: they are in no event, no document and no history. One
    whose `seen_at` is old belongs to a process that died.
    """

    __tablename__ = "presences"

    page: Mapped[str] = mapped_column(String(PAGE_LENGTH), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[int]
    seen_at: Mapped[datetime] = mapped_column(default=now, index=True)
