"""Where a project's events are told outside, and what became of the last ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.accounts.models import Project
from factcheck.db import Base, Uid, new_uid, now

URL_LENGTH = 500


class Webhook(Base):
    """A project's webhook, one at the most. `kinds`: which events it is told of. `seq`: the last event that was told or
    given up. `attempts`, `failing_since`: of the one in hand. `not_before`: when it is tried next. `wants_test`:
    somebody wants to see whether it works. `secret`: with what messages are signed.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Uid, unique=True, default=new_uid)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), unique=True)
    url: Mapped[str] = mapped_column(String(URL_LENGTH))
    secret: Mapped[str] = mapped_column(String(80))
    kinds: Mapped[list[str]]
    enabled: Mapped[bool] = mapped_column(default=True)
    seq: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    not_before: Mapped[datetime] = mapped_column(default=now)
    wants_test: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    project: Mapped[Project] = relationship(lazy="raise")


class WebhookDelivery(Base):
    """One attempt to tell an event. `seq` is null for a test. `status`: what was answered; null where nothing was, then
    `reason` says why. `given_up`: it was not tried again."""

    __tablename__ = "webhook_deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(60))
    status: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(20), default="")
    given_up: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)

    @property
    def arrived(self) -> bool:
        """Whether it was taken."""
        return self.status is not None and 200 <= self.status < 300
