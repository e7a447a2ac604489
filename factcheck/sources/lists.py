"""What lists of sources say of them: the other names they go by, and which of them are known to be two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from factcheck.sources.models import Distinction, Source, SourceName
from factcheck.sources.queries import standing_id
from factcheck.sources.spelling import label_key

Pairs = Mapping[frozenset[int], int]
"""Two sources by their keys → the number of the event that told them apart."""


def other_names(session: Session, sources: Sequence[Source]) -> dict[int, list[str]]:
    """Source key → its other names."""
    own = {source.id: label_key(source.label) for source in sources}
    query = (
        select(SourceName.source_id, SourceName.label_key, SourceName.name)
        .where(SourceName.source_id.in_(list(own)))
        .order_by(SourceName.label_key, SourceName.id)
    )
    found: dict[int, dict[str, str]] = {}
    for source_id, key, name in session.execute(query):
        if key != own[source_id]:
            found.setdefault(source_id, {}).setdefault(key, name)
    return {source_id: list(names.values()) for source_id, names in found.items()}


def told_apart(session: Session, *project_ids: int) -> Pairs:
    """All pairs of these projects; what was merged since stands for what it became a part of."""
    query = (
        select(Source.id, Source.merged_into_id, Distinction.seq)
        .join(Distinction, or_(Source.id == Distinction.first_id, Source.id == Distinction.second_id))
        .where(Distinction.project_id.in_(project_ids))
    )
    sides: defaultdict[int, set[int]] = defaultdict(set)
    for key, merged, seq in session.execute(query).all():
        sides[seq].add(key if merged is None else standing_id(session, key))
    return {frozenset(pair): seq for seq, pair in sides.items() if len(pair) > 1}
