"""What an attribution chain amounts to, case by case."""

import json

import pytest

from factcheck.annotation.chain import Link
from factcheck.annotation.hops import Credibility, HopFacts, HopId, Identification, Located, Reliability
from factcheck.annotation.sourcing import Summary, summarise
from tests.support.pace import seconds

NAMED = Identification.NAMED
ROLE = Identification.NAMED_ROLE
OUTLET = Identification.OUTLET
DOCUMENT = Identification.DOCUMENT
DESCRIBED = Identification.UNNAMED_DESCRIBED
BARE = Identification.UNNAMED_BARE
COLLECTIVE = Identification.COLLECTIVE

FERRY = [
    # "Coastal outlets quote the Courier as saying that a well-placed official said …"
    HopFacts(
        1,
        source="outlets",
        identification=COLLECTIVE,
        plural_stated=True,
        n_identified=1,
        reliability=Reliability.C,
        credibility=Credibility.POSSIBLE,
    ),
    HopFacts(
        2,
        via=(1,),
        source="courier",
        identification=OUTLET,
        located=Located.LOCATED_ALTERED,
        reliability=Reliability.B,
        credibility=Credibility.PROBABLE,
    ),
    HopFacts(
        3,
        via=(2,),
        source="official",
        label="“well-placed” official",
        identification=DESCRIBED,
        reliability=Reliability.F,
        credibility=Credibility.UNJUDGED,
    ),
]


def hop(hop_id: HopId, *via: HopId, source: str | None = None, who: Identification | None = None) -> HopFacts:
    return HopFacts(hop_id, via=via, source=source, identification=who)


def test_a_chain_of_three_that_ends_in_an_unnamed_official_is_summed_up() -> None:
    assert json.dumps(summarise(FERRY).to_dict()) == json.dumps(
        {
            "attributions": 3,
            "roots": [3],
            "independent_roots": 1,
            "named_roots": 0,
            "weakest": {"hop": 3, "reason": "source_unjudged", "grade": "F6"},
            "circular": [],
            "plural_but_one": [1],
            "single_unnamed_source": True,
        }
    )


def test_an_empty_chain_has_nothing_in_it() -> None:
    summary = summarise([])

    assert summary.to_dict() == {
        "attributions": 0,
        "roots": [],
        "independent_roots": 0,
        "named_roots": 0,
        "weakest": None,
        "circular": [],
        "plural_but_one": [],
        "single_unnamed_source": False,
    }
    assert summary.shape.columns == ()
    assert summary.shape.links == ()


def test_the_order_in_which_hops_are_given_does_not_change_what_the_chain_amounts_to() -> None:
    assert summarise(FERRY[::-1]).to_dict() == summarise(FERRY).to_dict()


ROOTS = [
    # what, hops, roots, independent, named
    ("one named hop", [hop(1, who=NAMED)], [1], 1, 1),
    ("two from the article", [hop(1, who=NAMED), hop(2, who=ROLE)], [1, 2], 2, 2),
    ("a line has its last hop for a root", [hop(1, who=OUTLET), hop(2, 1, who=DOCUMENT)], [2], 1, 1),
    ("two outlets converge on one official", [hop(1), hop(2), hop(3, 1, 2, who=ROLE)], [3], 1, 1),
    ("one outlet has two origins", [hop(1), hop(2, 1, who=NAMED), hop(3, 1, who=BARE)], [2, 3], 2, 1),
    (
        "two roots with one source key are one",
        [hop(1), hop(2), hop(3, 1, source="x", who=NAMED), hop(4, 2, source="x", who=NAMED)],
        [3, 4],
        1,
        1,
    ),
    ("a key used in the middle is not a root", [hop(1, source="x"), hop(2, 1, who=NAMED)], [2], 1, 1),
    (
        "the key decides, however bare one and described the other",
        [hop(1, source="x", who=BARE), hop(2, source="x", who=DESCRIBED)],
        [1, 2],
        1,
        0,
    ),
    (
        "named in one place names the source in the other",
        [hop(1, source="x", who=NAMED), hop(2, source="x", who=BARE)],
        [1, 2],
        1,
        1,
    ),
    (
        "two bare sources without a key cannot be told apart",
        [hop(1, who=BARE), hop(2, who=BARE)],
        [1, 2],
        1,
        0,
    ),
    (
        "a bare one with a key and one without are two",
        [hop(1, source="x", who=BARE), hop(2, who=BARE)],
        [1, 2],
        2,
        0,
    ),
    (
        "the same description without a key is one",
        [
            HopFacts(1, label="A senior  official", identification=DESCRIBED),
            HopFacts(2, label="a senior official ", identification=DESCRIBED),
        ],
        [1, 2],
        1,
        0,
    ),
    (
        "different descriptions are two",
        [
            HopFacts(1, label="a senior official", identification=DESCRIBED),
            HopFacts(2, label="a diplomat", identification=DESCRIBED),
        ],
        [1, 2],
        2,
        0,
    ),
    ("without key and label each is its own", [hop(1, who=DESCRIBED), hop(2, who=DESCRIBED)], [1, 2], 2, 0),
    ("a collective is a root, but not named", [hop(1, who=COLLECTIVE)], [1], 1, 0),
    ("nobody has said who it is", [hop(1)], [1], 1, 0),
    ("a cycle that nothing leads out of has no root", [hop(1), hop(2, 1, 3), hop(3, 2)], [], 0, 0),
    ("a cycle with a way out has the root outside", [hop(1, 2), hop(2, 1), hop(3, 2, who=NAMED)], [3], 1, 1),
    ("a hop reached from itself is no root", [hop(1, 1, who=NAMED)], [], 0, 0),
]


