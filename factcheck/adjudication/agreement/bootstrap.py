"""Resamples of claims, drawn as counts of patterns, and the interval that they give.

Drawing n claims with replacement and counting their patterns is one draw from the multinomial distribution.
It is drawn as a binomial for each pattern, given what is left, so that ten thousand claims with a hundred
patterns cost a hundred short draws.
"""

from collections.abc import Iterator, Sequence
from math import exp, lgamma, log
from random import Random

from factcheck.adjudication.agreement.results import Interval
from factcheck.adjudication.agreement.statistic import Statistic

_LEVEL = 0.95
_MOST_UNDEFINED = 0.05


def intervals(
    statistics: Sequence[Statistic], counts: Sequence[int], resamples: int, seed: int
) -> list[tuple[Interval | None, int]]:
    """For each statistic the interval, and in how many resamples it was undefined. All see the same draws.

    There is none where more resamples are undefined than an interval cuts off at its ends.
    """
    found: list[list[float]] = [[] for _ in statistics]
    if statistics:
        for drawn in _draws(counts, resamples, Random(seed)):  # noqa: S311 - a simulation, repeatable
            for values, statistic in zip(found, statistics, strict=True):
                value = statistic.value(drawn)
                if value is not None:
                    values.append(value)
    return [(_interval(values, resamples), resamples - len(values)) for values in found]


def _interval(values: list[float], resamples: int) -> Interval | None:
    if not values or len(values) < (1 - _MOST_UNDEFINED) * resamples:
        return None
    values.sort()
    return Interval(_quantile(values, (1 - _LEVEL) / 2), _quantile(values, (1 + _LEVEL) / 2))


def _quantile(ordered: list[float], share: float) -> float:
    """Between the two nearest values in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _draws(counts: Sequence[int], resamples: int, random: Random) -> Iterator[list[int]]:
    """How often each pattern occurs in a resample of as many claims."""
    total = sum(counts)
    for _ in range(resamples):
        drawn, to_draw, to_come = [], total, total
        for count in counts:
            number = binomial(to_draw, count / to_come, random) if to_draw else 0
            drawn.append(number)
            to_draw -= number
            to_come -= count
        yield drawn


def binomial(n: int, p: float, random: Random) -> int:
    """How many of n trials succeed. (`Random.binomialvariate` came with Python 3.12.)

    The uniform number is used up from the likeliest value outwards, so that it takes about as many steps as
    the distribution is wide.
    """
    if p >= 1:
        return n
    mode = int((n + 1) * p)
    odds = p / (1 - p)
    likely = exp(
        lgamma(n + 1) - lgamma(mode + 1) - lgamma(n - mode + 1) + mode * log(p) + (n - mode) * log(1 - p)
    )
    left = random.random() - likely
    low = high = mode
    at_low = at_high = likely
    while left > 0 and (low > 0 or high < n):
        if high < n:
            at_high *= (n - high) / (high + 1) * odds
            high += 1
            left -= at_high
            if left <= 0:
                return high
        if low > 0:
            at_low *= low / ((n - low + 1) * odds)
            low -= 1
            left -= at_low
            if left <= 0:
                return low
    return mode
