"""Work on links: asked for in the transaction of a save, taken by a worker, done or put off.

The rows are the truth about what is to be done. The job library delivers and times them, and may forget: what was
taken and not done comes up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation.models import Evidence
from factcheck.db import now
from factcheck.evidence.models import CheckRun, LinkHost, LinkJob, Purpose

LEASE = timedelta(minutes=4)
"""Longer than any job may take: after it, a job counts as lost with its worker."""
MAX_ATTEMPTS = 4
PATIENCE = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))
"""How long is waited after the first, second and third attempt that came to nothing."""
HOST_LENGTH = 255
ARCHIVE_HOST = "public archive"
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in a worker's hands."""

    id: int
    host: str
    attempts: int


def host_key(url: str) -> str:
    """By what requests are counted towards one host: its name and port, in small letters."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()[:HOST_LENGTH]


def ask_for(
    session: Session, evidence: Evidence, purpose: Purpose, *, project_id: int, asked_by: User | None
) -> None:
    """Have something done about the link, once this transaction commits. Asked for twice, it is done once; nothing is
    done about what has no address, or is sealed."""
    if not evidence.url or evidence.sealed:
        return
    host = ARCHIVE_HOST if purpose is Purpose.ARCHIVE else host_key(evidence.url)
    job = None
    if evidence.id is not None:
        wanted = (LinkJob.evidence_id == evidence.id, LinkJob.purpose == purpose)
        job = session.scalars(select(LinkJob).where(*wanted)).one_or_none()
    if job is None:
        session.add(
            LinkJob(
                evidence=evidence,
                project_id=project_id,
                purpose=purpose,
                host=host,
                asked_by_id=asked_by.id if asked_by else None,
            )
        )
        return
    job.host, job.not_before, job.attempts = host, now(), 0


def add_jobs(
    session: Session,
    links: Sequence[tuple[int, str]],
    *,
    project_id: int,
    run_id: int,
    asked_by_id: int | None,
) -> int:
    """Have many links checked; `links`: keys and addresses of evidence. How many of them were not waiting already."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    moment, added = now(), 0
    for start in range(0, len(links), AT_A_TIME):
        rows = [
            {
                "evidence_id": evidence_id,
                "project_id": project_id,
                "purpose": Purpose.CHECK,
                "run_id": run_id,
                "host": host_key(url),
                "attempts": 0,
                "ticket": "",
                "not_before": moment,
                "asked_by_id": asked_by_id,
                "created_at": moment,
            }
            for evidence_id, url in links[start : start + AT_A_TIME]
        ]
        statement = insert(LinkJob).on_conflict_do_nothing(index_elements=["evidence_id", "purpose"])
        done = session.connection().execute(statement, rows, execution_options={"preserve_rowcount": True})
        added += max(0, done.rowcount)
    return added


def drop_jobs(session: Session, evidence: Evidence) -> None:
    """Nothing is to be done about the link any more."""
    if evidence.id is None:
        return
    of_evidence = LinkJob.evidence_id == evidence.id
    runs = session.scalars(select(LinkJob.run_id).where(of_evidence, LinkJob.run_id.is_not(None))).all()
    session.execute(delete(LinkJob).where(of_evidence))
    for run_id in runs:
        if run_id is not None:
            finish_run(session, run_id)


def finish_run(session: Session, run_id: int) -> None:
    """End the round where nothing of it is left to be done."""
    left = exists().where(LinkJob.run_id == run_id)
    statement = update(CheckRun).where(CheckRun.id == run_id, CheckRun.finished_at.is_(None), ~left)
    session.execute(statement.values(finished_at=now()))


def _free(moment: datetime) -> ColumnElement[bool]:
    return or_(LinkJob.taken_at.is_(None), LinkJob.taken_at < moment - LEASE)


def due_hosts(session: Session, limit: int) -> Sequence[str]:
    """Hosts that may be asked now and for which there is work, those with pages just attached first."""
    moment = now()
    rank = func.min(case((LinkJob.purpose == Purpose.CHECK, 1), else_=0))
    blocked = (LinkHost.host == LinkJob.host, or_(LinkHost.next_at > moment, LinkHost.taken_until > moment))
    query = (
        select(LinkJob.host)
        .where(LinkJob.not_before <= moment, _free(moment), ~exists().where(*blocked))
        .group_by(LinkJob.host)
        .order_by(rank, func.min(LinkJob.id))
        .limit(limit)
    )
    return session.scalars(query).all()


def is_work_left(session: Session) -> bool:
    """Whether something could be done now by a worker that starts: what an earlier one had taken counts too."""
    moment = now()
    resting = exists().where(LinkHost.host == LinkJob.host, LinkHost.next_at > moment)
    return (
        session.scalar(select(LinkJob.id).where(LinkJob.not_before <= moment, ~resting).limit(1)) is not None
    )


def take_jobs(session: Session, limit: int) -> list[Taken]:
    """Take a job each of at most so many hosts that nobody else is asking. Commit before working on them."""
    taken = []
    for host in due_hosts(session, limit):
        if not _take_host(session, host):
            continue
        moment = now()
        query = (
            select(LinkJob)
            .where(LinkJob.host == host, LinkJob.not_before <= moment, _free(moment))
            .order_by(case((LinkJob.purpose == Purpose.CHECK, 1), else_=0), LinkJob.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        job = session.scalars(query).one_or_none()
        if job is not None:
            job.taken_at, job.attempts = moment, job.attempts + 1
            taken.append(Taken(job.id, host, job.attempts))
        else:
            release_host(session, host, timedelta(0))
    return taken


def _take_host(session: Session, host: str) -> bool:
    """Whether the host was free; then it is taken."""
    moment = now()
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    session.execute(
        insert(LinkHost).values(host=host, next_at=moment).on_conflict_do_nothing(index_elements=["host"])
    )
    statement = (
        update(LinkHost)
        .where(
            LinkHost.host == host,
            LinkHost.next_at <= moment,
            or_(LinkHost.taken_until.is_(None), LinkHost.taken_until <= moment),
        )
        .values(taken_until=moment + LEASE)
    )
    done = session.connection().execute(statement, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1


def release_host(session: Session, host: str, pause: timedelta) -> None:
    """Let the host be asked again, after the pause."""
    session.execute(
        update(LinkHost).where(LinkHost.host == host).values(next_at=now() + pause, taken_until=None)
    )


def put_off(job: LinkJob, pause: timedelta | None = None) -> None:
    """Have another try, after the pause (default: longer each time)."""
    waits = PATIENCE[min(job.attempts, len(PATIENCE)) - 1] if pause is None else pause
    job.taken_at, job.not_before = None, now() + waits


def release_all(session: Session) -> None:
    """Free everything that is taken. For a worker that is alone, when it starts: its predecessor was killed."""
    session.execute(update(LinkJob).where(LinkJob.taken_at.is_not(None)).values(taken_at=None))
    session.execute(update(LinkHost).where(LinkHost.taken_until.is_not(None)).values(taken_until=None))
