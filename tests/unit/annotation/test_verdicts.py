"""The closed lists of the domain and the facts about the verdict scale."""

from enum import Enum

import pytest

from factcheck.annotation import verdicts
from factcheck.annotation.verdicts import Verdict

SCALE = [
    # verdict, key, rating, glyph, moves on by itself
    ("supported", 1, 5, "●", False),
    ("mostly_supported", 2, 4, "◕", False),
    ("mixed", 3, 3, "◑", False),
    ("mostly_refuted", 4, 2, "◔", False),
    ("refuted", 5, 1, "○", False),
    ("not_enough_evidence", 6, None, "?", False),
    ("conflicting", 7, None, "≠", False),
    ("not_checkable", 8, None, "–", True),
]

LISTS = {
    "Flag": "misleading missing_context cherry_picked exaggerated understated outdated altered_quote "
    "altered_media satire",
    "ClaimType": "event_or_property numerical quote_verification causal position_statement media_publishing "
    "media_analysis speculative opinion",
    "AnnotationStatus": "draft submitted",
    "Priority": "low normal high",
    "Confidence": "low medium high",
    "Stance": "supports partly_supports refutes context irrelevant",
    "SourceType": "primary_document official_statement court_record legislative_record dataset peer_reviewed "
    "on_record_interview expert eyewitness anonymous wire secondary_media social_post press_release "
    "reference_work fact_check",
    "Medium": "web_text web_table pdf image video audio metadata interview offline_document other",
    "Tier": "1 2 3 4",
}


@pytest.mark.parametrize(("key", "digit", "rating", "glyph", "ends_check"), SCALE)
def test_a_verdict_knows_its_key_rating_glyph_and_whether_it_ends_the_check(
    key: str, digit: int, rating: int | None, glyph: str, ends_check: bool
) -> None:
    verdict = Verdict(key)

    assert verdict.digit == digit
    assert verdict.rating == rating
    assert verdict.is_ordinal is (rating is not None)
    assert verdict.glyph == glyph
    assert verdict.ends_check is ends_check


def test_the_scale_holds_these_eight_verdicts_in_this_order() -> None:
    assert [str(verdict) for verdict in Verdict] == [key for key, *_ in SCALE]


@pytest.mark.parametrize("verdict", Verdict)
def test_the_key_of_a_verdict_chooses_that_verdict(verdict: Verdict) -> None:
    assert Verdict.from_digit(verdict.digit) is verdict


@pytest.mark.parametrize("digit", [-1, 0, 9, 10])
def test_a_key_outside_the_scale_is_refused(digit: int) -> None:
    with pytest.raises(ValueError, match="use 1 to 8"):
        Verdict.from_digit(digit)


@pytest.mark.parametrize(("name", "members"), LISTS.items())
def test_a_list_holds_the_members_of_the_domain_in_their_order(name: str, members: str) -> None:
    listed: type[Enum] = getattr(verdicts, name)

    assert [str(member.value) for member in listed] == members.split()
