"""Which words of an article are quoted, and how they stand to their original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.fidelity import Change, compare
from factcheck.evidence.passages import Original
from factcheck.evidence.quotations import quotations, quotations_in
from tests.support.pace import seconds

QUOTED = {
    'He said "yes, I will" and left.': ["yes, I will"],
    "“One ‘two’ three,” she said. “Don’t go.”": ["One ‘two’ three,", "two", "Don’t go."],
    "Er sagte „Ja, »nein«“ und ging. »So« war es.": ["Ja, »nein«", "nein", "So"],
    "Il dit « oui, c’est vrai » puis « non ».": ["oui, c’est vrai", "non"],
    "the dogs' bone and 'tis true": [],
    "He said: 'It's fine, don't worry,' and left": ["It's fine, don't worry,"],
    'and so it was," he said. "Another': ["and so it was,", "Another"],
    "“The first paragraph goes on": ["The first paragraph goes on"],
    'I said "he said "no" to me" then.': ['he said "no" to me', "no"],
    "”Hej”, sa han.": ["Hej"],
    'היא נסעה ל"אל על" ואמרה "שלום לך"': ["אל על", "שלום לך"],
    'דובר צה"ל אמר "לא היה ולא נברא" אתמול': ["לא היה ולא נברא"],
    "「はい」と彼は言った。": ["はい"],
    '"" and " "': [],
    "no marks at all": [],
}


@pytest.mark.parametrize(("text", "found"), QUOTED.items(), ids=range(len(QUOTED)))
def test_the_words_between_marks_are_found(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == found


def test_a_sentence_inside_a_longer_quotation_is_quoted_throughout() -> None:
    text = 'Before.\n"We came. We saw. We left," she said.\nAfter.'
    start = text.index("We saw")
    (one,) = quotations_in(text, start, start + len("We saw."))
    assert text[one.start : one.end] == "We saw."
    assert (one.opened, one.closed) == (False, False)


def test_a_quotation_is_looked_for_in_its_own_paragraph_alone() -> None:
    text = '"Never closed\nNot quoted.'
    start = text.index("Not")
    assert quotations_in(text, start, len(text)) == []


@given(st.text("ab \"“”„«»‘’'.\n", max_size=80))
def test_quotations_lie_inside_the_text_and_are_not_empty(text: str) -> None:
    for one in quotations(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()


@pytest.mark.parametrize("unit", ['"', '" ', "“", "'a ", "«a", '"a" ', "„“"])
def test_c22_hostile_marks_are_read_in_linear_time(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    assert seconds(lambda: quotations(text)) < 8


ORIGINAL = (
    "Reporters waited. Yes, I think that I will sign the treaty on Monday, because the people of this country want "
    "it, and the army agrees. We saw many men walk to the border. He (the mayor) said nothing more today."
)
SAME, CASE, ALTERED, ADDED = Change.SAME, Change.CASE, Change.ALTERED, Change.ADDED
CUT, ELLIPSIS, ADDS, ALTERS = Change.CUT, Change.ELLIPSIS, Change.BRACKET_ADDS, Change.BRACKET_ALTERS
COMPARED: dict[str, list[tuple[Change, str, str]] | None] = {
    "I think that I will sign the treaty": [],
    "i think that i will sign": [(CASE, "i", "I")],
    "Will sign the treaty": [(CASE, "Will", "will")],
    "[I] will sign the treaty": [(ALTERS, "[I]", "I")],
    "[He] will sign the treaty on Monday": [(ALTERS, "[He]", "I")],
    "I will not sign the treaty": [(ADDED, "not", "")],
    "I will break the treaty on Monday": [(ALTERED, "break", "sign")],
    "I will sign the treaty because the people want it": [
        (CUT, "", "on Monday,"),
        (CUT, "", "of this country"),
    ],
    "I will sign … because the people of this country": [(ELLIPSIS, "…", "the treaty on Monday,")],
    "I will sign the treaty [...] and the army agrees": [
        (ELLIPSIS, "[...]", "on Monday, because the people of this country want it,")
    ],
    "… the people of this country want it …": [(ELLIPSIS, "…", ""), (ELLIPSIS, "…", "")],
    "the people of this [great] country want it": [(ADDS, "[great]", "")],
    "the people [of Utopia] want it": [(ALTERS, "[of Utopia]", "of this country")],
    "many [women] walk to the border": [(ALTERS, "[women]", "men")],
    "many men walk[ed] to the border": [(ALTERS, "walk[ed]", "walk")],
    "[t]he army agrees": [],
    "[T]he army agrees": [(CASE, "[T]he", "the")],
    "He (the mayor) said nothing more": [],
    "He said nothing more [to us]": [(CUT, "", "(the mayor)"), (ADDS, "[to us]", "")],
    "fishing is a wonderful thing for boats": None,
    "[]": None,
}


@pytest.mark.parametrize(("quotation", "changes"), COMPARED.items(), ids=COMPARED)
def test_a_quotation_is_compared_word_by_word(
    quotation: str, changes: list[tuple[Change, str, str]] | None
) -> None:
    found = compare(quotation, Original(ORIGINAL))
    if changes is None:
        assert found is None
        return
    assert found is not None
    told = [
        (one.change, one.quoted.strip(), one.original.strip(" ("))
        for one in found.stretches
        if one.change != SAME
    ]
    assert told == [(change, quoted, original.strip(" (")) for change, quoted, original in changes]


def test_only_unmarked_differences_make_it_unfaithful() -> None:
    original = Original(ORIGINAL)
    marked = compare("[He] will sign … because the people of this [great] country want it", original)
    assert marked
    assert marked.is_faithful
    assert (marked.count(ALTERS), marked.count(ADDS), marked.count(ELLIPSIS)) == (1, 1, 1)
    unmarked = compare("I would sign the treaty because the people of this land want it", original)
    assert unmarked
    assert not unmarked.is_faithful
    assert (unmarked.count(ALTERED), unmarked.count(CUT)) == (2, 1)


quotes = st.lists(
    st.sampled_from(
        [
            "I",
            "will",
            "sign",
            "[he]",
            "[t]he",
            "the",
            "treaty",
            "…",
            "on",
            "Monday,",
            "(the",
            "people",
            "want",
            "it.",
            "…",
            "walk[ed]",
            "[of]",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(quotes, st.lists(st.sampled_from(ORIGINAL.split()), max_size=30).map(" ".join))
def test_the_stretches_make_up_both_texts(quotation: str, text: str) -> None:
    found = compare(quotation, Original(text))
    if found:
        assert 0 <= found.start <= found.end <= len(text)
        assert "".join(one.quoted for one in found.stretches) == quotation
        assert "".join(one.original for one in found.stretches) == text[found.start : found.end]


def test_c22_a_hostile_quotation_is_compared_in_bounded_time() -> None:
    original = Original("the of and " * 90_000)
    hostile = (
        "the … of … " * 1_600,
        "[the] of " * 2_400,
        "and the " * 2_400,
        "[" * 20_000,
        "(a" * 9_000,
    )
    assert seconds(lambda: [compare(quotation, original) for quotation in hostile]) < 20
