"""Reading claims and annotations: for one sentence, for one claim, for a whole article."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, bindparam, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import User
from factcheck.annotation.models import Annotation, Assignment, Claim, Evidence, Hop, SuggestionAnswer, Waiver
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article, Segment
from factcheck.errors import NotFound

PARAGRAPHS_BEFORE = 8
FAR = 20_000
"""How far around a sentence its neighbours are looked for, in code points."""

# Every save and every page asks these: built once, they need not be put together and recognised again each time.
_CLAIM = select(Claim).where(Claim.article_id == bindparam("article_id"), Claim.uid == bindparam("uid"))
_TAKEN = select(Claim.id).where(Claim.uid == bindparam("uid"))
_CLAIMS = (
    select(Claim)
    .where(
        # The article says nothing that the revision does not, but there is an index by article and start.
        Claim.article_id == bindparam("article_id"),
        Claim.revision_id == bindparam("revision_id"),
        Claim.start >= bindparam("start"),
        Claim.start < bindparam("end"),
        Claim.removed_at.is_(None),
    )
    .order_by(Claim.start, Claim.end.desc(), Claim.id)
)
_ANNOTATION = select(Annotation).where(
    Annotation.claim_id == bindparam("claim_id"), Annotation.reviewer_id == bindparam("reviewer_id")
)
_EVIDENCE = (
    select(Evidence)
    .where(Evidence.annotation_id == bindparam("annotation_id"), Evidence.removed_at.is_(None))
    .order_by(Evidence.position, Evidence.id)
)
_HOPS = (
    select(Hop)
    .where(Hop.annotation_id == bindparam("annotation_id"), Hop.removed_at.is_(None))
    .order_by(Hop.position, Hop.id)
    .options(joinedload(Hop.source))
)
_ANSWERED = select(SuggestionAnswer.key).where(
    SuggestionAnswer.revision_id == bindparam("revision_id"),
    SuggestionAnswer.reviewer_id == bindparam("reviewer_id"),
    SuggestionAnswer.at == bindparam("at"),
    SuggestionAnswer.removed_at.is_(None),
)
_NEIGHBOURS = (
    select(Segment.start, Segment.end, Segment.kind, Segment.paragraph)
    .where(
        Segment.revision_id == bindparam("revision_id"),
        Segment.start.between(bindparam("first"), bindparam("last")),
        Segment.paragraph.between(bindparam("paragraph") - PARAGRAPHS_BEFORE, bindparam("paragraph")),
    )
    .order_by(Segment.start)
)

_WAIVERS = (
    select(Waiver)
    .where(Waiver.annotation_id == bindparam("annotation_id"), Waiver.removed_at.is_(None))
    .order_by(Waiver.id)
    .options(joinedload(Waiver.by))
)


def get_claim(session: Session, article: Article, uid: str) -> Claim:
    """The article's claim of that uid, removed or not; raises NotFound."""
    claim = session.scalars(_CLAIM, {"article_id": article.id, "uid": uid}).one_or_none()
    if claim is None:
        raise NotFound(no_such_claim())
    return claim


def no_such_claim() -> str:
    """What is said of a claim that is not there, or that nobody may tell the asker of."""
    return _("There is no such claim, or it is not yours to see.")


def is_taken(session: Session, uid: str) -> bool:
    """Whether there is a claim of that uid, removed or not."""
    return session.scalar(_TAKEN, {"uid": uid}) is not None


def find_article_id_of_claim(session: Session, uid: str) -> int | None:
    """The inner number of the article that the claim of that uid is on."""
    return session.scalars(select(Claim.article_id).where(Claim.uid == uid)).one_or_none()


def claims_of(session: Session, article: Article, segment: Segment) -> Sequence[Claim]:
    """The claims of a sentence of the article, by where they begin, then the longer first, then the older."""
    place = {
        "article_id": article.id,
        "revision_id": segment.revision_id,
        "start": segment.start,
        "end": segment.end,
    }
    return session.scalars(_CLAIMS, place).all()


def find_annotation(session: Session, claim: Claim, reviewer: User) -> Annotation | None:
    """The reviewer's annotation of the claim."""
    pair = {"claim_id": claim.id, "reviewer_id": reviewer.id}
    return session.scalars(_ANNOTATION, pair).one_or_none()


def annotations_by(session: Session, reviewer: User, claims: Sequence[Claim]) -> dict[int, Annotation]:
    """Claim id → the reviewer's annotation of it."""
    query = select(Annotation).where(
        Annotation.reviewer_id == reviewer.id, Annotation.claim_id.in_([claim.id for claim in claims])
    )
    return {annotation.claim_id: annotation for annotation in session.scalars(query)}


def submitted_beside(
    session: Session, claim: Claim, reader: User, own: Annotation | None, chosen: ColumnElement[bool]
) -> Sequence[Annotation]:
    """Of the chosen records on the claim, those that others have submitted, in the order of that; none before the
    reader's own one was submitted once, or the claim decided."""
    if claim.decided_at is None and (own is None or own.revealed_at is None):
        return ()
    query = (
        select(Annotation)
        .where(
            Annotation.claim_id == claim.id,
            Annotation.reviewer_id != reader.id,
            Annotation.submitted_at.is_not(None),
            chosen,
        )
        .order_by(Annotation.submitted_at, Annotation.id)
        .options(joinedload(Annotation.reviewer))
    )
    return session.scalars(query).all()


