"""What sources stand on, asked of the stored chains.

In a chain in which every hop is reached from the one before, a hop leads to all that come after it, and stands where
none of them fell: the database answers that, and looks no further than the first such chain of a source. Only chains
with branches are read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from functools import cached_property

from sqlalchemy import ColumnElement, and_, exists, not_, select, tuple_
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.access import Viewer
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.annotation.visibility import sees
from factcheck.articles.models import Article
from factcheck.sources.models import Source
from factcheck.tracing.fall import Chain, SourceKey, grounded, leading_to
from factcheck.tracing.queries.chains import (
    BRANCHED,
    AnySelect,
    among,
    plain_rows,
    read_chains,
    resting_on,
    visible_records,
)

_nearer, _further = aliased(Hop), aliased(Hop)
_ONWARDS = and_(
    _further.annotation_id == _nearer.annotation_id,
    tuple_(_further.position, _further.id) > tuple_(_nearer.position, _nearer.id),
    _nearer.removed_at.is_(None),
    _further.removed_at.is_(None),
)


class StoredChains:
    """The chains of a project that the viewer may see (`cascade.Chains`)."""

    def __init__(self, session: Session, viewer: Viewer, project_id: int) -> None:
        self._session = session
        self._viewer = viewer
        self._project_id = project_id
        self._known: dict[int, Chain] = {}

    def leading_to(self, sources: Set[SourceKey]) -> Set[SourceKey]:
        """The sources that lead to one of these in some chain."""
        found: set[SourceKey] = {row[0] for row in plain_rows(self._session, self._leading, sources=sources)}
        return found.union(*(leading_to(chain, sources) for chain in self._branched(sources)))

    def grounded(self, sources: Set[SourceKey], fallen: Set[SourceKey]) -> Set[SourceKey]:
        """Those of the sources that stand on something, in some chain in which they are passed on."""
        rows = plain_rows(self._session, self._standing, sources=sources, fallen=fallen)
        found: set[SourceKey] = {row[0] for row in rows}
        doubtful = sources - found
        return found.union(*(grounded(chain, fallen) for chain in self._branched(doubtful))) & sources

    def read(self, annotation_ids: Collection[int]) -> Mapping[int, Chain]:
        """Annotation key → its chain, of these and of those that were read before."""
        new = [key for key in annotation_ids if key not in self._known]
        if new:
            self._known |= read_chains(self._session, new)
        return self._known

    def _branched(self, sources: Set[SourceKey]) -> list[Chain]:
        """The visible chains with branches that have a hop of these sources."""
        if not sources:
            return []
        keys = [row[0] for row in plain_rows(self._session, self._resting, sources=sources)]
        known = self.read(keys)
        return [known[key] for key in keys]

    # Each is asked again and again: putting it together takes longer than most of the answers.

    @cached_property
    def _leading(self) -> AnySelect:
        return _leading(self._session, self._line)

    @cached_property
    def _standing(self) -> AnySelect:
        return _standing(self._session, self._line)

    @cached_property
    def _resting(self) -> AnySelect:
        records = visible_records(self._viewer, self._project_id, resting_on(self._session))
        return records.where(BRANCHED).order_by(None)

    @cached_property
    def _line(self) -> ColumnElement[bool]:
        return and_(_visible(self._viewer, self._project_id), not_(BRANCHED))


def _visible(viewer: Viewer, project_id: int) -> ColumnElement[bool]:
    """Whether the annotation is one of the project that the viewer may see."""
    return exists().where(
        Claim.id == Annotation.claim_id,
        Claim.removed_at.is_(None),
        Article.id == Claim.article_id,
        Article.removed_at.is_(None),
        Article.project_id == project_id,
        sees(viewer),
    )


def _leading(session: Session, line: ColumnElement[bool]) -> AnySelect:
    """The sources that lead to `sources` in a line."""
    return (
        select(_nearer.source_id)
        .distinct()
        .join_from(_further, _nearer, _ONWARDS)
        .join(Annotation, Annotation.id == _further.annotation_id)
        .where(among(session, _further.source_id, "sources"), line)
    )


def _standing(session: Session, line: ColumnElement[bool]) -> AnySelect:
    """Those of `sources` that in some line lead on, and to none of `fallen`."""
    onwards = exists().where(_ONWARDS).correlate(_nearer)
    fell = exists().where(_ONWARDS, among(session, _further.source_id, "fallen")).correlate(_nearer)
    stands = exists().where(
        _nearer.source_id == Source.id, Annotation.id == _nearer.annotation_id, onwards, not_(fell), line
    )
    return select(Source.id).where(among(session, Source.id, "sources"), stands)
