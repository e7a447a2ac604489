"""What falls with a source: examples that an editor would draw, and random chains against a slow, obvious reading."""

from __future__ import annotations

from collections.abc import Iterator, Set

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.annotation.hops import HopFacts, HopId
from factcheck.annotation.sourcing import summarise
from factcheck.tracing.cascade import falling_along
from factcheck.tracing.fall import Chain, Roots, Step, grounded, leading_to, leaning, roots

LINE: Chain = {1: Step((), "outlets"), 2: Step((1,), "daily"), 3: Step((2,), "official")}
FORK: Chain = {1: Step((), "agency"), 2: Step((1,), "minister"), 3: Step((1,), "report")}
MEETING: Chain = {1: Step((), "agency"), 2: Step((), "daily"), 3: Step((1, 2), "official")}
LOOP: Chain = {1: Step((2,), "agency"), 2: Step((1,), "daily"), 3: Step((2,), "official")}
ENTERED: Chain = {
    0: Step((), "gate"),
    1: Step((0, 2), "agency"),
    2: Step((1,), "daily"),
    3: Step((2,), "official"),
}
TWICE: Chain = {1: Step((), "agency"), 2: Step((1,), "wire"), 3: Step((), "wire")}
OTHERWISE: Chain = {1: Step((), "daily"), 2: Step((1,), "x")}
ENDING: Chain = {1: Step((), "daily")}


@pytest.mark.parametrize(
    ("name", "chain", "fallen", "before", "after"),
    [
        ("the root itself falls", LINE, {"official"}, 1, 0),
        ("what leads to the only root falls", LINE, {"daily"}, 1, 0),
        ("what the article names falls", LINE, {"outlets"}, 1, 0),
        ("another source does not matter", LINE, {"elsewhere"}, 1, 1),
        ("one of two roots falls", FORK, {"minister"}, 2, 1),
        ("both roots are reached through one", FORK, {"agency"}, 2, 0),
        ("both roots fall one by one", FORK, {"minister", "report"}, 2, 0),
        ("another way to the root remains", MEETING, {"agency"}, 1, 1),
        ("both ways to the root are gone", MEETING, {"agency", "daily"}, 1, 0),
        ("a root out of a cycle that nothing leads into", LOOP, {"agency"}, 1, 1),
        ("the way out of a cycle", LOOP, {"daily"}, 1, 0),
        ("a cycle does not hold itself up", ENTERED, {"gate"}, 1, 0),
        ("the same source twice stands while one of the two does", TWICE, {"agency"}, 1, 1),
        ("a chain of nothing but a circle had no root", {1: Step((1,), "a")}, {"a"}, 0, 0),
        ("no chain at all", {}, {"a"}, 0, 0),
    ],
)
def test_roots_stand_while_some_way_to_them_meets_nothing_that_fell(
    name: str, chain: Chain, fallen: set[str | int], before: int, after: int
) -> None:
    found = roots(chain, fallen)
    assert found == (before, after), name
    assert found.fell == (before > 0 and after == 0)
    assert found.weakened == (0 < after < before)


@pytest.mark.parametrize(
    ("name", "chains", "fallen", "expected"),
    [
        ("what passes on rests on what it passes on", [LINE], {"official"}, {"daily", "outlets"}),
        ("what lies beyond does not rest on what is nearer", [LINE], {"outlets"}, set()),
        ("not where it leads to another root too", [FORK], {"minister"}, set()),
        ("not where it leads elsewhere in another chain", [LINE, OTHERWISE], {"official"}, {"outlets"}),
        ("also where it ends another chain", [LINE, ENDING], {"official"}, {"daily", "outlets"}),
        ("only round in circles to it", [ENTERED], {"official"}, {"gate", "agency", "daily"}),
        ("a circle that does not lead there", [{1: Step((1,), "a")}, LINE], {"official"}, {"daily", "outlets"}),
    ],
)  # fmt: skip
def test_who_rests_only_on_what_fell(
    name: str, chains: list[Chain], fallen: set[str | int], expected: set[str]
) -> None:
    assert leaning(chains, fallen) == expected, name


@st.composite
def chains(draw: st.DrawFn, *, cyclic: bool = True) -> dict[HopId, Step]:
    """Up to seven hops of few sources, so that they meet often."""
    size = draw(st.integers(0, 7))
    made: dict[HopId, Step] = {}
    for number in range(size):
        near = range(size) if cyclic else range(number)
        via = draw(st.lists(st.sampled_from(near), max_size=3, unique=True)) if near else []
        made[number] = Step(tuple(via), draw(st.sampled_from("pqrs")))
    return {hop: made[hop] for hop in draw(st.permutations(list(made)))}


