"""Drawing a chain as a strip: where its boxes stand and how the lines between them run. Pure.

Units are CSS pixels. The article is the first column; every hop stands in the column that `chain.shape` gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.annotation.chain import Link, Shape
from factcheck.annotation.hops import HopId

BOX_WIDTH, BOX_HEIGHT = 86, 38
GAP_ACROSS, GAP_DOWN = 17, 8
LANE = 12
"""How far below the boxes each line runs that leads back, or past a column."""
HEAD = 5
EDGE = 3
"""Room around the boxes for thick borders."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box, by its upper left corner; `hop` None is the article."""

    hop: HopId | None
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as an SVG path, with the path of its arrow head, which points to where the statement was taken over.

    `back`: it closes a cycle.
    """

    path: str
    head: str
    back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A strip of `width` × `height`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(shape: Shape, *, mirrored: bool = False) -> Drawing:
    """Lay the strip out; `mirrored`: from right to left."""
    columns: list[Sequence[HopId | None]] = [(None,), *shape.columns]
    tallest = max(len(column) for column in columns)
    tall = tallest * (BOX_HEIGHT + GAP_DOWN) - GAP_DOWN
    width = len(columns) * (BOX_WIDTH + GAP_ACROSS) - GAP_ACROSS + 2 * EDGE
    place: dict[HopId | None, Box] = {}
    column_of: dict[HopId | None, int] = {}
    for number, column in enumerate(columns):
        x = EDGE + number * (BOX_WIDTH + GAP_ACROSS)
        if mirrored:
            x = width - x - BOX_WIDTH
        top = EDGE + (tall - len(column) * (BOX_HEIGHT + GAP_DOWN) + GAP_DOWN) // 2
        for row, hop in enumerate(column):
            column_of[hop] = number
            place[hop] = Box(hop, x, top + row * (BOX_HEIGHT + GAP_DOWN))
    lines = []
    lanes = 0
    for link in (*_entries(shape), *shape.links):
        start, end = place[link.start], place[link.end]
        if link.back or column_of[link.end] - column_of[link.start] > 1:
            lanes += 1
            lines.append(_under(start, end, tall + 2 * EDGE + lanes * LANE, link.back))
        else:
            lines.append(_forth(start, end, mirrored=mirrored))
    height = tall + 2 * EDGE + (lanes * LANE + EDGE if lanes else 0)
    return Drawing(width, height, tuple(place.values()), tuple(lines))


def _entries(shape: Shape) -> list[Link]:
    """Links from the article to where a circle begins that the article's own links do not lead to."""
    first = shape.columns[0] if shape.columns else ()
    reached = {link.end for link in shape.links if link.start is None}
    return [Link(None, hop) for hop in first if hop not in reached]


def _forth(start: Box, end: Box, *, mirrored: bool) -> Line:
    """A line from the side of the nearer box to the side of the further one."""
    sign = -1 if mirrored else 1
    x1, x2 = (start.x, end.x + BOX_WIDTH) if mirrored else (start.x + BOX_WIDTH, end.x)
    y1, y2 = start.y + BOX_HEIGHT // 2, end.y + BOX_HEIGHT // 2
    tip, bend = x1 + sign * HEAD, sign * (GAP_ACROSS // 2)
    path = f"M{tip} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return Line(path, f"M{x1} {y1}l{sign * (HEAD + 2)} {-HEAD}v{2 * HEAD}z", back=False)


def _under(start: Box, end: Box, lane: int, back: bool) -> Line:
    """A line under the boxes, from the bottom of one to the bottom of the other."""
    x1, x2 = start.x + BOX_WIDTH // 4, end.x + 3 * BOX_WIDTH // 4
    y1, y2 = start.y + BOX_HEIGHT, end.y + BOX_HEIGHT
    turn = 6 if x2 > x1 else -6
    path = f"M{x1} {y1 + HEAD}V{lane - 6}Q{x1} {lane} {x1 + turn} {lane}"
    path += f"H{x2 - turn}Q{x2} {lane} {x2} {lane - 6}V{y2}"
    return Line(path, f"M{x1} {y1}l{-HEAD} {HEAD + 2}h{2 * HEAD}z", back)
