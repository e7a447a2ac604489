"""The sources of an article as its document has them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.annotation.visibility import Sight
from factcheck.articles.models import Article
from factcheck.exchange import shapes
from factcheck.exchange.rows import AnyRow, Rows, streamed
from factcheck.sources.models import NAMED, Source, SourceName


def rows(session: Session, chosen: ColumnElement[bool], sight: Sight) -> Rows:
    """The sources that hops of the articles name, as far as `sight` goes, by article uid and source uid: then as
    `shapes.SourceRecord`, with one alias (its scope, key and text) in place of all. A source with several has as many
    rows.
    """
    used = (
        select(Article.uid.label("article_uid"), Hop.source_id)
        .join(Claim, Claim.article_id == Article.id)
        .join(Annotation, Annotation.claim_id == Claim.id)
        .join(Hop, Hop.annotation_id == Annotation.id)
        .where(chosen, Claim.removed_at.is_(None), Hop.removed_at.is_(None), sight.records)
        .distinct()
        .subquery()
    )
    is_alias = and_(
        SourceName.source_id == Source.id,
        SourceName.scope.in_([NAMED, used.c.article_uid]),
        or_(
            SourceName.name != func.coalesce(Source.name, Source.description),
            (SourceName.scope == NAMED) != Source.name.is_not(None),
        ),
    )
    query = (
        select(
            used.c.article_uid,
            Source.uid,
            Source.name,
            Source.description,
            Source.kind,
            cast(Source.links, Text),
            Source.note,
            Source.identity_known,
            User.name,
            SourceName.scope,
            SourceName.label_key,
            SourceName.name,
        )
        .join(Source, Source.id == used.c.source_id)
        .outerjoin(User, User.id == Source.identity_approved_by_id)
        .outerjoin(SourceName, is_alias)
        .order_by(used.c.article_uid, Source.uid)
    )
    return streamed(session, query)


def record(uid: str, same: Sequence[AnyRow]) -> shapes.SourceRecord:
    """One source from its rows, one for each alias."""
    _article, _uid, name, description, kind, links, note, known, approved_by, *_alias = same[0]
    aliases = sorted(
        (key, scope == NAMED, words) for *_values, scope, key, words in same if scope is not None
    )
    return shapes.SourceRecord(
        id=uid,
        name=name,
        description=description,
        kind=kind,
        aliases=[words for _key, of_project, words in aliases if of_project],
        descriptions=[words for _key, of_project, words in aliases if not of_project],
        links=msgspec.json.decode(links),
        note=note,
        identity_known=known,
        identity_approved_by=approved_by,
    )
