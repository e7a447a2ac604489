"""What the text suggests for one sentence, less what its reviewer has recorded or answered already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation import queries
from factcheck.annotation.models import Claim, Hop
from factcheck.annotation.readings import Known, Paragraph, Step
from factcheck.annotation.service.suggestions import recorded_part
from factcheck.annotation.suggestions import Suggestion, around, speaks, suggest
from factcheck.articles.models import Article, Revision, Segment


def suggested_chains(
    session: Session,
    article: Article,
    revision: Revision,
    segment: Segment,
    *,
    reviewer: User,
    claim: Claim | None,
    hops: Sequence[Hop],
    known: Known,
) -> list[Suggestion]:
    """The chains to propose on the claim (None: on the whole sentence). Nothing is stored.

    Two statements at most, and one for each chain. None for an article in a language that the rules do not
    read.
    """
    if not speaks(article.lang):
        return []
    target = [(start, end) for start, end in claim.spans] if claim else [(segment.start, segment.end)]
    spans = around(queries.neighbours(session, segment), segment.start)
    paragraphs = [Paragraph(start, revision.text[start:end]) for start, end in spans]
    found = suggest(paragraphs, target, known=known)
    if not found:
        return []
    answered = queries.answered_suggestions(session, segment, reviewer)
    return [
        one
        for one in found
        if one.key not in answered and not _is_recorded(session, article, one.steps, hops)
    ]


def _is_recorded(session: Session, article: Article, steps: Sequence[Step], hops: Sequence[Hop]) -> bool:
    labels = [(step.label, step.named) for step in steps]
    return len(recorded_part(session, article, labels, hops)) == len(steps)