@pytest.mark.parametrize(
    ("hops", "roots", "independent", "named"), [case[1:] for case in ROOTS], ids=[c[0] for c in ROOTS]
)
def test_roots_are_found_and_counted_by_who_they_are(
    hops: list[HopFacts], roots: list[HopId], independent: int, named: int
) -> None:
    summary = summarise(hops)

    assert list(summary.roots) == roots
    assert summary.independent_roots == independent
    assert summary.named_roots == named


CIRCLES = [
    # what, hops, the article's source, circular hops
    ("a line", [hop(1, source="a"), hop(2, 1, source="b")], None, []),
    ("two hops reached from each other", [hop(1, 2), hop(2, 1)], None, [1, 2]),
    ("reached from itself", [hop(1, 1)], None, [1]),
    ("only the hops of the cycle", [hop(1), hop(2, 1, 3), hop(3, 2), hop(4, 3)], None, [2, 3]),
    ("two cycles", [hop(1, 2), hop(2, 1), hop(3, 4), hop(4, 3), hop(5)], None, [1, 2, 3, 4]),
    ("back to a source", [hop(1, source="a"), hop(2, 1, source="b"), hop(3, 2, source="a")], None, [3]),
    ("back past a hop without a source", [hop(1, source="a"), hop(2, 1), hop(3, 2, source="a")], None, [3]),
    ("a source that repeats itself", [hop(1, source="a"), hop(2, 1, source="a")], None, []),
    ("hops without a source never return", [hop(1), hop(2, 1, source="b"), hop(3, 2)], None, []),
    (
        "the same source on two branches",
        [hop(1, source="a"), hop(2, source="b"), hop(3, 1, source="b"), hop(4, 2, source="a")],
        None,
        [],
    ),
    (
        "one branch of two returns",
        [hop(1, source="a"), hop(2, 1, source="b"), hop(3, 1, 2, source="a")],
        None,
        [3],
    ),
    (
        "past a cycle",
        [hop(1, 2, source="a"), hop(2, 1, source="a"), hop(3, 2), hop(4, 3, source="a")],
        None,
        [1, 2, 4],
    ),
    ("the article quotes its own archive", [hop(1, source="me")], "me", []),
    ("the source cites the article", [hop(1, source="a"), hop(2, 1, source="me")], "me", [2]),
    ("nobody cites the article", [hop(1, source="a"), hop(2, 1, source="b")], "me", []),
]


@pytest.mark.parametrize(
    ("hops", "article_source", "circular"), [case[1:] for case in CIRCLES], ids=[c[0] for c in CIRCLES]
)
def test_circular_reporting_is_found(
    hops: list[HopFacts], article_source: str | None, circular: list[HopId]
) -> None:
    assert list(summarise(hops, article_source=article_source).circular) == circular


@pytest.mark.parametrize(
    ("plural", "identified", "is_plural_but_one"),
    [
        (True, 0, True),
        (True, 1, True),
        (True, 2, False),
        (True, None, False),
        (False, 1, False),
        (False, None, False),
    ],
)
def test_a_plural_with_at_most_one_identified_is_named(
    plural: bool, identified: int | None, is_plural_but_one: bool
) -> None:
    summary = summarise([HopFacts(1, plural_stated=plural, n_identified=identified), hop(2, 1)])

    assert summary.plural_but_one == ((1,) if is_plural_but_one else ())


