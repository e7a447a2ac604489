"""Finding a quoted passage: exactly, but for typography, nearly, or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.folding import Folded
from factcheck.evidence.fragments import with_passage
from factcheck.evidence.passages import How, Original, find_passage

STORY = (
    "Harbour to close\n\n"
    "The mayor said on Tuesday that she would not sign the “harbour treaty”, and that the talks were over. "
    "Nobody in the room ob\u00adjected.\n\n"
    "The talks were over, the re\ufb01nery’s owner said — for good. It cost 1,500 crowns.\n"
)

FOUND = {
    "the very words": ("she would not sign", How.EXACT, ["she would not sign"]),
    "straight for curly marks": ('the "harbour treaty", and', How.NORMALISED, ["the “harbour treaty”, and"]),
    "another case and white space": ("NOBODY in\nthe  room", How.NORMALISED, ["Nobody in the room"]),
    "a soft hyphen": ("room objected", How.NORMALISED, ["room ob\u00adjected"]),
    "a ligature and an apostrophe": ("refinery's owner", How.NORMALISED, ["re\ufb01nery’s owner"]),
    "a dash": ("said - for good", How.NORMALISED, ["said — for good"]),
    "marks around it that are not there": ("“Nobody in the room”", How.NORMALISED, ["Nobody in the room"]),
    "words left out by a mark": (
        "The mayor said […] the talks were over",
        How.NORMALISED,
        ["The mayor said", "the talks were over"],
    ),
    "another word": (
        "said on Monday that she would not sign the harbour treaty",
        How.NEAR,
        ["said on Tuesday that she would not sign the “harbour treaty"],
    ),
    "a sentence's middle left out": (
        "The mayor said on Tuesday that the talks were over.",
        How.NEAR,
        [
            (
                "The mayor said on Tuesday that she would not sign the “harbour treaty”, "
                "and that the talks were over. "
            )
        ],
    ),
    "another figure": ("It cost 15.00 crowns.", How.NEAR, ["It cost 1,500 crowns."]),
    "other words": ("fishing boats are painted in many colours", How.MISSING, []),
    "two words that are not there": ("purple boats", How.MISSING, []),
    "nothing": ("  ", How.MISSING, []),
}


@pytest.mark.parametrize(("quote", "how", "spans"), FOUND.values(), ids=FOUND)
def test_a_passage_is_found(quote: str, how: How, spans: list[str]) -> None:
    passage = find_passage(quote, STORY)
    assert passage.how is how
    assert [STORY[a:b].strip() for a, b in passage.spans] == [span.strip() for span in spans]


def test_the_difference_names_the_words() -> None:
    passage = find_passage("said on Monday that she would sign the harbour treaty", STORY)
    changed = [(run.kind.value, run.quoted.strip(), run.original.strip()) for run in passage.difference]
    assert [one for one in changed if one[0] != "same"] == [
        ("altered", "Monday", "Tuesday"),
        ("left_out", "", "not"),
    ]
    assert 0.6 < passage.likeness < 1


def test_a_word_on_its_own_is_found_before_a_part_of_one() -> None:
    text = "Otherwise the wise do not advise."
    start, end = find_passage("wise", text).spans[0]
    assert text[start - 1 : end + 1] == " wise "


def test_a_word_divided_at_the_end_of_a_line_is_whole() -> None:
    assert find_passage("an example of it", "This is an exam-\nple of it.").how is How.NORMALISED


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    text = "首相は火曜日に条約に署名しないと述べた。"
    passage = find_passage("首相は月曜日に条約に署名しないと述べた", text)
    assert passage.how is How.NEAR
    assert [run.original for run in passage.difference if run.kind != "same"] == ["火"]


@given(st.text("aáb -–“\"'ﬁ…\u00ad\u0301\n1.", max_size=60))
def test_every_folded_stretch_leads_back_into_the_text(text: str) -> None:
    folded = Folded(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, min(len(folded.text), start + 6) + 1):
            low, high = folded.span(start, end)
            assert 0 <= low <= high <= len(text)
    places = [(word.start, word.end) for word in folded.words()]
    assert places == sorted(places)


words = st.lists(
    st.sampled_from(
        [
            "the",
            "of",
            "minister",
            "said",
            "treaty",
            "talks",
            "over",
            "not",
            "would",
            "“sign”",
            "it.",
            "…",
            "on",
        ]
    ),
    max_size=30,
)


@given(words, words)
def test_spans_are_in_range_and_the_difference_is_both_texts(quoted: list[str], text: list[str]) -> None:
    quote, original = " ".join(quoted), " ".join(text)
    passage = find_passage(quote, original)
    end = 0
    for low, high in passage.spans:
        assert end <= low < high <= len(original)
        end = high
    if passage.difference:
        assert "".join(run.quoted for run in passage.difference) == quote.strip()
        low, high = passage.spans[0]
        assert "".join(run.original for run in passage.difference) == original[low:high]


@given(st.text(max_size=200), st.data())
def test_what_is_cut_out_of_a_text_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    if quote.strip():
        assert find_passage(quote, text).how is How.EXACT


HOSTILE = {
    "one word again and again": ("a " * 500_000, "a " * 2_400 + "b"),
    "three words again and again": ("the of " * 150_000, "the of and " * 1_000),
    "one long word": ("x" * 1_000_000, "x" * 4_000 + "y"),
    "no spaces": ("日本" * 250_000, "本日" * 2_000 + "語"),
    "hyphens": ("- " * 500_000, "- " * 2_000 + "word word word word"),
    "accents": ("a\u0301" * 500_000, "a\u0301" * 2_000 + " b c d e"),
    "soft hyphens": ("a\u00ad" * 500_000, "aa bb cc dd ee"),
    "ellipses": ("a…" * 500_000, "a…" * 2_000 + "b"),
}


@pytest.mark.parametrize(("text", "quote"), HOSTILE.values(), ids=HOSTILE)
def test_c22_a_hostile_text_of_a_megabyte_is_searched_in_bounded_time(text: str, quote: str) -> None:
    began = time.process_time()
    find_passage(quote, text)
    assert time.process_time() - began < 10


LINKS = {
    "a short passage whole": (
        "https://a.example/x", "she would not sign", "#:~:text=she%20would%20not%20sign",
    ),
    "behind a fragment of its own": ("https://a.example/x#part", "she would not", "#part:~:text=she%20would%20not"),
    "signs that mean something": ("https://a.example/", "owner said — for", "#:~:text=owner%20said%20%E2%80%94%20for"),
    "what stands twice, by the words before it": (
        "https://a.example/", "the talks were over", "#:~:text=the%20talks%20were%20over",
    ),
    "a long one by its ends": (
        "https://a.example/",
        "The mayor said on Tuesday that she would not sign the “harbour treaty”, and that the talks were over. Nobody",
        "#:~:text=The%20mayor%20said%20on%20Tuesday,the%20talks%20were%20over.%20Nobody",
    ),
    "nothing found": ("https://a.example/", "purple boats on the sea", ""),
}  # fmt: skip


@pytest.mark.parametrize(("url", "quote", "ending"), LINKS.values(), ids=LINKS)
def test_a_link_leads_to_the_passage(url: str, quote: str, ending: str) -> None:
    original = Original(STORY)
    assert with_passage(url, original, original.find(quote).spans) == url.split("#", maxsplit=1)[0] + ending


def test_a_later_place_is_named_with_the_words_before_it() -> None:
    text = "First: the well-known end. Then, at last, the well-known end."
    start = text.rindex("the well")
    link = with_passage("https://a.example/", Original(text), [(start, len(text) - 1)])
    assert link == "https://a.example/#:~:text=at%20last%2C-,the%20well%2Dknown%20end"


def test_without_a_copy_the_quoted_words_are_named() -> None:
    assert (
        with_passage("https://a.example/", None, (), "so it was")
        == "https://a.example/#:~:text=so%20it%20was"
    )
    assert with_passage("https://a.example/", None, (), " ") == "https://a.example/"
