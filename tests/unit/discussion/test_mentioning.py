"""Who is named in a text."""

from __future__ import annotations

import pytest

from factcheck.discussion.mentioning import mentioned
from tests.support.pace import seconds

NAMES = ["Ann", "Ann Lee", "bob", "Œdipe", "שרה", "d.o'b"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", []),
        ("Ann and bob", []),
        ("@Ann, look", ["Ann"]),
        ("@ann", ["Ann"]),
        ("@Ann Lee's record", ["Ann Lee"]),
        ("@Ann Leeds", ["Ann"]),
        ("@Anna", []),
        ("(@bob) @ann @BOB", ["bob", "Ann"]),
        ("mail ann@bob.example", []),
        ("@@bob", ["bob"]),
        ("@œdipe", ["Œdipe"]),
        ("שלום @שרה!", ["שרה"]),
        ("@d.o'b.", ["d.o'b"]),
        ("@nobody @", []),
    ],
)
def test_names_behind_an_at_sign(text: str, named: list[str]) -> None:
    assert mentioned(text, NAMES) == named


def test_c22_a_text_of_at_signs_is_read_soon() -> None:
    people = [f"person number {number}" for number in range(100)]
    assert seconds(lambda: mentioned("@" * 10_000, people)) < 1
    assert seconds(lambda: mentioned("@person number " * 700, people)) < 1
