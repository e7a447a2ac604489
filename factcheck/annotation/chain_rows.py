"""Chains read as plain rows, many at a time, and what each amounts to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.annotation.facts import resolve_via
from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Mode,
    Proximity,
    Reliability,
)
from factcheck.annotation.models import Hop
from factcheck.annotation.sourcing import Summary, summarise
from factcheck.sources.models import Source

_KINDS = {
    "act": Act,
    "mode": Mode,
    "identification": Identification,
    "ground_rules": GroundRules,
    "proximity": Proximity,
    "located": Located,
    "reliability": Reliability,
    "credibility": Credibility,
}
FACTS = (
    Hop.uid,
    Hop.via,
    Source.uid.label("source"),
    func.coalesce(Source.name, Source.description).label("label"),
    *(getattr(Hop, name) for name in _KINDS),
    Hop.plural_stated,
    Hop.n_identified,
)
"""The columns of hops and their sources that `facts_in` needs."""


def facts_in(rows: Sequence[Mapping[Any, Any]]) -> tuple[HopFacts, ...]:
    """One chain as its rules see it, of the FACTS of its hops in order."""
    via = resolve_via([(row["uid"], row["via"]) for row in rows])
    return tuple(
        HopFacts(
            id=row["uid"],
            via=via[row["uid"]],
            source=row["source"],
            label=row["label"],
            plural_stated=row["plural_stated"],
            n_identified=row["n_identified"],
            **{name: kind(row[name]) if row[name] else None for name, kind in _KINDS.items()},
        )
        for row in rows
    )


def summaries_of(session: Session, annotation_ids: Collection[int]) -> dict[int, Summary]:
    """Annotation key → what its chain amounts to; those without a chain are left out. One statement."""
    query = (
        select(Hop.annotation_id, *FACTS)
        .join(Source, Source.id == Hop.source_id)
        .where(Hop.annotation_id.in_(annotation_ids), Hop.removed_at.is_(None))
        .order_by(Hop.annotation_id, Hop.position, Hop.id)
    )
    chains = groupby(session.execute(query).mappings(), key=itemgetter("annotation_id"))
    return {key: summarise(facts_in(list(rows))) for key, rows in chains}
