"""The evidence and the chains that were handed in on claims, as conditions and as columns to count by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement, coalesce

from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.states import UNSET, Trace
from factcheck.evidence.models import EvidenceCopy, LinkCheck
from factcheck.evidence.states import LinkState
from factcheck.sources.models import Source

SOURCE_TYPE = coalesce(Evidence.source_type, UNSET)
STANCE = coalesce(Evidence.stance, UNSET)
HANDED_IN = and_(Annotation.status == AnnotationStatus.SUBMITTED, Evidence.removed_at.is_(None))
"""Of evidence joined with its record: it counts."""
PASSED_ON = and_(Annotation.status == AnnotationStatus.SUBMITTED, Hop.removed_at.is_(None))
"""Of a hop joined with its record: it counts."""
_FOUND = {
    Trace.GONE: LinkState.GONE,
    Trace.QUOTE_MISSING: LinkState.QUOTE_MISSING,
    Trace.CHANGED: LinkState.CHANGED,
}


class UtcDay(FunctionElement[str]):
    """The day in UTC that a moment lies in, as ISO, whatever time zone the connection has."""

    type = String()
    inherit_cache = True


@compiles(UtcDay)
def _sqlite_day(element: UtcDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"substr({compiler.process(element.clauses, **options)}, 1, 10)"


@compiles(UtcDay, "postgresql")
def _postgresql_day(element: UtcDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"to_char(timezone('UTC', {compiler.process(element.clauses, **options)}), 'YYYY-MM-DD')"


def traced(what: Trace) -> ColumnElement[bool]:
    """Whether this holds of a piece of evidence, joined with its record and article; of sealed links none does."""
    if what is Trace.AFTER:
        return cast(Evidence.published_at, String) > _said_on()
    link = and_(Evidence.url != "", ~Evidence.sealed)
    latest = exists().where(LinkCheck.evidence_id == Evidence.id, LinkCheck.latest)
    if what in _FOUND:
        return and_(link, latest.where(LinkCheck.state == _FOUND[what]).correlate(Evidence))
    if what is Trace.UNCHECKED:
        return and_(link, ~latest.correlate(Evidence))
    return and_(link, ~exists().where(EvidenceCopy.evidence_id == Evidence.id).correlate(Evidence))


def _said_on() -> ColumnElement[str]:
    """The day on which the statement was made, as ISO: the earliest that the record's chain has, else the article's."""
    dated = (
        select(func.min(Hop.claim_date))
        .where(Hop.annotation_id == Annotation.id, Hop.removed_at.is_(None))
        .correlate(Annotation)
        .scalar_subquery()
    )
    return coalesce(cast(dated, String), UtcDay(Article.published_at))


def handed_in_with(claim_id: Any, filters: Filters) -> Sequence[ColumnElement[bool]]:
    """What the filters ask of the evidence and the chains that were handed in on the claim."""
    found: list[ColumnElement[bool]] = []
    if filters.source:
        found.append(
            exists().where(
                Annotation.claim_id == claim_id,
                Hop.annotation_id == Annotation.id,
                Hop.source_id == Source.id,
                Source.uid == filters.source,
                PASSED_ON,
            )
        )
    asked: list[ColumnElement[bool]] = []
    if filters.source_type:
        asked.append(SOURCE_TYPE == filters.source_type)  # noqa: SIM300
    if filters.stance:
        asked.append(STANCE == filters.stance)  # noqa: SIM300
    if filters.evidence:
        asked.append(traced(Trace(filters.evidence)))
    if asked:
        found.append(
            exists().where(
                Annotation.claim_id == claim_id,
                Evidence.annotation_id == Annotation.id,
                Article.id == Annotation.article_id,
                HANDED_IN,
                *asked,
            )
        )
    return found
