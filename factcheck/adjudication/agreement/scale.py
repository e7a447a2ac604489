"""The values that a rating can have, and how near two of them are."""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb

from factcheck.annotation.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Scale:
    """All values that reviewers may choose from, and those of them that have an order, lowest first.

    Values that nobody chose belong to it: measures count on how many there are to choose from.
    """

    values: tuple[str, ...]
    ordered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.values)) != len(self.values) or len(self.values) < 2:
            raise ValueError("A scale needs two values or more, each of them once.")
        ordered = set(self.ordered)
        if not ordered <= set(self.values) or len(ordered) != len(self.ordered) or len(ordered) == 1:
            raise ValueError("The ordered values of a scale are none or several of its values, each once.")


VERDICTS = Scale(
    values=tuple(Verdict),
    ordered=tuple(reversed([verdict for verdict in Verdict if verdict.is_ordinal])),
)

Weights = Callable[[int, int], float]
"""Distance between two ranks, and the greatest distance → how far that counts as agreement, 1 to 0."""


def identity(distance: int, _greatest: int) -> float:
    """Only the same value agrees."""
    return float(distance == 0)


def linear(distance: int, greatest: int) -> float:
    """Every step counts the same (Cicchetti and Allison 1971)."""
    return 1 - distance / greatest


def quadratic(distance: int, greatest: int) -> float:
    """Far steps count more (Fleiss and Cohen 1973)."""
    return 1 - (distance / greatest) ** 2


def ordinal(distance: int, greatest: int) -> float:
    """Pairs of ranks from the one value to the other, among all pairs on the scale (Gwet 2014)."""
    return 1 - comb(distance + 1, 2) / comb(greatest + 1, 2)


def matrix(weights: Weights, size: int) -> list[list[float]]:
    """The weight of each pair of ranks on a scale of this size."""
    return [[weights(abs(i - j), size - 1) for j in range(size)] for i in range(size)]
