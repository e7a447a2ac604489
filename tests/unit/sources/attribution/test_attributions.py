"""What `attributions` promises of every text, and what it does with the paragraph before and the registry."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.annotation.hops import Act, Identification, Mode
from factcheck.sources.attribution import Attribution, attributions
from tests.support.pace import seconds

PIECES = st.sampled_from(
    [
        *"\"'“”‘’«».,:;—()?! \n",
        *(
            "said ",
            "that ",
            "who ",
            "according to ",
            "Ann Lee ",
            "the report ",
            "his claim ",
            "citing ",
            "officials ",
        ),
        *(
            "He ",
            "was told ",
            "is said to ",
            "as ",
            "put it ",
            "quoted ",
            "saying ",
            "in the words of ",
            "and ",
            "''",
        ),
        *(
            "😀",
            "א",
            "\u2028",
            "the dam was safe ",
            "'s ",
            "told Reuters ",
            "reportedly ",
            "Poll: ",
            "while ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=50).map("".join))
HOSTILE = [
    *(
        '" ',
        ", ",
        "said ",
        "( ",
        "that ",
        "said, ",
        "saying ",
        'a "b" said ',
        "is said to have told ",
        "who, ",
    ),
    *(
        "He said that ",
        "Xa, who said, ",
        "and he said ",
        "he made the case that ",
        "his claim that ",
        "according to ",
    ),
]


def spans(found: Attribution) -> list[tuple[int, int]]:
    """Every span of the paragraph that an attribution holds."""
    here = [found.source, found.cue, found.via, *found.content]
    if not found.in_previous:
        here.append(found.refers_to)
    return [span for span in here if span is not None]


@given(TEXTS, TEXTS)
def test_spans_lie_within_the_paragraph_and_are_not_empty(text: str, previous: str) -> None:
    for found in attributions(text, previous):
        assert all(0 <= start < end <= len(text) for start, end in spans(found))
        if found.in_previous and found.refers_to:
            assert 0 <= found.refers_to[0] < found.refers_to[1] <= len(previous)


@given(TEXTS, TEXTS)
def test_parents_make_trees(text: str, previous: str) -> None:
    found = attributions(text, previous)
    for n in range(len(found)):
        seen: set[int] = set()
        at: int | None = n
        while at is not None:
            assert 0 <= at < len(found)
            assert at not in seen
            seen.add(at)
            at = found[at].parent


@given(TEXTS, TEXTS)
def test_values_are_those_of_hops(text: str, previous: str) -> None:
    for found in attributions(text, previous):
        Act(found.act)
        Mode(found.mode)
        assert found.identification is None or Identification(found.identification)


@given(TEXTS, TEXTS)
def test_the_same_text_is_read_the_same_way_again(text: str, previous: str) -> None:
    assert attributions(text, previous) == attributions(text, previous)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "…", "12"])
def test_text_without_words_holds_no_attribution(text: str) -> None:
    assert attributions(text) == []


def test_the_package_loads_without_the_web_framework_and_the_database() -> None:
    code = (
        "import sys, factcheck.sources.attribution\n"
        "print([m for m in ('flask', 'sqlalchemy', 'wtforms') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_pronoun_is_led_back_to_the_only_person_named_before() -> None:
    text = "Greta Sund said the ship was sound. She added that it was old."
    assert [a.refers_to for a in attributions(text)] == [None, (0, 10)]


def test_a_pronoun_with_two_candidates_is_left_open() -> None:
    text = "Lars Beck said the road was shut. Jon Abel said it was open. He wants a vote."
    assert all(a.refers_to is None for a in attributions(text))


def test_a_pronoun_may_stand_for_somebody_in_the_paragraph_before() -> None:
    (found,) = attributions('"It was our duty," she added.', "Greta Sund said the ship was sound.")
    assert (found.refers_to, found.in_previous, found.identification) == ((0, 10), True, "named")


def test_the_report_stands_for_the_outlet_of_the_paragraph_before() -> None:
    (found,) = attributions(
        "The report added that the crew was unpaid.", "The Harbour Gazette said the ferry was full."
    )
    assert (found.refers_to, found.in_previous, found.identification) == ((0, 19), True, "document")


def test_a_quotation_that_goes_on_in_the_next_paragraph_belongs_to_its_speaker() -> None:
    (found,) = attributions('"The gates stay shut."', '"The road is closed," said Otto Frey. "Nobody passes.')
    assert (found.source, found.cue, found.content) == (None, None, ((0, 22),))
    assert (found.refers_to, found.in_previous, found.identification) == ((27, 36), True, "named")


def test_a_paragraph_that_announces_a_quotation_gives_it_to_the_next() -> None:
    (announcing,) = attributions("The captain said:")
    assert announcing.content == ()
    (found,) = attributions('"We wait for the tide."', "The captain said:")
    assert (found.refers_to, found.identification) == ((0, 11), "named_role")


def test_a_quotation_of_a_paragraph_that_nobody_says_is_nobodys() -> None:
    assert attributions('"The mayor said the road was closed."', "It rained all day.") == []


@pytest.mark.parametrize(
    "text",
    [
        '"The vote is over." Mayor Lena Fabri said so on Monday.',
        '"The vote is over." So said Mayor Lena Fabri.',
        '"The vote is over." Mayor Lena Fabri was speaking in Oslo.',
    ],
)
def test_a_quotation_may_have_its_speaker_in_the_next_sentence(text: str) -> None:
    (found,) = attributions(text)
    assert found.source
    assert text[found.source[0] : found.source[1]] == "Mayor Lena Fabri"
    assert found.content == ((0, 19),)


def test_an_outlet_of_the_registry_is_recognised_whatever_its_name() -> None:
    text = "A guard told Who What Why that the door was open."
    assert attributions(text)[0].via is None
    (found,) = attributions(text, known=["Who What Why"])
    assert found.via == (13, 25)


def test_a_name_of_the_registry_counts_as_what_it_is_there() -> None:
    text = "Le Phare said the door was open."
    assert attributions(text)[0].identification == "named"
    assert attributions(text, known={"Le Phare": "outlet"})[0].identification == "outlet"
    assert attributions(text, known={"Le Phare": "collective"})[0].identification == "collective"


@pytest.mark.parametrize("piece", HOSTILE)
def test_c22_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def took(length: int) -> float:
        text = piece * (length // len(piece))
        return seconds(lambda: attributions(text, text), runs=2)

    small, large = took(10_000), took(40_000)
    assert large < 8 * small + 0.05


@pytest.mark.parametrize("piece", ["said ", "Said. ", '", ('])
def test_c22_a_quarter_of_a_megabyte_of_anything_takes_a_second_or_two(piece: str) -> None:
    assert seconds(lambda: attributions(piece * (250_000 // len(piece)))) < 4
