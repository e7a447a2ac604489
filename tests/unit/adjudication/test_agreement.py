"""Measures of agreement against published examples, what they say where there is no number, and intervals."""

from random import Random

import pytest

from factcheck.adjudication.agreement import (
    VERDICTS,
    Measure,
    Result,
    Scale,
    Undefined,
    among_all,
    between,
    by_pair,
)
from factcheck.adjudication.agreement.bootstrap import binomial
from factcheck.annotation.verdicts import Verdict
from tests.unit.adjudication.published import KRIPPENDORFF, STUDIES, Study, by_claim, by_reviewer

PAIR = {Measure.PERCENT, Measure.COHEN, Measure.COHEN_LINEAR, Measure.COHEN_QUADRATIC}
ALL = {
    Measure.PERCENT,
    Measure.FLEISS,
    Measure.ALPHA_NOMINAL,
    Measure.ALPHA_ORDINAL,
    Measure.AC1,
    Measure.AC2,
}
S, MS, X, R, NEE = (
    Verdict.SUPPORTED,
    Verdict.MOSTLY_SUPPORTED,
    Verdict.MIXED,
    Verdict.REFUTED,
    Verdict.NOT_ENOUGH_EVIDENCE,
)


def measured(study: Study) -> dict[Measure, Result]:
    found = among_all(study.claims, scale=study.scale, resamples=0)
    if all(len(claim) == 2 for claim in study.claims):
        found = between(study.claims, 0, 1, scale=study.scale, resamples=0) | found
    return found


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_published_figures_come_out_to_the_digits_that_were_printed(study: Study) -> None:
    found = measured(study)

    for measure, value in study.published.items():
        digits = len(repr(value).split(".")[1])
        assert found[measure].value == pytest.approx(value, abs=0.51 * 10**-digits), measure


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_independent_libraries_give_the_same(study: Study) -> None:
    found = measured(study)

    for measure, value in study.computed.items():
        assert found[measure].value == pytest.approx(value, abs=1e-11), measure


def test_every_measure_has_a_published_or_computed_figure() -> None:
    assert {m for study in STUDIES for m in study.published | study.computed} == set(Measure)


def test_a_result_says_what_it_rests_on() -> None:
    found = among_all([*KRIPPENDORFF.claims, {}], scale=KRIPPENDORFF.scale, resamples=0)

    assert set(found) == ALL
    result = found[Measure.ALPHA_NOMINAL]
    assert (result.claims_used, result.claims) == (11, 13)  # one has a single rating, one has none
    assert (result.ratings, result.reviewers) == (40, 4)
    assert (result.interval, result.resamples, result.resamples_undefined) == (None, 0, 0)


def test_the_scale_of_verdicts_runs_from_refuted_to_supported() -> None:
    assert VERDICTS.values == tuple(Verdict)
    assert [Verdict(value).rating for value in VERDICTS.ordered] == [1, 2, 3, 4, 5]


def test_verdicts_off_the_scale_count_as_verdicts_and_leave_the_ordinal_measures() -> None:
    claims = [{1: S, 2: S, 3: NEE}, {1: S, 2: NEE}, {1: NEE, 2: NEE}, {1: R, 2: X}, {1: S}, {}]

    everybody, two = among_all(claims, resamples=0), between(claims, 1, 2, resamples=0)

    assert everybody[Measure.PERCENT].value == pytest.approx((1 / 3 + 0 + 1 + 0) / 4)
    assert (everybody[Measure.PERCENT].claims_used, everybody[Measure.PERCENT].claims_off_scale) == (4, 0)
    ordinal = everybody[Measure.AC2]
    assert (ordinal.claims_used, ordinal.claims, ordinal.claims_off_scale) == (2, 6, 2)
    assert (ordinal.ratings, ordinal.reviewers) == (4, 2)
    assert two[Measure.COHEN].claims_used == 4
    assert (two[Measure.COHEN_LINEAR].claims_used, two[Measure.COHEN_LINEAR].claims_off_scale) == (2, 2)


