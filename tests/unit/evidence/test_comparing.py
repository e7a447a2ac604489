"""What changed between two texts of one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.alignment import Difference
from factcheck.evidence.comparing import Gap, Paragraph, changes_between
from tests.support.pace import seconds


def told(older: str, newer: str) -> list[object]:
    """The changes in short: a number for a gap, the differing runs for a paragraph."""
    return [
        part.paragraphs
        if isinstance(part, Gap)
        else [
            (run.kind.value, run.original, run.quoted) for run in part.runs if run.kind is not Difference.SAME
        ]
        for part in changes_between(older, newer)
    ]


def test_a_word_that_changed_is_shown_with_a_little_around_it() -> None:
    older = "One.\n\nTwo.\n\nThree ships came.\n\nFour.\n\nFive."
    assert told(older, older.replace("Three", "Thirty")) == [1, [], [("altered", "Three ", "Thirty ")], [], 1]


def test_paragraphs_that_came_and_went_are_told_apart() -> None:
    assert told("A one.\nB two.\nC three.", "A one.\nC three.\nD four.") == [
        [],
        [("left_out", "B two.", "")],
        [],
        [("added", "", "D four.")],
    ]


@pytest.mark.parametrize(
    ("older", "newer"),
    [("", ""), ("Same.", "Same."), ("“So”,  he said", '"so", he said'), ("A.\n\n\nB.", "A.\nB.")],
)
def test_typography_alone_is_no_change(older: str, newer: str) -> None:
    assert changes_between(older, newer) == []


lines = st.lists(st.sampled_from(["one two", "one three", "two", "four five six", "One two"]), max_size=8)


@given(lines, lines)
def test_every_changed_paragraph_is_there_with_all_its_characters(older: list[str], newer: list[str]) -> None:
    found = changes_between("\n".join(older), "\n".join(newer))
    shown = [part for part in found if isinstance(part, Paragraph)]
    skipped = sum(part.paragraphs for part in found if isinstance(part, Gap))
    after = ["".join(run.quoted for run in part.runs) for part in shown]
    before = ["".join(run.original for run in part.runs) for part in shown if not part.is_same]
    if found:
        assert len([line for line in after if line]) + skipped == len(newer)
        assert set(after) - {""} <= set(newer)
        assert set(before) - {""} <= set(older)


def test_c22_hostile_texts_are_compared_in_bounded_time() -> None:
    def run() -> None:
        for line in ("a b " * 700, "the of and " * 100, "x" * 2_000, "“" * 500):
            older = "\n".join(f"{line}{n}" for n in range(600))
            changes_between(older, older.replace("1", "2 3"))

    assert seconds(run) < 15
