"""What a lead has to decide: the claims of a project on which records were handed in, by what they call for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.adjudication.models import Adjudication
from factcheck.adjudication.outcomes import FARTHEST, Call, may_decide_own
from factcheck.adjudication.queries import waits_for_guidelines
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.annotation.verdicts import AnnotationStatus, Priority, Verdict
from factcheck.articles.models import Article, Revision

PAGE_SIZE = 50
EXCERPT = 400
"""So many characters of a claim's words are shown in the list."""
_RATING = case({each.value: each.rating for each in Verdict if each.is_ordinal}, value=Annotation.verdict)
_WEIGHT = case({each.value: number for number, each in enumerate(Priority)}, value=Claim.priority)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one handed-in record says: its uid and version, whose it is, the verdict, and how much evidence it has."""

    uid: str
    version: int
    reviewer_id: int
    reviewer: str
    verdict: Verdict | None
    evidence: int
    changed_after_reveal: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of the list. `distance`: how far the verdicts lie apart; `since`: when the first record was handed in.

    `own`: the reader has checked it, and may not decide it therefore.
    """

    uid: str
    article: str
    title: str
    lang: str
    words: str
    priority: Priority
    distance: int
    since: datetime
    final: Verdict | None
    decided_at: datetime | None
    voices: Sequence[Voice]
    own: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what calls for the same. `counts`: how many claims call for each."""

    call: Call
    rows: Sequence[Row]
    counts: Mapping[Call, int]
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.counts[self.call] // PAGE_SIZE))


def queue(session: Session, project: Project, reader: User, call: Call, page: int = 1) -> Queue:
    """A page of the claims that call for this, the most pressing first; a page past the end is the last one.

    By how far the verdicts lie apart, priority, and how long they have waited; those that are decided by when.
    """
    counts = _counts(session, project)
    pages = max(1, -(-counts[call] // PAGE_SIZE))
    page = min(page, pages)
    query = _claims(project, call).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    found = session.execute(query).all()
    voices = _voices(session, [row.id for row in found])
    allowed = may_decide_own(project.policy)
    rows = [
        Row(
            uid=row.uid,
            article=row.article,
            title=row.title,
            lang=row.lang,
            words=row.text or row.words,
            priority=Priority(row.priority),
            distance=row.distance,
            since=row.since,
            final=Verdict(row.final_verdict) if row.final_verdict else None,
            decided_at=row.decided_at,
            voices=voices.get(row.id, ()),
            own=not allowed and any(each.reviewer_id == reader.id for each in voices.get(row.id, ())),
        )
        for row in found
    ]
    return Queue(call, rows, counts, page)


def after(
    session: Session, project: Project, reader: User, call: Call, claim: Claim
) -> tuple[str, str] | None:
    """What comes after a claim among those that call for this and that the reader may decide: uids of the article and
    the claim; from the last one on to the first. None where there is no other."""
    own = _checked_by(reader)
    query = _claims(project, call).with_only_columns(
        Claim.id, Article.uid.label("article"), Claim.uid, maintain_column_froms=True
    )
    if not may_decide_own(project.policy):
        query = query.where(or_(Claim.id == claim.id, Claim.id.not_in(own)))
    found = [(row.id, row.article, row.uid) for row in session.execute(query)]
    at = next((place for place, row in enumerate(found) if row[0] == claim.id), -1)
    others = [*found[at + 1 :], *found[: max(at, 0)]]
    return (others[0][1], others[0][2]) if others else None


def _checked_by(reader: User) -> Select[int]:
    return select(Annotation.claim_id).where(
        Annotation.reviewer_id == reader.id, Annotation.verdict.is_not(None)
    )


def _counts(session: Session, project: Project) -> dict[Call, int]:
    records = _records(project)
    tests = [func.count(case((_calls_for(records, call), 1))) for call in Call]
    query = _joined(select(*tests), records)
    return dict(zip(Call, session.execute(query).one(), strict=True))


def _claims(project: Project, call: Call) -> Select[*tuple[Any, ...]]:
    records = _records(project)
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    distance = case(
        (records.c.kinds < 2, 0), (records.c.rated < records.c.given, FARTHEST), else_=records.c.spread
    )
    order: tuple[Any, ...] = (distance.desc(), _WEIGHT.desc(), records.c.since, Claim.id)
    if call is Call.DECIDED:
        order = (Claim.decided_at.desc(), Claim.id)
    query = select(
        Claim.id,
        Claim.uid,
        Article.uid.label("article"),
        Article.title,
        Article.lang,
        Claim.text,
        func.substr(words, 1, EXCERPT).label("words"),
        Claim.priority,
        distance.label("distance"),
        records.c.since,
        Claim.final_verdict,
        Claim.decided_at,
    )
    joined = _joined(query, records).join(Revision, Revision.id == Claim.revision_id)
    return joined.where(_calls_for(records, call)).order_by(*order)


def _records(project: Project) -> Subquery:
    """Of every claim with a handed-in verdict: how many there are, how many different ones, how many on the scale, how
    far apart these are, and since when."""
    return (
        select(
            Annotation.claim_id,
            func.count(Annotation.verdict).label("given"),
            func.count(Annotation.verdict.distinct()).label("kinds"),
            func.count(_RATING).label("rated"),
            (func.max(_RATING) - func.min(_RATING)).label("spread"),
            func.min(Annotation.submitted_at).label("since"),
        )
        .join(Article, Article.id == Annotation.article_id)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Annotation.status == AnnotationStatus.SUBMITTED,
            Annotation.verdict.is_not(None),
        )
        .group_by(Annotation.claim_id)
        .subquery()
    )


def _joined(query: Select[*tuple[Any, ...]], records: Subquery) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(records)
        .join(Claim, Claim.id == records.c.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Adjudication, and_(Adjudication.claim_id == Claim.id, Adjudication.reopened_at.is_(None)))
        .where(Claim.removed_at.is_(None))
    )


def _calls_for(records: Subquery, call: Call) -> ColumnElement[bool]:
    aside, decided = waits_for_guidelines(), Claim.decided_at.is_not(None)
    open_ = and_(~decided, ~aside)
    return {
        Call.DIFFER: and_(open_, records.c.kinds > 1),
        Call.AGREE: and_(open_, records.c.kinds == 1, records.c.given >= Claim.checks),
        Call.ASIDE: aside,
        Call.DECIDED: decided,
    }[call]


def _voices(session: Session, claim_ids: Sequence[int]) -> dict[int, list[Voice]]:
    evidence = (
        select(func.count(Evidence.id))
        .where(Evidence.annotation_id == Annotation.id, Evidence.removed_at.is_(None))
        .correlate(Annotation)
        .scalar_subquery()
    )
    query = (
        select(Annotation.claim_id, Annotation, User.name, evidence)
        .join(User, User.id == Annotation.reviewer_id)
        .where(Annotation.claim_id.in_(claim_ids), Annotation.status == AnnotationStatus.SUBMITTED)
        .order_by(Annotation.submitted_at, Annotation.id)
    )
    found: dict[int, list[Voice]] = {}
    for claim_id, record, name, links in session.execute(query):
        verdict = Verdict(record.verdict) if record.verdict else None
        voice = Voice(
            record.uid,
            record.version,
            record.reviewer_id,
            name,
            verdict,
            links,
            record.changed_after_reveal,
        )
        found.setdefault(claim_id, []).append(voice)
    return found


def settled(rows: Sequence[Row]) -> Iterator[Row]:
    """Those of the rows that can be adopted together: the records agree, and the reader has no part in them."""
    return (row for row in rows if row.distance == 0 and not row.own)
