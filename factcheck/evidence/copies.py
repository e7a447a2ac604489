"""Reading copies: all that were kept of one link, and who may read them."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.evidence.elsewhere import visible_to
from factcheck.evidence.models import EvidenceCopy, KeptCopy, LinkCheck
from factcheck.words import gettext as _


def get_readable(
    session: Session, viewer: Viewer, article: Article, uid: str
) -> tuple[Evidence, Annotation, Claim]:
    """Evidence on the article that the viewer may see: their own, and for leads what was submitted. Raises NotFound."""
    query = (
        select(Evidence, Annotation, Claim)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .where(
            Evidence.uid == uid,
            Evidence.removed_at.is_(None),
            Annotation.article_id == article.id,
            visible_to(viewer, article.project_id),
        )
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such evidence, or it is not yours to see."))
    evidence, annotation, claim = found
    return evidence, annotation, claim


def copies_of(session: Session, evidence: Evidence) -> list[KeptCopy]:
    """What was kept of the evidence's link: the copy that it rests on, then the others, the newest first."""
    rests_on = select(EvidenceCopy.copy_id).where(EvidenceCopy.evidence_id == evidence.id)
    checked = select(LinkCheck.copy_id).where(LinkCheck.evidence_id == evidence.id)
    current = session.scalar(rests_on)
    query = (
        select(KeptCopy)
        .where(or_(KeptCopy.id.in_(rests_on), KeptCopy.id.in_(checked)))
        .order_by((KeptCopy.id != current), KeptCopy.fetched_at.desc(), KeptCopy.id.desc())
    )
    return list(session.scalars(query))