SINGLE = [
    # what, hops, rests on a single unnamed source
    ("one bare", [hop(1, who=BARE)], True),
    ("one described", [hop(1), hop(2, 1, who=DESCRIBED)], True),
    ("one named", [hop(1, who=NAMED)], False),
    ("a collective", [hop(1, who=COLLECTIVE)], False),
    ("nobody has said", [hop(1)], False),
    ("an unnamed and a named one", [hop(1, who=BARE), hop(2, who=NAMED)], False),
    ("two that differ", [hop(1, source="x", who=DESCRIBED), hop(2, source="y", who=DESCRIBED)], False),
    ("the same twice", [hop(1, source="x", who=DESCRIBED), hop(2, source="x", who=BARE)], True),
    ("unnamed here, named there", [hop(1, source="x", who=BARE), hop(2, source="x", who=NAMED)], False),
    ("several told apart", [HopFacts(1, identification=BARE, plural_stated=True, n_identified=2)], False),
    ("several, uncounted", [HopFacts(1, identification=BARE, plural_stated=True)], False),
    ("several, one told apart", [HopFacts(1, identification=BARE, plural_stated=True, n_identified=1)], True),
    (
        "several, none told apart",
        [HopFacts(1, identification=BARE, plural_stated=True, n_identified=0)],
        True,
    ),
    ("a cycle of unnamed ones", [hop(1, 2, who=BARE), hop(2, 1, who=BARE)], False),
]


@pytest.mark.parametrize(("hops", "single"), [case[1:] for case in SINGLE], ids=[case[0] for case in SINGLE])
def test_resting_on_a_single_unnamed_source_is_found(hops: list[HopFacts], single: bool) -> None:
    assert summarise(hops).single_unnamed_source is single


def columns_and_links(summary: Summary) -> tuple[tuple[tuple[HopId, ...], ...], set[Link]]:
    return summary.shape.columns, set(summary.shape.links)


def test_a_line_is_drawn_as_one_hop_a_column() -> None:
    shape = summarise(FERRY).shape

    assert shape.columns == ((1,), (2,), (3,))
    assert shape.links == (Link(None, 1), Link(1, 2), Link(2, 3))
    assert shape.is_line


def test_branches_that_converge_meet_one_column_after_the_longer_one() -> None:
    summary = summarise([hop("a"), hop("b", "a"), hop("c"), hop("d", "b", "c")])

    assert columns_and_links(summary) == (
        (("a", "c"), ("b",), ("d",)),
        {Link(None, "a"), Link(None, "c"), Link("a", "b"), Link("b", "d"), Link("c", "d")},
    )
    assert not summary.shape.is_line


def test_a_column_is_ordered_by_where_its_hops_come_from() -> None:
    summary = summarise([hop("a"), hop("b"), hop("from b", "b"), hop("from a", "a")])

    assert summary.shape.columns == (("a", "b"), ("from a", "from b"))


def test_two_hops_from_the_article_are_no_line() -> None:
    assert not summarise([hop(1), hop(2)]).shape.is_line


def test_a_link_that_closes_a_cycle_is_marked_as_going_back() -> None:
    summary = summarise([hop(1), hop(2, 1, 3), hop(3, 2, 3)])

    assert columns_and_links(summary) == (
        ((1,), (2,), (3,)),
        {Link(None, 1), Link(1, 2), Link(2, 3), Link(3, 2, back=True), Link(3, 3, back=True)},
    )


def test_a_hop_reached_twice_from_the_same_hop_has_one_link() -> None:
    assert summarise([hop(1), hop(2, 1, 1)]).shape.links == (Link(None, 1), Link(1, 2))


def test_two_hops_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="Hop 1 occurs twice"):
        summarise([hop(1), hop(1)])


def test_a_hop_reached_from_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="Hop 1 is reached from 9, which is not in the chain"):
        summarise([hop(1, 9)])


@pytest.mark.parametrize(
    "hops",
    [
        [
            HopFacts(n, via=(n - 1,) if n else (), source=str(n % 900), identification=BARE)
            for n in range(1000)
        ],
        [HopFacts(n, via=((n + 1) % 1000,), source=str(n)) for n in range(1000)],
        [HopFacts(n, via=tuple(range(max(0, n - 8), n)), source=str(n)) for n in range(1000)],
        [HopFacts(n, via=(0,) if n else (), label=str(n)) for n in range(1000)],
    ],
    ids=["line", "cycle", "dense", "star"],
)
def test_a_thousand_hops_take_well_under_a_second(hops: list[HopFacts]) -> None:
    took = seconds(lambda: summarise(hops))

    assert summarise(hops).attributions == 1000
    assert took < 0.5, "meant to take under 0.05 s; ten times that shows more than linear growth"