def test_ordinal_measures_tell_near_verdicts_from_far_ones() -> None:
    near = [{1: S, 2: MS}, {1: R, 2: R}, {1: X, 2: X}]
    far = [{1: S, 2: R}, {1: R, 2: R}, {1: X, 2: X}]

    nearer = among_all(near, resamples=0) | between(near, 1, 2, resamples=0)
    farther = among_all(far, resamples=0) | between(far, 1, 2, resamples=0)

    for measure in filter(lambda measure: measure.is_ordinal, nearer):
        assert (nearer[measure].value or 0) > (farther[measure].value or 0), measure


UNDEFINED = [
    ("nothing", [], Undefined.NO_RATINGS),
    ("claims that nobody rated", [{}, {}], Undefined.NO_RATINGS),
    ("one reviewer", [{1: S}, {1: R}], Undefined.ONE_REVIEWER),
    ("two who never met", [{1: S}, {2: R}], Undefined.NO_OVERLAP),
]


@pytest.mark.parametrize(("claims", "why"), [row[1:] for row in UNDEFINED], ids=[row[0] for row in UNDEFINED])
def test_without_two_ratings_of_a_claim_every_measure_says_why(
    claims: list[dict[int, str]], why: Undefined
) -> None:
    found = [*among_all(claims, resamples=50).values(), *between(claims, 1, 2, resamples=50).values()]

    assert {result.measure for result in found} == set(Measure)
    for result in found:
        assert (result.value, result.undefined, result.interval) == (None, why, None)
        assert (result.claims_used, result.resamples) == (0, 0)


def test_without_two_ratings_on_the_scale_only_ordinal_measures_are_undefined() -> None:
    claims = [{1: S, 2: NEE}, {1: NEE, 2: R}]

    for result in [*among_all(claims, resamples=0).values(), *between(claims, 1, 2, resamples=0).values()]:
        assert result.undefined == (Undefined.OFF_SCALE if result.measure.is_ordinal else None)


def test_where_one_verdict_is_all_there_is_only_measures_that_need_another_are_undefined() -> None:
    claims = [{1: S, 2: S}, {1: S, 2: S, 3: S}]
    found = among_all(claims, resamples=0) | between(claims, 1, 2, resamples=0)

    for measure, result in found.items():
        if measure in {Measure.PERCENT, Measure.AC1, Measure.AC2}:
            assert (result.value, result.undefined) == (1, None)
        else:
            assert (result.value, result.undefined) == (None, Undefined.ONE_CATEGORY)


def test_a_pair_is_measured_over_what_both_rated() -> None:
    claims = [{"a": S, "b": S, "c": R}, {"a": R, "c": R}, {"b": S, "d": S}, {"e": S}]

    pairs = by_pair(claims, resamples=0)

    assert list(pairs) == [("a", "b"), ("a", "c"), ("b", "c"), ("b", "d")]
    assert all(set(results) == PAIR for results in pairs.values())
    assert all(pairs[one, other] == between(claims, one, other, resamples=0) for one, other in pairs)
    assert pairs["a", "c"][Measure.PERCENT].value == 0.5
    assert (pairs["a", "c"][Measure.PERCENT].claims_used, pairs["a", "c"][Measure.PERCENT].claims) == (2, 4)


def test_a_rating_that_the_scale_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no value 'doubtful'"):
        among_all([{1: "doubtful"}])
    with pytest.raises(ValueError, match="between two"):
        between([], 1, 1)


