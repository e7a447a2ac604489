"""What a person may be called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.accounts.names import KEY_LENGTH, NAME_LENGTH, clean_name, name_key
from factcheck.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Dana", "Dana"),
        ("  Dana \t Kovač\n", "Dana Kovač"),
        ("Zoe\u0308", "Zoë"),
        ("محمد علي", "محمد علي"),
        ("李 小龙", "李 小龙"),
        ("O’Neil-Smith, Jr.", "O’Neil-Smith, Jr."),
        ("x" * NAME_LENGTH, "x" * NAME_LENGTH),
    ],
)
def test_a_name_has_one_spelling(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "x" * (NAME_LENGTH + 1),
        "Da\0na",
        "Da\x1bna",
        "Da\u200bna",
        "Da\u200dna",
        "Dana\u202e",
        "\u2066Dana\u2069",
        "Da\ufeffna",
        "Da\u00adna",
        "Da\ud800na",
        "Da\ue000na",
        "Da\U000e0041na",
    ],
)
def test_a_name_without_characters_to_see_or_with_hidden_ones_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_name(typed)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("one", "other"), [("Dana", "DANA"), ("Straße", "STRASSE"), ("Élise", "e\u0301lise")]
)
def test_names_that_differ_in_case_alone_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(min_size=1, max_size=NAME_LENGTH))
def test_every_name_that_is_kept_fits_with_its_key_and_stays_as_it_is(typed: str) -> None:
    try:
        name = clean_name(typed)
    except Invalid:
        return
    assert clean_name(name) == name == unicodedata.normalize("NFC", name)
    assert 1 <= len(name) <= NAME_LENGTH
    assert len(name_key(name)) <= KEY_LENGTH
    assert name_key(name_key(name)) == name_key(name)
