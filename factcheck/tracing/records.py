"""Reading every chain on an article, as far as the viewer may see it: their own, those handed in, and for leads all."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.chain_rows import FACTS, facts_in
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.annotation.visibility import sees
from factcheck.articles.models import Article, Revision, Segment
from factcheck.sources.models import Source
from factcheck.tracing.story import Record


def visible_records(session: Session, viewer: Viewer, article: Article, revision: Revision) -> list[Record]:
    """The chains on the article's claims that the viewer may see, in text order. Two statements."""
    query = (
        select(
            Annotation.id.label("annotation_id"),
            Claim.uid.label("claim"),
            Claim.start,
            Claim.end,
            Claim.text.label("words"),
            *FACTS,
        )
        .join(Annotation, Annotation.id == Hop.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Annotation.article_id)
        .join(Source, Source.id == Hop.source_id)
        .where(
            Annotation.article_id == article.id,
            Claim.revision_id == revision.id,
            Claim.removed_at.is_(None),
            Hop.removed_at.is_(None),
            sees(viewer),
        )
        .order_by(Claim.start, Claim.end, Claim.id, Annotation.id, Hop.position, Hop.id)
    )
    starts = session.scalars(
        select(Segment.start).where(Segment.revision_id == revision.id).order_by(Segment.start)
    ).all()
    records = []
    sentence = 0
    for _id, group in groupby(session.execute(query).mappings(), key=itemgetter("annotation_id")):
        rows = list(group)
        first = rows[0]
        while sentence < len(starts) and starts[sentence] <= first["start"]:
            sentence += 1
        text = first["words"] or revision.text[first["start"] : first["end"]]
        records.append(Record(first["claim"], first["start"], sentence, text, facts_in(rows)))
    return records
