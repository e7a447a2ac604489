"""Cuts between characters as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.boundaries import parts_character


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("e\u0301a", 1),
        ("क्षि", 1),
        ("👩\u200d👧", 1),
        ("👩\u200d👧", 2),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷", 1),
        ("🇩🇪🇫🇷", 3),
        ("❤\ufe0f", 1),
        ("\u1112\u1161\u11ab", 1),
        ("a\r\nb", 2),
        ("می\u200cخواهم", 2),
    ],
)
def test_a_cut_inside_what_reads_as_one_character_parts_it(text: str, offset: int) -> None:
    assert parts_character(text, offset)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("ab", 0),
        ("ab", 1),
        ("ab", 2),
        ("e\u0301a", 2),
        ("🇩🇪🇫🇷", 2),
        ("👍👍", 1),
        ("한글", 1),
        ("", 0),
        ("ab", 9),
    ],
)
def test_a_cut_between_characters_parts_none(text: str, offset: int) -> None:
    assert not parts_character(text, offset)


@given(
    st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x2FF), min_size=2),
    st.data(),
)
def test_simple_letters_can_be_cut_anywhere(text: str, data: st.DataObject) -> None:
    assert not parts_character(text, data.draw(st.integers(0, len(text))))
