"""What the claims of a period rest on: figures that count claims by their evidence and their chains as handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, case, func, select
from sqlalchemy.orm import Session

from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.articles.models import Article
from factcheck.dashboard.evidence import HANDED_IN, PASSED_ON, SOURCE_TYPE, STANCE, traced
from factcheck.dashboard.facts import Scope, facts, in_list, shown
from factcheck.dashboard.states import Footing, Show, Trace
from factcheck.sources.models import Source

SOURCES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Footings:
    """Of so many claims, how many rest on what at best; and how many on one source, of these on one without a name."""

    claims: int
    best: Mapping[Footing, int]
    one_root: int
    one_unnamed: int


def footings(session: Session, scope: Scope) -> Footings:
    """One statement."""
    rows = facts(scope)
    one, unnamed = (
        func.count(case((in_list(rows, show, scope.now), 1))) for show in (Show.ONE_ROOT, Show.ONE_UNNAMED)
    )
    counted = session.execute(
        select(rows.c.footing, func.count(), one, unnamed).where(shown(rows, scope)).group_by(rows.c.footing)
    ).all()
    found = {Footing(name): number for name, number, _one, _unnamed in counted}
    return Footings(
        claims=sum(found.values()),
        best={each: found.get(each, 0) for each in Footing},
        one_root=sum(row[2] for row in counted),
        one_unnamed=sum(row[3] for row in counted),
    )


@dataclass(frozen=True, slots=True)
class Used:
    """A source with the number of claims whose chains name it, and of these the ones that rest on one source."""

    source: Source
    claims: int
    alone: int


def most_used(session: Session, scope: Scope) -> list[Used]:
    """The sources that most claims lead to or through, most first; two statements."""
    rows = facts(scope)
    one = case((in_list(rows, Show.ONE_ROOT, scope.now), rows.c.id))
    claims = func.count(rows.c.id.distinct())
    counted = session.execute(
        select(Hop.source_id, claims, func.count(one.distinct()))
        .join(Annotation, Annotation.id == Hop.annotation_id)
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(shown(rows, scope), PASSED_ON)
        .group_by(Hop.source_id)
        .order_by(claims.desc(), Hop.source_id)
        .limit(SOURCES_SHOWN)
    ).all()
    keys = [row[0] for row in counted]
    known = {source.id: source for source in session.scalars(select(Source).where(Source.id.in_(keys)))}
    return [Used(known[key], number, alone) for key, number, alone in counted]


def by_type_and_stance(session: Session, scope: Scope) -> dict[tuple[str, str], int]:
    """Source type and stance → the claims with a piece of evidence of both; one statement."""
    rows = facts(scope)
    counted = _pieces(rows, scope, select(SOURCE_TYPE, STANCE, func.count(rows.c.id.distinct())))
    grouped = session.execute(counted.group_by(SOURCE_TYPE, STANCE))
    return {(source_type, stance): number for source_type, stance, number in grouped}


def traces(session: Session, scope: Scope) -> dict[Trace, int]:
    """What is to be known of evidence → the claims with a piece of which it holds; one statement."""
    rows = facts(scope)
    columns = [func.count(case((traced(each), rows.c.id)).distinct()) for each in Trace]
    return dict(zip(Trace, session.execute(_pieces(rows, scope, select(*columns))).one(), strict=True))


def _pieces(rows: Subquery, scope: Scope, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The query over the evidence that was handed in on the claims."""
    return (
        query.select_from(rows)
        .join(Article, Article.id == rows.c.article_id)
        .join(Annotation, Annotation.claim_id == rows.c.id)
        .join(Evidence, Evidence.annotation_id == Annotation.id)
        .where(shown(rows, scope), HANDED_IN)
    )


def types_in(found: Mapping[tuple[str, str], int], order: Sequence[str]) -> list[str]:
    """The source types that occur, in that order."""
    return [each for each in order if any(source_type == each for source_type, _stance in found)]
