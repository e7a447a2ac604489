"""How far a hop is from the article and from a root."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.tracing.distance import distances
from factcheck.tracing.fall import Chain, Step


def chain(**via: tuple[str, ...]) -> Chain:
    """A chain of hops, each of its own source."""
    return {hop: Step(nearer, hop) for hop, nearer in via.items()}


@pytest.mark.parametrize(
    ("name", "steps", "expected"),
    [
        ("a line", chain(a=(), b=("a",), c=("b",)), {"a": (1, 2), "b": (2, 1), "c": (3, 0)}),
        (
            "the shorter way counts",
            chain(a=(), b=("a",), c=("a", "b")),
            {"a": (1, 1), "b": (2, 1), "c": (2, 0)},
        ),
        (
            "a cycle that nothing leads into",
            chain(a=("b",), b=("a",), c=("b",)),
            {"a": (1, 2), "b": (1, 1), "c": (2, 0)},
        ),
        ("nothing but a circle", chain(a=("a",)), {"a": (1, None)}),
        (
            "a circle beside a line",
            chain(a=(), b=("a", "c"), c=("b",), d=("a",)),
            {"a": (1, 1), "b": (2, None), "c": (3, None), "d": (2, 0)},
        ),
    ],
)
def test_distance_is_by_the_shortest_way(
    name: str, steps: Chain, expected: dict[str, tuple[int, int | None]]
) -> None:
    assert distances(steps) == expected, name


@given(st.lists(st.lists(st.integers(0, 6), max_size=3), max_size=7))
def test_every_hop_has_a_distance_and_neighbours_differ_by_one_at_the_most(drawn: list[list[int]]) -> None:
    steps: Chain = {
        hop: Step(tuple(dict.fromkeys(other for other in via if other < len(drawn))), hop)
        for hop, via in enumerate(drawn)
    }
    far = distances(steps)
    assert far.keys() == steps.keys()
    for hop, step in steps.items():
        for nearer in step.via:
            assert far[hop].from_article <= far[nearer].from_article + 1
            beyond = far[hop].to_root
            assert beyond is None or (far[nearer].to_root or 0) <= beyond + 1
