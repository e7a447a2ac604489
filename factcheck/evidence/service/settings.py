"""What a lead allows to be done with a project's links."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.service import record
from factcheck.db import now
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import CheckRun, LinkJob, Purpose


def set_link_settings(
    session: Session, project: Project, settings: LinkSettings, *, actor: User
) -> Event | None:
    """Set them; event: `project.links_set`, or none where nothing differs. What is switched off is not done any more,
    not even what was waiting."""
    before = LinkSettings.from_dict(project.link_settings)
    if before == settings:
        return None
    project.link_settings = settings.to_dict()
    if not settings.fetch:
        session.execute(delete(LinkJob).where(LinkJob.project_id == project.id))
        unfinished = (CheckRun.project_id == project.id, CheckRun.finished_at.is_(None))
        session.execute(update(CheckRun).where(*unfinished).values(finished_at=now()))
    elif not settings.archive:
        session.execute(
            delete(LinkJob).where(LinkJob.project_id == project.id, LinkJob.purpose == Purpose.ARCHIVE)
        )
    return record(
        session,
        actor=actor,
        action="project.links_set",
        subject="project",
        uid=project.uid,
        before={"link_settings": before.to_dict()},
        after={"link_settings": settings.to_dict()},
    )