def find_assignment(session: Session, article: Article, reviewer: User) -> Assignment | None:
    """The whole article as it was given to the reviewer, while they are not done with it."""
    query = select(Assignment).where(
        Assignment.article_id == article.id,
        Assignment.claim_id.is_(None),
        Assignment.reviewer_id == reviewer.id,
        Assignment.ended_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def find_sent_back(session: Session, annotation: Annotation) -> Assignment | None:
    """Why the draft was sent back to its reviewer, where it was."""
    if annotation.status != AnnotationStatus.DRAFT or annotation.revealed_at is None:
        return None
    query = select(Assignment).where(
        Assignment.claim_id == annotation.claim_id,
        Assignment.reviewer_id == annotation.reviewer_id,
        Assignment.ended_at.is_(None),
        Assignment.sent_back_at.is_not(None),
    )
    return session.scalars(query).one_or_none()


def evidence_of(session: Session, annotation: Annotation) -> Sequence[Evidence]:
    """The evidence of an annotation, in order."""
    return session.scalars(_EVIDENCE, {"annotation_id": annotation.id}).all()


def hops_of(session: Session, annotation: Annotation) -> Sequence[Hop]:
    """The hops of an annotation with their sources, from the article outwards."""
    return session.scalars(_HOPS, {"annotation_id": annotation.id}).all()


def hops_on(session: Session, annotations: Sequence[Annotation]) -> dict[int, list[Hop]]:
    """Annotation id → its hops with their sources, from the article outwards; those without hops are left out."""
    query = (
        select(Hop)
        .where(Hop.annotation_id.in_([annotation.id for annotation in annotations]), Hop.removed_at.is_(None))
        .order_by(Hop.annotation_id, Hop.position, Hop.id)
        .options(joinedload(Hop.source))
    )
    found: dict[int, list[Hop]] = {}
    for hop in session.scalars(query):
        found.setdefault(hop.annotation_id, []).append(hop)
    return found


def answered_suggestions(session: Session, segment: Segment, reviewer: User) -> frozenset[str]:
    """The keys of the suggestions at a sentence that the reviewer has taken or put away."""
    place = {"revision_id": segment.revision_id, "reviewer_id": reviewer.id, "at": segment.start}
    return frozenset(session.scalars(_ANSWERED, place))


def neighbours(session: Session, segment: Segment) -> Sequence[Row[int, int, str, int]]:
    """Start, end, kind and paragraph of the sentences around one: its paragraph and some before it, in order."""
    place = {
        "revision_id": segment.revision_id,
        "first": segment.start - FAR,
        "last": segment.start + FAR,
        "paragraph": segment.paragraph,
    }
    return session.execute(_NEIGHBOURS, place).all()


def waivers_of(session: Session, annotation: Annotation) -> Sequence[Waiver]:
    """The waivers that stand on an annotation with who made them, oldest first."""
    return session.scalars(_WAIVERS, {"annotation_id": annotation.id}).all()


def get_annotation(session: Session, claim: Claim, uid: str) -> Annotation:
    """Anybody's annotation of the claim, by uid, with its reviewer; raises NotFound."""
    query = (
        select(Annotation)
        .where(Annotation.claim_id == claim.id, Annotation.uid == uid)
        .options(joinedload(Annotation.reviewer))
    )
    annotation = session.scalars(query).one_or_none()
    if annotation is None:
        raise NotFound(_("There is no such record on this claim, or it is not yours to see."))
    return annotation


def get_waiver(session: Session, claim: Claim, uid: str) -> tuple[Waiver, Annotation]:
    """A waiver on any annotation of the claim, removed or not, with that annotation; raises NotFound."""
    query = (
        select(Waiver, Annotation)
        .join(Annotation, Annotation.id == Waiver.annotation_id)
        .where(Annotation.claim_id == claim.id, Waiver.uid == uid)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such waiver on this claim."))
    waiver, annotation = found
    return waiver, annotation


def get_evidence(session: Session, annotation: Annotation, uid: str) -> Evidence:
    """That piece of evidence of the annotation; raises NotFound."""
    query = select(Evidence).where(Evidence.annotation_id == annotation.id, Evidence.uid == uid)
    evidence = session.scalars(query).one_or_none()
    if evidence is None:
        raise NotFound(_("This evidence is not on your annotation of this claim."))
    return evidence


def get_hop(session: Session, annotation: Annotation, uid: str) -> Hop:
    """That hop of the annotation, with its source; raises NotFound."""
    query = (
        select(Hop).where(Hop.annotation_id == annotation.id, Hop.uid == uid).options(joinedload(Hop.source))
    )
    hop = session.scalars(query).one_or_none()
    if hop is None:
        raise NotFound(_("This hop is not on your annotation of this claim."))
    return hop
