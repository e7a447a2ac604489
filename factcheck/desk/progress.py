"""How far the check of an article is, as a viewer may see it: one set of expressions for counting and for filtering.

The units of progress are the claims, and the sentences that hold no claim yet and call for a check. A unit is decided
when a verdict on it is visible to the viewer: the viewer's own, one that was handed in, or, for leads, any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Float, ScalarSelect, Select, and_, case, cast, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.verdicts import AnnotationStatus, Verdict
from factcheck.annotation.visibility import knows_claim, sees
from factcheck.articles.models import Article, Revision, Segment, SegmentKind

CHECKED_KINDS = (SegmentKind.HEADLINE, SegmentKind.DEK, SegmentKind.CAPTION, SegmentKind.BODY)
"""Sentences of these kinds call for a check even while they hold no claim."""

SEVERAL = "several"
"""Stands for a claim on which the visible verdicts differ, the viewer having none."""


@dataclass(slots=True)
class Progress:
    """Units by verdict (only verdicts that occur, in the order of the scale, then SEVERAL), and those still open."""

    verdicts: dict[str, int] = field(default_factory=dict)
    open: int = 0

    @property
    def decided(self) -> int:
        return sum(self.verdicts.values())

    @property
    def total(self) -> int:
        return self.decided + self.open


def current_revisions() -> ColumnElement[bool]:
    """Joins Article and Revision: the newest text of each."""
    newest = select(func.max(Revision.number)).where(Revision.article_id == Article.id).correlate(Article)
    return and_(Revision.article_id == Article.id, Revision.number == newest.scalar_subquery())


def progress_of(session: Session, viewer: Viewer, article_ids: Sequence[int]) -> dict[int, Progress]:
    """The progress of each of these articles, in two statements."""
    found = {article_id: Progress() for article_id in article_ids}
    for article_id, count in session.execute(_sentences_without_claim(viewer, article_ids)):
        found[article_id].open = count
    counted: dict[int, dict[str, int]] = {article_id: {} for article_id in article_ids}
    for article_id, verdict, count in session.execute(_claims_by_verdict(viewer, article_ids)):
        if verdict is None:
            found[article_id].open += count
        else:
            counted[article_id][verdict] = count
    for article_id, verdicts in counted.items():
        found[article_id].verdicts = {
            name: verdicts[name] for name in (*Verdict, SEVERAL) if name in verdicts
        }
    return found


def is_handed_in(viewer: Viewer) -> ColumnElement[bool]:
    """Of an article joined with its current revision: every claim is handed in and no sentence is left, as far as the
    viewer may know."""
    submitted = select(Annotation.id).where(
        Annotation.claim_id == Claim.id, Annotation.status == AnnotationStatus.SUBMITTED, sees(viewer)
    )
    waiting = _claims_here(viewer).where(~submitted.correlate(Claim, Article).exists())
    return and_(_claims_here(viewer).exists(), ~waiting.exists(), ~_sentences_left(viewer).exists())


def share_decided(viewer: Viewer) -> ColumnElement[Any]:
    """Of an article joined with its current revision: decided units by all units, 0 to 1, for sorting."""
    verdict = select(Annotation.id).where(
        Annotation.claim_id == Claim.id, Annotation.verdict.is_not(None), sees(viewer)
    )
    claims, sentences = _count(_claims_here(viewer)), _count(_sentences_left(viewer))
    decided = _count(_claims_here(viewer).where(verdict.correlate(Claim, Article).exists()))
    units = claims + sentences
    return cast(decided, Float) / case((units == 0, 1), else_=units)


def _is_claim_here(viewer: Viewer) -> ColumnElement[bool]:
    return and_(
        Claim.article_id == Article.id,
        Claim.revision_id == Revision.id,
        Claim.removed_at.is_(None),
        knows_claim(viewer),
    )


def _is_left(viewer: Viewer) -> ColumnElement[bool]:
    """Of a sentence: it calls for a check and holds no claim."""
    inside = select(Claim.id).where(
        _is_claim_here(viewer), Claim.start >= Segment.start, Claim.start < Segment.end
    )
    return and_(
        Segment.revision_id == Revision.id,
        Segment.kind.in_(CHECKED_KINDS),
        ~inside.correlate(Article, Revision, Segment).exists(),
    )


def _claims_here(viewer: Viewer) -> Select[int]:
    return select(Claim.id).where(_is_claim_here(viewer)).correlate(Article, Revision)


def _sentences_left(viewer: Viewer) -> Select[int]:
    return select(Segment.id).where(_is_left(viewer)).correlate(Article, Revision)


def _count(rows: Select[int]) -> ScalarSelect[int]:
    return rows.with_only_columns(func.count()).scalar_subquery()


def _sentences_without_claim(viewer: Viewer, article_ids: Sequence[int]) -> Select[int, int]:
    return (
        select(Article.id, func.count(Segment.id))
        .join(Revision, current_revisions())
        .join(Segment, _is_left(viewer))
        .where(Article.id.in_(article_ids))
        .group_by(Article.id)
    )


def _claims_by_verdict(viewer: Viewer, article_ids: Sequence[int]) -> Select[int, str | None, int]:
    own = func.max(case((Annotation.reviewer_id == viewer.user.id, Annotation.verdict)))
    shared = case(
        (func.count(Annotation.verdict.distinct()) > 1, SEVERAL), else_=func.min(Annotation.verdict)
    )
    each = (
        select(Article.id.label("article_id"), func.coalesce(own, shared).label("verdict"))
        .join(Revision, current_revisions())
        .join(Claim, _is_claim_here(viewer))
        .outerjoin(Annotation, and_(Annotation.claim_id == Claim.id, sees(viewer)))
        .where(Article.id.in_(article_ids))
        .group_by(Article.id, Claim.id)
        .subquery()
    )
    return select(each.c.article_id, each.c.verdict, func.count()).group_by(each.c.article_id, each.c.verdict)
