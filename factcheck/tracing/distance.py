"""How far a hop is from the article, and from the root it leads to. This module imports no framework."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factcheck.annotation.hops import HopId
from factcheck.tracing.fall import Chain, beginnings


class Distance(NamedTuple):
    """from_article: hops up to this one, itself included; 1 where the article names it, by the shortest way.

    to_root: hops beyond it up to the nearest root; 0 for a root, None where no way out leads to one (a circle).
    """

    from_article: int
    to_root: int | None


def distances(steps: Chain) -> dict[HopId, Distance]:
    """Hop → how far it is. Takes time in proportion to hops and links."""
    if _is_line(steps):
        return {hop: Distance(number, len(steps) - number) for number, hop in enumerate(steps, 1)}
    further: dict[HopId, list[HopId]] = {hop: [] for hop in steps}
    for hop, step in steps.items():
        for other in step.via:
            further[other].append(hop)
    nearer = {hop: step.via for hop, step in steps.items()}
    out = _counted(beginnings(nearer), further, 1)
    back = _counted([hop for hop in steps if not further[hop]], nearer, 0)
    return {hop: Distance(out[hop], back.get(hop)) for hop in steps}


def _is_line(steps: Chain) -> bool:
    """Whether each hop is reached from the one before, as in most chains."""
    before: tuple[HopId, ...] = ()
    for hop, step in steps.items():
        if step.via != before:
            return False
        before = (hop,)
    return True


def _counted(
    start: Iterable[HopId], following: Mapping[HopId, Iterable[HopId]], first: int
) -> dict[HopId, int]:
    """Hop → steps from the nearest of `start`, which have `first`."""
    found = dict.fromkeys(start, first)
    waiting = deque(found)
    while waiting:
        hop = waiting.popleft()
        for other in following[hop]:
            if other not in found:
                found[other] = found[hop] + 1
                waiting.append(other)
    return found
