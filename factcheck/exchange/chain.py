"""The computed summary of a chain, for exports.

What `sourcing.summarise` finds depends on two things that hardly depend on each other: how the hops hang together and
who may be the same, and what limits each hop. Both take few values, so that each is worked out once, whatever the
number of chains; `tests/unit/exchange/test_chain.py` holds that they come to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.annotation.hops import (
    Credibility,
    HopFacts,
    Identification,
    Located,
    Proximity,
    Reliability,
)
from factcheck.annotation.sourcing import summarise
from factcheck.annotation.weakness import weaknesses, weight
from factcheck.exchange.shapes import Hop, Summary, Weakest

REMEMBERED = 4_096
Place = tuple[tuple[int, ...], int, str | None, bool, int | None]
"""Of one hop: `via` and source as numbers, its identification, and whether it may be several."""
Shape = tuple[
    tuple[int, ...], int, int, tuple[int, ...], frozenset[int], tuple[int, ...], bool, tuple[int, ...]
]
Limit = tuple[int, int, str, str | None]


def chain_summary(hops: Sequence[Hop]) -> Summary:
    """What the chain amounts to, as `sourcing.summarise` works it out."""
    if not hops:
        return NO_CHAIN
    place = {hop.id: number for number, hop in enumerate(hops)}
    sources: dict[str, int] = {}
    roots, independent, named, circular, in_circles, plural, single, distance = _shape(
        tuple(
            [
                (
                    tuple([place[uid] for uid in hop.via]),
                    sources.setdefault(hop.source.id, len(sources)),
                    hop.identification,
                    hop.plural_stated,
                    hop.n_identified if hop.n_identified is None else min(hop.n_identified, 2),
                )
                for hop in hops
            ]
        )
    )
    weakest, most = None, (0, 0, -1)
    for number, hop in enumerate(hops):
        limit = _limit(
            hop.located,
            number in in_circles,
            hop.reliability,
            hop.credibility,
            hop.identification,
            hop.proximity,
            number in plural,
        )
        if limit is not None and (limit[0], limit[1], distance[number]) > most:
            most = limit[0], limit[1], distance[number]
            weakest = Weakest(hop.id, limit[2], limit[3])
    uids = list(place)
    return Summary(
        len(hops),
        [uids[number] for number in roots],
        independent,
        named,
        weakest,
        [uids[number] for number in circular],
        [uids[number] for number in plural],
        single,
    )


@lru_cache(REMEMBERED)
def _shape(places: tuple[Place, ...]) -> Shape:
    """Roots, how many are independent and named, what is circular (twice) or plural but one, whether all rests on a
    single unnamed source, and how far each hop is from the article. Hops are named by their place in the chain."""
    found = summarise(
        [
            HopFacts(
                id=number,
                via=via,
                source=str(source),
                identification=_IDENTIFICATION[identification],
                plural_stated=plural_stated,
                n_identified=n_identified,
            )
            for number, (via, source, identification, plural_stated, n_identified) in enumerate(places)
        ]
    )
    distance = {hop: column for column, hops in enumerate(found.shape.columns) for hop in hops}
    circular = _numbers(found.circular)
    return (
        _numbers(found.roots),
        found.independent_roots,
        found.named_roots,
        circular,
        frozenset(circular),
        _numbers(found.plural_but_one),
        found.single_unnamed_source,
        tuple([distance[number] for number in range(len(places))]),
    )


@lru_cache(REMEMBERED)
def _limit(
    located: str | None,
    circular: bool,
    reliability: str | None,
    credibility: int | None,
    identification: str | None,
    proximity: str | None,
    plural_but_one: bool,
) -> Limit | None:
    """What a hop limits its chain by: by how much, the gravest reason, its grade. None for nothing."""
    hop = HopFacts(
        id=0,
        located=_LOCATED[located],
        reliability=_RELIABILITY[reliability],
        credibility=_CREDIBILITY[credibility],
        identification=_IDENTIFICATION[identification],
        proximity=_PROXIMITY[proximity],
        plural_stated=plural_but_one,
        n_identified=1 if plural_but_one else None,
    )
    found = weaknesses(hop, circular=circular)
    return (*weight(found), found[0].value, hop.grade) if found else None


def _numbers(ids: Sequence[object]) -> tuple[int, ...]:
    return tuple([int(str(each)) for each in ids])


_IDENTIFICATION: dict[str | None, Identification | None] = {None: None} | {
    each: each for each in Identification
}
_PROXIMITY: dict[str | None, Proximity | None] = {None: None} | {each: each for each in Proximity}
_LOCATED: dict[str | None, Located | None] = {None: None} | {each: each for each in Located}
_RELIABILITY: dict[str | None, Reliability | None] = {None: None} | {each: each for each in Reliability}
_CREDIBILITY: dict[int | None, Credibility | None] = {None: None} | {each: each for each in Credibility}
NO_CHAIN = Summary(0, [], 0, 0, None, [], [], single_unnamed_source=False)
