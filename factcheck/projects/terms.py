"""How long a deleted project can be restored."""

from __future__ import annotations

from datetime import datetime, timedelta

from factcheck.accounts.models import Project

KEPT_DAYS = 30
KEPT = timedelta(days=KEPT_DAYS)


def purge_at(project: Project) -> datetime:
    """When a deleted project is purged. Raises ValueError for one that was not deleted."""
    if project.deleted_at is None:
        raise ValueError("this project was not deleted")
    return project.deleted_at + KEPT
