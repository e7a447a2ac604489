"""The shape of an attribution chain: its groups, its columns from left to right, its links.

A chain is given as `via`: hop id → the hops it is reached from, one step nearer to the article. It
should have no cycle; where it has one, everything here still ends and says so. All of it takes time
in proportion to hops and links (ordering a column adds its logarithm).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck.annotation.hops import HopId

Via = Mapping[HopId, tuple[HopId, ...]]


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the drawing. `start` None is the article. `back` marks a link that closes a cycle."""

    start: HopId | None
    end: HopId
    back: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What a strip of the chain is drawn from, the article being to the left of the first column.

    columns: hop ids, outwards from the article; every link but those marked `back` runs to a later
        column. In a column, top to bottom, in an order that keeps crossings few.
    links: in the order of the hops given, each hop's links as it lists them.
    """

    columns: tuple[tuple[HopId, ...], ...]
    links: tuple[Link, ...]

    @property
    def is_line(self) -> bool:
        """Whether it is a plain line: one hop a column, each reached from the one before."""
        alone = all(len(column) == 1 for column in self.columns)
        return alone and len(self.links) == len(self.columns) and not any(link.back for link in self.links)


def groups(via: Via) -> list[tuple[HopId, ...]]:
    """The hops in groups, nearest to the article first: no group is reached from a later one.

    A group of several is a cycle (a strongly connected component, found as in Tarjan 1972, without
    recursion); a group of one is not, unless the hop is reached from itself.
    """
    index: dict[HopId, int] = {}
    low: dict[HopId, int] = {}
    open_hops: list[HopId] = []
    is_open: set[HopId] = set()
    found: list[tuple[HopId, ...]] = []
    for first in via:
        if first in index:
            continue
        path = [(first, iter(via[first]))]
        while path:
            hop, nearer = path[-1]
            if hop not in index:
                index[hop] = low[hop] = len(index)
                open_hops.append(hop)
                is_open.add(hop)
            for other in nearer:
                if other not in index:
                    path.append((other, iter(via[other])))
                    break
                if other in is_open:
                    low[hop] = min(low[hop], low[other])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    low[before] = min(low[before], low[hop])
                if low[hop] == index[hop]:
                    found.append(_close(hop, open_hops, is_open))
    return found


def _close(hop: HopId, open_hops: list[HopId], is_open: set[HopId]) -> tuple[HopId, ...]:
    """Take the finished group, from its first hop to the end, off the hops that are still open."""
    start = len(open_hops) - 1
    while open_hops[start] != hop:
        start -= 1
    group = tuple(open_hops[start:])
    del open_hops[start:]
    is_open.difference_update(group)
    return group


def is_cycle(group: tuple[HopId, ...], via: Via) -> bool:
    """Whether the group leads back into itself."""
    return len(group) > 1 or group[0] in via[group[0]]


def shape(via: Via) -> Shape:
    """Lay the chain out: each hop one column after the furthest hop it is reached from.

    Inside a cycle the order in which the hops are given decides which links count as going back.
    """
    return _shape(tuple(via.items()))


@lru_cache(maxsize=1_024)
def _shape(given: tuple[tuple[HopId, tuple[HopId, ...]], ...]) -> Shape:
    via = dict(given)
    place = {hop: number for number, hop in enumerate(via)}
    group_of: dict[HopId, int] = {}
    column: dict[HopId, int] = {}
    for number, group in enumerate(groups(via)):
        for hop in sorted(group, key=place.__getitem__):
            column[hop] = 1 + max((column[other] for other in via[hop] if other in column), default=-1)
            group_of[hop] = number
    links: list[Link] = []
    for hop, nearer in via.items():
        if not nearer:
            links.append(Link(None, hop))
        for other in nearer:
            back = group_of[other] == group_of[hop] and place[other] >= place[hop]
            links.append(Link(other, hop, back=back))
    return Shape(columns=_columns(via, column), links=tuple(links))


def _columns(via: Via, column: Mapping[HopId, int]) -> tuple[tuple[HopId, ...], ...]:
    """Fill the columns, each hop near the middle of the hops it comes from; else in the order given."""
    filled: list[list[HopId]] = [[] for _ in range(1 + max(column.values(), default=-1))]
    for hop in via:
        filled[column[hop]].append(hop)
    row: dict[HopId, int] = {}
    for number, hops in enumerate(filled):
        middle: dict[HopId, float] = {}
        for hop in hops:
            rows = [row[other] for other in via[hop] if column[other] < number]
            middle[hop] = sum(rows) / len(rows) if rows else 0.0
        hops.sort(key=middle.__getitem__)
        row.update({hop: place for place, hop in enumerate(hops)})
    return tuple(tuple(hops) for hops in filled)
