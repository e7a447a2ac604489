"""A source's page: every hop of it that the viewer may see, by how far it is from the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.hops import HopId
from factcheck.annotation.models import Hop
from factcheck.sources.models import Source
from factcheck.tracing.distance import Distance, distances
from factcheck.tracing.fall import Chain
from factcheck.tracing.queries.chains import plain_rows, read_chains, resting_on, visible_records
from factcheck.tracing.queries.lines import Line, lines_of

LINES_SHOWN = 100


class Place(NamedTuple):
    """A hop of the source: the annotation and the hop, and how far it is."""

    annotation_id: int
    hop: HopId
    distance: Distance


@dataclass(frozen=True, slots=True)
class Mention:
    """One hop of the source, as the page lists it. `through`: the sources it is reached from, by their names."""

    line: Line
    hop: Hop
    distance: Distance
    through: Sequence[str]


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a source. `by_distance`: hops in all at each distance from the article. `mentions`: a page of them,
    the nearest first, then by article and place in the text.
    """

    mentions: Sequence[Mention]
    by_distance: Mapping[int, int]
    total: int
    claims: int
    articles: int
    page: int
    pages: int


def resting(session: Session, viewer: Viewer, source: Source, page: int = 1) -> Resting:
    """Everything that the viewer may see that rests on the source; a page past the end is the last one."""
    rows = plain_rows(
        session, visible_records(viewer, source.project_id, resting_on(session)), sources=[source.id]
    )
    chains = read_chains(session, [row[0] for row in rows])
    places = [
        Place(key, hop, distance)
        for key, chain in chains.items()
        for hop, distance in _of_source(chain, source.id)
    ]
    order = {row[0]: number for number, row in enumerate(rows)}
    places.sort(key=lambda place: (place.distance.from_article, order[place.annotation_id]))
    pages = max(1, -(-len(places) // LINES_SHOWN))
    page = min(page, pages)
    shown = places[(page - 1) * LINES_SHOWN : page * LINES_SHOWN]
    return Resting(
        mentions=_mentions(session, shown, chains),
        by_distance=dict(sorted(Counter(place.distance.from_article for place in places).items())),
        total=len(places),
        claims=len({row[4] for row in rows}),
        articles=len({row[2] for row in rows}),
        page=page,
        pages=pages,
    )


def _of_source(chain: Chain, source_id: int) -> list[tuple[HopId, Distance]]:
    far = distances(chain)
    return [(hop, far[hop]) for hop, step in chain.items() if step.source == source_id]


def _mentions(session: Session, places: Sequence[Place], chains: Mapping[int, Chain]) -> list[Mention]:
    lines = lines_of(session, [place.annotation_id for place in places])
    uids = [place.hop for place in places]
    hops = {hop.uid: hop for hop in session.scalars(select(Hop).where(Hop.uid.in_(uids)))}
    through = {place: _through(place, chains) for place in places}
    ids = {key for keys in through.values() for key in keys}
    labels = {each.id: each.label for each in session.scalars(select(Source).where(Source.id.in_(ids)))}
    return [
        Mention(
            lines[place.annotation_id],
            hops[str(place.hop)],
            place.distance,
            [labels[key] for key in through[place]],
        )
        for place in places
    ]


def _through(place: Place, chains: Mapping[int, Chain]) -> list[int]:
    chain = chains[place.annotation_id]
    return list(dict.fromkeys(int(chain[other].source) for other in chain[place.hop].via))
