"""Deleting for good what was deleted 30 days ago: everything of the project but its events, which stay for ever."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.activity.saving import forget_receipts
from factcheck.activity.service import record
from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.articles.models import Article
from factcheck.db import Database, now
from factcheck.evidence.models import Attachment, Blob, KeptCopy
from factcheck.projects.terms import KEPT
from factcheck.sources.models import Source, SourceName, SourceWord

ARTICLES_AT_A_TIME = 50
BLOBS_AT_A_TIME = 400


def is_purge_due(session: Session) -> bool:
    """Whether some project's 30 days are over."""
    return bool(session.scalar(select(exists().where(Project.deleted_at < now() - KEPT))))


def purge_due(database: Database) -> list[str]:
    """Purge every project whose 30 days are over; their slugs. Ended halfway, it goes on with the rest next time."""
    with database.reading() as session:
        due = session.execute(select(Project.id, Project.slug).where(Project.deleted_at < now() - KEPT)).all()
    for project_id, _slug in due:
        purge(database, project_id)
    return [slug for _project_id, slug in due]


def purge(database: Database, project_id: int) -> None:
    """Delete the project and all that is in it, in short transactions; event: `project.purged`."""
    with database.reading() as session:
        blobs = _copied_blobs(session, project_id)
        articles = session.scalar(select(func.count()).where(Article.project_id == project_id)) or 0
    with database.writing() as session:
        _delete_sources(session, project_id)
    while True:
        with database.writing() as session:
            if not _delete_some_articles(session, project_id):
                break
    with database.writing() as session:
        project = session.get(Project, project_id)
        if project is None:
            return
        # Its name stands in the log already, from the day when it was made or named.
        record(
            session,
            actor=None,
            action="project.purged",
            subject="project_state",
            uid=project.uid,
            before={"name": project.name, "slug": project.slug, "articles": articles},
        )
        session.flush()
        session.execute(delete(Project).where(Project.id == project_id))
        _delete_unused(session, blobs)
        forget_receipts(session)


def _articles_of(project_id: int) -> Select[int]:
    return select(Article.id).where(Article.project_id == project_id)


def _delete_sources(session: Session, project_id: int) -> None:
    """The sources and what names them: the hops of the articles, aliases, and the words that they are found by."""
    records = select(Annotation.id).where(Annotation.article_id.in_(_articles_of(project_id)))
    own = Source.project_id == project_id
    session.execute(delete(Hop).where(Hop.annotation_id.in_(records)))
    session.execute(delete(SourceWord).where(SourceWord.project_id == project_id))
    session.execute(delete(SourceName).where(SourceName.project_id == project_id))
    session.execute(update(Source).where(own).values(merged_into_id=None))
    session.execute(delete(Source).where(own))


def _delete_some_articles(session: Session, project_id: int) -> int:
    """Delete a few articles, with everything that hangs on them and their attached files; how many."""
    some = session.scalars(_articles_of(project_id).limit(ARTICLES_AT_A_TIME)).all()
    if some:
        files = (
            select(Attachment.blob_id)
            .join(Evidence, Evidence.id == Attachment.evidence_id)
            .join(Annotation, Annotation.id == Evidence.annotation_id)
            .where(Annotation.article_id.in_(some))
        )
        blobs = {key for key in session.scalars(files) if key is not None}
        session.execute(delete(Article).where(Article.id.in_(some)))
        _delete_unused(session, sorted(blobs))
    return len(some)


def _copied_blobs(session: Session, project_id: int) -> list[int]:
    """The keys of the contents of the project's kept copies."""
    copies = select(KeptCopy.body_blob_id, KeptCopy.text_blob_id).where(KeptCopy.project_id == project_id)
    return sorted({key for row in session.execute(copies) for key in row if key is not None})


def _delete_unused(session: Session, blobs: Sequence[int]) -> None:
    """Delete those of the contents that nothing else has: the same bytes are kept once, whoever has them."""
    used = or_(
        exists().where(KeptCopy.body_blob_id == Blob.id),
        exists().where(KeptCopy.text_blob_id == Blob.id),
        exists().where(Attachment.blob_id == Blob.id),
    )
    for place in range(0, len(blobs), BLOBS_AT_A_TIME):
        some = blobs[place : place + BLOBS_AT_A_TIME]
        session.execute(delete(Blob).where(Blob.id.in_(some), ~used))
