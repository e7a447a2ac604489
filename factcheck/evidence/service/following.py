"""What follows from a change on evidence, in the same transaction: a link that is attached is to be fetched, one that
is taken off or sealed is left alone, and what was submitted is shown to a public archive, each only where the project
allows it.
"""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.annotation import queries as annotation
from factcheck.annotation.models import Annotation, Evidence
from factcheck.annotation.service.changes import Context, Subject, follows
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import EvidenceCopy, Purpose
from factcheck.evidence.service.jobs import ask_for, drop_jobs


@follows
def follow(session: Session, subject: Subject, event: Event, context: Context) -> None:
    """Ask for what the change calls for."""
    after = fields(event.after)
    if isinstance(subject, Evidence) and after.keys() & {"url", "removed", "sealed"}:
        if subject.removed_at is not None or subject.sealed:
            drop_jobs(session, subject)
        elif set(after) == {"sealed"} and _is_kept(session, subject):
            return
        elif _settings(session, context).fetch:
            ask_for(
                session,
                subject,
                Purpose.KEEP,
                project_id=context.article.project_id,
                asked_by=context.actor,
            )
    elif isinstance(subject, Annotation) and after.get("status") == "submitted" and not subject.note_sealed:
        settings = _settings(session, context)
        if settings.fetch and settings.archive:
            for piece in annotation.evidence_of(session, subject):
                ask_for(
                    session,
                    piece,
                    Purpose.ARCHIVE,
                    project_id=context.article.project_id,
                    asked_by=context.actor,
                )


def _is_kept(session: Session, evidence: Evidence) -> bool:
    return bool(session.scalar(select(exists().where(EvidenceCopy.evidence_id == evidence.id))))


def _settings(session: Session, context: Context) -> LinkSettings:
    return LinkSettings.from_dict(session.get_one(Project, context.article.project_id).link_settings)
