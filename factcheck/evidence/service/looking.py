"""Writing down how a link was found: the copy, the check, and what the page says into fields that are still empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.service import record
from factcheck.annotation.models import LINE_LENGTH, Annotation, Claim, Evidence
from factcheck.annotation.service.changes import stored
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.evidence.models import (
    CopyOrigin,
    EvidenceCopy,
    KeptCopy,
    LinkCheck,
    LinkJob,
    Purpose,
)
from factcheck.evidence.reading import Reading
from factcheck.evidence.service.blobs import Packed, store_blob
from factcheck.evidence.service.jobs import Taken, finish_run, put_off, release_host
from factcheck.evidence.service.stories import file_story
from factcheck.evidence.states import Found

FILLED = ("title", "publisher", "author", "published_at")
"""What a page says of itself goes into these fields of evidence, where they are empty."""
FILLING, LINK = "fetch", "link"
"""Subjects of events: fields of evidence were filled in, which moves the record's version; anything else about a link.
Neither is undone by `u`, which takes the pasted link itself back."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: where from, what it said, and its bytes ready to be stored. `signature`: of its text."""

    final_url: str
    status: int
    media_type: str
    reading: Reading
    body: Packed
    text: Packed
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a link found. `url` is what was asked for, `page` is there where there is one worth keeping."""

    url: str
    at: datetime
    found: Found
    status: int | None
    final_url: str
    page: Page | None = None


def record_look(session: Session, taken: Taken, looked: Looked, *, pause: timedelta) -> None:
    """Write the look down and end the job; the host may be asked again after the pause. Done twice, it is done once.

    Events: `evidence.fetched` for a first look, with what was filled in; `link.changed` where the state is another
    than at the last check.
    """
    # The host that was asked: meanwhile the job may be gone, or be one for another host.
    release_host(session, taken.host, pause)
    job = session.get(LinkJob, taken.id)
    if job is None:
        return
    place = _place(session, job)
    if place is None:
        _end(session, job)
        return
    evidence, annotation, claim, article = place
    if evidence.url != looked.url:
        # Another address was given meanwhile: that one is still to be looked at.
        job.taken_at, job.attempts = None, 0
        return
    copy = _keep(session, article.project_id, looked) if looked.page else None
    before = session.scalars(_latest(evidence)).one_or_none()
    check = _write_check(session, evidence, before, looked, copy)
    if job.purpose == Purpose.KEEP:
        filled = _fill(evidence, annotation, looked)
        said = {
            "link_state": check.state,
            "copy": copy.uid if copy else None,
            "sha256": copy and copy.body_sha256,
        }
        empty = {name: None if name == "published_at" else "" for name in filled}
        _record(session, "evidence.fetched", evidence, annotation, claim, empty, said | filled)
        if filled:
            annotation.version += 1
            annotation.changed_at = article.changed_at = now()
    elif before is None or before.state != check.state:
        was = {"link_state": before.state if before else None}
        _record(session, "link.changed", evidence, annotation, claim, was, {"link_state": check.state})
    _rest_on(session, evidence, copy, first=job.purpose == Purpose.KEEP)
    _end(session, job)


def try_later(session: Session, taken: Taken, pause: timedelta | None = None) -> None:
    """Nothing came of it now; another try later. The host is left alone until then where it asked for that."""
    release_host(session, taken.host, pause or timedelta(seconds=1))
    job = session.get(LinkJob, taken.id)
    if job is not None:
        put_off(job, pause)


def drop(session: Session, taken: Taken) -> None:
    """End a job that is not to be done any more."""
    release_host(session, taken.host, timedelta(0))
    job = session.get(LinkJob, taken.id)
    if job is not None:
        _end(session, job)


def _place(session: Session, job: LinkJob) -> tuple[Evidence, Annotation, Claim, Article] | None:
    """Where the evidence is, the article locked; None where it was taken off, or sealed."""
    found = session.execute(
        select(Evidence, Annotation, Claim, Article)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(Evidence.id == job.evidence_id)
        .with_for_update(of=Article)
    ).one()
    evidence, annotation, claim, article = found
    gone = evidence.removed_at or evidence.sealed or claim.removed_at or article.removed_at
    return None if gone else (evidence, annotation, claim, article)


def _keep(session: Session, project_id: int, looked: Looked) -> KeptCopy:
    """The copy of what came: the one that is there, where its text and its words about itself are the same."""
    page = looked.page
    assert page is not None  # noqa: S101 - asked by the caller
    reading = page.reading
    known = select(KeptCopy).where(
        KeptCopy.project_id == project_id,
        KeptCopy.url == looked.url,
        KeptCopy.text_sha256 == page.text.sha256,
        KeptCopy.text_blob_id.is_not(None),
        KeptCopy.title == reading.title[:LINE_LENGTH],
    )
    # A page without text is told by its bytes alone.
    if not page.text.size:
        known = known.where(KeptCopy.body_sha256 == page.body.sha256)
    found = session.scalars(known.order_by(KeptCopy.id.desc()).limit(1)).one_or_none()
    if found is not None:
        return found
    copy = KeptCopy(
        project_id=project_id,
        url=looked.url,
        final_url=page.final_url,
        canonical_url=reading.canonical_url,
        http_status=page.status,
        media_type=page.media_type,
        fetched_at=looked.at,
        body_sha256=page.body.sha256,
        body_blob_id=store_blob(session, page.body),
        text_sha256=page.text.sha256,
        text_blob_id=store_blob(session, page.text),
        title=reading.title[:LINE_LENGTH],
        publisher=reading.publisher[:LINE_LENGTH],
        author=reading.author[:LINE_LENGTH],
        published_at=reading.published_at,
        lang=reading.lang[:20],
        origin=CopyOrigin.FETCH,
    )
    session.add(copy)
    session.flush()
    file_story(session, copy, page.signature)
    return copy


def _latest(evidence: Evidence) -> Select[LinkCheck]:
    return select(LinkCheck).where(LinkCheck.evidence_id == evidence.id, LinkCheck.latest)


def _write_check(
    session: Session, evidence: Evidence, before: LinkCheck | None, looked: Looked, copy: KeptCopy | None
) -> LinkCheck:
    """The latest check of the evidence. The same finding again only moves its time."""
    found = looked.found
    values: dict[str, Any] = {
        "state": found.state,
        "reason": found.reason,
        "http_status": looked.status,
        "final_url": looked.final_url,
        "difference": found.difference,
        "copy_id": copy.id if copy else None,
    }
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        before.checked_at = looked.at
        return before
    if before is not None:
        before.latest = False
        session.flush()
    check = LinkCheck(evidence_id=evidence.id, checked_at=looked.at, **values)
    session.add(check)
    return check


def _fill(evidence: Evidence, annotation: Annotation, looked: Looked) -> dict[str, Any]:
    """Put what the page says of itself where nothing stands yet; what was set, as JSON. A record that was handed in is
    left as it is."""
    if looked.page is None or annotation.status == "submitted":
        return {}
    filled: dict[str, Any] = {}
    for name in FILLED:
        said = getattr(looked.page.reading, name)
        if said and not getattr(evidence, name):
            value = said[:LINE_LENGTH] if isinstance(said, str) else said
            setattr(evidence, name, value)
            filled[name] = stored(value)
    return filled


def _rest_on(session: Session, evidence: Evidence, copy: KeptCopy | None, *, first: bool) -> None:
    """Evidence rests on what was there when it was attached; later looks are compared with that."""
    current = session.scalars(
        select(EvidenceCopy).where(EvidenceCopy.evidence_id == evidence.id)
    ).one_or_none()
    if copy is None:
        return
    if current is None:
        session.add(EvidenceCopy(evidence_id=evidence.id, copy_id=copy.id))
    elif first:
        current.copy_id = copy.id


def _record(
    session: Session,
    action: str,
    evidence: Evidence,
    annotation: Annotation,
    claim: Claim,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Event:
    """On behalf of the person whose evidence it is: nobody else's record moves."""
    return record(
        session,
        actor=session.get_one(User, annotation.reviewer_id),
        action=action,
        subject=FILLING if before.keys() & set(FILLED) else LINK,
        uid=evidence.uid,
        article_id=claim.article_id,
        claim_uid=claim.uid,
        before=before,
        after=after,
    )


def _end(session: Session, job: LinkJob) -> None:
    run_id = job.run_id
    session.delete(job)
    session.flush()
    if run_id is not None:
        finish_run(session, run_id)
