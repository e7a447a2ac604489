"""Drawing what an article rests on: the article at one side, the roots at the other, the sources between. Pure.

Units are CSS pixels. Every line is as thick as many claims go that way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import log2

from factcheck.annotation.chain import shape
from factcheck.annotation.hops import HopId
from factcheck.tracing.story import Story, StorySource

BOX_WIDTH, BOX_HEIGHT = 210, 44
GAP_ACROSS, GAP_DOWN = 60, 10
EDGE = 6
LANE = 14
FITS = 1_600
"""Up to this width a drawing is still read when it is made to fit a desktop's page."""
MOST_ROOTS, MOST_BETWEEN = 16, 9
"""So many sources are drawn one by one; the others stand together in one box each, and in the table."""
OTHER_ROOTS, OTHERS_BETWEEN = "other roots", "others between"


@dataclass(frozen=True, slots=True)
class Box:
    """One box: a source, or several together (`others` of them, with `claims` claims), or (neither) the article."""

    x: int
    y: int
    source: StorySource | None
    others: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line as an SVG path. `weight` 1 to 5 by how many claims go that way; `back`: it closes a circle."""

    path: str
    weight: int
    claims: int
    back: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing of `width` × `height`; `article` is the article's box."""

    width: int
    height: int
    article: Box
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT

    @property
    def fits(self) -> bool:
        """Whether it can be read without scrolling on a desktop."""
        return self.width <= FITS


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: each key's column and upper edge; and where the lines out of a source (None: the
    article) pass a column between it and where they lead: (source, column) → height. Else they would run behind boxes.
    """

    place: Mapping[HopId, tuple[int, int]]
    lanes: Mapping[tuple[HopId | None, int], int]
    height: int


def draw(story: Story, *, mirrored: bool = False) -> Graph:
    """Lay the story out; `mirrored`: from right to left. Of too many sources, those with the most claims."""
    shown, stands_for = _chosen(story)
    links = _gathered(story.links, stands_for)
    via: dict[HopId, tuple[HopId, ...]] = {
        key: tuple(near for near, far in links if far == key and near is not None)
        # Of the sources of a circle, those that the article itself names come first.
        for key in sorted(shown, key=lambda key: (None, key) not in links)
    }
    laid = shape(via)
    ends = {key for key in shown if not any(near == key for near, _far in links)}
    layout = _laid_out(_columns(shown, [list(column) for column in laid.columns], ends), links)
    place, height = layout.place, layout.height
    columns = 1 + max((column for column, _y in place.values()), default=-1)
    width = 2 * EDGE + (columns + 1) * BOX_WIDTH + columns * GAP_ACROSS

    def x_of(column: int) -> int:
        x = EDGE + column * (BOX_WIDTH + GAP_ACROSS)
        return width - x - BOX_WIDTH if mirrored else x

    article = Box(x_of(0), (height - BOX_HEIGHT) // 2, None)
    boxes = {
        key: _box(story, str(key), x_of(column + 1), y, stands_for) for key, (column, y) in place.items()
    }
    backs = {(link.start, link.end) for link in laid.links if link.back}
    lines, lanes = [], 0
    most = max(links.values(), default=1)
    for (near, far), claims in links.items():
        start, back = boxes[near] if near is not None else article, (near, far) in backs
        lanes += back
        first = place[near][0] if near is not None else -1
        passing = [
            (x_of(column + 1), layout.lanes[near, column]) for column in range(first + 1, place[far][0])
        ]
        path = (
            _under(start, boxes[far], height + lanes * LANE) if back else _across(start, boxes[far], passing)
        )
        lines.append(Line(path, _weight(claims, most), claims, back))
    below = height + (lanes * LANE + EDGE if lanes else 0)
    return Graph(width, below, article, tuple(boxes.values()), tuple(lines))


def _chosen(story: Story) -> tuple[list[str], dict[str, str]]:
    """What is drawn, most claims first, and for every source what stands for it: itself, or all the others."""
    stands_for: dict[str, str] = {}
    for most, others, sources in (
        (MOST_ROOTS, OTHER_ROOTS, [one for one in story.sources.values() if one.is_root]),
        (MOST_BETWEEN, OTHERS_BETWEEN, [one for one in story.sources.values() if not one.is_root]),
    ):
        few = len(sources) <= most + 1
        stands_for |= {
            one.key: one.key if few or number < most else others for number, one in enumerate(sources)
        }
    return list(dict.fromkeys([*(stands_for[key] for key in story.sources)])), stands_for


def _gathered(
    links: Mapping[tuple[str | None, str], int], stands_for: Mapping[str, str]
) -> dict[tuple[str | None, str], int]:
    """The links between what is drawn. Inside what stands for several, and out of the other roots, none are drawn."""
    found: dict[tuple[str | None, str], int] = {}
    for (near, far), claims in links.items():
        start, end = stands_for[near] if near is not None else None, stands_for[far]
        if start not in (end, OTHER_ROOTS) and not (
            start == OTHERS_BETWEEN and end not in (far, OTHER_ROOTS)
        ):
            found[start, end] = found.get((start, end), 0) + claims
    for near, far in list(found):
        # Of two ways between the same two, the one out of several together is no circle of anybody's.
        if near == OTHERS_BETWEEN and (far, near) in found:
            del found[near, far]
    return found


def _columns(shown: Sequence[str], columns: list[list[HopId]], ends: Set[HopId]) -> list[list[HopId]]:
    """What stands in each column. What leads no further stands in the last one."""
    inner = [[key for key in column if key not in ends] for column in columns]
    while inner and not inner[-1]:
        inner.pop()
    outer: list[HopId] = [key for key in shown if key in ends]
    return [column for column in (*inner, outer) if column]


def _laid_out(columns: list[list[HopId]], links: Mapping[tuple[str | None, str], int]) -> Layout:
    """Each column in the middle, with the lanes of the lines that pass it on top."""
    number_of = {key: number for number, column in enumerate(columns) for key in column}
    passing: list[dict[HopId | None, None]] = [{} for _column in columns]
    for near, far in links:
        for number in range(number_of[near] + 1 if near is not None else 0, number_of[far]):
            passing[number][near] = None
    heights = [
        len(column) * (BOX_HEIGHT + GAP_DOWN) + len(lanes) * LANE
        for column, lanes in zip(columns, passing, strict=True)
    ]
    height = 2 * EDGE + max(heights, default=BOX_HEIGHT + GAP_DOWN) - GAP_DOWN
    place: dict[HopId, tuple[int, int]] = {}
    lanes: dict[tuple[HopId | None, int], int] = {}
    for number, column in enumerate(columns):
        room = height - 2 * EDGE - len(column) * BOX_HEIGHT - len(passing[number]) * LANE
        gap = max(min(room // (len(column) + 1), 3 * GAP_DOWN), GAP_DOWN)
        used = len(passing[number]) * LANE + len(column) * BOX_HEIGHT + (len(column) - 1) * gap
        top = (height - used) // 2
        for start in passing[number]:
            lanes[start, number] = top + LANE // 2 - GAP_DOWN // 2
            top += LANE
        for row, key in enumerate(column):
            place[key] = (number, top + row * (BOX_HEIGHT + gap))
    return Layout(place, lanes, height)


def _box(story: Story, key: str, x: int, y: int, stands_for: Mapping[str, str]) -> Box:
    if key in story.sources:
        return Box(x, y, story.sources[key])
    together = [story.sources[other] for other, stand in stands_for.items() if stand == key]
    claims = {claim for one in together for claim in (one.rooted if key == OTHER_ROOTS else one.claims)}
    return Box(x, y, None, len(together), len(claims))


def _weight(claims: int, most: int) -> int:
    return 1 + round(4 * log2(max(claims, 1)) / max(log2(most), 3))


def _across(start: Box, end: Box, passing: Sequence[tuple[int, int]]) -> str:
    """A line from box to box; `passing`: the left edge of each column on the way, and how high it is passed."""
    forward = end.x >= start.x
    x, y = start.x + BOX_WIDTH if forward else start.x, start.y + BOX_HEIGHT // 2
    path = f"M{x} {y}"
    ways = [(left, left + BOX_WIDTH) if forward else (left + BOX_WIDTH, left) for left, _y in passing]
    aims = [(*way, height) for way, (_left, height) in zip(ways, passing, strict=True)]
    last = end.x if forward else end.x + BOX_WIDTH
    for into, out, height in (*aims, (last, last, end.y + BOX_HEIGHT // 2)):
        bend = (into - x) // 2
        path += f"C{x + bend} {y} {into - bend} {height} {into} {height}" + (f"H{out}" if out != into else "")
        x, y = out, height
    return path


def _under(start: Box, end: Box, lane: int) -> str:
    x1, x2 = start.x + BOX_WIDTH // 4, end.x + 3 * BOX_WIDTH // 4
    y1, y2 = start.y + BOX_HEIGHT, end.y + BOX_HEIGHT
    return f"M{x1} {y1}C{x1} {lane} {x2} {lane} {x2} {y2}"
