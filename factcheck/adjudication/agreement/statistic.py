"""The measures, as functions of sums over claims.

Claims that were rated alike are one pattern, and each measure needs nothing of the claims but some sums over
them. A statistic therefore is a number for each pattern and sum (`columns`), and the formula that makes the
measure of the sums. Counting how often each pattern occurs then gives the value, and counting it in a resample
gives the resample's, without looking at claims one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import mul

from factcheck.adjudication.agreement.scale import Weights, identity, matrix

Pattern = tuple[int, ...]
"""Of a claim: how many reviewers chose each value. Of a pair's claim: the ranks of the two values."""
Sums = Sequence[float]


@dataclass(frozen=True, slots=True)
class Statistic:
    """The columns, a number a pattern each, and the measure by their sums; None where it is 0 ÷ 0."""

    columns: list[list[float]]
    formula: Callable[[Sums], float | None]

    def value(self, counts: Sequence[int]) -> float | None:
        """The measure where each pattern occurs so many times."""
        return self.formula([sum(map(mul, column, counts)) for column in self.columns])


def percent(patterns: Sequence[Pattern]) -> Statistic:
    """Of the pairs of ratings on a claim, the share that agrees; the mean over claims."""
    ones: list[float] = [1] * len(patterns)
    return Statistic(
        [ones, _agreeing(patterns, identity)],
        lambda sums: sums[1] / sums[0],
    )


def fleiss(patterns: Sequence[Pattern]) -> Statistic:
    """Fleiss 1971; where claims have unequal numbers of ratings, each claim weighs the same (Gwet 2014)."""

    def formula(sums: Sums) -> float | None:
        claims, agreeing, *shares = sums
        if _is_single(shares):
            return None
        expected = sum((share / claims) ** 2 for share in shares)
        return (agreeing / claims - expected) / (1 - expected)

    return Statistic([[1] * len(patterns), _agreeing(patterns, identity), *_shares(patterns)], formula)


def gwet(patterns: Sequence[Pattern], weights: Weights) -> Statistic:
    """Gwet 2008 and 2014: AC1 with identity weights, AC2 with others."""
    size = len(patterns[0])
    total = sum(map(sum, matrix(weights, size)))

    def formula(sums: Sums) -> float | None:
        claims, agreeing, *shares = sums
        spread = sum(share / claims * (1 - share / claims) for share in shares)
        expected = total / (size * (size - 1)) * spread
        return (agreeing / claims - expected) / (1 - expected)

    return Statistic([[1] * len(patterns), _agreeing(patterns, weights), *_shares(patterns)], formula)


def alpha_nominal(patterns: Sequence[Pattern]) -> Statistic:
    """Krippendorff 2011: any two different values differ by 1."""

    def formula(sums: Sums) -> float | None:
        agreeing, *totals = sums
        if _is_single(totals):
            return None
        ratings = sum(totals)
        differing = ratings**2 - sum(total**2 for total in totals)
        return 1 - (ratings - 1) * (ratings - agreeing) / differing

    agreeing = [sum(n * (n - 1) for n in pattern) / (sum(pattern) - 1) for pattern in patterns]
    return Statistic([agreeing, *_totals(patterns)], formula)


def alpha_ordinal(patterns: Sequence[Pattern]) -> Statistic:
    """Krippendorff 2011: values differ by the ratings that lie from one to the other, squared."""
    size = len(patterns[0])
    pairs = list(combinations(range(size), 2))

    def formula(sums: Sums) -> float | None:
        totals, coincidences = sums[:size], sums[size:]
        if _is_single(totals):
            return None
        observed = expected = 0.0
        for (low, high), coincidence in zip(pairs, coincidences, strict=True):
            distance = (sum(totals[low : high + 1]) - (totals[low] + totals[high]) / 2) ** 2
            observed += coincidence * distance
            expected += totals[low] * totals[high] * distance
        return 1 - (sum(totals) - 1) * observed / expected

    columns = [[p[low] * p[high] / (sum(p) - 1) for p in patterns] for low, high in pairs]
    return Statistic([*_totals(patterns), *columns], formula)


def pair_percent(patterns: Sequence[Pattern]) -> Statistic:
    """How often two reviewers chose the same value."""
    same: list[float] = [one == other for one, other in patterns]
    return Statistic([[1] * len(patterns), same], lambda sums: sums[1] / sums[0])


def cohen(patterns: Sequence[Pattern], size: int, weights: Weights) -> Statistic:
    """Cohen 1960 with identity weights, Cohen 1968 with others."""
    differ = [[1 - weight for weight in row] for row in matrix(weights, size)]

    def formula(sums: Sums) -> float | None:
        claims, observed, *totals = sums
        rows, columns = totals[:size], totals[size:]
        if _is_single([row + column for row, column in zip(rows, columns, strict=True)]):
            return None
        expected = sum(
            row * column * differ[i][j]
            for i, row in enumerate(rows)
            if row
            for j, column in enumerate(columns)
            if column
        )
        return 1 - claims * observed / expected

    observed = [differ[one][other] for one, other in patterns]
    margins: list[list[float]] = [
        [pattern[side] == value for pattern in patterns] for side in (0, 1) for value in range(size)
    ]
    return Statistic([[1] * len(patterns), observed, *margins], formula)


def _agreeing(patterns: Sequence[Pattern], weights: Weights) -> list[float]:
    """Of the ordered pairs of ratings on a claim, how much agrees by these weights."""
    near = matrix(weights, len(patterns[0]))
    shares = []
    for pattern in patterns:
        agreeing = sum(n * (sum(map(mul, near[value], pattern)) - 1) for value, n in enumerate(pattern) if n)
        shares.append(agreeing / (sum(pattern) * (sum(pattern) - 1)))
    return shares


def _shares(patterns: Sequence[Pattern]) -> list[list[float]]:
    """Of each value, the share of a claim's ratings."""
    return [[pattern[value] / sum(pattern) for pattern in patterns] for value in range(len(patterns[0]))]


def _totals(patterns: Sequence[Pattern]) -> list[list[float]]:
    """Of each value, a claim's ratings."""
    return [[pattern[value] for pattern in patterns] for value in range(len(patterns[0]))]


def _is_single(totals: Sums) -> bool:
    """Whether only one value was ever chosen, so that chance alone would agree always."""
    return sum(total > 0 for total in totals) < 2
