"""Which records rest on a source, and what becomes of their verdicts when it falls.

The database narrows to the records that have a hop of the source; `fall` works out the rest. A chain in which every
hop is reached from the one before has one way and one root, so that it falls with any of its sources: only the chains
with branches are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.sources.models import Source
from factcheck.tracing import fall
from factcheck.tracing.cascade import falling_along
from factcheck.tracing.fall import Roots
from factcheck.tracing.queries.chains import BRANCHED, plain_rows, resting_on, visible_records
from factcheck.tracing.queries.footing import StoredChains

LINE = Roots(1, 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a fall touches: the key of its annotation, its verdict if it has one, its roots."""

    annotation_id: int
    verdict: str | None
    roots: Roots


@dataclass(frozen=True, slots=True)
class Fall:
    """What becomes of the records that the viewer may see, by article and place in the text.

    fell: verdicts left without an independent root. weakened: those left with fewer. unchanged: how many keep all of
    theirs (another way leads to every root, or there was none). undecided: records without a verdict that would be
    left with no root. others: what falls along, resting only on it.
    """

    fell: Sequence[Hit]
    weakened: Sequence[Hit]
    unchanged: int
    undecided: int
    others: Sequence[int]


def suppose_fallen(session: Session, viewer: Viewer, source: Source, *, wider: bool = False) -> Fall:
    """What happens when the source falls; with `wider`, everything that rests only on it falls along."""
    fallen: set[int] = {source.id}
    known = StoredChains(session, viewer, source.project_id)
    if wider:
        fallen |= {int(key) for key in falling_along(source.id, known)}
    fell, weakened, unchanged, undecided = [], [], 0, 0
    for hit in _hits(session, viewer, source.project_id, fallen, known):
        if hit.verdict is None:
            undecided += hit.roots.fell
        elif hit.roots.fell:
            fell.append(hit)
        elif hit.roots.weakened:
            weakened.append(hit)
        else:
            unchanged += 1
    return Fall(fell, weakened, unchanged, undecided, sorted(fallen - {source.id}))


def _hits(
    session: Session, viewer: Viewer, project_id: int, fallen: Set[int], known: StoredChains
) -> Iterator[Hit]:
    query = visible_records(viewer, project_id, resting_on(session)).add_columns(BRANCHED)
    rows = plain_rows(session, query, sources=fallen)
    chains = known.read([row[0] for row in rows if row[-1]])
    for annotation_id, verdict, *_place, branched in rows:
        yield Hit(annotation_id, verdict, fall.roots(chains[annotation_id], fallen) if branched else LINE)
