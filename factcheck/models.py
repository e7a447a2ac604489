"""Every feature's models, for Alembic and for code that needs the whole metadata."""

from __future__ import annotations

from factcheck.accounts import models as accounts
from factcheck.activity import models as activity
from factcheck.adjudication import models as adjudication
from factcheck.annotation import models as annotation
from factcheck.articles import models as articles
from factcheck.dashboard import models as dashboard
from factcheck.db import Base
from factcheck.discussion import models as discussion
from factcheck.evidence import models as evidence
from factcheck.live import models as live
from factcheck.projects import models as projects
from factcheck.sources import models as sources
from factcheck.webhooks import models as webhooks

metadata = Base.metadata

__all__ = [
    "accounts",
    "activity",
    "adjudication",
    "annotation",
    "articles",
    "dashboard",
    "discussion",
    "evidence",
    "live",
    "metadata",
    "projects",
    "sources",
    "webhooks",
]
