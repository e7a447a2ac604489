"""Sources that are likely the same by their names, but for those of which somebody has said that they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.activity.models import Event
from factcheck.sources.known import known_to
from factcheck.sources.lists import Pairs, told_apart
from factcheck.sources.models import NAMED, Source, SourceName
from factcheck.sources.spelling import initials_of, label_key, likeness

PAIRS_OFFERED = 5
ALIKE_SHOWN = 5


def likely_the_same(session: Session, viewer: Viewer, project_id: int) -> list[tuple[Source, Source]]:
    """Pairs of named sources whose names differ in little: articles, titles, accents, punctuation, word order.

    The older one first. Of several that are alike, each is offered once, with the oldest that it may be.
    """
    apart = told_apart(session, project_id)
    found = (
        select(SourceName.likeness)
        .join(Source, Source.id == SourceName.source_id)
        .where(
            SourceName.project_id == project_id,
            SourceName.scope == NAMED,
            SourceName.likeness != "",
            known_to(viewer),
        )
        .group_by(SourceName.likeness)
        .having(func.count(SourceName.source_id.distinct()) > 1)
        .order_by(SourceName.likeness)
        # At the most, each pair that was told apart empties one group.
        .limit(PAIRS_OFFERED + len(apart))
    )
    query = (
        select(SourceName.likeness, Source)
        .join(Source, Source.id == SourceName.source_id)
        .where(
            SourceName.project_id == project_id,
            SourceName.scope == NAMED,
            SourceName.likeness.in_(session.scalars(found).all()),
            known_to(viewer),
        )
        .order_by(SourceName.likeness, Source.id)
    )
    groups: defaultdict[str, dict[int, Source]] = defaultdict(dict)
    for name, source in session.execute(query):
        groups[name][source.id] = source
    pairs = (pair for group in groups.values() for pair in _pairs(list(group.values()), apart))
    return list(islice(pairs, PAIRS_OFFERED))


def _pairs(group: Sequence[Source], apart: Pairs) -> Iterator[tuple[Source, Source]]:
    for place, source in enumerate(group):
        for older in group[:place]:
            if frozenset((older.id, source.id)) not in apart:
                yield older, source
                break


def alike(session: Session, viewer: Viewer, source: Source) -> list[Source]:
    """Sources that may well be this one: names that differ in little, or initials ("AFP"); where it has a name."""
    if not source.is_named:
        return []
    keys = [key for key in (likeness(source.label), initials_of(source.label)) if key]
    apart = told_apart(session, source.project_id)
    not_it = {key for pair in apart if source.id in pair for key in pair}
    query = (
        select(Source)
        .join(SourceName, SourceName.source_id == Source.id)
        .where(
            SourceName.project_id == source.project_id,
            SourceName.scope == NAMED,
            or_(SourceName.likeness.in_(keys), SourceName.label_key == label_key(source.label)),
            Source.id.not_in({source.id, *not_it}),
            known_to(viewer),
        )
        .order_by(Source.id)
        .limit(4 * ALIKE_SHOWN)
    )
    return list(dict.fromkeys(session.scalars(query)))[:ALIKE_SHOWN]


class Other(NamedTuple):
    """A source that is not the one that is looked at; `seq`: the event that said so, `said_of`: the uid it is about."""

    source: Source
    seq: int
    said_of: str


def told_apart_from(session: Session, viewer: Viewer, source: Source) -> list[Other]:
    """The sources of which it was said that they are not this one, by name."""
    apart = told_apart(session, source.project_id)
    seqs = {key: seq for pair, seq in apart.items() if source.id in pair for key in pair - {source.id}}
    if not seqs:
        return []
    others = session.scalars(select(Source).where(Source.id.in_(list(seqs)), known_to(viewer))).all()
    events = select(Event.seq, Event.subject_uid).where(Event.seq.in_(list(seqs.values())))
    said_of = {event.seq: event.subject_uid for event in session.execute(events)}
    found = [Other(other, seqs[other.id], said_of[seqs[other.id]]) for other in others]
    return sorted(found, key=lambda other: other.source.label.casefold())
