"""Asking a public archive to keep a page: the protocol of the Wayback Machine's Save Page Now (its second version).

Only addresses of evidence that is not sealed, on records that were handed in and whose note is not sealed either, in
projects that chose so, are sent; nothing else is. Looked at again right before sending: a record may have been
reopened since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project
from factcheck.activity.service import record
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.outcome import FetchError
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import EvidenceCopy, LinkJob
from factcheck.evidence.service.jobs import MAX_ATTEMPTS, Taken
from factcheck.evidence.service.looking import LINK, drop, try_later

POLL = timedelta(seconds=10)
BETWEEN = timedelta(seconds=5)
"""The archive allows anonymous askers a few captures a minute."""
_TICKET = re.compile(r"[A-Za-z0-9-]{1,200}")
_MOMENT = re.compile(r"\d{14}")


class _Said(msgspec.Struct):
    """What the archive answers; members that we do not use are left out."""

    job_id: str | None = None
    status: str = ""
    timestamp: str = ""
    original_url: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """A public archive. `url`: without a slash at its end. `keys`: `access:secret`, where the installation has them."""

    fetcher: Fetcher
    url: str = "https://web.archive.org"
    keys: str = ""

    def ask(self, address: str) -> str | None:
        """Ask it to keep the page; its ticket, or None where it will not. Raises FetchError."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"url": address, "skip_first_archive": "1", "if_not_archived_within": "1d"}).encode()
        said = self._said(f"{self.url}/save", "POST", headers, body)
        return said.job_id if said and said.job_id and _TICKET.fullmatch(said.job_id) else None

    def outcome(self, ticket: str, address: str) -> tuple[bool, str]:
        """Whether it is done with the ticket, and the memento's address, empty where it failed. Raises FetchError."""
        said = self._said(f"{self.url}/save/status/{ticket}", "GET", {}, None)
        if said is None or said.status == "pending":
            return False, ""
        if said.status != "success" or not _MOMENT.fullmatch(said.timestamp):
            return True, ""
        return True, f"{self.url}/web/{said.timestamp}/{said.original_url or address}"

    def _said(self, url: str, method: str, headers: dict[str, str], body: bytes | None) -> _Said | None:
        headers = {"Accept": "application/json", **headers}
        if self.keys:
            headers["Authorization"] = f"LOW {self.keys}"
        answer = self.fetcher.fetch(url, method=method, headers=headers, body=body)
        if answer.status != 200:
            return None
        try:
            return msgspec.json.decode(answer.body, type=_Said)
        except msgspec.MsgspecError:
            return None


def record_archiving(database: Database, archive: Archive, taken: Taken) -> None:
    """Ask, or ask how far it is; when it is done, the memento is noted on the copy. Event: `copy.archived`."""
    with database.reading() as session:
        job, evidence = _may_be_sent(session, taken.id)
        ticket = job.ticket if job else ""
    if evidence is None:
        with database.writing() as session:
            drop(session, taken)
        return
    done, memento = False, ""
    try:
        if ticket:
            done, memento = archive.outcome(ticket, evidence.url)
        else:
            ticket = archive.ask(evidence.url) or ""
    except FetchError:
        ticket = ticket or ""
    with database.writing() as session:
        if memento:
            _note(session, evidence.id, memento)
        if done or (not ticket and taken.attempts >= MAX_ATTEMPTS) or taken.attempts >= 6 * MAX_ATTEMPTS:
            drop(session, taken)
        else:
            _keep_ticket(session, taken, ticket)


def _keep_ticket(session: Session, taken: Taken, ticket: str) -> None:
    job = session.get(LinkJob, taken.id)
    if job is not None and ticket and not job.ticket:
        job.ticket, job.attempts = ticket, 0
    try_later(session, taken, POLL if ticket else None)


def _may_be_sent(session: Session, job_id: int) -> tuple[LinkJob | None, Evidence | None]:
    """The job, and its evidence where its address may be shown to an archive now."""
    job = session.scalars(
        select(LinkJob).where(LinkJob.id == job_id).options(joinedload(LinkJob.evidence, innerjoin=True))
    ).one_or_none()
    if job is None:
        return None, None
    evidence = job.evidence
    annotation = session.get_one(Annotation, evidence.annotation_id)
    claim = session.get_one(Claim, annotation.claim_id)
    article = session.get_one(Article, claim.article_id)
    settings = LinkSettings.from_dict(session.get_one(Project, job.project_id).link_settings)
    open_to_all = (
        settings.fetch
        and settings.archive
        and annotation.status == "submitted"
        and not (annotation.note_sealed or evidence.sealed)
        and not (evidence.removed_at or claim.removed_at or article.removed_at)
    )
    return job, evidence if open_to_all else None


def _note(session: Session, evidence_id: int, memento: str) -> None:
    current = session.scalars(
        select(EvidenceCopy)
        .where(EvidenceCopy.evidence_id == evidence_id)
        .options(joinedload(EvidenceCopy.copy, innerjoin=True))
    ).one_or_none()
    if current is None:
        return
    evidence = session.get_one(Evidence, evidence_id)
    annotation = session.get_one(Annotation, evidence.annotation_id)
    claim = session.get_one(Claim, annotation.claim_id)
    before, current.copy.archived_url = current.copy.archived_url, memento
    record(
        session,
        actor=None,
        action="copy.archived",
        subject=LINK,
        uid=evidence.uid,
        article_id=claim.article_id,
        claim_uid=claim.uid,
        before={"archived_url": before},
        after={"archived_url": memento},
    )