FALLEN = st.sets(st.sampled_from("pqrs"), max_size=3)


def further(chain: Chain, hop: HopId) -> list[HopId]:
    return [other for other, step in chain.items() if hop in step.via]


def nearer_than(chain: Chain, hop: HopId) -> set[HopId]:
    """Every hop from which some way leads to this one."""
    found: set[HopId] = set()
    todo = list(chain[hop].via)
    while todo:
        other = todo.pop()
        if other not in found:
            found.add(other)
            todo += chain[other].via
    return found


def ways_from(chain: Chain, hop: HopId, before: tuple[HopId, ...] = ()) -> Iterator[tuple[HopId, ...]]:
    """Every way outwards that meets no hop twice, at each of its lengths."""
    way = (*before, hop)
    yield way
    for other in further(chain, hop):
        if other not in way:
            yield from ways_from(chain, other, way)


def begins(chain: Chain, hop: HopId) -> bool:
    """The article names it, or it is of a cycle that only its own hops lead into."""
    if not chain[hop].via:
        return True
    inward = nearer_than(chain, hop)
    return hop in inward and all(hop in nearer_than(chain, other) for other in inward)


def slow_roots(chain: Chain, fallen: set[str]) -> Roots:
    ends = {hop for hop in chain if not further(chain, hop)}
    standing = {
        way[-1]
        for hop in chain
        if begins(chain, hop)
        for way in ways_from(chain, hop)
        if way[-1] in ends and not {chain[each].source for each in way} & fallen
    }
    return Roots(len({chain[hop].source for hop in ends}), len({chain[hop].source for hop in standing}))


def slow_leaning(found: list[Chain], fallen: set[str]) -> set[str]:
    leads, sound = set(), set()
    for chain in found:
        for hop in chain:
            if not further(chain, hop):
                continue
            own = str(chain[hop].source)
            for way in ways_from(chain, hop):
                after = {chain[each].source for each in way[1:]}
                if len(way) > 1 and after & fallen:
                    leads.add(own)
                if len(way) > 1 and not further(chain, way[-1]) and not after & fallen:
                    sound.add(own)
    return leads - sound - fallen


@given(chains(), FALLEN)
def test_the_count_agrees_with_trying_every_way(chain: Chain, fallen: set[str]) -> None:
    assert roots(chain, fallen) == slow_roots(chain, fallen)


@given(st.lists(chains(), max_size=4), FALLEN)
def test_leaning_agrees_with_trying_every_way(found: list[Chain], fallen: set[str]) -> None:
    assert leaning(found, fallen) == slow_leaning(found, fallen)


@given(chains())
def test_independent_roots_are_those_of_the_chain_rules(chain: Chain) -> None:
    facts = [HopFacts(hop, via=step.via, source=str(step.source)) for hop, step in chain.items()]
    found = roots(chain, set())
    assert found.before == summarise(facts).independent_roots
    assert found.after == found.before


@given(chains(), FALLEN, FALLEN)
def test_more_that_falls_never_leaves_more_standing(chain: Chain, few: set[str], more: set[str]) -> None:
    assert roots(chain, few | more).after <= roots(chain, few).after <= roots(chain, few).before


@given(chains(cyclic=False), FALLEN)
def test_a_straight_line_falls_with_any_of_its_sources(chain: Chain, fallen: set[str]) -> None:
    line: dict[HopId, Step] = {}
    for number, step in enumerate(chain.values()):
        line[number] = Step((number - 1,) if number else (), step.source)
    named = {step.source for step in line.values()}
    assert roots(line, fallen).fell == bool(named & fallen)


def cascade_by_reading_everything(found: list[Chain], start: str) -> set[str | int]:
    fallen: set[str | int] = {start}
    while more := leaning(found, fallen):
        fallen |= more
    return fallen - {start}


class AtHand:
    """Chains in memory; notes how often it was asked about each source."""

    def __init__(self, found: list[Chain]) -> None:
        self.found = found
        self.asked: list[str | int] = []

    def leading_to(self, sources: Set[str | int]) -> Set[str | int]:
        self.asked += sources
        return {source for chain in self.found for source in leading_to(chain, sources)}

    def grounded(self, sources: Set[str | int], fallen: Set[str | int]) -> Set[str | int]:
        return {source for chain in self.found for source in grounded(chain, fallen)} & sources


@given(st.lists(chains(), max_size=6))
def test_what_falls_along_is_the_same_when_only_what_just_fell_is_followed(found: list[Chain]) -> None:
    at_hand = AtHand(found)
    fallen = falling_along("p", at_hand)
    assert fallen == cascade_by_reading_everything(found, "p")
    assert sorted(at_hand.asked, key=str) == sorted({*fallen, "p"}, key=str), "each is followed once"
