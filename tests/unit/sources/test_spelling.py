"""Keys of names: which are one name, what typing finds, which are likely the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.sources.spelling import folded, initials_of, label_key, likeness, past, words_of
from tests.support.pace import seconds


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  The\u00a0 Daily ", "the daily"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("É", "é"),
        ("", ""),
    ],
)
def test_a_label_key_leaves_case_and_spacing_aside_and_nothing_else(name: str, key: str) -> None:
    assert label_key(name) == key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Asharq Al-Awsat", "asharq al awsat"),
        ("Élodie O’Brien, M.P.", "elodie o brien m p"),
        ("الشَّرق الأوسط", "الشرق الاوسط"),
        ("שַׁר הַנְּמָלִים", "שר הנמלים"),
        ("ﬁnance_24 №5", "finance 24 no5"),
        ("— …", ""),
    ],
)
def test_folding_leaves_the_words_without_case_accents_and_punctuation(name: str, words: str) -> None:
    assert folded(name) == words


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The Northern Courier", "Northern Courier", True),
        ("Courier, Northern", "Northern Courier", True),
        ("Señor Núñez", "Nunez", True),
        ("Dr. Jane Doe", "Jane Doe", True),
        ("Jane Doe", "John Doe", False),
        ("Die Zeit", "Le Monde", False),
    ],
)
def test_likely_the_same_are_names_that_differ_in_little(first: str, second: str, same: bool) -> None:
    assert (likeness(first) == likeness(second)) is same


def test_nothing_but_an_article_is_like_nothing() -> None:
    assert likeness("The") == likeness("…") == ""


def test_initials_are_those_of_three_words_or_more() -> None:
    assert initials_of("Agence France-Presse") == "afp"
    assert initials_of("The Associated Press") == ""
    assert initials_of("") == ""


@given(st.text(max_size=400))
def test_keys_fit_their_columns_and_words_are_found_by_each_of_their_beginnings(name: str) -> None:
    assert max(len(label_key(name)), len(folded(name)), len(likeness(name))) <= 300
    for word in words_of(name):
        assert 0 < len(word) <= 40
        for length in range(1, len(word) + 1):
            assert word[:length] <= word < past(word[:length])
    assert folded(folded(name)) == folded(name)


def test_c22_hostile_names_take_no_longer() -> None:
    def run() -> None:
        for hostile in ("a" * 500_000, "-_" * 250_000, "\u0301" * 500_000, "ﷺ" * 500_000, "a " * 250_000):
            label_key(hostile), folded(hostile), words_of(hostile), likeness(hostile), initials_of(hostile)

    assert seconds(run) < 1
