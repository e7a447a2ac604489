"""Which evidence is the same story."""

from __future__ import annotations

import random

import pytest

from factcheck.evidence.duplicates import (
    BANDS,
    BINS,
    are_one_story,
    bands,
    likeness,
    signature,
    stories,
)
from factcheck.links import address_digest, address_key
from tests.support.pace import seconds

ONE = "https://news.example/2026/a-story"
SAME = (
    "http://www.news.example/2026/a-story/",
    "https://m.news.example/2026/a-story?utm_source=x&utm_medium=y",
    "https://news.example/2026/a-story/amp/",
    "https://amp.news.example/2026/a-story#comments",
    "https://NEWS.example:443/2026/a-story?fbclid=abc",
    "https://news.example/2026/a-story/index.html",
)
OTHERS = (
    "https://news.example/2026/a-story-2",
    "https://news.example/2026/A-story",
    "https://news.example/2026/a-story?id=2",
    "https://othernews.example/2026/a-story",
    "https://m.example/2026/a-story",
)


@pytest.mark.parametrize("url", SAME)
def test_spellings_of_one_address_share_a_key(url: str) -> None:
    assert address_key(url) == address_key(ONE)


@pytest.mark.parametrize("url", OTHERS)
def test_other_addresses_do_not(url: str) -> None:
    assert address_key(url) != address_key(ONE)


def test_the_order_of_parameters_does_not_matter_and_none_is_lost() -> None:
    assert address_key("https://a.example/?b=2&a=1") == address_key("https://a.example/?a=1&utm_id=3&b=2")
    assert address_key("https://a.example/?q=") != address_key("https://a.example/")
    assert address_key("") == address_digest("") == ""


def test_a_digest_is_short_and_of_the_key() -> None:
    assert len(address_digest(ONE)) == 32
    assert address_digest(ONE) == address_digest(SAME[0])


def prose(seed: int, count: int = 400) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(3_000)}" for _ in range(count)]


def sign(words: list[str]) -> bytes:
    made = signature(" ".join(words))
    assert made is not None
    return made


def test_a_wire_story_with_another_beginning_and_some_edits_is_one_story() -> None:
    wire = prose(1)
    edited = [*prose(2, 15), *wire[:200], "indeed", *wire[200:380]]
    assert are_one_story(sign(wire), sign(edited))
    assert set(bands(sign(wire))) & set(bands(sign(edited)))


def test_typography_and_case_make_no_difference() -> None:
    text = "“The mayor’s talks — they said — were over,” " * 10
    assert signature(text) == signature(text.upper().replace("“", '"').replace("”", '"').replace("’", "'"))


def test_two_stories_of_the_same_words_are_two() -> None:
    wire = prose(1)
    other = wire[:]
    random.Random(3).shuffle(other)
    assert likeness(sign(wire), sign(other)) < 0.2
    assert not are_one_story(sign(wire), sign(prose(4)))


def test_a_text_too_short_to_tell_has_no_signature() -> None:
    assert signature("word " * 30) is None
    assert signature("") is None


def test_the_share_of_shingles_is_estimated_well() -> None:
    errors = []
    for seed in range(30):
        wire, rest = prose(seed), prose(seed + 100)
        mixed = [*wire[:300], *rest[:100]]
        one, other = ({tuple(text[at : at + 4]) for at in range(397)} for text in (wire, mixed))
        errors.append(likeness(sign(wire), sign(mixed)) - len(one & other) / len(one | other))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.25


def test_a_signature_is_the_same_everywhere_and_for_good() -> None:
    """It is stored: another way of computing it needs a migration."""
    made = sign(prose(7))
    assert len(made) == BINS * 4
    assert made[:8].hex() == "57d0831e3142d0d8"
    assert len(bands(made)) == BANDS
    assert all(0 <= key < 2**63 for key in bands(made))


def test_pieces_are_put_together_by_address_and_by_text() -> None:
    keys = {"a": ["x", "y"], "b": [""], "c": ["y"], "d": ["z"], "e": [""]}
    assert stories(keys, [("b", "d"), ("e", "gone")]) == [["a", "c"], ["b", "d"], ["e"]]


def test_c22_a_long_hostile_text_and_address_are_read_in_linear_time() -> None:
    def run() -> None:
        for unit in ("a ", "'a", "1.", "- ", "日"):
            signature(unit * (500_000 // len(unit)))
        for unit in ("/amp", "&a=", "www.", "?", "%"):
            address_key("https://news.example/" + unit * 50_000)
            address_key("https://" + unit * 500)

    assert seconds(run) < 10
