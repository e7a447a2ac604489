"""What a source is called, by the words that an article has for it."""

from __future__ import annotations

import pytest

from factcheck.annotation.hops import Identification
from factcheck.annotation.source_words import full_names, is_pronoun, label_of, points_back

NAMED, OUTLET, ROLE = Identification.NAMED, Identification.OUTLET, Identification.NAMED_ROLE
DESCRIBED, COLLECTIVE = Identification.UNNAMED_DESCRIBED, Identification.COLLECTIVE


@pytest.mark.parametrize(
    ("words", "identification", "label"),
    [
        ("Veldt's President Ilse Halden", NAMED, "Ilse Halden"),
        ("The transport minister, Dalia Venn", NAMED, "Dalia Venn"),
        ("Mara Lindqvist, a hydrologist at Tarvia University", NAMED, "Mara Lindqvist"),
        ("Pavel Dorn, who heads the harbour authority", NAMED, "Pavel Dorn"),
        ("former Prime Minister Otto van der Meer", NAMED, "Otto van der Meer"),
        ("the Tarsk-based Northern Courier newspaper", OUTLET, "Northern Courier"),
        ("The Northern Courier", OUTLET, "The Northern Courier"),
        ("Radio Veldt", OUTLET, "Radio Veldt"),
        ("the Northern Courier, a weekly printed in Veldt", OUTLET, "Northern Courier"),
        ("Élan, a weekly printed in Veldt", OUTLET, "Élan"),
        ("a weekly printed in Veldt, the Northern Courier", OUTLET, "Northern Courier"),
        ("local media", OUTLET, "local media"),
        ('A "well-placed" official', DESCRIBED, 'a "well-placed" official'),
        ("Another   senior official", DESCRIBED, "another senior official"),
        ("The ambassador", ROLE, "the ambassador"),
        ("Coastal outlets in Veldt", COLLECTIVE, "Coastal outlets in Veldt"),
    ],
)
def test_a_name_goes_by_itself_and_a_description_as_published(
    words: str, identification: Identification, label: str
) -> None:
    assert label_of(words, identification) == label


def test_words_for_several_are_nobodys_name() -> None:
    assert label_of("the Veldt and Tarsk papers", OUTLET, several=True) == "the Veldt and Tarsk papers"


def test_a_name_of_the_registry_settles_the_spelling_and_completes_a_last_name() -> None:
    known = ("The Northern Courier", "Ilse Halden", "Otto Roe", "Nils Roe")
    assert label_of("Northern courier", OUTLET, known) == "The Northern Courier"
    assert label_of("Halden", NAMED, known) == "Ilse Halden"
    assert label_of("Roe", NAMED, known) == "Roe"  # there are two


def test_full_names_are_found_in_the_text_and_titles_are_none() -> None:
    found = full_names("President Ilse Halden met Otto Roe. Later Halden left. The Veldt line is open.")
    assert found == {"Halden": "Ilse Halden", "Roe": "Otto Roe"}


def test_what_only_points_back_is_told_from_what_names() -> None:
    assert all(points_back(words) for words in ("The report", "the same periodical", "this newspaper"))
    assert not any(points_back(words) for words in ("the Courier", "the reports", "the harbour board"))
    assert is_pronoun("He")
    assert not is_pronoun("Halden")
