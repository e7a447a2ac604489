"""From claims and who rated them how, to the measures with what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from factcheck.adjudication.agreement import statistic
from factcheck.adjudication.agreement.bootstrap import intervals
from factcheck.adjudication.agreement.results import Measure, Result, Undefined
from factcheck.adjudication.agreement.scale import VERDICTS, Scale, identity, linear, ordinal, quadratic
from factcheck.adjudication.agreement.statistic import Pattern, Statistic

RESAMPLES = 1_000
"""Enough for about the second decimal of an interval's ends."""

Reviewer = TypeVar("Reviewer", bound=Hashable)
Claims = Sequence[Mapping[Reviewer, str]]
"""Of each claim: reviewer → rating. A claim that nobody rated is an empty mapping."""

Build = Callable[[Sequence[Pattern]], Statistic]
_OVER_ALL: dict[Measure, Build] = {
    Measure.PERCENT: statistic.percent,
    Measure.FLEISS: statistic.fleiss,
    Measure.ALPHA_NOMINAL: statistic.alpha_nominal,
    Measure.AC1: lambda patterns: statistic.gwet(patterns, identity),
}
_ON_SCALE: dict[Measure, Build] = {
    Measure.ALPHA_ORDINAL: statistic.alpha_ordinal,
    Measure.AC2: lambda patterns: statistic.gwet(patterns, ordinal),
}
"""Of all reviewers together, over all values and over the ordered ones."""


def among_all(
    claims: Claims[Reviewer], *, scale: Scale = VERDICTS, resamples: int = RESAMPLES, seed: int = 0
) -> dict[Measure, Result]:
    """Percent agreement, Fleiss' kappa, both of Krippendorff's alphas, AC1 and AC2 of all reviewers together.

    Raises ValueError for a rating that the scale does not have.
    """
    nominal, ranked = _samples(claims, scale, len(claims))
    size = len(scale.values)
    return {
        **_results(nominal.basis, _multisets(nominal, size), _OVER_ALL, resamples, seed),
        **_results(ranked.basis, _multisets(ranked, len(scale.ordered)), _ON_SCALE, resamples, seed),
    }


