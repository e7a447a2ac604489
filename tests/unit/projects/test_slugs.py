"""Short names made of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.projects.slugs import is_slug, suggest_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Foreign desk", "foreign-desk"),
        ("Außenpolitik & Wirtschaft", "aussenpolitik-wirtschaft"),
        ("Ćevapi — Łódź, Øst", "cevapi-lodz-ost"),
        ("  2026/27  ", "2026-27"),
        ("国際部", "project"),
        ("", "project"),
    ],
)
def test_a_short_name_is_made_of_a_name(name: str, slug: str) -> None:
    assert suggest_slug(name) == slug


def test_a_short_name_that_is_taken_gets_a_number() -> None:
    assert suggest_slug("Desk", {"desk"}) == "desk-2"
    assert suggest_slug("Desk", {"desk", "desk-2"}) == "desk-3"
    assert suggest_slug("x" * 80, {"x" * 60}) == "x" * 58 + "-2"


@given(st.text(max_size=200), st.sets(st.sampled_from(["project", "a", "a-2"])))
def test_every_name_makes_one_that_can_be_used(name: str, taken: set[str]) -> None:
    found = suggest_slug(name, taken)
    assert is_slug(found)
    assert found not in taken


@pytest.mark.parametrize("text", ["", "A", "a b", "-a", "a-", "a--b", "ä", "a" * 61, "a\n"])
def test_what_is_no_short_name(text: str) -> None:
    assert not is_slug(text)
