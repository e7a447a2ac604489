"""Which hop limits a chain."""

import pytest

from factcheck.annotation.hops import (
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Proximity,
    Reliability,
)
from factcheck.annotation.sourcing import summarise
from factcheck.annotation.weakness import Weakest, Weakness, weaknesses

SOUND = HopFacts(
    1,
    identification=Identification.NAMED,
    ground_rules=GroundRules.ON_RECORD,
    proximity=Proximity.WITNESS,
    located=Located.ORIGINAL_LOCATED,
    reliability=Reliability.A,
    credibility=Credibility.CONFIRMED,
)

ONE_WEAKNESS = [
    # hop, weakness, points
    (SOUND._replace(located=Located.MISATTRIBUTED), Weakness.MISATTRIBUTED, 6),
    (SOUND._replace(located=Located.UNTRACEABLE), Weakness.UNTRACEABLE, 4),
    (SOUND._replace(located=Located.LOCATED_ALTERED), Weakness.ALTERED, 3),
    (SOUND._replace(located=Located.UNCHECKED), None, 0),
    (SOUND._replace(located=None), None, 0),
    (SOUND._replace(reliability=Reliability.E), Weakness.UNRELIABLE, 5),
    (SOUND._replace(reliability=Reliability.F), Weakness.SOURCE_UNJUDGED, 4),
    (SOUND._replace(reliability=Reliability.D), Weakness.NOT_USUALLY_RELIABLE, 3),
    (SOUND._replace(reliability=Reliability.C), Weakness.FAIRLY_RELIABLE, 2),
    (SOUND._replace(reliability=Reliability.B), Weakness.USUALLY_RELIABLE, 1),
    (SOUND, None, 0),
    (SOUND._replace(reliability=None), None, 0),
    (SOUND._replace(credibility=Credibility.IMPROBABLE), Weakness.IMPROBABLE, 5),
    (SOUND._replace(credibility=Credibility.UNJUDGED), Weakness.INFORMATION_UNJUDGED, 4),
    (SOUND._replace(credibility=Credibility.DOUBTFUL), Weakness.DOUBTFUL, 3),
    (SOUND._replace(credibility=Credibility.POSSIBLE), Weakness.POSSIBLY_TRUE, 2),
    (SOUND._replace(credibility=Credibility.PROBABLE), Weakness.PROBABLY_TRUE, 1),
    (SOUND._replace(credibility=None), None, 0),
    (SOUND._replace(identification=Identification.UNNAMED_BARE), Weakness.UNNAMED_BARE, 4),
    (SOUND._replace(identification=Identification.UNNAMED_DESCRIBED), Weakness.UNNAMED_DESCRIBED, 3),
    (SOUND._replace(identification=Identification.COLLECTIVE), Weakness.COLLECTIVE, 2),
    (SOUND._replace(identification=Identification.NAMED_ROLE), None, 0),
    (SOUND._replace(identification=Identification.OUTLET), None, 0),
    (SOUND._replace(identification=Identification.DOCUMENT), None, 0),
    (SOUND._replace(identification=None), None, 0),
    (SOUND._replace(proximity=Proximity.THIRDHAND), Weakness.THIRDHAND, 2),
    (SOUND._replace(proximity=Proximity.SECONDHAND), Weakness.SECONDHAND, 1),
    (SOUND._replace(proximity=Proximity.PARTICIPANT), None, 0),
    (SOUND._replace(proximity=Proximity.OFFICIAL_RECORD), None, 0),
    (SOUND._replace(proximity=Proximity.UNKNOWN), None, 0),
    (SOUND._replace(plural_stated=True, n_identified=1), Weakness.PLURAL_BUT_ONE, 2),
    (SOUND._replace(plural_stated=True, n_identified=2), None, 0),
    (SOUND._replace(ground_rules=GroundRules.DEEP_BACKGROUND), None, 0),
]


@pytest.mark.parametrize(("facts", "weakness", "points"), ONE_WEAKNESS)
def test_what_is_recorded_about_a_hop_weighs_what_the_table_says(
    facts: HopFacts, weakness: Weakness | None, points: int
) -> None:
    assert weaknesses(facts, circular=False) == ([weakness] if weakness else [])
    weakest = summarise([facts]).weakest
    assert weakest == (Weakest(1, weakness, facts.grade) if weakness else None)
    assert (weakest.reason.points if weakest else 0) == points


def test_every_weakness_can_come_up() -> None:
    assert {weakness for _, weakness, _ in ONE_WEAKNESS} == {*Weakness, None} - {Weakness.CIRCULAR}
    assert weaknesses(SOUND, circular=True) == [Weakness.CIRCULAR]


def test_weaknesses_are_listed_from_the_gravest_in_step_with_their_points() -> None:
    facts = SOUND._replace(
        proximity=Proximity.SECONDHAND,
        reliability=Reliability.C,
        credibility=Credibility.IMPROBABLE,
        identification=Identification.UNNAMED_BARE,
        located=Located.MISATTRIBUTED,
    )

    found = weaknesses(facts, circular=True)

    assert found == [
        Weakness.MISATTRIBUTED,
        Weakness.CIRCULAR,
        Weakness.IMPROBABLE,
        Weakness.UNNAMED_BARE,
        Weakness.FAIRLY_RELIABLE,
        Weakness.SECONDHAND,
    ]
    assert [weakness.points for weakness in Weakness] == sorted(
        (weakness.points for weakness in Weakness), reverse=True
    )


def test_the_gravest_single_weakness_decides_before_many_small_ones() -> None:
    slight = SOUND._replace(
        reliability=Reliability.C,
        credibility=Credibility.POSSIBLE,
        identification=Identification.COLLECTIVE,
        proximity=Proximity.THIRDHAND,
    )
    grave = SOUND._replace(id=2, located=Located.LOCATED_ALTERED)

    assert summarise([slight, grave]).weakest == Weakest(2, Weakness.ALTERED, "A1")


def test_of_equally_grave_hops_the_one_with_more_weaknesses_limits() -> None:
    one = SOUND._replace(located=Located.LOCATED_ALTERED)
    two = one._replace(id=2, reliability=Reliability.B)

    assert summarise([one, two]).weakest == Weakest(2, Weakness.ALTERED, "B1")


def test_of_equally_weak_hops_the_one_further_from_the_article_limits() -> None:
    near = SOUND._replace(reliability=Reliability.C)
    far = near._replace(id=2, via=(1,))

    assert summarise([near, far]).weakest == Weakest(2, Weakness.FAIRLY_RELIABLE, "C1")
    assert summarise([far, near]).weakest == Weakest(2, Weakness.FAIRLY_RELIABLE, "C1")


def test_of_hops_alike_in_everything_the_first_given_limits() -> None:
    first = SOUND._replace(id="b", reliability=Reliability.C)
    second = first._replace(id="a")

    assert summarise([first, second]).weakest == Weakest("b", Weakness.FAIRLY_RELIABLE, "C1")


@pytest.mark.parametrize(
    ("reliability", "credibility", "grade"),
    [
        (Reliability.B, Credibility.PROBABLE, "B2"),
        (Reliability.F, Credibility.UNJUDGED, "F6"),
        (Reliability.C, None, "C-"),
        (None, Credibility.DOUBTFUL, "-4"),
        (None, None, None),
    ],
)
def test_a_grade_is_written_as_its_two_axes(
    reliability: Reliability | None, credibility: Credibility | None, grade: str | None
) -> None:
    assert HopFacts(1, reliability=reliability, credibility=credibility).grade == grade
