"""Doing one job: fetch, read and judge outside of any transaction, then write the result down in one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project
from factcheck.db import Database, now
from factcheck.evidence.archives import Archive, record_archiving
from factcheck.evidence.duplicates import signature
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.outcome import REFUSED, Fetched, FetchError, Reason
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import EvidenceCopy, LinkJob, Purpose
from factcheck.evidence.reading import Page as Unread
from factcheck.evidence.reading import Reading
from factcheck.evidence.reading_process import PageReader, Unreadable
from factcheck.evidence.service.blobs import pack, read_blob
from factcheck.evidence.service.jobs import MAX_ATTEMPTS, Taken
from factcheck.evidence.service.looking import Looked, Page, drop, record_look, try_later
from factcheck.evidence.states import Answered, Found, Known, judge, without_answer

PASSING = frozenset({Reason.SLOW, Reason.UNRESOLVED, Reason.UNREACHABLE})
"""What may be otherwise in a minute."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What jobs are done with. `pause`: how long a host is left alone between two requests."""

    database: Database
    fetcher: Fetcher
    reader: PageReader
    archive: Archive
    pause: timedelta


@dataclass(frozen=True, slots=True)
class _Task:
    """A job as it was when it was taken up."""

    purpose: Purpose
    known: Known


def perform(tools: Tools, taken: Taken) -> None:
    """Do the job, or put it off. Whatever goes wrong, the job is not lost and its host is let go."""
    try:
        with tools.database.reading() as session:
            task = _task(session, taken.id)
        if task is None:
            with tools.database.writing() as session:
                drop(session, taken)
        elif task.purpose is Purpose.ARCHIVE:
            record_archiving(tools.database, tools.archive, taken)
        else:
            _look(tools, taken, task.known)
    except Exception:
        # Not the address, which may be confidential: its number finds it.
        logger.exception("job %s on a link failed", taken.id)
        with tools.database.writing() as session:
            if taken.attempts >= MAX_ATTEMPTS:
                drop(session, taken)
            else:
                try_later(session, taken)


def _task(session: Session, job_id: int) -> _Task | None:
    """What is to be done; None where it is not to be done any more, or not allowed by now."""
    job = session.scalars(
        select(LinkJob).where(LinkJob.id == job_id).options(joinedload(LinkJob.evidence, innerjoin=True))
    ).one_or_none()
    if job is None or job.evidence.removed_at is not None or job.evidence.sealed or not job.evidence.url:
        return None
    project = session.get_one(Project, job.project_id)
    is_open = project.archived_at is None and project.deleted_at is None
    if not is_open or not LinkSettings.from_dict(project.link_settings).fetch:
        return None
    evidence = job.evidence
    known = Known(evidence.url, evidence.quote)
    if job.purpose == Purpose.CHECK:
        current = select(EvidenceCopy).where(EvidenceCopy.evidence_id == evidence.id)
        rests_on = session.scalars(
            current.options(joinedload(EvidenceCopy.copy, innerjoin=True))
        ).one_or_none()
        if rests_on is not None and rests_on.copy.text_blob_id is not None:
            text = read_blob(session, rests_on.copy.text_blob_id).decode()
            known = Known(evidence.url, evidence.quote, rests_on.copy.title, text)
    return _Task(Purpose(job.purpose), known)


def _look(tools: Tools, taken: Taken, known: Known) -> None:
    try:
        fetched = tools.fetcher.fetch(known.url)
    except FetchError as error:
        if error.reason in PASSING and taken.attempts < MAX_ATTEMPTS:
            _later(tools, taken, None)
            return
        found = without_answer(error.reason)
        looked = Looked(known.url, now(), found, None, error.url if error.reason not in REFUSED else "")
    else:
        if fetched.status in (429, 500, 502, 503, 504) and taken.attempts < MAX_ATTEMPTS:
            _later(tools, taken, fetched.retry_after)
            return
        looked = _judged(tools.reader, known, fetched)
    with tools.database.writing() as session:
        record_look(session, taken, looked, pause=tools.pause)


def _later(tools: Tools, taken: Taken, seconds: int | None) -> None:
    with tools.database.writing() as session:
        try_later(session, taken, None if seconds is None else timedelta(seconds=max(1, seconds)))


def _judged(reader: PageReader, known: Known, fetched: Fetched) -> Looked:
    """The answer read, judged and packed."""
    readable = True
    try:
        reading = reader.read(Unread(fetched.body, fetched.media_type, fetched.charset, fetched.final_url))
    except Unreadable:
        reading, readable = Reading(), False
    answer = Answered(
        status=fetched.status,
        final_url=fetched.final_url,
        title=reading.title,
        text=reading.text,
        whole=reading.whole,
        free=reading.free,
        readable=readable and bool(reading.whole),
        mitigated="challenge" in fetched.headers.get("cf-mitigated", "").lower(),
    )
    found: Found = judge(answer, known)
    page = None
    if found.has_page:
        page = Page(
            final_url=fetched.final_url,
            status=fetched.status,
            media_type=fetched.media_type,
            reading=reading,
            body=pack(fetched.body),
            text=pack(reading.text.encode()),
            signature=signature(reading.text),
        )
    return Looked(known.url, now(), found, fetched.status, fetched.final_url, page)
