"""What the pages say of a record: its article, the words of its claim, its verdict, whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation.chain_rows import summaries_of
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.sourcing import Summary
from factcheck.annotation.verdicts import AnnotationStatus, Verdict
from factcheck.articles.models import Article, Revision

WORDS_SHOWN = 240


@dataclass(frozen=True, slots=True)
class Line:
    """One record as a list shows it. `words`: the claim, its beginning where it is long. `draft`: not handed in yet.
    `chain`: what its chain amounts to, None where it has none.
    """

    annotation_id: int
    article_uid: str
    article_title: str
    lang: str
    claim_uid: str
    start: int
    words: str
    verdict: Verdict | None
    draft: bool
    reviewer: str
    chain: Summary | None


def lines_of(session: Session, annotation_ids: Sequence[int]) -> dict[int, Line]:
    """Annotation key → its line; two statements."""
    length = Claim.end - Claim.start
    shown = case((length < WORDS_SHOWN, length), else_=WORDS_SHOWN)
    stretch = func.substr(Revision.text, Claim.start + 1, shown)
    query = (
        select(
            Annotation.id,
            Article.uid,
            Article.title,
            Article.lang,
            Claim.uid,
            Claim.start,
            func.coalesce(func.nullif(Claim.text, ""), stretch),
            length,
            Annotation.verdict,
            Annotation.status,
            User.name,
        )
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .join(Revision, Revision.id == Claim.revision_id)
        .join(User, User.id == Annotation.reviewer_id)
        .where(Annotation.id.in_(annotation_ids))
    )
    chains = summaries_of(session, annotation_ids)
    return {row[0]: _line(row, chains.get(row[0])) for row in session.execute(query)}


def _line(row: Any, chain: Summary | None) -> Line:
    key, article, title, lang, claim, start, words, length, verdict, status, reviewer = row
    cut = len(words) == WORDS_SHOWN < length
    return Line(
        annotation_id=key,
        article_uid=article,
        article_title=title,
        lang=lang,
        claim_uid=claim,
        start=start,
        words=f"{words.rsplit(maxsplit=1)[0]}…" if cut else words,
        verdict=Verdict(verdict) if verdict else None,
        draft=status != AnnotationStatus.SUBMITTED,
        reviewer=reviewer,
        chain=chain,
    )
