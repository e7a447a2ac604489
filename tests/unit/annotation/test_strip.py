"""The strip of a chain: where its boxes stand and its lines run."""

from __future__ import annotations

import re

from factcheck.annotation.chain import shape
from factcheck.annotation.strip import BOX_WIDTH, Box, Drawing, draw


def box(drawing: Drawing, hop: str | None) -> Box:
    return next(each for each in drawing.boxes if each.hop == hop)


def test_a_line_runs_from_the_article_outwards_at_one_height() -> None:
    drawing = draw(shape({"a": (), "b": ("a",)}))
    assert [each.hop for each in drawing.boxes] == [None, "a", "b"]
    assert len({each.y for each in drawing.boxes}) == 1
    assert box(drawing, None).x < box(drawing, "a").x < box(drawing, "b").x
    assert box(drawing, "b").x + BOX_WIDTH <= drawing.width
    assert [line.back for line in drawing.lines] == [False, False]


def test_branches_stand_above_each_other_and_converge() -> None:
    drawing = draw(shape({"a": (), "b": (), "c": ("a", "b")}))
    assert box(drawing, "a").x == box(drawing, "b").x
    assert box(drawing, "a").y != box(drawing, "b").y
    assert len(drawing.lines) == 4


def test_a_cycle_is_drawn_with_a_line_back_and_room_for_it() -> None:
    round_ = draw(shape({"a": ("b",), "b": ("a",)}))
    assert [line.back for line in round_.lines] == [False, True, False]  # the article leads into it
    assert round_.height > draw(shape({"a": (), "b": ("a",)})).height


def test_a_line_that_passes_a_column_runs_below_the_boxes() -> None:
    drawing = draw(shape({"a": (), "b": ("a",), "c": ("a", "b")}))
    below = max(each.y for each in drawing.boxes) + drawing.box_height
    passing = [line for line in drawing.lines if re.search(r"V(\d+)Q", line.path)]
    assert len(passing) == 1
    assert all(int(height) > below for height in re.findall(r"V(\d+)Q", passing[0].path))
    assert not passing[0].back


def test_mirrored_it_is_the_same_from_the_other_side() -> None:
    line = shape({"a": (), "b": ("a",)})
    plain, mirrored = draw(line), draw(line, mirrored=True)
    assert mirrored.width == plain.width
    for hop in (None, "a", "b"):
        assert box(mirrored, hop).x == plain.width - box(plain, hop).x - BOX_WIDTH


def test_an_empty_chain_is_the_article_alone() -> None:
    assert [each.hop for each in draw(shape({})).boxes] == [None]
