"""What becomes of a chain when sources fall: which of its roots are still reached. This module imports no framework.

Definitions, which docs/sources.md and the pages rely on; roots and their independence are those of
`factcheck.annotation.sourcing`:

- **A way** runs from the article outwards, from hop to hop. It begins at a hop that the article names itself (one
  that is reached from nothing) or, where a cycle is led into by nothing, at any hop of that cycle.
- **A root stands** while some way to it meets no hop of a fallen source, itself included. An independent root stands
  while one of the roots that it is counted from does.
- **A chain falls** where it had independent roots and none stands; it is **weakened** where fewer stand than before.
  A chain without any root (nothing but circles) had none to lose: it neither falls nor is weakened.
- **A hop is grounded** while some way from it outwards ends at a root and meets, after it, no hop of a fallen source.
  **A source rests only on** the fallen ones where it is passed on (something is reached from a hop of it) and leads to
  one of them in some chain, and where it is passed on, it is grounded in no chain.

All of it takes time in proportion to hops and links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from factcheck.annotation import chain
from factcheck.annotation.hops import HopId

SourceKey = int | str
REMEMBERED = 4_096


class Step(NamedTuple):
    """A hop as far as it matters here: the hops it is reached from, and its source."""

    via: tuple[HopId, ...]
    source: SourceKey


Chain = Mapping[HopId, Step]


class Roots(NamedTuple):
    """How many independent roots a chain has, and how many stand after the fall."""

    before: int
    after: int

    @property
    def fell(self) -> bool:
        return self.before > 0 and self.after == 0

    @property
    def weakened(self) -> bool:
        return 0 < self.after < self.before


def roots(steps: Chain, fallen: Set[SourceKey]) -> Roots:
    """Count the independent roots of the chain, and those that stand when these sources fall."""
    # Most chains are of a few makes: hops and sources are numbered, so that one make is worked out once.
    place = {hop: number for number, hop in enumerate(steps)}
    numbers: dict[SourceKey, int] = {}
    make = tuple(
        (
            tuple(place[other] for other in step.via),
            numbers.setdefault(step.source, len(numbers)),
            step.source in fallen,
        )
        for step in steps.values()
    )
    return _roots(make)


def grounded(steps: Chain, fallen: Set[SourceKey]) -> set[SourceKey]:
    """The sources of the chain that stand on something where they are passed on; the fallen ones are left out."""
    passed_on = {other for step in steps.values() for other in step.via}
    ends = {hop for hop in steps if hop not in passed_on}
    return {steps[hop].source for hop in _nearer(steps, ends, fallen)} - fallen


def leading_to(steps: Chain, sources: Set[SourceKey]) -> set[SourceKey]:
    """The sources of the chain from which a way leads on to one of these, which are left out."""
    wanted = {hop for hop, step in steps.items() if step.source in sources}
    return {steps[hop].source for hop in _nearer(steps, wanted, frozenset())} - sources


def leaning(chains: Iterable[Chain], fallen: Set[SourceKey]) -> set[SourceKey]:
    """The sources that rest only on the fallen ones, going by these chains; the fallen ones are left out.

    Right only where `chains` holds every chain in which such a source has a hop.
    """
    found = list(chains)
    doubtful = {source for chain in found for source in leading_to(chain, fallen)}
    return doubtful.difference(*(grounded(chain, fallen) for chain in found))


def _nearer(steps: Chain, ends: set[HopId], fallen: Set[SourceKey]) -> set[HopId]:
    """The hops from which a way leads on to one of `ends` without a hop of a fallen source after the first one."""
    found: set[HopId] = set()
    waiting = [hop for hop in ends if steps[hop].source not in fallen]
    met = set(waiting)
    while waiting:
        for other in steps[waiting.pop()].via:
            found.add(other)
            if other not in met and steps[other].source not in fallen:
                met.add(other)
                waiting.append(other)
    return found


@lru_cache(REMEMBERED)
def _roots(make: tuple[tuple[tuple[int, ...], int, bool], ...]) -> Roots:
    """`make`: for each hop the numbers of the hops it is reached from, its source's number, and whether that fell."""
    via: dict[HopId, tuple[HopId, ...]] = {number: tuple(step[0]) for number, step in enumerate(make)}
    further: dict[HopId, list[HopId]] = {hop: [] for hop in via}
    for hop, nearer in via.items():
        for other in nearer:
            further[other].append(hop)
    ends = [hop for hop in via if not further[hop]]
    reached = _reached(beginnings(via), further, [step[2] for step in make])
    return Roots(
        before=len({make[int(hop)][1] for hop in ends}),
        after=len({make[int(hop)][1] for hop in ends if hop in reached}),
    )


def beginnings(via: chain.Via) -> list[HopId]:
    """Where ways begin: hops that the article names, and the hops of cycles that nothing leads into."""
    found: list[HopId] = []
    for group in chain.groups(via):
        members = set(group)
        if all(other in members for hop in group for other in via[hop]):
            found += group
    return found


def _reached(beginnings: list[HopId], further: Mapping[HopId, list[HopId]], fell: list[bool]) -> set[HopId]:
    waiting = [hop for hop in beginnings if not fell[int(hop)]]
    reached = set(waiting)
    while waiting:
        for hop in further[waiting.pop()]:
            if hop not in reached and not fell[int(hop)]:
                reached.add(hop)
                waiting.append(hop)
    return reached
