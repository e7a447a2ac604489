"""The chains that a text suggests for a sentence: as an editor would draw them, and never a wrong guess for nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.annotation.hops import Act, Identification, Mode
from factcheck.annotation.readings import Known, Paragraph
from factcheck.annotation.suggestions import Suggestion, around, follow, speaks, suggest
from factcheck.articles.segmentation import cut
from tests.support.pace import seconds

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "articles" / "herzog-viktorov.txt"
FERRY = (
    "Transport minister Ilse Halden met the ambassador on Tuesday.\n\n"
    '"We are grateful for the help. Nobody expected that," said Halden in a statement.\n\n'
    "In May, coastal outlets in Veldt reported that the line had been given up.\n\n"
    'A "well-placed" official was quoted by the Tarsk-based Northern Courier newspaper as saying that the port had '
    '"run out of patience" with the delays.\n\n'
    "The report added that the line was now being supplied with newer vessels.\n\n"
    "In addition, another senior official told the same newspaper that the quay would be closed.\n\n"
    "The line carries a million people a year."
)


def chains(text: str, phrase: str, known: Known = ()) -> list[list[str]]:
    """The suggested chains for the sentence that holds the phrase, by their labels."""
    return [[step.label for step in one.steps] for one in suggestions(text, phrase, known)]


def suggestions(text: str, phrase: str, known: Known = ()) -> list[Suggestion]:
    at = text.index(phrase)
    segments = [(each.start, each.end, str(each.kind), each.paragraph) for each in cut(text, "en")]
    start, end = next((start, end) for start, end, _kind, _paragraph in segments if start <= at < end)
    paragraphs = [Paragraph(first, text[first:last]) for first, last in around(segments, start)]
    return suggest(paragraphs, [(start, end)], known=known)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Transport minister", []),
        ("We are grateful", [["Ilse Halden"]]),
        ("Nobody expected", [["Ilse Halden"]]),
        ("coastal outlets", [["coastal outlets in Veldt"]]),
        ("well-placed", [["Northern Courier", 'a "well-placed" official']]),
        ("The report added", [["Northern Courier"]]),
        ("In addition", [["Northern Courier", "another senior official"]]),
        ("a million people", []),
    ],
)
def test_the_chains_of_the_ferry_story_are_proposed(phrase: str, expected: list[list[str]]) -> None:
    assert chains(FERRY, phrase) == expected


def test_act_mode_identification_and_plural_are_filled_in() -> None:
    outer, inner = suggestions(FERRY, "well-placed")[0].steps
    assert (outer.act, outer.mode, outer.identification) == (Act.QUOTES, Mode.PARTIAL, Identification.OUTLET)
    assert (inner.act, inner.identification) == (Act.ASSERTS, Identification.UNNAMED_DESCRIBED)
    assert (outer.named, inner.named) == (True, False)
    (outlets,) = suggestions(FERRY, "coastal outlets")[0].steps
    assert (outlets.identification, outlets.plural_stated) == (Identification.COLLECTIVE, True)


def test_the_words_that_a_chain_was_read_from_are_marked() -> None:
    marks = suggestions(FERRY, "well-placed")[0].marks
    words = {name: [FERRY[start:end] for start, end in spans] for name, spans in marks.items()}
    assert words["source"] == [
        "the Tarsk-based Northern Courier newspaper",
        'A "well-placed" official',
    ]
    assert "saying" in words["cue"]
    assert words["content"][0].startswith("that the port had")


def test_a_suggestion_keeps_its_key_from_sentence_to_sentence_of_one_quotation() -> None:
    first, second = suggestions(FERRY, "We are grateful"), suggestions(FERRY, "Nobody expected")
    assert first[0].key == second[0].key


def test_he_goes_on_by_the_way_that_brought_his_words() -> None:
    text = (
        'An official was quoted by Radio Veldt as saying that "the talks ended in May". '
        '"You could say that it is practical," he went on to say.'
    )
    assert chains(text, "You could say") == [["Radio Veldt", "an official"]]


def test_he_without_anybody_before_him_suggests_nothing() -> None:
    assert chains("He said that the bridge would reopen.", "He said") == []


def test_two_speakers_of_one_sentence_are_two_chains() -> None:
    text = "Dalia Venn said that the dam was safe, while Oren Castell said that it was not."
    assert chains(text, "Dalia") == [["Dalia Venn"], ["Oren Castell"]]


def test_names_of_the_registry_are_recognised_in_their_spelling() -> None:
    text = "Halden said that the bridge would reopen."
    assert chains(text, "Halden", (("Ilse Halden", "person"),)) == [["Ilse Halden"]]


def test_only_english_is_read() -> None:
    assert speaks("en")
    assert speaks("en-GB")
    assert not speaks("de")
    assert not speaks("he")


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample article is not part of the project")
def test_the_chains_of_the_sample_article_are_proposed_as_an_editor_would_draw_them() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert chains(text, "news outlets in Lebanon") == [["pro-Syria news outlets in Lebanon"]]
    assert chains(text, "was quoted by the London-based") == [
        ["Asharq Al-Awsat", 'a "well-informed" Russian source']
    ]
    assert chains(text, "The report added") == [["Asharq Al-Awsat"]]
    assert chains(text, "told the same periodical") == [["Asharq Al-Awsat", "another senior Russian source"]]
    for phrase in ("was further quoted by", "he went on to say"):
        assert chains(text, phrase) == [["Lebanese media", "a senior Russian official"]]
    for phrase in ("We are happy", "The support and cooperation", "We're grateful"):
        assert chains(text, phrase) == [["Isaac Herzog"]]
    assert chains(text, "He also noted") == [["the Russian ambassador"]]


def test_what_is_recorded_of_a_chain_is_followed_from_the_article_outwards() -> None:
    hops, via = {"a": 1, "b": 2, "c": 3}, {"a": (), "b": ("a",), "c": ("a",)}
    assert follow([1, 2], hops, via) == ["a", "b"]
    assert follow([1, 3, 9], hops, via) == ["a", "c"]
    assert follow([2], hops, via) == []
    assert follow([None, 2], hops, via) == []


def test_following_ends_in_a_cycle() -> None:
    assert follow([1, 2, 1, 2], {"a": 1, "b": 2}, {"a": ("b",), "b": ("a",)}) == []
    assert follow([3, 1, 2, 1], {"r": 3, "a": 1, "b": 2}, {"r": (), "a": ("r", "b"), "b": ("a",)}) == [
        "r",
        "a",
        "b",
    ]


def test_around_gives_the_paragraph_and_the_earlier_ones_of_its_kind() -> None:
    segments = [(0, 5, "headline", 0), (7, 9, "body", 1), (10, 12, "body", 1), (14, 20, "body", 2)]
    assert list(around(segments, 14)) == [(7, 12), (14, 20)]
    assert list(around(segments, 0)) == [(0, 5)]
    assert list(around(segments, 14, before=0)) == [(14, 20)]
    assert list(around([], 3)) == []


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='aA "“”,.:;said told by Reuters\n', max_size=300))
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    if not text.strip():
        return
    for one in suggest([Paragraph(5, text)], [(5, 5 + len(text))]):
        for spans in one.marks.values():
            assert all(5 <= start < end <= 5 + len(text) for start, end in spans)


def test_c22_half_a_million_characters_in_one_paragraph_take_no_longer_than_a_page() -> None:
    text = "According to the report, a source told the same paper that he said " * 8_000
    assert seconds(lambda: suggest([Paragraph(0, text)], [(250_000, 250_060)])) < 3