def among_counted(
    patterns: Mapping[Pattern, int],
    *,
    claims: int,
    reviewers: int,
    scale: Scale = VERDICTS,
    measures: Collection[Measure] = tuple(Measure),
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[Measure, Result]:
    """As `among_all`, of claims that were counted already: of those rated twice or more, how many have so many ratings
    of each of the scale's values, in its order. `claims`: how many there are in all; `reviewers`: how many people
    rated those counted (they are not told apart, so that the ordinal measures have the same number).
    """
    ranks = [scale.values.index(value) for value in scale.ordered]
    ranked: Counter[Pattern] = Counter()
    for pattern, number in patterns.items():
        if sum(pattern[place] for place in ranks) > 1:
            ranked[tuple(pattern[place] for place in ranks)] += number
    used, on_scale = sum(patterns.values()), ranked.total()
    why = None if used else Undefined.NO_OVERLAP
    off = why or (None if on_scale else Undefined.OFF_SCALE)
    every = _Basis(used, _ratings(patterns), reviewers, claims, 0, why)
    ordered = _Basis(on_scale, _ratings(ranked), reviewers, claims, used - on_scale, off)
    chosen = set(measures)
    return {
        **_results(every, _ordered(Counter(patterns)), _only(_OVER_ALL, chosen), resamples, seed),
        **_results(ordered, _ordered(ranked), _only(_ON_SCALE, chosen), resamples, seed),
    }


def _only(builds: Mapping[Measure, Build], chosen: Collection[Measure]) -> dict[Measure, Build]:
    return {measure: build for measure, build in builds.items() if measure in chosen}


def _ratings(patterns: Mapping[Pattern, int]) -> int:
    return sum(sum(pattern) * number for pattern, number in patterns.items())


def pair_counted(
    table: Mapping[tuple[str, str], int],
    *,
    scale: Scale = VERDICTS,
    measures: Collection[Measure] = tuple(Measure),
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[Measure, Result]:
    """As `between`, of claims that were counted already: how many have these two ratings, the one's and the other's;
    of these measures."""
    places = {value: place for place, value in enumerate(scale.values)}
    ranks = {value: rank for rank, value in enumerate(scale.ordered)}
    every: Counter[Pattern] = Counter(
        {(places[one], places[other]): number for (one, other), number in table.items()}
    )
    ranked: Counter[Pattern] = Counter(
        {
            (ranks[one], ranks[other]): number
            for (one, other), number in table.items()
            if one in ranks and other in ranks
        }
    )
    used, on_scale = every.total(), ranked.total()
    why = None if used else Undefined.NO_OVERLAP
    off = why or (None if on_scale else Undefined.OFF_SCALE)
    return _of_pair(
        (_Basis(used, 2 * used, 2 if used else 0, used, 0, why), every),
        (_Basis(on_scale, 2 * on_scale, 2 if on_scale else 0, used, used - on_scale, off), ranked),
        scale,
        resamples,
        seed,
        measures,
    )


def between(
    claims: Claims[Reviewer],
    one: Reviewer,
    other: Reviewer,
    *,
    scale: Scale = VERDICTS,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[Measure, Result]:
    """Percent agreement and Cohen's three kappas of two reviewers, over the claims that both rated.

    Raises ValueError for a rating that the scale does not have.
    """
    if one == other:
        raise ValueError("Agreement is between two reviewers.")
    theirs = [{who: claim[who] for who in (one, other) if who in claim} for claim in claims]
    return _pair(theirs, one, other, scale, len(claims), resamples, seed)


def by_pair(
    claims: Claims[Reviewer], *, scale: Scale = VERDICTS, resamples: int = RESAMPLES, seed: int = 0
) -> dict[tuple[Reviewer, Reviewer], dict[Measure, Result]]:
    """`between` for every two reviewers who have rated a claim in common, in the order in which they come."""
    place = {
        reviewer: place for place, reviewer in enumerate({who: None for claim in claims for who in claim})
    }
    met: dict[tuple[Reviewer, Reviewer], list[Mapping[Reviewer, str]]] = {}
    for claim in claims:
        for one, other in combinations(sorted(claim, key=place.__getitem__), 2):
            met.setdefault((one, other), []).append({one: claim[one], other: claim[other]})
    return {
        pair: _pair(met[pair], *pair, scale, len(claims), resamples, seed)
        for pair in sorted(met, key=lambda pair: (place[pair[0]], place[pair[1]]))
    }


def _pair(
    theirs: Claims[Reviewer],
    one: Reviewer,
    other: Reviewer,
    scale: Scale,
    total: int,
    resamples: int,
    seed: int,
) -> dict[Measure, Result]:
    nominal, ranked = _samples(theirs, scale, total)
    every: Counter[Pattern] = Counter((row[one], row[other]) for row in nominal.rows)
    on_scale: Counter[Pattern] = Counter((row[one], row[other]) for row in ranked.rows)
    return _of_pair((nominal.basis, every), (ranked.basis, on_scale), scale, resamples, seed)


def _of_pair(
    nominal: tuple[_Basis, Counter[Pattern]],
    ranked: tuple[_Basis, Counter[Pattern]],
    scale: Scale,
    resamples: int,
    seed: int,
    measures: Collection[Measure] = tuple(Measure),
) -> dict[Measure, Result]:
    size, steps = len(scale.values), len(scale.ordered)
    over_all: dict[Measure, Build] = {
        Measure.PERCENT: statistic.pair_percent,
        Measure.COHEN: lambda patterns: statistic.cohen(patterns, size, identity),
    }
    on_scale: dict[Measure, Build] = {
        Measure.COHEN_LINEAR: lambda patterns: statistic.cohen(patterns, steps, linear),
        Measure.COHEN_QUADRATIC: lambda patterns: statistic.cohen(patterns, steps, quadratic),
    }
    return {
        **_results(nominal[0], _either_way(nominal[1]), _only(over_all, measures), resamples, seed),
        **_results(ranked[0], _either_way(ranked[1]), _only(on_scale, measures), resamples, seed),
    }


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a result rests on, as `Result` has it."""

    used: int
    ratings: int
    reviewers: int
    claims: int
    off_scale: int
    undefined: Undefined | None


@dataclass(frozen=True, slots=True)
class _Sample(Generic[Reviewer]):
    """The claims that a measure can use, each rating as its place on the scale."""

    rows: list[dict[Reviewer, int]]
    claims: int
    off_scale: int
    undefined: Undefined | None

    @property
    def basis(self) -> _Basis:
        reviewers = len({reviewer for row in self.rows for reviewer in row})
        ratings = sum(map(len, self.rows))
        return _Basis(len(self.rows), ratings, reviewers, self.claims, self.off_scale, self.undefined)


def _samples(
    claims: Claims[Reviewer], scale: Scale, total: int
) -> tuple[_Sample[Reviewer], _Sample[Reviewer]]:
    """Claims rated twice or more: over all values, and over the ordered ones alone."""
    places = {value: place for place, value in enumerate(scale.values)}
    ranks = {value: rank for rank, value in enumerate(scale.ordered)}
    if strange := {rating for claim in claims for rating in claim.values()} - set(places):
        raise ValueError(f"The scale has no value {min(strange)!r}.")
    twice = [claim for claim in claims if len(claim) > 1]
    rows = [{who: places[rating] for who, rating in claim.items()} for claim in twice]
    kept = [{who: ranks[rating] for who, rating in claim.items() if rating in ranks} for claim in twice]
    ranked = [row for row in kept if len(row) > 1]
    why = None if rows else _nothing_to_compare(claims)
    return (
        _Sample(rows, total, 0, why),
        _Sample(ranked, total, len(twice) - len(ranked), why or (None if ranked else Undefined.OFF_SCALE)),
    )


def _nothing_to_compare(claims: Claims[Reviewer]) -> Undefined:
    reviewers = {reviewer for claim in claims for reviewer in claim}
    if not reviewers:
        return Undefined.NO_RATINGS
    return Undefined.ONE_REVIEWER if len(reviewers) == 1 else Undefined.NO_OVERLAP


def _multisets(sample: _Sample[Reviewer], size: int) -> list[tuple[Pattern, int]]:
    """How many claims have so many ratings of each value; the same whatever the order of claims and reviewers."""
    found: Counter[Pattern] = Counter()
    for row in sample.rows:
        chosen = list(row.values())
        found[tuple(map(chosen.count, range(size)))] += 1
    return _ordered(found)


def _either_way(found: Counter[Pattern]) -> list[tuple[Pattern, int]]:
    """How often two ratings meet; the same whoever of the two is named first."""
    turned: Counter[Pattern] = Counter({pattern[::-1]: count for pattern, count in found.items()})
    return min(_ordered(found), _ordered(turned))


def _ordered(found: Counter[Pattern]) -> list[tuple[Pattern, int]]:
    """Frequent patterns first: draws from the rest are then soon done."""
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _results(
    basis: _Basis,
    found: list[tuple[Pattern, int]],
    measures: Mapping[Measure, Build],
    resamples: int,
    seed: int,
) -> dict[Measure, Result]:
    patterns, counts = [pattern for pattern, _ in found], [count for _, count in found]
    statistics = {measure: build(patterns) for measure, build in measures.items()} if patterns else {}
    values = {measure: made.value(counts) for measure, made in statistics.items()}
    defined = {m: made for m, made in statistics.items() if values[m] is not None and basis.used > 1}
    drawn = dict(zip(defined, intervals(list(defined.values()), counts, resamples, seed), strict=True))
    results = {}
    for measure in measures:
        interval, missing = drawn.get(measure, (None, 0))
        value = values.get(measure)
        results[measure] = Result(
            measure=measure,
            value=value,
            undefined=None if value is not None else basis.undefined or Undefined.ONE_CATEGORY,
            claims_used=basis.used,
            claims=basis.claims,
            claims_off_scale=basis.off_scale,
            ratings=basis.ratings,
            reviewers=basis.reviewers,
            interval=interval,
            resamples=resamples if measure in drawn else 0,
            resamples_undefined=missing,
        )
    return results
