"""Reading where else a link or a story is evidence, as far as a person may see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.permissions import Permission
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.evidence.duplicates import are_one_story, bands
from factcheck.evidence.models import EvidenceCopy, KeptCopy, StoryBand, StorySignature

Uses = Mapping[str, int]
"""Stance (empty: none was given) → on how many other claims."""
MOST_USES = 2_000
MOST_SHOWN = 50


def uses_elsewhere(
    session: Session, viewer: Viewer, article: Article, claim: Claim, evidence: Sequence[Evidence]
) -> dict[str, Uses]:
    """Digest of an address → its uses on other claims of the project that the viewer may see.

    These are the viewer's own records and, for who signs off, what others have submitted.
    """
    addresses = {piece.address for piece in evidence} - {""}
    if not addresses:
        return {}
    query = (
        select(Evidence.address, Annotation.claim_id, Evidence.stance)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Annotation.article_id)
        .where(
            Evidence.address.in_(addresses),
            Evidence.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Claim.id != claim.id,
            Article.removed_at.is_(None),
            Article.project_id == article.project_id,
            visible_to(viewer, article.project_id),
        )
        .distinct()
        .limit(MOST_USES)
    )
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for address, _claim_id, stance in session.execute(query):
        found[address][stance or ""] += 1
    return dict(found)


def visible_to(viewer: Viewer, project_id: int) -> ColumnElement[bool]:
    """Whose annotations the viewer sees evidence of: their own; leads also what was submitted."""
    own = Annotation.reviewer_id == viewer.user.id
    if viewer.holds(Permission.MANAGE_PROJECT, project_id):
        return or_(own, Annotation.status == "submitted")
    return own & true()


def signatures_of(session: Session, copy_ids: Iterable[int]) -> dict[int, bytes]:
    """Copy id → what its text is compared by, for those long enough to be compared."""
    query = select(StorySignature.copy_id, StorySignature.signature).where(
        StorySignature.copy_id.in_(list(copy_ids))
    )
    return dict(session.execute(query).all())


def near_duplicates(session: Session, project_id: int, signature: bytes) -> list[int]:
    """The ids of the project's copies whose text is nearly the same, found by its bands' index."""
    query = (
        select(StorySignature.copy_id, StorySignature.signature)
        .where(
            StorySignature.copy_id.in_(
                select(StoryBand.copy_id).where(
                    StoryBand.project_id == project_id, StoryBand.key.in_(bands(signature))
                )
            )
        )
        .order_by(StorySignature.copy_id)
    )
    return [copy_id for copy_id, other in session.execute(query) if are_one_story(signature, other)]


def same_story(
    session: Session, viewer: Viewer, evidence: Evidence, copy: KeptCopy
) -> list[tuple[Evidence, Claim, Article]]:
    """Other evidence in the project that tells the story of the copy, as far as the viewer may see it."""
    signature = signatures_of(session, [copy.id]).get(copy.id)
    copy_ids = near_duplicates(session, copy.project_id, signature) if signature else [copy.id]
    query = (
        select(Evidence, Claim, Article)
        .join(EvidenceCopy, EvidenceCopy.evidence_id == Evidence.id)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Annotation.article_id)
        .where(
            EvidenceCopy.copy_id.in_(copy_ids),
            Evidence.id != evidence.id,
            Evidence.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Article.removed_at.is_(None),
            Article.project_id == copy.project_id,
            visible_to(viewer, copy.project_id),
        )
        .order_by(Evidence.id)
        .limit(MOST_SHOWN)
    )
    return [(piece, claim, article) for piece, claim, article in session.execute(query)]
