"""Records and their chains, read as plain rows: which have a hop of some sources, and what the hops are."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Row,
    Select,
    Text,
    any_,
    bindparam,
    cast,
    exists,
    func,
    select,
)
from sqlalchemy.orm import QueryableAttribute, Session, aliased

from factcheck.accounts.access import Viewer
from factcheck.annotation.facts import resolve_via
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.annotation.visibility import sees
from factcheck.articles.models import Article
from factcheck.tracing.fall import Chain, Step

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
_told = aliased(Hop)
BRANCHED = exists().where(
    _told.annotation_id == Annotation.id, _told.via.is_not(None), _told.removed_at.is_(None)
)
"""Whether some hop of an annotation says from where it is reached: else each is reached from the one before."""


def among(session: Session, column: QueryableAttribute[int], name: str) -> ColumnElement[bool]:
    """Whether the column holds one of the keys that `plain_rows` is given under this name, however many they are."""
    if _has_arrays(session):
        return column == any_(bindparam(name, type_=ARRAY(Integer)))
    keys = func.json_each(bindparam(name, type_=Text)).table_valued("value")
    return column.in_(select(keys.c.value))


def resting_on(session: Session) -> Select[int]:
    """The keys of the annotations with a hop of `sources` (see `among`)."""
    return select(Hop.annotation_id).where(among(session, Hop.source_id, "sources"), Hop.removed_at.is_(None))


def visible_records(viewer: Viewer, project_id: int, resting: Select[int]) -> AnySelect:
    """Annotation key, verdict, article key, place, claim key: the records that the viewer may see, in text order."""
    return (
        select(Annotation.id, Annotation.verdict, Claim.article_id, Claim.start, Annotation.claim_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Annotation.id.in_(resting),
            Claim.removed_at.is_(None),
            Article.removed_at.is_(None),
            Article.project_id == project_id,
            sees(viewer),
        )
        .order_by(Claim.article_id, Claim.start, Annotation.id)
    )


def read_chains(session: Session, annotation_ids: Collection[int]) -> dict[int, Chain]:
    """Annotation key → its chain."""
    query = (
        select(Hop.annotation_id, Hop.uid, cast(Hop.via, Text), Hop.source_id)
        .where(among(session, Hop.annotation_id, "records"), Hop.removed_at.is_(None))
        .order_by(Hop.annotation_id, Hop.position, Hop.id)
    )
    chains: dict[int, Chain] = {}
    for key, group in groupby(plain_rows(session, query, records=annotation_ids), itemgetter(0)):
        hops = list(group)
        via = resolve_via([(hop[1], hop[2] and msgspec.json.decode(hop[2])) for hop in hops])
        chains[key] = {hop[1]: Step(via[hop[1]], hop[3]) for hop in hops}
    return chains


def plain_rows(session: Session, query: AnySelect, **keys: Collection[Any]) -> Sequence[AnyRow]:
    """Plain rows, without the weight of the session. `keys`: for each `among` of the query, by its name."""
    pack = list if _has_arrays(session) else json.dumps
    return session.connection().execute(query, {name: pack(list(some)) for name, some in keys.items()}).all()


def _has_arrays(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