@pytest.mark.parametrize(
    ("values", "order"), [("a", ""), ("aab", ""), ("ab", "ac"), ("ab", "a"), ("ab", "aba")]
)
def test_a_scale_that_cannot_be_is_refused(values: str, order: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        Scale(tuple(values), tuple(order))


def test_a_scale_without_an_order_has_nominal_measures_alone() -> None:
    found = among_all(by_claim("ab aa bb"), scale=Scale(("a", "b")), resamples=20)

    assert found[Measure.AC2].undefined is Undefined.OFF_SCALE
    assert found[Measure.AC1].interval is not None


def many(claims: int, agreeing: float = 0.8) -> list[dict[int, Verdict]]:
    random = Random(4)
    truth = [random.choice(list(Verdict)) for _ in range(claims)]
    return [
        {who: verdict if random.random() < agreeing else random.choice(list(Verdict)) for who in range(3)}
        for verdict in truth
    ]


def test_the_interval_of_percent_agreement_is_the_one_that_theory_gives() -> None:
    """Of two reviewers it is a binomial share, whose standard error is known."""
    claims = [{1: S, 2: S}] * 320 + [{1: S, 2: R}] * 80

    interval = between(claims, 1, 2, resamples=2_000)[Measure.PERCENT].interval

    assert interval is not None
    error = (0.8 * 0.2 / 400) ** 0.5
    assert interval.low == pytest.approx(0.8 - 1.96 * error, abs=0.005)
    assert interval.high == pytest.approx(0.8 + 1.96 * error, abs=0.005)


def test_intervals_hold_the_value_and_shrink_with_more_claims() -> None:
    few, lots = among_all(many(50), resamples=100), among_all(many(800), resamples=100)

    for measure in few:
        widths = []
        for result in (few[measure], lots[measure]):
            assert result.interval is not None
            assert result.value is not None
            assert result.interval.low < result.value < result.interval.high
            assert result.resamples == 100
            widths.append(result.interval.high - result.interval.low)
        assert widths[1] < widths[0] / 2


def test_a_seed_gives_the_same_interval_again_whatever_the_order() -> None:
    claims = many(60)
    renamed = [{"xyz"[who]: claim[who] for who in (2, 0, 1)} for claim in reversed(claims)]

    assert among_all(claims, resamples=30, seed=7) == among_all(renamed, resamples=30, seed=7)
    assert among_all(claims, resamples=30, seed=7) != among_all(claims, resamples=30, seed=8)
    assert between(claims, 0, 1, resamples=30) == between(claims, 1, 0, resamples=30)


def test_one_claim_has_no_interval() -> None:
    result = among_all([{1: S, 2: R}], resamples=100)[Measure.PERCENT]

    assert (result.value, result.interval, result.resamples) == (0, None, 0)


def test_resamples_that_are_undefined_are_counted_and_too_many_leave_no_interval() -> None:
    """One claim in four decides whether there is a second verdict at all; a resample misses it by (3/4)^4."""
    found = among_all([{1: S, 2: S}] * 3 + [{1: R, 2: R}], resamples=1_000)

    kappa = found[Measure.FLEISS]
    assert kappa.value == 1
    assert kappa.interval is None
    # It has no value either where all four are the claim that differs.
    assert kappa.resamples_undefined == pytest.approx(1_000 * (0.75**4 + 0.25**4), abs=60)
    assert found[Measure.PERCENT].interval == (1, 1)
    assert found[Measure.PERCENT].resamples_undefined == 0


@pytest.mark.parametrize(("n", "p"), [(1, 0.5), (10, 0.01), (40, 0.3), (1_000, 0.9), (10_000, 0.4), (9, 1.0)])
def test_binomial_draws_have_the_mean_and_the_spread_of_the_distribution(n: int, p: float) -> None:
    random = Random(11)
    draws = [binomial(n, p, random) for _ in range(4_000)]

    mean = sum(draws) / len(draws)
    variance = sum((draw - mean) ** 2 for draw in draws) / len(draws)
    assert all(0 <= draw <= n for draw in draws)
    assert mean == pytest.approx(n * p, abs=4 * (n * p * (1 - p) / len(draws)) ** 0.5)
    assert variance == pytest.approx(n * p * (1 - p), rel=0.12)


def test_a_missing_rating_is_not_a_category() -> None:
    with_gaps = by_reviewer("aab.b", "abbab", "a.ba.")
    found = among_all(with_gaps, scale=Scale(("a", "b")), resamples=0)

    assert found[Measure.PERCENT].value == pytest.approx((1 + 0 + 1 + 1 + 1) / 5)
