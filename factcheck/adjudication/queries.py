"""Reading decisions, and what there is to decide on one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.adjudication.models import Adjudication
from factcheck.adjudication.outcomes import Outcome
from factcheck.annotation.history import DECISION
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.annotation.visibility import sight_of
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.words import gettext as _

MOST_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class Parts:
    """Uids of the evidence and the hops on some records, in order; `…_by`: by the record's number."""

    evidence_by: Mapping[int, list[str]]
    hops_by: Mapping[int, list[str]]

    @property
    def evidence(self) -> list[str]:
        return [uid for uids in self.evidence_by.values() for uid in uids]

    @property
    def hops(self) -> list[str]:
        return [uid for uids in self.hops_by.values() for uid in uids]


def find_standing(session: Session, claim: Claim) -> Adjudication | None:
    """The decision that stands on the claim, with who made it."""
    query = (
        select(Adjudication)
        .where(Adjudication.claim_id == claim.id, Adjudication.reopened_at.is_(None))
        .options(joinedload(Adjudication.by))
    )
    return session.scalars(query).one_or_none()


def decisions_on(session: Session, claim: Claim) -> Sequence[Adjudication]:
    """Every decision on the claim, the last first, with who made it and who opened it again."""
    query = (
        select(Adjudication)
        .where(Adjudication.claim_id == claim.id)
        .order_by(Adjudication.id.desc())
        .options(joinedload(Adjudication.by), joinedload(Adjudication.reopened_by))
    )
    return session.scalars(query).all()


def get_adjudication(session: Session, uid: str) -> Adjudication:
    """The decision of that uid, with its claim; raises NotFound."""
    query = select(Adjudication).where(Adjudication.uid == uid).options(joinedload(Adjudication.claim))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such decision."))
    return found


def find_event_of(session: Session, made: Adjudication) -> Event | None:
    """The event with which the decision was made."""
    query = select(Event).where(
        Event.subject == DECISION,
        Event.subject_uid == made.uid,
        Event.article_id == made.article_id,
        Event.action == "claim.decided",
    )
    return session.scalars(query).first()


def submitted_on(session: Session, claim: Claim) -> Sequence[Annotation]:
    """The records that were handed in on the claim, the first to be handed in first, with their reviewers."""
    query = (
        select(Annotation)
        .where(Annotation.claim_id == claim.id, Annotation.status == AnnotationStatus.SUBMITTED)
        .order_by(Annotation.submitted_at, Annotation.id)
        .options(joinedload(Annotation.reviewer))
    )
    return session.scalars(query).all()


def parts_on(session: Session, records: Sequence[Annotation]) -> Parts:
    """What stands on the records."""
    ids = [each.id for each in records]
    found: list[dict[int, list[str]]] = []
    for model in (Evidence, Hop):
        query = (
            select(model.annotation_id, model.uid)
            .where(model.annotation_id.in_(ids), model.removed_at.is_(None))
            .order_by(model.position, model.id)
        )
        by: dict[int, list[str]] = {}
        for annotation_id, uid in session.execute(query):
            by.setdefault(annotation_id, []).append(uid)
        found.append({key: by[key] for key in ids if key in by})
    return Parts(*found)


def waits_for_guidelines() -> ColumnElement[bool]:
    """Whether the decision that stands on the claim puts it aside, and its question is open. Where the question is
    settled, the claim is to be decided like any other."""
    return and_(Adjudication.id.is_not(None), Adjudication.settled_at.is_(None), Claim.decided_at.is_(None))


def open_questions(
    session: Session, viewer: Viewer, project: Project
) -> Sequence[tuple[Adjudication, Claim, Article]]:
    """What decisions of the project ask of its guidelines, as far as the viewer may know of the records on the claim;
    the oldest first."""
    query = (
        _questions(project.id)
        .add_columns(Claim, Article)
        .join(Claim, Claim.id == Adjudication.claim_id)
        .where(Claim.removed_at.is_(None), Article.removed_at.is_(None), sight_of(viewer, project).reveals)
        .order_by(Adjudication.id)
        .limit(MOST_QUESTIONS)
        .options(joinedload(Adjudication.by))
    )
    return [(made, claim, article) for made, claim, article in session.execute(query)]


def get_question(session: Session, project: Project, uid: str) -> Adjudication:
    """One of them; raises NotFound."""
    query = _questions(project.id).where(Adjudication.uid == uid).options(joinedload(Adjudication.claim))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such question."))
    return found


def _questions(project_id: int) -> Select[Adjudication]:
    return (
        select(Adjudication)
        .join(Article, Article.id == Adjudication.article_id)
        .where(
            Article.project_id == project_id,
            Adjudication.outcome == Outcome.UNCLEAR,
            Adjudication.settled_at.is_(None),
        )
    )
