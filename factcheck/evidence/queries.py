"""Reading how links stand: of one piece of evidence, of a project, of a round of checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project, User
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.errors import NotFound
from factcheck.evidence.models import (
    Attachment,
    CheckRun,
    EvidenceCopy,
    KeptCopy,
    LinkCheck,
    LinkJob,
    Purpose,
)
from factcheck.evidence.states import LinkState
from factcheck.words import gettext as _

AT_A_TIME = 100
RECENT = timedelta(days=1)
"""So long a round that ended is still spoken of."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How the link of a piece of evidence stands. `pending`: something is being done about it now or soon."""

    copy: KeptCopy | None = None
    check: LinkCheck | None = None
    pending: bool = False
    retry_at: datetime | None = None
    archiving: bool = False


NOTHING_KNOWN = LinkFacts()


@dataclass(frozen=True, slots=True)
class TroubledLink:
    """A link in a list: what it is evidence for, and how it was found."""

    evidence: Evidence
    claim: Claim
    article: Article
    check: LinkCheck


def link_facts(session: Session, evidence: Sequence[Evidence]) -> Mapping[int, LinkFacts]:
    """Evidence id → how its link stands, in three statements however many there are."""
    ids = [piece.id for piece in evidence]
    if not ids:
        return {}
    copies = {
        row.evidence_id: row.copy
        for row in session.scalars(
            select(EvidenceCopy)
            .where(EvidenceCopy.evidence_id.in_(ids))
            .options(joinedload(EvidenceCopy.copy, innerjoin=True))
        )
    }
    latest = select(LinkCheck).where(LinkCheck.evidence_id.in_(ids), LinkCheck.latest)
    checks = {check.evidence_id: check for check in session.scalars(latest)}
    jobs: dict[int, list[LinkJob]] = {}
    for job in session.scalars(select(LinkJob).where(LinkJob.evidence_id.in_(ids))):
        jobs.setdefault(job.evidence_id, []).append(job)
    return {each: _facts(copies.get(each), checks.get(each), jobs.get(each, [])) for each in ids}


def _facts(copy: KeptCopy | None, check: LinkCheck | None, jobs: Sequence[LinkJob]) -> LinkFacts:
    looks = [job for job in jobs if job.purpose != Purpose.ARCHIVE]
    later = [job.not_before for job in looks if job.taken_at is None and job.not_before > now()]
    return LinkFacts(
        copy=copy,
        check=check,
        pending=len(looks) > len(later),
        retry_at=min(later) if later else None,
        archiving=len(looks) < len(jobs),
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose links: a project's, one of its articles', and of those perhaps only one reviewer's own."""

    project: Project
    article: Article | None = None
    reviewer: User | None = None


def link_counts(session: Session, scope: Scope) -> dict[str, int]:
    """State → how many links were found so; `unchecked`: never looked at."""
    counts = select(LinkCheck.state, func.count()).select_from(Evidence)
    query = _standing(counts, scope).outerjoin(
        LinkCheck, (LinkCheck.evidence_id == Evidence.id) & LinkCheck.latest
    )
    found = session.execute(query.group_by(LinkCheck.state)).all()
    return {("unchecked" if state is None else str(state)): int(number) for state, number in found}


def links_in_state(
    session: Session, scope: Scope, states: Sequence[LinkState], *, after: int = 0, limit: int = AT_A_TIME
) -> list[TroubledLink]:
    """The links found in one of these states, by evidence key from `after` on."""
    query = (
        _standing(select(Evidence, Claim, Article, LinkCheck).select_from(Evidence), scope)
        .join(LinkCheck, (LinkCheck.evidence_id == Evidence.id) & LinkCheck.latest)
        .where(LinkCheck.state.in_(states), Evidence.id > after)
        .order_by(Evidence.id)
        .limit(limit)
    )
    return [TroubledLink(*row) for row in session.execute(query)]


def _standing(query: Select[*tuple[Any, ...]], scope: Scope) -> Select[*tuple[Any, ...]]:
    """The query over evidence with an address that stands on a claim in the scope. What is sealed is not looked at."""
    joined = (
        query.join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Article.project_id == scope.project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Evidence.removed_at.is_(None),
            Evidence.url != "",
            ~Evidence.sealed,
        )
    )
    if scope.article:
        joined = joined.where(Article.id == scope.article.id)
    return joined.where(Annotation.reviewer_id == scope.reviewer.id) if scope.reviewer else joined


def find_run(session: Session, project: Project, *, by: User | None = None) -> CheckRun | None:
    """The round (with `by`, of those that this person began) that is under way or, within a day of its end, the last
    one."""
    mine = CheckRun.started_by_id == by.id if by else true()
    query = (
        select(CheckRun)
        .where(CheckRun.project_id == project.id, mine)
        .order_by(CheckRun.finished_at.is_not(None), CheckRun.id.desc())
        .limit(1)
        .options(joinedload(CheckRun.started_by))
    )
    run = session.scalars(query).one_or_none()
    return run if run and (run.finished_at is None or now() - run.finished_at < RECENT) else None


def get_run(session: Session, project: Project, uid: str) -> CheckRun:
    """The round of that uid in the project; raises NotFound."""
    run = session.scalars(
        select(CheckRun).where(CheckRun.project_id == project.id, CheckRun.uid == uid)
    ).one_or_none()
    if run is None:
        raise NotFound(_("There is no such check."))
    return run


def left_in(session: Session, run: CheckRun) -> int:
    """How many links of the round are still to be looked at."""
    return session.scalar(select(func.count()).select_from(LinkJob).where(LinkJob.run_id == run.id)) or 0


def get_evidence(session: Session, article: Article, uid: str) -> Evidence:
    """The evidence of that uid on a claim of the article; raises NotFound."""
    query = (
        select(Evidence)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .where(Annotation.article_id == article.id, Evidence.uid == uid, Evidence.removed_at.is_(None))
    )
    evidence = session.scalars(query).one_or_none()
    if evidence is None:
        raise NotFound(no_such_evidence())
    return evidence


def find_attachment(session: Session, evidence: Evidence, uid: str) -> Attachment | None:
    """The file of that uid on the evidence, unless it was taken off."""
    standing = (Attachment.evidence_id == evidence.id, Attachment.removed_at.is_(None))
    return session.scalars(select(Attachment).where(*standing, Attachment.uid == uid)).one_or_none()


def no_such_evidence() -> str:
    """What is said of evidence that is not there, or not to be seen."""
    return _("There is no such evidence, or it is not yours to see.")
